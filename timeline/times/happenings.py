"""The happenings told so far and their dates, so that “five days after the killing” can be counted.

A light index, not a parser: a dated expression belongs to the words of its clause, most of all to the
nearest; an anchor phrase finds a happening by the family of its head word (kill, killing, death, murder) and
by its other words and names. A text that dates no such happening gives no answer.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import NamedTuple

from timeline.times import edtf
from timeline.times.kinship import WORD, Key, Phrase, vocabulary
from timeline.times.mentioned import only_mentioned
from timeline.times.sentences import Sentence

__all__ = ["Choose", "Happening", "Happenings", "is_vague", "refines"]

_PIECE = re.compile(rf"(?P<border>[,;:()—–]|\ -\ )|{WORD.pattern}")
_WORD_BEFORE = re.compile(r"(?:\b[^\W\d_]+\s+)?$")
_OPENING = re.compile(r"[,(] ?(?:([^\W\d_]+) )?$")  # before a date that is set off: “, on ”
_PREPOSITION = 12  # characters of “, during ”
_OF_ANOTHER = 0.5  # the weight of a verb that takes place with another noun: “the bridge opened”
_ENOUGH = 50  # happenings of kin that come into question
_NEAREST = 20  # words of a sentence that a date is remembered with; those further off tell nothing of it
_PIECES = 50  # words and marks among which those nearest are
_LONGEST_NAME = 70  # characters of a happening's words in an explanation
_MEANT, _BY_PRONOUN = 3, 0.6  # happenings that a pronoun can stand for, and the weight of the nearest
_LONGEST_EXPRESSION = 8  # words of “took … eleven schoolchildren hostage”
_REACH = 400  # characters on either side of a date whose words it can belong to
_LEAST_SCORE = 0.3  # below this the anchor's word and the happening's have too little in common
_LEAST_LIGHT_SCORE = 0.8  # for a verb that says nothing of itself its object and subject must both fit
# What the words beside the head add to the score: other words, names, and what a strange name takes away,
# most from a clause, whose subject it is. A modifier that stands for the head counts less than the head.
_TOLD_LATER = 0.3  # what is only told after the anchor phrase fits it less than what has been told
_ORDINAL = 0.8  # the least weight of an ordinal that is that of the happening
_SAME_CLAUSE = 0.6  # the weight of a name that stands in the clause of the date, not only in its sentence
_MODIFIER, _NAME, _STRANGER, _STRANGE_SUBJECT, _INSTEAD = 0.2, 0.6, 0.1, 0.3, 0.6

Choose = Callable[["Happening"], "Happening | None"]


@dataclass(frozen=True, slots=True)
class _Dated:
    """The clause around a date, which is text[start:end]."""

    text: str
    begin: int  # how far back its words reach
    start: int
    end: int


class _Word(NamedTuple):
    text: str
    weight: float  # how closely the date belongs to it, 0 to 1
    start: int
    end: int
    clause: _Dated
    told: bool = True  # whether it is not only spoken of

    @property
    def name(self) -> str:
        """The words from it to the time expression, shortened when they are many."""
        text, start, end = self.clause.text, self.clause.start, self.clause.end
        word = text[self.start : self.end]
        if self.end <= start:
            reach = max(self.clause.begin, self.start - _LONGEST_NAME)
            before = _WORD_BEFORE.search(text[reach : self.start])
            first, last, parts = self.start - (len(before[0]) if before else 0), end, (word, text[start:end])
        else:
            first, last, parts = start, self.end, (text[start:end], word)
        if last - first > _LONGEST_NAME:
            return " … ".join(parts)
        return " ".join(text[first:last].split())


@dataclass(frozen=True, slots=True)
class Happening:
    """Something the text dates."""

    name: str  # the words as told, e.g. “his death on January 3, 2020”
    date: str  # EDTF
    because: tuple[str, ...]  # how that date was found
    position: int  # offset of its time expression
    words: tuple[_Word, ...]  # words of its sentence, those the date belongs to first
    names: frozenset[str]  # capitalised words of its sentence
    told_in: str = ""  # what explanations call its text, where it is another one


class Happenings:
    """What has been told and dated, in one text or in several."""

    def __init__(self, language: str = "en") -> None:
        self._vocabulary = vocabulary(language)
        self._told: list[Happening] = []
        self._by_key: dict[Key, list[int]] = {}  # numbers of the happenings with a word under the key
        self._indexed = 0  # how many of the happenings are in there

    def __iter__(self) -> Iterator[Happening]:
        return iter(self._told)

    def __getitem__(self, number: int) -> Happening:
        return self._told[number]

    def learn(
        self, text: str, sentence: Sentence, start: int, end: int, date: str, because: tuple[str, ...]
    ) -> None:
        """Take in that the clause around the time expression text[start:end] is dated.

        `date` is EDTF; `because` are the steps that led to it.
        """
        happening = self.read(text, sentence, start, end, date, because)
        if happening is not None:
            self.add(happening)

    def read(
        self,
        text: str,
        sentence: Sentence,
        start: int,
        end: int,
        date: str,
        because: tuple[str, ...],
        without: Sequence[tuple[int, int]] = (),
        before: Sentence | None = None,
    ) -> Happening | None:
        """Return what `learn` takes in; None when no word is there that could be dated.

        `without` are pieces of the text whose words the date is not that of, `before` the sentence in which
        stands what a pronoun in this one means.
        """
        clause, stop = _around(text, sentence, start, end)
        words = self._words_near(clause, stop)
        if without:
            words = tuple(w for w in words if not any(one <= w.start < other for one, other in without))
        if not words:
            return None
        if before is not None:
            words += self._meant(before, clause)
        names = self._vocabulary.names(text, clause.begin, stop)
        return Happening(words[0].name, date, because, start, words, names)

    def names(self, text: str, sentence: Sentence, start: int, end: int) -> frozenset[str]:
        """Return the names of the happening that `read` returns, and none where it returns no happening."""
        clause, stop = _around(text, sentence, start, end)
        names = self._vocabulary.names(text, clause.begin, stop)
        is_one = bool(names) and any(True for _ in self._near(clause, stop))
        return names if is_one else frozenset()

    def add(self, happening: Happening) -> None:
        """Take in a happening that was read before, or that another text has told."""
        self._told.append(happening)

    def find_phrase(
        self, phrase: str, before: int | None = None, near: range | None = None, choose: Choose | None = None
    ) -> Happening | None:
        """Return the happening that the anchor phrase names, or None when none fits.

        `before` is the offset of the expression that needs it: of equally good ones the last told before it
        wins. `near` are the numbers, in the order of telling, of the happenings that come into question;
        `choose` returns one of them as it is to be seen, or None to leave it out.
        """
        wanted = self._vocabulary.phrase(phrase)
        if wanted is None:
            return None
        fitting: list[tuple[tuple[float, bool, int], Happening, _Word]] = []
        for number in self._candidates(wanted, near or range(len(self._told))):
            happening = choose(self._told[number]) if choose else self._told[number]
            if happening is None:
                continue
            score, word = self._score(wanted, happening)
            if word is None or score < (_LEAST_LIGHT_SCORE if wanted.light else _LEAST_SCORE):
                continue
            told_before = before is None or happening.position < before
            score = round(score - (0 if told_before else _TOLD_LATER), 2)
            rank = (score, told_before, happening.position if told_before else -happening.position)
            fitting.append((rank, happening, word))
        if not fitting:
            return None
        best = max(fitting, key=lambda fit: fit[0])
        finer_dates = {date for date in {fit[1].date for fit in fitting} if refines(date, best[1].date)}
        if finer_dates:
            best = max((fit for fit in fitting if fit[1].date in finer_dates), key=lambda fit: fit[0])
        return replace(best[1], name=best[2].name)

    def _candidates(self, wanted: Phrase, near: range) -> list[int]:
        """Return the numbers of the happenings with a word of kin to the head or to the modifier before it.

        Of very many the last ones are enough.
        """
        self._index()
        found: set[int] = set()
        for word in (wanted.head, *wanted.modifiers[:1]):
            for key, _ in self._vocabulary.keys(word):
                numbers = self._by_key.get(key, [])
                first, stop = bisect_left(numbers, near.start), bisect_left(numbers, near.stop)
                found.update(numbers[max(first, stop - _ENOUGH) : stop])
        return sorted(found)[-_ENOUGH:]

    def _index(self) -> None:
        """Put the happenings told since the last search under their keys."""
        keys_of = self._vocabulary.keys
        for number in range(self._indexed, len(self._told)):
            for key in {key for word in self._told[number].words for key, _ in keys_of(word.text, True)}:
                self._by_key.setdefault(key, []).append(number)
        self._indexed = len(self._told)

    def _score(self, wanted: Phrase, happening: Happening) -> tuple[float, _Word | None]:
        """Return how well the happening fits the phrase, and its word that fits the head."""
        modifiers = wanted.modifiers
        about = bool(modifiers) and wanted.clause and self._vocabulary.takes_place(wanted.head)
        score, word = self._best(wanted.head, happening, wanted)
        if about and self._vocabulary.is_happening(modifiers[0]):
            # “the rescue was completed” may only say that it took place, and hardly what else was completed.
            kin, noun = self._best(modifiers[0], happening, wanted)
            score = score if kin else score * _OF_ANOTHER
            score, word = max((_INSTEAD * kin, noun), (score, word), key=lambda fit: fit[0])
            modifiers = modifiers[1:]
        if not score and modifiers and not wanted.clause and not modifiers[0][0].isupper():
            # “the drone attack” is also told by “drones were flown at his house”.
            kin, word = self._best(modifiers[0], happening, wanted)
            same = self._vocabulary.kinship(modifiers[0], word.text) == 1.0
            score, modifiers = (_INSTEAD * kin if same else 0.0), modifiers[1:]
        if not score:
            return 0.0, None
        strange = bool(wanted.names)
        for modifier in modifiers:
            named = self._vocabulary.stem(modifier) in wanted.names
            fit = self._best(modifier, happening)[0]
            if modifier.lower() in self._vocabulary.ordinals and fit < _ORDINAL:
                return 0.0, None  # “the second test”: not that of which only “the test” is told
            if named and fit < _SAME_CLAUSE:
                continue
            strange = strange and not named
            score += (_NAME / len(wanted.names) if named else _MODIFIER) * fit
        if strange and not (wanted.clause and wanted.names & happening.names):
            score -= _STRANGE_SUBJECT if wanted.clause else _STRANGER
        return score, word

    def _best(self, wanted: str, happening: Happening, phrase: Phrase | None = None) -> tuple[float, _Word]:
        """Return how well the happening's word that is nearest of kin to a word fits it, and that word.

        For the head of a `phrase` that is one that is told, not only spoken of, save for “after it began”.
        """
        kinship = self._vocabulary.kinship
        verb = phrase is not None and not phrase.modifiers and self._vocabulary.is_past(phrase.head)
        strict = phrase is not None and not verb
        best, best_word = 0.0, happening.words[0]
        for word in happening.words:
            if word.weight > best and (word.told or not strict):  # no fit is greater than the weight
                fit = kinship(wanted, word.text) * word.weight
                if fit > best:
                    best, best_word = fit, word
        return best, best_word

    def _words_near(self, clause: _Dated, stop: int) -> tuple[_Word, ...]:
        """Return the content words of the clause, which ends at `stop`, those its date belongs to first."""
        near = sorted(self._near(clause, stop), key=lambda word: -word[1])[:_NEAREST]
        mentioned = self._only_mentioned(clause, stop)
        return tuple(
            _Word(word, weight, *match.span(), clause, match.start() not in mentioned)
            for match, weight, word in near
        )

    def _only_mentioned(self, clause: _Dated, stop: int) -> frozenset[int]:
        """Return the offsets of the happenings that the clause only speaks of."""
        before = self._without_preposition(_PIECE.finditer(clause.text, clause.begin, clause.start))
        after = list(islice(_PIECE.finditer(clause.text, clause.end, stop), _PIECES))
        joined = self._joined(before) | self._joined(after)
        return only_mentioned(self._vocabulary, before, after, joined)

    def _near(self, clause: _Dated, stop: int) -> Iterator[tuple[re.Match[str], float, str]]:
        """Yield the content words before the date, then those after it, with their weight and what they are.

        The nearest come first.
        """
        text = clause.text
        left, right = self._set_off(clause) or (clause.start, clause.end)
        before = self._without_preposition(_PIECE.finditer(text, clause.begin, left))
        joined = self._joined(before)
        for match, weight in islice(self._weighted(before[::-1], joined, True), _NEAREST):
            yield match, weight, joined.get(match.start(), match[0])
        after = list(islice(_PIECE.finditer(text, right, stop), _PIECES))
        joined = self._joined(after)
        for match, weight in islice(self._weighted(after, joined, False), _NEAREST):
            yield match, weight, joined.get(match.start(), match[0])

    def _without_preposition(self, pieces: Iterable[re.Match[str]]) -> list[re.Match[str]]:
        """Return the words before a date, without the preposition that is the date's."""
        before = list(pieces)[-_PIECES:]
        of_date = bool(before) and before[-1][0] in self._vocabulary.date_prepositions
        return before[: len(before) - of_date]

    def _set_off(self, clause: _Dated) -> tuple[int, int] | None:
        """Return where the commas stand that set off a date (“the raid, on 3 May, killed”), None without."""
        if clause.text[clause.end : clause.end + 1] not in (",", ")"):
            return None
        opening = _OPENING.search(clause.text, max(clause.begin, clause.start - _PREPOSITION), clause.start)
        if opening is None or (opening[1] and opening[1].lower() not in self._vocabulary.function_words):
            return None
        return opening.start(), clause.end + 1

    def _meant(self, before: Sentence, clause: _Dated) -> tuple[_Word, ...]:
        """Return the happenings among the nouns of the sentence before the clause, the last first."""
        text, begin = clause.text, max(before.start, before.end - _REACH)
        pieces = list(WORD.finditer(text, begin, before.end))
        joined = self._joined(pieces)
        found = [(joined.get(match.start(), match[0]), match) for match in pieces[::-1]]
        named = self._vocabulary
        found = [
            (word, match) for word, match in found if named.is_happening(word) and not named.is_past(word)
        ]
        return tuple(
            _Word(word, _BY_PRONOUN - 0.05 * number, match.start(), match.end(), clause)
            for number, (word, match) in enumerate(found[:_MEANT])
        )

    def _joined(self, pieces: Sequence[re.Match[str]]) -> dict[int, str]:
        """Return, by their offsets, words that with others name a happening (“stepped down”).

        The others are empty. What stands in a gap (“broke … leg”) is left out.
        """
        joined: dict[int, str] = {}
        opens = self._vocabulary.opens_expression
        for index, piece in enumerate(pieces):
            if not opens(piece[0]) or piece.start() in joined:
                continue
            words = [each[0] for each in pieces[index : index + _LONGEST_EXPRESSION]]
            expression, covered = self._vocabulary.together(words)
            if len(covered) > 1:
                joined |= {pieces[index + each].start(): "" for each in covered}
                joined[piece.start()] = expression
        return joined

    def _weighted(
        self, pieces: Iterable[re.Match[str]], joined: Mapping[int, str], leftwards: bool
    ) -> Iterator[tuple[re.Match[str], float]]:
        """Weigh words by the borders of clauses and the words between them and the date, the nearest first.

        The noun before “who” belongs to the clause that tells of it.
        """
        vocabulary = self._vocabulary
        nearest = 0 if leftwards else 1  # what stands before its date is nearer to it than what follows
        distance, borders = nearest, 0
        antecedent = False
        previous = ""
        for piece in pieces:
            if piece.lastgroup:
                borders += not antecedent
                continue
            word = piece[0].lower()
            antecedent = leftwards and vocabulary.is_relative(word, previous)
            previous = word
            if word in vocabulary.clause_openers:
                opens = distance > nearest or (not leftwards and word in vocabulary.orderings)
                borders += opens and not antecedent
            elif joined.get(piece.start(), word not in vocabulary.function_words):
                yield piece, max(1 / (1 + 0.6 * borders) - 0.02 * min(distance, 15), 0.05)
                distance += 1


def _around(text: str, sentence: Sentence, start: int, end: int) -> tuple[_Dated, int]:
    """Return the clause around a date, and how far on its words reach."""
    return _Dated(text, max(sentence.start, start - _REACH), start, end), min(sentence.end, end + _REACH)


def is_vague(date: str) -> bool:
    """Whether a date (EDTF) leaves open which day is meant (“last week”, “in May”)."""
    read = edtf.parse(date)
    return read.kind is edtf.Kind.ONE_OF or (read.kind is edtf.Kind.DATE and read.earliest != read.latest)


def refines(one: str, other: str) -> bool:
    """Whether a date lies in another and is finer: the day of “the 2020 killing”, of “last week”."""
    a, b = edtf.parse(one), edtf.parse(other)
    if a.kind is not edtf.Kind.DATE or not is_vague(other) or one == other:
        return False
    if b.kind is edtf.Kind.DATE and a.precision <= b.precision:
        return False
    ends = a.earliest, a.latest, b.earliest, b.latest
    if None in ends:
        return False
    first, last, begin, end = (int(each or 0) for each in ends)
    return begin <= first and last <= end
