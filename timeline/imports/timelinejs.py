"""TimelineJS: its JSON, and its spreadsheet as Google Sheets publishes it as CSV.

https://timeline.knightlab.com/docs/json-format.html; the sheet's columns are those of its template, and
those of the older one (“Start Date”, “Tag”). A date there has month before day.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from timeline.events.model import Event
from timeline.imports import dates
from timeline.imports.collecting import Import, field_name
from timeline.imports.dates import NoDateError
from timeline.imports.markup import plain
from timeline.site.words import in_words
from timeline.times import edtf

__all__ = ["is_sheet", "is_timelinejs", "read_json", "read_sheet"]

# The sheet's columns and where their cells stand in a slide.
_CELLS = {
    "Year": ("start_date", "year"),
    "Month": ("start_date", "month"),
    "Day": ("start_date", "day"),
    "Time": ("start_date", "time"),
    "Start Date": ("start_date", "whole"),
    "End Year": ("end_date", "year"),
    "End Month": ("end_date", "month"),
    "End Day": ("end_date", "day"),
    "End Time": ("end_date", "time"),
    "End Date": ("end_date", "whole"),
    "Headline": ("text", "headline"),
    "Text": ("text", "text"),
    "Media": ("media", "url"),
    "Media Credit": ("media", "credit"),
    "Media Caption": ("media", "caption"),
    "Media Thumbnail": ("media", "thumbnail"),
    "Alt Text": ("media", "alt"),
    "Display Date": ("display_date",),
    "Type": ("type",),
    "Group": ("group",),
    "Tag": ("group",),
    "Background": ("background",),
}
_SLIDE = {
    *("start_date", "end_date", "text", "media", "display_date", "group", "background", "unique_id", "type"),
    *("autolink", "edtf", "disputed", "more"),
}
_ERA = "era"  # the tag of what was an era


def is_sheet(header: Iterable[str]) -> bool:
    """Whether the first row of a table is that of TimelineJS's spreadsheet."""
    names = {name.strip() for name in header}
    return "Headline" in names and bool(names & {"Year", "Start Date"})


def is_timelinejs(data: Any) -> bool:
    """Whether the content of a JSON file is one of TimelineJS."""
    events = data.get("events") if isinstance(data, dict) else None
    if not isinstance(events, list):
        return False
    slides = [each for each in events if isinstance(each, dict) and "start_date" in each]
    return bool(slides) or isinstance(data.get("title"), dict)


def read_sheet(rows: Iterable[tuple[int, Mapping[str, str]]]) -> Import:
    """Read the rows of a spreadsheet, each with its number."""
    result = Import()
    for number, row in rows:
        slide: dict[str, Any] = {}
        for name, cell in row.items():
            value, place = cell.strip(), _CELLS.get(name.strip(), ("more", name.strip()))
            if not value:
                continue
            here = slide
            for key in place[:-1]:
                here = here.setdefault(key, {})
            here[place[-1]] = value
        if slide:
            _add(result, slide, f"row {number}", slide.get("type", "").lower())
    return result.finish()


def read_json(data: Mapping[str, Any]) -> Import:
    """Read TimelineJS JSON."""
    result = Import()
    if isinstance(data.get("title"), dict):
        _add(result, data["title"], "the title slide", "title")
    for kind in ("events", "eras"):
        listed = data.get(kind)
        for number, slide in enumerate(listed if isinstance(listed, list) else (), 1):
            if isinstance(slide, dict):
                name = "slide" if kind == "events" else "era"
                _add(result, slide, f"{name} {number}", "" if kind == "events" else "era")
            else:
                result.left_out.append(f"{kind[:-1]} {number}: it is no object")
    for name in data.keys() - {"title", "events", "eras"}:
        result.left_out.append(f"the file: {name}")
    return result.finish()


