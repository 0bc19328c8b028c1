"""Which events one article tells, when, and under which title: the cases of mentions.yml."""

from pathlib import Path

import pytest
import yaml

from timeline.documents import Document
from timeline.events.mentions import mentions
from timeline.times.tagger import tag_document

CASES = yaml.load((Path(__file__).parent / "mentions.yml").read_text(encoding="utf-8"), yaml.CBaseLoader)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_mentions(case):
    published = case["published"] or None
    document = Document("article", case["text"], title=case.get("headline"), published=published)
    found, _ = mentions(document, tag_document(document.text, published, "en"))
    assert sorted((mention.date, mention.title) for mention in found) == sorted(map(tuple, case["events"]))
    for mention in found:
        assert document.text[mention.start : mention.end] == mention.quote
        assert mention.because


@pytest.mark.parametrize("endless", ["who left ", ", ", "(", "Ana Torres, ", "while he sang and she danced "])
def test_an_endless_sentence_is_skipped_and_the_next_one_read(endless):
    text = f"On 3 May 2020 the ferry sank {endless * 5000}.\nThe mayor resigned on 9 May 2020."
    document = Document("article", text, published="2020-06-01")
    found, _ = mentions(document, tag_document(text, "2020-06-01", "en"))
    assert [mention.title for mention in found] == ["Mayor resigns"]
