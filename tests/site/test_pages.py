"""The pages and the index of a long timeline, as `timeline build` writes them."""

import datetime
import json
import re
from collections.abc import Iterable
from itertools import accumulate
from pathlib import Path, PurePosixPath

import pytest

from timeline.errors import TimelineError
from timeline.events.model import Event, Evidence, Source, Timeline
from timeline.site import index, pages
from timeline.site.parts import MOST_ON_PAGE
from timeline.site.story import tell

BLOCK = "# The story\n\n/// timeline | events.yml\n///\n"
MANY = MOST_ON_PAGE + 200


def events_file(count: int = MANY) -> str:
    lines = (
        f"- {{id: e{number}, date: 200{number * 4 // count}-0{1 + number % 9}-11, title: Event {number}}}\n"
        for number in range(count)
    )
    return "timeline: 1\nevents:\n" + "".join(lines)


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    (tmp_path / "index.md").write_text(BLOCK, encoding="utf-8")
    (tmp_path / "events.yml").write_text(events_file(), encoding="utf-8")
    return tmp_path


def write(docs: Path) -> list[Path]:
    return pages.write(docs, docs / "articles")


def state(docs: Path) -> dict[str, int]:
    return {str(path.relative_to(docs)): path.stat().st_mtime_ns for path in docs.rglob("*")}


def test_every_part_is_a_page_that_holds_a_block_and_nothing_else(docs: Path) -> None:
    (folder,) = write(docs)
    assert folder == docs / "events-by-date"
    assert (folder / "2001.md").read_text(encoding="utf-8").split("---\n")[2] == (
        "\n# 2001\n\n/// timeline | ../events.yml\n    part: 2001\n    overview: ../index.md\n///\n"
    )


@pytest.mark.parametrize(
    ("page", "named", "folder"),
    [
        ("index.md", "events.yml", "events-by-date"),
        ("README.md", "../data/strikes.yml", "strikes-by-date"),
        ("story.md", "events.yml", "story/events-by-date"),
    ],
)
def test_parts_lie_below_their_page_in_the_site(page: str, named: str, folder: str) -> None:
    assert str(pages.folder_of(PurePosixPath(page), named)) == folder


def test_a_second_run_touches_nothing(docs: Path) -> None:
    write(docs)
    before = state(docs)
    write(docs)
    assert state(docs) == before


@pytest.mark.parametrize(
    "change",
    [
        lambda docs: (docs / "events.yml").write_text(events_file(MOST_ON_PAGE), encoding="utf-8"),
        lambda docs: (docs / "index.md").write_text("# No timeline any more\n", encoding="utf-8"),
        lambda docs: (docs / "index.md").unlink(),
    ],
    ids=["fewer events", "no block", "no page"],
)
def test_what_is_no_longer_needed_is_removed(docs: Path, change) -> None:
    write(docs)
    change(docs)
    assert write(docs) == []
    assert not (docs / "events-by-date").exists()


def test_a_file_of_somebody_else_stays(docs: Path) -> None:
    write(docs)
    (docs / "events-by-date" / "notes.md").write_text("Mine.\n", encoding="utf-8")
    (docs / "index.md").unlink()
    write(docs)
    assert [path.name for path in (docs / "events-by-date").iterdir()] == ["notes.md"]


def test_a_page_of_somebody_else_is_not_overwritten(docs: Path) -> None:
    (docs / "events-by-date").mkdir()
    (docs / "events-by-date" / "2001.md").write_text("Mine.\n", encoding="utf-8")
    with pytest.raises(TimelineError, match=r"2001\.md: a page of the timeline goes here; move this file"):
        write(docs)
    assert (docs / "events-by-date" / "2001.md").read_text(encoding="utf-8") == "Mine.\n"


@pytest.mark.parametrize(
    "page",
    [
        BLOCK.replace("///\n", "    limit: 5\n///\n"),
        BLOCK.replace("events.yml", "other.yml"),
        BLOCK.replace("events.yml", "\0"),
        "/// timeline | events.yml\n    [\n///\n",
    ],
    ids=["with options", "no file", "no name", "no YAML"],
)
def test_other_blocks_make_no_pages(docs: Path, page: str) -> None:
    (docs / "index.md").write_text(page, encoding="utf-8")
    assert write(docs) == []


def test_articles_are_no_pages(docs: Path) -> None:
    (docs / "articles").mkdir()
    (docs / "index.md").rename(docs / "articles" / "index.md")
    (docs / "events.yml").rename(docs / "articles" / "events.yml")
    assert write(docs) == []


# The index


