"""Dates told elsewhere: the happenings that other articles of the same story date.

An article that says “two days after the crash” without dating the crash takes its date from an article
that does, if both name the same people, places or things.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from timeline.documents.model import Document
from timeline.times.happenings import Happenings
from timeline.times.model import Anchor, TimeExpression
from timeline.times.sentences import split

__all__ = ["happenings_of_related"]

_SHARED_NAMES = 3  # names that two articles must share to be of one story
_COMMON_NAME = 0.25  # a name in more than this share of the articles (and in more than five) tells nothing


def happenings_of_related(
    documents: Sequence[Document], tagged: Mapping[str, Sequence[TimeExpression]]
) -> dict[str, Happenings]:
    """Return what its relatives tell, for each document with an event-anchored expression it cannot date.

    `tagged` holds each document's expressions by its id.
    """
    waiting = [
        document
        for document in documents
        if any(e.anchor is Anchor.EVENT and e.date is None for e in tagged[document.id])
    ]
    if not waiting:
        return {}
    told: dict[str, Happenings] = {
        document.id: _told(document, tagged[document.id]) for document in documents
    }
    names = {key: _names(happenings) for key, happenings in told.items()}
    spread = Counter(name for found in names.values() for name in found)
    limit = max(5, _COMMON_NAME * len(documents))
    by_name: dict[str, list[str]] = defaultdict(list)
    for key in sorted(names):
        for name in names[key]:
            if spread[name] <= limit:
                by_name[name].append(key)
    known = {}
    for document in waiting:
        shared = Counter(
            other for name in names[document.id] for other in by_name.get(name, ()) if other != document.id
        )
        related = sorted(key for key, count in shared.items() if count >= _SHARED_NAMES)
        if related:
            known[document.id] = Happenings(document.language)
            for key in related:
                for happening in told[key]:
                    known[document.id].add(happening)
    return known


def _told(document: Document, expressions: Sequence[TimeExpression]) -> Happenings:
    happenings = Happenings(document.language)
    sentences = split(document.text, document.body)
    position = 0
    for expression in expressions:
        while position < len(sentences) and sentences[position].end < expression.end:
            position += 1
        if (
            position < len(sentences)
            and expression.date is not None
            and sentences[position].start <= expression.start
        ):
            happenings.learn(
                document.text,
                sentences[position],
                expression.start,
                expression.end,
                expression.date,
                (*expression.because, f"told in {document.title or document.id}"),
            )
    return happenings


def _names(happenings: Happenings) -> frozenset[str]:
    return frozenset(name for happening in happenings for name in happening.names)
