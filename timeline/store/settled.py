"""Files that need no look, because nothing has changed since a run found nothing to do in them.

After a run the cache keeps a record of each file of a year, under the bytes of that file: which events stand
in it and, when they are just what the articles told and nobody has touched any, what stood for that. A file
whose bytes and whose proposals are again the same is left alone without being parsed, and its events are not
even made. Of an events file that holds nothing but sources the cache keeps these. The records change nothing
but the time: without them every file is read.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from pathlib import Path
from typing import Any

from timeline import cache as packs
from timeline.cache import Cache
from timeline.errors import TimelineError
from timeline.events.model import Event, Source, Timeline
from timeline.garbage import no_collection
from timeline.store import parts
from timeline.store.carrying import Before, Outcome
from timeline.store.checking import read_file
from timeline.store.files import read_text
from timeline.store.matching import Aside, Key, key
from timeline.store.planning import Plan
from timeline.store.reading import Reader
from timeline.store.writing import is_same

__all__ = ["Settled"]

_HEAD = b"events file"


@dataclass(frozen=True, slots=True)
class _Text:
    """The task of a file's record."""

    kind: bytes
    mark: bytes  # of the bytes

    @classmethod
    def of(cls, text: bytes, kind: bytes = b"file of a year") -> "_Text":
        return cls(kind, blake2b(text, digest_size=20).digest())

    def digest(self) -> bytes:
        """Return what stands for the file."""
        return self.kind + self.mark


@dataclass(frozen=True, slots=True)
class _Record:
    told: str  # what stands for all that the articles told of the year; "" where a person had a hand in it
    events: list[Aside]


@dataclass(frozen=True, slots=True)
class _Head:
    """The record of an events file without events."""

    sources: dict[str, Source]
    touched: list[str]  # those of a person

    @classmethod
    def unpack(cls, pack: bytes) -> "_Head":
        return packs.unpack(pack, lambda data: cls(_sources(data["sources"]), data["touched"]))


def _sources(data: Mapping[str, Any]) -> dict[str, Source]:
    return {
        name: Source(**{**each, "published_because": tuple(each["published_because"])})
        for name, each in data.items()
    }


def _unpack(pack: bytes) -> _Record:
    return packs.unpack(pack, _record)


def _record(data: Mapping[str, Any]) -> _Record:
    return _Record(data["told"], [Aside(**each) for each in data["events"]])


@dataclass(slots=True)
class Settled:
    """Which files of years are left alone in this run.

    Attributes:
        path: the events file that they belong to.
        cache: where the records are.
        aside: the files that are left alone, with their events.
    """

    path: Path
    cache: Cache
    aside: dict[Path, list[Aside]] = field(default_factory=dict)
    _records: dict[Path, tuple[_Text, _Record]] = field(default_factory=dict)  # of files as opened
    _told: dict[Path, str] = field(default_factory=dict)
    _head: Before | None = None  # the events file

    @no_collection()
    def open(self) -> Timeline:
        """Return what the events file holds, after reading those files of years that have no record.

        Raises:
            TimelineError: as `timeline.store.read` does.
        """
        first, *years = parts.files_of(self.path)
        self._head = self._opened(first)
        reader = self._head.reader
        sources = reader.timeline.sources
        places = {event.id: f"{first}:{line}" for event, line in _lines(reader) if event.id}
        for file in years:
            text = _Text.of(read_text(file).encode())
            found = self.cache.get(text, _unpack)
            if found:
                self._records[file] = text, found[1]
                events = found[1].events
            else:
                events = [Aside.of(event, line) for event, line in _lines(read_file(file, sources))]
            _check_ids(file, events, places)
        return reader.timeline

    def _opened(self, path: Path) -> Before:
        text = read_text(path)
        found = self.cache.get(_Text.of(text.encode(), _HEAD), _Head.unpack)
        if found is None:
            return Before.of(read_file(path))
        return Before.known(path, text, found[1].sources, set(found[1].touched))

    def head(self) -> Before | None:
        """Return the events file as it was opened; None when another program has changed it since."""
        is_same = self._head is not None and read_text(self.path) == self._head.reader.file.text
        return self._head if is_same else None

    def is_settled(self, year: int, told: str) -> bool:
        """Return whether the file of a year is left alone, if `told` stands for all that is told of it."""
        file = parts.file_of_year(self.path, year)
        self._told[file] = told
        if file not in self._records or self._records[file][1].told != told:
            return False
        self.aside[file] = self._records[file][1].events
        return True

    def note(self, outcomes: Sequence[Outcome], plan: Plan, found: Timeline) -> None:
        """Keep the records of the files as they are now.

        Args:
            outcomes: what has become of the files.
            plan: what was planned.
            found: what the articles told.
        """
        self._note_head(outcomes[0], plan)
        by_file: dict[Path, list[Event]] = {}
        for event in found.events:
            by_file.setdefault(parts.file_of(self.path, event), []).append(event)
        for each in outcomes[1:]:
            is_settled = (
                not any(each.before.touched)
                and not each.after.has_sources
                and _are_same(each.events, by_file.get(each.file, []))
            )
            told = self._told.get(each.file, "") if is_settled else ""
            record = _Record(told, list(map(Aside.of, each.events, each.after.event_lines)))
            text = _Text.of(each.after.text)
            if self._records.get(each.file) != (text, record):
                self.cache.put(text, packs.pack(record))

    def _note_head(self, main: Outcome, plan: Plan) -> None:
        if main.events or (main.before is self._head and not main.has_changed):
            return
        sources = main.before.reader.timeline.sources | plan.rewrite_sources | plan.new_sources
        kept = {name: source for name, source in sources.items() if name not in plan.remove_sources}
        record = _Head(kept, sorted(main.after.touched_sources))
        self.cache.put(_Text.of(main.after.text, _HEAD), packs.pack(record))


def _lines(reader: Reader) -> Iterator[tuple[Event, int]]:
    return zip(reader.timeline.events, reader.event_lines, strict=True)


def _check_ids(file: Path, events: Sequence[Aside], places: dict[str, str]) -> None:
    """Add the events of a file to the places of ids; raise a TimelineError when one has its id already."""
    for event in events:
        if event.id in places:
            raise TimelineError(
                f"{file}:{event.line}: the id “{event.id}” is already used in {places[event.id]};"
                " remove this “id” line"
            )
    places.update((event.id, f"{file}:{event.line}") for event in events if event.id)


def _are_same(events: Collection[Event], proposals: Collection[Event]) -> bool:
    """Whether the events say just what was proposed."""
    pairs = zip(sorted(events, key=_order), sorted(proposals, key=_order), strict=False)
    return len(events) == len(proposals) and all(
        is_same(event, replace(proposal, id=event.id)) for event, proposal in pairs
    )


def _order(event: Event) -> tuple[str, str, list[Key]]:
    return event.date, event.title, [key(each) for each in event.evidence]
