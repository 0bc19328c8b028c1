"""Mentions: the clauses of a document that tell a happening with a date of its own."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from timeline.documents.model import Document
from timeline.events import language
from timeline.events.clauses import Clause, ClauseKind, parse
from timeline.events.datable import (
    DATES,
    PassedOver,
    after_dateline,
    is_explicit,
    why_undatable,
    with_possessive,
)
from timeline.events.governor import Governor, governor
from timeline.events.language import Words
from timeline.events.mention import Mention
from timeline.events.model import Undated
from timeline.events.names import names
from timeline.events.news import News
from timeline.events.selection import is_compared, is_event, is_question, looks_ahead
from timeline.events.spans import join_spans
from timeline.events.subjects import Context, subject_of
from timeline.events.tags import stem, stems
from timeline.events.titles import LONGEST, nominal_title, noun_phrase, subject_phrase, title
from timeline.events.tokens import Token, tokenize
from timeline.times import edtf
from timeline.times.model import Anchor, TimeExpression
from timeline.times.sentences import Sentence, split

__all__ = ["mentions", "passed_over"]

# A relative or subordinate clause, or what somebody said, is told in passing and ends no narration.
_TURNING_CLAUSES = (ClauseKind.MAIN, ClauseKind.COORDINATE)
_NEWS_CLAUSES = (ClauseKind.MAIN, ClauseKind.COORDINATE, ClauseKind.COMPLEMENT)
# More tokens than this are a table or a list without full stops: no grammar of sentences holds there, and
# what looks ahead or goes from clause to clause would take endless time.
_LONGEST_SENTENCE = 400


class _Reader:
    """Reads one document sentence by sentence."""

    def __init__(self, document: Document, expressions: Sequence[TimeExpression]) -> None:
        self.document = document
        self.text = document.text
        self.words = language.words()
        self.expressions = list(expressions)
        self.context = Context(document.text)
        self.mentions: list[Mention] = []
        self.undated: list[Undated] = []
        self.passed_over: list[PassedOver] = []
        self.news = News(document, self.words)
        # Of the sentence being read: what expressions date, and whether one of them is its news.
        self.dated: list[tuple[Mention, Governor]] = []
        self.main_clause_dated = False
        self.published = edtf.parse(document.published) if document.published else None

    def read(self) -> None:
        starts = [expression.start for expression in self.expressions]
        for sentence in split(self.text, self.document.body):
            first, last = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
            self._sentence(sentence, [e for e in self.expressions[first:last] if e.end <= sentence.end])

    def _sentence(self, sentence: Sentence, expressions: list[TimeExpression]) -> None:
        start = after_dateline(self.text, sentence, expressions)
        found = [expression for expression in expressions if expression.start >= start]
        expressions = self._datable(found)
        ends = [(e.start, with_possessive(self.text, e)) for e in expressions]
        tokens = tokenize(self.text, start, sentence.end, ends)
        if not 0 < len(tokens) <= _LONGEST_SENTENCE:
            return
        self._report(sentence, found)
        clauses = parse(tokens, self.words)
        self.dated = []
        self.main_clause_dated = False
        often = [
            clause for clause in clauses if any(_is_in(clause, tokens, e) for e in found if e.type == "SET")
        ]
        if is_question(self.text[start : sentence.end], tokens, self.words):
            for expression in expressions:
                self._pass_over(expression, "stands in a question, which tells nothing that happened")
        else:
            self._date(sentence, tokens, clauses, expressions, often=often)
            self._tell_news(sentence, tokens, clauses)
        self.context.follow(tokens, clauses, self.words)

    def _datable(self, expressions: Sequence[TimeExpression]) -> list[TimeExpression]:
        """Return the expressions that can date something, the two ends of a span as one."""
        datable = []
        often = [expression for expression in expressions if expression.type == "SET"]
        for expression in [*often, *join_spans(self.text, expressions, self.words)]:
            reason = why_undatable(self.text, expression, self.words)
            if reason:
                self._pass_over(expression, reason)
            else:
                datable.append(expression)
        return datable

    def _date(
        self,
        sentence: Sentence,
        tokens: list[Token],
        clauses: list[Clause],
        expressions: Sequence[TimeExpression],
        *,
        often: Sequence[Clause],
    ) -> None:
        """Take what the expressions date; `often` are the clauses of what is done again and again."""
        governed: set[int] = set()
        for expression in expressions:
            single = edtf.parse(expression.date or "").kind is edtf.Kind.DATE
            if single and any(_is_in(clause, tokens, expression) for clause in often):
                # “every Monday in March 2020”
                self._pass_over(expression, "belongs to what is done again and again, not to one happening")
                continue
            self._dated_by_when(sentence, tokens, clauses, expression)
            reason = self._dated(sentence, tokens, clauses, expression, governed)
            if reason:
                self._pass_over(expression, reason)
        finest = _finest(self.dated)
        for mention, found in self.dated:
            if mention not in finest:
                again = f"says with less precision when “{tokens[found.token].text}” was"
                self._pass_over(next(e for e in expressions if e.start == mention.position), again)
        self.mentions += finest

    def _pass_over(self, expression: TimeExpression, reason: str) -> None:
        """Take down why an expression dates no event."""
        self.passed_over.append(PassedOver(expression, reason))

    def _report(self, sentence: Sentence, expressions: list[TimeExpression]) -> None:
        """Take down the expressions that should date an event but for which the text gives no date."""
        quote = self.text[sentence.start : sentence.end]
        for expression in expressions:
            names_day = expression.type in DATES and not expression.value.endswith("_REF")
            if (
                expression.date is None
                and expression.because
                and (names_day or expression.anchor is Anchor.EVENT)
            ):
                reason = expression.because[-1]
                self.undated.append(Undated(self.document.id, quote, sentence.start, expression.text, reason))

    # --- dated by an expression ---

    def _dated(
        self,
        sentence: Sentence,
        tokens: list[Token],
        clauses: list[Clause],
        expression: TimeExpression,
        governed: set[int],
    ) -> str:
        """Take what the expression dates; return why it dates nothing, "" when it does.

        `governed` holds the words that others of the sentence date.
        """
        assert expression.date is not None
        number = _token_of(expression, tokens)
        clause = next(clause for clause in clauses if number in clause.tokens)
        quoted = tokens[number].quoted
        found = governor(tokens, clause, number, self.words)
        if quoted and (
            expression.anchor is not Anchor.CALENDAR or (found and not tokens[found.token].quoted)
        ):
            return "stands in a quotation, and dates nothing outside of it"
        if found is None:
            return "belongs to a thing or a period, not to something that happened"
        word = f"“{tokens[found.token].text}”"
        if is_compared(tokens, clause, number, self.words):
            return "belongs to what the sentence compares with"
        if found.token in governed and expression.anchor in (Anchor.EVENT, Anchor.TEXT):
            return f"says again when {word} was"  # “on Sunday, two days after the raid” gives one date twice
        governed.add(found.token)
        date = edtf.parse(expression.date)
        planned = self._is_ahead(date, looks_ahead(tokens, found, self.words))
        if not is_event(
            tokens, found, date, self.words, planned=planned, exact=is_explicit(expression, date)
        ):
            return f"belongs to {word}, which is told as a plan, a state, a habit or a denial"
        mention = self._mention(sentence, tokens, clauses, found, expression, planned=planned)
        if mention is None:
            return f"belongs to {word}, of which no title can be made"
        self.dated.append((mention, found))
        return ""

    def _dated_by_when(
        self, sentence: Sentence, tokens: list[Token], clauses: list[Clause], expression: TimeExpression
    ) -> None:
        """Take “on Sunday, when the talks ended”: the clause after “when” is dated as well."""
        number = _token_of(expression, tokens)
        for clause in clauses:
            if (
                clause.opener not in self.words.dated_clause_openers
                or clause.verb is None
                or clause.tokens[0] - number not in (1, 2)
            ):
                continue
            found = Governor(clause, clause.verb.last, clause.verb.lemma, is_noun=False)
            first = edtf.parse(expression.date or "").first
            if first is None:
                continue
            date = edtf.parse(str(first))
            planned = self._is_ahead(date, looks_ahead(tokens, found, self.words))
            if not is_event(tokens, found, date, self.words, planned=planned, exact=True):
                continue
            dated = replace(expression, date=str(first))
            mention = self._mention(sentence, tokens, clauses, found, dated, planned=planned)
            if mention:
                self.dated.append((mention, found))

    def _is_ahead(self, date: edtf.Edtf, ahead: bool) -> bool:
        """Whether it is after the publication; at least its end when the clause looks ahead (“this year”)."""
        border = date.latest if ahead else date.earliest
        if self.published is None or self.published.latest is None or border is None:
            return False
        return border > self.published.latest

    def _mention(
        self,
        sentence: Sentence,
        tokens: list[Token],
        clauses: list[Clause],
        found: Governor,
        expression: TimeExpression,
        *,
        planned: bool,
    ) -> Mention | None:
        heading = self._title(tokens, clauses, found)
        if not heading:
            return None
        assert expression.date is not None
        return self._complete(
            tokens,
            found,
            Mention(
                self.document.id,
                self.text[sentence.start : sentence.end],
                sentence.start,
                sentence.end,
                edtf.without_time(expression.date),  # the hour is told in the quote
                expression.because or (f"“{expression.text}”",),
                heading,
                found.head,
                expression=expression.text,
                position=expression.start,
                is_explicit=is_explicit(expression, edtf.parse(expression.date)),
                is_nominal=found.is_noun,
                is_planned=planned,
                is_news=self._is_news(sentence, found, expression.date),
            ),
        )

    def _is_news(self, sentence: Sentence, found: Governor, date: str) -> bool:
        if found.is_noun or found.clause.kind not in _NEWS_CLAUSES:
            return False
        self.main_clause_dated = True
        return self.news.is_open(sentence) and self.news.is_recent(edtf.parse(date))

    def _title(self, tokens: list[Token], clauses: list[Clause], found: Governor) -> str:
        if found.is_noun:
            owner = self.context.owner(tokens, found.token, self.words)
            heading = nominal_title(tokens, found.token, self.words, owner)
            return heading or self._title_of_relative(tokens, clauses, found.token)
        subject = subject_of(tokens, found.clause, self.words, self.context)
        said = self._said(clauses, found.clause)
        plural = self.context.is_plural(subject, self.words)
        return title(tokens, found.clause, self.words, subject=subject, plural=plural, said=said)

    def _said(self, clauses: list[Clause], clause: Clause) -> Clause | None:
        """Return the clause that tells what was said, also one before the verb: “prices fell, he said”."""
        for other in clauses:
            if other.parent is clause and other.kind is ClauseKind.COMPLEMENT:
                return other
        before = clause.parent
        says = clause.verb is not None and clause.verb.lemma in self.words.saying
        if says and clause.kind is ClauseKind.COORDINATE and before is not None and before.verb is not None:
            return before
        return None

    def _title_of_relative(self, tokens: list[Token], clauses: list[Clause], noun: int) -> str:
        """Return the title of the clause that says what a noun was: “the raid that killed two guards”."""
        for clause in clauses:
            if not noun < clause.tokens[0] <= noun + 5:
                continue
            if clause.kind is ClauseKind.PARTICIPLE and clause.tokens[0] == noun + 1:
                own = subject_of(tokens, clause, self.words, self.context)  # “the raid led by two guards”
                plural = self.context.is_plural(own, self.words)
                return title(tokens, clause, self.words, subject=own, plural=plural, said=None)
            if clause.kind is not ClauseKind.RELATIVE:
                continue
            numbers = clause.subject()[1:]
            own = subject_phrase(tokens, numbers, self.words)
            if not own and tokens[clause.tokens[0] - 1].lower not in self.words.prepositions:
                own = subject_phrase(tokens, noun_phrase(tokens, noun, self.words), self.words)
            plural = self.context.is_plural(own, self.words)
            return title(tokens, clause, self.words, subject=own, plural=plural, said=None)
        return ""

    def _complete(self, tokens: list[Token], found: Governor, mention: Mention) -> Mention:
        """Fill in who, where and what, from the words of the clause."""
        numbers = found.reach(tokens)
        told = names(tokens, numbers, self.words, self.context.proper)
        content = [tokens[number].text for number in numbers if tokens[number].is_word]
        subject = mention.title.split() if not found.is_noun else []
        verb = found.clause.verb
        actors = [name.text for name in told if not (name.is_place and name.is_located)]
        return replace(
            mention,
            words=frozenset(_content_stems([*content, *subject], self.words)),
            names=frozenset(
                name.text for name in names(tokens, range(len(tokens)), self.words, self.context.proper)
            ),
            actors=tuple(dict.fromkeys(actors)),
            places=tuple(dict.fromkeys(name.text for name in told if name.is_place and name.is_located)),
            stems=stems([*content, *mention.title.split()]),
            is_statement=bool(
                verb and not found.is_noun and verb.lemma in self.words.saying - self.words.acts_of_saying
            ),
        )

    # --- the article's news ---

    def _tell_news(self, sentence: Sentence, tokens: list[Token], clauses: list[Clause]) -> None:
        """Take headline and lede as news of the publication date, unless an expression dates them."""
        dated = [(m, g) for m, g in self.dated if not m.is_nominal]
        is_open = self.news.is_open(sentence)
        told = self.news.take(sentence, tokens, clauses[0])
        for mention, found in dated:
            if mention.is_news:
                self.news.remember(mention)
            elif found.clause.kind in _TURNING_CLAUSES and not mention.is_planned:
                self.news.turn(mention)
        if is_open and told:
            is_remark = self.news.is_remark(clauses[0])
            if not self.main_clause_dated and not is_remark and self.document.published is not None:
                self._add_news(sentence, tokens, clauses)
            return
        subject = subject_of(tokens, clauses[0], self.words, self.context)
        main_dated = any(found.clause is clauses[0] for _, found in dated)
        news = self.news.told
        if not main_dated and news and self.news.goes_on(tokens, clauses, subject):
            because = ("told as part of the article's news", *news.because)
            self._add(sentence, tokens, clauses, news.date, because, news.title, is_elaboration=True)

    def _add_news(self, sentence: Sentence, tokens: list[Token], clauses: list[Clause]) -> None:
        verb = clauses[0].verb
        assert verb is not None
        found = Governor(clauses[0], verb.last, verb.lemma, is_noun=False)
        headline = self.news.is_headline(sentence)
        heading = _headline(self.document.title or "") if headline else self._title(tokens, clauses, found)
        if heading:
            date, because = self.news.date(headline=headline)
            news = self._add(
                sentence, tokens, clauses, date, because, heading, is_news=True, is_headline=headline
            )
            self.news.remember(news)

    def _add(
        self,
        sentence: Sentence,
        tokens: list[Token],
        clauses: list[Clause],
        date: str,
        because: tuple[str, ...],
        heading: str,
        *,
        is_news: bool = False,
        is_headline: bool = False,
        is_elaboration: bool = False,
    ) -> Mention:
        """Add a mention that the sentence's main clause tells without a time expression."""
        main = clauses[0]
        found = Governor(
            main, main.tokens[0] if main.tokens else 0, main.verb.lemma if main.verb else "", is_noun=False
        )
        mention = Mention(
            self.document.id,
            self.text[sentence.start : sentence.end],
            sentence.start,
            sentence.end,
            date,
            because,
            heading,
            found.head,
            position=sentence.start,
            is_news=is_news,
            is_headline=is_headline,
            is_elaboration=is_elaboration,
        )
        self.mentions.append(self._complete(tokens, found, mention))
        return self.mentions[-1]


