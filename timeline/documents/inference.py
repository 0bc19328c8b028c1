"""What a text implies about its own publication date.

Each finding is a range of days with its reason; the publication lies where they overlap. In news, "on
Saturday" is a Saturday of the days just past, an anniversary is marked around its day, and what is told in
the past tense lies before the publication.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from timeline.documents.clues import Clue
from timeline.documents.dateline import alternatives, knows, values, words
from timeline.documents.model import Document
from timeline.times import Anchor, TimeExpression, edtf, tag
from timeline.times.happenings import Happenings
from timeline.times.sentences import Sentence, split

__all__ = ["implied", "on_told_weekday"]

_AROUND_ANNIVERSARY = 3  # days: it is marked on the weekend before as well, and told the day after
_MOST_YEARS = 500
_DEICTIC = {
    0: "today",
    1: "yesterday",
}  # days from what these words of the vocabulary mean to the publication
_QUOTED = 8  # words of an anniversary in an explanation
_LEDE = 5  # sentences in which news say what they are about
# Of the first bare weekdays in 111 newswire and news articles, 83% were the publication day or one of the two
# days before.
_TOLD_WITHIN = 2  # days
_LONGEST = 10  # days; in a longer range a weekday comes back


def implied(document: Document) -> list[Clue]:
    """Return what the document's full dates say about its publication.

    A day beside “today” or “yesterday”; an anniversary in the lede; the latest day told as past, before which
    it was not published; and the first day told as still to come, after which it was not published.
    """
    if not knows(document.language):
        return []
    sentences = split(document.text, document.body)
    dated = [
        (expression, sentence)
        for expression in tag(document.text, language=document.language)
        if expression.anchor is Anchor.CALENDAR and _is_day(expression)
        for sentence in _sentence_at(sentences, expression.start)
    ]
    past, future = _bounds(document, dated)
    around = [
        clue
        for clue in _anniversaries(document, sentences[:_LEDE], dated)
        if not any(clue.distance(bound) for bound in (*past, *future))
    ]
    return [*_told_from(document, dated), *around[:1], *past, *future]


def _told_from(document: Document, dated: Sequence[tuple[TimeExpression, Sentence]]) -> Iterator[Clue]:
    """Yield the publication that a day beside “today” or “yesterday” gives (“yesterday, 3 May 2020”)."""
    offsets = {word: offset for offset, found in _DEICTIC.items() for word in words(document.language)[found]}
    beside = re.compile(rf"\b(?P<word>{alternatives(offsets)}),?\s*\(?$", re.IGNORECASE)
    for expression, sentence in dated:
        match = beside.search(document.text[sentence.start : expression.start])
        day = edtf.parse(expression.date or "").earliest
        if match and day is not None:
            published = day + offsets[match["word"].lower()]
            quote = f"“{' '.join(f'{match[0]}{expression.text}'.split())}”"
            yield Clue(published, published, (quote,))
            return


def _is_day(expression: TimeExpression) -> bool:
    if expression.date is None:
        return False
    date = edtf.parse(expression.date)
    return date.kind is edtf.Kind.DATE and date.precision >= edtf.Precision.DAY and not date.is_approximate


def _sentence_at(sentences: Sequence[Sentence], position: int) -> Iterator[Sentence]:
    for sentence in sentences:
        if sentence.start <= position < sentence.end:
            yield sentence


def _bounds(
    document: Document, dated: Sequence[tuple[TimeExpression, Sentence]]
) -> tuple[list[Clue], list[Clue]]:
    """Return the latest day told as past, and the first one told as still to come; each alone in its list."""
    vocabulary = words(document.language)
    future_words, unclear_words = (
        re.compile(rf"\b{alternatives(vocabulary[kind])}\b", re.IGNORECASE) for kind in ("future", "unclear")
    )
    past: list[Clue] = []
    future: list[Clue] = []
    for expression, sentence in dated:
        day = edtf.parse(expression.date or "").earliest
        quote = f"“{' '.join(expression.text.split())}”"
        if future_words.search(document.text, sentence.start, sentence.end):
            future.append(Clue(None, day, (f"{quote}, the first day told as still to come",)))
        elif not unclear_words.search(document.text, sentence.start, sentence.end):
            past.append(Clue(day, None, (f"{quote}, the latest day told as past",)))
    past.sort(key=lambda clue: -(clue.first or 0))
    future.sort(key=lambda clue: clue.last or 0)
    return past[:1], future[:1]


def _anniversaries(
    document: Document, lede: Sequence[Sentence], dated: Sequence[tuple[TimeExpression, Sentence]]
) -> Iterator[Clue]:
    """Yield the days around each numbered anniversary of a happening that the text dates."""
    happenings = Happenings(document.language)
    for expression, sentence in dated:
        date = (expression.date or "")[:10]
        happenings.learn(document.text, sentence, expression.start, expression.end, date, ())
    pattern, numbers = _anniversary_pattern(document.language)
    for sentence in lede:
        for match in pattern.finditer(document.text, sentence.start, sentence.end):
            count = int(match["figure"]) if match["figure"] else numbers[match["word"].lower()]
            happening = happenings.find_phrase(match["event"])
            if happening is None or not 0 < count <= _MOST_YEARS:
                continue
            year, month, day = (int(part) for part in happening.date.split("-"))
            day = min(day, edtf.days_in_month(year + count, month))
            fell = edtf.day_number(year + count, month, day)
            words_of_it = match[0].split()
            quote = " ".join(words_of_it[:_QUOTED]) + (" …" if len(words_of_it) > _QUOTED else "")
            because = (
                f"“{quote}” ({happening.date} by “{happening.name}”)",
                f"told within {_AROUND_ANNIVERSARY} days of {edtf.from_day_number(fell)}",
            )
            yield Clue(fell - _AROUND_ANNIVERSARY, fell + _AROUND_ANNIVERSARY, because)


@cache
def _anniversary_pattern(language: str) -> tuple[re.Pattern[str], dict[str, int]]:
    """Return a pattern with the groups figure, word and event, and the numbers that `word` can be."""
    numbers = values(language, ("cardinal", "ordinalword"))
    vocabulary = words(language)
    number = rf"(?:(?P<figure>\d{{1,3}})(?:st|nd|rd|th)?|(?P<word>{alternatives(numbers)}))"
    counted = rf"\b{number}(?:[-\s]{alternatives(vocabulary['year'])})?\s+"
    of_event = rf"{alternatives(vocabulary['anniversary'])}\s+of\s+(?P<event>[^.,;:!?\n]{{3,160}})"
    return re.compile(counted + of_event, re.IGNORECASE), numbers


def on_told_weekday(document: Document, clue: Clue) -> Clue:
    """Narrow a range of a few days by the first bare weekday that the text tells as just past."""
    window = clue.window
    told = _told_weekday(document) if knows(document.language) else None
    if window is None or told is None or window[1] - window[0] >= _LONGEST:
        return clue
    weekday, name = told
    # Day number 1 is a Monday, weekday 1 as well.
    days = [day for day in range(window[0], window[1] + 1) if (day - weekday) % 7 <= _TOLD_WITHIN]
    if not days or days[-1] - days[0] != len(days) - 1:
        return clue
    because = f"“{name}” is told as news, so within two days of a {name}"
    return clue.within(Clue(days[0], days[-1], (because,)))


def _told_weekday(document: Document) -> tuple[int, str] | None:
    """Return the first weekday (1 is Monday) that stands alone in a sentence about the past, and its name."""
    vocabulary = words(document.language)
    numbers = values(document.language, ("weekday",))
    other = rf"(?P<other>\b{alternatives(vocabulary['other_weekday'])}\s+)?"
    dated = r"(?!,?\s*(?:\d|[^\W\d_]+\.?\s\d))"  # "Saturday, January 1" needs no guess
    weekday = re.compile(rf"{other}\b(?P<name>{alternatives(numbers)})\b{dated}", re.IGNORECASE)
    not_past = re.compile(
        rf"\b{alternatives([*vocabulary['future'], *vocabulary['unclear']])}\b", re.IGNORECASE
    )
    for sentence in split(document.text, document.body):
        match = weekday.search(document.text, sentence.start, sentence.end)
        if match and not match["other"] and not not_past.search(document.text, sentence.start, sentence.end):
            return numbers[match["name"].lower()], match["name"].capitalize()
    return None
