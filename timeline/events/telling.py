"""From a clause that tells a happening to the mention of it: its title, who, where and in which words."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from timeline.documents.model import Document
from timeline.events.acted_on import with_objects
from timeline.events.circumstances import with_circumstance
from timeline.events.clauses import Clause, ClauseKind
from timeline.events.context import Context
from timeline.events.datable import DATES, is_dateline
from timeline.events.deeds import alleged_by
from timeline.events.governor import Governor
from timeline.events.language import Words, can_be_noun, past, stem
from timeline.events.mention import Mention
from timeline.events.names import Name, actors, names
from timeline.events.nominal_titles import nominal_title
from timeline.events.noun_phrases import is_happening
from timeline.events.persons import are_alike
from timeline.events.phrases import core, joined, noun_phrase, subject_phrase
from timeline.events.prospects import is_arranged, is_called_off
from timeline.events.reported import LEAST
from timeline.events.subjects import object_before, subject_of, with_owners
from timeline.events.titles import finish, headline, title
from timeline.events.tokens import Token, tokenize
from timeline.events.verbgroup import Tense
from timeline.events.whole import is_whole
from timeline.times import edtf
from timeline.times.model import Anchor, TimeExpression
from timeline.times.resolved import NO_EVENT
from timeline.times.sentences import Sentence

__all__ = ["Parsed", "Teller"]

_TELLING = (Tense.PAST, Tense.PERFECT, Tense.PLUPERFECT)
_PARAGRAPH = re.compile(r"\n\s*\n")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Parsed:
    """A sentence with its tokens, its clauses, the main one first, and what is in it."""

    sentence: Sentence
    tokens: list[Token]
    clauses: list[Clause]
    expressions: list[TimeExpression]  # that say when
    names: list[Name]

    @property
    def main(self) -> Clause:
        """The main clause."""
        return self.clauses[0]

    def token_of(self, expression: TimeExpression) -> int:
        """Return the number of the token that is the expression."""
        starts = (
            i for i, token in enumerate(self.tokens) if token.start == expression.start and token.is_time
        )
        return next(starts)

    def hangs_on_text(self, numbers: Iterable[int]) -> bool:
        """Return whether one of the tokens begins a time that counts from what the text does not date."""
        starts = {each.start for each in self.expressions if _hangs_on_text(each)}
        return bool(starts) and any(self.tokens[number].start in starts for number in numbers)

    def counts_from_unknown(self, clause: Clause, *, back: bool = False) -> bool:
        """Return whether a clause tells a day that counts from what has no date: “a day before the raid”.

        `back` says that only what was before that counts.
        """
        unknown = (each for each in self.expressions if each.because == NO_EVENT)
        if back:
            unknown = (each for each in unknown if self._word_behind(each) == "before")
        starts = {each.start for each in unknown if not each.value.startswith("PT")}  # hours
        own = (self.tokens[number] for number in clause.tokens) if starts else ()
        return any(token.start in starts and not token.quoted for token in own)

    def _word_behind(self, expression: TimeExpression) -> str:
        return next((token.lower for token in self.tokens if token.start >= expression.end), "")

    def has_time(self, numbers: Iterable[int], *, but: str = "") -> bool:
        """Return whether one of the tokens stands in an expression that names a time, known or not.

        A time of day on the day `but` (an EDTF date) does not count.
        """
        times = [
            each
            for each in self.expressions
            if each.type in DATES
            and (not each.value.endswith("_REF") or _hangs_on_text(each))
            and not (but and _day(each) == but)
        ]
        starts = [self.tokens[number].start for number in numbers] if times else []
        return any(each.start <= start < each.end for each in times for start in starts)


def _hangs_on_text(expression: TimeExpression) -> bool:
    """Whether it counts from the date last spoken of, and there is none: “two days later”."""
    return expression.date is None and expression.anchor is Anchor.TEXT


def _day(expression: TimeExpression) -> str:
    """Return the day of an expression that names a time of day, "" for others."""
    return edtf.without_time(expression.date) if expression.date and expression.type == "TIME" else ""


class Teller:
    """Makes the mentions of one document."""

    def __init__(self, document: Document, words: Words) -> None:
        self.document = document
        self.words = words
        self.context = Context(document.text)
        self._acting: dict[str, list[str]] = {}  # who acts by a title
        self._headline = _content_stems(_WORD.findall(document.title or ""), words)

    def news_title(self, parsed: Parsed, found: Governor) -> str:
        """Return the title of what is the article's news: the headline where no whole one can be made."""
        heading = self.title(parsed, found)
        if is_whole(heading, self.words):
            return heading
        line = self.document.title or ""
        of_article = "" if is_dateline(line) else headline(line)
        return of_article if is_whole(of_article, self.words) else heading

    def title(self, parsed: Parsed, found: Governor) -> str:
        """Return the title of what is found in a sentence, "" when no good one can be made."""
        tokens, clauses = parsed.tokens, parsed.clauses
        if found.clause.parent is not None and self.quotes(tokens, found.clause):
            found = replace(found, clause=found.clause.parent)
        if found.is_noun and not self._is_reported(tokens, found):
            owner = self.context.owner(tokens, found.token, self.words)
            verb = found.clause.verb
            behind = verb.last if verb is not None and verb.last < found.token else -1
            heading = nominal_title(tokens, found.token, self.words, owner, behind=behind)
            heading = with_owners(heading, tokens, found.clause, "", self.words, self.context)
            if not (self.words.owners & self.words.personal_pronouns).isdisjoint(heading.lower().split()):
                heading = ""  # “raid on his shop”: whose, nothing says
            heading = heading or self._title_of_relative(tokens, clauses, found.token)
            lasts = verb is not None and verb.lemma in self.words.states - {"be"}
            lasts = lasts and found.token in core(tokens, found.clause.subject(), self.words)
            postponed = verb is not None and verb.lemma in self.words.postponing
            if not heading and postponed and is_called_off(tokens, found.clause, self.words):
                return self._title_of_postponed(tokens, found)
            if not heading and is_arranged(found, self.words):
                return self._title_of_arranged(tokens, found)
            if heading or not lasts:
                return heading  # else “The walkout on 3 May lasted until noon” has no other verb
        subject = subject_of(tokens, found.clause, self.words, self.context)
        heading = self._title_of_clause(tokens, clauses, found.clause, subject)
        verb = found.clause.verb
        coming = verb is not None and verb.tense is Tense.PRESENT and found.clause.parent is not None
        told = verb is not None and (coming or verb.tense in _TELLING) and not verb.negated
        is_echo = (
            told and len(heading.split()) == len(subject.split()) + 1 and found.head in self.words.echoing
        )
        return self._title_of_echo(parsed, found.clause, subject) or heading if is_echo else heading

    def _is_reported(self, tokens: Sequence[Token], found: Governor) -> bool:
        """Whether a firm gives account of the noun: “posted a net loss”, not “blamed it on a net loss”."""
        verb, noun = found.clause.verb, found.token
        if verb is None or verb.negated or not verb.last < noun or found.head not in self.words.accounts:
            return False
        between = range(verb.last + 1, noun)
        plain = all(not tokens[i].is_mark and tokens[i].lower not in self.words.prepositions for i in between)
        return plain and verb.tense in _TELLING and not verb.passive

    def _title_of_echo(self, parsed: Parsed, clause: Clause, subject: str) -> str:
        """Return what another did before, told of a new subject: “Sweden followed (on 5 June)”.

        That is the clause before in the same sentence, or the sentence before in the same paragraph. Who did
        it must be of the same kind: “Rain fell. Floods followed (in June)”.
        """
        tokens: Sequence[Token] = parsed.tokens
        clauses: Sequence[Clause] = parsed.clauses
        above = clause.parent
        if above is None and self.context.last is not None:
            tokens, clauses = self.context.last
            above = clauses[0]
            if _PARAGRAPH.search(self.document.text, tokens[-1].end, parsed.tokens[0].start):
                return ""
        elif clause.kind is not ClauseKind.COORDINATE:
            return ""
        if above is None or above.verb is None or above.verb.tense is Tense.PLUPERFECT:
            return ""
        first = subject_of(tokens, above, self.words, self.context)
        alike = are_alike(first, subject, self.words)
        owns = any(tokens[i].lower in self.words.owners for i in above.tokens if i > above.verb.last)
        if owns and len({self.context.numbers.is_plural(each, self.words) for each in (first, subject)}) > 1:
            return ""  # “the bank cut its fees, and two firms followed”
        return self._title_of_clause(tokens, clauses, above, subject) if alike else ""

    def _title_of_postponed(self, tokens: Sequence[Token], found: Governor) -> str:
        """Return what is put off, as its subject names it, if that is more than a noun."""
        subject = subject_of(tokens, found.clause, self.words, self.context)
        return subject[:1].upper() + subject[1:] if len(subject.split()) >= LEAST else ""

    def _title_of_arranged(self, tokens: Sequence[Token], found: Governor) -> str:
        """Return what somebody arranged, told of itself: “set a vote for 3 May” → “Vote is set”."""
        verb = found.clause.verb
        if verb is None or verb.tense in (Tense.PLUPERFECT, Tense.CONDITIONAL, Tense.NONE) or verb.negated:
            return ""
        phrase = noun_phrase(tokens, found.token, self.words, behind=verb.last)
        named = [i for i in phrase if not tokens[i].is_time]
        what = joined(tokens, named)
        be = "are" if self.context.numbers.is_plural(what, self.words) else "is"
        return finish(f"{what} {be} {past(verb.lemma, plural=False)}")

    def _title_of_clause(
        self, tokens: Sequence[Token], clauses: Sequence[Clause], clause: Clause, subject: str
    ) -> str:
        quoted = self._title_of_quoted(tokens, clauses, clause, subject)
        if quoted:
            return quoted
        clause = _with_demand(tokens, clauses, clause)
        what = object_before(tokens, clause, self.words)
        said = self._said(tokens, clauses, clause)
        plural = self.context.numbers.is_plural(subject, self.words)
        told_by = partial(self._said, tokens, clauses)
        hedge = alleged_by(tokens, clauses, clause, told_by, self.words)
        heading = title(
            tokens, clause, self.words, subject=subject, plural=plural, said=said, what=what, hedge=hedge
        )
        about = subject if heading != subject else ""  # “the attempt on his life (came)”
        heading = with_owners(heading, tokens, clause, about, self.words, self.context)
        heading = with_objects(heading, tokens, clause, about, self.words, self.context)
        heading = with_circumstance(heading, tokens, clauses, clause, self.words, self.context.numbers)
        return self.context.placed(heading)

    def _title_of_quoted(
        self, tokens: Sequence[Token], clauses: Sequence[Clause], clause: Clause, subject: str
    ) -> str:
        """Return what somebody is quoted as saying: “the paper quoted (Ana Lind as saying it was lost)”."""
        verb = clause.verb
        for spoken in clauses:
            says = spoken.verb
            if verb is None or says is None or spoken.parent is not clause or not self.quotes(tokens, spoken):
                continue
            own = [number for number in spoken.tokens if number >= says.first]
            behind = [number for number in clause.tokens if verb.last < number < says.first - 1]
            who = subject if verb.passive else subject_phrase(tokens, behind, self.words)
            if who.lower() in self.words.object_pronouns:
                return ""
            told = Clause(
                ClauseKind.MAIN, tokens=own, verb=replace(says, tense=Tense.PAST, progressive=False)
            )
            said = self._said(tokens, clauses, spoken)
            plural = self.context.numbers.is_plural(who, self.words)
            return title(tokens, told, self.words, subject=who, plural=plural, said=said)
        return ""

    def quotes(self, tokens: Sequence[Token], clause: Clause) -> bool:
        """Return whether a clause tells what somebody is quoted as saying."""
        above, verb = clause.parent.verb if clause.parent else None, clause.verb
        if above is None or verb is None or above.negated or above.lemma not in self.words.quoting:
            return False
        return verb.lemma in self.words.saying and tokens[verb.first - 1].lower == "as"

    def _said(self, tokens: Sequence[Token], clauses: Sequence[Clause], clause: Clause) -> Clause | None:
        """Return the clause that tells what was said, also one before the verb: “prices fell, he said”."""
        for other in clauses:
            if other.parent is clause and other.kind is ClauseKind.COMPLEMENT:
                return other
        before = clause.parent
        verb = clause.verb
        told = self.words.saying - self.words.objects_said
        told |= self.words.concluding | self.words.hearing | self.words.showing
        says = verb is not None and verb.lemma in told
        emerges = verb is not None and verb.lemma in self.words.impersonal and not verb.passive
        if emerges and [tokens[i].lower for i in clause.subject()] == [",", "it"]:
            says = True  # “prices fell, it emerged”
        tells = self.words.showing | self.words.hearing  # but “the ship sank; a body was found”
        if verb is not None and verb.passive and (clause.opener or verb.lemma in tells):
            says = False
        if clause.opener and clause.shares_subject():
            return None  # “bought a rival and wrote off its debts”
        while before is not None and before.parent is not None and _is_inside(before):
            before = before.parent  # “she woke (and got up), she said”, “it hit a wall (that fell), she said”
        # But “she did it and told him”; “the mine, she said, was shut”.
        coordinate = clause.kind is ClauseKind.COORDINATE and not clause.opener
        inserted = clause.kind is ClauseKind.PARENTHESIS and tokens[clause.tokens[0]].text == ","
        coordinate = coordinate or inserted
        told = before is not None and (before.verb or any(tokens[i].quoted for i in before.tokens[:1]))
        return before if says and coordinate and told else None

    def _title_of_relative(self, tokens: list[Token], clauses: list[Clause], noun: int) -> str:
        """Return the title of the clause that says what a noun was: “the raid that killed two guards”."""
        for clause in clauses:
            if not clause.tokens or not noun < clause.tokens[0] <= noun + 5:
                continue
            passive = clause.verb is not None and clause.verb.passive
            if clause.kind is ClauseKind.PARTICIPLE and clause.tokens[0] == noun + 1 and passive:
                own = subject_of(tokens, clause, self.words, self.context)  # “the raid led by two guards”
                plural = self.context.numbers.is_plural(own, self.words)
                return title(tokens, clause, self.words, subject=own, plural=plural, said=None)
            if clause.kind is not ClauseKind.RELATIVE:
                continue
            numbers = clause.subject()[1:]
            own = subject_phrase(tokens, numbers, self.words)
            if not own and tokens[clause.tokens[0] - 1].lower not in self.words.prepositions:
                own = subject_phrase(tokens, noun_phrase(tokens, noun, self.words), self.words)
            plural = self.context.numbers.is_plural(own, self.words)
            return title(tokens, clause, self.words, subject=own, plural=plural, said=None)
        return ""

    def _named(self, heading: str) -> list[str]:
        """Return who acts by the title, which names the subject also where the sentence does not."""
        if heading not in self._acting:
            self._acting[heading] = self._read_title(heading)
        return self._acting[heading]

    def _read_title(self, heading: str) -> list[str]:
        tokens = tokenize(heading, 0, len(heading))
        end = next((i for i, token in enumerate(tokens) if token.forms and not token.is_name), 0)
        told = names(tokens, range(end), self.words, self.context.proper)
        known = [name for name in told if " " in name.text or not can_be_noun(name.text.lower())]
        return [
            name
            for name in actors(known, tokens, end, self.words)
            if " " in name or name in self.context.proper
        ]

    def _tells_headline(self, told: set[str]) -> bool:
        """Return whether the words of a clause are half of the article's headline or more."""
        return bool(self._headline) and 2 * len(self._headline & told) >= len(self._headline)

    def _is_where(self, name: Name, tokens: Sequence[Token]) -> bool:
        """Whether it is where an act took place, not what is counted from: “days after a raid in Velia”."""
        before = tokens[name.first - 2] if name.first > 1 else None
        anchored = (
            before is not None and before.is_time and is_happening(before.lower.split()[-1], self.words)
        )
        return name.is_place and name.is_located and not anchored

    def mention(
        self, parsed: Parsed, found: Governor, heading: str, date: str, because: tuple[str, ...]
    ) -> Mention:
        """Return the mention of what is found in a sentence, with who, where and what it tells."""
        sentence, tokens = parsed.sentence, parsed.tokens
        numbers = found.reach(tokens)
        told = names(tokens, numbers, self.words, self.context.proper)
        content = [tokens[number].text for number in numbers if tokens[number].is_word]
        subject = heading.split() if not found.is_noun else []
        stems = _content_stems([*content, *subject], self.words)
        verb = found.clause.verb
        acting = [
            *self._named(heading),
            *actors(told, tokens, verb.first if verb else len(tokens), self.words),
        ]
        return Mention(
            self.document.id,
            self.document.text[sentence.start : sentence.end],
            sentence.start,
            sentence.end,
            date,
            because,
            heading,
            found.head,
            words=frozenset(stems),
            names=frozenset(name.text for name in parsed.names),
            actors=tuple(dict.fromkeys(acting)),
            places=tuple(dict.fromkeys(name.text for name in told if self._is_where(name, tokens))),
            clause=" ".join(content) if not found.is_noun else "",
            tells_headline=self._tells_headline(stems),
            is_statement=bool(
                verb and not found.is_noun and verb.lemma in self.words.saying - self.words.acts_of_saying
            ),
        )


def _with_demand(tokens: Sequence[Token], clauses: Sequence[Clause], clause: Clause) -> Clause:
    """Return a clause with what is to be done to its object: “ordered the mill (to be closed)”."""
    last = max((number for number in clause.tokens if not tokens[number].is_mark), default=0)
    for behind in (each for each in clauses if each.parent is clause and each.tokens):
        first = behind.tokens[0]
        follows = first == last + 1 and tokens[first].lower == "to"
        if follows and clause.verb and clause.verb.last < last:
            return replace(clause, tokens=sorted([*clause.tokens, *behind.tokens]))
    return clause


def _is_inside(clause: Clause) -> bool:
    """Whether a clause only goes on with the one it hangs on, or is part of it."""
    if clause.kind is ClauseKind.COORDINATE:
        return clause.shares_subject()
    return clause.kind not in (ClauseKind.MAIN, ClauseKind.PARENTHESIS)


def _content_stems(texts: Sequence[str], words: Words) -> set[str]:
    """Return the stems of the content words among these."""
    empty = words.prepositions | words.determiners | words.pronouns | words.be | words.have
    return {stem(text.lower()) for text in texts if len(text) > 2 and text.lower() not in empty}
