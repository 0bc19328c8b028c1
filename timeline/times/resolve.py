"""From a meaning and a context to a calendar date, with the steps that led there.

Precision is honest. Counting in weeks gives a day within three days of the exact one, in months a month, in years a
month for one year and a year for more; counted from publication ("a year ago") both are approximate (`~`). A vague
number is a range: days 2 to 10, weeks 2 to 8, months 2 to 11, years and decades 2 to 9. Early, middle and late are the
days 1-10, 11-20 and 21 to the end of a month, the months 1-4, 5-8 and 9-12 of a year, the years 0-3, 4-6 and 7-9 of
a decade, and thirds of anything else.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from timeline.times import named_days
from timeline.times.calendar import Period, Unit, date_of, month
from timeline.times.context import Context
from timeline.times.edtf import CalendarDate, Edtf, Kind, day_number, days_in_month, parse
from timeline.times.meaning import (
    Anniversary,
    Clock,
    Decade,
    Event,
    Fields,
    Holiday,
    Inside,
    Length,
    Meaning,
    Nth,
    Part,
    Relative,
    Repeat,
    Shift,
    Since,
    Then,
    Until,
    Vague,
)
from timeline.times.model import Anchor

__all__ = ["FindEvent", "Resolved", "Resolver"]

# Given the words that name an event: its date and how that is known, or None.
FindEvent = Callable[[Event], tuple[str, str, tuple[str, ...]] | None]

_VAGUE_DAYS = {
    Unit.DAY: (2, 10),
    Unit.WEEK: (14, 56),
    Unit.HOUR: (0, 2),
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
_WEEK_SLACK = 3
_YEARS = {Unit.YEAR: 1, Unit.DECADE: 10, Unit.CENTURY: 100, Unit.MILLENNIUM: 1000}
_WEEKDAYS = 7
_REPORT = 700  # characters within which “a year ago” compares with a quarter just spoken of
_SOON, _LONG_AGO, _JUST_NOW = 75, 240, 20  # days


@dataclass(frozen=True, slots=True)
class Resolved:
    """A meaning resolved. `period` is the stretch of the calendar, where it is one."""

    type: str
    value: str
    date: str | None = None
    mod: str | None = None
    because: tuple[str, ...] = ()
    anchor: Anchor | None = None
    period: Period | None = None
    keep: bool = True  # whether it is an expression at all when nothing is known of its anchor


def _of(period: Period, anchor: Anchor, *because: str, qualifier: str = "") -> Resolved:
    if not period.in_calendar:
        return Resolved("DATE", "XXXX", None, None, (*because, "outside the years -9999 to 9999"), anchor)
    return Resolved("DATE", period.timex(), period.edtf(qualifier), None, because, anchor, period)


class Resolver:
    """Resolves meanings in a context; `event` finds the events that are counted from."""

    def __init__(self, context: Context, event: FindEvent, words: str) -> None:
        self.context, self.event, self.words = context, event, words

    def resolve(self, meaning: Meaning) -> Resolved:
        """Return what the meaning is in this context; never raises."""
        function = _FUNCTIONS[type(meaning)]
        return function(self, meaning)

    # -- dates of the calendar

    def fields(self, what: Fields) -> Resolved:
        """Resolve a date given by its fields."""
        if what.unit in (Unit.DECADE, Unit.CENTURY) and what.index is not None:
            return _of(Period(what.unit, what.index), Anchor.CALENDAR)
        if what.unit is Unit.YEAR and what.year is not None and what.index is not None:
            return Resolved(
                "DATE",
                f"{what.year:04}/{what.index:04}",
                f"{what.year:04}/{what.index:04}",
                None,
                (),
                Anchor.CALENDAR,
                Period(Unit.YEAR, what.year),
            )
        if what.year is not None:
            return self._dated(what, what.year)
        if what.month is not None or what.unit is not None:
            return self._yearless(what)
        if what.weekday is not None:
            return self._weekday(what)
        if what.day is not None:
            return self._day_of_month(what)
        return Resolved("DATE", "XXXX")

    def _dated(self, what: Fields, year: int, anchor: Anchor = Anchor.CALENDAR, *because: str) -> Resolved:
        if what.month is not None and what.day is not None:
            if what.day > days_in_month(year, what.month):
                text = Period(Unit.MONTH, year * 12 + what.month - 1).timex()
                return Resolved(
                    "DATE", f"{text}-XX", None, None, (f"there is no day {what.day} in {text}",), anchor
                )
            return _of(Period(Unit.DAY, day_number(year, what.month, what.day)), anchor, *because)
        if what.month is not None:
            return _of(month(year, what.month), anchor, *because)
        if what.unit is not None and what.index is not None:
            per_year = {Unit.QUARTER: 4, Unit.SEASON: 4, Unit.HALF: 2}[what.unit]
            return _of(Period(what.unit, year * per_year + what.index - 1), anchor, *because)
        return _of(Period(Unit.YEAR, year), anchor, *because, qualifier="~" if what.approximate else "")

    def _base(self, unit: Unit) -> tuple[Period, Anchor, str] | None:
        """Return what a date without its year counts from."""
        if self.context.narrative or self.context.published is None:
            spoken = self.context.focus.of(unit) or self.context.focus.of(Unit.YEAR)
            if spoken:
                return spoken[0], Anchor.TEXT, f"the date last spoken of, “{spoken[1]}” ({spoken[0].edtf()})"
        if self.context.published is None:
            return None
        period = Period(Unit.DAY, self.context.published)
        return period, Anchor.PUBLICATION, f"the publication date {period.edtf()}"

    def _yearless(self, what: Fields) -> Resolved:
        base = self._base(Unit.YEAR)
        if base is None:
            return Resolved(
                "DATE",
                self._timex_without_year(what),
                None,
                None,
                ("the year is not given, and the publication date is not known",),
            )
        period, anchor, name = base
        if (
            what.month == 2
            and what.day is not None
            and what.day > 29
            or what.month
            and what.day
            and what.day > days_in_month(2000, what.month)
        ):
            return self._dated(what, period.year)
        direction, why = self._direction(what)
        candidates = []
        for year in range(
            period.year - (8 if what.day == 29 else 1), period.year + (9 if what.day == 29 else 2)
        ):
            found = self._dated(what, year)
            if found.period:
                candidates.append(found.period)
        if not candidates:
            return self._dated(what, period.year)
        if anchor is Anchor.TEXT:
            chosen = self._following(candidates, period, what)
            why = "it goes on from there"
        else:
            chosen = self._nearest(candidates, period, direction, what)
        return _of(
            chosen,
            anchor,
            f"“{self.words}” counts from {name}",
            *((why,) if why else ()),
            f"= {chosen.edtf()}",
        )

    @staticmethod
    def _timex_without_year(what: Fields) -> str:
        if what.month is not None:
            return f"XXXX-{what.month:02}" + (f"-{what.day:02}" if what.day else "")
        if what.unit is Unit.SEASON and what.index:
            return "XXXX-" + ("SP", "SU", "FA", "WI")[what.index - 1]
        return f"XXXX-{'Q' if what.unit is Unit.QUARTER else 'H'}{what.index}"

    def _direction(self, what: Fields) -> tuple[int, str]:
        if what.direction in (-1, 1):
            return what.direction, ""
        if what.direction == 2:
            return 2, ""
        if self.context.tense > 0:
            return 1, f"“{self.context.cue}” looks ahead, so it is the next one"
        if self.context.tense < 0:
            return -1, f"“{self.context.cue}” is past, so it is the one before"
        return 0, ""

    @staticmethod
    def _following(candidates: list[Period], base: Period, what: Fields) -> Period:
        """In a narrative the year goes on, unless the month would lie far back: then it is the next year."""
        same = [period for period in candidates if period.year == base.year]
        if not same:
            return candidates[0]
        chosen = same[0]
        if base.unit in (Unit.DAY, Unit.MONTH) and base.first - chosen.last > 240:
            later = [period for period in candidates if period.year == base.year + 1]
            if later:
                return later[0]
        return chosen

    @staticmethod
    def _nearest(candidates: list[Period], base: Period, direction: int, what: Fields) -> Period:
        day = base.first
        before = [period for period in candidates if period.first <= day]
        after = [period for period in candidates if period.last >= day]
        explicit = what.direction in (-1, 1)
        if explicit:
            before = [period for period in candidates if period.last < day]
            after = [period for period in candidates if period.first > day]
        if direction == 2:
            same = [period for period in candidates if period.year == base.year]
            return same[0] if same else candidates[0]
        if direction <= 0 and before and after and not explicit:
            # Somebody who means a date that lies nearly a year back says so.
            gap, wait = day - before[-1].last, after[0].first - day
            if gap >= _LONG_AGO and wait <= _SOON:
                return after[0]
        if direction > 0 and before and after and not explicit:
            gap, wait = day - before[-1].last, after[0].first - day
            if gap <= _JUST_NOW and wait >= _LONG_AGO:
                return before[-1]
        if direction < 0 and before:
            return before[-1]
        if direction > 0 and after:
            return after[0]
        if what.day is None and what.unit is None and before:
            return before[-1]
        return min(candidates, key=lambda period: abs(period.first + period.last - 2 * day))

    def _weekday(self, what: Fields) -> Resolved:
        assert what.weekday is not None
        base = self._base(Unit.DAY)
        if base is None or base[0].unit is not Unit.DAY:
            return Resolved(
                "DATE", f"XXXX-WXX-{what.weekday}", None, None, ("the publication date is not known",)
            )
        period, anchor, name = base
        day = period.first
        ahead = (what.weekday - day) % _WEEKDAYS
        direction, why = self._direction(what)
        if direction == 2:
            direction, why = (-1, why) if self.context.tense < 0 else (1, why)
        if what.direction == 1:
            chosen = day + (ahead or _WEEKDAYS)
        elif what.direction == -1:
            chosen = day - ((day - what.weekday) % _WEEKDAYS or _WEEKDAYS)
        elif direction > 0 or anchor is Anchor.TEXT:
            chosen = day + ahead
        else:
            chosen = day - (day - what.weekday) % _WEEKDAYS
            why = why or "without a word that looks ahead it is the one before"
        found = Period(Unit.DAY, chosen)
        return _of(
            found, anchor, f"“{self.words}” counts from {name}", *((why,) if why else ()), f"= {found.edtf()}"
        )

    def _day_of_month(self, what: Fields) -> Resolved:
        assert what.day is not None
        base = self._base(Unit.MONTH)
        if base is None or base[0].unit not in (Unit.DAY, Unit.MONTH):
            return Resolved("DATE", f"XXXX-XX-{what.day:02}", None, None, ("the month is not known",))
        period, anchor, name = base
        index = Period.holding(Unit.MONTH, period.first).index
        if (
            anchor is Anchor.PUBLICATION
            and self.context.tense <= 0
            and what.day > (date_of(period.first).day or 0)
        ):
            index -= 1
        year, month_ = index // 12, index % 12 + 1
        because = (f"“{self.words}” is a day of the month of {name}",)
        if what.day > days_in_month(year, month_):
            return Resolved(
                "DATE",
                f"{month(year, month_).timex()}-XX",
                None,
                None,
                (*because, f"there is no day {what.day} in it"),
                anchor,
            )
        return _of(Period(Unit.DAY, day_number(year, month_, what.day)), anchor, *because)

    def decade(self, what: Decade) -> Resolved:
        """Resolve a decade without its century: the last one that has begun."""
        base = self._base(Unit.YEAR)
        if base is None:
            return Resolved("DATE", f"XX{what.tens // 10}")
        index = base[0].year // 10
        index -= (index - what.tens // 10) % 10
        return _of(Period(Unit.DECADE, index), base[1], f"the last such decade before {base[2]}")

    def holiday(self, what: Holiday) -> Resolved:
        """Resolve a named day."""
        if what.year is not None:
            return _of(named_days.on(what.name, what.year), Anchor.CALENDAR)
        base = self._base(Unit.YEAR)
        if base is None:
            return Resolved("DATE", "XXXX-XX-XX", None, None, ("the year is not given",))
        period, anchor, name = base
        candidates = [named_days.on(what.name, period.year + offset) for offset in (-1, 0, 1)]
        direction, why = self._direction(Fields(direction=what.direction))
        if anchor is Anchor.TEXT:
            chosen = candidates[1]
        else:
            chosen = self._nearest(candidates, period, direction, Fields(day=1, direction=what.direction))
        return _of(chosen, anchor, f"“{self.words}” counts from {name}", *((why,) if why else ()))

    # -- counted from an anchor

    def relative(self, what: Relative) -> Resolved:
        """Resolve this, the last, the next unit."""
        past_present = self.context.history and what.unit is not Unit.DAY and self.context.focus.of(what.unit)
        if what.anchor is Anchor.TEXT or past_present:
            spoken = self.context.focus.of(what.unit)
            if spoken is None or (
                what.unit in (Unit.DAY, Unit.WEEK, Unit.WEEKEND) and spoken[0].unit is not Unit.DAY
            ):
                return Resolved(
                    "DATE",
                    _unknown(what.unit),
                    None,
                    None,
                    ("the text has not spoken of a date to count from",),
                    Anchor.TEXT,
                )
            period, name = spoken[0], f"the date last spoken of, “{spoken[1]}” ({spoken[0].edtf()})"
        elif self.context.published is None:
            return Resolved(
                "DATE",
                "PRESENT_REF" if not what.offset else _unknown(what.unit),
                None,
                None,
                ("the publication date is not known",),
            )
        else:
            period = Period(Unit.DAY, self.context.published)
            name = f"the publication date {period.edtf()}"
        found = Period.holding(what.unit, period.first).shift(what.offset)
        return _of(found, what.anchor, f"“{self.words}” counts from {name}", f"= {found.edtf()}")

    def shift(self, what: Shift) -> Resolved:
        """Resolve a number of units from an anchor."""
        if (
            what.count == 1
            and what.unit is Unit.YEAR
            and what.direction < 0
            and what.anchor is not Anchor.EVENT
        ):
            focus = self.context.focus
            if focus.quarter and self.context.position - focus.quarter_at < _REPORT:
                found = focus.quarter.shift(-4)
                return _of(found, what.anchor, f"the same quarter a year before {focus.quarter.timex()}")
        anchored = self._anchor(what)
        if isinstance(anchored, Resolved):
            return anchored
        span, name, steps = anchored
        if what.within and what.count is not None:
            result = _within(span, what)
        elif what.count is None:
            result = _vaguely(span, what)
        else:
            result = _shifted(span, what)
        sign = "+" if what.direction > 0 else "-"
        count = "several" if what.count is None else f"{what.count:g}"
        plural = "" if count == "1" else "s"
        arithmetic = (
            f"{span} {sign} {count} {what.unit}{plural} = {result.date}"
            if what.count != 0
            else f"= {result.date}"
        )
        because = (f"“{self.words}” counts from {name}", *steps, arithmetic)
        return replace(result, because=because, anchor=what.anchor, mod=what.mod)

    def _anchor(self, what: Shift) -> tuple["_Span", str, tuple[str, ...]] | Resolved:
        if what.anchor is Anchor.EVENT:
            assert what.event
            if not isinstance(what.event, Event):
                base = self.resolve(what.event)
                if base.date is None:
                    return Resolved("DURATION", "", None, what.mod, base.because, base.anchor)
                return _Span.of(parse(base.date)), base.date, base.because
            found = self.event(what.event)
            if found is None:
                return Resolved(
                    "DURATION",
                    "",
                    None,
                    what.mod,
                    ("no date is given for the event it counts from",),
                    Anchor.EVENT,
                )
            date, name, steps = found
            return _Span.of(parse(date)), name, steps
        if what.anchor is Anchor.TEXT:
            spoken = self.context.focus.of(what.unit)
            if spoken is None:
                reference = "PAST_REF" if what.direction < 0 else "FUTURE_REF"
                return Resolved(
                    "DATE",
                    reference,
                    None,
                    what.mod,
                    ("the text has not spoken of a date to count from",),
                    Anchor.TEXT,
                )
            period, words = spoken
            return (
                _Span(period.first, period.last, period),
                f"the date last spoken of, “{words}” ({period.edtf()})",
                (),
            )
        if self.context.published is None:
            reference = "PAST_REF" if what.direction < 0 else "FUTURE_REF"
            return Resolved(
                "DATE", reference, None, what.mod, ("the publication date is not known",), Anchor.PUBLICATION
            )
        period = Period(Unit.DAY, self.context.published)
        return _Span(period.first, period.last, period), f"the publication date {period.edtf()}", ()

    def nth(self, what: Nth) -> Resolved:
        """Resolve the n-th unit of an event."""
        found = self.event(what.event)
        if found is None:
            return Resolved(
                "DATE",
                "XXXX-XX-XX",
                None,
                None,
                ("no date is given for the event it counts from",),
                Anchor.EVENT,
            )
        span = _Span.of(parse(found[0]))
        because = (f"“{self.words}” counts from {found[1]}", *found[2])
        if what.number == -1:
            if span.first == span.last:
                return Resolved("DATE", "XXXX-XX-XX", None, None, because, Anchor.EVENT)
            period = Period.holding(what.unit, span.last)
            return _of(period, Anchor.EVENT, *because)
        start = _Span(span.first, span.first, None) if span.whole else span
        result = _shifted(start, Shift(what.number - 1, what.unit, 1, Anchor.EVENT))
        return replace(
            result,
            because=(*because, f"its first {what.unit} counts as one: {result.date}"),
            anchor=Anchor.EVENT,
        )

    def anniversary(self, what: Anniversary) -> Resolved:
        """Resolve the n-th anniversary of an event; without n the one nearest to publication."""
        found = self.event(what.event)
        if found is None:
            return Resolved(
                "DATE",
                "XXXX-XX-XX",
                None,
                None,
                ("no date is given for what is commemorated",),
                Anchor.EVENT,
                keep=False,
            )
        date = parse(found[0]).first
        if date is None or date.unspecified or (date.month or 0) > 12:
            return Resolved("DATE", "XXXX-XX-XX", None, None, found[2], Anchor.EVENT)
        years = what.number
        if years is None:
            if self.context.published is None:
                return Resolved(
                    "DATE", "XXXX-XX-XX", None, None, ("which anniversary is not said",), Anchor.EVENT
                )
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
        return _of(period, Anchor.EVENT, *steps, f"{date} + {years} years{before} = {period.edtf()}")

    # -- operators on dates

    def part(self, what: Part) -> Resolved:
        """Resolve early, mid-, late and the like."""
        inner = self.resolve(what.of)
        mod = {"FIRST": "START", "SECOND": "END"}.get(what.part, what.part)
        if inner.period is None or inner.type != "DATE":
            return replace(inner, mod=mod)
        date = _part(inner.period, what.part)
        return replace(
            inner, mod=mod, date=date, because=(*inner.because, f"“{self.words}” is a part of it: {date}")
        )

    def clock(self, what: Clock) -> Resolved:
        """Resolve a time of day."""
        if what.on is not None:
            inner = self.resolve(what.on)
        else:
            base = self._base(Unit.DAY)
            spoken = self.context.focus.of(Unit.DAY)
            if spoken and spoken[0].unit is Unit.DAY:
                base = spoken[0], Anchor.TEXT, f"the day last spoken of, “{spoken[1]}” ({spoken[0].edtf()})"
            if base is None or base[0].unit is not Unit.DAY:
                return Resolved("TIME", f"XXXX-XX-XXT{what.time}", None, None, ("the day is not known",))
            inner = _of(base[0], base[1], f"“{self.words}” is on {base[2]}")
        if inner.period is None or inner.period.unit is not Unit.DAY:
            return replace(
                inner,
                type="TIME",
                value=f"{inner.value}T{what.time}" if inner.value[:1] != "P" else f"XXXX-XX-XXT{what.time}",
            )
        date = inner.period.edtf()
        clock = what.time
        if what.time[:2].isdigit() and what.time[:2] < "24":
            zone = "Z" if clock.endswith("Z") else ""
            clock = clock.removesuffix("Z")
            for sign in "+-":
                if sign in clock:
                    clock, _, hours = clock.partition(sign)
                    zone = f"{sign}{hours}:00" if len(hours) == 2 else f"{sign}{hours}"
            date = f"{date}T{clock}{zone}"
        return replace(inner, type="TIME", value=f"{inner.value}T{clock}", date=date)

    def inside(self, what: Inside) -> Resolved:
        """Resolve a date placed in a coarser one."""
        outer = self.resolve(what.outer)
        if outer.period is None:
            return replace(outer, period=None, date=None)
        anchor = outer.anchor or Anchor.CALENDAR
        if isinstance(what.what, Holiday):
            return _of(named_days.on(what.what.name, outer.period.year), anchor, *outer.because)
        if not isinstance(what.what, Fields):
            return outer
        if what.what.weekday is not None and what.what.month is None:
            if outer.period.unit is not Unit.WEEK:
                return Resolved("DATE", f"XXXX-WXX-{what.what.weekday}", None, None, outer.because, anchor)
            return _of(Period(Unit.DAY, outer.period.first + what.what.weekday - 1), anchor, *outer.because)
        if what.what.day is not None and what.what.month is None:
            whole = date_of(outer.period.first)
            return self._dated(
                Fields(month=whole.month, day=what.what.day), whole.year, anchor, *outer.because
            )
        return self._dated(what.what, outer.period.year, anchor, *outer.because)

    def since(self, what: Since) -> Resolved:
        """Resolve from then on."""
        inner = self._bound(what.what)
        if inner.date is None:
            return inner
        start = parse(inner.date).first
        if start is None:
            return inner
        end = ".."
        if self.context.published is not None and start.earliest <= self.context.published:
            end = str(date_of(self.context.published))
        step = "true from then on" if end == ".." else "true from then until publication"
        return replace(inner, date=f"{start}/{end}", because=(*inner.because, step))

    def until(self, what: Until) -> Resolved:
        """Resolve up to then."""
        inner = self._bound(what.what)
        if inner.date is None:
            return inner
        end = parse(inner.date).last
        return replace(inner, date=f"../{end}" if end else None, because=(*inner.because, "true up to then"))

    def _bound(self, what: Meaning | Event) -> Resolved:
        if not isinstance(what, Event):
            return self.resolve(what)
        found = self.event(what)
        if found is None:
            return Resolved(
                "DATE", "", None, None, ("no date is given for the event",), Anchor.EVENT, keep=False
            )
        span = _Span.of(parse(found[0]))
        value = span.period.timex() if span.period else str(date_of(span.first))
        return Resolved(
            "DATE", value, found[0], None, (f"“{self.words}” counts from {found[1]}", *found[2]), Anchor.EVENT
        )

    def then(self, what: Then) -> Resolved:
        """Resolve the date last spoken of."""
        focus = self.context.focus
        spoken = focus.of(Unit.DAY) or focus.of(Unit.MONTH) or focus.of(Unit.YEAR)
        if spoken is None:
            return Resolved(
                "DATE", "PAST_REF", None, None, ("the text has not spoken of a date",), Anchor.TEXT
            )
        return _of(spoken[0], Anchor.TEXT, f"the date last spoken of is “{spoken[1]}” ({spoken[0].edtf()})")

    # -- no dates

    def length(self, what: Length) -> Resolved:
        """Return a duration, which is no date."""
        return Resolved("DURATION", what.value, None, what.mod)

    def repeat(self, what: Repeat) -> Resolved:
        """Return a set, which is no date."""
        return Resolved("SET", what.value)

    def vague(self, what: Vague) -> Resolved:
        """Return a reference without a date."""
        return Resolved("DATE", what.value)


@dataclass(frozen=True, slots=True)
class _Span:
    """What is counted from: its first and last day; `period` where it is one unit of the calendar."""

    first: int
    last: int
    period: Period | None
    whole: bool = False  # it happened throughout, not on one of the days

    @classmethod
    def of(cls, date: Edtf) -> "_Span":
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


def _unknown(unit: Unit) -> str:
    return {
        Unit.DAY: "XXXX-XX-XX",
        Unit.WEEK: "XXXX-WXX",
        Unit.WEEKEND: "XXXX-WXX-WE",
        Unit.MONTH: "XXXX-XX",
        Unit.QUARTER: "XXXX-QX",
        Unit.DECADE: "XXX",
        Unit.CENTURY: "XX",
    }.get(unit, "XXXX")


def _shift_day(number: int, months: int) -> int:
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


def _ends(span: _Span, direction: int) -> tuple[int, int]:
    """After something that lasted is counted from its end, before it from its beginning."""
    if span.whole:
        return (span.last, span.last) if direction > 0 else (span.first, span.first)
    return span.first, span.last


def _in_calendar(*days: int) -> bool:
    return all(-3650000 < day < 3650000 for day in days)


_OUTSIDE = Resolved("DATE", "XXXX", None, None, ("outside the years -9999 to 9999",))


def _shifted(span: _Span, what: Shift) -> Resolved:
    assert what.count is not None
    first, last = _ends(span, what.direction)
    count, unit = what.count * what.direction, what.unit
    if abs(count) * {Unit.DECADE: 10, Unit.CENTURY: 100, Unit.MILLENNIUM: 1000}.get(unit, 1) > 40000:
        return _OUTSIDE
    if unit in (Unit.HOUR, Unit.MINUTE, Unit.SECOND):
        return _hours(first, last, count * {Unit.HOUR: 1.0, Unit.MINUTE: 1 / 60, Unit.SECOND: 1 / 3600}[unit])
    if unit is Unit.DAY:
        days = round(count)
        return _days(first + days, last + days)
    if unit in (Unit.WEEK, Unit.FORTNIGHT, Unit.WEEKEND):
        days = round(count * (14 if unit is Unit.FORTNIGHT else 7))
        if what.exact:
            return _days(first + days, last + days)
        slack = 0 if count == 0 else _WEEK_SLACK
        if not _in_calendar(first + days, last + days):
            return _OUTSIDE
        week = Period.holding(Unit.WEEK, first + days)
        return Resolved(
            "DATE", week.timex(), _range(first + days - slack, last + days + slack, "day"), period=week
        )
    months = round(
        count
        * {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.SEASON: 3, Unit.HALF: 6}.get(unit, 12 * _YEARS.get(unit, 1))
    )
    if not _in_calendar(first + months * 31, last + months * 31):
        return _OUTSIDE
    new_first, new_last = _shift_day(first, months), _shift_day(last, months)
    if what.exact and first == last:
        return _days(new_first, new_last)
    return _coarse(span, what, new_first, new_last)


def _coarse(span: _Span, what: Shift, first: int, last: int) -> Resolved:
    """Counted in months or years: as precise as the unit counted in, and no finer than the anchor."""
    qualifier = "~" if what.anchor is Anchor.PUBLICATION else ""
    in_years = what.unit in _YEARS and float(what.count or 0).is_integer()
    unit = Unit.YEAR if in_years else Unit.MONTH
    value = Period.holding(unit, first)
    same_month = Period.holding(Unit.MONTH, first) == Period.holding(Unit.MONTH, last)
    if in_years and not (what.count == 1 and what.unit is Unit.YEAR and same_month):
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


def _hours(first: int, last: int, hours: float) -> Resolved:
    """Hours from a day: a whole number of days when they make one, else that day or the next to it."""
    if hours % 24 == 0 and hours:
        return _days(first + int(hours // 24), last + int(hours // 24))
    if not _in_calendar(first + int(hours // 24), last + int(hours // 24)):
        return _OUTSIDE
    days = hours / 24
    begin, end = first + int(days // 1), last + int(-(-days // 1))
    value = Period(Unit.DAY, first + int(days))
    return Resolved("DATE", value.timex(), _range(begin, end, "day"), period=value)


def _within(span: _Span, what: Shift) -> Resolved:
    """At most so far from the anchor: one day from the anchor's to the exact one."""
    exact = _shifted(span, replace(what, exact=True))
    if exact.date is None:
        return exact
    edge = parse(exact.date)
    first, last = _ends(span, what.direction)
    assert edge.earliest is not None
    assert edge.latest is not None
    begin, end = (first, edge.latest) if what.direction > 0 else (edge.earliest, last)
    return Resolved("DATE", exact.value, _range(begin, end, "day"))


