"""What the sentences of a text were about so far, so that pronouns in the next ones can be told."""

import re
from collections.abc import Sequence, Set
from functools import cached_property

from timeline.events.clauses import Clause, ClauseKind
from timeline.events.known_persons import KnownPersons
from timeline.events.language import Words, is_noun, singular
from timeline.events.names import Name, names, names_before, opens
from timeline.events.nominal_titles import nominal_title
from timeline.events.noun_phrases import is_happening
from timeline.events.number import Numbers
from timeline.events.persons import acted_on, gender_of, is_one_person, person_before
from timeline.events.phrases import noun_phrase, subject_phrase
from timeline.events.salience import (
    is_turned_to,
    named_aside,
    noun_of,
    object_of,
    person_of,
    person_taken,
    subject_joined,
    subject_reported,
)
from timeline.events.speakers import Speakers
from timeline.events.tokens import Token

__all__ = ["Context"]

_INSIDE = re.compile(r"[a-z,] ([A-Z][\w-]+)")
_BEHIND_NAME = re.compile(r"((?:[A-Z][\w'’-]* ){1,4})(?:(?:&|and|amp) )?(?=([A-Z]\w*))")
_AGE = re.compile(r"\d+-year-old")
_LONGEST_NAME = 6  # words by which a happening is named


