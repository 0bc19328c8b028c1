"""Where English sentences end: the cases of sentences.yml."""

from pathlib import Path

import pytest
import yaml

from timeline.times.sentences import split

CASES = yaml.load((Path(__file__).parent / "sentences.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)


@pytest.mark.parametrize("case", CASES, ids=[case[0] for case in CASES])
def test_a_text_is_split_into_its_sentences(case: list[str]) -> None:
    text = " ".join(case)

    assert [text[each.start : each.end] for each in split(text)] == case


def test_markup_behind_a_mark_ends_no_sentence_later() -> None:
    text = "**Who left?** Ana Torres did. *Why?* “__Nobody knows.__” A *guard.*"

    told = [text[each.start : each.end] for each in split(text)]

    assert told == ["Who left?", "Ana Torres did.", "Why?", "“__Nobody knows.__”", "A *guard."]
