"""The events file brought up to date: only the text of what changed is replaced."""

import contextlib
import dataclasses
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from pathlib import Path

import yaml

from timeline.documents import Documents
from timeline.errors import TimelineError
from timeline.events.model import Event, Source, Timeline
from timeline.garbage import no_collection
from timeline.store import parts, schema
from timeline.store.checking import read_files, whole
from timeline.store.editing import edited
from timeline.store.files import ChangedError, write_atomically
from timeline.store.gone import missing_articles, missing_quotes
from timeline.store.planning import Plan, make_plan
from timeline.store.reading import FINGERPRINT, Reader
from timeline.store.settled import Settled
from timeline.store.syntax import YamlFile, pairs
from timeline.store.writing import event_lines, fingerprint, is_same, is_same_source

__all__ = ["Origin", "Report", "origins", "update"]

_TRIES = 5  # when other programs keep changing the file


@dataclass(slots=True)
class Report:
    """What an update did. Events are named by their ids, or by their titles where they have none."""

    path: Path
    written: bool = False
    titles: dict[str, str] = field(
        default_factory=dict
    )  # of the events named below; not of those in files left alone
    new: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)  # written by the machine, untouched, and rewritten
    unchanged: list[str] = field(default_factory=list)  # written by the machine, untouched, and still right
    extended: list[str] = field(default_factory=list)  # a person's, which got more evidence
    kept: list[str] = field(default_factory=list)  # a person's: edited, accepted, hidden or written by hand
    removed: list[str] = field(default_factory=list)  # written by the machine, untouched, no longer told
    gone: list[str] = field(
        default_factory=list
    )  # files of articles that are gone, and what they told with them
    notes: list[str] = field(
        default_factory=list
    )  # dates that the machine now sees otherwise, with file and line
    warnings: list[str] = field(
        default_factory=list
    )  # evidence whose article or quote is gone, with file and line


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an event stands in its file, and who wrote it."""

    file: Path
    line: int  # from 1
    by_machine: bool  # whether the machine has written it at first
    edited: bool  # whether a person has written or changed it


@no_collection()
def update(
    path: Path | str,
    timeline: Timeline,
    present: Collection[str] | None = None,
    gone: Collection[str] = (),
    documents: Documents | None = None,
    settled: Settled | None = None,
) -> Report:
    """Create an events file, or bring it up to date without losing an edit.

    New events and sources are added at their place. What the machine wrote and nobody touched is rewritten
    where it changed and removed where the articles no longer tell it. What a person edited, accepted, hid or
    wrote stays as it is, except that evidence from new articles is added to it. All other text stays byte for
    byte, and a run that changes nothing writes nothing.

    An article that was not read may just have been left out of this run, so what it told stays, unless it is
    said to be gone.

    Where another program writes the file at the same time, its edit is read and kept like any other.

    Args:
        path: the file; made, with its folder, when there is none.
        timeline: what was extracted from all articles.
        present: the ids of the articles that were read; by default the timeline's sources.
        gone: the keys of the file's sources whose articles are no longer there.
        documents: the articles; when given, a warning tells which quotes they do not say any more.
        settled: which files of years are left alone; `timeline` is without the events that stand there.

    Returns:
        What was done.

    Raises:
        TimelineError: when the file is not valid or cannot be read or written. Then it is as it was.

    """
    path = Path(path)
    for _ in range(_TRIES - 1):
        with contextlib.suppress(ChangedError):
            return _update(path, timeline, present, gone, documents, settled)
    return _update(path, timeline, present, gone, documents, settled)


def _update(
    path: Path,
    timeline: Timeline,
    present: Collection[str] | None,
    gone: Collection[str],
    documents: Documents | None,
    settled: Settled | None,
) -> Report:
    aside = settled.aside if settled else {}
    exists = path.exists()
    readers = read_files(path, aside) if exists else [Reader(YamlFile(path, ""))]
    old = whole(readers)
    listed = readers[0].timeline.sources.keys()  # what a person listed in the file of a year is the person's
    touched_of = {reader.file.path: _touched_events(reader) for reader in readers}
    touched = [each for own in touched_of.values() for each in own]
    left_alone = [event for own in aside.values() for event in own]
    present = timeline.sources if present is None else present
    plan = make_plan(
        old,
        touched,
        [_fingerprint(node) for reader in readers for node in reader.event_nodes],
        _touched_sources(readers[0]) | (old.sources.keys() - listed),
        timeline,
        present,
        gone,
        left_alone,
    )
    texts, after = _carried_out(plan, readers, timeline.title, is_long=bool(aside))
    report = _report(path, old, plan, touched, after, gone)
    report.unchanged += [event.id for event in left_alone]
    for text, reader in zip(texts, readers, strict=True):
        if text != reader.file.text or not reader.file.path.exists():
            write_atomically(reader.file.path, text, expect=reader.file.text)
            report.written = True
    schema.place(path, texts[0])
    if settled:
        settled.note(after, {file: any(own) for file, own in touched_of.items()}, timeline)
    for reader in after:
        report.warnings += missing_articles(reader.file.path, reader, present)
        if documents is not None:
            report.warnings += missing_quotes(reader.file.path, reader, documents)
    return report


def _carried_out(
    plan: Plan, readers: list[Reader], title: str | None, *, is_long: bool
) -> tuple[list[str], list[Reader]]:
    """Return the new text of each file, and what it says. Readers of files that come into being are added."""
    shares = parts.share(plan, readers, is_long=is_long)
    readers += [Reader(YamlFile(file, "")) for file in list(shares)[len(readers) :]]
    texts: list[str] = []
    after: list[Reader] = []
    first = 0
    for reader, own in zip(readers, shares.values(), strict=True):
        length = len(reader.timeline.events)
        comment = schema.COMMENT_BELOW if after else schema.COMMENT
        texts.append(edited(reader, own, None if after else title, comment))
        after.append(_verified(reader, own, texts[-1], after[0].timeline.sources if after else {}))
        for place in range(first, first + length):
            if place - first not in own.extend:
                plan.extend.pop(place, None)  # it could not be added
        first += length
    return texts, after


# ---------------------------------------------------------------------- who wrote it


def origins(path: Path | str) -> tuple[Timeline, list[Origin]]:
    """Return what an events file holds and, for each of its events, where it stands and who wrote it.

    Raises:
        TimelineError: as `timeline.store.read`.
    """
    readers = read_files(Path(path))
    found = []
    for reader in readers:
        for node, is_touched in zip(reader.event_nodes, _touched_events(reader), strict=True):
            is_signed = _fingerprint(node) is not None
            found.append(Origin(reader.file.path, node.start_mark.line + 1, is_signed, is_touched))
    return whole(readers), found


def _touched_events(reader: Reader) -> list[bool]:
    if not isinstance(reader.events_node, yaml.SequenceNode) or reader.events_node.flow_style:
        return [True] * len(reader.timeline.events)
    column = reader.events_node.start_mark.column + 2
    ranges = reader.file.item_lines(reader.events_node)
    by_node = {id(node): lines for node, lines in zip(reader.events_node.value, ranges, strict=True)}
    return [_is_touched(reader.file, node, *by_node[id(node)], column) for node in reader.event_nodes]


def _touched_sources(reader: Reader) -> set[str]:
    touched = set(reader.timeline.sources)
    node = reader.sources_node
    if isinstance(node, yaml.MappingNode) and not node.flow_style:
        for (name, key, value), (_, end) in zip(pairs(node), reader.file.pair_lines(node), strict=True):
            first = key.start_mark.line + 1
            below = value.start_mark.line >= first
            if below and not _is_touched(reader.file, value, first, end, value.start_mark.column):
                touched.discard(name)
    return touched


def _is_touched(file: YamlFile, node: yaml.Node, first: int, end: int, column: int) -> bool:
    """Whether a block's text is another than the one its fingerprint was taken of."""
    if not isinstance(node, yaml.MappingNode):
        return True
    signature = _signature(node)
    if node.flow_style or signature is None:
        return True
    own = signature.start_mark.line
    lines = [
        _dedent(line, column) for number, line in enumerate(file.lines[first:end], first) if number != own
    ]
    return bool(fingerprint(lines) != signature.value)


