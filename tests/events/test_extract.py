"""The timeline is the same for any order of the articles, any number of jobs and any state of the cache."""

import functools
import random
import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.cache import _KEPT, Cache, PackError
from timeline.documents import Document
from timeline.errors import TimelineError
from timeline.events import _Extraction, extract, reading
from timeline.events.groups import Groups
from timeline.events.mentions import mentions
from timeline.events.model import Timeline
from timeline.events.reading import Task, outline, read, unpack
from timeline.times.model import TimeExpression
from timeline.workers import Workers

STORY = [
    Document(
        "lost",
        "The ferry Aurora exploded off Velmora on 3 May 2020, said Ana Torres of the Norden Line.",
        title="Ferry lost",
        published="2020-05-04",
    ),
    Document(
        "divers",
        "The Norden Line built Aurora near Velmora in 2004. Divers reached it five days after the explosion.",
        published="2020-05-11",
    ),
    Document(
        "again",
        "Ana Torres resigned on Friday. The Norden Line lost Aurora off Velmora on 3 May 2020.",
        published="2020-05-19",
    ),
    Document("barge", "A barge sank on Lake Brell on 9 July 2018. It was raised two days after the wedding."),
    Document("quiet", "Nothing is dated here."),
    *(
        Document(
            f"strike-{day}",
            f"Dockers at Velmora went on strike on {day} June 2021. The mayor Luis Vega met them on Tuesday.",
            published=f"2021-06-{day + 3:02}",
        )
        for day in range(1, 16)
    ),
]


@pytest.fixture(scope="module")
def expected() -> Timeline:
    return extract(STORY)


def test_an_article_over_which_the_rules_stumble_costs_no_other(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def stumbling(document: Document, expressions: Sequence[TimeExpression]) -> object:
        if document.id in ("barge", "divers"):
            raise IndexError("list index out of range")
        return mentions(document, expressions)

    monkeypatch.setattr(reading, "mentions", stumbling)
    documents = [replace(each, file=f"{each.id}.txt") for each in STORY]
    left = [each for each in documents if each.id not in ("barge", "divers")]
    for _ in range(2):  # nothing of it is in the cache
        with Cache(tmp_path / "cache.sqlite") as cache:
            found = extract(documents, cache=cache)
        assert found.events == extract(left).events
        assert found.sources == extract(left).sources  # so that what earlier runs found in it stays
        shown = [re.sub(r"py:\d+", "py:N", line) for line in found.warnings]
        assert shown == [
            f"{name}.txt: this article could not be read (IndexError at events/reading.py:N); skipped;"
            " please report it"
            for name in ("barge", "divers")
        ]


def test_the_story_needs_all_that_is_tested_here(expected: Timeline) -> None:
    because = [step for event in expected.events for each in event.evidence for step in each.because]
    assert any("in another article “Ferry lost” (" in step for step in because), (
        "a date told in another article"
    )
    assert [each.source for each in expected.undated] == ["barge"]
    assert any(len({each.source for each in event.evidence}) > 1 for event in expected.events), "merged"


@pytest.fixture(scope="module")
def processes() -> Iterator[dict[int, Workers]]:
    """Workers that stay: two processes take a while to start."""
    with Workers(1) as one, Workers(2) as two:
        yield {1: one, 2: two}


EDITED = [replace(each, text=f"{each.text} Nobody slept on 2 May 2020.") for each in STORY]


@settings(max_examples=40, deadline=None)
@given(
    order=st.permutations(STORY),
    jobs=st.sampled_from([1, 2]),
    read_before=st.lists(st.sampled_from([*STORY, *EDITED]), unique_by=id),
    damage=st.none() | st.tuples(st.integers(0, 40_000), st.binary(min_size=1, max_size=200)),
)
def test_order_jobs_and_cache_change_nothing(
    expected: Timeline,
    processes: dict[int, Workers],
    tmp_path_factory: pytest.TempPathFactory,
    order: list[Document],
    jobs: int,
    read_before: list[Document],
    damage: tuple[int, bytes] | None,
) -> None:
    path = tmp_path_factory.mktemp("cache") / "cache.sqlite"
    with Cache(path) as cache:  # what it holds is right, of another version of an article, or missing
        for document in read_before:
            extract([document], cache=cache)
    if damage:
        with path.open("r+b") as file:
            file.seek(damage[0] % path.stat().st_size)
            file.write(damage[1])
    for _ in range(2):  # then all of it is there
        with Cache(path) as cache:
            extraction = _Extraction(order, processes[jobs], cache)
            extraction.read()
            extraction.read_again()
            assert extraction.timeline() == expected


def test_the_number_of_jobs_changes_nothing(
    expected: Timeline, processes: dict[int, Workers], tmp_path: Path
) -> None:
    shuffled = random.Random(4).sample(STORY, len(STORY))
    assert extract(shuffled, jobs=2) == expected
    for _ in range(2):
        with Cache(tmp_path / "cache.sqlite") as cache:
            assert extract(shuffled, engine=processes[2], cache=cache) == expected


def test_an_article_that_changes_is_read_again_with_those_that_count_from_it(tmp_path: Path) -> None:
    changed = [replace(STORY[0], text=STORY[0].text.replace("3 May", "2 May")), *STORY[1:]]
    with Cache(tmp_path / "cache.sqlite") as cache:
        extract(STORY, cache=cache)
    with Cache(tmp_path / "cache.sqlite") as cache:
        assert extract(changed, cache=cache) == extract(changed)


def test_no_text_is_kept() -> None:
    with Workers(1) as workers:
        extraction = _Extraction(STORY, workers, Cache())
        extraction.read()
    assert [outline.text for outline in extraction._outlines.values()] == [""] * len(STORY)


RETOLD = [
    *EDITED,
    *(replace(each, published="2021-06-30") for each in STORY),
    *(replace(each, text=each.text.replace("Dockers", "Pilots")) for each in STORY),
    *(
        replace(each, text=each.text.replace("2021", "2020").replace("Luis Vega", "Ana Vega"))
        for each in STORY
    ),
]


@pytest.fixture(scope="module")
def read_once() -> Callable[[Task], bytes]:
    """Read as `read` does, but each version of an article only once: for tests of what is merged."""
    return functools.cache(read)


@settings(max_examples=60, deadline=None)
@given(
    changes=st.lists(
        st.dictionaries(st.sampled_from([each.id for each in STORY]), st.integers(0, 4)), max_size=4
    )
)
def test_what_earlier_runs_merged_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory,
    read_once: Callable[[Task], bytes],
    changes: list[dict[str, int]],
) -> None:
    path = tmp_path_factory.mktemp("cache") / "cache.sqlite"
    for changed in ({}, *changes, {}):
        versions = {each.id: [each] for each in STORY}
        for each in RETOLD:
            versions[each.id].append(each)
        now = [own[changed.get(name, 0)] for name, own in versions.items() if changed.get(name) != 3]
        with pytest.MonkeyPatch.context() as patch, Cache(path) as kept:
            patch.setattr("timeline.events.read", read_once)
            assert extract(now, cache=kept) == extract(now)


