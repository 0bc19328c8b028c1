"""The same article in each format is the same article: its text, its date, and the events that it tells."""

from dataclasses import replace
from pathlib import Path

import pytest
from article_files import WRITERS, Article

import timeline
from timeline.documents import Collection, Document, read
from timeline.documents.formats import ENDINGS, FORMATS

EXAMPLE = Path(__file__).parents[2] / "docs" / "articles" / "rally.txt"
PARAGRAPHS = [line for line in EXAMPLE.read_text(encoding="utf-8").split("\n") if line]
ARTICLE = Article(PARAGRAPHS, "2022-01-02")
FRONT_MATTER = f"---\npublished: {ARTICLE.published}\n---\n"


def events_of(document: Document) -> list[tuple[object, ...]]:
    """Return what the article tells, whatever says when it was published."""
    document = replace(document, published=ARTICLE.published, published_because=("known",))
    found = timeline.extract([document])
    for event in found.events:
        for evidence in event.evidence:
            assert document.text[evidence.start : evidence.end] == evidence.quote
    return [
        (
            event.date,
            event.title,
            event.actors,
            event.places,
            event.tags,
            [(" ".join(each.quote.split()), each.because) for each in event.evidence],
        )
        for event in found.events
    ]


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[object, ...]]:
    path = tmp_path_factory.mktemp("plain") / "march.md"
    path.write_text(FRONT_MATTER + ARTICLE.text, encoding="utf-8")
    (document,) = read([path]).documents
    events = events_of(document)
    assert len(events) > 5
    return events


def written(name: str, folder: Path) -> Collection:
    WRITERS[name](ARTICLE, folder / name)
    return read([folder / name])


def test_there_is_a_writer_for_each_format() -> None:
    assert {each.module for each in FORMATS} == {
        each.module for each in FORMATS for name in WRITERS if name.endswith(each.endings)
    }
    assert len(set(ENDINGS)) == len(ENDINGS)


WITHOUT_DATE = ("march.txt", "march.pdf", "march.docx")  # these formats say nothing of publication


@pytest.mark.parametrize("name", WRITERS)
def test_an_article_tells_the_same_in_each_format(
    name: str, tmp_path: Path, expected: list[tuple[object, ...]]
) -> None:
    collection = written(name, tmp_path)
    assert collection.warnings == []
    (document,) = collection.documents
    assert document.title == ARTICLE.title
    if name not in WITHOUT_DATE:
        assert document.published == ARTICLE.published
        assert len(document.published_because) == 1
    assert events_of(document) == expected
