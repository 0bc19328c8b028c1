"""The date line: where a newspaper says from where and of which day an article is.

Known shapes, at the beginning of one of the first lines:

    Springfield, March 3 (Agency)--     SPRINGFIELD, 3 March 2011 —     SPRINGFIELD (Agency) — March 3, 2011 —
    March 3, 2011                       Published: 3 March 2021         By Jane Roe | Sunday 3 March 2021
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from timeline.documents.lines import Line, without_markup
from timeline.times import edtf
from timeline.times.language import available, load

__all__ = [
    "DateLine",
    "PartialDate",
    "alternatives",
    "date_line",
    "dates_in",
    "is_date_only",
    "knows",
    "names_day_after",
    "values",
    "words",
]

_FIRST_LINES, _LAST_LINES = 12, 5
_SHORT = 120  # characters; a line of its own with a date is no longer
_DIGIT = re.compile(r"\d")
_SOME_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_BEFORE_YEAR, _BEHIND_YEAR = 40, 6  # characters of a date
_MANY = 3  # so many lines that begin with a date make a chronology, not a date line


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day named in a text: text[start:end]; the year may be missing."""

    start: int
    end: int
    year: int | None
    month: int
    day: int


@dataclass(frozen=True, slots=True)
class DateLine:
    """The day that an article gives itself."""

    year: int | None
    month: int
    day: int
    quote: str
    start: int  # offset of its line in the text
    updated: bool = False  # it is the day of the last change
    weekday: int | None = None  # 1 is Monday


def knows(language: str) -> bool:
    """Whether there is a vocabulary for the language."""
    return (files("timeline.documents") / "languages" / f"{language}.yml").is_file()


@cache
def words(language: str) -> dict[str, list[str]]:
    """Return the vocabulary of a language (English where there is none)."""
    folder = files("timeline.documents") / "languages"
    file = folder / f"{language}.yml"
    source = (file if file.is_file() else folder / "en.yml").read_text(encoding="utf-8")
    found: dict[str, list[str]] = yaml.load(source, Loader=yaml.BaseLoader)  # "on" stays a word
    return found


_YEAR = r"(?:,?\s*\b(?P<{}>(?:1[5-9]|20)\d\d)\b)?"
_CLOCK = (
    r"\d{1,2}(?:[:.]\d\d(?:[:.]\d\d)?\s*(?:[ap]\.?m\.?)?|\s*[ap]\.?m\.?)"
    r"\s*(?:\(?(?-i:[A-Z]{1,4})(?:[+-]\d{1,2}(?::?\d\d)?)?\b\)?|[+-]\d\d:?\d\d)?"
)
_TIME = rf"(?:[\s,T]*(?:at\s+)?{_CLOCK})?"
_AGENCY = r"\([^()]{2,60}\)|/[^/\s][^/]{1,40}/"
_DASH = r"(?:\s*(?:--+|[—–―_])|\s+-\s)"
_BREAK = r"(?:\s*(?:--+|[—–―_])\s*|\s+-\s*|-\s+|\s*:\s+|\s*$)"
_FULL_STOP = re.compile(r"\d\.\s*$")
_WHOLE = ("alone", "byline", "signed")  # shapes of a whole line, or of a part between strokes
_OPENING = (
    "placed",
    "unbracketed",
    "bracketed",
    "enclosed",
    "agency first",
)  # shapes of the beginning of a paragraph
_MONTH_CLASSES = ("month", "shymonth", "monthabbr")
_WEEKDAY_CLASSES = ("weekday", "weekdayabbr")


@cache
def values(language: str, classes: tuple[str, ...]) -> dict[str, int]:
    """Return lower-case words and their numbers from classes of the tagger's vocabulary of a language."""
    known = load(language if language in available() else "en").values
    return {word.rstrip("."): value for name in classes for word, value in known.get(name, {}).items()}


