"""What of a mention is compared with others: the words that tell it, the names in it, and the other words."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from sys import intern
from typing import NamedTuple

from timeline.events import language
from timeline.events.language import stem
from timeline.events.mention import Mention
from timeline.events.names import is_place
from timeline.times.kinship import vocabulary

__all__ = ["Parts", "heads_of", "names_in", "parts", "subject_noun", "words_of"]


class Name(NamedTuple):
    """A name as it is compared with others."""

    roots: frozenset[str]  # of its words
    letters: str  # their first letters: “United States” is “US”
    is_place: bool  # whether it is that of a place, which can also stand for who governs there

    def can_be(self, other: "Name") -> bool:
        """Whether it is a shorter or longer form of the other name."""
        a, b = self.roots, other.roots
        return a <= b or b <= a or {self.letters} == b or {other.letters} == a


_CAPITALS = re.compile(r"\b[^\W\d_a-z]\w*(?:[ -][^\W\d_a-z]\w*)*")
_CAPITALIZED = re.compile(r"\b[^\W\d_a-z]\w{4,}")
_LEAST_ROOT = 4  # letters that a name keeps without the ending of a people


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a mention that are compared."""

    heads: frozenset[str]  # words that tell it: the verb, and a noun before it (“the crash killed 112”)
    nouns: frozenset[str]  # of these the nouns
    named: frozenset[str]  # words behind them that name happenings: “killed in the attack”
    people: frozenset[Name]  # names of those who act or are acted on
    is_known: bool  # whether one of them is listed among the words for happenings
    names: frozenset[Name]  # in the clause
    around: frozenset[Name]  # in the sentence
    things: frozenset[str]  # stems of the other words of the clause
    words: frozenset[str]  # stems of all words of the clause, names in their fullest form
    object: frozenset[str]  # stems of what follows the verb in the title, if an object does
    said: frozenset[str]  # words of the sentence, without those of the time expression

    @property
    def verbs(self) -> frozenset[str]:
        """The verbs that tell it, where these tell more than a noun beside them."""
        return self.heads - self.nouns

    def names_others(self, other: "Parts") -> bool:
        """Whether both name somebody or something, and nothing that they name is the same."""
        return bool(self.names and other.names) and not (
            _shared(self.names, other.around) or _shared(other.names, self.around)
        )

    def names_same(self, other: "Parts") -> bool:
        """Whether both name the same somebody or something."""
        return bool(_shared(self.names, other.names))

    def shares(self, other: "Parts") -> int:
        """Return how many of the names in the two sentences are the same."""
        return min(len(_shared(self.around, other.around)), len(_shared(other.around, self.around)))

    def is_of_other_things(self, other: "Parts") -> bool:
        """Whether both have other words and none in common, and not two people or organizations either.

        The same holds of verbs that tell nothing by themselves (“begin”), whatever their words.
        """
        clash = (  # what is told by name here may stand among the other words there
            bool(self.things and other.things)
            and self.things.isdisjoint(other.words)
            and other.things.isdisjoint(self.words)
        )
        light = not self.heads - language.words().phases or not other.heads - language.words().phases
        return (clash or light) and len(_shared(self.people, other.people)) < 2

    def has_another_object(self, other: "Parts") -> bool:
        """Whether each verb has an object, and what follows the one is nothing that the other tells."""
        return bool(self.object and other.object) and (
            self.object.isdisjoint(other.words | other.object)
            and other.object.isdisjoint(self.words | self.object)
        )

    @property
    def befalls_once(self) -> bool:
        """Whether it is told of somebody or something that it can happen to but once."""
        return bool(self.heads & language.words().befalling)

    def tells_apart(self, other: "Parts") -> bool:
        """Whether each names a place or somebody that the other does not, and no less than both name."""
        own = self.names - _shared(self.names, other.around)
        others = other.names - _shared(other.names, self.around) if own else own
        if not others:
            return False
        shared = len(_shared(self.names, other.names))
        of_places = sum(name.is_place for name in own), sum(name.is_place for name in others)
        of_people = len(own) - of_places[0], len(others) - of_places[1]
        return any(min(each) and shared <= max(each) for each in (of_places, of_people))


