"""Two expressions that are one span: “between March and May 2020”, “in the three months to May 2020”."""

import re
from collections.abc import Iterator, Sequence

from timeline.events.language import Words
from timeline.times import edtf
from timeline.times.arithmetic import shift_day
from timeline.times.calendar import Period, Unit
from timeline.times.model import Anchor, TimeExpression

__all__ = ["join_spans"]

_LENGTH = re.compile(r"P(\d+)([DWMQY])")
_DAYS = {"D": 1, "W": 7}
_MONTHS = {"M": 1, "Q": 3, "Y": 12}
_ENDS = {edtf.Precision.DAY: Unit.DAY, edtf.Precision.MONTH: Unit.MONTH, edtf.Precision.YEAR: Unit.YEAR}
_DASHES = ("-", "–")
_WORD_BEFORE = re.compile(r"(\w+)\s+$")


def join_spans(text: str, expressions: Sequence[TimeExpression], words: Words) -> Iterator[TimeExpression]:
    """Yield the expressions in order, two that a span joins as one.

    The span is one day within it after “between” (`one_of_openers`) or with “or” in it, and all of it after
    “from”, or where the sentence tells what was done again and again. A night has two days, of which it is
    one. A length and the date with which it ends are all of it. Expressions of type SET (“every week”) are
    left out.
    """
    often = any(expression.type == "SET" for expression in expressions)
    dated = [expression for expression in expressions if expression.type != "SET"]
    number = 0
    while number < len(dated):
        first = dated[number]
        second = dated[number + 1] if number + 1 < len(dated) else None
        joined = _join(text, first, second, words, often=often) if second else None
        yield joined or first
        number += 2 if joined else 1


def _join(
    text: str, first: TimeExpression, second: TimeExpression, words: Words, *, often: bool
) -> TimeExpression | None:
    opener = _WORD_BEFORE.search(text[max(first.start - 20, 0) : first.start])
    joint = text[first.end : second.start].strip().lower()
    opens = opener[1].lower() if opener else ""
    if first.type == "DURATION":
        known = {opens, first.text.split()[0].lower()} & words.length_openers
        return _ending(text, first, second) if known and joint in words.length_joints else None
    either = joint in words.alternatives  # “in March or April”
    dash = text[first.end : second.start] in _DASHES and second.text[0].isdigit()  # “3-7 May”, “Dec. 3–7”
    night = _is_night(first, second) and joint in {*words.span_joints, "/", "-", "–"}
    if (
        not either
        and not night
        and not dash
        and (opens not in words.span_openers or joint not in words.span_joints)
    ):
        return None
    if first.date is None or second.date is None:
        return None
    start, end = edtf.parse(first.date).first, edtf.parse(second.date).last
    if start is None or end is None or start.earliest > end.latest:
        return None
    throughout = often or not (either or night or opens in words.one_of_openers)
    date = f"{start}/{end}" if throughout else f"[{start}..{end}]"
    phrase = text[first.start : second.end]
    in_full = first.anchor is Anchor.CALENDAR and second.anchor is Anchor.CALENDAR
    ends = () if in_full else (*first.because, *second.because)
    quote = phrase if either or night or dash or not opener else f"{opener[1]} {phrase}"
    because = (*ends, f"“{quote}” = {date}")
    return TimeExpression(
        first.start, second.end, phrase, "DATE", date, None, date, because, first.anchor or second.anchor
    )


def _ending(text: str, length: TimeExpression, end: TimeExpression) -> TimeExpression | None:
    """Return the span of a length that ends with a date: “the three months to June” are April to June."""
    measured = _LENGTH.fullmatch(length.value)
    last = edtf.parse(end.value if end.mod == "END" else end.date) if measured and end.date else None
    if measured is None or last is None or last.kind is not edtf.Kind.DATE or last.latest is None:
        return None
    count, unit = int(measured[1]), measured[2]
    finest = _ENDS.get(last.precision)
    if finest is None or (unit in _DAYS and finest is not Unit.DAY):
        return None
    after = last.latest + 1
    begin = after - count * _DAYS[unit] if unit in _DAYS else shift_day(after, -count * _MONTHS[unit])
    date = f"{Period.holding(finest, begin).edtf()}/{last}"
    phrase = text[length.start : end.end]
    because = (*(() if end.anchor is Anchor.CALENDAR else end.because), f"“{phrase}” = {date}")
    return TimeExpression(length.start, end.end, phrase, "DATE", date, None, date, because, end.anchor)


def _is_night(first: TimeExpression, second: TimeExpression) -> bool:
    """Whether they are the days of one night: “on the night of 3 to 4 March”."""
    if not first.value.endswith("TNI") or first.date is None or second.date is None:
        return False
    evening, morning = edtf.parse(first.date).earliest, edtf.parse(second.date).latest
    return evening is not None and morning == evening + 1
