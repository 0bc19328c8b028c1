"""The lines of a text with their places, and their words without the markup of Markdown."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Line", "lines", "without_markup"]

_IMAGE = re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)")
_LINK = re.compile(r"\[([^\]\n]*)\]\([^)\n]*\)")
_EMPHASIS = re.compile(r"(?<!\w)[*_`]+(?=\S)|(?<=\S)[*_`]+(?!\w)")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank."""

    text: str  # without blanks at its end
    start: int  # offset in the whole text
    number: int  # from 1, as editors count


def lines(text: str, start: int = 0) -> Iterator[Line]:
    """Yield the lines with text from offset `start` (the beginning of a line) on."""
    number = text.count("\n", 0, start) + 1
    position = start
    for line in text[start:].split("\n"):
        if line.strip():
            yield Line(line.rstrip(), position, number)
        position += len(line) + 1
        number += 1


def without_markup(text: str) -> str:
    """Return a line's words: emphasis, heading and quote marks, link targets and images are dropped."""
    text = _LINK.sub(r"\1", _IMAGE.sub("", text))
    text = re.sub(r"^[\s>#]+", "", text)
    return " ".join(_EMPHASIS.sub("", text).split())
