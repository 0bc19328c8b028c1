"""The command: what it prints, how it ends, and that an error is one line."""

import contextlib
import errno
import json
import os
import pty
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import yaml

import timeline.store.files
from timeline.cli import cli, main

ARTICLE = """\
---
title: Cracks close a bridge
publisher: Gazette
date: 2024-03-12
---

Engineers closed the bridge on March 9, 2024. Two days after the closure, the mayor asked for money.
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    articles = tmp_path / "docs" / "articles"
    articles.mkdir(parents=True)
    (articles / "bridge.md").write_text(ARTICLE)
    monkeypatch.chdir(tmp_path)
    return tmp_path


class Result:
    def __init__(self, status: int, out: str, err: str) -> None:
        self.status, self.out, self.err = status, out, err


@pytest.fixture
def run(project: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]):
    """Run the command in the project and return how it ended and what it printed."""

    def call(*arguments: str) -> Result:
        monkeypatch.setattr(sys, "argv", ["timeline", *arguments])
        capfdbinary.readouterr()
        status = 0
        try:
            main()
        except SystemExit as end:
            status = int(end.code or 0)
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        return Result(status, out.decode(), err.decode())

    return call


def one_line(result: Result, status: int) -> str:
    """Check that the command failed with one line, and return it."""
    assert result.status == status
    assert result.out == ""
    assert result.err.startswith("timeline: ")
    assert result.err.count("\n") == 1
    return result.err.removeprefix("timeline: ").strip()


# ---------------------------------------------------------------------- extract and build


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


# ---------------------------------------------------------------------- check and explain


def test_check_prints_every_problem_with_its_line(run, project: Path) -> None:
    (project / "docs" / "events.yml").write_text("events:\n- date: 2020-02-30\n  title: One\n- title: Two\n")
    result = run("check")
    assert result.status == 1
    assert result.out == (
        "docs/events.yml:2: error: there is no day 30 in 2020-02; correct the date\n"
        "docs/events.yml:4: error: this event has no date; add “date: …”\n"
        "docs/events.yml: 2 errors\n"
    )


DOUBTFUL = """\
sources:
  a,b: {url: 'https://a.org', publisher: "100%: A", published: 2020}
  c: {url: 'https://a.org', title: "50%"}
events:
- date: 2020-01-08
  title: One
