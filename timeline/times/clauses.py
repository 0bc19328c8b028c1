"""The clauses that expressions stand in: their tense, and whether they go on with the story."""

from bisect import bisect_left
from dataclasses import dataclass

from timeline.times.anchors import Anchors
from timeline.times.discourse import needs_tense
from timeline.times.language import OTHER, Language
from timeline.times.matching import Item
from timeline.times.meaning import Until
from timeline.times.side_clauses import is_background, is_inserted, is_participial, opener
from timeline.times.tense import tense
from timeline.times.tokens import Tokens
from timeline.times.verb_forms import is_denied, is_past_perfect, is_past_verb, is_reporting

__all__ = ["Clause", "Clauses"]

_DASHES = (["-"], ["–"], ["—"])
_HEADING = (*_DASHES, [":"])
_REPORT = 40  # tokens from “said” to what is reported, from a participle to what “and” adds to it
_DESCRIBED = 3  # words from a possessive to the noun it goes with


@dataclass(slots=True)
class Clause:
    """What the clause of an expression tells: its tense (-1 past, +1 future) and the words that show it."""

    perfect: bool
    tense: int
    cue: str
    reported: bool
    participial: bool
    side: bool | None = None  # whether it is a side clause, once that is asked
    opener: int | None = None  # the token that opens it then


class Clauses:
    """Reads the clause of each expression of a text, once."""

    def __init__(self, language: Language, tokens: Tokens, anchors: Anchors) -> None:
        self.language, self.tokens, self.anchors = language, tokens, anchors
        self._clauses: dict[int, Clause] = {}  # by the first token of the item

    def of(self, item: Item) -> Clause:
        """Return what the clause of the item tells, which no pass changes."""
        clause = self._clauses.get(item.first)
        if clause is None:
            tense, cue = self._tense(item)
            clause = self._clauses[item.first] = Clause(
                is_past_perfect(self.language, self.tokens, item.first),
                tense,
                cue,
                is_reporting(self.language, cue),
                is_participial(self.language, self.tokens, item.first)
                or is_inserted(self.language, self.tokens, item.first, item.last),
            )
        return clause

    def goes_on(self, before: Item | None, item: Item) -> bool:
        """Whether “and” leads on to it without a verb: “passed on Friday by one house and, at 9, by …”."""
        if before is None or item.first - before.last > _REPORT:
            return False
        between = range(before.last, item.first)
        joined = any(self.language.is_a(self.tokens.symbols[i], "coordinator") for i in between)
        return joined and not any(is_past_verb(self.language, self.tokens, i) for i in between)

    def is_aside(self, item: Item, main: Item) -> bool:
        """Whether it stands in a side clause of the sentence whose main clause is dated by `main`."""
        sentence = self.anchors.sentence(self.tokens.starts[main.first])
        if sentence is None or self.tokens.starts[item.first] >= sentence.end:
            return False
        return is_background(self.language, self.tokens, main.last, item.first)

    def is_side(self, item: Item) -> bool:
        """Whether it stands in a side clause that does not open its sentence."""
        clause = self.of(item)
        if clause.side is None:
            sentence = self.anchors.sentence(self.tokens.starts[item.first])
            begin = bisect_left(self.tokens.starts, sentence.start) if sentence else item.first
            clause.opener = opener(self.language, self.tokens, begin + 1, item.first, clause=True)
            clause.side = clause.participial or clause.opener is not None
        return clause.side

    def is_beside(self, item: Item, *, later: bool) -> bool:
        """Whether the day of an item leaves the main line where that is.

        It does in a side clause; only a `later` day, where no comma sets that off and it tells of no time
        before, leads on: “a boat that came the next day was turned back”.
        """
        clause = self.of(item)
        if not self.is_side(item):
            return False
        defines = clause.opener is not None and self.tokens.words[clause.opener - 1] != ","
        return not (later and defines) or clause.participial or clause.perfect

    def is_behind(self, item: Item, at: int) -> bool:
        """Whether it stands in a side clause that opens in its sentence behind a date at the offset `at`."""
        sentence = self.anchors.sentence(self.tokens.starts[item.first])
        if sentence is None or at < sentence.start or not self.is_side(item):
            return False
        opener = self.of(item).opener
        return opener is not None and self.tokens.starts[opener] > at

    def heads_entry(self, item: Item) -> bool:
        """Whether it begins a sentence, with a dash or colon, as in a chronology: “1935 – Lund buys it”."""
        sentence = self.anchors.sentence(self.tokens.starts[item.first])
        begins = sentence is not None and sentence.start == self.tokens.starts[item.first]
        return begins and self.tokens.words[item.last : item.last + 1] in _HEADING

    def is_of_noun(self, item: Item) -> bool:
        """Whether it only says which one a noun means (“the vote of 3 May”)."""
        return item.first > 0 and self.language.is_a(self.tokens.symbols[item.first - 1], "ofdate")

    def begins(self, item: Item) -> bool:
        """Whether its sentence begins with it, or with a word before it (“On the eve …”)."""
        sentence = self.anchors.sentence(self.tokens.starts[item.first])
        return sentence is not None and sentence.start >= self.tokens.starts[max(0, item.first - 1)]

    def is_reported(self, item: Item) -> bool:
        """Whether it stands in what somebody says to have been before (“added that it had opened in May”)."""
        sentence = self.anchors.sentence(self.tokens.starts[item.first])
        if sentence is None or not self.of(item).perfect:
            return False
        begin = max(bisect_left(self.tokens.starts, sentence.start), item.first - _REPORT)
        return any(
            self.language.is_a(symbol, "reporting") for symbol in self.tokens.symbols[begin : item.first]
        )

    def looks_ahead(self, clause: Clause) -> bool:
        """Whether a clause tells what is to come after the day of writing: “will be held”."""
        first = clause.cue.partition(" ")[0].lower()
        symbol = self.language.symbols.get(first, OTHER)
        return clause.tense > 0 and self.language.is_a(symbol, "fromnow")

    def _tense(self, item: Item) -> tuple[int, str]:
        if not needs_tense(item.meaning):
            return 0, ""
        symbols = self.tokens.symbols
        found = tense(self.language, self.tokens, item.first, item.last)
        if item.last < len(symbols) and self.language.is_a(symbols[item.last], "possessive"):
            # “Friday's ruling”: what is spoken of has mostly been, but not in “will play in Friday's final”
            behind = symbols[item.last + 1 : item.last + 1 + _DESCRIBED]
            scheduled = any(self.language.is_a(symbol, "scheduled") for symbol in behind)
            return found if scheduled and found[0] > 0 and not self.is_of_noun(item) else (0, "")
        ends = isinstance(item.meaning, Until) and found[0] < 0  # perhaps not yet: “was closed until Friday”
        return (0, "") if ends and not is_denied(self.language, self.tokens, item.first) else found
