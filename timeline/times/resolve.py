"""From a meaning and a context to a calendar date, with the steps that led there."""

import re
from collections.abc import Callable
from dataclasses import replace

from timeline.times import named_days
from timeline.times.arithmetic import Span, between, part_of, shifted, unknown, vaguely, within
from timeline.times.calendar import Period, Unit, date_of
from timeline.times.context import PUBLICATION, spoken_name
from timeline.times.edtf import parse
from timeline.times.event_dates import EventDates
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

__all__ = ["Resolver", "minute_of"]

_PARTS = {
    "START": "the beginning",
    "MID": "the middle",
    "END": "the end",
    "FIRST": "the first half",
    "SECOND": "the second half",
}
_DAY_VALUE = re.compile(r"(?:BC)?[\dX]{4}-(?:[\dX]{2}-[\dX]{2}|W[\dX]{2}-[\dX])")
_COARSE_VALUE = re.compile(r"(?:BC)?[\dX]{4}(?:-[\dX]{2})?")
_MORNING = "06"  # the hour before which one still speaks of the night
_FEW_HOURS = 3  # from a time of a day that is not known, which mostly are of that day
_REPORT = 700  # characters within which “a year ago” compares with a quarter just spoken of


_NOTHING_SPOKEN = ("the text has not spoken of a date to count from",)
_NOT_PUBLISHED = ("the publication date is not known",)