"""


def test_a_warning_fails_only_where_that_is_asked_for(run, project: Path) -> None:
    (project / "e.yml").write_text(DOUBTFUL)
    result = run("check", "e.yml")
    assert (result.status, result.out.splitlines()[-1]) == (0, "e.yml: 1 warning")
    assert run("check", "e.yml", "--strict").status == 1


def test_check_writes_for_programs(run, project: Path) -> None:
    (project / "e.yml").write_text(DOUBTFUL + "  summary: [a]\n")
    result = run("check", "e.yml", "--format", "json")
    assert result.status == 1
    assert json.loads(result.out) == [
        {
            "file": "e.yml",
            "line": 3,
            "severity": "warning",
            "rule": "source",
            "message": "the source “c” has no publisher or published; add what is known, so that it can be"
            " looked up",
        },
        {
            "file": "e.yml",
            "line": 7,
            "severity": "error",
            "rule": "schema",
            "message": "“summary” must be a text (text that begins with [ or { needs quotes)",
        },
    ]
    (project / "e.yml").write_text("events: []\n")
    assert json.loads(run("check", "e.yml", "--format", "json").out) == []


def test_check_writes_annotations_for_github(run, project: Path) -> None:
    (project / "a,b.yml").write_text("events:\n- date: 2020\n  title: One\n  status: 100%\n  tgas: [a]\n")
    result = run("check", "a,b.yml", "--format", "github")
    assert result.status == 1
    assert result.out.splitlines() == [
        "::error file=a%2Cb.yml,line=4,title=schema::unknown status “100%25”; write proposed or accepted or"
        " hidden",
        "::warning file=a%2Cb.yml,line=5,title=field::unknown field “tgas”; did you mean “tags”?",
    ]
    (project / "a,b.yml").write_text("events: [\n")
    assert run("check", "a,b.yml", "--format", "github").out.startswith("::error file=a%2Cb.yml,line=")


def test_check_of_a_sound_file_says_so(run, project: Path) -> None:
    path = project / "docs" / "articles" / "bridge.md"
    path.write_text(path.read_text().replace("publisher:", "url: https://gazette.example.org/1\npublisher:"))
    run("extract")
    result = run("check")
    assert (result.status, result.out) == (0, "docs/events.yml: no problems\n")


def test_check_looks_quotes_up_in_the_articles(run, project: Path) -> None:
    run("extract")
    path = project / "docs" / "articles" / "bridge.md"
    path.write_text(path.read_text().replace("Engineers closed", "Some engineers closed"))
    result = run("check")
    assert result.status == 1
    assert "error: the quote is not at its offsets; write start: " in result.out


def test_explain_says_how_a_date_was_found(run, project: Path) -> None:
    run("extract")
    event = yaml.safe_load((project / "docs" / "events.yml").read_text())["events"][1]
    result = run("explain", event["id"])
    assert result.status == 0
    title, date, place, blank, file, headline, published, blank_too, quote, *steps = result.out.splitlines()
    assert (title, date) == (event["title"], "11 March 2024 (2024-03-11)")
    line = (project / "docs" / "events.yml").read_text().split(f"id: {event['id']}")[0].count("\n") + 1
    assert (place, blank, file) == (f"docs/events.yml:{line}, id {event['id']}", "", "bridge.md")
    assert headline == "  “Cracks close a bridge”, Gazette"
    assert published == "  published 12 March 2024 (front matter date “2024-03-12”)"
    assert (blank_too, quote) == ("", "  line 7: “Two days after the closure, the mayor asked for money.”")
    assert steps[0].startswith("    1. “Two days")
    assert "9 March 2024 + 2 days = 11 March 2024" in steps[-1]


def test_explain_says_why_other_dates_lost(run, project: Path) -> None:
    articles = project / "docs" / "articles"
    (articles / "bridge.md").unlink()
    for name, day in (("Gazette", "3 May 2020"), ("Herald", "4 May 2020")):
        text = f"The ferry Aurora, which was built in 2004, sank off Velmora on {day} after a fire."
        (articles / f"{name}.md").write_text(f"---\npublisher: {name}\ndate: 2020-05-06\n---\n\n{text}\n")
    run("extract")
    [event] = [
        event
        for event in yaml.safe_load((project / "docs" / "events.yml").read_text())["events"]
        if "sinks" in event["title"]
    ]
    out = run("explain", event["id"]).out
    assert out.splitlines()[1] == "disputed: 3 or 4 May 2020 (2020-05-03)"
    assert (
        out.count("    Other dates in this sentence:\n    - “2004” (2004): belongs to another event: Ferry")
        == 2
    )
    assert out.endswith(
        "\nOther dates that articles give it:\n"
        "  - 4 May 2020 (Herald.md): as well attested as 3 May 2020, which is the earlier\n"
    )
    assert max(map(len, out.splitlines())) <= 80
    (articles / "Herald.md").unlink()
    assert "    The article is not there any more. So it cannot be told" in run("explain", event["id"]).out


FEW = """\
events:
- {id: k7f3q2, date: 2020, title: Bridge opens, status: hidden}
- {id: k7aaaa, date: 2030-05, title: Bridge closes, planned: true}
- {date: 2021, title: Tunnel opens}
"""


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("k7f3q2", "Bridge opens"),
        ("k7f", "Bridge opens"),
        ("bridge closes", "Bridge closes"),
        ("tunnel", "Tunnel opens"),
    ],
)
def test_explain_takes_a_part_of_an_id_or_a_title(run, project: Path, name: str, title: str) -> None:
    (project / "e.yml").write_text(FEW)
    assert run("explain", name, "e.yml").out.splitlines()[0] == title


def test_explain_says_what_a_person_and_the_future_have_to_do_with_it(run, project: Path) -> None:
    (project / "e.yml").write_text(FEW)
    assert run("explain", "k7f", "e.yml").out.splitlines()[1:] == [
        "2020",
        "e.yml:2, id k7f3q2",
        "This event has no evidence: it was written by hand.",
        "It is hidden: the page does not show it.",
    ]
    assert "It is planned: " in run("explain", "k7a", "e.yml").out
    run("extract")
    path = project / "docs" / "events.yml"
    path.write_text(path.read_text().replace("date: 2024-03-11", "date: 2024-03-10"))
    out = run("explain", "mayor", "docs/events.yml").out
    assert "A person has edited this event, so it may say what no article says." in out
    assert "- 11 March 2024 (bridge.md): the events file says 10 March 2024, which no\n" in out


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("k7f3q3", "no event has the id or title “k7f3q3”; did you mean k7f3q2 (2020: Bridge opens)?"),
        ("zzz", "no event has the id or title “zzz”; ids stand in the lines “id: …”"),
        ("", "no event has the id or title “”; ids stand in the lines “id: …”"),
        ("k7", "“k7” can be k7f3q2 (2020: Bridge opens), k7aaaa (2030-05: Bridge closes); say which"),
    ],
)
def test_explain_helps_with_a_wrong_id(run, project: Path, name: str, hint: str) -> None:
    (project / "e.yml").write_text(FEW)
    assert one_line(run("explain", name, "e.yml"), 1) == f"e.yml: {hint}"


def test_text_of_an_article_cannot_steer_the_terminal(run, project: Path) -> None:
    (project / "e.yml").write_text('events:\n- {id: a, date: 2020, title: "x\\e]0;owned\\a\\u202e"}\n')
    result = run("explain", "a", "e.yml")
    assert result.out.splitlines()[0] == "x\ufffd]0;owned\ufffd\ufffd"


# ---------------------------------------------------------------------- tag and export


def test_tag_prints_json(run) -> None:
    found = json.loads(run("tag", "docs/articles/bridge.md").out)
    assert [(each["text"], each["date"]) for each in found] == [
        ("March 9, 2024", "2024-03-09"),
        ("Two days after the closure", "2024-03-11"),
    ]
    assert all(ARTICLE[each["start"] : each["end"]] == each["text"] for each in found)
    assert found[1]["because"]


def test_tag_reads_an_article_in_the_language_that_is_named(run, project: Path) -> None:
    (project / "puente.txt").write_text(
        "El puente se cerró el 9 de marzo de 2024. Dos días después se abrió.\n"
    )
    found = json.loads(run("tag", "puente.txt", "--language", "es").out)
    assert [(each["text"], each["date"]) for each in found] == [
        ("el 9 de marzo de 2024", "2024-03-09"),
        ("Dos días después", "2024-03-11"),
    ]


def test_tag_reads_standard_input_and_a_publication_date(project: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "timeline",
        "tag",
        "-",
        "--published",
        "2022-01-02",
        "--format",
        "timeml",
    ]
    done = subprocess.run(command, input=b"They met on Saturday & left.", capture_output=True, check=True)
    root = ET.fromstring(done.stdout)
    assert [(each.text, each.get("value")) for each in root.iter("TIMEX3")] == [
        ("2022-01-02", "2022-01-02"),
        ("Saturday", "2022-01-01"),
    ]
    assert "".join(root.find("TEXT").itertext()) == "They met on Saturday & left."  # type: ignore[union-attr]


@pytest.mark.parametrize("data", [bytes(range(256)), b"\xff\xfea"], ids=["binary", "half a character"])
def test_tag_refuses_what_is_no_text_in_one_line(data: bytes, project: Path) -> None:
    done = subprocess.run([sys.executable, "-m", "timeline", "tag", "-"], input=data, capture_output=True)
    assert done.returncode == 1
    assert done.stderr.startswith(b"timeline: standard input: ")
    assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize("to", ["timelinejs", "csv", "ics", "jsonld", "atom"])
def test_export_prints_or_writes_the_same(to: str, run, project: Path) -> None:
    run("extract")
    result = run("export", "docs/events.yml", "--to", to)
    assert result.status == 0
    title = yaml.safe_load((project / "docs" / "events.yml").read_text())["events"][0]["title"]
    assert title in result.out
    assert run("export", "docs/events.yml", "--to", to, "--output", "out").out == ""
    assert (project / "out").read_bytes() == result.out.encode()


def test_export_names_what_a_format_cannot_hold(run, project: Path) -> None:
    (project / "e.yml").write_text('events:\n- {date: "-0044", title: Ides}\n')
    result = run("export", "e.yml", "--to", "ics")
    assert result.status == 0
    assert result.err == "timeline: e.yml: left out: -0044: Ides: a calendar has no such date\n"


def test_import_makes_a_new_events_file_and_names_what_it_cannot_hold(run, project: Path) -> None:
    (project / "old.csv").write_text("date,title,mood\n2020,One,calm\nsoon,Two,\n")
    result = run("import", "old.csv")
    assert result.status == 0
    assert result.out == "docs/events.yml: 1 event written; next: timeline check docs/events.yml\n"
    assert result.err == (
        "timeline: old.csv: left out: row 3: Two: “soon” is no date that can be read;"
        " write it as 2020-05-03\n"
        "timeline: old.csv: 1 event has a field “mood”, which is kept and not shown on the page\n"
    )
    assert (
        (project / "docs" / "events.yml")
        .read_text()
        .endswith("events:\n- date: 2020\n  title: One\n  mood: calm\n")
    )
    assert run("extract").status == 0
    written = yaml.safe_load((project / "docs" / "events.yml").read_text())
    assert written["events"][0]["title"] == "One"
    assert "docs/events.yml: this file exists already; name a new one with --output" in one_line(
        run("import", "old.csv"), 1
    )
    assert run("import", "old.csv", "--output", "more/old.yml").status == 0
    assert yaml.safe_load((project / "more" / "old.yml").read_text())["events"][0]["title"] == "One"


# ---------------------------------------------------------------------- new


@pytest.mark.parametrize("is_on_path", [True, False])
def test_what_to_type_next_works_as_it_stands(
    is_on_path: bool, run, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scripts = project / "a venv" / "bin"
    scripts.mkdir(parents=True)
    for name in ("activate", "mkdocs"):
        (scripts / name).write_text("")
        (scripts / name).chmod(0o755)
    monkeypatch.setattr(sys, "prefix", str(scripts.parent))
    monkeypatch.setattr(sys, "executable", str(scripts / "python"))
    monkeypatch.setenv("PATH", str(scripts) if is_on_path else "/nowhere")
    activate = [] if is_on_path else [f"  source '{scripts / 'activate'}'"]
    assert run("new", "mine").out.split("Next:\n\n")[1].splitlines() == [
        *activate,
        "  cd mine",
        "  mkdocs serve",
    ]


def test_a_new_project_builds_at_once(run, project: Path) -> None:
    assert run("new", "mine").status == 0
    mine = project / "mine"
    names = {path.relative_to(mine).as_posix() for path in mine.rglob("*") if path.is_file()}
    assert names >= {
        "mkdocs.yml",
        "docs/index.md",
        ".gitignore",
        "requirements.txt",
        ".github/workflows/pages.yml",
    }
    assert len(list((mine / "docs" / "articles").iterdir())) == 2
    steps = [
        step["run"]
        for name in ("pages.yml", "check.yml")
        for job in yaml.safe_load((mine / ".github" / "workflows" / name).read_text())["jobs"].values()
        for step in job["steps"]
        if "run" in step
    ]
    assert [step for step in steps if not step.startswith("pip install")] == [
        "timeline build",
        "timeline check --format github",
        "mkdocs build --strict",
        "timeline check --format github",
    ]
    for step in steps:
        if not step.startswith("pip install"):
            environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
            command = [sys.executable, "-m", *step.split()]
            done = subprocess.run(command, cwd=mine, env=environment, capture_output=True, text=True)
            assert done.returncode == 0, done.stdout + done.stderr
            assert "::" not in done.stdout, "a new project has no problem"
    page = (mine / "site" / "index.html").read_text()
    assert "<timeline-view" in page
    assert "1968" in page
    assert not (mine / "site" / "articles").exists()
    assert not list((mine / "site").glob("events.*"))  # which has the hidden events too


def test_a_folder_that_is_not_empty_is_refused(run, project: Path) -> None:
    assert one_line(run("new", "docs"), 1) == "docs: this folder is not empty; name a new folder"
    assert (
        one_line(run("new", "docs/articles/bridge.md"), 1)
        == "docs/articles/bridge.md: this is a file; name a new folder"
    )


def test_a_new_project_is_made_whole_or_not_at_all(
    run, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        if len(list((project / "mine").rglob("*.*"))) > 3:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(timeline.store.files.os, "fsync", full)
    assert "cannot write this file: no space left on device" in one_line(run("new", "mine"), 1)
    assert list((project / "mine").iterdir()) == []
    monkeypatch.undo()
    monkeypatch.chdir(project)
    assert run("new", "mine").status == 0


# ---------------------------------------------------------------------- errors


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (["check", "none.yml"], 1, "none.yml: cannot read this file: no such file or directory"),
        (["check", "docs"], 1, "docs: cannot read this file: is a directory"),
        (["extract", "none"], 1, "none: no such file or folder"),
        (["tag", "none.txt"], 1, "none.txt: no such file or folder"),
        (["tag", "docs"], 1, "docs: this is a folder; name one article"),
        (["tag", "two.jsonl"], 1, "two.jsonl: this file holds 2 articles; save the text of one as a file"),
        (["tag", "binary.txt"], 1, "binary.txt: "),
        (["tag", "header.csv"], 1, "header.csv: there is no article in this file"),
        (["tag", "-", "--language", "xx"], 2, "Invalid value for --language: language “xx” is not supported"),
        (["tag", "-", "--published", "30 May"], 2, "Invalid value for --published: “30 May” is not a date"),
        (["export", "none.yml", "--to", "csv"], 1, "none.yml: cannot read this file"),
        (["export", "none.yml", "--to", "pdf"], 2, "Invalid value for '--to': 'pdf' is not one of"),
        (["export", "none.yml"], 2, "Missing option '--to'"),
        (["import", "none.csv"], 1, "none.csv: cannot read this file"),
        (["import", "docs"], 1, "docs: cannot read this file: is a directory"),
        (["import", "binary.txt"], 1, "binary.txt: "),
        (["exprot"], 2, "No such command 'exprot'"),
        (["explain"], 2, "Missing argument 'ID'"),
        (["check", "--colour"], 2, "No such option"),
        (["new", "docs/articles/bridge.md/x"], 1, "docs/articles/bridge.md/x: cannot make this folder: not"),
        (["export", "ok.yml", "--to", "csv", "--output", "docs"], 1, "docs: cannot write this file: is a"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)  # fmt: skip
def test_an_error_is_one_line(arguments: list[str], status: int, says: str, run, project: Path) -> None:
    (project / "two.jsonl").write_text('{"text": "It rained."}\n{"text": "It snowed."}\n')
    (project / "header.csv").write_text("title,text\n")
    (project / "binary.txt").write_bytes(bytes(range(256)) * 10)
    (project / "ok.yml").write_text("events: []\n")
    assert one_line(run(*arguments), status).startswith(says)


def test_a_full_disk_is_one_line_and_loses_nothing(
    run, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    run("extract")
    before = (project / "docs" / "events.yml").read_bytes()
    (project / "docs" / "articles" / "more.txt").write_text("It rained on May 2, 2024.\n")
    monkeypatch.setattr(timeline.store.files.os, "fsync", full)
    assert one_line(run("extract"), 1) == "docs/events.yml: cannot write this file: no space left on device"
    assert (project / "docs" / "events.yml").read_bytes() == before


def test_an_interruption_is_one_line(run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("timeline.build.documents.read", interrupt)
    result = run("extract")
    assert result.status == 130
    assert result.err.strip() == "timeline: interrupted"


def test_a_closed_pipe_is_no_error(run, project: Path) -> None:
    run("extract")
    command = f"{sys.executable} -m timeline export docs/events.yml --to csv | head -c 1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=True)
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("command", "status"),
    [("check docs/events.yml >&-", 0), ("check none.yml 2>&-", 1), ("tag - <&-", 0), ("--help >&-", 0)],
)
def test_a_closed_stream_is_no_crash(command: str, status: int, run, project: Path) -> None:
    run("extract")
    done = subprocess.run(
        f"{sys.executable} -m timeline {command}", shell=True, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (status, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_a_full_output_is_one_line(run, project: Path) -> None:
    run("extract")
    command = f"{sys.executable} -m timeline check docs/events.yml > /dev/full"
    done = subprocess.run(command, shell=True, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (1, "timeline: the output: No space left on device\n")


@pytest.mark.parametrize("command", [None, *cli.commands])
def test_every_command_has_help(command: str | None, run) -> None:
    result = run(*([command] if command else []), "--help")
    assert result.status == 0
    assert "Usage: " in result.out
    assert command is None or cli.commands[command].help


def test_review_serves_the_file_until_it_is_interrupted(project: Path, run) -> None:
    run("extract")
    code = "from timeline.cli import main; main()"
    command = [sys.executable, "-c", code, "review"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout and process.stderr
        first = process.stdout.readline()
        assert re.fullmatch(r"docs/events\.yml: 2 events to review\. Open this address, .*Ctrl-C .*\n", first)
        assert process.stdout.readline() == "\n"
        url = process.stdout.readline().strip()
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/[\w-]{22}/", url)
        with urllib.request.urlopen(url + "api/state") as answer:
            assert len(json.load(answer)["rows"]) == 2
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, "")
    assert out.endswith("docs/events.yml: 0 decisions written, 2 events still to review\n")


def test_review_of_no_file_is_one_line(run) -> None:
    result = run("review", "nothing.yml")
    assert (result.status, result.out) == (1, "")
    assert result.err == "timeline: nothing.yml: cannot read this file: no such file or directory\n"
