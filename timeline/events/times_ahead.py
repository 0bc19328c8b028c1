"""Times further on in a sentence, as far as the border of a clause depends on them."""

from timeline.events.fronted import is_compound
from timeline.events.lookahead import Lookahead

__all__ = ["TimesAhead"]


class TimesAhead:
    """Answers for one sentence, with what comes further on in it."""

    def __init__(self, ahead: Lookahead) -> None:
        self.ahead, self.tokens, self.groups, self.words = ahead, ahead.tokens, ahead.groups, ahead.words

    def introduces_time(self, number: int) -> bool:
        """Return whether “before” is a preposition of time: “before dawn on Friday its aircraft bombed”."""
        if self.tokens[number].lower not in self.words.prepositions:
            return False
        for position in range(number + 1, len(self.tokens) - 1):
            if position in self.groups:
                return False
            if self.tokens[position].is_time:
                if position == number + 1 and self._owns_subject(position):
                    return False
                alone = position == number + 1 and not self.tokens[position].is_possessive
                verb = position + 1 in self.groups and not alone  # but “lost since Sunday was found”
                return not verb and not self.tokens[position + 1].is_mark
        return False

    def _owns_subject(self, time: int) -> bool:
        """Whether a clause tells of something of that time: “shut after Monday's fire killed two”."""
        verb = self.ahead.verb_before_border(time + 1) if self.tokens[time].is_possessive else None
        told = any(group.is_finite and first < time for first, group in self.groups.items())
        if verb is None or not told:
            return False  # “After Monday's fire police left”
        closed = self.words.determiners | self.words.pronouns
        return not any(token.lower in closed for token in self.tokens[time + 1 : verb.first])

    def behind_times(self, number: int) -> int:
        """Return where a clause goes on behind times and insertions: “and in May, after a fire, it shut”."""
        first = number + (self.tokens[number : number + 1] != [] and not self.tokens[number].is_time)
        if not any(token.is_time for token in self.tokens[first : first + 1]):
            return number
        commas = [i for i in range(first + 1, len(self.tokens)) if self.tokens[i].text == ","]
        position = first + 1
        while any(token.is_time for token in self.tokens[position + 1 : position + 2]):
            position += 2  # “in 1970, 1972 and 1974”
        for comma in commas:
            if comma == position:
                position = comma + 1
            elif comma > position and self.tokens[position - 1].text == ",":
                if any(i in self.groups for i in range(position, comma)):
                    break
                position = comma + 1
        return number if self._attributes(position) else position

    def _attributes(self, number: int) -> bool:
        """Whether only who says it follows: “…, said its chief”, “…, its chief said on Monday”."""
        verb = self.ahead.verb_before_border(number)
        if verb is None or verb.passive or verb.lemma not in self.words.saying:
            return False
        behind = self.tokens[verb.last + 1 : verb.last + 3]
        dated = any(token.is_time for token in behind) and not behind[0].is_name
        return verb.first == number or not behind or behind[0].is_mark or dated

    def joins_times(self, number: int) -> bool:
        """Return whether “and again” joins one more time: “won in 2004 and again in 2011, opened a shop”."""
        again = [token.lower for token in self.tokens[number + 1 : number + 2]]
        opener = [token.lower for token in self.tokens[number + 2 : number + 3]]
        time = number + 2 + (not self.words.prepositions.isdisjoint(opener))
        closing = self.tokens[time + 1 : time + 2]
        joins = not self.words.further.isdisjoint(again) and self.tokens[number - 1].is_time
        return joins and closing != [] and self.tokens[time].is_time and closing[0].text == ","

    def is_apposed_time(self, number: int) -> bool:
        """Return whether a time stands alone between commas, which says more exactly when it was."""
        time, comma = self.tokens[number : number + 1], self.tokens[number + 1 : number + 2]
        return bool(time and comma) and time[0].is_time and comma[0].text == ","

    def opens_time(self, number: int) -> bool:
        """Return whether it opens what was at a time: “the summer that it closed”, “the day on which …”."""
        opener, group = self.tokens[number].lower, self.groups.get(number + 1)
        end = number - (opener == "which")
        if opener not in ("that", "which") or (group is not None and group.is_finite):
            return False
        if end < number and self.tokens[end].lower not in self.words.date_prepositions - self.words.belonging:
            return False
        before = " ".join(token.lower for token in self.tokens[max(end - 3, 0) : end]).split()
        is_time = before[-1:] != [] and self._is_unit(before[-1])
        return is_time and "the" in before[-3:-1] and self.ahead.verb_before_border(number + 1) is not None

    def ends_occasion(self, number: int) -> bool:
        """Return whether it ends a subject of which a clause tells: “the last time (she sang) was in May”."""
        before, behind = self.tokens[max(number - 2, 0) : number], number + 1
        if self.tokens[number].lower not in self.words.occasions or len(before) < 2:
            return False
        if before[0].lower != "the" or behind >= len(self.tokens) or not self.ahead.begins_phrase(behind):
            return False
        groups = [self.groups[i] for i in range(behind, self.ahead.end_of_plain(behind)) if i in self.groups]
        return len(groups) == 2 and groups[1].lemma == "be" and groups[1].is_finite

    def names_moment(self, number: int) -> bool:
        """Return whether “by the time” ends there, and a clause follows: “by the time (she left)”."""
        opener = [token.lower for token in self.tokens[max(number - 2, 0) : number + 1]]
        opens = len(opener) == 3 and opener[0] in self.words.deadlines and opener[1:] == ["the", "time"]
        if not opens or number + 1 >= len(self.tokens):
            return False
        following = self.tokens[number + 1]
        begins = following.is_word and following.lower not in self.words.prepositions
        return begins and self.ahead.verb_before_border(number + 1) is not None

    def behind_day(self, number: int, *, fronted: bool = False) -> int:
        """Return where a clause begins that tells what was then: “on 3 May, the day (she fled)”; or 0.

        `fronted` says that the verb of the clause around it is still to come, behind a comma.
        """
        if number < 2 or number + 2 >= len(self.tokens) or not self.tokens[number - 2].is_time:
            return 0
        following = self.tokens[number + 2]
        closed = self.words.prepositions | self.words.subordinators - self.words.dated_clause_openers
        if not self.tells_day(number):
            return 0
        begins = following.is_word and following.lower not in closed and number + 2 not in self.groups
        told = self.ahead.verb_before_border(number + 2) if begins else None
        if told is None:
            return 0
        commas = (i for i in range(told.last, len(self.tokens)) if self.tokens[i].text == ",")
        goes_on = self.ahead.verb_before_border(next(commas, len(self.tokens)) + 1)
        says = goes_on is not None and goes_on.lemma in self.words.saying
        # “on 3 May, the day centre reopened, its staff said”
        ends = goes_on is None or (says and is_compound(self.tokens, number + 1, self.words))
        return 0 if fronted and ends else number + 2  # “on 3 May, the day shift left”

    def tells_day(self, number: int) -> bool:
        """Return whether “the day”, “the year” begins there."""
        following = self.tokens[number + 1 : number + 2]
        return self.tokens[number].lower == "the" and bool(following) and self._is_unit(following[0].lower)

    def _is_unit(self, lower: str) -> bool:
        return lower in self.words.units | self.words.long_times
