"""A table with a header: any CSV whose columns have names that one would give them."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import yaml

from timeline.events.model import Event
from timeline.exports.table import FORMULA
from timeline.imports import dates
from timeline.imports.collecting import Import, field_name
from timeline.imports.dates import NoDateError
from timeline.store.reading import RELEVANCES, STATUSES

__all__ = ["read"]

_SPLIT = re.compile(r"\s*;\s*")
_NUMBER = re.compile(r"-?[0-9]{1,9}")

Row = Mapping[str, str]


@lru_cache(maxsize=1)
def _roles() -> dict[str, str]:
    columns = yaml.safe_load(Path(__file__).with_name("columns.yml").read_text(encoding="utf-8"))
    return {name: role for role, names in columns.items() for name in names}


def read(header: Sequence[str], rows: Sequence[tuple[int, Row]]) -> Import:
    """Read the rows of a table, each with its number.

    Args:
        header: the names of the columns.
        rows: of each row what stands in which column.
    """
    result = Import()
    columns = _columns(header)
    dated = [name for role in ("date", "start", "end") if (name := columns.get(role))]
    day_first = dates.is_day_first(row[name] for _, row in rows for name in dated)
    for number, row in rows:
        cells = {role: _bare(row[name]) for role, name in columns.items()}
        if not any(cell.strip() for cell in row.values()):
            continue
        where = f"row {number}"
        if not cells.get("title"):
            result.left_out.append(f"{where}: it has no title")
            continue
        try:
            event = Event(_date(cells, day_first), cells["title"])
        except NoDateError as error:
            result.left_out.append(f"{where}: {cells['title']}: {error}")
            continue
        _fill(event, cells, where, result)
        for name in header:
            if name not in columns.values() and _role(name) != "computed" and row[name].strip():
                event.extra[field_name(name, "column") or "column"] = _bare(row[name])
        result.add(event, where)
    return result.finish()


def _columns(header: Sequence[str]) -> dict[str, str]:
    """Return which column plays which part: the first that has one of its names."""
    columns: dict[str, str] = {}
    for name in header:
        role = _role(name)
        if role and role != "computed":
            columns.setdefault(role, name)
    if "year" in columns and "day_of_month" not in columns:  # then “day” is one of a month
        name = columns.get("date", "")
        if name.strip().lower() == "day":
            columns["day_of_month"] = columns.pop("date")
    return columns


def _role(name: str) -> str | None:
    plain = name.strip().lower()
    return _roles().get(plain) or _roles().get(plain.replace("_", " "))


def _date(cells: Mapping[str, str], day_first: bool | None) -> str:
    for name in ("date", "start"):
        text = cells.get(name)
        if text:
            first = dates.in_words_or_numbers(text, day_first=day_first)
            end = cells.get("end")
            return dates.span(first, dates.in_words_or_numbers(end, day_first=day_first) if end else None)
    if not cells.get("year"):
        raise NoDateError("it has no date")
    numbers = [cells.get(name) or None for name in ("year", "month", "day_of_month")]
    if all(number is None or _NUMBER.fullmatch(number) for number in numbers):
        year, month, day = (int(number) if number else None for number in numbers)
        assert year is not None
        return dates.calendar_date(year, month, day if month else None)
    return dates.in_words_or_numbers(" ".join(number for number in reversed(numbers) if number))


def _fill(event: Event, cells: Mapping[str, str], where: str, result: Import) -> None:
    event.id, event.summary = cells.get("id", ""), cells.get("summary") or None
    for name in ("actors", "places", "tags"):
        setattr(event, name, _several(cells.get(name, "")))
    for name, known in (("relevance", RELEVANCES), ("status", STATUSES)):
        value = cells.get(name, "")
        if value in known:
            setattr(event, name, value)
        elif value:
            event.extra[field_name(name, "column")] = value
    if cells.get("planned", "").lower() in ("true", "yes", "1"):
        event.extra["planned"] = True
    result.dispute(event, _several(cells.get("disputed", "")), where)
    names, links = (_lines(cells.get(name, "")) for name in ("sources", "links"))
    count = max(len(names), len(links))
    pairs = zip(names + [""] * (count - len(names)), links + [""] * (count - len(links)), strict=True)
    result.cite(event, cells.get("quote"), _lines(cells.get("because", "")), list(pairs))


def _several(cell: str) -> list[str]:
    return [part for part in _SPLIT.split(cell) if part]


def _lines(cell: str) -> list[str]:
    """Return the lines of a cell; an empty one keeps the place of what is not known."""
    return [line.strip() for line in cell.split("\n")] if cell.strip() else []


def _bare(cell: str) -> str:
    """Return a cell without the apostrophe that keeps a spreadsheet from taking it for a formula."""
    cell = cell.strip(" ")
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell) else cell