def parts(mention: Mention, variants: Mapping[str, str]) -> Parts:
    """Return what is compared of a mention; `variants` give the fullest form of a name."""
    titled = [name for name in _capitalized(mention.title) if name in variants]  # who “he” was, for one
    full = {variants.get(name, name) for name in (*mention.actors, *mention.places, *titled)}
    around = {variants.get(name, name): name for name in mention.names}
    full |= {long for long, name in around.items() if _stems_of(name) & mention.words}
    if mention.is_nominal and not full:
        full = set(around)  # “the 1991 agreement” is that of those whom the sentence names
    heads, nouns, named = heads_of(mention)
    told = {form for head in heads for part in head.split() for form in (_stem(part), stem(part))}
    of_names = frozenset[str]().union(
        *map(_stems_of, (*full, *around, *around.values(), *mention.actors, *titled))
    )
    told_of = (word for word in mention.words - of_names if not _forms(word) & (told | _empty()))
    content = frozenset(word for word in told_of if word[0].isdigit() or not _is_measure(word))
    return Parts(
        heads,
        nouns,
        named,
        _fullest(_name(variants.get(name, name)) for name in (*mention.actors, *titled)),
        any(vocabulary("en").is_happening(word) for word in heads),
        _fullest(map(_name, full)),
        frozenset(map(_name, (*full, *around, *_peoples(mention.quote)))),
        frozenset(word for word in content if not _is_measure(word)),
        content.union(*map(_stems_of, full)),
        _object(mention) - told,
        words_of(mention.quote.replace(mention.expression, " ") if mention.expression else mention.quote),
    )


def words_of(text: str) -> frozenset[str]:
    """Return the words of a text in lower case, without marks."""
    return frozenset(intern(word.strip("“”\"'’.,;:()*")) for word in text.lower().split()) - {""}


def names_in(mention: Mention) -> set[str]:
    """Return all that can be a name whose variants `parts` asks for."""
    return {*mention.actors, *mention.places, *mention.names, *_capitalized(mention.title)}


def heads_of(mention: Mention) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Return the words that tell a mention, those of them that are nouns, and others that name happenings.

    It is told by its head, and by what names a happening before it in the title: “the crash killed 112”.
    """
    words = mention.title.lower().split()
    first, last = _places_of(mention.head, words)
    heads, nouns, named = {mention.head}, set[str](), set[str]()
    place = 0
    known = vocabulary("en")
    while place < len(words):
        opens = known.opens_expression(words[place])
        word, covered = known.together(words[place:]) if opens else (words[place], [0])
        if known.is_happening(word):
            if last is None or place < first or (place == last and mention.is_nominal):
                nouns.add(word)
                if known.is_happening(words[place]):
                    nouns.add(words[place])  # the “talks” that broke down
                last = place if last is None else last  # the title is the noun's: “Assassination of X”
            elif place > last:
                named.add(word)
            elif len(covered) > 1:
                heads = {word}  # “pass a bill” is no “pass away”
        place += covered[-1] + 1 if len(covered) > 1 else 1
    if mention.head in language.words().causing:
        nouns = set()  # “the strike caused a fire” tells of the fire
    elif nouns and heads <= language.words().phases:  # but “was made public”
        heads = set()
    heads = heads | _heads_of_circumstance(mention)
    return frozenset(heads | nouns), frozenset(nouns), frozenset(named)


def _heads_of_circumstance(mention: Mention) -> set[str]:
    """Return the verb of how it came about: “two are killed when a bus (hits) a wall” tells of that, too."""
    words, title = language.words(), mention.title.lower().split()
    if mention.head not in words.suffering:
        return set()
    opener = next((place for place, word in enumerate(title) if word in words.circumstantial), len(title))
    verbs = (word for word in title[opener + 2 :] if "VBZ" in language.verb_forms(word))
    told = next(verbs, "")
    return {language.lemma(told)} if told else set()


def subject_noun(mention: Mention) -> str:
    """Return the common noun that a mention's verb has as its subject, "" where that is none."""
    words = mention.title.lower().split()
    first, last = _places_of(mention.head, words)
    subject = words[:first] if last is not None else []
    end = next((i for i, word in enumerate(subject) if word in language.words().prepositions), len(subject))
    noun = subject[end - 1] if end else ""
    return noun if language.is_noun(noun) and not mention.actors else ""


