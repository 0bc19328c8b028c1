"""What narrows down a publication date: a range of days with its reason."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from timeline.times import edtf

__all__ = ["SAME", "Clue", "from_edtf", "narrow"]
SAME = 3  # days by which two means may differ without a word: a wire story is printed the next day


@dataclass(frozen=True, slots=True)
class Clue:
    """The publication lies between two days (day numbers, both included); an unknown end is None."""

    first: int | None
    last: int | None
    because: tuple[str, ...]

    @property
    def window(self) -> tuple[int, int] | None:
        """Both ends, if both are known."""
        return (self.first, self.last) if self.first is not None and self.last is not None else None

    @property
    def days(self) -> float:
        """How many days it leaves."""
        return self.last - self.first + 1 if self.first is not None and self.last is not None else math.inf

    @property
    def is_day(self) -> bool:
        """Whether it leaves one day."""
        return self.first is not None and self.first == self.last

    def distance(self, other: "Clue") -> int:
        """Return the number of days between two clues; 0 when they have a day in common."""
        gaps = [0]
        if self.first is not None and other.last is not None:
            gaps.append(self.first - other.last)
        if other.first is not None and self.last is not None:
            gaps.append(other.first - self.last)
        return max(gaps)

    def within(self, other: "Clue") -> "Clue":
        """Return the days of this clue that the other allows as well; they must have one in common.

        The other's reason is added when it takes a day away.
        """
        first = max((end for end in (self.first, other.first) if end is not None), default=None)
        last = min((end for end in (self.last, other.last) if end is not None), default=None)
        if (first, last) == (self.first, self.last):
            return self
        return Clue(
            first, last, (*self.because, *(step for step in other.because if step not in self.because))
        )

    def __str__(self) -> str:
        """Return the days in EDTF."""
        first, last = (None if end is None else edtf.from_day_number(end) for end in (self.first, self.last))
        return str(first) if self.is_day else f"[{first or ''}..{last or ''}]"


def from_edtf(date: str, because: Iterable[str]) -> Clue:
    """Return the days of an EDTF date as a clue."""
    parsed = edtf.parse(date)
    return Clue(parsed.earliest, parsed.latest, tuple(because))


def narrow(clues: Iterable[Clue]) -> tuple[Clue | None, list[Clue]]:
    """Return the days that all clues allow, and the clues that contradict earlier ones and were left out.

    None when the clues do not give both a first and a last day.
    """
    result: Clue | None = None
    contradicting: list[Clue] = []
    # Ranges before bounds with an open end, each in the order of trust in which they came.
    for clue in sorted(clues, key=lambda clue: clue.window is None):
        if result is None:
            result = clue
        elif result.distance(clue):
            contradicting.append(clue)
        else:
            result = result.within(clue)
    return (result if result and result.window else None), contradicting
