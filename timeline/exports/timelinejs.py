"""TimelineJS: the JSON that https://timeline.knightlab.com/docs/json-format.html describes."""

import html
import json
from typing import Any

from timeline.events.model import Timeline
from timeline.exports import Export
from timeline.exports.entries import Entry, entries, http_link
from timeline.times.edtf import CalendarDate, Kind, Precision, from_day_number

__all__ = ["write"]

_HELD = (Precision.YEAR, Precision.MONTH, Precision.DAY)  # precisions that its dates can have


def write(timeline: Timeline) -> Export:
    """Return TimelineJS JSON. It shows text as HTML, so all of it is escaped."""
    data: dict[str, Any] = {"events": [_slide(entry) for entry in entries(timeline)]}
    if timeline.title:
        data["title"] = {"text": {"headline": html.escape(timeline.title)}}
    return Export(json.dumps(data, ensure_ascii=False, indent=2) + "\n")


def _slide(entry: Entry) -> dict[str, Any]:
    event, date = entry.event, entry.date
    first, last = date.first or date.last, date.last or date.first
    assert first and last  # a date has one end at least
    is_closed = date.first is not None and date.last is not None
    are_held = first.precision in _HELD and last.precision in _HELD
    # It counts years before 1 as historians do, EDTF as astronomers do: words cannot be misread.
    is_exact = (
        first.year > 0 and date.kind is not Kind.ONE_OF and not date.is_approximate and not event.disputed
    )
    slide: dict[str, Any] = {
        "start_date": _date(first) if first.precision in _HELD else _day(first.earliest),
        "text": {"headline": html.escape(event.title), "text": _text(entry)},
    }
    if is_closed and (first is not last or not are_held):
        slide["end_date"] = _date(last) if last.precision in _HELD else _day(last.latest)
    if not (is_closed and are_held and is_exact):
        slide["display_date"] = entry.words
    if event.id:
        slide["unique_id"] = event.id
    if event.tags:
        slide["group"] = html.escape(event.tags[0])
    return slide


def _date(date: CalendarDate) -> dict[str, int]:
    parts = {"year": date.year, "month": date.month, "day": date.day}
    return {name: value for name, value in parts.items() if value is not None}


def _day(number: int) -> dict[str, int]:
    return _date(from_day_number(number))


def _text(entry: Entry) -> str:
    parts = []
    if entry.event.summary:
        parts.append(f"<p>{html.escape(entry.event.summary)}</p>")
    if entry.quote:
        parts.append(f"<blockquote>{html.escape(entry.quote)}</blockquote>")
    for source in entry.sources:
        name = html.escape(
            ", ".join(filter(None, (source.publisher, source.title))) or source.file or "source"
        )
        link = http_link(source.url)
        parts.append(f'<p><a href="{html.escape(link)}">{name}</a></p>' if link else f"<p>{name}</p>")
    return "".join(parts)
