"""Mentions: the clauses of a document that tell a happening with a date of its own."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from timeline.documents.model import Document
from timeline.events import language
from timeline.events.governor import Governor, governor
from timeline.events.clauses import Clause, ClauseKind, parse
from timeline.events.tokens import Token, tokenize
from timeline.events.verbs import Tense
from timeline.events.language import Words
from timeline.events.model import Undated
from timeline.events.names import names
from timeline.events.selection import is_event, is_question
from timeline.events.subjects import Context, subject_of
from timeline.events.tags import tags
from timeline.events.titles import LONGEST, nominal_title, title
from timeline.times import edtf
from timeline.times.model import Anchor, TimeExpression
from timeline.times.sentences import Sentence, split

__all__ = ["Mention", "mentions"]

_DATES = ("DATE", "TIME")
_DATELINE = re.compile(r"[^\W\d_][^.!?\n]{0,60}?(?:\([^)\n]{1,40}\)\s*(?:--|—|–|-|:)?|--|—|–)\s*")
_TERMINAL = re.compile(r"[.!?…][\"”’')]*$")
_LEAST_LEDE = 6  # words that a sentence must have to be the article's news
_LEDE_SENTENCES = 2  # the lede, and the standfirst or caption before it or what goes on with it


@dataclass(frozen=True, slots=True)
class Mention:
    """One sentence of one document that tells an event."""

    source: str
    quote: str
    start: int
    end: int
    date: str  # EDTF
    because: tuple[str, ...]
    title: str
    head: str  # the verb or noun that tells it, in its base form
    words: frozenset[str]  # stems of the clause's content words
    names: frozenset[str]
    actors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    expression: str | None = None
    position: int = 0  # offset of the time expression, of the quote when there is none
    is_statement: bool = False
    is_news: bool = False  # what the article reports: headline or lede
    is_headline: bool = False
    is_nominal: bool = False  # told by a noun in passing
    is_planned: bool = False


class _Reader:
    """Reads one document sentence by sentence."""

    def __init__(self, document: Document, expressions: Sequence[TimeExpression]) -> None:
        self.document = document
        self.text = document.text
        self.words = language.words(document.language if document.language == "en" else "en")
        self.expressions = list(expressions)
        self.context = Context(document.text)
        self.mentions: list[Mention] = []
        self.undated: list[Undated] = []
        self.lede_sentences = 0
        self.published = edtf.parse(document.published) if document.published else None

    def read(self) -> None:
        for sentence in split(self.text, self.document.body):
            inside = [e for e in self.expressions if sentence.start <= e.start and e.end <= sentence.end]
            self._sentence(sentence, inside)

    def _sentence(self, sentence: Sentence, expressions: list[TimeExpression]) -> None:
        start = self._after_dateline(sentence, expressions)
        expressions = [expression for expression in expressions if expression.start >= start]
        expressions = [e for e in expressions if e.type in _DATES and not self._is_commemorated(e)]
        tokens = tokenize(self.text, start, sentence.end, [(e.start, e.end) for e in expressions])
        if not tokens:
            return
        clauses = parse(tokens, self.words)
        for expression in expressions:
            if expression.date is None:
                self._report(sentence, expression)
                continue
            mention = self._dated(sentence, tokens, clauses, expression)
            if mention:
                self.mentions.append(mention)
        if not is_question(self.text[start : sentence.end], tokens, self.words):
            self._news(sentence, tokens, clauses, start)
        self.context.follow(tokens, clauses, self.words)

    def _after_dateline(self, sentence: Sentence, expressions: list[TimeExpression]) -> int:
        """Return where the sentence proper begins: after “Baghdad, January 2 (RHC)--”."""
        match = _DATELINE.match(self.text, sentence.start, sentence.end)
        if match and match.end() < sentence.end - 20:
            line = match[0]
            has_date = any(e.start < match.end() for e in expressions)
            capitals = sum(word[0].isupper() for word in re.findall(r"[^\W\d_]\w*", line))
            if capitals * 2 > len(re.findall(r"[^\W\d_]\w*", line)) and (
                has_date or line.split(" ")[0].isupper()
            ):
                return match.end()
        return sentence.start

    def _is_commemorated(self, expression: TimeExpression) -> bool:
        """Whether the expression is what an act is about, not when it was: “to mark the anniversary of the raid”."""
        if not self.words.named_days & set(re.findall(r"\w+", expression.text.lower())):
            return False
        before = re.search(
            r"(\w+)\s+(?:the\s+)?$", self.text[max(expression.start - 30, 0) : expression.start]
        )
        return before is None or before[1].lower() not in ("on", "since", "by")

    def _report(self, sentence: Sentence, expression: TimeExpression) -> None:
        if expression.type in _DATES and expression.because and not expression.value.endswith("_REF"):
            quote = self.text[sentence.start : sentence.end]
            reason = expression.because[-1]
            self.undated.append(Undated(self.document.id, quote, sentence.start, expression.text, reason))

    # --- dated by an expression ---------------------------------------------------------------------------------

    def _dated(
        self, sentence: Sentence, tokens: list[Token], clauses: list[Clause], expression: TimeExpression
    ) -> Mention | None:
        if expression.type not in _DATES or expression.date is None:
            return None
        number = next(
            i for i, token in enumerate(tokens) if token.start == expression.start and token.is_time
        )
        clause = next(clause for clause in clauses if number in clause.tokens)
        if tokens[number].quoted and expression.anchor is not Anchor.CALENDAR:
            return None
        found = governor(tokens, clauses, clause, number, self.words)
        if found is None:
            return None
        date = edtf.parse(expression.date)
        planned = self._is_ahead(date)
        if not is_event(
            tokens, found, date, self.words, planned=planned, exact=expression.anchor is Anchor.CALENDAR
        ):
            return None
        return self._mention(sentence, tokens, clauses, found, expression, planned=planned)

    def _is_ahead(self, date: edtf.Edtf) -> bool:
        if self.published is None or self.published.latest is None or date.earliest is None:
            return False
        return date.earliest > self.published.latest

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
            sentence,
            tokens,
            found,
            Mention(
                self.document.id,
                self.text[sentence.start : sentence.end],
                sentence.start,
                sentence.end,
                expression.date,
                expression.because or (f"“{expression.text}”",),
                heading,
                found.head,
                frozenset(),
                frozenset(),
                expression=expression.text,
                position=expression.start,
                is_nominal=found.is_noun,
                is_planned=planned,
                is_news=self._is_news(sentence),
            ),
        )

    def _title(self, tokens: list[Token], clauses: list[Clause], found: Governor) -> str:
        if found.is_noun:
            return nominal_title(
                tokens, found.token, self.words, self.context.owner(tokens, found.token, self.words)
            )
        subject = subject_of(tokens, found.clause, self.words, self.context)
        said = next(
            (c for c in clauses if c.parent is found.clause and c.kind is ClauseKind.COMPLEMENT), None
        )
        plural = self.context.is_plural(subject, self.words)
        return title(tokens, found.clause, self.words, subject=subject, plural=plural, said=said)

    def _complete(
        self, sentence: Sentence, tokens: list[Token], found: Governor, mention: Mention
    ) -> Mention:
        """Fill in who, where and what, from the words of the clause."""
        numbers = found.reach(tokens)
        told = names(tokens, numbers, self.words, self.context.proper)
        content = [tokens[number].text for number in numbers if tokens[number].is_word]
        subject = mention.title.split() if not found.is_noun else []
        verb = found.clause.verb
        actors = [name.text for name in told if not (name.is_place and name.is_located)]
        return replace(
            mention,
            words=frozenset(content_stems([*content, *subject], self.words)),
            names=frozenset(
                name.text for name in names(tokens, range(len(tokens)), self.words, self.context.proper)
            ),
            actors=tuple(dict.fromkeys(actors)),
            places=tuple(dict.fromkeys(name.text for name in told if name.is_place and name.is_located)),
            tags=tuple(tags([*content, *mention.title.split()])),
            is_statement=bool(
                verb and not found.is_noun and verb.lemma in self.words.saying - self.words.acts_of_saying
            ),
        )

    # --- the article's news ---------------------------------------------------------------------------------------

    def _is_news(self, sentence: Sentence) -> bool:
        """Whether the sentence is the headline, or comes before or is the lede."""
        return self.lede_sentences < _LEDE_SENTENCES or self._is_headline(sentence)

    def _is_headline(self, sentence: Sentence) -> bool:
        quote = _plain(self.text[sentence.start : sentence.end])
        return bool(self.document.title) and quote == _plain(self.document.title or "")

    def _news(self, sentence: Sentence, tokens: list[Token], clauses: list[Clause], start: int) -> None:
        """Take headline and lede as news of the publication date, unless an expression dates their main clause."""
        headline = self._is_headline(sentence)
        if self.lede_sentences >= _LEDE_SENTENCES and not headline:
            return
        main = clauses[0]
        if main.verb is None or sum(token.is_word for token in tokens) < _LEAST_LEDE and not headline:
            return
        if not headline:
            if not _TERMINAL.search(sentence_text(self.text, sentence)):
                return  # a caption or a line of the page's furniture
            self.lede_sentences += 1
        found = Governor(main, main.verb.last, main.verb.lemma, is_noun=False)
        dated = any(tokens[number].is_time for number in main.tokens) and any(
            mention.start == sentence.start and not mention.is_nominal for mention in self.mentions
        )
        if any(tokens[number].lower in self.words.habits for number in main.tokens):
            return
        if dated or self.document.published is None or not _tells_news(main, self.words):
            return
        heading = _headline(self.document.title or "") if headline else self._title(tokens, clauses, found)
        if not heading:
            return
        date, because = self._publication(headline)
        news = Mention(
            self.document.id,
            self.text[sentence.start : sentence.end],
            sentence.start,
            sentence.end,
            date,
            because,
            heading,
            found.head,
            frozenset(),
            frozenset(),
            position=start,
            is_news=True,
            is_headline=headline,
        )
        self.mentions.append(self._complete(sentence, tokens, found, news))

    def _publication(self, headline: bool) -> tuple[str, tuple[str, ...]]:
        """Return the date of what the article reports without a date: about its publication date."""
        published = self.document.published or ""
        where = "in its headline" if headline else "in its first sentence"
        reason = f"the article tells it {where} as its news, without a date of its own"
        basis = f"the article was published {published} ({'; '.join(self.document.published_because)})"
        parsed = edtf.parse(published)
        date = f"{published}~" if parsed.kind is edtf.Kind.DATE else published
        return date, (reason, basis)


def _headline(text: str) -> str:
    """Return a headline as a title, or "" when it is too long for one."""
    text = " ".join(re.sub(r"[*_#`]+", "", text).split()).rstrip(".")
    return text if len(text.split()) <= LONGEST + 2 else ""


def _tells_news(clause: Clause, words: Words) -> bool:
    verb = clause.verb
    if verb is None or verb.negated or verb.tense in (Tense.FUTURE, Tense.CONDITIONAL, Tense.NONE):
        return False
    return verb.lemma not in words.states or verb.passive


def sentence_text(text: str, sentence: Sentence) -> str:
    """Return the words of a sentence."""
    return text[sentence.start : sentence.end]


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().lower()


def content_stems(texts: Sequence[str], words: Words) -> set[str]:
    """Return the stems of the content words among these."""
    from timeline.events.tags import stem

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
