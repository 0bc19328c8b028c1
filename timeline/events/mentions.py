"""Mentions: the clauses of a document that tell a happening with a date of its own."""

from bisect import bisect_left
from collections.abc import Sequence

from timeline.documents.model import Document
from timeline.events import language
from timeline.events.again import tell_again, told_again
from timeline.events.anchored import time_spans
from timeline.events.chronology import behind_heading
from timeline.events.datable import (
    DATES,
    PassedOver,
    after_dateline,
    behind_particle,
    why_undatable,
    with_article,
)
from timeline.events.dating import Dating
from timeline.events.ellipses import fill_ellipses
from timeline.events.gaps import fill_gaps, part_gaps
from timeline.events.governor import Governor
from timeline.events.inversion import in_plain_order
from timeline.events.mention import Mention
from timeline.events.model import Undated
from timeline.events.names import names
from timeline.events.news import News
from timeline.events.placed import Known, placed
from timeline.events.prospects import dropped_plan
from timeline.events.repeated import is_attribute
from timeline.events.segmenting import parse
from timeline.events.selection import is_question
from timeline.events.spans import join_spans
from timeline.events.telling import Parsed, Teller
from timeline.events.tokens import Token, opens_quotation, quotation_goes_on, tokenize
from timeline.times import edtf
from timeline.times.model import Anchor, TimeExpression
from timeline.times.sentences import Sentence, split

__all__ = ["mentions", "passed_over"]

# More tokens than this are a table or a list without full stops: no grammar of sentences holds there, and
# what looks ahead or goes from clause to clause would take endless time.
_LONGEST_SENTENCE = 400


