"""Dates of other programs → EDTF."""

import re
from collections.abc import Iterable

from timeline.times import edtf, parse_date

__all__ = ["NoDateError", "calendar_date", "in_words_or_numbers", "is_day_first", "span", "time_of_day"]

_NUMERIC = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)
_CLOCK = re.compile(r"(\d{1,2})[:.]?(\d\d)?(?:[:.](\d\d))?(?:[:.]\d+)?\s*([ap])?\.?(?:m\.?)?", re.IGNORECASE)


class NoDateError(ValueError):
    """No date can be made of it. Its text is a phrase for the user."""


def calendar_date(
    year: int, month: int | None = None, day: int | None = None, time: str | None = None
) -> str:
    """Return a date as EDTF. The year counts as historians do: -44 is 44 BC, and there is no year 0.

    Raises:
        NoDateError: when the calendar has no such date.
    """
    if year == 0:
        raise NoDateError("there is no year 0; write -1 for 1 BC")
    number = year if year > 0 else year + 1
    text = f"Y{number}" if abs(number) > 9999 else f"-{-number:04}" if number < 0 else f"{number:04}"
    if month is not None:
        text += f"-{month:02}"
        if day is not None:
            text += f"-{day:02}" + (f"T{time}" if time else "")
    return _checked(text)


def span(first: str, last: str | None) -> str:
    """Return the EDTF from one date to another, or the first where both are the same or there is no other.

    Raises:
        NoDateError: when it ends before it begins.
    """
    return _checked(first if last in (None, "", first) else f"{first}/{last}")


def in_words_or_numbers(text: str, *, day_first: bool | None = None) -> str:
    """Return the EDTF of a date as people write it: EDTF, ISO 8601, “3 May 2020”, “c. 1850”, “3.5.2020”.

    Args:
        text: the date.
        day_first: how to read “03/04/2020”; None when nobody knows.

    Raises:
        NoDateError: when it is none, or can be read in two ways.
    """
    text = " ".join(text.split())
    numeric = _NUMERIC.fullmatch(text)
    if numeric:
        one, two, year = map(int, numeric.groups())
        if one <= 12 and two <= 12 and one != two and day_first is None:
            raise NoDateError(f"“{text}” can be read in two ways; write it as {year}-{two:02}-{one:02} or so")
        is_day = one > 12 if day_first is None or max(one, two) > 12 else day_first
        return calendar_date(year, *((two, one) if is_day else (one, two)))
    found = parse_date(text)
    if found is None:
        raise NoDateError(f"“{text}” is no date that can be read; write it as 2020-05-03")
    return found


def is_day_first(cells: Iterable[str]) -> bool | None:
    """Return whether a column has the day before the month; None when its dates do not tell, or differ."""
    orders = set()
    for cell in cells:
        for part in cell.split("/") if cell.count("/") == 1 else [cell]:
            numeric = _NUMERIC.fullmatch(part.strip())
            if numeric and max(int(numeric[1]), int(numeric[2])) > 12:
                orders.add(int(numeric[1]) > 12)
    return orders.pop() if len(orders) == 1 else None


def time_of_day(text: str) -> str:
    """Return “2:30 pm” as “14:30”.

    Raises:
        NoDateError: when it is no time.
    """
    match = _CLOCK.fullmatch(text.strip())
    hour = int(match[1]) if match else 24
    if match and match[4]:
        hour = hour % 12 + (12 if match[4].lower() == "p" else 0)
    if not match or hour > 23 or int(match[2] or 0) > 59 or int(match[3] or 0) > 59:
        raise NoDateError(f"“{text}” is no time of day")
    return f"{hour:02}:{match[2] or '00'}" + (f":{match[3]}" if match[3] else "")


def _checked(text: str) -> str:
    try:
        edtf.parse(text)
    except edtf.EDTFError as error:
        raise NoDateError(str(error)) from error
    return text
