"""A folder, or single files → documents, each with its id, and a warning for what could not be read."""

import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path

from timeline.documents.collection import Collection, Documents, Place, Texts
from timeline.documents.decoding import UndecodableError, decode, printable
from timeline.documents.drafts import Draft, RefusedError
from timeline.documents.model import Document
from timeline.documents.plain import read_plain
from timeline.documents.published import resolve_publication
from timeline.documents.records import read_records
from timeline.errors import TimelineError
from timeline.progress import Progress, silent

__all__ = ["read", "read_file"]

ENDINGS = (".txt", ".md", ".html", ".htm", ".jsonl")
_LIMIT = 20_000_000  # bytes of a file, or of a line of .jsonl
_ID_LENGTH = 120
_NAMED = 5  # skipped files that a warning names
_NOTED = 10  # problems of one file that are told one by one
_LONGEST_NOTE = 300  # characters


def read(paths: Sequence[Path | str], root: Path | None = None, progress: Progress = silent) -> Collection:
    """Read every article in the folders and files, with its publication date as far as it can be known.

    Args:
        paths: folders, walked recursively (hidden files are passed over), and files.
        root: the folder that `Document.file` is relative to; by default the one that holds all paths.
        progress: called with the number of files that were opened.

    Returns:
        The documents in the order of their ids, the same for any order of the paths and of the files in them,
        and the warnings. A file that is no article gives a warning.

    Raises:
        TimelineError: when a path does not exist.
    """
    warnings: list[str] = []
    files = _files([Path(path) for path in paths], warnings)
    root = root if root is not None else _common_folder([Path(path) for path in paths])
    texts = Texts()
    found: list[tuple[Document, Place]] = []
    for number, file in enumerate(files):
        progress("Opening articles", number, len(files))
        for document in read_file(file, Path(os.path.relpath(file, root)).as_posix(), warnings):
            found.append((replace(document, text=""), texts.put(document.text)))
    progress("Opening articles", len(files), len(files))
    if not files:
        where = ", ".join(printable(str(path)) for path in paths) or "nothing"
        warnings.append(f"{where}: no articles found; {', '.join(ENDINGS)} files are read")
    documents = Documents(_with_unique_ids(found, texts), texts)
    publications, conflicts = resolve_publication(documents)
    documents.outlines = [
        replace(outline, published=each.date, published_because=each.because)
        for outline, each in zip(documents.outlines, publications, strict=True)
    ]
    return Collection(documents, sorted(set(warnings), key=_naturally) + conflicts)


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
            yield result.document
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


def _files(paths: Sequence[Path], warnings: list[str]) -> list[Path]:
    """Return the files to read, each once, in an order of their own."""
    found: dict[Path, Path] = {}
    other: list[str] = []
    for path in sorted(set(paths)):
        if not path.exists():
            raise TimelineError(f"{printable(str(path))}: no such file or folder")
        for file in _walk(path, warnings) if path.is_dir() else [path]:
            if file.suffix.lower() not in ENDINGS:
                other.append(printable(str(file)))
            elif any("\ud800" <= character <= "\udfff" for character in str(file)):
                warnings.append(f"{printable(str(file))}: the name is not valid UTF-8; rename it; skipped")
            else:
                found.setdefault(file.resolve(), file)
    if other:
        more = f" and {len(other) - _NAMED} more" if len(other) > _NAMED else ""
        names = ", ".join(sorted(other)[:_NAMED]) + more
        warnings.append(f"{names}: not one of {', '.join(ENDINGS)}; skipped")
    return [found[real] for real in sorted(found)]


def _walk(folder: Path, warnings: list[str]) -> Iterator[Path]:
    inside = folder.resolve()

    def note(error: OSError) -> None:
        name = printable(str(error.filename or folder))
        warnings.append(f"{name}: this folder cannot be read ({error.strerror}); skipped")

    for base, folders, names in os.walk(folder, onerror=note):
        for name in [*folders, *names]:
            path = Path(base, name)
            if not name.startswith(".") and path.is_symlink() and not path.resolve().is_relative_to(inside):
                warnings.append(f"{printable(str(path))}: a link that leads out of the folder; skipped")
        folders[:] = [name for name in folders if not name.startswith(".")]
        # A link within the folder is passed over: what it leads to is read at its own place.
        yield from (p for p in (Path(base, n) for n in names if not n.startswith(".")) if not p.is_symlink())


def _naturally(warning: str) -> list[str | int]:
    """Return a key to sort by that puts line 9 before line 10."""
    parts = re.split(r"([0-9]{1,18})", warning)
    return [int(part) if number % 2 else part for number, part in enumerate(parts)]


def _common_folder(paths: Sequence[Path]) -> Path:
    folders = [(path if path.is_dir() else path.parent).absolute() for path in paths]
    return Path(os.path.commonpath(folders)) if folders else Path()


def _with_unique_ids(found: Iterable[tuple[Document, Place]], texts: Texts) -> list[tuple[Document, Place]]:
    """Return the documents, no two of them with one id.

    Of several with one id, the one whose file name comes first keeps it; the others get a mark made from file
    and text, so that it stays the same whatever else is read.
    """
    by_key: dict[str, list[tuple[Document, Place]]] = defaultdict(list)
    for outline, place in found:
        by_key[_as_id(outline.id)].append((outline, place))
    unique: dict[str, tuple[Document, Place]] = {}
    for name in sorted(by_key):
        namesakes = by_key[name]
        if len(namesakes) > 1:
            namesakes.sort(key=lambda pair: (pair[0].file or "", texts.get(pair[1])))
        for outline, place in namesakes:
            key = name
            if key in unique:
                text = f"{outline.file}\0{texts.get(place)}"
                key = f"{name}-{blake2b(text.encode(), digest_size=3).hexdigest()}"
            unique.setdefault(key, (replace(outline, id=key), place))
    return list(unique.values())


def _as_id(name: str) -> str:
    return re.sub(r"[^\w.]+", "-", name[:_ID_LENGTH]).strip("-.") or "article"
