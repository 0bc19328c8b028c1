"""A long story cut into parts that a page can hold: centuries, decades, years, months, pieces of a month."""

import math
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any

from timeline.site.language import language
from timeline.site.story import Dated, Story, unique
from timeline.site.words import in_words, months_in_words
from timeline.times.calendar import MAX_YEAR
from timeline.times.edtf import CalendarDate, from_day_number

__all__ = ["MOST_IN_PART", "MOST_ON_PAGE", "Part", "cut", "parts_of"]

# A page of more events than this is slow to lay out, to search in and to print.
MOST_ON_PAGE = 1000
MOST_IN_PART = 300


@dataclass(frozen=True, slots=True)
class Part:
    """The events of one page, by their numbers in the story: from `first` up to and without `end`."""

    name: str  # in the address: “1850s”, “2004”, “2004-03”, “2004-03-17”
    label: str  # for readers: “1850s”, “2004”, “March 2004”, “17 to 31 March 2004”
    first: int
    end: int
    year: str | None = None  # of a month or a piece of one

    def __len__(self) -> int:
        return self.end - self.first


# From coarse to fine: what the events of a part have in common.
_LEVELS: tuple[Callable[[CalendarDate], Hashable], ...] = (
    lambda day: day.year // 100,
    lambda day: day.year // 10,
    lambda day: day.year,
    lambda day: (day.year, day.month),
)
_CENTURY, _DECADE, _YEAR, _MONTH, _PIECE = range(5)


def parts_of(story: Story) -> list[Part]:
    """Return the parts of a story, in the order of time; each event is in one of them."""
    return _parts_of(story, language().code)


@lru_cache(maxsize=4)
def _parts_of(story: Story, _language: str) -> list[Part]:
    return cut(story.events)


def cut(events: Sequence[Dated], most: int = MOST_IN_PART) -> list[Part]:
    """Return the parts that some events in the order of time make.

    A stretch of time is one part when it holds at most so many events, and is otherwise cut into the next
    smaller ones, so that an address changes only when its own stretch grows beyond that.
    """
    used: set[str] = set()
    return [
        Part(unique(name, used), label, first, end, year)
        for name, label, first, end, year in _cut(events, most, 0, 0)
    ]


def _cut(events: Sequence[Dated], most: int, level: int, offset: int) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = []
    pieces = (
        _pieces(events, most)
        if level == _PIECE
        else [list(group) for _, group in groupby(events, key=lambda one: _LEVELS[level](_day(one)))]
    )
    for piece in pieces:
        if len(piece) <= most:
            found.append((*_called(piece, level), offset, offset + len(piece), _year_of(piece, level)))
        else:
            found += _cut(piece, most, level + 1, offset)
        offset += len(piece)
    return found


def _pieces(events: Sequence[Dated], most: int) -> list[list[Dated]]:
    """Cut a month into pieces of about the same size, between its days where that is possible."""
    fair = math.ceil(len(events) / math.ceil(len(events) / most))
    pieces: list[list[Dated]] = [[]]
    for _, group in groupby(events, key=lambda one: one.place_in_time):
        day = list(group)
        if pieces[-1] and (len(pieces[-1]) >= fair or len(pieces[-1]) + len(day) > most):
            pieces.append([])
        pieces[-1] += day
    return [piece[at : at + most] for piece in pieces for at in range(0, len(piece), most)]


def _day(one: Dated) -> CalendarDate:
    return from_day_number(int(one.place_in_time))


def _called(events: Sequence[Dated], level: int) -> tuple[str, str]:
    """Return a part's name, which is the same in every language, and its label."""
    first, last = _day(events[0]), _day(events[-1])
    if not 0 < first.year <= MAX_YEAR:  # EDTF has no decades there
        label = months_in_words(CalendarDate(first.year), CalendarDate(last.year))
        years = "-".join(
            dict.fromkeys(str(day.year if day.year > 0 else 1 - day.year) for day in (first, last))
        )
        return years if first.year > 0 else f"{years}-bc", label
    if level == _PIECE:
        name = str(first)
        return name, in_words(name if first == last else f"{first}/{last}")
    if level in (_CENTURY, _DECADE):
        size = 100 if level == _CENTURY else 10
        begin = first.year // size * size
        label = in_words(str(CalendarDate(begin, unspecified=2 - level)))
        return f"{begin:04}-{begin + 99:04}" if level == _CENTURY else f"{begin:04}s", label
    name = str(CalendarDate(first.year, first.month if level == _MONTH else None))
    return name, in_words(name)


def _year_of(events: Sequence[Dated], level: int) -> str | None:
    return in_words(str(CalendarDate(_day(events[0]).year))) if level >= _MONTH else None
