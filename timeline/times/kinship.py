"""Which words can name the same happening, and what the words of an anchor phrase are to each other."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

import snowballstemmer

from timeline.times.language import read_file

__all__ = ["WORD", "Key", "Phrase", "Vocabulary", "kinship", "vocabulary"]

WORD = re.compile(r"[^\W\d_][\w’'-]*")
_SAME_STEM, _SAME_BEGINNING, _SAME_FAMILY, _RELATED = 1.0, 0.85, 0.7, 0.5
_BEGINNING, _ENDING = 5, 4  # letters that two stems must share, and may add to them

Key = tuple[str, str | int]  # under which words of kin meet


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words of an anchor phrase."""

    head: str  # what happened: the noun, or the verb of a clause
    modifiers: tuple[str, ...]  # its other content words, the nearest first
    names: frozenset[str]  # stems of its capitalised words
    clause: bool  # whether it is a clause (“the pope arrived”)
    light: bool = False  # whether its verb says nothing without its object (“took office”)


class Vocabulary:
    """One language's happening words."""

    def __init__(self, language: str) -> None:
        data = read_file(f"{language}-happenings", plain=True)
        self.function_words = frozenset((data.get("function_words") or "").split())
        self.clause_openers = frozenset(data.get("clause_openers") or ())
        self.relatives = frozenset(data.get("relatives") or ())
        self.orderings = frozenset(data.get("orderings") or ())
        self._relatives_of_verbs = frozenset(data.get("relatives_of_verbs") or ())
        self._auxiliaries = frozenset(data.get("auxiliaries") or ())
        self._aspects = frozenset(data.get("aspects") or ())
        self._past_endings = tuple(data.get("past_endings") or ())
        self._past_verbs = frozenset(data.get("past_verbs") or ())
        self._light_verbs = frozenset(data.get("light_verbs") or ())
        self._stemmer = snowballstemmer.stemmer(data["stemmer"]) if "stemmer" in data else None
        self._possessives = tuple(data.get("possessives") or ())
        self._head_first = data.get("head_first") == "true"
        self._pairs: set[str] = set()
        self._pair_openers: set[str] = set()
        self._families = self._numbered(data.get("families") or ())
        self._related = self._numbered(data.get("related") or ())

    def _numbered(self, families: Iterable[list[str]]) -> dict[str, set[int]]:
        numbers: dict[str, set[int]] = {}
        for number, family in enumerate(families):
            for word in family:
                first, _, rest = word.partition(" ")
                if rest:
                    self._pairs.add(f"{self.stem(first)} {rest}")
                    self._pair_openers.add(self.stem(first))
                for part in (word, f"{self.stem(first)} {rest}".strip()):
                    numbers.setdefault(part, set()).add(number)
        return numbers

    def opens_pair(self, word: str) -> bool:
        """Whether some word after it would name a happening with it."""
        return self.stem(word) in self._pair_openers

    def with_next(self, word: str, following: str) -> str:
        """Return the word with the one that follows where the two name a happening (“stepped down”)."""
        return f"{word} {following}" if f"{self.stem(word)} {following}" in self._pairs else word

    @lru_cache(maxsize=8192)  # noqa: B019 - one vocabulary a language lives as long as the process
    def stem(self, word: str) -> str:
        """Return the word's stem, lower case, without a possessive ending."""
        word = word.lower().replace("’", "'")
        for ending in self._possessives:
            word = word.removesuffix(ending)
        stem: str = self._stemmer.stemWord(word) if self._stemmer else word
        return stem

    @lru_cache(maxsize=8192)  # noqa: B019
    def keys(self, word: str) -> tuple[tuple[Key, float], ...]:
        """Return the keys that words of kin share, and how surely these then name the same happening."""
        first, _, rest = word.partition(" ")
        stem, lower = self.stem(first), word.lower()
        pair = f"{stem} {rest}".strip()
        found: list[tuple[Key, float]] = [(("stem", stem), _SAME_STEM)]
        if len(stem) >= _BEGINNING:
            found.append((("beginning", stem[:_BEGINNING]), _SAME_BEGINNING))
        for kind, numbers, kin in (
            ("family", self._families, _SAME_FAMILY),
            ("related", self._related, _RELATED),
        ):
            found += [
                ((kind, number), kin)
                for number in numbers.get(lower, set()) | numbers.get(stem, set()) | numbers.get(pair, set())
            ]
        return tuple(found)

    def is_relative(self, word: str, following: str) -> bool:
        """Whether the word goes on about the noun before it, as some only do before a verb (`following`)."""
        return word in self.relatives or (word in self._relatives_of_verbs and following in self._auxiliaries)

    def is_happening(self, word: str) -> bool:
        """Whether the word is listed as one that names a happening."""
        return any(key[0] in ("family", "related") for key, _ in self.keys(word))

    def is_aspect(self, word: str) -> bool:
        """Whether the word only says which part of a happening is meant (“the beginning of the war”)."""
        return word.lower() in self._aspects

    @lru_cache(maxsize=16384)  # noqa: B019
    def kinship(self, one: str, other: str) -> float:
        """Return how surely two words can name the same happening: 1 the same word, 0 not at all."""
        shared = dict(self.keys(one)).items() & dict(self.keys(other)).items()
        return max(
            (kin for key, kin in shared if key[0] != "beginning" or self._alike(one, other)), default=0.0
        )

    def _alike(self, one: str, other: str) -> bool:
        a, b = self.stem(one.split()[0]), self.stem(other.split()[0])
        shared = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
        return max(len(a), len(b)) - shared <= _ENDING

    def names(self, text: str, start: int, end: int) -> frozenset[str]:
        """Return the stems of the capitalised words in text[start:end]."""
        return frozenset(
            self.stem(match[0])
            for match in WORD.finditer(text, start, end)
            if match[0][0].isupper() and match[0].lower() not in self.function_words
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
        """Return the words, two that name a happening together in one."""
        joined: list[str] = []
        for word in words:
            if joined and (pair := self.with_next(joined[-1], word)) != joined[-1]:
                joined[-1] = pair
            else:
                joined.append(word)
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


def kinship(one: str, other: str, language: str = "en") -> float:
    """Return how surely two words can name the same happening: 1 for forms of one word, 0 for strangers."""
    return vocabulary(language).kinship(one, other)
