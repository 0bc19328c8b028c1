"""The merging of what happened within a month or a year, by whatever engine reads the articles.

What is dated to a day or a month is compared within its month only, and what else lies within one year within
that year, before anything is merged that does not. So each month, and after the months each year, can be
decided by itself, wherever, and the result is the same. So can the words of mentions be found.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from sys import intern

from timeline.events.agreement import window
from timeline.events.blocks import month_of, year_of
from timeline.events.groups import Groups
from timeline.events.likeness import Likeness
from timeline.events.memory import Article, Decided, Memory
from timeline.events.mention import Mention
from timeline.events.parts import names_in, parts
from timeline.times import edtf
from timeline.workers import Engine

__all__ = ["Bucket", "Stage", "decide", "decided_by", "stage_of", "words_by"]


_PORTION = 500  # mentions whose words are found at once


class Stage(IntEnum):
    """When it is the turn of a mention."""

    MONTH = 0  # a day or a month is given
    YEAR = 1  # lies in one year
    REST = 2


@dataclass(frozen=True, slots=True)
class Portion:
    """Some mentions, with the variants of their names."""

    mentions: tuple[Mention, ...]
    variants: dict[str, str]


@dataclass(frozen=True, slots=True)
class Bucket:
    """The mentions of a month or a year, with all that their comparison needs."""

    numbers: tuple[int, ...]
    mentions: tuple[Mention, ...]  # in the order in which they are merged
    blocks: tuple[tuple[str, ...], ...]
    decided: dict[int, list[int]]  # what `decide` says of mentions whose turn was earlier, by their numbers
    variants: dict[str, str]
    weights: dict[str, float]
    rare: float


def words_of(portion: Portion) -> list[tuple[str, ...]]:
    """Return the words of each mention."""
    return [tuple(parts(mention, portion.variants).words) for mention in portion.mentions]


def words_by(
    engine: Engine, mentions: Sequence[Mention], variants: Mapping[str, str]
) -> dict[int, Sequence[str]]:
    """Return the words of mentions, by the ids of these objects."""
    portions = (
        Portion(
            tuple(mentions[first : first + _PORTION]), _variants(variants, mentions[first : first + _PORTION])
        )
        for first in range(0, len(mentions), _PORTION)
    )
    return {
        id(mention): tuple(map(intern, each))
        for portion, found in engine.run(words_of, portions)
        for mention, each in zip(portion.mentions, found, strict=True)
    }


def _variants(variants: Mapping[str, str], mentions: Iterable[Mention]) -> dict[str, str]:
    names = set[str]().union(*map(names_in, mentions)) & variants.keys()
    return {name: variants[name] for name in sorted(names)}


def decide(bucket: Bucket) -> list[list[int]]:
    """Return of each mention the groups that it joins, by the numbers of their first mentions."""
    memory = Memory(None, [Article("", "", "", len(bucket.mentions))], [0] * len(bucket.mentions))
    memory.now.decided = [Decided("", 0, [], list(blocks)) for blocks in bucket.blocks]
    numbers = {id(mention): place for place, mention in enumerate(bucket.mentions)}
    likeness = Likeness.weighed(bucket.weights, bucket.rare, bucket.variants)
    places = {number: place for place, number in enumerate(bucket.numbers)}
    elsewhere = {
        places[number]: [places[each] for each in joined] for number, joined in bucket.decided.items()
    }
    groups = Groups(likeness, memory, numbers, elsewhere)
    for mention in bucket.mentions:
        groups.take(mention)
    return [[bucket.numbers[place] for place in each.joined or ()] for each in memory.now.decided]


def decided_by(
    engine: Engine,
    mentions: Sequence[Mention],
    numbers: Mapping[int, int],
    likeness: Likeness,
    variants: Mapping[str, str],
    memory: Memory,
) -> dict[int, list[int]]:
    """Return what `decide` says of the mentions whose stage is not the last, by their numbers.

    The mentions come in the order in which they are merged.
    """
    found: dict[int, list[int]] = {}

    def buckets(last: Stage, period_of: Callable[[tuple[float, float]], int]) -> Iterator[Bucket]:
        periods: dict[int, list[Mention]] = defaultdict(list)
        asked = set()
        for mention in mentions:
            stage = stage_of(mention.date)
            if stage <= last:
                period = period_of(window(mention.date))
                periods[period].append(mention)
                if stage == last:
                    asked.add(period)
        return (bucket(periods[period]) for period in sorted(asked))

    def bucket(chosen: Sequence[Mention]) -> Bucket:
        own = [numbers[id(mention)] for mention in chosen]
        known = [memory.now.decided[number] for number in own]
        words = set[str]().union(*(each.words for each in known), *map(likeness.stems, chosen))
        return Bucket(
            tuple(own),
            tuple(chosen),
            tuple(tuple(each.blocks) for each in known),
            {number: found[number] for number in own if number in found},
            _variants(variants, chosen),
            {word: likeness.weights[word] for word in sorted(words & likeness.weights.keys())},
            likeness.rare,
        )

    for stage, period_of in ((Stage.MONTH, month_of), (Stage.YEAR, year_of)):
        for task, decided in engine.run(decide, buckets(stage, period_of)):
            found.update(zip(task.numbers, decided, strict=True))
    return found


@lru_cache(maxsize=100_000)
def stage_of(text: str) -> Stage:
    """Return when it is the turn of a date (EDTF)."""
    date, days = edtf.parse(text), window(text)
    if not date.is_approximate and date.kind is edtf.Kind.DATE and date.precision >= edtf.Precision.MONTH:
        return Stage.MONTH
    is_endless = abs(days[0]) == float("inf") or abs(days[1]) == float("inf")
    return Stage.REST if is_endless or year_of(days) != year_of((days[1], days[1])) else Stage.YEAR
