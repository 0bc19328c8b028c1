"""Dates that are a limit: what began “since” them, and what did not happen “until” them.

What is told in the progressive goes on from its beginning, and the passive of some verbs (“closed”) is a
state that an act began (Vendler, "Verbs and Times", 1957); everything else “since” a day was at some time or
throughout. “Not until” tells that something happened then (Karttunen, "Until", 1974).
"""

from collections.abc import Sequence
from dataclasses import replace

from timeline.events.governor import Governor
from timeline.events.language import Words
from timeline.events.prospects import is_plan
from timeline.events.tokens import Token
from timeline.events.verbgroup import Tense, VerbGroup
from timeline.times import edtf
from timeline.times.calendar import date_of
from timeline.times.model import TimeExpression

__all__ = ["at_limit", "had_happened", "is_origin"]

_NEAR = 10  # days
_PERFECT = (Tense.PERFECT, Tense.PLUPERFECT)


def at_limit(
    tokens: Sequence[Token], found: Governor, number: int, expression: TimeExpression, words: Words
) -> TimeExpression:
    """Return the expression (the token with this number) with the date at which the verb's act was.

    That is the first day of a time “since” which something goes on, and the last of one “until” which
    something did not happen; the negation of the verb is then taken away, for it did happen. It is one of
    the days beside a day “shortly before” or “shortly after” which it was. Every other expression comes back
    as it is.
    """
    verb = found.clause.verb
    if verb is None or number == 0 or expression.date is None:
        return expression
    date, before = edtf.parse(expression.date), tokens[number - 1].lower
    if date.kind is not edtf.Kind.INTERVAL:
        return _beside_day(tokens, number, expression, words)
    word = tokens[verb.last].text
    if found.is_noun:
        if before in words.until and verb.lemma in words.postponing and date.last is not None:
            return _dated(expression, date.last, f"“{word} {before}” tells its new date")
        due = tokens[number - 2].lower in words.prospective
        if before in words.until and due and verb.negated and date.last is not None:
            return _dated(expression, date.last, f"“not due {before}” tells when it is due")
        return expression
    told = verb.negated and not is_plan(
        tokens, found.clause, words
    )  # “not expected to open until” tells nothing
    if before in words.until and told and date.first is None and date.last is not None:
        found.clause.verb = replace(verb, negated=False)
        return _dated(expression, date.last, f"“not {word} {before}” tells that it happened then")
    if before in words.since and _goes_on(verb, words) and date.first is not None:
        return _dated(expression, date.first, f"“{word} {before}” tells what began then")
    return expression


def _beside_day(
    tokens: Sequence[Token], number: int, expression: TimeExpression, words: Words
) -> TimeExpression:
    """Return what is told to have been shortly before or after a day with the days among which it was."""
    day, opener = edtf.parse(expression.date or ""), tokens[number - 1].lower
    near = number > 1 and tokens[number - 2].lower in words.nearly
    if not near or opener not in words.sides or expression.type != "DATE" or day.earliest is None:
        return expression
    if day.kind is not edtf.Kind.DATE or day.precision is not edtf.Precision.DAY:
        return expression
    first = day.earliest + (1 if opener == "after" else -_NEAR)
    ends = [str(date_of(each)) for each in (first, first + _NEAR - 1)]
    step = f"“{tokens[number - 2].lower} {opener}” it: [{ends[0]}..{ends[1]}]"
    return replace(expression, date=f"[{ends[0]}..{ends[1]}]", because=(*expression.because, step))


def had_happened(tokens: Sequence[Token], found: Governor, number: int, words: Words) -> bool:
    """Return whether a verb tells only what there was by a time told before: “had sold 40 by then”.

    With a time of its own it tells how far it had come: “By 3 May the rebels had taken the town”.
    """
    verb = found.clause.verb
    if verb is None or found.is_noun or number == 0 or verb.tense is not Tense.PLUPERFECT:
        return False
    again = tokens[number].lower.split()[-1] in words.told_times
    return again and tokens[number - 1].lower in words.deadlines


def is_origin(tokens: Sequence[Token], found: Governor, number: int, words: Words) -> bool:
    """Return whether a verb tells only when something began: “the feud goes back to May”."""
    verb, leads = found.clause.verb, [token.lower for token in tokens[max(number - 2, 0) : number]]
    return verb is not None and verb.lemma in words.reaching_back and leads == ["back", "to"]


def _dated(expression: TimeExpression, date: edtf.CalendarDate, reason: str) -> TimeExpression:
    return replace(expression, date=str(date), because=(*expression.because, f"{reason}: {date}"))


def _goes_on(verb: VerbGroup, words: Words) -> bool:
    """Whether one act goes on, or its result: “has been trying since”, “(a road) closed since”."""
    lasts = verb.passive and verb.lemma in words.lasting
    if not verb.is_finite:
        return lasts
    return (verb.progressive or lasts) and verb.tense in _PERFECT
