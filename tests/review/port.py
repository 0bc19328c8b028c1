"""A small project to review."""

from pathlib import Path
from typing import Any

import yaml

from timeline.events.model import Event, Evidence, Source, Timeline
from timeline.store import update


def write_port(folder: Path, count: int) -> Path:
    """Write so many proposals, each told by one article or by two, and return the events file."""
    articles = folder / "articles"
    articles.mkdir(parents=True)
    events = []
    told: dict[str, list[str]] = {"gazette": [], "herald": []}
    for number in range(count):
        year, month, day = 1990 + number // 336, number // 28 % 12 + 1, number % 28 + 1
        date = f"{year}-{month:02}-{day:02}"
        told["gazette"].append(f"Crane {number} was put up on {date}.")
        told["herald"].append(f"They put up crane {number} on {date}, we hear.")
        events.append((date, number))
    texts = {name: f"The {name} of the port\n\n" + "\n".join(lines) for name, lines in told.items()}
    for name, text in texts.items():
        (articles / f"{name}.txt").write_text(text, encoding="utf-8")

    def evidence(name: str, number: int, date: str) -> Evidence:
        quote = told[name][number]
        start = texts[name].index(quote)
        return Evidence(name, quote, start, start + len(quote), (f"“{date}” names the day",), date)

    timeline = Timeline(
        {name: Source(file=f"{name}.txt", title=f"The {name} of the port") for name in told},
        [
            Event(
                date,
                f"Crane {number} is put up",
                tags=["harbour"],
                evidence=[
                    evidence(name, number, date)
                    for name in (("gazette", "herald") if number % 5 == 0 else ("gazette",))
                ],
            )
            for date, number in events
        ],
        "The port",
    )
    update(folder / "events.yml", timeline)
    return folder / "events.yml"


def by_title(path: Path) -> dict[str, dict[str, Any]]:
    """What the file says, read by another reader than the program's own."""
    return {str(event["title"]): event for event in yaml.safe_load(path.read_text("utf-8"))["events"]}
