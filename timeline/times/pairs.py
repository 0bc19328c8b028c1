"""Two expressions side by side, of which one says more about the other: an apposition, the ends of a span."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from timeline.times.anchors import Anchors, extent
from timeline.times.calendar import Period, Unit
from timeline.times.durations import CLOCK_UNITS
from timeline.times.edtf import parse
from timeline.times.event_dates import origin
from timeline.times.language import Language
from timeline.times.matching import Item
from timeline.times.meaning import Anniversary, Event, Fields, Meaning, Relative, Shift, Until, event_of
from timeline.times.model import Anchor
from timeline.times.resolved import Resolved, apposed
from timeline.times.tokens import Tokens

__all__ = ["Pairs"]

_LONGEST = 100  # tokens of a sentence that is read, so that one without end takes linear time
_PHRASE = 12  # tokens of the words for an event
_APART = 2  # tokens between a date and what is set off beside it
_OPENS_WEEKDAY = frozenset(",(")
_AGE = 3  # tokens of “, aged 81”
_WIDE = 300  # days
_CYCLES = {Unit.DAY: 7, Unit.MONTH: 12}  # after how many a weekday, a month has its name again


class Pairs:
    """Looks at each expression of a text together with the one before it."""

    def __init__(self, language: Language, tokens: Tokens, items: Sequence[Item], anchors: Anchors) -> None:
        self.language, self.tokens, self.items, self.anchors = language, tokens, items, anchors
        self._firsts, self._ends = [each.first for each in items], [each.last for each in items]

    def words(self, item: Item) -> str:
        """Return the words of an item with those of the event that it counts from."""
        start, end = extent(self.language, self.tokens, item)
        if item.wide is not None:
            # “the vote of 6 May” holds all of it
            within = self._ends[bisect_left(self._firsts, item.wide[1]) - 1]
            end = self.tokens.end(max(item.wide[1], within) - 1)
        return self.tokens.text[start:end]

    def adjust(self, number: int, results: list[Resolved], tense: int) -> None:
        """Let the item and the one before it agree, both resolved; `tense` is that of the clause."""
        if not number:
            return
        before, first = self.items[number - 1], self.items[number].first
        if number > 1 and self._is_set_off(number - 1) and self._is_added(number):
            self._count_back(number, number - 2, results)
        elif 0 < first - (before.wide[1] if before.wide else before.last) <= _APART:
            self._appose(number, results)
        elif first == before.last and self._is_on_line(number):
            self._count_back(number, number - 1, results)  # “on 8 May two days after the vote”
        elif self._dates_clause(number - 1, number):
            self._count_back(number - 1, number, results)
        elif self._dates_clause(number, number - 1):
            self._count_back(number, number - 1, results)
        if first - before.last == 1:
            self._order(number, results, tense)

    def refines(self, number: int, results: Sequence[Resolved]) -> bool:
        """Whether a day, month or season tells more exactly when it was.

        So it does behind what is counted to (“a year later, in May”) and behind a year (“last year, in May”).
        `results` are those of the items before it.
        """
        if not number:
            return False
        before = results[-1]
        last, meaning = self.items[number - 1], self.items[number].meaning
        between = range(last.wide[1] if last.wide else last.last, self.items[number].first)
        if not 0 < len(between) <= _APART or self.tokens.words[between[0]] != ",":
            return False
        if len(between) == _APART and not self.language.is_a(self.tokens.symbols[between[1]], "dateprep"):
            return False
        counted = before.anchor in (Anchor.TEXT, Anchor.EVENT) and before.date is not None
        whole = before.period is not None and before.period.unit is Unit.YEAR
        if not isinstance(meaning, Fields) or meaning.year is not None:
            return False
        return (counted or whole) and (meaning.month is not None or meaning.unit is Unit.SEASON)

    def tells_weekday(self, number: int, results: Sequence[Resolved]) -> bool:
        """Whether an item only tells which weekday the one before it was: “on 6 May 2020, a Wednesday,”.

        Between two marks it need not be the right one, for writers err.
        """
        if not number or not isinstance(meaning := self.items[number].meaning, Fields):
            return False
        before, item, day = self.items[number - 1], self.items[number], results[number - 1].period
        if day is None or day.unit is not Unit.DAY or meaning != Fields(weekday=meaning.weekday):
            return False
        words, between = self.tokens.words, range(before.wide[1] if before.wide else before.last, item.first)
        if len(between) != _APART or words[between[0]] not in _OPENS_WEEKDAY:
            return False
        closed = words[item.last : item.last + 1] in ([","], ["."], [")"])
        right = meaning.weekday == (day.first - 1) % 7 + 1
        return (right or closed) and self.language.is_a(self.tokens.symbols[item.first - 1], "determiner")

    def _appose(self, number: int, results: list[Resolved]) -> None:
        """Date what is counted by the day beside it.

        That is the day before it (“on 8 May, the day after the vote”) or, between commas, the one after it
        (“the day after the vote, on 8 May, …”).
        """
        before, item = self.items[number - 1], self.items[number]
        words, symbols = self.tokens.words, self.tokens.symbols
        between = range(before.wide[1] if before.wide else before.last, item.first)
        if self.tells_weekday(number, results):
            results[number] = apposed(
                results[number], self.words(item), results[number - 1], self.words(before)
            )
            return
        if words[between[0]] != ",":
            return
        if self._is_set_off(number):
            counted, day = number, number - 1
        elif len(between) == 2 and words[item.last : item.last + 1] == [","]:
            counted, day = number - 1, number
            if not self.language.is_a(symbols[between[1]], "dateprep"):
                return
        else:
            return
        if _counts_from_text(self.items[counted].meaning):
            self._set_right(counted, day, results)
        else:
            self._count_back(counted, day, results)

    def _is_set_off(self, number: int) -> bool:
        """Whether only a comma, perhaps with a word like “exactly”, parts it from the one before."""
        before, item = self.items[number - 1], self.items[number]
        between = range(before.wide[1] if before.wide else before.last, item.first)
        comma = 0 < len(between) <= _APART and self.tokens.words[between[0]] == ","
        return comma and (len(between) == 1 or self._qualifies_length(between[1]))

    def _is_on_line(self, number: int) -> bool:
        """Whether only a space parts it from the one before, so that no new line begins with it."""
        end = extent(self.language, self.tokens, self.items[number - 1])[1]
        return self.tokens.text[end : self.tokens.starts[self.items[number].first]] == " "

    def _is_added(self, number: int) -> bool:
        """Whether “and” adds it to the one before: “on 8 May, a year after the vote and only two days …”."""
        before = self.items[number].first - 1
        before -= self._qualifies_length(before)
        between = range(self.items[number - 1].last, before)
        joins = self.language.is_a(self.tokens.symbols[before], "coordinator")
        return joins and len(between) <= _PHRASE and all(self.tokens.words[i][0].isalnum() for i in between)

    def _qualifies_length(self, number: int) -> bool:
        """Whether a token only says how exact or how short a length is: “exactly”, “only two days after”."""
        return any(self.language.is_a(self.tokens.symbols[number], kind) for kind in ("exactly", "merely"))

    def _set_right(self, counted: int, day: int, results: list[Resolved]) -> None:
        """Date what is counted from the text by the day set off beside it, where that is another one."""
        meaning, result, beside = self.items[day].meaning, results[counted], results[day]
        full = isinstance(meaning, Fields) and meaning.month is not None and meaning.day is not None
        last = self.items[max(counted, day)].last
        if not full or beside.period is None or self.tokens.words[last : last + 1] != [","]:
            return
        near = result.period is not None and result.period.first <= beside.period.first <= result.period.last
        if not near:
            names = [self.words(self.items[each]) for each in (counted, day)]
            results[counted] = apposed(result, names[0], beside, names[1])

    def _dates_clause(self, counted: int, day: int) -> bool:
        """Whether a day dates the clause that the other expression goes with, set off by a single comma.

        It stands in the main clause: “Two days after the dam broke, troops came on 8 May”, “On 8 May
        troops came, two days after the dam broke”.
        """
        words, symbols = self.tokens.words, self.tokens.symbols
        first, last = self.items[counted].first, self.items[day].first
        if counted < day:
            comma = next((i for i in range(first, last) if words[i] == ","), last)
            between = range(comma + 1, last)
            opens = first == 0 or words[first - 1][0] in ".!?\n"
        else:
            comma, between = first - 1, range(last + 1, first - 1)
            opens = comma > 0 and words[comma] == ","
            if opens and self._is_age(range(self.items[day].last, comma)):
                return True
        if not opens or comma >= max(first, last) or not between:
            return False
        borders = self.language.any_of("subordinator", "relative", "coordinator")
        return not any(words[i][0] in ",.;:!?()\n–—" or symbols[i] in borders for i in between)

    def _is_age(self, between: range) -> bool:
        """Whether a comma and an age stand there: “on 8 May(, aged 74), a month before the fair”."""
        words, first = self.tokens.words, between.start
        if len(between) != _AGE or words[first] != "," or not words[first + 2].isdigit():
            return False
        return self.language.is_a(self.tokens.symbols[first + 1], "agemark")

    def _count_back(self, counted: int, day: int, results: list[Resolved]) -> None:
        """Date what is counted from an event by the day on which that many days, weeks … are over."""
        meaning, result, beside = self.items[counted].meaning, results[counted], results[day]
        if event_of(meaning) is None or not isinstance(meaning, (Shift, Anniversary)):
            return
        in_days = isinstance(meaning, Anniversary) or (meaning.unit is Unit.DAY and not meaning.within)
        elsewhere = result.date is not None and not self.anchors.is_told(counted, result)
        elsewhere = elsewhere and not (_is_wide(result, beside) or _is_apart(meaning, result, beside))
        elsewhere = elsewhere and not (day < counted and _is_of_day(result, beside))
        if (elsewhere and not in_days) or (isinstance(meaning, Shift) and meaning.within):
            return
        if beside.type not in ("DATE", "TIME") or beside.period is None:
            return
        # A month beside says when the event was only of what is counted in months or years.
        unit = meaning.unit if isinstance(meaning, Shift) else Unit.DAY
        if beside.period.unit is not Unit.DAY and Period(unit, 0).is_finer_than(beside.period.unit):
            return
        names = [self.words(self.items[each]) for each in (counted, day)]
        results[counted] = apposed(result, names[0], beside, names[1])
        event = origin(meaning, beside.period)
        if event is not None:
            step = f"{beside.date} is “{names[0]}”, which was {event}"
            self.anchors.tell(counted, event, (*beside.because, step))
            results[counted] = replace(results[counted], event_date=event)

    def count_from_present(self, results: list[Resolved], published: int) -> None:
        """Date events that only the day of writing dates: “Two years after it closed, the town is poor”.

        Nothing else in the sentence is dated, and it tells the present.
        """
        for number, item in enumerate(self.items):
            meaning = item.meaning
            if (
                not isinstance(meaning, Shift)
                or not isinstance(meaning.event, Event)
                or meaning.direction < 0
            ):
                continue
            if results[number].date is not None or meaning.within or not self._tells_present(number, results):
                continue
            unit = meaning.unit if meaning.unit in (Unit.YEAR, Unit.MONTH) else Unit.DAY
            now = Period.holding(unit, published)
            event = origin(meaning, now)
            if event is not None:
                step = (
                    f"“{self.words(item)}” ends with the publication date, as the sentence tells the present"
                )
                because = (step, f"the publication was {Period(Unit.DAY, published).edtf()}")
                results[number] = replace(results[number], because=because, event_date=event)

    def _tells_present(self, number: int, results: Sequence[Resolved]) -> bool:
        """Whether the expression is the only date of its sentence, whose main clause tells the present."""
        begin = self.items[number].first
        sentence = self.anchors.sentence(self.tokens.starts[begin])
        if sentence is None:
            return False
        first, last = (bisect_left(self.tokens.starts, at) for at in (sentence.start, sentence.end))
        others = range(bisect_left(self._firsts, first), bisect_left(self._firsts, last))
        if last - first > _LONGEST or any(results[i].date is not None for i in others if i != number):
            return False
        comma = next((i for i in range(begin, last) if self.tokens.words[i] == ","), last)
        main = range(first, begin) if begin > first else range(comma, last)
        return any(self.language.is_a(self.tokens.symbols[i], "present") for i in main)

    def _order(self, number: int, results: list[Resolved], tense: int) -> None:
        """Let “from Monday until Thursday” begin before it ends: ahead when it is to come, else back."""
        numbers = number - 1, number
        first, last = (self.items[each] for each in numbers)
        if not self.language.is_a(self.tokens.symbols[first.last], "spanword"):
            return
        periods = [results[each].period for each in numbers]
        begin, end = periods
        if begin is None or end is None or begin.unit is not end.unit or begin.first <= end.first:
            return
        moves_end = tense > 0 and _is_cyclic(last.meaning)
        if begin.unit not in _CYCLES or not (moves_end or _is_cyclic(first.meaning)):
            return
        moved = number if moves_end else number - 1
        cycles = _CYCLES[begin.unit]
        found = end.shift(cycles) if moves_end else begin.shift(-cycles)
        start, stop = self.tokens.starts[first.first], extent(self.language, self.tokens, last)[1]
        results[moved] = _moved(
            results[moved], found, f"“{self.tokens.text[start:stop]}” begins before it ends"
        )


def _counts_from_text(meaning: Meaning) -> bool:
    """Whether it is counted from the date last spoken of: “nine days before”, “the next day”."""
    return isinstance(meaning, (Relative, Shift)) and meaning.anchor is Anchor.TEXT


def _is_wide(result: Resolved, beside: Resolved) -> bool:
    """Whether a date leaves open on which day of a year or so it was, of which the one beside is one."""
    if result.date is None or beside.period is None:
        return False
    date = parse(result.date)
    if date.earliest is None or date.latest is None or date.latest - date.earliest < _WIDE:
        return False
    return date.earliest <= beside.period.first <= beside.period.last <= date.latest


def _is_of_day(result: Resolved, beside: Resolved) -> bool:
    """Whether it counts from what the day beside dates: “won on 8 May, a week after a loss”."""
    return result.date != beside.date and any(
        f" is dated {beside.date} by " in step for step in result.because
    )


def _is_apart(meaning: Shift | Anniversary, result: Resolved, beside: Resolved) -> bool:
    """Whether hours from an event would lead to another day than the one beside: it is not that event."""
    if isinstance(meaning, Anniversary) or meaning.unit not in CLOCK_UNITS or beside.period is None:
        return False
    begin = parse(result.date).earliest if result.date else None
    return begin is not None and abs(begin - beside.period.first) > 1


def _is_cyclic(meaning: Meaning | object) -> bool:
    """Whether it is a weekday or a month, of which each comes again, without its year."""
    meaning = meaning.what if isinstance(meaning, Until) else meaning
    if not isinstance(meaning, Fields) or meaning.year is not None or meaning.day is not None:
        return False
    return (meaning.weekday is None) != (meaning.month is None)


def _moved(result: Resolved, period: Period, why: str) -> Resolved:
    """Return a date or its limit (“until …”) moved to another period."""
    limit = "../" if (result.date or "").startswith("../") else ""
    date = f"{limit}{period.edtf()}"
    steps = tuple(step for step in result.because if not step.startswith("= "))
    return replace(
        result,
        value=period.timex(),
        date=date,
        period=period,
        because=(*steps, f"{why} = {date}"),
        anchor=result.anchor or Anchor.PUBLICATION,
    )
