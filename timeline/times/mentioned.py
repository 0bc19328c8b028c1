"""Which happenings a sentence only speaks of, so that its date is not theirs.

“A man was arrested on 3 May over the fire” tells of the arrest only. What a sentence only speaks of stands
after a preposition that says what something is about, comes from or comes after; with a verb that tells no
fact (“the march was banned on 3 May”); before the noun it describes (“the crash site was cleared”); or in a
report (“said on 3 May that …”).
"""

import re
from collections.abc import Mapping, Sequence

from timeline.times.kinship import Vocabulary

__all__ = ["only_mentioned"]

_MODIFIERS = 2  # words between a noun's determiner and it: “the second deadly attack”
_SUBJECT = 8  # words from a happening to its auxiliary: “the launch of the new ferry was put off”
_HEAD = 3  # words before a preposition, one of which has it: “sentenced the man for the murder”
_EXPRESSION = 8  # words of the longest expression
_RECEIVER = 4  # words from a verb of reporting to its date: “told the court on 3 May”


def only_mentioned(
    vocabulary: Vocabulary,
    before: Sequence[re.Match[str]],
    after: Sequence[re.Match[str]],
    joined: Mapping[int, str],
) -> frozenset[int]:
    """Return the offsets of the happenings that a sentence only speaks of.

    `before` and `after` are its words and marks to either side of the date, `joined` the expressions that
    begin at their offsets.
    """
    pieces = [*before, *after]
    sentence = _Sentence(vocabulary, before, after)
    told = [None if piece.lastgroup else joined.get(piece.start(), piece[0]) for piece in pieces]
    found = set()
    for number, word in enumerate(told):
        if not word or not vocabulary.is_happening(word):
            continue
        if sentence.only_mentions(number, _last(told, number)):
            found.add(pieces[number].start())
    return frozenset(found)


def _last(told: Sequence[str | None], number: int) -> int:
    """Return where the expression that begins with a word ends: what it covers is empty, a mark is None."""
    last = number
    if " " not in (told[number] or ""):
        return last
    for position in range(number + 1, min(number + _EXPRESSION, len(told))):
        word = told[position]
        if word is None or " " in word:
            break
        last = last if word else position
    return last


