"""One event's text changed in one place: a field, or its evidence. All else stays byte for byte."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from timeline.errors import TimelineError
from timeline.events.model import Event
from timeline.store.reading import FINGERPRINT, Reader
from timeline.store.syntax import YamlFile, is_null, pairs
from timeline.store.writing import date_text, list_text, one_line

__all__ = ["add_evidence", "read_event", "set_date", "set_list", "set_text", "take_evidence"]

_ORDER = ("id", "date", "title", "summary", "actors", "places", "tags", "relevance", "status")
_EVENTS = "events:\n"  # what makes a block of lines a file of its own


def read_event(path: Path, text: str) -> Event:
    """Return what the lines of one item of the list of events say.

    Raises:
        TimelineError: when they are no valid event.
    """
    reader = Reader(YamlFile(path, _EVENTS + text))
    if len(reader.timeline.events) != 1 or any(each.severity == "error" for each in reader.problems):
        raise _odd_layout(path)
    return reader.timeline.events[0]


def set_text(path: Path, text: str, name: str, value: str) -> str:
    """Return the event's lines with a field that holds a text. Raises TimelineError for an odd layout."""
    block = _Block(path, text)
    block.set(name, one_line(value, in_brackets=bool(block.item.flow_style)))
    return block.text


def set_date(path: Path, text: str, date: str) -> str:
    """Return the event's lines with another date. Raises TimelineError for an odd layout."""
    block = _Block(path, text)
    block.set("date", date_text(date))
    return block.text


def set_list(path: Path, text: str, name: str, values: Sequence[str]) -> str:
    """Return the event's lines with a field that holds a list; lines of values that stay are kept.

    Raises:
        TimelineError: for an odd layout.
    """
    block = _Block(path, text)
    if not block.revise_list(name, values):
        block.set(name, list_text(values))
    return block.text


def take_evidence(path: Path, text: str, numbers: Collection[int]) -> tuple[str, list[str]]:
    """Take pieces of evidence, counted from 0, out of an event.

    Returns:
        The event's lines without them, and the lines of each, not indented.

    Raises:
        TimelineError: when the evidence is not written as a list with a line for each “- ”.
    """
    block = _Block(path, text)
    node = block.value("evidence")
    if not isinstance(node, yaml.SequenceNode) or node.flow_style:
        raise _odd_layout(path)
    column = node.start_mark.column
    taken = []
    for number, (first, end) in enumerate(block.file.item_lines(node)):
        if number in numbers:
            taken.append("".join(_shifted(block.lines[first:end], -column)))
            block.drop.update(range(first, end))
    return block.text, taken


def add_evidence(path: Path, text: str, pieces: Sequence[str]) -> str:
    """Return the event's lines with further pieces of evidence, as `take_evidence` gave them, at the end.

    Raises:
        TimelineError: when the evidence that is there is written between brackets.
    """
    block = _Block(path, text)
    block.append_evidence(pieces)
    return block.text


def _odd_layout(path: Path) -> TimelineError:
    return TimelineError(
        f"{path}: this event is laid out in a way that cannot be changed from here;"
        " change it in a text editor, or write each field on a line of its own"
    )


def _shifted(lines: Sequence[str], columns: int) -> list[str]:
    if columns >= 0:
        return [" " * columns + line if line.strip() else line for line in lines]
    margin = " " * -columns
    return [line.removeprefix(margin) if line.strip() else line for line in lines]


@dataclass(frozen=True, slots=True)
class _Position:
    line: int
    column: int

    @classmethod
    def of(cls, mark: Any) -> "_Position":
        return cls(mark.line, mark.column)


