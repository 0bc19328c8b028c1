"""What the time expressions of one sentence date: the word that each goes with, or why it dates nothing."""

from collections.abc import Sequence
from dataclasses import replace

from timeline.events.anchored import dates_anchor
from timeline.events.circumstances import tells_how
from timeline.events.clauses import Clause, ClauseKind, clause_at
from timeline.events.datable import PassedOver, is_explicit, is_fiscal
from timeline.events.gaps import gapped, is_repetition
from timeline.events.governor import Governor, governor, noun_of_second_date
from timeline.events.joined import told_apart, told_with
from timeline.events.limits import at_limit, had_happened, is_origin
from timeline.events.mention import Mention
from timeline.events.news import News
from timeline.events.placed import Known, at_other_end, dated_again
from timeline.events.precision import contains, finest
from timeline.events.prospects import looks_ahead
from timeline.events.remembered import remembered
from timeline.events.repeated import is_beside
from timeline.events.selection import goes_on_now, is_compared, is_event, is_foretold, is_general, is_source
from timeline.events.telling import Parsed, Teller
from timeline.events.timeless import ranks
from timeline.events.verbgroup import Tense
from timeline.events.whens import around_when, behind_when
from timeline.times import edtf
from timeline.times.model import Anchor, TimeExpression

__all__ = ["Dating"]


