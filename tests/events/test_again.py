"""Which sentences name again what their article dates elsewhere: the cases of again.yml."""

from pathlib import Path

import pytest
import yaml

from timeline.documents import Document
from timeline.events.mentions import mentions
from timeline.times.tagger import tag_document

CASES = yaml.load((Path(__file__).parent / "again.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)
PUBLISHED = "2021-06-10"


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_names_again(case):
    document = Document("article", case["text"], published=PUBLISHED)
    found, _ = mentions(document, tag_document(case["text"], PUBLISHED, "en"))
    again = [mention for mention in found if "names again" in mention.because[0]]
    assert len(again) == len(case["again"])
    for mention, (start, title) in zip(again, case["again"].items(), strict=True):
        assert mention.quote.startswith(start)
        assert (mention.title, mention.is_elaboration) == (title, True)
        told = next(each for each in found if each.title == title and not each.is_elaboration)
        assert mention.date == told.date
        assert document.text[mention.start : mention.end] == mention.quote
