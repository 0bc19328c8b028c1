"""One file → its articles, with what each says about its own publication; for many files, all at once."""

import json
import re
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass, replace
from hashlib import blake2b
from pathlib import Path
from typing import Any

from timeline import cache as packs
from timeline.cache import Cache
from timeline.documents.decoding import UndecodableError, decode, printable
from timeline.documents.drafts import Draft, RefusedError
from timeline.documents.model import Document
from timeline.documents.plain import read_plain
from timeline.documents.published import Case
from timeline.documents.records import read_records
from timeline.progress import Progress
from timeline.workers import Workers

__all__ = ["File", "Opened", "open_all", "read_file"]

_LIMIT = 20_000_000  # bytes of a file, or of a line of .jsonl
_AT_ONCE = 500_000  # bytes; a larger file with many articles is opened one by one, to save memory
_ID_LENGTH = 120
_NOTED = 10  # problems of one file that are told one by one
_LONGEST_NOTE = 300  # characters
_SETTLED = 2_000_000_000  # nanoseconds after which a further change gives a file another time, on any disk


@dataclass(frozen=True, slots=True)
class File:
    """A file, and what tells whether it has changed since an earlier run."""

    path: str
    name: str  # what `Document.file` shall be
    size: int = 0  # bytes
    times: tuple[int, ...] = ()  # of its last change, in nanoseconds; empty when that may not be the last one

    @classmethod
    def of(cls, path: Path, name: str) -> "File":
        """Look at a file without opening it."""
        try:
            status = path.stat()
        except OSError:
            return cls(str(path), name)  # opening it says what is wrong
        times = status.st_mtime_ns, status.st_ctime_ns
        is_settled = time.time_ns() - max(times) > _SETTLED
        return cls(str(path), name, status.st_size, times if is_settled else ())

    def digest(self) -> bytes:
        """Return what stands for the file as it is now."""
        return blake2b(json.dumps(astuple(self)).encode(), digest_size=20).digest()


@dataclass(frozen=True, slots=True)
class Opened:
    """What a file holds."""

    articles: list[tuple[Document, Case]]
    warnings: list[str]


def open_all(files: Iterable[File], workers: Workers, cache: Cache, progress: Progress) -> Iterator[Opened]:
    """Yield what the files hold, in no particular order; of one with many articles they may come singly."""
    changed: list[File] = []
    large: list[File] = []
    files = list(files)
    done = 0

    def one_more() -> None:
        nonlocal done
        done += 1
        progress("Opening articles", done, len(files))

    progress("Opening articles", done, len(files))
    for file in files:
        found = cache.get(file, _unpack) if file.times else None
        if found:
            yield found[1]
            one_more()
        else:
            (large if file.size > _AT_ONCE else changed).append(file)
    for file, pack in workers.run(_open, changed):
        opened = _unpack(pack)
        # What there was something wrong with is tried again.
        if file.times and not opened.warnings:
            cache.put(file, pack)
        yield opened
        one_more()
    for file in large:
        warnings: list[str] = []
        articles = read_file(Path(file.path), file.name, warnings)
        yield from (Opened([article], []) for article in workers.run(Case.of, articles))
        yield Opened([], warnings)
        one_more()


def _open(file: File) -> bytes:
    """Return what a file holds, packed."""
    warnings: list[str] = []
    articles = [(each, Case.of(each)) for each in read_file(Path(file.path), file.name, warnings)]
    return packs.pack(Opened(articles, warnings))


def _unpack(pack: bytes) -> Opened:
    return packs.unpack(pack, _opened)


def _opened(data: Mapping[str, Any]) -> Opened:
    return Opened(
        [(_document(each), Case.unpacked(case)) for each, case in data["articles"]], data["warnings"]
    )


def _document(data: Mapping[str, Any]) -> Document:
    return Document(**{**data, "published_because": tuple(data["published_because"])})


def read_file(path: Path, file: str, warnings: list[str]) -> Iterator[Document]:
    """Yield the articles of one file; never raises for what the file holds.

    `file` is what `Document.file` shall be. What was wrong is added to the warnings in the end.
    """
    shown = printable(str(path))
    notes: list[str] = []

    def note(line: int | None, phrase: str) -> None:
        if len(phrase) > _LONGEST_NOTE:
            phrase = f"{phrase[: _LONGEST_NOTE // 2]} … {phrase[-_LONGEST_NOTE // 2 :]}"
        notes.append(f"{shown}:{line}: {phrase}" if line else f"{shown}: {phrase}")

    try:
        for line, result in _drafts(path, file):
            if isinstance(result, RefusedError):
                note(line, f"{result}; skipped")
                continue
            for where, phrase in result.notes:
                note(where or line, phrase)
            yield replace(result.document, id=_as_id(result.document.id))
    except (RefusedError, UndecodableError) as problem:
        note(None, f"{problem}; skipped")
    except OSError as error:
        note(None, f"cannot be read ({error.strerror}); skipped")
    except Exception as error:  # whatever a parser stumbles over must not cost the other files
        note(None, f"cannot be read ({type(error).__name__}: {printable(str(error))[:80]}); skipped")
    if len(notes) > _NOTED:
        notes[_NOTED:] = [f"{shown}: and {len(notes) - _NOTED:,} more problems like these"]
    warnings += notes


def _drafts(path: Path, file: str) -> Iterator[tuple[int | None, Draft | RefusedError]]:
    ending = path.suffix.lower()
    if not path.is_file():
        raise RefusedError("not a regular file")
    if ending == ".jsonl":
        with path.open("rb") as stream:
            yield from read_records(stream, path.stem, file, _LIMIT)
        return
    if path.stat().st_size > _LIMIT:
        raise RefusedError(
            f"larger than {_LIMIT // 1_000_000} MB; split it, or keep articles as lines of a .jsonl file"
        )
    data = path.read_bytes()
    if ending in (".html", ".htm"):
        # Here because it takes half a second to import.
        from timeline.documents.webpage import declared_encoding, read_webpage

        text, _ = decode(data, declared_encoding(data))
        yield None, read_webpage(text, path.stem, file)
        return
    text, encoding = decode(data)
    if not text.strip("\ufeff \t\n"):
        raise RefusedError("empty")
    draft = read_plain(text, path.stem, file)
    if encoding != "utf-8":
        draft.notes.append((None, f"not UTF-8; read as {encoding}"))
    yield None, draft


def _as_id(name: str) -> str:
    return re.sub(r"[^\w.]+", "-", name[:_ID_LENGTH]).strip("-.") or "article"
