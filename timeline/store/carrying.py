"""The part of a plan that concerns one file carried out on its text, and held against what it then says."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter
from pathlib import Path
from typing import Any

import yaml

from timeline.errors import TimelineError
from timeline.events.model import Event, Source
from timeline.garbage import no_collection
from timeline.store import schema
from timeline.store.editing import edited
from timeline.store.planning import Plan
from timeline.store.reading import Reader
from timeline.store.syntax import YamlFile, is_null, pairs
from timeline.store.touched import signatures, touched_events, touched_sources
from timeline.store.writing import event_lines, is_same, is_same_source

__all__ = ["After", "Before", "Outcome", "Share", "carried_out", "create", "planned"]


@dataclass(slots=True)
class Before:
    """A file as it was read, and what a person has touched in it."""

    reader: Reader
    touched: list[bool] = field(default_factory=list)  # of each of its events
    signatures: list[str | None] = field(default_factory=list)
    touched_sources: set[str] = field(default_factory=set)
    has_sources: bool = False  # of its own
    is_blank: bool = False  # whether nothing but perhaps comments stands in it

    @classmethod
    def of(cls, reader: Reader) -> "Before":
        """Return what is known of a file whose tree is there."""
        root = reader.file.root
        return cls(
            reader,
            touched_events(reader),
            signatures(reader),
            touched_sources(reader),
            reader.sources_node is not None,
            root is None or is_null(root),
        )

    @classmethod
    def known(cls, path: Path, text: str, sources: dict[str, Source], touched: set[str]) -> "Before":
        """Return a file of sources alone, of which is known what parsing it would tell."""
        reader = Reader(YamlFile(path, ""), sources)
        reader.file.text = text
        return cls(reader, touched_sources=touched, has_sources=True)


@dataclass(frozen=True, slots=True)
class After:
    """A file as it shall be; its events are told by their places among the planned ones."""

    text: bytes  # in UTF-8, about half of a text with quotation marks: those of all files are held at once
    order: list[int]  # in which the planned events stand in it
    event_lines: list[int]  # in which each of them begins, from 1
    evidence_lines: list[list[int]]
    touched_sources: set[str]
    has_sources: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """A file before and after an update."""

    file: Path
    before: Before
    after: After
    events: list[Event]  # that stand in it now, in its order

    @property
    def has_changed(self) -> bool:
        """Whether it has to be written."""
        return self.after.text != self.before.reader.file.text.encode()


@dataclass(frozen=True, slots=True)
class Share:
    """A file that comes into being, and what is to stand in it."""

    file: Path
    plan: Plan
    title: str | None  # of the timeline
    is_main: bool  # the events file, not that of a year


@no_collection()
def create(share: Share) -> After:
    """Return a new file.

    Raises:
        TimelineError: as `carried_out` does.
    """
    before = Before.of(Reader(YamlFile(share.file, "")))
    comment = schema.COMMENT if share.is_main else schema.COMMENT_BELOW
    return carried_out(before, share.plan, share.title, comment)


def carried_out(before: Before, plan: Plan, title: str | None = None, comment: str = schema.COMMENT) -> After:
    """Return a file with the plan carried out, read again so that no slip can ever damage it.

    Args:
        before: the file.
        plan: what to change. Evidence that cannot be added is taken out of it.
        title: of the timeline, when the file is new.
        comment: the first line of a new file.

    Raises:
        TimelineError: when the file is laid out in a way that does not allow it.
    """
    reader = before.reader
    if plan == Plan() and not before.is_blank:
        return _as_it_was(before)
    if reader.file.root is None:
        reader = Reader(YamlFile(reader.file.path, reader.file.text))
    text = edited(reader, plan, title, comment)
    sources = _own_sources(reader)
    before.reader.forget_tree()
    reader.forget_tree()
    wanted = {**sources, **plan.rewrite_sources, **plan.new_sources}
    for name in plan.remove_sources:
        wanted.pop(name, None)
    try:
        after = Reader(YamlFile(reader.file.path, text))
    except TimelineError as error:
        raise _damage(reader) from error
    got = after.timeline.sources
    errors = [problem for problem in after.problems if problem.severity == "error"]
    is_right = got.keys() == wanted.keys() and all(is_same_source(got[name], wanted[name]) for name in got)
    order = _order(planned(before.reader.timeline.events, plan), after.timeline.events)
    if errors or not is_right or order is None:
        raise _damage(reader)
    return After(
        text.encode(),
        order,
        after.event_lines,
        after.evidence_lines,
        touched_sources(after),
        after.sources_node is not None,
    )


def planned(events: Sequence[Event], plan: Plan) -> list[Event]:
    """Return the events that shall stand in a file after a plan, in whatever order, of those that do now."""
    coming = [
        plan.rewrite.get(place, event)
        for place, event in enumerate(events)
        if place not in plan.remove and place not in plan.extend
    ]
    extended = (
        replace(events[place], evidence=events[place].evidence + added)
        for place, added in plan.extend.items()
    )
    return [*coming, *plan.new, *extended]


def _as_it_was(before: Before) -> After:
    reader = before.reader
    return After(
        reader.file.text.encode(),
        list(range(len(reader.timeline.events))),
        reader.event_lines,
        reader.evidence_lines,
        before.touched_sources,
        before.has_sources,
    )


def _own_sources(reader: Reader) -> dict[str, Source]:
    """Return the sources that stand in the file itself, and not in the one that it is a part of."""
    node = reader.sources_node
    names = [name for name, _, _ in pairs(node)] if isinstance(node, yaml.MappingNode) else []
    return {name: reader.timeline.sources[name] for name in names}


def _order(wanted: Sequence[Event], found: Sequence[Event]) -> list[int] | None:
    """Return of each event that was found its place among those wanted; None where they are not alike."""
    if len(wanted) != len(found):
        return None
    for key in (attrgetter("id", "date", "title"), event_lines):
        places, others = _ranked(found, key), _ranked(wanted, key)
        if all(is_same(found[place], wanted[other]) for place, other in zip(places, others, strict=True)):
            where = dict(zip(places, others, strict=True))
            return [where[place] for place in range(len(found))]
    return None


def _ranked(events: Sequence[Event], key: Callable[[Event], Any]) -> list[int]:
    return sorted(range(len(events)), key=lambda place: key(events[place]))


def _damage(reader: Reader) -> TimelineError:
    return TimelineError(
        f"{reader.file.path}: this file is laid out in a way that cannot be added to safely, so it was left"
        " as it is; write each event and each source as a block of its own"
    )
