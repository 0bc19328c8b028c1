"""iCalendar (RFC 5545): one all-day entry an event.

What is not days throughout is said in words, and once more as EDTF in a property of its own.
"""

from datetime import UTC, date, datetime, time, timedelta

import icalendar

from timeline.events.model import Timeline
from timeline.exports import Export
from timeline.exports.entries import Entry, as_of, entries, without_controls
from timeline.times.edtf import Edtf, Kind

__all__ = ["DATE", "DISPUTED", "EDTF", "ENDING", "PRODUCT", "QUOTE", "SOURCE", "write"]

PRODUCT = "-//mkdocs-timeline//EN"
ENDING = "@mkdocs-timeline"  # of an entry's name
EDTF, DISPUTED = "X-EDTF", "X-DISPUTED"
DATE, QUOTE, SOURCE = "Date: ", "Quote: ", "Source: "  # how parts of the description begin


def write(timeline: Timeline) -> Export:
    """Return a calendar. It knows the years 1 to 9999; what lies outside is left out and named."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    if timeline.title:
        calendar.add("x-wr-calname", icalendar.vText(_one_line(timeline.title)))
    left_out = []
    for entry in entries(timeline):
        days = _days(entry.date)
        if days is None:
            left_out.append(f"{entry.event.date}: {entry.event.title}: a calendar has no such date")
        else:
            calendar.add_component(_component(entry, days))
    return Export(calendar.to_ical().decode("utf-8"), left_out)


def _days(when: Edtf) -> tuple[date, date] | None:
    """Return the first and last day. An open end becomes the end that is known."""
    first = when.earliest if when.earliest is not None else when.latest
    last = when.latest if when.latest is not None else when.earliest
    if when.kind is not Kind.DATE and when.first is None and when.last is not None:
        first = last = when.last.latest
    if when.kind is not Kind.DATE and when.last is None and when.first is not None:
        first = last = when.first.earliest
    # One day less than the calendar holds, because an entry ends on the day after its last.
    if first is None or last is None or first < 1 or last >= date.max.toordinal():
        return None
    return date.fromordinal(first), date.fromordinal(last)


def _component(entry: Entry, days: tuple[date, date]) -> icalendar.Event:
    event = entry.event
    summary = event.title if entry.is_day else f"{event.title} ({entry.words})"
    component = icalendar.Event()
    component.add("uid", _one_line(entry.name) + ENDING)
    component.add("dtstamp", datetime.combine(as_of(entry.sources), time(), UTC))
    component.add("dtstart", days[0])
    component.add("dtend", days[1] + timedelta(days=1))
    component.add("summary", _one_line(summary))
    component.add("description", _description(entry))
    component.add("transp", "TRANSPARENT")
    if not entry.is_day:
        component.add(EDTF, icalendar.vText(event.date))
    if event.disputed:
        component.add(DISPUTED, icalendar.vText(" ".join(event.disputed)))
    if event.places:
        component.add("location", _one_line("; ".join(event.places)))
    if event.tags:
        component.add("categories", [_one_line(tag) for tag in event.tags])
    if entry.link:
        component.add("url", entry.link)
    return component


def _one_line(text: str) -> str:
    return " ".join(without_controls(text).split())


def _description(entry: Entry) -> str:
    told = [f"{QUOTE}“{_one_line(entry.quote)}”"] if entry.quote else []
    told += [
        SOURCE + _one_line(", ".join(filter(None, (each.publisher, each.title, each.published))) or "unnamed")
        for each in entry.sources
    ]
    parts = (DATE + entry.marked_words, _one_line(entry.event.summary or ""), "\n".join(told))
    return "\n\n".join(part for part in parts if part)