def test_only_what_something_new_can_change_is_merged_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    decided: list[object] = []
    fitting = Groups._fitting
    monkeypatch.setattr(Groups, "_fitting", lambda self, *told: decided.append(told) or fitting(self, *told))
    path = tmp_path / "cache.sqlite"
    counts = []
    for documents in (STORY, STORY, [*STORY, Document("rain", "It rained on 4 May 1999.")]):
        decided.clear()
        with Cache(path) as cache:
            extract(documents, cache=cache)
        counts.append(len(decided))
    assert counts[0] > 20
    assert counts[1:] == [0, 1]


# ---------------------------------------------------------------------- the cache


def rows(path: Path) -> list[tuple[bytes, bytes]]:
    with sqlite3.connect(path) as database:
        return database.execute("SELECT key, pack FROM readings").fetchall()


def counted(documents: list[Document], path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[int, list[str]]:
    """Extract; return how many readings had to be made, and the notes."""
    made: list[Task] = []
    monkeypatch.setattr("timeline.events.read", lambda task: made.append(task) or read(task))
    with Cache(path) as cache:
        extract(documents, cache=cache)
    return len(made), cache.notes


def test_only_what_changed_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "new" / "cache.sqlite"
    assert counted(STORY, path, monkeypatch) == (len(STORY) + 1, [])  # one of them with its relatives
    assert counted(STORY, path, monkeypatch) == (0, [])
    quiet = replace(STORY[4], text="Still nothing is dated here.")
    assert counted([*STORY[:4], quiet, *STORY[5:]], path, monkeypatch) == (1, [])
    dated = replace(STORY[0], published="2020-05-05")
    assert counted([dated, *STORY[1:]], path, monkeypatch)[0] >= 1


def test_what_was_read_before_an_interruption_is_kept(tmp_path: Path) -> None:
    def interrupt(stage: str, done: int, *_: object) -> None:
        if (stage, done) == ("Reading articles", 3):
            raise KeyboardInterrupt

    path = tmp_path / "cache.sqlite"
    with pytest.raises(KeyboardInterrupt), Cache(path) as cache:
        extract(STORY, interrupt, cache=cache)
    assert len(rows(path)) == 3


def test_two_runs_at_once_leave_a_sound_cache(tmp_path: Path, expected: Timeline) -> None:
    path = tmp_path / "cache.sqlite"
    with Cache(path) as one, Cache(path) as other:
        assert extract(STORY, cache=one) == extract(STORY[::-1], cache=other) == expected
    assert one.notes == other.notes == []
    assert len(rows(path)) == len(STORY) + 2  # an article that was read again, and what was merged


@pytest.mark.parametrize("position", [0, 20, 5000])
def test_a_damaged_cache_is_begun_anew_with_a_note(
    tmp_path: Path, position: int, monkeypatch: pytest.MonkeyPatch, expected: Timeline
) -> None:
    path = tmp_path / "cache.sqlite"
    counted(STORY, path, monkeypatch)
    with path.open("r+b") as file:
        file.seek(position)
        file.write(b"\xff" * (path.stat().st_size - position))
    with Cache(path) as cache:
        assert extract(STORY, cache=cache) == expected
    assert cache.notes == [f"{path}: this cache was damaged, so all is read again; nothing is lost"]
    assert counted(STORY, path, monkeypatch)[1] == []


def test_a_cache_whose_damage_is_quoted_by_the_database_is_begun_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, expected: Timeline
) -> None:
    path = tmp_path / "cache.sqlite"
    counted(STORY, path, monkeypatch)
    path.write_bytes(path.read_bytes().replace(b"NOT NULL", b"NOT \xffULL"))  # “near \xffULL: syntax error”
    with Cache(path) as cache:
        assert extract(STORY, cache=cache) == expected
    assert len(cache.notes) == 1


