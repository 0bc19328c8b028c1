"""The events file held open while a person goes through it, without reading it anew for each decision.

Each event is kept with its text. A decision replaces the text of the events it is about; only that is parsed
and checked again, so that it takes hardly longer in a file of 5,000 events than in one of five.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from timeline.errors import TimelineError
from timeline.events.model import Event, Source
from timeline.store.checking import read_file
from timeline.store.fields import read_event
from timeline.store.files import ChangedError, read_text, write_atomically
from timeline.store.writing import is_same

__all__ = ["Entries", "Entry", "Splice"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One event and its text."""

    number: int  # its name as long as the file is held open; events written by hand may have no id
    before: str  # all text between the entry above and this one
    text: str  # its lines, from the dash on
    event: Event


@dataclass(frozen=True, slots=True)
class Splice:
    """A part of the list and what came into its place."""

    at: int  # index of the first
    old: tuple[Entry, ...]
    new: tuple[Entry, ...]
    old_tail: str  # what stands below the last entry of the file
    new_tail: str

    @property
    def reversed(self) -> "Splice":
        """The splice that takes this one back."""
        return Splice(self.at, self.new, self.old, self.new_tail, self.old_tail)


class Entries:
    """The events file as a list of entries.

    Attributes:
        path: the file.
        title: of the timeline.
        sources: the articles.
        all: the entries, in the order of the file.
        tail: what stands below the last of them.
        reading: how often the file has been read; the numbers of entries are those of one reading.

    Raises:
        TimelineError: when the file cannot be read or used, or is written in brackets.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.title: str | None = None
        self.sources: dict[str, Source] = {}
        self.all: list[Entry] = []
        self.tail = ""
        self.reading = 0
        self._read()

    def _read(self) -> None:
        stamp = self._stamp()
        reader = read_file(self.path)
        file, node = reader.file, reader.events_node
        entries: list[Entry] = []
        done = 0
        if isinstance(node, yaml.SequenceNode) and node.value:
            if node.flow_style:
                raise TimelineError(
                    f"{self.path}:{node.start_mark.line + 1}: events between [ ] cannot be reviewed;"
                    " begin each with “- ” on a line of its own"
                )
            lines_of = {
                id(item): lines for item, lines in zip(node.value, file.item_lines(node), strict=True)
            }
            events = zip(reader.event_nodes, reader.timeline.events, strict=True)
            for number, (item, event) in enumerate(events):
                first, end = lines_of[id(item)]
                before = "".join(file.lines[done:first])
                entries.append(Entry(number, before, "".join(file.lines[first:end]), event))
                done = end
        if entries:
            entries[0] = replace(entries[0], before=file.bom + entries[0].before)
        self.tail = ("" if entries else file.bom) + "".join(file.lines[done:])
        self.all, self.title, self.sources = entries, reader.timeline.title, reader.timeline.sources
        self.next_number = len(entries)
        self.reading += 1
        self._seen = stamp

    @property
    def text(self) -> str:
        """The whole file."""
        return "".join([part for entry in self.all for part in (entry.before, entry.text)]) + self.tail

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
        if self._stamp() == self._seen:
            return False
        if read_text(self.path) == self.text:
            self._seen = self._stamp()
            return False
        self._read()
        return True

    def entry(self, number: int, before: str, text: str, expected: Event) -> Entry:
        """Return an entry of a new text, after reading it and holding it against what it should say.

        Raises:
            TimelineError: when it says anything else.
        """
        event = read_event(self.path, text)
        if not is_same(event, expected):
            raise TimelineError(
                f"{self.path}: “{expected.title}” is laid out in a way that cannot be changed from here;"
                " change it in a text editor"
            )
        return Entry(number, before, text, event)

    def new_number(self) -> int:
        """Return a number for an entry that comes into being."""
        self.next_number += 1
        return self.next_number - 1

    def splice(self, at: int, old: Sequence[Entry], new: Sequence[Entry], tail: str | None = None) -> Splice:
        """Put entries into the place of others, write the file, and say what was done.

        Raises:
            ChangedError: when another program has changed the file; then it is read again, not written.
            TimelineError: when the file cannot be written; then all is as it was.
        """
        done = Splice(at, tuple(old), tuple(new), self.tail, self.tail if tail is None else tail)
        self.apply(done)
        return done

    def apply(self, splice: Splice) -> None:
        """Carry out a splice. Raises like `splice`."""
        before = self.text
        end = at_end = splice.at + len(splice.old)
        if tuple(self.all[splice.at : end]) != splice.old or self.tail != splice.old_tail:
            raise TimelineError(f"{self.path}: this step cannot be taken back any more")
        entries = [*self.all[: splice.at], *splice.new, *self.all[at_end:]]
        whole = "".join([part for entry in entries for part in (entry.before, entry.text)]) + splice.new_tail
        try:
            write_atomically(self.path, whole, before)
        except ChangedError:
            self._read()
            raise
        self.all, self.tail = entries, splice.new_tail
        self._seen = self._stamp()

    def _stamp(self) -> tuple[int, int, int] | None:
        try:
            status = self.path.stat()
        except OSError:
            return None
        return status.st_mtime_ns, status.st_size, status.st_ino
