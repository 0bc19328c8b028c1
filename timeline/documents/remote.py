"""Articles at an address that fsspec knows, such as `s3://bucket/articles/*.jsonl` → files on this machine.

They are copied into a temporary folder, which goes when they have been read like any others.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

from timeline.documents.decoding import printable
from timeline.documents.formats import ENDINGS, format_of
from timeline.errors import TimelineError

__all__ = ["Copied", "copied", "is_address"]

_PATTERN = "*?["  # what makes an address one of many files


@dataclass(frozen=True, slots=True)
class Copied:
    """The files of an address."""

    address: str
    folder: Path  # where the copies are
    files: list[Path]
    skipped: list[str]  # addresses of what is no article by its name

    def name(self, file: Path) -> str:
        """Return a file's name below the address."""
        return file.relative_to(self.folder).as_posix()

    def named(self, warning: str) -> str:
        """Return a warning with the place that the user knows."""
        return warning.replace(str(self.folder), printable(_base(self.address)))


def is_address(path: Path | str) -> bool:
    """Return whether this is no path but an address for fsspec."""
    return isinstance(path, str) and "://" in path


@contextmanager
def copied(addresses: Sequence[str]) -> Iterator[list[Copied]]:
    """Copy what is at the addresses, which may be files, folders or patterns, as long as the context lasts.

    Raises:
        TimelineError: when fsspec, or what it needs for such an address, is not installed, or nothing can be
            read there.
    """
    with TemporaryDirectory(prefix="timeline-") as folder:
        yield [
            _copy(address, Path(folder).resolve() / str(number))
            for number, address in enumerate(sorted(set(addresses)))
        ]


def _copy(address: str, folder: Path) -> Copied:
    shown = printable(address)
    try:
        from fsspec.core import url_to_fs
    except ImportError as error:
        raise TimelineError(
            f"{shown}: reading this needs the package fsspec: pip install 'mkdocs-timeline[remote]'"
        ) from error
    found = Copied(address, folder, [], [])
    folder.mkdir()
    try:
        system, path = url_to_fs(address)
        for name, source in sorted(_listed(system, path)):
            if format_of(name) is None:
                found.skipped.append(f"{shown}: {printable(name)}")
                continue
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            system.get_file(source, str(target))
            found.files.append(target)
    except ImportError as error:
        raise TimelineError(f"{shown}: a package is missing for such an address: {error}") from error
    except FileNotFoundError as error:
        raise TimelineError(f"{shown}: no such file or folder") from error
    except Exception as error:  # each kind of store has errors of its own
        reason = " ".join(str(error).split())
        raise TimelineError(f"{shown}: cannot be read ({type(error).__name__}: {reason})") from error
    if not found.files and not found.skipped:
        raise TimelineError(
            f"{shown}: no such file or folder, or an empty one; {', '.join(ENDINGS)} are read"
        )
    return found


def _listed(system: Any, path: str) -> Iterator[tuple[str, str]]:
    """Yield the name of each file below the address, and where it is."""
    base = _base(path)
    if any(each in path for each in _PATTERN):
        paths = [each for each in system.glob(path) if system.isfile(each)]
    elif system.isfile(path):
        paths, base = [path], str(PurePosixPath(path).parent)
    else:
        paths = system.find(path)
    prefix = "" if base == "." else base.strip("/")
    for source in paths:
        parts = PurePosixPath(source.strip("/").removeprefix(prefix)).parts
        parts = tuple(part for part in parts if part not in ("/", "..", "."))  # an archive may hold anything
        if parts and not any(part.startswith(".") for part in parts):
            yield "/".join(parts), source


def _base(path: str) -> str:
    """Return the part of a path or an address before its first pattern, to the last slash."""
    places = [path.index(each) for each in _PATTERN if each in path]
    return path[: min(places)].rpartition("/")[0] if places else path.rstrip("/")
