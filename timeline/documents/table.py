"""`.csv` and `.tsv`: one article a row, below a row with the names of the columns."""

import codecs
import csv
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from timeline.documents.decoding import decode
from timeline.documents.drafts import Entry, RefusedError
from timeline.documents.file import File
from timeline.documents.limits import LONGEST_TEXT, lines_of
from timeline.documents.records import draft_of, used_columns

__all__ = ["read"]

_SAMPLE = 1_000_000  # bytes by which the encoding is known
_SEPARATORS = ",;\t|"


def read(file: File) -> Iterator[Entry]:
    """Yield the line that each row begins in, and its article, or why it holds none."""
    with Path(file.path).open("rb") as stream:
        encoding = _encoding(stream)
        lines = _decoded(stream, encoding)
        header = next(lines, "")
        if not header.strip():
            raise RefusedError("its first line is empty; it should name the columns")
        separator = max(_SEPARATORS, key=header.count)
        csv.field_size_limit(LONGEST_TEXT)
        names = next(csv.reader([header], delimiter=separator, skipinitialspace=True))
        used_columns(names, file)
        rows = csv.reader(lines, delimiter=separator)
        begin = 2
        try:
            for row in rows:
                try:
                    if any(row):
                        yield begin, draft_of(dict(zip(names, row, strict=False)), file)
                except RefusedError as refused:
                    yield begin, refused
                begin = rows.line_num + 2
        except csv.Error as error:
            problem = f"line {begin}: {error}; is a quote there not closed?"
            raise RefusedError(f"{problem} it and the rest of the file") from error


def _encoding(stream: BinaryIO) -> str:
    """Return the encoding of a file that was just opened, which is then at the beginning of its text."""
    sample = stream.read(_SAMPLE)
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise RefusedError("it is UTF-16; save it as UTF-8")
    stream.seek(len(codecs.BOM_UTF8) if sample.startswith(codecs.BOM_UTF8) else 0)
    whole_lines = sample[: sample.rfind(b"\n") + 1] or sample
    return decode(whole_lines)[1]


def _decoded(stream: BinaryIO, encoding: str) -> Iterator[str]:
    for number, line in enumerate(lines_of(stream), 1):
        if line is None:
            longest = f"{LONGEST_TEXT // 1_000_000} MB"
            raise RefusedError(f"line {number} is longer than {longest}; it and the rest of the file")
        try:
            yield line.decode(encoding)
        except UnicodeDecodeError as error:
            problem = f"line {number} is not valid {encoding}"
            raise RefusedError(f"{problem}; it and the rest of the file") from error
