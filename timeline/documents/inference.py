"""What a text implies about its own publication date.

Each finding is a range of days with its reason; the publication lies where they overlap. In news, "on
Saturday" is a Saturday of the days just past, an anniversary is marked around its day, and what is told in
the past tense lies before the publication.
"""

import calendar
import re
from collections.abc import Sequence

from timeline.documents.clues import Clue
from timeline.documents.dateline import alternatives, dates_in, words
from timeline.documents.model import Document
from timeline.times import edtf
from timeline.times.model import Anchor, TimeExpression
from timeline.times.sentences import Sentence, split

__all__ = ["implied", "on_told_weekday"]

_AROUND_ANNIVERSARY = 3  # days: it is marked on the weekend before as well, and told the day after
# Of the first bare weekdays in 111 newswire and news articles, 83% were the publication day or one of the two
# days before.
_TOLD_WITHIN = 2  # days
_LONGEST = 10  # days; in a longer range a weekday comes back
_WEEKDAY_NAMES = [name.lower() for name in calendar.day_name]


def implied(document: Document) -> list[Clue]:
    """Return what the document's time expressions, resolved within the text, say about its publication.

    An anniversary first; then the latest day told as past, before which it was not published, and the first
    day told as still to come, after which it was not published.
    """
    vocabulary = words(document.language)
    sentences = split(document.text, document.body)
    around: list[Clue] = []
    past: list[Clue] = []
    future: list[Clue] = []
    for expression in _expressions(document):
        if expression.start < document.body or not expression.date:
            continue
        date = edtf.parse(expression.date)
        if date.kind is not edtf.Kind.DATE or date.precision < edtf.Precision.DAY or date.is_approximate:
            continue
        if date.earliest is None or date.latest is None:
            continue
        quote = f"“{' '.join(expression.text.split())}”"
        if re.search(alternatives(vocabulary["anniversary"]), expression.text, re.IGNORECASE):
            reasons = (f"{quote} is {expression.date}", *expression.because)
            around.append(
                Clue(date.earliest - _AROUND_ANNIVERSARY, date.latest + _AROUND_ANNIVERSARY, reasons)
            )
        elif expression.anchor is Anchor.CALENDAR:
            sentence = _sentence_at(document.text, sentences, expression.start)
            if re.search(rf"\b{alternatives(vocabulary['future'])}\b", sentence, re.IGNORECASE):
                future.append(Clue(None, date.latest, (f"{quote} is still to come",)))
            elif not re.search(rf"\b{alternatives(vocabulary['unclear'])}\b", sentence, re.IGNORECASE):
                past.append(Clue(date.earliest, None, (f"{quote} is past",)))
    around.sort(key=lambda clue: clue.first or 0)
    return [
        *around[:1],
        *sorted(past, key=lambda clue: -(clue.first or 0))[:1],
        *sorted(future, key=lambda clue: clue.last or 0)[:1],
    ]


def on_told_weekday(document: Document, clue: Clue) -> Clue:
    """Narrow a range of a few days by the first bare weekday that the text tells as just past."""
    window = clue.window
    told = _told_weekday(document)
    if window is None or told is None or window[1] - window[0] >= _LONGEST:
        return clue
    weekday, quote = told
    # Day number 1 is a Monday.
    days = [day for day in range(window[0], window[1] + 1) if (day - 1 - weekday) % 7 <= _TOLD_WITHIN]
    if not days or days[-1] - days[0] != len(days) - 1:
        return clue
    name = calendar.day_name[weekday]
    return clue.within(
        Clue(days[0], days[-1], (f"“{quote}” is told as news, so within two days of a {name}",))
    )


def _told_weekday(document: Document) -> tuple[int, str] | None:
    """Return the first weekday (0 is Monday) that stands alone in a sentence about the past, and its name."""
    vocabulary = words(document.language)
    excluded = alternatives(vocabulary["other_weekday"])
    names = "|".join(calendar.day_name)
    dated = r"(?!,?\s*(?:\d|[A-Z][a-z]+\.?\s\d))"  # "Saturday, January 1" needs no guess
    weekday = re.compile(rf"(?P<other>\b{excluded}\s+)?\b(?P<name>{names})\b{dated}")
    open_future = rf"\b{alternatives([*vocabulary['future'], *vocabulary['unclear']])}\b"
    for sentence in split(document.text, document.body):
        text = document.text[sentence.start : sentence.end]
        match = weekday.search(text)
        if match and not match["other"] and not re.search(open_future, text, re.IGNORECASE):
            return _WEEKDAY_NAMES.index(match["name"].lower()), match["name"]
    return None


def _sentence_at(text: str, sentences: Sequence[Sentence], position: int) -> str:
    for sentence in sentences:
        if sentence.start <= position < sentence.end:
            return text[sentence.start : sentence.end]
    return ""


def _expressions(document: Document) -> list[TimeExpression]:
    return [
        TimeExpression(
            d.start, d.end, document.text[d.start : d.end], "DATE", date, date=date, anchor=Anchor.CALENDAR
        )
        for d in dates_in(document.text)
        if d.year is not None
        for date in [f"{d.year:04}-{d.month:02}-{d.day:02}"]
    ]
