"""What a person has touched: all whose text is another than the one its fingerprint was taken of."""

import yaml

from timeline.store.reading import FINGERPRINT, Reader
from timeline.store.syntax import YamlFile, pairs
from timeline.store.writing import fingerprint

__all__ = ["signatures", "touched_events", "touched_sources"]


def touched_events(reader: Reader) -> list[bool]:
    """Return of each event of a file whether a person has written or changed it."""
    if not isinstance(reader.events_node, yaml.SequenceNode) or reader.events_node.flow_style:
        return [True] * len(reader.timeline.events)
    column = reader.events_node.start_mark.column + 2
    ranges = reader.file.item_lines(reader.events_node)
    by_node = {id(node): lines for node, lines in zip(reader.events_node.value, ranges, strict=True)}
    return [_is_touched(reader.file, node, *by_node[id(node)], column) for node in reader.event_nodes]


def touched_sources(reader: Reader) -> set[str]:
    """Return those sources of a file that a person has written or changed."""
    touched = set(reader.timeline.sources)
    node = reader.sources_node
    if isinstance(node, yaml.MappingNode) and not node.flow_style:
        for (name, key, value), (_, end) in zip(pairs(node), reader.file.pair_lines(node), strict=True):
            first = key.start_mark.line + 1
            below = value.start_mark.line >= first
            if below and not _is_touched(reader.file, value, first, end, value.start_mark.column):
                touched.discard(name)
    return touched


def signatures(reader: Reader) -> list[str | None]:
    """Return the fingerprint that stands in each event of a file: of what the machine wrote there."""
    found = map(_signature, reader.event_nodes)
    return [None if each is None else str(each.value) for each in found]


def _is_touched(file: YamlFile, node: yaml.Node, first: int, end: int, column: int) -> bool:
    """Whether a block's text is another than the one its fingerprint was taken of."""
    if not isinstance(node, yaml.MappingNode):
        return True
    signed = _signature(node)
    if node.flow_style or signed is None:
        return True
    own = signed.start_mark.line
    lines = [
        _dedent(line, column) for number, line in enumerate(file.lines[first:end], first) if number != own
    ]
    return bool(fingerprint(lines) != signed.value)


def _signature(node: yaml.MappingNode) -> yaml.ScalarNode | None:
    found = [value for name, _, value in pairs(node) if name == FINGERPRINT]
    return found[0] if len(found) == 1 and isinstance(found[0], yaml.ScalarNode) else None


def _dedent(line: str, column: int) -> str:
    return line[column:] if line[:column].strip() in ("", "-") else line
