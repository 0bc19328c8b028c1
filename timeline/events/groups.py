"""Groups of mentions that tell the same, formed mention by mention.

Mentions are taken in a fixed order and compared only with groups of about the same time that share a rare
word, so the cost grows linearly with their number.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from timeline.events.agreement import agreeing, window
from timeline.events.blocks import Blocks, Touched
from timeline.events.likeness import SURE, Likeness
from timeline.events.memory import Decided, Memory
from timeline.events.mention import Mention

__all__ = ["Group", "Groups"]

_MOST_COMPARED = 20  # mentions of a group, each in other words, that a further one is compared with


@dataclass(slots=True, eq=False)
class Group:
    """Mentions that tell the same."""

    mentions: list[Mention] = field(default_factory=list)
    dates: set[str] = field(default_factory=set)
    compared: dict[tuple[str, frozenset[str]], Mention] = field(default_factory=dict)
    contradicting: list[Sequence[Mention]] = field(default_factory=list)  # the same with another day

    def add(self, mention: Mention) -> None:
        """Add a mention."""
        self.mentions.append(mention)
        self.dates.add(mention.date)
        if len(self.compared) < _MOST_COMPARED:
            self.compared.setdefault((mention.source, mention.words), mention)

    def allows(self, dates: Collection[str]) -> bool:
        """Whether what happened then can be what the group tells."""
        return self.dates == set(dates) or agreeing(dates, self.dates)


class Groups:
    """The groups formed so far, each of mentions that tell the same.

    What an earlier run has decided about a mention is taken over unless something that is another than then
    stands in its blocks. What is decided otherwise is in turn another for all that comes later.
    """

    def __init__(
        self,
        likeness: Likeness,
        memory: Memory,
        numbers: Mapping[int, int],
        elsewhere: Mapping[int, Sequence[int]] | None = None,
    ) -> None:
        """`numbers` are those of the mentions in the memory, by the ids of these objects.

        `elsewhere` is what `timeline.events.buckets` found out about some of them.
        """
        self._likeness, self._memory, self._numbers = likeness, memory, numbers
        self._elsewhere = elsewhere or {}
        self._groups: list[Group] = []
        self._blocks = Blocks()
        self._first: dict[int, int] = {}  # the groups by their first mentions
        self._firsts: list[int] = []  # and the other way round
        self._changed: set[int] = set()  # groups that are others than in the earlier run
        self.touched = Touched()
        for lost in memory.lost():
            self.touched.add(window(lost.date), lost.blocks)

    def __iter__(self) -> Iterator[Group]:
        return (group for group in self._groups if group.mentions)

    def named(self) -> Iterator[tuple[int, Group]]:
        """Yield each group with the number of its first mention."""
        return (
            (first, group) for first, group in zip(self._firsts, self._groups, strict=True) if group.mentions
        )

    def take(self, mention: Mention) -> None:
        """Add a mention to the group that it fits best, or make one of it.

        Other groups that it surely belongs to as well are joined with that one: it shows that they tell the
        same.
        """
        own = self._numbers[id(mention)]
        decided = self._memory.now.decided[own]
        before = self._memory.joined(own)
        is_old = before is not None and not self.touched.meets(window(mention.date), decided.blocks)
        known = [self._first[each] for each in before or ()] if is_old else None
        if own in self._elsewhere:
            known = [self._first[each] for each in self._elsewhere[own]]
        fitting = self._fitting(mention, decided.blocks) if known is None else known
        number = fitting[0] if fitting else self._new(own)
        group = self._groups[number]
        group.add(mention)
        self._blocks.add(number, window(mention.date), decided.blocks)
        joined = [number] if fitting else []
        for other in fitting[1:]:
            if fitting is known or group.allows(self._groups[other].dates):
                self._join(number, other)
                joined.append(other)
        decided.joined = [self._firsts[each] for each in joined]
        if not self._memory.is_empty:
            self._note_change(number, mention, decided, before)

    def _new(self, first: int) -> int:
        number = self._first[first] = len(self._groups)
        self._groups.append(Group())
        self._firsts.append(first)
        return number

    def _note_change(
        self, number: int, mention: Mention, decided: Decided, before: Sequence[int] | None
    ) -> None:
        """Remember that a group is another than in the earlier run, with all that it stands beside."""
        joined = decided.joined or []
        if joined != before:
            there = {self._first[each] for each in before or () if each in self._first}
            for each in {number, *there} - self._changed:
                self._change(each)
        united = [number, *(self._first[each] for each in joined[1:])]
        if len(united) > 1 and not self._changed.isdisjoint(united):
            self._change(number)
        elif number in self._changed:
            self.touched.add(window(mention.date), decided.blocks)

    def _change(self, number: int) -> None:
        self._changed.add(number)
        for mention in self._groups[number].mentions:
            self.touched.add(window(mention.date), self._blocks_of(mention))

    def _blocks_of(self, mention: Mention) -> list[str]:
        return self._memory.now.decided[self._numbers[id(mention)]].blocks

    def _fitting(self, mention: Mention, words: Sequence[str]) -> list[int]:
        """Return the group that the mention fits best, and after it those that it surely belongs to too."""
        scored = []
        for number in self._blocks.near(window(mention.date), words):
            group = self._groups[number]
            if group.mentions and group.allows([mention.date]):
                score = max(self._likeness.score(mention, other) for other in group.compared.values())
                if score:
                    scored.append((score, number))
        scored.sort(key=lambda pair: (-pair[0], pair[1]))
        return [number for place, (score, number) in enumerate(scored) if place == 0 or score >= SURE]

    def _join(self, number: int, other: int) -> None:
        for mention in self._groups[other].mentions:
            self._groups[number].add(mention)
            self._blocks.add(number, window(mention.date), self._blocks_of(mention))
        self._groups[other] = Group()
