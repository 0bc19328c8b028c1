"""The Python-Markdown extension: `/// timeline | events.yml` in a page becomes a timeline.

It knows nothing of MkDocs' plugins, so the same page renders under MkDocs, ProperDocs and Zensical.
"""

import logging
import os
import re
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import Any, ClassVar
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

from timeline.errors import TimelineError
from timeline.site import downloads, pages
from timeline.site.choice import NAMES, Choice, choice_of
from timeline.site.elements import element
from timeline.site.language import DEFAULT, in_language
from timeline.site.overview import append_neighbours, fill_overview, mark_embedded
from timeline.site.parts import MOST_ON_PAGE, parts_of
from timeline.site.render import fill
from timeline.site.story import Dated, Story, read
from timeline.times.edtf import EDTFError

__all__ = ["TimelineExtension", "makeExtension"]

# MkDocs counts warnings on its own loggers when it builds with `--strict`.
log = logging.getLogger("mkdocs.plugins.timeline")

# After everything that interprets text (inline patterns 20, attr_list 8, abbreviations 7, smarty 6), so that
# no text of an article is interpreted; before the table of contents and MkDocs' anchors (5) and links (0).
_PRIORITY = 5.5

# Right after the table of contents. In one of more events than this their headings are left out: the theme's
# script takes time that grows with the square of their number, and nobody reads so long a table. So are they
# where the page hides it: the theme would still ask where each of them is, and let all be laid out at once.
_AFTER_CONTENTS = 4.5
_MOST_IN_CONTENTS = 100

_FORM = (
    "write “/// timeline | events.yml”, the file’s path as seen from this page, and “///” on the next line"
)
_OPTIONS = (
    "its options (from, to, tags, actors, limit, embed) stand below the first line, indented by four spaces"
)
_UNREAD_BLOCK = re.compile(r"\s*/{3,}[ ]*timeline\b")


class TimelineBlock(Block):  # type: ignore[misc]
    """The block: leaves an empty `<timeline-view>` for the tree processor to fill."""

    NAME = "timeline"
    ARGUMENT = True
    # Values are read later, where what is wrong with them can be told.
    OPTIONS: ClassVar = dict.fromkeys(NAMES, (None, None))

    def on_create(self, parent: Element) -> Element:
        """Return the place of the timeline; text that were filled in here would be interpreted."""
        view = element(parent, "timeline-view")
        self.config["processor"].pending.append(self)
        self.view, self.closed = view, False
        return view

    def on_markdown(self) -> str:
        """Leave the block's content alone."""
        return "raw"

    def on_end(self, block: Element) -> None:
        """Note that the block ends where it should."""
        self.closed = True


