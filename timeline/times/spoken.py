"""Which date of a text becomes the one last spoken of, from which the next expressions count."""

from timeline.times.calendar import Period, Unit
from timeline.times.clauses import Clauses
from timeline.times.context import Context
from timeline.times.counted_dates import is_late, minutes_of
from timeline.times.dateline import is_in_dateline
from timeline.times.discourse import compares, is_precedent, is_told_by_clause, looks_back
from timeline.times.edtf import parse
from timeline.times.matching import Item
from timeline.times.meaning import Since, Until
from timeline.times.model import Anchor
from timeline.times.pairs import Pairs
from timeline.times.resolved import Resolved
from timeline.times.verb_forms import has_past_perfect

__all__ = ["Spoken"]

_NEWS = 7  # days around the publication
_PROSPECT = 5  # tokens from “planned” to the year that is planned for


class Spoken:
    """Lets the dates of one text become the one last spoken of, in their order."""

    def __init__(self, clauses: Clauses, pairs: Pairs, *, narrative: bool) -> None:
        self.clauses, self.pairs, self.narrative = clauses, pairs, narrative
        self.language, self.tokens, self.anchors = clauses.language, clauses.tokens, clauses.anchors
        self.inserted: Item | None = None  # what a participle gave in passing last
        self._main: Item | None = None  # what dates the main line of the story

    def return_to_news(self, start: int, context: Context) -> None:
        """Leave a day of the background behind with its paragraph: what clocks count on is the news again."""
        focus = context.focus
        if focus.main is None or focus.news is None or context.published is None:
            return
        past = context.published - focus.main[0].last > _NEWS
        if past and "\n" in self.tokens.text[focus.main_at : start]:
            focus.main = focus.news

    def take(
        self, number: int, item: Item, extent: tuple[int, int], result: Resolved, context: Context
    ) -> None:
        """Let the result become the date last spoken of, or the one of an aside.

        `number` is that of its item among those of the text, `extent` the offsets of that.
        """
        focus, (start, end) = context.focus, extent
        assert result.period is not None
        words, day = self.pairs.words(item), result.period.unit is Unit.DAY
        focus.named = result.period, words
        if isinstance(item.meaning, (Since, Until)):
            focus.since = result.period, words
        late = is_late(result.value)
        late = late or (day and self.language.is_a(self.tokens.symbols[item.first], "latemark"))
        if day and self._main is not None and self.clauses.is_aside(item, self._main):
            focus.aside = result.period, words
        elif number not in self.anchors.dating and self._speaks(item, result, start, end, context):
            begin = parse(result.date).earliest if result.date else None
            focus.set(result.period, words, start, begin)
            if focus.near_at == start:
                focus.is_ahead = context.tense > 0
                focus.is_beside = self.clauses.is_side(item) or self.clauses.is_of_noun(item)
                exact = Period(Unit.DAY, focus.begin).edtf()
                focus.is_vague = result.anchor is Anchor.EVENT and result.date != exact
            focus.late, focus.minutes = late, minutes_of(result.value)
            if is_in_dateline(self.language, self.tokens, item.first, item.last):
                return
            self._main = item if day else self._main
            counted = result.anchor is Anchor.TEXT
            later = counted and focus.main is not None and result.period.first > focus.main[0].last
            if (
                day
                and context.tense <= 0
                and not (self.clauses.is_beside(item, later=later) or self._reports(start, context))
            ):
                focus.main, focus.main_at = (result.period, words), start
                if context.published is not None and abs(context.published - result.period.first) <= _NEWS:
                    focus.news = focus.main
            elif day and context.tense > 0 and (sentence := self.anchors.sentence(start)):
                focus.ahead, focus.ahead_until = (result.period, words), sentence.end
        elif day:
            focus.aside = result.period, words
        passing = context.inserted or self.clauses.of(item).participial or self._is_precedent(item, result)
        sentence = self.anchors.sentence(start) if passing else None
        if sentence and focus.last_at < sentence.start:
            focus.passing, focus.passing_until = (result.period, words), sentence.end
            focus.passing_late, self.inserted = late, item

    def _reports(self, start: int, context: Context) -> bool:
        """Whether it only tells when something was said: “it fell on Sunday, police said Monday”."""
        sentence = self.anchors.sentence(start)
        told = context.focus.main is not None and context.reported
        return told and sentence is not None and sentence.start <= context.focus.main_at

    def _speaks(self, item: Item, result: Resolved, start: int, end: int, context: Context) -> bool:
        """Whether it becomes the date last spoken of; a year before a noun (“the 1978 treaty”) does not."""
        if self.narrative and result.anchor is Anchor.PUBLICATION:
            # A history can begin with the news: “His death, on 3 May, was announced two days later”.
            return context.focus.last is None and result.period is not None and result.period.unit is Unit.DAY
        if isinstance(item.meaning, Until):
            # The story has got there, unless a side clause only says so.
            told = self.narrative and result.anchor in (Anchor.CALENDAR, Anchor.TEXT)
            return told and not self.clauses.is_side(item)
        if context.inserted or self.clauses.of(item).participial:
            return False  # “the motion, filed on Monday, …”
        if isinstance(item.meaning, Since) and is_told_by_clause(self.language, self.tokens, item):
            return True  # “since 2003, when it was sold”
        if isinstance(item.meaning, Since) or looks_back(item.meaning, context.perfect):
            return False
        if self._is_precedent(item, result):
            return False
        if self.narrative and self._is_flashback(item, result, context):
            return False
        if self._leads_back(item, result, context):
            return False
        if result.period is not None and result.period.unit is Unit.QUARTER and compares(item.meaning):
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
        following = self.tokens.symbols[item.last : item.last + 1]
        if following and self.language.is_a(following[0], "yearlong"):
            return True
        text, before = self.tokens.text, self.tokens.symbols[item.first - 1] if item.first else ""
        if not before or text[start - 1] in "\n(" or text[end : end + 1] in ("", "\n", ":", ",", "."):
            return True
        if self.clauses.heads_entry(item):
            return True
        return self.language.is_a(before, "dateprep") or self.language.is_a(before, "genitive")

    def _is_precedent(self, item: Item, result: Resolved) -> bool:
        """Whether in the news it only tells when the like was before (“the dam last broke in May 1947”)."""
        news = not self.narrative and result.anchor is Anchor.CALENDAR
        return news and is_precedent(self.language, self.tokens, item)

    def _leads_back(self, item: Item, result: Resolved, context: Context) -> bool:
        """Whether a side clause is of a year before: “sold in 1980 to men who came in 1950”."""
        spoken = context.focus.last
        if spoken is None or result.period is None or result.period.unit is not Unit.YEAR:
            return False
        return result.period.last < spoken[0].first and self.clauses.is_behind(item, context.focus.last_at)

    def _is_flashback(self, item: Item, result: Resolved, context: Context) -> bool:
        """Whether the past perfect tells of what was before the day the story has come to."""
        if self._main is None or result.period is None or result.anchor is Anchor.EVENT:
            return False
        if not context.perfect and not has_past_perfect(self.language, self.tokens, item.last):
            return False
        return result.period.last < context.focus.begin
