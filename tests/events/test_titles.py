"""Titles of clauses and nouns: the cases of titles.yml."""

from pathlib import Path

import pytest
import yaml

from timeline.events import language
from timeline.events.clauses import ClauseKind, parse
from timeline.events.subjects import Context, subject_of
from timeline.events.titles import nominal_title, title
from timeline.events.tokens import tokenize
from timeline.times.tagger import tag_document

CASES = yaml.safe_load((Path(__file__).parent / "titles.yml").read_text(encoding="utf-8"))
WORDS = language.words()


def tokens_of(text):
    times = [(e.start, e.end) for e in tag_document(text, None, "en") if e.type == "DATE"]
    return tokenize(text, 0, len(text), times)


@pytest.mark.parametrize(("text", "expected"), CASES["clauses"])
def test_title_of_the_main_clause(text, expected):
    tokens = tokens_of(text)
    main, *others = parse(tokens, WORDS)
    context = Context(text)
    subject = subject_of(tokens, main, WORDS, context)
    said = next((c for c in others if c.parent is main and c.kind is ClauseKind.COMPLEMENT), None)
    plural = context.is_plural(subject, WORDS)
    assert title(tokens, main, WORDS, subject=subject, plural=plural, said=said) == expected


@pytest.mark.parametrize(("text", "noun", "owner", "expected"), CASES["nouns"])
def test_title_of_a_noun(text, noun, owner, expected):
    tokens = tokens_of(text)
    number = next(i for i, token in enumerate(tokens) if token.lower == noun)
    assert nominal_title(tokens, number, WORDS, owner) == expected
