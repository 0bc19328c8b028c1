"""What the page asks and what it is told: plain values that become JSON."""

import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from timeline.errors import TimelineError
from timeline.events.model import Event, Evidence
from timeline.review.articles import Articles, quote_in_pieces
from timeline.review.decisions import Decisions, Done
from timeline.site.elements import safe_url
from timeline.site.words import in_words, spell_out, steps_in_words
from timeline.store.entries import Entries, Entry
from timeline.store.files import ChangedError
from timeline.times.edtf import EDTFError

__all__ = ["Desk", "StaleError"]

# What stands beside the field for a date; the words beside each are made by the program.
_EXAMPLES = (
    "2021-03-14", "2021-03", "2021", "202X", "2021-03~", "2021-21", "2021-03-14/2021-03-20", "2021-03-14/..",
    "[2021-03-14..2021-03-20]", "[..2021-03-13]",
)  # fmt: skip


class StaleError(TimelineError):
    """The page speaks of the file as it was before another program changed it."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path.name} was changed by another program and has been read again; nothing was lost."
            " Look again, and repeat your last step."
        )


class Desk:
    """An events file under review. Requests may come from several threads; they are answered one by one.

    Every method raises `StaleError` when the page's numbers are those of an earlier reading of the file, and
    TimelineError when what is asked cannot be done.

    Args:
        path: the events file.
        articles: the folder of articles.
    """

    def __init__(self, path: Path, articles: Path) -> None:
        self._entries = Entries(path)
        self._decisions = Decisions(self._entries)
        self._articles = Articles(articles)
        self._lock = threading.Lock()
        self.decided = 0  # decisions that were written

    @property
    def remaining(self) -> int:
        """How many proposals wait for a decision."""
        return sum(entry.event.status == "proposed" for entry in self._entries.all)

    def state(self) -> dict[str, Any]:
        """Return everything the list shows."""
        with self._lock:
            self._entries.refresh()
            return {
                **self._head(),
                "file": self._entries.path.name,
                "title": self._entries.title or self._entries.path.name,
                "rows": [_row(entry) for entry in self._entries.all],
                "examples": [[date, in_words(date)] for date in _EXAMPLES],
            }

    def event(self, reading: int, number: int) -> dict[str, Any]:
        """Return everything about one event but the articles' texts."""
        with self._lock:
            self._same(reading)
            return self._event(number)

    def article(self, reading: int, number: int, evidence: int) -> dict[str, Any]:
        """Return the article that one piece of evidence (counted from 0) quotes, as pieces of text."""
        with self._lock:
            self._same(reading)
            event = self._entries.all[self._entries.index(number)].event
            if not 0 <= evidence < len(event.evidence):
                raise TimelineError("this evidence is no longer there")
            piece = event.evidence[evidence]
            source = self._entries.sources.get(piece.source)
            pieces = self._articles.in_pieces(piece, source)
            problem = None
            if pieces is None:
                file = source.file if source else None
                problem = f"The quote was not found in {file}." if file else "There is no article file here."
            return {"pieces": pieces or quote_in_pieces(piece), "problem": problem}

    def words(self, date: str) -> dict[str, str]:
        """Return a date in words, or what is wrong with it."""
        try:
            return {"words": in_words(date.strip())}
        except EDTFError as error:
            return {"problem": str(error)}

    def decide(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Carry out a decision; return what changed in the list, and the number of the event to look at now.

        Args:
            request: `action` (accept, hide, propose, title, date, tags, merge, split, undo), the `reading`
                and the `number` it is about, and the action's own value.
        """
        with self._lock:
            self._same(request.get("reading"))
            try:
                done = self._carry_out(request)
            except ChangedError as error:
                raise StaleError(self._entries.path) from error
            if done is None:
                return {**self._head(), "said": "There is nothing to undo."}
            answer = {**self._head(), "said": done.words, "number": done.number}
            if done.splice is not None:
                self.decided += -1 if request.get("action") == "undo" else 1
                splice = done.splice
                answer["undo"] = self._decisions.last
                answer["splice"] = {
                    "at": splice.at,
                    "remove": len(splice.old),
                    "rows": [_row(entry) for entry in splice.new],
                }
            return answer

    def _carry_out(self, request: Mapping[str, Any]) -> Done | None:
        decisions, action = self._decisions, request.get("action")
        if action == "undo":
            return decisions.undo()
        number = _integer(request, "number")
        match action:
            case "accept":
                return decisions.status(number, "accepted")
            case "hide":
                return decisions.status(number, "hidden")
            case "propose":
                return decisions.status(number, "proposed")
            case "title":
                return decisions.title(number, _text(request, "value"))
            case "date":
                return decisions.date(number, _text(request, "value"))
            case "tags":
                return decisions.tags(number, _list(request, "value", str))
            case "merge":
                return decisions.merge(number, _integer(request, "into"))
            case "split":
                return decisions.split(number, _list(request, "pieces", int))
        raise TimelineError("there is no such action")

    def _head(self) -> dict[str, Any]:
        return {"reading": self._entries.reading, "undo": self._decisions.last}

    def _same(self, reading: object) -> None:
        """Refuse what was asked about another reading of the file than the one that is valid now."""
        if self._entries.refresh() or reading != self._entries.reading:
            raise StaleError(self._entries.path)

    def _event(self, number: int) -> dict[str, Any]:
        event = self._entries.all[self._entries.index(number)].event
        return {
            "number": number,
            "id": event.id,
            "date": event.date,
            "words": in_words(event.date, event.disputed),
            "title": event.title,
            "summary": event.summary,
            "actors": event.actors,
            "places": event.places,
            "tags": event.tags,
            "relevance": event.relevance,
            "status": event.status,
            "planned": event.extra.get("planned") is True,
            "evidence": [self._evidence(each) for each in event.evidence],
        }

    def _evidence(self, evidence: Evidence) -> dict[str, Any]:
        source = self._entries.sources.get(evidence.source)
        published = in_words(source.published) if source and source.published else None
        return {
            "pieces": quote_in_pieces(evidence),
            "steps": steps_in_words(evidence.because),
            "name": (source and (source.publisher or source.file)) or evidence.source,
            "headline": source.title if source else None,
            "url": safe_url(source.url) if source else None,
            "published": published,
            "page": evidence.page,
            "published_because": [spell_out(each) for each in source.published_because] if source else [],
        }


def _row(entry: Entry) -> dict[str, Any]:
    event: Event = entry.event
    return {
        "number": entry.number,
        "id": event.id,
        "words": in_words(event.date, event.disputed),
        "title": event.title,
        "status": event.status,
        "relevance": event.relevance,
        "tags": event.tags,
        "evidence": len(event.evidence),
    }


def _integer(request: Mapping[str, Any], name: str) -> int:
    value = request.get(name)
    if type(value) is not int:
        raise TimelineError(f"“{name}” must be a number")
    return value


def _text(request: Mapping[str, Any], name: str) -> str:
    value = request.get(name)
    if not isinstance(value, str):
        raise TimelineError(f"“{name}” must be a text")
    return value


def _list(request: Mapping[str, Any], name: str, kind: type) -> Sequence[Any]:
    value = request.get(name)
    if not isinstance(value, list) or any(type(each) is not kind for each in value):
        raise TimelineError(f"“{name}” must be a list")
    return value
