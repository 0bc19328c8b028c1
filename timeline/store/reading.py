"""The events file's syntax tree → the models, with every problem found on the way."""

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any

import yaml

from timeline.events.model import Event, Evidence, Source, Timeline
from timeline.store.syntax import Problem, YamlFile, is_null, pairs
from timeline.times.edtf import EDTFError
from timeline.times.edtf import parse as parse_edtf

__all__ = ["FINGERPRINT", "RELEVANCES", "STATUSES", "VERSION", "Reader"]

VERSION = "1"
FINGERPRINT = "fingerprint"
STATUSES = ("proposed", "accepted", "hidden")
RELEVANCES = ("core", "secondary")

_LINK = re.compile(r"https?://[^\s/]", re.IGNORECASE)
_INTEGER = re.compile(r"[-+]?\d{1,18}", re.ASCII)
_FLOAT = re.compile(r"[-+]?\d+\.\d+", re.ASCII)

# Keys with a meaning, where others are kept.
_FIELDS = ("timeline", "title", "sources", "events")
_SOURCE_FIELDS = (
    *("file", "title", "publisher", "url", "archived", "language", "published", "published_because"),
)
_EVIDENCE_FIELDS = ("source", "quote", "start", "end", "expression", "because")
_EVENT_FIELDS = (
    *("id", "date", "title", "summary", "actors", "places", "tags", "relevance", "status", "planned"),
    *("disputed", "image", "evidence"),
)
_CLOSE = 0.75  # likeness from which on a name is taken for a misspelt one


