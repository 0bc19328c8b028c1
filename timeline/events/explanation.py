"""How an event got its date, and which other dates were considered for it and lost.

Nothing is kept of what extraction passed over, so the articles are read once more, by the same functions.
What another event of the file has been dated by is taken from there.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from timeline.cache import Cache
from timeline.documents import read
from timeline.documents.file import Columns
from timeline.documents.formats import format_of
from timeline.documents.model import Document
from timeline.events import waiting
from timeline.events.agreement import compatible, fineness
from timeline.events.contradictions import account_of, rank, why_better
from timeline.events.mention import Mention
from timeline.events.mentions import passed_over
from timeline.events.model import Event, Evidence, Source, Timeline
from timeline.events.reading import Task, is_waiting, tag
from timeline.times import edtf
from timeline.times.model import TimeExpression

__all__ = ["Explained", "Explainer", "Explanation", "Other", "Place", "Step", "name_of"]

_SPOKEN = re.compile(r"the date last spoken of, “(?P<words>[^”]+)” \(")
_ANCHOR = re.compile(
    r"^(?!it goes on).*is dated (?:\S+ )?by “(?P<words>.+?)”(?: in another article .*?\((?P<key>[^()]+)\))?$"
)
_LONGEST_CHAIN = 5  # dates that count from one another


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands."""

    file: str
    line: int | None  # from 1; None where the article's text is not the file's, as in a web page
    page: int | None = None  # of a PDF


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a reasoning; `place` is where the words stand that it names."""

    text: str
    place: Place | None = None
    below: tuple[tuple[str, Place, tuple[str, ...]], ...] = ()  # dates it counts from: words, place and steps


@dataclass(frozen=True, slots=True)
class Other:
    """A date that was considered, and why it is not the event's."""

    text: str  # the words of the article, or who published the articles
    date: str | None  # EDTF
    reason: str


@dataclass(slots=True)
class Explained:
    """One piece of evidence."""

    evidence: Evidence
    steps: list[Step]
    place: Place | None = None  # None when its article is not there
    others: list[Other] = field(default_factory=list)
    problem: str = ""  # why it cannot be told which other dates were considered


@dataclass(slots=True)
class Explanation:
    """Everything that the date of one event rests on."""

    pieces: list[Explained]  # in the order of the evidence
    of_articles: list[Other]  # other dates that articles give the event


