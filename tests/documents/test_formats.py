"""The same article in each format is the same article: its text, its date, and the events that it tells."""

import sys
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from article_files import WRITERS, Article

import timeline
from timeline.documents import Collection, Document, read
from timeline.documents.formats import ENDINGS, FORMATS, Format

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "docs" / "articles" / "rally.txt"
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


def test_a_mixed_folder_tells_each_event_once_with_a_quote_from_each_file(
    tmp_path: Path, expected: list[tuple[object, ...]]
) -> None:
    for name, write in WRITERS.items():
        folder = tmp_path / name.replace(".", "-")
        folder.mkdir()
        # Some formats say nothing of publication, but a file's name can.
        write(ARTICLE, folder / (f"{ARTICLE.published}-{name}" if name in WITHOUT_DATE else name))
    collection = read([tmp_path])
    assert collection.warnings == []
    # Feeds and book give one text of one address, and so do both web archives.
    assert len(collection.documents) == len(WRITERS) - 3
    assert {document.published for document in collection.documents} == {ARTICLE.published}
    events = timeline.extract(collection.documents).events
    assert [(event.date, event.title) for event in events] == [event[:2] for event in expected]
    for event in events:
        assert {evidence.source for evidence in event.evidence} == {each.id for each in collection.documents}


@pytest.mark.parametrize("kind", [each for each in FORMATS if each.library], ids=lambda kind: kind.module)
def test_what_needs_an_extra_says_so_in_one_line(
    kind: Format, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(7):
        (tmp_path / f"{number}{kind.endings[0]}").touch()
    (tmp_path / "good.txt").write_text(ARTICLE.text)
    monkeypatch.setitem(sys.modules, str(kind.library), None)  # as if it were not installed
    collection = read([tmp_path])
    assert [document.id for document in collection.documents] == ["good"]
    (warning,) = collection.warnings
    assert f"4{kind.endings[0]} and 2 more: reading this needs the extra “{kind.extra}”; " in warning
    assert warning.endswith(f"; pip install 'mkdocs-timeline[{kind.extra}]'; skipped")


def test_every_extra_is_in_all() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    needed = {each.extra for each in FORMATS if each.extra}
    assert needed <= set(extras)
    (everything,) = extras["all"]
    assert set(everything.partition("[")[2].rstrip("]").split(",")) >= needed


def test_the_guide_names_every_ending_and_its_extra() -> None:
    guide = (ROOT / "docs" / "guide" / "articles.md").read_text(encoding="utf-8")
    rows = [row.split("|")[1:4] for row in guide.splitlines() if row.startswith("| `.")]
    told = {
        ending.strip(" `"): extra.strip(" `") for endings, _, extra in rows for ending in endings.split(",")
    }
    assert told == {ending: each.extra or "" for each in FORMATS for ending in each.endings}
