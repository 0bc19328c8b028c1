"""A sentence parted into clauses by a light grammar: where each begins and ends and what it hangs on.

Not a parser of the whole language: it finds what dating and titles need, the subject and the verb of each
clause and the clause it belongs to.
"""

from collections.abc import Sequence

from timeline.events.clause_building import ClauseBuilder
from timeline.events.clauses import Clause, ClauseKind
from timeline.events.contacts import apposed_contact
from timeline.events.headline import entry_verbs, headline_verb
from timeline.events.language import Words, can_be_noun, is_noun, singular
from timeline.events.tokens import Token
from timeline.events.verbgroup import VerbGroup
from timeline.events.verbs import verb_groups

__all__ = ["parse"]

_QUOTATION_MARKS = ('"', "“", "”", "«", "»")
_CLOSED_BY_COMMA = (ClauseKind.RELATIVE, ClauseKind.SUBORDINATE, ClauseKind.PARTICIPLE)


def parse(tokens: Sequence[Token], words: Words) -> list[Clause]:
    """Return the clauses of a sentence, the main one first; every token belongs to exactly one."""
    groups = verb_groups(tokens, words)
    groups |= entry_verbs(tokens, groups, words)
    clauses = _Segmenter(tokens, groups, words).run()
    verb, mark = clauses[0].verb, next((i for i, token in enumerate(tokens) if token.text == ";"), 0)
    if verb is None or not verb.is_finite or 0 < mark < verb.first:
        # “The film reaches cinemas in May; no rival was found”
        before = [number for number in clauses[0].tokens if not mark or number < mark]
        found = headline_verb(tokens, before, words)
        if found:
            clauses = _Segmenter(tokens, groups | {found.first: found}, words).run()
    return clauses