@cache
def _date_pattern(language: str) -> str:
    month = rf"(?:{alternatives(values(language, _MONTH_CLASSES))}\b\.?)"
    return (
        rf"(?:(?P<m1>{month})\s*(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s*[:.]\d\d){_YEAR.format('y1')}"
        rf"|\b(?P<d2>\d{{1,2}})(?:st|nd|rd|th|\.)?\s*(?P<m2>{month}){_YEAR.format('y2')}"
        r"|\b(?P<y3>(?:1[5-9]|20)\d\d)[-/](?P<m3>\d\d)[-/](?P<d3>\d\d)(?!\d))"
    )


@cache
def _date_regex(language: str) -> re.Pattern[str]:
    return re.compile(_date_pattern(language), re.IGNORECASE)


def dates_in(text: str, language: str = "en") -> Iterator[PartialDate]:
    """Yield the days named in a text by month and day, with or without the year, in order."""
    for match in _date_regex(language).finditer(text):
        date = _partial(match, language)
        if date:
            yield date


def names_day_after(text: str, day: int, language: str = "en") -> bool:
    """Return whether a text names, with its year, a day behind the one with this number.

    It is read only around the years that can be those of such a day.
    """
    year = edtf.from_day_number(day).year
    for match in _SOME_YEAR.finditer(text):
        if int(match[0]) >= year:
            around = text[max(0, match.start() - _BEFORE_YEAR) : match.end() + _BEHIND_YEAR]
            dates = dates_in(around, language)
            if any(each.year and edtf.day_number(each.year, each.month, each.day) > day for each in dates):
                return True
    return False


def _partial(match: re.Match[str], language: str) -> PartialDate | None:
    months, groups = values(language, _MONTH_CLASSES), match.groupdict()
    for i in "123":
        if groups[f"d{i}"]:
            name, year = groups[f"m{i}"].lower().rstrip("."), groups[f"y{i}"]
            month, day = int(name) if name.isdigit() else months[name], int(groups[f"d{i}"])
            # 29 February is a day of some year when the year is missing.
            if not 1 <= month <= 12 or not 1 <= day <= edtf.days_in_month(int(year or 2000), month):
                return None
            return PartialDate(match.start(), match.end(), int(year) if year else None, month, day)
    return None


def alternatives(phrases: Iterable[str]) -> str:
    """Return a pattern that matches any of the phrases."""
    return "(?:" + "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True)) + ")"


@cache
def _patterns(language: str) -> dict[str, re.Pattern[str]]:
    vocabulary = words(language)
    name = r"(?-i:[A-ZÀ-ÖØ-Þ][\w'’.]*)(?:-[\w'’.]+)*"
    particle = rf"(?:{alternatives(vocabulary['particles'])}\b[-'’]?)"
    place = rf"{name}(?:[\s,/-]+(?:{particle}[\s]*)*{name}){{0,7}}"
    weekday = rf"(?:{alternatives(values(language, _WEEKDAY_CLASSES))}\b\.?)"
    date = rf"(?:{weekday},?\s*)?(?P<date>{_date_pattern(language)})"
    updated = rf"(?P<updated>{alternatives(vocabulary['updated'])})"
    label = rf"(?P<label>{alternatives(vocabulary['published'])}|{updated})"
    on = rf"(?:\s+{alternatives(vocabulary['on'])})?\s*"
    end = rf"\s*(?:(?P<agency>{_AGENCY})|(?={_BREAK}))"
    stop = rf"(?P<agency>)(?={_BREAK}|\s*\.?\s*$)"
    return {
        pattern: re.compile(source, re.IGNORECASE)
        for pattern, source in {
            "alone": rf"[\s(\[]*(?:{label}{on}[:\s]\s*)?(?:{_CLOCK},?{on})?{date}{_TIME}[\s)\].]*",
            "byline": rf"{alternatives(vocabulary['by'])}\s.{{2,70}}?[\s,;]\s*{date}{_TIME}\s*",
            "signed": rf"{date}{_TIME},?\s+{alternatives(vocabulary['by'])}\s+{name}(?:\s.{{0,60}})?",
            "placed": rf"{place},?\s*(?:(?:{_AGENCY}),?\s*)?{date}{_TIME}{end}",
            "unbracketed": rf"{place},?\s*{date},?\s+(?P<agency>{name}(?:\s+{name}){{0,2}})(?={_DASH})",
            "bracketed": rf"{place},?\s*\({date}\)(?P<agency>)(?={_DASH})",
            "enclosed": rf"[(\[]{place},?\s*{date}{_TIME}[)\]](?P<agency>)\s",
            "agency first": rf"{place},?\s*(?:{_AGENCY})?{_BREAK}{date}{stop}",
            "between": r"\s*[|·•/]\s+|\s+[–—-]\s+|[,;]\s+(?=[^\W\d_]+(?:\s+[^\W\d_]+)?:?\s+\d)"
            rf"|(?<=\d)(?={alternatives(vocabulary['updated'])}\b)",
            "place last": rf"{date},?\s+{place}{end}",
            "unplaced": rf"{date}{_TIME}{end}",
        }.items()
    }


