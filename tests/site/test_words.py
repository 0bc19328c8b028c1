from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from timeline.site.words import in_words, months_in_words, spell_out, steps_in_words
from timeline.times.edtf import EDTFError, parse

CASES = yaml.load((Path(__file__).parent / "words.yml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


@pytest.mark.parametrize(("edtf", "words"), CASES["words"].items())
def test_a_date_in_words(edtf: str, words: str) -> None:
    assert in_words(edtf) == words


@pytest.mark.parametrize(("dates", "words"), CASES["disputed"])
def test_dates_that_sources_disagree_on(dates: list[str], words: str) -> None:
    assert in_words(dates[0], dates[1:]) == words


@pytest.mark.parametrize(("step", "words"), CASES["steps"])
def test_dates_within_a_step(step: str, words: str) -> None:
    assert spell_out(step) == words


@pytest.mark.parametrize(("steps", "words"), CASES["reasonings"])
def test_a_reasoning_reads_as_sentences(steps: list[str], words: list[str]) -> None:
    assert steps_in_words(steps) == words


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2019-12-27", "2022-01-01", "December 2019 to January 2022"),
        ("2019-12-27", "2019-12-28", "December 2019"),
        ("1850~", "2022-06-12", "1850 to June 2022"),
        ("2020", "2021-05", "2020 to May 2021"),
    ],
)
def test_a_period_to_the_month(first: str, last: str, words: str) -> None:
    ends: Any = (parse(first).first, parse(last).first)
    assert months_in_words(*ends) == words


def test_what_is_no_date_is_refused() -> None:
    with pytest.raises(EDTFError):
        in_words("30 February")


@given(st.dates(), st.dates())
def test_words_name_both_ends_of_a_period(one: Any, other: Any) -> None:
    first, last = sorted((one, other))
    words = in_words(f"{first.isoformat()}/{last.isoformat()}")
    assert words.startswith(f"{first.day} ")
    assert words.endswith(in_words(last.isoformat()))
