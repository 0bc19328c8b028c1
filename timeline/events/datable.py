"""Which time expressions of a sentence can date what it tells, before its grammar is looked at."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from timeline.events import language
from timeline.events.chronology import heads_entry
from timeline.events.language import Words
from timeline.events.names import is_place
from timeline.events.tokens import Token
from timeline.times import edtf
from timeline.times.model import Anchor, TimeExpression
from timeline.times.sentences import Sentence

__all__ = [
    "DATES",
    "PassedOver",
    "after_dateline",
    "behind_particle",
    "is_dateline",
    "is_explicit",
    "is_fiscal",
    "why_undatable",
    "with_article",
    "with_possessive",
]

DATES = ("DATE", "TIME")
_AGENCY = r"(?:\([^()\n]{1,40}\)|(?<=\s)/\w[^/\n]{0,40}\w/)"
_DATELINE = re.compile(
    rf"[^\W\d_][^!?\n]{{0,60}}?(?:{_AGENCY}\s*(?:--|[—–:_-])?|--|[—–]|\s_(?=\s|$)|\s-(?=\s)|(?<=\d):(?=\s))\s*"
    r"|[(\[][^\W\d_][^()\[\]!?\n]{2,60}[)\]]\s*(?:--|[—–:_-])?\s*"
)
_LONGEST_PREFIX = 10  # characters
_PREFIX = re.compile(r"\b([^\W\d_]+)[-–]$")  # “the post-1990 rules”
_VERB = 24  # characters in which the verb before a time stands
_DASH = re.compile(r"\s*(?:--|[—–])\s*|\s[-_]\s")
_BREAK = re.compile(r"\s*(?:--|[—–:]|-\s)\s*")
_LENGTH = "is a length of time, not a date"
_LENGTH_FROM_EVENT = "says how long it was from one event to another, which is not read as a date of its own"


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A time expression that dates no event, and why."""

    expression: TimeExpression
    reason: str


def why_undatable(text: str, expression: TimeExpression, words: Words) -> str:
    """Return why an expression cannot date anything, wherever it stands; "" when it can."""
    if expression.type == "SET":
        return "says how often, not when"
    if expression.type not in DATES and not _is_of_a_day(expression):
        return _LENGTH if expression.date is None else _LENGTH_FROM_EVENT
    if expression.date is None:
        return expression.because[-1] if expression.because else "names no day, month or year"
    if _is_commemorated(text, expression, words):
        return "is the day that is commemorated, not when that was done"
    if _is_of_thing(text, expression, words):
        return "says how old a thing is"
    before = _PREFIX.search(text, max(expression.start - _LONGEST_PREFIX, 0), expression.start)
    if before and before[1].lower() in words.time_prefixes:
        return "is what something is of the time before or after, not when that was"
    return ""


def _is_of_a_day(expression: TimeExpression) -> bool:
    """Whether it counts to a day: “an hour later”, of which TIMEX3 says only how long that is."""
    counted = expression.date is not None and expression.anchor in (Anchor.TEXT, Anchor.EVENT)
    return counted and edtf.parse(expression.date or "").precision >= edtf.Precision.DAY


def _is_commemorated(text: str, expression: TimeExpression, words: Words) -> bool:
    """Whether it is what an act is about, not when it was: “to mark the anniversary of the raid”."""
    if not words.named_days & set(re.findall(r"\w+", expression.text.lower())):
        return False
    before = re.search(r"(\w+)\s+(?:the\s+)?$", text[max(expression.start - 30, 0) : expression.start])
    return before is None or before[1].lower() not in words.named_day_prepositions


def _is_of_thing(text: str, expression: TimeExpression, words: Words) -> bool:
    """Whether it tells since when there is a thing: “sold a chair dating back to 1890”."""
    before = re.findall(r"\w+", text[max(expression.start - 30, 0) : expression.start].lower())[-3:]
    while before and before[-1] in words.dated_by:
        before.pop()
    return bool(before) and before[-1].endswith("ing") and language.lemma(before[-1]) in words.dating


def is_explicit(expression: TimeExpression, date: edtf.Edtf) -> bool:
    """Return whether it names its date (“4 May”, “October”), not how far off it is (“on Tuesday”)."""
    if expression.anchor is Anchor.CALENDAR or any(character.isdigit() for character in expression.text):
        return True
    return date.precision <= edtf.Precision.MONTH and any(
        character.isupper() for character in expression.text
    )