class Resolver(EventDates):
    """Resolves meanings in a context."""

    def resolve(self, meaning: Meaning) -> Resolved:
        """Return what the meaning is in this context; never raises."""
        function = _FUNCTIONS[type(meaning)]
        return function(self, meaning)

    # -- counted from an anchor

    def relative(self, what: Relative) -> Resolved:
        """Resolve this, the last, the next unit."""
        if (
            self.context.history
            and what.unit is Unit.DAY
            and not what.offset
            and what.anchor is not Anchor.TEXT
        ):
            return Resolved("DATE", "PRESENT_REF")  # “and today only a tower stands”
        past_present = self.context.history and what.unit is not Unit.DAY and self.context.focus.of(what.unit)
        if what.anchor is Anchor.TEXT or past_present:
            spoken = self.context.spoken(what.unit) if what.offset else self.context.pointed_at(what.unit)
            if what.unit is Unit.DAY and what.offset:
                if spoken and spoken[1] == PUBLICATION:
                    spoken = self.context.focus.last or spoken  # “in March …. The next day”
                if spoken and spoken[0].unit in (Unit.WEEK, Unit.WEEKEND, Unit.MONTH):
                    return self._day_beside(what, spoken)
            if spoken is None or (
                what.unit in (Unit.DAY, Unit.WEEK, Unit.WEEKEND) and spoken[0].unit is not Unit.DAY
            ):
                return undated(unknown(what.unit), _NOTHING_SPOKEN, Anchor.TEXT)
            period, name = spoken[0], spoken_name(spoken)
        elif self.context.published is None:
            return undated("PRESENT_REF" if not what.offset else unknown(what.unit), _NOT_PUBLISHED)
        else:
            period = Period(Unit.DAY, self.context.published)
            name = f"the publication date {period.edtf()}"
        found = Period.holding(what.unit, period.first)
        ahead = what.unit is Unit.WEEKEND and what.anchor is Anchor.TEXT and period.first < found.first
        offset = what.offset - 1 if ahead and what.offset > 0 else what.offset
        found = found.shift(offset + 1 if what.tensed and self.context.tense > 0 else offset)
        result = dated(found, what.anchor, f"“{self.words}” counts from {name}", f"= {found.edtf()}")
        told = what.anchor is Anchor.PUBLICATION and self.context.tense < 0
        if told and found.unit is Unit.WEEK and found.first < period.first < found.last:
            date = f"[{Period(Unit.DAY, found.first).edtf()}..{period.edtf()}]"
            step = f"told as past (“{self.context.cue}”), so no later than {period.edtf()} = {date}"
            return replace(result, date=date, because=(*result.because, step))
        return result

    def _week_or_month(self, unit: Unit) -> tuple[Period, str] | None:
        """Return what was spoken of just now, if days can be counted from it: “last week …. The next day”."""
        last = self.context.focus.last
        counts = unit is Unit.DAY and last is not None
        return last if counts and last and last[0].unit in (Unit.WEEK, Unit.WEEKEND, Unit.MONTH) else None

    def _day_beside(self, what: Relative, spoken: tuple[Period, str]) -> Resolved:
        """Resolve the day before or after one of which only the week or month is known."""
        period = spoken[0]
        span = Span(period.first, period.last, period)
        found = shifted(span, Shift(abs(what.offset), Unit.DAY, 1 if what.offset > 0 else -1, Anchor.TEXT))
        steps = f"“{self.words}” counts from {spoken_name(spoken)}", f"= {found.date}"
        return replace(found, value=unknown(Unit.DAY), because=steps, anchor=Anchor.TEXT, period=None)

    def shift(self, what: Shift) -> Resolved:
        """Resolve a number of units from an anchor."""
        if (
            what.count == 1
            and what.unit is Unit.YEAR
            and what.direction < 0
            and what.anchor is not Anchor.EVENT
        ):
            quarter = self._reported()
            if quarter is not None:
                found = quarter.shift(-4)
                step = f"“{self.words}” is the same quarter a year before {quarter.timex()}"
                return dated(found, what.anchor, step, f"= {found.edtf()}")
        anchored = self._anchor(what)
        if isinstance(anchored, Resolved):
            return anchored
        span, name, steps = anchored
        if what.within and what.count is not None:
            result = within(span, what)
        elif what.at_most and what.count is not None:
            result = replace(shifted(span, what), date=within(span, what).date, period=None)
        elif what.named and what.unit is Unit.DAY and span.period and span.period.unit is not Unit.DAY:
            result = dated(span.period, what.anchor)  # no finer than “the eve of last year's election”
        elif self._same_day(what, span):
            result = replace(shifted(span, replace(what, count=0)), value="")
        elif what.count is None:
            result = vaguely(span, what)
        else:
            result = between(span, what)
        if what.anchor is Anchor.EVENT and self._too_late(result):
            return replace(undated("", NO_EVENT, Anchor.EVENT, what.mod), type="DURATION")
        if what.anchor is Anchor.TEXT and what.direction > 0 and self._too_late(result):
            return undated("FUTURE_REF", _NOTHING_SPOKEN, Anchor.TEXT, what.mod)
        sign = "+" if what.direction > 0 else "-"
        count = "several" if what.count is None else f"{what.count:g}"
        count += f" to {what.most:g}" if what.most else ""
        plural = "" if count == "1" else "s"
        arithmetic = (
            f"{span} {sign} {count} {what.unit}{plural} = {result.date}"
            if what.count != 0 and not (what.named and result.period == span.period)
            else f"= {result.date}"
        )
        because = (f"“{self.words}” counts from {name}", *steps, arithmetic)
        return replace(result, because=because, anchor=what.anchor, mod=what.mod)

    def _too_late(self, result: Resolved) -> bool:
        """Whether it lies ahead of publication though told as past: then it counts from another event."""
        if self.context.published is None or self.context.tense >= 0 or result.date is None:
            return False
        begin = parse(result.date).earliest
        return begin is not None and begin > self.context.published

    def _reported(self) -> Period | None:
        """Return the quarter that the report has just spoken of."""
        focus = self.context.focus
        near = self.context.position - focus.quarter_at < _REPORT
        return focus.quarter if near else None

    def _same_day(self, what: Shift, span: Span) -> bool:
        """Whether some hours from a day that was told are still that day: nothing says it was late."""
        few = what.count is None or (what.count <= _FEW_HOURS and span.minute is None)
        in_hours = few and what.unit in (Unit.HOUR, Unit.MINUTE, Unit.SECOND)
        told = what.anchor is Anchor.EVENT or (what.anchor is Anchor.TEXT and not self.context.focus.late)
        return in_hours and told

    def _anchor(self, what: Shift) -> tuple["Span", str, tuple[str, ...]] | Resolved:
        if what.anchor is Anchor.EVENT:
            assert what.event
            if not isinstance(what.event, Event):
                base = self.resolve(what.event)
                if base.date is None:
                    return Resolved("DURATION", "", None, what.mod, base.because, base.anchor)
                return Span.of(parse(base.date)), base.date, base.because
            found = self.event(what.event)
            if found is None:
                value = unknown(what.unit) if what.named else ""
                nothing = undated(value, NO_EVENT, Anchor.EVENT, what.mod)
                return nothing if what.named else replace(nothing, type="DURATION")
            date, name, steps = found
            return replace(Span.of(parse(date)), minute=minute_of(date)), name, steps
        reference = "PAST_REF" if what.direction < 0 else "FUTURE_REF"
        if what.anchor is Anchor.TEXT:
            spoken = None if self.context.aged else self.context.spoken(what.unit)
            if spoken and spoken[1] == PUBLICATION and what.direction > 0 and self.context.tense < 0:
                # “two days later he left” is not told before it happened
                spoken = self.context.focus.aside or self._week_or_month(what.unit)
            if spoken is None:
                return undated(reference, _NOTHING_SPOKEN, Anchor.TEXT, what.mod)
            period = spoken[0]
            return (
                Span(period.first, period.last, period, minute=self.context.focus.minute),
                spoken_name(spoken),
                (),
            )
        if self.context.published is None:
            return undated(reference, _NOT_PUBLISHED, Anchor.PUBLICATION, what.mod)
        period = Period(Unit.DAY, self.context.published)
        return Span(period.first, period.last, period), f"the publication date {period.edtf()}", ()

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
            base = self._base(Unit.DAY)
            news = self.context.published is not None and not self.context.history
            focus = self.context.focus
            main = focus.ahead if self.context.position < focus.ahead_until else focus.main
            spoken = main if news else focus.of(Unit.DAY)
            if spoken and spoken[0].unit is Unit.DAY:
                base = spoken[0], Anchor.TEXT, spoken_name(spoken)
            if base is None or base[0].unit is not Unit.DAY:
                return Resolved("TIME", f"XXXX-XX-XXT{what.time}", None, None, ("the day is not known",))
            day, where = base[0], "on"
            if self.context.overnight and (
                what.time < _MORNING or (what.time > "24" and self.context.beyond)
            ):
                day, where = day.shift(1), "in the small hours after"
                what = replace(what, time=what.time.replace("24", "00", 1))
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

    def _day_retold(self) -> Resolved | None:
        """Return the day of the happening that the sentence goes on to tell, when that is known."""
        if self.context.retold is None:
            return None
        date, name, steps = self.context.retold
        period = Span.of(parse(date)).period
        if period is None or period.unit is not Unit.DAY:
            return None
        return dated(
            period, Anchor.TEXT, f"“{self.words}” is on the day of {name}", *steps, f"= {period.edtf()}"
        )

    def inside(self, what: Inside) -> Resolved:
        """Resolve a date placed in a coarser one."""
        outer = self.resolve(what.outer)
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
        end = ".."
        if self.context.published is not None and start.earliest <= self.context.published:
            end = str(date_of(self.context.published))
        step = "from then on" if end == ".." else "from then until publication"
        because = inner.because or (f"“{self.words}” names the beginning: {start}",)
        return replace(inner, date=f"{start}/{end}", because=(*because, f"{step} = {start}/{end}"))

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
            return Resolved(
                "DATE", "PAST_REF", None, None, ("the text has not spoken of a date",), Anchor.TEXT
            )
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


def minute_of(date: str) -> int | None:
    """Return the minute of the day of a date with a clock time."""
    clock = date[11:16] if date[10:11] == "T" else ""
    return int(clock[:2]) * 60 + int(clock[3:]) if len(clock) == 5 and clock[:2].isdigit() else None


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
