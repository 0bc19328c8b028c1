"""What is exported for TimelineJS, loaded in a browser by TimelineJS itself."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from projects import missing

from timeline.events.model import Event, Evidence, Source, Timeline
from timeline.exports import export
from timeline.store import read

ROOT = Path(__file__).parents[2]
LOADER = Path(__file__).with_name("timelinejs")
DIST = LOADER / "node_modules" / "@knight-lab" / "timelinejs" / "dist"

PAGE = """\
<!doctype html><html lang="en"><meta charset="utf-8"><title>t</title>
<link rel="stylesheet" href="css/timeline.css"><script src="js/timeline.js"></script>
<div id="here" style="width: 1000px; height: 600px"></div>
<script>window.loaded = fetch("data.json").then(answer => answer.json()).then(data =>
  new Promise(done => {
    const shown = new TL.Timeline("here", data, {font: null, script_path: "js/", language: "en"});
    shown.on("loaded", () => done(shown));
  }));</script>
"""

# What it says of each slide once it has read the file.
SLIDES = """async () => {
  const shown = await window.loaded;
  const say = date => date ? date.getDisplayDate(shown.language) : null;
  return {
    errors: shown.config.messages.errors.map(String),
    title: shown.config.title ? shown.config.title.text.headline : null,
    slides: shown.config.events.map(slide => ({
      id: slide.unique_id, headline: slide.text.headline, text: slide.text.text, group: slide.group ?? null,
      start: say(slide.start_date), end: say(slide.end_date), shown: slide.display_date ?? null,
    })),
  };
}"""


@pytest.fixture
def load(
    tmp_path: Path, serve: Callable[..., str], visit: Callable[..., Any]
) -> Callable[[Timeline], dict[str, Any]]:
    """Return a function that lets TimelineJS load a timeline and says what it made of it."""
    if not DIST.is_dir():
        missing("TimelineJS is not installed (npm ci in tests/site/timelinejs)")

    def call(timeline: Timeline) -> dict[str, Any]:
        shutil.copytree(DIST, tmp_path, dirs_exist_ok=True)
        (tmp_path / "index.html").write_text(PAGE, encoding="utf-8")
        (tmp_path / "data.json").write_text(export(timeline, "timelinejs").text, encoding="utf-8")
        found: dict[str, Any] = visit(serve(tmp_path)).evaluate(SLIDES)
        return found

    return call


@pytest.mark.parametrize("file", ["docs/events.yml", "tests/site/data/events.yml"])
def test_it_takes_every_event(file: str, load: Callable[[Timeline], dict[str, Any]]) -> None:
    timeline = read(ROOT / file)
    found = load(timeline)
    assert found["errors"] == []
    slides = json.loads(export(timeline, "timelinejs").text)["events"]
    assert {slide["id"] for slide in found["slides"]} >= {
        slide["unique_id"] for slide in slides if "unique_id" in slide
    }
    assert len(found["slides"]) == len(slides) == sum(event.status != "hidden" for event in timeline.events)


def test_it_shows_the_dates_as_precise_as_they_are(load: Callable[[Timeline], dict[str, Any]]) -> None:
    dates = {
        "2020-01-03": ("January 3, 2020", None, None),
        "2020-01": ("January 2020", None, None),
        "2020": ("2020", None, None),
        "2020-01-03/2020-01-08": ("January 3, 2020", "January 8, 2020", None),
        "2020/2020-05": ("January 1, 2020", "May 2020", "2020 to May 2020"),
        "-0044-03-15": ("March 15, 45 <span>BCE</span>", None, None),
        "2020-01~": ("January 2020", None, "about January 2020"),
        "[2020-01-04..2020-01-12]": ("January 4, 2020", "January 12, 2020", "between 4 and 12 January 2020"),
        "2020-01-08/..": ("January 8, 2020", None, "since 8 January 2020"),
        "199X": ("January 1, 1990", "December 31, 1999", "1990s"),
    }
    events = [Event(date, f"At {date}", id=f"e{number}") for number, date in enumerate(dates)]
    found = load(Timeline(events=events))
    assert found["errors"] == []
    shown = {slide["headline"]: (slide["start"], slide["end"], slide["shown"]) for slide in found["slides"]}
    assert shown == {f"At {date}": said for date, said in dates.items()}


def test_it_shows_text_as_text(load: Callable[[Timeline], dict[str, Any]]) -> None:
    nasty = '<img src=x onerror="document.title=1"> & <b>bold</b>'
    event = Event("2020", nasty, id="a", tags=["talks"], evidence=[Evidence("a", nasty)])
    found = load(Timeline({"a": Source(publisher="P", url="https://a.org/?a=1&b=2")}, [event], "After <it>"))
    [slide] = found["slides"]
    assert "<img" not in slide["headline"] + slide["text"]
    assert "<blockquote>&lt;img" in slide["text"]
    assert 'href="https://a.org/?a=1&amp;b=2"' in slide["text"]
    assert (slide["group"], found["title"]) == ("talks", "After &lt;it&gt;")
