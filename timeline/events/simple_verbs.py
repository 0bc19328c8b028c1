"""Verbs that stand alone: a simple past or present, a participle or a gerund without an auxiliary."""

from timeline.events import language
from timeline.events.gerunds import heads_phrase, is_happening
from timeline.events.passives import Passives
from timeline.events.tokens import OPENING_QUOTES
from timeline.events.verbgroup import Tense, VerbGroup

__all__ = ["SimpleVerbs"]


class SimpleVerbs(Passives):
    """Tells of one sentence, from left to right, which words are verbs by themselves."""

    def _group(
        self,
        first: int,
        last: int,
        tense: Tense,
        *,
        passive: bool = False,
        progressive: bool = False,
        negated: bool = False,
    ) -> VerbGroup:
        """Return the group of the tokens from `first` to `last`, which is its verb."""
        lemma = language.lemma(self.tokens[last].lower)
        return VerbGroup(first, last, lemma, tense, passive, progressive, negated or self.is_negation(first))

    def single(self, number: int) -> VerbGroup | None:
        """Return the group of a word that is a verb by itself, None where it is none."""
        token = self.tokens[number]
        forms = token.forms
        if not forms or token.lower in self.words.prepositions:
            return None
        if (token.is_name and number) or self.is_nominal(number):
            return None
        if (
            token.lower in self.words.age_marks
            and self.is_counted(number + 1)
            and self.lower(number - 1) != ","
        ):
            return None  # “has died aged 81”
        if self.lower(number - 1) == "as" and "VBN" in forms and self.lower(number + 1) == ",":
            return None  # “as expected, it closed”
        if self.lower(number - 1) == "not":
            return None  # “not found”, without an auxiliary
        if self.lower(number - 1) == "than" and self.lower(number - 2) not in self.words.quantifiers:
            return None  # “earlier than planned”, but “more than doubled”
        if token.lower in self.words.compounding and self._stands_between_names(number):
            return None
        if "VBD" in forms and self._waits_for_subject(number):
            # “Ten years ago, aged 21, she won”, “…, broke and homeless, she left”
            return self._group(number, number, Tense.NONE, passive=True) if "VBN" in forms else None
        if "VBN" in forms and self.lower(number - 2) == "of" and self._closes_aside(number):
            return None  # “students, many of them masked, left”
        if "VBD" in forms and (not self.is_base_noun(number) or self._is_sole_verb(number)):
            if {"VB", "VBD"} <= forms and self._has_verb(number) and self._is_no_second_verb(number):
                return None
            if self.is_participle(number):
                return self._group(number, number, Tense.NONE, passive=True)
            return self._group(number, number, Tense.PAST)
        if "VBN" in forms and not forms & {"VB", "VBP"}:
            return self._group(number, number, Tense.NONE, passive=True)
        if self._is_second_infinitive(number):
            return None
        if "VBG" in forms and language.lemma(token.lower) == token.lower:
            return None  # “lightning” is of no verb
        if "VBG" in forms and (self._is_finite(number + 1) or self._describes_subject(number)):
            return None  # “trading began”, “a flood warning was issued”
        if heads_phrase(self.tokens, number, self.words) or is_happening(self.tokens, number, self.words):
            return None
        if "VBG" in forms and self._fills_time(number):
            return None
        if "VBG" in forms and self.lower(number + 1) != "of":  # “the killing of”
            return self._group(number, number, Tense.NONE, progressive=True)
        return self._present(number) if forms & {"VBZ", "VBP"} and number else None

    def _fills_time(self, number: int) -> bool:
        """Whether it tells what a time was full of that is spoken of: “a year of haggling (ended)”."""
        if self.lower(number - 1) != "of":
            return False
        leads = self.words.determiners | self.words.numbers
        before = number - 3 - (self.lower(number - 3) in leads)
        is_time = language.singular(self.lower(number - 2)) in self.words.units | self.words.periods
        return is_time and self.lower(before) not in self.words.prepositions  # but “after a year of haggling”

    def _present(self, number: int) -> VerbGroup | None:
        """Return the group of a form in the present tense, None where it is a noun or an infinitive."""
        before = self.tokens[number - 1]
        quoted = self._opens_quoted(number)
        plain = not language.can_be_noun(self.lower(number)) or self._is_plain_present(number)
        if not (plain or quoted or self._closes_participle(number)):
            return None
        follows = before.is_word or before.is_time or before.text == "," or quoted
        is_infinitive = before.lower in {"to", *self.words.modals}
        return self._group(number, number, Tense.PRESENT) if follows and not is_infinitive else None

    def _waits_for_subject(self, number: int) -> bool:
        """Whether only a time and a comma stand before the word, and behind a further comma a clause."""
        if number < 2 or self.tokens[number - 1].text != "," or not self.tokens[number - 2].is_time:
            return False
        lead = self.words.date_prepositions | self.words.adverbs
        if any(self.lower(i) not in lead for i in range(number - 2)):
            return False
        comma = next((i for i in range(number, len(self.tokens) - 1) if self.tokens[i].text == ","), 0)
        return bool(comma) and any(self._is_finite(i) for i in range(comma + 2, len(self.tokens)))

    def _is_sole_verb(self, number: int) -> bool:
        """Whether a past that can be a noun is all that can be the verb: “the ship hit ice, he said”."""
        if self.tokens[-1].text not in ".!" or self._has_finite() or self._finite_ahead(number + 1):
            return False
        before = self.tokens[number - 1]
        opens = self.tokens[0].is_name or self.lower(0) in self.words.determiners | self.words.prepositions
        return number > 1 and opens and before.is_word and (before.is_name or language.is_noun(before.lower))

    def _closes_aside(self, number: int) -> bool:
        """Whether a pronoun stands before the word, and a comma and a finite verb behind."""
        behind = self.tokens[number + 1 : number + 2]
        closes = bool(behind) and behind[0].text == "," and self._is_finite(number + 2)
        return closes and self.lower(number - 1) in self.words.object_pronouns

    def _describes_subject(self, number: int) -> bool:
        """Whether it describes a subject: “on 5 May visiting Danes won”, “and fishing boats sank”."""
        if not number or number + 2 >= len(self.tokens):
            return False
        noun = self.tokens[number + 1]
        if language.is_noun(noun.lower) and self._stands_in_noun_phrase(number):
            return True
        if self.tokens[number - 1].is_name and self.lower(number - 2) in self.words.articles:
            single = language.is_noun(noun.lower) and language.singular(noun.lower) == noun.lower
            return single and self._is_finite(number + 2)  # “the Leeds bottling hall is to close”
        if not self.tokens[number - 1].is_time and self.lower(number - 1) not in self.words.coordinators:
            return False
        return (noun.is_name or language.is_noun(noun.lower)) and self._is_finite(number + 2)

    def _stands_in_noun_phrase(self, number: int) -> bool:
        """Whether a number or adjectives stand before it as in “two mining towns”, “the old mining town”."""
        if self.lower(number) in self.words.prepositions:
            return False  # “two, including a child”
        first = number
        while first and self._can_describe(first - 1):
            first -= 1
        before = self.lower(first - 1) if first else ""
        counted = before in self.words.numbers or before.isdigit()
        return counted or (first < number and (not first or before in self.words.determiners))

    def _can_describe(self, number: int) -> bool:
        """Whether it is an adjective, or like “northern” nothing else that the dictionary knows."""
        token, words = self.tokens[number], self.words
        grammar = words.determiners | words.pronouns | words.prepositions
        grammar |= words.coordinators | words.subordinators
        if not token.is_word or token.is_name or token.lower in grammar:
            return False
        unknown = not token.forms - {"VBG"} and not language.is_noun(token.lower)
        return unknown or language.is_adjective(token.lower)

    def _closes_participle(self, number: int) -> bool:
        """Whether it goes on behind a participle between commas: “the fair, held in May, draws thousands”."""
        held = any(group.passive and self.lower(first - 1) == "," for first, group in self.groups.items())
        return held and self.goes_on_in_present(number)

    def _opens_quoted(self, number: int) -> bool:
        """Whether a quotation begins with the word, behind its subject: “said that it "takes care"”."""
        is_quoted = self.tokens[number - 1].text in OPENING_QUOTES and self.tokens[number].quoted
        return is_quoted and self.lower(number - 2) in self.words.subject_pronouns

    def _is_no_second_verb(self, number: int) -> bool:
        """Whether a past that is also the base form is none, behind a verb: “kept its skin wet”, “a pay cut”.

        It can still be a participle: “kept a price set in May”.
        """
        is_noun = self.lower(number) in self.words.base_nouns and language.is_noun(self.lower(number - 1))
        return is_noun or not self.is_participle(number)

    def _is_plain_present(self, number: int) -> bool:
        """Whether a word that can be a noun is a present: “they who fund it”, “the minister states that”.

        A noun has no determiner right behind it, and no clause a second verb: “was shown to member states”.
        """
        lower, before = self.lower(number), self.lower(number - 1)
        if self.is_counted(number - 1):
            return False
        if before in self.words.subject_pronouns - self.words.object_pronouns:
            return True  # “we want”, “she plans”
        opens_object = self.lower(number + 1) in self.words.determiners | self.words.plurals
        back = self._behind_adverbs(number)
        if back < number - 1 and self.lower(back) in self.words.thing_pronouns | self.words.personal_pronouns:
            return "VBZ" in self.tokens[number].forms  # “he now leads”
        if before in self.words.subject_relatives:
            return self.lower(number - 2) not in self.words.prepositions  # “in which soldiers died”
        if before in self.words.coordinators and self.tokens[number - 2].is_time:
            goes_on = self._opens_object(number + 1) or self.lower(number + 1) in self.words.final_particles
            return "VBZ" in self.tokens[number].forms and goes_on  # “and handles 9 tons”, “and takes over”
        if self.is_object_opener(number + 1, before):
            return True  # “the banks that fund the airline”
        if self._has_verb(number):
            return False
        shows = language.lemma(lower) in self.words.showing | self.words.saying
        if shows and language.is_noun(before) and self.lower(number + 1) in self.words.subject_pronouns:
            return True  # “records show it was shut”
        says = language.lemma(lower) in self.words.saying and not self._is_compound(number)
        follows_noun = self.tokens[number - 1].is_time or language.is_noun(before)
        return says or (opens_object and follows_noun and "VBZ" in self.tokens[number].forms)

    def _is_compound(self, number: int) -> bool:
        """Whether a form without “s” stands behind a noun in the singular: “a conference call”."""
        before = self.lower(number - 1)
        single = language.is_noun(before) and language.singular(before) == before
        return (
            "VBZ" not in self.tokens[number].forms
            and single
            and before not in self.words.plurals - self.words.uncounted
        )

    def _has_verb(self, number: int) -> bool:
        """Whether a finite verb stands before the word, with nothing between that opens a clause."""
        for position in range(number - 1, -1, -1):
            group = self.groups.get(position)
            if group and group.is_finite:
                return group.lemma not in self.words.saying and not self._is_in_relative(position, number)
            if self.tokens[position].is_mark or self.lower(position) in self.openers:
                return False
        return False

    def _stands_between_names(self, number: int) -> bool:
        """Whether it makes an adjective of the name before it: “sold it to Lima based Coast Air”."""
        if not 0 < number < len(self.tokens) - 1 or not self.groups:
            return False
        return self.tokens[number - 1].is_name and self.tokens[number + 1].is_name

    def _is_second_infinitive(self, number: int) -> bool:
        """Whether it goes on with an infinitive: “hopes to raise money and open the hall”."""
        if "VB" not in self.tokens[number].forms or self.lower(number - 1) not in self.words.coordinators:
            return False
        for position in range(number - 2, max(number - 12, 0), -1):
            if position in self.groups and self.groups[position].is_finite:
                return False
            if self.lower(position - 1) == "to" and "VB" in self.tokens[position].forms:
                return True
        return False
