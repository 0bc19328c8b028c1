"""Plain JSON: the fields of the events file that a reader may see, under the names that they have there."""

import dataclasses
import json
from typing import Any

from timeline.events.model import Evidence, Source, Timeline
from timeline.exports import Export
from timeline.exports.entries import Entry, entries, http_link
from timeline.store.reading import VERSION
from timeline.times.edtf import from_day_number

__all__ = ["write"]


def write(timeline: Timeline) -> Export:
    """Return a JSON object with `title`, `sources` and `events`, each event with its first and last day.

    It has the form of an events file, and can be read as one.
    """
    listed = list(entries(timeline))
    cited = {evidence.source for entry in listed for evidence in entry.event.evidence}
    data: dict[str, Any] = {"timeline": int(VERSION)} | ({"title": timeline.title} if timeline.title else {})
    data |= {
        "sources": {name: _source(each) for name, each in timeline.sources.items() if name in cited},
        "events": [_event(entry) for entry in listed],
    }
    return Export(json.dumps(data, ensure_ascii=False, indent=2) + "\n")


def _source(source: Source) -> dict[str, Any]:
    archived = source.extra.get("archived")
    links = {"url": source.url, "archived": archived if isinstance(archived, str) else None}
    shown = {name: http_link(link) for name, link in links.items()}
    fields = _filled(dataclasses.asdict(source) | shown)
    return {name: value for name, value in fields.items() if name not in ("file", "extra")}


def _event(entry: Entry) -> dict[str, Any]:
    event, date = entry.event, entry.date
    return _filled(
        {
            "id": event.id,
            "date": event.date,
            "first_day": date.earliest and str(from_day_number(date.earliest)),
            "last_day": date.latest and str(from_day_number(date.latest)),
            "date_in_words": entry.words,
            "title": event.title,
            "summary": event.summary,
            "actors": event.actors,
            "places": event.places,
            "tags": event.tags,
            "relevance": event.relevance,
            "planned": event.extra.get("planned") is True,
            "disputed": event.disputed,
            "image": event.extra.get("image"),
            "evidence": [_evidence(each) for each in event.evidence],
        }
    )


def _evidence(evidence: Evidence) -> dict[str, Any]:
    fields = dataclasses.asdict(evidence)
    return _filled({name: value for name, value in fields.items() if name != "extra"})


def _filled(fields: dict[str, Any]) -> dict[str, Any]:
    """Return the fields that say something; a number does, also 0."""
    return {name: value for name, value in fields.items() if value or (value == 0 and value is not False)}
