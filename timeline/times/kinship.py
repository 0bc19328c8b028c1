"""Which words can name the same happening, and what the words of an anchor phrase are to each other."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import snowballstemmer

from timeline.times.endings import is_inflected
from timeline.times.language import read_file

__all__ = ["WORD", "Key", "Phrase", "Vocabulary", "vocabulary"]

WORD = re.compile(r"[^\W\d_][\w’'-]*")
_SAME_STEM, _SAME_BEGINNING, _SAME_FAMILY, _OF_KIND, _RELATED = 1.0, 0.85, 0.7, 0.6, 0.5
_BEGINNING, _ENDING = 5, 4  # letters that two stems must share, and may add to them

_CLASS = re.compile("<([a-z]+)>")  # stands for each noun of a class
_GAP = "…"  # stands for up to so many words of an expression (“broke … leg”)
_WIDEST = 4

Key = tuple[str, str | int]  # under which words of kin meet


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words of an anchor phrase."""

    head: str  # what happened: the noun, or the verb of a clause
    modifiers: tuple[str, ...]  # its other content words, the nearest first
    names: frozenset[str]  # stems of its capitalised words
    clause: bool  # whether it is a clause (“the pope arrived”)
    light: bool = False  # whether its verb says nothing without its object (“took office”)


def _spelt_out(words: Iterable[str], classes: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Yield the words of a family, “<talks> … collapse” with each noun of the class and with no gap too."""
    for word in words:
        name = _CLASS.search(word)
        if name is None:
            yield word
            continue
        for noun in classes[name[1]]:
            spelt = word.replace(name[0], noun)
            yield from (spelt, spelt.replace(f" {_GAP} ", " "))


class Vocabulary:
    """One language's happening words."""

    def __init__(self, language: str) -> None:
        data = read_file(f"{language}-happenings", plain=True)
        self.function_words = frozenset((data.get("function_words") or "").split())
        self._no_names = self.function_words | frozenset(data.get("calendar") or ())
        self.clause_openers = frozenset(data.get("clause_openers") or ())
        self.relatives = frozenset(data.get("relatives") or ())
        self.orderings = frozenset(data.get("orderings") or ())
        self._relatives_of_verbs = frozenset(data.get("relatives_of_verbs") or ())
        self._auxiliaries = frozenset(data.get("auxiliaries") or ())
        self.ordinals = frozenset(data.get("ordinals") or ())
        self.date_prepositions = frozenset(data.get("date_prepositions") or ())
        self._aspects = frozenset(data.get("aspects") or ())
        self._past_endings = tuple(data.get("past_endings") or ())
        self._past_verbs = frozenset(data.get("past_verbs") or ())
        self._light_verbs = frozenset(data.get("light_verbs") or ())
        self._stemmer = snowballstemmer.stemmer(data["stemmer"]) if "stemmer" in data else None
        self._possessives = tuple(data.get("possessives") or ())
        self._head_first = data.get("head_first") == "true"
        forms: dict[str, list[str]] = data.get("forms") or {}
        self._forms = {
            form: base if base in each else self._stemmed(base)
            for base, each in forms.items()
            for form in each
        }
        self._taking_place = frozenset(self._key(word) for word in data.get("taking_place") or ())
        self._only_spoken_of = frozenset(self._key(word) for word in data.get("only_spoken_of") or ())
        self._reporting = frozenset(map(self._key, data.get("reporting") or ()))
        self.determiners = frozenset(data.get("determiners") or ())
        self.indefinite = frozenset(data.get("indefinite") or ())
        self.passive = frozenset(data.get("passive") or ())
        self.described = frozenset(data.get("described") or ())
        self.place_prepositions = frozenset(data.get("place_prepositions") or ())
        self._beginnings = frozenset(map(self._key, data.get("beginnings") or ()))
        self._endings = frozenset(map(self._key, data.get("endings") or ()))
        self.genitives = frozenset(data.get("genitives") or ())
        self.coordinators = frozenset(data.get("coordinators") or ())
        self.adverb_endings = tuple(data.get("adverb_endings") or ())
        self.gerund_endings = tuple(data.get("gerund_endings") or ())
        self.topics = frozenset(data.get("topics") or ())
        self._topics_after = {
            preposition: frozenset(map(self.stem, heads))
            for preposition, heads in (data.get("topics_after") or {}).items()
        }
        past = self._past_verbs.union(data.get("past_forms") or (), self._auxiliaries, *forms.values())
        self._past_forms = past - set(data.get("present_forms") or ())
        self._read_families(data)

    def _read_families(self, data: Mapping[str, Any]) -> None:
        """Give numbers to the families of words, and note the expressions among them."""
        self._expressions: dict[str, list[list[str]]] = {}  # stem of the first word → those that follow it
        classes: dict[str, list[str]] = data.get("classes") or {}
        families = [list(_spelt_out(family, classes)) for family in data.get("families") or ()]
        self._families = self._numbered(families)
        related = data.get("related") or ()
        self._related = self._numbered(each["names"] for each in related)
        self._related_told = self._numbered(each["told"] for each in related)
        kinds = [(kind["names"], set(kind["of"])) for kind in data.get("kinds") or ()]
        self._kinds = self._numbered(names for names, _ in kinds)  # by the general words
        self._of_kind = self._numbered(  # by those that they are general for
            [word for family in families if family[0] in of for word in family if word not in names]
            for names, of in kinds
        )
        for expressions in self._expressions.values():
            expressions.sort(key=len, reverse=True)

    def _numbered(self, families: Iterable[list[str]]) -> dict[str, set[int]]:
        """Return the numbers of the families that each word is in, by its stem."""
        numbers: dict[str, set[int]] = {}
        for number, family in enumerate(families):
            for key in map(self._key, family):
                numbers.setdefault(key, set()).add(number)
                first, *rest = key.split() if " " in key else (key,)
                if rest and rest not in self._expressions.setdefault(first, []):
                    self._expressions[first].append(rest)
        return numbers

    @lru_cache(maxsize=16384)  # noqa: B019
    def _key(self, word: str) -> str:
        """Return the stem of a word, those of an expression's words."""
        return " ".join(map(self.stem, word.split())) if " " in word else self.stem(word)

    @lru_cache(maxsize=16384)  # noqa: B019
    def opens_expression(self, word: str) -> bool:
        """Whether it would name a happening together with words after it."""
        return self.stem(word) in self._expressions

    def together(self, words: Sequence[str]) -> tuple[str, list[int]]:
        """Return the expression that the first word begins (“stepped down”), and which words are its own.

        It is the first word alone where it begins none. What stands in a gap is left out: “broke … leg”.
        """
        if not self.opens_expression(words[0]):
            return words[0], [0]
        for rest in self._expressions[self.stem(words[0])]:
            found = self._expression(words, rest)
            if found:
                own = iter([words[index] for index in found])
                return " ".join(part if part == _GAP else next(own) for part in ("", *rest)), found
        return words[0], [0]

    def _expression(self, words: Sequence[str], rest: list[str]) -> list[int]:
        """Return which words are the first one of an expression and the rest of it."""
        found = [0]
        gap = False
        for part in rest:
            if part == _GAP:
                gap = True
                continue
            first = found[-1] + 1
            reach = range(first + 1, first + 1 + _WIDEST) if gap else range(first, first + 1)
            position = next((i for i in reach if i < len(words) and self.stem(words[i]) == part), None)
            if position is None:
                return []
            found.append(position)
            gap = False
        return found

    @lru_cache(maxsize=16384)  # noqa: B019 - one vocabulary a language lives as long as the process
    def stem(self, word: str) -> str:
        """Return the word's stem, lower case, without a possessive ending."""
        word = word.lower().replace("’", "'")
        for ending in self._possessives:
            word = word.removesuffix(ending)
        return self._forms.get(word) or self._stemmed(word)

    def _stemmed(self, word: str) -> str:
        stem: str = self._stemmer.stemWord(word) if self._stemmer else word
        return stem

    @lru_cache(maxsize=16384)  # noqa: B019
    def keys(self, word: str, told: bool = False) -> tuple[tuple[Key, float], ...]:
        """Return the keys that words of kin share, and how surely these then name the same happening.

        A word that is `told` meets the general words for it, one that names meets those it is general for.
        """
        stem = self._key(word)
        found: list[tuple[Key, float]] = [(("stem", stem), _SAME_STEM)]
        if len(stem) >= _BEGINNING and stem.isalpha():
            found.append((("beginning", stem[:_BEGINNING]), _SAME_BEGINNING))
        for kind, numbers, kin in (
            ("family", self._families, _SAME_FAMILY),
            ("kind", self._of_kind if told else self._kinds, _OF_KIND),
            ("related", self._related_told if told else self._related, _RELATED),
        ):
            found += [((kind, number), kin) for number in numbers.get(stem, ())]
        return tuple(found)

    def is_relative(self, word: str, following: str) -> bool:
        """Whether the word goes on about the noun before it, as some only do before a verb (`following`)."""
        return word in self.relatives or (word in self._relatives_of_verbs and following in self._auxiliaries)

    def is_possessor(self, word: str) -> bool:
        """Whether the word has the ending of a possessor (“Germany's”)."""
        return word.replace("’", "'").endswith(self._possessives)

    @lru_cache(maxsize=16384)  # noqa: B019
    def is_happening(self, word: str) -> bool:
        """Whether the word is listed as one that names a happening."""
        return any(key[0] in ("family", "kind", "related") for key, _ in self.keys(word))

    def is_general(self, phrase: str) -> bool:
        """Whether the head of a phrase names happenings of many kinds: “that decision”."""
        read = self.phrase(phrase)
        return read is not None and self._key(read.head) in self._kinds

    def is_aspect(self, word: str) -> bool:
        """Whether the word only says which part of a happening is meant (“the beginning of the war”)."""
        return word.lower() in self._aspects

    def begins(self, word: str) -> bool:
        """Whether the word tells the beginning of a happening."""
        return self._key(word) in self._beginnings

    def ends(self, word: str) -> bool:
        """Whether the word tells the end of a happening."""
        return self._key(word) in self._endings

    def takes_place(self, verb: str) -> bool:
        """Whether a verb only tells that its subject took place: “struck”, “was carried out”."""
        return self._key(verb) in self._taking_place

    @lru_cache(maxsize=16384)  # noqa: B019
    def kinship(self, one: str, told: str) -> float:
        """Return how surely a word can name what another told: 1 for the same word, 0 for a stranger."""
        shared = set(self.keys(one)).intersection(self.keys(told, True))
        return max(
            (kin for key, kin in shared if key[0] != "beginning" or self._alike(one, told)), default=0.0
        )

    def _alike(self, one: str, other: str) -> bool:
        a, b = self._key(one), self._key(other)
        shared = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
        return max(len(a), len(b)) - shared <= _ENDING

    def only_speaks_of(self, verb: str) -> bool:
        """Whether a verb only speaks of what need not take place then (“called for the vote”)."""
        return self._key(verb) in self._only_spoken_of

    def reports(self, verb: str) -> bool:
        """Whether a verb reports what has taken place at another time (“said”)."""
        return self._key(verb) in self._reporting

    def topics_after(self, preposition: str) -> frozenset[str]:
        """Return the stems of the words after which the preposition only speaks of what it governs."""
        return self._topics_after.get(preposition, frozenset())

    def is_past(self, word: str) -> bool:
        """Whether a word has the form of a verb in the past tense, or of an auxiliary verb."""
        return word in self._past_forms or is_inflected(word, self._past_endings)

    @lru_cache(maxsize=64)  # noqa: B019 - of one sentence they are asked for with each of its dates
    def names(self, text: str, start: int, end: int) -> frozenset[str]:
        """Return the stems of the capitalised words in text[start:end], without months and weekdays."""
        return frozenset(
            self.stem(match[0])
            for match in WORD.finditer(text, start, end)
            if match[0][0].isupper() and match[0].lower() not in self._no_names
        )

    @lru_cache(maxsize=1024)  # noqa: B019
    def phrase(self, text: str) -> Phrase | None:
        """Return the words of an anchor phrase, None when none of them names anything."""
        names = self.names(text, 0, len(text))
        words = self._joined([match[0] for match in WORD.finditer(text)])
        verb = self._verb(words)
        if verb is not None:
            content = [word for word in words if word.lower() not in self.function_words]
            light = verb in self._light_verbs
            head = content[-1] if light else verb
            return Phrase(head, tuple(word for word in content if word != head), names, True, light)
        heads = list(self._heads(words))
        return Phrase(heads[0], tuple(heads[1:]), names, False) if heads else None

    def _joined(self, words: list[str]) -> list[str]:
        """Return the words, those that name a happening together in one."""
        joined: list[str] = []
        index = 0
        while index < len(words):
            word, covered = self.together(words[index:])
            joined.append(word)
            index += covered[-1] + 1
        return joined

    def _verb(self, words: list[str]) -> str | None:
        """Return the verb that tells what happened in a clause, None for a noun phrase.

        It follows an auxiliary or, in the past tense, its subject.
        """
        lowered = [word.lower() for word in words]
        for index, word in enumerate(lowered):
            before = lowered[index - 1] if index else ""
            if word in self.function_words or not before:
                continue
            subject = before not in self.function_words or before in self._auxiliaries
            form = word.split()[0]
            past = form.endswith(self._past_endings) or form in self._past_verbs or word in self._light_verbs
            past = past or (form != word and self.is_past(form))  # “the law took effect”
            if before not in self._auxiliaries and not (subject and past and words[index].islower()):
                continue
            return words[index]
        return None

    def _heads(self, words: list[str]) -> Iterator[str]:
        """Yield a noun phrase's content words, its head first.

        That is the last one before a word of grammar (“of”, “in”, “on”), or in some languages the first.
        """
        core: list[str] = []
        rest: list[str] = []
        target = core
        for word in words:
            lowered = word.lower()
            if lowered in self.function_words:
                if core:
                    target = rest
            elif lowered.replace("’", "'").endswith(self._possessives) and target is core:
                rest.append(word)
            else:
                target.append(word)
        yield from core if self._head_first else reversed(core)
        yield from rest


@cache
def vocabulary(language: str) -> Vocabulary:
    """Return a language's vocabulary; one without words of its own when there is no file for it."""
    return Vocabulary(language)
