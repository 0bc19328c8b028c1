"""The article beside an event: its text in pieces, the quote and the time expression told apart."""

import os
from pathlib import Path

from timeline.documents import Document
from timeline.documents.file import File
from timeline.documents.opening import read_file
from timeline.events.model import Evidence, Source
from timeline.site.evidence import expression_of

__all__ = ["Articles", "Piece", "quote_in_pieces"]

Piece = tuple[str, str]  # a text, and what it is: "", "quote" or "time"

_KEPT = 30  # articles in memory
_AROUND = 20_000  # characters that are shown before and after the quote


class Articles:
    """Reads articles when they are looked at, each once as long as its file stays as it is."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[tuple[str, str, int], Document | None] = {}

    def in_pieces(self, evidence: Evidence, source: Source | None) -> list[Piece] | None:
        """Return the article's text in pieces; None when it is not there or does not say the quote."""
        document = self._find(evidence, source)
        start = None if document is None else _place(evidence, document.text)
        return None if document is None or start is None else _around(document, evidence, start)

    def _find(self, evidence: Evidence, source: Source | None) -> Document | None:
        if source is None or not source.file:
            return None
        try:
            path = Path(os.path.realpath(self._folder / source.file))
            name = evidence.source, source.file, path.stat().st_mtime_ns
        except (OSError, ValueError):  # gone, or no name that a file can have
            return None
        if not path.is_relative_to(os.path.realpath(self._folder)):
            return None
        if name not in self._read:
            self._read[name] = _article(path, source.file, evidence)
            while len(self._read) > _KEPT:
                self._read.pop(next(iter(self._read)))
        return self._read[name]


def _article(path: Path, file: str, evidence: Evidence) -> Document | None:
    """Return the article that says the quote and has the source's key, or else does one of the two."""
    second = third = None
    for document in read_file(File.of(path, file), []):
        is_named, says = document.id == evidence.source, _place(evidence, document.text) is not None
        if is_named and says:
            return document
        second = second or (document if says else None)
        third = third or (document if is_named else None)
    return second or third


def _place(evidence: Evidence, text: str) -> int | None:
    start, end = evidence.start, evidence.end
    if start is not None and end is not None and text[start:end] == evidence.quote:
        return start
    found = text.find(evidence.quote) if evidence.quote else -1
    return found if found >= 0 else None


def _around(document: Document, evidence: Evidence, start: int) -> list[Piece]:
    text, end = document.text, start + len(evidence.quote)
    first = max(document.body if document.body <= start else 0, start - _AROUND)
    before = ("…" if first > document.body else "") + text[first:start].lstrip("\n")
    after = (text[end : end + _AROUND] + ("…" if len(text) > end + _AROUND else "")).rstrip("\n")
    if "\n\n" not in text.strip():  # as in the text of a web page, where each line is a paragraph
        before, after = before.replace("\n", "\n\n"), after.replace("\n", "\n\n")
    return [(before, ""), *quote_in_pieces(evidence), (after, "")]


def quote_in_pieces(evidence: Evidence) -> list[Piece]:
    """Return the quote, its time expression told apart."""
    quote, expression = evidence.quote, expression_of(evidence)
    at = quote.find(expression) if expression else -1
    if at < 0:
        return [(quote, "quote")]
    end = at + len(expression)
    return [(quote[:at], "quote"), (expression, "time"), (quote[end:], "quote")]
