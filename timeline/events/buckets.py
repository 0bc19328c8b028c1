"""The merging of what is dated to a day or a month, month by month, by whatever engine reads the articles.

Before anything rougher is merged, such mentions are compared within a month only. So each month can be
decided by itself, wherever, and the result is the same.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from timeline.events.agreement import window
from timeline.events.blocks import month_of
from timeline.events.groups import Groups
from timeline.events.likeness import Likeness
from timeline.events.memory import Article, Decided, Memory
from timeline.events.mention import Mention
from timeline.events.parts import names_in
from timeline.workers import Engine

__all__ = ["Bucket", "decide", "decided_by"]


@dataclass(frozen=True, slots=True)
class Bucket:
    """The mentions of a month, with all that their comparison needs."""

    numbers: tuple[int, ...]
    mentions: tuple[Mention, ...]  # in the order in which they are merged
    blocks: tuple[tuple[str, ...], ...]
    variants: dict[str, str]
    weights: dict[str, float]
    rare: float


def decide(bucket: Bucket) -> list[tuple[list[int], bool]]:
    """Return of each mention the groups that it joins, by the numbers of their first mentions.

    Beside it stands whether nothing but its blocks and words decided.
    """
    memory = Memory(None, [Article("", "", "", len(bucket.mentions))], [0] * len(bucket.mentions))
    memory.now.decided = [Decided("", 0, [], list(blocks)) for blocks in bucket.blocks]
    numbers = {id(mention): place for place, mention in enumerate(bucket.mentions)}
    likeness = Likeness.weighed(bucket.weights, bucket.rare, bucket.variants)
    groups = Groups(likeness, memory, numbers)
    for mention in bucket.mentions:
        groups.take(mention)
    return [
        ([bucket.numbers[place] for place in each.joined or ()], each.is_sure) for each in memory.now.decided
    ]


def decided_by(
    engine: Engine,
    mentions: Sequence[Mention],
    numbers: Mapping[int, int],
    likeness: Likeness,
    variants: Mapping[str, str],
    memory: Memory,
) -> dict[int, tuple[list[int], bool]]:
    """Return what `decide` says of mentions that are dated to a day or a month, by their numbers.

    The mentions come in the order in which they are merged.
    """
    months: dict[int, list[Mention]] = defaultdict(list)
    for mention in mentions:
        months[month_of(window(mention.date))].append(mention)

    def buckets() -> Iterator[Bucket]:
        for month in sorted(months):
            own = [numbers[id(mention)] for mention in months[month]]
            known = [memory.now.decided[number] for number in own]
            names = set[str]().union(*map(names_in, months[month])) & variants.keys()
            words = set[str]().union(*(each.words for each in known), *map(likeness.stems, months[month]))
            yield Bucket(
                tuple(own),
                tuple(months[month]),
                tuple(tuple(each.blocks) for each in known),
                {name: variants[name] for name in sorted(names)},
                {word: likeness.weights[word] for word in sorted(words & likeness.weights.keys())},
                likeness.rare,
            )

    found: dict[int, tuple[list[int], bool]] = {}
    for bucket, decided in engine.run(decide, buckets()):
        found.update(zip(bucket.numbers, decided, strict=True))
    return found
