"""What every kind of file becomes: events and sources, and what of the file found no place in them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields

from timeline.events.model import Event, Evidence, Source, Timeline
from timeline.site.elements import slug
from timeline.store.reading import FINGERPRINT
from timeline.times import edtf

__all__ = ["Import", "field_name"]

# Names that the events file gives its own fields.
_OWN = {each.name for each in fields(Event)} - {"extra"} | {FINGERPRINT}


def field_name(name: str, of: str) -> str:
    """Return how to name a further field of an event: one of the events file's own is told apart."""
    return f"{name} ({of})" if name in _OWN else name


@dataclass(slots=True)
class Import:
    """A timeline from another program's file.

    Attributes:
        timeline: what the file holds; events in the order of the file.
        left_out: what an events file cannot hold, one line each, beginning with where it stands in the file.
        notes: what is kept in the events file though the page does not show it, one line each.
    """

    timeline: Timeline = field(default_factory=Timeline)
    left_out: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    _ids: set[str] = field(default_factory=set)
    _unshown: Counter[str] = field(default_factory=Counter)  # how many events have each field of this kind

    def add(self, event: Event, where: str) -> None:
        """Add an event; its id is taken away if another one has it."""
        if event.id in self._ids:
            self.left_out.append(f"{where}: the id “{event.id}”, which an event before it has")
            event.id = ""
        self._ids |= {event.id} - {""}
        self._unshown.update(event.extra.keys() - {"planned"})
        self.timeline.events.append(event)

    def dispute(self, event: Event, dates: Iterable[str], where: str) -> None:
        """Give an event the dates that others give it; what is none is left out."""
        for date in dates:
            try:
                edtf.parse(date)
                event.disputed.append(date)
            except edtf.EDTFError as error:
                self.left_out.append(f"{where}: {event.title}: a disputed date: {error}")

    def cite(
        self, event: Event, quote: str | None, because: Sequence[str], sources: Sequence[tuple[str, str]]
    ) -> None:
        """Give an event its evidence: a quote of the first of some sources, each a name and an address.

        Sources of which there is no quote are kept in the field `links`.
        """
        if quote:
            name, link = sources[0] if sources else ("", "")
            event.evidence.append(Evidence(self._source(name, link), quote, because=tuple(because)))
        others = [" ".join(filter(None, pair)) for pair in sources[1 if quote else 0 :]]
        if any(others):
            event.extra["links"] = [other for other in others if other]

    def _source(self, name: str, link: str) -> str:
        source = Source(title=name or None, url=link or None)
        wanted = slug(name or link.partition("//")[2]) or "unnamed"
        key, number = wanted, 1
        while self.timeline.sources.get(key, source) != source:
            number += 1
            key = f"{wanted}-{number}"
        self.timeline.sources[key] = source
        return key

    def finish(self) -> "Import":
        """Say which fields the page does not show, and return the import."""
        for name, count in sorted(self._unshown.items()):
            which = "1 event has" if count == 1 else f"{count:,} events have"
            self.notes.append(f"{which} a field “{name}”, which is kept and not shown on the page")
        return self
