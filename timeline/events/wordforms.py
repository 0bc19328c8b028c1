"""What a word can be where it stands in its sentence: a noun or an adjective, or a finite verb.

A dictionary says which forms a word can have; the words around it decide.
"""

from collections.abc import Sequence

from timeline.events import language
from timeline.events.addresses import end_of_name
from timeline.events.language import Words
from timeline.events.owned import is_owned
from timeline.events.timeless import closes_date
from timeline.events.tokens import Token
from timeline.events.verbgroup import VerbGroup

__all__ = ["AHEAD", "WordForms"]

AHEAD = 60  # tokens to look ahead at the most, so that endless sentences cost no more than long ones


class WordForms:
    """Decides on the words of one sentence, from left to right.

    `groups` are the verb groups found so far, by the number of their first token; who finds one adds it.
    """

    def __init__(self, tokens: Sequence[Token], words: Words) -> None:
        self.tokens = tokens
        self.words = words
        self.groups: dict[int, VerbGroup] = {}
        self.openers = words.relatives | words.coordinators | words.subordinators
        self.auxiliaries = words.modals | (words.be | words.have) - words.auxiliaries_not_finite

    def is_base_noun(self, number: int) -> bool:
        """Whether a form that is base, past and noun at once (“cost”, “set”) is the noun: a noun follows."""
        token = self.tokens[number]
        if "VB" not in token.forms or not language.can_be_noun(token.lower) or number + 1 >= len(self.tokens):
            return False
        if language.lemma(token.lower) != token.lower:
            return False  # “fell” and “found” are the past of other verbs
        return self._is_plain_noun(number + 1)

    def is_nominal(self, number: int) -> bool:
        """Whether it stands where a noun or adjective stands: “the raid”, “a recently announced plan”."""
        back = number - 1 - (number > 0 and closes_date(self.tokens, number - 1, self.words))
        alone = self.words.determiners_alone
        while back >= 0 and self.tokens[back].is_word and self.is_adverb(self.tokens[back].lower):
            if back == 0 and self.lower(back) in alone:
                break  # “Both joined the pact”
            back -= 1
        forms = self.tokens[number].forms
        if back >= 0 and back < number - 1 and self.lower(back) == "at":
            return False  # “at first blamed the rebels”
        if back < 0:
            return not forms & {"VBD", "VBN"} or not self._opens_with_participle(number)
        if self.tokens[back].is_time and self.lower(back - 1) in self.words.determiners:
            return True  # “the 2004 ruling”
        if "VBN" in forms and self.tokens[back].is_possessive and self._is_plain_noun(number + 1):
            return True  # “Ana's recently announced plan”
        if "VBN" in forms and self._is_compound_adjective(number):
            return True  # “a state-owned bank failed”
        if "VBN" in forms and self._is_joined_adjective(number):
            return True  # “her torn and burned coat”
        if "VBN" in forms and self._is_caused(number):
            return True
        if "VBN" in forms and self._is_adjective(number):
            return True
        if self._is_described(number):
            return True
        before = self.tokens[back]
        if before.lower == "to" or self._is_owned(number):
            return True
        if before.lower in self.words.pronouns and before.lower in self.words.determiners:
            # “this led to”, “the banks that fund the airline”
            return not forms & {"VBD", "VBZ"} and not self.is_object_opener(number + 1, before.lower)
        if before.lower in self.words.determiners or (
            before.lower.endswith(("'s", "’s")) and not before.is_name
        ):
            if (
                self.lower(number - 1) in self.words.numbers
                and "VBD" in forms
                and self._opens_object(number + 1)
            ):
                return False  # “the first lasted a year”
            alone = before.lower in self.words.determiners_alone and not self._is_object(back)
            return not alone or not forms & {"VBD", "VBZ"}
        if before.lower not in self.words.prepositions or "VBG" in forms:
            return False
        if "VBN" in forms and back == number - 1 and self._is_plain_noun(number + 1):
            return True  # “over corroded pipes”
        return before.lower not in self.words.subordinators | self.words.particles

    def _is_owned(self, number: int) -> bool:
        """Whether it is a noun behind whose it is, not the verb of “Stella's opens its kitchen”."""
        return is_owned(self.tokens, number) and not self._opens_object(number + 1)

    def is_counted(self, before: int) -> bool:
        """Whether the token is a number, before what then is a noun: “four points”."""
        return self.lower(before) in self.words.numbers or self.lower(before).isdigit()

    def _is_plain_noun(self, number: int) -> bool:
        """Whether a token is a noun in small letters and no function word."""
        lower, words = self.lower(number), self.words
        closed = words.determiners | words.prepositions | words.adverbs | words.pronouns | words.possessives
        closed |= words.object_pronouns
        return lower not in closed and language.is_noun(lower) and not self.tokens[number].is_name

    def _is_described(self, number: int) -> bool:
        """Whether it is a noun behind adjectives: “a new set was ordered”, “in early trading”."""
        forms = self.tokens[number].forms
        if not language.is_noun(self.lower(number)) and "VBG" not in forms:
            return False
        # Before a verb also behind what can be a noun: “the annual meeting takes place”.
        before_verb = "VBG" in forms and bool(self.forms(number + 1) & {"VBZ", "VBD"})
        describes = language.can_be_adjective if before_verb else language.is_adjective
        back = number - 1
        while back >= 0 and describes(self.lower(back)):
            back -= 1
        opens = self.words.determiners | self.words.prepositions
        owned = back >= 0 and self.tokens[back].is_possessive
        owned = owned and self.lower(back).partition("'")[0].partition("’")[0] not in self.words.pronouns
        if not 0 <= back < number - 1 or not (owned or self.lower(back) in opens):
            return False  # “the club's annual meeting takes place”, but “it's slowly sinking”
        # but “the number of jobless fell”
        return "VBD" not in forms or self._has_finite() or self._finite_ahead(number + 1)

    def _has_finite(self) -> bool:
        """Whether a finite verb has been found."""
        return any(group.is_finite for group in self.groups.values())

    def is_object_opener(self, number: int, before: str) -> bool:
        """Whether an object opens behind what follows “that”, which then is a verb."""
        return before == "that" and self.lower(number) in self.words.determiners

    def _is_object(self, number: int) -> bool:
        """Whether a determiner stands right behind a verb: “regained some ground”."""
        return any(group.last == number - 1 and group.is_finite for group in self.groups.values())

    def _is_compound_adjective(self, number: int) -> bool:
        """Whether it has a hyphen and describes the noun behind it, with no subject before it."""
        made_of, _, _ = self.lower(number).rpartition("-")
        if not made_of or not language.is_noun(made_of) or not self._is_plain_noun(number + 1):
            return False
        before = self.tokens[number - 1]
        opens = self.words.determiners | self.words.prepositions | self.words.coordinators
        if before.is_name and self.lower(number - 2) in self.words.determiners:
            return True  # “a French state-owned bank”
        return before.lower in opens or before.is_possessive or language.can_be_adjective(before.lower)

    def _is_joined_adjective(self, number: int) -> bool:
        """Whether “and” joins it to a participle that describes the noun behind both."""
        joined = number > 2 and self.lower(number - 1) in self.words.coordinators
        if not joined or not self._is_plain_noun(number + 1) or "VBN" not in self.forms(number - 2):
            return False
        opener = self.tokens[number - 3]
        return opener.lower in self.words.determiners or opener.is_possessive

    def _is_caused(self, number: int) -> bool:
        """Whether it is what somebody is to have done: “agreed to have the case heard”."""
        for position in range(number - 1, max(number - 6, 0), -1):
            if self.lower(position) == "have":
                return position < number - 1 and self.lower(position - 1) == "to"
            if not self.tokens[position].is_word:
                return False
        return False

    def _is_adjective(self, number: int) -> bool:
        """Whether it stands between adjectives after a determiner and a noun: “its own armed forces”.

        Or after adjectives that open the sentence (“rare printed books sell well”), or between a number and
        a noun whose own verb follows: “two convicted robbers escaped”.
        """
        following = self.tokens[number + 1] if number + 1 < len(self.tokens) else None
        if following is None or not language.can_be_noun(following.lower) or following.forms & {"VBD"}:
            return False
        if following.lower in self.words.pronouns:
            return False  # “who left in 1968 said she”
        if (
            number
            and self.is_counted(number - 1)
            and not self.tokens[number - 1].is_time
            and self._finite_ahead(number + 2)
        ):
            return True
        back = number - 1
        while back >= 0 and language.is_adjective(self.tokens[back].lower):
            back -= 1
        if back < 0 < number:
            return self._finite_ahead(number + 2)
        return 0 <= back < number - 1 and self.tokens[back].lower in self.words.determiners

    def _opens_with_participle(self, number: int = 0) -> bool:
        """Whether the first word is a participle before the main clause: “Founded in 1921, it closed”.

        `number` is its place behind adverbs.
        """
        behind, _ = self.skip(number + 1)  # “Founded early in 1921”, “Invited twice in May”
        following = self.lower(behind)
        adjunct = following in self.words.prepositions or (
            behind < len(self.tokens) and self.tokens[behind].is_time
        )
        # “Buried a foot deep, it rusted”: no sentence begins with a past tense but “Said the mayor: …”.
        says = language.lemma(self.lower(number)) in self.words.saying
        adjunct = adjunct or (following in self.words.articles and not says)
        comma = next((i for i in range(1, len(self.tokens)) if self.tokens[i].text == ","), 0)
        return adjunct and any(self._is_finite(i) for i in range(comma + 1, len(self.tokens) if comma else 0))

    def _behind_adverbs(self, number: int) -> int:
        """Return the number of the token before a word and its adverbs: “, first planned in”."""
        back = number - 1
        while back > 0 and self.tokens[back].is_word and self.is_adverb(self.tokens[back].lower):
            back -= 1
        return back

    def _opens_object(self, number: int) -> bool:
        """Whether a token can be the first of a verb's object."""
        token = self.tokens[number] if number < len(self.tokens) else None
        return token is not None and (
            token.is_name
            or token.lower in self.words.determiners | self.words.object_pronouns
            or token.text[0].isdigit()
        )

    def _is_finite(self, number: int) -> bool:
        """Whether a word further on, if there is one, is an unmistakable finite verb."""
        if number >= len(self.tokens):
            return False
        token = self.tokens[number]
        if (token.is_name and number) or not token.is_word or self.lower(number - 1) == "to":
            return False
        if token.lower in self.auxiliaries or (
            "VBZ" in token.forms and not language.can_be_noun(token.lower)
        ):
            return True
        if "VBP" in token.forms and self._is_present_behind(number):
            return True
        if self.lower(number - 1) in self.words.be | self.words.have or "VBD" not in token.forms:
            return False
        if token.lower in self.words.base_nouns and language.is_noun(self.lower(number - 1)):
            return self._opens_object(number + 1)  # “a pay cut”, but “the flood cut the road”
        return not self.is_base_noun(number) and not self.is_nominal(number)

    def _is_present_behind(self, number: int) -> bool:
        """Whether a base form, which is no noun, stands behind several or a time: “in May show that”."""
        before = self.tokens[number - 1] if number else None
        if before is None or language.can_be_noun(self.lower(number)):
            return False
        several = self._is_plain_noun(number - 1) and language.singular(before.lower) != before.lower
        return before.is_time or several

    def _finite_ahead(self, number: int) -> bool:
        """Whether a finite verb follows before the next mark or opener."""
        for position in range(number, min(len(self.tokens), number + AHEAD)):
            token = self.tokens[position]
            opens = token.lower in self.openers and not self._introduces_time(position)
            if token.text == "," and self._is_beside_state(position):
                continue  # “a firm based in Leeds, England, is”
            if (token.is_mark and token.text in ',;:()—–.“”"') or opens:
                return False
            if self._is_finite(position) and not (self._lacks_object(position) or self._names(position)):
                return self.lower(position + 1) != "by"
        return False

    def _is_beside_state(self, comma: int) -> bool:
        """Whether a comma sets off a state before a verb: “a firm based in Leeds, England, is”."""
        closing = end_of_name(self.tokens, comma)
        return closing == comma or (closing > 0 and self._is_finite(closing + 1))

    def _introduces_time(self, number: int) -> bool:
        """Whether a word that can open a clause stands before a time: “since 1993”."""
        behind = self.tokens[number + 1 : number + 2]
        return bool(behind) and behind[0].is_time and self.lower(number) in self.words.time_prepositions

    def _lacks_object(self, number: int) -> bool:
        """Whether a form that can be a participle stands without the object that its verb must have."""
        needs = language.lemma(self.lower(number)) in self.words.transitive
        several = number > 0 and language.singular(self.lower(number - 1)) in self.words.not_names
        if not needs or "VBN" not in self.forms(number) or not (several or self._is_plain_noun(number - 1)):
            return False
        behind = self.tokens[self.skip(number + 1)[0] :][:1]
        ends = not behind or behind[0].is_mark or behind[0].is_time
        return ends or behind[0].lower in self.words.prepositions | self.words.coordinators

    def _names(self, number: int) -> bool:
        """Whether it tells what something new is called, and a name stands behind: “a goat named Ada”."""
        first = next((i for i in range(number - 1, -1, -1) if self.lower(i) in self.words.determiners), -1)
        new = first >= 0 and self.lower(first) in self.words.indefinite and self._is_plain_noun(number - 1)
        called = language.lemma(self.lower(number)) in self.words.naming
        return called and new and number + 1 < len(self.tokens) and self.tokens[number + 1].is_name

    def lower(self, number: int) -> str:
        """Return a token in lower case, “” outside the sentence."""
        return self.tokens[number].lower if 0 <= number < len(self.tokens) else ""

    def forms(self, number: int) -> frozenset[str]:
        """Return the verb forms that a token can have, none behind the sentence."""
        return self.tokens[number].forms if number < len(self.tokens) else frozenset()

    def is_adverb(self, lower: str) -> bool:
        """Whether a word is an adverb."""
        if lower in self.words.adverbs or lower in self.words.habits:
            return True  # but not “family”, “supply”
        return language.is_adverb(lower)

    def is_negation(self, number: int) -> bool:
        """Whether a negation is joined to the word."""
        lower = self.tokens[number].lower
        return lower.endswith(("n't", "n’t")) or lower in self.words.modals & self.words.negations

    def skip(self, number: int) -> tuple[int, bool]:
        """Skip adverbs; return the next token's number and whether a negation was among them."""
        negated = False
        while number < len(self.tokens) and self.tokens[number].is_word:
            lower = self.tokens[number].lower
            if lower in self.words.negations:
                negated = True
            elif not self.is_adverb(lower) and lower not in self.words.reflexives | self.words.inside_verbs:
                break  # but “was himself banned”, “could either wait or leave”
            number += 1
        return number, negated
