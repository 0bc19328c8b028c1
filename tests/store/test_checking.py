"""`check`: what is not wrong enough to stop, but wrong."""

import datetime
from pathlib import Path

import pytest

from timeline.documents.model import Document
from timeline.store import check

TEXT = "Rain fell. The dam broke on May 20. Two villages were flooded."
EVENT = """\
sources:
  a: {{file: a.txt, url: {url}}}
  book: {{title: A book}}
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
    assert all(problem.severity == "warning" for problem in found)
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
