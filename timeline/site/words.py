"""Dates in words: what an EDTF string says, as a newspaper would print it, never finer than it is.

In the language of `timeline.site.language`.
"""

import re
from collections.abc import Sequence

from timeline.site.language import DEFAULT, in_language, language
from timeline.times.edtf import (
    CalendarDate,
    Edtf,
    EDTFError,
    Kind,
    Precision,
    days_in_month,
    from_day_number,
    parse,
    sort_key,
)

__all__ = [
    "alternatives_in_words",
    "count_in_words",
    "in_words",
    "months_in_words",
    "spell_out",
    "steps_in_words",
]

_QUALIFIERS = {"~": ("about",), "?": ("possibly",), "%": ("about", "possibly")}
_CENTURY_YEARS = 100
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))

_Thirds = dict[tuple[int | None, int | None], str]
# One part of three of a month (days) or of a year (months), as “early”, “mid” and “late” are understood.
_THIRDS_OF_MONTH: _Thirds = {(1, 10): "early", (11, 20): "mid", (21, None): "late"}
_THIRDS_OF_YEAR: _Thirds = {(1, 4): "early", (5, 8): "mid", (9, 12): "late"}
_THIRDS_OF_DECADE: _Thirds = {(0, 3): "early", (4, 6): "mid", (7, 9): "late"}


def in_words(edtf: str, disputed: Sequence[str] = ()) -> str:
    """Return a date in words, as in “early January 2020” or “since 8 January 2020”.

    `disputed` holds the other dates that sources give, as EDTF; all are then named, in the order of time.

    Raises:
        timeline.times.edtf.EDTFError: when a string is not EDTF.
    """
    if disputed:
        return _say("disputed", alternatives_in_words(edtf, disputed))
    return _value(parse(edtf))


def alternatives_in_words(edtf: str, disputed: Sequence[str]) -> str:
    """Return all dates that sources give, in the order of time: “7 or 8 January 2020”."""
    dates = sorted({edtf, *disputed}, key=sort_key)
    return _join([_value(parse(date)) for date in dates], "or")


def months_in_words(first: CalendarDate, last: CalendarDate) -> str:
    """Return a period to the month, coarser where its ends are: “December 2019 to January 2022”."""
    names = [
        _unqualified(CalendarDate(end.year, end.month) if end.precision >= Precision.MONTH else end)
        for end in (first, last)
    ]
    return names[0] if names[0] == names[1] else _join(names, "to")


def count_in_words(count: int) -> str:
    """Return a count as words up to twenty, as digits beyond."""
    return language().number(count, spelled=True)


_ONLY_QUOTED = re.compile(r"“[^”]*”")

# EDTF inside a step of reasoning; a quotation before it is matched first, so that it stays verbatim.
_EDTF_IN_TEXT = re.compile(
    r"“[^”]*”|(?<![\w-])(?:\[(?:[\d~?%-]*)\.\.(?:[\d~?%-]*)\]|(?:\d{4}|\.\.)/(?:\.\.|\d{4}[\d-]*)"
    r"|\d{4}-\d\d(?:-\d\d)?[~?%]?(?:/(?:\.\.|\d{4}-[\d-]+))?)(?![\w-])"
)


def spell_out(text: str) -> str:
    """Return a step of reasoning with its dates in words; what stands in “quotation marks” stays as it is.

    Steps are written in English, so their dates are in English, too.
    """

    def replace(match: re.Match[str]) -> str:
        try:
            return match[0] if match[0].startswith("“") else in_words(match[0])
        except EDTFError:
            return match[0]

    with in_language(DEFAULT):
        return _EDTF_IN_TEXT.sub(replace, text)


# “2021-03-05 - 2 days = …”: a hyphen with white space around it, before a count; quotations are left alone.
_MINUS = re.compile(r"“[^”]*”| - (?=(?:\d[\d.,]*|several) \w+ = )")


def steps_in_words(steps: Sequence[str]) -> list[str]:
    """Return the steps of a reasoning as sentences: arithmetic with its sign, no line that is only a value.

    A bare outcome (“= 2021-03-05”) joins the step that it follows from, a bare quotation is introduced.
    """
    sentences: list[str] = []
    for step in steps:
        text = spell_out(_MINUS.sub(lambda found: " − " if found[0] == " - " else found[0], step.strip()))
        if text.startswith("= "):
            if sentences:
                sentences[-1] += f", which gives {text[2:]}"
                continue
            text = f"this gives {text[2:]}"
        elif _ONLY_QUOTED.fullmatch(text):
            text = f"the text says {text}"
        sentences.append(text)
    return sentences


def _value(value: Edtf) -> str:
    if value.kind is Kind.ONE_OF:
        return _one_of(value)
    first, last = value.first, value.last
    if first is None and last is not None:
        return _say("until", _date(last))
    if last is None and first is not None:
        return _say("since", _date(first))
    assert first is not None and last is not None  # parse() refuses a value without any end
    return (
        _date(first) if value.kind is Kind.DATE or first == last else _join([_date(first), _date(last)], "to")
    )