def is_fiscal(
    expression: TimeExpression, published: edtf.Edtf | None, told: Iterable[Token], words: Words
) -> bool:
    """Return whether a quarter told of as past is one of a firm's own year, of which the text says no date.

    That is one that is called so, or where `told`, the clause, is of accounts, that as one of the calendar
    still goes on: in May nobody reports a loss in “the second quarter” that begins with April, but a mill
    can close in it.
    """
    said = set(re.findall(r"[^\W\d_]+", expression.text.lower()))
    if not said & words.accounted:
        return False
    if said & words.accounting:
        return True
    bare = said & words.ordinals and not said - words.accounted - words.ordinals - words.articles
    last, first = edtf.parse(expression.date or "").latest, published.earliest if published else None
    if expression.anchor is not Anchor.PUBLICATION or not bare or last is None or first is None:
        return False
    return last >= first and any(_is_of_accounts(token.lower, words) for token in told)


def _is_of_accounts(lower: str, words: Words) -> bool:
    """Whether a word is of what a firm has earned or lost: “profits”, “earned”."""
    return not words.accounts.isdisjoint({lower, language.singular(lower), language.lemma(lower)})


def with_possessive(text: str, expression: TimeExpression) -> int:
    """Return where the expression ends with its possessive: “Saturday's march”."""
    possessive = text[expression.end : expression.end + 2] in ("'s", "’s")
    return expression.end + 2 if possessive else expression.end


def behind_particle(text: str, expression: TimeExpression, words: Words) -> TimeExpression:
    """Return an expression without a first word that belongs to the verb: “took over (two years later)”."""
    first = expression.text.split(" ")[0]
    before = text[max(expression.start - _VERB, 0) : expression.start].rstrip().rpartition(" ")[2]
    if first not in words.particles or f"{language.lemma(before.lower())} {first}" not in words.phrasal_verbs:
        return expression
    start = expression.start + len(first) + 1
    return replace(expression, start=start, text=text[start : expression.end])


def with_article(text: str, expression: TimeExpression, words: Words) -> TimeExpression:
    """Return a weekday or month with the article that is its own, and no noun's.

    That is a weekday that counts from the text, “on (the Friday) it fell”, or what is part of another time:
    “in (the May of 1980) it fell”.
    """
    opener, _, article = text[max(expression.start - _VERB, 0) : expression.start - 1].rpartition(" ")
    dates = opener.rpartition(" ")[2].lower() in words.date_prepositions | words.until | words.deadlines
    if not (dates and article in words.articles and expression.date):
        return expression
    is_day = edtf.parse(expression.date).precision >= edtf.Precision.DAY  # “at the March fair”
    if " of " not in expression.text and not (is_day and expression.anchor is Anchor.TEXT):
        return expression
    start = expression.start - len(article) - 1
    return replace(expression, start=start, text=text[start : expression.end])


def is_dateline(line: str) -> bool:
    """Return whether a line is nothing but where a report is from: “LIMA, Peru (Coast Press) --”."""
    named = all(word[0].isupper() for word in re.findall(r"[^\W\d_]\w*", line))
    return named and line.split(",")[0].split(" ")[0].isupper() and _DATELINE.fullmatch(line) is not None


def after_dateline(text: str, sentence: Sentence, expressions: Sequence[TimeExpression], words: Words) -> int:
    """Return where the sentence proper begins: after “LIMA, May 2 (Coast Press) --”, “(Lima, May 2)”."""
    match = _DATELINE.match(text, sentence.start, sentence.end)
    if expressions and heads_entry(text, sentence.start, expressions[0].start, expressions[0].end):
        return expressions[0].start
    if match and match.end() < sentence.end - 20:
        line = match[0]
        has_date = any(e.start <= match.end() for e in expressions)
        capitals = sum(word[0].isupper() for word in re.findall(r"[^\W\d_]\w*", line))
        if line.split(" ")[0].lower() in words.prepositions:
            return sentence.start  # “On May 2 - Ana Torres's birthday - it closed”
        begins = text[match.end() : match.end() + 1].isupper()
        if is_place(_DASH.sub("", line)) and begins and not _DASH.search(text, match.end(), sentence.end):
            return match.end()  # “Lima — A bridge fell”
        if capitals * 2 > len(re.findall(r"[^\W\d_]\w*", line)) and (
            has_date or line.split(" ")[0].isupper()
        ):
            behind = next((e.end for e in expressions if e.start == match.end()), 0)
            dated = _BREAK.match(text, behind) if behind else None
            return dated.end() if dated else match.end()  # “Lima (Coast Press) May 2 --”
    return sentence.start
