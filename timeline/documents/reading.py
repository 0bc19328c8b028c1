"""A folder, or single files → documents, each with its id, and a warning for what could not be read."""

import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path

from timeline.cache import Cache
from timeline.documents.collection import Collection, Documents, Place, Texts
from timeline.documents.decoding import printable
from timeline.documents.file import Columns, File
from timeline.documents.formats import ENDINGS, FORMATS, Format, format_of
from timeline.documents.model import Document
from timeline.documents.opening import open_all
from timeline.documents.published import Case, resolve_publication
from timeline.documents.remote import copied, is_address
from timeline.errors import TimelineError
from timeline.progress import Progress, silent
from timeline.workers import Engine, Workers

__all__ = ["read"]

_NAMED = 5  # skipped files that a warning names
_SURROGATE = re.compile("[\ud800-\udfff]")  # stands for a byte that is not UTF-8

_Article = tuple[Document, Place, Case]  # without its text, which lies at the place


def read(
    paths: Sequence[Path | str],
    root: Path | None = None,
    progress: Progress = silent,
    *,
    workers: Engine | None = None,
    cache: Cache | None = None,
    columns: Columns = (),
) -> Collection:
    """Read every article in the folders and files, with its publication date as far as it can be known.

    Args:
        paths: folders, walked recursively (hidden files are passed over), and files; or, as texts, addresses
            for fsspec of the same, or patterns such as `s3://bucket/articles/*.jsonl`.
        root: the folder that `Document.file` is relative to; by default the one that holds all paths.
        progress: called with the number of files that were opened.
        workers: processes that open them; by default this one.
        cache: where files are found that an earlier run has opened and nobody has changed.
        columns: pairs of a field of an article (`id`, `title`, `published`, `url`, `publisher`, `language`,
            `text`) and the column of tables that holds it; otherwise columns with usual names are taken.

    Returns:
        The documents in the order of their ids, the same for any order of the paths and of the files in them,
        and the warnings. A file that is no article gives a warning.

    Raises:
        TimelineError: when a path does not exist.
    """
    warnings: list[str] = []
    texts = Texts()
    found: list[_Article] = []
    with copied([str(path) for path in paths if is_address(path)]) as remote:
        named = _named([Path(path) for path in paths if not is_address(path)], root, columns, warnings)
        for each in remote:
            named += [File.of(file, each.name(file), columns) for file in _files(each.files, warnings)]
        for opened in open_all(named, workers or Workers(1), cache or Cache(), progress):
            warnings += opened.warnings
            for document, case in opened.articles:
                found.append((replace(document, text=""), texts.put(document.text), case))
    for each in remote:
        warnings = [each.named(warning) for warning in warnings]
        if each.skipped:
            warnings.append(_no_articles(each.skipped))
    if not named:
        where = ", ".join(printable(str(path)) for path in paths) or "nothing"
        warnings.append(f"{where}: no articles found; {', '.join(ENDINGS)} files are read")
    unique = _with_unique_ids(found, texts)
    documents = Documents(((outline, place) for outline, place, _ in unique.values()), texts)
    cases = [unique[outline.id][2] for outline in documents.outlines]
    publications, conflicts = resolve_publication(documents, cases)
    documents.outlines = [
        replace(outline, published=each.date, published_because=each.because)
        for outline, each in zip(documents.outlines, publications, strict=True)
    ]
    return Collection(documents, sorted(set(warnings), key=_naturally) + conflicts)


def _named(paths: Sequence[Path], root: Path | None, columns: Columns, warnings: list[str]) -> list[File]:
    """Return the files of this machine, named relative to the root."""
    files = _files(paths, warnings)
    root = root if root is not None else _common_folder(paths)
    names = {folder: os.path.relpath(folder, root) for folder in {file.parent for file in files}}
    return [File.of(file, Path(names[file.parent], file.name).as_posix(), columns) for file in files]


def _files(paths: Sequence[Path], warnings: list[str]) -> list[Path]:
    """Return the files to read, each once, in an order of their own."""
    found: dict[str, Path] = {}
    folders: dict[str, str] = {}  # and where they really are
    other: list[str] = []
    readable = {each: each.is_readable for each in FORMATS}
    unreadable: dict[Format, list[str]] = defaultdict(list)
    for path in sorted(set(paths)):
        if not path.exists():
            raise TimelineError(f"{printable(str(path))}: no such file or folder")
        for file in _walk(path, warnings) if path.is_dir() else [path]:
            kind = format_of(file.name)
            if kind is None:
                other.append(printable(str(file)))
            elif not readable[kind]:
                unreadable[kind].append(printable(str(file)))
            elif _SURROGATE.search(str(file)):
                warnings.append(f"{printable(str(file))}: the name is not valid UTF-8; rename it; skipped")
            else:
                found.setdefault(_resolved(file, folders), file)
    if other:
        warnings.append(_no_articles(other))
    for kind, names in unreadable.items():
        remedy = f"pip install 'mkdocs-timeline[{kind.extra}]'"
        warnings.append(f"{_some(names)}: reading this needs the extra “{kind.extra}”; {remedy}; skipped")
    ordered = sorted(found, key=lambda real: real.split(os.sep))  # noqa: PTH206 - many times faster
    return [found[real] for real in ordered]


def _resolved(file: Path, folders: dict[str, str]) -> str:
    """Return where a file really lies, of which only the last part is looked at for each."""
    folder, name = os.path.split(file)
    if name == ".." or file.is_symlink():
        return os.path.realpath(file)
    if folder not in folders:
        folders[folder] = os.path.realpath(folder)
    return os.path.join(folders[folder], name)  # noqa: PTH118 - many times faster


def _no_articles(names: Sequence[str]) -> str:
    return f"{_some(names)}: not one of {', '.join(ENDINGS)}; skipped"


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(sorted(names)[:_NAMED]) + more


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


def _with_unique_ids(found: Iterable[_Article], texts: Texts) -> dict[str, _Article]:
    """Return the articles by ids that differ.

    Of several with one id, the one whose file name comes first keeps it; the others get a mark made from file
    and text, so that it stays the same whatever else is read. The same text from the same address is one
    article: a feed that was saved twice has most of its entries twice.
    """
    by_id: dict[str, list[_Article]] = defaultdict(list)
    for article in found:
        by_id[article[0].id].append(article)
    unique: dict[str, _Article] = {}
    for name in sorted(by_id):
        namesakes = by_id[name]
        if len(namesakes) == 1:
            unique[name] = namesakes[0]
            continue
        namesakes.sort(key=lambda article: (article[0].file or "", texts.get(article[1])))
        told: set[tuple[str, bytes]] = set()
        for outline, place, case in namesakes:
            text = texts.get(place).encode()
            same = (outline.url, blake2b(text).digest()) if outline.url else None
            if same in told:
                continue
            if same:
                told.add(same)
            mark = blake2b(f"{outline.file}\0".encode() + text, digest_size=3).hexdigest()
            key = f"{name}-{mark}" if name in unique else name
            unique.setdefault(key, (replace(outline, id=key), place, replace(case, key=key)))
    return unique
