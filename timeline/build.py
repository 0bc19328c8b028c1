"""From the articles to all that the site is built from: what the command and the MkDocs plugin call."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from timeline import documents, events, store
from timeline.cache import Cache
from timeline.config import Options
from timeline.documents import Document, Documents
from timeline.documents.file import Columns
from timeline.events.language import available
from timeline.events.model import Timeline, Undated
from timeline.events.tags import load as load_tags
from timeline.progress import Progress, silent
from timeline.workers import Engine, Workers

__all__ = ["BuildReport", "build", "extract"]


@dataclass(slots=True)
class BuildReport:
    """What a run did."""

    articles: int = 0
    undated: list[Undated] = field(default_factory=list)
    update: store.Report | None = None  # None when there was no article, and the events file was left alone
    warnings: list[str] = field(default_factory=list)  # one line each
    folders: list[Path] = field(default_factory=list)  # where the pages of long timelines are
    notes: list[str] = field(default_factory=list)  # what is no problem but good to know, one line each


def build(
    options: Options, progress: Progress = silent, *, jobs: int | None = None, engine: Engine | None = None
) -> BuildReport:
    """Bring the events file up to date with the articles and write the files that the site needs.

    Without an article the events file stays as it is.

    Args:
        options: where everything is.
        progress: called on the way.
        jobs: how many processes read them; None for as many as there are cores, if there is work enough.
        engine: what reads them instead.

    Returns:
        What was done.

    Raises:
        TimelineError: when the events file is not valid, or a file cannot be read or written.
    """
    # Here because the site stands after extraction, which works without it.
    from timeline.site import assets, pages

    if options.events.exists() and not _has_files(options.articles):
        # As for a timeline from another program, or where the articles must not be published.
        missing = "there are no articles" if options.articles.is_dir() else "there is no such folder"
        report = BuildReport(notes=[f"{options.articles}: {missing}, so nothing is extracted"])
    elif options.articles.is_dir():
        report = extract(
            [options.articles],
            options.events,
            options.title,
            options.articles,
            progress,
            complete=True,
            jobs=jobs,
            engine=engine,
            cache=options.cache,
            tags=options.tags,
            columns=options.columns,
        )
    else:
        report = BuildReport(
            warnings=[f"{options.articles}: there is no such folder; put your articles there"]
        )
    assets.write(options.docs)
    report.folders = pages.write(options.docs, options.articles, options.language)
    return report


def _has_files(folder: Path) -> bool:
    return any(path.is_file() and not path.name.startswith(".") for path in folder.rglob("*"))


def extract(
    paths: Sequence[Path | str],
    events_file: Path,
    title: str | None = None,
    root: Path | None = None,
    progress: Progress = silent,
    *,
    complete: bool = False,
    jobs: int | None = None,
    engine: Engine | None = None,
    cache: Path | None = None,
    tags: Path | None = None,
    columns: Columns = (),
) -> BuildReport:
    """Read articles and create or update the events file.

    Args:
        paths: files and folders, or addresses as `documents.read` takes them.
        events_file: the file; without an article it stays as it is.
        title: of a new events file.
        root: the folder that the names of the articles' files are relative to; by default one that holds all.
        progress: called on the way.
        complete: whether the root was read as a whole and is where the events file's articles are. Then what
            nobody touched goes with its article; otherwise an article that was not read changes nothing.
        jobs: how many processes read; None for as many as there are cores, if there is work enough for them.
        engine: what reads the articles once their files are open, instead of these processes.
        cache: the file with what earlier runs have read, made when it is missing; None for no cache.
        tags: the project's own vocabulary of tags; None for the package's.
        columns: of tables, as `documents.read` takes them.

    Returns:
        What was done.

    Raises:
        TimelineError: when a path does not exist, the events file is not valid, or a file cannot be written.
    """
    vocabulary = load_tags(tags) if tags else None
    with Workers(jobs) as workers, Cache(cache) as packs:
        settled = store.Settled(events_file, packs)
        # Read first: what is wrong with it is said before the long work.
        old = settled.open() if events_file.exists() else Timeline()
        articles = documents.read(paths, root, progress, workers=workers, cache=packs, columns=columns)
        report = BuildReport(len(articles.documents), warnings=articles.warnings)
        if not articles.documents:
            return report
        readable, unread = _in_known_languages(articles.documents)
        report.warnings += unread
        gone = _gone(old, articles.documents.outlines, root) if complete and root else set()
        found = events.extract(
            readable,
            progress,
            engine=engine or workers,
            cache=packs,
            vocabulary=vocabulary,
            left_out=settled.is_settled,
        )
        found.title = title
        report.undated = found.undated
        report.warnings += found.warnings
        progress("Writing events", 0, 1)
        report.update = store.update(
            events_file, found, gone=gone, documents=readable, settled=settled, engine=workers
        )
        progress("Writing events", 1, 1)
    report.notes += packs.notes
    report.warnings += report.update.warnings
    return report


def _gone(old: Timeline, found: Sequence[Document], root: Path) -> set[str]:
    """Return the sources whose article is no longer in the folder: not those that only could not be read."""
    ids, files = {document.id for document in found}, {document.file for document in found}
    return {
        name
        for name, source in old.sources.items()
        if source.file
        and name not in ids
        and (source.file in files or not os.path.exists(root / source.file))  # noqa: PTH110 - any name
    }


def _in_known_languages(documents: Documents) -> tuple[Documents, list[str]]:
    """Part the documents that can be read from those that cannot, with a warning for each of these."""
    known = available()
    readable = documents.only(lambda document: document.language in known)
    unread = [
        f"{document.file or document.id}: the language “{document.language}” is not supported, so the article"
        f" is left out; supported: {', '.join(known)}"
        for document in documents.outlines
        if document.language not in known
    ]
    return readable, unread
