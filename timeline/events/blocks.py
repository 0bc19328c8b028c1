"""An index by time and words, so that a mention is compared only with what may tell the same.

This is the blocking of record linkage (Christen, "Data Matching", 2012, ch. 4): what shares none of its
rarest words, or lies in another time, is never compared.
"""

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache

from timeline.times import edtf

__all__ = ["Blocks", "Touched", "week_of"]

_FINE, _COARSE = 16, 400  # days: what is dated within them stands in blocks of a week, of a month
_WEEK, _CENTURY = 7, 100
_MOST_SEEN, _MOST_RETURNED = 400, 20  # entries of the blocks, and groups, for one mention

Days = tuple[float, float]
Period = tuple[str, int]  # level, and number of the week, month or year
Block = tuple[Period, str]  # with a word


class Blocks:
    """Numbers of groups, found by the days in which they may lie and by words."""

    def __init__(self) -> None:
        # Of each level what is dated as finely as that, and what is dated more finely.
        self._own: dict[Block, dict[int, None]] = defaultdict(dict)
        self._finer: dict[Block, dict[int, None]] = defaultdict(dict)
        self._waiting: dict[str, list[tuple[int, Days]]] = defaultdict(list)  # until the word is asked for

    def add(self, group: int, days: Days, words: Sequence[str]) -> None:
        """Enter a group that tells something within these days in these words."""
        for word in words:
            self._waiting[word].append((group, days))

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
        for group, days in self._waiting.pop(word):
            own, *coarser = _periods(days)
            for period in own:
                self._own[period, word][group] = None
            for period in itertools.chain(*coarser):
                self._finer[period, word][group] = None

    def _seen(self, days: Days, words: Sequence[str]) -> Iterator[int]:
        own, *coarser = _periods(days)
        for word in words:
            for period in own:
                yield from self._own.get((period, word), ())
                yield from self._finer.get((period, word), ())
            for period in itertools.chain(*coarser):
                yield from self._own.get((period, word), ())


class Touched:
    """Blocks in which something is another than it was in an earlier run."""

    def __init__(self) -> None:
        self._own: set[Block] = set()
        self._finer: set[Block] = set()
        self._words: set[str] = set()

    def add(self, days: Days, words: Sequence[str]) -> None:
        """Note that what stands in these days and words has changed."""
        own, *coarser = _periods(days)
        self._words.update(words)
        self._own.update(itertools.product(own, words))
        self._finer.update(itertools.product(itertools.chain(*coarser), words))

    def meets(self, days: Days, words: Sequence[str]) -> bool:
        """Return whether a change can be seen by what asks `Blocks.near` for these days and words."""
        if self._words.isdisjoint(words):
            return False
        own, *coarser = _periods(days)
        here = set(itertools.product(own, words))
        return not (
            self._own.isdisjoint(here)
            and self._finer.isdisjoint(here)
            and self._own.isdisjoint(itertools.product(itertools.chain(*coarser), words))
        )


def week_of(days: Days) -> int:
    """Return the number of the week in which the first day lies."""
    return int(days[0]) // _WEEK


@lru_cache(maxsize=10_000)
def _periods(days: Days) -> list[list[Period]]:
    """Return the weeks, months and years that these days lie in, without what is shorter than they."""
    first, last = days
    if abs(first) == abs(last) == float("inf"):
        return [[]]
    width = last - first
    first = max(first, last - 366 * _CENTURY)  # of an open or endless time its known end
    last = min(last, first + 366 * _CENTURY)
    start, end = edtf.from_day_number(int(first)), edtf.from_day_number(int(last))
    numbers = {
        "week": range(int(first) // _WEEK, int(last) // _WEEK + 1),
        "month": range(start.year * 12 + (start.month or 1), end.year * 12 + (end.month or 1) + 1),
        "year": range(start.year, end.year + 1),
    }
    levels = list(numbers)[(width > _FINE) + (width > _COARSE) :]
    return [[(level, number) for number in numbers[level]] for level in levels]
