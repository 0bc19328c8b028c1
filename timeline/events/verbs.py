"""The verb groups of a sentence, with tense, voice and negation."""

from collections.abc import Sequence
from dataclasses import replace

from timeline.events import language
from timeline.events.language import Words
from timeline.events.simple_verbs import SimpleVerbs
from timeline.events.tokens import CLOSING_QUOTES, OPENING_QUOTES, Token
from timeline.events.verbgroup import Tense, VerbGroup

__all__ = ["verb_groups"]


def verb_groups(tokens: Sequence[Token], words: Words) -> dict[int, VerbGroup]:
    """Return the verb groups of a sentence by the number of their first token."""
    finder = _Finder(tokens, words)
    finder.run()
    return finder.groups


_TO_COME = (Tense.FUTURE, Tense.CONDITIONAL)


class _Finder(SimpleVerbs):
    """Finds the verb groups of one sentence: those with auxiliaries, and the verbs that stand alone."""

    def run(self) -> None:
        words = self.words
        auxiliaries = words.modals | words.be | words.have | words.do | words.prospective | frozenset(("to",))
        auxiliaries |= words.restricting
        previous: VerbGroup | None = None
        number = 0
        while number < len(self.tokens):
            token = self.tokens[number]
            can_open = token.is_word and (token.forms or token.lower in auxiliaries)
            group = self._group_at(number) if can_open else None
            if group:
                group = self.with_shared_auxiliary(group, previous)
                self.groups[number] = group
                if not (group.progressive and previous and previous.passive) or group.is_finite:
                    previous = group  # “was held at a boarding house and flown home”
                number = self._end_of_plan(group)
            number += 1

    def _end_of_plan(self, group: VerbGroup) -> int:
        """Return the last token of “is expected to be signed”, else the group's: a plan is no clause."""
        following = group.last + 1
        if not group.passive or group.lemma not in self.words.plans or self.lower(following) != "to":
            return group.last
        last, _ = self.skip(following + 2)
        passive = self.lower(following + 1) == "be" and "VBN" in self.forms(last)
        return last if passive else group.last

    def _group_at(self, first: int) -> VerbGroup | None:
        token = self.tokens[first]
        lower = token.lower
        if lower == "to" and self.lower(first + 1) == "be":
            last, negated = self.skip(first + 2)
            if "VBN" in self.forms(last):
                return self._group(first, last, Tense.NONE, passive=True, negated=negated)
        if lower in self.words.restricting and self.lower(first + 1) == "to":
            return self._with_outcome(first)
        if lower in self.words.prospective and self.lower(first + 1) == "to":
            following, negated = self.skip(first + 2)
            if "VB" in self.forms(following) and self.lower(first - 1) not in self.words.be:
                return self._group(first, following, Tense.NONE, negated=negated)
        if lower in self.words.modals and not (token.is_name and first):
            return self._with_modal(first)
        if lower in self.words.have:
            following, _ = self.skip(first + 1)
            bare = self.lower(first - 1) == "to" and "VBN" not in self.forms(following)
            return None if bare else self._with_have(first)  # “agreed to have the case heard”
        if lower in self.words.be and lower not in self.words.auxiliaries_not_finite:
            return self._with_be(first)
        if lower == "be" and self.is_wish(first):
            return self._group(first, self.skip(first + 1)[0], Tense.CONDITIONAL, passive=True)
        if lower == "being" and "VBN" in self.forms(self.skip(first + 1)[0]):
            return self._group(first, self.skip(first + 1)[0], Tense.NONE, passive=True)
        if lower in self.words.do:
            following, negated = self.skip(first + 1)
            negated = negated or self.is_negation(first)
            takes = self.lower(following + 1) in self.words.determiners  # “did visit the prison”
            emphatic = takes or not language.can_be_noun(self.lower(following))
            if (negated or emphatic) and "VB" in self.forms(following):
                tense = Tense.PAST if lower.startswith("did") else Tense.PRESENT
                return self._group(first, following, tense, negated=negated)
        return self.single(first)

    def _with_outcome(self, first: int) -> VerbGroup | None:
        """Read “left in May, only to return” as what came of it, in the tense of the verb before it."""
        before = next((group for group in reversed(self.groups.values()) if group.is_finite), None)
        if before is None or self.lower(first - 1) != "," or before.tense in _TO_COME:
            return None
        last, _ = self.skip(first + 2)
        passive = self.lower(last) == "be" and "VBN" in self.forms(last + 1)
        if passive:
            return self._group(first, last + 1, before.tense, passive=True)
        return self._group(first, last, before.tense) if "VB" in self.forms(last) else None

    def _with_modal(self, first: int) -> VerbGroup | None:
        lower = self.tokens[first].lower
        future = lower in self.words.future
        following, negated = self.skip(first + 1)
        inner = self._infinitive(following)
        if inner is None:
            return None
        tense = Tense.FUTURE if future else Tense.CONDITIONAL
        negated = negated or inner.negated or self.is_negation(first)
        return replace(inner, first=first, tense=tense, negated=negated)

    def _infinitive(self, first: int) -> VerbGroup | None:
        """Read what an auxiliary goes on with: “have left”, “be held”, “leave”."""
        if self.lower(first) == "have":
            return self._with_have(first)
        if self.lower(first) == "be":
            return self._with_be(first)
        is_verb = "VB" in self.forms(first) or self._is_unknown_verb(first)
        return self._group(first, first, Tense.NONE) if is_verb else None

    def _is_unknown_verb(self, number: int) -> bool:
        """Whether a word that no dictionary knows stands where a modal waits for its verb."""
        if number >= len(self.tokens) or self.forms(number) or not self.tokens[number].is_small:
            return False
        lower, words = self.lower(number), self.words
        closed = words.determiners | words.pronouns | words.prepositions | words.subordinators
        closed |= words.coordinators | words.relatives | words.quantifiers | words.numbers
        return lower not in closed and not (language.is_noun(lower) or language.is_adjective(lower))

    def _with_have(self, first: int) -> VerbGroup:
        past = self.tokens[first].lower.startswith("had")
        gerund = self.tokens[first].lower == "having"
        tense = Tense.PLUPERFECT if past else Tense.NONE if gerund else Tense.PERFECT
        following, negated = self.skip(first + 1)
        if self.lower(following) in OPENING_QUOTES and self.tokens[following].quoted:
            following += 1  # “had "panicked" when”
        if self.lower(following) == "been":
            inner = self._with_be(following)
            planned = inner.tense in (Tense.FUTURE, Tense.CONDITIONAL)  # “had been due to sing”
            tense = Tense.CONDITIONAL if planned else tense
            return replace(inner, first=first, tense=tense, negated=negated or self.is_negation(first))
        if "VBN" in self.forms(following):
            return self._group(first, following, tense, progressive=gerund, negated=negated)
        simple = Tense.PAST if past else Tense.NONE if gerund else Tense.PRESENT
        if self.lower(following) == "to" and self.lower(following - 1) in self.words.coordinators:
            return VerbGroup(first, following - 1, "have", simple, negated=True)  # “has yet to rule”
        return VerbGroup(first, first, "have", simple, negated=negated or self.is_negation(first))

    def _with_be(self, first: int) -> VerbGroup:
        tense = Tense.PAST if self.tokens[first].lower in self.words.past_be else Tense.PRESENT
        following, negated = self.skip(first + 1)
        if self.lower(following) == "being":
            following, _ = self.skip(following + 1)
        if self.lower(following) in self.words.prospective and self.lower(following + 1) == "to":
            following += 1  # “is due to open”
        if self.lower(following) == "to":
            return self._with_be_to(first, following + 1, negated)
        following += self._is_quoted_verb(following)
        forms = self.forms(following)
        told = self._with_hearsay(first, following, negated)
        if told is not None:
            return told
        if "VBN" in forms and self.lower(following) != "been":
            return self._group(first, following, tense, passive=True, negated=negated)
        if "VBG" in forms:
            return self._group(first, following, tense, progressive=True, negated=negated)
        return VerbGroup(first, first, "be", tense, negated=negated or self.is_negation(first))

    def _is_quoted_verb(self, mark: int) -> bool:
        """Whether quotation marks hold nothing but a participle: “was “reorganised” in 2017”."""
        if self.lower(mark) not in OPENING_QUOTES or self.lower(mark + 2) not in CLOSING_QUOTES:
            return False
        verb = self.tokens[mark + 1]
        return self.tokens[mark].quoted and "VBN" in verb.forms and not verb.is_name

    def _with_hearsay(self, first: int, participle: int, negated: bool) -> VerbGroup | None:
        """Read “is said to have left” as a past that somebody tells, with “have left” as its verb."""
        if self.lower(participle) not in self.words.hearsay or self.lower(participle + 1) != "to":
            return None
        last, _ = self.skip(participle + 2)
        if self.lower(last) != "have":
            return None
        inner = self._with_have(last)
        if inner.lemma == "have":
            return None
        return replace(inner, first=first, tense=Tense.PERFECT, negated=negated or inner.negated)

    def _with_be_to(self, first: int, following: int, negated: bool) -> VerbGroup:
        """Read “is to be held” as a future, “was to be held” as what may not have come about."""
        past = self.tokens[first].lower in self.words.past_be
        tense = Tense.CONDITIONAL if past else Tense.FUTURE
        inner = self._infinitive(following)
        if inner is None:
            return VerbGroup(first, first, "be", Tense.PAST if past else Tense.PRESENT, negated=negated)
        return replace(inner, first=first, tense=tense, negated=negated or inner.negated)
