"""What the news of an article is about, and which sentences without a date go on with it."""

import re
from collections.abc import Sequence
from itertools import takewhile, zip_longest

from timeline.events.assertions import (
    clauses_of_time,
    is_told,
    leads_back,
    said_before,
    speaker,
    speaks,
    tells_fact,
    told_directly,
)
from timeline.events.clauses import Clause, ClauseKind
from timeline.events.context import Context
from timeline.events.language import Words, is_noun
from timeline.events.mention import Mention
from timeline.events.names import names
from timeline.events.narration import TURNING_CLAUSES
from timeline.events.phrases import core
from timeline.events.subjects import head_of
from timeline.events.telling import Parsed
from timeline.events.tokens import Token
from timeline.events.verbgroup import Tense
from timeline.times import edtf

__all__ = ["Topic"]

_NAMED = re.compile(r"['’]s?$")


class Topic:
    """Follows what one article's news is about from sentence to sentence."""

    def __init__(self, words: Words, context: Context, published: str | None) -> None:
        self.words = words
        self.context = context
        self.published = published
        self.told: Mention | None = None  # the mention that dates the news
        self.subjects: set[str] = set()  # names and words that the news is about
        self.ongoing = True  # the text has not turned to other times
        self._goes_on = False  # the sentence before told the news or went on with it
        self._turned: frozenset[str] = frozenset()  # names and words of what the text turned to

    @property
    def current(self) -> Mention | None:
        """The mention that dates the news, None where the text has turned to other times."""
        return self.told if self.ongoing else None

    def remember(self, mention: Mention) -> None:
        """Take in a mention that tells the news; one dated to the day by an expression dates it best."""
        exact = mention.expression is not None and edtf.parse(mention.date).precision >= edtf.Precision.DAY
        if (self.told is None and (exact or mention.expression is None)) or (
            self.told is not None and self.told.expression is None and exact
        ):
            self.told = mention
        self.subjects |= mention.words | {part for name in mention.names for part in name.split()}

    def turn(self, mention: Mention) -> None:
        """Take in a mention outside the news: one of another time ends the narration of the news."""
        if self.told is not None and mention.date == self.told.date:
            self.subjects |= {part for name in mention.actors for part in name.split()}
        elif self.told is not None:
            self.ongoing = False
            named = mention.names.intersection(mention.actors)  # not who a pronoun stands for
            self._turned = frozenset(part for name in named for part in name.split())

    def is_of_dead(self, main: Clause, subject: str) -> bool:
        """Return whether it is about whom the news tells to have died: what he did was before."""
        told = self.told
        if told is None or told.head not in self.words.dying or not told.actors:
            return False
        dead, parts = set(told.actors[0].split()), subject.split()
        first = next((position for position, part in enumerate(parts) if part in dead), None)
        if not first:
            return first is not None
        before = parts[first - 1]  # “Ida Falk” is not “Ole Falk”
        return before[0].islower() or before.lower().rstrip(".") in self.words.roles

    def goes_on_with(self, parsed: Parsed, subject: str) -> bool:
        """Return whether a sentence whose main clause has no date goes on with the news.

        An act does while the narration has not left the news and its subject is known from there, or when
        it comes back to who the news is about. What somebody says does anywhere, if he is known from there
        or the news is dated: others speak after the news, and “about” its day would say too much.
        """
        goes_on = self.told is not None and self._elaborates(parsed, subject)
        if goes_on:
            self.subjects |= {word for word in subject.split() if word[0].isupper()}
        self._goes_on = goes_on
        return goes_on

    def _elaborates(self, parsed: Parsed, subject: str) -> bool:
        tokens, clauses, main = parsed.tokens, parsed.clauses, parsed.main
        if leads_back(parsed, self.words):
            return False
        timeless = not parsed.has_time(range(len(tokens)))
        # “He said that it sank in May” goes on, “it sank in May, he said” tells of another time.
        for clause in clauses if timeless else [main]:
            if (
                clause.kind in TURNING_CLAUSES
                and self.speaks(tokens, clause)
                and not self.says_at_other_time(parsed, clause)
            ):
                known = self._is_known(speaker(parsed, clause, self.words, self.context)) or self._is_of_news(
                    parsed, clause
                )
                return known or (timeless and self.is_dated() and tells_fact(parsed, self.words))
        if main.verb is None or main.verb.tense is not Tense.PAST or parsed.has_time(told_directly(parsed)):
            return False
        named = set(subject.split())
        if not self.ongoing and not named & self._turned and self.told:
            self.ongoing = bool(named & {part for name in self.told.actors for part in name.split()})
        return (
            self.ongoing
            and self._is_known(head_of(subject, self.words))
            and is_told(tokens, main, self.words)
        )

    def _is_of_news(self, parsed: Parsed, clause: Clause) -> bool:
        """Whether who says it is told by whom the news is about: “Ana Torres, head of Norden, said”."""
        tokens, told = parsed.tokens, _who_says(parsed.tokens, clause)
        names = {_NAMED.sub("", tokens[number].text) for number in told if tokens[number].is_name}
        kind = any(
            _NAMED.sub("", tokens[number].lower) in self.words.kinds
            and tokens[number - 1].lower in self.words.kind_openers
            for number in told
        )
        return kind or bool(names & self.subjects)

    def is_spoken_of(self, parsed: Parsed) -> bool:
        """Return whether somebody named, or in office, says something on the day of publication's news.

        “It is a shame,” said Ana Lind, a baker. What is said of older news can have been said since, and
        “analysts” and “he” are nobody in particular.
        """
        tokens, words = parsed.tokens, self.words
        if not self.is_of_publication() or leads_back(parsed, words):
            return False
        saying = (
            each for each in parsed.clauses if each.kind in TURNING_CLAUSES and self.speaks(tokens, each)
        )
        clause = next(saying, None)
        if clause is None or self.says_at_other_time(parsed, clause):
            return False
        told = _who_says(tokens, clause)
        inside = core(tokens, told, words)  # “In Lund, (Ana Ruiz) said”
        self._goes_on = self._is_somebody(parsed, told) or self._is_somebody(parsed, inside)
        return self._goes_on

    def says_at_other_time(self, parsed: Parsed, clause: Clause) -> bool:
        """Return whether what a clause tells that somebody says is said at another time than the news.

        It has a time of its own, or what else its subject did has one (“denied it and owned up in May”), it
        is said again and again, or by the dead.
        """
        added = (
            each for each in parsed.clauses if each.parent is clause and each.kind is ClauseKind.COORDINATE
        )
        shared = [number for each in added if not len(each.subject()) > 1 for number in each.tokens]
        if parsed.has_time([*clause.tokens, *clauses_of_time(parsed.clauses, clause), *shared]):
            return True
        if self.is_of_dead(clause, speaker(parsed, clause, self.words, self.context)):
            return True
        return said_before(parsed, clause, self.words)

    def _is_somebody(self, parsed: Parsed, told: Sequence[int]) -> bool:
        """Whether tokens name somebody, an office or a body, and not only behind it: “a clerk of Lund”."""
        tokens, borders = parsed.tokens, self.words.prepositions | self.words.relatives
        whole = list(takewhile(lambda i: (i and tokens[i].is_name) or tokens[i].lower not in borders, told))
        named = names(tokens, whole, self.words, self.context.proper)
        return bool(named) or self._in_office([tokens[number] for number in whole])

    def _in_office(self, told: Sequence[Token]) -> bool:
        """Whether the words for somebody name an office or body: “the mayor”, but not “a former teacher”."""
        offices = self.words.roles - self.words.not_names  # “Mrs” is none
        if told and told[0].lower == "the":
            offices |= self.words.bodies | self.words.collectives
        return any(
            token.lower.rstrip(".") in offices
            and (following is None or following.is_name or not is_noun(following.lower))
            for token, following in zip_longest(told, told[1:])
        )

    def speaks(self, tokens: Sequence[Token], clause: Clause) -> bool:
        """Return whether a clause tells that somebody says something at the time of the news."""
        # What is said in the present tense is said at publication, not at the time of earlier news.
        return speaks(tokens, clause, self.words, now=self.told is not None and not self.is_dated())

    def is_dated(self) -> bool:
        """Return whether an expression dates the news, so that what is said about it was said then."""
        return self.told is not None and self.told.expression is not None

    def is_of_publication(self) -> bool:
        """Return whether the news is of the day of publication, or about that day."""
        return self.told is not None and edtf.without_time(self.told.date).rstrip("~") == self.published

    def is_of_day(self) -> bool:
        """Return whether the text itself tells on which day the news was."""
        return self.told is not None and not edtf.parse(self.told.date).is_approximate

    def _is_known(self, subject: str) -> bool:
        """Whether the news is about the subject: named there, or a pronoun right after it."""
        if subject.lower() in self.words.pronouns:
            return self._goes_on
        return bool(self.subjects & set(subject.split()))


def _who_says(tokens: Sequence[Token], clause: Clause) -> list[int]:
    """Return the numbers of the tokens that tell who says it, before the verb or behind it."""
    told = [number for number in clause.subject() if not tokens[number].quoted]
    if any(tokens[number].is_word for number in told) or clause.verb is None:
        return told
    last = clause.verb.last
    behind = (number for number in clause.tokens if number > last)
    return list(takewhile(lambda number: not tokens[number].quoted, behind))
