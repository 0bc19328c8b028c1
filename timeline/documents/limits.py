"""What one file may cost."""

from collections.abc import Iterator
from typing import BinaryIO

__all__ = ["LONGEST_TEXT", "lines_of"]

LONGEST_TEXT = 20_000_000  # characters of an article, or bytes of a record


def lines_of(stream: BinaryIO) -> Iterator[bytes | None]:
    """Yield the lines of a file, None for one that is longer than a record may be."""
    while line := stream.readline(LONGEST_TEXT + 1):
        if len(line) <= LONGEST_TEXT:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(LONGEST_TEXT)
        yield None
