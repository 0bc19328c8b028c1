"""An Atom feed (RFC 4287): one entry an event, the latest first.

A feed has no place for the date of an event: the title says it in words, and a category as EDTF.
"""

import uuid
from xml.etree import ElementTree as ET

from timeline.events.model import Source, Timeline
from timeline.exports import Export
from timeline.exports.entries import Entry, as_of, entries, http_link, without_controls

__all__ = ["EDTF", "write"]

EDTF = "https://www.loc.gov/standards/datetime/"  # the scheme of the category that is the event's date
_NAMESPACE = "http://www.w3.org/2005/Atom"


def write(timeline: Timeline) -> Export:
    """Return a feed. All text in it is plain text, so a reader interprets none of it."""
    feed = ET.Element("feed", xmlns=_NAMESPACE)
    title = timeline.title or "Timeline"
    listed = list(entries(timeline))
    _add(feed, "title", title)
    _add(feed, "id", _urn(title, *(entry.name for entry in listed[:1])))
    _add(feed, "updated", _stamp(*(source for entry in listed for source in entry.sources)))
    _add(_add(feed, "author"), "name", title)
    for entry in reversed(listed):
        _append(feed, entry)
    ET.indent(feed)
    return Export('<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(feed, encoding="unicode") + "\n")


def _append(feed: ET.Element, entry: Entry) -> None:
    event = entry.event
    node = _add(feed, "entry")
    _add(node, "title", f"{entry.words}: {event.title}")
    _add(node, "id", _urn(entry.name))
    _add(node, "updated", _stamp(*entry.sources))
    if entry.link:
        _add(node, "link", rel="alternate", href=entry.link)
    for source in entry.sources:
        link = http_link(source.url)
        if link and link != entry.link:
            _add(node, "link", rel="related", href=link)
    _add(node, "category", scheme=EDTF, term=event.date, label=entry.words)
    for tag in event.tags:
        _add(node, "category", term=tag)
    content = [event.summary, f"“{entry.quote}”" if entry.quote else None]
    content += [", ".join(filter(None, (s.publisher, s.title, s.published))) for s in entry.sources]
    _add(node, "content", "\n".join(part for part in content if part) or event.title, type="text")


def _add(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> ET.Element:
    clean = {key: without_controls(value) for key, value in attributes.items()}
    node = ET.SubElement(parent, name, clean)
    node.text = without_controls(text) if text else None
    return node


def _urn(*names: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_URL, "mkdocs-timeline:" + " ".join(names)).urn


def _stamp(*sources: Source) -> str:
    return f"{as_of(sources).isoformat()}T00:00:00Z"
