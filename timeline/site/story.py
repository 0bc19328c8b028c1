"""The events of a file as the page tells them: all but the hidden ones, in the order of time, with ids."""

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from timeline import store
from timeline.events.model import Event, Timeline
from timeline.site.elements import clean, slug
from timeline.times.edtf import Edtf, Kind, parse

__all__ = ["Dated", "Story", "read", "tell", "unique"]


@dataclass(frozen=True, slots=True)
class Dated:
    """An event with its parsed date and the first and last day it may speak of, infinite where open."""

    event: Event
    date: Edtf
    first: float
    last: float
    key: str  # the id in a page that holds nothing else; no other event of the story has it

    @property
    def place_in_time(self) -> float:
        """The day it is listed under: the first, or the last of a date without a beginning."""
        return self.first if math.isfinite(self.first) else self.last

    @property
    def is_planned(self) -> bool:
        """Whether the articles tell it as something to come, which may not have happened since."""
        return self.event.extra.get("planned") is True

    @property
    def beginning(self) -> float:
        """The last day on which it may have begun: what a pause until the next event counts from."""
        if self.date.kind is Kind.INTERVAL and self.date.first is not None:
            return self.date.first.latest
        return self.last if math.isfinite(self.last) else self.place_in_time

    @property
    def minute(self) -> int | None:
        """The minute of the day that a date with a time tells, as the clock there showed it."""
        if self.date.kind is not Kind.DATE or self.date.first is None or not self.date.first.time:
            return None
        hours, minutes, *_ = self.date.first.time.split(":")
        return int(hours) * 60 + int(minutes[:2])


@dataclass(frozen=True, slots=True, eq=False)
class Story:
    """A timeline and its visible events in order.

    Of the same first day the finer date comes first, and times of day come before the day itself.
    """

    timeline: Timeline
    events: Sequence[Dated]
    stamp: str = ""  # another one for another content of the file


def tell(timeline: Timeline, stamp: str = "") -> Story:
    """Return the story of a timeline.

    Raises:
        timeline.times.edtf.EDTFError: when an event's date is not EDTF.
    """
    visible = [
        Dated(event, date, *_days(date), "")
        for event in timeline.events
        if event.status != "hidden"
        for date in [parse(event.date)]
    ]
    used: set[str] = set()
    dated = [
        replace(one, key=unique(one.event.id or slug(one.event.title) or "event", used))
        for one in sorted(visible, key=_order)
    ]
    return Story(timeline, tuple(dated), stamp)


def read(path: Path) -> Story:
    """Return the story of an events file, which is read once in a process as long as it stays the same.

    Raises:
        TimelineError: when the file cannot be read or used.
    """
    try:
        stamps = tuple(
            (file, status.st_mtime_ns, status.st_size)
            for file in store.files_of(path.resolve())
            for status in [file.stat()]
        )
    except OSError:
        return tell(store.read(path))  # which says what is wrong
    return _read(path.resolve(), stamps)


@lru_cache(maxsize=4)
def _read(path: Path, stamps: tuple[tuple[Path, int, int], ...]) -> Story:
    content = b"".join(file.read_bytes() for file, _, _ in stamps)
    return tell(store.read(path), hashlib.sha256(content).hexdigest()[:12])


def _days(date: Edtf) -> tuple[float, float]:
    return (
        -math.inf if date.earliest is None else date.earliest,
        math.inf if date.latest is None else date.latest,
    )


def _order(one: Dated) -> tuple[float, float, int]:
    return one.place_in_time, one.last - one.first, 1440 if one.minute is None else one.minute


def unique(wanted: str, used: set[str]) -> str:
    """Return an id like the wanted one that is not used yet, and add it to the used ones."""
    wanted, number = clean(wanted).replace(" ", "-"), 1
    key = wanted
    while key in used:
        number += 1
        key = f"{wanted}-{number}"
    used.add(key)
    return key
