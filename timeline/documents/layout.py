"""Lines on the pages of a PDF → paragraphs, with the place where each page begins in them.

A PDF knows nothing but where pieces of text stand. They are taken in the order in which they are drawn, which
is that of reading in what word processors, browsers and layout programs write.
"""

import re
from bisect import bisect
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from timeline.documents.dateline import values

__all__ = ["Line", "Paged", "paragraphs"]

_SAME_SIZE = 0.1  # by which sizes of letters may differ within a paragraph
_WIDER = 1.35  # times the usual distance of lines, from which on it separates paragraphs
_INDENT = (0.7, 4.0)  # times the size of the letters by which the first line of a paragraph is moved in
_FULL = 0.85  # of the longest line's characters; a shorter one whose sentence ends, ends a paragraph
_SHORT = 0.6  # of them; a shorter one ends a paragraph at the foot of a column, too
_SENTENCE_END = re.compile(r"[.!?:…][\"'”’»)\]]*$")
_HYPHEN = re.compile(r"(?P<word>[^\W\d_]+)[-\u2010\u00ad]$")
_NEXT_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"\W*(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\W*", re.IGNORECASE)
_ROWS = 4  # at least so many rows make columns
_MOST = 0.6  # and at least this share of them has a line in more than one
_GOING_ON = 0.25  # of the lines of a column that is prose begin in lower case, at least
_MARGIN = 3  # lines at the top and at the bottom of a page that may be running heads
_APART = 2.2  # times the size of its letters by which a running head is set apart


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text on a page; distances in points, `y` grows upwards."""

    text: str
    page: int  # from 1
    x: float
    y: float
    size: float  # of the letters


@dataclass(frozen=True, slots=True)
class Paged:
    """A text, a blank line between paragraphs, and the offset in it at which each page begins."""

    text: str
    pages: tuple[int, ...]


def paragraphs(pages: Sequence[Sequence[Line]], language: str = "en") -> Paged:
    """Join lines to paragraphs; heads and numbers of pages are left out, hyphens at line ends go."""
    lines = _without_running_heads([_by_columns(page) for page in pages])
    if not lines:
        return Paged("", (0,) * len(pages))
    layout = _Layout.of(lines)
    words = Counter(word for line in lines for word in re.findall(r"[\w-]+", line.text.lower()))
    pieces = [lines[0].text]
    end = len(lines[0].text)
    begins = {lines[0].page: 0}
    for above, line in pairwise(lines):
        if layout.separates(above, line):
            glue, cut = "\n\n", 0
        else:
            glue, cut = _glue(above.text, line.text, words, language)
        if cut:
            pieces[-1] = pieces[-1][:-cut]
        pieces += [glue, line.text]
        end += len(glue) - cut
        begins.setdefault(line.page, end)
        end += len(line.text)
    starts = [end] * (len(pages) + 1)
    for index in range(len(pages) - 1, -1, -1):  # a page without text begins where the next one does
        starts[index] = begins.get(index + 1, starts[index + 1])
    return Paged("".join(pieces), tuple(starts[:-1]))


@dataclass(frozen=True, slots=True)
class _Layout:
    """What is usual in a file, for each size of letters."""

    leading: dict[int, float]  # from line to line
    longest: dict[int, int]  # characters of a line

    @classmethod
    def of(cls, lines: Sequence[Line]) -> "_Layout":
        distances: dict[int, list[float]] = {}
        lengths: dict[int, list[int]] = {}
        for above, line in pairwise(lines):
            size, distance = round(line.size), above.y - line.y
            lengths.setdefault(size, []).append(len(line.text))
            if above.page == line.page and _is_same_size(above, line) and 0 < distance < 3 * line.size:
                distances.setdefault(size, []).append(distance)
        return cls(
            # Most lines follow one of their paragraph, and none is closer.
            {size: sorted(found)[len(found) // 4] for size, found in distances.items()},
            {size: sorted(found)[int(0.9 * (len(found) - 1))] for size, found in lengths.items()},
        )

    def separates(self, above: Line, line: Line) -> bool:
        """Return whether a paragraph ends between two lines that follow each other."""
        if not _is_same_size(above, line):
            return True
        ends = _SENTENCE_END.search(above.text) is not None
        share = len(above.text) / self.longest.get(round(line.size), 1)
        distance = above.y - line.y
        if above.page != line.page or distance < 0:  # another page or column
            return ends or (share < _SHORT and not line.text[0].islower())
        usual = self.leading.get(round(line.size), distance)
        if distance > _WIDER * usual:
            return True
        least, most = (times * line.size for times in _INDENT)
        is_indented = least < line.x - above.x < most
        return ends and (is_indented or share < _FULL)


def _is_same_size(one: Line, other: Line) -> bool:
    return abs(one.size - other.size) <= _SAME_SIZE * max(one.size, other.size)


def _glue(above: str, below: str, words: Counter[str], language: str) -> tuple[str, int]:
    """Return what to put between two lines of a paragraph, and how many characters of the first to drop.

    A hyphen at the end of a line stays where the text has it elsewhere within a line, before a capital, and
    behind a number (“five-day”).
    """
    first, second = _HYPHEN.search(above), _NEXT_WORD.match(below)
    if first is None or second is None:
        return ("", 0) if above.endswith(("-", "–", "—")) else (" ", 0)
    if above.endswith("\u00ad"):
        return "", 1
    whole, parts = f"{first['word']}{second[0]}".lower(), f"{first['word']}-{second[0]}".lower()
    numbers = values(language, ("cardinal",))
    is_counted = first["word"].lower() in numbers and whole not in numbers
    keeps = not second[0][0].islower() or words[parts] > words[whole] or is_counted
    return "", 0 if keeps else 1


def _by_columns(lines: Sequence[Line]) -> list[Line]:
    """Return the lines of a page column by column where they were drawn row by row, across the columns.

    A table is left as it is: what stands in it does not go on in lower case from line to line.
    """
    heights = [0]
    for above, line in pairwise(lines):
        is_beside = abs(above.y - line.y) < line.size / 2 and above.x < line.x
        heights.append(heights[-1] + (not is_beside))
    numbered = groupby(zip(heights, lines, strict=False), lambda pair: pair[0])
    rows = [[line for _, line in pairs] for _, pairs in numbered]
    wide = [number for number, row in enumerate(rows) if len(row) > 1]
    if len(wide) < _ROWS:
        return list(lines)
    begin, end = wide[0], wide[-1] + 1
    if len(wide) < _MOST * (end - begin):
        return list(lines)
    edges = sorted({min(line.x for line in column) for column in zip(*(rows[n] for n in wide), strict=False)})
    while end < len(rows) and _goes_on(rows[end - 1], rows[end]):  # where one column is longer
        end += 1
    columns: list[list[Line]] = [[] for _ in edges]
    for line in (line for row in rows[begin:end] for line in row):
        columns[max(bisect(edges, line.x + line.size) - 1, 0)].append(line)
    if any(sum(line.text[0].islower() for line in column) < _GOING_ON * len(column) for column in columns):
        return list(lines)
    return [line for row in [*rows[:begin], *columns, *rows[end:]] for line in row]


def _goes_on(above: Sequence[Line], below: Sequence[Line]) -> bool:
    return _is_same_size(above[0], below[0]) and 0 < above[0].y - below[0].y < 2 * below[0].size


def _without_running_heads(pages: Sequence[Sequence[Line]]) -> list[Line]:
    """Return all lines but those at the edge of a page that hold its number or stand on other pages, too."""
    edges = [_edges(lines) for lines in pages]
    counts = Counter(text for edge in edges for text in {_head(line) for line in edge})
    return [
        line
        for lines, edge in zip(pages, edges, strict=True)
        for line in lines
        if line not in edge or not (_PAGE_NUMBER.fullmatch(line.text) or counts[_head(line)] > 1)
    ]


def _edges(lines: Sequence[Line]) -> set[Line]:
    """Return the first and last lines of a page that are set apart from the others."""
    found: set[Line] = set()
    downwards = sorted(lines, key=lambda line: -line.y)
    for ordered in (downwards, downwards[::-1]):
        for count, (line, following) in enumerate(pairwise(ordered[: _MARGIN + 1]), 1):
            if abs(line.y - following.y) > _APART * line.size:
                found.update(ordered[:count])
    return found


def _head(line: Line) -> str:
    return _NUMBER.sub("#", line.text)
