"""Dates counted from an anchor: publication, the date last spoken of, or an event."""

from abc import ABC, abstractmethod
from dataclasses import replace

from timeline.times.arithmetic import Span, between, shifted, unknown, vaguely, within
from timeline.times.calendar import Period, Unit
from timeline.times.context import PUBLICATION, spoken_name
from timeline.times.durations import CLOCK_UNITS
from timeline.times.edtf import parse
from timeline.times.event_dates import EventDates
from timeline.times.happenings import is_vague
from timeline.times.meaning import Event, Meaning, Relative, Shift
from timeline.times.model import Anchor
from timeline.times.resolved import NO_EVENT, Resolved, dated, undated

__all__ = ["CountedDates", "is_late", "minutes_of"]

_NOT_PUBLISHED = ("the publication date is not known",)
_NOTHING_SPOKEN = ("the text has not spoken of a date to count from",)
_FEW_HOURS = 3  # from a time of a day that is not known, which mostly are of that day
_PARTS = {"MO": (0, 719), "AF": (720, 1079), "EV": (1020, 1439)}  # of the day, in minutes
_EVENING = "17"  # the hour at which it begins
_WEEKS = (Unit.WEEK, Unit.WEEKEND)
_COARSE = (Unit.WEEK, Unit.WEEKEND, Unit.MONTH)  # of which days can be counted
_REPORT = 700  # characters within which “a year ago” compares with a quarter just spoken of


def minutes_of(date: str) -> tuple[int, int] | None:
    """Return the first and last minute of the day at which a date with a time of day can be.

    A night is none of them, as it ends on another day.
    """
    clock = date[11:16] if date[10:11] == "T" else ""
    if len(clock) < 5 or not clock[:2].isdigit():
        return _PARTS.get(clock)
    minute = int(clock[:2]) * 60 + int(clock[3:])
    return minute, minute


def is_late(value: str) -> bool:
    """Return whether the TIMEX3 value of a time is that of an evening or a night."""
    hour = value[11:13]
    return hour in ("EV", "NI") or (hour.isdigit() and hour >= _EVENING)


class CountedDates(EventDates, ABC):
    """Resolves what is counted in units of time from an anchor."""

    @abstractmethod
    def resolve(self, meaning: Meaning) -> Resolved:
        """Return what the meaning of an anchor is."""

    def relative(self, what: Relative) -> Resolved:
        """Resolve this, the last, the next unit."""
        if (
            self.context.history
            and what.unit is Unit.DAY
            and not what.offset
            and what.anchor is not Anchor.TEXT
        ):
            return Resolved("DATE", "PRESENT_REF")  # “and today only a tower stands”
        recounts = self.context.history and (what.offset >= 0 or self.context.published is None)
        past_present = recounts and what.unit not in (Unit.DAY, *_WEEKS) and self.context.focus.of(what.unit)
        if what.anchor is Anchor.TEXT or past_present:
            spoken = self.context.pointed_at(what.unit)
            if what.offset:
                spoken = self.context.spoken(what.unit, what.offset)
            if what.unit is Unit.DAY and what.offset:
                if spoken and spoken[1] == PUBLICATION and not self.context.strayed:
                    spoken = self.context.focus.last or spoken  # “in March …. The next day”
                if spoken and spoken[0].unit in _COARSE:
                    return self._day_beside(what, spoken)
            if spoken is None or (what.unit in (Unit.DAY, *_WEEKS) and spoken[0].unit is not Unit.DAY):
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
        return last if unit is Unit.DAY and last and last[0].unit in _COARSE else None

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
        if self._same_day(what, span):
            result = replace(shifted(span, replace(what, count=0)), value="")
        elif what.within and what.count is not None:
            result = within(span, what)
        elif what.at_most and what.count is not None:
            result = replace(shifted(span, what), date=within(span, what).date, period=None)
        elif what.named and what.unit is Unit.DAY and span.period and span.period.unit is not Unit.DAY:
            result = dated(span.period, what.anchor)  # no finer than “the eve of last year's election”
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
        exact = span.minutes is not None and span.minutes[0] == span.minutes[1]
        few = what.count is None or (what.count <= _FEW_HOURS and not exact)
        in_hours = few and what.unit in CLOCK_UNITS
        told = what.anchor is Anchor.EVENT or (what.anchor is Anchor.TEXT and not self.context.focus.late)
        return in_hours and told

    def _anchor(self, what: Shift) -> tuple["Span", str, tuple[str, ...]] | Resolved:
        if what.anchor is Anchor.EVENT:
            assert what.event
            if not isinstance(what.event, Event):
                told, whole = self.context, isinstance(what.event, Relative)
                self.context = replace(told, tense=0) if whole else told  # “ten years ago this week”
                base = self.resolve(what.event)
                self.context = told
                if base.date is None:
                    return Resolved("DURATION", "", None, what.mod, base.because, base.anchor)
                return Span.of(parse(base.date)), base.date, base.because
            found = self.event(what.event)
            if found is None:
                value = unknown(what.unit) if what.named else ""
                nothing = undated(value, NO_EVENT, Anchor.EVENT, what.mod)
                return nothing if what.named else replace(nothing, type="DURATION")
            date, name, steps = found
            if what.unit in CLOCK_UNITS and is_vague(date):
                return replace(undated("", NO_EVENT, Anchor.EVENT, what.mod), type="DURATION")
            return replace(Span.of(parse(date)), minutes=minutes_of(date)), name, steps
        reference = "PAST_REF" if what.direction < 0 else "FUTURE_REF"
        if what.anchor is Anchor.TEXT:
            spoken = None if self.context.aged else self.context.spoken(what.unit, what.direction)
            spoken = (self.context.named(what.unit) if what.pointed else None) or spoken
            if spoken and spoken[1] == PUBLICATION and what.direction > 0 and self.context.tense < 0:
                # “two days later he left” is not told before it happened
                spoken = self.context.focus.aside or self._week_or_month(what.unit)
            if spoken is None:
                return undated(reference, _NOTHING_SPOKEN, Anchor.TEXT, what.mod)
            period = spoken[0]
            return (
                Span(period.first, period.last, period, minutes=self.context.focus.minutes),
                spoken_name(spoken),
                (),
            )
        if self.context.published is None:
            return undated(reference, _NOT_PUBLISHED, Anchor.PUBLICATION, what.mod)
        period = Period(Unit.DAY, self.context.published)
        return Span(period.first, period.last, period), f"the publication date {period.edtf()}", ()
