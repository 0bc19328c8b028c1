"""Stretches of the calendar and arithmetic on them.

A `Period` is a unit of time and a running index, so that shifting by n units is an addition: the month
before 2020-01 is index − 1. Weeks begin on Monday (ISO 8601), seasons are the northern meteorological ones,
and winter belongs to the year in which it begins.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from timeline.times.edtf import CalendarDate, day_number, days_in_month, from_day_number

__all__ = [
    "FIRST_DAY",
    "LAST_DAY",
    "MAX_YEAR",
    "MIN_YEAR",
    "Period",
    "Unit",
    "date_of",
    "month",
]

MIN_YEAR, MAX_YEAR = -9999, 9999
FIRST_DAY, LAST_DAY = day_number(MIN_YEAR, 1, 1), day_number(MAX_YEAR, 12, 31)


class Unit(StrEnum):
    """A unit of time, from fine to coarse; the values are those used in the language files."""

    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    WEEKEND = "weekend"
    FORTNIGHT = "fortnight"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    HALF = "half"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    MILLENNIUM = "millennium"


_RANK = {unit: rank for rank, unit in enumerate(Unit)}


def _year_text(number: int) -> str:
    """TIMEX3 writes years before 1 as BC0490."""
    return f"{number:04}" if number > 0 else f"BC{1 - number:04}"


@lru_cache(maxsize=4096)
def date_of(number: int) -> CalendarDate:
    """Return the day with this number as a date."""
    return from_day_number(number)


@lru_cache(maxsize=4096)
def _day_text(number: int) -> str:
    return str(date_of(number))


@dataclass(frozen=True, slots=True)
class Period:
    """The index-th unit of time: days as in `datetime.date.toordinal()`, months from January of year 0."""

    unit: Unit
    index: int

    @classmethod
    def holding(cls, unit: Unit, number: int) -> "Period":
        """Return the unit that holds the day with this number."""
        if unit is Unit.DAY:
            return cls(unit, number)
        if unit in (Unit.WEEK, Unit.WEEKEND):
            return cls(unit, (number - 1) // 7)
        date = date_of(number)
        assert date.month is not None
        return cls(unit, _INDEX[unit](date.year, date.month))

    def shift(self, count: int) -> "Period":
        """Return the period that is `count` of its units later."""
        return Period(self.unit, self.index + count)

    @property
    def first(self) -> int:
        """The number of the first day."""
        return _bounds(self)[0]

    @property
    def last(self) -> int:
        """The number of the last day."""
        return _bounds(self)[1]

    @property
    def year(self) -> int:
        """The year in which it begins."""
        return date_of(self.first).year

    @property
    def in_calendar(self) -> bool:
        """Whether it lies within the years -9999 to 9999."""
        return self.first >= FIRST_DAY and self.last <= LAST_DAY

    def is_finer_than(self, unit: Unit) -> bool:
        """Whether its unit is finer than `unit`."""
        return _RANK[self.unit] < _RANK[unit]

    def timex(self) -> str:
        """Return the TIMEX3 value."""
        unit, index = self.unit, self.index
        if unit is Unit.DAY:
            date = date_of(index)
            return f"{_year_text(date.year)}-{date.month:02}-{date.day:02}"
        if unit in (Unit.WEEK, Unit.WEEKEND):
            text = _week_text(index)
            return text + "-WE" if unit is Unit.WEEKEND else text
        if unit is Unit.MONTH:
            return f"{_year_text(index // 12)}-{index % 12 + 1:02}"
        if unit is Unit.QUARTER:
            return f"{_year_text(index // 4)}-Q{index % 4 + 1}"
        if unit is Unit.SEASON:
            return f"{_year_text(index // 4)}-{_SEASONS[index % 4]}"
        if unit is Unit.HALF:
            return f"{_year_text(index // 2)}-H{index % 2 + 1}"
        if unit is Unit.YEAR:
            return _year_text(index)
        digits = {Unit.DECADE: 3, Unit.CENTURY: 2, Unit.MILLENNIUM: 1}[unit]
        if index >= 0:
            return f"{index:0{digits}}"
        return f"BC{-index - 1:0{digits}}"

    def edtf(self, qualifier: str = "") -> str:
        """Return the EDTF value; what EDTF has not (weeks, decades before year 1) is one of its days."""
        unit, index = self.unit, self.index
        if unit is Unit.DAY:
            return _day_text(index) + qualifier
        if unit is Unit.MONTH:
            return str(CalendarDate(index // 12, index % 12 + 1, qualifier=qualifier))
        if unit is Unit.YEAR:
            return str(CalendarDate(index, qualifier=qualifier))
        if unit is Unit.QUARTER:
            return str(CalendarDate(index // 4, 33 + index % 4, qualifier=qualifier))
        if unit is Unit.SEASON:
            return str(CalendarDate(index // 4, 21 + index % 4, qualifier=qualifier))
        if unit is Unit.HALF:
            return str(CalendarDate(index // 2, 40 + index % 2, qualifier=qualifier))
        if unit is Unit.DECADE and index >= 0:
            return str(CalendarDate(index * 10, unspecified=1, qualifier=qualifier))
        if unit is Unit.CENTURY and index >= 0:
            return str(CalendarDate(index * 100, unspecified=2, qualifier=qualifier))
        if unit in (Unit.WEEK, Unit.WEEKEND):
            return f"[{date_of(self.first)}..{date_of(self.last)}]"
        return f"[{CalendarDate(date_of(self.first).year)}..{CalendarDate(date_of(self.last).year)}]"


_SEASONS = ("SP", "SU", "FA", "WI")
# Index of the unit that holds a month of a year.
_INDEX: dict[Unit, Callable[[int, int], int]] = {
    Unit.MONTH: lambda year, month: year * 12 + month - 1,
    Unit.QUARTER: lambda year, month: year * 4 + (month - 1) // 3,
    Unit.SEASON: lambda year, month: (year * 12 + month - 3) // 3,
    Unit.HALF: lambda year, month: year * 2 + (month - 1) // 6,
    Unit.YEAR: lambda year, month: year,
    Unit.DECADE: lambda year, month: year // 10,
    Unit.CENTURY: lambda year, month: year // 100,
    Unit.MILLENNIUM: lambda year, month: year // 1000,
}
# Months that a unit spans, and the month of year 0 (counted from January) in which its index 0 begins.
_MONTHS = {
    Unit.MONTH: (1, 0),
    Unit.QUARTER: (3, 0),
    Unit.SEASON: (3, 2),
    Unit.HALF: (6, 0),
    Unit.YEAR: (12, 0),
    Unit.DECADE: (120, 0),
    Unit.CENTURY: (1200, 0),
    Unit.MILLENNIUM: (12000, 0),
}


@lru_cache(maxsize=4096)
def _bounds(period: Period) -> tuple[int, int]:
    unit, index = period.unit, period.index
    if unit is Unit.DAY:
        return index, index
    if unit is Unit.WEEK:
        return index * 7 + 1, index * 7 + 7
    if unit is Unit.WEEKEND:
        return index * 7 + 6, index * 7 + 7
    months, offset = _MONTHS[unit]
    begin = index * months + offset
    end = begin + months - 1
    last_year, last_month = end // 12, end % 12 + 1
    return (
        day_number(begin // 12, begin % 12 + 1, 1),
        day_number(last_year, last_month, days_in_month(last_year, last_month)),
    )


def _week_text(index: int) -> str:
    """Return the ISO week, which belongs to the year of its Thursday."""
    thursday = date_of(index * 7 + 4)
    week = (index * 7 + 4 - day_number(thursday.year, 1, 1)) // 7 + 1
    return f"{_year_text(thursday.year)}-W{week:02}"


def month(year_: int, month_: int) -> Period:
    """Return a month."""
    return Period(Unit.MONTH, year_ * 12 + month_ - 1)
