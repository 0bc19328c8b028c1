"""iCalendar (RFC 5545): entries of any calendar program, and those of the export."""

import datetime
import re
from typing import Any

import icalendar

from timeline.events.model import Event
from timeline.exports.calendar import DATE, DISPUTED, EDTF, ENDING, PRODUCT, QUOTE, SOURCE
from timeline.imports import dates
from timeline.imports.collecting import Import, field_name
from timeline.imports.dates import NoDateError
from timeline.imports.markup import plain
from timeline.site.words import in_words
from timeline.times import edtf

__all__ = ["read"]

# What becomes part of an event, and what only the calendar program needs.
_READ = {
    *("SUMMARY", "DESCRIPTION", "DTSTART", "DTEND", "DURATION", "LOCATION", "CATEGORIES", "URL", "UID"),
    *("DTSTAMP", "CREATED", "LAST-MODIFIED", "SEQUENCE", "TRANSP", EDTF, DISPUTED),
}
_REPEATED = ("RRULE", "RDATE", "EXDATE", "RECURRENCE-ID")  # an event happens once
_PROTECTED, _LINE_END = re.compile(r"\\(.)"), {"n": "\n", "N": "\n"}
_SILENT = {"VCALENDAR", "VEVENT", "VTIMEZONE", "STANDARD", "DAYLIGHT"}


def read(text: str) -> Import:
    """Read a calendar.

    Raises:
        ValueError: when it is none.
    """
    result = Import()
    number = 0
    for calendar in icalendar.Calendar.from_ical(text, multiple=True):
        title = _written(calendar.get("X-WR-CALNAME", ""))
        result.timeline.title = result.timeline.title or title or None
        is_ours = str(calendar.get("PRODID", "")) == PRODUCT
        for component in calendar.walk():
            if component.name == "VEVENT":
                number += 1
                _add(result, component, f"entry {number}", is_ours)
            elif component.name not in _SILENT:
                result.left_out.append(f"a {component.name}: {component.get('SUMMARY', 'no title')}")
    return result.finish()


def _add(result: Import, entry: icalendar.cal.Component, where: str, is_ours: bool) -> None:
    title = " ".join(_first(entry, "SUMMARY").split())
    if not title:
        result.left_out.append(f"{where}: it has no title")
        return
    try:
        event = Event(_date(entry), title)
    except (NoDateError, ValueError, TypeError, OverflowError) as error:
        result.left_out.append(f"{where}: {title}: {error}")
        return
    result.dispute(event, _first(entry, DISPUTED).split(), where)
    event.title = title.removesuffix(f" ({in_words(event.date, event.disputed)})")
    event.tags = [
        str(tag)
        for each in _listed(entry.get("CATEGORIES"))
        for tag in getattr(each, "cats", [_written(each)])
    ]
    place, uid = _first(entry, "LOCATION"), _first(entry, "UID")
    event.places = [part for part in (place.split("; ") if is_ours else [place]) if part]
    address, description = _first(entry, "URL"), _first(entry, "DESCRIPTION")
    link = [("", address)] if address else []
    if is_ours:
        event.id = uid.removesuffix(ENDING)
        summary, quote, names = _parts(description)
        event.summary = summary or None
        sources = [(name, link[0][1] if link and number == 0 else "") for number, name in enumerate(names)]
        result.cite(event, quote, (), sources or link)
    else:
        said = plain(description) if "<" in description else None
        event.summary = (said.text if said else description).strip() or None
        result.cite(event, None, (), link + (said.links if said else []))
        if uid:
            event.extra["uid"] = uid
    _keep(event, entry, where, result)
    result.add(event, where)


def _keep(event: Event, entry: icalendar.cal.Component, where: str, result: Import) -> None:
    """Keep the entry's other properties as fields, and name those that an event cannot have."""
    for name in entry:
        if name in _REPEATED:
            result.left_out.append(f"{where}: {event.title}: its repetitions ({name})")
        elif name not in _READ:
            values = [_written(value) for value in _listed(entry[name])]
            event.extra[field_name(name.lower(), "of the entry")] = values[0] if len(values) == 1 else values


def _written(value: Any) -> str:
    """Return the text of a property; the library leaves in those it does not know what protects a comma."""
    if isinstance(value, str):
        known = type(value) is icalendar.vText
        return str(value) if known else _PROTECTED.sub(lambda found: _LINE_END.get(found[1], found[1]), value)
    raw = value.to_ical() if hasattr(value, "to_ical") else value
    return raw.decode("utf-8", "replace") if isinstance(raw, bytes) else str(raw)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _first(entry: icalendar.cal.Component, name: str) -> str:
    """Return what a property says; where it wrongly stands several times, the first one counts."""
    return next((str(value) for value in _listed(entry.get(name))), "")


def _date(entry: icalendar.cal.Component) -> str:
    given = _first(entry, EDTF)
    if given:
        edtf.parse(given)
        return given
    if "DTSTART" not in entry:
        raise NoDateError("it has no date")
    first = _decoded(entry, "DTSTART", datetime.date, "date")
    last = _decoded(entry, "DTEND", datetime.date, "date") if "DTEND" in entry else None
    if last is None and "DURATION" in entry:
        last = first + _decoded(entry, "DURATION", datetime.timedelta, "duration")
    if last is not None and type(first) is not type(last):
        raise NoDateError("only one of its ends has a time of day")
    if not isinstance(first, datetime.datetime) and last is not None:
        last = max(first, last - datetime.timedelta(days=1))  # an entry ends on the day after its last
    return dates.span(_point(first), _point(last) if last is not None else None)


def _decoded(entry: icalendar.cal.Component, name: str, kind: type, called: str) -> Any:
    """Return a property's value; the library leaves what it cannot read as it finds it, or stumbles."""
    try:
        value = entry.decoded(name)
    except (ValueError, TypeError, AttributeError):
        value = None
    if not isinstance(value, kind):
        written = ", ".join(_written(each) for each in _listed(entry[name]))
        raise NoDateError(f"“{written}” is no {called}")
    return value


def _point(moment: datetime.date) -> str:
    if not isinstance(moment, datetime.datetime):
        return moment.isoformat()
    text = moment.isoformat(timespec="seconds" if moment.second else "minutes")
    return text.removesuffix("+00:00") + ("Z" if text.endswith("+00:00") else "")


def _parts(description: str) -> tuple[str, str | None, list[str]]:
    """Take the export's description apart: summary, quote and names of sources."""
    summary, quote, sources = "", None, []
    for paragraph in description.split("\n\n"):
        if paragraph.startswith((QUOTE, SOURCE)):
            for line in paragraph.split("\n"):
                if line.startswith(QUOTE):
                    quote = line.removeprefix(QUOTE)[1:-1]
                else:
                    sources.append(line.removeprefix(SOURCE))
        elif not paragraph.startswith(DATE):
            summary = paragraph
    return summary, quote, sources
