"""The verb of a headline, or of a clause that has no other: “Supporters take part in a rally”."""

from collections.abc import Sequence

from timeline.events import language
from timeline.events.language import Words
from timeline.events.tokens import Token
from timeline.events.verbgroup import Tense, VerbGroup

__all__ = ["headline_verb"]

_CLOSING_QUOTES = ('"', "”", "’")
_BEFORE_OBJECT = ('"', "“", "‘", "£", "$", "€")  # marks with which an object can begin


def headline_verb(tokens: Sequence[Token], numbers: Sequence[int], words: Words) -> VerbGroup | None:
    """Return the present tense or infinitive among these tokens of a clause that has no other verb.

    “Supporters take part in a rally”, “Port to open new quay”: such a form is told from a noun only where
    nothing else can be the verb.
    """
    nominal = words.determiners | words.prepositions | words.coordinators | words.adverbs
    for number in numbers:
        if not 0 < number < len(tokens) - 1:
            continue
        token, before, after = tokens[number], tokens[number - 1], tokens[number + 1]
        if token.lower == "to" and before.is_name:
            passive = after.lower == "be" and number + 2 < len(tokens) and "VBN" in tokens[number + 2].forms
            last = number + 2 if passive else number + 1
            if passive or ("VB" in after.forms and not after.is_name):
                return VerbGroup(number, last, language.lemma(tokens[last].lower), Tense.FUTURE, passive)
        if not token.forms & {"VB", "VBP", "VBZ"} or token.is_name or token.lower in words.prepositions:
            continue
        follows_noun = (before.is_word and before.lower not in nominal) or before.text in _CLOSING_QUOTES
        if before.text == "," and "VBZ" in token.forms:  # “the fair, a small one, opens in May”
            follows_noun = sum(tokens[i].text == "," for i in numbers if i < number) == 2
        goes_on = not after.is_mark or after.text in _BEFORE_OBJECT
        if follows_noun and goes_on and not before.lower.endswith(("'s", "’s")):
            return VerbGroup(number, number, language.lemma(token.lower), Tense.PRESENT)
    return None
