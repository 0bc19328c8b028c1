"""What expressions count from, in several registers and languages, and what is no date at all."""

from pathlib import Path

import pytest
import yaml

from timeline.times import tag

FILES = {"en": "anchored.yml", "es": "anchored-es.yml"}
CASES = {
    code: yaml.load((Path(__file__).parent / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    for code, name in FILES.items()
}


def anchored() -> list:
    return [
        pytest.param(
            code, case, words, date, id=f"{code}-{kind}-{case['register']}-{words} | {case['text'][:50]}"
        )
        for code, cases in CASES.items()
        for kind in ("event", "text", "publication")
        for case in cases[kind]
        for words, date in case["dates"].items()
    ]


def traps() -> list:
    return [pytest.param(code, text, id=f"{code}-{text}") for code in CASES for text in CASES[code]["traps"]]


@pytest.mark.parametrize(("code", "case", "words", "date"), anchored())
def test_an_expression_counts_from_its_anchor(code: str, case: dict, words: str, date: str) -> None:
    expressions = tag(case["text"], case.get("published"), code)
    found = {e.text: e.date for e in expressions if words in e.text or e.text in words}

    assert list(found.values()) == [None if date == "null" else date]


@pytest.mark.parametrize(("code", "text"), traps())
def test_a_trap_gives_no_date(code: str, text: str) -> None:
    assert [(e.text, e.date) for e in tag(text, "2021-06-16", code) if e.date] == []


@pytest.mark.parametrize(("code", "case", "words", "date"), anchored())
def test_the_reason_ends_with_the_result(code: str, case: dict, words: str, date: str) -> None:
    for expression in tag(case["text"], case.get("published"), code):
        if expression.date and "T" not in expression.date:
            assert expression.because[-1].endswith(expression.date), expression
