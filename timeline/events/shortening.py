"""Cutting what follows a verb to a few words, only where a phrase ends."""

from collections.abc import Sequence

from timeline.events import language
from timeline.events.language import Words
from timeline.events.tokens import Token

__all__ = ["shorten"]

_STOPS = frozenset([";", ":", "—", "–", "--", "("])


def shorten(tokens: Sequence[Token], numbers: list[int], room: int, most: int, words: Words) -> list[int]:
    """Return the tokens (their numbers) cut to about `room` words.

    Cut is at a mark, else before the last phrase that fits; up to `most` words are kept where nothing shorter
    makes sense. A cut never parts a verb from its particle, a noun from its “of”, or a name.
    """
    while numbers and tokens[numbers[0]].is_mark and tokens[numbers[0]].text in ",;:—–-":
        numbers = numbers[1:]
    stop = next((i for i in range(len(numbers)) if _stops(tokens, numbers, i, words)), len(numbers))
    numbers = numbers[:stop]
    while numbers and tokens[numbers[-1]].text in ".!?":
        numbers = numbers[:-1]
    if len(numbers) > room:
        ends = [i for i in range(1, len(numbers) + 1) if _ends(tokens, numbers, i, words)]
        fitting = [end for end in ends if end <= room]
        longer = [end for end in ends if room < end <= most]
        if fitting and (fitting[-1] * 2 > room or not longer):
            numbers = numbers[: fitting[-1]]
        elif longer:
            numbers = numbers[: longer[0]]
        elif tokens[numbers[0]].lower in words.prepositions | words.subordinators:
            numbers = []
        elif ends:
            numbers = numbers[: ends[0]]
    while numbers and _dangles(tokens[numbers[-1]], words):
        numbers = numbers[:-1]
    return numbers


def _stops(tokens: Sequence[Token], numbers: Sequence[int], position: int, words: Words) -> bool:
    """Whether the clause's core ends before the token: at a mark, a loose phrase, or another clause."""
    token = tokens[numbers[position]]
    if token.text in _STOPS or token.lower in words.loose_openers:
        return True
    if token.text == ",":
        if position + 1 < len(numbers) and numbers[position + 1] != numbers[position] + 1:
            return True  # another clause stood here
        return not _is_list(tokens, numbers, position)
    gap = position > 0 and numbers[position] != numbers[position - 1] + 1
    return gap and tokens[numbers[position - 1]].text == ","


def _is_list(tokens: Sequence[Token], numbers: Sequence[int], position: int) -> bool:
    """Whether the comma parts the members of a list: “security, military and diplomatic sites”."""
    window = [tokens[number].lower for number in numbers[position + 1 : position + 5]]
    if not window or window[0] in ("and", "or"):
        return "," in [tokens[number].text for number in numbers[:position]]
    return ("and" in window or "or" in window) and len(numbers) - position > 2


def _ends(tokens: Sequence[Token], numbers: Sequence[int], position: int, words: Words) -> bool:
    """Whether a phrase ends before the token at `position` (or there is none)."""
    before = tokens[numbers[position - 1]]
    if _dangles(before, words) or _is_bare_verb(before):
        return False
    if position == len(numbers):
        return True
    token = tokens[numbers[position]]
    if token.is_name or not token.is_word or token.lower == "of":
        return False
    if "VBN" in token.forms and not before.forms and position + 1 < len(numbers):
        return tokens[numbers[position + 1]].lower in words.prepositions  # “a missile fired from the ground”
    if token.lower in words.particles and before.forms & {"VB", "VBD", "VBN", "VBZ", "VBG"}:
        return False
    return token.lower in words.prepositions | words.subordinators | words.coordinators | {"to", "that"}


def _is_bare_verb(token: Token) -> bool:
    """Whether the word is a verb and no noun, which rarely ends a phrase."""
    return (
        bool(token.forms & {"VB", "VBD", "VBZ"}) and not token.is_name and not language.is_noun(token.lower)
    )


def _dangles(token: Token, words: Words) -> bool:
    """Whether a title cannot end with the word."""
    if not token.is_word:
        return token.is_mark and token.text not in '”"’)'
    open_ended = words.prepositions - words.final_particles | words.determiners
    return token.lower in open_ended | words.coordinators | words.subordinators | {"to"}
