"""Counting from a date that may itself be uncertain.

Precision is honest. Counting in weeks gives a day within three days of the exact one, in months a month, in
years a month for one year and a year for more; counted from publication ("a year ago") both are approximate
(`~`). A vague number is a range: days 2 to 10, weeks 2 to 8, months 2 to 11, years and decades 2 to 9.
Early, middle and late are the days 1-10, 11-20 and 21 to the end of a month, the months 1-4, 5-8 and 9-12
of a year, the years 0-3, 4-6 and 7-9 of a decade, and thirds of anything else.
"""

from dataclasses import dataclass, replace

from timeline.times.calendar import FIRST_DAY, LAST_DAY, Period, Unit, date_of, month
from timeline.times.edtf import CalendarDate, Edtf, Kind, day_number, days_in_month, parse
from timeline.times.meaning import Shift
from timeline.times.model import Anchor
from timeline.times.resolved import Resolved

__all__ = ["Span", "between", "part_of", "shift_day", "shifted", "unknown", "vaguely", "within"]

_VAGUE_DAYS = {
    Unit.DAY: (2, 10),
    Unit.WEEK: (14, 56),
    Unit.HOUR: (0, 1),
    Unit.MINUTE: (0, 1),
    Unit.SECOND: (0, 1),
}
_VAGUE_MONTHS = {
    Unit.MONTH: (2, 11),
    Unit.YEAR: (24, 108),
    Unit.QUARTER: (6, 24),
    Unit.DECADE: (240, 1080),
    Unit.CENTURY: (2400, 10800),
}
_WEEK = 7  # days
_DAY = 1440  # minutes
_WEEK_SLACK = 3
_YEARS = {Unit.YEAR: 1, Unit.DECADE: 10, Unit.CENTURY: 100, Unit.MILLENNIUM: 1000}


@dataclass(frozen=True, slots=True)
class Span:
    """What is counted from: its first and last day; `period` where it is one unit of the calendar."""

    first: int
    last: int
    period: Period | None
    whole: bool = False  # it happened throughout, not on one of the days
    minutes: tuple[int, int] | None = None  # of the day, the first and last at which it can have been

    @classmethod
    def of(cls, date: Edtf) -> "Span":
        """Return what an EDTF date spans; an open end counts as the other one."""
        first = date.earliest if date.earliest is not None else date.latest
        last = date.latest if date.latest is not None else date.earliest
        assert first is not None
        assert last is not None
        period = None
        if date.kind is Kind.DATE and date.first is not None:
            one = date.first
            if one.day is not None:
                period = Period(Unit.DAY, one.earliest)
            elif one.month is not None and one.month <= 12:
                period = month(one.year, one.month)
            elif one.month is None and not one.unspecified:
                period = Period(Unit.YEAR, one.year)
        return cls(first, last, period, date.kind is Kind.INTERVAL)

    def __str__(self) -> str:
        if self.period:
            return self.period.edtf()
        return f"{date_of(self.first)}" + (f" to {date_of(self.last)}" if self.last != self.first else "")


def unknown(unit: Unit) -> str:
    """Return the TIMEX3 value of a unit that is not known."""
    return {
        Unit.DAY: "XXXX-XX-XX",
        Unit.WEEK: "XXXX-WXX",
        Unit.WEEKEND: "XXXX-WXX-WE",
        Unit.MONTH: "XXXX-XX",
        Unit.QUARTER: "XXXX-QX",
        Unit.DECADE: "XXX",
        Unit.CENTURY: "XX",
    }.get(unit, "XXXX")


def shift_day(number: int, months: int) -> int:
    """Return the day that many months later: that of the same number, or the last one of a shorter month."""
    date = date_of(number)
    assert date.month
    assert date.day
    index = date.year * 12 + date.month - 1 + months
    year, month_ = index // 12, index % 12 + 1
    return day_number(year, month_, min(date.day, days_in_month(year, month_)))


def _range(first: int, last: int, precision: str) -> str:
    """Return one of the days, months or years from the first to the last."""
    ends = [date_of(first), date_of(last)]
    if precision == "month":
        ends = [CalendarDate(end.year, end.month) for end in ends]
    elif precision == "year":
        ends = [CalendarDate(end.year) for end in ends]
    if ends[0] == ends[1]:
        return str(ends[0])
    return f"[{ends[0]}..{ends[1]}]"


def _ends(span: Span, direction: int) -> tuple[int, int]:
    """After something that lasted is counted from its end, before it from its beginning."""
    if span.whole:
        return (span.last, span.last) if direction > 0 else (span.first, span.first)
    return span.first, span.last


def _in_calendar(*days: int) -> bool:
    return all(FIRST_DAY <= day <= LAST_DAY for day in days)


