"""The MkDocs plugin: runs `timeline build` before the site is built, and again when an article changes.

Everything it does can be done without it: `timeline build`, `markdown_extensions: [timeline]` and the two
assets under `extra_css` and `extra_javascript`.
"""

import logging
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from mkdocs.config import base, config_options
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files, InclusionLevel

from timeline import store
from timeline.build import BuildReport, build
from timeline.config import OPTIONS, Options, from_mapping
from timeline.errors import TimelineError
from timeline.progress import in_log
from timeline.site import pages
from timeline.site.assets import FILES, SCRIPT, STYLE
from timeline.site.language import DEFAULT
from timeline.store.schema import FILE_NAME as SCHEMA

__all__ = ["TimelinePlugin"]

log = logging.getLogger("mkdocs.plugins.timeline")

_NAMED = 5  # articles that a message names

_Signature = dict[Path, tuple[int, int]]


class _PluginOptions(base.Config):  # type: ignore[no-untyped-call]
    """What may stand below `timeline:`; what it means is said in `timeline.config`."""

    articles = config_options.Optional(config_options.Type(str))
    events = config_options.Optional(config_options.Type(str))
    title = config_options.Optional(config_options.Type(str))
    tags = config_options.Optional(config_options.Type(str))
    columns = config_options.Optional(config_options.Type(dict))


class TimelinePlugin(BasePlugin[_PluginOptions]):  # type: ignore[no-untyped-call]
    """Hooks only; the work is done by `timeline.build`."""

    options: Options
    serving = False
    seen: _Signature | None = None
    folders: Sequence[Path] = ()

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Remember what runs. MkDocs keeps a plugin with this hook while it serves."""
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Bring the events file and the assets up to date, and add what the pages need."""
        root = Path(config.config_file_path).parent if config.config_file_path else Path.cwd()
        try:
            options = {name: self.config[name] for name in OPTIONS}
            self.options = replace(
                from_mapping(options, root, config.docs_dir, root / "mkdocs.yml"),
                language=str(config.theme.get("language") or DEFAULT),
            )
        except TimelineError as error:
            raise PluginError(str(error)) from error
        try:
            self._build()
        except (TimelineError, OSError) as error:
            problem = f"{error.filename}: {error.strerror}" if isinstance(error, OSError) else str(error)
            if not self.serving:
                raise PluginError(problem) from error
            # Serving goes on, so that the reader of the message can mend the file and see the result.
            log.error("%s", problem)
        if not {"timeline", "timeline.site.extension"} & set(config.markdown_extensions):
            config.markdown_extensions.append("timeline")
        for names, name in ((config.extra_css, STYLE), (config.extra_javascript, SCRIPT)):
            if name not in map(str, names):
                names.append(name)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Keep articles and hidden events out of the site, and the parts out of the navigation."""
        articles, events = self.options.articles.resolve(), self.options.events.resolve()
        parts = {folder.resolve() for folder in self.folders}
        unpublished = {*store.files_of(events), events.with_name(SCHEMA)}
        if self.options.tags:
            unpublished.add(self.options.tags.resolve())
        for file in files:
            path = Path(file.abs_src_path).resolve() if file.abs_src_path else None
            if path and (path in unpublished or path.is_relative_to(articles)):
                file.inclusion = InclusionLevel.EXCLUDED
            elif path and path.parent in parts:
                file.inclusion = InclusionLevel.NOT_IN_NAV
        return files

    def on_serve(self, server: Any, *, config: MkDocsConfig, builder: Any) -> Any:
        """Build again when an article or the events file changes, wherever they are."""
        of_years = self.options.events.with_suffix("")
        for path in (self.options.articles, self.options.events, of_years, self.options.tags):
            if path and path.exists():
                server.watch(str(path))
        return server

    def _build(self) -> None:
        """Extract, unless nothing has changed since this process last did."""
        now = _signature(self.options)
        if self.seen == now:  # but the pages may show other timelines now
            self.folders = pages.write(self.options.docs, self.options.articles, self.options.language)
            return
        changed = [] if self.seen is None else _changed_articles(self.options, self.seen, now)
        report = build(self.options, in_log(log.info))
        self.folders = report.folders
        _tell(report, changed)
        self.seen = _signature(self.options)


def _signature(options: Options) -> _Signature:
    """Return the time and size of every file that the events depend on."""
    paths = [path for path in options.articles.rglob("*") if path.is_file()]
    others = (*store.files_of(options.events), options.tags, *(options.docs / name for name in FILES))
    paths += [path for path in others if path and path.is_file()]
    return {path: ((status := path.stat()).st_mtime_ns, status.st_size) for path in paths}


def _changed_articles(options: Options, before: _Signature, now: _Signature) -> list[str]:
    """Return the articles that were added, changed or taken away, as paths within their folder."""
    paths = {path for path in before.keys() | now.keys() if before.get(path) != now.get(path)}
    return sorted(
        path.relative_to(options.articles).as_posix()
        for path in paths
        if path.is_relative_to(options.articles)
    )


def _tell(report: BuildReport, changed: Sequence[str] = ()) -> None:
    """Log what a run did, and which articles it was for when the site is served."""
    for warning in report.warnings:
        log.warning("%s", warning)
    for note in report.notes:
        log.info("%s", note)
    cause = f"{_named(changed)}: " if changed else ""
    if report.update is not None and (report.update.written or changed):
        new, updated, removed = (
            len(each) for each in (report.update.new, report.update.updated, report.update.removed)
        )
        log.info(
            "%s%d events new, %d updated, %d removed in %s", cause, new, updated, removed, report.update.path
        )
    if report.undated:
        articles = _named(sorted({each.source for each in report.undated}))
        log.info(
            "%d time expressions could not be dated, in %s; `timeline build` lists them",
            len(report.undated),
            articles,
        )


def _named(names: Sequence[str]) -> str:
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more
