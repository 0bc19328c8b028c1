"""The timeline as it is extracted, kept and shown."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Evidence:
    """One place in one article that tells the event, and how its date follows from it."""

    source: str  # key of `Timeline.sources`
    quote: str  # verbatim: the document's text[start:end]
    start: int | None = None
    end: int | None = None
    because: tuple[str, ...] = ()
    expression: str | None = None  # the time expression in the quote, when the date comes from one
    page: int | None = None  # on which the quote begins, from 1; of a PDF
    extra: dict[str, Any] = field(default_factory=dict)  # keys of the file that this version does not know


@dataclass(slots=True)
class Source:
    """One article as the events file lists it. Fields as in `timeline.documents.Document`."""

    file: str | None = None
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    published: str | None = None  # EDTF
    published_because: tuple[str, ...] = ()
    extra: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Event:
    """One happening, with every mention of it as evidence."""

    date: str  # EDTF
    title: str
    id: str = ""  # minted once from the first evidence; "" for a hand-written event without one
    summary: str | None = None
    actors: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    relevance: str = "core"  # core | secondary
    status: str = "proposed"  # proposed | accepted | hidden
    disputed: list[str] = field(default_factory=list)  # EDTF: the other dates that sources give
    evidence: list[Evidence] = field(default_factory=list)
    extra: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Undated:
    """A time expression that tells of an event but could not be dated: reported to the user, kept nowhere."""

    source: str
    quote: str
    start: int  # offset of the quote in the document's text
    expression: str
    reason: str  # "the publication date is not known", "no date is given for “the killing”" …


@dataclass(slots=True)
class Timeline:
    """Everything that was extracted from a set of documents; also what an events file holds."""

    sources: dict[str, Source] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)  # in order of time
    title: str | None = None
    undated: list[Undated] = field(default_factory=list)  # only after extraction; not part of the file
    warnings: list[str] = field(default_factory=list)  # one line each; likewise
    extra: dict[str, Any] = field(default_factory=dict)
