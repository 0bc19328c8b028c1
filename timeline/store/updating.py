"""The events file brought up to date: only the text of what changed is replaced."""

import dataclasses
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from timeline.errors import TimelineError
from timeline.events.model import Event, Timeline
from timeline.store import schema
from timeline.store.checking import read_file
from timeline.store.files import write_atomically
from timeline.store.placing import gap
from timeline.store.planning import Plan, make_plan
from timeline.store.reading import FINGERPRINT, VERSION, Reader
from timeline.store.syntax import YamlFile, is_null, pairs
from timeline.store.writing import (
    event_block,
    event_lines,
    evidence_item,
    fingerprint,
    source_block,
    source_fields,
    source_lines,
    text_pair,
)
from timeline.times.edtf import sort_key

__all__ = ["Report", "update"]


@dataclass(slots=True)
class Report:
    """What an update did. Events are named by their ids."""

    path: Path
    written: bool = False
    new: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)  # written by the machine, untouched, and rewritten
    unchanged: list[str] = field(default_factory=list)  # written by the machine, untouched, and still right
    extended: list[str] = field(default_factory=list)  # a person's, which got more evidence
    kept: list[str] = field(default_factory=list)  # a person's: edited, accepted, hidden or written by hand
    removed: list[str] = field(default_factory=list)  # written by the machine, untouched, no longer told
    notes: list[str] = field(
        default_factory=list
    )  # dates that the machine now sees otherwise, with file and line
    warnings: list[str] = field(default_factory=list)  # evidence whose article is gone, with file and line


def update(path: Path | str, timeline: Timeline, present: Collection[str] | None = None) -> Report:
    """Create an events file, or bring it up to date without losing an edit.

    New events and sources are added at their place. What the machine wrote and nobody touched is rewritten
    where it changed and removed where the articles no longer tell it. What a person edited, accepted, hid or
    wrote stays as it is, except that evidence from new articles is added to it. All other text stays byte for
    byte, and a run that changes nothing writes nothing.

    Args:
        path: the file; made, with its folder, when there is none.
        timeline: what was extracted from all articles.
        present: the ids of the articles that were read; by default the timeline's sources.

    Returns:
        What was done.

    Raises:
        TimelineError: when the file is not valid or cannot be read or written. Then it is as it was.

    """
    path = Path(path)
    exists = path.exists()
    reader = read_file(path) if exists else Reader(YamlFile(path, ""))
    touched = _touched_events(reader)
    touched_sources = _touched_sources(reader)
    plan = make_plan(
        reader.timeline, touched, touched_sources, timeline, timeline.sources if present is None else present
    )
    text = _Edit(reader, plan, timeline.title, touched).text
    after = _verified(reader, plan, text)
    if text != reader.file.text or not exists:
        write_atomically(path, text, expect=reader.file.text if exists else None)
    schema.place(path, text)
    report = _report(reader, plan, touched, after)
    report.written = text != reader.file.text or not exists
    report.warnings = _missing_articles(path, after, timeline.sources if present is None else present)
    return report


# ---------------------------------------------------------------------- who wrote it


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
    signature = [value for name, _, value in pairs(node) if name == FINGERPRINT]
    if node.flow_style or len(signature) != 1 or not isinstance(signature[0], yaml.ScalarNode):
        return True
    own = signature[0].start_mark.line
    lines = [
        _dedent(line, column) for number, line in enumerate(file.lines[first:end], first) if number != own
    ]
    return bool(fingerprint(lines) != signature[0].value)


def _dedent(line: str, column: int) -> str:
    return line[column:] if line[:column].strip() in ("", "-") else line


# ---------------------------------------------------------------------- the text


