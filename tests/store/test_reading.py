"""An events file as people write it, and what they are told when it is wrong."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from timeline.errors import TimelineError
from timeline.events.model import Event, Evidence, Source
from timeline.store import check, read

PROBLEMS = yaml.load(Path(__file__).with_name("problems.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)


def write(folder: Path, text: str) -> Path:
    path = folder / "events.yml"
    path.write_bytes(text.encode())
    return path


@pytest.mark.parametrize("case", PROBLEMS, ids=lambda case: case["name"])
def test_a_problem_names_file_and_line_and_what_to_do(case: dict[str, Any], tmp_path: Path) -> None:
    path = write(tmp_path, case["file"])
    with pytest.raises(TimelineError) as caught:
        read(path)
    message = str(caught.value)
    assert message.startswith(f"{path}:{case['line']}: ")
    assert case["says"] in message
    assert "\n" not in message


@pytest.mark.parametrize("case", PROBLEMS, ids=lambda case: case["name"])
def test_check_finds_what_read_refuses(case: dict[str, Any], tmp_path: Path) -> None:
    try:
        found = [(problem.line, problem.message) for problem in check(write(tmp_path, case["file"]))]
    except TimelineError as error:  # nothing more can be said of a file that is no YAML
        found = [(case["line"], str(error))]
    assert any(line == case["line"] and case["says"] in message for line, message in found)


def test_every_problem_is_listed_at_once(tmp_path: Path) -> None:
    path = write(tmp_path, "events:\n- date: 2020-02-30\n  title: One\n- title: Two\n  status: no\n")
    assert [(problem.line, problem.severity) for problem in check(path)] == [
        (2, "error"),
        (4, "error"),
        (5, "error"),
    ]
    with pytest.raises(TimelineError, match=r":2: .*\(and 2 more: timeline check .*events.yml\)"):
        read(path)


def test_a_handwritten_event_needs_only_date_and_title(tmp_path: Path) -> None:
    path = write(tmp_path, "events:\n- date: 2020-05-07\n  title: A new government takes office\n")
    assert read(path).events == [Event("2020-05-07", "A new government takes office")]


@pytest.mark.parametrize(
    "date", ["2020", "2020-01-03", "'2020'", "2020-01-03/2020-01-08", "'[2020-01-04..2020-01-12]'", "-0044"]
)
def test_dates_need_no_quotes_where_yaml_allows(date: str, tmp_path: Path) -> None:
    path = write(tmp_path, f"events:\n- date: {date}\n  title: No\n")
    assert read(path).events == [Event(date.strip("'"), "No")]


def test_everything_that_the_format_knows_is_read(tmp_path: Path) -> None:
    text = """\
timeline: 1
title: After the strike
sources:
  wire-2022-01-02:
    file: rhc.txt
    published: 2022-01-02
    published_because: ["date line “January 2”", year from the text]
    rating: 5
events:
- id: k7f3q2
  date: 2020-01-08
  title: Iran fires missiles
  summary: ~
  actors: [Iran]
  relevance: secondary
  status: accepted
  disputed: [2020-01-07]
  note: {by: me, sure: true}
  evidence:
  - source: wire-2022-01-02
    quote: >-
      Five days after the killing,
      rebels shelled Port Ada.
    start: 10
    end: 59
    expression: Five days after the killing
    because:
    - one
    - two
owner: newsroom
"""
    timeline = read(write(tmp_path, text))
    quote = "Five days after the killing, rebels shelled Port Ada."
    assert timeline.title == "After the strike"
    assert timeline.extra == {"owner": "newsroom"}
    assert timeline.sources == {
        "wire-2022-01-02": Source(
            file="rhc.txt",
            published="2022-01-02",
            published_because=("date line “January 2”", "year from the text"),
            extra={"rating": 5},
        )
    }
    assert timeline.events == [
        Event(
            "2020-01-08",
            "Iran fires missiles",
            id="k7f3q2",
            actors=["Iran"],
            relevance="secondary",
            status="accepted",
            disputed=["2020-01-07"],
            extra={"note": {"by": "me", "sure": True}},
            evidence=[
                Evidence("wire-2022-01-02", quote, 10, 59, ("one", "two"), "Five days after the killing")
            ],
        )
    ]


@pytest.mark.parametrize(
    "text",
    ["", "# nothing yet\n", "timeline: 1\n", "events:\n", "events: []\nsources: {}\n", "\ufeffevents:\r\n"],
)
def test_a_file_without_events_is_an_empty_timeline(text: str, tmp_path: Path) -> None:
    assert read(write(tmp_path, text)).events == []


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_endless_nesting_is_refused_where_it_goes_too_deep(opening: str, tmp_path: Path) -> None:
    path = write(tmp_path, "timeline: 1\nnote:\n  " + opening * 100_000)
    with pytest.raises(
        TimelineError, match=r":3: this is not valid YAML: .*nest(ed more than 100 levels|ing depth)"
    ):
        read(path)


def test_what_cannot_be_read_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(TimelineError, match=r"none\.yml: cannot read this file: no such file or directory$"):
        read(tmp_path / "none.yml")
    with pytest.raises(TimelineError, match=r": cannot read this file: is a directory$"):
        read(tmp_path)
    (tmp_path / "latin.yml").write_bytes(b"timeline: 1\ntitle: caf\xe9\n")
    with pytest.raises(TimelineError, match=r"latin\.yml:2: this is not UTF-8 text; save the file as UTF-8$"):
        read(tmp_path / "latin.yml")
