"""Nouns behind whose they are: “Ana Lind's comments”, “the guests' meeting”."""

from collections.abc import Sequence

from timeline.events import language
from timeline.events.tokens import Token

__all__ = ["is_owned"]

_APOSTROPHES = ("'", "’")
_OPENING = ("'", "‘")


def is_owned(tokens: Sequence[Token], number: int) -> bool:
    """Return whether what can be a verb in -s or -ing stands behind a name in ’s or a plural in s’."""
    token, before = tokens[number], tokens[number - 1]
    if "VBZ" in token.forms:
        return before.is_name and before.is_possessive and language.can_be_noun(token.lower)
    if "VBG" not in token.forms or before.text not in _APOSTROPHES or not _is_behind_word(tokens, number - 1):
        return False
    quotes = any(
        tokens[i].text in _OPENING and not _is_behind_word(tokens, i) for i in range(number - 1)
    )  # “called 'the winners' leaving”
    return tokens[number - 2].lower.endswith("s") and not quotes


def _is_behind_word(tokens: Sequence[Token], number: int) -> bool:
    """Whether a token stands right behind a word, without a space."""
    return number > 0 and tokens[number - 1].is_word and tokens[number - 1].end == tokens[number].start
