"""Files are opened by several processes, and not again unless they change; what is found is the same."""

import json
import os
import time
from pathlib import Path

import pytest

from timeline.cache import Cache
from timeline.documents import Collection, file, opening, read
from timeline.workers import Workers

FILES = {
    "ferry.md": "---\ntitle: Ferry lost\ndate: 2020-05-04\n---\nThe ferry sank on 3 May 2020.",
    "bridge.txt": "Velmora, March 3 (QNA)-- The bridge that was begun on January 3, 2020, has opened.",
    "late.txt": "Velmora, 3 March 2020 — The bridge opened on 9 May 2020.",
    "page.html": "<html><body><article><p>The mayor resigned on 4 May 2021.</p></article></body></html>",
    "wire.jsonl": "".join(
        json.dumps({"id": f"wire {n}", "text": f"It rained on {n} May 2020."}) for n in "34"
    ),
    "empty.txt": "",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of files that are old enough to be known by their times."""
    monkeypatch.setattr(file, "_SETTLED", -1)
    (tmp_path / "articles").mkdir()
    for name, text in FILES.items():
        (tmp_path / "articles" / name).write_text(text)
    return tmp_path / "articles"


def opened(folder: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Collection, set[str]]:
    """Read; return what was found, and which files were opened for it."""
    names: set[str] = set()
    with monkeypatch.context() as patch, Cache(folder.parent / "cache.sqlite") as cache:
        open_one = opening._open
        patch.setattr(opening, "_open", lambda each: names.add(each.name) or open_one(each))
        return read([folder], cache=cache), names


def told(collection: Collection) -> tuple[object, ...]:
    return list(collection.documents), collection.warnings


def test_only_what_changed_is_opened_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, names = opened(folder, monkeypatch)
    assert names == set(FILES)
    again, names = opened(folder, monkeypatch)
    assert names == {"empty.txt", "wire.jsonl"}, "what there was something wrong with"
    assert told(again) == told(first) == told(read([folder]))
    (folder / "late.txt").write_text(FILES["late.txt"].replace("9 May", "8 May"))
    changed, names = opened(folder, monkeypatch)
    assert "late.txt" in names
    assert told(changed) == told(read([folder])) != told(first)


def test_a_change_that_keeps_size_and_time_is_noticed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened(folder, monkeypatch)
    before = (folder / "ferry.md").stat()
    time.sleep(0.02)  # the clock of a file system may be that coarse
    (folder / "ferry.md").write_text(FILES["ferry.md"].replace("3 May", "2 May"))
    os.utime(folder / "ferry.md", ns=(before.st_atime_ns, before.st_mtime_ns))
    assert "ferry.md" in opened(folder, monkeypatch)[1]


def test_a_file_that_was_written_just_now_is_not_known_by_its_time(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    assert opened(folder, monkeypatch)[1] == opened(folder, monkeypatch)[1] == set(FILES)


@pytest.mark.parametrize("at_once", [0, 1_000_000])
def test_the_number_of_jobs_changes_nothing(
    folder: Path, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = told(read([folder]))
    monkeypatch.setattr(opening, "_AT_ONCE", at_once)  # a large file is opened article by article
    with Workers(2) as workers:
        assert told(read([folder], workers=workers)) == expected