def _is_in(clause: Clause, tokens: Sequence[Token], expression: TimeExpression) -> bool:
    return any(expression.start <= tokens[number].start < expression.end for number in clause.tokens)


def _token_of(expression: TimeExpression, tokens: Sequence[Token]) -> int:
    return next(i for i, token in enumerate(tokens) if token.start == expression.start and token.is_time)


def _finest(dated: Sequence[tuple[Mention, Governor]]) -> list[Mention]:
    """Return the mentions without those whose date only contains that of another of the same word.

    “Last year, on 4 May, the ferry sank” tells one event.
    """
    return [
        mention
        for mention, found in dated
        if not any(
            found.token == other.token and mention.date != finer.date and _contains(mention.date, finer.date)
            for finer, other in dated
        )
    ]


def _contains(outer: str, inner: str) -> bool:
    first, second = edtf.parse(outer), edtf.parse(inner)
    if first.earliest is None or first.latest is None or second.earliest is None or second.latest is None:
        return False
    return first.earliest <= second.earliest and second.latest <= first.latest


def _headline(text: str) -> str:
    """Return a headline as a title, or "" when it is too long for one."""
    text = " ".join(re.sub(r"[*_#`]+", "", text).split()).rstrip(".")
    return text if len(text.split()) <= LONGEST + 2 else ""


def _content_stems(texts: Sequence[str], words: Words) -> set[str]:
    """Return the stems of the content words among these."""
    return {
        stem(text.lower())
        for text in texts
        if len(text) > 2
        and text.lower()
        not in words.prepositions | words.determiners | words.pronouns | words.be | words.have
    }


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
