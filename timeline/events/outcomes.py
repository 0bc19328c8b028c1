"""How something ended, told with “be”: “was down 4%”, “was third in Rome”."""

from collections.abc import Sequence

from timeline.events.language import Words
from timeline.events.tokens import Token
from timeline.events.verbgroup import Tense, VerbGroup

__all__ = ["end_of_first_to", "is_outcome"]

_FIRST = 7  # tokens of “the first young nurse to testify” at most
_HONOUR = 5  # words of “the under-18 world indoor champion”


def is_outcome(tokens: Sequence[Token], verb: VerbGroup, words: Words) -> bool:
    """Return whether “be” tells how something ended: “was down 4%”, “was third”, “was the first to sign”."""
    following = tokens[verb.last + 1 : verb.last + 3]
    if verb.lemma != "be" or verb.tense is not Tense.PAST or not following:
        return False
    if _is_honour(tokens, verb.last + 1, words) or end_of_first_to(tokens, verb.last + 1, words):
        return True
    if following[0].lower not in words.changes | words.places_taken:
        return False
    if len(following) == 1 or following[1].is_mark or following[1].is_time:
        return True
    if following[0].lower in words.places_taken:
        return following[1].lower in words.prepositions
    return following[1].lower in words.numbers or any(map(str.isdigit, following[1].text))


def _is_honour(tokens: Sequence[Token], first: int, words: Words) -> bool:
    """Whether a noun phrase begins with the token that ends with what one wins: “junior world champion”."""
    for number in range(first, min(first + _HONOUR, len(tokens))):
        if tokens[number].lower in words.honours:
            return True
        if not tokens[number].is_word or tokens[number].lower in words.prepositions | words.coordinators:
            return False
    return False


def end_of_first_to(tokens: Sequence[Token], first: int, words: Words) -> int:
    """Return the verb of “the first (nurse) to testify”, which the token `first` opens; 0 for none.

    That is who did it before others: not “the first chance to testify”.
    """
    behind = tokens[first : first + _FIRST]
    if len(behind) < 4 or behind[0].lower not in words.articles:
        return 0
    if behind[1].lower not in words.comparing | words.ordinals:
        return 0
    joint = next((i for i, token in enumerate(behind[:-1]) if token.lower == "to" or not token.is_small), 0)
    acts = joint > 1 and behind[joint].lower == "to" and "VB" in behind[joint + 1].forms
    return first + joint + 1 if acts and behind[joint - 1].lower not in words.occasions | words.chances else 0
