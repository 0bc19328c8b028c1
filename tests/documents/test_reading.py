"""Folders and files: what is read, what is passed over and with which words."""

import os
import random
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.documents import plain, read
from timeline.documents.file import File
from timeline.documents.opening import read_file
from timeline.errors import TimelineError

NOBODY = 65534  # a user without rights
PROSE = "The new bridge over the Ellbach was opened to traffic by the mayor."


def test_folders_are_walked_and_files_named_relative_to_them(reading):
    collection = reading(
        {"a.txt": PROSE, "sub/b.md": PROSE + " Twice.", ".hidden.txt": PROSE, ".git/c.txt": PROSE}
    )
    assert [(d.id, d.file) for d in collection.documents] == [("a", "a.txt"), ("b", "sub/b.md")]
    assert collection.warnings == []


def test_files_can_be_given_directly(folder):
    (folder / "a.txt").write_text(PROSE)
    (folder / "b.txt").write_text(PROSE)
    collection = read([folder / "b.txt", folder / "a.txt", folder])
    assert [d.file for d in collection.documents] == ["a.txt", "b.txt"]
    assert read([folder / "a.txt"], root=folder.parent).documents[0].file == "articles/a.txt"


def test_other_endings_are_named_in_one_warning(reading):
    collection = reading({"a.txt": PROSE, **{f"photo{i}.jpg": b"\xff\xd8" for i in range(7)}})
    (warning,) = collection.warnings
    assert "photo0.jpg" in warning
    assert "and 2 more" in warning


def test_a_folder_without_articles_says_what_is_read(reading):
    (warning,) = reading({}).warnings
    assert "no articles found" in warning
    assert ".jsonl" in warning


def test_a_missing_path_is_an_error(tmp_path):
    with pytest.raises(TimelineError, match="nowhere: no such file or folder"):
        read([tmp_path / "nowhere"])


BAD = {
    "binary.txt": (b"PK\x03\x04\0\0\0\0", "a binary file, not text; skipped"),
    "empty.txt": (b"", "empty; skipped"),
    "blank.md": (b"\xef\xbb\xbf \r\n\r\n", "empty; skipped"),
    "noise.txt": (bytes(random.Random(1).choices(range(1, 256), k=4000)), "not text in any known encoding"),
    "large.txt": (b"a " * 10_000_001, "larger than 20 MB"),
    "deep.html": (b"<html><body>" + b"<div>" * 100_000 + b"<p>x", "skipped"),
    "nothing.html": (b"<html><body></body></html>", "no article text found in the page; skipped"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_is_no_article_gives_one_line_and_the_rest_goes_on(name, reading):
    content, phrase = BAD[name]
    collection = reading({name: content, "good.txt": PROSE})
    assert [d.id for d in collection.documents] == ["good"]
    (warning,) = collection.warnings
    assert f"{name}: " in warning
    assert phrase in warning
    assert "\n" not in warning


def test_a_link_out_of_the_folder_is_not_followed(folder, tmp_path):
    (tmp_path / "secret.txt").write_text(PROSE)
    (tmp_path / "elsewhere").mkdir()
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "linked").symlink_to(tmp_path / "elsewhere")
    (folder / "a.txt").write_text(PROSE)
    (folder / "inside.txt").symlink_to(folder / "a.txt")
    collection = read([folder])
    assert [d.id for d in collection.documents] == ["a"]
    assert ["link.txt" in w or "linked" in w for w in collection.warnings] == [True, True]
    assert all("leads out of the folder" in warning for warning in collection.warnings)


def test_what_is_no_regular_file_is_not_opened(folder):
    os.mkfifo(folder / "pipe.txt")
    assert "not a regular file" in read([folder]).warnings[0]


def test_a_file_without_permission_is_reported():
    with tempfile.TemporaryDirectory() as name:  # pytest's own folders are closed to others than their owner
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "a.txt").write_text(PROSE)
        (folder / "a.txt").chmod(0)
        user = os.geteuid()
        if user == 0:
            os.seteuid(NOBODY)  # the superuser may read everything
        try:
            collection = read([folder])
        finally:
            os.seteuid(user)
    assert "cannot be read" in collection.warnings[0]


def test_a_folder_that_cannot_be_read_is_reported(folder, monkeypatch):
    (folder / "a.txt").write_text(PROSE)
    (folder / "locked").mkdir()
    real = os.scandir

    def scandir(path):
        if str(path).endswith("locked"):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    collection = read([folder])
    assert [d.id for d in collection.documents] == ["a"]
    assert "locked: this folder cannot be read (Permission denied); skipped" in collection.warnings[0]


def test_names_with_line_ends_are_shown_escaped(reading):
    collection = reading({"a\nb.txt": b""})
    assert "a\\nb.txt: empty" in collection.warnings[0]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not allow such names")
def test_a_name_that_is_no_text_is_reported(folder):
    Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.txt")).write_text(PROSE)
    collection = read([folder])
    assert len(collection.documents) == 0
    assert "not valid UTF-8; rename it" in collection.warnings[0]


def test_whatever_a_parser_stumbles_over_is_reported(folder, monkeypatch):
    def stumble(*_):
        raise ArithmeticError("too odd\nto tell")

    monkeypatch.setattr(plain, "read_plain", stumble)
    (folder / "a.txt").write_text(PROSE)
    warnings: list[str] = []
    assert list(read_file(File.of(folder / "a.txt", "a.txt"), warnings)) == []
    assert "cannot be read (ArithmeticError: too odd\\nto tell); skipped" in warnings[0]


class TestIds:
    def test_equal_names_stay_apart_and_the_first_keeps_its_own(self, reading):
        files = {"a/news.txt": PROSE, "b/news.txt": PROSE, "c/news.md": PROSE + " And so on."}
        ids = {d.file: d.id for d in reading(files).documents}
        assert ids["a/news.txt"] == "news"
        assert len(set(ids.values())) == 3
        assert all(each.startswith("news") for each in ids.values())

    def test_they_do_not_depend_on_what_else_is_read(self, reading):
        few = {d.file: d.id for d in reading({"a/news.txt": PROSE, "b/news.txt": PROSE}).documents}
        more = {d.file: d.id for d in reading({"c/news.txt": PROSE, "z.txt": PROSE}).documents}
        assert more.items() >= few.items()

    def test_they_hold_no_sign_that_means_something_elsewhere(self, reading):
        (document,) = reading({"what: a #day\n[1].txt": PROSE}).documents
        assert document.id == "what-a-day-1"


@settings(max_examples=20, deadline=None)
@given(order=st.permutations(range(5)))
def test_the_order_of_the_files_never_changes_the_result(order, tmp_path_factory):
    base = (
        "Workers have closed the old bridge for repairs that will take them until the autumn, the town said. "
    )
    texts = [
        f"SPRINGFIELD, March 3, 2021 — {base * 3}",
        base * 3 + "A ferry runs.",
        base * 3 + "No ferry runs on Sunday, officials said Monday.",
        "Brass bands played.",
        "Brass bands played again.",
    ]
    folder = tmp_path_factory.mktemp("articles")
    paths = [folder / f"{'news' if i > 2 else i}/{'same' if i > 2 else 'x'}{i % 2}.txt" for i in range(5)]
    for i in order:
        paths[i].parent.mkdir(exist_ok=True)
        paths[i].write_text(texts[i])
    collection, expected = read([paths[i] for i in order]), read(paths)
    assert list(collection.documents) == list(expected.documents)
    assert collection.warnings == expected.warnings
    assert len(collection.documents) == 5
