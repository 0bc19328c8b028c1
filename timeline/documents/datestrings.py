"""Isolated date strings, as front matter and web pages hold them → EDTF."""

import re
from email.utils import parsedate

from timeline.times import edtf, parse_date

__all__ = ["BadDateError", "as_day_or_range", "day_or_range", "parse_published"]

_ISO = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?=$|[T\s])", re.ASCII)
_MAIL = re.compile(r"(?:[A-Za-z]{3},\s*)?\d{1,2}\s+[A-Za-z]{3}\s+\d{4}\s+\d\d:\d\d", re.ASCII)
_NUMERIC = re.compile(r"\s*(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*\d{4}\b", re.ASCII)


class BadDateError(ValueError):
    """The string is no usable date. Its text is a phrase for the user."""


def parse_published(value: str, language: str = "en") -> str:
    """Return the EDTF day, or range of days, that a publication date written by a person or a program means.

    Takes EDTF (`2022-01-02`, `2022-01`), ISO 8601 and the dates of mails with a time of day (the day as
    written, whatever the time zone), and dates in words ("3 March 2021").

    Raises:
        BadDateError: when it is no date, not one of the calendar, or could be two ("03/04/2021").
    """
    value = value.strip()
    if _MAIL.match(value) and (parts := parsedate(value)):
        value = "{:04}-{:02}-{:02}".format(*parts)
    iso = _ISO.match(value)
    if iso:
        value = "-".join(iso.groups())
    try:
        return as_day_or_range(edtf.parse(value))
    except edtf.EDTFError as error:
        if iso:
            raise BadDateError(str(error)) from error
    numeric = _NUMERIC.match(value)
    if (
        numeric
        and language == "en"
        and numeric[1] != numeric[2]
        and max(int(numeric[1]), int(numeric[2])) <= 12
    ):
        raise BadDateError(f"“{value}” could be two dates; write it as YYYY-MM-DD")
    found = parse_date(value, [language])
    if found is None:
        raise BadDateError(f"“{value}” is not a date of the calendar; write it as YYYY-MM-DD")
    return as_day_or_range(edtf.parse(found))


def as_day_or_range(date: edtf.Edtf) -> str:
    """Return a date as a publication date is kept: a day, or one day of a range (`[2022-01-01..2022-01-31]`).

    Raises:
        BadDateError: when an end is open.
    """
    if date.earliest is None or date.latest is None:
        raise BadDateError(f"“{date}” has an open end")
    return day_or_range(date.earliest, date.latest)


def day_or_range(first: int, last: int) -> str:
    """Return the EDTF of one day from `first` to `last` (day numbers)."""
    begin, end = edtf.from_day_number(first), edtf.from_day_number(last)
    return str(begin) if first == last else f"[{begin}..{end}]"
