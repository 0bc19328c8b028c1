"""RSS and Atom: the entries of a feed that was saved as a file. What they link to is not fetched."""

from collections.abc import Iterator, Mapping
from hashlib import blake2b
from io import BytesIO
from pathlib import Path
from typing import Any

import feedparser

from timeline.documents.decoding import newlines
from timeline.documents.drafts import Draft, Entry, RefusedError, language_code, web_address, with_published
from timeline.documents.file import File
from timeline.documents.markup import text_of
from timeline.documents.model import Document

__all__ = ["read"]


def read(file: File) -> Iterator[Entry]:
    """Yield each entry with a text as an article."""
    # A stream, because text would be taken for an address and fetched.
    data = BytesIO(Path(file.path).read_bytes())
    found = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    if not found.version:
        raise RefusedError("neither RSS nor Atom")
    if not found.entries:
        raise RefusedError("a feed without entries")
    for entry in found.entries:
        try:
            yield None, _draft(entry, found.feed, file)
        except RefusedError as refused:
            yield None, refused


def _draft(entry: Mapping[str, Any], feed: Mapping[str, Any], file: File) -> Draft:
    details = [*entry.get("content", []), entry.get("summary_detail")]
    text = max((_text(each) for each in details), key=len)
    title = _words(entry.get("title_detail"))
    if not text:
        raise RefusedError(f"the entry “{title or entry.get('id', '')}” has no text")
    address = web_address(entry.get("link"))
    name = entry.get("id") or address
    origin = entry.get("source") or feed
    document = Document(
        id=name or f"{file.key}-{blake2b(text.encode(), digest_size=4).hexdigest()}",
        text=text,
        title=title,
        publisher=_words(origin.get("title_detail")) or _words(feed.get("title_detail")),
        url=address,
        file=file.name,
        language=language_code(entry.get("language") or feed.get("language")) or "en",
    )
    dated = next((name for name in ("published", "updated") if entry.get(name)), None)
    return with_published(Draft(document), [(f"the entry's {dated}", entry[dated], None)] if dated else [])


def _text(detail: Mapping[str, str] | None) -> str:
    source = (detail or {}).get("value") or ""
    return newlines(source).strip() if (detail or {}).get("type") == "text/plain" else text_of(source)


def _words(detail: Mapping[str, str] | None) -> str | None:
    return " ".join(_text(detail).split()) or None
