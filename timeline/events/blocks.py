"""An index by time and words, so that a mention is compared only with what may tell the same.

This is the blocking of record linkage (Christen, "Data Matching", 2012, ch. 4): what shares none of its
rarest words, or lies in another time, is never compared.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice

from timeline.times import edtf

__all__ = ["Blocks"]

_FINE, _COARSE = 16, 400  # days: what is dated within them stands in blocks of a week, of a month
_WEEK, _CENTURY = 7, 100
_MOST_SEEN = 60  # entries of the blocks that are looked at for one mention

Days = tuple[float, float]
Block = tuple[str, int, str]  # level, number of the week, month or year, word


class Blocks:
    """Numbers of groups, found by the days in which they may lie and by words."""

    def __init__(self) -> None:
        # Of each level what is dated as finely as that, and what is dated more finely.
        self._own: dict[Block, dict[int, None]] = defaultdict(dict)
        self._finer: dict[Block, dict[int, None]] = defaultdict(dict)

    def add(self, group: int, days: Days, words: Sequence[str]) -> None:
        """Enter a group that tells something within these days in these words."""
        level, *coarser = _levels(days)
        for block in _blocks(level, days, words):
            self._own[block][group] = None
        for above in coarser:
            for block in _blocks(above, days, words):
                self._finer[block][group] = None

    def near(self, days: Days, words: Sequence[str]) -> list[int]:
        """Return the groups of about the same time that share one of the words, the first words first."""
        return list(dict.fromkeys(islice(self._seen(days, words), _MOST_SEEN)))

    def _seen(self, days: Days, words: Sequence[str]) -> Iterator[int]:
        level, *coarser = _levels(days)
        for word in words:
            for block in _blocks(level, days, [word]):
                yield from self._own.get(block, ())
                yield from self._finer.get(block, ())
            for above in coarser:
                for block in _blocks(above, days, [word]):
                    yield from self._own.get(block, ())


def _levels(days: Days) -> list[str]:
    """Return the level of a date, and those above it."""
    width = days[1] - days[0]
    levels = ["week", "month", "year"]
    return levels[(width > _FINE) + (width > _COARSE) :]


def _blocks(level: str, days: Days, words: Sequence[str]) -> list[Block]:
    first, last = days
    if abs(first) == abs(last) == float("inf"):
        return []
    first = max(first, last - 366 * _CENTURY)  # of an open or endless time its known end
    last = min(last, first + 366 * _CENTURY)
    if level == "week":
        units = range(int(first) // _WEEK, int(last) // _WEEK + 1)
    else:
        start, end = edtf.from_day_number(int(first)), edtf.from_day_number(int(last))
        units = range(start.year, end.year + 1)
        if level == "month":
            units = range(start.year * 12 + (start.month or 1), end.year * 12 + (end.month or 1) + 1)
    return [(level, unit, word) for unit in units for word in words]
