"""What comes further on in a sentence, as far as the border of a clause depends on it."""

import itertools
from collections.abc import Mapping, Sequence

from timeline.events.language import Words, is_adjective, is_noun, lemma
from timeline.events.tokens import Token
from timeline.events.verbgroup import VerbGroup

__all__ = ["Lookahead"]

_SETTING_OFF = frozenset([",", "—", "–"])
_QUOTATION_MARKS = frozenset('“”"')
_NEAR = 4  # words among which “which” behind its preposition is, or a comma before “than”
_LONGEST_ATTRIBUTION = 10  # words and commas of “, the mayor of Graz said,”


class Lookahead:
    """Answers for one sentence: its tokens, and its verb groups by their first token."""

    def __init__(self, tokens: Sequence[Token], groups: Mapping[int, VerbGroup], words: Words) -> None:
        self.tokens = tokens
        self.groups = groups
        self.words = words

    def verb_before_border(self, number: int, *, joined: bool = False) -> VerbGroup | None:
        """Return the finite verb group that follows before the next mark or opener, if any.

        `joined` says that its subject can have several members: “when a tram and a bus collided”.
        """
        position = number - 1
        while position + 1 < len(self.tokens):
            position += 1
            group = self.groups.get(position)
            if group and group.is_finite:
                return group
            token = self.tokens[position]
            if token.text in _SETTING_OFF and (closing := self._end_of_insertion(position)):
                position = closing
                continue
            if (
                token.text in ",;:()—–"
                or token.lower in self.words.relatives
                or (token.lower in self.words.coordinators and not (joined or self._joins_names(position)))
            ):
                return None
        return None

    def said_by_two(self, number: int) -> VerbGroup | None:
        """Return the verb by which two say so at the end: “, police and doctors said (on Monday)”."""
        verb = self.verb_before_border(number, joined=True)
        if verb is None or verb.passive or verb.lemma not in self.words.saying:
            return None
        subject, behind = self.tokens[number : verb.first], self.tokens[verb.last + 1 : verb.last + 2]
        plain = all(token.is_word and not token.is_time for token in subject)
        ends = (
            not behind
            or behind[0].is_mark
            or behind[0].is_time
            or behind[0].lower in self.words.day_prepositions
        )
        return verb if plain and ends else None

    def asks(self, number: int) -> bool:
        """Return whether “how” or “why” stands there, and behind it a subject: “how the ship (sank)”."""
        if self.tokens[number].lower not in self.words.manners or number + 1 >= len(self.tokens):
            return False
        following = self.tokens[number + 1]
        begins = self.words.determiners | self.words.subject_pronouns | self.words.possessives
        return following.is_name or following.lower in begins | self.words.adverbs

    def behind_attribution(self, number: int) -> int:
        """Return the comma behind who says it inside a clause: “the board, he said, was sacked”; else -1."""
        comma = next((i for i in range(number, len(self.tokens)) if self.tokens[i].text == ","), -1)
        if not number + 1 < comma < number + _LONGEST_ATTRIBUTION:
            return -1
        inside = [self.groups[i] for i in range(number, comma) if i in self.groups]
        openers = self.words.relatives | self.words.subordinators | self.words.coordinators
        if len(inside) != 1 or not openers.isdisjoint(self.tokens[i].lower for i in range(number, comma)):
            return -1
        verb = inside[0]
        impersonal = verb.first == number + 1 and self.tokens[number].lower == "it"  # “it was announced”
        passive = self.words.telling | (self.words.saying if impersonal else set())
        active = self.words.saying | self.words.hearing | (self.words.impersonal if impersonal else set())
        if verb.last + 1 == comma:
            active |= self.words.concluding | self.words.finding  # “the court found”
        says = verb.lemma in (passive if verb.passive else active)  # “it emerged”
        says = says and verb.is_finite  # “the court heard”, “the court was told”
        says = says and not any(self.is_infinitive(i) for i in range(verb.last, comma))  # “, asked us to go,”
        turns = verb.lemma in self.words.turning and self.tokens[verb.last + 1].lower in self.words.away
        behind = [self.tokens[i] for i in range(verb.last + 1 + turns, comma)]
        timed = all(token.is_time or token.lower in self.words.date_prepositions for token in behind)
        at_end = verb.first > number if timed else verb.first == number
        return comma if says and at_end and self.verb_before_border(comma + 1) else -1

    def verb_behind_relative(self, number: int) -> VerbGroup | None:
        """Return the verb of a subject with a relative clause: “the street in which she lived ended”."""
        relative = self.end_of_plain(number + 1)
        if relative == len(self.tokens) or self.tokens[relative].lower not in self.words.relatives:
            return None
        inside = range(relative, self.end_of_plain(relative + 1))
        finite = [self.groups[i] for i in inside if i in self.groups and self.groups[i].is_finite]
        return finite[1] if self.begins_phrase(number) and len(finite) > 1 else None

    def end_of_plain(self, number: int) -> int:
        """Return the first token from a number on that is a mark or can open a clause, else the end."""
        return next((i for i in range(number, len(self.tokens)) if not self._is_plain(i)), len(self.tokens))

    def _is_plain(self, number: int) -> bool:
        """Whether a token is neither a mark nor a word that can open a clause."""
        openers = self.words.relatives | self.words.subordinators | self.words.coordinators
        return not self.tokens[number].is_mark and self.tokens[number].lower not in openers

    def completes(self, verb: VerbGroup, group: VerbGroup) -> bool:
        """Return whether a group is the infinitive that a verb waits for: “agreed (in May) to be sold”."""
        if self.tokens[group.first].lower != "to" or verb.lemma not in self.words.infinitive_taking:
            return False
        between = (self.tokens[number] for number in range(verb.last + 1, group.first))
        return all(token.is_time or token.lower in self.words.date_prepositions for token in between)

    def finite_later(self, number: int) -> bool:
        """Return whether a finite verb group begins at the token or after it."""
        return any(group.is_finite for first, group in self.groups.items() if first >= number)

    def begins_phrase(self, number: int) -> bool:
        """Return whether the token can begin a noun phrase: a name, a determiner, a pronoun."""
        token = self.tokens[number]
        return token.is_name or token.lower in self.words.determiners | self.words.pronouns

    def _joins_names(self, number: int) -> bool:
        """Whether “and” stands between two names: “Ana Torres and Luis Vega agreed”."""
        return 0 < number < len(self.tokens) - 1 and all(
            self.tokens[i].is_name for i in (number - 1, number + 1)
        )

    def joins_adjectives(self, number: int) -> bool:
        """Return whether both sides are compared: “fewer and fatter goats”, “a larger and newer mill”."""
        sides = [
            token.lower
            for token in (*self.tokens[number - 1 : number], *self.tokens[number + 1 : number + 2])
        ]
        compared = [is_adjective(lower) and lower.endswith("er") for lower in sides]
        return len(sides) == 2 and compared[1] and (compared[0] or sides[0] in self.words.comparatives)

    def _end_of_insertion(self, comma: int) -> int:
        """Return the comma or dash that ends an insertion before a verb: “after it, painted red, left”; or 0.

        What somebody thinks can stand in it, “after rebels, told that it was empty, left”, a relative clause,
        “after Ruiz, who came in May, left”, and who says so. An age can follow it: “Ana Ruiz, 27, left”.
        """
        mark = self.tokens[comma].text
        closing = next((i for i in range(comma + 1, len(self.tokens)) if self.tokens[i].text == mark), 0)
        age = [token.text for token in self.tokens[closing + 1 : closing + 3]]
        if closing and len(age) == 2 and age[0].isdigit() and age[1] == mark:
            closing += 2
        inside = [group for first, group in self.groups.items() if comma < first < closing]
        verb = self.groups.get(closing + 1)
        thinks = self.tokens[min(comma + 2, len(self.tokens) - 1)].lower == "that"
        finite = sum(group.is_finite for group in inside)
        relates = finite == 1 and self._opens_relative(comma + 1)
        compares = finite == 1 and any(self.opens_measure(i) for i in range(comma + 1, closing))
        sets_off = thinks or relates or compares or not finite or self.behind_attribution(comma + 1) > 0
        return closing if sets_off and verb is not None and verb.is_finite else 0

    def _opens_relative(self, number: int) -> bool:
        """Whether a relative clause begins there, perhaps of a part: “who”, “the last of which”."""
        opener = [token.lower for token in self.tokens[number : number + _NEAR]]
        part = opener[opener.index("of") + 1 :] if "of" in opener else []
        return not self.words.relatives.isdisjoint([*opener[:1], *part[:1]])

    def _sure_past(self, number: int) -> bool:
        """Whether a past that is no participle follows before a mark or a time: “before the judge spoke”."""
        near = itertools.takewhile(lambda token: not (token.is_mark or token.is_time), self.tokens[number:])
        return any(
            "VBD" in token.forms
            and not token.is_name
            and ("VBN" not in token.forms or lemma(token.lower) in self.words.intransitive)
            for token in itertools.islice(near, _LONGEST_ATTRIBUTION)
        )

    def subordinates(self, number: int) -> bool:
        """Return whether a clause with a verb of its own follows what can open one."""
        if (
            self.tokens[number].lower == "after"
            and number
            and lemma(self.tokens[number - 1].lower) in self.words.naming
        ):
            return False  # “a bridge named after the poet opened”
        around = self.tokens[max(number - 1, 0) : number + 2]
        if len(around) == 3 and all(token.is_name for token in around):
            return False  # “Berg After Dark began in May”
        before = lemma(self.tokens[number - 1].lower) if number else ""
        behind = [token.lower for token in self.tokens[number + 1 : number + 2]]
        faces = self.tokens[number].lower in self.words.facing_openers and before in self.words.facing
        if faces and self.words.subject_pronouns.isdisjoint(behind) and not self._sure_past(number + 1):
            return False  # “appeared before a court on Monday charged with theft”
        if self.tokens[number].lower in self.words.phrasal:
            return False  # “a strike during the fair cost it millions”
        opens = not number or self.tokens[number - 1].text == ","
        if opens and self.tokens[number].lower in self.words.former:
            return self.verb_before_border(number + 1) is not None  # “the firm, once the largest, failed”
        conjunction = self.tokens[number].lower not in self.words.prepositions
        counted = number > 0 and self.tokens[number - 1].is_time  # “two days after Ana and the firm signed”
        if self.verb_before_border(number + 1, joined=conjunction or counted):
            return True
        if not conjunction or number + 1 >= len(self.tokens):
            return False
        following = self.tokens[number + 1]
        begins = self.begins_phrase(number + 1) or is_noun(following.lower) or following.text.isdigit()
        return begins and self.finite_later(number + 1)  # “when Ana, a fitter, died”

    def ends_with_subject(self, numbers: Sequence[int]) -> bool:
        """Return whether a pronoun that is a subject stands behind others: “told Berg he”."""
        return len(numbers) > 1 and self.tokens[numbers[-1]].lower in self.words.subject_pronouns

    def is_contact(self, numbers: Sequence[int]) -> bool:
        """Return whether the subject of a relative clause without an opener ends these: “in a sample she”."""
        if len(numbers) < 2 or self.tokens[numbers[-1]].lower not in self.words.subject_pronouns:
            return False
        before = self.tokens[numbers[-2]]
        closed = self.words.relatives | self.words.subordinators | self.words.coordinators
        noun = before.is_word and is_noun(before.lower) and before.lower not in closed
        return noun and numbers[-2] == numbers[-1] - 1

    def leads_to_pronoun(self, number: int) -> bool:
        """Return whether a phrase ends before the subject of the main clause: “after a long war she left”.

        In “after the man she knew left, …” another verb stands before the comma, or one behind it.
        """
        verb = self.verb_before_border(number + 1)
        if verb is None or not self.is_contact(range(number + 1, verb.first)):
            return False
        end = next((i for i in range(verb.last, len(self.tokens)) if self.tokens[i].text == ","), 0)
        second = next((i for i in sorted(self.groups) if i > verb.last and self.groups[i].is_finite), 0)
        if second and not second > end > 0 and self.end_of_plain(verb.last) >= second:
            return False
        behind = end + 1 + (self.tokens[end + 1 : end + 2] != [] and self._is_preposition(end + 1))
        joins = self.words.relatives | self.words.coordinators
        goes_on = behind < len(self.tokens) and self.tokens[behind].lower in joins
        return not end or goes_on or not self.finite_later(end)

    def _is_preposition(self, number: int) -> bool:
        return self.tokens[number].lower in self.words.prepositions

    def tells_who_spoke(self, mark: int, verb: VerbGroup | None) -> bool:
        """Return whether behind a quotation and its comma stands who said it: “…,” Ana Lind (said).

        `verb` is that of the clause before the mark.
        """
        following, opens = mark + 1, self.tokens[0].is_mark and self.tokens[0].quoted
        if following >= len(self.tokens) or self.tokens[mark - 1].text != ",":
            return False
        if not opens and (verb is None or not self.tokens[verb.last].quoted):
            spoken = self.verb_before_border(following)
            return spoken is not None and spoken.first > following and spoken.lemma in self.words.saying
        group = self.groups.get(following)
        if opens and group is not None:
            return group.is_finite and group.lemma in self.words.saying  # “…,” said Ana Lind
        return group is None and self.begins_phrase(following) and self.finite_later(following)

    def concludes(self, number: int) -> bool:
        """Return whether “so” opens what follows from the clause before: “it was late, so she left”."""
        return number > 1 and self.tokens[number - 1].text in ",;" and self.begins_phrase(number + 1)

    def opens_sentence(self, number: int) -> bool:
        """Return whether “as” opens a clause before the main one: “(In May,) as rebels came, all left”."""
        comma = next((i for i in range(number, len(self.tokens) - 1) if self.tokens[i].text == ","), 0)
        relative = self.tokens[comma + 1].lower in self.words.relatives
        opens = number == 0 or (self.tokens[number - 1].text == "," and self.verb_before_border(number + 1))
        return bool(opens and comma and not relative and self.finite_later(comma))

    def opens_measure(self, number: int) -> bool:
        """Return whether “than” opens a clause behind a comma: “the price, more than (she paid), rose”."""
        near = self.tokens[max(number - _NEAR - 1, 0) : number]
        if self.tokens[number].lower not in self.words.than or number + 1 >= len(self.tokens):
            return False
        if all(token.text != "," for token in near):
            return False
        verb = self.verb_before_border(number + 1) if self.begins_phrase(number + 1) else None
        return verb is not None and self.finite_later(verb.last + 1)

    def behind_adverbs(self, number: int) -> int:
        """Return the number of the first token from this one on that is no adverb."""
        while number < len(self.tokens) and self.tokens[number].lower in self.words.adverbs:
            number += 1
        return number

    def behind_made_known(self, verb: VerbGroup) -> int:
        """Return what follows a verb, or “it clear” behind it: “made (it) clear (he would stay)”.

        So it is with “is (very) sure (he would stay)”, and with “out” in “pointed out (he would stay)”.
        """
        if verb.lemma == "be":
            number = self._behind_quotes(verb.last + 1)
            if any(token.lower in self.words.degrees for token in self.tokens[number : number + 1]):
                number += 1
            is_sure = any(token.lower in self.words.sure for token in self.tokens[number : number + 1])
            return self._behind_quotes(number + 1) if is_sure else verb.last + 1
        known = [token.lower for token in self.tokens[verb.last + 1 : verb.last + 4]]
        last = 1 + (known[1:2] == ["be"])  # “let it be known”
        is_known = known[:1] == ["it"] and any(each in self.words.made_known for each in known[last:][:1])
        told = known[:1] != [] and f"{verb.lemma} {known[0]}" in self.words.saying_phrasal
        return verb.last + 2 + last if is_known else verb.last + 1 + told

    def _behind_quotes(self, number: int) -> int:
        """Return the number of the first token from this one on that is no quotation mark."""
        return number + any(token.text in _QUOTATION_MARKS for token in self.tokens[number : number + 1])

    def is_infinitive(self, number: int) -> bool:
        """Return whether an infinitive begins with the token."""
        following = self.tokens[number + 1 : number + 2]
        return self.tokens[number].lower == "to" and following != [] and "VB" in following[0].forms

    def is_adjunct(self, first: int, end: int) -> bool:
        """Return whether nothing but one phrase with a preposition stands there: “(worked) in a mill”."""
        inside = self.tokens[first:end]
        if not inside or inside[0].lower not in self.words.prepositions or not is_noun(inside[-1].lower):
            return False
        closed = self.words.determiners | self.words.subject_pronouns | self.words.coordinators
        return all(not token.is_mark and token.lower not in closed for token in inside[2:])

    def without_adjunct(self, numbers: list[int]) -> list[int]:
        """Leave out when something was said: “announced (on Friday) that”, “said (today) the plan”."""
        first = 0
        while first < len(numbers) and (
            self.tokens[numbers[first]].is_time
            or (
                self.tokens[numbers[first]].lower in self.words.prepositions
                and self.tokens[min(numbers[first] + 1, len(self.tokens) - 1)].is_time
            )
        ):
            first += 1
        return numbers[first:]

    def points(self, number: int) -> bool:
        """Return whether “that” opens no clause: “of” follows, or it stands with a noun in a phrase."""
        if [token.lower for token in self.tokens[number + 1 : number + 2]] == ["of"]:
            return True
        if self.tokens[number - 1].lower not in self.words.prepositions:
            return False
        if self.tokens[number - 1].lower not in self.words.particles:
            return True
        following = self.tokens[number + 1 : number + 2]
        return bool(following and is_noun(following[0].lower)) and not self.begins_phrase(number + 1)
