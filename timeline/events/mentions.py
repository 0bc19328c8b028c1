"""Mentions: the clauses of a document that tell a happening with a date of its own."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from timeline.documents.model import Document
from timeline.events import language
from timeline.events.again import tell_again, told_again
from timeline.events.anchored import dates_anchor, time_spans
from timeline.events.chronology import behind_heading
from timeline.events.clauses import Clause, ClauseKind, clause_at
from timeline.events.datable import (
    DATES,
    PassedOver,
    after_dateline,
    is_explicit,
    is_fiscal,
    why_undatable,
)
from timeline.events.gaps import fill_gaps, gapped, is_repetition, part_gaps
from timeline.events.governor import Governor, governor, noun_of_second_date
from timeline.events.inversion import in_plain_order
from timeline.events.joined import told_apart, told_with
from timeline.events.limits import at_limit, had_happened
from timeline.events.mention import Mention
from timeline.events.model import Undated
from timeline.events.names import names
from timeline.events.news import News
from timeline.events.noun_phrases import first_happening, is_named
from timeline.events.placed import Known, dated_again, end_of_length, placed
from timeline.events.precision import contains, finest
from timeline.events.prospects import drops_plan, looks_ahead
from timeline.events.repeated import is_attribute, is_beside
from timeline.events.segmenting import parse
from timeline.events.selection import (
    goes_on_now,
    is_compared,
    is_event,
    is_foretold,
    is_general,
    is_question,
    is_source,
)
from timeline.events.spans import join_spans
from timeline.events.telling import Parsed, Teller
from timeline.events.tokens import Token, opens_quotation, quotation_goes_on, tokenize
from timeline.events.verbgroup import Tense
from timeline.events.whens import at_its_end, tells_what_was
from timeline.times import edtf
from timeline.times.model import Anchor, TimeExpression
from timeline.times.sentences import Sentence, split

__all__ = ["mentions", "passed_over"]

# More tokens than this are a table or a list without full stops: no grammar of sentences holds there, and
# what looks ahead or goes from clause to clause would take endless time.
_LONGEST_SENTENCE = 400
_PHRASE = 5  # tokens of “a second deadly raid”


class _Reader:
    """Reads one document sentence by sentence."""

    def __init__(self, document: Document, expressions: Sequence[TimeExpression]) -> None:
        self.document = document
        self.text = document.text
        self.words = language.words()
        self.expressions = list(expressions)
        self.teller = Teller(document, self.words)
        self.mentions: list[Mention] = []
        self.undated: list[Undated] = []
        self.passed_over: list[PassedOver] = []
        self.news = News(document, self.words, self.teller)
        self.open_since: int | None = None  # where a sentence ended that leaves its quotation open
        # Of the sentence being read: what expressions date, and the one that dates only its source.
        self.dated: list[tuple[Mention, Governor]] = []
        self.known: TimeExpression | None = None
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
        expressions = self._datable(found)
        spans = time_spans(self.text, start, sentence.end, expressions, self.words)
        quoted = opens_quotation(self.text, start)
        quoted |= self.open_since is not None and quotation_goes_on(self.text, self.open_since, start)
        self.open_since = None
        tokens = tokenize(self.text, start, sentence.end, spans, quoted=quoted)
        if not 0 < len(tokens) <= _LONGEST_SENTENCE:
            return
        if tokens[-1].quoted:
            self.open_since = sentence.end
        self._report(sentence, found)
        tokens = fill_gaps(in_plain_order(tokens, self.words), self.words)
        clauses = part_gaps(tokens, parse(tokens, self.words), self.words)
        told = names(tokens, range(len(tokens)), self.words, self.teller.context.proper)
        parsed = Parsed(sentence, tokens, clauses, found, told)
        self.sentences.append(parsed)
        self.dated, self.known = [], None
        often = [e for e in found if e.type == "SET" and not is_attribute(e, tokens, self.words)]
        if is_question(self.text[start : sentence.end], tokens, self.words):
            for expression in expressions:
                self._pass_over(expression, "stands in a question, which tells nothing that happened")
        else:
            for expression in found:
                if expression.event_date and self._dated_by_distance(parsed, expression):
                    self.passed_over = [each for each in self.passed_over if each.expression != expression]
            self._date(parsed, behind_heading(self.text, sentence.start, expressions), often=often)
            self._place(parsed, found)
            self._drop_plans(parsed)
            news = self.news.tell(parsed, self.dated, self.known)
            if news:
                self.mentions.append(news)
        self.teller.context.follow(tokens, parsed.clauses, told, self.words)

    def _drop_plans(self, parsed: Parsed) -> None:
        """Leave out what the sentence, or the one before it, planned when it tells that it is not to be."""
        earliest = self.sentences[-2:][0].sentence.start
        near = len(self.mentions)
        while near and self.mentions[near - 1].start >= earliest:
            near -= 1
        self.mentions[near:] = [
            each
            for each in self.mentions[near:]
            if not (each.is_planned and drops_plan(parsed.tokens, parsed.clauses, each.title, self.words))
        ]

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
        self, parsed: Parsed, expressions: Sequence[TimeExpression], *, often: Sequence[TimeExpression]
    ) -> None:
        """Take what the expressions date; `often` are those that tell how often something is done."""
        tokens = parsed.tokens
        governed: set[int] = set()
        for expression in expressions:
            single = edtf.parse(expression.date or "").kind is edtf.Kind.DATE
            if single and any(is_beside(parsed, expression, other, self.words) for other in often):
                # “every Monday in March 2020”
                self._pass_over(expression, "belongs to what is done again and again, not to one happening")
                continue
            self._dated_by_when(parsed, expression)
            reason = self._dated(parsed, expression, governed)
            if reason:
                self._pass_over(expression, reason)
            else:
                self._date_around_when(parsed, expression)
        exact = finest(self.dated)
        for mention, found in self.dated:
            if mention not in exact:
                again = f"says with less precision when “{tokens[found.token].text}” was"
                self._pass_over(next(e for e in expressions if e.start == mention.position), again)
        self.mentions += told_apart(tokens, [pair for pair in self.dated if pair[0] in exact], self.words)
        self.mentions += told_with(parsed, self.dated, self.teller, self.words)

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
                and expression.event_date is None
                and expression.because
                and (names_day or expression.anchor is Anchor.EVENT)
            ):
                reason = expression.because[-1]
                self.undated.append(Undated(self.document.id, quote, sentence.start, expression.text, reason))

    # --- dated by an expression ---

    def _dated(self, parsed: Parsed, expression: TimeExpression, governed: set[int]) -> str:
        """Take what the expression dates; return why it dates nothing, "" when it does.

        `governed` holds the words that others of the sentence date.
        """
        assert expression.date is not None
        tokens = parsed.tokens
        number = _token_of(expression, tokens)
        clause = clause_at(parsed.clauses, number)
        quoted = tokens[number].quoted
        if dates_anchor(tokens, number, parsed.expressions, self.words):
            return "dates only what the time before it counts from"
        gap = gapped(tokens, clause, number, self.words)
        found = self._governed(parsed, expression, number, gap)
        if quoted and (
            expression.anchor is not Anchor.CALENDAR or (found and not tokens[found.token].quoted)
        ):
            return "stands in a quotation, and dates nothing outside of it"
        if found is None:
            return "belongs to no word that tells something that happened"
        word = f"“{tokens[found.token].text}”"
        expression = at_limit(tokens, found, number, expression, self.words)
        assert expression.date is not None
        is_day = edtf.parse(expression.date).precision >= edtf.Precision.DAY
        if is_compared(tokens, clause, number, self.words, is_day=is_day):
            return "belongs to what the sentence compares with"
        is_over = is_day or not self._is_ahead(edtf.parse(expression.date), True)
        if is_foretold(tokens, found, number, self.words, is_over=is_over):
            return f"belongs to what {word} was still to lead to"
        if had_happened(tokens, found, number, self.words):
            return f"is only the time by which {word} had happened"
        lede = self.news.is_open(parsed.sentence) and not parsed.has_time(parsed.main.tokens)
        published = found.clause.kind is ClauseKind.PARTICIPLE and not found.is_noun
        if is_source(tokens, found, number, self.words) and (lede or not published):
            self.known = expression
            return f"belongs to {word}, from which something is only said to be known"
        if expression.event_date and any(
            each is not expression and each.date == expression.date for each in parsed.expressions
        ):
            return f"says again when {word} was"  # “two days after the raid, on Sunday”
        repeated = is_repetition(tokens, number, self.words) or (
            gap and clause.opener and clause.verb is None
        )
        if found.token in governed and not repeated and self._is_said_again(found, expression):
            return f"says again when {word} was"
        if number == 0 and found.token in governed:
            return f"only heads the entry that says itself when {word} was"
        governed.add(found.token)
        return self._tell(parsed, found, expression)

    def _is_said_again(self, found: Governor, expression: TimeExpression) -> bool:
        """Whether it counts to a date that its word has: “on Sunday, two days after the raid”.

        It may be a finer one: “in May, two days after the raid”.
        """
        told = [mention.date for mention, other in self.dated if other.token == found.token]
        finer = any(each != expression.date and contains(each, expression.date or "") for each in told)
        return expression.anchor in (Anchor.EVENT, Anchor.TEXT) and not finer

    def _governed(
        self, parsed: Parsed, expression: TimeExpression, number: int, gap: Clause | None
    ) -> Governor | None:
        """Return what the expression (the token `number`) dates; `gap` is a clause that gives it its verb."""
        tokens, clause = parsed.tokens, clause_at(parsed.clauses, number)
        found = governor(tokens, parsed.clauses, number, self.words)
        if gap and gap.verb and clause.verb is None:
            return Governor(gap, gap.verb.last, gap.verb.lemma, is_noun=False)
        if found is None or not self._is_dated_otherwise(found, expression):
            return found
        if gap and found.clause is clause:
            return replace(found, clause=gap)
        return noun_of_second_date(tokens, clause, number, self.words) or found

    def _tell(self, parsed: Parsed, found: Governor, expression: TimeExpression) -> str:
        """Take what the governor tells at the expression's date; return why not, "" when it does."""
        assert expression.date is not None
        tokens = parsed.tokens
        word = f"“{tokens[found.token].text}”"
        date = edtf.parse(expression.date)
        planned = self._is_ahead(date, looks_ahead(tokens, found, self.words))
        if not planned and is_fiscal(expression, self.published, self.words):
            return f"belongs to {word}, but counts quarters by a firm's own year"
        exact = is_explicit(expression, date)
        general = not self.news.is_open(parsed.sentence) and is_general(tokens, found, expression, self.words)
        general = general or goes_on_now(tokens, found, date, self.published)
        if general or not is_event(tokens, found, date, self.words, planned=planned, exact=exact):
            return f"belongs to {word}, which is told as a plan, a state, a habit or a denial"
        if not self._take(parsed, found, expression, planned=planned):
            return f"belongs to {word}, of which no title can be made"
        return ""

    def _is_dated_otherwise(self, found: Governor, expression: TimeExpression) -> bool:
        """Whether the sentence has given the same word a date that this one cannot refine."""
        date = expression.date or ""
        told = [mention.date for mention, other in self.dated if other.token == found.token]
        return any(not contains(other, date) and not contains(date, other) for other in told)

    def _dated_by_when(self, parsed: Parsed, expression: TimeExpression) -> None:
        """Take “on Sunday, when the talks ended”: the clause after “when” is dated as well."""
        tokens = parsed.tokens
        number = _token_of(expression, tokens)
        if dates_anchor(tokens, number, parsed.expressions, self.words):
            return
        for clause in parsed.clauses:
            if clause.verb is None or not tells_what_was(tokens, clause, number, self.words):
                continue
            if parsed.has_time(clause.tokens, but=edtf.without_time(expression.date or "")):
                continue  # “the first cup since 1938 when they won it on 12 April”
            found = Governor(clause, clause.verb.last, clause.verb.lemma, is_noun=False)
            dated = at_its_end(tokens, clause, number, expression, self.words)
            if dated is None or dated.date is None:
                continue
            date = edtf.parse(dated.date)
            planned = self._is_ahead(date, looks_ahead(tokens, found, self.words))
            if is_event(tokens, found, date, self.words, planned=planned, exact=True):
                self._take(parsed, found, dated, planned=planned)

    def _date_around_when(self, parsed: Parsed, expression: TimeExpression) -> None:
        """Take “when the talks ended on Sunday, he left”: the clause around “when” is of that day as well."""
        clause = clause_at(parsed.clauses, _token_of(expression, parsed.tokens))
        around, date = clause.parent, edtf.parse(expression.date or "")
        is_day = date.kind is edtf.Kind.DATE and date.precision >= edtf.Precision.DAY
        if clause.opener not in self.words.dated_clause_openers or not is_day or around is None:
            return
        if around.verb is None or around.verb.tense is not Tense.PAST or parsed.has_time(around.tokens):
            return
        if around.verb.progressive:
            return  # “was driving home when it happened on Monday”
        found = Governor(around, around.verb.last, around.verb.lemma, is_noun=False)
        because = (*expression.because, f"“{clause.opener}” tells that it was then")
        self._tell(parsed, found, replace(expression, because=because))

    def _dated_by_distance(self, parsed: Parsed, expression: TimeExpression) -> bool:
        """Take “on Sunday, two days after the talks ended”: the clause after “after” is dated as well.

        Returns whether such a clause tells an event.
        """
        tokens = parsed.tokens
        reach = range(expression.start + 1, end_of_length(parsed, expression, self.words) + 2)
        openers = (i for i, token in enumerate(tokens) if token.start in reach)
        opener = next((i for i in openers if tokens[i].lower in self.words.subordinators), len(tokens))
        if opener + 1 >= len(tokens):
            return False
        clause = clause_at(parsed.clauses, opener + 1)
        first = clause.tokens[0]
        if clause.verb is None or first not in (opener, opener + 1):
            return self._tell_distant_noun(parsed, clause, opener, expression)
        is_gerund = first == opener + 1 and clause.verb.first == first and clause.verb.progressive
        if (first > opener and not is_gerund) or any(tokens[number].is_time for number in clause.tokens):
            return False
        found = Governor(clause, clause.verb.last, clause.verb.lemma, is_noun=False)
        if self.teller.title(parsed, found).partition(" ")[0].lower() in self.words.pronouns:
            return False  # “after it had fallen”: nothing says what
        return self._tell_distant(parsed, found, opener, expression)

    def _place(self, parsed: Parsed, expressions: Sequence[TimeExpression]) -> None:
        """Take “The order came two days after the talks ended”: that is counted back from the news."""
        first, known = len(self.dated), self._known()
        for expression in expressions:
            found = placed(parsed, expression, self.dated, known, self.words)
            if found is None or not self._dated_by_distance(parsed, found[0]):
                continue
            self.passed_over = [each for each in self.passed_over if each.expression != expression]
            start, end = parsed.sentence.start, parsed.sentence.end
            here = (start, expression.text)
            self.undated = [each for each in self.undated if (each.start, each.expression) != here]
            if found[2] and found[1].start != start:
                self.mentions.append(tell_again(found[1], self.text[start:end], start, found[2]))
        self.mentions += [mention for mention, _ in self.dated[first:]]

    def _known(self) -> Known:
        """Return what the sentence being read can name again."""
        paragraphs = [parsed.sentence.paragraph for parsed in self.sentences[-2:]]
        opens = len(paragraphs) == 1 or paragraphs[0] != paragraphs[1]
        return Known(self.mentions, self.news.told if self.news.ongoing else None, opens)

    def _tell_distant_noun(
        self, parsed: Parsed, clause: Clause, opener: int, counted: TimeExpression
    ) -> bool:
        """Take the raid of “on Sunday, two days after a raid on a village”, new to the reader or named."""
        tokens, behind = parsed.tokens, range(opener + 1, min(opener + _PHRASE, len(parsed.tokens)))
        noun = first_happening(tokens, behind, self.words)
        if noun is None or any(not token.is_word for token in tokens[opener:noun]):
            return False
        if tokens[opener + 1].lower not in self.words.indefinite and not is_named(tokens, noun, self.words):
            return False
        found = Governor(clause, noun, tokens[noun].lower, is_noun=True)
        return self._tell_distant(parsed, found, opener, counted)

    def _tell_distant(self, parsed: Parsed, found: Governor, opener: int, counted: TimeExpression) -> bool:
        """Take what was at the other end of a length of time, which the token `opener` tells of."""
        step = f"“{parsed.tokens[opener].lower}” tells what was then: {counted.event_date}"
        told = replace(counted, date=counted.event_date, because=(*counted.because, step))
        return not self._tell(parsed, found, told)

    def _is_ahead(self, date: edtf.Edtf, ahead: bool) -> bool:
        """Whether it is after the publication; at least its end, or that day, when the clause looks ahead."""
        border = date.latest if ahead else date.earliest
        if self.published is None or self.published.latest is None or border is None:
            return False
        return border > self.published.latest or (ahead and border == self.published.latest)

    def _take(self, parsed: Parsed, found: Governor, expression: TimeExpression, *, planned: bool) -> bool:
        """Take in what an expression dates; return whether a title can be made of it."""
        assert expression.date is not None
        is_news = self.news.is_dated_news(parsed.sentence, found, expression.date)
        make = self.teller.news_title if is_news else self.teller.title
        heading = make(parsed, found)
        if not heading:
            return False
        date = edtf.without_time(expression.date)  # the hour is told in the quote
        because = expression.because or (f"“{expression.text}”",)
        mention = replace(
            self.teller.mention(parsed, found, heading, date, because),
            expression=expression.text,
            position=expression.start,
            is_explicit=is_explicit(expression, edtf.parse(expression.date)),
            is_nominal=found.is_noun,
            is_planned=planned,
            is_news=is_news,
        )
        again = dated_again(parsed, found, expression, self._known(), self.words)
        if again:
            because = (*because, f"“{again[1]}” names again “{again[0].title}”")
            told = replace(mention, title=again[0].title, head=again[0].head, is_news=again[0].is_news)
            mention = replace(told, words=again[0].words, because=because)
        self.dated.append((mention, found))
        return True


def _token_of(expression: TimeExpression, tokens: Sequence[Token]) -> int:
    return next(i for i, token in enumerate(tokens) if token.start == expression.start and token.is_time)


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