class Explainer:
    """Explains the events of one timeline."""

    def __init__(
        self, timeline: Timeline, folder: Path, cache: Path | None = None, columns: Columns = ()
    ) -> None:
        """`folder` is where the articles are; `cache` the file that keeps readings of articles.

        `columns` are those of tables, as `timeline.documents.read` takes them.
        """
        self.timeline = timeline
        self._folder = folder
        self._cache = cache
        self._columns = columns

    def explain(self, event: Event) -> Explanation:
        """Return how an event of the timeline got its date, as far as its articles are still there."""
        articles = self._articles(event)
        pieces, own = [], []
        for evidence in event.evidence:
            piece, mention = self._read_again(event, evidence, articles.get(evidence.source))
            pieces.append(piece)
            own += [mention] if mention else []
        published = {
            key: source.published for key, source in self.timeline.sources.items() if source.published
        }
        return Explanation(pieces, _of_articles(event, own, self.timeline, published))

    # --- the articles ---

    def _articles(self, event: Event) -> dict[str, Document]:
        """Return the articles of the event's evidence by their sources, as far as they are there."""
        keys = dict.fromkeys(each.source for each in event.evidence)
        return {key: article for key in keys if (article := self._article(key)) is not None}

    def _article(self, key: str) -> Document | None:
        source = self.timeline.sources.get(key)
        if source is None or source.file is None or not (self._folder / source.file).is_file():
            return None
        of_file = read([self._folder / source.file], self._folder, columns=self._columns).documents
        # A file that is read alone gives its article the id that is its key, unless another has the same.
        named = [document for document in of_file if document.id == key] or of_file[:1]
        # Published when the file says, which knows it from all articles, or from a person.
        return replace(named[0], id=key, published=source.published) if named else None

    @cached_property
    def _waiting(self) -> Mapping[str, Task]:
        """The articles that count from what only others of their story date."""
        sources = self.timeline.sources
        with Cache(self._cache) as cache:
            found = read([self._folder], self._folder, cache=cache, columns=self._columns).documents
            documents = [
                replace(each, published=sources[each.id].published) if each.id in sources else each
                for each in found
            ]
            return waiting(documents, cache)

    def _expressions(self, document: Document) -> list[TimeExpression]:
        alone = tag(Task(document))
        if not is_waiting(alone):
            return alone
        task = self._waiting.get(document.id)
        return tag(replace(task, document=document)) if task else alone

    # --- a piece of evidence ---

    def _read_again(
        self, event: Event, evidence: Evidence, document: Document | None
    ) -> tuple[Explained, Mention | None]:
        """Return what can be told of a piece of evidence, and the mention that it is of."""
        piece = Explained(evidence, [Step(text) for text in evidence.because])
        if document is None:
            source = self.timeline.sources.get(evidence.source)
            piece.problem = _why_missing(source)
            return piece, None
        start = document.text.find(evidence.quote) if evidence.start is None else evidence.start
        if start < 0 or document.text[start : start + len(evidence.quote)] != evidence.quote:
            piece.problem = "The article has changed: the quote is not where it was."
            return piece, None
        piece.place = _place(document, start)
        expressions = self._expressions(document)
        own, piece.others = _considered(
            event, replace(evidence, start=start), self.timeline, document, expressions
        )
        at = document.text.find(evidence.expression, start) if evidence.expression else start
        piece.steps = [self._placed(text, document, at, expressions) for text in evidence.because]
        return piece, own

    def _placed(
        self, text: str, document: Document, start: int, expressions: Sequence[TimeExpression]
    ) -> Step:
        anchor = _ANCHOR.search(text)
        if anchor is None:
            return Step(text, below=tuple(_chain(text, document, start, expressions)))
        article = self._article(anchor["key"]) if anchor["key"] else document
        at = _find(anchor["words"], article.text, start) if article else None
        return Step(text, None if at is None or article is None else _place(article, at))


def name_of(key: str, source: Source | None) -> str:
    """Return how the article of a source is found: its file, and which one of a file with many."""
    file = source.file if source else None
    kind = format_of(file) if file else None
    if kind and kind.has_many:
        return f"{file}, article {key}"
    return file or key


def _why_missing(source: Source | None) -> str:
    if source is None:
        return "The events file does not list this source."
    if source.file is None:
        return "The events file names no file of this article."
    return "The article is not there any more."


def _place(document: Document, offset: int) -> Place:
    file = document.file or document.id
    is_text = file.endswith((".txt", ".md"))
    line = document.text.count("\n", 0, offset) + 1 if is_text else None
    return Place(file, line, document.page(offset))


def _find(words: str, text: str, near: int) -> int | None:
    """Return where words stand that a reason quotes, perhaps shortened: the last place before `near`."""
    parts = [r"\s+".join(map(re.escape, part.split())) for part in words.split(" … ", 2)]
    found = [match.start() for match in re.finditer(r".{0,400}?".join(parts), text, re.DOTALL)]
    return max((at for at in found if at <= near), default=found[0] if found else None)


def _chain(
    text: str, document: Document, start: int, expressions: Sequence[TimeExpression]
) -> list[tuple[str, Place, tuple[str, ...]]]:
    """Return the dates that a step counts from, each with its own steps, the nearest first."""
    found: list[tuple[str, Place, tuple[str, ...]]] = []
    steps: tuple[str, ...] = (text,)
    while len(found) < _LONGEST_CHAIN:
        spoken = next(filter(None, map(_SPOKEN.search, steps)), None)
        if spoken is None:
            break
        fitting = [
            e for e in expressions if e.start < start and document.text.startswith(spoken["words"], e.start)
        ]
        if not fitting:
            break
        last = fitting[-1]
        found.append((spoken["words"], _place(document, last.start), last.because))
        start, steps = last.start, last.because
    return found


