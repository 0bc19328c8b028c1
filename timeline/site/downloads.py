"""The timeline as files for other programs, beside the viewer's assets, and the list of them on the page."""

import os
from pathlib import Path
from xml.etree.ElementTree import Element

from timeline.events.model import Timeline
from timeline.exports import export
from timeline.site.assets import FOLDER
from timeline.site.elements import element, slug
from timeline.store.files import write_atomically

__all__ = ["append", "paths", "write"]

# What a reader may take along: the format, how its file ends, and what it is called on the page.
_FORMATS = (
    ("csv", ".csv", "Table (CSV)"),
    ("json", ".json", "Data (JSON)"),
    ("ics", ".ics", "Calendar (iCalendar)"),
    ("atom", ".xml", "Feed (Atom)"),
    ("jsonld", ".jsonld", "Linked data (JSON-LD)"),
    ("timelinejs", ".timelinejs.json", "TimelineJS"),
)


def paths(events: Path, docs: Path) -> list[Path]:
    """Return where the files of an events file are, which may not be there.

    Their names come from its path below the documentation folder, so that each timeline of a site has its own.
    """
    place = Path(os.path.relpath(events.absolute(), docs.absolute()))
    name = slug(str(place.with_suffix(""))) or "events"
    return [docs / FOLDER / f"{name}{ending}" for _, ending, _ in _FORMATS]


def write(timeline: Timeline, events: Path, docs: Path) -> None:
    """Write all files of a timeline. One that is up to date is not touched.

    Raises:
        TimelineError: when a file cannot be written.
    """
    for (name, _, _), path in zip(_FORMATS, paths(events, docs), strict=True):
        write_atomically(path, export(timeline, name).text)


def append(view: Element, events: Path, docs: Path, page: Path) -> None:
    """Append the list of the files to a timeline, as links relative to the page, if they have been written."""
    files = paths(events, docs)
    if not all(path.is_file() for path in files):
        return
    details = element(view, "details", "tl-downloads")
    element(details, "summary", "", "Download")
    listed = element(details, "ul")
    for (_, _, words), path in zip(_FORMATS, files, strict=True):
        address = Path(os.path.relpath(path.absolute(), page.absolute().parent)).as_posix()
        element(element(listed, "li"), "a", "", words, href=address, download=path.name)
