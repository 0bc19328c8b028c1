"""From a folder of articles to everything that the site needs."""

from pathlib import Path

import pytest

from timeline import store
from timeline.build import build, extract
from timeline.config import from_mapping
from timeline.errors import TimelineError

ARTICLE = """\
---
title: Cracks close a bridge
date: 2024-03-12
---

Engineers closed the bridge on March 9, 2024. Two days after the closure, the mayor asked for money.
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "docs" / "articles").mkdir(parents=True)
    (tmp_path / "docs" / "articles" / "bridge.md").write_text(ARTICLE)
    return tmp_path


def test_one_call_writes_the_events_and_the_assets(project: Path) -> None:
    report = build(from_mapping({"title": "The bridge"}, project))
    timeline = store.read(project / "docs" / "events.yml")
    assert report.articles == 1
    assert report.update is not None
    assert report.update.new == [event.id for event in timeline.events]
    assert timeline.title == "The bridge"
    assert [event.date for event in timeline.events] == ["2024-03-09", "2024-03-11"]
    assert timeline.sources["bridge"].file == "bridge.md"
    assets = {path.name for path in (project / "docs" / "assets" / "timeline").iterdir()}
    assert assets == {"timeline.css", "timeline.js"}


def test_a_second_call_writes_nothing(project: Path) -> None:
    build(from_mapping({}, project))
    before = {path: path.stat().st_mtime_ns for path in project.rglob("*")}
    report = build(from_mapping({}, project))
    assert {path: path.stat().st_mtime_ns for path in project.rglob("*")} == before
    assert report.update is not None
    assert not report.update.written


def test_every_quote_stands_at_its_offsets(project: Path) -> None:
    build(from_mapping({}, project))
    for event in store.read(project / "docs" / "events.yml").events:
        for evidence in event.evidence:
            assert ARTICLE[evidence.start : evidence.end] == evidence.quote


def test_articles_come_and_go_and_edits_stay(project: Path) -> None:
    options, events = from_mapping({}, project), project / "docs" / "events.yml"
    build(options)
    title = store.read(events).events[0].title
    events.write_text(
        events.read_text().replace(f"  title: {title}", "  title: The bridge is closed  # shorter")
    )
    (project / "docs" / "articles" / "inquiry.txt").write_text("An inquiry began on May 2, 2024.\n")
    build(options)
    assert "title: The bridge is closed  # shorter" in events.read_text()
    assert [event.date for event in store.read(events).events] == ["2024-03-09", "2024-03-11", "2024-05-02"]
    (project / "docs" / "articles" / "bridge.md").unlink()
    report = build(options)
    assert [event.date for event in store.read(events).events] == ["2024-03-09", "2024-03-11", "2024-05-02"]
    assert any("the article bridge.md was not among those read" in warning for warning in report.warnings)


@pytest.mark.parametrize("folder", ["empty", "missing"])
def test_without_an_article_the_events_file_stays(folder: str, project: Path) -> None:
    events = project / "docs" / "events.yml"
    events.write_text("events:\n- date: 2020\n  title: Mine\n")
    (project / "empty").mkdir()
    report = build(from_mapping({"articles": folder}, project))
    assert report.articles == 0
    assert report.update is None
    assert len(report.warnings) == 1
    assert str(project / folder) in report.warnings[0]
    assert events.read_text() == "events:\n- date: 2020\n  title: Mine\n"
    assert (project / "docs" / "assets" / "timeline" / "timeline.js").exists()


def test_an_article_in_another_language_is_named_and_left_out(project: Path) -> None:
    (project / "docs" / "articles" / "pont.md").write_text(
        "---\nlanguage: fr\n---\n\nLe pont a fermé le 9 mars 2024.\n"
    )
    report = build(from_mapping({}, project))
    assert [warning.split(":")[0] for warning in report.warnings] == ["pont.md"]
    assert list(store.read(project / "docs" / "events.yml").sources) == ["bridge"]


def test_an_invalid_events_file_is_reported_before_the_work(project: Path) -> None:
    events = project / "docs" / "events.yml"
    events.write_text("events:\n- date: 2020-02-30\n  title: Mine\n")
    told: list[int] = []
    with pytest.raises(TimelineError, match=r"events\.yml:2: there is no day 30"):
        extract([project / "docs" / "articles"], events, progress=lambda done, _: told.append(done))
    assert told == []


def test_progress_is_told_article_by_article(project: Path) -> None:
    (project / "docs" / "articles" / "more.txt").write_text("It rained on May 2, 2024.\n")
    told: list[tuple[int, int]] = []
    extract(
        [project / "docs" / "articles"], project / "e.yml", progress=lambda *numbers: told.append(numbers)
    )
    assert told == [(1, 2), (2, 2)]
