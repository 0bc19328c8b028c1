"""Clauses that tell what was at a time: “on Sunday, when the talks ended”, “the day that it closed”."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from timeline.events.anchored import dates_anchor
from timeline.events.circumstances import tells_how
from timeline.events.clauses import Clause, ClauseKind, clause_at
from timeline.events.governor import Governor
from timeline.events.language import Words
from timeline.events.lent import goes_on_at_once
from timeline.events.telling import Parsed
from timeline.events.tokens import Token
from timeline.events.verbgroup import Tense
from timeline.times import edtf
from timeline.times.model import TimeExpression

__all__ = ["around_when", "behind_when"]

_DAY_OR_WEEK = re.compile(r"-(?:W|\d\d-\d)")  # in a value of TIMEX3


def behind_when(
    parsed: Parsed, expression: TimeExpression, words: Words
) -> Iterator[tuple[Governor, TimeExpression]]:
    """Yield what clauses tell of a time, with it: “on Sunday, when the talks ended”."""
    tokens, number = parsed.tokens, parsed.token_of(expression)
    if dates_anchor(tokens, number, parsed.expressions, words):
        return
    for clause in parsed.clauses:
        if clause.verb is None or not _tells_what_was(tokens, clause, number, words):
            continue
        if clause.parent is not None and tells_how(tokens, clause, clause.parent, words):
            continue  # “two were hurt on Sunday when a wall fell” is told as one
        if parsed.has_time(clause.tokens, but=edtf.without_time(expression.date or "")):
            continue  # “the first cup since 1938 when they won it on 12 April”
        dated = _at_its_end(tokens, clause, number, expression, words)
        if dated is not None and dated.date is not None:
            yield Governor.of(clause), dated


def around_when(
    parsed: Parsed, expression: TimeExpression, words: Words
) -> tuple[Governor, TimeExpression] | None:
    """Return what the clause around “when” tells, with the day of it: “when it ended on Sunday, he left”."""
    clause = clause_at(parsed.clauses, parsed.token_of(expression))
    if clause.parent is not None and goes_on_at_once(parsed.tokens, clause, words):
        clause = clause.parent  # “died when it sank while crossing a lake on Sunday”
    around, date = clause.parent, edtf.parse(expression.date or "")
    if around is None or date.kind is not edtf.Kind.DATE:
        return None
    suffered = clause.opener not in words.detaching and tells_how(parsed.tokens, clause, around, words)
    is_day = clause.opener in words.dated_clause_openers and date.precision >= edtf.Precision.DAY
    near = _near(parsed.tokens, clause, words)
    if not (is_day or suffered or near):
        return None
    if around.verb is None or around.verb.tense is not Tense.PAST or parsed.has_time(around.tokens):
        return None
    if around.verb.progressive:
        return None  # “was driving home when it happened on Monday”
    found = Governor.of(around)
    if near:
        day = edtf.without_time(str(date)).rstrip("~")
        because = (*expression.because, f"“{near}” it: {day}~")
        return found, replace(expression, date=f"{day}~", because=because)
    because = (*expression.because, f"“{clause.opener}” tells that it was then")
    return found, replace(expression, because=because)


def _near(tokens: Sequence[Token], clause: Clause, words: Words) -> str:
    """Return “shortly after” where that opens a clause or stands before its gerund, else ""."""
    first = clause.tokens[0]
    opener = first if tokens[first].lower in words.sides else first - 1
    if opener < 1 or tokens[opener].lower not in words.sides:
        return ""
    lead = tokens[opener - 1].lower
    return f"{lead} {tokens[opener].lower}" if lead in words.nearly | words.at_once else ""


def _tells_what_was(tokens: Sequence[Token], clause: Clause, number: int, words: Words) -> bool:
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


def _at_its_end(
    tokens: Sequence[Token], clause: Clause, number: int, expression: TimeExpression, words: Words
) -> TimeExpression | None:
    """Return the expression (the token `number`) with the day of what the clause behind it tells.

    Of a span that is the end, of one “since” something its beginning; None where that is open. Of “late 2005”
    it is the year, of “late Monday” that day.
    """
    span = edtf.parse(expression.date or "")
    began = number > 0 and tokens[number - 1].lower in words.since
    limit = span.first if began else span.last
    if limit is None:
        return None
    if span.kind is not edtf.Kind.INTERVAL:
        return replace(expression, date=edtf.without_time(str(span)))
    date = str(limit)
    is_part = not words.parts_of_dates.isdisjoint(re.findall(r"[a-z]+", expression.text.lower()))
    if is_part and not _DAY_OR_WEEK.search(expression.value):
        date = date.rpartition("-")[0] or date
    opener, side = tokens[clause.tokens[0]].text, "began" if began else "ended"
    step = f"“{opener}” tells what happened as it {side}: {date}"
    return replace(expression, date=date, because=(*expression.because, step))
