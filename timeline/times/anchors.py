"""Which event the words after “five days after” mean, and when that was, as far as the text dates it."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from timeline.times.durations import CLOCK_UNITS
from timeline.times.edtf import Kind, parse
from timeline.times.happenings import Choose, Happening, Happenings, is_vague, refines
from timeline.times.kinship import WORD, vocabulary
from timeline.times.language import OTHER, Language
from timeline.times.matching import Item
from timeline.times.meaning import Anniversary, Event, Meaning, Shift, Since, Until, event_of
from timeline.times.own_dates import OwnDates
from timeline.times.phrases import complement
from timeline.times.plausible import can_name_event, suits, told_in_full
from timeline.times.remembered import day_remembered
from timeline.times.resolved import Resolved
from timeline.times.sentences import Sentence, split
from timeline.times.tokens import Tokens

__all__ = ["Anchors", "extent"]

# Dated happenings before and after an anchor phrase among which it is looked for, so that time stays linear.
_TOLD_BEFORE, _TOLD_AFTER = 150, 20
_AROUND = 1000  # characters to either side of an anchor phrase in which its words may be told again
_NEAR = 400  # characters to either side of a date in which it could date others' events
_ENOUGH = 20  # of them
_YEAR = 366  # days
_REMEMBERED = 200  # characters of what is told of an event that is remembered
_ANTECEDENT = 2  # sentences back to what “its anniversary” is that of

Found = tuple[str, str, tuple[str, ...]]  # a date, what it is called, the steps that led to it

# A sentence, the offsets of its date, that date, its steps, and the pieces of the sentence it does not date
_Read = tuple[Sentence, int, int, tuple[tuple[int, int], ...]]


def _is_beside(meaning: Meaning) -> bool:
    """Whether the text may go on with the day of the event counted from: it is remembered, or hours off."""
    return isinstance(meaning, Anniversary) or (isinstance(meaning, Shift) and meaning.unit in CLOCK_UNITS)


def extent(language: Language, tokens: Tokens, item: Item) -> tuple[int, int]:
    """Return the offsets of an item, without the full stop of its sentence."""
    last = item.last - 1
    if tokens.words[last] == "." and last > item.first:
        kinds = ("monthabbr", "weekdayabbr")
        if not any(language.is_a(tokens.symbols[last - 1], kind) for kind in kinds):
            last -= 1
    return tokens.starts[item.first], tokens.end(last)


class Anchors:
    """The events of one text: learned from what has been resolved, found by the words that name them."""

    def __init__(
        self, language: Language, tokens: Tokens, items: list[Item], start: int, known: Happenings | None
    ) -> None:
        self.language, self.tokens, self.items, self.known = language, tokens, items, known
        self._start = start
        self._starts = [tokens.starts[item.first] for item in items]
        self._events = [event for event in (event_of(item.meaning) for item in items) if event]
        self._event_starts = [event.start for event in self._events]
        self._sentences: list[Sentence] | None = None
        self._dates = OwnDates(language, tokens, items, self.sentence)
        self._read: dict[int, tuple[_Read, Happening | None]] = {}
        self.forget()

    def forget(self) -> None:
        """Begin anew, with nothing told."""
        self._dates.resolved = ()
        self._told = Happenings(self.language.code)
        self._beside: dict[int, tuple[str, tuple[str, ...]]] = {}
        self._dated_by: dict[Event, int | None] = {}  # the items that date what others count from
        self.dating: frozenset[int | None] = frozenset()  # these items
        self._positions: list[int] = []  # where the happenings are told
        self._single: Happening | None = None  # one of them, when they are all of one date

    # -- what is told

    def learn(self, resolved: Sequence[Resolved], published: int | None) -> None:
        """Take in the dates that the last pass has found; `published` is the day of publication."""
        self._dates.resolved = resolved
        self._dated_by = {event: self._dates.of(event) for event in self._events}
        # Of what is remembered the text may go on to tell, and of what was within hours.
        counted = (item.meaning for item in self.items if not _is_beside(item.meaning))
        self.dating = frozenset(self._dated_by[event] for event in map(event_of, counted) if event)
        self._told = told = Happenings(self.language.code)
        for number, (item, result) in enumerate(zip(self.items, resolved, strict=True)):
            if isinstance(item.meaning, Anniversary) and result.date is None and published is not None:
                self._remember(number, item.meaning, published)
            if (
                result.date is None
                or result.type not in ("DATE", "TIME")
                or isinstance(item.meaning, (Since, Until))
            ):
                continue
            start, end = extent(self.language, self.tokens, item)
            sentence = self.sentence(start)
            if sentence is None:
                continue
            if item.wide:
                end = max(end, self.tokens.end(item.wide[1] - 1))
            if isinstance(item.meaning, Anniversary):
                # What goes on after it, up to a comma, tells of the event that is remembered.
                comma = self.tokens.text.find(",", end, min(sentence.end, end + _REMEMBERED))
                sentence = sentence if comma >= 0 else replace(sentence, end=end)
                end = max(end, comma)
            read = sentence, start, end, self._others(number, start, end)
            happening = self._happening(number, read, *self._whole(number, result))
            if happening is not None:
                told.add(happening)
            self._learn_beside(number, item.meaning, sentence)
        self._positions = [happening.position for happening in told]
        dates = {happening.date: happening for happening in told}
        self._single = next(iter(dates.values())) if len(dates) == 1 else None

    def _remember(self, number: int, anniversary: Anniversary, published: int) -> None:
        """Take in when the event was of which the item with this number is an anniversary."""
        sentence = self.sentence(self._starts[number])
        if sentence is None:
            return
        first, last = (bisect_left(self._starts, at) for at in (sentence.start, sentence.end))
        near = range(max(first, number - _ENOUGH), min(last, number + _ENOUGH))
        told = ((self.items[other].meaning, self._dates.resolved[other]) for other in near)
        found = day_remembered(anniversary, told, published)
        if found is not None:
            self.tell(number, *found)
            self._learn_beside(number, anniversary, sentence)

    def _learn_beside(self, number: int, meaning: Meaning, sentence: Sentence) -> None:
        """Take in the event that an item counts from, where `tell` has dated it."""
        event = event_of(meaning)
        if event is None or number not in self._beside:
            return
        words = replace(sentence, start=event.start, end=event.end)
        derived = self._told.read(self.tokens.text, words, event.start, event.start, *self._beside[number])
        if derived is not None:
            self._told.add(derived)

    def tell(self, number: int, date: str, because: tuple[str, ...]) -> None:
        """Take in the date of the event that an item counts from, where the item's own date is known."""
        self._beside[number] = date, because

    def is_told(self, number: int, result: Resolved) -> bool:
        """Whether an item counts from an event whose date was derived from the item's own."""
        return number in self._beside and self._beside[number][1][-1] in result.because

    def _happening(self, number: int, read: _Read, date: str, because: tuple[str, ...]) -> Happening | None:
        """Return what an item dates; its words are read again only when others are to be read."""
        known = self._read.get(number)
        if known is not None and known[0] == read:
            happening = known[1]
            if happening is None or (happening.date, happening.because) == (date, because):
                return happening
            happening = replace(happening, date=date, because=because)
        else:
            sentence, start, end, others = read
            before = self._before(sentence)
            happening = self._told.read(self.tokens.text, sentence, start, end, date, because, others, before)
        self._read[number] = read, happening
        return happening

    def _others(self, number: int, start: int, end: int) -> tuple[tuple[int, int], ...]:
        """Return the words near a date that name events which others count from: it dates only its own."""
        near = range(
            bisect_left(self._event_starts, start - _NEAR), bisect_left(self._event_starts, end + _NEAR)
        )
        return tuple(
            (event.start, event.end)
            for event in self._events[near.start : near.stop][:_ENOUGH]
            if not start <= event.start < end and self._dated_by[event] != number
        )

    def _whole(self, number: int, result: Resolved) -> tuple[str, tuple[str, ...]]:
        """Return the date of an item; that of the whole for either end of “from 3 to 8 May”."""
        assert result.date is not None
        for first in (number - 1, number):
            if (
                first < 0
                or first + 1 >= len(self.items)
                or self.items[first].rule != self.items[first + 1].rule
            ):
                continue
            between = range(self.items[first].last, self.items[first + 1].first)
            if len(between) != 1 or not self.language.is_a(self.tokens.symbols[between[0]], "spanword"):
                continue
            ends = [self._dates.resolved[first].date, self._dates.resolved[first + 1].date]
            dates = [parse(end).first for end in ends if end is not None and parse(end).kind is Kind.DATE]
            if len(dates) < 2 or dates[0] is None or dates[1] is None or ends[0] == ends[1]:
                continue
            if dates[0].earliest <= dates[1].latest:
                whole = f"{ends[0]}/{ends[1]}"
                return whole, (f"it lasted from {ends[0]} to {ends[1]}",)
        return result.date, result.because

    def _before(self, sentence: Sentence) -> Sentence | None:
        """Return the sentence before one whose subject is a pronoun (“It began on 3 May”)."""
        token = bisect_left(self.tokens.starts, sentence.start)
        symbol = self.tokens.symbols[token] if token < len(self.tokens.symbols) else OTHER
        if not self.language.is_a(symbol, "thing") or self.language.is_a(symbol, "determiner"):
            return None  # “Its mate was arrested” tells of the mate
        before = self.sentence(sentence.start - 1)
        return before if before and before.start < sentence.start else None

    def sentence(self, offset: int) -> Sentence | None:
        """Return the sentence at an offset."""
        if self._sentences is None:
            self._sentences = split(self.tokens.text, self._start, self.language.code)
            self._begins = [sentence.start for sentence in self._sentences]
        index = bisect_right(self._begins, offset) - 1
        return self._sentences[index] if index >= 0 else None

    # -- what is meant

    def find(self, what: Event, before: int, meaning: Meaning, published: int | None) -> Found | None:
        """Return when the event was that the words name, with the steps; None when the text does not say.

        `before` is the offset of the expression that counts from it, `meaning` what that says, `published`
        the day of publication.
        """
        own = self._dates.of(what)
        latest = None
        if isinstance(meaning, Anniversary) and published is not None:
            latest = published + 366 - 366 * (meaning.number or 1)
        if own is not None:
            return None if isinstance(meaning, (Since, Until)) else self._dated(what, own, before)
        if self._is_pronoun(what):
            found = self._antecedent(what, before, latest, published)
        else:
            what = Event(what.start, complement(self.language, self.tokens, what.end))
            words = self.tokens.text[what.start : what.end]
            if not can_name_event(vocabulary(self.language.code), words, isinstance(meaning, (Since, Until))):
                return None
            points = self._first_is(what, "demonstrative")
            near = points or self._is_subject(what)  # “it began”
            found = self._pointed_at(what, before, latest, published) if near else None
            found = found or self._last_named(what, before, latest) or self._only(what)
            if found is None and points:
                found = self._antecedent(what, before, latest, published)
        phrase = self.tokens.text[what.start : what.end]
        elsewhere = self._elsewhere_told(what) if found is None or is_vague(found.date) else None
        if elsewhere is not None and (found is None or refines(elsewhere.date, found.date)):
            found = elsewhere
        if found is None:
            return None
        told_in = f" in another article {found.told_in}" if found.told_in else ""
        step = f"{phrase} is dated {found.date} by “{found.name}”{told_in}"
        return found.date, f"“{phrase}”", (step, *found.because)

    def told_before(self, what: Event) -> Found | None:
        """Return when the event was that the words name, as what stands before them tells it."""
        here = bisect_left(self._positions, what.start)
        found = self._named(what, what.start, None, range(max(0, here - _TOLD_BEFORE), here))
        if found is None:
            return None
        phrase = self.tokens.text[what.start : what.end]
        return found.date, f"“{phrase}”", (f"it is dated {found.date} by “{found.name}”", *found.because)

    def _elsewhere_told(self, what: Event) -> Happening | None:
        """Return what another article dates: with one of the names that stand around the words here."""
        sentence = self.sentence(what.start)
        if self.known is None or sentence is None or self._sentences is None:
            return None
        index = max(0, bisect_right(self._begins, what.start) - 1 - _ANTECEDENT)
        start = max(self._sentences[index].start, what.start - _AROUND)
        words = vocabulary(self.language.code)
        names = words.names(self.tokens.text, start, what.end + _NEAR)
        phrase = self.tokens.text[what.start : what.end]

        def choose(happening: Happening) -> Happening | None:
            same = not names.isdisjoint(happening.names)
            return happening if same and suits(words, phrase, happening, frozenset) else None

        return self.known.find_phrase(phrase, choose=choose)

    def _pointed_at(
        self, what: Event, before: int, latest: int | None, published: int | None
    ) -> Happening | None:
        """Return what “that decision”, “it began” point at, which the sentence before tells in its words."""
        before_it = self._told_just_before(what)
        found = self._named(what, before, latest, before_it)
        words, phrase = vocabulary(self.language.code), self.tokens.text[what.start : what.end]
        if found is None and self._is_subject(what):
            near = (self._told[number] for number in before_it)
            return next((each for each in near if told_in_full(words, phrase, each)), None)
        if found is None and before_it and words.is_general(phrase):
            return self._antecedent(what, before, latest, published)
        return found

    def _named(
        self, what: Event, before: int, latest: int | None, near: range | None = None
    ) -> Happening | None:
        if near is None:
            here = bisect_right(self._positions, what.start)
            near = range(max(0, here - _TOLD_BEFORE), min(here + _TOLD_AFTER, len(self._positions)))
        if not near:
            return None
        phrase = self.tokens.text[what.start : what.end]
        return self._told.find_phrase(phrase, before, near, self._elsewhere(what, before, latest))

    def _told_just_before(self, what: Event) -> range:
        """Return the numbers of the happenings that the sentence before tells."""
        sentence = self.sentence(what.start)
        index = bisect_right(self._begins, what.start) - 2
        if sentence is None or index < 0:
            return range(0)
        return range(*(bisect_left(self._positions, begin) for begin in self._begins[index : index + 2]))

    def _last_named(self, what: Event, before: int, latest: int | None) -> Happening | None:
        """Return what the words name: “the bombing” is no older one than that of the sentence before."""
        found = self._named(what, before, latest)
        words = vocabulary(self.language.code).phrase(self.tokens.text[what.start : what.end])
        if found is None or words is None or words.modifiers:
            return found
        near = self._named(what, before, latest, self._told_just_before(what))
        begin, end = parse(near.date).earliest if near else None, parse(found.date).latest
        older = begin is not None and end is not None and begin - end > _YEAR
        return near if older else found

    def _names_before(self, happening: Happening) -> frozenset[str]:
        """Return the stems of the names in the sentence before the one in which something is told."""
        self.sentence(happening.position)
        index = bisect_right(self._begins, happening.position) - 2
        if index < 0 or self._sentences is None:
            return frozenset()
        before = self._sentences[index]
        reach = max(before.start, before.end - _AROUND)
        return vocabulary(self.language.code).names(self.tokens.text, reach, before.end)

    def _only(self, what: Event) -> Happening | None:
        """Return the only happening that is dated, for a word that fits any (“the tragedy”).

        It fits none that is told by a word for another: “the tragedy” is not that the captain was arrested.
        """
        head = bisect_right(self.tokens.starts, what.end - 1) - 1
        if self._single is None or not self.language.is_a(self.tokens.symbols[head], "anyevent"):
            return None
        words = vocabulary(self.language.code)
        others = (each.text for each in self._single.words if words.is_happening(each.text))
        return self._single if all(map(words.takes_place, others)) else None

    def _first_is(self, what: Event, kind: str) -> bool:
        return self.language.is_a(self.tokens.symbols[bisect_left(self.tokens.starts, what.start)], kind)

    def _is_subject(self, what: Event) -> bool:
        """Whether a pronoun for a thing begins a clause: “it began”, but not “its beginning”."""
        return self._first_is(what, "thing") and not self._first_is(what, "determiner")

    def _is_pronoun(self, what: Event) -> bool:
        token = bisect_left(self.tokens.starts, what.start)
        return self.tokens.end(token) == what.end and self._first_is(what, "thing")

    def _antecedent(
        self, what: Event, before: int, latest: int | None, published: int | None
    ) -> Happening | None:
        """Return what “it”, “this” mean: the event last counted from in the sentence, or the last told."""
        sentence = self.sentence(what.start)
        number = bisect_left(self._starts, before) - 1
        if sentence is None:
            return None
        if number >= 0 and self._starts[number] >= sentence.start:
            event = event_of(self.items[number].meaning)
            if event and not self._is_pronoun(event):
                found = self.find(event, self._starts[number], self.items[number].meaning, published)
                return (
                    Happening(found[1].strip("“”"), found[0], found[2], before, (), frozenset())
                    if found
                    else None
                )
        assert self._sentences is not None
        index = bisect_right(self._begins, what.start) - 1
        earliest = self._begins[max(0, index - _ANTECEDENT)]
        for index in range(bisect_left(self._positions, before) - 1, -1, -1):
            told = self._told[index]
            if told.position < earliest:
                return None
            begin = parse(told.date).earliest
            if latest is None or (begin is not None and begin <= latest):
                return told
        return None

    # -- its own date

    def _dated(self, what: Event, number: int, before: int) -> Found | None:
        """Return the event's own date, or a finer one that is told of it (“the 2010 bombing”)."""
        date = self._dates.resolved[number]
        assert date.date is not None
        start, end = extent(self.language, self.tokens, self.items[number])
        phrase = self.tokens.text[what.start : max(what.end, end) if start < what.end else what.end]
        told = self._named(what, before, None) or self._only(what)
        if told and refines(told.date, date.date):
            return (
                told.date,
                f"“{phrase}”",
                (f"{phrase} is dated {told.date} by “{told.name}”", *told.because),
            )
        step = f"{phrase} is dated by “{self.tokens.text[start:end]}”"
        return date.date, f"“{phrase}”", (step, *date.because)

    def _elsewhere(self, what: Event, counted: int, latest: int | None) -> Choose:
        """Return how a happening is seen from the anchor phrase: without its own words, which date nothing.

        Nothing counts from itself: the one at the offset `counted` is left out, and so is one that began
        after the day `latest`.
        """
        sentence = self.sentence(what.start) or Sentence(what.start, what.end, 0)
        text = self.tokens.text
        phrase = text[what.start : what.end]
        around = text[max(sentence.start, what.start - _AROUND) : min(sentence.end, what.end + _AROUND)]
        once = {match[0] for match in WORD.finditer(phrase) if around.count(match[0]) == 1}
        words_of = vocabulary(self.language.code)

        def choose(happening: Happening) -> Happening | None:
            if happening.position == counted:
                return None
            begin = parse(happening.date).earliest if latest is not None else None
            if latest is not None and (begin is None or begin > latest):
                return None
            if not suits(words_of, phrase, happening, lambda: self._names_before(happening)):
                return None
            in_sentence = sentence.start <= happening.position < sentence.end
            if not once or not in_sentence or once.isdisjoint(word.text for word in happening.words):
                return happening
            words = tuple(word for word in happening.words if word.text not in once)
            return replace(happening, words=words) if words else None

        return choose
