"""Passives that share an auxiliary: “was built by monks and destroyed by fire”."""

from dataclasses import replace

from timeline.events import language
from timeline.events.participles import Participles
from timeline.events.verbgroup import VerbGroup

__all__ = ["Passives"]


class Passives(Participles):
    """Tells of one sentence which pasts behind a passive are passives, too, and which are not."""

    def with_shared_auxiliary(self, group: VerbGroup, previous: VerbGroup | None) -> VerbGroup:
        """Read “was built by monks and destroyed by fire” as two passives that share the auxiliary."""
        if previous is not None and not previous.passive:
            previous = self._before_subordinate(group.first, previous)
        if previous is None or not previous.passive or group.first != group.last:
            return group
        goes = group.lemma in self.words.going and self.lower(group.last + 1) in self.words.directions
        if goes or group.lemma in self.words.intransitive:
            return group  # “was questioned and fled”, “was freed and returned home”
        before = self._behind_adverbs(group.first)  # “was built by monks and soon destroyed”
        if self.lower(before) in self.words.plurals:
            before -= 1  # “ten were killed and hundreds injured”
        before = self._before_aside(before, previous)
        coordinated = self.lower(before) in self.words.coordinators or self._is_listed(before, group)
        if not coordinated or "VBN" not in self.tokens[group.last].forms:
            return group
        if self._takes_object(group):
            return group
        return replace(group, tense=previous.tense, passive=True)

    def _before_subordinate(self, number: int, inside: VerbGroup) -> VerbGroup | None:
        """Return the verb that “and” behind a comma goes on with, past a side clause whose verb is `inside`.

        “He was seen the day after she left, (and held in May)”.
        """
        if self.lower(number - 1) not in self.words.coordinators or self.lower(number - 2) != ",":
            return None
        above = next((group for group in reversed(self.groups.values()) if group is not inside), None)
        if above is None:
            return None
        between = [token.lower.split()[-1] for token in self.tokens[above.last + 1 : inside.first]]
        closed = self.words.coordinators | self.words.relatives | {","}
        opened = not self.words.subordinators.isdisjoint(between) and closed.isdisjoint(between)
        return above if opened else None

    def _before_aside(self, comma: int, previous: VerbGroup) -> int:
        """Return the joint before what two commas set off: “was shut and, in May, sold”, else `comma`."""
        if self.lower(comma) != ",":
            return comma
        opening = next((i for i in range(comma - 1, previous.last, -1) if self.tokens[i].text == ","), 0)
        return opening - 1 if self.lower(opening - 1) in self.words.coordinators else comma

    def _takes_object(self, group: VerbGroup) -> bool:
        """Whether an object stands right behind a verb, which then is no passive: “and started trials”.

        A noun that tells what somebody became or where he went is none: “and elected mayor”, “and sent home”.
        """
        number = group.last + 1
        following = self.tokens[number] if number < len(self.tokens) else None
        if following is None:
            return False
        if following.lower in self.words.determiners or following.is_name or following.text[0].isdigit():
            return True
        while language.can_be_adjective(self.lower(number)):
            number += 1  # “and painted red”, but “and served red wine”
        told = self.words.roles | self.words.directions | self.words.honours | self.words.captives
        return number < len(self.tokens) and self._is_plain_noun(number) and self.lower(number) not in told

    def _is_listed(self, comma: int, group: VerbGroup) -> bool:
        """Whether it stands in a list of passives: “was built in 1903, (sold in 1950) and burnt in 1990”."""
        if self.lower(comma) != "," or group.lemma in self.words.intransitive:
            return False
        for number in range(group.last + 1, len(self.tokens) - 1):
            if self.tokens[number].text in ";:" or self._is_finite(number):
                return False
            if self.lower(number) in self.words.adding:
                return "VBN" in self.forms(number + 1)
        return False

    def is_wish(self, number: int) -> bool:
        """Return whether a bare “be” tells what is to be done: “asked that the road be closed”."""
        before = self.tokens[number - 1] if number else None
        subject = before is not None and before.is_word and before.lower not in self.words.coordinators
        asks = "that" in [token.lower for token in self.tokens[:number]]
        return subject and asks and "VBN" in self.forms(self.skip(number + 1)[0])
