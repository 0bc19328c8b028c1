"""Builders of parts of dates, and of dates within dates."""

from typing import TYPE_CHECKING

from timeline.times.build import builder
from timeline.times.build_clock import on_day
from timeline.times.build_dates import decade, year_of
from timeline.times.calendar import Unit
from timeline.times.durations import CLOCK_UNITS
from timeline.times.meaning import (
    Clock,
    Decade,
    Event,
    Fields,
    Holiday,
    Inside,
    Length,
    Meaning,
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

if TYPE_CHECKING:
    from timeline.times.rule_words import Words


@builder
def part(words: "Words") -> Meaning | None:
    """Early, mid-, late: group `part` of the date that follows, or of the group `decade`."""
    name, inner = words.value("part"), decade(words) if words.has("decade") else words.inner
    if inner is None or isinstance(inner, (Vague, Length, Repeat, Part, Since, Until)):
        return None
    if isinstance(inner, (Relative, Shift)) and inner.unit is Unit.DAY:
        return None
    if isinstance(inner, Fields) and (inner.day or inner.weekday):
        return None
    if isinstance(inner, Shift) and not isinstance(inner.event, Event):
        return None
    return Part(name, inner)


@builder
def half_of(words: "Words") -> Meaning | None:
    """Read “the first half of 1990”, “the third quarter of last year”; of other things a part.

    Group `n`, or `season`: “the spring of last year”. Group `period` is one last spoken of: “of the year”.
    """
    inner = words.inner
    if words.has("period"):
        inner = _spoken_unit(words, "period")
    number = words.value("season" if words.has("season") else "n")
    kind = Unit(words.get("unit"))
    if isinstance(inner, Relative) and inner.unit is Unit.YEAR:
        return Inside(Fields(unit=kind, index=number), inner)
    if isinstance(inner, Fields) and inner.year is not None and inner.month is None and inner.unit is None:
        return Fields(inner.year, unit=kind, index=number)
    if kind is Unit.HALF and number in (1, 2) and isinstance(inner, (Fields, Relative, Decade)):
        return Part("FIRST" if number == 1 else "SECOND", inner)
    return None


def _rel(words: "Words") -> int:
    """Return which one it is: of the group `rel`, or the one that the rule gives."""
    return int(words.value("rel") if words.has("rel") else words.get("rel") or 0)


@builder
def same_period(words: "Words") -> Meaning | None:
    """Read “the 1988 quarter”, “the same period last year”: the quarter last spoken of, in another year."""
    outer: Meaning | None = words.inner
    if words.has("year"):
        outer = Fields(year_of(words))
    elif words.has("rel") or words.get("rel"):
        outer = Relative(Unit.YEAR, _rel(words), Anchor.PUBLICATION)
    if isinstance(outer, Shift):
        return outer if outer.unit is Unit.YEAR else None
    if isinstance(outer, Relative):
        return Inside(Then(), outer) if outer.unit is Unit.YEAR else None
    if isinstance(outer, Fields) and outer.year is not None and outer.month is None and outer.unit is None:
        return Inside(Then(), outer)
    return None


def _open(meaning: Meaning) -> bool:
    """Whether a coarser date may follow: the year of a month, the week of a weekday."""
    if isinstance(meaning, Fields):
        return meaning.year is None and meaning.unit not in (Unit.DECADE, Unit.CENTURY)
    if isinstance(meaning, Holiday):
        return meaning.year is None
    if isinstance(meaning, Part):
        return _open(meaning.of)
    return False


@builder
def inside(words: "Words") -> Meaning | None:
    """Read a date placed in the coarser one that follows (“February last year”)."""
    what, outer = words.lead, words.inner
    if what is None or outer is None:
        return None
    if isinstance(what, Clock) and what.on is None:
        return on_day(what, outer)
    if not _open(what):
        return None
    if isinstance(what, Part) and not isinstance(outer, Part):
        placed = _place(what.of, outer)
        return Part(what.part, placed) if placed else None
    return _place(what, outer)


@builder
def day_in(words: "Words") -> Meaning | None:
    """Read “the 12th of last month”, “the 12th of the month”, which is the one last spoken of."""
    inner = words.inner or Relative(Unit.MONTH, 0, Anchor.TEXT)
    in_month = isinstance(inner, Relative) and inner.unit is Unit.MONTH
    return _place(Fields(day=words.number("d")), inner) if in_month else None


def _place(what: Meaning, outer: Meaning) -> Meaning | None:
    if isinstance(outer, Fields) and isinstance(what, Fields):
        if outer.weekday or outer.day:
            return None
        if what.weekday:
            return Inside(what, outer) if outer.month or outer.unit else None
        if outer.unit is None and outer.month is None and outer.year is not None:
            return Fields(outer.year, what.month, what.day, what.weekday, what.unit, what.index)
        if what.day and not what.month and outer.month:
            return Fields(outer.year, outer.month, what.day)
        return None
    if (
        isinstance(outer, Fields)
        and isinstance(what, Holiday)
        and outer.year is not None
        and outer.month is None
    ):
        return Holiday(what.name, outer.year)
    if isinstance(outer, Relative):
        if isinstance(what, Fields):
            fits = (
                (what.weekday and outer.unit in (Unit.WEEK, Unit.MONTH))
                or ((what.month or what.unit) and outer.unit is Unit.YEAR)
                or (what.day and not what.month and outer.unit is Unit.MONTH)
            )
            return Inside(what, outer) if fits and not what.direction else None
        if isinstance(what, Holiday) and outer.unit is Unit.YEAR:
            return Inside(what, outer)
    if isinstance(outer, Shift) and outer.unit is Unit.YEAR and outer.anchor is Anchor.TEXT:
        # “in May two years later”
        named = isinstance(what, Holiday) or (isinstance(what, Fields) and (what.month or what.unit))
        return Inside(what, outer) if named else None
    return None


@builder
def quarter_of_year(words: "Words") -> Meaning | None:
    """“last year's first quarter”."""
    number = words.number("n")
    if not 1 <= number <= 4:
        return None
    return Inside(
        Fields(unit=Unit.QUARTER, index=number),
        Relative(Unit.YEAR, _rel(words), Anchor.PUBLICATION),
    )


@builder
def end_of_unit(words: "Words") -> Meaning | None:
    """Read the end of this year or month."""
    return Part("END", Relative(Unit(words.get("unit")), 0, Anchor.PUBLICATION))


@builder
def part_of_unit(words: "Words") -> Meaning | None:
    """Read “the end of the month”: of the one last spoken of, or (`from: publication`) of this one.

    With `lasts` it is how long something goes on: “for the rest of the month”.
    """
    inner = _spoken_unit(words, "unit")
    if inner is None:
        return None
    part = Part(words.value("part") if words.has("part") else words.get("part"), inner)
    return Until(part) if words.get("lasts") else part


def _spoken_unit(words: "Words", name: str) -> Relative | None:
    """Return the unit last spoken of, or (`from: publication`) this one; None for one that has no parts."""
    kind = Unit(words.value(name))
    if kind in CLOCK_UNITS or kind in (Unit.DAY, Unit.FORTNIGHT):
        return None
    return Relative(kind, 0, Anchor(words.get("from") or "text"))


@builder
def rough_day(words: "Words") -> Meaning | None:
    """“late yesterday”: the day is said, the time of day only roughly."""
    inner = words.inner
    if isinstance(inner, Fields) and (inner.day or inner.weekday):
        return inner
    return inner if isinstance(inner, Relative) and inner.unit is Unit.DAY else None
