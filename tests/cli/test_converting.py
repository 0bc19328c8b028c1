"""The commands `tag`, `export` and `import`: what they print, and how they end."""

import json
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import yaml
from command import ARTICLE, one_line


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