class Reader:
    """Turns the tree into models. What cannot be used becomes a `Problem` and is left out.

    Attributes:
        timeline: the models; events in the order of the file.
        problems: everything that is wrong, in the order in which it was found.
        bad_links: addresses that lead nowhere; the page leaves them out, so the file can be used.
        events_node, sources_node: where they stand, None when the file has none.
        event_nodes: the node of each event of `timeline.events`.
        event_lines: the line (from 1) in which each of them begins.
        evidence_lines: of each event the line (from 1) of each of its pieces of evidence.
    """

    def __init__(self, file: YamlFile, sources: Mapping[str, Source] | None = None) -> None:
        """Read the file; `sources` are those of the events file that it is a part of."""
        self.file = file
        self.timeline = Timeline(dict(sources or {}))
        self.problems: list[Problem] = []
        self.bad_links: list[Problem] = []
        self.events_node: yaml.Node | None = None
        self.sources_node: yaml.Node | None = None
        self.event_nodes: list[yaml.MappingNode] = []
        self.event_lines: list[int] = []
        self.evidence_lines: list[list[int]] = []
        if file.root is not None and not is_null(file.root):
            self._read_root(file.root)

    def forget_tree(self) -> None:
        """Let the tree go, which takes most of the memory; the models and the text stay."""
        self.file.forget_tree()
        self.events_node = self.sources_node = None
        self.event_nodes = []

    # ------------------------------------------------------------------ the three levels

    def _read_root(self, root: yaml.Node) -> None:
        mapping = self._mapping(root, "the file", "begin it with “timeline: 1”, “sources:” and “events:”")
        for name, node in mapping.items():
            if name == "timeline":
                self._check_version(node)
            elif name == "title":
                self.timeline.title = self._text(node, "title")
            elif name == "sources":
                self.sources_node = node
                self._read_sources(node)
            elif name == "events":
                self.events_node = node
                self._read_events(node)
            else:
                self._doubt_name(root, name, _FIELDS)
                self.timeline.extra[name] = self._anything(node)

    def _check_version(self, node: yaml.Node) -> None:
        version = self._text(node, "timeline")
        if version not in (None, VERSION):
            self._problem(
                node, f"format version “{version}” is not known; write {VERSION}, or install a newer release"
            )

    def _read_sources(self, node: yaml.Node) -> None:
        for key, value in self._mapping(
            node, "“sources”", "write one “key:” with its fields below for each"
        ).items():
            fields = self._mapping(value, f"source “{key}”", "write its fields, such as “title: …”, below it")
            fields.pop(FINGERPRINT, None)
            source = Source()
            for name, child in fields.items():
                if name in ("file", "title", "publisher", "url", "language"):
                    setattr(source, name, self._text(child, name))
                elif name == "published":
                    source.published = self._date(child, name)
                elif name == "published_because":
                    source.published_because = tuple(self._texts(child, name))
                else:
                    self._doubt_name(value, name, _SOURCE_FIELDS)
                    source.extra[name] = self._anything(child)
            if source.url and not _LINK.match(source.url):
                message = f"“{_short(source.url)}” is no http(s) link; correct or remove it"
                self.bad_links.append(Problem(_line(fields["url"]), message, rule="link"))
            self.timeline.sources[key] = source

    def _read_events(self, node: yaml.Node) -> None:
        if is_null(node):
            return
        if not isinstance(node, yaml.SequenceNode):
            self._problem(node, "“events” must be a list; begin each event with “- date: …”")
            return
        lines_of_ids: dict[str, int] = {}
        for item in node.value:
            event, lines = self._read_event(item)
            if event is None:
                continue
            self.timeline.events.append(event)
            self.event_nodes.append(item)
            self.event_lines.append(_line(item))
            self.evidence_lines.append(lines)
            first = lines_of_ids.setdefault(event.id, _line(item)) if event.id else _line(item)
            if first != _line(item):
                message = f"the id “{event.id}” is already used in line {first}; remove this “id” line"
                self._problem(item, message, rule="id")

    # ------------------------------------------------------------------ one event

    def _read_event(self, node: yaml.Node) -> tuple[Event | None, list[int]]:
        fields = self._mapping(node, "an event", "write “date: …” and “title: …” below each other")
        fields.pop(FINGERPRINT, None)
        event = Event("", "")
        lines: list[int] = []
        readers: dict[str, Callable[[yaml.Node, str], Any]] = {
            "id": self._text,
            "date": self._date,
            "title": self._text,
            "summary": self._text,
            "actors": self._texts,
            "places": self._texts,
            "tags": self._texts,
            "relevance": lambda child, name: self._choice(child, name, RELEVANCES),
            "status": lambda child, name: self._choice(child, name, STATUSES),
            "disputed": self._dates,
        }
        for name, child in fields.items():
            if name == "evidence":
                event.evidence, lines = self._read_evidence(child)
            elif name in readers:
                value = readers[name](child, name)
                if value is not None:
                    setattr(event, name, value)
            else:
                self._doubt_name(node, name, _EVENT_FIELDS)
                event.extra[name] = self._anything(child)
        if not isinstance(node, yaml.MappingNode):
            return None, []
        for name, is_missing in (("date", is_null), ("title", _is_invisible)):
            if name not in fields or is_missing(fields[name]):
                self._problem(fields.get(name, node), f"this event has no {name}; add “{name}: …”")
        return (event if event.date and event.title else None), lines

    def _read_evidence(self, node: yaml.Node) -> tuple[list[Evidence], list[int]]:
        if is_null(node):
            return [], []
        if not isinstance(node, yaml.SequenceNode):
            self._problem(node, "“evidence” must be a list; begin each piece with “- source: …”")
            return [], []
        found: list[Evidence] = []
        lines: list[int] = []
        for item in node.value:
            fields = self._mapping(
                item, "a piece of evidence", "write “source: …” and “quote: …” below each other"
            )
            if not fields:
                continue
            known: dict[str, Any] = {"source": "", "quote": "", "extra": {}}
            for name, child in fields.items():
                if name in ("source", "quote", "expression"):
                    known[name] = self._text(child, name) or known.get(name)
                elif name in ("start", "end", "page"):
                    known[name] = self._number(child, name)
                elif name == "because":
                    known[name] = tuple(self._texts(child, name))
                else:
                    self._doubt_name(item, name, _EVIDENCE_FIELDS)
                    known["extra"][name] = self._anything(child)
            for name in ("source", "quote"):
                if not known[name]:
                    self._problem(item, f"this evidence has no {name}; add “{name}: …”")
            found.append(Evidence(**known))
            lines.append(_line(item))
        return found, lines

    # ------------------------------------------------------------------ values

    def _problem(self, node: yaml.Node, message: str, severity: str = "error", rule: str = "schema") -> None:
        self.problems.append(Problem(_line(node), message, severity, rule))

    def _doubt_name(self, mapping: yaml.Node, name: str, known: tuple[str, ...]) -> None:
        """Warn of a key that is almost one with a meaning. Other keys are the editor's own."""
        close = _close_name(name, known)
        if close and isinstance(mapping, yaml.MappingNode):
            key = next(key for each, key, _ in pairs(mapping) if each == name)
            self._problem(key, f"unknown field “{name}”; did you mean “{close}”?", "warning", "field")

    def _mapping(self, node: yaml.Node, what: str, remedy: str) -> dict[str, yaml.Node]:
        if is_null(node):
            return {}
        if not isinstance(node, yaml.MappingNode):
            self._problem(node, f"{what} must have named fields; {remedy}")
            return {}
        fields: dict[str, yaml.Node] = {}
        for name, key, value in pairs(node):
            if not name:
                self._problem(key, f"{what} has a key that is no text; write “name: value”")
            elif name in fields:
                self._problem(key, f"“{name}” stands twice in {what}; remove one")
            else:
                fields[name] = value
        return fields

    def _text(self, node: yaml.Node, name: str) -> str | None:
        if is_null(node):
            return None
        if not isinstance(node, yaml.ScalarNode):
            is_flow = isinstance(node, yaml.CollectionNode) and node.flow_style
            hint = " (text that begins with [ or { needs quotes)" if is_flow else ""
            self._problem(node, f"“{name}” must be a text{hint}")
            return None
        return str(node.value)

    def _texts(self, node: yaml.Node, name: str) -> list[str]:
        if is_null(node):
            return []
        if not isinstance(node, yaml.SequenceNode):
            self._problem(node, f"“{name}” must be a list; write “{name}: [first, second]”")
            return []
        return [text for item in node.value if (text := self._text(item, name)) is not None]

    def _date(self, node: yaml.Node, name: str) -> str | None:
        if isinstance(node, yaml.SequenceNode) and node.flow_style:
            self._problem(
                node, f"a {name} that begins with [ needs quotes; write “{name}: '[2020-01-04..2020-01-12]'”"
            )
            return None
        text = self._text(node, name)
        if text is None:
            return None
        try:
            parse_edtf(text)
        except EDTFError as error:
            self._problem(node, f"{error}; correct the {name}", rule="date")
            return None
        return text.strip()

    def _dates(self, node: yaml.Node, name: str) -> list[str]:
        if not isinstance(node, yaml.SequenceNode):
            return self._texts(node, name)
        return [date for item in node.value if (date := self._date(item, name)) is not None]

    def _choice(self, node: yaml.Node, name: str, choices: Iterable[str]) -> str | None:
        text = self._text(node, name)
        if text is None or text in choices:
            return text
        close = difflib.get_close_matches(text, list(choices), 1)
        hint = f"did you mean “{close[0]}”?" if close else f"write {' or '.join(choices)}"
        self._problem(node, f"unknown {name} “{_short(text)}”; {hint}")
        return None

    def _number(self, node: yaml.Node, name: str) -> int | None:
        text = self._text(node, name)
        if text is None:
            return None
        if not _INTEGER.fullmatch(text) or int(text) < 0:
            unit = "the number of a page" if name == "page" else "a number of characters"
            self._problem(node, f"“{name}” must be {unit}; correct or remove it")
            return None
        return int(text)

    def _anything(self, node: yaml.Node) -> Any:
        """Return the value of a key that this version does not know; dates and words stay text."""
        if is_null(node):
            return None
        if isinstance(node, yaml.MappingNode):
            return {name: self._anything(value) for name, value in self._mapping(node, "this", "").items()}
        if isinstance(node, yaml.SequenceNode):
            return [self._anything(item) for item in node.value]
        text = str(node.value)
        if getattr(node, "style", ""):
            return text
        if text in ("true", "false"):
            return text == "true"
        if _INTEGER.fullmatch(text) and str(int(text)) == text:
            return int(text)
        return float(text) if _FLOAT.fullmatch(text) and repr(float(text)) == text else text


@lru_cache(maxsize=256)
def _close_name(name: str, known: tuple[str, ...]) -> str | None:
    if name in known:
        return None
    return next(iter(difflib.get_close_matches(name.lower(), known, 1, _CLOSE)), None)


def _is_invisible(node: yaml.Node) -> bool:
    seen = isinstance(node, yaml.ScalarNode) and any(c.isprintable() and c != " " for c in node.value)
    return is_null(node) or (isinstance(node, yaml.ScalarNode) and not seen)


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"
