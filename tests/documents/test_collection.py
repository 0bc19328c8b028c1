"""Many documents are read without holding their texts."""

import json
import tracemalloc
from pathlib import Path

import pytest

from timeline.documents import Document, Documents, read
from timeline.documents.collection import Texts

SENTENCE = "The bridge over the Ellbach was closed on Tuesday, and nobody knows for how long it will be. "


@pytest.fixture
def few() -> Documents:
    texts = Texts()
    named = [Document(name, "", title=name.upper()) for name in "bca"]
    return Documents([(each, texts.put(f"Text {each.id}: ä \ud83d 漢")) for each in named], texts)


def test_they_come_in_the_order_of_their_ids_as_often_as_wanted(few):
    assert [document.id for document in few] == ["a", "b", "c"]
    assert few[1] == few[-2] == Document("b", "Text b: ä \ud83d 漢", title="B")
    assert [document.text[:6] for document in few[1:]] == ["Text b", "Text c"]


def test_outlines_have_no_text(few):
    assert few.outlines[0] == Document("a", "", title="A")


def test_some_can_be_left_out(few):
    assert list(few.only(lambda outline: outline.title != "B")) == [few[0], few[2]]


@pytest.mark.parametrize("suffix", [".txt", ".jsonl"])
def test_texts_do_not_stay_in_memory(folder: Path, suffix: str):
    texts = [f"{SENTENCE * 150}{number}\n" for number in range(400)]  # 6 MB in all
    if suffix == ".txt":
        for number, text in enumerate(texts):
            (folder / f"2020-01-03-{number}.txt").write_text(text)
    else:
        records = [{"text": text, "published": "2020-01-03"} for text in texts]
        (folder / "all.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))
    read([folder])
    tracemalloc.start()
    size = sum(len(document.text) for document in read([folder]).documents)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert size > 5_500_000
    assert peak < 2_500_000