class _Block:
    """The lines of one event, and what is to be done with them."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.file = YamlFile(path, _EVENTS + text)
        root = self.file.root
        assert isinstance(root, yaml.MappingNode)
        items = root.value[0][1]
        if not isinstance(items, yaml.SequenceNode) or len(items.value) != 1:
            raise _odd_layout(path)
        item = items.value[0]
        if not isinstance(item, yaml.MappingNode) or not item.value:
            raise _odd_layout(path)
        self.item = item
        self.newline = "\r\n" if "\r\n" in text else "\n"
        self.ends_open = not text.endswith(("\n", "\r"))
        self.lines = list(self.file.lines)
        self.drop = {0}  # the line that is not the event's
        self.insert: dict[int, list[str]] = {}  # before a line

    @property
    def text(self) -> str:
        out: list[str] = []
        for number in range(len(self.lines) + 1):
            out += self.insert.get(number, ())
            if number < len(self.lines) and number not in self.drop:
                out.append(self.lines[number])
        whole = [line if line.endswith(("\n", "\r")) else line + self.newline for line in out]
        text = "".join(whole)
        return text.removesuffix(self.newline) if self.ends_open else text

    def value(self, name: str) -> yaml.Node | None:
        return next((value for key, _, value in pairs(self.item) if key == name), None)

    # ------------------------------------------------------------------ a field

    def set(self, name: str, rendered: str) -> None:
        """Give the field a value that stands on one line, and make the field where there is none."""
        for key_name, key, value in pairs(self.item):
            if key_name == name:
                self._replace_value(key, value, rendered)
                return
        if self.item.flow_style:
            end = _Position.of(self.item.value[-1][1].end_mark)
            self._splice(end, end, f", {name}: {rendered}")
        else:
            margin = " " * self.item.start_mark.column
            before = _ORDER[: _ORDER.index(name)]
            at = max(self.file.end(value) for key, _, value in pairs(self.item) if key in before)
            self.insert.setdefault(at, []).append(f"{margin}{name}: {rendered}{self.newline}")

    def _replace_value(self, key: yaml.Node, value: yaml.Node, rendered: str) -> None:
        start, end = _Position.of(value.start_mark), _Position.of(value.end_mark)
        if is_null(value) and not value.value:
            place = self._behind(key)
            self._splice(place, place, f" {rendered}")
        elif isinstance(value, yaml.ScalarNode) and value.style in ("|", ">"):
            header = re.match(r"[|>][-+\d]*", self.lines[start.line][start.column :])
            assert header
            self._splice(start, _Position(start.line, start.column + header.end()), rendered)
            self._drop_but_comments(start.line + 1, self.file.end(value))
        elif isinstance(value, yaml.CollectionNode) and not value.flow_style:
            place = self._behind(key)
            self._drop_but_comments(start.line, self.file.end(value))
            self._splice(place, place, f" {rendered}")
        else:
            self._splice(start, end, rendered)

    def _behind(self, key: yaml.Node) -> _Position:
        """Return the place behind a key's colon."""
        column = self.lines[key.end_mark.line].find(":", key.end_mark.column) + 1
        if not column:
            raise _odd_layout(self.path)
        return _Position(key.end_mark.line, column)

    def _splice(self, start: _Position, end: _Position, new: str) -> None:
        rest = self.lines[end.line][end.column :]
        self.lines[start.line] = self.lines[start.line][: start.column] + new + rest
        self.drop.update(range(start.line + 1, end.line + 1))

    def _drop_but_comments(self, first: int, end: int) -> None:
        self.drop.update(n for n in range(first, end) if not self.lines[n].lstrip().startswith("#"))

    def revise_list(self, name: str, values: Sequence[str]) -> bool:
        """Drop and add lines of a list that has one for each value; say whether it is such a list."""
        node = self.value(name)
        if not isinstance(node, yaml.SequenceNode) or node.flow_style or not values:
            return False
        there = [str(item.value) for item in node.value]
        kept = [each for each in there if each in values]
        if len(set(there)) < len(there) or list(values[: len(kept)]) != kept:
            return False
        for each, (first, end) in zip(there, self.file.item_lines(node), strict=True):
            if each not in values:
                self.drop.update(range(first, end))
        margin = " " * node.start_mark.column
        coming = [f"{margin}- {one_line(each)}{self.newline}" for each in values[len(kept) :]]
        self.insert.setdefault(self.file.end(node), []).extend(coming)
        return True

    # ------------------------------------------------------------------ evidence

    def append_evidence(self, pieces: Sequence[str]) -> None:
        if self.item.flow_style:
            raise _odd_layout(self.path)
        node = self.value("evidence")
        if isinstance(node, yaml.SequenceNode) and node.value:
            if node.flow_style:
                raise _odd_layout(self.path)
            column, at = node.start_mark.column, self.file.end(node)
            head: list[str] = []
        else:
            column = self.item.start_mark.column
            ends = [self.file.end(value) for key, _, value in pairs(self.item) if key != FINGERPRINT]
            at = max(ends)
            for key_name, key, value in pairs(self.item):
                if key_name == "evidence":  # written as nothing, `~` or `[]`
                    self.drop.update(range(key.start_mark.line, self.file.end(value)))
                    at = key.start_mark.line
            head = [f"{' ' * column}evidence:{self.newline}"]
        coming = [line for piece in pieces for line in piece.splitlines(keepends=True)]
        self.insert.setdefault(at, []).extend([*head, *_shifted(coming, column)])
