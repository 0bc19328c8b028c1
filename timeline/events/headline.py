"""Present tenses that could be nouns: of a headline (“Supporters take part”), of an entry that a date heads.

Both tell what happened in the present, and have no other form that can be their verb.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from timeline.events import language
from timeline.events.language import Words
from timeline.events.tokens import Token
from timeline.events.verbgroup import Tense, VerbGroup

__all__ = ["entry_verbs", "headline_verb"]

_CLOSING_QUOTES = ('"', "”", "’")
_HEADED = (":", "—", "–", "-")  # what stands behind the date of an entry
_BEFORE_OBJECT = ('"', "“", "‘", "£", "$", "€")  # marks with which an object can begin


def headline_verb(tokens: Sequence[Token], numbers: Sequence[int], words: Words) -> VerbGroup | None:
    """Return the present tense or infinitive among these tokens of a clause that has no other verb.

    “Supporters take part in a rally”, “Port to open new quay”: such a form is told from a noun only where
    nothing else can be the verb.
    """
    nominal = words.determiners | words.prepositions | words.coordinators
    for number in numbers:
        if not 0 < number < len(tokens) - 1:
            continue
        token, before, after = tokens[number], tokens[number - 1], tokens[number + 1]
        if token.lower == "to" and before.is_name:
            passive = after.lower == "be" and number + 2 < len(tokens) and "VBN" in tokens[number + 2].forms
            last = number + 2 if passive else number + 1
            if passive or ("VB" in after.forms and not after.is_name):
                return VerbGroup(number, last, language.lemma(tokens[last].lower), Tense.FUTURE, passive)
        closed = words.prepositions | words.adverbs | (words.comparing - words.states)  # “like it best”
        if not token.forms & {"VB", "VBP", "VBZ"} or token.is_name or token.lower in closed:
            continue
        back = next((i for i in range(number - 1, 0, -1) if tokens[i].lower not in words.adverbs), 0)
        before = tokens[back]  # “crowds (still) queue”
        follows_noun = (before.is_word and before.lower not in nominal) or before.text in _CLOSING_QUOTES
        if before.text == "," and "VBZ" in token.forms:  # “the fair, a small one, opens in May”
            follows_noun = sum(tokens[i].text == "," for i in numbers if i < number) == 2
        goes_on = not after.is_mark or after.text in _BEFORE_OBJECT
        if follows_noun and goes_on and not before.lower.endswith(("'s", "’s")):
            return VerbGroup(number, number, language.lemma(token.lower), Tense.PRESENT)
    return None


def entry_verbs(
    tokens: Sequence[Token], groups: Mapping[int, VerbGroup], words: Words
) -> dict[int, VerbGroup]:
    """Return the verbs in the present that an entry has beside `groups`: “1990: It is sold; the mill closes”.

    Each part between semicolons has one, and another may stand behind “and” and a time: “and, in May, moves”.
    """
    found: dict[int, VerbGroup] = {}
    if len(tokens) < 3 or not tokens[0].is_time or tokens[1].text not in _HEADED:
        return found
    borders = [1, *(i for i, token in enumerate(tokens) if token.text == ";"), len(tokens)]
    for begin, end in pairwise(borders):
        part = range(begin + 1, end)
        verb = next((groups[i] for i in part if i in groups and groups[i].is_finite), None)
        if verb is None:
            verb = headline_verb(tokens, part, words)
            found |= {verb.first: verb} if verb else {}
        if verb is not None and verb.tense is Tense.PRESENT:
            joints = (i for i in part if i > verb.last and tokens[i].lower in words.adding)
            joined = (_behind_time(tokens, joint + 1, words) for joint in joints)
            found |= {
                i: VerbGroup(i, i, language.lemma(tokens[i].lower), Tense.PRESENT)
                for i in joined
                if i in part and i not in groups and "VBZ" in tokens[i].forms and not tokens[i].is_name
            }
    return found


def _behind_time(tokens: Sequence[Token], number: int, words: Words) -> int:
    """Return where it goes on behind a time, set off or not: “(, in May,) moves”; -1 if there is none."""
    position, timed = number, False
    while position < len(tokens) and (
        tokens[position].is_time or tokens[position].lower in words.time_prepositions | {","}
    ):
        timed = timed or tokens[position].is_time
        position += 1
    return position if timed else -1
