"""What an article reports as its news: headline, lede, and the sentences that go on with them.

News texts follow the inverted pyramid (Bell, "The Language of News Media", 1991): the first sentences
tell the news, those that follow elaborate it at the same time until the text turns to other times.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from timeline.documents.model import Document
from timeline.events.assertions import (
    answers_news,
    clauses_of_time,
    death_told,
    goes_on_since,
    is_background,
    is_described,
    is_told,
    lasts_days,
    leads_back,
    only_speaks_of,
    opens_life,
    tells_fact,
    tells_no_act,
    tells_of_market,
    tells_of_then,
    told_directly,
    told_with_main,
)
from timeline.events.clauses import Clause, ClauseKind
from timeline.events.governor import Governor, governor
from timeline.events.language import Words
from timeline.events.mention import Mention
from timeline.events.narration import TURNING_CLAUSES, Narration
from timeline.events.subjects import subject_of
from timeline.events.telling import Parsed, Teller
from timeline.events.titles import headline
from timeline.events.topic import Topic
from timeline.events.verbgroup import Tense
from timeline.times import edtf
from timeline.times.model import TimeExpression
from timeline.times.sentences import Sentence

__all__ = ["News"]

_NO_WORD = re.compile(r"\W+")
_TERMINAL = re.compile(r"[.!?…][\"”’')]*$")
_LEAST_WORDS = 6  # that a sentence must have to be the news
_RECENT = 10  # days
_LEAST_TOLD = 4  # words of a title that tells more than that something was done or said
_NEWS_CLAUSES = (ClauseKind.MAIN, ClauseKind.COORDINATE, ClauseKind.COMPLEMENT)
_SENTENCES = 2  # the lede, and the standfirst or caption before it or what goes on with it


class News:
    """Follows one article's news from sentence to sentence."""

    def __init__(self, document: Document, words: Words, teller: Teller) -> None:
        self.document = document
        self.words = words
        self.teller = teller
        self.sentences = 0
        self.topic = Topic(words, teller.context, document.published)
        self._scene: TimeExpression | None = None  # a day that the first sentences only tell the scene of
        self.narration = Narration(document.text, words, teller)

    def tell(
        self, parsed: Parsed, dated: Sequence[tuple[Mention, Governor]], known: TimeExpression | None = None
    ) -> Mention | None:
        """Return what a sentence tells of the news without an expression that dates it, None if nothing.

        `dated` is what expressions date in the sentence, each with its governor; `known` says when that was
        published from which the sentence knows it.
        """
        nouns = [found.token for _, found in dated if found.is_noun]
        spoken_of = only_speaks_of(parsed, nouns, self.words)
        dated = [(mention, found) for mention, found in dated if not mention.is_nominal]
        is_open = self.is_open(parsed.sentence)
        told = self._take(parsed)
        self._follow(parsed, dated)
        if is_open and self.topic.told is None and not dated:
            self._set_scene(parsed)
        subject = subject_of(parsed.tokens, parsed.main, self.words, self.teller.context)
        of_main = any(found.clause is parsed.main for _, found in dated)
        if not of_main and self.topic.is_of_dead(parsed.main, subject):
            self.topic.ongoing = False
            self.narration.leave(parsed)
            if parsed.main.verb is None or not parsed.tokens[parsed.main.verb.last].quoted:
                return None  # “He was kind,” said his widow
        if not of_main and (
            self._quotes(parsed, dated)
            or tells_of_then(parsed.tokens, parsed.main, self.words)
            or (self.topic.is_of_day() and lasts_days(parsed, self.words))
        ):
            return None
        obituary = death_told(parsed, self.words) if is_open and self.document.published else None
        if obituary and self.topic.told is None:
            return self._tell_undated(parsed, obituary, known)
        if is_open and told and not spoken_of:
            news_dated = any(found.clause.kind in _NEWS_CLAUSES for _, found in dated)
            if news_dated or self.document.published is None or not self._can_be_news(parsed):
                return None
            return self._tell_undated(parsed, parsed.main, known)
        if self.topic.told is None:
            return self._on_the_same_day(parsed) if self.narration.is_in_entry() else None
        if of_main:
            return None
        if self.topic.goes_on_with(parsed, subject):
            self.narration.day = self.topic.told
            return self._elaboration(parsed)
        told_on = self._on_the_same_day(parsed) or self._statement(parsed)
        of_day = self.topic.is_of_publication() and answers_news(parsed, self.words)
        if told_on is None and (of_day or tells_of_market(parsed, subject, self.words)):
            told_on = self._undated(parsed, self.topic.told, _going_on_with(self.topic.told))
        if told_on is None and self.topic.is_spoken_of(parsed):
            return self._elaboration(parsed)
        return told_on

    def _follow(self, parsed: Parsed, dated: Sequence[tuple[Mention, Governor]]) -> None:
        """Take in what is dated in a sentence, for what the next ones are about."""
        for mention, found in dated:
            if mention.is_news:
                self.topic.remember(mention)
            elif found.clause.kind in TURNING_CLAUSES and not mention.is_planned:
                self.topic.turn(mention)
        self.narration.follow(parsed, dated)

    def _quotes(self, parsed: Parsed, dated: Sequence[tuple[Mention, Governor]]) -> bool:
        """Whether what is dated is all that the main clause tells: “cited police as saying on Friday”."""
        return any(
            found.clause.parent is parsed.main and self.teller.quotes(parsed.tokens, found.clause)
            for _, found in dated
        )

    def _can_be_news(self, parsed: Parsed) -> bool:
        """Whether a sentence without a date of its own tells an act that is not of another time."""
        if self.topic.told is not None and (
            parsed.has_time(clauses_of_time(parsed.clauses, parsed.main))
            or tells_no_act(parsed.tokens, parsed.main, self.words)
        ):
            return False
        return not (
            self._is_of_other_time(parsed)
            or parsed.hangs_on_text(parsed.main.tokens)
            or parsed.counts_from_unknown(parsed.main, back=True)
            or self._is_remark(parsed.main)
            or is_background(parsed, self.words)
            or (is_described(parsed) and not self._is_headline(parsed.sentence))
            or goes_on_since(parsed, self.words)
        )

    def is_dated_news(self, sentence: Sentence, found: Governor, date: str) -> bool:
        """Return whether what an expression dates (an EDTF date) in a sentence is the article's news."""
        clause, above = found.clause, found.clause.parent.verb if found.clause.parent else None
        before = clause.kind is ClauseKind.RELATIVE and above is not None and above.first > found.token
        of_dead = before and found.head in self.words.dying  # “the poet, who died on Sunday, fought”
        if found.is_noun or not (of_dead or clause.kind in _NEWS_CLAUSES):
            return False
        return self.is_open(sentence) and self._is_recent(edtf.parse(date))

    def _tell_undated(self, parsed: Parsed, clause: Clause, known: TimeExpression | None) -> Mention | None:
        verb = clause.verb
        assert verb is not None
        is_headline = self._is_headline(parsed.sentence)
        found = Governor.of(clause)
        make = self.teller.title if self.topic.told else self.teller.news_title
        title = headline(self.document.title or "") if is_headline else make(parsed, found)
        if self.topic.told and (not title or self._begins_with_pronoun(title)):
            return self._elaboration(parsed)
        if not title or self._names_nobody(title):
            return None
        date, because = self._date(headline=is_headline)
        news = replace(
            self._mention(parsed, title, date, because, clause), is_news=True, is_headline=is_headline
        )
        if known is not None and known.date and self._is_recent(edtf.parse(known.date)):
            day = edtf.without_time(known.date)
            reason = f"it is known from what was published “{known.text}”"
            news = replace(news, date=day, because=(reason, *known.because), expression=known.text)
        self.topic.remember(news)
        return news

    def _begins_with_pronoun(self, title: str) -> bool:
        return title.split()[0].lower() in self.words.pronouns

    def _names_nobody(self, title: str) -> bool:
        """Return whether a title begins with “they” or “he”, whom a first sentence leaves open."""
        first = title.split()[0].lower()
        return first in self.words.subject_pronouns & (
            self.words.plural_pronouns | self.words.personal_pronouns
        )

    def _on_the_same_day(self, parsed: Parsed) -> Mention | None:
        """Return what else happened on the day that the text has come to, told without a time."""
        day = self.narration.goes_on(parsed, self.topic.current)
        if day is None or self.narration.tells_of_another(parsed, self.topic.told):
            return None
        return self._undated(parsed, day, f"it goes on with what was told before it, on {day.date}")

    def _statement(self, parsed: Parsed) -> Mention | None:
        """Return what somebody outside the news says of it as a fact."""
        verb, tokens, main = parsed.main.verb, parsed.tokens, parsed.main
        if self.topic.told is None or verb is None or not self.topic.speaks(tokens, main):
            return None
        if not tells_fact(parsed, self.words) or self.topic.says_at_other_time(parsed, main):
            return None
        told = self._undated(parsed, self.topic.told, _going_on_with(self.topic.told))
        if told is None or not told.actors:  # “analysts said” names nobody
            return None
        speaker = subject_of(tokens, main, self.words, self.teller.context)
        # “Ana Torres tells the crowd” does not say what she told it, nor does a title cut behind “was shed”.
        last = next(token.text for token in reversed(tokens) if not token.is_mark)
        is_whole = told.title.endswith(last)
        return told if is_whole and len(told.title.split()) - len(speaker.split()) >= _LEAST_TOLD else None

    def _undated(self, parsed: Parsed, day: Mention, reason: str) -> Mention | None:
        """Return what the main clause of a sentence without a time tells as an event of its own."""
        verb = parsed.main.verb
        assert verb is not None
        if parsed.has_time(told_with_main(parsed, self.words), but=day.date):
            return None
        if leads_back(parsed, self.words) or parsed.counts_from_unknown(parsed.main):
            return None
        title = self.teller.title(parsed, Governor.of(parsed.main))
        who = title.rpartition(" ")[0]
        counted = verb.lemma in self.words.dying and self.teller.context.numbers.is_plural(who, self.words)
        short = len(title.split()) < _LEAST_TOLD and not counted  # but “Ten people die”
        if short or self._begins_with_pronoun(title):
            return None
        return self._mention(parsed, title, day.date, (reason, *day.because))

    def _elaboration(self, parsed: Parsed) -> Mention:
        """Return the mention of a sentence that goes on with the news told before it."""
        told = self.topic.told
        assert told is not None
        because = (_going_on_with(told), *told.because)
        return replace(self._mention(parsed, told.title, told.date, because), is_elaboration=True)

    def _mention(
        self, parsed: Parsed, title: str, date: str, because: tuple[str, ...], clause: Clause | None = None
    ) -> Mention:
        """Return the mention of what a clause, the main one mostly, tells without a time expression."""
        clause = clause or parsed.main
        first = clause.tokens[0] if clause.tokens else 0
        found = Governor(clause, first, clause.verb.lemma if clause.verb else "", is_noun=False)
        mention = self.teller.mention(parsed, found, title, date, because)
        return replace(mention, position=parsed.sentence.start)

    def _is_headline(self, sentence: Sentence) -> bool:
        """Return whether the sentence is the article's title."""
        title = self.document.title
        return bool(title) and _plain(self.document.text[sentence.start : sentence.end]) == _plain(
            title or ""
        )

    def _is_recent(self, date: edtf.Edtf) -> bool:
        """Return whether news can have happened then: in the days before publication, if that is known."""
        if not self.document.published:
            return True
        published = edtf.parse(self.document.published)
        first, last = published.earliest, published.latest
        if first is None or last is None or date.latest is None:
            return False
        if date.earliest is None:
            return date.latest > last  # “gave the bank until Friday”
        return date.latest >= first - _RECENT and date.earliest <= last

    def _is_ahead(self, date: edtf.Edtf) -> bool:
        """Return whether a date lies after the publication, so that it dates nothing that has been done."""
        last = edtf.parse(self.document.published).latest if self.document.published else None
        if last is None or date.latest is None:
            return False
        return date.latest > last and (date.earliest is None or date.earliest > last)

    def is_open(self, sentence: Sentence) -> bool:
        """Return whether the sentence can be the news: the headline, or among the first sentences."""
        return self.sentences < _SENTENCES or self._is_headline(sentence)

    def _take(self, parsed: Parsed) -> bool:
        """Count a sentence among the news, if it can be; return whether its main clause tells the news."""
        sentence, tokens, clause = parsed.sentence, parsed.tokens, parsed.main
        headline = self._is_headline(sentence)
        if clause.verb is None or not self.is_open(sentence):
            return False
        if not headline:
            if opens_life(parsed, self.words):
                self.sentences = _SENTENCES  # what follows tells of that life
                return False
            text = self.document.text[sentence.start : sentence.end]
            if sum(token.is_word for token in tokens) < _LEAST_WORDS or not _TERMINAL.search(text):
                return False  # a caption, or a line of the page's furniture
            self.sentences += 1
        ahead = headline and clause.verb.tense is Tense.FUTURE and not clause.verb.negated
        return ahead or is_told(tokens, clause, self.words)

    def _date(self, *, headline: bool) -> tuple[str, tuple[str, ...]]:
        """Return the date of news that has no time expression, and the reason.

        It is that of the news told before it when an expression gives one, else about the publication date.
        """
        if self.topic.told is not None and self.topic.told.expression is not None:
            return self.topic.told.date, (_going_on_with(self.topic.told), *self.topic.told.because)
        if self.topic.told is None and self._scene is not None and not headline:
            step = f"the article sets the scene of its news “{self._scene.text}”"
            return edtf.without_time(self._scene.date or ""), (step, *self._scene.because)
        published = self.document.published or ""
        where = "in its headline" if headline else "among its first sentences"
        reason = f"the article tells it {where} as its news, without a date of its own"
        basis = f"the article was published {published} ({'; '.join(self.document.published_because)})"
        is_day = edtf.parse(published).kind is edtf.Kind.DATE
        return f"{published}~" if is_day else published, (reason, basis)

    def _set_scene(self, parsed: Parsed) -> None:
        """Take in the day of a first sentence that tells no event: “On Friday no seat was free”."""
        verb, directly = parsed.main.verb, set(told_directly(parsed))
        if verb is None or verb.tense is not Tense.PAST:
            return
        starts = {parsed.tokens[number].start for number in directly}
        for each in parsed.expressions:
            date = (
                edtf.parse(edtf.without_time(each.date or "")) if each.date and each.start in starts else None
            )
            if (
                date
                and date.kind is edtf.Kind.DATE
                and date.precision >= edtf.Precision.DAY
                and self._is_recent(date)
            ):
                self._scene = each

    def _is_of_other_time(self, parsed: Parsed) -> bool:
        """Whether the main clause is of a time long before the news: “had led it since 2004”.

        What is to be is no such time: “has closed the bridge until June”.
        """
        dates = [(e.start, edtf.parse(e.date)) for e in parsed.expressions if e.date]
        starts = {start for start, date in dates if not (self._is_recent(date) or self._is_ahead(date))}
        tokens = parsed.tokens
        for number in parsed.main.tokens:
            if tokens[number].start in starts and number:
                found = governor(tokens, parsed.clauses, number, self.words)
                of_main = found is not None and not found.is_noun and found.clause is parsed.main
                if of_main and tokens[number - 1].lower in self.words.prepositions:
                    return True
        return False

    def _is_remark(self, clause: Clause) -> bool:
        """Return whether it is what somebody says of news that the lede told before: “The union says …”."""
        verb = clause.verb
        if verb is None or self.topic.told is None or self.sentences < _SENTENCES:
            return False
        return verb.tense is Tense.PRESENT and verb.lemma in self.words.saying


def _going_on_with(news: Mention) -> str:
    dated = f", which is dated by “{news.expression}”" if news.expression else ""
    return f"it goes on with the article's news{dated}"


@lru_cache(maxsize=200)  # a sentence is held against the title several times
def _plain(text: str) -> str:
    return _NO_WORD.sub(" ", text).strip().lower()