def _signature(node: yaml.MappingNode) -> yaml.ScalarNode | None:
    found = [value for name, _, value in pairs(node) if name == FINGERPRINT]
    return found[0] if len(found) == 1 and isinstance(found[0], yaml.ScalarNode) else None


def _fingerprint(node: yaml.MappingNode) -> str | None:
    signature = _signature(node)
    return None if signature is None else str(signature.value)


def _dedent(line: str, column: int) -> str:
    return line[column:] if line[:column].strip() in ("", "-") else line


# ---------------------------------------------------------------------- afterwards


def _verified(reader: Reader, plan: Plan, text: str, inherited: Mapping[str, Source]) -> Reader:
    """Read the new text again and hold it against the plan, so that no slip can ever damage a file.

    `inherited` are the sources of the events file that this one is a part of.
    """
    own = reader.timeline.sources
    if inherited:
        node = reader.sources_node
        own = {name: own[name] for name, _, _ in pairs(node)} if isinstance(node, yaml.MappingNode) else {}
    reader.timeline.sources = {**inherited, **own}
    if text == reader.file.text and reader.file.root is not None:
        return reader
    events = [
        plan.rewrite.get(place, event)
        for place, event in enumerate(reader.timeline.events)
        if place not in plan.remove and place not in plan.extend
    ]
    events += plan.new
    for place, added in plan.extend.items():
        event = reader.timeline.events[place]
        events.append(dataclasses.replace(event, evidence=event.evidence + added))
    sources = {**reader.timeline.sources, **plan.rewrite_sources, **plan.new_sources}
    wanted = {name: each for name, each in sources.items() if name not in plan.remove_sources}
    reader.forget_nodes()
    try:
        after = Reader(YamlFile(reader.file.path, text), inherited)
    except TimelineError as error:
        raise _damage(reader) from error
    got = after.timeline.sources
    errors = [problem for problem in after.problems if problem.severity == "error"]
    is_right = got.keys() == wanted.keys() and all(is_same_source(got[name], wanted[name]) for name in got)
    if errors or not is_right or not _are_same(events, after.timeline.events):
        raise _damage(reader)
    return after


