"""What is doubtful in an events file, though the file can be used: each doubt a warning with its line."""

import datetime
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import lru_cache

import snowballstemmer
import yaml

from timeline.events.model import Event
from timeline.store.reading import Reader
from timeline.store.syntax import Problem, pairs
from timeline.times.edtf import CalendarDate, Kind, Precision, parse

__all__ = ["chance_of_at_least", "doubts"]

# Dates that crowd on a first day: how improbable chance must make their number, and how many times more than
# chance gives there must be. (Of many dates, a small surplus is improbable too, and says nothing.)
_IMPROBABLE, _TIMES = 0.001, 2
_YEAR = 365.2425  # days
_LINES = 10  # that a message names

# Titles that share so many of their words (Jaccard) look alike, if one date can be the other.
_ALIKE = 0.6
_LONGEST = 31  # days that a date may span to be held against another
_MOST = 50  # events that one is compared with: where more are alike, one of them is found sooner
_SHORT = 3  # letters, up to which a word in lower case says little

_WORD = re.compile(r"\w+")
_stem = lru_cache(maxsize=10_000)(snowballstemmer.stemmer("english").stemWord)  # a word → its stem


def doubts(reader: Reader, today: datetime.date) -> Iterator[Problem]:
    """Yield a warning for each thing that its editor should look at again; dates after `today` are future."""
    yield from _incomplete_sources(reader)
    yield from _future_dates(reader, today)
    yield from _told_before(reader, today)
    yield from _first_days(reader)
    yield from _likeness(reader)


def _warning(line: int, rule: str, message: str) -> Problem:
    return Problem(line, message, "warning", rule)


# ---------------------------------------------------------------------- sources


def _incomplete_sources(reader: Reader) -> Iterator[Problem]:
    if not isinstance(reader.sources_node, yaml.MappingNode):
        return
    for name, key, _ in pairs(reader.sources_node):
        if name not in reader.timeline.sources:
            continue
        source = reader.timeline.sources[name]
        missing = [field for field in ("url", "publisher", "published") if not getattr(source, field)]
        if missing:
            listed = " or ".join(filter(None, (", ".join(missing[:-1]), missing[-1])))
            message = f"the source “{name}” has no {listed}; add what is known, so that it can be looked up"
            yield _warning(key.start_mark.line + 1, "source", message)


# ---------------------------------------------------------------------- dates


def _date_line(reader: Reader, number: int) -> int:
    node = reader.event_nodes[number]
    return next(int(value.start_mark.line) + 1 for key, value in node.value if key.value == "date")


def _future_dates(reader: Reader, today: datetime.date) -> Iterator[Problem]:
    for number, event in enumerate(reader.timeline.events):
        if event.status != "proposed" or event.extra.get("planned") is True:
            continue
        earliest = parse(event.date).earliest
        if earliest is not None and earliest > today.toordinal():
            remedy = "correct the date, or write “planned: true” if it is planned"
            message = f"{event.date} lies in the future; {remedy}"
            yield _warning(_date_line(reader, number), "future-date", message)


def _told_before(reader: Reader, today: datetime.date) -> Iterator[Problem]:
    """Find events that are dated after all articles that tell them, and are no plans."""
    sources = reader.timeline.sources
    for number, event in enumerate(reader.timeline.events):
        if event.status != "proposed" or event.extra.get("planned") is True:
            continue
        told = [sources[each.source].published for each in event.evidence if each.source in sources]
        earliest = parse(event.date).earliest
        if earliest is None or earliest > today.toordinal() or not told or None in told:
            continue
        latest = max(filter(None, told), key=lambda published: parse(published).latest or 0)
        # A day later it may have been where it happened, or when the article was brought up to date.
        if earliest > (parse(latest).latest or earliest) + 1:
            remedy = "correct one of the dates, or write “planned: true” if it was planned then"
            message = f"{event.date} is later than the last article that tells it ({latest}); {remedy}"
            yield _warning(_date_line(reader, number), "told-before", message)


def _first_days(reader: Reader) -> Iterator[Problem]:
    """Find days that seem to stand for a whole month or year, because too many are its first.

    The number of first days among n dates is held against the binomial distribution, one-sided and exact
    (Conover, “Practical Nonparametric Statistics”, third edition, 1999, section 3.1), as demographers hold
    the ages that people give against chance (“age heaping”). Days that an article gives are left alone.
    """
    days = [
        (day, number)
        for number, event in enumerate(reader.timeline.events)
        if event.status != "hidden"
        and not any(evidence.because for evidence in event.evidence)
        and (day := _single_day(event)) is not None
    ]
    of_year = [number for day, number in days if (day.month, day.day) == (1, 1)]
    of_month = [number for day, number in days if day.day == 1 and day.month != 1]
    for found, name, chance, coarse in (
        (of_year, "1 January", 1 / _YEAR, "year, as in “date: 2020”"),
        (of_month, "the first of a month", 11 / _YEAR, "month, as in “date: 2020-05”"),
    ):
        expected = chance * len(days)
        if len(found) < 2 or len(found) < _TIMES * expected:
            continue
        if chance_of_at_least(len(found), len(days), chance) < _IMPROBABLE:
            lines = sorted(_date_line(reader, number) for number in found)
            more = f" and {len(lines) - _LINES} more" if len(lines) > _LINES else ""
            message = (
                f"{len(found)} of {len(days)} days are {name}, where {expected:.1f} are expected;"
                f" where only that is known, write the {coarse}"
                f" (lines {', '.join(map(str, lines[:_LINES]))}{more})"
            )
            yield _warning(lines[0], "first-of-month", message)


