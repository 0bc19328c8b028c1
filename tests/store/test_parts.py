"""A timeline that is too long for one file goes on in a folder with a file for each year."""

import dataclasses
import os
import shutil
from pathlib import Path

import pytest
import yaml

from timeline.errors import TimelineError
from timeline.events.model import Event, Evidence, Source, Timeline
from timeline.site import story
from timeline.store import check, files_of, origins, parts, read, update
from timeline.store.entries import Entries


def rain(day: int, year: int = 2020, source: str = "log") -> Event:
    quote = f"It rained on {day} May {year}."
    evidence = [Evidence(source, quote, day, day + len(quote))]
    return Event(f"{year}-05-{day:02}", f"Rain falls {day} times", evidence=evidence)


def timeline(*events: Event) -> Timeline:
    named = {evidence.source for event in events for evidence in event.evidence}
    sources = {name: Source(file=f"{name}.txt") for name in sorted(named)}
    return Timeline(sources, [dataclasses.replace(event) for event in events], "Rain")


FIRST = [rain(1, 2019), rain(2, 2019), rain(3), rain(4)]
MORE = [rain(5, 2018), rain(6, 2019), rain(7)]


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a file of four events, which is as long as one may be, with three more in files of years."""
    monkeypatch.setattr(parts, "LONGEST", 4)
    path = tmp_path / "events.yml"
    update(path, timeline(*FIRST))
    update(path, timeline(*FIRST, *MORE))
    return path


def bytes_of(path: Path) -> dict[str, bytes]:
    return {str(file.relative_to(path.parent)): file.read_bytes() for file in files_of(path)}


def dates(path: Path) -> list[str]:
    return [event.date for event in read(path).events]


def test_what_does_not_fit_goes_to_the_files_of_its_years(path: Path) -> None:
    assert list(bytes_of(path)) == ["events.yml", "events/2018.yml", "events/2019.yml", "events/2020.yml"]
    assert [event.date[:4] for event in read(path.parent / "events" / "2019.yml").events] == ["2019"]
    whole = read(path)
    assert whole.title == "Rain"
    assert list(whole.sources) == ["log"]
    assert sorted(dates(path)) == sorted(event.date for event in FIRST + MORE)


def test_a_new_timeline_that_is_too_long_is_written_by_years(tmp_path: Path, path: Path) -> None:
    file = tmp_path / "new" / "events.yml"
    report = update(file, timeline(*FIRST, *MORE))
    assert [each.name for each in files_of(file)] == ["events.yml", "2018.yml", "2019.yml", "2020.yml"]
    assert yaml.safe_load(file.read_text())["events"] == []
    assert len(report.new) == 7
    first_line = (tmp_path / "new" / "events" / "2019.yml").read_text().splitlines()[0]
    schema = (tmp_path / "new" / "events" / first_line.split("=")[1]).resolve()
    assert schema == tmp_path.resolve() / "new" / "events.schema.json"


def test_a_second_run_writes_nothing(path: Path) -> None:
    for file in files_of(path):
        os.utime(file, (1, 1))
    report = update(path, timeline(*FIRST, *MORE))
    assert not report.written
    assert len(report.unchanged) == 7
    assert all(file.stat().st_mtime == 1 for file in files_of(path))


def test_only_the_file_of_what_changed_is_written(path: Path) -> None:
    before = bytes_of(path)
    update(path, timeline(*FIRST, *MORE, rain(8, 2018)))
    changed = {name for name, content in bytes_of(path).items() if content != before[name]}
    assert changed == {"events/2018.yml"}


@pytest.mark.parametrize("name", ["events.yml", "events/2019.yml"])
def test_an_edit_stays_wherever_it_was_made(path: Path, name: str) -> None:
    file = path.parent / name
    edited = file.read_text().replace("title: Rain falls", "title: Heavy rain falls  # sic", 1)
    edited = edited.replace("events:\n", "events:  # mine\n")
    file.write_text(edited)
    report = update(path, timeline(*FIRST, *MORE))
    assert file.read_text() == edited
    assert len(report.kept) == 1
    update(path, timeline(*FIRST, *MORE, rain(9, 2017)))
    assert file.read_text() == edited


def test_an_event_may_be_moved_to_another_file(path: Path) -> None:
    year = path.parent / "events" / "2018.yml"
    head, _, item = year.read_text().partition("events:\n")
    year.write_text(f"{head}events: []\n")
    path.write_text(path.read_text() + "\n" + item)
    before = bytes_of(path)
    assert not update(path, timeline(*FIRST, *MORE)).written
    assert bytes_of(path) == before


def test_an_event_of_another_year_moves_with_its_id(path: Path) -> None:
    ids = {event.date: event.id for event in read(path).events}
    moved = dataclasses.replace(MORE[0], date="2021-05-05")
    report = update(path, timeline(*FIRST, moved, *MORE[1:]))
    assert [event.id for event in read(path.parent / "events" / "2021.yml").events] == [ids["2018-05-05"]]
    assert read(path.parent / "events" / "2018.yml").events == []
    assert (len(report.updated), report.new, report.removed) == (1, [], [])


def test_an_id_is_never_given_twice_across_files(path: Path) -> None:
    shutil.copy(path.parent / "events" / "2018.yml", path.parent / "events" / "1999.yml")
    [problem] = [each for each in check(path) if each.severity == "error"]
    assert (problem.file, problem.message[:6]) == (path.parent / "events" / "2018.yml", "the id")
    with pytest.raises(
        TimelineError, match=r"events/2018\.yml:\d+: the id .* is already used in .*1999\.yml:\d+"
    ):
        read(path)


def test_what_is_hidden_in_a_file_of_its_year_is_not_proposed_again(path: Path) -> None:
    year = path.parent / "events" / "2018.yml"
    year.write_text(year.read_text().replace("status: proposed", "status: hidden"))
    before = bytes_of(path)
    update(path, timeline(*FIRST, *MORE))
    assert bytes_of(path) == before


def test_evidence_of_a_new_article_is_added_where_the_event_stands(path: Path) -> None:
    year = path.parent / "events" / "2018.yml"
    year.write_text(year.read_text().replace("status: proposed", "status: accepted"))
    more = Evidence("gazette", "Rain fell on 5 May 2018.", 0, 24)
    told = dataclasses.replace(MORE[0], evidence=[*MORE[0].evidence, more])
    update(path, timeline(*FIRST, told, *MORE[1:]))
    assert [each.source for each in read(year).events[0].evidence] == ["log", "gazette"]
    assert list(read(path).sources) == ["gazette", "log"]


def test_an_article_that_is_gone_takes_its_events_out_of_all_files(path: Path) -> None:
    report = update(path, timeline(rain(1, 2001, "other")), gone=["log"])
    assert dates(path) == ["2001-05-01"]
    assert len(report.removed) == 7
    assert list(read(path).sources) == ["other"]


def test_check_names_the_file(path: Path) -> None:
    year = path.parent / "events" / "2018.yml"
    year.write_text(year.read_text().replace("date: 2018-05-05", "date: 2018-02-30"))
    for start in (path, year):
        assert [each.file for each in check(start) if each.severity == "error"] == [year]
    with pytest.raises(TimelineError, match=r"events/2018\.yml:\d+: there is no day 30"):
        update(path, timeline(*FIRST))


def test_the_file_of_a_year_knows_the_sources(path: Path) -> None:
    year = path.parent / "events" / "2018.yml"
    assert check(year) == []
    assert list(read(year).sources) == ["log"]
    assert list(Entries(year).sources) == ["log"], "for the review"


def test_the_page_and_explanations_read_all_files(path: Path) -> None:
    before = story.read(path)
    assert len(before.events) == 7
    year = path.parent / "events" / "2018.yml"
    year.write_text(year.read_text().replace("Rain falls", "Hail falls"))
    after = story.read(path)
    assert "Hail falls 5 times" in [each.event.title for each in after.events]
    assert after.stamp != before.stamp
    assert {each.file.name for each in origins(path)[1]} == {"events.yml", "2018.yml", "2019.yml", "2020.yml"}


def test_other_files_in_the_folder_are_none_of_its(path: Path) -> None:
    (path.parent / "events" / "notes.yml").write_text("- anything\n")
    assert len(read(path).events) == 7
