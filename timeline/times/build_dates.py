"""Builders of dates of the calendar and their parts."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from timeline.times.build import builder
from timeline.times.build_clock import on_day
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
    from timeline.times.matching import Words

_FEW_YEARS = 10  # a longer span is rather a number (“Directive 2014/53”)


@builder
def nothing(words: "Words") -> tuple[Meaning, ...]:
    """Return no meaning: the words look like an expression and are none."""
    return ()


def _year(words: "Words", name: str = "year") -> int | None:
    """Return the year of the group, with its era when there is one."""
    if not words.has(name):
        return None
    value = words.number(name)
    if not isinstance(value, int):
        return None
    if words.value("era") == "before":
        return 1 - value
    return value


@builder
def date(words: "Words") -> Meaning | None:
    """Day, month and year, as far as the groups `d`, `m`, `year`, `weekday` are there; `rel` last or next."""
    month = words.value("m") if words.has("m") else None
    if month is not None and words.needs_context("m"):
        return None
    day = words.number("d") if words.has("d") else None
    if day is not None and not 1 <= day <= 31:
        return None
    weekday = words.value("weekday") if words.has("weekday") and day is None else None
    if weekday is not None and words.needs_context("weekday"):
        return None
    return Fields(_year(words), month, day, weekday, direction=words.value("rel") or 0)


@builder
def days(words: "Words") -> tuple[Meaning, ...] | None:
    """Read several days of one month and year: groups `d1`, `d2`, perhaps `d3` and `m2`, one extent each."""
    year, month = _year(words), words.value("m")
    numbers = [words.number(name) for name in ("d1", "d2", "d3") if words.has(name)]
    if not all(isinstance(number, int) and 1 <= number <= 31 for number in numbers):
        return None
    if words.get("checked") and words.followed_by_noun():
        return None
    months = [month] * len(numbers)
    if words.has("m2"):
        months[-1] = words.value("m2")
    first_year = year
    if year is not None and months[0] > months[-1]:
        first_year = year - 1
    return tuple(
        Fields(first_year if number == 0 else year, months[number], day) for number, day in enumerate(numbers)
    )


@builder
def first_of_two_days(words: "Words") -> Meaning | None:
    """Read “the night of 6/7 August”: it begins on the first of the two."""
    first, _, second = words.text("days").partition("/")
    if not (second.isdecimal() and int(second) == int(first) + 1 and 1 <= int(first) <= 30):
        return None
    return Fields(_year(words), words.value("m"), int(first))


@builder
def months(words: "Words") -> tuple[Meaning, ...] | None:
    """Two months of one year: groups `m1`, `m2`, `year`."""
    first, last, year = words.value("m1"), words.value("m2"), _year(words)
    first_year = year - 1 if year is not None and first > last else year
    return Fields(first_year, first), Fields(year, last)


@builder
def years(words: "Words") -> tuple[Meaning, ...] | None:
    """Read a range of years: groups `y1`, `y2`, the second perhaps of two figures."""
    first, last = _year(words, "y1"), _year(words, "y2")
    if first is None or last is None:
        return None
    if 0 <= last < 100 <= first:
        last += first - first % 100
    if last < first:
        return None
    return Fields(first), Fields(last)


@builder
def yearspan(words: "Words") -> Meaning | None:
    """“2008/09”: two years or a few more as one, as of a season."""
    text = words.text("span")
    year = int(text[:4])
    end = year - year % 100 + int(text[5:7])
    return Fields(year, unit=Unit.YEAR, index=end) if year < end <= year + _FEW_YEARS else None


@builder
def year_month(words: "Words") -> Meaning | None:
    """Read “2020-03”, but not “2008-09”, which is two years."""
    year, month = int(words.text("year")), int(words.text("m"))
    return Fields(year, month) if 1 <= month <= 12 and (year + 1) % 100 != month else None


@builder
def numeric(words: "Words") -> Meaning | None:
    """Return a date in figures; `order` says which comes first when both could be the month."""
    parts = [int(part) for part in re.split(r"[-./]", words.text("figures")[:10].split("T")[0])]
    if len(parts) != 3:
        return None
    if parts[0] > 31:
        year, month, day = parts
    elif parts[2] > 31 or len(words.text("figures").rpartition("/")[2]) == 2:
        first, second, year = parts
        month, day = (
            (first, second)
            if words.get("order") == "month" and first <= 12 and "." not in words.text("figures")
            else (second, first)
        )
        if month > 12 >= day:
            month, day = day, month
        if year < 100:
            year += 2000 if year < 70 else 1900
    else:
        return None
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    text = words.text("figures")
    fields = Fields(year, month, day)
    if "T" in text:
        return Clock(text.partition("T")[2].partition(".")[0], fields)
    return fields


@builder
def year(words: "Words") -> Meaning | None:
    """Read a year alone; with `checked`, only where what follows does not make it a number of things."""
    value = _year(words)
    if value is None:
        return None
    if words.get("checked") and (
        words.followed_by_noun(value) or words.preceded_by_name() or words.preceded_by_figure()
    ):
        return None
    return Fields(value, approximate=words.has("circa"))


@builder
def spoken_year(words: "Words") -> Meaning | None:
    """Return a year in words: “nineteen ninety-four”."""
    hundreds, rest = words.number("hundreds"), words.number("rest")
    if hundreds is None or (words.has("rest") and not (isinstance(rest, int) and 0 < rest < 100)):
        return None
    if hundreds >= 1000:
        return Fields(hundreds + (rest or 0))
    return Fields(hundreds * 100 + rest) if rest and rest >= 10 else None


@builder
def circa(words: "Words") -> Meaning | None:
    """Read a year said to be approximate."""
    inner = words.inner
    if isinstance(inner, Fields) and inner.year is not None and inner.month is None and inner.unit is None:
        return Fields(inner.year, approximate=True)
    return None


@builder
def circa_day(words: "Words") -> Meaning | None:
    """Read a day or month said to be approximate."""
    inner = words.inner
    return replace(inner, approximate=True) if isinstance(inner, Fields) and inner.month else None


@builder
def decade(words: "Words") -> Meaning | None:
    """Read “the 1990s”, “the nineties”, “the 490s BC”; with `checked`, only where no noun follows."""
    if words.get("checked") and words.followed_by_word():
        return None
    value = words.number("decade") if words.get("figures") else words.value("decade")
    if value is None or value % 10 or (value < 100 and words.soon_after("gauge")):
        return None
    if words.value("era") == "before":
        return Fields(unit=Unit.DECADE, index=-(value // 10) - 1)
    if value >= 100:
        return Fields(unit=Unit.DECADE, index=value // 10)
    return Decade(value)


@builder
def century(words: "Words") -> Meaning | None:
    """Read “the 19th century”, or its `part`."""
    found = _century(words.number("n"), words.value("era") == "before")
    return Part(words.value("part"), found) if found and words.has("part") else found


def _century(number: object, before: bool = False) -> Fields | None:
    if not isinstance(number, int) or not 1 <= number <= 30:
        return None
    return Fields(unit=Unit.CENTURY, index=-number if before else number - 1)


@builder
def centuries(words: "Words") -> tuple[Meaning, ...] | None:
    """Read two centuries: groups `n1` and `n2`."""
    first, second = _century(words.number("n1")), _century(words.number("n2"))
    return (first, second) if first and second else None


@builder
def subyear(words: "Words") -> Meaning | None:
    """Read a season, quarter or half, perhaps with its year: group `n` or `season`."""
    unit = Unit(words.get("unit"))
    if words.has("season") and not words.has("year") and words.needs_context("season"):
        return None
    index = words.value("season") if unit is Unit.SEASON else words.number("n")
    limit = {Unit.QUARTER: 4, Unit.HALF: 2}.get(unit, 5)
    if not isinstance(index, int) or not 1 <= index <= limit:
        return None
    return Fields(_year(words), unit=unit, index=index, direction=words.value("rel") or 0)


@builder
def which(words: "Words") -> Meaning | None:
    """Last, this, next + weekday, month or season: group `rel` and the field's."""
    direction = words.value("rel") or words.get("direction") or 2
    spoken = words.get("from") == "text"
    if words.has("weekday"):
        return Fields(weekday=words.value("weekday"), direction=direction, spoken=spoken)
    if words.has("m"):
        return Fields(month=words.value("m"), direction=direction, spoken=spoken)
    season = words.value("season")
    return Fields(unit=Unit.SEASON, index=season, direction=direction, spoken=spoken)


