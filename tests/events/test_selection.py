"""Which dated sentences tell an event and which do not: the cases of selection.yml."""

from pathlib import Path

import pytest
import yaml

from timeline.documents import Document
from timeline.events.mentions import mentions
from timeline.times.tagger import tag_document

CASES = yaml.load((Path(__file__).parent / "selection.yml").read_text(encoding="utf-8"), yaml.CBaseLoader)
PUBLISHED = "2021-06-01"
# The first sentences of an article can be its news, whatever they tell; these two take that place.
OPENING = "The ferry sailed for the islands on 2 May 2020. The harbour opened a new pier on 9 May 2020."


def told(sentence):
    text = f"{OPENING} {sentence}"
    document = Document("article", text, published=PUBLISHED)
    found, _ = mentions(document, tag_document(text, PUBLISHED, "en"))
    return [mention for mention in found if not mention.is_elaboration and mention.start > len(OPENING)]


@pytest.mark.parametrize(
    "sentence",
    [pytest.param(each, id=f"{case['name']}: {each}") for case in CASES for each in case["nothing"]],
)
def test_no_event(sentence):
    assert [(mention.date, mention.title) for mention in told(sentence)] == []


@pytest.mark.parametrize(
    ("sentence", "date", "title", "planned"),
    [
        pytest.param(*each[:3], each[3:] == ["planned"], id=f"{case['name']}: {each[0]}")
        for case in CASES
        for each in case["events"]
    ],
)
def test_event(sentence, date, title, planned):
    assert (date, title, planned) in [(each.date, each.title, each.is_planned) for each in told(sentence)]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_every_kind_has_four_cases_on_either_side(case):
    assert min(len(case["nothing"]), len(case["events"])) >= 4
