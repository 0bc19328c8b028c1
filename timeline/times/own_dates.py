"""The date that stands beside the words for an event: “his death on 3 May”, “after they met on 3 May”."""

from bisect import bisect_left
from collections.abc import Callable, Sequence

from timeline.times.language import Language
from timeline.times.matching import Item
from timeline.times.meaning import Event, Relative, Since, Until, event_of
from timeline.times.phrases import describing, predicate
from timeline.times.resolved import Resolved
from timeline.times.sentences import Sentence
from timeline.times.tokens import Tokens
from timeline.times.verb_forms import is_past_verb

__all__ = ["OwnDates"]

_DESCRIPTIONS = 2  # “the attack (on the depot) (in Velia) on 3 May”
_CLAUSE = 9  # tokens of “, which had been set for Friday”
_LONGEST_CLAUSE = 14  # tokens from the words that name an event to the date of their clause
_BEFORE = 40  # tokens before an event among which the main clause's verb is looked for


class OwnDates:
    """Finds, among the items of one text, the one that dates an event beside its words."""

    def __init__(
        self,
        language: Language,
        tokens: Tokens,
        items: Sequence[Item],
        sentence: Callable[[int], Sentence | None],
    ) -> None:
        self.language, self.tokens, self.items, self.sentence = language, tokens, items, sentence
        self._starts = [tokens.starts[item.first] for item in items]
        self.resolved: Sequence[Resolved] = ()  # what the last pass has found for the items

    def of(self, what: Event) -> int | None:
        """Return the number of the item that dates the event beside its words.

        It is in them (“the bombing of 3 May”, “Monday's vote”, “the 3 May attack”), right after them, their
        verb, or what describes them (“the attack on the depot on 3 May”), or in a relative clause (“the
        vote, which was held on 3 May”).
        """
        for number in range(bisect_left(self._starts, what.start), len(self.items)):
            if self._starts[number] >= what.end:
                break
            item, symbols = self.items[number], self.tokens.symbols
            leads = self._starts[number] == what.start or self.language.is_a(
                symbols[item.first - 1], "determiner"
            )
            end = self.tokens.end(item.last - 1)
            past = isinstance(item.meaning, Relative) and item.meaning.offset < 0
            inside = (
                self.language.is_a(symbols[item.first - 1], "ofdate")
                or (leads and end < what.end)
                or (past and end == what.end)  # “her trial last month”
            )
            if self._is_day(number) and inside:
                return number
        position = predicate(self.language, self.tokens, bisect_left(self.tokens.starts, what.end))
        for _ in range(_DESCRIPTIONS + 1):
            found = self._date_at(position)
            if found is not None:
                return found
            end = describing(self.language, self.tokens, position)
            if end == position:
                break
            position = end
        found = self._date_in_clause(position)
        return self._date_of_clause(what) if found is None else found

    def _is_dated(self, number: int) -> bool:
        """Whether the item is a date, and known."""
        if number >= len(self.resolved) or self.resolved[number].type != "DATE":
            return False
        limit = isinstance(self.items[number].meaning, (Since, Until))
        return self.resolved[number].date is not None and not limit

    def _is_day(self, number: int) -> bool:
        """Whether the item is a date by itself, and known."""
        return self._is_dated(number) and event_of(self.items[number].meaning) is None

    def _date_at(self, position: int) -> int | None:
        """Return the number of the date that begins at a token, after its preposition."""
        if position >= len(self.tokens.starts):
            return None
        number = bisect_left(self._starts, self.tokens.starts[position])
        if number >= len(self.items) or not self._is_day(number):
            return None
        first = self.items[number].first
        prepositions = range(position, first) or range(first, first + 1)  # “su cese el 3 de mayo”
        if len(prepositions) > 2:
            return None
        kinds = ("dateprep", "ofdate")
        for index in prepositions:
            if not any(self.language.is_a(self.tokens.symbols[index], kind) for kind in kinds):
                return None
        return number

    def _date_in_clause(self, position: int) -> int | None:
        """Return the number of the date in the relative clause that begins at a token.

        Where a verb follows behind its comma, that tells the event: “after Ruiz, who came in May, resigned”.
        """
        words, symbols = self.tokens.words, self.tokens.symbols
        if position < len(words) and words[position] == ",":
            position += 1
        if position >= len(words) or not self.language.is_a(symbols[position], "relative"):
            return None
        number = bisect_left(self._starts, self.tokens.starts[position])
        if not self._is_dated(number):  # also “the vote, which came two days after the killing”
            return None
        first, end = self.items[number].first, self.items[number].last
        if words[end : end + 1] == [","] and end + 1 < len(words) and self._is_verb(end + 1):
            return None
        if first - position > _CLAUSE or any(not word[0].isalnum() for word in words[position:first]):
            return None
        return number

    def _date_of_clause(self, what: Event) -> int | None:
        """Return the number of the date that a clause goes on to (“after a bomb killed nine men on 3 May”).

        At the beginning of a sentence the clause ends with a comma, as the main one could follow.
        """
        words, symbols = self.tokens.words, self.tokens.symbols
        sentence = self.sentence(what.start)
        number = bisect_left(self._starts, what.end)
        if sentence is None or not self._is_day(number) or self._starts[number] >= sentence.end:
            return None
        start, first, position = (
            bisect_left(self.tokens.starts, at) for at in (sentence.start, what.start, what.end)
        )
        item = self.items[number]
        if item.first - position > _LONGEST_CLAUSE:
            return None
        for index in range(position, item.first):
            borders = ("subordinator", "coordinator", "relative")
            if not words[index][0].isalnum() or any(self.language.is_a(symbols[index], k) for k in borders):
                return None
        verbs = [index for index in range(first, item.first) if self._is_verb(index)]
        begins = not any(self._is_verb(index) for index in range(max(start, first - _BEFORE), first))
        closed = not begins or words[item.last : item.last + 1] == [","]
        single = bool(verbs) and verbs[-1] - verbs[0] == len(verbs) - 1  # “was put down” is one
        return number if single and closed else None

    def _is_verb(self, index: int) -> bool:
        return self.tokens.words[index].islower() and is_past_verb(self.language, self.tokens, index)