class _Sentence:
    """The words of a sentence around a date, which stands before word number `date`."""

    def __init__(
        self, vocabulary: Vocabulary, before: Sequence[re.Match[str]], after: Sequence[re.Match[str]]
    ) -> None:
        self._vocabulary = vocabulary
        pieces = [*before, *after]
        self._words = ["," if piece.lastgroup else piece[0].lower() for piece in pieces]
        self._capital = [piece[0][0].isupper() for piece in pieces]
        self._date = len(before)
        self._reports = self._is_report()

    def only_mentions(self, number: int, last: int) -> bool:
        """Whether a happening is only spoken of; an expression goes on to the word `last`."""
        if number >= self._date and self._reports:
            return True
        if last > number:  # “the miners threatened to strike”
            return any(map(self._vocabulary.only_speaks_of, self._words[number + 1 : last]))
        if self._vocabulary.is_past(self._words[number]):
            return self._takes_place(number)
        if self._is_own_date(number):
            return False
        return self._is_governed(number) or self._is_subject(number) or self._describes(number)

    def _takes_place(self, number: int) -> bool:
        """Whether a verb says nothing but that another happening took place: “a fire broke out”."""
        happening = self._vocabulary.is_happening
        following = self._words[number + 1] if number + 1 < len(self._words) else ""
        if self._vocabulary.begins(self._words[number]) and following.endswith(
            self._vocabulary.gerund_endings
        ):
            return True  # “began selling”
        if not self._vocabulary.takes_place(self._words[number]):
            return False
        for index in range(number - 1, max(-1, number - 1 - _SUBJECT), -1):
            if self._words[index] == "," or self._vocabulary.is_past(self._words[index]):
                break
            if happening(self._words[index]):
                return True
        near = range(number + 1, min(number + 2 + _MODIFIERS, len(self._words)))
        last = next((i for i in near if self._is_border(i)), near.stop) - 1
        return last > number and happening(self._words[last])  # “began a strike”

    def _is_border(self, number: int) -> bool:
        """Whether a noun phrase ends before a word."""
        word = self._words[number]
        grammar = word in self._vocabulary.function_words and word not in self._vocabulary.determiners
        return word == "," or number == self._date or grammar

    def _is_own_date(self, number: int) -> bool:
        """Whether the date is the noun's: “the strike of 3 May”, “a trial that had opened on 3 May”."""
        between = self._words[number + 1 : self._date]
        if len(between) == 1 and between[0] in self._vocabulary.genitives:
            return True
        following = [*between, "", ""]
        word, after = following[1:3] if following[0] == "," else following[:2]
        return self._vocabulary.is_relative(word, after)

    def _is_report(self) -> bool:
        """Whether the date is that of a report, so that what it says comes after it."""
        near = range(self._date - 1, max(-1, self._date - 1 - _RECEIVER), -1)
        for number in near:
            if self._words[number] == ",":
                return False
            if self._vocabulary.is_past(self._words[number]):
                return self._vocabulary.reports(self._words[number])
        return False

    def _is_governed(self, number: int) -> bool:
        """Whether a preposition or a verb before the noun only speaks of it."""
        words, vocabulary = self._words, self._vocabulary
        governor = self._governor(number)
        if governor < 0:
            return False
        word, head = words[governor], words[governor - 1] if governor else ""
        if word in vocabulary.orderings and word not in vocabulary.topics:
            return word not in vocabulary.coordinators and not self._is_dated(number)
        if word in vocabulary.topics:
            return True
        if any(map(vocabulary.only_speaks_of, (word, head, f"{head} {word}"))):
            return True
        heads = words[max(0, governor - _HEAD) : governor]
        return any(vocabulary.stem(each) in vocabulary.topics_after(word) for each in heads)

    def _governor(self, number: int) -> int:
        """Return the number of the word before a noun phrase, -1 when it is none that governs the noun."""
        vocabulary = self._vocabulary
        modifiers, determined = 0, False
        for index in range(number - 1, -1, -1):
            word = self._words[index]
            if word == "," or index == self._date - 1 < number:
                return -1
            described = index > 0 and self._words[index - 1] in vocabulary.genitives
            if word in vocabulary.determiners or vocabulary.is_possessor(word):
                determined = True
            elif described and not determined and vocabulary.is_past(word):
                modifiers += 1  # “a charge of premeditated murder”
            elif determined or word in vocabulary.function_words or vocabulary.is_past(word):
                return index
            elif modifiers == _MODIFIERS:
                return -1
            else:
                modifiers += 1
        return -1

    def _is_dated(self, number: int) -> bool:
        """Whether the date is that of the noun: “after his death on 3 May”."""
        between = self._words[number + 1 : self._date]
        return number < self._date and not any(map(self._vocabulary.is_past, between)) and "," not in between

    def _is_subject(self, number: int) -> bool:
        """Whether the noun is what a verb in the passive only speaks of: “the march was banned”."""
        words, vocabulary = self._words, self._vocabulary
        for index in range(number + 1, min(number + 1 + _SUBJECT, len(words) - 1)):
            if words[index] == ",":
                return False
            if words[index] in vocabulary.passive:
                verb, following = words[index + 1], " ".join(words[index + 1 : index + 3])
                if verb in vocabulary.passive:
                    continue
                return vocabulary.only_speaks_of(verb) or vocabulary.only_speaks_of(following)
            if vocabulary.is_past(words[index]):
                return False
        return False

    def _describes(self, number: int) -> bool:
        """Whether the noun describes the next one, which names something else: “the crash site”."""
        words, vocabulary = self._words, self._vocabulary
        if number + 1 >= len(words) or number + 1 == self._date:
            return False
        following = words[number + 1]
        if following in vocabulary.described:
            return True
        if not following.isalpha() or following in vocabulary.function_words or vocabulary.is_past(following):
            return False
        if vocabulary.is_happening(following):
            return not vocabulary.kinship(following, words[number]) and not self._capital[number + 1]
        verb = words[number + 2] if number + 2 < len(words) and number + 2 != self._date else ""
        is_name = following.endswith(vocabulary.adverb_endings) or self._capital[number + 1]
        return vocabulary.is_past(verb) and not is_name
