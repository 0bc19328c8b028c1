"""The project's options, read from `mkdocs.yml` without needing MkDocs.

They stand where MkDocs expects a plugin's options:

    plugins:
      - timeline:
          articles: docs/articles
          events: docs/events.yml
          title: The bridge at Lanmere
"""

import difflib
import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from timeline.errors import TimelineError
from timeline.nesting import limited
from timeline.store.files import read_text

FIELDS = ("id", "title", "published", "url", "publisher", "language", "text")  # of an article, in tables

__all__ = ["FIELDS", "OPTIONS", "Options", "from_mapping", "read"]

OPTIONS = ("articles", "events", "title", "tags", "columns")  # what may stand below `timeline:`


@dataclass(frozen=True, slots=True)
class Options:
    """Where a project keeps its things. All paths are absolute or relative to the working directory."""

    docs: Path  # the folder that the site is built from
    articles: Path  # the folder of articles, read with its subfolders
    events: Path  # the events file
    cache: Path  # the file that keeps readings of articles for the next run
    title: str | None = None  # of a new events file
    tags: Path | None = None  # the project's own tags
    language: str = "en"  # of the site: its theme's
    columns: tuple[tuple[str, str], ...] = ()  # fields of an article, and their columns in tables
    config: Path | None = None  # the mkdocs.yml they were read from


def read(path: Path | str = "mkdocs.yml") -> Options:
    """Return the options that a configuration file gives, or the defaults when there is no such file.

    Args:
        path: `mkdocs.yml`; the paths in it are relative to its folder.

    Raises:
        TimelineError: when the file is not valid YAML, or has an option that does not exist or is no text.
    """
    path = Path(path)
    if not path.exists():
        return from_mapping({}, path.parent)
    config = _read_with_parents(path, ())
    docs, theme = config.get("docs_dir"), config.get("theme")
    options = from_mapping(
        _plugin_options(config.get("plugins")), path.parent, docs if isinstance(docs, str) else "docs", path
    )
    language = theme.get("language") if isinstance(theme, dict) else None
    return replace(options, language=language) if isinstance(language, str) else options


def from_mapping(
    options: Mapping[str, Any], base: Path, docs_dir: Path | str = "docs", config: Path | None = None
) -> Options:
    """Return the options that stand below `timeline:`.

    Args:
        options: names and values; those that are None or "" count as absent.
        base: the folder that paths are relative to.
        docs_dir: the site's source folder, relative to `base`; the defaults lie in it.
        config: the file they come from, for messages.

    Raises:
        TimelineError: for an unknown option, or a value that is no text.
    """
    where = config or "mkdocs.yml"
    for name, value in options.items():
        if name not in OPTIONS:
            close = difflib.get_close_matches(str(name), OPTIONS, 1)
            hint = f"did you mean “{close[0]}”?" if close else f"known are {', '.join(OPTIONS)}"
            raise TimelineError(f"{where}: the timeline plugin has no option “{name}”; {hint}")
        if name == "columns":
            continue
        if value is not None and not isinstance(value, str | int | float | Path):
            raise TimelineError(
                f"{where}: the option “{name}” of the timeline plugin must be a text; correct it"
            )
        if "\0" in str(value):
            raise TimelineError(
                f"{where}: the option “{name}” of the timeline plugin has a NUL in it; remove it"
            )
    docs = base / docs_dir
    given = {name: str(value) for name, value in options.items() if value not in (None, "")}
    columns = _columns(options.get("columns"), where)
    articles, events = given.get("articles"), given.get("events")
    return Options(
        docs=docs,
        articles=base / articles if articles else docs / "articles",
        events=base / events if events else docs / "events.yml",
        cache=base / ".cache" / "timeline.sqlite",
        title=given.get("title"),
        tags=base / given["tags"] if "tags" in given else None,
        columns=columns,
        config=config,
    )


def _columns(value: Any, where: Path | str) -> tuple[tuple[str, str], ...]:
    value = value or {}
    known = ", ".join(FIELDS)
    if not isinstance(value, Mapping) or not all(isinstance(name, str | int) for name in value.values()):
        raise TimelineError(
            f"{where}: the option “columns” of the timeline plugin must name the column of each field, as in"
            f" “columns: {{text: body}}”; fields are {known}"
        )
    for name in value:
        if name not in FIELDS:
            close = difflib.get_close_matches(str(name), FIELDS, 1)
            hint = f"did you mean “{close[0]}”?" if close else f"fields are {known}"
            raise TimelineError(f"{where}: “columns”: articles have no field “{name}”; {hint}")
    return tuple((str(field), str(column)) for field, column in value.items())


def _plugin_options(plugins: Any) -> Mapping[str, Any]:
    """Find the plugin's options; `plugins` may be a list of names and mappings, or one mapping."""
    entries = plugins if isinstance(plugins, list) else [plugins]
    for entry in entries:
        for name, value in entry.items() if isinstance(entry, dict) else ():
            if name == "timeline" and isinstance(value, dict):
                return value
    return {}


def _read_with_parents(path: Path, seen: tuple[Path, ...]) -> dict[str, Any]:
    """Read a configuration and, below it, the ones named by `INHERIT`."""
    if path.resolve() in seen:
        raise TimelineError(f"{path}: this file inherits from itself; correct “INHERIT”")
    try:
        config = yaml.load(read_text(path), Loader=_TolerantLoader)
    except (yaml.YAMLError, ValueError) as error:  # PyYAML lets ValueError through for a day like 2020-02-30
        mark = getattr(error, "problem_mark", None)
        line = f":{mark.line + 1}" if mark else ""
        reason = getattr(error, "problem", None) or error
        raise TimelineError(f"{path}{line}: this is not valid YAML: {reason}; correct this line") from error
    if config is None:
        return {}
    if not isinstance(config, dict):
        raise TimelineError(f"{path}: this is no MkDocs configuration; begin it with “site_name: …”")
    parent = config.pop("INHERIT", None)
    if not isinstance(parent, str):
        return config
    if not (path.parent / parent).exists():
        raise TimelineError(f"{path}: “INHERIT” names {parent}, which does not exist; correct it")
    return _merged(_read_with_parents(path.parent / parent, (*seen, path.resolve())), config)


def _merged(parent: dict[str, Any], child: dict[str, Any]) -> dict[str, Any]:
    both = dict(parent)
    for key, value in child.items():
        old = both.get(key)
        both[key] = _merged(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return both


# Reads any MkDocs configuration: what other plugins need special tags for is of no concern here.
_TolerantLoader: Any = limited(yaml.SafeLoader)


def _construct_env(loader: yaml.SafeLoader, node: yaml.Node) -> Any:
    # `!ENV NAME` and `!ENV [NAME, OTHER, default]`, as MkDocs reads them.
    if isinstance(node, yaml.SequenceNode):
        *names, default = [loader.construct_object(child) for child in node.value] or [None]
        names, default = ([default], None) if not names else (names, default)
    else:
        names, default = [getattr(node, "value", None)], None
    return next((os.environ[str(name)] for name in names if str(name) in os.environ), default)


_TolerantLoader.add_constructor("!ENV", _construct_env)
_TolerantLoader.add_multi_constructor("", lambda _loader, _suffix, _node: None)