class Dating:
    """Dates what a sentence tells; `known` is what it can name again."""

    def __init__(
        self, parsed: Parsed, teller: Teller, news: News, known: Known, published: edtf.Edtf | None
    ) -> None:
        self.parsed = parsed
        self.words = teller.words
        self.teller = teller
        self.news = news
        self.known = known
        self.published = published
        self.dated: list[tuple[Mention, Governor]] = []
        self.source: TimeExpression | None = None  # dates only from when something is known
        self.passed_over: list[PassedOver] = []

    def date(
        self, expressions: Sequence[TimeExpression], *, often: Sequence[TimeExpression]
    ) -> list[Mention]:
        """Return what the expressions date; `often` are those that tell how often something is done."""
        parsed, tokens = self.parsed, self.parsed.tokens
        governed: set[int] = set()
        for expression in expressions:
            single = edtf.parse(expression.date or "").kind is edtf.Kind.DATE
            if single and any(is_beside(parsed, expression, other, self.words) for other in often):
                # “every Monday in March 2020”
                self.pass_over(expression, "belongs to what is done again and again, not to one happening")
                continue
            self._date_behind_when(expression)
            reason = self._dated(expression, governed)
            if reason:
                self.pass_over(expression, reason)
                continue
            around = around_when(parsed, expression, self.words)
            if around is not None and not self._tell(*around):
                self._tell_as_one()
        exact = finest(self.dated)
        for mention, found in self.dated:
            if mention not in exact:
                word = f"“{tokens[found.token].text}”"
                again = f"says with less precision when {word} was"
                if found.is_noun:
                    again = f"dates {word}, which is told with another date"
                for expression in (each for each in expressions if each.start == mention.position):
                    self.pass_over(expression, again)
        return [
            *told_apart(tokens, [pair for pair in self.dated if pair[0] in exact], self.words),
            *told_with(parsed, self.dated, self.teller, self.words),
        ]

    def _tell_as_one(self) -> None:
        """Drop what the clause before tells where the last title tells it too: “hurt when a wall falls”."""
        (_, inside), (mention, around) = self.dated[-2:]
        named = mention.title.split(" ")[0].lower() not in self.words.pronouns
        if named and tells_how(self.parsed.tokens, inside.clause, around.clause, self.words):
            del self.dated[-2]

    def at_distance(self, expression: TimeExpression) -> bool:
        """Take what is told at the other end of a length of time; return whether that is an event."""
        context = self.teller.context
        kept = remembered(self.parsed, expression, self.teller.document.text, context.proper, self.words)
        if kept is not None:
            inside, noun, dated = kept
            return self._take(noun, dated, planned=False, parsed=inside)
        found = at_other_end(self.parsed, expression, self.teller, self.words)
        if found is None or self._tell(*found):
            return False
        span = (expression.start, expression.end)
        self.passed_over = [
            each for each in self.passed_over if (each.expression.start, each.expression.end) != span
        ]
        return True

    def pass_over(self, expression: TimeExpression, reason: str) -> None:
        """Take down why an expression dates no event."""
        self.passed_over.append(PassedOver(expression, reason))

    def _date_behind_when(self, expression: TimeExpression) -> None:
        """Take “on Sunday, when the talks ended”: the clause after “when” is dated as well."""
        for found, dated in behind_when(self.parsed, expression, self.words):
            date = edtf.parse(dated.date or "")
            planned = self._is_ahead(date, looks_ahead(self.parsed.tokens, found, self.words))
            if is_event(self.parsed.tokens, found, date, self.words, planned=planned, exact=True):
                self._take(found, dated, planned=planned)

    def _dated(self, expression: TimeExpression, governed: set[int]) -> str:
        """Take what the expression dates; return why it dates nothing, "" when it does.

        `governed` holds the words that others of the sentence date.
        """
        assert expression.date is not None
        parsed, tokens = self.parsed, self.parsed.tokens
        number = parsed.token_of(expression)
        clause = clause_at(parsed.clauses, number)
        if dates_anchor(tokens, number, parsed.expressions, self.words):
            return "dates only what the time before it counts from"
        if ranks(tokens, number, self.words):
            return "tells only among what something is the first"
        gap = gapped(tokens, clause, number, self.words)
        found = self._governed(expression, number, gap)
        spoken = expression.anchor is not Anchor.CALENDAR or (found and not tokens[found.token].quoted)
        if tokens[number].quoted and spoken:
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
        if is_origin(tokens, found, number, self.words):
            return "tells only when something began"
        if self._is_only_source(found, number):
            self.source = expression
            return f"belongs to {word}, from which something is only said to be known"
        if self._is_only_hour(found, expression):
            return f"tells only at what hour {word} was, on the day of what it is part of"
        others = (each.date for each in parsed.expressions if each is not expression)
        if expression.event_date and expression.date in others:
            return f"says again when {word} was"  # “two days after the raid, on Sunday”
        repeated = (gap and clause.opener and clause.verb is None) or is_repetition(
            tokens, number, self.words
        )
        if found.token in governed and not repeated and self._is_said_again(found, expression):
            return f"says again when {word} was"
        if number == 0 and found.token in governed:
            return f"only heads the entry that says itself when {word} was"
        governed.add(found.token)
        reason = self._tell(found, expression)
        joined = self._joined_to_state(found, number) if reason else None
        return reason if joined is None else self._tell(joined, expression)

    def _is_only_source(self, found: Governor, number: int) -> bool:
        """Whether a date (a token) only says when that was published from which something is known."""
        lede = self.news.is_open(self.parsed.sentence) and not self.parsed.has_time(self.parsed.main.tokens)
        published = found.clause.kind is ClauseKind.PARTICIPLE and not found.is_noun
        return is_source(self.parsed.tokens, found, number, self.words) and (lede or not published)

    def _is_only_hour(self, found: Governor, expression: TimeExpression) -> bool:
        """Whether an hour is of a part of what is dated: “invaded on Monday, shelling towns before dawn”."""
        clause, verb = found.clause, found.clause.verb
        if expression.type != "TIME" or found.is_noun or verb is None or not verb.progressive:
            return False
        part = clause.kind is ClauseKind.PARTICIPLE and self.parsed.tokens[clause.tokens[0]].text == ","
        day = edtf.without_time(expression.date or "")
        return part and any(
            mention.date == day and other.clause is clause.parent for mention, other in self.dated
        )

    def _joined_to_state(self, found: Governor, number: int) -> Governor | None:
        """Return what “and” joins to a state that a date in front dates, too: “In May it was ill, and”.

        `number` is that of the date.
        """
        verb = found.clause.verb
        if found.is_noun or verb is None or verb.tense is not Tense.PAST or number > verb.first:
            return None
        if verb.passive or verb.lemma not in self.words.states:
            return None
        for clause in self.parsed.clauses:
            joins = clause.parent is found.clause and clause.opener in self.words.adding
            if joins and clause.verb is not None and not clause.shares_subject():
                return Governor.of(clause)
        return None

    def _is_said_again(self, found: Governor, expression: TimeExpression) -> bool:
        """Whether it counts to a date that its word has: “on Sunday, two days after the raid”.

        It may be a finer one: “in May, two days after the raid”.
        """
        told = [mention.date for mention, other in self.dated if other.token == found.token]
        finer = any(each != expression.date and contains(each, expression.date or "") for each in told)
        return expression.anchor in (Anchor.EVENT, Anchor.TEXT) and not finer

    def _governed(self, expression: TimeExpression, number: int, gap: Clause | None) -> Governor | None:
        """Return what the expression (the token `number`) dates; `gap` is a clause that gives it its verb."""
        tokens, clauses = self.parsed.tokens, self.parsed.clauses
        clause, found = clause_at(clauses, number), governor(tokens, clauses, number, self.words)
        if gap and gap.verb and clause.verb is None:
            return Governor.of(gap)
        if found is None or not self._is_dated_otherwise(found, expression):
            return self._around_scene(found) if found else None
        if gap and found.clause is clause:
            return replace(found, clause=gap)
        return noun_of_second_date(tokens, clause, number, self.words) or found

    def _around_scene(self, found: Governor) -> Governor:
        """Return what happened while something went on: “killed nine who were watching a match on Sunday”."""
        verb, above = found.clause.verb, found.clause.parent
        main = above.verb if above is not None else None
        if found.is_noun or above is None or verb is None or main is None or main.tense is not Tense.PAST:
            return found
        went_on = verb.progressive and verb.tense is Tense.PAST and found.clause.kind is ClauseKind.RELATIVE
        dated = any(other.clause is above for _, other in self.dated)
        behind = main.last < verb.first
        if not (went_on and behind) or dated or main.lemma in self.words.saying | self.words.states:
            return found
        return Governor.of(above)

    def _tell(self, found: Governor, expression: TimeExpression) -> str:
        """Take what the governor tells at the expression's date; return why not, "" when it does."""
        assert expression.date is not None
        parsed, tokens = self.parsed, self.parsed.tokens
        word = f"“{tokens[found.token].text}”"
        if expression.type == "TIME" and parsed.counts_from_unknown(found.clause):
            return f"is the hour of {word}, the day of which counts from what the text does not date"
        date = edtf.parse(expression.date)
        planned = self._is_ahead(date, looks_ahead(tokens, found, self.words))
        told = (tokens[number] for number in {*found.clause.subject(), *found.clause.tokens})
        if not planned and is_fiscal(expression, self.published, told, self.words):
            return f"belongs to {word}, but counts quarters by a firm's own year"
        exact = is_explicit(expression, date)
        general = not self.news.is_open(parsed.sentence) and is_general(tokens, found, expression, self.words)
        general = general or goes_on_now(tokens, found, date, self.published)
        if general or not is_event(tokens, found, date, self.words, planned=planned, exact=exact):
            return f"belongs to {word}, which is told as a plan, a state, a habit or a denial"
        verb = found.clause.verb
        if self._take(found, expression, planned=planned):
            return ""
        if found.is_noun and verb is not None and tokens[found.token - 1].lower == "of":
            # “got a notice of dismissal in May”
            return self._tell(Governor.of(found.clause), expression)
        return f"belongs to {word}, of which no title can be made"

    def _is_dated_otherwise(self, found: Governor, expression: TimeExpression) -> bool:
        """Whether the sentence has given the same word a date that this one cannot refine."""
        date = expression.date or ""
        told = [mention.date for mention, other in self.dated if other.token == found.token]
        return any(not contains(other, date) and not contains(date, other) for other in told)

    def _is_ahead(self, date: edtf.Edtf, ahead: bool) -> bool:
        """Whether it is after the publication; at least its end, or that day, when the clause looks ahead."""
        border = date.latest if ahead else date.earliest
        if self.published is None or self.published.latest is None or border is None:
            return False
        return border > self.published.latest or (ahead and border == self.published.latest)

    def _take(
        self, found: Governor, expression: TimeExpression, *, planned: bool, parsed: Parsed | None = None
    ) -> bool:
        """Take in what an expression dates; return whether a title can be made of it.

        `parsed` is what tells it, by default the sentence.
        """
        assert expression.date is not None
        parsed = parsed or self.parsed
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
        again = dated_again(parsed, found, expression, self.known, self.words)
        if again:
            because = (*because, f"“{again[1]}” names again “{again[0].title}”")
            told = replace(mention, title=again[0].title, head=again[0].head, is_news=again[0].is_news)
            mention = replace(told, words=again[0].words, because=because)
        self.dated.append((mention, found))
        return True
