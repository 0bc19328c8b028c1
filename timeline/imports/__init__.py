"""Timelines of other programs → events: TimelineJS's JSON and spreadsheet, tables, calendars, plain JSON.

Nothing is lost that an events file can hold; what it cannot is listed.
"""

import csv
import io
import json
from pathlib import Path
from typing import Any

import yaml

from timeline.errors import TimelineError
from timeline.imports.collecting import Import
from timeline.nesting import DEEPEST
from timeline.store.files import explain_os_error

__all__ = ["Import", "read"]

_DEEPEST = DEEPEST - 4  # levels; an events file needs some itself
_COMPUTED = ("first_day", "last_day", "date_in_words")  # what the export to JSON adds


def read(path: Path) -> Import:
    """Read another program's file; its content tells which kind it is.

    Args:
        path: TimelineJS JSON, the JSON of the export, a TimelineJS spreadsheet or any table with a header as
            CSV, or iCalendar.

    Returns:
        The timeline, and what of the file it does not hold.

    Raises:
        TimelineError: when the file cannot be read, or is of another kind.
    """
    from timeline.documents.decoding import UndecodableError, decode

    try:
        text = decode(path.read_bytes())[0].removeprefix("\ufeff")
    except OSError as error:
        raise explain_os_error(error, path, "read this file") from error
    except UndecodableError as error:
        raise TimelineError(f"{path}: {error}") from error
    start = text.lstrip()
    if start.startswith(("{", "[")):
        return _read_json(path, text)
    if start[:15].upper() == "BEGIN:VCALENDAR":
        from timeline.imports import calendar

        try:
            return calendar.read(text)
        except (ValueError, KeyError, IndexError) as error:
            raise TimelineError(f"{path}: this calendar cannot be read: {error}") from error
    return _read_table(path, text)


def _read_json(path: Path, text: str) -> Import:
    from timeline.imports import timelinejs

    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:  # ValueError: a number of thousands of digits, too
        line = getattr(error, "lineno", 1)
        raise TimelineError(f"{path}:{line}: this is not valid JSON: {error}; correct this line") from error
    if _is_deep(data):
        raise TimelineError(f"{path}: this JSON is nested more than {_DEEPEST} levels deep; make it flatter")
    if timelinejs.is_timelinejs(data):
        return timelinejs.read_json(data)
    if isinstance(data, dict) and isinstance(data.get("events"), list):
        return _read_plain(path, data)
    raise TimelineError(f"{path}: this JSON is no timeline; it needs a list “events”")


def _is_deep(data: Any) -> bool:
    """Whether it is nested too deeply for an events file, which must hold it and say where it belongs."""
    level = [data]
    for _ in range(_DEEPEST):
        level = [
            each
            for value in level
            if isinstance(value, dict | list)
            for each in (value.values() if isinstance(value, dict) else value)
        ]
    return bool(level)


def _read_plain(path: Path, data: Any) -> Import:
    """Read the JSON of the export, which has the form of an events file."""
    from timeline.store.reading import Reader
    from timeline.store.syntax import YamlFile

    reader = Reader(YamlFile(path, yaml.safe_dump(data, allow_unicode=True, sort_keys=False)))
    result = Import(reader.timeline)
    for event in reader.timeline.events:
        for name in _COMPUTED:
            event.extra.pop(name, None)
    result.left_out = [problem.message for problem in reader.problems if problem.severity == "error"]
    return result


def _read_table(path: Path, text: str) -> Import:
    from timeline.documents.limits import LONGEST_TEXT
    from timeline.imports import table, timelinejs

    csv.field_size_limit(LONGEST_TEXT)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), _dialect(text)))
    except csv.Error as error:
        raise TimelineError(
            f"{path}: a cell of this table is longer than {LONGEST_TEXT // 1_000_000} MB; split it"
        ) from error
    header = _unique(rows[0]) if rows else []
    if len([name for name in header if name]) < 2:
        raise TimelineError(
            f"{path}: this is no timeline that can be read; give TimelineJS JSON, a table whose first row has"
            " the names of its columns, or a calendar (.ics)"
        )
    numbered = []
    for number, row in enumerate(rows[1:], 2):
        cells = row + [""] * (len(header) - len(row))
        numbered.append((number, dict(zip(header, cells, strict=False))))
    result = timelinejs.read_sheet(numbered) if timelinejs.is_sheet(header) else table.read(header, numbered)
    for number, row in enumerate(rows[1:], 2):
        if any(cell.strip() for cell in row[len(header) :]):
            result.left_out.append(f"row {number}: cells beyond the last column that has a name")
    return result


def _dialect(text: str) -> type[csv.Dialect] | str:
    """Return how the cells are parted: by what the first row has most of."""
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)

    class Found(csv.excel):
        pass

    Found.delimiter = delimiter
    return Found


def _unique(names: list[str]) -> list[str]:
    """Return the names of the columns, each once."""
    seen: dict[str, int] = {}
    unique = []
    for name in names:
        name = name.strip()
        seen[name] = seen.get(name, 0) + 1
        unique.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return unique
