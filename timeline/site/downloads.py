"""The timeline as files for other programs, beside the viewer's assets, and the list of them on the page."""

import os
from functools import lru_cache
from pathlib import Path
from xml.etree.ElementTree import Element

from timeline.exports import export
from timeline.site.assets import FOLDER
from timeline.site.elements import element, slug
from timeline.site.language import language
from timeline.site.story import Story
from timeline.store.files import write_atomically

__all__ = ["append", "paths", "write"]

# What a reader may take along: the format, how its file ends, and by which key the page names it.
_FORMATS = (
    ("csv", ".csv", "as_table"),
    ("json", ".json", "as_data"),
    ("ics", ".ics", "as_calendar"),
    ("atom", ".xml", "as_feed"),
    ("jsonld", ".jsonld", "as_linked_data"),
    ("timelinejs", ".timelinejs.json", "as_timelinejs"),
)


def paths(events: Path, docs: Path) -> list[Path]:
    """Return where the files of an events file are, which may not be there.

    They are named after its path below the documentation folder, so that each timeline has its own.
    """
    place = Path(os.path.relpath(events, docs))
    folders = [slug(part) or "up" for part in place.parent.parts]
    name = slug(place.stem) or "events"
    return [docs.joinpath(FOLDER, *folders, f"{name}{ending}") for _, ending, _ in _FORMATS]


def write(story: Story, events: Path, docs: Path) -> None:
    """Write all files of a story. One that is up to date is not touched.

    Raises:
        TimelineError: when a file cannot be written.
    """
    for text, path in zip(_texts(story), paths(events, docs), strict=True):
        write_atomically(path, text)


@lru_cache(maxsize=4)
def _texts(story: Story) -> tuple[str, ...]:
    # Remembered, because a site that is served asks again whenever any page changes.
    return tuple(export(story.timeline, name).text for name, _, _ in _FORMATS)


def append(view: Element, events: Path, docs: Path, folder: Path) -> None:
    """Append the list of the files to a timeline, if they have been written; links count from `folder`."""
    files = paths(events, docs)
    if not all(path.is_file() for path in files):
        return
    details = element(view, "details", "tl-downloads")
    said = language()
    element(details, "summary", "", said.say("download"))
    listed = element(details, "ul")
    for (_, _, key), path in zip(_FORMATS, files, strict=True):
        address = Path(os.path.relpath(path.absolute(), folder.absolute())).as_posix()
        element(element(listed, "li"), "a", "", said.say(key), href=address, download=path.name)
