"""The pages of long timelines, written below the documentation folder: a page for each part, and the index.

A page with a timeline of more events than one page can hold becomes an overview. Its parts are Markdown files
with a block and nothing else, so that every site generator makes pages of them as it does of the others; the
index is JSON that the viewer reads. All of it lies in a folder that is named after the page and the events
file, and which git is told to ignore.
"""

import os
import re
from collections.abc import Collection, Iterator
from pathlib import Path, PurePosixPath

import yaml

from timeline.errors import TimelineError
from timeline.site import downloads, index
from timeline.site.choice import Choice, choice_of
from timeline.site.language import DEFAULT, in_language
from timeline.site.parts import MOST_ON_PAGE, Part, parts_of
from timeline.site.story import Story, read
from timeline.store.files import explain_os_error, write_atomically

__all__ = ["folder_of", "is_current", "write"]

_MARK = "# Written by “timeline build”, which also removes it."
_PAGE = """\
---
{mark}
title: {label}
hide: [navigation, toc]
search:
  exclude: true
---

# {label}

/// timeline | {events}
    part: {part}
    overview: {overview}
{embed}///
"""
_DATA = re.compile(r"index\.json|facet-[a-z]+\.json|(?:ids|words)-\d+\.json")
_BLOCK = re.compile(
    r"^/{3,}[ ]*timeline[ ]*\|[ ]*(?P<path>[^\n]*?)[ ]*\n(?P<options>(?:[ ]{4,}[^\n]*\n)*)", re.M
)


def folder_of(page: PurePosixPath, events: str) -> PurePosixPath:
    """Return the folder of a page's parts, as seen from the page's own folder.

    Args:
        page: the page's path.
        events: the events file, as the block names it.
    """
    # Another name than that of the folder in which the events file may go on, a file for each year.
    name = f"{PurePosixPath(events).stem}-by-date"
    # What is below an index page in the site is beside it in the documentation folder.
    return PurePosixPath(name) if page.stem in ("index", "README") else PurePosixPath(page.stem, name)


def is_current(folder: Path, story: Story) -> bool:
    """Whether the folder holds the parts of this story and not of an earlier content of the events file."""
    try:
        with (folder / "index.json").open(encoding="utf-8") as file:
            return file.read(100).startswith(f'{{"stamp":"{story.stamp}"')
    except (OSError, ValueError):
        return False


def write(docs: Path, articles: Path, language: str = DEFAULT) -> list[Path]:
    """Write what is downloaded of every timeline in the documentation folder, and the parts of long ones.

    Args:
        docs: the folder.
        articles: the folder of articles, which are no pages.
        language: of the titles of the pages, as in “es”.

    Returns:
        The folders that hold them.

    Raises:
        TimelineError: when a file cannot be written.
    """
    folders = []
    for page, named, choice in _blocks(docs, articles):
        events = page.parent / named
        try:
            if not choice.is_all or not events.is_file():
                continue
            story = read(events)
        except (TimelineError, OSError, ValueError):
            continue  # which the page itself tells
        downloads.write(story, events, docs)
        if len(story.events) > MOST_ON_PAGE:
            folder = page.parent / folder_of(PurePosixPath(page.name), named)
            with in_language(language):
                _write_folder(folder, page, events, story, embed=choice.embed)
            folders.append(folder)
    for ignored in list(docs.rglob(".gitignore")):
        if ignored.parent not in folders and _is_written(ignored):
            _clear(ignored.parent, ())
    return folders


def _blocks(docs: Path, articles: Path) -> Iterator[tuple[Path, str, Choice]]:
    """Yield the blocks of all pages: the page, the events file it names, the options."""
    for page in sorted(docs.rglob("*.md")):
        if page.is_relative_to(articles):
            continue
        try:
            text = page.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            continue
        for found in _BLOCK.finditer(text):
            try:
                options = yaml.safe_load(found["options"]) or {}
                yield page, found["path"], choice_of(options)
            except (yaml.YAMLError, TimelineError, KeyError, AttributeError):
                continue  # which the page itself tells


def _write_folder(folder: Path, page: Path, events: Path, story: Story, *, embed: bool) -> None:
    below, above = (os.path.relpath(path, folder).replace(os.sep, "/") for path in (events, page))
    contents = {".gitignore": f"{_MARK}\n*\n"}
    for part in parts_of(story):
        contents[f"{part.name}.md"] = _page(part, below, above, embed)
    contents |= dict(index.files(story))
    if folder.is_dir():
        _clear(folder, contents)
    for name, text in contents.items():
        file = folder / name
        if file.exists() and not _is_written(file):
            raise TimelineError(f"{file}: a page of the timeline goes here; move this file")
        write_atomically(file, text)


def _page(part: Part, events: str, overview: str, embed: bool) -> str:
    """Return the Markdown of a part's page, without any text of an article, which would be interpreted."""
    return _PAGE.format(
        mark=_MARK,
        label=part.label,
        events=events,
        part=part.name,
        overview=overview,
        embed="    embed: true\n" if embed else "",
    )


def _is_written(file: Path) -> bool:
    """Whether an earlier run has written this file."""
    if file.suffix == ".json":
        return _DATA.fullmatch(file.name) is not None
    try:
        with file.open(encoding="utf-8") as content:
            return _MARK in content.read(100)
    except (OSError, UnicodeDecodeError):
        return False


def _clear(folder: Path, kept: Collection[str]) -> None:
    """Remove what an earlier run has written and this one does not; the folder, too, when nothing is left."""
    try:
        for file in folder.iterdir():
            if file.name not in kept and _is_written(file):
                file.unlink()
        if not kept and not any(folder.iterdir()):
            folder.rmdir()
    except OSError as error:
        raise explain_os_error(error, folder, "remove the pages of an earlier timeline") from error
