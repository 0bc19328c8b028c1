"""From a meaning and a context to a calendar date, with the steps that led there."""

import re
from collections.abc import Callable
from dataclasses import replace

from timeline.times import named_days
from timeline.times.arithmetic import Span, part_of, unknown
from timeline.times.calendar import Period, Unit, date_of
from timeline.times.context import PUBLICATION, spoken_name
from timeline.times.counted_dates import CountedDates
from timeline.times.edtf import parse
from timeline.times.meaning import (
    Ahead,
    Anniversary,
    Beside,
    Between,
    Clock,
    Decade,
    Event,
    Fields,
    Holiday,
    Inside,
    Length,
    Meaning,
    Nth,
    Ordinal,
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
from timeline.times.resolved import NO_EVENT, Resolved, dated, undated

__all__ = ["Resolver"]

_PARTS = {
    "START": "the beginning",
    "MID": "the middle",
    "END": "the end",
    "FIRST": "the first half",
    "SECOND": "the second half",
}
_DAY_VALUE = re.compile(r"(?:BC)?[\dX]{4}-(?:[\dX]{2}-[\dX]{2}|W[\dX]{2}-[\dX])")
_COARSE_VALUE = re.compile(r"(?:BC)?[\dX]{4}(?:-[\dX]{2})?")
_NOTHING_SPOKEN = ("the text has not spoken of a date",)
_MORNING = "06"  # the hour before which one still speaks of the night


class Resolver(CountedDates):
    """Resolves meanings in a context."""

    def resolve(self, meaning: Meaning) -> Resolved:
        """Return what the meaning is in this context; never raises."""
        function = _FUNCTIONS[type(meaning)]
        return function(self, meaning)

    def ordinal(self, what: Ordinal) -> Resolved:
        """Resolve the n-th day, week, month or weekday of a date."""
        outer = self.resolve(what.of)
        if outer.period is None:
            return replace(outer, value=unknown(what.unit), date=None)
        begin, end = outer.period.first, outer.period.last
        if what.weekday is not None:
            first = begin + (what.weekday - begin) % 7
            last = end - (end - what.weekday) % 7
            day = last if what.number < 0 else first + 7 * (what.number - 1)
            found = Period(Unit.DAY, day)
        elif what.number < 0:
            found = Period.holding(what.unit, end)
        else:
            middle = 3 if what.unit is Unit.WEEK else 0  # most of a week lies where its fourth day does
            found = Period.holding(what.unit, begin + middle).shift(what.number - 1)
        if not begin <= found.last or found.first > end or outer.period.unit is Unit.DAY:
            return replace(outer, value=unknown(what.unit), date=None, period=None)
        steps = [step for step in outer.because if not step.startswith("= ")]
        step = f"“{self.words}” lies in {outer.date}"
        return dated(found, outer.anchor or Anchor.CALENDAR, *steps, step, f"= {found.edtf()}")

    def ahead(self, what: Ahead) -> Resolved:
        """Resolve “in three years”, “within days”: a date where the verb looks its way, else a length."""
        length = self.length(what.length)
        if what.shift.anchor is Anchor.TEXT:
            told = self.shift(what.shift) if self.context.tense < 0 else length
            return replace(told, type="DURATION", value=length.value) if told.date else length
        if self.context.tense > 0 and self.context.published is not None:
            return self.shift(what.shift)
        return length

    # -- operators on dates

    def part(self, what: Part) -> Resolved:
        """Resolve early, mid-, late and the like."""
        inner = self.resolve(what.of)
        mod = {"FIRST": "START", "SECOND": "END"}.get(what.part, what.part)
        if inner.period is None or inner.type != "DATE":
            return replace(inner, mod=mod)
        date = part_of(inner.period, what.part)
        if inner.date and "/" in inner.date and inner.period.unit is Unit.DAY:  # a feast of several days
            first, last = inner.date.split("/")
            date = {"START": first, "END": last}.get(mod, inner.date)
        step = f"{_PARTS.get(what.part, 'a part')} of it = {date}"
        if not inner.because:
            step = f"“{self.words}” is {_PARTS.get(what.part, 'a part')} of {inner.period.edtf()}: {date}"
        return replace(inner, mod=mod, date=date, because=(*inner.because, step))

    def clock(self, what: Clock) -> Resolved:
        """Resolve a time of day."""
        if what.on is not None:
            inner = self.resolve(what.on)
        elif retold := self._day_retold():
            inner = retold
        else:
            midnight = what.time.startswith("24")
            small = what.time < _MORNING or (midnight and self.context.beyond)
            base = self._clock_base(small=small)
            if base is None or base[0].unit is not Unit.DAY:
                return Resolved("TIME", f"XXXX-XX-XXT{what.time}", None, None, ("the day is not known",))
            day, where = base[0], "on"
            if self.context.overnight and small:
                day, where = day.shift(1), "in the small hours after"
                what = replace(what, time=f"00{what.time[2:]}") if midnight else what
            inner = dated(day, base[1], f"“{self.words}” is {where} {base[2]}", f"= {day.edtf()}")
        if inner.period is None or inner.period.unit is not Unit.DAY:
            return replace(inner, type="TIME", value=f"{_day_value(inner.value)}T{what.time}")
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

    def _clock_base(self, *, small: bool) -> tuple[Period, Anchor, str] | None:
        """Return what a time of day counts on, a day in the best case; `small` hours can be of the next."""
        focus, passing = self.context.focus, self.context.passing
        news = self.context.published is not None and not self.context.history
        main = focus.ahead if self.context.position < focus.ahead_until else focus.main
        spoken = (
            (main or focus.last) if news else focus.of(Unit.DAY)
        )  # “after rain began on Saturday. At 11pm …”
        goes_on = self.context.inserted or (small and self.context.overnight and focus.passing_late)
        if passing and goes_on:
            spoken = passing
        if spoken and spoken[0].unit is Unit.DAY:
            return spoken[0], Anchor.TEXT, spoken_name(spoken)
        return self._base(Unit.DAY)

    def _day_retold(self) -> Resolved | None:
        """Return the day of the happening that the sentence goes on to tell, when that is known."""
        if self.context.retold is None:
            return None
        date, name, steps = self.context.retold
        period = Span.of(parse(date)).period
        if period is None or period.unit is not Unit.DAY:
            return None
        last = f"= {period.edtf()}"
        because = [step for step in steps if step != last]
        return dated(period, Anchor.TEXT, f"“{self.words}” is on the day of {name}", *because, last)

    def inside(self, what: Inside) -> Resolved:
        """Resolve a date placed in a coarser one."""
        outer = self.resolve(what.outer)
        month = isinstance(what.outer, Relative) and what.outer.unit is Unit.MONTH
        if month and outer.anchor is Anchor.TEXT and self.context.focus.last is None:
            return undated(unknown(Unit.DAY), _NOTHING_SPOKEN, Anchor.TEXT)  # “due on the 1st of the month”
        if isinstance(what.outer, Shift) and outer.period is not None:
            year = Period.holding(Unit.YEAR, outer.period.first)  # “in May two years later”
            outer = replace(outer, period=year, date=year.edtf())
        found = self._placed(what, outer)
        if found.date is None or outer.date is None or not outer.because:
            return found
        steps = [step for step in outer.because if not step.startswith("= ")]
        return replace(found, because=(*steps, f"so it lies in {outer.date}", f"= {found.date}"))

    def _placed(self, what: Inside, outer: Resolved) -> Resolved:
        if outer.period is None:
            return replace(outer, period=None, date=None)
        anchor = outer.anchor or Anchor.CALENDAR
        if isinstance(what.what, Then):
            quarter = self.context.focus.quarter
            if quarter is None:
                return outer
            return self._dated(
                Fields(unit=Unit.QUARTER, index=quarter.index % 4 + 1),
                outer.period.year,
                anchor,
                *outer.because,
            )
        if isinstance(what.what, Holiday):
            days = named_days.in_year(what.what.name, outer.period.year)[:1]
            return self._feast(what.what.name, days, anchor, *outer.because)
        if not isinstance(what.what, Fields):
            return outer
        if what.what.weekday is not None and what.what.month is None:
            if outer.period.unit is not Unit.WEEK:
                return Resolved("DATE", f"XXXX-WXX-{what.what.weekday}", None, None, outer.because, anchor)
            return dated(Period(Unit.DAY, outer.period.first + what.what.weekday - 1), anchor, *outer.because)
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
        if isinstance(what.what, Event) and start.earliest == self.context.published:
            return replace(inner, keep=False)  # what something has lasted since lies back
        end, step = "..", "from then on"
        if self.context.published is not None and start.earliest <= self.context.published:
            end, step = str(date_of(self.context.published)), "from then until publication"
        told = self._told_at(start.latest)
        if told is not None:
            plain = told[0].unit in (Unit.DAY, Unit.MONTH, Unit.YEAR)
            end = told[0].edtf() if plain else str(date_of(told[0].last))
            step = f"from then until {spoken_name(told)}"
        because = inner.because or (f"“{self.words}” names the beginning: {start}",)
        return replace(inner, date=f"{start}/{end}", because=(*because, f"{step} = {start}/{end}"))

    def _told_at(self, start: int) -> tuple[Period, str] | None:
        """Return the date last spoken of if what the past perfect tells since `start` had lasted up to it."""
        last, published = self.context.focus.last, self.context.published
        if not self.context.had_lasted or last is None or last[1] == PUBLICATION:
            return None
        return last if start < last[0].first and (published is None or last[0].last <= published) else None

    def until(self, what: Until) -> Resolved:
        """Resolve up to then."""
        inner = self._bound(what.what)
        if inner.date is None:
            return inner
        end = parse(inner.date).last
        if end is None:
            return replace(inner, date=None)
        published = None if self.context.history else self.context.published
        if isinstance(what.what, Event) and published and self.context.tense >= 0 and end.latest < published:
            return replace(inner, keep=False)  # “will stay until the crisis ends” awaits another one
        because = inner.because or (f"“{self.words}” names the end: {end}",)
        return replace(inner, date=f"../{end}", because=(*because, f"up to then = ../{end}"))

    def _bound(self, what: Meaning | Event) -> Resolved:
        if not isinstance(what, Event):
            return self.resolve(what)
        found = self.event(what)
        if found is None:
            return replace(undated("", NO_EVENT, Anchor.EVENT), keep=False)
        span = Span.of(parse(found[0]))
        value = (span.period or Period(Unit.DAY, span.first)).timex()
        return Resolved(
            "DATE", value, found[0], None, (f"“{self.words}” counts from {found[1]}", *found[2]), Anchor.EVENT
        )

    def then(self, what: Then) -> Resolved:
        """Resolve the date last spoken of."""
        spoken = self.context.focus.last
        if spoken is None:
            return Resolved("DATE", "PAST_REF", None, None, _NOTHING_SPOKEN, Anchor.TEXT)
        date = spoken[0].edtf()
        step = f"“{self.words}” is the date last spoken of, “{spoken[1]}” ({date})"
        return dated(spoken[0], Anchor.TEXT, step, f"= {date}")

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


def _day_value(value: str) -> str:
    """Return the TIMEX3 value of a day within what has this one (“2020-05” → “2020-05-XX”)."""
    if _DAY_VALUE.fullmatch(value):
        return value
    coarse = _COARSE_VALUE.match(value)
    return coarse[0] + "-XX" * (2 - coarse[0].count("-")) if coarse else "XXXX-XX-XX"


_FUNCTIONS: dict[type, Callable[..., Resolved]] = {
    Fields: Resolver.fields,
    Relative: Resolver.relative,
    Shift: Resolver.shift,
    Nth: Resolver.nth,
    Beside: Resolver.beside,
    Between: Resolver.between,
    Ordinal: Resolver.ordinal,
    Ahead: Resolver.ahead,
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
