"""From a folder of articles to everything that the site needs."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import timeline
from timeline import store
from timeline.build import build, extract
from timeline.config import from_mapping
from timeline.documents.model import Document
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
    assert assets == {"timeline.css", "timeline.js", "timeline-search.js"}


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
    assert [event.date for event in store.read(events).events] == ["2024-03-09", "2024-05-02"]
    assert report.update is not None
    assert (report.update.gone, len(report.update.removed)) == (["bridge.md"], 1)
    assert any("the article bridge.md was not among those read" in warning for warning in report.warnings)


def test_what_nobody_touched_goes_with_its_article(project: Path) -> None:
    options, events = from_mapping({}, project), project / "docs" / "events.yml"
    build(options)
    (project / "docs" / "articles" / "bridge.md").rename(project / "bridge.md")
    (project / "docs" / "articles" / "dam.txt").write_text("The dam broke on May 20, 2024.\n")
    report = build(options)
    assert report.warnings == []
    assert list(store.read(events).sources) == ["dam"]
    assert [event.date for event in store.read(events).events] == ["2024-05-20"]
    before = events.read_bytes()
    (project / "bridge.md").rename(project / "docs" / "articles" / "bridge.md")
    build(options)
    (project / "docs" / "articles" / "bridge.md").unlink()
    build(options)
    assert events.read_bytes() == before


def test_evidence_of_an_article_that_is_gone_goes_and_what_others_tell_stays(project: Path) -> None:
    options, events = from_mapping({}, project), project / "docs" / "events.yml"
    (project / "docs" / "articles" / "other.md").write_text(
        ARTICLE.replace("date: 2024-03-12", "date: 2024-03-13")
    )
    build(options)
    ids = [event.id for event in store.read(events).events]
    assert all(len(event.evidence) == 2 for event in store.read(events).events)
    (project / "docs" / "articles" / "bridge.md").unlink()
    report = build(options)
    assert report.warnings == []
    assert [event.id for event in store.read(events).events] == ids
    assert [[each.source for each in event.evidence] for event in store.read(events).events] == [
        ["other"],
        ["other"],
    ]


def test_a_record_taken_out_of_its_file_is_gone(project: Path) -> None:
    options, events = from_mapping({}, project), project / "docs" / "events.yml"
    first, second = (
        '{"id": "a", "text": "The dam broke on May 20, 2024."}\n',
        '{"id": "b", "text": "It rained on May 2, 2024."}\n',
    )
    (project / "docs" / "articles" / "all.jsonl").write_text(first + second)
    build(options)
    (project / "docs" / "articles" / "all.jsonl").write_text(second)
    build(options)
    assert list(store.read(events).sources) == ["b", "bridge"]


@pytest.mark.parametrize("damage", [b"", b"\x00\x01" * 500])
def test_an_article_that_is_there_but_cannot_be_read_is_not_gone(damage: bytes, project: Path) -> None:
    options, events = from_mapping({}, project), project / "docs" / "events.yml"
    (project / "docs" / "articles" / "dam.txt").write_text("The dam broke on May 20, 2024.\n")
    build(options)
    (project / "docs" / "articles" / "bridge.md").write_bytes(damage)
    before = events.read_bytes()
    build(options)
    assert events.read_bytes() == before


def test_reading_a_part_of_the_articles_removes_nothing(project: Path) -> None:
    options, events = from_mapping({}, project), project / "docs" / "events.yml"
    build(options)
    (project / "docs" / "articles" / "bridge.md").unlink()
    (project / "part").mkdir()
    (project / "part" / "dam.txt").write_text("The dam broke on May 20, 2024.\n")
    extract([project / "part"], events)
    assert [event.date for event in store.read(events).events] == ["2024-03-09", "2024-03-11", "2024-05-20"]


@pytest.mark.parametrize("folder", ["empty", "missing"])
def test_without_an_article_the_events_file_stays(folder: str, project: Path) -> None:
    events = project / "docs" / "events.yml"
    events.write_text("events:\n- date: 2020\n  title: Mine\n")
    (project / "empty").mkdir()
    report = build(from_mapping({"articles": folder}, project))
    assert report.articles == 0
    assert report.update is None
    assert report.warnings == []
    assert [note.split(":")[0] for note in report.notes] == [str(project / folder)]
    assert events.read_text() == "events:\n- date: 2020\n  title: Mine\n"
    assert (project / "docs" / "assets" / "timeline" / "timeline.js").exists()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le pont a fermé le 9 mars 2024."),
        ("es", "El puente se cerró el 9 de marzo de 2024."),  # the tagger knows it, the events stage does not
    ],
)
def test_an_article_in_another_language_is_named_and_left_out(
    project: Path, language: str, text: str
) -> None:
    (project / "docs" / "articles" / "pont.md").write_text(f"---\nlanguage: {language}\n---\n\n{text}\n")
    report = build(from_mapping({}, project))
    assert [warning.split(":")[0] for warning in report.warnings] == ["pont.md"]
    assert list(store.read(project / "docs" / "events.yml").sources) == ["bridge"]


def test_events_are_made_of_no_language_whose_words_are_not_known() -> None:
    articles = [Document("puente", "El puente se cerró el 9 de marzo de 2024.", language="es")]
    with pytest.raises(TimelineError, match=r"^puente: articles in the language “es” are not supported"):
        timeline.extract(articles)


def test_an_invalid_events_file_is_reported_before_the_work(project: Path) -> None:
    events = project / "docs" / "events.yml"
    events.write_text("events:\n- date: 2020-02-30\n  title: Mine\n")
    told: list[str] = []
    with pytest.raises(TimelineError, match=r"events\.yml:2: there is no day 30"):
        extract([project / "docs" / "articles"], events, progress=lambda stage, *_: told.append(stage))
    assert told == []


def test_progress_is_told_from_the_first_file_to_the_last_line(project: Path) -> None:
    (project / "docs" / "articles" / "more.txt").write_text("It rained on May 2, 2024.\n")
    told: list[tuple[str, int, int]] = []
    extract([project / "docs" / "articles"], project / "e.yml", progress=lambda *step: told.append(step))
    assert told == [
        *(("Opening articles", number, 2) for number in range(3)),
        ("Reading articles", 1, 2, 2),
        ("Reading articles", 2, 2, 3),
        *(("Merging events", number, 1) for number in range(2)),
        *(("Writing events", number, 1) for number in range(2)),
    ]


FILES = {
    "bridge.md": ARTICLE,
    "a/bridge.md": ARTICLE.replace("March 9", "March 8"),
    "copy.txt": "Engineers closed the bridge on Saturday because of cracks that divers had found.\n",
    "lines.jsonl": '{"text": "The bridge opened on 2 May 1999."}\n{"text": "It rained on 2 May 2024."}\n',
    "dam.html": "<html><title>Dam</title><p>The dam at Velmora broke on 20 May 2024.</p></html>",
}


@settings(max_examples=20, deadline=None)
@given(order=st.permutations([*FILES]), read_before=st.sets(st.sampled_from([*FILES])))
def test_the_order_of_the_files_and_the_cache_never_change_a_byte(
    order: list[str], read_before: set[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("project")
    written: list[bytes] = []
    for names, cache in ((order, folder / "cache"), ([*FILES], None)):
        articles = folder / f"articles-{len(written)}" / "articles"
        for name in names:
            (articles / name).parent.mkdir(parents=True, exist_ok=True)
            (articles / name).write_text(FILES[name])
        paths = [articles / name for name in names]
        if cache:
            before = [path for path in paths if path.relative_to(articles).as_posix() in read_before]
            extract(before, folder / "before.yml", root=articles, cache=cache)
        extract(paths, articles.parent / "events.yml", root=articles, cache=cache)
        written.append((articles.parent / "events.yml").read_bytes())
    assert written[0] == written[1] != b""


@pytest.mark.parametrize("folder", ["articles", "artikles"])
def test_an_events_file_without_articles_is_left_alone_with_the_reason(folder: str, tmp_path: Path) -> None:
    (tmp_path / "docs" / "articles").mkdir(parents=True)
    (tmp_path / "docs" / "events.yml").write_text("events: []\n")
    report = build(from_mapping({"articles": f"docs/{folder}"}, tmp_path))
    reason = "there are no articles" if folder == "articles" else "there is no such folder"
    assert report.notes == [f"{tmp_path / 'docs' / folder}: {reason}, so nothing is extracted"]
