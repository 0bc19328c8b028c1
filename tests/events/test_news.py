"""Which sentences go on with an article's news: the cases of news.yml."""

from pathlib import Path

import pytest
import yaml

from timeline.documents import Document
from timeline.events.mentions import mentions
from timeline.times.tagger import tag_document

CASES = yaml.safe_load((Path(__file__).parent / "news.yml").read_text(encoding="utf-8"))
PUBLISHED = "2021-06-10"
# The first two sentences of an article can be news; this one is only a state.
SECOND = "It was a warm and quiet day."


def going_on(news, sentence):
    text = f"{news} {SECOND} {sentence}"
    document = Document("article", text, published=PUBLISHED)
    found, _ = mentions(document, tag_document(text, PUBLISHED, "en"))
    return [mention.quote for mention in found if mention.is_elaboration and mention.start > len(news)]


def sentences(kind):
    return [
        pytest.param(case["news"], sentence, id=f"{case['name']}: {sentence}")
        for case in CASES
        for sentence in case.get(kind, [])
    ]


@pytest.mark.parametrize(("news", "sentence"), sentences("goes_on"))
def test_goes_on(news, sentence):
    assert going_on(news, sentence)


@pytest.mark.parametrize(("news", "sentence"), sentences("apart"))
def test_stands_apart(news, sentence):
    assert going_on(news, sentence) == []
