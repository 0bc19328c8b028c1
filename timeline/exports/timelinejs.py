"""TimelineJS: the JSON that https://timeline.knightlab.com/docs/json-format.html describes.

Slides whose date it cannot hold carry two keys more, which it ignores: `edtf` and `disputed`.
"""

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
    is_exact = is_closed and are_held and date.kind is not Kind.ONE_OF and not date.is_approximate
    start = _date(first) if first.precision in _HELD else _day(first.earliest)
    slide: dict[str, Any] = {
        "start_date": start,
        "text": {"headline": html.escape(event.title), "text": _text(entry)},
    }
    if is_closed and (first is not last or not are_held):
        end = _date(last) if last.precision in _HELD else _day(last.latest)
        if len(end) > len(start) and start.items() <= end.items():
            # Such an end is taken for a repetition, and dropped.
            slide["start_date"], is_exact = _day(first.earliest), False
        slide["end_date"] = end
    if not is_exact or event.disputed:
        slide |= {"display_date": entry.words, "edtf": event.date}
    if event.disputed:
        slide["disputed"] = event.disputed
    if event.id:
        slide["unique_id"] = event.id
    if event.tags:
        slide["group"] = html.escape(event.tags[0])
    return slide


def _date(date: CalendarDate) -> dict[str, int]:
    # EDTF counts years before 1 as astronomers do, TimelineJS as historians: its -44 is shown as “44 BCE”.
    year = date.year if date.year > 0 else date.year - 1
    parts = {"year": year, "month": date.month, "day": date.day}
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
        cite = f'<a href="{html.escape(link)}">{name}</a>' if link else name
        parts.append(f"<p><cite>{cite}</cite></p>")
    return "".join(parts)