class _Edit:
    """Collects which lines go and which come, and gives the new text."""

    def __init__(self, reader: Reader, plan: Plan, title: str | None, touched: list[bool]) -> None:
        self.reader, self.plan, self.file, self.touched = reader, plan, reader.file, touched
        self.drop: set[int] = set()
        self.insert: defaultdict[int, list[str]] = defaultdict(list)
        if reader.file.root is None or is_null(reader.file.root):
            self._create(title)
        else:
            self._edit_sources()
            self._edit_events()
        self.text = self._assemble()

    def _assemble(self) -> str:
        out: list[str] = []
        for number in range(len(self.file.lines) + 1):
            for line in self.insert.get(number, ()):
                if out and not out[-1].endswith(("\n", "\r")):
                    out[-1] += self.file.newline
                out.append(line + self.file.newline)
            if number < len(self.file.lines) and number not in self.drop:
                out.append(self.file.lines[number])
        return self.file.bom + "".join(out)

    def _create(self, title: str | None) -> None:
        lines = [] if self.file.lines else [schema.COMMENT]
        lines += [f"timeline: {VERSION}"]
        if title:
            lines += text_pair("title", title)
        if self.plan.new_sources:
            lines += ["", "sources:"]
            for name in sorted(self.plan.new_sources):
                lines += source_block(name, self.plan.new_sources[name])
        lines += ["", "events:" if self.plan.new else "events: []"]
        for number, event in enumerate(self.plan.new):
            lines += ([""] if number else []) + event_block(event)
        self.insert[len(self.file.lines)] += lines

    # ------------------------------------------------------------------ events

    def _edit_events(self) -> None:
        plan = self.plan
        if not (plan.new or plan.rewrite or plan.remove or plan.extend):
            return
        node = self._block("events", self.reader.events_node)
        assert node is None or isinstance(node, yaml.SequenceNode)
        ranges = self.file.item_lines(node) if node else []
        events = self.reader.timeline.events
        indent = " " * node.start_mark.column if node else ""
        starts = {id(item): lines for item, lines in zip(node.value, ranges, strict=True)} if node else {}
        lines_of = [starts[id(item)] for item in self.reader.event_nodes]
        blank = (
            [""] if len(ranges) < 2 or any(self.file.is_blank[first - 1] for first, _ in ranges[1:]) else []
        )

        coming = list(plan.new)
        staying: list[int] = []
        for place, event in enumerate(events):
            wanted = plan.rewrite.get(place)
            if place in plan.remove or (wanted and sort_key(wanted.date) != sort_key(event.date)):
                self._drop_block(*lines_of[place])
                if wanted:
                    coming.append(wanted)
            else:
                staying.append(place)
        coming.sort(key=lambda event: sort_key(event.date))
        arrivals: defaultdict[int, list[Event]] = defaultdict(list)
        keys = [sort_key(events[place].date) for place in staying]
        for event in coming:
            arrivals[gap(keys, sort_key(event.date))].append(event)

        at = self._first_line("events", node)
        for number, event in enumerate(arrivals[0]):
            last = number == len(arrivals[0]) - 1 and not staying
            self.insert[at] += event_block(event, indent) + ([] if last else blank)
        for position, place in enumerate(staying, 1):
            first, end = lines_of[place]
            if place in plan.rewrite:
                self.drop.update(range(first, end))
                self.insert[first] += event_block(plan.rewrite[place], indent)
            elif place in plan.extend:
                self._extend(place)
            for event in arrivals[position]:
                self.insert[end] += blank + event_block(event, indent)

    def _extend(self, place: int) -> None:
        node = next(
            (value for name, _, value in pairs(self.reader.event_nodes[place]) if name == "evidence"), None
        )
        if isinstance(node, yaml.SequenceNode) and not node.flow_style and node.value:
            indent = " " * node.start_mark.column
            for evidence in self.plan.extend[place]:
                self.insert[self.file.end(node)] += evidence_item(evidence, indent)
        else:
            del self.plan.extend[place]

    def _drop_block(self, first: int, end: int) -> None:
        self.drop.update(range(first, end))
        if first and self.file.is_blank[first - 1]:
            self.drop.add(first - 1)
        elif end < len(self.file.lines) and self.file.is_blank[end]:
            self.drop.add(end)

    # ------------------------------------------------------------------ sources

    def _edit_sources(self) -> None:
        plan = self.plan
        if not (plan.new_sources or plan.rewrite_sources or plan.remove_sources):
            return
        node = self._block("sources", self.reader.sources_node)
        assert node is None or isinstance(node, yaml.MappingNode)
        indent = " " * node.start_mark.column if node else "  "
        staying: list[tuple[str, yaml.Node, int, int]] = []
        for name, key, value in pairs(node) if node else ():
            first, end = key.start_mark.line, self.file.end(value)
            if name in plan.remove_sources:
                self.drop.update(range(first, end))
            else:
                staying.append((name, value, first, end))
        arrivals: defaultdict[int, list[str]] = defaultdict(list)
        for name in sorted(plan.new_sources):
            arrivals[gap([each[0] for each in staying], name)].append(name)
        at = self._first_line("sources", node)
        for name in arrivals[0]:
            self.insert[at] += source_block(name, plan.new_sources[name], indent)
        for position, (name, value, first, end) in enumerate(staying, 1):
            if name in plan.rewrite_sources:
                self.drop.update(range(first + 1, end))
                inner = " " * value.start_mark.column
                self.insert[first + 1] += source_fields(plan.rewrite_sources[name], inner)
            for new in arrivals[position]:
                self.insert[end] += source_block(new, plan.new_sources[new], indent)

    # ------------------------------------------------------------------ where they stand

    def _block(self, name: str, node: yaml.Node | None) -> yaml.CollectionNode | None:
        """Return the file's collection in block style, or None where one begins with its first entry."""
        root = self.file.root
        for each in (root, node):
            if isinstance(each, yaml.CollectionNode) and each.flow_style and each.value:
                raise TimelineError(
                    f"{self.file.path}:{each.start_mark.line + 1}: nothing can be added between {{ }} or [ ];"
                    f" write “{name}:” and its entries below each other"
                )
        return node if isinstance(node, yaml.CollectionNode) and node.value else None

    def _first_line(self, name: str, node: yaml.Node | None) -> int:
        """Return the line before which the first entry goes, and make the key where it is missing."""
        root = self.file.root
        assert isinstance(root, yaml.MappingNode)
        places = {key_name: (key, value) for key_name, key, value in pairs(root)}
        if name in places:
            key, value = places[name]
            line = int(key.start_mark.line)
            if node is not None or is_null(value):
                return line + 1
            # An empty `[]` or `{}` makes room for what goes below the key.
            first, last = value.start_mark, value.end_mark
            self.drop.update(range(first.line, last.line + 1))
            before = self.file.lines[first.line][: first.column].rstrip()
            rest = before + self.file.lines[last.line][last.column :].rstrip("\r\n")
            if rest:
                self.insert[first.line].append(rest)
            return int(last.line) + 1
        if name == "sources" and "events" in places:
            line = int(places["events"][0].start_mark.line)
            before = [self.file.end(value) for key, value in places.values() if key.start_mark.line < line]
            at = max(before, default=line)
        else:
            at = max(self.file.end(value) for _, value in places.values())
        self.insert[at] += ["", f"{name}:"]
        return at


