"""What expressions count from, in several registers, and what is no date at all."""

from pathlib import Path

import pytest
import yaml

from timeline.times import tag

CASES = yaml.load(
    (Path(__file__).parent / "anchored.yml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader
)


def anchored() -> list:
    return [
        pytest.param(case, words, date, id=f"{kind}-{case['register']}-{words} | {case['text'][:50]}")
        for kind in ("event", "text", "publication")
        for case in CASES[kind]
        for words, date in case["dates"].items()
    ]


@pytest.mark.parametrize(("case", "words", "date"), anchored())
def test_an_expression_counts_from_its_anchor(case: dict, words: str, date: str) -> None:
    found = {
        e.text: e.date for e in tag(case["text"], case.get("published")) if words in e.text or e.text in words
    }

    assert list(found.values()) == [None if date == "null" else date]


@pytest.mark.parametrize("text", CASES["traps"])
def test_a_trap_gives_no_date(text: str) -> None:
    assert [(e.text, e.date) for e in tag(text, "2021-06-16") if e.date] == []


@pytest.mark.parametrize(("case", "words", "date"), anchored())
def test_the_reason_ends_with_the_result(case: dict, words: str, date: str) -> None:
    for expression in tag(case["text"], case.get("published")):
        if expression.date and "T" not in expression.date:
            assert expression.because[-1].endswith(expression.date), expression
