"""Builders of dates of the calendar."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from timeline.times.build import builder
from timeline.times.calendar import Unit
from timeline.times.meaning import (
    Clock,
    Decade,
    Fields,
    Holiday,
    Meaning,
    Part,
)

if TYPE_CHECKING:
    from timeline.times.rule_words import Words

_MODERN = 1500  # from which on four figures at the beginning of a line are a year
_FEW_YEARS = 10  # a longer span is rather a number (“Directive 2014/53”)


@builder
def nothing(words: "Words") -> tuple[Meaning, ...]:
    """Return no meaning: the words look like an expression and are none."""
    return ()


def year_of(words: "Words", name: str = "year") -> int | None:
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
    spoken = words.get("from") == "text"
    return Fields(year_of(words), month, day, weekday, direction=words.value("rel") or 0, spoken=spoken)


@builder
def days(words: "Words") -> tuple[Meaning, ...] | None:
    """Read several days of one month and year: groups `d1`, `d2`, perhaps `d3` and `m2`, one extent each."""
    year, month = year_of(words), words.value("m")
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
    return Fields(year_of(words), words.value("m"), int(first))


@builder
def months(words: "Words") -> tuple[Meaning, ...] | None:
    """Two months of one year: groups `m1`, `m2`, `year`."""
    first, last, year = words.value("m1"), words.value("m2"), year_of(words)
    first_year = year - 1 if year is not None and first > last else year
    return Fields(first_year, first), Fields(year, last)


@builder
def years(words: "Words") -> tuple[Meaning, ...] | None:
    """Read a range of years: groups `y1`, `y2`, the second perhaps of two figures."""
    first, last = year_of(words, "y1"), year_of(words, "y2")
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
    value = year_of(words)
    if value is None:
        return None
    if words.get("checked") and (
        words.followed_by_noun(value)
        or words.preceded_by_name()
        or words.preceded_by_figure()
        or (_is_clock(value) and words.begins_line())
    ):
        return None
    return Fields(value, approximate=words.has("circa"))


def _is_clock(figures: int) -> bool:
    """Whether four figures are rather a time of day than a year: “1130”, but “1066”, “1815”."""
    return figures < _MODERN and figures % 100 < 60


@builder
def early_year(words: "Words") -> Meaning | None:
    """Read a year of three figures in a text that tells history (“in 874 the first settlers came”)."""
    value = words.number("year")
    if not isinstance(value, int) or not 100 <= value <= 999 or words.followed_by_noun(value):
        return None
    return None if words.followed_by_figure() else Fields(value, narrative=True)


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
    """Read a day, a named one perhaps, or a month said to be approximate."""
    inner = words.inner
    if isinstance(inner, Holiday) or (isinstance(inner, Fields) and inner.month):
        return replace(inner, approximate=True)
    return None


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
    return Fields(year_of(words), unit=unit, index=index, direction=words.value("rel") or 0)


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
    direction = (words.value("rel") or 2) if words.has("rel") else 0
    return Holiday(name, year_of(words), direction, words.get("from") == "text", words.has("weekend"))


@builder
def day_of_month(words: "Words") -> Meaning | None:
    """“on the 3rd”, perhaps with its `weekday`, unless a noun follows that it counts."""
    weekday = words.value("weekday") if words.has("weekday") else None
    return None if words.followed_by_word() else Fields(day=words.number("d"), weekday=weekday)


@builder
def days_of_month(words: "Words") -> tuple[Meaning, ...] | None:
    """Read days of a month, groups `d1`, `d2`, perhaps `d3`, unless a noun follows that they count."""
    numbers = [words.number(name) for name in ("d1", "d2", "d3") if words.has(name)]
    return None if words.followed_by_word() else tuple(Fields(day=number) for number in numbers)
