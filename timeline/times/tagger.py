"""A text's time expressions, found and resolved: rules, context and happenings put together."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from timeline.times.calendar import Period, Unit
from timeline.times.context import PUBLICATION, Context, is_past_perfect, is_reporting, tense
from timeline.times.discourse import (
    goes_on,
    is_background,
    is_narrative,
    is_present,
    looks_back,
    names_event,
    needs_tense,
)
from timeline.times.durations import duration_value
from timeline.times.edtf import Precision, parse
from timeline.times.happenings import Choose, Happening, Happenings
from timeline.times.kinship import WORD
from timeline.times.language import Language, load
from timeline.times.matching import Item, find, read
from timeline.times.meaning import (
    Anniversary,
    Event,
    Meaning,
    Shift,
    Since,
    Until,
    Vague,
)
from timeline.times.model import Anchor, TimeExpression
from timeline.times.phrases import complement
from timeline.times.resolve import Resolver
from timeline.times.resolved import Resolved
from timeline.times.sentences import Sentence, split
from timeline.times.tokens import Tokens
from timeline.times.uncertain import either

__all__ = ["tag_document"]

_PASSES = 5  # how long a chain of events counted from events may be
# Dated happenings before and after an anchor phrase among which it is looked for, so that time stays linear.
_TOLD_BEFORE, _TOLD_AFTER = 150, 20
_AROUND = 1000  # characters to either side of an anchor phrase in which its words may be told again
_REMEMBERED = 200  # characters of what is told of an event that is remembered
_PROSPECT = 5  # tokens from “planned” to the year that is planned for
_OWN = 8  # characters between an event and its own date (“ on ”)
_NEAR = 250  # characters within which a date goes on from the last one in news, too


def tag_document(
    text: str,
    published: str | None = None,
    language: str = "en",
    start: int = 0,
    known: Happenings | None = None,
) -> list[TimeExpression]:
    """Return the time expressions of a text from offset `start` on, in order.

    `published` is the publication date as EDTF: a day, or days of which one is it. `known` are happenings
    dated in other texts; they count where this text dates no such happening.

    Raises:
        TimelineError: when there is no file for the language.
        EDTFError: when `published` is not EDTF.
    """
    rules = load(language)
    tokens = read(rules, text, start)
    items = list(find(rules, tokens))
    days = _published_days(published)
    narrative = is_narrative((item.meaning for item in items), days[-1] if days else None)
    if not narrative:
        items = [item for item in items if not (isinstance(item.meaning, Vague) and item.meaning.narrative)]
    if not items:
        return []
    reading = _Reading(rules, tokens, items, start, known, narrative)
    resolved = reading.resolve(days[0] if days else None)
    if len(days) > 1:
        resolved = [
            either(one, other, days) for one, other in zip(resolved, reading.resolve(days[-1]), strict=True)
        ]
    expressions = []
    for number, (item, result) in enumerate(zip(items, resolved, strict=True)):
        limit = tokens.starts[items[number + 1].first] if number + 1 < len(items) else len(text)
        expression = reading.expression(item, result, limit)
        if expression is not None:
            expressions.append(expression)
    return expressions


def _published_days(published: str | None) -> list[int]:
    if not published:
        return []
    date = parse(published)
    if date.earliest is None or date.latest is None:
        return []
    return [date.earliest] if date.earliest == date.latest else [date.earliest, date.latest]


class _Reading:
    """One text on its way from items to expressions."""

    def __init__(
        self,
        language: Language,
        tokens: Tokens,
        items: list[Item],
        start: int,
        known: Happenings | None,
        narrative: bool,
    ) -> None:
        self.language, self.tokens, self.items, self.known = language, tokens, items, known
        self.start = start
        self.events = any(names_event(item.meaning) for item in items)
        self.narrative = narrative
        self._known: list[Resolved] = []  # what the last pass found
        self._told: list[int] = []  # the positions of the happenings told
        self._single: Happening | None = None  # one of them, when they are all of one date
        self._starts = [self.tokens.starts[item.first] for item in items]
        self._sentences: list[Sentence] | None = None

    def span(self, item: Item) -> tuple[int, int]:
        """Return the offsets of an item."""
        last = item.last - 1
        if self.tokens.words[last] == "." and last > item.first:
            kinds = ("monthabbr", "weekdayabbr")
            if not any(self.language.is_a(self.tokens.symbols[last - 1], kind) for kind in kinds):
                last -= 1
        return self.tokens.starts[item.first], self.tokens.end(last)

    def resolve(self, published: int | None) -> list[Resolved]:
        """Resolve all items; again, as long as that dates more of the events that others count from."""
        self._known = []
        resolved = self._pass(published, Happenings(self.language.code))
        for _ in range(_PASSES if self.events else 0):
            self._known = resolved
            again = self._pass(published, self._learn(resolved))
            if again == resolved:
                break
            resolved = again
        return resolved

    def _pass(self, published: int | None, told: Happenings) -> list[Resolved]:
        text = self.tokens.text
        self._told = [happening.position for happening in told]
        dates = {happening.date: happening for happening in told}
        self._single = next(iter(dates.values())) if len(dates) == 1 else None
        context = Context(published, history=self.narrative)
        if published is not None and not self.narrative:
            period = Period(Unit.DAY, published)
            context.focus.set(period, PUBLICATION)
            context.focus.last = None  # nothing is told yet
        results = []
        last_end = -_NEAR
        last_anchor: Anchor | None = None
        main: Item | None = None  # what dates the main line of the story
        for item in self.items:
            start, end = self.span(item)
            context.position = start
            context.perfect = is_past_perfect(self.language, self.tokens, item.first)
            context.tense, context.cue = self._tense(item)
            context.reported = is_reporting(self.language, context.cue)
            context.narrative = self.narrative or (
                last_anchor in (Anchor.CALENDAR, Anchor.TEXT)
                and start - last_end < _NEAR
                and "\n\n" not in text[last_end:start]
                and goes_on(context, published)
            )

            def event(
                what: Event, item: Item = item, start: int = start
            ) -> tuple[str, str, tuple[str, ...]] | None:
                return self._event(what, told, start, item.meaning, published)

            words = text[start : self.tokens.end(item.wide[1] - 1)] if item.wide else text[start:end]
            result = Resolver(context, event, words).resolve(item.meaning)
            results.append(result)
            if result.period is not None and result.type in ("DATE", "TIME") and not is_present(item.meaning):
                if main is not None and self._is_aside(item, main) and result.period.unit is Unit.DAY:
                    context.focus.aside = result.period, text[start:end]
                elif self._speaks(item, result, start, end):
                    begin = parse(result.date).earliest if result.date else None
                    context.focus.set(result.period, words if item.wide else text[start:end], start, begin)
                    context.focus.late = result.value[10:13] in ("TEV", "TNI") or result.value[11:13] >= "17"
                    main = item if result.period.unit is Unit.DAY else main
                elif result.period.unit is Unit.DAY:
                    context.focus.aside = result.period, text[start:end]
                placed = item.first > 0 and self.language.is_a(
                    self.tokens.symbols[item.first - 1], "dateprep"
                )
                last_end, last_anchor = end, result.anchor if placed else None
        return results

    def _is_aside(self, item: Item, main: Item) -> bool:
        """Whether it stands in a side clause of the sentence whose main clause is dated by `main`."""
        sentence = self._sentence(self.tokens.starts[main.first])
        if sentence is None or self.tokens.starts[item.first] >= sentence.end:
            return False
        return is_background(self.language, self.tokens, main.last, item.first)

    def _tense(self, item: Item) -> tuple[int, str]:
        if not needs_tense(item.meaning):
            return 0, ""
        symbols = self.tokens.symbols
        if item.last < len(symbols) and self.language.is_a(symbols[item.last], "possessive"):
            return 0, ""  # “Friday's ruling”: what is spoken of has mostly been
        found = tense(self.language, self.tokens, item.first, item.last)
        return (0, "") if isinstance(item.meaning, Until) and found[0] < 0 else found

    def _speaks(self, item: Item, result: Resolved, start: int, end: int) -> bool:
        """Whether it becomes the date last spoken of; a year before a noun (“the 1978 treaty”) does not."""
        if self.narrative and result.anchor is Anchor.PUBLICATION:
            return False
        if isinstance(item.meaning, (Since, Until)) or looks_back(item.meaning):
            return False
        if (
            isinstance(item.meaning, Shift)
            and result.period is not None
            and result.period.unit is Unit.QUARTER
        ):
            return False
        if (
            result.period is None
            or result.period.unit is not Unit.YEAR
            or result.anchor is not Anchor.CALENDAR
        ):
            return True
        words_before = self.tokens.symbols[max(0, item.first - _PROSPECT) : item.first]
        if any(self.language.is_a(symbol, "prospect") for symbol in words_before):
            return False
        text, before = self.tokens.text, self.tokens.symbols[item.first - 1] if item.first else ""
        if not before or text[start - 1] in "\n(" or text[end : end + 1] in ("", "\n", ":", ",", "."):
            return True
        return self.language.is_a(before, "dateprep") or self.language.is_a(before, "genitive")

    def _event(
        self, what: Event, told: Happenings, before: int, meaning: Meaning, published: int | None
    ) -> tuple[str, str, tuple[str, ...]] | None:
        what = Event(what.start, complement(self.language, self.tokens, what.end))
        own = self._own_date(what)
        if own is not None:
            return None if isinstance(meaning, (Since, Until)) else own
        phrase = self.tokens.text[what.start : what.end]
        here = bisect_right(self._told, what.start)
        near = range(max(0, here - _TOLD_BEFORE), min(here + _TOLD_AFTER, len(self._told)))
        latest = None
        if isinstance(meaning, Anniversary) and published is not None:
            latest = published + 366 - 366 * (meaning.number or 1)
        choose = self._elsewhere(what, before, latest)
        found = told.find_phrase(phrase, before, near, choose) if near else None
        if found is None:
            found = self._only(what)
        elsewhere = ""
        if found is None and self.known is not None:
            found = self.known.find_phrase(phrase)
            elsewhere = " in another article"
        if found is None:
            return None
        return (
            found.date,
            f"“{phrase}”",
            (f"{phrase} is dated {found.date} by “{found.name}”{elsewhere}", *found.because),
        )

    def _only(self, what: Event) -> Happening | None:
        """Return the only happening that is dated, for a word that fits any (“the tragedy”)."""
        head = bisect_right(self.tokens.starts, what.end - 1) - 1
        return self._single if self.language.is_a(self.tokens.symbols[head], "anyevent") else None

    def _own_date(self, what: Event) -> tuple[str, str, tuple[str, ...]] | None:
        """Return the date that follows the event's words at once (“his dismissal on 3 May”)."""
        number = bisect_right(self._starts, what.end)
        if number >= len(self._known) or self._known[number].date is None:
            return None
        item, date = self.items[number], self._known[number]
        between = [i for i in range(max(0, item.first - 2), item.first) if self.tokens.starts[i] >= what.end]
        between = between or [item.first]  # “su cese el 3 de mayo”
        if self._starts[number] - what.end > _OWN or date.type != "DATE":
            return None
        if not all(self.language.is_a(self.tokens.symbols[i], "dateprep") for i in between):
            return None
        phrase = self.tokens.text[what.start : what.end]
        start, end = self.span(item)
        assert date.date is not None
        return (
            date.date,
            f"“{phrase}”",
            (f"{phrase} is dated by “{self.tokens.text[start:end]}”", *date.because),
        )

    def _elsewhere(self, what: Event, counted: int, latest: int | None) -> Choose:
        """Return how a happening is seen from the anchor phrase: without its own words, which date nothing.

        Nothing counts from itself: the one at the offset `counted` is left out, and so is one that began
        after the day `latest`.
        """
        sentence = self._sentence(what.start) or Sentence(what.start, what.end, 0)
        text = self.tokens.text
        phrase = text[what.start : what.end]
        around = text[max(sentence.start, what.start - _AROUND) : min(sentence.end, what.end + _AROUND)]

        once = {match[0] for match in WORD.finditer(phrase) if around.count(match[0]) == 1}

        def choose(happening: Happening) -> Happening | None:
            if happening.position == counted:
                return None
            begin = parse(happening.date).earliest if latest is not None else None
            if latest is not None and (begin is None or begin > latest):
                return None
            if not sentence.start <= happening.position < sentence.end:
                return happening
            words = tuple(word for word in happening.words if word.text not in once)
            return replace(happening, words=words) if words else None

        return choose

    def _learn(self, resolved: Sequence[Resolved]) -> Happenings:
        happenings = Happenings(self.language.code)
        for item, result in zip(self.items, resolved, strict=True):
            if (
                result.date is None
                or result.type not in ("DATE", "TIME")
                or isinstance(item.meaning, (Since, Until))
            ):
                continue
            start, end = self.span(item)
            sentence = self._sentence(start)
            if sentence is None:
                continue
            if item.wide:
                end = max(end, self.tokens.end(item.wide[1] - 1))
            if isinstance(item.meaning, Anniversary):
                # What goes on after it, up to a comma, tells of the event that is remembered.
                comma = self.tokens.text.find(",", end, min(sentence.end, end + _REMEMBERED))
                sentence = sentence if comma >= 0 else replace(sentence, end=end)
                end = max(end, comma)
            happenings.learn(self.tokens.text, sentence, start, end, result.date, result.because)
        return happenings

    def _sentence(self, offset: int) -> Sentence | None:
        if self._sentences is None:
            self._sentences = split(self.tokens.text, self.start, self.language.code)
            self._begins = [sentence.start for sentence in self._sentences]
        index = bisect_right(self._begins, offset) - 1
        return self._sentences[index] if index >= 0 else None

    def expression(self, item: Item, result: Resolved, limit: int) -> TimeExpression | None:
        """Return the expression as it is handed on; None when it is none without its event.

        With its event it is one from there to the event's last word, unless that reaches beyond `limit`,
        where the next expression begins.
        """
        start, end = self.span(item)
        wide = self.tokens.end(item.wide[1] - 1) if item.wide else end
        if not result.keep or (wide > limit and isinstance(item.meaning, (Since, Until))):
            return None
        value, kind = result.value, result.type
        counted_from_date = isinstance(item.meaning, Shift) and (
            (item.meaning.event and not item.wide and not item.meaning.named)
            or item.meaning.unit in (Unit.HOUR, Unit.MINUTE, Unit.SECOND)
        )
        if isinstance(item.meaning, Shift) and (counted_from_date or (kind == "DURATION" and not value)):
            kind = "DURATION"
            count = item.meaning.count
            value = duration_value(item.meaning.unit, "X" if count is None else count) or "PXD"
        elif item.wide and result.date is not None and wide <= limit:
            start, end = self.tokens.starts[item.wide[0]], wide
        text = self.tokens.text[start:end]
        because = result.because or (_names(text, result.date) if result.date else ())
        return TimeExpression(start, end, text, kind, value, result.mod, result.date, because, result.anchor)


def _names(text: str, date: str) -> tuple[str, ...]:
    """Return the reason for a date that the text gives in full."""
    what = {Precision.DAY: "day", Precision.MONTH: "month", Precision.YEAR: "year"}.get(parse(date).precision)
    return (f"“{text}” names the {what or 'time'}: {date}",)
