"""Chronologies: entries that a date heads, “May 2003 – Torres founds a bank in Lima”."""

import re

from timeline.events.mention import Mention
from timeline.times.model import TimeExpression

__all__ = ["behind_heading", "heads_entry", "is_entry"]

_BREAK = re.compile(r"[*_]{0,3}(?:\s*(?:--|[—–:])|\s+-)\s*")
_MARKUP = "*_-+•· "


def heads_entry(text: str, begin: int, start: int, end: int) -> bool:
    """Return whether the date text[start:end] heads what is told from offset `begin` on."""
    return not text[begin:start].strip(_MARKUP) and _BREAK.match(text, end) is not None


def behind_heading(text: str, begin: int, expressions: list[TimeExpression]) -> list[TimeExpression]:
    """Return a sentence's dates with the one that heads it as the last: it counts where no other one does."""
    if expressions and heads_entry(text, begin, expressions[0].start, expressions[0].end):
        return [*expressions[1:], expressions[0]]
    return expressions


def is_entry(text: str, mention: Mention) -> bool:
    """Return whether a mention is dated by the heading of its entry, of which all that follows in it is."""
    end = mention.position + len(mention.expression or "")
    return mention.expression is not None and heads_entry(text, mention.start, mention.position, end)
