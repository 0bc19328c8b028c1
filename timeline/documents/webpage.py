"""`.html`: the article's text and what the page says about it. Nothing is fetched."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import htmldate
import trafilatura
from lxml import html  # type: ignore[import-untyped]
from trafilatura.metadata import extract_metadata

from timeline.documents.decoding import decode, newlines
from timeline.documents.drafts import Draft, Entry, RefusedError, language_code, web_address, with_published
from timeline.documents.file import File
from timeline.documents.model import Document

__all__ = ["declared_encoding", "read", "read_webpage"]

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_SAVED_FROM = re.compile(r"<!-- saved from url=\(\d{4,}\)(?P<url>\S+) -->")
# What a page declares about itself, in order of trust: names of `meta` elements (property, name or itemprop).
_META_DATES = (
    "article:published_time",
    "og:published_time",
    "og:article:published_time",
    "datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "citation_publication_date",
    "parsely-pub-date",
    "pubdate",
    "publishdate",
)
_META_OTHER_DATES = ("dc.date", "dcterms.date", "date")  # perhaps of the last change
_META_PUBLISHERS = ("og:site_name", "publisher", "dc.publisher", "dcterms.publisher", "source")
# htmldate would take today as the last possible day, and then a page would be read differently tomorrow.
_LAST_DAY = "2100-12-31"


def read(file: File) -> Iterator[Entry]:
    """Yield the article of a saved page."""
    data = Path(file.path).read_bytes()
    text, _ = decode(data, declared_encoding(data))
    yield None, read_webpage(text, file.key, file.name)


def declared_encoding(data: bytes) -> str | None:
    """Return the encoding that a page names near its beginning, or None."""
    match = _CHARSET.search(data, 0, 4096)
    return match[1].decode("ascii") if match else None


def read_webpage(source: str, key: str, file: str) -> Draft:
    """Read the article out of a page's source.

    Raises:
        RefusedError: when no text of an article is found.
    """
    tree = trafilatura.load_html(source)
    text = None if tree is None else trafilatura.extract(source, include_comments=False, include_tables=False)
    if tree is None or not text or not text.strip():
        raise RefusedError("no article text found in the page")
    found = extract_metadata(source)
    title, url = (getattr(found, name, None) for name in ("title", "url"))
    document = Document(
        id=key,
        text=newlines(text),
        title=_clean(title),
        publisher=_publisher(tree),
        url=web_address(_canonical(tree)) or web_address(url) or _saved_from(source),
        file=file,
        language=language_code(tree.get("lang")) or "en",
    )
    draft = with_published(Draft(document), _dates(tree))
    others = _other_dates(tree)  # taken as they are needed: the last one costs a search
    while draft.document.published is None and (candidate := next(others, None)):
        draft = with_published(draft, [candidate])
    return draft


def _dates(tree: html.HtmlElement) -> Iterator[tuple[str, str, None]]:
    for item in _linked_data(tree):
        if isinstance(item.get("datePublished"), str):
            yield "schema.org datePublished", item["datePublished"], None
    metas = _metas(tree, _META_DATES)
    for name in _META_DATES:
        if name in metas:
            yield f"the page's {name}", metas[name], None


def _other_dates(tree: html.HtmlElement) -> Iterator[tuple[str, str, None]]:
    metas = _metas(tree, _META_OTHER_DATES)
    for name in _META_OTHER_DATES:
        if name in metas:
            yield f"the page's {name}", metas[name], None
    guess = htmldate.find_date(tree, extensive_search=False, original_date=True, max_date=_LAST_DAY)
    if guess:
        yield "the page's markup, read by htmldate, says", guess, None


def _publisher(tree: html.HtmlElement) -> str | None:
    """Return who the page says publishes it; an author or a title is never taken for that."""
    metas = _metas(tree, _META_PUBLISHERS)
    for name in _META_PUBLISHERS:
        if publisher := _clean(metas.get(name)):
            return publisher
    items = list(_linked_data(tree))
    named = {item["@id"]: item for item in items if isinstance(item.get("@id"), str) and "name" in item}
    for item in items:
        publishers = item.get("publisher")
        for each in publishers if isinstance(publishers, list) else [publishers]:
            if isinstance(each, dict):
                each = each.get("name") or named.get(str(each.get("@id")), {}).get("name")
            if isinstance(each, str) and _clean(each):
                return _clean(each)
    return None


def _metas(tree: html.HtmlElement, names: tuple[str, ...]) -> dict[str, str]:
    """Return what the page's `meta` and `time` elements of these names say, the first of each."""
    metas: dict[str, str] = {}
    for element in tree.iter("meta", "time"):
        for attribute in ("property", "name", "itemprop"):
            name = (element.get(attribute) or "").lower()
            value = element.get("content") or element.get("datetime")
            if name in names and value:
                metas.setdefault(name, value)
    return metas


def _linked_data(tree: html.HtmlElement) -> Iterator[dict[str, Any]]:
    """Yield every object of the page's JSON-LD, outer ones first."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            queue: list[Any] = [json.loads(script.text or "")]
        except (ValueError, RecursionError):
            continue
        while queue:
            item = queue.pop(0)
            if isinstance(item, list):
                queue.extend(item)
            elif isinstance(item, dict):
                yield item
                queue.extend(value for value in item.values() if isinstance(value, dict | list))


def _canonical(tree: html.HtmlElement) -> str | None:
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical":
            return str(link.get("href") or "")
    return None


def _saved_from(source: str) -> str | None:
    """Return the address that a browser writes into a page when it saves it."""
    mark = _SAVED_FROM.search(source, 0, 4096)
    return web_address(mark["url"]) if mark else None


def _clean(text: str | None) -> str | None:
    return " ".join((text or "").split()) or None
