"""What commas set off or list further on in a sentence, as far as the border of a clause depends on it."""

from timeline.events.language import is_noun
from timeline.events.lookahead import Lookahead

__all__ = ["CommasAhead"]

_LONGEST_MEMBER = 4  # words between the commas of a list


class CommasAhead:
    """Answers for one sentence, with what comes further on in it."""

    def __init__(self, ahead: Lookahead) -> None:
        self.ahead, self.tokens, self.groups, self.words = ahead, ahead.tokens, ahead.groups, ahead.words

    def ends_apposition(self, number: int, end: int) -> bool:
        """Return whether an apposition ends there, behind a comma: “said on Monday, a slur (that hurt)”."""
        marks = (i for i in range(end - 1, number - 1, -1) if self.tokens[i].is_mark)
        first = next(marks, end) + 1
        opens = first + 1 < end and self.tokens[first - 1].text == ","
        return opens and self.tokens[first].lower in self.words.articles and not self.tokens[end - 1].is_time

    def lists(self, comma: int) -> bool:
        """Return whether the comma stands between nouns of a list up to a mark: “…, tents and beds”."""
        closed = self.words.prepositions | self.words.subordinators | self.words.relatives
        position = comma + 1
        while position < len(self.tokens) and position - comma <= _LONGEST_MEMBER + 1:
            token = self.tokens[position]
            if token.lower in self.words.coordinators:
                marks = (i for i in range(position, len(self.tokens)) if self.tokens[i].is_mark)
                end = next(marks, len(self.tokens))
                return position > comma + 1 and self.groups.keys().isdisjoint(range(comma, end))
            if token.is_mark or token.is_time or token.lower in closed:
                return False
            position += 1
        return False

    def lists_dated(self, comma: int) -> bool:
        """Return whether what a comma parts has dates of its own: “a mill in 1952, a pier in 1955 and …”."""
        if not self.tokens[comma - 1].is_time:
            return False
        closed = self.words.subordinators | self.words.relatives
        for position in range(comma + 1, min(comma + _LONGEST_MEMBER + 3, len(self.tokens) - 1)):
            token, behind = self.tokens[position], self.tokens[position + 1]
            if token.is_time:
                joins = behind.lower in self.words.coordinators or behind.text == ","
                return joins and position > comma + 1
            if token.is_mark or position in self.groups or token.lower in closed - self.words.prepositions:
                return False
        return False

    def behind_aside(self, number: int) -> int:
        """Return the number behind what two commas set off: “and, after a long dispute, sold it”.

        A clause can be set off like this, too: “and, when rents fell, sold it”.
        """
        if number >= len(self.tokens) or self.tokens[number].text != ",":
            return number
        clause = self.tokens[number + 1 : number + 2]
        opens_clause = bool(clause) and clause[0].lower in self.words.subordinators
        closing = next((i for i in range(number + 1, len(self.tokens)) if self.tokens[i].text == ","), number)
        holds_verb = any(i in self.groups for i in range(number, closing))
        return number if holds_verb and not opens_clause else closing + 1

    def behind_comma(self, numbers: list[int]) -> list[int]:
        """Leave out the object of the clause before: “has closed (its mine,) the owner, Tarn, announced”."""
        for position, number in enumerate(numbers[:-1]):
            if self.tokens[number].text == "," and self.ahead.begins_phrase(numbers[position + 1]):
                return numbers[position + 1 :]
        return numbers

    def behind_set_off(self, comma: int) -> int:
        """Return the comma behind some of those just told of, or a name, if the clause goes on; else -1."""
        closing = next((i for i in range(comma + 1, len(self.tokens)) if self.tokens[i].text == ","), comma)
        inside, behind = self.tokens[comma + 1 : closing], self.tokens[closing + 1 : closing + 3]
        if not inside or not behind or not self.groups.keys().isdisjoint(range(comma, closing)):
            return -1
        some = inside[0].lower in self.words.listing_some and any(token.is_time for token in behind)
        some = some and behind[0].lower in self.words.date_prepositions
        before = self.tokens[comma - 1]
        named = is_noun(before.lower) and not before.is_name and all(token.is_name for token in inside)
        named = named and behind[0].lower in self.words.prepositions  # “who shot a clerk(, Ana,) in May”
        apposed = before.is_name and inside[0].lower in self.words.articles
        timed = behind[0].lower in self.words.date_prepositions and behind[-1].is_time
        described = apposed and timed  # “after it took Norden(, the oldest of these,) on Friday”
        return closing if some or named or described else -1

    def is_set_off_phrase(self, first: int, comma: int) -> bool:
        """Return whether commas set off what follows a noun: “said a firm, of Leeds, England, had failed”."""
        opens = self.words.prepositions | self.words.prospective
        return self.tokens[comma].text == "," and self.tokens[first].lower in opens

    def is_set_off(self, first: int, last: int) -> bool:
        """Return whether two tokens are commas with no verb between them: “claimed(, falsely,) that”."""
        commas = first < last and self.tokens[first].text == self.tokens[last].text == ","
        return commas and self.groups.keys().isdisjoint(range(first, last))
