"""The state or country behind a town that describes a noun: “the Leeds, England, firm”."""

from collections.abc import Iterable, Sequence

from timeline.events import language
from timeline.events.language import Words
from timeline.events.tokens import Token

__all__ = ["end_of_name", "without_state"]

_LONGEST = 4  # tokens of “N . Wales”


def without_state(tokens: Sequence[Token], numbers: Iterable[int], words: Words) -> list[int]:
    """Drop what two commas set off between a town and the noun it describes: “the Leeds(, England,) firm”."""
    kept: list[int] = []
    behind = -1
    for number in numbers:
        if number < behind:
            continue
        if tokens[number].text == "," and _is_seat(tokens, number + 1, words):
            while kept and tokens[kept[-1]].is_name:
                kept.pop()
            behind = number + 2  # “(Leeds, England-based) Norden closed”
            continue
        opens = tokens[number].text == "," and kept[-1:] == [number - 1]
        behind = _end_of_state(tokens, number, words) if opens else -1
        if behind < 0:
            kept.append(number)
    return kept


def _is_seat(tokens: Sequence[Token], number: int, words: Words) -> bool:
    """Whether a token says with a state where the name behind it has its seat: “England-based Norden”."""
    seat, firm = tokens[number : number + 1], tokens[number + 1 : number + 2]
    based = bool(seat) and seat[0].is_name and seat[0].lower.rpartition("-")[2] in words.compounding
    return based and "-" in seat[0].text and bool(firm) and firm[0].is_name


def _end_of_state(tokens: Sequence[Token], comma: int, words: Words) -> int:
    """Return the number of the noun behind a state that the comma opens, -1 when it opens none."""
    first = comma
    while first > 0 and tokens[first - 1].is_name:
        first -= 1
    if first in (0, comma) and not (first == 0 < comma and tokens[0].lower in words.determiners):
        return -1
    opener = tokens[first] if first == 0 else tokens[first - 1]
    if opener.lower not in words.determiners:
        return -1
    closing = next(
        (i for i in range(comma + 1, min(comma + _LONGEST, len(tokens))) if tokens[i].text == ","), 0
    )
    state = tokens[comma + 1 : closing]
    if (
        not state
        or not all(token.is_name or token.text == "." for token in state)
        or closing + 1 >= len(tokens)
    ):
        return -1
    noun = tokens[closing + 1]
    grammar = words.prepositions | words.coordinators | words.subordinators | words.determiners
    is_verb = noun.forms & {"VBD", "VBN", "VBZ"}  # “the head of the Lodz Bank, Ana Lind, plans to”
    plain = language.can_be_noun(noun.lower) or language.is_adjective(noun.lower) or "-" in noun.lower
    describes = (plain and not is_verb) or noun.is_possessive
    fits = noun.is_word and not noun.is_name and noun.lower not in grammar and describes
    return closing + 1 if fits else -1


def end_of_name(tokens: Sequence[Token], comma: int) -> int:
    """Return the second of two commas that set off a name behind another (“Leeds, England,”), 0 for others.

    `comma` is either of the two.
    """
    first, last = comma - 1, comma + 1
    while first > 0 and tokens[first].is_name:
        first -= 1
    while last < len(tokens) and tokens[last].is_name:
        last += 1
    if 0 < first < comma - 1 and comma - first < _LONGEST and tokens[first].text == ",":
        return comma if tokens[first - 1].is_name else 0
    closes = comma + 1 < last < min(len(tokens), comma + _LONGEST) and tokens[last].text == ","
    return last if closes and tokens[comma - 1].is_name else 0
