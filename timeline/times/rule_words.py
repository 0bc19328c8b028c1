"""What a rule's builder sees: the words of its groups, their values, and what stands around them."""

import re
from collections.abc import Callable
from typing import Any

from timeline.times.kinship import vocabulary
from timeline.times.language import OTHER, Language, Rule
from timeline.times.meaning import Event, Meaning
from timeline.times.phrases import noun_phrase
from timeline.times.tokens import Tokens

__all__ = ["Words"]

_FIGURES = frozenset("0123456789'’")
_ADDRESS = 4  # tokens from a house number to the word for street
_SOON = 6  # tokens
_TEN, _TWENTY = 10, 20  # below which one numeral makes no number with another
_HUNDRED = 100  # from which on a numeral multiplies the one before it
_OF_YEAR = 5  # tokens to the end of “of the very same year”
_PHRASE = 8  # tokens from an event to the “and” after it


class Words:
    """What a rule's builder sees: the words of its named groups, with their values."""

    __slots__ = ("_date_at", "_language", "_match", "_rule", "_tokens", "event", "inner", "lead")

    def __init__(
        self,
        language: Language,
        tokens: Tokens,
        rule: Rule,
        match: re.Match[str],
        inner: Meaning | None,
        lead: Meaning | None,
        event: Event | None,
        date_at: Callable[[int], bool],
    ) -> None:
        self._language, self._tokens, self._rule, self._match = language, tokens, rule, match
        self._date_at = date_at
        self.inner, self.lead, self.event = inner, lead, event

    def get(self, name: str) -> Any:
        """Return a constant that the rule gives its builder, or None."""
        return self._rule.args.get(name)

    def has(self, name: str) -> bool:
        """Whether the group took part in the match."""
        return self._actual(name) is not None

    def _actual(self, name: str) -> str | None:
        """Return the group's name in the pattern: a name met again in another alternative ends in `_`."""
        while name in self._rule.groups:
            start, end = self._match.span(name)
            if start < end:
                return name
            name += "_"
        return None

    def words(self, name: str) -> list[str]:
        """Return the tokens of the group, none when it took no part."""
        actual = self._actual(name)
        return self._tokens.words[slice(*self._match.span(actual))] if actual else []

    def place(self, name: str) -> Event | None:
        """Return the group's words as those that name an event; None when it took no part."""
        actual = self._actual(name)
        if actual is None:
            return None
        first, last = self._match.span(actual)
        return Event(self._tokens.starts[first], self._tokens.end(last - 1))

    def text(self, name: str) -> str:
        """Return the words of the group."""
        return " ".join(self.words(name))

    def value(self, name: str) -> Any:
        """Return the value the vocabulary gives the words of the group; None without."""
        tokens = self.words(name)
        if not tokens:
            return None
        kind = self._rule.groups[self._actual(name) or name]
        key = " ".join(tokens).lower().replace("’", "'")
        values = self._language.values
        if kind in values:
            value = values[kind].get(key)
            return self.number(name) if value is None else value
        endings = [" ".join(tokens[index:]).lower() for index in range(len(tokens) - 1)]  # “just over”
        for words in (*endings, *map(str.lower, tokens)):
            for part in self._language.phrase_classes.get(kind, ()):
                if (value := values[part].get(words)) is not None:
                    return value
        return self.number(name)

    def is_in(self, name: str, kind: str) -> bool:
        """Whether the group's words are an entry of a class with values."""
        return self.text(name).lower() in self._language.values.get(kind, ())

    def points(self, name: str) -> bool:
        """Whether the group's words point at what was named right before (“before that”)."""
        return any(self._is(word, "demonstrative") for word in self.words(name))

    def number(self, name: str) -> Any:
        """Return the number that the group's words say: int or float, "X" for a vague one, None for none."""
        return read_number(self._language, self.words(name))

    def _is(self, word: str, kind: str) -> bool:
        """Whether a word belongs to a class."""
        return self._language.is_a(self._language.symbols.get(word.lower(), OTHER), kind)

    def is_one_number(self, name: str) -> bool:
        """Whether the group's numerals make one number: “twenty one (days)”, not “one, four (days later)”."""
        before: Any = None
        tokens = self.words(name)
        first, *others = [self._language.numerals.get(token.lower()) for token in tokens] or [None]
        if tokens and tokens[0].isdecimal() and others and self._is(tokens[1], "coordinator"):
            return False  # “(in) 1890 and five (years later)”
        if isinstance(first, int) and first >= _HUNDRED and isinstance(next(iter(others), None), int):
            return False  # “(for 20) million ten years later”
        for token in tokens:
            value = self._language.numerals.get(token.lower())
            if isinstance(value, int) and value < _TEN and isinstance(before, int) and before < _TWENTY:
                return False
            before = value
        return True

    def bounds(self, name: str) -> tuple[Any, Any]:
        """Return the numbers of “two to three”, of which the second is None in a single number."""
        language, tokens = self._language, self.words(name)
        for index in range(1, len(tokens) - 1):
            before, after = (read_number(language, part) for part in (tokens[:index], tokens[index + 1 :]))
            if before is None or after is None or "X" in (before, after):
                continue
            dash = tokens[index] in "-–—" and tokens[index - 1][-1].isdigit()
            if dash or (
                language.is_a(language.symbols.get(tokens[index], OTHER), "rangeword") and before < after
            ):
                return before, after
        return read_number(language, tokens), None

    def shape_suffix(self, name: str) -> str:
        """Return the letters after a figure (“10am”), in lower case."""
        return self.text(name).lstrip("0123456789").lower()

    def _next(self) -> tuple[str, str]:
        end = self._match.end()
        if end >= len(self._tokens.words):
            return "", OTHER
        return self._tokens.words[end], self._tokens.symbols[end]

    def followed_by_noun(self, number: int = 0) -> bool:
        """Whether a plain noun follows that a number would count (“1,500 soldiers”), not a word of grammar.

        Round numbers and early ones are rarely years before a noun; others are (“the 1978 treaty”), as mostly
        are those with which a sentence or clause begins (“In 1931 soldiers shot two men, and in 1932 …”).
        """
        word, symbol = self._next()
        if not word or not word[0].isalpha() or self._language.is_a(symbol, "function"):
            return False
        following = self._tokens.symbols[self._match.end() : self._match.end() + _ADDRESS]
        if word[0].isupper() and any(self._language.is_a(symbol, "street") for symbol in following):
            return True
        if self._language.is_a(symbol, "counted"):
            return not (number % 100 and number >= 1700 and self.opens_sentence())
        endings = self._language.finite_endings or self._language.past_endings
        if word.endswith(endings) or self._language.is_a(symbol, "pastcue"):
            return False  # “the plague in 1346 emptied the abbey”
        return word[0].islower() and (number % 100 == 0 or number < 1700)

    def opens_sentence(self) -> bool:
        """Whether a preposition with a capital stands right before it, or one behind a mark and “and”."""
        words, index = self._tokens.words, self._match.start() - 1
        if index < 0 or not self._language.is_a(self._tokens.symbols[index], "dateprep"):
            return False
        if words[index][0].isupper() or index < 2:
            return words[index][0].isupper()
        joins = self._language.is_a(self._tokens.symbols[index - 1], "coordinator")
        return joins and not words[index - 2][0].isalnum()

    def followed_by_figure(self) -> bool:
        """Whether a figure, a sign or “of” makes a share or a measure of it (“in 500 of them”)."""
        word, symbol = self._next()
        return bool(word) and (
            not (word[0].isalpha() or word[0] in ".,;:)") or self._language.is_a(symbol, "genitive")
        )

    def preceded_by_figure(self) -> bool:
        """Whether a figure stands right before it, as in a telephone number."""
        index = self._match.start() - 1
        return index >= 0 and self._tokens.words[index][-1].isdigit()

    def opens_clause(self) -> bool:
        """Whether nothing, a mark, “and” or “but” stands right before it."""
        index = self._match.start() - 1
        if index < 0 or not self._tokens.words[index][0].isalnum():
            return True
        return self._language.is_a(self._tokens.symbols[index], "coordinator")

    def begins_line(self) -> bool:
        """Whether it begins a line and words follow: the time in a log of a day (“1130 Trains stop”)."""
        index = self._match.start()
        begins = index == 0 or self._tokens.words[index - 1][0] == "\n"
        return begins and self._next()[0][:1].isalpha()

    def soon_after(self, kind: str) -> bool:
        """Whether a word of the class stands a few tokens before it."""
        start = self._match.start()
        before = self._tokens.symbols[max(0, start - _SOON) : start]
        return any(self._language.is_a(symbol, kind) for symbol in before)

    def events(self) -> tuple[Event, Event] | None:
        """Return the two happenings of “the arrest and the verdict”, not of “threads found near it and …”."""
        tokens, is_a = self._tokens, self._language.is_a
        first = self._match.end()
        word, symbol = self._next()
        if symbol == OTHER and word.islower() and not vocabulary(self._language.code).is_happening(word):
            return None
        for index in range(first + 1, min(len(tokens.words), first + _PHRASE)):
            if is_a(tokens.symbols[index], "coordinator"):
                last = noun_phrase(self._language, tokens, index + 1)
                happens = vocabulary(self._language.code).is_happening
                if last == index + 1 or not (
                    happens(tokens.words[index - 1]) and happens(tokens.words[last - 1])
                ):
                    return None
                ends = tokens.end(index - 1), tokens.end(last - 1)
                return Event(tokens.starts[first], ends[0]), Event(tokens.starts[index + 1], ends[1])
            if not tokens.words[index][0].isalnum():
                return None
        return None

    def date_follows(self) -> bool:
        """Whether what follows is a date of the calendar (“the first day of June”), not what it dates."""
        return self._date_at(self._match.end())

    def number_follows(self) -> bool:
        """Whether an article and the number of a day follow: “the 9th”."""
        _, number = [*self._tokens.symbols[self._match.end() :][:2], OTHER, OTHER][:2]
        return self._language.is_a(number, "ordinalday")

    def preceded_by_name(self) -> bool:
        """Whether a capitalised word that the vocabulary does not know stands before it within a sentence."""
        index = self._match.start() - 1
        if index < 1 or self._tokens.symbols[index] != OTHER or not self._tokens.words[index][0].isupper():
            return False
        return self._tokens.words[index - 1][0].isalnum() or self._tokens.words[index - 1] == ","

    def at_border(self) -> bool:
        """Whether no word follows: a mark or the end."""
        word, _ = self._next()
        return not word or not word[0].isalnum()

    def followed_by_word(self) -> bool:
        """Whether a word follows that is no word of grammar or of time."""
        word, symbol = self._next()
        return (
            bool(word) and word[0].isalpha() and (symbol == OTHER or self._language.is_a(symbol, "counted"))
        )

    def needs_context(self, name: str) -> bool:
        """Whether the group's word is a date only in some places (“May”, “March”, “April”) and this is none.

        Before a capitalised word that the vocabulary does not know it is likely somebody's name.
        """
        tokens, is_a = self._tokens, self._language.is_a
        first, last = self._match.span(self._actual(name) or name)
        if self._names_somebody(first, last):
            return True
        shy = f"shy{name}" if name == "weekday" else "shymonth"
        if not any(is_a(tokens.symbols[index], shy) for index in range(first, last)):
            return False
        if last < self._match.end() and tokens.words[last] != ".":
            return False
        if first > self._match.start() and tokens.words[first - 1][0].isdigit():
            return False  # “22 June of that year”
        word, symbol = self._next()
        if word[:1].isupper() and is_a(symbol, "street"):
            return True  # “on March Lane”
        if is_a(symbol, "possessive") and is_a(tokens.symbols[min(last + 1, len(tokens.words) - 1)], "kin"):
            return True  # “April's daughter”
        if first and is_a(tokens.symbols[first - 1], "dateprep"):
            return False
        if word and word[0].isupper() and symbol == OTHER:
            return True  # “May Smith”
        if word and is_a(symbol, "genitive"):  # “May of that year”, but “the March of the Ten Thousand”
            return not any(is_a(each, "yearone") for each in tokens.symbols[last + 1 : last + _OF_YEAR])
        if not first:
            return False
        if tokens.words[first - 1][0].isupper():  # part of a name, unless it only begins the sentence
            unknown = tokens.symbols[first - 1] == OTHER
            if unknown or (first > 1 and tokens.words[first - 2][0].isalpha()):
                return True
        determined = is_a(tokens.symbols[first - 1], "determiner")
        return determined and (not word or not word[0].islower() or is_a(symbol, "function"))

    def _names_somebody(self, first: int, last: int) -> bool:
        """Whether the tokens [first, last) are somebody's name: “Dr. March”, “Hill & May”, “Friday Eze”."""
        words, symbols, is_a = self._tokens.words, self._tokens.symbols, self._language.is_a
        if not words[first][0].isupper() or last < self._match.end() or words[last - 1] == ".":
            return False
        before = first - 2 if first > 1 and words[first - 1] == "." else first - 1
        if before >= 0 and (is_a(symbols[before], "honorific") or words[before] == "&"):
            return True
        word, symbol = self._next()
        family = bool(word) and word[0].isupper() and (symbol == OTHER or is_a(symbol, "season"))
        if not family or len(word) < 2 or word.isupper():
            return False
        if first == 0 or words[first - 1][0] in '.!?,;:\n“"':
            return True
        return is_a(symbols[first - 1], "function") and not any(
            is_a(symbols[first - 1], kind) for kind in ("dateprep", "determiner")
        )


def read_number(language: Language, tokens: list[str]) -> Any:
    """Return the number that the tokens say; "X" for a vague one, None when none of them is a numeral."""
    total: float = 0
    current: float = 0
    seen = False
    for token in tokens:
        value = language.numerals.get(token.lower())
        if value is None:
            value = language.shapes.value(token) if token[0] in _FIGURES else None
        if value is None:
            continue
        if value == "X":
            return "X"
        seen = True
        if value >= 100 and current and not token[0].isdigit():
            current *= value
        else:
            current += value
        if value >= 1000 and not token[0].isdigit():
            total, current = total + current, 0
    if not seen:
        return None
    total += current
    return int(total) if float(total).is_integer() else total
