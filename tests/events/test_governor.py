"""What a date belongs to: the cases of governor.yml."""

from pathlib import Path

import pytest
import yaml

from timeline.events import language
from timeline.events.governor import governor
from timeline.events.segmenting import parse
from timeline.events.tokens import tokenize
from timeline.times import tag

WORDS = language.words()
GROUPS = yaml.load((Path(__file__).parent / "governor.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)
CASES = [pytest.param(case, id=f"{name}-{case['text']}") for name, cases in GROUPS.items() for case in cases]


@pytest.mark.parametrize("case", CASES)
def test_a_date_belongs_to_its_verb_or_noun(case: dict) -> None:
    text = case["text"]
    dates = [each for each in tag(text, "2010-06-16") if each.date and each.type in ("DATE", "TIME")]
    tokens = tokenize(text, 0, len(text), [(each.start, each.end) for each in dates])
    clauses = parse(tokens, WORDS)
    numbers = {each.text: [token.start for token in tokens].index(each.start) for each in dates}
    found = {words: governor(tokens, clauses, number, WORDS) for words, number in numbers.items()}

    assert {words: told and told.head for words, told in found.items()} == case["dates"]
