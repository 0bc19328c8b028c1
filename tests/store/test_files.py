"""A file is written whole or not at all."""

import os
import stat
import threading
from pathlib import Path

import pytest

from timeline.errors import TimelineError
from timeline.store import files
from timeline.store.files import read_text, write_atomically


def test_the_same_bytes_are_not_written_again(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "er" / "a.yml"
    assert write_atomically(path, "é\r\n")
    before = path.stat()
    assert not write_atomically(path, "é\r\n")
    after = path.stat()  # to read it changes the time of the last access only
    assert (after.st_ino, after.st_mtime_ns, after.st_ctime_ns) == (
        before.st_ino,
        before.st_mtime_ns,
        before.st_ctime_ns,
    )
    assert path.read_bytes() == "é\r\n".encode()


def test_mode_and_link_are_kept(tmp_path: Path) -> None:
    target, link = tmp_path / "target.yml", tmp_path / "link.yml"
    target.write_text("old")
    target.chmod(0o640)
    link.symlink_to(target.name)
    write_atomically(link, "new")
    assert link.is_symlink()
    assert target.read_text() == "new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[str] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_text()))
    reader.start()
    assert write_atomically(pipe, "text")
    reader.join()
    assert got == ["text"]
    assert pipe.is_fifo()


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no device without end")
def test_a_device_is_not_read() -> None:
    with pytest.raises(TimelineError, match="/dev/zero: cannot read this file: it is a device; name a file"):
        read_text(Path("/dev/zero"))


def test_a_file_that_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    path.write_text("theirs")
    with pytest.raises(
        TimelineError, match="another program changed this file just now; run the command again"
    ):
        write_atomically(path, "ours", expect="before")
    assert path.read_text() == "theirs"


@pytest.mark.parametrize("broken", ["fsync", "replace"])
def test_a_full_disk_leaves_the_old_file_and_nothing_else(
    broken: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    path = tmp_path / "a.yml"
    path.write_text("old")
    monkeypatch.setattr(files.os, "fsync", fail) if broken == "fsync" else monkeypatch.setattr(
        Path, "replace", fail
    )
    with pytest.raises(TimelineError, match=r"a\.yml: cannot write this file: no space left on device"):
        write_atomically(path, "new")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]
