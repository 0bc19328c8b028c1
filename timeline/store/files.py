"""Files read as text and written whole or not at all."""

import contextlib
import glob
import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

from timeline.errors import TimelineError

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

__all__ = ["ChangedError", "explain_os_error", "read_text", "write_atomically"]


class ChangedError(TimelineError):
    """Another program changed a file between its being read and its being written."""


def explain_os_error(error: OSError, path: Path, action: str) -> TimelineError:
    """Return the one line that tells the user which file or folder could not be read or written, and why."""
    reason = error.strerror or str(error)
    return TimelineError(f"{path}: cannot {action}: {reason[:1].lower() + reason[1:]}")


def read_text(path: Path) -> str:
    """Return a file's UTF-8 text with its line ends and byte order mark as they are.

    Raises:
        TimelineError: when the file cannot be read or is not UTF-8.
    """
    try:
        mode = path.stat().st_mode
        if stat.S_ISCHR(mode) or stat.S_ISBLK(mode):  # may have no end
            raise TimelineError(f"{path}: cannot read this file: it is a device; name a file")
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise explain_os_error(error, path, "read this file") from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise TimelineError(f"{path}:{line}: this is not UTF-8 text; save the file as UTF-8") from error


def write_atomically(path: Path, text: str, expect: str | None = None) -> bool:
    """Write a text as UTF-8, so that at every moment the file has its old content or the new one.

    A symbolic link stays one: what it points to is replaced. The mode of an existing file is kept. Missing
    folders are made. A file that has these bytes already is not touched. A device or a pipe is written to.
    Of several processes that write at once, one after the other does, so that none misses what another wrote.

    Args:
        path: the file.
        text: all of its new content.
        expect: the content that `text` was made from, "" for no file; when it has another by now, nothing is
            written.

    Returns:
        Whether anything was written.

    Raises:
        ChangedError: when the file is not what `expect` says.
        TimelineError: when the file cannot be written.
    """
    data = text.encode("utf-8")
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            path.write_bytes(data)
            return True
        target = Path(os.path.realpath(path))
        target.parent.mkdir(parents=True, exist_ok=True)
        with _only_writer(target):
            old = target.read_bytes() if target.exists() else None
            if old == data:
                return False
            if expect is not None and (old or b"") != expect.encode("utf-8"):
                raise ChangedError(
                    f"{path}: another program changed this file just now; run the command again"
                )
            _replace(target, data)
    except OSError as error:
        raise explain_os_error(error, path, "write this file") from error
    return True


@contextlib.contextmanager
def _only_writer(target: Path) -> Iterator[None]:
    """Hold the lock on the file's folder, and clear away what a writer that was killed has left there.

    The folder itself is locked, so that no other file is needed. Where the system has no such lock, nothing
    is: then two writers within the same millisecond are not told apart.
    """
    descriptor = None
    if fcntl is not None:
        with contextlib.suppress(OSError):  # some network folders know no locks
            descriptor = os.open(target.parent, os.O_RDONLY)
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            for left in target.parent.glob(f".{glob.escape(target.name)}.*.tmp"):
                left.unlink()
    try:
        yield
    finally:
        if descriptor is not None:
            os.close(descriptor)


def _replace(target: Path, data: bytes) -> None:
    mode = target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~_umask()
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(13, "Permission denied")
    descriptor, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".tmp")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(mode)
        Path(temporary).replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        raise
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    # Makes the renaming itself last through a power cut; not every system lets a folder be opened.
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
