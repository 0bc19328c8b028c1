"""The happenings told so far and their dates, so that “five days after the killing” can be counted.

A light index, not a parser: a dated expression belongs to the words of its clause, most of all to the
nearest; an anchor phrase finds a happening by the family of its head word (kill, killing, death, murder) and
the names it shares with it. A text that dates no such happening gives no answer.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib import resources

import snowballstemmer
import yaml

from timeline.times import edtf
from timeline.times.sentences import Sentence

__all__ = ["Happening", "Happenings", "kinship"]

_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_SNOWBALL = {"en": "english", "de": "german", "es": "spanish", "fr": "french"}
_BORDER = re.compile(r"[,;:()—–]| - ")
_LONGEST_NAME = 70  # characters of a happening's words in an explanation
_LEAST_SCORE = 0.3  # below this the anchor's word and the happening's have too little in common


@dataclass(frozen=True, slots=True)
class Happening:
    """Something the text dates."""

    name: str  # the words as told, e.g. “his death on January 3, 2020”
    date: str  # EDTF
    because: tuple[str, ...]  # how that date was found
    position: int  # offset of its time expression
    words: tuple["_Word", ...]  # words of its sentence, those the date belongs to first
    names: frozenset[str]  # capitalised words of its sentence


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    weight: float  # how closely the date belongs to it, 0 to 1
    name: str  # the words from it to the time expression


class _Vocabulary:
    """One language's happening words."""

    def __init__(self, language: str) -> None:
        path = resources.files("timeline.times.languages") / f"{language}-happenings.yml"
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader) if path.is_file() else {}
        self.function_words = frozenset((data.get("function_words") or "").split())
        self.clause_openers = frozenset(data.get("clause_openers") or ())
        self._stemmer = snowballstemmer.stemmer(_SNOWBALL.get(language, "porter"))
        self._families: dict[str, set[int]] = {}
        for number, family in enumerate(data.get("families") or ()):
            for word in family:
                for part in (word, self.stem(word)):
                    self._families.setdefault(part, set()).add(number)

    @lru_cache(maxsize=50_000)  # noqa: B019 - one vocabulary a language lives as long as the process
    def stem(self, word: str) -> str:
        """Return the word's stem, lower case, without a possessive ending."""
        word = word.lower().replace("’", "'").removesuffix("'s").rstrip("'")
        stem: str = self._stemmer.stemWord(word)
        return stem

    def families(self, word: str) -> set[int]:
        """Return the numbers of the families the word belongs to."""
        return self._families.get(word.lower(), set()) | self._families.get(self.stem(word), set())

    @lru_cache(maxsize=100_000)  # noqa: B019
    def kinship(self, one: str, other: str) -> float:
        """Return how surely two words can name the same happening: 1 the same word, 0 not at all."""
        a, b = self.stem(one), self.stem(other)
        if a == b:
            return 1.0
        shared = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
        if shared >= 5 and max(len(a), len(b)) - shared <= 4:
            return 0.85
        return 0.7 if self.families(one) & self.families(other) else 0.0


@cache
def _vocabulary(language: str) -> _Vocabulary:
    return _Vocabulary(language)


def kinship(one: str, other: str, language: str = "en") -> float:
    """Return how surely two words can name the same happening: 1 for forms of one word, 0 for strangers."""
    return _vocabulary(language).kinship(one, other)


