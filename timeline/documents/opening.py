"""One file → its articles, with what each says about its own publication; for many files, all at once."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from timeline import cache as packs
from timeline.cache import Cache
from timeline.documents.decoding import UndecodableError, printable
from timeline.documents.drafts import Draft, Entry, RefusedError
from timeline.documents.file import File
from timeline.documents.formats import ENDINGS, format_of
from timeline.documents.limits import LONGEST_TEXT
from timeline.documents.model import Document
from timeline.documents.published import Case
from timeline.progress import Progress
from timeline.workers import Engine

__all__ = ["Opened", "open_all", "read_file"]

_AT_ONCE = 500_000  # bytes; a larger file with many articles is opened one by one, to save memory
_ID_LENGTH = 120
_NOTED = 10  # problems of one file that are told one by one
_LONGEST_NOTE = 300  # characters


@dataclass(frozen=True, slots=True)
class Opened:
    """What a file holds."""

    articles: list[tuple[Document, Case]]
    warnings: list[str]


def open_all(files: Iterable[File], workers: Engine, cache: Cache, progress: Progress) -> Iterator[Opened]:
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
            kind = format_of(file.name)
            is_large = kind is not None and kind.has_many and file.size > _AT_ONCE
            (large if is_large else changed).append(file)
    for file, pack in workers.run(_open, changed):
        opened = _unpack(pack)
        # What there was something wrong with is tried again.
        if file.times and not opened.warnings:
            cache.put(file, pack)
        yield opened
        one_more()
    for file in large:
        warnings: list[str] = []
        articles = read_file(file, warnings)
        yield from (Opened([article], []) for article in workers.run(Case.of, articles))
        yield Opened([], warnings)
        one_more()


def _open(file: File) -> bytes:
    """Return what a file holds, packed."""
    warnings: list[str] = []
    articles = [(each, Case.of(each)) for each in read_file(file, warnings)]
    return packs.pack(Opened(articles, warnings))


def _unpack(pack: bytes) -> Opened:
    return packs.unpack(pack, _opened)


def _opened(data: Mapping[str, Any]) -> Opened:
    return Opened(
        [(_document(each), Case.unpacked(case)) for each, case in data["articles"]], data["warnings"]
    )


def _document(data: Mapping[str, Any]) -> Document:
    sequences = {name: tuple(data[name]) for name in ("published_because", "pages")}
    return Document(**{**data, **sequences})


def read_file(file: File, warnings: list[str]) -> Iterator[Document]:
    """Yield the articles of one file; never raises for what the file holds.

    What was wrong is added to the warnings in the end.
    """
    shown = printable(file.path)
    notes: list[str] = []

    def note(line: int | None, phrase: str) -> None:
        if len(phrase) > _LONGEST_NOTE:
            phrase = f"{phrase[: _LONGEST_NOTE // 2]} … {phrase[-_LONGEST_NOTE // 2 :]}"
        notes.append(f"{shown}:{line}: {phrase}" if line else f"{shown}: {phrase}")

    try:
        for line, result in _entries(file):
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
    except RecursionError:
        note(None, "nested too deeply; skipped")
    except Exception as error:  # whatever a parser stumbles over must not cost the other files
        note(None, f"cannot be read ({type(error).__name__}: {printable(str(error))[:80]}); skipped")
    if len(notes) > _NOTED:
        notes[_NOTED:] = [f"{shown}: and {len(notes) - _NOTED:,} more problems like these"]
    warnings += notes


def _entries(file: File) -> Iterator[Entry]:
    path, kind = Path(file.path), format_of(file.path)
    if kind is None:
        raise RefusedError(f"not one of {', '.join(ENDINGS)}")
    if not path.is_file():
        raise RefusedError("not a regular file")
    if kind.limit is not None and path.stat().st_size > kind.limit:
        remedy = "split it, or keep articles as lines of a .jsonl file"
        raise RefusedError(f"larger than {kind.limit // 1_000_000} MB; {remedy}")
    for where, result in kind.read(file):
        if isinstance(result, Draft) and len(result.document.text) > LONGEST_TEXT:
            result = RefusedError(f"its text has more than {LONGEST_TEXT:,} characters; split it")
        yield where, result


def _as_id(name: str) -> str:
    return re.sub(r"[^\w.]+", "-", name[:_ID_LENGTH]).strip("-.") or "article"
