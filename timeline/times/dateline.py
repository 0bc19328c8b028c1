"""The date line, which tells of which day an article is: “LIMA, May 2 (Coast Press) - ”."""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import replace

from timeline.times.calendar import Unit, date_of
from timeline.times.context import PUBLICATION
from timeline.times.language import Language
from timeline.times.matching import Item
from timeline.times.meaning import Fields
from timeline.times.resolved import Resolved
from timeline.times.tokens import Tokens
from timeline.times.verb_forms import is_past_verb

__all__ = ["as_written", "is_in_dateline"]

_DATELINE = 60  # characters from the beginning of a line to its date
_BEHIND_DATE = re.compile(r"[^\S\n]*(?:[(/][^()/\n]{1,40}[)/]\s*)?(?:--?|[—–_])\s")  # “(Coast Press) - ”
_FIRST = 3  # dates among which the date line is, behind those of a headline
_ISSUE = 7  # days from the day that an article is of until the paper comes out


def as_written(
    language: Language,
    tokens: Tokens,
    items: Sequence[Item],
    resolved: list[Resolved],
    resolve: Callable[[int], list[Resolved]],
    published: int,
) -> list[Resolved]:
    """Return what the items are on the day of the date line, where that is shortly before the publication.

    The “today” and “last night” of a newspaper are those of the day before it comes out. `resolved` is what
    they are on the day of publication, `resolve` gives the same for another day.
    """
    number = _line_of_earlier_day(language, tokens, items, resolved, published)
    day = resolved[number].period if number is not None else None
    if number is None or day is None:
        return resolved
    first, last = items[number].first, items[number].last
    line = tokens.text[tokens.starts[first] : tokens.end(last - 1)]
    told = [_counted_from(line, day.first, each) for each in resolve(day.first)]
    return [*told[:number], resolved[number], *told[number + 1 :]]


def _line_of_earlier_day(
    language: Language, tokens: Tokens, items: Sequence[Item], resolved: Sequence[Resolved], published: int
) -> int | None:
    """Return the number of the item that dates the article itself, on a day before the publication."""
    for number, (item, result) in enumerate(zip(items[:_FIRST], resolved, strict=False)):
        day = result.period
        is_named = isinstance(item.meaning, Fields) and item.meaning.month is not None
        if day is None or day.unit is not Unit.DAY or result.type != "DATE" or not is_named:
            continue  # “A bomb attack Monday – the deadliest this year – killed six”
        if is_in_dateline(language, tokens, item.first, item.last) or _is_only_heading(tokens, items, number):
            return number if 0 < published - day.first <= _ISSUE else None
    return None


def _counted_from(line: str, day: int, result: Resolved) -> Resolved:
    """Return a result whose steps name the date line that it counts from, and not the publication."""
    named = f"the date line “{line}” ({date_of(day)})"
    steps = (step.replace(f"{PUBLICATION} {date_of(day)}", named) for step in result.because)
    return replace(
        result, because=tuple(step.replace("until publication", "until that day") for step in steps)
    )


def is_in_dateline(language: Language, tokens: Tokens, first: int, last: int) -> bool:
    """Whether they date a line before the news (“LIMA, May 2 (Coast Press) - ”), and nothing in it."""
    line = tokens.text.rfind("\n", 0, tokens.starts[first]) + 1
    if tokens.starts[first] - line > _DATELINE or (
        first and language.is_a(tokens.symbols[first - 1], "dateprep")
    ):
        return False
    begin = bisect_left(tokens.starts, line)
    if any(is_past_verb(language, tokens, number) for number in range(begin, first)):
        return False  # “The strike began 2 May – three men left”
    return _BEHIND_DATE.match(tokens.text, tokens.end(last - 1)) is not None


def _is_only_heading(tokens: Tokens, items: Sequence[Item], number: int) -> bool:
    """Whether the date is all that its line says, and no other one is: a log of several days has many."""
    alone = (other for other in range(len(items)) if _is_alone(tokens, items[other]))
    return next(alone, None) == number and next(alone, None) is None


def _is_alone(tokens: Tokens, item: Item) -> bool:
    words = tokens.words
    opens = not item.first or words[item.first - 1][0] == "\n"
    return opens and (item.last == len(words) or words[item.last][0] == "\n")
