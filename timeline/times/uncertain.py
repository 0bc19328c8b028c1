"""What holds when the publication date is one of several days."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from timeline.times.calendar import date_of
from timeline.times.edtf import parse
from timeline.times.resolved import Resolved

__all__ = ["either", "published_days"]


def published_days(published: str | None) -> list[int]:
    """Return the day of publication (EDTF), or the first and last of days of which one is it."""
    if not published:
        return []
    date = parse(published)
    if date.earliest is None or date.latest is None:
        return []
    return [date.earliest] if date.earliest == date.latest else [date.earliest, date.latest]


def either(one: Resolved, other: Resolved, days: Sequence[int]) -> Resolved:
    """Return what holds whether the text was published on the first or the last of the days (day numbers)."""
    if one == other:
        return one
    value = one.value if one.value == other.value else _common(one.value, other.value)
    date = _either_date(one.date, other.date)
    period = one.period if date is not None else None
    event_date = _either_date(one.event_date, other.event_date)
    because = _because(one, other, date, days)
    return replace(one, value=value, date=date, period=period, because=because, event_date=event_date)


def _either_date(one: str | None, other: str | None) -> str | None:
    if one is None or other is None:
        return None
    if one == other or "/" in one:
        return one
    begin, end = parse(one).first, parse(other).last
    if begin is None or end is None or begin.earliest > end.latest:
        return None
    return f"[{begin}..{end}]"


def _because(one: Resolved, other: Resolved, date: str | None, days: Sequence[int]) -> tuple[str, ...]:
    """Return the steps of both: the publication date as a range, no result that holds for one day only."""
    first, last = (f"the publication date {date_of(day)}" for day in (days[0], days[-1]))
    either_day = f"the publication date, one of {date_of(days[0])} to {date_of(days[-1])}"
    steps = []
    for step, second in zip_longest(one.because, other.because, fillvalue=""):
        if step == second or step.replace(first, either_day) == second.replace(last, either_day):
            steps.append(step.replace(first, either_day))
        elif date and (what := step.rpartition(" = ")[0]) and what == second.rpartition(" = ")[0]:
            steps.append(f"{what} = {date}")
    if date is None:
        return (*steps, "which of these days it was is not known")
    return tuple(steps) if steps and steps[-1].endswith(f"= {date}") else (*steps, f"= {date}")


def _common(one: str, other: str) -> str:
    """Return the TIMEX3 value with X where the dates differ (“2020-02-XXT10:00”)."""
    (date, _, clock), (other_date, _, other_clock) = one.partition("T"), other.partition("T")
    parts, others = date.split("-"), other_date.split("-")
    if len(parts) != len(others) or any(len(a) != len(b) for a, b in zip(parts, others, strict=True)):
        return "XXXX"
    differ = False
    result = []
    for a, b in zip(parts, others, strict=True):
        if a != b and a.isalpha() and "X" not in a:  # one is in spring, the other in summer
            break
        differ = differ or a != b
        result.append("".join("X" if c.isdigit() else c for c in a) if differ else a)
    return "-".join(result) + (f"T{clock}" if clock and clock == other_clock else "")
