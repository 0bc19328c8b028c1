"""Clauses that tell what was at a time: “on Sunday, when the talks ended”, “the day that it closed”."""

import re
from collections.abc import Sequence
from dataclasses import replace

from timeline.events.clauses import Clause, ClauseKind
from timeline.events.language import Words
from timeline.events.tokens import Token
from timeline.times import edtf
from timeline.times.model import TimeExpression

__all__ = ["at_its_end", "tells_what_was"]


def tells_what_was(tokens: Sequence[Token], clause: Clause, number: int, words: Words) -> bool:
    """Return whether the clause tells what happened at the time that is the token `number`.

    One in the progressive tells only what was going on then: “on Sunday, when she was driving home”.
    """
    verb, first = clause.verb, clause.tokens[0]
    if verb is None or verb.progressive or first <= number:
        return False
    between = [token.lower for token in tokens[number + 1 : first] if token.text != ","]
    times = words.units | words.long_times
    opens = clause.opener in words.dated_clause_openers
    if not between:
        named = clause.opener == "that" and tokens[number].lower.split()[-1] in times
        return (opens and first - number < 3) or named
    if clause.opener == "which" and between[-1] in words.date_prepositions - words.belonging:
        between.pop()  # “on 3 May, the day on which it closed”
    elif clause.kind is not ClauseKind.SUBORDINATE or not (opens or clause.opener in ("", "that")):
        return False
    return between[:1] == ["the"] and between[-1] in times and len(between) < 4


def at_its_end(
    tokens: Sequence[Token], clause: Clause, number: int, expression: TimeExpression, words: Words
) -> TimeExpression | None:
    """Return the expression (the token `number`) with the day of what the clause behind it tells.

    Of a span that is the end, of one “since” something its beginning; None where that is open. Of “late 2005”
    it is the year.
    """
    span = edtf.parse(expression.date or "")
    began = number > 0 and tokens[number - 1].lower in words.since
    limit = span.first if began else span.last
    if limit is None:
        return None
    if span.kind is not edtf.Kind.INTERVAL:
        return replace(expression, date=edtf.without_time(str(span)))
    date = str(limit)
    if not words.parts_of_dates.isdisjoint(re.findall(r"[a-z]+", expression.text.lower())):
        date = date.rpartition("-")[0] or date
    opener, side = tokens[clause.tokens[0]].text, "began" if began else "ended"
    step = f"“{opener}” tells what happened as it {side}: {date}"
    return replace(expression, date=date, because=(*expression.because, step))
