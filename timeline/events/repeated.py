"""Expressions that tell how often something is done: “every Monday in March”."""

from collections.abc import Sequence
from itertools import pairwise

from timeline.events.clauses import Clause
from timeline.events.language import Words
from timeline.events.telling import Parsed
from timeline.events.tokens import Token
from timeline.times.model import TimeExpression

__all__ = ["is_attribute", "is_beside"]


def is_attribute(expression: TimeExpression, tokens: Sequence[Token], words: Words) -> bool:
    """Return whether how often it is only describes a thing: “weekly markets were closed”."""
    following = next((token for token in tokens if token.start >= expression.end), None)
    if " " in expression.text or following is None or not following.is_word:
        return False
    closed = words.prepositions | words.determiners | words.coordinators | words.subordinators
    return following.lower not in closed


def is_beside(parsed: Parsed, one: TimeExpression, other: TimeExpression, words: Words) -> bool:
    """Return whether two expressions stand in one clause, with nothing like “, and” between them.

    “It opened in 2018 and handles nine tons annually” tells two things.
    """
    tokens = parsed.tokens
    if not any(_is_in(clause, tokens, one) and _is_in(clause, tokens, other) for clause in parsed.clauses):
        return False
    first, last = sorted((one.start, other.start))
    between = [token for token in tokens if first <= token.start < last]
    return not any(
        token.text == ";" or ((token.text == "," or token.is_time) and after.lower in words.coordinators)
        for token, after in pairwise(between)
    )


def _is_in(clause: Clause, tokens: Sequence[Token], expression: TimeExpression) -> bool:
    return any(expression.start <= tokens[number].start < expression.end for number in clause.tokens)