def _vaguely(span: _Span, what: Shift) -> Resolved:
    """A vague number of units from the anchor: one day, month or year in a range."""
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
            shifted = [_shift_day(first, least), _shift_day(last, most)]
        else:
            shifted = [_shift_day(first, -most), _shift_day(last, -least)]
    if not _in_calendar(*shifted):
        return _OUTSIDE
    return Resolved("DATE", reference, _range(shifted[0], shifted[1], precision))


def _part(period: Period, part: str) -> str:
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
    days = period.last - period.first + 1
    begin_day = period.first + round(days * cuts[number])
    end_day = period.first + round(days * cuts[number + 1]) - 1
    precision = "year" if period.unit in (Unit.DECADE, Unit.CENTURY, Unit.MILLENNIUM) else "day"
    return _range(begin_day, max(begin_day, end_day), precision)


_FUNCTIONS: dict[type, Callable[..., Resolved]] = {
    Fields: Resolver.fields,
    Relative: Resolver.relative,
    Shift: Resolver.shift,
    Nth: Resolver.nth,
    Anniversary: Resolver.anniversary,
    Holiday: Resolver.holiday,
    Part: Resolver.part,
    Clock: Resolver.clock,
    Inside: Resolver.inside,
    Since: Resolver.since,
    Until: Resolver.until,
    Then: Resolver.then,
    Length: Resolver.length,
    Repeat: Resolver.repeat,
    Vague: Resolver.vague,
    Decade: Resolver.decade,
}