STORY = tell(
    Timeline(
        sources={
            "a": Source(title="The dam gives way", publisher="Courier"),
            "b": Source(publisher="Gazette"),
        },
        events=[
            Event("2020-01-03T09:05", "Café closes", id="one", tags=["x", "y"], actors=["Ann"]),
            Event(
                "2020-02",
                "Second",
                id="two",
                tags=["y"],
                relevance="secondary",
                evidence=[Evidence("a", "The water rose."), Evidence("b", "It rose.")],
            ),
            Event("../2019", "Before", extra={"planned": True}),
            Event("2020-03-01/..", "Since", places=["Ann"]),
            Event("[2020-03-01..2020-03-09]", "Within", disputed=["2021"]),
            Event("2020-01-04", "Hidden", status="hidden", tags=["z"]),
        ],
    ),
    "abc",
)
TITLES = ["Before", "Café closes", "Second", "Within", "Since"]


def content(name: str):
    return json.loads(dict(index.files(STORY))[name])


def titles(gaps: Iterable[int]) -> list[str]:
    return [TITLES[number] for number in accumulate(gaps)]


def test_the_index_tells_when_and_what_kind() -> None:
    times = json.loads(index.times(STORY))
    first = datetime.date(2020, 1, 1).toordinal()
    assert [day - first for day in accumulate(times["days"])] == [-1, 2, 31, 60, 60]
    kinds = [ord(kind) - ord("A") for kind in times["kinds"]]
    assert [index.SHAPES[kind % 8] for kind in kinds] == ["until", "day", "month", "one-of", "since"]
    assert [bool(kind & 8) for kind in kinds] == [False, False, True, False, False]
    assert [bool(kind & 16) for kind in kinds] == [True, False, False, False, False]
    assert times["lengths"] == [28, 8]  # of the month and of the days within, in this order
    assert times["facets"] == {"tag": 2, "actor": 1, "place": 1, "source": 2, "relevance": 2, "review": 2}
    assert times["minutes"] == {"1": 545}
    assert content("index.json") == {"stamp": "abc"}


def test_a_facet_has_its_values_and_the_events_of_each_the_most_frequent_first() -> None:
    tags = content("facet-tag.json")
    assert tags["names"] == ["y", "x"]
    assert [titles(gaps) for gaps in tags["events"]] == [["Café closes", "Second"], ["Café closes"]]
    assert content("facet-source.json")["names"] == ["Courier", "Gazette"]


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("cafe", ["Café closes"]),
        ("closes", ["Café closes"]),
        ("water", ["Second"]),
        ("gives", ["Second"]),
        ("ann", ["Café closes", "Since"]),
        ("january", ["Café closes"]),
        ("2021", ["Within"]),
        ("y", ["Café closes", "Second"]),
        ("hidden", []),
        ("z", []),
    ],
)
def test_words_are_found_where_their_first_two_letters_say(word: str, found: list[str]) -> None:
    assert titles(content(f"words-{index.shard(word[:2])}.json").get(word, [])) == found


def test_ids_are_found_where_they_say() -> None:
    for key, number in (("one", 1), ("two", 2), ("since", 4)):
        assert content(f"ids-{index.shard(key)}.json")[key] == number


def test_the_viewer_reads_what_is_written_here() -> None:
    source = Path(index.__file__).parent / "viewer" / "src" / "large" / "data.ts"
    text = source.read_text(encoding="utf-8")
    shapes = re.search(r"SHAPES = \[(.*?)\]", text, re.DOTALL)
    assert shapes
    assert tuple(re.findall(r'"([\w-]+)"', shapes[1])) == index.SHAPES
    assert f"SHARDS = {index.SHARDS}\n" in text


def test_the_folder_of_the_years_of_an_events_file_is_another_one(docs: Path) -> None:
    (docs / "events").mkdir()
    (docs / "events" / "2003.yml").write_text("timeline: 1\nevents: []\n", encoding="utf-8")
    (folder,) = write(docs)
    assert folder != docs / "events"
    assert [path.name for path in (docs / "events").iterdir()] == ["2003.yml"]


def test_titles_are_in_the_language_of_the_site_and_addresses_in_none(docs: Path) -> None:
    (english,) = write(docs)
    names = sorted(path.name for path in english.glob("*.md"))
    (spanish,) = pages.write(docs, docs / "articles", "es")
    assert sorted(path.name for path in spanish.glob("*.md")) == names
    (docs / "events.yml").write_text(events_file().replace("2000-", "1850-"), encoding="utf-8")
    pages.write(docs, docs / "articles", "es")
    assert "# siglo XIX" in (spanish / "1800-1899.md").read_text(encoding="utf-8")
