"""Which words can name what other words told."""

from pathlib import Path

import pytest
import yaml

from timeline.times import tag

CASES = yaml.load((Path(__file__).parent / "kinship.yml").read_text(encoding="utf-8"), yaml.CBaseLoader)
STORY = (
    "Old Quill, a gardener, painted his fence on 3 August 2019. {told}. Two days after {named}, it snowed."
)


def pairs(kind: str) -> list:
    return [
        pytest.param(told, named, id=f"{field}-{told}-{named}")
        for field, cases in CASES[kind].items()
        for told, named in cases
    ]


def counted(told: str, named: str) -> str | None:
    """Return the date of “two days after” what `named` names, where `told` is of 8 October 2019."""
    story = STORY.format(told=f"{told} on 8 October 2019", named=named)
    found = [e for e in tag(story, "2019-12-02") if e.text.startswith("Two")]
    return found[0].date if found else None


@pytest.mark.parametrize(("told", "named"), pairs("ties"))
def test_a_happening_is_named_by_other_words(told: str, named: str) -> None:
    assert counted(told, named) == "2019-10-10"


@pytest.mark.xfail(strict=True, reason="only its subject or object tells which meaning is meant")
@pytest.mark.parametrize(("told", "named"), pairs("taken for kin"))
def test_what_a_word_of_two_meanings_tells(told: str, named: str) -> None:
    assert counted(told, named) is None


@pytest.mark.parametrize(("told", "named"), pairs("strangers"))
def test_what_was_not_told_has_no_date(told: str, named: str) -> None:
    assert counted(told, named) is None