class Context:
    """What the sentences so far were about.

    A pronoun is resolved only when one reading is left: it goes on with the subject of the sentence before,
    or that sentence names nobody else (centering: Grosz, Joshi and Weinstein, 1995). Else it stays.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        # Words with a capital inside a sentence: at the beginning of one they are names as well.
        self.proper = frozenset(_INSIDE.findall(text))
        self.numbers = Numbers(text, self.proper)
        self.last: tuple[Sequence[Token], Sequence[Clause]] | None = None  # the sentence before
        self._known = KnownPersons()
        self.speakers = Speakers(self._known, self.proper)
        self._recent: list[list[str]] = []  # the persons of the sentences before, the last one first
        self._center = ""  # the person whom the last sentence was about
        self._pronoun = ""  # the pronoun by which it spoke of the center
        self._is_unnamed = False  # whether it was about a person without a name
        self._unnamed = ""  # what it called that one, if it named no other: “retired baker”
        self._called: dict[frozenset[str], str] = {}  # whom “he” and “she” stood for last
        self._things: list[str] = []  # the subjects of the sentences before that are no persons
        self._joined = ""  # the subject of the clause that “and” joined last to the one before
        self._reported = ""  # the subject of what it told that somebody said
        self._taken = ""  # the object of its main verb
        self._place = ""  # where what the last sentence told took place, when it names one place
        self._kinds: set[str] = set()  # “company”, “bank”: what was told of so far
        self._happenings: dict[str, set[str]] = {}  # “trial of Ana Torres”, by the noun; “” of “a trial”

    @cached_property
    def _spoken(self) -> frozenset[str]:
        """The words of the text."""
        return frozenset(self._text.lower().split())

    @cached_property
    def _behind_names(self) -> dict[str, set[str]]:
        """The words with a capital that stand behind names, in small letters: “co” of “Philip Lind & Co.”."""
        behind: dict[str, set[str]] = {}
        for name, following in _BEHIND_NAME.findall(self._text):
            behind.setdefault(name.strip(), set()).add(following.lower())
        return behind

    def follow(
        self, tokens: Sequence[Token], clauses: Sequence[Clause], told: Sequence[Name], words: Words
    ) -> None:
        """Take in a sentence; `told` are the names in it."""
        self.last = (tokens, clauses)
        verb = clauses[0].verb
        phrase = subject_phrase(tokens, clauses[0].subject(), words) if verb else ""
        if phrase.lower() in ("", "there"):  # “When (she) left, there was nobody”
            before = next((each for each in clauses[1:] if each.kind is ClauseKind.SUBORDINATE), None)
            of_side = subject_phrase(tokens, before.subject(), words) if before and before.verb else ""
            if before is not None and of_side.lower() in words.personal_pronouns:
                phrase, verb = of_side, before.verb
        end = verb.first if verb else 0
        is_quoted = end > 0 and tokens[end - 1].quoted  # what somebody calls “our firm” is no name for others
        persons = self._known.named(tokens, told, words)
        asks = tokens[0].lower in words.question_openers and tokens[-1].text == "?"  # “How old is it?”
        self._taken = "" if is_quoted or asks else object_of(tokens, clauses[0], words)
        pronoun = acted_on(tokens, verb.last + 1, words) if verb else ""
        other = self.resolve(pronoun, words) if pronoun else ""
        if not is_quoted:  # nor is his “she” theirs
            persons = self._follow_center(phrase, tokens, end, told, persons, words)
            if pronoun and self._center and not self._pronoun:
                # “Ana Lind freed him. He …”: who acts on another is not that one (Chomsky's principle B)
                self._pronoun, self._center = pronoun, "" if other == pronoun else other
            if pronoun:
                self._unnamed = ""
        self.speakers.follow(phrase, tokens, clauses, told, words)
        self._follow_happenings(tokens, words)
        self._kinds |= words.kinds.intersection([token.lower for token in tokens])
        self._recent = [list(dict.fromkeys(persons)), *self._recent][:2]
        if any(token.text in self.proper and opens(tokens, number) for number, token in enumerate(tokens)):
            told = names(tokens, range(len(tokens)), words)  # “In” may be a name somewhere, but not here
        places = {name.text for name in told if name.is_located}
        self._place = places.pop() if len(places) == 1 else ""
        is_thing = phrase and (words.pronouns | words.object_pronouns).isdisjoint(phrase.lower().split())
        is_thing = is_thing and phrase.lower() not in words.negations
        is_thing = is_thing and not is_quoted and not asks
        self._things = [phrase if is_thing else "", *self._things][:2]
        self._joined = "" if is_quoted or asks else subject_joined(tokens, clauses, words)
        self._reported = "" if is_quoted or asks else subject_reported(tokens, clauses, words)
        if is_turned_to(self._joined, tokens, words):
            self._unnamed, self._center, self._pronoun = self._joined, "", ""  # “…, and the baker left. He …”

    def _follow_center(
        self,
        phrase: str,
        tokens: Sequence[Token],
        end: int,
        told: Sequence[Name],
        persons: list[str],
        words: Words,
    ) -> list[str]:
        """Take in whom a sentence is about, whose subject is `phrase` before the token `end`.

        Return the persons of it, him first.
        """
        first, _, rest = phrase.lower().partition(" ")
        named = self._known.named(tokens, names_before(end, told, tokens, words, self.proper), words)
        is_about = not rest or (first in words.possessives and not named)  # “His book came out”
        pronoun = first if first in words.personal_pronouns and is_about else ""
        aged = self._of_that_age() if _AGE.fullmatch(phrase) and tokens[0].lower == "the" else ""
        if aged:
            pronoun = self._pronoun_of(aged, words)
            self._center = aged
            persons = [aged, *persons]
        elif pronoun:
            resolved = self.resolve(first, words)
            self._center = "" if resolved == first else resolved
            persons = [*([self._center] if self._center else []), *persons]
        else:
            owning = words.possessives & words.personal_pronouns
            own = next((token.lower for token in tokens[:end] if token.lower in owning), "")
            owner = self.resolve(own, words) if own else ""
            if owner != own:
                self._called[gender_of(own, words)] = owner  # “His wife, Ana Torres, died. He …”
            self._center = named[0] if named else ""
            aside = named_aside(named, tokens[:end], words)
            persons = [who for who in persons if who not in aside]
        self._pronoun = pronoun
        self._follow_unnamed(phrase, tokens, persons, words)
        if pronoun and self._center:
            self._known.genders[self._center] = gender_of(pronoun, words)
        self._follow_called(persons, words)
        return persons

    def _follow_unnamed(
        self, phrase: str, tokens: Sequence[Token], persons: Sequence[str], words: Words
    ) -> None:
        """Take in whether a sentence is about a person without a name, and what it calls that one."""
        noun = noun_of(phrase, words)
        about = not self._pronoun and not self._center
        whose = person_of(phrase, words) if about and not (self._called or persons) else ""
        if about and not (self._called or persons or whose):
            whose = person_taken(self._taken, phrase, words)
        if whose:
            phrase, noun = whose, noun_of(whose, words)
        self._is_unnamed = about and is_one_person(noun, words)
        told_of = (token.lower for token in tokens if token.lower not in phrase.lower())
        others = any(is_one_person(each, words) or each in words.persons for each in told_of)
        is_one = (self._is_unnamed or noun in words.persons) and not (persons or others)
        first = phrase.lower().partition(" ")[0]
        is_one = is_one and first not in words.distributive  # not in “No nurse fell. She …”
        is_one = is_one and not self.numbers.is_plural(phrase, words)  # “The baker and the nurse left”
        self._unnamed = phrase if about and is_one else ""  # not in “A nurse met a clerk. He …”
        if self._unnamed:
            self._known.call(self._unnamed, {noun}, words)

    def _follow_called(self, persons: Sequence[str], words: Words) -> None:
        """Take in for whom “he” and “she” stand: until another is named of whom the text could say so."""
        for gender in (words.masculine, words.feminine):
            others = (who for who in persons if who != self._center)
            if any(self._known.genders.get(who, gender) == gender for who in others):
                self._called.pop(gender, None)
        if self._pronoun and self._center:
            self._called[gender_of(self._pronoun, words)] = self._center

    def _follow_happenings(self, tokens: Sequence[Token], words: Words) -> None:
        """Take in what a sentence says of which happening it tells: “the trial of Ana Torres”."""
        for number, token in enumerate(tokens):
            if token.is_name or not is_happening(token.lower, words) or token.lower in words.date_nouns:
                continue
            before = noun_phrase(tokens, number, words)[0] - 1
            if before < 0 or tokens[before].lower not in words.articles:
                continue
            told = nominal_title(tokens, number, words, None)
            is_another = not told and tokens[before].lower in words.indefinite  # “an attack”
            if is_another or 0 < len(told.split()) <= _LONGEST_NAME:
                self._happenings.setdefault(token.lower, set()).add(told)

    def resolve(self, pronoun: str, words: Words, *, is_beside_name: bool = False) -> str:
        """Return what a pronoun stands for, or the pronoun when more than one reading is left.

        `is_beside_name` says that its sentence names somebody before it.
        """
        lower = pronoun.lower()
        if lower in words.personal_pronouns:
            gender = gender_of(lower, words)
            if self._pronoun in gender:
                return self._center or pronoun  # the same person, though not known by name
            fits = lower in words.subject_pronouns and self._known.can_be(lower, self._unnamed, gender)
            if self._unnamed and fits and not is_beside_name and gender not in self._called:
                return self._unnamed  # “A baker was hurt. He …”
            if self._is_unnamed:
                return pronoun  # “The mayor met Ana Torres. He …”
            named = next((persons for persons in self._recent if persons), [])
            fitting = [who for who in named if self._known.can_be(lower, who, gender)]
            who = fitting[0] if len(fitting) == 1 else self._called.get(gender, pronoun)
            return self._ship(words) or who if who == pronoun and lower in words.feminine else who
        if lower not in words.thing_pronouns:
            return pronoun
        if (
            self._joined
            and lower in words.plural_pronouns
            and not self.numbers.is_plural(self._joined, words)
        ):
            return pronoun  # “Norden rose and Tarn fell. They …”
        if self._joined and self.stands_for(lower, self._joined, words):
            return self._joined
        for thing in self._things:
            if thing and self.stands_for(lower, thing, words):
                return thing
            if thing and thing.split()[0].lower() not in words.possessives:
                break  # but “its shares (fell). It …” is of whose shares they are
        others = (self._reported, self._taken)
        return next((told for told in others if told and self.stands_for(lower, told, words)), pronoun)

    def _ship(self, words: Words) -> str:
        """Return the ship that the sentence before was about, which is a “she”; "" if it told of anybody."""
        thing = self._things[0] if self._things else ""
        told = [token.lower for token in self.last[0]] if self.last else []
        if any(each in words.persons or is_one_person(each, words) for each in told):
            return ""
        return thing if " " not in thing and thing.lower() in words.vessels else ""

    def acted_on(self, pronoun: str, others: Set[str], words: Words) -> str:
        """Return whom “him” or “her” stands for, the pronoun when more than one reading is left.

        `others` are who the sentence itself names before. Which of two persons is meant only their gender
        tells, which no text says of all.
        """
        if self._center and self._pronoun in gender_of(pronoun, words) and not others:
            return self._center
        if not (self._spoken.isdisjoint(words.masculine) or self._spoken.isdisjoint(words.feminine)):
            return pronoun
        if len(others) == 1:
            return next(iter(others))
        if self._unnamed and not others and self._known.can_be(pronoun, self._unnamed, {pronoun}):
            return self._definite_unnamed(words) or pronoun  # “The baker fled. Police arrested him”
        return pronoun if others else self.resolve(pronoun, words)

    def _definite_unnamed(self, words: Words) -> str:
        """Return a phrase for the person without a name, told again: “the baker”; "" for one of several."""
        if self._unnamed.partition(" ")[0].lower() in words.determiners | words.possessives | words.numbers:
            return ""
        owner, owns, _ = self._unnamed.replace("’", "'").partition("'s ")
        is_definite = owns and all(part[0].isupper() for part in owner.split())  # “Berg's sister”
        return self._unnamed if is_definite else f"the {self._unnamed}"

    def stands_for(self, pronoun: str, subject: str, words: Words) -> bool:
        """Return whether “it” or “they” can stand for a subject: not “it” for a person."""
        parts = subject.split()
        is_named = all(part[:1].isupper() for part in parts)
        of_several = words.collectives | words.kinds | words.bodies
        if len(parts) == 1 and is_noun(subject.lower()) and subject.lower() not in of_several:
            is_named = is_named and subject in self.proper  # “Work” only begins its sentence
        is_person = parts[0].lower().rstrip(".") in words.roles or (
            1 < len(parts) < 5 and is_named and not parts[-1].isupper() and not is_noun(parts[-1].lower())
        )
        ends = {parts[0].lower(), parts[-1].lower().rstrip(".")}  # “Bank Norden”, “Norden Inc.”
        is_person = is_person and ends.isdisjoint(words.bodies | words.kinds)
        is_person = is_person and parts[0].lower() not in words.happenings  # “Storm Ada”
        is_person = is_person or any(subject.endswith(who) for who in self._known.genders)  # a “he” or “she”
        is_person = is_person and not self._is_firm(subject, words)
        is_person = is_person or noun_of(subject, words) in words.persons  # “the artist”
        plural = self.numbers.is_plural(subject, words)
        if pronoun in words.plural_pronouns:
            several = plural or noun_of(subject, words) in words.collectives  # “the couple”
            return several or (is_named and not is_person)  # “Norden Air said they would close”
        return not is_person and not plural

    def _is_firm(self, name: str, words: Words) -> bool:
        """Return whether a name is somewhere in the text that of a firm: “Philip Lind (& Co.) said it”."""
        return not words.firm_endings.isdisjoint(self._behind_names.get(name, ()))

    def some(self, few: str, words: Words) -> str:
        """Return whom “some” are of those whom the sentence before was about: “some mourners”."""
        thing = self._things[0] if self._things else ""
        counted = words.plurals | words.quantifiers | words.numbers | {"of"}
        kind = [part for part in thing.split() if part.lower() not in counted and not part[0].isdigit()]
        return f"{few} {' '.join(kind)}" if kind and self.numbers.is_plural(thing, words) else few

    def of_counted(self, count: str, around: str, words: Words) -> str:
        """Return how many “four” are of persons who were counted: “twelve miners … four (miners)”.

        `around` is the subject of the clause that it hangs on, else it is that of the sentence before.
        """
        first, *rest = (around or (self._things[0] if self._things else "")).split() or [""]
        counted = first.isdigit() or first.lower() in words.cardinals
        noun = rest[-1].lower() if rest else ""
        persons = noun == "people" or (singular(noun) != noun and is_one_person(singular(noun), words))
        return f"{count} {' '.join(rest)}" if counted and persons else count

    def placed(self, heading: str) -> str:
        """Return a title with the place for which “there” stands at its end, without it if it is unknown."""
        start, _, last = heading.rpartition(" ")
        if last != "there":
            return heading
        return f"{start} in {self._place}" if self._place else start

    def definite(self, noun: str, words: Words) -> str:
        """Return what “the store” stands for: “Norden Book Store”, when only one such name was read.

        “The airline”, when no other was told of, is the one that the sentence before was about, and “the
        trial” the only one of which was said whose it is.
        """
        told = self._happenings.get(noun.lower(), set())
        if len(told) == 1 and "" not in told:
            return next(iter(told))
        found = self._known.names.get(noun.lower(), set())
        if len(found) == 1 and noun[1:].islower():
            return next(iter(found))
        if _AGE.fullmatch(noun):
            return self._of_that_age() or noun
        before = self._things[0] if self._things else ""
        is_new = noun.lower() in words.kinds and noun.lower() not in self._kinds
        named = before and all(part[:1].isupper() for part in before.split())
        named = named and (before in self.proper or not is_noun(before.lower()))  # not “Sales”
        return before if is_new and named and self.stands_for("it", before, words) else noun

    def _pronoun_of(self, who: str, words: Words) -> str:
        """Return the pronoun by which the text can speak of a person; "" if it has those of both genders."""
        gender: Set[str] = self._known.genders.get(who, frozenset())
        for known, other in ((words.masculine, words.feminine), (words.feminine, words.masculine)):
            if gender == known or (not gender and self._spoken.isdisjoint(other)):
                return str(min(known & words.subject_pronouns))
        return ""

    def _of_that_age(self) -> str:
        """Return whom “the 24-year-old” stands for: whom the sentence before was about, if only one."""
        named = next((persons for persons in self._recent if persons), [])
        if self._is_unnamed:
            return ""
        return self._center if self._pronoun else "".join(named) if len(named) == 1 else ""

    def owner(self, tokens: Sequence[Token], noun: int, words: Words) -> str | None:
        """Return who a possessive before the noun stands for: in “until his death”, the person named last."""
        position = noun - 1
        while position >= 0 and tokens[position].is_word and tokens[position].lower not in words.possessives:
            if tokens[position].lower in words.prepositions | words.determiners:
                return None
            position -= 1
        if position < 0 or tokens[position].lower not in words.possessives:
            return None
        if tokens[position].lower in words.personal_pronouns:
            return person_before(tokens, position, words, self._center) or None
        if position > 1 and tokens[position - 1].lower in words.detaching:
            phrase = noun_phrase(tokens, position - 2, words)
            thing = subject_phrase(tokens, phrase, words) if tokens[position - 2].is_word else ""
            if thing and tokens[position - 2].lower not in words.pronouns:
                return thing  # “sold by the shop since its launch”
        before = names(tokens, range(position), words)
        return before[-1].text if before else next(iter(self._things), "") or None
