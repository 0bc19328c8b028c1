"""An update's plan carried out on the text of the events file, line by line."""

from collections import defaultdict

import yaml

from timeline.errors import TimelineError
from timeline.events.model import Event
from timeline.store import schema
from timeline.store.placing import gap
from timeline.store.planning import Plan
from timeline.store.reading import VERSION, Reader
from timeline.store.syntax import is_null, pairs
from timeline.store.writing import event_block, evidence_item, source_block, source_fields, text_pair
from timeline.times.edtf import sort_key

__all__ = ["edited"]


def edited(reader: Reader, plan: Plan, title: str | None, comment: str = schema.COMMENT) -> str:
    """Return the file's text with the plan carried out; all other lines are as they were.

    Evidence that cannot be added, because its event lists none line by line, is taken out of the plan.

    Args:
        reader: the file.
        plan: what to change.
        title: of the timeline, when the file is new.
        comment: the first line of a new file, which tells editors where its schema lies.

    Raises:
        TimelineError: when entries would have to be added between brackets.
    """
    return _Edit(reader, plan, title, comment).text


class _Edit:
    """Collects which lines go and which come, and gives the new text."""

    def __init__(self, reader: Reader, plan: Plan, title: str | None, comment: str) -> None:
        self.reader, self.plan, self.file = reader, plan, reader.file
        root = reader.file.root
        self.margin = " " * root.start_mark.column if isinstance(root, yaml.MappingNode) else ""
        self.drop: set[int] = set()
        self.insert: defaultdict[int, list[str]] = defaultdict(list)  # before a line
        self.replace: dict[int, str] = {}  # a line that goes, by another
        if reader.file.root is None or is_null(reader.file.root):
            self._create(title, comment)
        else:
            self._edit_sources()
            self._edit_events()
        self.text = self._assemble()

    def _assemble(self) -> str:
        out: list[str] = []
        for number in range(len(self.file.lines) + 1):
            coming = [
                *self.insert.get(number, ()),
                *([self.replace[number]] if number in self.replace else []),
            ]
            for line in coming:
                if out and not out[-1].endswith(("\n", "\r")):
                    out[-1] += self.file.newline
                out.append(line + self.file.newline)
            if number < len(self.file.lines) and number not in self.drop:
                out.append(self.file.lines[number])
        return self.file.bom + "".join(out)

    def _create(self, title: str | None, comment: str) -> None:
        lines = [] if self.file.lines else [comment]
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
        indent = " " * node.start_mark.column if node else self.margin
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
        if first and self.file.is_blank[first - 1] and first - 1 not in self.drop:
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
        indent = " " * node.start_mark.column if node else self.margin + "  "
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
            line: int = key.start_mark.line
            if node is not None or (is_null(value) and not value.value):
                return line + 1
            # An empty `[]` or `{}`, or a `~`, makes room for what goes below the key.
            first, last = value.start_mark, value.end_mark
            self.drop.update(range(first.line, last.line + 1))
            rest = self.file.lines[first.line][: first.column].rstrip()
            rest += self.file.lines[last.line][last.column :].rstrip("\r\n")
            if rest:
                self.replace[first.line] = rest
            return last.line + 1
        if name == "sources" and "events" in places:
            line = int(places["events"][0].start_mark.line)
            before = [self.file.end(value) for key, value in places.values() if key.start_mark.line < line]
            at = max(before, default=line)
        else:
            at = max(self.file.end(value) for _, value in places.values())
        self.insert[at] += ["", f"{self.margin}{name}:"]
        return at
