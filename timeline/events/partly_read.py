"""A sentence as far as its verbs are known, from left to right: its tokens, and the groups found so far."""

from collections.abc import Sequence

from timeline.events import language
from timeline.events.language import Words
from timeline.events.tokens import Token
from timeline.events.verbgroup import Tense, VerbGroup

__all__ = ["PartlyRead"]


class PartlyRead:
    """What is asked again and again of a sentence whose verbs are looked for; tokens go by their numbers.

    `groups` are the verb groups found so far, by the number of their first token: from left to right, so that
    each word can be judged by the verbs before it. Only who looks for them all adds to them.
    """

    def __init__(self, tokens: Sequence[Token], words: Words) -> None:
        self.tokens = tokens
        self.words = words
        self.groups: dict[int, VerbGroup] = {}
        self.openers = words.relatives | words.coordinators | words.subordinators | words.manners
        self.auxiliaries = words.modals | (words.be | words.have) - words.auxiliaries_not_finite

    def lower(self, number: int) -> str:
        """Return a token in lower case, “” outside the sentence."""
        return self.tokens[number].lower if 0 <= number < len(self.tokens) else ""

    def forms(self, number: int) -> frozenset[str]:
        """Return the verb forms that a token can have, none behind the sentence."""
        return self.tokens[number].forms if number < len(self.tokens) else frozenset()

    def is_negation(self, number: int) -> bool:
        """Whether a negation is joined to the word."""
        lower = self.tokens[number].lower
        return lower.endswith(("n't", "n’t")) or lower in self.words.modals & self.words.negations

    def is_contracted(self, number: int) -> bool:
        """Whether a pronoun and its auxiliary are one word: “it's”, “we’ve”."""
        pronoun, apostrophe, _ = self.lower(number).replace("’", "'").partition("'")
        return bool(apostrophe) and pronoun in self.words.subject_pronouns

    def is_counted(self, before: int) -> bool:
        """Whether the token is a number, before what then is a noun: “four points”."""
        return self.lower(before) in self.words.numbers or self.lower(before).isdigit()

    def opens_phrase(self, number: int) -> bool:
        """Whether it is no verb but part of a preposition: “won (thanks) to a strike by Ana Lind”."""
        return self.lower(number) in self.words.preposition_heads and self.lower(number + 1) == "to"

    def is_adverb(self, lower: str) -> bool:
        """Whether a word is an adverb."""
        if lower in self.words.adverbs or lower in self.words.habits:
            return True  # but not “family”, “supply”
        return language.is_adverb(lower)

    def skip(self, number: int) -> tuple[int, bool]:
        """Skip adverbs; return the next token's number and whether a negation was among them."""
        negated = False
        while number < len(self.tokens) and self.tokens[number].is_word:
            lower = self.tokens[number].lower
            if lower in self.words.negations:
                negated = True
            elif self._exceeds(number):
                number += 1
            elif not self.is_adverb(lower) and lower not in self.words.reflexives | self.words.inside_verbs:
                break  # but “was himself banned”, “could either wait or leave”
            number += 1
        return number, negated

    def _exceeds(self, number: int) -> bool:
        """Whether “more than” stands there before a participle: “had more than doubled”."""
        phrase = f"{self.lower(number)} {self.lower(number + 1)}"
        exceeds = phrase in self.words.exceeding and "VBN" in self.forms(number + 2)
        return exceeds and not self.is_compared_with(number + 2)

    def is_compared_with(self, number: int) -> bool:
        """Return whether a participle behind “than” tells no act: “was more than (planned)”."""
        words = self.words
        thought = words.plans | words.forecasting | words.imagining | words.directing | words.states
        return self.lower(number - 1) == "than" and language.lemma(self.lower(number)) in thought

    def behind_adverbs(self, number: int) -> int:
        """Return the number of the token before a word and its adverbs: “, first planned in”."""
        back = number - 1
        while back > 0 and self.tokens[back].is_word and self.is_adverb(self.tokens[back].lower):
            back -= 1
        return back

    def joint_before(self, number: int) -> int:
        """Return “and” before a word and the time between them: “and in May”, “and, after it,”; else -1."""
        first = self.behind_adverbs(number)
        if self.lower(first) == ",":
            opening = next((i for i in range(first - 1, 0, -1) if self.tokens[i].text == ","), 0)
            first = opening - 1
        elif first > 0 and self.tokens[first].is_time:
            first -= 1 + (self.lower(first - 1) in self.words.date_prepositions)
        return first if self.lower(first) in self.words.coordinators else -1

    def is_plain_noun(self, number: int) -> bool:
        """Whether a token is a noun in small letters and no function word."""
        lower, words = self.lower(number), self.words
        closed = words.determiners | words.prepositions | words.adverbs | words.pronouns | words.possessives
        closed |= words.object_pronouns
        return lower not in closed and language.is_noun(lower) and not self.tokens[number].is_name

    def is_contact(self, verb: int) -> bool:
        """Whether the verb is that of a relative clause without an opener: “the boat (he bought)”."""
        pronoun = self.lower(verb - 1) in self.words.subject_pronouns
        return (
            pronoun and verb > 2 and self.is_plain_noun(verb - 2) and self.lower(verb - 2) not in self.openers
        )

    def opens_object(self, number: int) -> bool:
        """Whether a verb's object can begin with a token."""
        token = self.tokens[number] if number < len(self.tokens) else None
        return token is not None and (
            token.is_name
            or token.lower in self.words.determiners | self.words.object_pronouns
            or token.text[0].isdigit()
        )

    def behind_date_preposition(self, number: int) -> int:
        """Return where a time can stand: behind a preposition of dates there, or there."""
        return number + (self.lower(number) in self.words.date_prepositions)

    def leads_to_time(self, number: int) -> bool:
        """Whether a time stands there, with a preposition or without one."""
        return any(token.is_time for token in self.tokens[number : number + 2])

    def has_finite(self) -> bool:
        """Whether a finite verb has been found."""
        return any(group.is_finite for group in self.groups.values())

    def group(
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
