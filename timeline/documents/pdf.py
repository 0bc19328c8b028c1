"""`.pdf`: the text of its pages. A scanned page without a text layer has none."""

import logging
import math
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from typing import Any

import pypdf
from pypdf.errors import DependencyError, LimitReachedError, PyPdfError

from timeline.documents.drafts import Entry, RefusedError, language_code
from timeline.documents.file import File
from timeline.documents.layout import Line, paragraphs
from timeline.documents.limits import LONGEST_TEXT
from timeline.documents.plain import read_plain

__all__ = ["read"]

_LARGER = 1.15  # times the size of the letters after it, from which on the first page's largest are a title
_TITLE_WORDS = 40
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\0": None}
)
logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # small faults that it gets over are no news


def read(file: File) -> Iterator[Entry]:
    """Yield the file's text as an article.

    When it was made does not say when it was published: a browser that prints an old page makes one today.
    """
    try:
        reader = pypdf.PdfReader(file.path)
        if reader.is_encrypted and not reader.decrypt(""):
            raise RefusedError("locked with a password; save it without")
        pages = list(_pages(reader))
        language = language_code(str(reader.root_object.get("/Lang") or "")) or "en"
    except RefusedError:
        raise
    except DependencyError as error:
        raise RefusedError("locked; reading it needs: pip install 'mkdocs-timeline[pdf]'") from error
    except LimitReachedError as error:
        raise RefusedError("a part of it is too large when it is unpacked") from error
    except (PyPdfError, ValueError, TypeError, AttributeError, KeyError, IndexError) as error:
        raise RefusedError("damaged, or not what its ending says") from error
    found = paragraphs(pages, language)
    if not found.text.strip():
        raise RefusedError("no text in this PDF; if it was scanned, put a text into it with ocrmypdf")
    draft = read_plain(found.text, file.key, file.name)
    draft.document = replace(
        draft.document,
        title=_title(pages) or draft.document.title,
        language=language,
        pages=found.pages,
    )
    yield None, draft


def _pages(reader: pypdf.PdfReader) -> Iterator[list[Line]]:
    characters = 0
    for number, page in enumerate(reader.pages, 1):
        lines = _lines(page, number)
        characters += sum(len(line.text) for line in lines)
        if characters > LONGEST_TEXT:
            raise RefusedError(f"its text has more than {LONGEST_TEXT:,} characters")
        yield lines


def _lines(page: pypdf.PageObject, number: int) -> list[Line]:
    """Return the lines of a page in the order in which they are drawn."""
    found: list[tuple[list[str], float, float, float]] = []  # pieces of a line, and where it begins
    is_open = False  # whether the next piece may go on in the last line

    def visit(text: str, current: list[float], matrix: list[float], _font: Any, size: float) -> None:
        nonlocal is_open
        text = text.translate(_LIGATURES)
        if text.strip():
            a, b, c, d, x, y = _product(matrix, current)
            size *= math.hypot(c, d)
            if abs(b) <= abs(a):  # not what runs up along the edge of the page
                if is_open and found and abs(found[-1][2] - y) < max(size, found[-1][3]) / 2:
                    found[-1][0].append(text)
                else:
                    found.append(([text], x, y, size))
        if text:
            is_open = not text.endswith("\n")

    page.extract_text(visitor_text=visit)
    lines = (Line(" ".join("".join(pieces).split()), number, *place) for pieces, *place in found)
    return [line for line in lines if line.text]


def _product(one: list[float], other: list[float]) -> tuple[float, ...]:
    """Return the matrix that moves a point by the first, and then by the second."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _title(pages: list[list[Line]]) -> str | None:
    """Return what the first page tells in its largest letters, if most of the text is in smaller ones."""
    first = next((lines for lines in pages if lines), [])
    runs = [list(run) for _, run in groupby(first, lambda line: round(line.size, 1))]
    sizes = sorted(line.size for line in first for _ in line.text)
    largest = max(runs, key=lambda run: run[0].size, default=[])
    words = " ".join(line.text for line in largest).split()
    if not largest or largest[0].size < _LARGER * sizes[len(sizes) // 2] or len(words) > _TITLE_WORDS:
        return None
    return " ".join(words)