def _one_of(value: Edtf) -> str:
    if value.first is None or value.last is None:
        return _one_of_open(value)
    first, last = _widest(value.first, value.last)
    if first == last:
        return _date(first)
    part = _part(first, last)
    if part:
        return part
    neighbours = first.precision is last.precision and first.latest + 1 == last.earliest
    joined = _join([_date(first), _date(last)], "or" if neighbours else "and")
    return joined if neighbours else _say("between", joined)


def _one_of_open(value: Edtf) -> str:
    if value.last is not None:
        following = from_day_number(value.last.latest + 1)
        if value.last.precision <= Precision.YEAR:
            return _say("before", _date(CalendarDate(following.year)))
        if following.day == 1:
            return _say("before", _date(CalendarDate(following.year, following.month)))
        return _say("before", _date(following))
    assert value.first is not None
    return _say("or_later", _date(value.first))


def _widest(first: CalendarDate, last: CalendarDate) -> tuple[CalendarDate, CalendarDate]:
    """Name whole months by their name rather than by their first and last day, and whole years likewise."""
    if first.qualifier or last.qualifier or first.unspecified or last.unspecified:
        return first, last
    if first.day == 1 and last.day and last.month and last.day == days_in_month(last.year, last.month):
        first, last = CalendarDate(first.year, first.month), CalendarDate(last.year, last.month)
    if first.month == 1 and last.month == 12 and not first.day and not last.day:
        first, last = CalendarDate(first.year), CalendarDate(last.year)
    return first, last


def _part(first: CalendarDate, last: CalendarDate) -> str | None:
    """Return “early January 2020” and the like when the dates bound a third of a month, year or decade."""
    if first.qualifier or last.qualifier:
        return None
    if first.precision is last.precision is Precision.DAY and (first.year, first.month) == (
        last.year,
        last.month,
    ):
        assert first.month is not None
        end = None if last.day == days_in_month(first.year, first.month) else last.day
        word = _THIRDS_OF_MONTH.get((first.day, end))
        return word and _say(word, _date(CalendarDate(first.year, first.month)))
    if first.precision is last.precision is Precision.MONTH and first.year == last.year:
        word = _THIRDS_OF_YEAR.get((first.month, last.month))
        return word and _say(word, _year(first.year))
    if first.precision is last.precision is Precision.YEAR and first.year // 10 == last.year // 10:
        word = _THIRDS_OF_DECADE.get((first.year % 10, last.year % 10))
        return word and _say(word, _date(CalendarDate(first.year // 10 * 10, unspecified=1)))
    return None


def _say(key: str, date: str) -> str:
    return str(language().dates[key]).format(date=date)


def _date(date: CalendarDate) -> str:
    words = _unqualified(date)
    for key in _QUALIFIERS.get(date.qualifier, ()):
        words = _say(key, words)
    return words


def _unqualified(date: CalendarDate) -> str:
    said = language().dates
    year, month = _year(date.year), date.month
    match date.precision:
        case Precision.CENTURY:
            century = date.year // _CENTURY_YEARS + 1
            return str(said["century"]).format(ordinal=_ordinal(century), roman=_roman(century))
        case Precision.DECADE:
            return str(said["decade"]).format(year=year)
        case Precision.YEAR:
            return year
    assert month is not None
    match date.precision:
        case Precision.HALF:
            return str(said["halves"][month - 40]).format(year=year)
        case Precision.QUARTER:
            return str(said["quarters"][month - 33]).format(year=year)
        case Precision.SEASON:
            years = sorted({from_day_number(day).year for day in (date.earliest, date.latest)})
            name = said["seasons"][(month - 21) % 4]
            later = "" if len(years) == 1 else f"–{years[1] % 100:02}"
            return f"{name}{said['between_month_and_year']}{year}{later}"
    name = language().months[month]
    if date.day is not None:
        name = str(said["day_before_month"]).format(day=date.day, month=name)
    text = f"{name}{said['between_month_and_year']}{year}"
    time = f", {date.time.removesuffix('Z')}" if date.time else ""
    return f"{text}{time}" + (" UTC" if date.time and date.time.endswith("Z") else "")


def _year(year: int) -> str:
    said = language().dates
    if year <= 0:
        return str(said["before_our_era"]).format(year=1 - year)
    return str(said["first_millennium"]).format(year=year) if year < 1000 else str(year)


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _roman(number: int) -> str:
    text = ""
    for value, digits in _ROMAN:
        text += digits * (number // value)
        number %= value
    return text


def _join(texts: list[str], word: str) -> str:
    """Join dates by “to”, “and” or “or”, and say what they end with only once: “3 to 8 January 2020”."""
    words = [text.split() for text in texts]
    shared = 0
    plain = len({len(part) for part in words}) == 1  # “8 January or February” would say something else
    while plain and shared < len(words[0]) - 1 and len({part[-1 - shared] for part in words}) == 1:
        shared += 1
    heads = [" ".join(part[: len(part) - shared]) for part in words[:-1]]
    return f"{', '.join(heads)} {language().dates[word]} {' '.join(words[-1])}"
