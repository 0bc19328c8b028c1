"""`.epub`: a book, or an issue of a magazine, as one article."""

import posixpath
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

from lxml import etree  # type: ignore[import-untyped]

from timeline.documents.archive import Archive
from timeline.documents.decoding import decode
from timeline.documents.drafts import Entry, RefusedError, language_code, web_address, with_published
from timeline.documents.file import File
from timeline.documents.markup import text_of
from timeline.documents.plain import read_plain

__all__ = ["read"]

_NAMES = {
    "container": "urn:oasis:names:tc:opendocument:xmlns:container",
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
}
_EVENT = f"{{{_NAMES['opf']}}}event"


def read(file: File) -> Iterator[Entry]:
    """Yield the text of all chapters, in their order, as an article."""
    with Archive(file.path) as archive:
        container = _parsed(archive.read("META-INF/container.xml"))
        path = next(iter(container.xpath("//container:rootfile/@full-path", namespaces=_NAMES)), "")
        package = _parsed(archive.read(path))
        chapters = [text_of(decode(archive.read(name))[0]) for name in _chapters(package, path, archive)]
    text = "\n\n".join(chapter for chapter in chapters if chapter)
    if not text:
        raise RefusedError("no text in this book")
    draft = read_plain(text, file.key, file.name)
    draft.document = replace(
        draft.document,
        title=_first(package, "title") or draft.document.title,
        publisher=_first(package, "publisher"),
        url=web_address(_first(package, "source")) or web_address(_first(package, "identifier")),
        language=language_code(_first(package, "language")) or "en",
    )
    yield None, with_published(draft, _dates(package))


def _parsed(data: bytes) -> Any:
    # Entities could stand for files of this machine, or for more text than fits into it.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise RefusedError("damaged: its table of contents is not valid XML") from error


def _chapters(package: Any, path: str, archive: Archive) -> Iterator[str]:
    """Yield the parts with text in the order of reading."""
    folder = posixpath.dirname(path)
    items = {item.get("id"): item for item in package.iterfind(".//opf:manifest/opf:item", _NAMES)}
    for reference in package.iterfind(".//opf:spine/opf:itemref", _NAMES):
        item = items.get(reference.get("idref"))
        if item is None or reference.get("linear") == "no" or "nav" in (item.get("properties") or "").split():
            continue
        name = posixpath.normpath(posixpath.join(folder, unquote(item.get("href") or "")))
        if name in archive and "html" in (item.get("media-type") or ""):
            yield name


def _dates(package: Any) -> Iterator[tuple[str, str, None]]:
    """Yield the dates of publication; others, as of a conversion, are marked with what they are of."""
    for date in package.iterfind(".//dc:date", _NAMES):
        if date.get(_EVENT) in (None, "publication", "original-publication") and (date.text or "").strip():
            yield "the book's date", date.text, None


def _first(package: Any, name: str) -> str | None:
    texts = (" ".join((each.text or "").split()) for each in package.iterfind(f".//dc:{name}", _NAMES))
    return next((text for text in texts if text), None)
