"""A timeline in the formats of other programs.

Hidden events stay out. A date that a format cannot hold is rounded outwards and said in words beside it,
and never made more exact. Text from articles is escaped by each format's rules, and links are http(s).
"""

import importlib
from dataclasses import dataclass, field

from timeline.events.model import Timeline

__all__ = ["FORMATS", "Export", "export"]

FORMATS = ("json", "csv", "timelinejs", "ics", "jsonld", "atom")
_MODULES = {
    "json": "plain",
    "csv": "table",
    "timelinejs": "timelinejs",
    "ics": "calendar",
    "jsonld": "linked",
    "atom": "feed",
}


@dataclass(slots=True)
class Export:
    """A timeline in another format, and what of it that format could not hold, one line each."""

    text: str
    left_out: list[str] = field(default_factory=list)


def export(timeline: Timeline, to: str) -> Export:
    """Return a timeline in one of `FORMATS`.

    Args:
        timeline: what to export; its order does not matter.
        to: plain JSON, CSV (RFC 4180), TimelineJS JSON, iCalendar (RFC 5545), JSON-LD (schema.org) or Atom
            (RFC 4287).

    Raises:
        KeyError: when there is no such format.
    """
    module = importlib.import_module(f"timeline.exports.{_MODULES[to]}")
    result: Export = module.write(timeline)
    return result