def _single_day(event: Event) -> CalendarDate | None:
    date = parse(event.date)
    is_day = date.kind is Kind.DATE and date.precision is Precision.DAY and not date.is_approximate
    return date.first if is_day else None


def chance_of_at_least(successes: int, trials: int, chance: float) -> float:
    """Return how probable so many successes or more are in independent trials of one chance."""
    if successes <= 0:
        return 1.0
    return math.fsum(
        math.exp(
            math.lgamma(trials + 1)
            - math.lgamma(count + 1)
            - math.lgamma(trials - count + 1)
            + count * math.log(chance)
            + (trials - count) * math.log1p(-chance)
        )
        for count in range(successes, trials + 1)
    )


# ---------------------------------------------------------------------- likely duplicates


def _likeness(reader: Reader) -> Iterator[Problem]:
    """Find shown events that look alike, and evidence that is hidden with the copy of a shown event."""
    events = reader.timeline.events
    alike = _Alike(events)
    for number, event in enumerate(events):
        if event.status == "hidden":
            continue
        twin = alike.find(number)
        alike.add(number)
        if twin is not None and {event.status, events[twin].status} != {"accepted"}:
            remedy = "move the evidence of one to the other, or accept both"
            message = f"this looks like {_named(reader, twin)}; {remedy}"
            yield _warning(_line(reader, number), "duplicate", message)
    for number, event in enumerate(events):
        twin = alike.find(number) if event.status == "hidden" and event.evidence else None
        if twin is None:
            continue
        shown = {(evidence.source, evidence.quote) for evidence in events[twin].evidence}
        for evidence, line in zip(event.evidence, reader.evidence_lines[number], strict=True):
            if (evidence.source, evidence.quote) not in shown:
                place = f"line {_line(reader, twin)}"
                message = (
                    f"this evidence is hidden, while an event like it is shown in {place}; move it there"
                )
                yield _warning(line, "hidden-evidence", message)


def _line(reader: Reader, number: int) -> int:
    return int(reader.event_nodes[number].start_mark.line) + 1


def _named(reader: Reader, number: int) -> str:
    event = reader.timeline.events[number]
    title = event.title if len(event.title) <= 60 else f"{event.title[:59]}…"
    return f"the event in line {_line(reader, number)} ({event.date}: {title})"


class _Alike:
    """Finds events that have most of their words in common and can be of one date.

    Two sets that share a given part of their members share one of the rarest of each: only events with a rare
    word in common are compared (prefix filtering: Bayardo, Ma and Srikant, “Scaling up all pairs similarity
    search”, 2007).
    """

    def __init__(self, events: list[Event]) -> None:
        self._words = [_words(event.title) for event in events]
        self._names = [_names(event.title) for event in events]
        self._actors = [frozenset(event.actors) for event in events]
        self._spans = [_span(event) for event in events]
        self._counts = Counter(word for words in self._words for word in words)
        self._index: dict[tuple[str, int], list[int]] = defaultdict(list)

    def add(self, number: int) -> None:
        """Let the event be found."""
        for key in self._keys(number):
            self._index[key].append(number)

    def find(self, number: int) -> int | None:
        """Return an event that was added and looks like this one."""
        compared: set[int] = set()
        for key in self._keys(number):
            for other in self._index.get(key, ()):
                if other in compared:
                    continue
                if self._are_alike(number, other):
                    return other
                compared.add(other)
                if len(compared) >= _MOST:
                    return None
        return None

    def _keys(self, number: int) -> Iterator[tuple[str, int]]:
        """Yield the event's rarest words, each with the stretches of time that its date touches."""
        span = self._spans[number]
        words = sorted(self._words[number], key=lambda word: (self._counts[word], word))
        for word in words[: len(words) - math.ceil(_ALIKE * len(words)) + 1] if span else ():
            for stretch in sorted({day // (_LONGEST + 1) for day in span or ()}):
                yield word, stretch

    def _are_alike(self, number: int, other: int) -> bool:
        if _differ(self._names[number], self._names[other]):
            return False
        if self._actors[number].isdisjoint(self._actors[other]) and _differ(
            self._actors[number], self._actors[other]
        ):
            return False
        words, others = self._words[number], self._words[other]
        span, of_other = self._spans[number], self._spans[other]
        if not (span and of_other and span[0] <= of_other[1] and of_other[0] <= span[1]):
            return False
        return len(words & others) >= _ALIKE * len(words | others)


def _span(event: Event) -> tuple[int, int] | None:
    """Return the first and last day of a date that is fine enough to be told from another."""
    date = parse(event.date)
    if date.earliest is None or date.latest is None or date.latest - date.earliest >= _LONGEST:
        return None
    return date.earliest, date.latest


def _words(title: str) -> frozenset[str]:
    words = _WORD.findall(title)
    telling = [word for word in words if len(word) > _SHORT or not word.islower()]
    return frozenset(_stem(word.lower()) for word in (telling if len(telling) > 1 else words))


def _names(title: str) -> frozenset[str]:
    """Return the words that a capital marks as names: not the first one, which always has it."""
    return frozenset(word for word in _WORD.findall(title)[1:] if word[0].isupper())


def _differ(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether each has something that the other lacks."""
    return not (one <= other or other <= one)
