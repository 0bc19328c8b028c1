"""A text's time expressions, found and resolved: rules, context and happenings put together."""

from functools import partial

from timeline.times.anchors import Anchors, extent
from timeline.times.calendar import Period, Unit
from timeline.times.clauses import Clause, Clauses
from timeline.times.context import PUBLICATION, Context
from timeline.times.dateline import as_written
from timeline.times.discourse import (
    counts_from_text,
    follows_age,
    goes_on,
    is_joined_by,
    is_narrative,
    is_of_year,
    is_present,
    is_remembered,
    is_told_by_clause,
    names_event,
    opens_clause,
    opens_with_weekday,
)
from timeline.times.edtf import parse
from timeline.times.expressions import expression
from timeline.times.happenings import Happenings
from timeline.times.language import Language, load
from timeline.times.matching import Item, find, read
from timeline.times.meaning import Event, Fields, Length, Since, Then, Vague
from timeline.times.model import Anchor, TimeExpression
from timeline.times.pairs import Pairs
from timeline.times.resolve import Resolver
from timeline.times.resolved import Resolved
from timeline.times.retold import retold
from timeline.times.spoken import Spoken
from timeline.times.tense import is_attributed, is_recent
from timeline.times.tokens import Tokens
from timeline.times.uncertain import either, published_days

__all__ = ["tag_document"]

_REPORTED_MONTHS = ("P6M", "P9M", "P12M")
_YEAR = 366  # days
_PASSES = 5  # how long a chain of events counted from events may be
_LEAD = 600  # characters in which a text says of what it is an anniversary
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
    days = published_days(published)
    narrative = is_narrative(rules, tokens, items, days[-1] if days else None)
    if not narrative:
        items = [
            item
            for item in items
            if not (isinstance(item.meaning, (Fields, Vague)) and item.meaning.narrative)
        ]
    if not items:
        return []
    reading = _Reading(rules, tokens, items, start, known, narrative)
    resolved = reading.resolve(days[0] if days else None)
    if len(days) == 1:
        resolved = as_written(rules, tokens, items, resolved, reading.resolve, days[0])
    elif days:
        resolved = [
            either(one, other, days) for one, other in zip(resolved, reading.resolve(days[-1]), strict=True)
        ]
    expressions = []
    for number, (item, result) in enumerate(zip(items, resolved, strict=True)):
        limit = tokens.starts[items[number + 1].first] if number + 1 < len(items) else len(text)
        found = expression(rules, tokens, item, result, limit)
        if found is not None:
            expressions.append(found)
    return expressions


