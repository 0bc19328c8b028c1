"""Days told by the event they belong to: its third day, its anniversary, the Monday after it."""

from collections.abc import Callable
from dataclasses import replace

from timeline.times.arithmetic import Span, shifted
from timeline.times.calendar import Period, Unit, month
from timeline.times.calendar_dates import CalendarDates
from timeline.times.context import Context
from timeline.times.edtf import Kind, day_number, days_in_month, parse
from timeline.times.meaning import Anniversary, Beside, Between, Event, Nth, Shift
from timeline.times.model import Anchor
from timeline.times.resolved import NO_EVENT, Resolved, dated, undated

__all__ = ["EventDates", "FindEvent", "origin"]

_WEEK = 7
_HOURS = 24  # of a day
_SHORT = (Unit.HOUR, Unit.MINUTE, Unit.SECOND)

# Given the words that name an event: its date and how that is known, or None.
FindEvent = Callable[[Event], tuple[str, str, tuple[str, ...]] | None]


def origin(meaning: Anniversary | Shift, day: Period) -> str | None:
    """Return, as EDTF, when the event was of which a day is counted; None when that is not said."""
    if isinstance(meaning, Shift):
        if meaning.unit is Unit.HOUR and meaning.count and not meaning.count % _HOURS:  # “48 hours after”
            meaning = replace(meaning, unit=Unit.DAY, count=meaning.count // _HOURS)
        if meaning.unit in _SHORT:
            same = day.unit is Unit.DAY and (meaning.unit is not Unit.HOUR or (meaning.count or 0) < _HOURS)
            return f"{day.edtf()}~" if same else None  # midnight can lie between
        if meaning.count is None or meaning.most is not None or meaning.at_most:
            return None
        back = replace(meaning, direction=-meaning.direction)
        found = shifted(Span(day.first, day.last, day), back)
        is_single = found.date is not None and parse(found.date).kind is Kind.DATE
        vague = is_single and meaning.mod is not None
        return f"{(found.date or '').rstrip('~')}~" if vague else found.date
    date = parse(day.shift(-meaning.direction).edtf()).first
    if meaning.number is None or date is None or date.month is None or date.day is None:
        return None
    year = date.year - meaning.number
    event = Period(Unit.DAY, day_number(year, date.month, min(date.day, days_in_month(year, date.month))))
    return event.edtf() if event.in_calendar else None


class EventDates(CalendarDates):
    """Resolves what belongs to an event; `event` finds the date of one."""

    def __init__(self, context: Context, event: FindEvent, words: str) -> None:
        super().__init__(context, words)
        self.event = event

    def nth(self, what: Nth) -> Resolved:
        """Resolve the n-th unit of an event."""
        found = self.event(what.event)
        if found is None:
            return undated("XXXX-XX-XX", NO_EVENT, Anchor.EVENT)
        span = Span.of(parse(found[0]))
        because = (f"“{self.words}” counts from {found[1]}", *found[2])
        if what.number == -1:
            if span.first == span.last:
                return undated("XXXX-XX-XX", because, Anchor.EVENT)
            period = Period.holding(what.unit, span.last)
            return dated(period, Anchor.EVENT, *because)
        if span.period is not None and what.unit is Unit.DAY and span.period.unit is Unit.MONTH:
            return dated(span.period, Anchor.EVENT, *because)  # no finer than “her trial last month”
        start = Span(span.first, span.first, None) if span.whole else span
        result = shifted(start, Shift(what.number - 1, what.unit, 1, Anchor.EVENT))
        if what.unit is Unit.WEEK and start.first == start.last:
            first = Period(Unit.DAY, start.first + 7 * (what.number - 1))
            result = replace(result, date=f"[{first.edtf()}..{first.shift(6).edtf()}]")
        return replace(
            result,
            because=(*because, f"its first {what.unit} counts as one: {result.date}"),
            anchor=Anchor.EVENT,
        )

    def between(self, what: Between) -> Resolved:
        """Resolve the time from one event to another."""
        ends = self.event(what.first), self.event(what.last)
        if ends[0] is None or ends[1] is None:
            return replace(undated("", NO_EVENT, Anchor.EVENT), keep=False)
        first, last = parse(ends[0][0]).first, parse(ends[1][0]).last
        if first is None or last is None or first.earliest >= last.latest:
            return replace(undated("", NO_EVENT, Anchor.EVENT), keep=False)
        date = f"{first}/{last}"
        because = (f"“{self.words}” goes from {ends[0][1]} to {ends[1][1]}", *ends[0][2], *ends[1][2])
        days = last.latest - first.earliest
        return Resolved("DURATION", f"P{days}D", date, None, (*because, f"= {date}"), Anchor.EVENT)

    def beside(self, what: Beside) -> Resolved:
        """Resolve the first weekday, month or season after an event, or the last one before it."""
        found = self.event(what.event)
        if found is None:
            return undated(self._timex_without_year(what.what), NO_EVENT, Anchor.EVENT)
        span = Span.of(parse(found[0]))
        first, last = (self._period_beside(day, what) for day in (span.first, span.last))
        result = dated(first, Anchor.EVENT, f"“{self.words}” counts from {found[1]}", *found[2])
        date = first.edtf() if first == last else f"[{first.edtf()}..{last.edtf()}]"
        which = "the first one after" if what.direction > 0 else "the last one before"
        because = (*result.because, f"{which} {span} = {date}")
        return replace(result, date=result.date and date, because=because)

    def _period_beside(self, day: int, beside: Beside) -> Period:
        """Return the weekday, month or season that is next to a day, without it."""
        if (weekday := beside.what.weekday) is not None:
            ahead = (weekday - day) % _WEEK if beside.direction > 0 else -((day - weekday) % _WEEK)
            return Period(Unit.DAY, day + (ahead or _WEEK * beside.direction))
        year = Period.holding(Unit.YEAR, day).year
        near = [self._dated(beside.what, each).period for each in range(year - 2, year + 3)]
        periods = [period for period in near if period is not None]
        if beside.direction > 0:
            return next(period for period in periods if period.first > day)
        return next(period for period in reversed(periods) if period.last < day)

    def anniversary(self, what: Anniversary) -> Resolved:
        """Resolve the n-th anniversary of an event; without n the one nearest to publication."""
        found = self.event(what.event)
        if found is None:
            nothing = undated("XXXX-XX-XX", ("no date is given for what is commemorated",), Anchor.EVENT)
            return replace(nothing, keep=False)
        date = parse(found[0]).first
        if date is None or date.unspecified or (date.month or 0) > 12:
            return undated("XXXX-XX-XX", found[2], Anchor.EVENT)
        years = what.number
        if years is None:
            if self.context.published is None:
                return undated("XXXX-XX-XX", ("which anniversary is not said",), Anchor.EVENT)
            years = round((self.context.published - date.earliest) / 365.2425)
        year = date.year + years
        steps = (f"“{self.words}” counts from {found[1]}", *found[2])
        if date.day is not None and date.month is not None:
            day = min(date.day, days_in_month(year, date.month))
            period = Period(Unit.DAY, day_number(year, date.month, day)).shift(what.direction)
        elif date.month is not None:
            period = month(year, date.month)
        else:
            period = Period(Unit.YEAR, year)
        before = ", the day before" if what.direction < 0 else ""
        return dated(period, Anchor.EVENT, *steps, f"{date} + {years} years{before} = {period.edtf()}")
