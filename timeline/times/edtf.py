"""Dates that say how much is known: the Extended Date/Time Format (EDTF, ISO 8601-2:2019).

Levels 0 to 2 as far as news and history need them: years (also before 1), months, days, seasons, quarters
and halves (`2020-33`), decades and centuries (`199X`, `19XX`), the qualifiers `~`, `?` and `%`, intervals
with open ends (`2020-01-03/..`), and one day of several (`[2020-01-04..2020-01-12]`).

Days are counted in the proleptic Gregorian calendar like `datetime.date.toordinal()`, and also before year 1.
"""

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

__all__ = [
    "CalendarDate",
    "EDTFError",
    "Edtf",
    "Kind",
    "Precision",
    "day_number",
    "days_in_month",
    "from_day_number",
    "parse",
    "sort_key",
    "without_time",
    "year_of",
]


class EDTFError(ValueError):
    """The text is not a date of the supported part of EDTF, or not a date of the calendar."""


class Precision(IntEnum):
    """How fine a date is; a larger value is finer."""

    CENTURY = 1
    DECADE = 2
    YEAR = 3
    HALF = 4
    QUARTER = 5
    SEASON = 6
    MONTH = 7
    DAY = 8
    TIME = 9


class Kind(IntEnum):
    """What a value says of the days it spans."""

    DATE = 0  # that unit of time
    INTERVAL = 1  # true throughout
    ONE_OF = 2  # one day (or month, or year) within


# Sub-year groupings of ISO 8601-2: code → (first month, months, precision). Seasons are the northern
# meteorological ones; winter runs into the next year.
_GROUPINGS = {
    **{21 + i: (3 + 3 * i, 3, Precision.SEASON) for i in range(4)},
    **{25 + i: (3 + 3 * i, 3, Precision.SEASON) for i in range(4)},
    **{29 + i: ((8 + 3 * i) % 12 + 1, 3, Precision.SEASON) for i in range(4)},
    **{33 + i: (1 + 3 * i, 3, Precision.QUARTER) for i in range(4)},
    **{40 + i: (1 + 6 * i, 6, Precision.HALF) for i in range(2)},
}


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(year: int, month: int) -> int:
    """Return the number of days of a month (1 to 12)."""
    if month == 2:
        return 29 if _is_leap(year) else 28
    return 30 if month in (4, 6, 9, 11) else 31


_DAYS_BEFORE_MONTH = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)


def day_number(year: int, month: int, day: int) -> int:
    """Return the day's number; 0001-01-01 is 1, as in `datetime.date.toordinal()`. Year 0 is 1 BC."""
    y = year - 1
    leap_day = 1 if month > 2 and _is_leap(year) else 0
    return 365 * y + y // 4 - y // 100 + y // 400 + _DAYS_BEFORE_MONTH[month - 1] + leap_day + day


@lru_cache(maxsize=100_000)
def from_day_number(number: int) -> "CalendarDate":
    """Return the day with this number, the inverse of `day_number`."""
    year = (number * 400) // 146097 + 1
    while day_number(year, 1, 1) > number:
        year -= 1
    while day_number(year + 1, 1, 1) <= number:
        year += 1
    month = 12
    while day_number(year, month, 1) > number:
        month -= 1
    return CalendarDate(year, month, number - day_number(year, month, 1) + 1)


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """One unit of the calendar: a century, decade, year, part of a year, month, day, or a time on a day."""

    year: int  # of a decade or century: its first year
    month: int | None = (
        None  # 1 to 12, or an ISO 8601-2 grouping (21 spring … 33 first quarter … 41 second half)
    )
    day: int | None = None
    time: str | None = None  # "HH:MM" or "HH:MM:SS", with "Z" or "+HH:MM" when the zone is known
    unspecified: int = 0  # 1 for a decade, 2 for a century
    qualifier: str = ""  # "~" approximate, "?" uncertain, "%" both

    def __post_init__(self) -> None:
        if self.month is not None and not 1 <= self.month <= 12 and self.month not in _GROUPINGS:
            raise EDTFError(f"there is no month {self.month}")
        if self.day is not None and not (
            self.month and self.month <= 12 and 1 <= self.day <= days_in_month(self.year, self.month)
        ):
            raise EDTFError(f"there is no day {self.day} in {_year_text(self.year)}-{self.month or 0:02}")

    @property
    def precision(self) -> Precision:
        """How fine it is."""
        if self.unspecified:
            return Precision.DECADE if self.unspecified == 1 else Precision.CENTURY
        if self.month is None:
            return Precision.YEAR
        if self.month > 12:
            return _GROUPINGS[self.month][2]
        if self.day is None:
            return Precision.MONTH
        return Precision.TIME if self.time else Precision.DAY

    @property
    def earliest(self) -> int:
        """The number of its first day."""
        month = self.month or 1
        return day_number(self.year, month if month <= 12 else _GROUPINGS[month][0], self.day or 1)

    @property
    def latest(self) -> int:
        """The number of its last day."""
        if self.unspecified:
            return day_number(self.year + 10**self.unspecified - 1, 12, 31)
        if self.day is not None:
            return self.earliest
        month = self.month or 12
        if month > 12:
            month = _GROUPINGS[month][0] + _GROUPINGS[month][1] - 1
        year, month = self.year + (month - 1) // 12, (month - 1) % 12 + 1
        return day_number(year, month, days_in_month(year, month))

    def __str__(self) -> str:
        text = _year_text(self.year)
        if self.unspecified:
            text = text[: -self.unspecified] + "X" * self.unspecified
        if self.month is not None:
            text += f"-{self.month:02}"
        if self.day is not None:
            text += f"-{self.day:02}"
        if self.time:
            text += f"T{self.time}"
        return text + self.qualifier


