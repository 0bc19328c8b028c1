"""What the first stage hands on: an article's exact text and what is known about it."""

from bisect import bisect
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Document:
    r"""One article.

    `text` is the decoded text of the file (of `.txt` and `.md` all of it, front matter and markup included;
    of other formats the extracted text). Every offset anywhere counts characters of it. Line ends are `\n`.
    """

    id: str  # the file name without its ending, or the record's id; unique among the documents read together
    text: str
    body: int = 0  # where the prose begins: after front matter; what lies before is never tagged
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    file: str | None = None  # relative to the folder of articles, with forward slashes
    language: str = "en"
    published: str | None = None  # EDTF (a day, or a range of days), None when unknown
    published_because: tuple[str, ...] = ()  # how that is known, one step each, readable by anyone
    pages: tuple[int, ...] = ()  # where each page of a PDF begins in the text

    def page(self, offset: int) -> int | None:
        """Return the number, from 1, of the page that an offset lies on; None where there are no pages."""
        return bisect(self.pages, offset) or None
