"""A YAML file as text and as tree at once, so that a part of it can be replaced without touching the rest."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from timeline.errors import TimelineError
from timeline.nesting import limited

__all__ = ["BOM", "NoYamlError", "Problem", "YamlFile", "is_null", "last_line", "pairs"]

BOM = "\ufeff"

# Line breaks and allowed characters as YAML 1.1 defines them: the parser counts lines this way.
_LINE = re.compile("[^\r\n\x85\u2028\u2029]*(?:\r\n|[\r\n\x85\u2028\u2029])|[^\r\n\x85\u2028\u2029]+\\Z")
_NOT_ALLOWED = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufeff\uff00-\ufffd\U00010000-\U0010ffff]")
_PERHAPS_ALIAS = re.compile(r"\*(?<![^\s,\[{]\*)[^\s*]")


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something in the events file that its editor should mend."""

    line: int  # from 1
    message: str  # what is wrong and what to do
    severity: str = "error"  # error: wrong | warning: doubtful
    rule: str = "schema"  # what it goes against, in a word
    file: Path | None = field(default=None, compare=False)  # in which it stands, where that is not clear


class NoYamlError(TimelineError):
    """A file that is no YAML, or has an alias in it. `problem` is what its text says, without the file."""

    def __init__(self, path: Path, line: int, message: str) -> None:
        super().__init__(f"{path}:{line}: {message}")
        self.problem = Problem(line, message, rule="syntax")


# What the parser says of “title: Baths: open”.
_COLON = "mapping values are not allowed"


class _Loader(limited(getattr(yaml, "CBaseLoader", yaml.BaseLoader))):  # type: ignore[misc]
    """Leaves every scalar a text: “2020-01-03” is no datetime, “no” no truth value."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> str:
        return ""  # no tag is asked for, and to find it takes a third of the time


class YamlFile:
    """The text of a YAML file, its lines, and its syntax tree.

    Raises:
        NoYamlError: with file and line when the text is not YAML, or uses aliases.
    """

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.text = text
        body = text.removeprefix(BOM)
        self.bom = text[: len(text) - len(body)]
        self.lines: list[str] = _LINE.findall(body)
        self.newline = "\r\n" if self.lines and self.lines[0].endswith("\r\n") else "\n"
        self.root: yaml.Node | None = self._compose(body)
        self._forbid_aliases()

    def forget_tree(self) -> None:
        """Let the tree and the lines go; the text stays."""
        self.root = None
        self.lines = []
        self.__dict__.pop("is_blank", None)

    @cached_property
    def is_blank(self) -> list[bool]:
        """Of each line, whether it holds nothing."""
        return [not line.strip(" \t\r\n") for line in self.lines]

    def _error(self, line: int, message: str) -> NoYamlError:
        return NoYamlError(self.path, line, message)

    def _compose(self, body: str) -> yaml.Node | None:
        bad = _NOT_ALLOWED.search(body)
        if bad:
            line = len(_LINE.findall(body[: bad.start()] + "."))
            raise self._error(line, f"YAML does not allow the character U+{ord(bad[0]):04X} here; remove it")
        try:
            node: yaml.Node | None = yaml.compose(body, Loader=_Loader)
        except yaml.MarkedYAMLError as error:
            # A quote that is never closed is noticed at the end of the file, but mended where it opens.
            at_end = error.problem_mark is not None and error.problem_mark.index >= len(body)
            mark = (error.context_mark if at_end else None) or error.problem_mark or error.context_mark
            line = min(mark.line + 1, max(1, len(self.lines))) if mark else 1
            # “expected a single document in the stream”, “but found another document”
            clauses = (error.context, error.problem) if (error.problem or "").startswith("but ") else ()
            problem = ", ".join(filter(None, clauses)) or error.problem or error
            remedy = "put text with “: ” in it in quotes" if _COLON in str(problem) else "correct this line"
            raise self._error(line, f"this is not valid YAML: {problem}; {remedy}") from error
        except yaml.YAMLError as error:
            raise self._error(1, f"this is not valid YAML: {error}; correct the file") from error
        return node

    def _forbid_aliases(self) -> None:
        # An alias is the same node a second time: it would blur where a value stands and who wrote it.
        if not _PERHAPS_ALIAS.search(self.text):
            return
        seen: set[int] = set()
        stack: list[tuple[yaml.Node, int]] = [(self.root, 0)] if self.root else []
        while stack:
            node, line = stack.pop()
            if id(node) in seen:
                raise self._error(
                    line + 1, "the alias (*name) near here is not supported; write the value out"
                )
            seen.add(id(node))
            if isinstance(node, yaml.MappingNode):
                stack.extend(
                    (child, key.start_mark.line) for key, value in node.value for child in (key, value)
                )
            elif isinstance(node, yaml.SequenceNode):
                stack.extend((child, node.start_mark.line) for child in node.value)

    def item_lines(self, items: yaml.SequenceNode) -> list[tuple[int, int]]:
        """Return for each item of a block sequence its first line and the line after its last (from 0).

        Raises:
            TimelineError: when an item's dash does not begin its line, as below a key written with “?”.
        """
        ranges = []
        for item in items.value:
            first = item.start_mark.line
            while self.lines[first][items.start_mark.column : items.start_mark.column + 1] != "-" or (
                self.lines[first][: items.start_mark.column].strip()
            ):
                first -= 1
                if first < 0:
                    raise self._error(
                        item.start_mark.line + 1,
                        "this list cannot be edited; write each “- ” on a line of its own",
                    )
            ranges.append((first, self.end(item)))
        return ranges

    def pair_lines(self, mapping: yaml.MappingNode) -> list[tuple[int, int]]:
        """Return for each pair of a block mapping its first line and the line after its last (from 0)."""
        return [(key.start_mark.line, self.end(value)) for key, value in mapping.value]

    def end(self, node: yaml.Node) -> int:
        """Return the number (from 0) of the line after the node's last one."""
        last = last_line(node)
        while last > node.start_mark.line and self.is_blank[last]:
            last -= 1
        return last + 1


def last_line(node: yaml.Node) -> int:
    """Return the number (from 0) of a node's last line; blank lines after it may be included.

    The parser's own end of a block collection lies behind the comments that follow it.
    """
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        node = node.value[-1][1] if isinstance(node, yaml.MappingNode) else node.value[-1]
    end = node.end_mark
    return int(end.line - 1 if end.column == 0 and end.line > node.start_mark.line else end.line)


def pairs(node: yaml.MappingNode) -> Iterator[tuple[str, yaml.Node, yaml.Node]]:
    """Yield each key as text, its node and the value's node. A key that is no scalar has the text ""."""
    for key, value in node.value:
        yield (key.value if isinstance(key, yaml.ScalarNode) else ""), key, value


def is_null(node: yaml.Node) -> bool:
    """Whether the node is an empty value or one of YAML's words for none, without quotes."""
    return (
        isinstance(node, yaml.ScalarNode)
        and not node.style
        and node.value in ("", "~", "null", "Null", "NULL")
    )
