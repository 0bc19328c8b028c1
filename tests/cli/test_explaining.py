"""The commands `check` and `explain`: what they print, and how they end."""

import json
from pathlib import Path

import pytest
import yaml
from command import one_line


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