def _are_same(events: Sequence[Event], others: Sequence[Event]) -> bool:
    """Whether the events are written alike, in whatever order."""
    order = attrgetter("id", "date", "title")
    pairs = list(zip(sorted(events, key=order), sorted(others, key=order), strict=False))
    return len(events) == len(others) and (
        all(is_same(one, other) for one, other in pairs)
        or sorted(map(event_lines, events)) == sorted(map(event_lines, others))
    )


def _damage(reader: Reader) -> TimelineError:
    return TimelineError(
        f"{reader.file.path}: this file is laid out in a way that cannot be added to safely, so it was left"
        " as it is; write each event and each source as a block of its own"
    )


def _report(
    path: Path,
    old: Timeline,
    plan: Plan,
    touched: list[bool],
    after: Sequence[Reader],
    gone: Collection[str],
) -> Report:
    report = Report(path, new=[event.id for event in plan.new])
    places = {
        event.id: f"{reader.file.path}:{node.start_mark.line + 1}"
        for reader in after
        for event, node in zip(reader.timeline.events, reader.event_nodes, strict=True)
    }
    for place, event in enumerate(old.events):
        name = event.id or event.title
        if touched[place]:
            report.kept.append(name)
            if place in plan.extend:
                report.extended.append(name)
            if place in plan.opinions:
                where = places.get(event.id, f"{path}:1")
                report.notes.append(
                    f"{where}: “{event.title}” is now dated {plan.opinions[place]}, kept your {event.date}"
                )
        elif place in plan.remove:
            report.removed.append(name)
        else:
            (report.updated if place in plan.rewrite else report.unchanged).append(name)
    report.titles = {event.id or event.title: event.title for event in old.events}
    report.titles |= {
        event.id: event.title for reader in after for event in reader.timeline.events if event.id
    }
    changed = plan.remove | plan.rewrite.keys()
    told = {each.source for place in changed for each in old.events[place].evidence}
    sources = old.sources
    report.gone = sorted(sources[name].file or name for name in told.intersection(gone, sources))
    return report
