"""Files of years that nothing has changed are left alone, and nothing else is different for it."""

import dataclasses
import random
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from timeline.build import extract
from timeline.errors import TimelineError
from timeline.store import Report, files_of, parts, syntax, updating

TOWNS = ("Velmora", "Torrey", "Lanmere", "Brell")
TOLD = (
    "The dam at {town} broke on {day} May {year}.",
    "Mayor Ana Torres of {town} resigned on {day} June {year}. Five days after it, a fire broke out.",
    "The dam at {town} broke in May {year}. The water board was dissolved on {day} June {year}.",
    "Divers found the wreck of the Aurora off {town} on {day} May {year}. It had sunk in {year}.",
)


@pytest.fixture(autouse=True)
def _short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "LONGEST", 3)


def write(articles: Path, number: int, draw: random.Random) -> None:
    """Write an article, or another version of it."""
    told = draw.choice(TOLD).format(
        town=draw.choice(TOWNS), day=draw.randrange(1, 5), year=draw.randrange(2015, 2019)
    )
    (articles / f"story-{number}.md").write_text(f"---\ndate: 2020-01-0{number % 9 + 1}\n---\n\n{told}\n")


def blocks(file: Path) -> tuple[str, list[str]]:
    head, _, body = file.read_text().partition("events:")
    return head, body.split("\n- ")


def accept(file: Path, draw: random.Random) -> None:
    file.write_text(file.read_text().replace("status: proposed", "status: accepted", 1))


def hide(file: Path, draw: random.Random) -> None:
    file.write_text(file.read_text().replace("status: proposed", "status: hidden", 1))


def rename(file: Path, draw: random.Random) -> None:
    file.write_text(file.read_text().replace("title: ", "title: Once ", 1))


def remark(file: Path, draw: random.Random) -> None:
    file.write_text(file.read_text() + "# a remark\n")


def remove(file: Path, draw: random.Random) -> None:
    if file.parent.name == "events":
        file.unlink()


def take_out(file: Path, draw: random.Random) -> None:
    head, (first, *items) = blocks(file)
    if len(items) > 1:
        items.pop(draw.randrange(len(items)))
        file.write_text(f"{head}events:" + "\n- ".join([first, *items]).rstrip() + "\n")


def move(file: Path, draw: random.Random) -> None:
    """Move an event to the file of another year."""
    head, (first, *items) = blocks(file)
    others = [other for other in files_of(file.parent.with_suffix(".yml")) if other != file][1:]
    if file.parent.name == "events" and len(items) > 1 and others:
        item = items.pop()
        file.write_text(f"{head}events:" + "\n- ".join([first, *items]).rstrip() + "\n")
        other = draw.choice(others)
        if "events: []" not in other.read_text():
            other.write_text(f"{other.read_text().rstrip()}\n\n- {item.strip()}\n")


EDITS: list[Callable[[Path, random.Random], None]] = [accept, hide, rename, remark, remove, take_out, move]


def outcome(report: Report) -> dict[str, object]:
    """Return what an update says it did, wherever its folder lies."""
    lists = {
        each.name: sorted(map(str, getattr(report, each.name)))
        for each in dataclasses.fields(report)
        if each.name not in ("path", "written", "titles")
    }
    where = str(report.path.parent)
    found = {name: [line.replace(where, "") for line in lines] for name, lines in lists.items()}
    return {"written": report.written, **found}


def run(folder: Path, cache: Path | None) -> tuple[dict[str, object], dict[str, bytes]]:
    events = folder / "docs" / "events.yml"
    articles = folder / "articles"
    report = extract([articles], events, root=articles, complete=True, jobs=1, cache=cache)
    assert report.update is not None
    files = {str(file.relative_to(folder)): file.read_bytes() for file in files_of(events)}
    return outcome(report.update), files


