"""When each article was published, and how that is known.

In order: what the file says about itself (found by its reader), a date line, the file name or address, an
edited copy of the article whose date is known, and what the text implies. Never the file's modification time,
never today.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Any

from timeline.documents.clues import SAME, Clue, from_edtf, narrow
from timeline.documents.dateline import DateLine, date_line, dates_in, names_day_after
from timeline.documents.decoding import printable
from timeline.documents.inference import implied, on_told_weekday
from timeline.documents.lines import lines
from timeline.documents.model import Document
from timeline.documents.near_duplicates import near_duplicates
from timeline.times import edtf

__all__ = ["Case", "Publication", "resolve_publication"]

_COPY = 1  # days between an article and its edited copy
_NEAR = 183  # days from a date in the prose within which it gives its year to a date line
_WIDEST = 366  # days; a wider range says nothing that a reader would call a publication date
_NOTED = 3  # contradictions of one article
# In addresses.
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_NAME_DATE = re.compile(rf"(?<!\d){_YEAR}(?P<sep>[-_./]?)(?P<month>\d\d)(?P=sep)(?P<day>\d\d)(?!\d)")
_PATH_DATE = re.compile(rf"/{_YEAR}/(?P<month>\d\d?|[a-z]{{3}})(?:/(?P<day>\d\d?))?(?=/)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Publication:
    """When a document was published: `Document.published` and `Document.published_because`."""

    date: str | None
    because: tuple[str, ...]


def resolve_publication(
    documents: Sequence[Document], cases: Sequence["Case"] | None = None
) -> tuple[list[Publication], list[str]]:
    """Find the publication date of every document as far as it can be known.

    `cases` is what each of them says for itself, when that is known already. Documents are taken a few times,
    one after the other, and none is kept.

    Returns:
        The publication of each document; and a line for the user about each that gives itself two dates, or
        half of one.
    """
    cases = [Case.of(document) for document in documents] if cases is None else cases
    pending = [number for number, case in enumerate(cases) if not (case.clue and case.clue.is_day)]
    if pending:
        copies = _dated_copies(documents, cases)
        for number in pending:
            cases[number].infer(documents[number], copies.get(cases[number].key, ()))
    return [case.result() for case in cases], [warning for case in cases for warning in case.warnings]


@dataclass(slots=True)
class Case:
    """One document while its date is sought: at first, what it says for itself."""

    key: str  # the document's id
    where: str  # what a warning calls it
    line: DateLine | None
    clue: Clue | None = None  # the best so far
    warnings: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, document: Document) -> "Case":
        """Return what the document says for itself."""
        line = date_line(list(lines(document.text, document.body)), document.language)
        case = cls(document.id, printable(document.file or document.id), line)
        case.ask_itself(document)
        return case

    @classmethod
    def unpacked(cls, data: Mapping[str, Any]) -> "Case":
        """Return a case whose fields were made mappings and lists of."""
        clue = data["clue"] and Clue(**{**data["clue"], "because": tuple(data["clue"]["because"])})
        return cls(**{**data, "line": data["line"] and DateLine(**data["line"]), "clue": clue})

    def result(self) -> Publication:
        """Return what was found."""
        return Publication(str(self.clue), self.clue.because) if self.clue else Publication(None, ())

    def ask_itself(self, document: Document) -> None:
        """Take the first of metadata, date line, and file name or address; note what contradicts it."""
        line = None
        stated = from_edtf(document.published, document.published_because) if document.published else None
        named = _from_name(document)
        if self.line:
            line = _dated(self.line, stated or named or _full_date_above(document, self.line))
            self._check_weekday(self.line, line)
        means = [clue for clue in (stated, line, named) if clue]
        if self.line and self.line.updated:  # the day of the last change is the weakest
            means.sort(key=lambda clue: clue is line)
        if means:
            self._settle(*means)
            self._check_later(document)

    def _check_later(self, document: Document) -> None:
        """Note a day that the text tells as past and that lies after its publication."""
        last = self.clue.last if self.clue else None
        if self.clue is None or last is None:
            return
        # Only a text with such a day is read for it.
        if names_day_after(document.text[document.body :], last + SAME, document.language):
            self._settle(self.clue, *(clue for clue in implied(document) if clue.last is None))

    def infer(self, document: Document, copies: Sequence[Clue]) -> None:
        """Narrow the date by the copies of the article and by what the text implies."""
        told = implied(document)
        if self.line and not self.clue:
            self.clue = _with_year(self.line, [*copies, *told])
            self._check_weekday(self.line, self.clue)
            if self.clue is None:
                self._warn(f"the date line “{self.line.quote}” names no year, and nothing else tells it")
            return
        self.clue, contradicting = narrow([*([self.clue] if self.clue else []), *copies, *told])
        if self.clue and self.clue.days > _WIDEST:
            self.clue = None
        if self.clue:
            self._settle(self.clue, *contradicting)
            self.clue = on_told_weekday(document, self.clue)

    def _check_weekday(self, line: DateLine, found: Clue | None) -> None:
        """Note a date line whose weekday is not that of its day."""
        if found and found.first is not None and line.weekday and (found.first - line.weekday) % 7:
            self._warn(f"the date line “{line.quote}” names another weekday than that of {found}")

    def _settle(self, chosen: Clue, *others: Clue) -> None:
        """Keep the chosen clue, made finer by the others; note those that contradict it, if not too many."""
        against: list[Clue] = []
        for other in others:
            if chosen.distance(other) > SAME:
                against.append(other)
            elif not chosen.is_day and not chosen.distance(other):
                chosen = chosen.within(other)
        reasons = ", ".join(chosen.because)
        though = [f"though {other} by {', '.join(other.because)}" for other in against[:_NOTED]]
        for each in though:
            self._warn(f"published {chosen} by {reasons}, {each}")
        if len(against) > _NOTED:
            though.append(f"though {len(against) - _NOTED:,} more say otherwise")
        self.clue = replace(chosen, because=(*chosen.because, *though))

    def _warn(self, phrase: str) -> None:
        remedy = "to decide, correct the article, or give it a date in its front matter"
        self.warnings.append(f"{self.where}: {phrase}; {remedy}")


def _dated(line: DateLine, reference: Clue | None, not_before: int | None = None) -> Clue | None:
    """Return the day of a date line; a missing year is the one that brings it closest to the reference."""
    label = f"line “{line.quote}”" if line.updated else f"date line “{line.quote}”"
    if line.year is not None:
        day = edtf.day_number(line.year, line.month, line.day)
        return Clue(day, day, (label,))
    if reference is None:
        return None
    nearby = reference.first if reference.first is not None else reference.last or 0
    around = range(edtf.from_day_number(nearby).year - 1, edtf.from_day_number(nearby).year + 3)
    days = [
        edtf.day_number(year, line.month, line.day)
        for year in around
        if line.day <= edtf.days_in_month(year, line.month)
    ]
    # “Tuesday, March 2” is of a year in which that is a Tuesday, if there is one near.
    days = [day for day in days if line.weekday and (day - line.weekday) % 7 == 0] or days
    candidates = [Clue(day, day, ()) for day in days if not_before is None or day >= not_before]
    if not candidates:
        return None
    best = min(candidates, key=lambda clue: (clue.distance(reference), abs((clue.first or 0) - nearby)))
    return replace(best, because=(label, f"year from {reference.because[0]}", *reference.because[1:]))


def _full_date_above(document: Document, line: DateLine) -> Clue | None:
    """Return the full date nearest above the date line: in the title or in the caption of a picture."""
    above = [
        date
        for date in dates_in(document.text[document.body : line.start], document.language)
        if date.year is not None
    ]
    if not above:
        return None
    date = above[-1]
    day = edtf.day_number(date.year or 0, date.month, date.day)
    return Clue(day, day, (f"“{document.text[document.body + date.start : document.body + date.end]}”",))


def _with_year(line: DateLine, told: Sequence[Clue]) -> Clue | None:
    """Date a line without a year by its copies, an anniversary, or the latest full date in the prose.

    An article seldom names the year it appears in, so a date of the prose gives its year only to a line not
    long after it.
    """
    for clue in told:
        if clue.window:
            return _dated(line, clue)
    for clue in told:
        if clue.first is not None:
            found = _dated(line, clue, not_before=clue.first)
            return found if found and (found.first or 0) - clue.first <= _NEAR else None
    return None


def _from_name(document: Document) -> Clue | None:
    """Return the date in the address (it is the publisher's), in the file's name or in the record's id."""
    names = (
        ("address", document.url or ""),
        ("file name", PurePosixPath(document.file or "").stem),
        ("id", document.id),
    )
    for label, name in names:
        for pattern in (_PATH_DATE, _NAME_DATE):
            for match in pattern.finditer(name):
                clue = _from_parts(match, f"{label} “{match[0].strip('/')}”")
                if clue:
                    return clue
    return None


def _from_parts(match: re.Match[str], because: str) -> Clue | None:
    month, day = match["month"].lower(), match["day"]
    if month in _MONTHS:
        month = str(_MONTHS.index(month) + 1)
    parts = [match["year"], month.zfill(2), *([day.zfill(2)] if day else [])]
    try:
        return from_edtf("-".join(parts), [because])
    except edtf.EDTFError:
        return None


def _dated_copies(documents: Sequence[Document], cases: Sequence[Case]) -> dict[str, tuple[Clue, ...]]:
    """Return, for each document, what its copies with a known day say."""
    by_id = {case.key: case for case in cases}
    copies: dict[str, tuple[Clue, ...]] = {}
    for group in near_duplicates(documents):
        around: dict[tuple[int, int], Clue] = {}  # of several copies of one day one is enough
        for key in sorted(group):
            clue = by_id[key].clue
            if clue and clue.window and clue.is_day and clue.window not in around:
                because = f"an edited copy of “{key}”, published {clue}; within a day of it"
                around[clue.window] = Clue(clue.window[0] - _COPY, clue.window[1] + _COPY, (because,))
        told = tuple(around.values())
        copies.update((key, told) for key in group)
    return copies
