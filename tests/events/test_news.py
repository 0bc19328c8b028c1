"""Which sentences go on with an article's news: the cases of news.yml."""

from pathlib import Path

import pytest
import yaml

from timeline.documents import Document
from timeline.events.mentions import mentions
from timeline.times.tagger import tag_document

CASES = yaml.load((Path(__file__).parent / "news.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)
PUBLISHED = "2021-06-10"
# The first two sentences of an article can be news; this one is only a state.
SECOND = "It was a warm and quiet day."


def told(news, sentence):
    """The mentions of the sentence behind the news, and the date of the news."""
    text = f"{news} {SECOND} {sentence}"
    document = Document("article", text, published=PUBLISHED)
    found, _ = mentions(document, tag_document(text, PUBLISHED, "en"))
    return [mention for mention in found if mention.start > len(news)], found[0].date


def sentences(kind):
    return [
        pytest.param(case["news"], sentence, id=f"{case['name']}: {sentence}")
        for case in CASES
        for sentence in case.get(kind, [])
    ]


@pytest.mark.parametrize(("news", "sentence"), sentences("goes_on"))
def test_goes_on(news, sentence):
    found, date = told(news, sentence)
    assert [(mention.is_elaboration, mention.date) for mention in found] == [(True, date)]


@pytest.mark.parametrize(("news", "sentence"), sentences("apart"))
def test_stands_apart(news, sentence):
    found, date = told(news, sentence)
    assert all(not mention.is_elaboration and mention.date != date for mention in found)


@pytest.mark.parametrize(
    ("news", "day", "sentence", "title"),
    [
        pytest.param(case["news"], case.get("day"), *each, id=each[0])
        for case in CASES
        for each in case.get("own", [])
    ],
)
def test_is_an_event_of_its_own(news, day, sentence, title):
    found, date = told(news, sentence)
    date = day or date
    assert [(mention.title, mention.date, mention.is_elaboration) for mention in found] == [
        (title, date, False)
    ]