@lru_cache(maxsize=10_000)
def _forms(word: str) -> frozenset[str]:
    return frozenset((word, _stem(word), _stem(language.lemma(word))))


def _places_of(head: str, title: Sequence[str]) -> tuple[int, int | None]:
    """Return the places of the title's word that is a form of the head, and of “go” in “wants to go”."""
    for place, word in enumerate(title):
        if _stem(head) in _forms(word):
            goes_on = title[place + 1 : place + 2] == ["to"] and head not in language.words().plans
            return place, place + 2 if goes_on else place
    return len(title), None


def _object(mention: Mention) -> frozenset[str]:
    words = mention.title.lower().split()
    _, last = _places_of(mention.head, words)
    rest = [] if last is None else words[last + 1 :]
    known = language.words()
    while rest and rest[0] in known.particles:
        rest = rest[1:]
    if not rest or rest[0] in known.prepositions | known.subordinators:
        return frozenset()
    return frozenset(stem(word) for word in rest) - _empty()


@cache
def _empty() -> frozenset[str]:
    """Return the stems of words that tell nothing by themselves."""
    return frozenset(map(_stem, (*vocabulary("en").function_words, *language.words().phases)))


@lru_cache(maxsize=10_000)
def _is_measure(word: str) -> bool:
    words = language.words()
    return word[0].isdigit() or word in {stem(each) for each in words.measures | words.numbers}


def _peoples(text: str) -> Iterator[str]:
    """Return the words that a people is called by, also before a noun: “American troops”."""
    endings = tuple(ending for ending in language.words().people_endings if len(ending) > 1)
    return (word for word in _CAPITALIZED.findall(text) if word.endswith(endings))


def _capitalized(title: str) -> Iterator[str]:
    """Yield what can be names in a title: runs of capitalised words, and these without their first words."""
    for match in _CAPITALS.finditer(title):
        words = match[0].split()
        for first in range(len(words)):
            yield " ".join(words[first:])


@lru_cache(maxsize=10_000)
def _stems_of(name: str) -> frozenset[str]:
    return frozenset(stem(part.lower()) for part in name.split())


def _stem(word: str) -> str:
    return vocabulary("en").stem(word.split()[0] if word else word)


@lru_cache(maxsize=100_000)
def _shared(names: frozenset[Name], others: frozenset[Name]) -> frozenset[Name]:
    """Return the names that others are a shorter or longer form of."""
    return frozenset(name for name in names if any(map(name.can_be, others)))


def _fullest(names: Iterable[Name]) -> frozenset[Name]:
    """Return the names without those that are a shorter form of another."""
    given = list(names)
    return frozenset(name for name in given if not any(name.roots < other.roots for other in given))


@lru_cache(maxsize=10_000)
def _name(name: str) -> Name:
    words = name.replace(".", "").replace("-", " ").split()
    return Name(frozenset(map(_root, words)), "".join(word[0] for word in words).lower(), is_place(name))


@lru_cache(maxsize=10_000)
def _root(part: str) -> str:
    """Return a part of a name without the ending of a people: “Estia”, “Estian”."""
    lower = part.lower().removesuffix("'s").removesuffix("’s")
    for ending in sorted(language.words().people_endings, key=len, reverse=True):
        root = lower.removesuffix(ending)
        if root != lower and len(root) >= _LEAST_ROOT:
            return root
    return lower
