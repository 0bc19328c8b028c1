"""The verb groups of a sentence, with tense, voice and negation.

A dictionary says which forms a word can have; the words around it decide. The rules are those by which a
reader tells “rockets fired at the base hit a hangar” (participle, past) from “rebels fired at the base”
(past).
"""

from collections.abc import Sequence
from dataclasses import replace

from timeline.events import language
from timeline.events.language import Words
from timeline.events.tokens import Token
from timeline.events.verbgroup import Tense, VerbGroup

__all__ = ["headline_verb", "verb_groups"]

_AHEAD = 60  # tokens to look ahead at the most, so that endless sentences cost no more than long ones


def verb_groups(tokens: Sequence[Token], words: Words) -> dict[int, VerbGroup]:
    """Return the verb groups of a sentence by the number of their first token."""
    finder = _Finder(tokens, words)
    finder.run()
    return finder.groups


def headline_verb(tokens: Sequence[Token], numbers: Sequence[int], words: Words) -> VerbGroup | None:
    """Return the present tense or infinitive among these tokens of a clause that has no other verb.

    “Supporters take part in a rally”, “Port to open new quay”: such a form is told from a noun only where
    nothing else can be the verb.
    """
    nominal = words.determiners | words.prepositions | words.coordinators | words.adverbs
    for number in numbers:
        if not 0 < number < len(tokens) - 1:
            continue
        token, before, after = tokens[number], tokens[number - 1], tokens[number + 1]
        if token.lower == "to" and before.is_name:
            passive = after.lower == "be" and number + 2 < len(tokens) and "VBN" in tokens[number + 2].forms
            last = number + 2 if passive else number + 1
            if passive or ("VB" in after.forms and not after.is_name):
                return VerbGroup(number, last, language.lemma(tokens[last].lower), Tense.FUTURE, passive)
        if not token.forms & {"VB", "VBP", "VBZ"} or token.is_name or token.lower in words.prepositions:
            continue
        follows_noun = (before.is_word and before.lower not in nominal) or before.text in _CLOSING_QUOTES
        goes_on = not after.is_mark or after.text in _BEFORE_OBJECT
        if follows_noun and goes_on and not before.lower.endswith(("'s", "’s")):
            return VerbGroup(number, number, language.lemma(token.lower), Tense.PRESENT)
    return None


_CLOSING_QUOTES = ('"', "”", "’")
_BEFORE_OBJECT = ('"', "“", "‘", "£", "$", "€")  # marks with which an object can begin


