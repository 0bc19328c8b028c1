"""Paragraphs whose lines were broken at a width → one line each."""

from collections.abc import Iterator

__all__ = ["is_broken", "unwrapped"]

_WIDTH = 100  # characters; longer lines were not broken by hand or by a mail program


def is_broken(line: str, following: str, width: int) -> bool:
    """Return whether a line ends where it does because the next word would not have fitted in."""
    return len(line) + 1 + len(following.split(maxsplit=1)[0]) > width


def unwrapped(text: str) -> str:
    """Return the text with the lines of each paragraph joined.

    A paragraph ends at a blank line, or at a line that had room for the next word.
    """
    return "\n".join(_joined(text.split("\n")))


def _joined(lines: list[str]) -> Iterator[str]:
    width = max((len(line) for line in lines if len(line) <= _WIDTH), default=0)
    pending = ""
    last = ""
    for line in [line.rstrip() for line in lines] + [""]:
        if last and line.strip() and len(last) <= _WIDTH and is_broken(last, line, width):
            pending += " " + line.strip()
        else:
            if pending:
                yield pending
            if not line.strip():
                yield ""
            pending = line
        last = line
