"""What expressions count from, in several registers and languages, and what is no date at all."""

from pathlib import Path

import pytest
import yaml

from timeline.times import tag

FILES = {"en": "anchored.yml", "es": "anchored-es.yml"}
CASES = {
    code: yaml.load((Path(__file__).parent / name).read_text(encoding="utf-8"), yaml.CBaseLoader)
    for code, name in FILES.items()
}

STORIES = yaml.load((Path(__file__).parent / "stories.yml").read_text(encoding="utf-8"), yaml.CBaseLoader)


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


def told() -> list:
    """Every expression of the stories; one that is not met yet must fail, so that meeting it is noticed."""
    return [
        pytest.param(
            story,
            kind,
            words,
            date,
            id=f"{kind}-{story['register']}-{words} | {story['story'][:40]}",
            marks=[pytest.mark.xfail(strict=True, reason=story["open"][words])]
            if words in story.get("open", {})
            else [],
        )
        for story in STORIES
        for kind in ("event", "text", "publication")
        for words, date in story.get(kind, {}).items()
    ]


@pytest.mark.parametrize(("story", "kind", "words", "date"), told())
def test_a_longer_text_dates_each_expression(story: dict, kind: str, words: str, date: str) -> None:
    start = story["story"].index(words)
    found = [
        expression
        for expression in tag(story["story"], story.get("published"))
        if expression.date and expression.start < start + len(words) and expression.end > start
    ]

    assert [(expression.date, expression.anchor) for expression in found] == (
        [] if date == "null" else [(date, kind)]
    )


def test_the_words_asked_for_stand_once_in_their_story() -> None:
    for story in STORIES:
        for kind in ("event", "text", "publication", "open"):
            for words in story.get(kind, {}):
                assert story["story"].count(words) == 1, (words, story["story"])
