"""CSV (RFC 4180), for spreadsheets and data frames."""

import csv
import io
import re

from timeline.events.model import Timeline
from timeline.exports import Export
from timeline.exports.entries import Entry, entries, http_link
from timeline.times.edtf import from_day_number

__all__ = ["FORMULA", "SEPARATOR", "write"]

# A spreadsheet takes a cell that begins so for a formula, and an article could bring one along:
# https://owasp.org/www-community/attacks/CSV_Injection. An apostrophe before it makes it a text.
FORMULA = re.compile("'*[=+@\t\r\n＝＋－＠-]")

SEPARATOR = "; "  # of several values in one cell

_COLUMNS = (
    *("id", "date", "first_day", "last_day", "date_in_words", "title", "summary", "actors", "places", "tags"),
    *("relevance", "planned", "disputed", "quote", "because", "sources", "links"),
)


def write(timeline: Timeline) -> Export:
    """Return a table with a header.

    Several values in a cell are parted by “; ”; the steps to a date, sources and their links stand on lines.
    """
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(_COLUMNS)
    for entry in entries(timeline):
        table.writerow([_safe(cell) for cell in _row(entry)])
    return Export(out.getvalue())


def _row(entry: Entry) -> list[str]:
    event, date = entry.event, entry.date
    sources = [", ".join(filter(None, (s.publisher, s.title))) or s.file or "" for s in entry.sources]
    links = [http_link(source.url) or "" for source in entry.sources]
    return [
        event.id,
        event.date,
        _day(date.earliest),
        _day(date.latest),
        entry.words,
        event.title,
        event.summary or "",
        *(SEPARATOR.join(values) for values in (event.actors, event.places, event.tags)),
        event.relevance,
        "true" if event.extra.get("planned") is True else "",
        SEPARATOR.join(event.disputed),
        entry.quote or "",
        "\n".join(entry.told.because if entry.told else ()),
        "\n".join(" ".join(source.split()) for source in sources),
        "\n".join(links) if any(links) else "",
    ]


def _day(number: int | None) -> str:
    return "" if number is None else str(from_day_number(number))


def _safe(cell: str) -> str:
    cell = cell.replace("\0", "\ufffd")
    return f"'{cell}" if FORMULA.match(cell) else cell
