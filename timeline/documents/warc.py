"""`.warc` and `.warc.gz`: web archives, in which each page that was fetched is an article."""

from collections.abc import Iterator
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path
from typing import Any

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from timeline.documents.decoding import UndecodableError, decode
from timeline.documents.drafts import Draft, Entry, RefusedError, web_address
from timeline.documents.file import File
from timeline.documents.limits import LONGEST_TEXT
from timeline.documents.webpage import declared_encoding, read_webpage

__all__ = ["read"]

_GZIP = b"\x1f\x8b"


def read(file: File) -> Iterator[Entry]:
    """Yield the article of each page, or why it holds none."""
    with Path(file.path).open("rb") as stream:
        if not stream.peek(len(_GZIP)).startswith((b"WARC/", _GZIP)):
            raise RefusedError("damaged, or not what its ending says")
        try:
            for record in ArchiveIterator(stream):
                if _is_page(record):
                    try:
                        yield None, _draft(record, file)
                    except (RefusedError, UndecodableError) as problem:
                        yield None, RefusedError(f"{_address(record)}: {problem}")
        except (ArchiveLoadFailed, EOFError) as error:
            raise RefusedError("damaged, or not what its ending says; the rest of it") from error


def _is_page(record: Any) -> bool:
    if record.rec_type == "response":
        headers = record.http_headers
        if headers is None or headers.get_statuscode() != "200":
            return False
        kind = headers.get_header("Content-Type")
    elif record.rec_type == "resource":
        kind = record.rec_headers.get_header("Content-Type")
    else:
        return False
    return (kind or "").partition(";")[0].strip().lower() in ("text/html", "application/xhtml+xml")


def _address(record: Any) -> str:
    return (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ")


def _draft(record: Any, file: File) -> Draft:
    data = record.content_stream().read(LONGEST_TEXT + 1)
    if len(data) > LONGEST_TEXT:
        raise RefusedError(f"longer than {LONGEST_TEXT // 1_000_000} MB")
    kind = record.http_headers.get_header("Content-Type") if record.http_headers else None
    declared = (kind or "").lower().partition("charset=")[2].strip("\"' ;") or declared_encoding(data)
    address = _address(record)
    key = f"{Path(file.name).name.partition('.')[0]}-{blake2b(address.encode(), digest_size=4).hexdigest()}"
    draft = read_webpage(decode(data, declared)[0], key, file.name)
    draft.document = replace(draft.document, url=draft.document.url or web_address(address))
    return draft