def _considered(
    event: Event,
    evidence: Evidence,
    timeline: Timeline,
    document: Document,
    expressions: Sequence[TimeExpression],
) -> tuple[Mention | None, list[Other]]:
    """Return the mention that the evidence is of, and the other dates in its sentence."""
    start, end = evidence.start or 0, (evidence.start or 0) + len(evidence.quote)
    told, passed = passed_over(document, expressions)
    here = [mention for mention in told if mention.start == start]
    own = _own(event, evidence, here)
    others: dict[int, Other] = {}
    for each in passed:
        expression = each.expression
        if start <= expression.start < end and not expression.value.endswith(
            "_REF"
        ):  # “currently” is no date
            others[expression.start] = Other(expression.text, expression.date, each.reason)
    for mention in here:
        if mention.expression is not None:
            others[mention.position] = Other(
                mention.expression, mention.date, f"belongs to “{mention.title}”, in the same sentence"
            )
    elsewhere = _dated_by(evidence, event, timeline)
    kept = []
    for position, other in sorted(others.items()):
        if own.position == position if own and own.expression else other.text == evidence.expression:
            continue
        found = elsewhere.get(other.text)
        if found:
            other = replace(
                other, reason=f"belongs to another event: {found.title} ({found.id or found.date})"
            )
        kept.append(other)
    return own, kept


def _own(event: Event, evidence: Evidence, mentions: Sequence[Mention]) -> Mention | None:
    """Return the mention that became the evidence: the one with its reasons, or else with its words."""
    same = [mention for mention in mentions if mention.expression == evidence.expression]
    exact = [mention for mention in same if mention.because == evidence.because]
    dated = [mention for mention in same if mention.date in (event.date, *event.disputed)]
    return next(iter(exact or dated or same), None)


def _dated_by(evidence: Evidence, event: Event, timeline: Timeline) -> dict[str, Event]:
    """Return the other events that the same sentence tells, by the words that date them."""
    return {
        each.expression: other
        for other in timeline.events
        for each in other.evidence
        if other is not event
        and (each.source, each.start) == (evidence.source, evidence.start)
        and each.expression is not None
    }


# --- the articles together ---


def _of_articles(
    event: Event, own: Sequence[Mention], timeline: Timeline, published: Mapping[str, str]
) -> list[Other]:
    """Return the dates by which articles tell the event, other than its own."""
    chosen = account_of([mention for mention in own if mention.date == event.date], published)
    counts = Counter(mention.date for mention in own)
    others = []
    for date in sorted(counts.keys() - {event.date}, key=edtf.sort_key):
        mentions = [mention for mention in own if mention.date == date]
        account = account_of(mentions, published)
        if event.date not in counts:
            reason = f"the events file says {event.date}, which no article gives"
        elif date not in event.disputed and compatible(date, event.date):
            reason = _why_finer(event.date, date, counts)
        elif chosen is None or account is None or rank(account) < rank(chosen):
            reason = f"the events file says {event.date}"
        else:
            reason = why_better(chosen, account)
        others.append(Other(_told_in(mentions, timeline), date, reason))
    return others


def _why_finer(chosen: str, date: str, counts: Mapping[str, int]) -> str:
    if fineness(date) < fineness(chosen):
        return f"agrees with {chosen}, which says more"
    if counts[date] < counts[chosen]:
        return f"agrees with {chosen}, which is told more often"
    if fineness(date) == fineness(chosen) and counts[date] == counts[chosen]:
        return f"agrees with {chosen}, which comes first in the order of time"
    return f"the events file says {chosen}"


def _told_in(mentions: Sequence[Mention], timeline: Timeline) -> str:
    names = {}
    for mention in mentions:
        names[mention.source] = name_of(mention.source, timeline.sources.get(mention.source))
    return ", ".join(names.values())
