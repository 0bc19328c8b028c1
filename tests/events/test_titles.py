"""Titles of clauses and nouns: the cases of titles.yml."""

from pathlib import Path

import pytest
import yaml

from timeline.documents import Document
from timeline.events import language
from timeline.events.clauses import ClauseKind
from timeline.events.context import Context
from timeline.events.mentions import mentions
from timeline.events.nominal_titles import nominal_title
from timeline.events.segmenting import parse
from timeline.events.subjects import subject_of
from timeline.events.titles import title
from timeline.events.tokens import tokenize
from timeline.times.tagger import tag_document

CASES = yaml.load((Path(__file__).parent / "titles.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)
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
    plural = context.numbers.is_plural(subject, WORDS)
    assert title(tokens, main, WORDS, subject=subject, plural=plural, said=said) == expected


@pytest.mark.parametrize(("text", "noun", "owner", "expected"), CASES["nouns"])
def test_title_of_a_noun(text, noun, owner, expected):
    tokens = tokens_of(text)
    number = next(i for i, token in enumerate(tokens) if token.lower == noun)
    assert nominal_title(tokens, number, WORDS, owner) == expected


@pytest.mark.parametrize("case", CASES["examples"], ids=lambda case: case[0])
def test_titles_of_dated_clauses(case):
    text, *expected = case
    document = Document("article", text, published="2022-06-15")
    found, _ = mentions(document, tag_document(text, "2022-06-15", "en"))
    titles = [mention.title for mention in found if mention.expression and not mention.is_elaboration]
    assert titles == expected


def test_the_names_of_a_title_stand_in_its_text():
    for text, *titles in CASES["examples"]:
        for heading in titles:
            names = [word for word in heading.split()[1:] if word[0].isupper()]
            assert all(word.rstrip(",").removesuffix("'s") in text for word in names), heading
            assert len(heading.split()) <= 16, heading
