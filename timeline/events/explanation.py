"""Which other dates could have been an event's, and why they are not.

Nothing is kept of what extraction passed over, so the articles are read once more, by the same functions.
What another event of the file has been dated by is taken from there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from timeline.documents import read
from timeline.documents.model import Document
from timeline.events.contradictions import account_of, rank, why_better
from timeline.events.mention import Mention
from timeline.events.mentions import passed_over
from timeline.events.merge import compatible
from timeline.events.model import Event, Evidence, Timeline
from timeline.times import edtf
from timeline.times.tagger import tag_document

__all__ = ["Explanation", "Other", "articles_of", "explain"]


@dataclass(frozen=True, slots=True)
class Other:
    """A date that was considered, and why it is not the event's."""

    text: str  # the words of the article, or who published the articles
    date: str | None  # EDTF
    reason: str


@dataclass(slots=True)
class Explanation:
    """The other dates."""

    of_evidence: list[list[Other] | None]  # in each piece of evidence; None when its article is not there
    of_articles: list[Other]  # by which articles date the event


def explain(event: Event, timeline: Timeline, documents: Mapping[str, Document]) -> Explanation:
    """Return which other dates were considered for an event.

    Args:
        event: one of the timeline's.
        timeline: what the events file holds.
        documents: the articles of the event's evidence by the key of their source, as far as they are there.
    """
    of_evidence: list[list[Other] | None] = []
    own: list[Mention] = []
    for evidence in event.evidence:
        document = documents.get(evidence.source)
        if document is None or not _is_quoted(evidence, document):
            of_evidence.append(None)
            continue
        mention, others = _read_again(event, evidence, timeline, document)
        of_evidence.append(others)
        own += [mention] if mention else []
    published = {key: document.published for key, document in documents.items() if document.published}
    return Explanation(of_evidence, _of_articles(event, own, timeline, published))


def articles_of(event: Event, timeline: Timeline, folder: Path) -> dict[str, Document]:
    """Return the articles of an event's evidence by the key of their source, as far as they are there."""
    sources = {each.source: timeline.sources.get(each.source) for each in event.evidence}
    files = {source.file for source in sources.values() if source and source.file}
    paths = [folder / file for file in sorted(files) if (folder / file).is_file()]
    articles: dict[str, Document] = {}
    for document in read(paths, folder).documents if paths else ():
        for evidence in event.evidence:
            source = sources[evidence.source]
            if source and source.file == document.file and _is_quoted(evidence, document):
                # Published when the file says, which knows it from all articles, or from a person.
                articles[evidence.source] = replace(document, published=source.published)
    return articles


def _is_quoted(evidence: Evidence, document: Document) -> bool:
    return evidence.start is not None and document.text[evidence.start : evidence.end] == evidence.quote


def _read_again(
    event: Event, evidence: Evidence, timeline: Timeline, document: Document
) -> tuple[Mention | None, list[Other]]:
    """Return the mention that the evidence is of, and the other dates in its sentence."""
    start, end = evidence.start or 0, evidence.end or 0
    expressions = tag_document(document.text, document.published, document.language, document.body)
    told, passed = passed_over(document, expressions)
    here = [mention for mention in told if mention.start == start]
    own = _own(event, evidence, here)
    elsewhere = _dated_by(evidence, event, timeline)
    others: dict[int, Other] = {}
    for each in passed:
        expression = each.expression
        if start <= expression.start < end:
            others[expression.start] = Other(expression.text, expression.date, each.reason)
    for mention in here:
        if mention.expression is not None:
            reason = f"belongs to “{mention.title}”"
            others[mention.position] = Other(mention.expression, mention.date, reason)
    kept = []
    for position, other in sorted(others.items()):
        if own.position == position if own and own.expression else other.text == evidence.expression:
            continue
        found = elsewhere.get(other.text)
        if found:
            reason = f"belongs to another event: {found.title} ({found.id or found.date})"
            other = Other(other.text, found.date, reason)
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


def _of_articles(
    event: Event, own: Sequence[Mention], timeline: Timeline, published: Mapping[str, str]
) -> list[Other]:
    """Return the dates by which articles tell the event, other than its own."""
    chosen = account_of([mention for mention in own if mention.date == event.date], published)
    others = []
    for date in sorted({mention.date for mention in own} - {event.date}, key=edtf.sort_key):
        mentions = [mention for mention in own if mention.date == date]
        account = account_of(mentions, published)
        if date not in event.disputed and compatible(date, event.date):
            reason = f"agrees with {event.date}, which says more"
        elif chosen is None or account is None or rank(account) < rank(chosen):
            reason = f"the events file says {event.date}"
        else:
            reason = why_better(chosen, account)
        others.append(Other(_told_in(mentions, timeline), date, reason))
    return others


def _told_in(mentions: Sequence[Mention], timeline: Timeline) -> str:
    names = {}
    for mention in mentions:
        source = timeline.sources.get(mention.source)
        names[mention.source] = (source.publisher or source.title if source else None) or mention.source
    return ", ".join(names.values())
