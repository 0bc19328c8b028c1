"""The events file held open while a person goes through it, without reading it anew for each decision.

Each event is kept with its text. A decision replaces the text of the events it is about; only that is parsed
and checked again, so that it takes hardly longer in a file of 5,000 events than in one of five. The files of
years that belong to an events file are held open with it, as one list.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from timeline.errors import TimelineError
from timeline.events.model import Event, Source
from timeline.store import parts
from timeline.store.checking import read_files, whole
from timeline.store.fields import read_event
from timeline.store.files import ChangedError, read_text, write_atomically
from timeline.store.reading import Reader
from timeline.store.writing import is_same

__all__ = ["Entries", "Entry", "Splice"]

_Stamp = tuple[int, int, int]  # what tells that a file was written: its time, length and number on the disk


@dataclass(frozen=True, slots=True)
class Entry:
    """One event and its text."""

    number: int  # its name as long as the file is held open; events written by hand may have no id
    path: Path  # the file it stands in
    before: str  # all text between the entry above and this one
    text: str  # its lines, from the dash on
    event: Event


@dataclass(frozen=True, slots=True)
class Splice:
    """A part of the list and what came into its place."""

    at: int  # index of the first
    old: tuple[Entry, ...]
    new: tuple[Entry, ...]
    tail: tuple[Path, str, str] | None = (
        None  # a file, and what stood and stands below the last of its entries
    )

    @property
    def reversed(self) -> "Splice":
        """The splice that takes this one back."""
        tail = self.tail and (self.tail[0], self.tail[2], self.tail[1])
        return Splice(self.at, self.new, self.old, tail)


class Entries:
    """The events file as a list of entries.

    Attributes:
        path: the file.
        title: of the timeline.
        sources: the articles.
        all: the entries, in the order of the file, and of the files of years.
        tails: what stands below the last entry of each file.
        reading: how often the file has been read; the numbers of entries are those of one reading.

    Raises:
        TimelineError: when the file cannot be read or used, or its events are written in brackets.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.reading = 0
        self._read()

    def _read(self) -> None:
        seen = self._stamps()
        readers = read_files(self.path)
        entries: list[Entry] = []
        tails: dict[Path, str] = {}
        for reader in readers:
            own, tails[reader.file.path] = _taken_apart(reader, len(entries))
            entries += own
        timeline = whole(readers)
        self.title: str | None = timeline.title
        self.sources: dict[str, Source] = timeline.sources
        self.all, self.tails = entries, tails
        self.reading += 1
        self._next_number = len(entries)
        self._seen = seen

    def text_of(self, path: Path) -> str:
        """Return the whole text of one of the files."""
        return _text(self.all, path, self.tails[path])

    def index(self, number: int) -> int:
        """Return where in the list an entry stands.

        Raises:
            TimelineError: when there is none of this number.
        """
        for index, entry in enumerate(self.all):
            if entry.number == number:
                return index
        raise TimelineError(f"{self.path}: this event is no longer in the file")

    def refresh(self) -> bool:
        """Read the file again if another program has changed it, and say whether it has.

        Raises:
            TimelineError: when it cannot be used any more; then all stays as it was read before.
        """
        stamps = self._stamps()
        if stamps == self._seen:
            return False
        if stamps.keys() == self.tails.keys() and all(
            read_text(each) == self.text_of(each) for each in stamps
        ):
            self._seen = stamps
            return False
        self._read()
        return True

    def changed(self, entry: Entry, text: str, expected: Event) -> Entry:
        """Return the entry with a new text, after reading it and holding it against what it should say.

        Raises:
            TimelineError: when it says anything else.
        """
        event = read_event(entry.path, text)
        if not is_same(event, expected):
            raise TimelineError(
                f"{entry.path}: “{expected.title}” is laid out in a way that cannot be changed from here;"
                " change it in a text editor"
            )
        return replace(entry, text=text, event=event)

    def new_number(self) -> int:
        """Return a number for an entry that comes into being."""
        self._next_number += 1
        return self._next_number - 1

    def splice(
        self, at: int, old: Sequence[Entry], new: Sequence[Entry], tail: tuple[Path, str] | None = None
    ) -> Splice:
        """Put entries into the place of others, write the file, and say what was done.

        Args:
            at: the index of the first of the old entries.
            old: what goes.
            new: what comes.
            tail: a file, and what stands below its last entry from now on.

        Raises:
            ChangedError: when another program has changed the file; then it is read again, not written.
            TimelineError: when the file cannot be written; then all is as it was.
        """
        below = tail and (tail[0], self.tails[tail[0]], tail[1])
        done = Splice(at, tuple(old), tuple(new), below)
        self.apply(done)
        return done

    def apply(self, splice: Splice) -> None:
        """Carry out a splice. Raises like `splice`."""
        end = splice.at + len(splice.old)
        entries = [*self.all[: splice.at], *splice.new, *self.all[end:]]
        tails = dict(self.tails)
        if splice.tail:
            tails[splice.tail[0]] = splice.tail[2]
        # What comes into one file is written before it goes from another: better twice than not at all.
        gain = Counter(each.path for each in splice.new)
        gain.subtract(each.path for each in splice.old)
        for path in sorted(gain, key=lambda each: -gain[each]):
            try:
                write_atomically(path, _text(entries, path, tails[path]), self.text_of(path))
            except ChangedError:
                self._read()
                raise
        self.all, self.tails = entries, tails
        self._seen = self._stamps()

    def _stamps(self) -> dict[Path, _Stamp | None]:
        return {path: _stamp(path) for path in parts.files_of(self.path)}


def _taken_apart(reader: Reader, first_number: int) -> tuple[list[Entry], str]:
    """Return the entries of a file and what stands below them."""
    file, node = reader.file, reader.events_node
    if not isinstance(node, yaml.SequenceNode) or not node.value:
        return [], file.text
    if node.flow_style:
        raise TimelineError(
            f"{file.path}:{node.start_mark.line + 1}: events between [ ] cannot be reviewed;"
            " begin each with “- ” on a line of its own"
        )
    lines_of = {id(item): lines for item, lines in zip(node.value, file.item_lines(node), strict=True)}
    entries: list[Entry] = []
    done = 0
    for item, event in zip(reader.event_nodes, reader.timeline.events, strict=True):
        first, end = lines_of[id(item)]
        before = ("" if entries else file.bom) + "".join(file.lines[done:first])
        text = "".join(file.lines[first:end])
        entries.append(Entry(first_number + len(entries), file.path, before, text, event))
        done = end
    return entries, ("" if entries else file.bom) + "".join(file.lines[done:])


def _text(entries: Sequence[Entry], path: Path, tail: str) -> str:
    own = [part for each in entries if each.path == path for part in (each.before, each.text)]
    return "".join(own) + tail


def _stamp(path: Path) -> _Stamp | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
