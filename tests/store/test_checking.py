"""`check`: what is not wrong enough to stop, but wrong."""

import datetime
import math
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from timeline.documents.model import Document
from timeline.store import check, doubts
from timeline.store.doubts import chance_of_at_least

TEXT = "Rain fell. The dam broke on May 20. Two villages were flooded."
EVENT = """\
sources:
  a: {{file: a.txt, url: {url}, publisher: Gazette, published: 2024-05-21}}
  book: {{title: A book, url: "https://b.org", publisher: Press, published: 2024}}
events:
- date: 2024-05-20
  title: The dam breaks
  evidence:
  - source: {source}
    quote: {quote}
    start: {start}
    end: {end}
"""


def problems(
    folder: Path,
    *,
    url: str = "https://a.org",
    source: str = "a",
    quote: str = "The dam broke on May 20.",
    start: int = 11,
    end: int = 35,
) -> list[str]:
    path = folder / "events.yml"
    path.write_text(EVENT.format(url=url, source=source, quote=quote, start=start, end=end), encoding="utf-8")
    found = check(path, [Document("a", TEXT)], datetime.date(2024, 6, 1))
    assert all(problem.severity == "error" for problem in found)
    return [f"{problem.line}: {problem.message}" for problem in found]


def test_a_sound_file_has_none(tmp_path: Path) -> None:
    assert problems(tmp_path) == []


def test_a_quote_must_stand_at_its_offsets(tmp_path: Path) -> None:
    assert problems(tmp_path, start=10) == ["8: the quote is not at its offsets; write start: 11 and end: 35"]


def test_a_quote_must_stand_in_its_article(tmp_path: Path) -> None:
    expected = "8: the quote is not in the article “a”; correct or remove this evidence"
    assert problems(tmp_path, quote="The dam held.") == [expected]


def test_a_source_must_be_listed(tmp_path: Path) -> None:
    expected = "8: the source “b” is not listed under “sources”; correct the name or add it"
    assert problems(tmp_path, source="b") == [expected]


def test_a_source_that_is_no_file_cannot_be_looked_up(tmp_path: Path) -> None:
    assert problems(tmp_path, source="book", quote="Page 12", start=0, end=9) == []


def test_an_article_that_is_gone_is_named(tmp_path: Path) -> None:
    problems(tmp_path)
    found = check(tmp_path / "events.yml", [], datetime.date(2024, 6, 1))
    assert [problem.message for problem in found] == [
        "the article “a” is gone; put a.txt back or remove this evidence"
    ]


def test_links_are_web_addresses(tmp_path: Path) -> None:
    expected = "2: “javascript:alert(1)” is no http(s) link; correct or remove it"
    assert problems(tmp_path, url="javascript:alert(1)") == [expected]


def test_a_date_after_today_is_doubtful(tmp_path: Path) -> None:
    problems(tmp_path)
    found = check(tmp_path / "events.yml", None, datetime.date(2024, 5, 19))
    assert [(problem.line, problem.severity, problem.message) for problem in found] == [
        (
            5,
            "warning",
            "2024-05-20 lies in the future; correct the date, or write “planned: true” if it is planned",
        )
    ]


@pytest.mark.parametrize(
    ("says", "is_doubtful"),
    [
        ("planned: true", False),
        ("planned: false", True),
        ("status: accepted", False),
        ("status: hidden", False),
        ("status: proposed", True),
    ],
)
def test_a_plan_may_lie_in_the_future(says: str, is_doubtful: bool, tmp_path: Path) -> None:
    path = tmp_path / "events.yml"
    path.write_text(f"events:\n- date: 2028\n  title: The dam is rebuilt\n  {says}\n", encoding="utf-8")
    assert bool(check(path, None, datetime.date(2024, 5, 19))) is is_doubtful


DOUBTS = yaml.load(Path(__file__).with_name("doubts.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)


@pytest.mark.parametrize("case", DOUBTS, ids=lambda case: case["name"])
def test_what_is_doubtful_is_a_warning(case: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "events.yml"
    path.write_text(case["file"], encoding="utf-8")
    found = check(path, None, datetime.date(2024, 6, 1))
    assert [(each.line, each.rule, each.severity) for each in found] == [
        (line, rule, "warning") for line, (rule, _) in case["says"].items()
    ]
    for problem in found:
        assert case["says"][problem.line][1] in problem.message


def test_a_field_that_is_missing_is_found_under_another_name(tmp_path: Path) -> None:
    path = tmp_path / "events.yml"
    path.write_text("events:\n- date: 2020\n  titel: One\n", encoding="utf-8")
    assert [(each.line, each.severity, each.message) for each in check(path)] == [
        (2, "error", "this event has no title; add “title: …”"),
        (3, "warning", "unknown field “titel”; did you mean “title”?"),
    ]


def test_text_that_is_no_yaml_is_an_error_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "events.yml"
    path.write_text('events:\n- date: 2020\n  title: "open\n', encoding="utf-8")
    [problem] = check(path)
    assert (problem.line, problem.severity, problem.rule) == (3, "error", "syntax")
    assert problem.message.startswith("this is not valid YAML: ")


@given(st.integers(0, 400), st.integers(0, 400))
def test_the_first_days_are_held_against_the_binomial_distribution(first: int, others: int) -> None:
    total, chance = first + others, 12 / 365.2425
    expected = sum(
        math.comb(total, k) * chance**k * (1 - chance) ** (total - k) for k in range(first, total + 1)
    )
    assert chance_of_at_least(first, total, chance) == pytest.approx(expected, rel=1e-6, abs=1e-12)


@pytest.mark.parametrize("actors", ["[]", "[Line {n}]"])
def test_many_alike_on_one_day_are_compared_in_steps_that_grow_with_their_number(
    actors: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared = 0
    original = doubts._Alike._are_alike

    def count(self: Any, *numbers: int) -> bool:
        nonlocal compared
        compared += 1
        return original(self, *numbers)

    monkeypatch.setattr(doubts._Alike, "_are_alike", count)
    path = tmp_path / "events.yml"
    event = "- {{date: 2020-01-08, actors: " + actors + ", title: Bus stops at place {n} of the line}}\n"
    path.write_text("events:\n" + "".join(event.format(n=n) for n in range(1000)), encoding="utf-8")
    found = check(path)
    assert len(found) == (999 if actors == "[]" else 0)
    assert compared <= 50 * 1000