@builder
def holiday(words: "Words") -> Meaning | None:
    """Read a named day, perhaps with its year; after a name one of `names` is a name, too."""
    name = words.value("holiday")
    alone = len(words.words("holiday")) == 1
    if alone and name in (words.get("names") or ()) and words.preceded_by_name():
        return None
    return Holiday(name, _year(words), words.value("rel") or 0, words.get("from") == "text")


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
    """Read “the first half of 1990”, “the third quarter of last year”; of other things a part."""
    inner = words.inner
    number = words.value("n")
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
        outer = Fields(_year(words))
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
    """Read “the end of the month”: of the one last spoken of, or (`from: publication`) of this one."""
    kind = Unit(words.value("unit"))
    if kind in CLOCK_UNITS or kind in (Unit.DAY, Unit.FORTNIGHT):
        return None
    part = words.value("part") if words.has("part") else words.get("part")
    return Part(part, Relative(kind, 0, Anchor(words.get("from") or "text")))


@builder
def rough_day(words: "Words") -> Meaning | None:
    """“late yesterday”: the day is said, the time of day only roughly."""
    inner = words.inner
    if isinstance(inner, Fields) and (inner.day or inner.weekday):
        return inner
    return inner if isinstance(inner, Relative) and inner.unit is Unit.DAY else None


@builder
def day_of_month(words: "Words") -> Meaning | None:
    """“on the 3rd”, perhaps with its `weekday`, unless a noun follows that it counts."""
    weekday = words.value("weekday") if words.has("weekday") else None
    return None if words.followed_by_word() else Fields(day=words.number("d"), weekday=weekday)
