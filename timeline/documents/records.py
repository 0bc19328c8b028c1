"""One record of a table, by the names of its columns → an article."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import blake2b
from typing import Any

from timeline.documents.decoding import newlines, printable
from timeline.documents.drafts import Draft, RefusedError, language_code, web_address, with_published
from timeline.documents.file import File
from timeline.documents.model import Document

__all__ = ["FIELDS", "draft_of", "used_columns"]

# The fields of an article, and the names that their columns have, in small letters and without blanks.
FIELDS = {
    "id": ("id",),
    "title": ("title", "headline"),
    "published": ("published", "date", "datepublished", "publishedat", "publicationdate", "pubdate"),
    "url": ("url", "link"),
    "publisher": ("publisher", "source"),
    "language": ("language", "lang"),
    "text": ("text", "body", "content", "article", "articletext", "fulltext"),
}
_SURROGATE = re.compile("[\ud800-\udfff]")
_SHOWN = 10  # names of columns in a message


def used_columns(names: Iterable[str], file: File) -> list[str]:
    """Return those of a table's columns that say something about an article.

    Raises:
        RefusedError: when none of them holds the text.
    """
    names = list(names)
    record = dict.fromkeys(names)
    if not _columns("text", record, file):
        shown = ", ".join(f"“{printable(name)[:40]}”" for name in names[:_SHOWN]) or "nothing"
        more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
        remedy = "name the one with the text in mkdocs.yml, as in “columns: {text: …}”"
        raise RefusedError(f"no column “text”, but {shown}{more}; {remedy}")
    return [name for field in FIELDS for name in _columns(field, record, file)]


def draft_of(record: Mapping[str, Any], file: File) -> Draft:
    """Return the article of a record.

    Raises:
        RefusedError: when it has no text.
    """

    def first(field: str) -> str | None:
        values = (_words(record[name]) for name in _columns(field, record, file))
        return next((value for value in values if value), None)

    texts = (_string(record[name]) for name in _columns("text", record, file))
    text = newlines(next((text for text in texts if text and text.strip()), ""))
    if not text:
        raise RefusedError("no “text”")
    address = first("url")
    document = Document(
        id=first("id") or f"{file.key}-{blake2b(text.encode(), digest_size=4).hexdigest()}",
        text=text,
        title=first("title"),
        publisher=first("publisher"),
        url=web_address(address),
        file=file.name,
        language=language_code(first("language")) or "en",
    )
    draft = Draft(document)
    if address and document.url is None:
        draft.notes.append((None, "url: not an http(s) address"))
    dates = ((name, _words(record[name])) for name in _columns("published", record, file))
    return with_published(draft, ((f"the record's {name}", value, None) for name, value in dates if value))


def _columns(field: str, record: Mapping[str, Any], file: File) -> list[str]:
    """Return the columns of a field: the one that the user names, or else all with a usual name."""
    named = dict(file.columns).get(field)
    if named is not None and named in record:
        return [named]
    usual = {_plain(name): name for name in reversed(list(record))}
    return [usual[name] for name in FIELDS[field] if name in usual]


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).casefold()


def _words(value: Any) -> str | None:
    return " ".join((_string(value) or "").split()) or None


def _string(value: Any) -> str | None:
    if isinstance(value, date):  # a moment as well
        return value.isoformat()
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    # A lone half of a surrogate pair is allowed in JSON but not in any file that is written later.
    return _SURROGATE.sub("\ufffd", str(value))
