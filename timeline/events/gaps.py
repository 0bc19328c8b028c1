"""Clauses without their verb, which they take from the clause before: “in 1998 a van, in 2001 a bus”."""

from collections.abc import Sequence
from dataclasses import replace

from timeline.events.clauses import Clause
from timeline.events.language import Words
from timeline.events.tokens import Token

__all__ = ["gapped", "is_repetition"]


def gapped(tokens: Sequence[Token], clause: Clause, number: int, words: Words) -> Clause | None:
    """Return the clause that a time (the token with this number) opens without its verb, None if none.

    “In 1998 the firm built a van, (in 2001 a bus)”: it takes subject and verb from the clause before.
    """
    verb, first = clause.verb, number - 1
    if tokens[first].lower in words.prepositions:
        first -= 1
    while first > 0 and tokens[first].lower in words.coordinators:
        first -= 1
    end = number + 1
    while end < len(tokens) and not tokens[end].is_mark and tokens[end].lower not in words.coordinators:
        end += 1
    joined = tokens[first + 1].lower in words.coordinators or tokens[first].text == ","
    begins = number + 1 < end and (
        tokens[number + 1].is_name or tokens[number + 1].lower in words.determiners
    )
    if verb is None or verb.last >= first or not joined or not begins:
        return None
    own = [i for i in clause.tokens if i <= verb.last]
    return replace(clause, tokens=[*own, *range(number + 1, end)])


def is_repetition(tokens: Sequence[Token], number: int, words: Words) -> bool:
    """Return whether a time (the token `number`) tells of once more: “in May and again a year later”."""
    first = number - 1
    while first > 0 and tokens[first].lower in words.prepositions | words.adverbs:
        first -= 1
    return first >= 0 and tokens[first].lower in words.coordinators