# ---------------------------------------------------------------------- afterwards


def _verified(reader: Reader, plan: Plan, text: str) -> Reader:
    """Read the new text again and hold it against the plan, so that no slip can ever damage a file."""
    if text == reader.file.text and reader.file.root is not None:
        return reader
    events = [
        plan.rewrite.get(place, event)
        for place, event in enumerate(reader.timeline.events)
        if place not in plan.remove and place not in plan.extend
    ]
    expected = sorted(event_lines(event) for event in [*events, *plan.new])
    for place, added in plan.extend.items():
        event = reader.timeline.events[place]
        expected.append(event_lines(dataclasses.replace(event, evidence=event.evidence + added)))
    expected.sort()
    sources = {**reader.timeline.sources, **plan.rewrite_sources, **plan.new_sources}
    wanted = {name: source_lines(each) for name, each in sources.items() if name not in plan.remove_sources}
    try:
        after = Reader(YamlFile(reader.file.path, text))
    except TimelineError as error:
        raise _damage(reader) from error
    got = {name: source_lines(each) for name, each in after.timeline.sources.items()}
    errors = [problem for problem in after.problems if problem.severity == "error"]
    if errors or sorted(map(event_lines, after.timeline.events)) != expected or got != wanted:
        raise _damage(reader)
    return after


def _damage(reader: Reader) -> TimelineError:
    return TimelineError(
        f"{reader.file.path}: this file is laid out in a way that cannot be added to safely, so it was left"
        " as it is; write each event and each source as a block of its own"
    )


def _missing_articles(path: Path, after: Reader, present: Collection[str]) -> list[str]:
    """Return a line for each article that evidence names and that is no longer there."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for event, lines in zip(after.timeline.events, after.evidence_lines, strict=True):
        for evidence, line in zip(event.evidence, lines, strict=True):
            source = after.timeline.sources.get(evidence.source)
            if evidence.source not in present and source and source.file:
                places[evidence.source].append(line)
    warnings = []
    for name, lines in sorted(places.items()):
        pieces = "1 piece" if len(lines) == 1 else f"{len(lines)} pieces"
        file = after.timeline.sources[name].file
        warnings.append(
            f"{path}:{lines[0]}: the article {file} is gone; put it back, or remove its evidence"
            f" ({pieces}, the first in this line)"
        )
    return warnings


def _report(reader: Reader, plan: Plan, touched: list[bool], after: Reader) -> Report:
    report = Report(reader.file.path, new=[event.id for event in plan.new])
    lines = {
        event.id: node.start_mark.line + 1
        for event, node in zip(after.timeline.events, after.event_nodes, strict=True)
    }
    for place, event in enumerate(reader.timeline.events):
        name = event.id or event.title
        if touched[place]:
            report.kept.append(name)
            if place in plan.extend:
                report.extended.append(name)
            if place in plan.opinions:
                where = f"{report.path}:{lines.get(event.id, 1)}"
                report.notes.append(
                    f"{where}: “{event.title}” is now dated {plan.opinions[place]}, kept your {event.date}"
                )
        elif place in plan.remove:
            report.removed.append(name)
        else:
            (report.updated if place in plan.rewrite else report.unchanged).append(name)
    return report
