"""The notation of the rules, and its translation to regular expressions over symbols.

A text is matched as a string with one symbol for each token, where a symbol stands for the set of vocabulary
classes that the token belongs to. The notation (see the top of `languages/en.yml`) is written as a plain
regular expression without lookaround or backreferences.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

__all__ = ["PatternError", "Template", "read"]

_PIECE = re.compile(
    r"\s*(?:\{(?P<group>[^}]*)\}|<(?P<phrase>[^>]*)>|(?P<mark>[()|?*\[\]])|(?P<word>[^\s(){}<>|?*\[\]]+))"
)
MAX_REPEAT = 5  # what `*` allows at most, so that matching stays linear
_TAIL = ("date", "event")


class PatternError(ValueError):
    """A rule's pattern is not in the notation."""


@dataclass(frozen=True, slots=True)
class Template:
    """A pattern as read. `regex` still needs `symbols(class or word) -> characters`.

    `leads` and `tail` say that the rule begins with, or ends in, something that is no run of vocabulary:
    `date` (whatever another rule finds there) or `event` (a noun phrase).
    """

    pieces: tuple[
        str | tuple[str, str], ...
    ]  # regular expression text, or ("class"|"word"|"group"|"end", name)
    groups: dict[str, str]  # group name → class or phrase
    extents: int
    leads: bool
    tail: str | None
    tail_extent: bool  # whether the tail lies within the extent

    def classes(self) -> Iterator[tuple[str, str]]:
        """Yield every class and literal word used, as ("class" | "word", name)."""
        for piece in self.pieces:
            if isinstance(piece, tuple):
                yield piece

    def regex(self, symbols: Callable[[str, str], str]) -> str:
        """Return the regular expression; `symbols` gives the text that matches a class or a word."""
        return "".join(piece if isinstance(piece, str) else symbols(*piece) for piece in self.pieces)


def read(pattern: str, phrases: dict[str, str], capture: bool = True) -> Template:
    """Read a pattern; `phrases` are the named sub-patterns.

    Raises:
        PatternError: when the pattern is not in the notation.
    """
    reader = _Reader(pattern, phrases, capture)
    reader.read_all()
    return Template(
        tuple(reader.pieces), reader.groups, reader.extents, reader.leads, reader.tail, reader.tail_extent
    )


class _Reader:
    def __init__(self, pattern: str, phrases: dict[str, str], capture: bool) -> None:
        self.pattern, self.phrases, self.capture = pattern, phrases, capture
        self.pieces: list[str | tuple[str, str]] = []
        self.groups: dict[str, str] = {}
        self.extents = 0
        self.open_extent = False
        self.leads = False
        self.tail: str | None = None
        self.tail_extent = False

    def read_all(self) -> None:
        position = 0
        depth = 0
        text = self.pattern.strip()
        while position < len(text):
            match = _PIECE.match(text, position)
            if not match:
                raise PatternError(f"cannot read “{text[position:]}”")
            if self.tail and match["mark"] != "]":
                raise PatternError(f"{{{self.tail}}} must come last in “{text}”")
            position = match.end()
            if match["group"] is not None:
                self._group(match["group"])
            elif match["phrase"] is not None:
                self._phrase(match["phrase"])
            elif match["word"] is not None:
                self.pieces.append(("word", match["word"]))
            else:
                depth += {"(": 1, ")": -1}.get(match["mark"], 0)
                self._mark(match["mark"])
        if depth or self.open_extent:
            raise PatternError(f"brackets do not match in “{text}”")

    def _group(self, content: str) -> None:
        name, _, kind = content.partition(":")
        kind = kind or name
        if kind in _TAIL:
            if not self.pieces:
                self.leads = True
            else:
                self.tail, self.tail_extent = kind, self.open_extent
            return
        if self.capture:
            while name in self.groups:  # the same name in another alternative
                name += "_"
            self.groups[name] = kind
            self.pieces.append(f"(?P<{name}>")
        else:
            self.pieces.append("(?:")
        self._content(kind)
        self.pieces.append(")")

    def _phrase(self, name: str) -> None:
        self.pieces.append("(?:")
        self._content(name)
        self.pieces.append(")")

    def _content(self, kind: str) -> None:
        if kind in self.phrases:
            self.pieces += read(self.phrases[kind], self.phrases, capture=False).pieces
        else:
            self.pieces.append(("class", kind))

    def _mark(self, mark: str) -> None:
        if mark == "[":
            self.pieces.append(f"(?P<extent{self.extents}>")
            self.extents += 1
            self.open_extent = True
        elif mark == "]":
            self.pieces.append(")")
            self.open_extent = False
        elif mark == "(":
            self.pieces.append("(?:")
        elif mark == "*":
            self.pieces.append(f"{{0,{MAX_REPEAT}}}")
        else:
            self.pieces.append(mark)
