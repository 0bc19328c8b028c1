"""Files that are made to do harm cost one line each, and nothing else."""

import os
import time
from pathlib import Path

import hostile_files
import pytest

from timeline.documents import limits, read
from timeline.documents.decoding import printable
from timeline.workers import Workers

PROSE = "The new bridge over the Ellbach was opened to traffic by the mayor on 4 May 2021."
SECONDS = 20  # of the processor


@pytest.mark.parametrize("name", hostile_files.FILES)
def test_a_hostile_file_costs_one_line_and_little_time(name: str, folder: Path) -> None:
    make, phrase = hostile_files.FILES[name]
    make(folder / name)
    (folder / "good.txt").write_text(PROSE)
    begin = time.process_time()
    collection = read([folder])
    assert time.process_time() - begin < SECONDS
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


def test_a_file_that_takes_too_long_is_given_up(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "_SECONDS", 0.2)
    hostile_files.slow_pdf(folder / "slow.pdf")
    (folder / "good.txt").write_text(PROSE)
    begin = time.process_time()
    collection = read([folder])
    assert time.process_time() - begin < 2
    assert [document.id for document in collection.documents] == ["good"]
    assert collection.warnings == [f"{folder / 'slow.pdf'}: takes more than 0.2 seconds to read; skipped"]


def test_all_of_them_in_other_processes_leave_the_good_files(folder: Path) -> None:
    for name, (make, _) in hostile_files.FILES.items():
        make(folder / name)
        (folder / f"good {printable(name)}.txt").write_text(PROSE)
    (folder / "outside.txt").symlink_to(os.devnull)
    with Workers(2) as workers:
        collection = read([folder], workers=workers)
    assert len(collection.documents) == len(hostile_files.FILES)
    assert len(collection.warnings) == len(hostile_files.FILES) + 1
