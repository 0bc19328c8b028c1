"""JSON-LD with the vocabulary of schema.org: a list of events, for search engines and knowledge graphs."""

import json
from typing import Any

from timeline.events.model import Source, Timeline
from timeline.exports import Export
from timeline.exports.entries import Entry, entries, http_link
from timeline.times.edtf import CalendarDate, Kind, Precision, from_day_number

__all__ = ["write"]

_HELD = (Precision.YEAR, Precision.MONTH, Precision.DAY, Precision.TIME)  # what ISO 8601 writes as one date


def write(timeline: Timeline) -> Export:
    """Return JSON-LD that may stand inside an HTML page."""
    items = [
        {"@type": "ListItem", "position": number, "item": _event(entry)}
        for number, entry in enumerate(entries(timeline), 1)
    ]
    data: dict[str, Any] = {"@context": "https://schema.org", "@type": "ItemList"}
    if timeline.title:
        data["name"] = timeline.title
    data |= {"itemListOrder": "https://schema.org/ItemListOrderAscending", "itemListElement": items}
    text = json.dumps(data, ensure_ascii=False, indent=2)
    return Export(text.replace("<", "\\u003c") + "\n")  # “</script>” in a quote ends no script


def _event(entry: Entry) -> dict[str, Any]:
    event, date = entry.event, entry.date
    data: dict[str, Any] = {"@type": "Event", "name": event.title}
    if event.id:
        data["identifier"] = event.id
    exact = date.kind is not Kind.ONE_OF and not date.is_approximate and not event.disputed
    exact = exact and None not in (date.first, date.last)
    if date.first:
        data["startDate"] = _iso(date.first, is_end=False)
        exact = exact and date.first.precision in _HELD
    if date.last and (date.last is not date.first or date.last.precision not in _HELD):
        data["endDate"] = _iso(date.last, is_end=True)
        exact = exact and date.last.precision in _HELD
    if not exact:
        data["disambiguatingDescription"] = f"Date: {entry.words} (EDTF {event.date})"
    if event.summary or entry.quote:
        data["description"] = event.summary or entry.quote
    if event.places:
        data["location"] = [{"@type": "Place", "name": place} for place in event.places]
    if event.actors:
        data["about"] = [{"@type": "Thing", "name": actor} for actor in event.actors]
    if event.tags:
        data["keywords"] = event.tags
    if entry.sources:
        data["subjectOf"] = [_article(source) for source in entry.sources]
    return data


def _iso(date: CalendarDate, *, is_end: bool) -> str:
    if date.precision in _HELD:
        return str(CalendarDate(date.year, date.month, date.day, date.time))
    return str(from_day_number(date.latest if is_end else date.earliest))


def _article(source: Source) -> dict[str, Any]:
    link = http_link(source.url)
    data: dict[str, Any] = {"@type": "NewsArticle"}
    if source.title:
        data["headline"] = source.title
    if link:
        data["url"] = link
    if source.publisher:
        data["publisher"] = {"@type": "Organization", "name": source.publisher}
    if source.published and source.published.replace("-", "").isdecimal():
        data["datePublished"] = source.published
    if source.language:
        data["inLanguage"] = source.language
    return data