def _year_text(year: int) -> str:
    if abs(year) > 9999:
        return f"Y{year}"
    return f"-{-year:04}" if year < 0 else f"{year:04}"


@dataclass(frozen=True, slots=True)
class Edtf:
    """A parsed EDTF value. `first` or `last` is None at an open end; both are the same for a plain date."""

    kind: Kind
    first: CalendarDate | None
    last: CalendarDate | None

    @property
    def earliest(self) -> int | None:
        """The number of the first day it may speak of, or None when open."""
        return None if self.first is None else self.first.earliest

    @property
    def latest(self) -> int | None:
        """The number of the last day it may speak of, or None when open."""
        return None if self.last is None else self.last.latest

    @property
    def precision(self) -> Precision:
        """The precision of its coarser end."""
        return min(end.precision for end in (self.first, self.last) if end is not None)

    @property
    def is_approximate(self) -> bool:
        """Whether an end carries a qualifier."""
        return any(end is not None and end.qualifier for end in (self.first, self.last))

    def __str__(self) -> str:
        if self.kind is Kind.DATE:
            return str(self.first)
        if self.kind is Kind.INTERVAL:
            return f"{self.first or '..'}/{self.last or '..'}"
        return f"[{self.first or ''}..{self.last or ''}]"


_DATE = re.compile(
    r"(?P<year>-?\d{4}|Y-?[1-9]\d{4,8}|-?\d{3}X|-?\d{2}XX)"
    r"(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T(?P<time>\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?))?)?)?"
    r"(?P<qualifier>[~?%]?)",
    re.ASCII,
)


_NO_DATE = "“{}” is not a date like 2020, 2020-01 or 2020-01-03"
_WITH_SLASHES = re.compile(r"\d{1,2}/\d{1,2}/(\d{2}|\d{4})|\d{4}/\d{1,2}/\d{1,2}", re.ASCII)  # “30/10/2023”

_TIME = re.compile(r"T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?", re.ASCII)


def _parse_date(text: str) -> CalendarDate:
    match = _DATE.fullmatch(text)
    if not match:
        raise EDTFError(_NO_DATE.format(text))
    year = match["year"].lstrip("Y")
    unspecified = year.count("X")
    if unspecified and match["month"]:
        raise EDTFError(f"“{text}” has a month in a year that is not given")
    if match["month"] and match["year"].startswith("Y"):
        raise EDTFError(f"“{text}” has a month in a year of more than four digits, which must stand alone")
    time = match["time"]
    if time and not (time[:2] < "24" and time[3:5] < "60" and (time[5:6] != ":" or time[6:8] < "60")):
        raise EDTFError(f"there is no time {time}")
    zone = time[-6:] if time and time[-6:].startswith(("+", "-")) else ""
    if zone and not (zone[1:] <= "14:00" and zone[4:] < "60" and zone != "-00:00"):
        raise EDTFError(f"there is no time zone {zone}")
    number = int(year.replace("X", "0"))
    if match["year"] == "-0000":
        raise EDTFError(f"“{text}”: the year before 1 is 0000")
    if unspecified and match["year"].startswith("-"):
        raise EDTFError(f"“{text}”: decades and centuries before year 1 are not supported; write an interval")
    return CalendarDate(
        number,
        int(match["month"]) if match["month"] else None,
        int(match["day"]) if match["day"] else None,
        time,
        unspecified,
        match["qualifier"],
    )


@lru_cache(maxsize=8_000)
def parse(text: str) -> Edtf:
    """Parse an EDTF string.

    Raises:
        EDTFError: with a sentence for the user, when the text is not EDTF or the calendar has no such date.
    """
    text = " ".join(text.split())  # an error is one line
    if text.startswith("[") and text.endswith("]"):
        if ".." not in text:
            listed = [_parse_date(part.strip()) for part in text[1:-1].split(",")]
            ends = (min(listed, key=lambda date: date.earliest), max(listed, key=lambda date: date.latest))
            return Edtf(Kind.ONE_OF, *ends)
        parts, kind = text[1:-1].split(".."), Kind.ONE_OF
    elif "/" in text:
        parts, kind = text.split("/"), Kind.INTERVAL
        parts = ["" if part == ".." else part for part in parts]
    else:
        date = _parse_date(text)
        return Edtf(Kind.DATE, date, date)
    if _WITH_SLASHES.fullmatch(text):
        raise EDTFError(_NO_DATE.format(text))
    if len(parts) != 2 or not any(parts):
        raise EDTFError(f"“{text}” does not have one beginning and one end; a day is written 2020-01-03")
    first, last = (_parse_date(part.strip()) if part else None for part in parts)
    if first and last and first.earliest > last.latest:
        raise EDTFError(f"“{text}” ends before it begins")
    return Edtf(kind, first, last)


def without_time(text: str) -> str:
    """Return an EDTF string to the day: without the times of day of its dates."""
    return _TIME.sub("", text)


def year_of(text: str) -> int:
    """Return the year of the first day that an EDTF string may speak of, or else of the last."""
    date = parse(text)
    end = date.first or date.last
    assert end is not None
    return end.year


def sort_key(text: str) -> tuple[float, float, str]:
    """Order EDTF strings by their first day; of equal first days the finer date comes first."""
    date = parse(text)
    first = float("-inf") if date.earliest is None else float(date.earliest)
    last = float("inf") if date.latest is None else float(date.latest)
    return first, last, text
