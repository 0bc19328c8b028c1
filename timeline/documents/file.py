"""One file that is to be read."""

import json
import time
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

__all__ = ["Columns", "File"]

Columns = tuple[tuple[str, str], ...]  # fields of an article, and the columns of a table that hold them

_SETTLED = 2_000_000_000  # nanoseconds after which a further change gives a file another time, on any disk


@dataclass(frozen=True, slots=True)
class File:
    """A file, and what tells whether it has changed since an earlier run."""

    path: str
    name: str  # what `Document.file` shall be
    columns: Columns = ()  # what the user says about the columns of tables
    size: int = 0  # bytes
    times: tuple[int, ...] = ()  # of its last change, in nanoseconds; empty when that may not be the last one

    @classmethod
    def of(cls, path: Path, name: str, columns: Columns = ()) -> "File":
        """Look at a file without opening it."""
        try:
            status = path.stat()
        except OSError:
            return cls(str(path), name, columns)  # opening it says what is wrong
        times = status.st_mtime_ns, status.st_ctime_ns
        is_settled = time.time_ns() - max(times) > _SETTLED
        return cls(str(path), name, columns, status.st_size, times if is_settled else ())

    @property
    def key(self) -> str:
        """Its name without folder and ending: the id of the one article in it."""
        return Path(self.path).stem

    def digest(self) -> bytes:
        """Return what stands for the file as it is now."""
        return blake2b(
            json.dumps([getattr(self, name) for name in self.__slots__]).encode(), digest_size=20
        ).digest()