class _Finder:
    def __init__(self, tokens: Sequence[Token], words: Words) -> None:
        self.tokens = tokens
        self.words = words
        self.groups: dict[int, VerbGroup] = {}
        self.openers = words.relatives | words.coordinators | words.subordinators
        self.auxiliaries = words.modals | (words.be | words.have) - words.auxiliaries_not_finite

    def run(self) -> None:
        previous: VerbGroup | None = None
        number = 0
        while number < len(self.tokens):
            group = self._group_at(number)
            if group:
                group = self._with_shared_auxiliary(group, previous)
                self.groups[number] = previous = group
                number = group.last
            number += 1

    # --- groups with auxiliaries ---

    def _group_at(self, first: int) -> VerbGroup | None:
        token = self.tokens[first]
        lower = token.lower
        if not token.is_word:
            return None
        if lower == "to" and self._lower(first + 1) == "be":
            last, negated = self._skip(first + 2)
            if "VBN" in self._forms(last):
                return self._group(first, last, Tense.NONE, passive=True, negated=negated)
        if lower in self.words.prospective and self._lower(first + 1) == "to":
            following, negated = self._skip(first + 2)
            if "VB" in self._forms(following) and self._lower(first - 1) not in self.words.be:
                return self._group(first, following, Tense.NONE, negated=negated)
        if lower in self.words.modals and not (token.is_name and first):
            return self._with_modal(first)
        if lower in self.words.have:
            following, _ = self._skip(first + 1)
            bare = self._lower(first - 1) == "to" and "VBN" not in self._forms(following)
            return None if bare else self._with_have(first)  # “agreed to have the case heard”
        if lower in self.words.be and lower not in self.words.auxiliaries_not_finite:
            return self._with_be(first)
        if lower in self.words.do:
            following, negated = self._skip(first + 1)
            emphatic = not language.can_be_noun(self._lower(following))
            if (negated or emphatic) and "VB" in self._forms(following):
                tense = Tense.PAST if lower == "did" else Tense.PRESENT
                return self._group(first, following, tense, negated=negated)
        return self._single(first)

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
        lemma = language.lemma(self.tokens[last].lower)
        return VerbGroup(first, last, lemma, tense, passive, progressive, negated or self._is_negation(first))

    def _with_modal(self, first: int) -> VerbGroup | None:
        lower = self.tokens[first].lower
        future = lower in self.words.future
        following, negated = self._skip(first + 1)
        if self._lower(following) == "have":
            inner = self._with_have(following)
        elif self._lower(following) == "be":
            inner = self._with_be(following)
        elif "VB" in self._forms(following):
            inner = self._group(following, following, Tense.NONE)
        else:
            return None
        tense = Tense.FUTURE if future else Tense.CONDITIONAL
        negated = negated or inner.negated or self._is_negation(first)
        return replace(inner, first=first, tense=tense, negated=negated)

    def _with_have(self, first: int) -> VerbGroup:
        past = self.tokens[first].lower.startswith("had")
        tense = Tense.PLUPERFECT if past else Tense.PERFECT
        following, negated = self._skip(first + 1)
        if self._lower(following) == "been":
            inner = self._with_be(following)
            return replace(inner, first=first, tense=tense, negated=negated or self._is_negation(first))
        if "VBN" in self._forms(following):
            return self._group(first, following, tense, negated=negated)
        simple = Tense.PAST if past else Tense.NONE if self.tokens[first].lower == "having" else Tense.PRESENT
        return VerbGroup(first, first, "have", simple, negated=negated or self._is_negation(first))

    def _with_be(self, first: int) -> VerbGroup:
        tense = Tense.PAST if self.tokens[first].lower in self.words.past_be else Tense.PRESENT
        following, negated = self._skip(first + 1)
        if self._lower(following) == "being":
            following, _ = self._skip(following + 1)
        if self._lower(following) in self.words.prospective and self._lower(following + 1) == "to":
            following += 1  # “is due to open”
        if self._lower(following) == "to":
            return self._with_be_to(first, following + 1, negated)
        forms = self._forms(following)
        if "VBN" in forms and self._lower(following) != "been":
            return self._group(first, following, tense, passive=True, negated=negated)
        if "VBG" in forms:
            return self._group(first, following, tense, progressive=True, negated=negated)
        return VerbGroup(first, first, "be", tense, negated=negated or self._is_negation(first))

    def _with_be_to(self, first: int, following: int, negated: bool) -> VerbGroup:
        """Read “is to be held” as a future, “was to be held” as what may not have come about."""
        past = self.tokens[first].lower in self.words.past_be
        tense = Tense.CONDITIONAL if past else Tense.FUTURE
        if self._lower(following) == "have":
            inner = self._with_have(following)
        elif self._lower(following) == "be":
            inner = self._with_be(following)
        elif "VB" in self._forms(following):
            inner = self._group(following, following, tense)
        else:
            return VerbGroup(first, first, "be", Tense.PAST if past else Tense.PRESENT, negated=negated)
        return replace(inner, first=first, tense=tense, negated=negated or inner.negated)

    def _with_shared_auxiliary(self, group: VerbGroup, previous: VerbGroup | None) -> VerbGroup:
        """Read “was built by monks and destroyed by fire” as two passives that share the auxiliary."""
        if previous is None or not previous.passive or not previous.is_finite or group.first != group.last:
            return group
        coordinated = self._lower(group.first - 1) in self.words.coordinators
        if not coordinated or "VBN" not in self.tokens[group.last].forms:
            return group
        following = self.tokens[group.last + 1] if group.last + 1 < len(self.tokens) else None
        if following and (
            following.lower in self.words.determiners or following.is_name or following.text[0].isdigit()
        ):
            return group
        return replace(group, tense=previous.tense, passive=True)

    # --- single words ---

    def _single(self, number: int) -> VerbGroup | None:
        token = self.tokens[number]
        forms = token.forms
        if not forms or token.lower in self.words.prepositions:
            return None
        if (token.is_name and number) or self._is_nominal(number):
            return None
        if self._lower(number - 1) == "not":
            return None  # “not found”, without an auxiliary
        if token.lower in self.words.compounding and self._stands_between_names(number):
            return None
        if "VBD" in forms and not self._is_base_noun(number):
            if self._is_participle(number):
                return self._group(number, number, Tense.NONE, passive=True)
            return self._group(number, number, Tense.PAST)
        if "VBN" in forms and not forms & {"VB", "VBP"}:
            return self._group(number, number, Tense.NONE, passive=True)
        if self._is_second_infinitive(number):
            return None
        if "VBG" in forms and self._lower(number + 1) != "of":  # “the killing of”
            return self._group(number, number, Tense.NONE, progressive=True)
        if forms & {"VBZ", "VBP"} and number:
            before = self.tokens[number - 1]
            plain = (
                not language.can_be_noun(token.lower)
                or language.lemma(token.lower) in self.words.saying
                or before.lower in self.words.subject_relatives
            )
            if (
                plain
                and (before.is_word or before.text == ",")
                and before.lower not in {"to", *self.words.modals}
            ):
                return self._group(number, number, Tense.PRESENT)
        return None

    def _stands_between_names(self, number: int) -> bool:
        """Whether it makes an adjective of the name before it: “sold it to Lima based Coast Air”."""
        if not 0 < number < len(self.tokens) - 1 or not self.groups:
            return False
        return self.tokens[number - 1].is_name and self.tokens[number + 1].is_name

    def _is_base_noun(self, number: int) -> bool:
        """Whether a form that is base, past and noun at once (“cost”, “set”) is the noun: a noun follows."""
        token = self.tokens[number]
        if "VB" not in token.forms or not language.can_be_noun(token.lower) or number + 1 >= len(self.tokens):
            return False
        following = self.tokens[number + 1]
        words = self.words
        closed = words.determiners | words.prepositions | words.adverbs | words.pronouns | words.possessives
        return language.is_noun(following.lower) and not following.is_name and following.lower not in closed

    def _is_nominal(self, number: int) -> bool:
        """Whether it stands where a noun or adjective stands: “the raid”, “a recently announced plan”."""
        back = number - 1
        while back >= 0 and self.tokens[back].is_word and self._is_adverb(self.tokens[back].lower):
            back -= 1
        forms = self.tokens[number].forms
        if back < 0:
            return "VBD" not in forms
        if self.tokens[back].is_time and self._lower(back - 1) in self.words.determiners:
            return True  # “the 2004 ruling”
        if "VBN" in forms and self._is_caused(number):
            return True
        if "VBN" in forms and self._is_adjective(number):
            return True
        before = self.tokens[back]
        if before.lower == "to":
            return True
        if before.lower in self.words.pronouns and before.lower in self.words.determiners:
            return not forms & {"VBD", "VBZ"}  # “this led to”
        if before.lower in self.words.determiners or (
            before.lower.endswith(("'s", "’s")) and not before.is_name
        ):
            return before.lower not in self.words.determiners_alone or not forms & {"VBD", "VBZ"}
        if before.lower not in self.words.prepositions or "VBG" in forms:
            return False
        return before.lower not in self.words.subordinators | self.words.particles

    def _is_caused(self, number: int) -> bool:
        """Whether it is what somebody is to have done: “agreed to have the case heard”."""
        for position in range(number - 1, max(number - 6, 0), -1):
            if self._lower(position) == "have":
                return position < number - 1 and self._lower(position - 1) == "to"
            if not self.tokens[position].is_word:
                return False
        return False

    def _is_adjective(self, number: int) -> bool:
        """Whether it stands between adjectives after a determiner and a noun: “its own armed forces”."""
        following = self.tokens[number + 1] if number + 1 < len(self.tokens) else None
        if following is None or not language.can_be_noun(following.lower) or following.forms & {"VBD"}:
            return False
        back = number - 1
        while back >= 0 and language.is_adjective(self.tokens[back].lower):
            back -= 1
        return 0 <= back < number - 1 and self.tokens[back].lower in self.words.determiners

    def _is_participle(self, number: int) -> bool:
        """Whether a form that can be a past tense is a participle."""
        if "VBN" not in self.tokens[number].forms or not number:
            return False
        before = self.tokens[number - 1]
        following = self.tokens[number + 1] if number + 1 < len(self.tokens) else None
        if following is None or not (following.is_time or following.lower in self.words.prepositions):
            return False
        if following.lower == "by":
            return True
        if language.lemma(self.tokens[number].lower) in self.words.saying and before.text not in ",(":
            return False  # “the ministry said on Friday it would”
        if self._is_attribution(number) or self._is_verb_of_relative(number):
            return False
        if before.text in ",(":
            # “the album, released in May, sold …” but “Iran, a neighbour, fired …”
            return self._finite_after_comma(number) or not self._subject_waits(number)
        if self._is_in_opening_phrase(number):
            return True
        excluded = self.words.coordinators | self.words.relatives | self.words.pronouns
        if not before.is_word or before.lower in excluded:
            return False
        return self._finite_ahead(number + 1) or not self._subject_waits(number)

    def _is_finite(self, number: int) -> bool:
        """Whether a word further on is an unmistakable finite verb."""
        token = self.tokens[number]
        if (token.is_name and number) or not token.is_word or self._lower(number - 1) == "to":
            return False
        if token.lower in self.auxiliaries or (
            "VBZ" in token.forms and not language.can_be_noun(token.lower)
        ):
            return True
        if self._lower(number - 1) in self.words.be | self.words.have or "VBD" not in token.forms:
            return False
        return not self._is_base_noun(number) and not self._is_nominal(number)

    def _finite_ahead(self, number: int) -> bool:
        """Whether a finite verb follows before the next mark or opener."""
        for position in range(number, min(len(self.tokens), number + _AHEAD)):
            token = self.tokens[position]
            if (token.is_mark and token.text in ',;:()—–.“”"') or token.lower in self.openers:
                return False
            if self._is_finite(position):
                return self._lower(position + 1) != "by"
        return False

    def _finite_after_comma(self, number: int) -> bool:
        """Whether a comma, and right after it a finite verb, close what begins here."""
        for position in range(number + 1, min(len(self.tokens) - 1, number + _AHEAD)):
            if self.tokens[position].text == ",":
                following, _ = self._skip(position + 1)
                if following >= len(self.tokens):
                    return False
                says = language.lemma(self.tokens[following].lower) in self.words.saying
                return says or self._is_finite(following)
        return False

    def _subject_waits(self, number: int) -> bool:
        """Whether no finite verb stands before the word in its clause, so that a subject waits for one."""
        for position in range(number - 1, max(number - _AHEAD, -1), -1):
            token = self.tokens[position]
            group = self.groups.get(position)
            if group and group.is_finite and group.lemma not in self.words.saying:
                return self._is_in_relative(position, number) or self._is_before_main(position, number)
            if token.text in ";:—–" or (token.lower in self.openers - {"and"} and not group):
                return True
            if token.lower == "and" and position and self.tokens[position - 1].is_time:
                return True  # “which the senate passed in March and the president signed in April”
            follows = self.tokens[position + 1]
            if (
                token.text == ","
                and number - position > 1
                and (follows.is_name or follows.lower in self.words.pronouns)
            ):
                return True  # “the war is over, Ana Torres and her deputy agreed at the summit”
        return True

    def _is_before_main(self, verb: int, number: int) -> bool:
        """Whether the verb is that of a clause before the main one: “When rebels came, troops moved in”."""
        opens = self._lower(0) in self.words.subordinators
        first = not any(group.is_finite for start, group in self.groups.items() if start < verb)
        return opens and first and sum(token.text == "," for token in self.tokens[verb:number]) == 1

    def _is_attribution(self, number: int) -> bool:
        """Whether a verb of saying ends a sentence: “…, the adviser, Ana Torres, announced on Thursday”."""
        if language.lemma(self.tokens[number].lower) not in self.words.saying:
            return False
        return self.tokens[number - 1].text == "," and number > 1 and self.tokens[number - 2].is_name

    def _is_in_opening_phrase(self, number: int) -> bool:
        """Whether a preposition's phrase before the main clause holds it: “In a vote held on 3 May, it lost”."""
        if self._lower(0) not in self.words.prepositions - self.words.subordinators:
            return False
        if any(not token.is_word for token in self.tokens[:number]):
            return False
        comma = next((i for i in range(number, len(self.tokens) - 1) if self.tokens[i].text == ","), None)
        if comma is None:
            return False
        ahead = (i for i in range(comma + 1, len(self.tokens)) if self._is_finite(i))
        verb = next(ahead, None)
        return verb is not None and language.lemma(self._lower(verb)) not in self.words.saying

    def _is_verb_of_relative(self, number: int) -> bool:
        """Whether a relative clause that has its own subject waits for it: “the probe that they launched in May fell”."""
        opener = next((i for i in range(number - 1, 0, -1) if self.tokens[i].lower in self.openers), 0)
        if number - opener < 2 or not opener or self.tokens[opener].lower not in self.words.relatives:
            return False
        noun = self.tokens[opener - 1].is_word and not self.tokens[opener - 1].forms & {"VBD"}
        waits = not any(group.is_finite for group in self.groups.values())
        marks = any(self.tokens[i].is_mark for i in range(opener, number))
        return noun and waits and not marks

    def _is_in_relative(self, verb: int, number: int) -> bool:
        """Whether the verb belongs to a relative clause behind a subject that still waits for its own verb.

        “The minister, who took office in May, resigned”; “imports that will be free of duty totalled”.
        """
        opener = next((i for i in range(verb - 1, -1, -1) if self.tokens[i].lower in self.openers), None)
        if not opener or self.tokens[opener].lower not in self.words.relatives:
            return False
        closed = self.tokens[opener - 1].text == "," and self.tokens[number - 1].text == ","
        first = not any(group.is_finite for start, group in self.groups.items() if start < opener)
        return closed or (first and self.tokens[opener - 1].text != ",")

    def _is_second_infinitive(self, number: int) -> bool:
        """Whether it goes on with an infinitive: “expects to obtain approval and complete the sale”."""
        if "VB" not in self.tokens[number].forms or self._lower(number - 1) not in self.words.coordinators:
            return False
        for position in range(number - 2, max(number - 12, 0), -1):
            if position in self.groups and self.groups[position].is_finite:
                return False
            if self._lower(position - 1) == "to" and "VB" in self.tokens[position].forms:
                return True
        return False

    # --- helpers ---

    def _lower(self, number: int) -> str:
        return self.tokens[number].lower if 0 <= number < len(self.tokens) else ""

    def _forms(self, number: int) -> frozenset[str]:
        return self.tokens[number].forms if number < len(self.tokens) else frozenset()

    def _is_adverb(self, lower: str) -> bool:
        return lower in self.words.adverbs or lower.endswith("ly")

    def _is_negation(self, number: int) -> bool:
        return self.tokens[number].lower.endswith(("n't", "n’t"))

    def _skip(self, number: int) -> tuple[int, bool]:
        """Skip adverbs; return the next token's number and whether a negation was among them."""
        negated = False
        while number < len(self.tokens) and self.tokens[number].is_word:
            lower = self.tokens[number].lower
            if lower in self.words.negations:
                negated = True
            elif not self._is_adverb(lower):
                break
            number += 1
        return number, negated
