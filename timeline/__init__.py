"""News articles in, a timeline out: every date with its reason.

    import timeline

    for found in timeline.tag("The strike was on Friday.", published="2020-01-05"):
        print(found.text, found.date, found.because)

    articles = timeline.read_articles(["docs/articles"])
    events = timeline.extract(articles.documents)         # a Timeline
    timeline.update("docs/events.yml", events)            # keeps every edit of the file
    timeline.read("docs/events.yml")                      # a Timeline again

What a user can mend is raised as `TimelineError`, whose text is one line.
"""

import importlib
from typing import TYPE_CHECKING

from timeline.errors import TimelineError

if TYPE_CHECKING:
    from timeline.documents import Document
    from timeline.documents import read as read_articles
    from timeline.events import Event, Evidence, Source, Timeline, extract
    from timeline.store import check, read, update
    from timeline.times import TimeExpression, tag

__all__ = [
    "Document",
    "Event",
    "Evidence",
    "Source",
    "TimeExpression",
    "Timeline",
    "TimelineError",
    "check",
    "extract",
    "read",
    "read_articles",
    "tag",
    "update",
]

# Where each name lives. They are looked up when first used: who only tags does not wait for the rest.
_HOMES = {
    "timeline.documents": ("Document", "read_articles"),
    "timeline.events": ("Event", "Evidence", "Source", "Timeline", "extract"),
    "timeline.store": ("check", "read", "update"),
    "timeline.times": ("TimeExpression", "tag"),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module “timeline” has no attribute “{name}”")
    value = getattr(importlib.import_module(_HOME[name]), "read" if name == "read_articles" else name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
