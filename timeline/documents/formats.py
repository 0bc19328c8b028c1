"""Which files are read: the ending of a name → the module that reads it, and what that needs.

Each module has one function, `read(file: File) -> Iterator[Entry]`, and imports its library by itself.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from timeline.documents.child import read_in_child
from timeline.documents.drafts import Entry
from timeline.documents.file import File

__all__ = ["ENDINGS", "FORMATS", "Format", "format_of", "reader"]

_TEXT = 20_000_000  # bytes
_WITH_PICTURES = 100_000_000  # bytes; what is in such a file besides text is not read


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file."""

    endings: tuple[str, ...]
    module: str  # in this package
    limit: int | None = _TEXT  # bytes of a file; None for one that is read in pieces
    library: str | None = None  # what the module imports and not everybody has installed
    extra: str | None = None  # by which it is installed
    has_many: bool = False  # whether a file can hold several articles
    is_simple: bool = False  # read by nothing but Python itself, which takes no longer than the file is long

    @property
    def is_readable(self) -> bool:
        """Whether what is needed to read it is installed."""
        return self.library is None or find_spec(self.library) is not None

    def read(self, file: File) -> Iterator[Entry]:
        """Return the entries of a file. Raises as `read_in_child` does."""
        return reader(self.module)(file) if self.is_simple else read_in_child(self.module, file)


FORMATS = (
    Format((".txt", ".md"), "plain", is_simple=True),
    Format((".html", ".htm"), "webpage"),
    Format((".pdf",), "pdf", _WITH_PICTURES, "pypdf", "pdf"),
    Format((".docx",), "word", _WITH_PICTURES, "docx", "word"),
    Format((".epub",), "epub", _WITH_PICTURES),
    Format((".eml",), "mail", _WITH_PICTURES),
    Format((".rss", ".atom", ".xml"), "feed", _TEXT, "feedparser", "feeds", has_many=True),
    Format((".jsonl", ".ndjson"), "json_lines", None, has_many=True, is_simple=True),
    Format((".csv", ".tsv"), "table", None, has_many=True, is_simple=True),
    Format((".parquet",), "parquet", None, "pyarrow", "parquet", has_many=True),
    Format((".warc", ".warc.gz"), "warc", None, "warcio", "warc", has_many=True),
)
ENDINGS = tuple(ending for each in FORMATS for ending in each.endings)


def reader(module: str) -> Callable[[File], Iterator[Entry]]:
    """Return the function of a module that reads a file; importing it can take half a second."""
    function: Callable[[File], Iterator[Entry]] = import_module(f"{__package__}.{module}").read
    return function


def format_of(name: str) -> Format | None:
    """Return the format of a file by its name, None when it is none that is read."""
    name = name.lower()
    return next((each for each in FORMATS if name.endswith(each.endings)), None)
