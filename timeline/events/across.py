"""Dates told elsewhere: the happenings that other articles of the same story date.

An article that says “two days after the crash” without dating the crash takes its date from an article
that does, if both name the same people, places or things.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from timeline.documents.model import Document
from timeline.times.context import PUBLICATION
from timeline.times.happenings import Happenings
from timeline.times.model import TimeExpression
from timeline.times.sentences import Sentence, split

__all__ = ["Told", "happenings", "names_told", "relatives", "told"]

_SHARED_NAMES = 3  # names that two articles must share to be of one story
# A name in more than this share of the articles (and in more than five), or in so many, tells nothing.
_COMMON_NAME, _MOST_ARTICLES = 0.25, 100
_ITS_PUBLICATION = "that article’s publication date"


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence that dates something. It stands on its own, so that the text of its article can go."""

    start: int  # offset in the article
    text: str
    dated: tuple[tuple[int, int, str, tuple[str, ...]], ...]  # start and end in `text`, EDTF date, because


def told(document: Document, expressions: Sequence[TimeExpression]) -> list[Told]:
    """Return the sentences that date something; `expressions` are those of the document, in order."""
    sentences = split(document.text, document.body)
    dated: dict[int, list[TimeExpression]] = defaultdict(list)
    position = 0
    for expression in expressions:
        while position < len(sentences) and sentences[position].end < expression.end:
            position += 1
        if (
            position < len(sentences)
            and expression.date is not None
            and sentences[position].start <= expression.start
        ):
            dated[position].append(expression)
    return [
        Told(
            sentences[number].start,
            document.text[sentences[number].start : sentences[number].end],
            tuple(
                (e.start - sentences[number].start, e.end - sentences[number].start, e.date or "", e.because)
                for e in found
            ),
        )
        for number, found in dated.items()
    ]


def happenings(sentences: Iterable[Told], language: str, name: str) -> Happenings:
    """Return the happenings that the sentences date; `name` is what explanations call their article."""
    found = Happenings(language)
    for sentence in sentences:
        place = Sentence(0, len(sentence.text), 0)
        for start, end, date, because in sentence.dated:
            steps = tuple(step.replace(PUBLICATION, _ITS_PUBLICATION) for step in because)
            happening = found.read(sentence.text, place, start, end, date, steps)
            if happening is not None:
                found.add(replace(happening, position=sentence.start + start, told_in=name))
    return found


def names_told(sentences: Iterable[Told], language: str) -> frozenset[str]:
    """Return the stems of the names beside what the sentences date."""
    found = Happenings(language)
    places = ((each, Sentence(0, len(each.text), 0)) for each in sentences)
    return frozenset[str]().union(
        *(
            found.names(each.text, place, start, end)
            for each, place in places
            for start, end, _, _ in each.dated
        )
    )


def relatives(names: Mapping[str, Iterable[str]], waiting: Sequence[str]) -> dict[str, list[str]]:
    """Return the articles of the same story, for each article in `waiting` that has any.

    `names` holds the names that stand beside dates in each article.
    """
    if not waiting:
        return {}
    spread = Counter(name for found in names.values() for name in found)
    limit = min(max(5, _COMMON_NAME * len(names)), _MOST_ARTICLES)
    by_name: dict[str, list[str]] = defaultdict(list)
    for article in sorted(names):
        for name in names[article]:
            if spread[name] <= limit:
                by_name[name].append(article)
    found = {}
    for article in waiting:
        shared = Counter(
            other for name in names[article] for other in by_name.get(name, ()) if other != article
        )
        related = sorted(other for other, count in shared.items() if count >= _SHARED_NAMES)
        if related:
            found[article] = related
    return found