def _find_nothing(what: Event) -> None:
    """Return that no event is known."""


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
        self.language, self.tokens, self.items = language, tokens, items
        self.events = any(names_event(item.meaning) for item in items)
        self.narrative = narrative
        self._deictic = -1  # the offset of the last date that counts from publication
        self._framed = 0  # the offset up to which a sentence that begins with “In 2009” tells of that year
        self._headed = 0  # the same, of an entry of a chronology, which tells it in the present
        self._placed = 0  # the offset where the date ends from which a story in the news goes on
        self._passing = False  # whether that date is a month or year from which nothing has gone on yet
        self._remembered: int | None = None  # the year whose anniversary the news tells of
        self._circular: frozenset[int] = frozenset()  # numbers of the items that count from themselves
        self.anchors = Anchors(language, tokens, items, start, known)
        self.clauses = Clauses(language, tokens, self.anchors)
        self.extents = [extent(language, tokens, item) for item in items]
        self.pairs = Pairs(language, tokens, items, self.anchors)
        self._begin = start
        self._spoken = Spoken(self.clauses, self.pairs, narrative=narrative)
        at = {item.first: retold(language, tokens, self.anchors.sentence, item) for item in items}
        self._retold = {first: event for first, event in at.items() if event}

    def resolve(self, published: int | None) -> list[Resolved]:
        """Resolve all items; again, as long as that dates more of the events that others count from.

        What never comes to rest counts from itself (“the day before the vote” from what was told of that
        day), and is not dated.
        """
        self.anchors.forget()
        self._circular = frozenset()
        resolved = self._pass(published)
        if not self.events and not self._retold:
            return resolved
        for _ in range(_PASSES):
            self.anchors.learn(resolved, published)
            before, resolved = resolved, self._pass(published)
            if before == resolved:
                return resolved
        changes = zip(before, resolved, strict=True)
        self._circular = frozenset(number for number, (one, other) in enumerate(changes) if one != other)
        return self._pass(published)

    def _pass(self, published: int | None) -> list[Resolved]:
        context = Context(published, history=self.narrative, looks_back=opens_with_weekday(self.items))
        if published is not None and not self.narrative:
            context.focus.set(Period(Unit.DAY, published), PUBLICATION)
            context.focus.last = None  # nothing is told yet
            context.focus.news = Period(Unit.DAY, published), PUBLICATION
        results: list[Resolved] = []
        self._spoken = Spoken(self.clauses, self.pairs, narrative=self.narrative)
        self._placed = -_NEAR
        self._deictic = -1
        self._framed = self._headed = 0
        self._remembered = None
        for number, item in enumerate(self.items):
            start, end = self.extents[number]
            self._look_around(item, start, context)
            context.narrative = context.narrative or self.pairs.refines(number, results)
            before = self.items[number - 1].last if number else 0
            context.aged = follows_age(self.language, self.tokens, before, item.first)
            find = partial(self.anchors.find, before=start, meaning=item.meaning, published=published)
            event = _find_nothing if number in self._circular else find
            resolver = Resolver(context, event, self.pairs.words(item))
            results.append(resolver.resolve(item.meaning))
            self.pairs.adjust(number, results, context.tense)
            if isinstance(item.meaning, Length) and item.meaning.value in _REPORTED_MONTHS:
                context.focus.quarter = None  # what is compared now are several quarters
            result = results[-1]
            self._note_viewpoint(item, result, start, published)
            if self.pairs.tells_weekday(number, results):
                continue
            if result.period is not None and result.type in ("DATE", "TIME") and not is_present(item.meaning):
                self._spoken.take(number, item, self.extents[number], result, context)
                spoken = context.focus.last_at == start and result.anchor in (Anchor.CALENDAR, Anchor.TEXT)
                placed = spoken and self._is_placed(item)
                if not result.beside:  # else it names the day again: “on 3 May, a week after the vote”
                    self._placed = end if placed else -_NEAR
                points = isinstance(item.meaning, Then) and self._passing  # “had by then left”
                named = points or result.anchor is Anchor.CALENDAR or isinstance(item.meaning, Fields)
                self._passing = named and result.period.unit is not Unit.DAY
                if result.period.unit is Unit.YEAR and result.anchor in (Anchor.CALENDAR, Anchor.TEXT):
                    self._framed = self._frame(item)
                    if self.clauses.heads_entry(item):
                        line = self.tokens.text.find("\n", end)
                        self._headed = line if line >= 0 else len(self.tokens.text)
            elif result.date is None and result.keep and names_event(item.meaning):
                context.focus.is_lost = context.focus.is_lost or self.clauses.begins(item)
        if published is not None and not self.narrative:
            self.pairs.count_from_present(results, published)
        return results

    def _note_viewpoint(self, item: Item, result: Resolved, start: int, published: int | None) -> None:
        """Take in that a date counts from publication, or looks back at a year from the text's beginning."""
        if result.anchor is Anchor.PUBLICATION and result.begins_by(published):
            self._deictic = start
        if start < self._begin + _LEAD and is_remembered(item.meaning) and result.date is not None:
            first = parse(result.date).first
            self._remembered = first.year if first else None

    def _look_around(self, item: Item, start: int, context: Context) -> None:
        """Let the context be that of the item: its tense, and whether a story goes on there."""
        context.position = start
        self._spoken.return_to_news(start, context)
        clause = self.clauses.of(item)
        context.perfect, context.tense, context.cue = clause.perfect, clause.tense, clause.cue
        context.reported = clause.reported
        lasts = clause.perfect and isinstance(item.meaning, Since)
        context.had_lasted = lasts and not self.clauses.is_reported(item)
        context.inserted = bool(context.passing) and self.clauses.goes_on(self._spoken.inserted, item)
        context.strayed = self._strays(item, start, context)
        context.overnight = self._goes_overnight(item, start, context)
        context.beyond = item.first > 0 and self.language.is_a(self.tokens.symbols[item.first - 1], "beyond")
        event = self._retold.get(item.first)
        context.retold = self.anchors.told_before(event) if event else None
        framed = start < self._framed
        # “1935: Lund buys a slipway in May. In July he sells it”
        goes_on = clause.tense <= 0 and isinstance(item.meaning, Fields) and item.meaning.weekday is None
        headed = start < self._headed and (framed or goes_on)
        framed = (headed or (framed and clause.tense < 0)) and not clause.reported
        opens = framed and not headed and opens_clause(self.language, self.tokens, item)
        context.narrative = (
            (framed and (not opens or is_of_year(item.meaning, context.published)))
            or (self.narrative and not (context.published is not None and self._is_of_present(start, clause)))
            or self._tells_on(item, start, context)
        )

    def _is_of_present(self, start: int, clause: Clause) -> bool:
        """Whether in history a clause is about the day of writing, or goes on in a sentence that was."""
        sentence = self.anchors.sentence(start)
        return self.clauses.looks_ahead(clause) or (sentence is not None and sentence.start <= self._deictic)

    def _tells_on(self, item: Item, start: int, context: Context) -> bool:
        """Whether a story in the news goes on: right behind its date, or all of one that is remembered."""
        if is_recent(self.language, self.tokens, item.first):
            return False
        spoken = context.focus.of(Unit.MONTH)
        if spoken is not None and spoken[0].year == self._remembered:
            return context.tense <= 0
        near = start - self._placed < _NEAR and "\n\n" not in self.tokens.text[self._placed : start]
        return near and goes_on(context, item.meaning, self._passing)

    def _strays(self, item: Item, start: int, context: Context) -> bool:
        """Whether the news goes on behind the date last spoken of, so that what was before is before that.

        That date lies ahead, or an earlier paragraph gives it, beside its main line or before what somebody
        is said to have told; or an earlier sentence, beside its main line, which is of another year, unless
        somebody goes on telling of that.
        """
        focus = context.focus
        if context.published is None or self.narrative or focus.last is None:
            return False
        if focus.is_ahead:
            return context.tense < 0 or context.perfect
        if focus.is_beside and focus.main and focus.main[0].first - focus.last[0].last > _YEAR:
            sentence = self.anchors.sentence(start)
            told = is_attributed(self.language, self.tokens, item.last)  # “a week before, she said, …”
            return sentence is not None and focus.near_at < sentence.start and not told
        beside = focus.is_beside or self.clauses.is_reported(item)
        return beside and "\n" in self.tokens.text[focus.near_at : start]

    def _goes_overnight(self, item: Item, start: int, context: Context) -> bool:
        """Whether it goes on from an evening or a night, and in no side clause.

        A participle of its sentence gives that in passing, or it is one of the same paragraph.
        """
        focus = context.focus
        late = context.passing is not None and focus.passing_late
        if not late and focus.late and focus.main is not None and focus.last is not None:
            near = "\n" not in self.tokens.text[focus.main_at : start]
            late = near and focus.last[0] == focus.main[0]
        return late and not context.perfect and not self.clauses.is_side(item)

    def _frame(self, item: Item) -> int:
        """Return where the sentence ends that tells what was in the year, 0 for another year.

        It begins with the year (“In 2009 …”), or what follows goes on from it (“of 2009, in which …”, “fell
        in 1974, and on 3 May …”).
        """
        sentence = self.anchors.sentence(self.tokens.starts[item.first])
        if sentence is None:
            return 0
        near = range(max(0, item.first - 1), item.first + 1)
        begins = any(
            self.tokens.words[index][0].isupper() and self.tokens.starts[index] == sentence.start
            for index in near
        )
        told = begins or is_told_by_clause(self.language, self.tokens, item)
        told = told or self.clauses.heads_entry(item)
        return sentence.end if told or is_joined_by(self.language, self.tokens, item) else 0

    def _is_placed(self, item: Item) -> bool:
        """Whether it places what is told (“in March 1862 …”), so that what follows goes on from there.

        What counts from the date before does so, too, also without a preposition (“that month”, “two days
        later”).
        """
        if item.first == 0 or isinstance(item.meaning, Since):
            return False
        placed = self.language.is_a(self.tokens.symbols[item.first - 1], "dateprep")
        placed = placed or counts_from_text(item.meaning)
        return placed and not self.clauses.is_side(item)
