"""A new events file, as if a person had written it."""

import json
import re
from pathlib import Path

from timeline.errors import TimelineError
from timeline.events.model import Timeline
from timeline.store import schema
from timeline.store.files import write_atomically
from timeline.store.reading import VERSION
from timeline.store.writing import event_lines, source_lines, text_pair

__all__ = ["create"]

_PLAIN_KEY = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
_DEFAULTS = ("relevance: core", "status: proposed")


def create(path: Path, timeline: Timeline) -> None:
    """Write a timeline to a new events file. Its events count as written by hand: no run changes them.

    Raises:
        TimelineError: when the file exists already, or cannot be written.
    """
    if path.exists():
        raise TimelineError(f"{path}: this file exists already; name a new one with --output")
    lines = [schema.COMMENT, f"timeline: {VERSION}"]
    if timeline.title:
        lines += text_pair("title", timeline.title)
    if timeline.sources:
        lines += ["", "sources:"]
    for name, source in timeline.sources.items():
        fields = source_lines(source)
        lines += [
            f"  {_key(name)}:{'' if fields else ' {}'}",
            *(f"    {line}" if line else "" for line in fields),
        ]
    lines += ["", "events:" if timeline.events else "events: []"]
    for number, event in enumerate(timeline.events):
        first, *rest = [line for line in event_lines(event) if line not in _DEFAULTS]
        lines += [""] if number else []
        lines += [f"- {first}", *(f"  {line}" if line else "" for line in rest)]
    content = "\n".join(lines) + "\n"
    write_atomically(path, content)
    schema.place(path, content)


def _key(name: str) -> str:
    plain = _PLAIN_KEY.fullmatch(name) and name.lower() not in (
        "y",
        "n",
        "yes",
        "no",
        "on",
        "off",
        "true",
        "false",
        "null",
    )
    return name if plain else json.dumps(name, ensure_ascii=False)