def is_date_only(text: str, language: str = "en") -> bool:
    """Return whether a line holds nothing but a date (with a label, a weekday, a time of day)."""
    return bool(_patterns(language)["alone"].fullmatch(without_markup(text)))


def date_line(prose: Sequence[Line], language: str = "en") -> DateLine | None:
    """Return the day that the article gives itself in a first line, or with a label in one of the last."""
    patterns = _patterns(language)
    beginnings = (without_markup(line.text[:_SHORT]) for line in prose if _DIGIT.search(line.text, 0, _SHORT))
    dated_lines = sum(bool(patterns["unplaced"].match(beginning)) for beginning in beginnings)
    updated: DateLine | None = None
    for number, line in enumerate(prose):
        first = number < _FIRST_LINES
        if not first and number < len(prose) - _LAST_LINES:
            continue
        if not _DIGIT.search(line.text, 0, 4 * _SHORT):
            continue  # every date has a number
        found = _in_line(line, language, labelled_only=not first, chronology=dated_lines >= _MANY)
        if found and not found.updated:
            return found
        updated = updated or found
    return updated


def _in_line(line: Line, language: str, *, labelled_only: bool, chronology: bool) -> DateLine | None:
    patterns = _patterns(language)
    text = without_markup(line.text[: 4 * _SHORT])
    if len(text) <= _SHORT:
        # “She leaves on Monday, May 11.” is a sentence, and no part of it a date line.
        is_sentence = _FULL_STOP.search(text) and not patterns["byline"].match(text)
        parts = () if is_sentence else patterns["between"].split(text)
        for segment in (text, *parts):
            match = next(filter(None, (patterns[name].fullmatch(segment) for name in _WHOLE)), None)
            labelled = match is not None and match.groupdict().get("label") is not None
            if match and (labelled or not (labelled_only or chronology)):
                return _found(match, line, language, segment.strip("()[] ") if labelled else match["date"])
    if labelled_only:
        return None
    for pattern in _OPENING if chronology else (*_OPENING, "place last", "unplaced"):
        match = patterns[pattern].match(text)
        if match:
            agency = match["agency"]
            return _found(
                match, line, language, f"{match['date'].strip()} {agency}" if agency else match["date"]
            )
    return None


def _found(match: re.Match[str], line: Line, language: str, quote: str) -> DateLine | None:
    date = _partial(match, language)
    if date is None:
        return None
    updated = match.groupdict().get("updated") is not None
    before = without_markup(line.text).partition(match["date"])[0].lower().split()
    weekday = values(language, _WEEKDAY_CLASSES).get(before[-1].strip(",.")) if before else None
    return DateLine(date.year, date.month, date.day, quote.strip(" ,"), line.start, updated, weekday)