class Happenings:
    """What has been told and dated, in one text or in several."""

    def __init__(self, language: str = "en") -> None:
        self._vocabulary = _vocabulary(language)
        self._told: list[Happening] = []

    def __iter__(self) -> Iterator[Happening]:
        return iter(self._told)

    def learn(
        self, text: str, sentence: Sentence, start: int, end: int, date: str, because: tuple[str, ...]
    ) -> None:
        """Take in that the clause around the time expression text[start:end] is dated.

        `date` is EDTF; `because` are the steps that led to it.
        """
        words = self._words_near(text, sentence, start, end)
        if words:
            names = self._names(text, sentence.start, sentence.end)
            self._told.append(Happening(words[0].name, date, because, start, tuple(words), names))

    def add(self, happening: Happening) -> None:
        """Take in a happening that another text has told."""
        self._told.append(happening)

    def find(self, text: str, start: int, end: int, before: int) -> Happening | None:
        """Return the happening that the anchor phrase text[start:end] names, or None when none fits.

        `before` is the offset of the expression that needs it: of equally good ones the last told before it
        wins.
        """
        return self.find_phrase(text[start:end], before)

    def find_phrase(self, phrase: str, before: int | None = None) -> Happening | None:
        """Return the happening that the phrase names; as `find`, for a phrase that stands in another text."""
        heads, names = self._heads(phrase), self._names(phrase, 0, len(phrase))
        fitting: list[tuple[tuple[float, bool, int], Happening]] = []
        for happening in self._told:
            score, word = self._score(heads, names, happening)
            told_before = before is None or happening.position < before
            rank = (round(score, 2), told_before, happening.position if told_before else -happening.position)
            if word and score >= _LEAST_SCORE:
                fitting.append((rank, replace(happening, name=word.name)))
        if not fitting:
            return None
        best = max(fitting, key=lambda fit: fit[0])[1]
        finer = [fit for fit in fitting if _refines(fit[1].date, best.date)]
        return max(finer, key=lambda fit: fit[0])[1] if finer else best

    def _score(
        self, heads: list[str], names: frozenset[str], happening: Happening
    ) -> tuple[float, _Word | None]:
        """Return how well the happening fits the phrase's words, and its word that fits the head."""
        if not heads:
            return 0.0, None
        score, word = self._best(heads[0], happening, 0.0)
        if not score and len(heads) > 1:
            # “the drone attack” is also told by “drones were flown at his house”.
            score, word = self._best(heads[1], happening, 1.0)
            score *= 0.6
        if not score:
            return 0.0, None
        for modifier in heads[1:]:
            score += 0.2 * max(
                self._vocabulary.kinship(modifier, word.text) * word.weight for word in happening.words
            )
        if names:
            shared = len(names & happening.names) / len(names)
            score += 0.3 * shared if shared else -0.1
        return score, word

    def _best(self, head: str, happening: Happening, least: float) -> tuple[float, _Word]:
        """Return the happening's word nearest of kin to a head, and how well it fits; kin below `least` is none."""
        fits = []
        for word in happening.words:
            kin = self._vocabulary.kinship(head, word.text)
            fits.append((kin * word.weight if kin >= least else 0.0, word))
        return max(fits, key=lambda fit: fit[0])

    def _heads(self, phrase: str) -> list[str]:
        """Return the phrase's content words, its head (the last before “of”, “in”, “on”) first."""
        core: list[str] = []
        rest: list[str] = []
        target = core
        for match in _WORD.finditer(phrase):
            word = match[0]
            lowered = word.lower()
            if lowered in self._vocabulary.function_words:
                if core:
                    target = rest
                continue
            if lowered.endswith(("'s", "’s")) and target is core:
                rest.append(word)
                continue
            target.append(word)
        core.reverse()
        return core + rest

    def _names(self, text: str, start: int, end: int) -> frozenset[str]:
        return frozenset(
            self._vocabulary.stem(match[0])
            for match in _WORD.finditer(text, start, end)
            if match[0][0].isupper() and match[0].lower() not in self._vocabulary.function_words
        )

    def _words_near(self, text: str, sentence: Sentence, start: int, end: int) -> list[_Word]:
        """Return the sentence's content words, those that the date at text[start:end] belongs to first."""
        before = list(_WORD.finditer(text, sentence.start, start))[::-1]
        after = list(_WORD.finditer(text, end, sentence.end))
        words = [
            _Word(match[0], weight, _name(text, sentence.start, match, start, end))
            for match, weight in [*self._weighted(text, before, start), *self._weighted(text, after, end)]
        ]
        return sorted(words, key=lambda word: -word.weight)

    def _weighted(
        self, text: str, matches: list[re.Match[str]], position: int
    ) -> Iterator[tuple[re.Match[str], float]]:
        """Weigh words by the borders of clauses and the words between them and the date at `position`."""
        leftwards = bool(matches) and matches[0].end() <= position
        distance = 0 if leftwards else 1  # what stands before its date is nearer to it than what follows
        borders = 0
        for match in matches:
            between = text[match.end() : position] if leftwards else text[position : match.start()]
            borders += len(_BORDER.findall(between))
            word = match[0].lower()
            if word in self._vocabulary.clause_openers:
                borders += distance > (0 if leftwards else 1)
            elif word not in self._vocabulary.function_words:
                yield match, max(1 / (1 + 0.6 * borders) - 0.02 * min(distance, 15), 0.05)
                distance += 1
            position = match.start() if leftwards else match.end()


def _refines(one: str, other: str) -> bool:
    """Whether a date lies in another and is finer: the day of “the 2020 killing”."""
    a, b = edtf.parse(one), edtf.parse(other)
    if a.kind is not edtf.Kind.DATE or b.kind is not edtf.Kind.DATE or a.precision <= b.precision:
        return False
    assert a.first and b.first
    return b.first.earliest <= a.first.earliest and a.first.latest <= b.first.latest


def _name(text: str, begin: int, word: re.Match[str], start: int, end: int) -> str:
    """Return the words from the happening to its time expression text[start:end], shortened when long."""
    if word.end() <= start:
        before = re.search(r"(?:\b[^\W\d_]+\s+)?$", text[begin : word.start()])
        first, last, parts = word.start() - (len(before[0]) if before else 0), end, (word[0], text[start:end])
    else:
        first, last, parts = start, word.end(), (text[start:end], word[0])
    if last - first > _LONGEST_NAME:
        return " … ".join(parts)
    return " ".join(text[first:last].split())