def _add(result: Import, slide: Mapping[str, Any], where: str, kind: str) -> None:
    text = _mapping(slide.get("text"))
    headline, body = plain(_text(text.get("headline"))), plain(_text(text.get("text")))
    if kind == "title":
        result.timeline.title = headline.text.replace("\n", " ") or None
        for name in ("text", "media", "background"):
            if _filled(body.text if name == "text" else slide.get(name)):
                result.left_out.append(f"{where}: its {name}")
        return
    title, *rest = (
        [*headline.text.split("\n", 1), *body.text.split("\n", 1)] if not headline.text else [headline.text]
    )
    title = title or (rest[0] if rest else "")
    if not title:
        result.left_out.append(f"{where}: it has no headline and no text")
        return
    try:
        event = Event(_date(slide), title.replace("\n", " "))
    except NoDateError as error:
        result.left_out.append(f"{where}: {title}: {error}")
        return
    event.id = _text(slide.get("unique_id"))
    event.summary = body.text if headline.text else "\n".join(rest[1:])
    event.summary = event.summary or None
    event.tags = [
        tag for tag in (_ERA if kind == "era" else "", plain(_text(slide.get("group"))).text) if tag
    ]
    disputed = slide.get("disputed")
    result.dispute(event, map(_text, disputed if isinstance(disputed, list) else ()), where)
    for name, value in _mapping(slide.get("more")).items():
        event.extra[field_name(name, "column")] = value
    media = {name: value for name, value in _mapping(slide.get("media")).items() if _filled(value)}
    if media:
        event.extra["media"] = media
    display = plain(_text(slide.get("display_date"))).text
    if display and display != in_words(event.date, event.disputed) and _parsed(display) != event.date:
        event.extra["display_date"] = display
    for name in slide:
        if name not in _SLIDE and _filled(slide[name]):
            event.extra[field_name(name, "of the slide")] = slide[name]
    if _filled(slide.get("background")):
        result.left_out.append(f"{where}: {title}: its background")
    result.cite(event, "\n".join(body.quotes), (), [*body.cited, *headline.links, *body.links])
    result.add(event, where)


def _date(slide: Mapping[str, Any]) -> str:
    """Return the date of a slide: its `edtf`, what its display date says, or its start and end."""
    given = slide.get("edtf")
    if isinstance(given, str) and _parsed(given) == given:
        return given
    start, end = _mapping(slide.get("start_date")), _mapping(slide.get("end_date"))
    if not start:
        raise NoDateError("it has no date")
    date = dates.span(_point(start), _point(end) if end else None)
    said = _parsed(plain(_text(slide.get("display_date") or start.get("display_date"))).text)
    if said and _is_within(edtf.parse(date), edtf.parse(said)):
        return said  # “about 1850” for 1 January 1850
    return date


def _point(date: Mapping[str, Any]) -> str:
    whole = _text(date.get("whole"))
    if whole:
        return dates.in_words_or_numbers(whole, day_first=False)
    numbers: dict[str, int | None] = {}
    for name in ("year", "month", "day", "hour", "minute", "second"):
        value = _text(date.get(name)).replace(",", "").replace(" ", "")
        try:
            numbers[name] = int(value) if value else None
        except ValueError:
            raise NoDateError(f"the {name} “{value}” is no number") from None
    year, hour = numbers["year"], numbers["hour"]
    if year is None:
        raise NoDateError("its date has no year")
    time = dates.time_of_day(_text(date["time"])) if date.get("time") else None
    if hour is not None:
        time = f"{hour:02}:{numbers['minute'] or 0:02}"
        time += f":{numbers['second']:02}" if numbers["second"] else ""
    return dates.calendar_date(year, numbers["month"], numbers["day"], time)


def _parsed(text: str) -> str | None:
    try:
        return dates.in_words_or_numbers(text, day_first=False) if text else None
    except NoDateError:
        return None


def _is_within(inner: edtf.Edtf, outer: edtf.Edtf) -> bool:
    first, last = outer.earliest, outer.latest
    inner_first, inner_last = inner.earliest, inner.latest
    if inner_first is None or inner_last is None:
        return False
    return (first is None or first <= inner_first) and (last is None or inner_last <= last)


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: Any) -> str:
    return "" if value is None or isinstance(value, dict | list) else str(value).strip()


def _filled(value: Any) -> bool:
    return bool(any(map(_filled, value.values())) if isinstance(value, dict) else value)
