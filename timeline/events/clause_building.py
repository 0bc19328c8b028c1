"""The clauses of a sentence as they are built: which of them a verb goes to, and which it opens."""

from collections.abc import Sequence

from timeline.events.clauses import Clause, ClauseKind
from timeline.events.commas_ahead import CommasAhead
from timeline.events.contacts import contact_behind, contact_subject, second_noun
from timeline.events.language import Words, is_noun, singular
from timeline.events.lookahead import Lookahead
from timeline.events.second_subjects import second_subject
from timeline.events.times_ahead import TimesAhead
from timeline.events.tokens import Token
from timeline.events.verbgroup import Tense, VerbGroup

__all__ = ["ClauseBuilder"]


class ClauseBuilder:
    """Builds the clauses of one sentence from left to right; `current` is the one that goes on."""

    def __init__(self, tokens: Sequence[Token], groups: dict[int, VerbGroup], words: Words) -> None:
        self.tokens = tokens
        self.groups = groups
        self.words = words
        self.ahead = Lookahead(tokens, groups, words)
        self.commas = CommasAhead(self.ahead)
        self.times = TimesAhead(self.ahead)
        self.main = Clause(ClauseKind.MAIN)
        self.clauses = [self.main]
        self.current = self.main

    def open(self, kind: ClauseKind, opener: str = "") -> None:
        """Open a clause that hangs on the one that goes on."""
        around, self.current = self.current, Clause(kind, self.current, opener)
        if kind is ClauseKind.COMPLEMENT and around.content is None:
            around.content = self.current
        self.clauses.append(self.current)

    def close(self) -> None:
        """Go back to the nearest clause that can go on."""
        while self.current.parent is not None and self.current.kind not in (
            ClauseKind.COORDINATE,
            ClauseKind.COMPLEMENT,
        ):
            self.current = self.current.parent

    def take(self, group: VerbGroup) -> None:
        """Give a verb to the clause that goes on, to one around it, or to one that it opens."""
        finite = group.is_finite
        verb = self.current.verb
        added = self.current.kind is ClauseKind.COORDINATE  # “who struck and who won (got a rise)”
        added = added and self.current.opener in self.words.subject_relatives
        single = group.first == group.last and not added
        follows = verb is not None and verb.tense is Tense.PAST and verb.last == group.first - 1
        if follows and single and not self._ends_subject(group):
            self.current.tokens.append(group.first)  # a participle, for it has no subject: “died aged 91”
            return
        if not finite and self.current.verb is not None:
            if not (self._is_gerund_object(group) or self.ahead.completes(self.current.verb, group)):
                self.open(ClauseKind.PARTICIPLE)
        elif not finite:
            if self._verb_follows(group):
                self.open(ClauseKind.PARTICIPLE)
        elif self._is_told_in_relative(group):
            self.open(ClauseKind.COMPLEMENT)
        elif self._is_perfect_infinitive(group):
            around = self.current
            self.open(ClauseKind.COMPLEMENT)
            self.current.tokens.append(around.tokens.pop())
        elif self.current.verb is not None and not self._part_contact(group):
            waiting = self.current.parent
            while waiting is not None and waiting.verb is not None:
                waiting = waiting.parent
            own = [number for number in self.current.tokens if number > self.current.verb.last]
            says = self.current.verb.lemma in self.words.saying | self.words.clause_taking
            if says and waiting is not None and self._only_measures(waiting):
                waiting = None  # “left, five days after he said the dam would hold”
            if waiting is not None and any(self.tokens[number].lower == "what" for number in own):
                self.open(ClauseKind.RELATIVE)  # “who painted before they had a name for what he made”
            elif waiting is not None and self.current.kind is not ClauseKind.MAIN:
                closed, self.current = self.current, waiting
                self._take_subject(closed, group)
            elif not self._open_around_description():
                self._open_with_subject(self.current, group)
        numbers = range(group.first, group.last + 1)
        self.current.tokens.extend(numbers)
        if self.current.verb is None:
            self.current.verb = group

    def _only_measures(self, clause: Clause) -> bool:
        """Whether a clause behind a comma holds only a time that counts from what follows: “, five days”."""
        told = [self.tokens[number] for number in clause.tokens]
        opens = clause.kind is ClauseKind.COORDINATE and bool(told) and told[0].text == ","
        return opens and all(token.is_time for token in told[1:])

    def _ends_subject(self, group: VerbGroup) -> bool:
        """Whether a subject that waits ends before the verb: “the raid in which two died (ended in May)”."""
        forms = self.tokens[group.last].forms
        sure = "VBN" not in forms or group.lemma in self.words.clause_taking  # “neighbours who knew (said …)”
        last = sure or not self.ahead.finite_later(group.last + 1)
        return self.current.kind is ClauseKind.RELATIVE and "VBD" in forms and last and self.subject_waits()

    def _take_subject(self, closed: Clause, group: VerbGroup) -> None:
        """Take the subject that ends a clause without a comma: “when it failed (in 1994 the owner) fled”.

        Behind a relative clause that can be a second one: “the man who resigned (and the mayor) met”.
        """
        if self._take_second_subject(closed, group):
            return
        first = (
            next((i for i in reversed(closed.tokens) if self.tokens[i].is_time), closed.tokens[-1] - 1) + 1
        )
        own = [number for number in closed.tokens if number >= first]
        pronoun = len(own) == 1 and self.tokens[first].lower in self.words.subject_pronouns | {"there"}
        begins = own and (self.ahead.begins_phrase(first) or self._is_several(first))
        behind_time = first > 0 and self.tokens[first - 1].is_time and begins
        told = self.current.tokens
        leads = self.words.date_prepositions | {self.current.opener}  # “(two days) after it failed the owner”
        plain = all(self.tokens[number].is_time or self.tokens[number].lower in leads for number in told)
        plain = plain or self.times.names_moment(told[-1])  # “by the time Ana came (it) had closed”
        if plain and (pronoun or behind_time):  # “said that once he left (it) closed”
            closed.tokens = [number for number in closed.tokens if number < first]
            self.current.tokens += own

    def _take_second_subject(self, closed: Clause, group: VerbGroup) -> bool:
        """Take what “and” adds to the subject at the end of its relative clause; return whether it does.

        The second subject can have one, too: “the man who left (and the mayor) who fell met”.
        """
        relative: Clause | None = closed
        while relative is not None and relative is not self.current:
            joint = second_subject(self.tokens, relative, self.current.tokens, group, self.words)
            if joint:
                self.current.tokens += [number for number in relative.tokens if number >= joint]
                relative.tokens = [number for number in relative.tokens if number < joint]
                for clause in self.clauses:
                    if clause.parent is relative and clause.tokens[0] > joint:
                        clause.parent = self.current
                return True
            relative = relative.parent
        return False

    def _is_several(self, number: int) -> bool:
        """Whether a plural begins there without an article: “police”, “two men”, “shops”."""
        token = self.tokens[number]
        plural = token.is_small and is_noun(token.lower) and singular(token.lower) != token.lower
        return plural or token.lower in self.words.plurals or token.text.isdigit()

    def _part_contact(self, group: VerbGroup) -> bool:
        """Part a relative clause without an opener from the one around: “the man (they jailed) was freed”."""
        around, verb = self.current, self.current.verb
        subject = around.subject()
        pronoun = self.ahead.is_contact(subject)
        ends = verb is not None and verb.last == group.first - 1
        if verb is not None and pronoun:
            ends = ends or self.ahead.is_adjunct(verb.last + 1, group.first)
        if verb is None or (verb.lemma in self.words.saying and (pronoun or ends)):
            return False
        first = subject[-1] if pronoun else contact_subject(self.tokens, verb.first, self.words)
        if first not in subject[1:] or not (ends or self.tokens[group.first - 1].is_time):
            return False
        inside = [number for number in around.tokens if number >= first]
        self.clauses.append(Clause(ClauseKind.RELATIVE, around, "", inside, verb))
        around.tokens = [number for number in around.tokens if number not in inside]
        around.verb = None
        return True

    def _is_told_in_relative(self, group: VerbGroup) -> bool:
        """Whether the verb is of what a relative between commas says: “which she feared would fail,”."""
        verb, clause = self.current.verb, self.current
        if clause.kind is not ClauseKind.RELATIVE or verb is None or verb.last != group.first - 1:
            return False
        first = clause.tokens[0]
        own = len(clause.subject()) > 1 and first > 0 and self.tokens[first - 1].text == ","
        return own and any(self.tokens[i].text == "," for i in range(group.last, len(self.tokens)))

    def _is_perfect_infinitive(self, group: VerbGroup) -> bool:
        """Whether it goes on a verb behind “to”: “who claimed to have found it”."""
        own, verb = self.current.tokens, self.current.verb
        opens = self.tokens[group.first].lower in self.words.have and own[-1:] == [group.first - 1]
        return opens and self.tokens[group.first - 1].lower == "to" and verb is not None

    def _verb_follows(self, group: VerbGroup) -> bool:
        """Whether a participle is not the verb of the clause, which has another or comes later."""
        tokens = self.current.tokens
        if self.current.kind in (ClauseKind.SUBORDINATE, ClauseKind.RELATIVE):
            # “when a flare fired by sailors went out”
            return len(tokens) > 1 and self.ahead.verb_before_border(group.last + 1) is not None
        if self.current.kind in (ClauseKind.PARTICIPLE, ClauseKind.PARENTHESIS):
            return False
        return not tokens or self.ahead.finite_later(group.last + 1)

    def _open_around_description(self) -> bool:
        """Open what is said where what describes its subject is over: “said the tram (built in May) was old”.

        Return whether that is so.
        """
        inside, around = self.current, self.current.parent
        if inside.kind not in (ClauseKind.RELATIVE, ClauseKind.PARTICIPLE) or not around or not around.verb:
            return False
        verb, first = around.verb, inside.tokens[0]
        own = self.ahead.without_adjunct([number for number in around.tokens if number > verb.last])
        says = verb.lemma in self.words.clause_taking  # not “announced a plan made for”
        told = self.words.saying - self.words.arranging  # but “said a strike called for May would end”
        describes = inside.verb is not None and inside.verb.lemma not in told
        if not (says and describes and not verb.passive and own and own[-1] == first - 1):
            return False
        self.current = around
        self.open(ClauseKind.COMPLEMENT)
        self.current.tokens = own
        around.tokens = [number for number in around.tokens if number < own[0]]
        inside.parent = self.current
        return True

    def _open_with_subject(self, before: Clause, group: VerbGroup) -> None:
        """Open a clause whose subject was counted to the clause before: “he said the firm had sold …”."""
        verb = before.verb
        if verb is None:
            return
        first = self.ahead.behind_made_known(verb)
        own = [number for number in before.tokens if number >= first]
        asked = next((number for number in own if self.ahead.asks(number)), None)
        if asked is not None:  # “it was unclear (why the ship sank)”
            self.open(ClauseKind.COMPLEMENT)
            self.current.tokens = [number for number in own if number >= asked]
            before.tokens = [number for number in before.tokens if number < asked]
            return
        saying = (self.words.saying | self.words.concluding) - self.words.calling
        says = verb.lemma in saying or first > verb.last + 1
        # “pointed out the hut (the army had built)”
        contact = contact_behind(self.tokens, group.first, verb.last, self.words, group.last)
        if first > verb.last + 1:
            contact = second_noun(self.tokens, own, self.words) or contact
            says = says and not contact
        following = self.tokens[verb.last + 1].lower
        if f"{verb.lemma} {following}" in self.words.cancelling:
            says = False  # “called off the strike it had announced”
        behind = self.ahead.without_adjunct(own) if says else self.commas.behind_comma(own)
        if not says and behind == own and own and self.tokens[own[-1]].text == ",":
            behind = []  # “surrounded the town, shot its mayor and left”
        if behind and self.tokens[behind[-1]].text == "," and self.times.tells_day(behind[0]):
            behind = []  # “left in 1990, the year it burned, sold its mill and failed”
        own = behind
        if says and verb.lemma in self.words.telling and self.ahead.ends_with_subject(own):
            own = own[-1:]  # “told Berg (he had lied)”
        if says and self._part_topic(before, own):
            return
        if contact and own and not says and before.tokens[-1] == group.first - 1:
            self.open(ClauseKind.RELATIVE)  # “saw the bridge (the army built in May)”
            self.current.tokens = [number for number in own if number >= contact]
            before.tokens = [number for number in before.tokens if number < contact]
            return
        # “took part in (what became a feast)”
        what = len(own) > 1 and self.tokens[own[-1]].lower == "what"
        what = what and self.tokens[own[-2]].lower in self.words.prepositions - self.words.final_particles
        if what or (not says and self.ahead.is_contact(own)):  # “found in a sample (she gave)”
            self.open(ClauseKind.RELATIVE)
            self.current.tokens = own[-1:]
            before.tokens = [number for number in before.tokens if number != own[-1]]
            return
        self.open(ClauseKind.COMPLEMENT if says else ClauseKind.COORDINATE)
        if own and (says or self.ahead.begins_phrase(own[0])):
            self.current.tokens = own
            before.tokens = [number for number in before.tokens if number < own[0]]

    def _part_topic(self, before: Clause, own: list[int]) -> bool:
        """Part a relative clause without an opener from what is spoken of: “asked about the book (she kept)”.

        So it is parted from what somebody is asked to do: “asked him to bring the book (she kept)”. Return
        whether there is one.
        """
        verb = before.verb
        directs = verb is not None and verb.lemma in self.words.directing | self.words.telling
        is_deed = directs and any(self.ahead.is_infinitive(i) for i in own)
        if not own or not (is_deed or self.tokens[own[0]].lower in self.words.spoken_of):
            return False
        nouns = (i for i in reversed(own[2:]) if self.ahead.begins_phrase(i) and self.tokens[i - 1].is_word)
        first = next((i for i in nouns if is_noun(self.tokens[i - 1].lower)), 0)
        if first:
            self.open(ClauseKind.RELATIVE)
            self.current.tokens = [number for number in own if number >= first]
            before.tokens = [number for number in before.tokens if number < first]
        return first > 0

    def subject_waits(self) -> bool:
        """Return whether the clause around the relative ones that go on is still without its verb."""
        above = self.current.parent
        while above is not None and above.verb is not None and above.kind is ClauseKind.RELATIVE:
            above = above.parent  # “the man who owned a mill that burned in May (and his aunt) left”
        return above is not None and above.verb is None

    def goes_on_describing(self, number: int) -> bool:
        """Return whether what “and” adds belongs to what describes a subject, whose verb is the next one."""
        if self.current.kind is not ClauseKind.RELATIVE:
            return self.current.kind is ClauseKind.PARTICIPLE
        group = self.ahead.verb_before_border(number)
        alone = self.current.subject() == self.current.tokens[:1]  # not “the barn that he built and Ana sold”
        return alone and group is not None and self.ahead.verb_before_border(group.last + 1) is None

    def _is_gerund_object(self, group: VerbGroup) -> bool:
        before = self.tokens[group.first - 1] if group.first else None
        return bool(
            group.progressive and before and before.is_word and before.lower not in self.words.subordinators
        )  # but “after suffering a stroke”