class _Segmenter(ClauseBuilder):
    """Finds where clauses begin and end: at marks, and at words that open or join them."""

    def __init__(self, tokens: Sequence[Token], groups: dict[int, VerbGroup], words: Words) -> None:
        super().__init__(tokens, groups, words)
        self.quoting: Clause | None = None  # the clause that a quotation interrupts
        self.then = 0  # where the clause begins that tells what was on “the day” before it
        self.apposed = 0  # where the clause begins in “Norden, a firm he founded”
        self.listed = -1  # the comma behind “including two guards”
        self.said = -1  # the comma behind who says so: “the board, he said, was sacked”

    def run(self) -> list[Clause]:
        openers = self.words.relatives | self.words.subordinators | self.words.coordinators
        openers |= self.words.than
        number = 0
        while number < len(self.tokens):
            token = self.tokens[number]
            if token.is_mark or token.lower in openers:
                self._border(number)
            elif number and number == self.then:
                self.open(ClauseKind.SUBORDINATE)
            elif number and number == self.apposed:
                self.open(ClauseKind.RELATIVE)
            elif self.current.parent is not None and self._begins_subject(number):
                self.current = self.current.parent
            group = self.groups.get(number)
            occasion = self.current.verb is None and self.times.ends_occasion(number)
            if occasion or self.times.names_moment(number):
                self.then = number + 1
            if group:
                self.take(group)
                number = group.last + 1
            else:
                self.current.tokens.append(number)
                number += 1
        return self.clauses

    def _border(self, number: int) -> None:
        token = self.tokens[number]
        if token.text in _QUOTATION_MARKS:
            self._quotation(number)
        elif token.text == "(":
            self.open(ClauseKind.PARENTHESIS)
        elif token.text == ")":
            while self.current.parent is not None and self.current.kind is not ClauseKind.PARENTHESIS:
                self.current = self.current.parent
            if self.current.parent is not None:
                self.current = self.current.parent
        elif token.text in ";:—–" or (token.text == "-" and number and self.tokens[number - 1].is_word):
            self._after_mark(number)
        elif token.text == ",":
            self._after_comma(number)
        elif token.lower in self.words.relatives:
            self._relative(number)
        elif (
            token.lower in self.words.subordinators
            and self.ahead.subordinates(number)
            and not self.times.introduces_time(number)
            and not self._is_adverb_of_verb(number)
        ):
            role = token.lower == "as" and self.current.verb is None and not self.ahead.opens_sentence(number)
            if token.lower == "so":
                if self.ahead.concludes(number) and self.current.verb is not None:
                    self.close()
                    self.open(ClauseKind.COORDINATE, token.lower)
            elif not role and not self._opens_phrase(number):
                self.open(ClauseKind.SUBORDINATE, token.lower)
        elif token.lower in self.words.coordinators:
            self._coordinate(number)
        elif self.current.verb is None and self.ahead.opens_measure(number):
            self.open(ClauseKind.SUBORDINATE, token.lower)

    def _opens_phrase(self, number: int) -> bool:
        """Whether a preposition opens a sentence of one verb: “After a year of talks the firms merged”."""
        if number or self.tokens[0].lower not in self.words.prepositions:
            return False
        finite = [group for group in self.groups.values() if group.is_finite]
        return len(finite) == 1 or self.ahead.leads_to_pronoun(number)

    def _begins_subject(self, number: int) -> bool:
        """Whether the main clause's subject follows what opens the sentence: “In a raid made in May police”.

        What has its date is complete, and so is a passive, which takes no object, behind a noun.
        """
        phrase, main = self.current, self.current.parent
        if phrase.verb is None or main is None or main.verb is not None or main.tokens[:1] != [0]:
            return False
        if self.tokens[0].lower not in self.words.prepositions or number in self.groups:
            return False
        passive = phrase.kind is ClauseKind.PARTICIPLE and phrase.verb.passive
        before, token = self.tokens[number - 1 : number + 1]
        complete = before.is_time and token.is_word and token.lower not in self.words.prepositions
        gerund = phrase.verb.progressive and phrase.tokens[:1] == [1]  # “After leaving in May she”
        complete = complete and (passive or gerund or phrase.kind is ClauseKind.RELATIVE)
        if passive and token.lower in self.words.determiners:
            complete = complete or before.is_name or is_noun(before.lower)
        return complete and self.ahead.verb_before_border(number) is not None

    def _is_adverb_of_verb(self, number: int) -> bool:
        """Whether a finite verb follows at once, which has its subject before: “he once asked for it”."""
        group = self.groups.get(number + 1)
        return group is not None and group.is_finite and self.current.verb is None and number > 0

    def _quotation(self, number: int) -> None:
        """Go back behind a quotation to the clause that it interrupts: they sang “Bread is life” in Porto."""
        mark = self.tokens[number]
        if mark.quoted:
            self.quoting = self.current
        elif self.quoting is not None:
            if self.quoting.verb is not None and not self.tokens[self.quoting.verb.last].quoted:
                self.current = self.quoting
                if self.ahead.tells_who_spoke(number, self.quoting.verb):
                    self.open(ClauseKind.COORDINATE)  # “closed it for “lack of coal,” Ana Lind said”
            elif self.ahead.tells_who_spoke(number, self.current.verb):
                if self.current.verb is None and self._hangs_on(self.quoting):
                    self.current.parent = self.quoting  # the comma has opened it
                else:
                    self.current = self.quoting
                    self.open(ClauseKind.COORDINATE)
            self.quoting = None

    def _hangs_on(self, clause: Clause) -> bool:
        """Whether the clause that goes on is part of another, at whatever depth."""
        above = self.current.parent
        while above is not None and above is not clause:
            above = above.parent
        return above is not None

    def _after_mark(self, number: int) -> None:
        group = self.groups.get(number + 1)
        if self.current.kind is ClauseKind.PARTICIPLE and group and group.is_finite:
            return  # “the tram — built in May — was old”
        following = self.times.behind_times(number + 1)
        goes_on = self.ahead.verb_before_border(following, joined=True)
        if self.tokens[number].text in ";:" or (goes_on and self.current.verb is not None):
            self.close()  # but “when the ferry — the last — left”
        if self.current.verb is not None and goes_on:
            self.open(ClauseKind.COORDINATE)

    def _after_comma(self, number: int) -> None:
        verb = self.current.verb
        if number == self.said and self.current.parent is not None:
            self.current = self.current.parent
            return
        if self._ends_attribution(number) and self.current.parent is not None:
            self.current = self.current.parent
            verb = self.current.verb
        if verb is None and self._begins_plain():
            self.said = self.ahead.behind_attribution(number + 1)
            if self.said > 0:
                self.open(ClauseKind.PARENTHESIS)
                return
        if (
            self.current.kind is ClauseKind.PARTICIPLE
            and verb
            and not verb.passive
            and (self.commas.lists(number) or self.commas.lists_dated(number))
        ):
            return  # “leaving behind two lorries, tents and a kitchen”
        closes = self.current.kind in _CLOSED_BY_COMMA and self.current.verb is not None
        if closes and self.times.is_apposed_time(number + 1):
            return  # “who won on polling day(, 3 May), resigned”
        if closes and number != self.listed:
            self.listed = self.commas.behind_set_off(number)
        if closes and self.listed >= number:
            return  # “which killed six(, including two guards,) in May”
        if closes:
            parent = self.current.parent
            while parent is not None and parent.verb is not None and parent.kind in _CLOSED_BY_COMMA:
                parent = parent.parent
            self.current = parent or self.main
        if number + 1 < len(self.tokens):
            self._open_behind_comma(number + 1, closes=closes)

    def _open_behind_comma(self, following: int, *, closes: bool) -> None:
        """Open what begins behind a comma; `closes` says that the comma ended a side clause."""
        group = self.groups.get(following)
        participle = self.groups.get(self.ahead.behind_adverbs(following))  # “, first announced in May”
        if participle and not participle.is_finite:
            self.open(ClauseKind.PARTICIPLE)
        elif group and self.tokens[following].lower in self.words.restricting:
            self.open(ClauseKind.COORDINATE)  # “, only to return”
        elif group is None:
            fronted = self.current.verb is None and not closes
            self.then = self.times.behind_day(following, fronted=fronted)
            ahead = self.ahead.verb_before_border(following) or self.ahead.said_by_two(following)
            self.apposed = apposed_contact(self.tokens, following, ahead.first, self.words) if ahead else 0
            opens = self.current.verb is not None and not (self.then or self.apposed)
            if (
                opens
                and ahead
                and not self.commas.is_set_off_phrase(following, ahead.first - 1)
                and self.tokens[following].lower
                not in self.words.subordinators | self.words.relatives | self.words.coordinators
            ):
                self.open(ClauseKind.COORDINATE)

    def _ends_attribution(self, number: int) -> bool:
        """Whether a side clause of what was said follows who says so: “he quit, Ana said, after it fell”."""
        verb, told = self.current.verb, self.current.parent
        if (
            verb is None
            or told is None
            or told.verb is None
            or self.current.kind is not ClauseKind.COORDINATE
        ):
            return False
        if (
            verb.passive
            or verb.lemma not in self.words.saying
            or self.tokens[self.current.tokens[0]].text != ","
        ):
            return False
        behind = self.tokens[verb.last + 1 : number]
        timed = all(token.is_time or token.lower in self.words.day_prepositions for token in behind)
        following = self.tokens[number + 1 : number + 2]
        return timed and any(token.lower in self.words.subordinators for token in following)

    def _begins_plain(self) -> bool:
        """Whether the clause has begun with its subject or a time, and with no other opener."""
        own = [self.tokens[number] for number in self.current.tokens]
        opens = self.current.kind is ClauseKind.SUBORDINATE and bool(self.current.opener)
        if own and (opens or own[0].lower in self.words.coordinators):
            own = own[1:]  # “But the board, he said, was sacked”, “when the board, he said, was sacked”
        first = next((token for token in own if not token.is_mark), None)
        timed = any(token.is_time for token in own[:2])
        leads = self.words.prepositions | self.words.subordinators | self.words.coordinators
        return first is not None and not first.quoted and (timed or first.lower not in leads)

    def _relative(self, number: int) -> None:
        token = self.tokens[number]
        if not number:
            return
        if token.lower == "that" and self.ahead.points(number):
            return  # “a bill to that effect”, “in that case”, “like that of Norden”
        told = self._told_before(number)
        if told is not None:
            self.current = told
            self.open(ClauseKind.COMPLEMENT, "that")
            return
        verb = self.current.verb
        says = verb is not None and verb.lemma in self.words.saying | self.words.contentless
        if not says and self.times.opens_time(number):
            self.open(ClauseKind.SUBORDINATE, token.lower)
            return
        self._leave_participle()
        added = self._added_to(number)
        if added is not None:
            self.current = added
            self.open(ClauseKind.COORDINATE, token.lower)
        elif token.lower != "that":
            self._open_relative(number)
        elif self._introduces_complement(number):
            self.open(ClauseKind.COMPLEMENT, "that")
        elif self.ahead.verb_before_border(number + 1):
            self.open(ClauseKind.RELATIVE, "that")

    def _added_to(self, number: int) -> Clause | None:
        """Return the relative clause to which “and who” adds another of the same subject."""
        token, before = self.tokens[number], self.tokens[number - 1]
        if before.lower not in self.words.adding or token.lower not in self.words.subject_relatives:
            return None
        clause: Clause | None = self.clauses[-1]
        while clause is not None and (clause.kind is not ClauseKind.RELATIVE or clause.opener != token.lower):
            clause = clause.parent
        group = self.groups.get(self.ahead.behind_adverbs(number + 1))
        alike = clause is not None and clause.subject() == clause.tokens[:1]
        return clause if alike and group is not None and group.is_finite else None

    def _open_relative(self, number: int) -> None:
        """Open a relative clause, with what it is part of: “a raffle, (the winner of) which was known”."""
        around, first = self.current, number - 1
        while (
            first > 0 and self.tokens[first].is_word and first in around.tokens and first not in self.groups
        ):
            first -= 1
        self.open(ClauseKind.RELATIVE, self.tokens[number].lower)
        inside = range(first + 1, number)
        part = len(inside) > 1 and self.tokens[first + 1].lower not in self.words.prepositions
        part = part and around.tokens[:1] != [first + 1]  # not “, the one of which (which …)”
        if part and self.tokens[number - 1].lower == "of" and self.tokens[first].text == ",":
            self.current.tokens += inside
            around.tokens = [each for each in around.tokens if each not in inside]

    def _told_before(self, number: int) -> Clause | None:
        """Return the clause that tells what was said, to which “and that” adds: “said that … and that …”."""
        before = self.tokens[number - 1].lower
        joins = self.tokens[number].lower == "that" and before in self.words.coordinators
        clause = self.current if joins and self.ahead.finite_later(number) else None
        while clause is not None and clause.kind is not ClauseKind.COMPLEMENT:
            clause = clause.parent
        return clause.parent if clause is not None else None

    def _leave_participle(self) -> None:
        """Go back to a verb of saying from a participle: “warned in a letter sent on Monday that”."""
        parent, verb = self.current.parent, self.current.verb
        if self.current.kind is not ClauseKind.PARTICIPLE or parent is None or parent.verb is None:
            return
        if verb and verb.lemma not in self.words.saying and parent.verb.lemma in self.words.saying:
            self.current = parent

    def _introduces_complement(self, number: int) -> bool:
        """Whether “that” opens what the verb says: “showed that”, “said in a memo on Friday that he”."""
        verb = self.current.verb
        if verb is None or verb.last >= number or number + 1 >= len(self.tokens):
            return False
        if self.commas.ends_apposition(verb.last + 1, number):
            return False
        known = self.ahead.behind_made_known(verb)
        if known > verb.last + 1 and not self.ahead.without_adjunct(list(range(known, number))):
            return True  # “made it clear on Monday that”
        group = self.groups.get(number + 1)
        if group is not None and group.is_finite:
            return False  # “signed a truce on Monday that took effect”: it has no other subject
        says = verb.lemma in self.words.saying - self.words.objects_said
        says = says or verb.lemma in self.words.contentless | self.words.concluding
        begins = says or self.tokens[number + 1].lower in self.words.prepositions
        if not self.ahead.verb_before_border(number + 1) and not (begins and self.ahead.finite_later(number)):
            return False
        if verb.last == number - 1 or (says and self.commas.is_set_off(verb.last + 1, number - 1)):
            return True
        after = self.tokens[verb.last + 1]
        adjunct = after.is_time or after.lower in self.words.prepositions
        before = number - 1 - (self.tokens[number - 1].text == ",")  # “said later, on 3 May, that”
        if self.tokens[before].is_time:
            nouns = {singular(self.tokens[i].lower) for i in range(verb.last + 1, before)}
            adjunct = adjunct and self.words.announcing.isdisjoint(
                nouns
            )  # “joked about fears on Monday that”
            return adjunct or says or after.lower in self.words.made_known  # “made clear on Monday that”
        told_to = verb.lemma in self.words.telling
        return (adjunct or told_to) and number + 1 not in self.groups and verb.lemma in self.words.saying

    def _coordinate(self, number: int) -> None:
        following = self.commas.behind_aside(self.ahead.behind_adverbs(number + 1))
        group = self.groups.get(following)
        if group and group.is_finite and self.current.verb is not None:
            self._leave_description()
            self.open(ClauseKind.COORDINATE, self.tokens[number].lower)
            return
        if self.current.verb is None or self._joins_subjects(number) or self.ahead.joins_adjectives(number):
            return
        if self.times.joins_times(number):
            return
        before = self.tokens[number - 1] if number else None
        if before and before.text != "," and self.subject_waits() and self.goes_on_describing(following):
            return  # “a bus carrying players and staff fell”
        ahead = self.ahead.verb_before_border(following) or self.ahead.verb_before_border(
            self.times.behind_times(following)
        )
        if ahead is None and before and before.text == ",":
            ahead = self.ahead.verb_behind_relative(following)
        if ahead and before and (before.text == "," or ahead.first - following <= 12):
            self.open(ClauseKind.COORDINATE, self.tokens[number].lower)

    def _leave_description(self) -> None:
        """Go back from a passive participle, which takes no finite verb: “met a man named Lee and left”."""
        verb, parent = self.current.verb, self.current.parent
        described = self.current.kind is ClauseKind.PARTICIPLE and verb is not None and verb.passive
        if described and parent is not None and parent.verb is not None and parent.verb.is_finite:
            self.current = parent

    def _joins_subjects(self, number: int) -> bool:
        """Whether what was said still waits for its verb: “said rents and wages rose”."""
        verb, before = self.current.verb, self.tokens[number - 1]
        if verb is None or verb.passive or verb.lemma not in self.words.clause_taking:
            return False
        own = self.ahead.without_adjunct([i for i in self.current.tokens if i > verb.last])
        if not own or own[-1] != number - 1 or self.tokens[own[0]].lower in self.words.prepositions:
            return False
        if before.lower in self.words.interjections or self.tokens[own[0]].lower in self.words.possessives:
            return False
        behind = self.tokens[number + 1 : number + 2]
        if before.is_name:
            return bool(behind) and behind[0].is_name
        begins = bool(behind) and (can_be_noun(behind[0].lower) or "VBN" in behind[0].forms)
        begins = begins and number + 1 not in self.groups and behind[0].lower not in self.words.plurals
        if not begins or not is_noun(before.lower):
            return False
        if singular(before.lower) != before.lower:
            return True
        # No noun that can be counted is a subject without an article: “said the founder and owner was ill”.
        plain = behind[0].is_small and singular(behind[0].lower) == behind[0].lower
        return plain and self.tokens[own[0]].lower in self.words.articles