class _Reader:
    """Reads one document sentence by sentence."""

    def __init__(self, document: Document, expressions: Sequence[TimeExpression]) -> None:
        self.document = document
        self.text = document.text
        self.words = language.words()
        whole = [with_article(self.text, each, self.words) for each in expressions]
        self.expressions = [behind_particle(self.text, each, self.words) for each in whole]
        self.teller = Teller(document, self.words)
        self.mentions: list[Mention] = []
        self.undated: list[Undated] = []
        self.passed_over: list[PassedOver] = []
        self.news = News(document, self.words, self.teller)
        self.open_since: int | None = None  # where a sentence ended that leaves its quotation open
        self.published = edtf.parse(document.published) if document.published else None
        self.sentences: list[Parsed] = []

    def read(self) -> None:
        starts = [expression.start for expression in self.expressions]
        for sentence in split(self.text, self.document.body):
            first, last = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
            self._sentence(sentence, [e for e in self.expressions[first:last] if e.end <= sentence.end])
        self.mentions += told_again(self.text, self.mentions, self.sentences, self.words)

    def _sentence(self, sentence: Sentence, expressions: list[TimeExpression]) -> None:
        start = after_dateline(self.text, sentence, expressions, self.words)
        found = [expression for expression in expressions if expression.start >= start]
        datable, passed_over = self._datable(found)
        tokens = self._tokens(sentence, start, datable)
        if tokens:
            self._report(sentence, found)
            dating = self._dating(sentence, tokens, found)
            dating.passed_over += passed_over
            if is_question(self.text[start : sentence.end], dating.parsed.tokens, self.words):
                for expression in datable:
                    dating.pass_over(expression, "stands in a question, which tells nothing that happened")
            else:
                self._tell(dating, datable)
            parsed = dating.parsed
            self.teller.context.follow(parsed.tokens, parsed.clauses, parsed.names, self.words)
            passed_over = dating.passed_over
        self.passed_over += passed_over

    def _tokens(self, sentence: Sentence, start: int, datable: Sequence[TimeExpression]) -> list[Token]:
        """Return the tokens of a sentence that begins at `start`, none of one that is too long."""
        spans = time_spans(self.text, start, sentence.end, datable, self.words)
        quoted = opens_quotation(self.text, start)
        quoted |= self.open_since is not None and quotation_goes_on(self.text, self.open_since, start)
        tokens = tokenize(self.text, start, sentence.end, spans, quoted=quoted)
        if len(tokens) > _LONGEST_SENTENCE:
            tokens = []
        self.open_since = sentence.end if tokens and tokens[-1].quoted else None
        return tokens

    def _dating(self, sentence: Sentence, tokens: list[Token], found: list[TimeExpression]) -> Dating:
        """Parse a sentence, to date what it tells."""
        tokens = fill_ellipses(in_plain_order(tokens, self.words), self.words)
        tokens = fill_gaps(tokens, self.words)
        clauses = part_gaps(tokens, parse(tokens, self.words), self.words)
        told = names(tokens, range(len(tokens)), self.words, self.teller.context.proper)
        parsed = Parsed(sentence, tokens, clauses, found, told)
        before = self.sentences[-1].sentence.paragraph if self.sentences else None
        self.sentences.append(parsed)
        known = Known(
            self.mentions,
            self.news.topic.current,
            self.document.published,
            opens_paragraph=before != sentence.paragraph,
        )
        return Dating(parsed, self.teller, self.news, known, self.published)

    def _tell(self, dating: Dating, datable: list[TimeExpression]) -> None:
        """Take what a sentence tells."""
        parsed, words = dating.parsed, self.words
        for expression in parsed.expressions:
            if expression.event_date:
                dating.at_distance(expression)
        often = [each for each in parsed.expressions if each.type == "SET"]
        often = [each for each in often if not is_attribute(each, parsed.tokens, words)]
        headed = behind_heading(self.text, parsed.sentence.start, datable)
        self.mentions += dating.date(headed, often=often)
        self._drop_plans(parsed)
        news = self.news.tell(parsed, dating.dated, dating.source)
        if news:
            self.mentions.append(news)
            if parsed.main.verb is not None and not news.is_elaboration:
                dating.dated.append((news, Governor.of(parsed.main)))
        self._place(dating)

    def _place(self, dating: Dating) -> None:
        """Take “The order came two days after the talks ended”: that is counted back from the news."""
        first, sentence = len(dating.dated), dating.parsed.sentence
        for expression in dating.parsed.expressions:
            found = placed(dating.parsed, expression, dating.dated, dating.known, self.words)
            if found is None or not dating.at_distance(found.expression):
                continue
            here = (sentence.start, expression.text)
            self.undated = [each for each in self.undated if (each.start, each.expression) != here]
            if found.again and found.again.start != sentence.start:
                quote = self.text[sentence.start : sentence.end]
                self.mentions.append(tell_again(found.again, quote, sentence.start, found.name))
        self.mentions += [mention for mention, _ in dating.dated[first:]]

    def _drop_plans(self, parsed: Parsed) -> None:
        """Leave out the last plan of this sentence and the one before, if it tells that that is not to be."""
        earliest = self.sentences[-2:][0].sentence.start
        near = len(self.mentions)
        while near and self.mentions[near - 1].start >= earliest:
            near -= 1
        plans = [each for each in self.mentions[near:] if each.is_planned]
        dropped = dropped_plan(parsed.tokens, parsed.clauses, plans, self.words)
        if dropped is None:
            return
        self.mentions.remove(dropped)
        dated = (each for told in self.sentences[-2:] for each in told.expressions)
        for expression in dated:
            if expression.start == dropped.position:
                self.passed_over.append(PassedOver(expression, "belongs to a plan that was called off"))

    def _datable(
        self, expressions: Sequence[TimeExpression]
    ) -> tuple[list[TimeExpression], list[PassedOver]]:
        """Return the expressions that can date something, the two ends of a span as one, and the others."""
        datable, passed_over = [], []
        often = [expression for expression in expressions if expression.type == "SET"]
        for expression in [*often, *join_spans(self.text, expressions, self.words)]:
            reason = why_undatable(self.text, expression, self.words)
            if reason:
                passed_over.append(PassedOver(expression, reason))
            else:
                datable.append(expression)
        return datable, passed_over

    def _report(self, sentence: Sentence, expressions: list[TimeExpression]) -> None:
        """Take down the expressions that should date an event but for which the text gives no date."""
        quote = self.text[sentence.start : sentence.end]
        for expression in expressions:
            names_day = expression.type in DATES and not expression.value.endswith("_REF")
            if (
                expression.date is None
                and expression.event_date is None
                and expression.because
                and (names_day or expression.anchor is Anchor.EVENT)
            ):
                reason = expression.because[-1]
                self.undated.append(Undated(self.document.id, quote, sentence.start, expression.text, reason))


def mentions(
    document: Document, expressions: Sequence[TimeExpression]
) -> tuple[list[Mention], list[Undated]]:
    """Return the events that the document tells, and the expressions that should date one but cannot.

    `expressions` are those that the tagger found in the document's text, in order.
    """
    reader = _Reader(document, expressions)
    reader.read()
    return reader.mentions, reader.undated


def passed_over(
    document: Document, expressions: Sequence[TimeExpression]
) -> tuple[list[Mention], list[PassedOver]]:
    """Return the events that the document tells, as `mentions` does, and the expressions that date none."""
    reader = _Reader(document, expressions)
    reader.read()
    return reader.mentions, reader.passed_over
