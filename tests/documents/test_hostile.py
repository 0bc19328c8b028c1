"""Files that are made to do harm cost one line each, and nothing else."""

import os
from collections.abc import Callable
from pathlib import Path

import hostile_files
import pyarrow
import pytest
from pyarrow import parquet

from timeline.documents import child, read
from timeline.documents.decoding import printable
from timeline.documents.drafts import RefusedError
from timeline.documents.file import File
from timeline.workers import Workers

PROSE = "The new bridge over the Ellbach was opened to traffic by the mayor on 4 May 2021."


@pytest.fixture(scope="module")
def put(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Path], None]:
    """Put a hostile file, which is made only once, into a folder."""
    kept = tmp_path_factory.mktemp("hostile")

    def link(name: str, folder: Path) -> None:
        if not (kept / name).exists():
            make, _ = hostile_files.FILES[name]
            make(kept / name)
        (folder / name).hardlink_to(kept / name)

    return link


@pytest.mark.parametrize("name", hostile_files.FILES)
def test_a_hostile_file_costs_one_line_and_little_time(
    name: str, folder: Path, put: Callable[[str, Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(child, "SECONDS", 20)  # more, and another line would be told
    _, phrase = hostile_files.FILES[name]
    put(name, folder)
    (folder / "good.txt").write_text(PROSE)
    collection = read([folder])
    assert [document.text for document in collection.documents] == [PROSE]
    (warning,) = collection.warnings
    path, _, said = warning.partition(": ")
    assert path.removesuffix(":1") == printable(str(folder / name))
    assert said == f"{phrase}; skipped"


def test_entities_of_a_feed_are_not_multiplied(folder: Path) -> None:
    (folder / "laughs.rss").write_text(
        f'{hostile_files.LAUGHS}<rss version="2.0"><channel><item><description>&a11;</description></item>'
        "</channel></rss>"
    )
    assert sum(len(document.text) for document in read([folder]).documents) < 100


@pytest.mark.parametrize(
    ("name", "make"),
    [("slow.pdf", hostile_files.slow_pdf), ("slow.html", hostile_files.many_attributes)],
    ids=["in Python", "in C"],
)
def test_a_file_that_takes_too_long_is_given_up(
    name: str, make: Callable[[Path], None], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(child, "SECONDS", 1)
    make(folder / name)
    (folder / "good.txt").write_text(PROSE)
    (folder / "z.eml").write_text(f"Subject: x\n\n{PROSE}")
    collection = read([folder])
    assert [document.id for document in collection.documents] == ["good", "z"]
    assert collection.warnings == [f"{folder / name}: takes more than 1 seconds to read; skipped"]


def test_a_child_finds_a_file_after_its_parent_went_to_another_folder(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "a.eml").write_text(f"Subject: x\n\n{PROSE}")
    for place, path in ((folder, "a.eml"), (folder.parent, f"{folder.name}/a.eml")):
        monkeypatch.chdir(place)
        assert len(list(child.read_in_child("mail", File.of(Path(path), "a.eml")))) == 1


def test_a_library_that_crashes_costs_one_file(folder: Path) -> None:
    (folder / "a.eml").write_text(f"Subject: x\n\n{PROSE}")
    file = File.of(folder / "a.eml", "a.eml")
    assert len(list(child.read_in_child("mail", file))) == 1
    child._idle[-1]._process.kill()
    with pytest.raises(RefusedError, match="reading it fails"):
        list(child.read_in_child("mail", file))
    assert len(list(child.read_in_child("mail", file))) == 1


def test_a_reading_that_is_broken_off_leaves_nothing_behind(folder: Path) -> None:
    rows = [{"text": f"{PROSE} {number}"} for number in range(99)]
    parquet.write_table(pyarrow.Table.from_pylist(rows), folder / "a.parquet")
    entries = child.read_in_child("parquet", File.of(folder / "a.parquet", "a.parquet"))
    next(entries)
    entries.close()  # type: ignore[attr-defined]
    assert [document.text for document in read([folder]).documents if document.text.endswith(" 98")]


def test_all_of_them_in_other_processes_leave_the_good_files(
    folder: Path, put: Callable[[str, Path], None]
) -> None:
    for name in hostile_files.FILES:
        put(name, folder)
        (folder / f"good {printable(name)}.txt").write_text(PROSE)
    (folder / "outside.txt").symlink_to(os.devnull)
    with Workers(2) as workers:
        collection = read([folder], workers=workers)
    assert len(collection.documents) == len(hostile_files.FILES)
    assert len(collection.warnings) == len(hostile_files.FILES) + 1
