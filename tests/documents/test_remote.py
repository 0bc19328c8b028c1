"""Articles at addresses that fsspec knows are read like those on the disk."""

import sys
import zipfile
from pathlib import Path

import fsspec
import pytest

from timeline.build import extract
from timeline.documents import read
from timeline.errors import TimelineError

DAM = "The dam at Torrey broke on 3 May 2020."
LINES = '{"id": "ferry", "text": "A ferry sank off Velmora on 4 May 2020."}\n{"id": 7}\n'


@pytest.fixture
def bucket() -> str:
    """Return the address of a folder with a file, a shard, a picture and a hidden file."""
    system = fsspec.filesystem("memory")
    system.store.clear()
    for name, text in (("a/dam.txt", DAM), ("b/shard.jsonl", LINES), ("map.png", "x"), (".old/x.txt", DAM)):
        system.pipe_file(f"/articles/{name}", text.encode())
    return "memory://articles"


def test_a_folder_is_read_with_the_names_below_it(bucket: str) -> None:
    found = read([bucket])
    assert [(each.id, each.file) for each in found.documents] == [
        ("dam", "a/dam.txt"),
        ("ferry", "b/shard.jsonl"),
    ]
    assert found.documents[0].text == DAM
    assert [each.split(": ")[0] for each in found.warnings] == [
        "memory://articles/b/shard.jsonl:2",
        "memory://articles",
    ]


@pytest.mark.parametrize("pattern", ["memory://articles/*/*.jsonl", "memory://articles/b/shard.jsonl"])
def test_a_pattern_or_a_file_is_read(bucket: str, pattern: str) -> None:
    assert [each.id for each in read([pattern]).documents] == ["ferry"]


def test_an_archive_and_a_folder_give_what_the_disk_gives(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "dam.txt").write_text(DAM)
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("dam.txt", DAM)
        archive.writestr("../../out.txt", DAM)
    [expected] = read([tmp_path / "articles"]).documents
    [local] = read([f"file://{tmp_path / 'articles'}"]).documents
    assert local == expected
    packed = list(read([f"zip://*.txt::file://{tmp_path / 'all.zip'}"]).documents)
    assert expected in packed
    assert not (tmp_path.parent / "out.txt").exists()


def test_the_same_events_come_of_it(bucket: str, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "dam.txt").write_text(DAM)
    extract(["memory://articles/a"], tmp_path / "one.yml")
    extract([tmp_path / "a"], tmp_path / "two.yml")
    assert (tmp_path / "one.yml").read_bytes() == (tmp_path / "two.yml").read_bytes()


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("memory://nowhere/*.txt", "memory://nowhere/.*: no such file or folder"),
        ("memory://nowhere", "memory://nowhere: no such file or folder"),
        ("gopher7://x", "gopher7://x: cannot be read .*[Pp]rotocol"),
        ("zip://*::file:///no/such.zip", "no such file or folder"),
    ],
)
def test_what_cannot_be_read_is_one_line(bucket: str, address: str, message: str) -> None:
    with pytest.raises(TimelineError, match=message):
        read([address])


def test_without_fsspec_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    with pytest.raises(TimelineError, match=r"pip install 'mkdocs-timeline\[remote\]'"):
        read(["s3://bucket/*.jsonl"])
