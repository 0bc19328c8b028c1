"""What every format needs to know of an event."""

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from timeline.events.model import Event, Evidence, Source, Timeline
from timeline.events.reasoning import dating
from timeline.site.words import in_words
from timeline.store.writing import token
from timeline.times.edtf import Edtf, EDTFError, Kind, Precision, parse, sort_key

__all__ = ["Entry", "as_of", "entries", "http_link", "without_controls"]

_LINK = re.compile(r"https?://[^\s<>\"\x00-\x20\x7f]+", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """An event as it is exported."""

    event: Event
    date: Edtf
    words: str  # the date with its precision: “between 4 and 12 January 2020”
    sources: tuple[Source, ...]  # each once, that of `told` first, then in the order of the evidence
    told: Evidence | None  # what gives the date; None for an event without evidence

    @property
    def is_day(self) -> bool:
        """Whether the date is one day, or days throughout, and nothing has to be said in words."""
        ends = [end for end in (self.date.first, self.date.last) if end]
        whole = self.date.kind is not Kind.ONE_OF and not self.date.is_approximate and not self.event.disputed
        return whole and len(ends) == 2 and all(end.precision is Precision.DAY for end in ends)

    @property
    def marked_words(self) -> str:
        """The date in words and, where it is not days throughout, as EDTF: what a coarser date stands for."""
        return self.words if self.is_day else f"{self.words} (EDTF {self.event.date})"

    @property
    def name(self) -> str:
        """What it is called for good: its id, or one made of what a person wrote."""
        return self.event.id or token(f"{self.event.date} {self.event.title}", 10)

    @property
    def link(self) -> str | None:
        """The address of the first source that has one."""
        return next((link for source in self.sources if (link := http_link(source.url))), None)

    @property
    def quote(self) -> str | None:
        """The words that give the date; they are the first source's."""
        return self.told.quote if self.told else None


def entries(timeline: Timeline) -> Iterator[Entry]:
    """Yield the events that are not hidden, in order of time."""
    for event in sorted(timeline.events, key=lambda event: (sort_key(event.date), event.id, event.title)):
        if event.status != "hidden":
            told = dating(event) if event.evidence else None
            keys = dict.fromkeys(each.source for each in (told, *event.evidence) if each)
            sources = tuple(timeline.sources[key] for key in keys if key in timeline.sources)
            yield Entry(event, parse(event.date), in_words(event.date, event.disputed), sources, told)


def http_link(url: str | None) -> str | None:
    """Return the address if it is a web address, else None."""
    return url if url and _LINK.fullmatch(url) else None


def without_controls(text: str) -> str:
    """Return a text without the characters that XML and calendars do not allow."""
    return _CONTROL.sub("\ufffd", text)


def as_of(sources: Iterable[Source]) -> datetime.date:
    """Return the day of the newest of some articles: that is how new the information is.

    Formats ask for a time of last change. The clock's would make every export another one.
    """
    days = [datetime.date(1970, 1, 1)]
    for source in sources:
        try:
            latest = parse(source.published).latest if source.published else None
        except EDTFError:
            continue
        if latest is not None and 1 <= latest <= datetime.date.max.toordinal():
            days.append(datetime.date.fromordinal(latest))
    return max(days)