class _TimelineTreeprocessor(Treeprocessor):  # type: ignore[misc]
    """Fills every `<timeline-view>`, and puts a box where a timeline cannot be shown."""

    def __init__(self, md: Markdown, base_path: str) -> None:
        super().__init__(md)
        self.base_path = base_path
        self.pending: list[TimelineBlock] = []
        self.unlisted: list[Element] = []

    def run(self, root: Element) -> None:
        """Do so for the page."""
        # Before any event is in the tree, whose text may look like a block.
        for paragraph in root.iter("p"):
            if _UNREAD_BLOCK.match(paragraph.text or ""):
                paragraph.tag = "div"
                self._report(paragraph, f"the block cannot be read: {_FORM}; {_OPTIONS}")
        used_ids = {key for each in root.iter() if (key := each.get("id"))}
        with in_language(_language(self.md)):
            for block in self.pending:
                try:
                    self._fill(block, used_ids)
                    self._offer_downloads(block)
                except (TimelineError, EDTFError) as error:
                    self._report(block.view, str(error))
        self.pending.clear()

    def _offer_downloads(self, block: TimelineBlock) -> None:
        """Append the downloads to a timeline that is shown as a whole, and not in another page's frame."""
        page, choice = _page_path(self.md), choice_of(block.options)
        if page is not None and choice.is_all and not choice.embed:
            folder = _folder(self.md, self.base_path)
            docs = folder.joinpath(*[".."] * (len(Path(page).parts) - 1))
            downloads.append(block.view, folder / block.argument, docs, folder)

    def _report(self, place: Element, problem: str) -> None:
        # The page may be published: where the project lies on this machine is nobody's business.
        folder = f"{_folder(self.md, self.base_path)}{os.sep}"
        shown = problem.replace(folder, "")
        if "." not in shown.split()[0]:  # not the name of a file
            shown = shown[0].upper() + shown[1:]
        end = "" if shown.endswith("?") else "."
        _show_problem(place, "This timeline cannot be shown", f"{shown}{end}")
        log.warning("%s: %s", _page_path(self.md) or "a page", problem)

    def _fill(self, block: TimelineBlock, used_ids: set[str]) -> None:
        content, block.view.text = (block.view.text or "").strip(), ""
        if not block.closed:
            raise TimelineError(f"the block is not closed, so the rest of the page is missing: {_FORM}")
        if content:
            raise TimelineError(
                f"the block takes no content, but has “{content.splitlines()[0]}”: {_FORM}; {_OPTIONS}"
            )
        path = _folder(self.md, self.base_path) / block.argument
        if not _is_file(path):
            raise TimelineError(
                f"there is no file {block.argument} beside this page: "
                "put articles into the articles folder and run “timeline build”, or correct the path"
            )
        story, choice = read(path), choice_of(block.options)
        if not story.events:
            remedy = "Put articles into the articles folder and run "
            box = _show_problem(block.view, "No events yet", remedy, kind="info")
            element(box[-1], "code", "", "timeline build").tail = "."
        elif choice.part is not None:
            self._fill_part(block, story, choice, used_ids)
        elif choice.is_all and len(story.events) > MOST_ON_PAGE:
            self._fill_overview(block, story, used_ids)
        elif events := choice.events(story):
            self._fill_events(block, story, events, used_ids)
        else:
            _show_problem(block.view, "No events", "No event lies in this part of the timeline.", kind="info")
        if choice.embed:
            mark_embedded(block.view)

    def _fill_events(
        self, block: TimelineBlock, story: Story, events: Sequence[Dated], used_ids: set[str]
    ) -> None:
        fill(block.view, story.timeline, events, used_ids, str(PurePosixPath(block.argument).parent))
        headings = list(block.view.iter("h3"))
        many = len(headings) > _MOST_IN_CONTENTS
        if many or _hides_contents(self.md):
            classes = f"{block.view.get('class')} tl-unlisted"
            block.view.set("class", f"{classes} tl-many" if many else classes)
            self.unlisted += headings
            for heading in headings:
                heading.tag = "div"

    def _fill_part(self, block: TimelineBlock, story: Story, choice: Choice, used_ids: set[str]) -> None:
        parts = parts_of(story)
        part = next((each for each in parts if each.name == choice.part), None)
        if part is None:
            raise TimelineError(f"the timeline has no part “{choice.part}” any more: run “timeline build”")
        self._fill_events(block, story, story.events[part.first : part.end], used_ids)
        append_neighbours(block.view, parts, part, choice.overview or "index.md")

    def _fill_overview(self, block: TimelineBlock, story: Story, used_ids: set[str]) -> None:
        page = PurePosixPath(_page_path(self.md) or "index.md")
        below = pages.folder_of(page, block.argument)
        if pages.is_current(_folder(self.md, self.base_path) / below, story):
            fill_overview(block.view, story, parts_of(story), str(below), used_ids)
            return
        log.warning(
            "%s: all %d events of %s are on one page, which is slow; run “timeline build”, which cuts it up",
            page,
            len(story.events),
            block.argument,
        )
        self._fill_events(block, story, story.events, used_ids)


