"""Dated sentences that tell no event: what did not, might or usually happens, plans and states."""

import pytest

from timeline.documents import Document
from timeline.events.mentions import mentions
from timeline.times.tagger import tag_document

PUBLISHED = "2021-06-01"
OPENING = "The ferry sailed for the islands on 2 May 2020. The harbour opened a new pier on 9 May 2020."


def titles(sentence):
    text = f"{OPENING} {sentence}"
    document = Document("article", text, published=PUBLISHED)
    found, _ = mentions(document, tag_document(text, PUBLISHED, "en"))
    return [mention.title for mention in found if not mention.is_elaboration]


@pytest.mark.parametrize(
    "sentence",
    [
        "The board did not meet on 3 May 2021.",
        "Nobody claimed the prize in March 2021.",
        "None of the crews left the port on 3 May 2021.",
        "The strike could have ended on 3 May 2021.",
        "If the dam broke on 3 May 2021, the valley flooded.",
        "The train was due to leave on 3 May 2021.",
        "The firm planned to open a mill on 3 May 2021.",
        "The choir usually sang in Graz in May 2021.",
        "The tower remained empty in 2019.",
        "Did the mayor resign on 3 May 2021?",
        "The mayor says she will resign next week.",
    ],
)
def test_no_event(sentence):
    assert titles(sentence) == titles("")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The board met on 3 May 2021.", "Board meets"),
        ("The general had jets bomb the camp on 3 May 2021.", "General has jets bomb the camp"),
        ("The mayor will resign on 3 September 2021.", "Mayor will resign"),
    ],
)
def test_event(sentence, expected):
    assert expected in titles(sentence)
