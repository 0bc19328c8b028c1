"""The commands `extract` and `build`: what they print, and how they end."""

import contextlib
import os
import pty
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml
from command import ARTICLE, one_line


def test_extract_ends_with_a_few_aligned_lines(run) -> None:
    result = run("extract")
    assert result.status == 0
    assert result.err == ""
    assert result.out == (
        "articles   1  read\n"
        "new        2  events added\n"
        "unchanged  0  events as they were\n"
        "docs/events.yml: written\n"
    )
    assert run("extract").out.endswith(
        "unchanged  2  events as they were\ndocs/events.yml: already up to date\n"
    )


def test_extract_reads_what_is_named_and_writes_where_it_is_told(run, project: Path) -> None:
    (project / "note.txt").write_text("It rained on May 2, 2024.\n")
    assert run("extract", "note.txt", "--output", "out/rain.yml").status == 0
    written = yaml.safe_load((project / "out" / "rain.yml").read_text())
    assert list(written["sources"]) == ["note"]
    assert not (project / "docs" / "events.yml").exists()


def test_a_project_has_tags_of_its_own(run, project: Path) -> None:
    (project / "mkdocs.yml").write_text("plugins: [timeline: {tags: docs/tags.yml}]\n")
    (project / "docs" / "tags.yml").write_text("bridges: [bridge]\n")
    assert run("build").status == 0
    written = yaml.safe_load((project / "docs" / "events.yml").read_text())
    assert [event.get("tags") for event in written["events"]] == [["bridges"], None]
    (project / "docs" / "tags.yml").write_text("# Mine\nbridges: bridge\n")
    for command in ("extract", "build"):
        assert one_line(run(command), 1).endswith(
            "docs/tags.yml:2: the words of the tag “bridges” must be a list, as in “bridges: [flood]”"
        )
    (project / "docs" / "tags.yml").unlink()
    assert "docs/tags.yml" in one_line(run("extract"), 1)


def test_what_was_kept_and_what_is_seen_otherwise_is_told(run, project: Path) -> None:
    run("extract")
    path = project / "docs" / "events.yml"
    path.write_text(path.read_text().replace("date: 2024-03-11", "date: 2024-03-10"))
    result = run("extract")
    assert "kept       1  events of yours\n" in result.out
    assert "is now dated 2024-03-11, kept your 2024-03-10" in result.err
    assert result.err.startswith("timeline: docs/events.yml:")


def test_what_was_rewritten_or_removed_is_named(run, project: Path) -> None:
    article = project / "docs" / "articles" / "bridge.md"
    run("extract")
    before = yaml.safe_load((project / "docs" / "events.yml").read_text())["events"]
    article.write_text(
        ARTICLE.replace("March 9", "March 8").replace("closed the bridge", "closed the old bridge")
    )
    out = run("extract").out
    after = {
        event["id"]: event["title"]
        for event in yaml.safe_load((project / "docs" / "events.yml").read_text())["events"]
    }
    assert "updated    2  events that nobody had touched, rewritten\n" in out
    for event in before:
        assert f"\n              {event['id']}  {after[event['id']]}\n" in out
    article.write_text(ARTICLE.split("Engineers")[0] + "Engineers closed the old bridge on March 8, 2024.\n")
    assert (
        "removed    1  events that the articles no longer tell\n"
        f"              {before[1]['id']}  {after[before[1]['id']]}\n"
    ) in run("extract").out


def test_a_long_list_of_names_is_cut_short(run, project: Path) -> None:
    days = "".join(f"Fire {number} broke out on May {number}, 2024.\n\n" for number in range(1, 8))
    (project / "docs" / "articles" / "fires.txt").write_text(days)
    run("extract")
    (project / "docs" / "articles" / "fires.txt").unlink()
    out = run("extract").out
    assert "removed    7  events that the articles no longer tell; no longer there: fires.txt\n" in out
    assert out.count("Fire") == 5
    assert "\n              and 2 more\n" in out


def test_what_stays_undated_is_listed_with_its_reason(run, project: Path) -> None:
    (project / "docs" / "articles" / "bridge.md").write_text("Engineers closed the bridge on Saturday.\n")
    result = run("extract")
    assert result.status == 0
    assert "undated " in result.out
    assert "bridge: “Saturday”: " in result.out