@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\0"])
def test_any_file_in_the_place_of_the_cache_is_survived(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "cache.sqlite"
    path.write_bytes(content)
    with Cache(path) as cache:
        extract(STORY[:1], cache=cache)
    assert len(rows(path)) == 2  # what was read, and what was merged


def test_a_database_with_another_layout_is_begun_anew(tmp_path: Path) -> None:
    path = tmp_path / "cache.sqlite"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE readings (id)")
    with Cache(path) as cache:
        extract(STORY[:1], cache=cache)
    assert (len(cache.notes), len(rows(path))) == (1, 2)


def test_a_cache_that_cannot_be_made_is_done_without(tmp_path: Path, expected: Timeline) -> None:
    (tmp_path / "file").write_text("")
    for path in (tmp_path / "file" / "cache.sqlite", tmp_path):
        with Cache(path) as cache:
            assert extract(STORY, cache=cache) == expected
        assert cache.notes == []


def test_a_cache_that_another_run_writes_to_is_done_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, expected: Timeline
) -> None:
    monkeypatch.setattr("timeline.cache._PATIENCE", 0.01)
    path = tmp_path / "cache.sqlite"
    counted(STORY[:3], path, monkeypatch)
    other = sqlite3.connect(path)
    other.execute("BEGIN EXCLUSIVE")
    with Cache(path) as cache:
        assert extract(STORY, cache=cache) == expected
    assert cache.notes == []
    other.close()
    assert counted(STORY[:3], path, monkeypatch)[0] == 0


def test_what_no_run_needs_any_more_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("timeline.cache._KEPT", 3)
    path = tmp_path / "cache.sqlite"
    assert _KEPT > 3
    for number in range(10):
        counted([replace(STORY[0], text=f"{STORY[0].text} Edit {number}.")], path, monkeypatch)
    assert len(rows(path)) == 5  # the last, three before it, and what was merged
    counted(STORY, path, monkeypatch)
    assert len(rows(path)) == len(STORY) + 2 + 4  # there may be as many unneeded as needed ones


def test_a_pack_that_is_damaged_is_not_read() -> None:
    pack = read(Task(STORY[0]))
    assert outline(pack).told == len(unpack(pack).mentions) > 0
    for damaged in (b"", pack[:-1], *(pack[:place] + b"\0" + pack[place + 1 :] for place in (2, 20, 400))):
        with pytest.raises(PackError):
            outline(damaged)


# ---------------------------------------------------------------------- processes


def test_a_process_that_is_ended_from_outside_is_reported_in_one_line() -> None:
    with Workers(2) as workers:
        results = workers.run(read, map(Task, STORY * 20))
        next(results)
        for process in workers._pool._processes.values():
            process.kill()
        with pytest.raises(TimelineError, match=r"was ended from outside.*--jobs 1"):
            list(results)


@pytest.mark.parametrize("jobs", [1, 2])
def test_tasks_are_taken_shortly_before_they_are_done(jobs: int) -> None:
    taken: list[str] = []
    tasks = (taken.append(document.id) or Task(document) for document in STORY * 20)
    with Workers(jobs) as workers:
        next(workers.run(read, tasks))
        assert len(taken) < len(STORY) * 5


def test_what_one_article_plans_and_another_tells_as_done_is_no_plan() -> None:
    plan = Document(
        "plan", "The funeral of Ana Torres will be held in Turku on Friday.", published="2021-06-01"
    )
    again = Document("again", plan.text, published="2021-06-02")
    done = Document("done", "The funeral of Ana Torres was held in Turku on Friday.", published="2021-06-05")

    (coming,), (past,) = (extract(each).events for each in ([plan, again], [plan, again, done]))

    assert (coming.date, coming.extra.get("planned")) == ("2021-06-04", True)
    assert (past.date, past.extra.get("planned")) == ("2021-06-04", None)
