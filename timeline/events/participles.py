"""Which of the forms that can be a past tense are participles.

The rules are those by which a reader tells “rockets fired at the base hit a hangar” (participle, past) from
“rebels fired at the base” (past).
"""

from timeline.events import language
from timeline.events.contacts import contact_subject
from timeline.events.noun_phrases import is_happening
from timeline.events.predicates import Predicates
from timeline.events.timeless import is_adjectival
from timeline.events.tokens import CLOSING_QUOTES, OPENING_QUOTES, Token
from timeline.events.wordforms import AHEAD

__all__ = ["Participles"]

_APPOSITION = 12  # tokens from the comma that opens what the subject is to its verb


class Participles(Predicates):
    """Decides on the participles of one sentence, from left to right."""

    def is_participle(self, number: int) -> bool:
        """Whether a form that can be a past tense is a participle."""
        if "VBN" not in self.tokens[number].forms:
            return False
        if not number:
            return self._opens_with_participle()
        if self.lower(number) == "said" and self.lower(number + 1) != "to":
            return False  # “…,” Ana Torres, the manager, said on Monday
        if self._is_dated(number) or self._is_named_after(number):
            return True
        if self._opens_comparison(number):
            return True
        if self._behind_adverbs(number) == 0 and self.is_adverb(self.lower(0)):
            return self._opens_with_participle(number)  # “First sketched in 1980, it opened”
        if self.lower(number + 1) in self.words.reflexives:
            return False  # “a clerk shot himself in May”
        if self.lower(number + 1) in self.words.particles and self.lower(number + 2) == "what":
            return False  # “a flood swept away what was left”
        if self.lower(number + 1) == "that" and self._says(number) and self.tokens[number - 1].text == ",":
            return False  # “the mayor, Ana Torres, said that”
        if self._introduces_told(number):
            return False
        if contact_subject(self.tokens, number, self.words) and self._finite_ahead(number + 1):
            return False  # “the bridge the army built in 1944 fell”
        before = self.tokens[self._behind_adverbs(number)]
        if before.text in CLOSING_QUOTES and not before.quoted and number > 1:
            before = self.tokens[number - 2]  # “a "plan" designed for them”
        if before.text == "," and self._goes_on_behind_apposition(number):
            return False  # “Ana Torres, a nurse, closed the ward in May, sold it and left”
        if before.text == "," and self._finite_after_comma(number):
            return True  # “the moon, first named S-90, was seen”
        if self._is_before_verb(number):
            return True
        if self._is_called(number):
            return True
        if self._lacks_object(number) and not self._subject_waits(number):
            return True  # “songs for the men killed and the women”
        behind = number + 1 + (self.lower(number + 1) in self.words.adverbial_particles)  # “swept away in”
        while self.lower(behind) in self.words.time_leads | self.words.measure_ends or self._tells_how(
            behind
        ):
            behind += 1  # “made just before Easter”, “opened later in 1988”, “adopted unanimously on”
        following = self.tokens[behind] if behind < len(self.tokens) else None
        if following is None or not (following.is_time or following.lower in self.words.prepositions):
            return False
        if is_adjectival(self.tokens, behind, self.words):
            return False  # “reported second-quarter sales of 3 million”
        return self._is_participle_between(number, before, following)

    def _goes_on_behind_apposition(self, number: int) -> bool:
        """Whether an object follows, and before its comma stands what the subject is, set off as well."""
        takes = self.lower(number + 1) in self.words.determiners | self.words.object_pronouns
        back = range(number - 2, max(number - _APPOSITION, 0), -1)
        opening = next((i for i in back if self.tokens[i].text == ","), 0)
        apposed = opening and self.lower(opening + 1) in self.words.articles | self.words.possessives
        return bool(takes and apposed) and self._subject_waits(number)

    def _leads_to_time(self, number: int) -> bool:
        """Whether a time stands there, with a preposition or without one."""
        return any(token.is_time for token in self.tokens[number : number + 2])

    def _is_participle_between(self, number: int, before: Token, following: Token) -> bool:
        """Whether it is a participle, of which a time or preposition follows (“released in May”)."""
        lemma = language.lemma(self.tokens[number].lower)
        phrasal = f"{lemma} {self.lower(number + 1)}" in self.words.intransitive_phrasal
        if phrasal or lemma in self.words.intransitive:
            return False  # “the motion failed by 40 to 31”
        if following.lower == "by" and not self._is_margin(number + 2):
            return not self._is_only_verb(number)  # but “passed by 40 votes to 31”, “the two met by chance”
        noun = language.singular(before.lower)
        says = lemma in self.words.saying and following.lower != "of"
        says = says and noun not in self.words.agreed_upon  # “a truce agreed in May”
        if lemma in self.words.calling and is_happening(noun, self.words):
            says = says and not self._leads_to_time(number + 1)  # “a vote called for 3 May”
        if says and before.text not in ",(":
            return False  # “the ministry said on Friday it would”
        if self._is_attribution(number) or self._is_verb_of_relative(number):
            return False
        if before.text == "," and self._follows_adjunct(number - 1):
            return True
        if before.text in ",(":
            # “the album, released in May, sold …” but “Iran, a neighbour, fired …”
            return self._finite_after_comma(number) or not self._subject_waits(number)
        if self._is_in_opening_phrase(number):
            return True
        excluded = self.words.coordinators | self.words.relatives | self.words.pronouns
        if before.is_time and following.lower in self.words.prepositions:
            # “appeared on Monday charged with theft”, “After a week spent at sea, …”
            return not self._subject_waits(number) or self._is_in_opening_time(number)
        if not before.is_word or before.lower in excluded:
            return False
        if self._finite_ahead(number + 1) or self._finite_behind_day(number + 1):
            return True
        return not self._subject_waits(number)

    def _finite_behind_day(self, number: int) -> bool:
        """Whether a finite verb stands behind what tells a date again: “in 1990, the year he left, found”."""
        reach = range(number, min(len(self.tokens) - 1, number + AHEAD))
        commas = [i for i in reach if self.tokens[i].text == ","][:2]
        if len(commas) < 2 or not self.tokens[commas[0] - 1].is_time:
            return False
        first, second = (self.lower(commas[0] + behind) for behind in (1, 2))
        again = first in self.words.articles and second in self.words.units
        return again and self._is_finite(commas[1] + 1) and not self._lists_verbs(commas[1] + 2)

    def _lists_verbs(self, number: int) -> bool:
        """Whether another verb is added behind: “fired on Monday, when a mob came, killed two and fled”."""
        reach = range(number, min(len(self.tokens) - 1, number + AHEAD))
        return any(self.lower(i) in self.words.coordinators and self._is_finite(i + 1) for i in reach)

    def _introduces_told(self, number: int) -> bool:
        """Whether a time and “that” stand behind: “auditors concluded in May that”."""
        behind = number + 1 + (self.lower(number + 1) in self.words.date_prepositions)
        timed = behind < len(self.tokens) and self.tokens[behind].is_time
        return timed and self.lower(behind + 1) == "that" and self._subject_waits(number)

    def _is_margin(self, number: int) -> bool:
        """Whether it is by how much somebody won or lost: “by 40 votes to 31”, “by three goals”."""
        if self.lower(number)[:1].isdigit():
            return True
        return self.lower(number) in self.words.numbers and self.lower(number + 1) in self.words.margins

    def _says(self, number: int) -> bool:
        return language.lemma(self.lower(number)) in self.words.saying - self.words.telling

    def _is_named_after(self, number: int) -> bool:
        """Whether it says what something is called by: “a bridge named after the poet opened”."""
        named = language.lemma(self.lower(number)) in self.words.naming and "VBN" in self.forms(number)
        return named and self.lower(number + 1) == "after"

    def _is_called(self, number: int) -> bool:
        """Whether it tells the name of the noun before it: “they met a boy named Emil”."""
        behind = number + 1
        if language.lemma(self.lower(number)) not in self.words.naming or behind >= len(self.tokens):
            return False
        named = self.tokens[behind].is_name or self.tokens[behind].text in OPENING_QUOTES
        return named and self._is_plain_noun(number - 1) and not self._subject_waits(number)

    def _follows_adjunct(self, comma: int) -> bool:
        """Whether a comma parts a participle from an object: “denied it in a note, issued on Monday”."""
        verb = next((first for first, group in self.groups.items() if group.is_finite), comma)
        takes = verb + 1 < comma and self.lower(verb + 1) in self.words.object_pronouns
        return takes and all(token.text != "," for token in self.tokens[:comma])

    def _tells_how(self, number: int) -> bool:
        """Whether it is an adverb such as “unanimously”."""
        return (
            number < len(self.tokens)
            and self.lower(number).endswith("ly")
            and self.is_adverb(self.lower(number))
        )

    def _is_dated(self, number: int) -> bool:
        """Whether it says by its day which paper is meant: “admitted it in a letter dated 3 May”."""
        if language.lemma(self.lower(number)) not in self.words.dating or number + 1 >= len(self.tokens):
            return False
        return self.tokens[number + 1].is_time and language.is_noun(self.lower(number - 1))

    def _is_before_verb(self, number: int) -> bool:
        """Whether a noun stands before it and a finite verb behind: “the worst case reported was that of”."""
        before, following = self.lower(number - 1), number + 1
        if following >= len(self.tokens) or "VBN" in self.forms(following):
            return False
        noun = language.is_noun(before) or before in self.words.demonstratives
        noun = noun and language.lemma(self.lower(number)) not in self.words.intransitive
        says = language.lemma(self.lower(number)) in self.words.saying and noun and self._has_finite()
        return noun and not says and self._is_finite(following) and self._subject_waits(number)

    def _is_only_verb(self, number: int) -> bool:
        """Whether a whole sentence, not a headline, has no other verb that can be finite."""
        if self.tokens[-1].text not in ".!" or self._has_finite():
            return False
        if any(map(self.is_contracted, range(number - 1))):
            return False  # “it's a town built by miners”
        return not any(map(self._is_finite, range(number + 1, len(self.tokens))))

    def _finite_after_comma(self, number: int) -> bool:
        """Whether a comma, and right after it a finite verb, close what begins here."""
        for position in range(number + 1, min(len(self.tokens) - 1, number + AHEAD)):
            if self.tokens[position].text == ",":
                following, _ = self.skip(position + 1)
                if self.lower(following) in OPENING_QUOTES:
                    following += 1  # “the system, sold in May, "could not be trusted"”
                if following >= len(self.tokens):
                    return False
                says = language.lemma(self.tokens[following].lower) in self.words.saying
                says = says and "VBG" not in self.forms(following)  # “conceded on Monday, telling guests”
                if says or self._is_finite(following) or self.goes_on_in_present(following):
                    return True
                if following > position + 1 and self._is_present_of_several(following):
                    return True  # “rules, made in May, now bind them”
                if "VBP" in self.forms(following) and self.lower(following + 1) == "that":
                    return True  # “plans, made in May, show that”
                if not self.tokens[following].is_name:
                    return False  # but “founded in May by a fisherman, Ole Berg, won”
        return False

    def goes_on_in_present(self, number: int) -> bool:
        """Whether what can be a noun is a verb behind a comma: “the fair, held in May, draws thousands”.

        A noun of a list has no object, number or time right behind it.
        """
        if "VBZ" not in self.forms(number) or self.tokens[number].is_name or number + 1 >= len(self.tokens):
            return False
        following = self.tokens[number + 1]
        counts = following.lower in self.words.plurals | self.words.quantifiers
        goes_on = following.is_time or self._opens_object(number + 1) or counts
        goes_on = goes_on or language.is_adjective(following.lower)
        return self.tokens[number - 1].text == "," and goes_on and not self._has_finite()

    def _is_present_of_several(self, number: int) -> bool:
        """Whether a base form behind an adverb and before an object or the end is a present tense."""
        if "VBP" not in self.forms(number) or number + 1 >= len(self.tokens):
            return False
        behind = self.tokens[number + 1]
        takes = self._opens_object(number + 1) or self._is_plain_noun(number + 1) or "VBG" in behind.forms
        return takes or behind.is_mark

    def _is_attribution(self, number: int) -> bool:
        """Whether a verb of saying ends a sentence: “…, the adviser, Ana Torres, announced on Thursday”."""
        lemma = language.lemma(self.tokens[number].lower)
        if lemma in self.words.concluding and self._closes_sentence(number):
            return True
        if lemma not in self.words.saying:
            return False
        return self.tokens[number - 1].text == "," and number > 1 and self.tokens[number - 2].is_name

    def _closes_sentence(self, number: int) -> bool:
        """Whether a clause and a comma stand before its subject: “the school must close, a court ruled”."""
        first = number
        while first > 0 and self.tokens[first - 1].is_word:
            first -= 1
        decides = self.words.decided_upon | self.words.agreed_upon  # “it won the suit, a case decided in May”
        if first in (0, number) or self.tokens[first - 1].text != "," or not self._has_finite():
            return False
        return language.singular(self.lower(number - 1)) not in decides and not self._finite_ahead(number + 1)

    def _is_in_opening_phrase(self, number: int) -> bool:
        """Whether it is in a phrase before the main clause: “In a vote held on 3 May, it lost”."""
        if self.lower(0) not in self.words.prepositions - self.words.subordinators:
            return False
        if any(not token.is_word for token in self.tokens[:number]):
            return False
        comma = next((i for i in range(number, len(self.tokens) - 1) if self.tokens[i].text == ","), None)
        if comma is None:
            return False
        ahead = (i for i in range(comma + 1, len(self.tokens)) if self._is_finite(i))
        verb = next(ahead, None)
        if verb is None or language.lemma(self.lower(verb)) not in self.words.saying:
            return verb is not None
        # “In a letter dated 3 May, he denied it” has no noun that could be a subject of “dated”.
        nouns = [i for i in range(1, number) if language.is_noun(self.lower(i))]
        return self.lower(1) in self.words.determiners and nouns == [number - 1]

    def _opens_comparison(self, number: int) -> bool:
        """Whether it is set off like a preposition: “lost nine days, or a week, compared with two”."""
        opens = self.lower(number) in self.words.loose_openers and self.lower(number - 1) == ","
        return opens and self.lower(number + 1) in self.words.prepositions

    def _is_in_opening_time(self, number: int) -> bool:
        """Whether only a preposition and a time, which does nothing, stand before it."""
        opens = self.lower(0) in self.words.prepositions and self.tokens[number - 1].is_time
        between = range(1, number - 1)
        describes = self.words.articles | self.words.possessives
        plain = all(self.lower(i) in describes or language.can_be_adjective(self.lower(i)) for i in between)
        passes = language.lemma(self.lower(number)) in self.words.period_verbs
        return opens and plain and not passes

    def _is_verb_of_relative(self, number: int) -> bool:
        """Whether a relative clause with its own subject waits for it: “the probe that they sent fell”."""
        opener = next((i for i in range(number - 1, 0, -1) if self.tokens[i].lower in self.openers), 0)
        if number - opener < 2 or not opener or self.tokens[opener].lower not in self.words.relatives:
            return False
        noun = self.tokens[opener - 1].is_word and not self.tokens[opener - 1].forms & {"VBD"}
        waits = not self._has_finite()
        marks = any(self.tokens[i].is_mark for i in range(opener, number))
        return noun and waits and not marks