@pytest.mark.parametrize("command", ["extract", "build"])
def test_without_articles_the_file_is_left_alone(command: str, run, project: Path) -> None:
    (project / "docs" / "articles" / "bridge.md").unlink()
    (project / "docs" / "events.yml").write_text("events:\n- {date: 2020, title: Mine}\n")
    result = run(command)
    assert "docs/articles" in result.err
    assert "docs/events.yml: left as it is, because there was no article to read" in result.err + result.out
    assert (project / "docs" / "events.yml").read_text() == "events:\n- {date: 2020, title: Mine}\n"


def test_without_articles_no_file_is_written(run, project: Path) -> None:
    (project / "docs" / "articles" / "bridge.md").unlink()
    result = run("extract")
    assert "docs/events.yml: not written, because there was no article to read" in result.err
    assert not (project / "docs" / "events.yml").exists()


def test_build_reads_mkdocs_yml(run, project: Path) -> None:
    (project / "mkdocs.yml").write_text("plugins: [timeline: {events: data/e.yml, title: The bridge}]\n")
    assert run("build").status == 0
    assert yaml.safe_load((project / "data" / "e.yml").read_text())["title"] == "The bridge"
    assert (project / "docs" / "assets" / "timeline" / "timeline.js").exists()


def test_several_processes_and_a_kept_reading_give_the_same_file(run, project: Path) -> None:
    (project / "docs" / "articles" / "note.txt").write_text("It rained on May 2, 2024.\n")
    events = project / "docs" / "events.yml"
    run("extract", "--jobs", "1")
    assert (project / ".cache" / "timeline.sqlite").exists()
    expected = events.read_bytes()
    for command in (["extract", "--jobs", "2"], ["build"]):
        events.unlink()
        assert run(*command).status == 0
        assert events.read_bytes() == expected
    (project / ".cache" / "timeline.sqlite").write_text("damaged")
    assert run("build", "--jobs", "2", "--quiet").err == (
        "timeline: .cache/timeline.sqlite: this cache was damaged, so all is read again; nothing is lost\n"
    )
    assert events.read_bytes() == expected


def test_a_cluster_gives_the_same_file(run, project: Path) -> None:
    run("extract")
    expected = (project / "docs" / "events.yml").read_bytes()
    (project / "docs" / "events.yml").unlink()
    shutil.rmtree(project / ".cache")
    assert run("build", "--engine", "dask", "--jobs", "1").status == 0
    assert (project / "docs" / "events.yml").read_bytes() == expected
    assert run("build", "--scheduler", "tcp://127.0.0.1:8786").err == (
        "timeline: --scheduler needs --engine dask (timeline build --help)\n"
    )


def test_bars_are_shown_on_a_terminal_only(project: Path) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "timeline", "extract"]
    done = subprocess.run(command, stderr=theirs, stdout=subprocess.PIPE, text=True, check=True)
    os.close(theirs)
    shown = os.read(ours, 10_000).decode()
    os.close(ours)
    for stage in ("Opening articles", "Reading articles", "Merging events", "Writing events"):
        assert re.search(rf"{stage} .*100%", shown)
        assert stage not in done.stdout


def test_quiet_leaves_only_warnings(run, project: Path) -> None:
    (project / "docs" / "articles" / "empty.txt").write_text("")
    for command in ("extract", "build"):
        result = run(command, "--quiet")
        assert (result.status, result.out) == (0, "")
        assert result.err == "timeline: docs/articles/empty.txt: empty; skipped\n"


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupt_keeps_what_was_read_and_says_one_word(project: Path, jobs: str) -> None:
    for number in range(1_000):
        text = f"It rained on May {number % 28 + 1}, {1990 + number % 30}, when {number} people came.\n"
        (project / "docs" / "articles" / f"rain-{number}.txt").write_text(text)
    command = [sys.executable, "-m", "timeline", "extract", "--quiet", "--jobs", jobs]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    cache = project / ".cache" / "timeline.sqlite"
    while process.poll() is None and rows(cache) < 200:
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)  # as Ctrl-C on a terminal does
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err.strip("\n")) == (130, "", "timeline: interrupted")
    assert not (project / "docs" / "events.yml").exists()
    assert rows(cache) >= 200


def rows(cache: Path) -> int:
    """Return how many packs a cache holds."""
    if not cache.exists():
        return 0
    with contextlib.closing(sqlite3.connect(cache)) as database:
        try:
            return database.execute("SELECT count(*) FROM readings").fetchone()[0]
        except sqlite3.OperationalError:  # it is just being made, or written
            return 0
