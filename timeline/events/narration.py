"""The day that a text has come to, of which what it tells next is when that has no date of its own.

A narration goes on in its paragraph (Lascarides and Asher, "Temporal Interpretation, Discourse Relations and
Commonsense Entailment", 1993), that of the news until the text turns to other times.
"""

from collections.abc import Sequence

from timeline.events.assertions import tells_no_act, told_directly
from timeline.events.chronology import is_entry
from timeline.events.clauses import ClauseKind
from timeline.events.governor import Governor
from timeline.events.language import Words, stem
from timeline.events.mention import Mention
from timeline.events.noun_phrases import first_happening, is_happening
from timeline.events.subjects import head_of, subject_of
from timeline.events.telling import Parsed, Teller
from timeline.events.verbgroup import Tense
from timeline.times import edtf
from timeline.times.sentences import Sentence

__all__ = ["TURNING_CLAUSES", "Narration"]

# A relative or subordinate clause, or what somebody said, is told in passing and ends no narration.
TURNING_CLAUSES = (ClauseKind.MAIN, ClauseKind.COORDINATE)
_PHRASE = 5  # tokens of “during the first hearing”


class Narration:
    """Follows the days of one text from sentence to sentence."""

    def __init__(self, text: str, words: Words, teller: Teller) -> None:
        self.text, self.words, self.teller = text, words, teller
        self.day: Mention | None = None  # what the text dated last, unless it spoke of another time since
        self._left = 0  # where a sentence ended that spoke of another time than that day

    def follow(self, parsed: Parsed, dated: Sequence[tuple[Mention, Governor]]) -> None:
        """Take in what day the text has come to: that of the last main clause with a date of its own."""
        told = [
            mention
            for mention, found in dated
            if found.clause.kind in TURNING_CLAUSES and not mention.is_planned
        ]
        if told:
            self.day = told[-1]
            return
        directly = {parsed.tokens[number].start for number in told_directly(parsed)}
        dates = {
            edtf.without_time(expression.date)
            for expression in parsed.expressions
            if expression.date and expression.start in directly
        }
        verb = parsed.main.verb
        turns = bool(dates) and self.day is not None and self.day.date not in dates
        advances = parsed.tokens[0].lower in self.words.deadlines  # “By 6 the roof had fallen in”
        before = verb is not None and verb.tense is Tense.PLUPERFECT and not advances
        # “They have met for years in the hall, which burned down in May”: what follows can be of that time.
        aside = not dates and verb is not None and verb.tense in (Tense.PRESENT, Tense.PERFECT)
        aside = aside and any(found.clause.kind is ClauseKind.RELATIVE for _, found in dated)
        if turns or aside or (not dates and before):
            self.leave(parsed)  # “he had just landed when …”: what follows is of that time

    def leave(self, parsed: Parsed) -> None:
        """Take in that a sentence speaks of another time than the day that the text has come to."""
        self.day, self._left = None, parsed.sentence.end

    def goes_on(self, parsed: Parsed, news: Mention | None) -> Mention | None:
        """Return what dates the day of what a sentence goes on to tell without a time, None if it does not.

        `news` is what the text narrates in a new paragraph.
        """
        verb, day = parsed.main.verb, self._day_in(parsed.sentence, news)
        if day is None or verb is None or verb.lemma in self.words.saying:
            return None
        if verb.tense is not Tense.PAST and not (verb.tense is Tense.PRESENT and is_entry(self.text, day)):
            return None
        return None if tells_no_act(parsed.tokens, parsed.main, self.words) else day

    def is_in_entry(self) -> bool:
        """Return whether the text has come to an entry of a chronology."""
        return self.day is not None and is_entry(self.text, self.day)

    def _day_in(self, sentence: Sentence, news: Mention | None) -> Mention | None:
        """Return what dates the day that a sentence without a time is of: the last one, or the news."""
        day = self.day
        if "\n" in self.text[day.end if day else self._left : sentence.start]:
            day = news
        if day is None or day.expression is None:
            return None
        date = edtf.parse(day.date)
        exact = date.precision >= edtf.Precision.DAY or is_entry(self.text, day)
        return day if date.kind is edtf.Kind.DATE and exact else None

    def tells_of_another(self, parsed: Parsed, news: Mention | None) -> bool:
        """Return whether another happening is told of: “the raid caused a row”, “he fell during the raid”."""
        known = news.words if news else frozenset()
        tokens, main = parsed.tokens, parsed.main
        head = head_of(subject_of(tokens, main, self.words, self.teller.context), self.words).lower()
        if is_happening(head, self.words) and stem(head) not in known:
            return True
        known |= self.day.words if self.day else frozenset()
        during = [number for number in main.tokens if tokens[number].lower in self.words.throughout]
        nouns = [first_happening(tokens, range(i, min(i + _PHRASE, len(tokens))), self.words) for i in during]
        return any(noun is not None and stem(tokens[noun].lower) not in known for noun in nouns)
