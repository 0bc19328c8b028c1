"""Clauses of sentences: the cases of clauses.yml, and what holds for any text."""

from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from timeline.events import language
from timeline.events.segmenting import parse
from timeline.events.tokens import tokenize
from timeline.times import tag

CASES = yaml.load((Path(__file__).parent / "clauses.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)
WORDS = language.words()


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_clauses(case):
    dates = [(each.start, each.end) for each in tag(case["text"], "2021-06-16") if each.date]
    tokens = tokenize(case["text"], 0, len(case["text"]), dates)
    clauses = parse(tokens, WORDS)
    assert [[c.kind.value, c.verb.lemma, c.verb.tense.value] for c in clauses if c.verb] == case["clauses"]


PIECES = [
    "the",
    "was",
    "had",
    "to",
    "be",
    "and",
    "who",
    ",",
    ".",
    ";",
    "“",
    "”",
    "(",
    ")",
    "said",
    "fired",
    "killed",
    "killing",
    "in",
    "by",
    "—",
    "Oslo",
    "3",
    "that",
    "when",
    "after",
]


@given(st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join))
@example("January killing")  # nothing follows that could make a noun of it
@example('"There was a cook who and “ before. cried," said Ole, who sang.')  # a quotation opens in another
def test_every_token_belongs_to_exactly_one_clause(text):
    tokens = tokenize(text, 0, len(text))
    clauses = parse(tokens, WORDS) if tokens else []
    numbers = sorted(number for clause in clauses for number in clause.tokens)
    assert numbers == list(range(len(tokens)))