_OUTSIDE = Resolved("DATE", "XXXX", None, None, ("outside the years -9999 to 9999",))


def shifted(span: Span, what: Shift) -> Resolved:
    """Return what lies the shift's number of units from the span."""
    assert what.count is not None
    first, last = _ends(span, what.direction)
    count, unit = what.count * what.direction, what.unit
    if abs(count) * {Unit.DECADE: 10, Unit.CENTURY: 100, Unit.MILLENNIUM: 1000}.get(unit, 1) > 40000:
        return _OUTSIDE
    if unit in (Unit.HOUR, Unit.MINUTE, Unit.SECOND):
        hours = count * {Unit.HOUR: 1.0, Unit.MINUTE: 1 / 60, Unit.SECOND: 1 / 3600}[unit]
        if span.minutes is None or first != last:
            return _hours(first, last, hours)
        earliest, latest = (minute + round(hours * 60) for minute in span.minutes)
        if earliest == latest:
            return _clock(first, earliest)
        return _days(first + earliest // _DAY, first + latest // _DAY)
    if unit is Unit.DAY:
        days = round(count)
        return _days(first + days, last + days)
    if unit in (Unit.WEEK, Unit.FORTNIGHT, Unit.WEEKEND):
        days = round(count * (14 if unit is Unit.FORTNIGHT else 7))
        if what.exact:
            return _days(first + days, last + days)
        if count == 0 and first == last:
            week = Period.holding(Unit.WEEK, first)
            return Resolved("DATE", week.timex(), week.edtf(), period=week) if week.in_calendar else _OUTSIDE
        slack = 0 if count == 0 else _WEEK_SLACK
        begin, end = first + days - slack, last + days + slack
        if not _in_calendar(begin, end):
            return _OUTSIDE
        week = Period.holding(Unit.WEEK, first + days)
        return Resolved("DATE", week.timex(), _range(begin, end, "day"), period=week)
    months = round(
        count
        * {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.SEASON: 3, Unit.HALF: 6}.get(unit, 12 * _YEARS.get(unit, 1))
    )
    new_first, new_last = shift_day(first, months), shift_day(last, months)
    if not _in_calendar(new_first, new_last):
        return _OUTSIDE
    if what.exact and last - first < _WEEK:
        return _days(new_first, new_last)
    return _coarse(span, what, new_first, new_last)


def _coarse(span: Span, what: Shift, first: int, last: int) -> Resolved:
    """Return a month or year: as precise as the unit counted in, and no finer than the anchor."""
    qualifier = "~" if what.anchor is Anchor.PUBLICATION or what.mod else ""
    in_years = what.unit in _YEARS and float(what.count or 0).is_integer()
    unit = Unit.YEAR if in_years else Unit.MONTH
    value = Period.holding(unit, first)
    same_month = Period.holding(Unit.MONTH, first) == Period.holding(Unit.MONTH, last)
    to_the_month = what.count == 1 and what.unit is Unit.YEAR and same_month and not what.mod
    if in_years and not to_the_month:
        if Period.holding(Unit.YEAR, last) == value:
            return Resolved("DATE", value.timex(), value.edtf(qualifier), period=value)
        return Resolved("DATE", value.timex(), _range(first, last, "year"), period=value)
    if same_month:
        month_ = Period.holding(Unit.MONTH, first)
        return Resolved("DATE", value.timex(), month_.edtf(qualifier), period=month_)
    return Resolved("DATE", value.timex(), _range(first, last, "month"), period=value)


def _days(first: int, last: int) -> Resolved:
    if not _in_calendar(first, last):
        return _OUTSIDE
    period = Period(Unit.DAY, first)
    return Resolved(
        "DATE", period.timex(), _range(first, last, "day"), period=period if first == last else None
    )


def _clock(day: int, minute: int) -> Resolved:
    """Return the time of day some minutes after the beginning of a day."""
    day, minute = day + minute // _DAY, minute % _DAY
    if not _in_calendar(day):
        return _OUTSIDE
    date = f"{date_of(day)}T{minute // 60:02}:{minute % 60:02}"
    return Resolved("TIME", date, date, period=Period(Unit.DAY, day))


def _hours(first: int, last: int, hours: float) -> Resolved:
    """Hours from a day: a whole number of days when they make one, else that day or the next to it."""
    if hours % 24 == 0 and hours:
        return _days(first + int(hours // 24), last + int(hours // 24))
    if abs(hours) < 1:
        return _days(first, last)
    days = hours / 24
    begin, end = first + int(days // 1), last + int(-(-days // 1))
    if not _in_calendar(begin, end):
        return _OUTSIDE
    value = Period(Unit.DAY, first + int(days))
    return Resolved("DATE", value.timex(), _range(begin, end, "day"), period=value)


def between(span: Span, what: Shift) -> Resolved:
    """Return what lies the shift's number of units from the span: a range for “two or three days”."""
    least = shifted(span, what)
    if what.most is None or least.date is None:
        return least
    most = shifted(span, replace(what, count=what.most))
    if most.date is None:
        return most
    ends = sorted((parse(least.date), parse(most.date)), key=lambda date: date.earliest or 0)
    first, last = ends[0].first, ends[-1].last
    return replace(least, date=f"[{first}..{last}]", period=None)


def within(span: Span, what: Shift) -> Resolved:
    """At most so far from the anchor: one day from the anchor's to the exact one.

    No week from a day is the one that begins or ends with it.
    """
    if what.unit is Unit.WEEK and what.count == 0:
        return _week_at(*_ends(span, what.direction), what.direction)
    exact = shifted(span, replace(what, exact=True))
    if exact.date is None:
        return exact
    edge = parse(exact.date)
    first, last = _ends(span, what.direction)
    assert edge.earliest is not None
    assert edge.latest is not None
    begin, end = (first, edge.latest) if what.direction > 0 else (edge.earliest, last)
    if not _in_calendar(begin, end):
        return _OUTSIDE
    return Resolved("DATE", exact.value, _range(begin, end, "day"))


def _week_at(first: int, last: int, direction: int) -> Resolved:
    """Return the seven days from one on, or up to one; the calendar's week is the one that most lie in."""
    begin, end = (first, first + _WEEK - 1) if direction > 0 else (last - _WEEK + 1, last)
    week = Period.holding(Unit.WEEK, begin + _WEEK // 2)
    return Resolved("DATE", week.timex(), _range(begin, end, "day")) if _in_calendar(begin, end) else _OUTSIDE


def vaguely(span: Span, what: Shift) -> Resolved:
    """Return one day, month or year in the range that a vague number of units spans."""
    reference = "PAST_REF" if what.direction < 0 else "FUTURE_REF"
    first, last = _ends(span, what.direction)
    if what.unit in _VAGUE_DAYS:
        least, most = _VAGUE_DAYS[what.unit]
        precision = "day"
        shifted = [first + least, last + most] if what.direction > 0 else [first - most, last - least]
    else:
        least, most = _VAGUE_MONTHS.get(what.unit, (24, 108))
        precision = "month" if what.unit in (Unit.MONTH, Unit.QUARTER) else "year"
        if what.direction > 0:
            shifted = [shift_day(first, least), shift_day(last, most)]
        else:
            shifted = [shift_day(first, -most), shift_day(last, -least)]
    if not _in_calendar(*shifted):
        return _OUTSIDE
    if what.anchor is Anchor.EVENT:  # TIMEX3 has no ranges: the month that holds it all
        month_ = Period.holding(Unit.MONTH, shifted[0])
        reference = month_.timex() if month_ == Period.holding(Unit.MONTH, shifted[1]) else reference
    return Resolved("DATE", reference, _range(shifted[0], shifted[1], precision))


def part_of(period: Period, part: str) -> str:
    """Return START, MID, END, or the FIRST or SECOND half of a stretch of the calendar, as EDTF."""
    if part in ("FIRST", "SECOND"):
        cuts = [0.0, 0.5, 1.0]
        number = 0 if part == "FIRST" else 1
    else:
        number = ("START", "MID", "END").index(part) if part in ("START", "MID", "END") else 0
        cuts = [0.0, 1 / 3, 2 / 3, 1.0]
    if period.unit is Unit.MONTH and len(cuts) == 4:
        first = period.first + 10 * number
        return _range(first, first + 9 if number < 2 else period.last, "day")
    if period.unit is Unit.YEAR:
        months = 12 // (len(cuts) - 1)
        begin = month(period.index, 1 + months * number)
        return _range(begin.first, begin.shift(months - 1).last, "month")
    if period.unit is Unit.DECADE and len(cuts) == 4:
        begin_year, end_year = ((0, 3), (4, 6), (7, 9))[number]
        return (
            f"[{CalendarDate(period.index * 10 + begin_year)}..{CalendarDate(period.index * 10 + end_year)}]"
        )
    if period.unit is Unit.DAY:
        return period.edtf()
    days = period.last - period.first + 1
    begin_day = period.first + round(days * cuts[number])
    end_day = period.first + round(days * cuts[number + 1]) - 1
    precision = "year" if period.unit in (Unit.DECADE, Unit.CENTURY, Unit.MILLENNIUM) else "day"
    return _range(begin_day, max(begin_day, end_day), precision)