@pytest.mark.parametrize("seed", range(12))
def test_a_cache_changes_no_byte_whatever_a_person_does_between_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    if seed % 2:
        monkeypatch.setattr(updating, "_TREES", 0)  # as where there are too many of them to keep
    with_cache, without = tmp_path / "one", tmp_path / "two"
    cache = tmp_path / "cache.sqlite"
    for folder in (with_cache, without):
        (folder / "articles").mkdir(parents=True)
        for number in range(12):
            write(folder / "articles", number, random.Random(f"{seed} {number}"))
    for step in range(8):
        assert run(with_cache, cache) == run(without, None)
        if step % 3 == 0:
            continue  # a second run, or one after an edit alone
        for folder in (with_cache, without):
            draw = random.Random(f"{seed} {step}")
            for _ in range(draw.randrange(3)):
                draw.choice(EDITS)(draw.choice(files_of(folder / "docs" / "events.yml")), draw)
            if draw.random() < 0.5:
                write(folder / "articles", draw.randrange(14), draw)
            if draw.random() < 0.2:
                (folder / "articles" / f"story-{draw.randrange(12)}.md").unlink(missing_ok=True)
        draw = random.Random(f"{seed} {step} cache")
        if draw.random() < 0.2:
            cache.unlink()
        elif draw.random() < 0.2:  # what another project has kept
            other = tmp_path / f"other-{step}"
            shutil.copytree(with_cache, other)
            write(other / "articles", 3, draw)
            run(other, cache)


def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list to which the names of all files are added that are parsed from now on."""
    names: list[str] = []
    compose = syntax.YamlFile._compose

    def noted(self: syntax.YamlFile, body: str) -> object:
        if body:
            names.append(self.path.name)
        return compose(self, body)

    monkeypatch.setattr(syntax.YamlFile, "_compose", noted)
    return names


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "articles").mkdir()
    for year in range(2010, 2016):
        text = f"The dam at Torrey broke on 3 May {year}. Ana Torres resigned on 4 June {year}."
        (tmp_path / "articles" / f"story-{year}.txt").write_text(text)
    run(tmp_path, tmp_path / "cache.sqlite")
    return tmp_path


def test_only_the_file_of_the_year_that_changed_is_parsed(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = parsed(monkeypatch)
    report, _ = run(project, project / "cache.sqlite")
    assert names == []
    assert (report["written"], len(report["unchanged"])) == (False, 12)  # type: ignore[arg-type]
    article = project / "articles" / "story-2012.txt"
    article.write_text(article.read_text() + " A fire broke out at Torrey on 9 July 2012.")
    names.clear()
    report, _ = run(project, project / "cache.sqlite")
    assert set(names) == {"2012.yml"}
    assert (len(report["new"]), len(report["unchanged"])) == (1, 12)  # type: ignore[arg-type]


def test_a_file_with_an_edit_is_parsed_and_the_edit_stays(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = project / "docs" / "events" / "2013.yml"
    rename(file, random.Random())
    edited = file.read_bytes()
    for _ in range(2):
        names = parsed(monkeypatch)
        report, _ = run(project, project / "cache.sqlite")
        assert set(names) == {"2013.yml"}
        assert len(report["kept"]) == 1  # type: ignore[arg-type]
        assert file.read_bytes() == edited


def test_an_id_that_stands_also_in_a_file_left_alone_is_refused(project: Path) -> None:
    folder = project / "docs" / "events"
    shutil.copy(folder / "2013.yml", folder / "1999.yml")
    with pytest.raises(TimelineError, match=r"2013\.yml:\d+: the id .* is already used in .*1999\.yml:\d+"):
        run(project, project / "cache.sqlite")


def test_records_that_are_damaged_are_begun_anew(project: Path) -> None:
    before = run(project, None)
    with sqlite3.connect(project / "cache.sqlite") as database:
        database.execute("UPDATE readings SET pack = substr(pack, 1, 20)")
    assert run(project, project / "cache.sqlite") == before
