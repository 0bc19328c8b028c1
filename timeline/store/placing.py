"""Where a new entry goes among those that are there, in the order that a person gave them."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

__all__ = ["gap"]


def gap(keys: Sequence[Any], new: Any) -> int:
    """Return how many of the entries stand before the new one.

    In an ordered list that is its place. In one that a person ordered otherwise it is the place where the
    fewest entries stand on the wrong side of it, counted in the direction in which most of the list runs.

    Args:
        keys: what the entries are ordered by.
        new: that of the new entry.

    Returns:
        A number from 0 to the number of entries.

    """
    steps = [a <= b for a, b in pairwise(keys)]
    if all(steps):
        return bisect_right(keys, new)
    ascending = 2 * sum(steps) >= len(steps)
    wrong = best = sum((key < new) if ascending else (key > new) for key in keys)
    place = 0
    for number, key in enumerate(keys, 1):
        later = key > new if ascending else key < new
        earlier = key < new if ascending else key > new
        wrong += later - earlier
        if wrong <= best:
            best, place = wrong, number
    return place
