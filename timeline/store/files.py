"""Files read as text and written whole or not at all."""

import contextlib
import os
import stat
import tempfile
from pathlib import Path

from timeline.errors import TimelineError

__all__ = ["explain_os_error", "read_text", "write_atomically"]


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

    Args:
        path: the file.
        text: all of its new content.
        expect: the content that `text` was made from; when the file has another by now, nothing is written.

    Returns:
        Whether anything was written.

    Raises:
        TimelineError: when the file cannot be written, or changed in the meantime.
    """
    data = text.encode("utf-8")
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            path.write_bytes(data)
            return True
        target = Path(os.path.realpath(path))
        target.parent.mkdir(parents=True, exist_ok=True)
        old = target.read_bytes() if target.exists() else None
        if old == data:
            return False
        if expect is not None and old != expect.encode("utf-8"):
            raise TimelineError(f"{path}: another program changed this file just now; run the command again")
        _replace(target, data)
    except OSError as error:
        raise explain_os_error(error, path, "write this file") from error
    return True


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
