"""Who was named in a text so far: their full names, and by which pronouns the text speaks of them."""

from collections.abc import Sequence, Set

from timeline.events.language import Words
from timeline.events.names import Name
from timeline.events.persons import has_first_name, is_behind_participle, is_no_person, is_one_person
from timeline.events.phrases import joined
from timeline.events.tokens import Token

__all__ = ["KnownPersons"]


class KnownPersons:
    """The persons of one text, as far as it was read."""

    def __init__(self) -> None:
        self.genders: dict[str, frozenset[str]] = {}  # by which pronouns the text speaks of a person
        self.names: dict[str, set[str]] = {}  # names of several words, by the last one in small letters
        self._full: dict[str, str] = {}  # full names by their last word

    def named(self, tokens: Sequence[Token], told: Sequence[Name], words: Words) -> list[str]:
        """Return the persons among the names: full names, known last names, and names with a role."""
        persons = []
        for name in told:
            before = tokens[name.first - 1].lower if name.first else ""
            begins = name.first - 1 - (before == ".")  # “Mr. Adler”
            before = tokens[begins].lower if begins >= 0 else ""
            role = before.rstrip(".") in words.roles
            # “her husband, Ole Berg, died”
            apposed = tokens[name.first - 2].lower if before == "," and name.first > 1 else before
            if before == "," and is_behind_participle(tokens, name.first):
                apposed = before  # “Born to a mother, Ole Berg left”
            called = {before.rstrip("."), apposed, *(part.lower() for part in name.text.split()[:-1])}
            if " " in name.text:
                self.names.setdefault(name.text.split()[-1].lower(), set()).add(name.text)
            located = name.is_located and before in words.settings  # “at Tal Gaz”, not “at Emil Falk”
            located = located and not has_first_name(name.text, words)
            if name.is_place or located or before in words.articles or is_no_person(name.text, words):
                continue  # “the Prix Goncourt” is no person
            behind = tokens[name.last + 1] if name.last + 1 < len(tokens) else None
            if behind is not None and behind.is_small and is_one_person(behind.lower, words):
                continue  # “Grand Prix winner Ana Torres”
            if apposed in words.works:
                continue  # “her first novel, Grey Water, came out”
            who = self._full_name(name, joined(tokens, range(begins, name.first)) if role else "")
            if not who and before == "," and apposed in words.persons:
                who = name.text  # “his widow, Abigail, kept it”
            if who:
                persons.append(who)
                self.call(who, called, words)
        return persons

    def _full_name(self, name: Name, role: str) -> str:
        """Return the full name of a person, with a `role` before it where only its last word is known."""
        if " " in name.text:
            last = name.text.split()[-1]
            self._full.setdefault(last, name.text)
            self._full.setdefault(f"-{last.rpartition('-')[2]}", name.text)  # “al-Masri”, “Masri”
            return name.text
        known = self._full.get(name.text) or self._full.get(f"-{name.text}")
        return known or (f"{role} {name.text}" if role else "")

    def call(self, who: str, called: Set[str], words: Words) -> None:
        """Take in what a person is called, which can tell the gender: “widow”, “Mr”."""
        for titles, gender in (
            (words.masculine_titles, words.masculine),
            (words.feminine_titles, words.feminine),
        ):
            if not called.isdisjoint(titles):
                self.genders[who] = gender
        for names, gender in (
            (words.masculine_names, words.masculine),
            (words.feminine_names, words.feminine),
        ):
            if who.split(" ")[0].lower() in names:
                self.genders.setdefault(who, gender)  # the text knows better

    def can_be(self, pronoun: str, who: str, unless: Set[str]) -> bool:
        """Return whether a pronoun can stand for a person; of whom no gender is known, for `unless`."""
        return pronoun in self.genders.get(who, unless)
