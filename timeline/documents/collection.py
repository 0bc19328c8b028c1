"""Many documents at once, without their texts in memory."""

import weakref
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from tempfile import SpooledTemporaryFile
from typing import overload

from timeline.documents.model import Document

__all__ = ["Collection", "Documents", "Place", "Texts"]

Place = tuple[int, int]  # offset and length in bytes
_SMALL = 1_000_000  # bytes that are kept in memory before a file is made


class Texts:
    """Texts put away in a temporary file that goes with this object."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(max_size=_SMALL)  # noqa: SIM115 - closed by the next line
        weakref.finalize(self, self._file.close)
        self._end = 0

    def put(self, text: str) -> Place:
        """Keep a text; return the place where it lies."""
        data = text.encode("utf-8", "surrogatepass")
        self._file.seek(self._end)
        self._file.write(data)
        place = self._end, len(data)
        self._end += len(data)
        return place

    def get(self, place: Place) -> str:
        """Return the text at a place."""
        self._file.seek(place[0])
        return self._file.read(place[1]).decode("utf-8", "surrogatepass")


class Documents(Sequence[Document]):
    """Documents in the order of their ids. Each time one is asked for, its text is fetched anew.

    Attributes:
        outlines: the documents with empty texts, for questions that need none.
    """

    def __init__(self, outlines: Iterable[tuple[Document, Place]], texts: Texts) -> None:
        """Each outline comes with the place of its text; their ids differ."""
        pairs = sorted(outlines, key=lambda pair: pair[0].id)
        self.outlines = [outline for outline, _ in pairs]
        self._places = [place for _, place in pairs]
        self._texts = texts

    def __len__(self) -> int:
        return len(self.outlines)

    @overload
    def __getitem__(self, index: int) -> Document: ...
    @overload
    def __getitem__(self, index: slice) -> list[Document]: ...
    def __getitem__(self, index: int | slice) -> Document | list[Document]:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        return replace(self.outlines[index], text=self._texts.get(self._places[index]))

    def only(self, is_wanted: Callable[[Document], bool]) -> "Documents":
        """Return those whose outline is wanted."""
        pairs = zip(self.outlines, self._places, strict=True)
        return Documents((pair for pair in pairs if is_wanted(pair[0])), self._texts)


@dataclass(slots=True)
class Collection:
    """What was read, and one line for each thing that the user should know."""

    documents: Documents
    warnings: list[str] = field(default_factory=list)
