"""An index by time and words, so that a mention is compared only with what may tell the same.

This is the blocking of record linkage (Christen, "Data Matching", 2012, ch. 4): what shares none of its
rarest words, or lies in another time, is never compared.
"""

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from timeline.times import edtf

__all__ = ["Blocks", "Touched", "month_of", "year_of"]

_FINE, _COARSE = 16, 400  # days: what is dated within them stands in blocks of a week, of a month
_WEEK, _CENTURY = 7, 100
_WEEKS = 5  # that a month has at most; the first begins with its first day, so that none lies in two months
_MOST_SEEN, _MOST_RETURNED = 400, 20  # entries of the blocks, and groups, for one mention

Days = tuple[float, float]
Period = tuple[str, int]  # level, and number of the week, month or year; below a level what is dated finer


class _Periods(NamedTuple):
    """Where something stands that is dated to some days: those of its own level first."""

    own: list[Period]
    below: list[Period]  # what is dated more finely than these
    coarser: list[Period]
    below_coarser: list[Period]


class Blocks:
    """Numbers of groups, found by the days in which they may lie and by words."""

    def __init__(self) -> None:
        # By words; a period holds one group, or several in the order of entering.
        self._groups: dict[str, dict[Period, int | dict[int, None]]] = {}
        # Groups and days in turn, until their word is asked for.
        self._waiting: dict[str, list[Any]] = defaultdict(list)

    def add(self, group: int, days: Days, words: Sequence[str]) -> None:
        """Enter a group that tells something within these days in these words."""
        for word in words:
            self._waiting[word] += (group, days)

    def near(self, days: Days, words: Sequence[str]) -> list[int]:
        """Return the groups of about the same time that share a word, those that share most words first.

        However many there are, a few of them are returned, of which the order of entering decides between
        those that share equally many words: all that is entered is the same whatever the order of the files.
        """
        for word in words:
            if word in self._waiting:
                self._enter(word)
        seen = Counter(itertools.islice(self._seen(days, words), _MOST_SEEN))
        return [group for group, _ in seen.most_common(_MOST_RETURNED)]

    def _enter(self, word: str) -> None:
        groups = self._groups.setdefault(word, {})
        waiting = self._waiting.pop(word)
        for group, days in zip(waiting[::2], waiting[1::2], strict=True):
            periods = _periods(days)
            for period in (*periods.own, *periods.below_coarser):
                there = groups.setdefault(period, group)
                if isinstance(there, dict):
                    there[group] = None
                elif there != group:
                    groups[period] = {there: None, group: None}

    def _seen(self, days: Days, words: Sequence[str]) -> Iterator[int]:
        periods = _periods(days)
        asked = [*itertools.chain(*zip(periods.own, periods.below, strict=True)), *periods.coarser]
        for word in words:
            groups = self._groups.get(word)
            if groups:
                for period in asked:
                    there = groups.get(period)
                    if isinstance(there, dict):
                        yield from there
                    elif there is not None:
                        yield there


class Touched:
    """Blocks in which something is another than it was in an earlier run."""

    def __init__(self) -> None:
        self._blocks: set[tuple[Period, str]] = set()
        self._words: set[str] = set()
        self._periods: set[Period] = set()

    def __len__(self) -> int:
        return len(self._blocks)

    def add(self, days: Days, words: Sequence[str]) -> None:
        """Note that what stands in these days and words has changed."""
        periods = _periods(days)
        there = (*periods.own, *periods.below_coarser)
        self._words.update(words)
        self._periods.update(there)
        self._blocks.update(itertools.product(there, words))

    def meets(self, days: Days, words: Sequence[str]) -> bool:
        """Return whether a change can be seen by what asks `Blocks.near` for these days and words."""
        if self._words.isdisjoint(words):
            return False
        periods = _periods(days)
        return not self._blocks.isdisjoint(itertools.product(_asked(periods), words))

    def meets_days(self, days: Days) -> bool:
        """Return whether anything has changed about these days, in whatever words."""
        return not self._periods.isdisjoint(_asked(_periods(days)))


def month_of(days: Days) -> int:
    """Return the number of the month in which the first day lies."""
    date = edtf.from_day_number(int(days[0]))
    return date.year * 12 + (date.month or 1)


def year_of(days: Days) -> int:
    """Return the year in which the first day lies."""
    return edtf.from_day_number(int(days[0])).year


def _week_of(day: int) -> int:
    return month_of((day, day)) * _WEEKS + ((edtf.from_day_number(day).day or 1) - 1) // _WEEK


@lru_cache(maxsize=50_000)
def _periods(days: Days) -> _Periods:
    """Return the weeks, months and years that these days lie in, without what is shorter than they."""
    first, last = days
    if abs(first) == abs(last) == float("inf"):
        return _Periods([], [], [], [])
    width = last - first
    first = max(first, last - 366 * _CENTURY)  # of an open or endless time its known end
    last = min(last, first + 366 * _CENTURY)
    fine = range(int(first), int(last) + 1) if width <= _FINE else ()
    numbers = {
        "week": dict.fromkeys(map(_week_of, fine)),
        "month": range(month_of((first, first)), month_of((last, last)) + 1),
        "year": range(year_of((first, first)), year_of((last, last)) + 1),
    }
    levels = list(numbers)[(width > _FINE) + (width > _COARSE) :]
    own, *coarser = [[(level, number) for number in numbers[level]] for level in levels]
    others = list(itertools.chain(*coarser))
    return _Periods(own, _below(own), others, _below(others))


def _asked(periods: _Periods) -> tuple[Period, ...]:
    return (*periods.own, *periods.below, *periods.coarser)


def _below(periods: Sequence[Period]) -> list[Period]:
    return [(f"below {level}", number) for level, number in periods]