class _HeadingTreeprocessor(Treeprocessor):  # type: ignore[misc]
    """Makes headings again of those that the table of contents was not to see."""

    def __init__(self, md: Markdown, headings: list[Element]) -> None:
        super().__init__(md)
        self.headings = headings

    def run(self, root: Element) -> None:
        """Do so for the page."""
        for heading in self.headings:
            heading.tag = "h3"
        self.headings.clear()


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a name that no system allows
        return False


def _show_problem(parent: Element, title: str, text: str, kind: str = "warning") -> Element:
    """Turn the element into a box that the theme styles as an admonition, and return the box."""
    parent.text = ""
    parent[:] = []
    box = element(parent, "div", f"admonition {kind} tl-problem", role="note")
    element(box, "p", "admonition-title", title)
    element(box, "p", "", text)
    return box


def _generator(md: Markdown) -> Any:
    """Return what a site generator has put into Markdown that knows the page; None outside of one.

    Neither way is documented by its generator; the tests hold both.
    """
    for registry, name in (
        (md.treeprocessors, "relpath"),  # MkDocs and ProperDocs
        (md.preprocessors, "rendering_context"),  # Zensical
    ):
        if name in registry:
            return registry[name]
    return None


def _page_path(md: Markdown) -> str | None:
    """Return the page's path below the documentation folder, when the site generator lets it be known."""
    found = _generator(md)
    path = getattr(getattr(found, "file", None), "src_uri", None)
    path = path or getattr(getattr(found, "page", None), "path", None)
    return path if isinstance(path, str) else None


def _hides_contents(md: Markdown) -> bool:
    """Return whether the page says that the theme is not to show its table of contents."""
    found = _generator(md)
    page = getattr(getattr(found, "file", None), "page", None) or getattr(found, "page", None)
    hidden = (getattr(page, "meta", None) or {}).get("hide")
    return isinstance(hidden, list) and "toc" in hidden


def _site_config(md: Markdown) -> Any:
    """Return the site generator's configuration, or None outside of one."""
    return getattr(_generator(md), "config", None)


def _folder(md: Markdown, base_path: str) -> Path:
    """Return the folder of the page: what a path in it is relative to."""
    page, config = _page_path(md), _site_config(md)
    if page is None or config is None:
        return Path(base_path or "docs")
    docs = Path(config["docs_dir"])
    root = config.get("root_dir")  # Zensical; in MkDocs docs_dir is absolute
    return (docs if docs.is_absolute() or not root else Path(root) / docs).joinpath(page).parent


def _language(md: Markdown) -> str:
    """Return the language of the site: its theme's."""
    config = _site_config(md)
    try:
        return str(config["theme"]["language"])
    except (KeyError, TypeError):
        return DEFAULT


class TimelineExtension(BlocksExtension):  # type: ignore[misc]
    """Registers the block. `base_path` is the folder that paths are relative to where no generator tells."""

    def __init__(self, **kwargs: Any) -> None:
        self.config = {"base_path": ["", "Folder that paths are relative to, outside a site generator"]}
        super().__init__(**kwargs)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:  # noqa: N802
        """Add the block and the tree processor that fills it."""
        self.processor = _TimelineTreeprocessor(md, self.getConfig("base_path"))
        block_mgr.register(TimelineBlock, {"processor": self.processor})
        md.treeprocessors.register(self.processor, "timeline", _PRIORITY)
        headings = _HeadingTreeprocessor(md, self.processor.unlisted)
        md.treeprocessors.register(headings, "timeline-headings", _AFTER_CONTENTS)
        md.registerExtension(self)

    def reset(self) -> None:
        """Forget what a page left unfinished."""
        self.processor.pending.clear()
        self.processor.unlisted.clear()


def makeExtension(**kwargs: Any) -> TimelineExtension:  # noqa: N802
    """Return the extension, for `markdown_extensions: [timeline.site.extension]`."""
    return TimelineExtension(**kwargs)
