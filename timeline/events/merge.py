"""Mentions of the same happening, in one article or in several, become one event.

Mentions are taken in a fixed order and compared only with events of about the same time that share a rare
word, so the cost grows linearly with their number. The result does not depend on the order of the files.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from timeline.events.agreement import agreeing, window
from timeline.events.blocks import Blocks, Touched
from timeline.events.composing import Composer, Told
from timeline.events.contradictions import Account, Earlier, account_of, contradictions
from timeline.events.likeness import SURE, Likeness
from timeline.events.memory import Article, Decided, Memory
from timeline.events.mention import Mention
from timeline.events.model import Event
from timeline.events.names import join_variants
from timeline.events.tags import Vocabulary, default
from timeline.times import edtf

__all__ = ["LeftOut", "merge"]

LeftOut = Callable[[int, str], bool]

_MOST_COMPARED = 20  # mentions of a group, each in other words, that a further one is compared with


@dataclass(slots=True, eq=False)
class _Group:
    mentions: list[Mention] = field(default_factory=list)
    dates: set[str] = field(default_factory=set)
    compared: dict[tuple[str, frozenset[str]], Mention] = field(default_factory=dict)
    contradicting: list[Sequence[Mention]] = field(default_factory=list)  # the same with another day

    def add(self, mention: Mention) -> None:
        self.mentions.append(mention)
        self.dates.add(mention.date)
        if len(self.compared) < _MOST_COMPARED:
            self.compared.setdefault((mention.source, mention.words), mention)

    def allows(self, dates: Collection[str]) -> bool:
        """Whether what happened then can be what the group tells."""
        return agreeing(dates, self.dates)


class _Groups:
    """The groups formed so far, each of mentions that tell the same.

    What an earlier run has decided about a mention is taken over unless something that is another than then
    stands in its blocks. What is decided otherwise is in turn another for all that comes later.
    """

    def __init__(self, likeness: Likeness, memory: Memory, numbers: Mapping[int, int]) -> None:
        """`numbers` are those of the mentions in the memory, by the ids of these objects."""
        self._likeness, self._memory, self._numbers = likeness, memory, numbers
        self._groups: list[_Group] = []
        self._blocks = Blocks()
        self._first: dict[int, int] = {}  # the groups by their first mentions
        self._firsts: list[int] = []  # and the other way round
        self._changed: set[int] = set()  # groups that are others than in the earlier run
        self.touched = Touched()
        for lost in memory.lost():
            self.touched.add(window(lost.date), lost.blocks)

    def __iter__(self) -> Iterator[_Group]:
        return (group for group in self._groups if group.mentions)

    def named(self) -> Iterator[tuple[int, _Group]]:
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
        was_sure = self._memory.is_sure(own)
        if known is None or not was_sure:
            self._likeness.is_sure = True
            fitting = self._fitting(mention, decided.blocks)
            decided.is_sure = self._likeness.is_sure
        else:
            fitting = known
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
        self._groups.append(_Group())
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
        self._groups[other] = _Group()


def merge(
    mentions: Iterable[Mention],
    published: dict[str, str],
    vocabulary: Vocabulary | None = None,
    memory: Memory | None = None,
    left_out: LeftOut | None = None,
) -> list[Event]:
    """Return the events that the mentions tell, in order of time.

    Args:
        mentions: of all articles.
        published: the EDTF publication date by document, as far as it is known.
        vocabulary: by which events are tagged, by default the package's.
        memory: of an earlier run, with the articles of these mentions in their order; it changes nothing but
            the time.
        left_out: asked for each year of the file, with what stands for all that is told of it, whether the
            events of that year are not wanted.
    """
    given = list(mentions)
    memory = memory or Memory(None, [Article("", "", "", len(given))], given)
    ordered = sorted(
        given,
        key=lambda m: (published.get(m.source, "9999"), m.source, m.start, m.position, m.date, m.title),
    )
    variants = join_variants(name for mention in ordered for name in (*mention.actors, *mention.names))
    likeness, numbers = _weighed(given, ordered, variants, memory)
    forming = _Groups(likeness, memory, numbers)
    # What is dated exactly forms the events; the news of articles, dated roughly, then finds its event.
    for mention in sorted((m for m in ordered if not m.is_elaboration), key=_roughness):
        forming.take(mention)
    groups = list(forming)
    _elaborate(groups, ordered)
    groups = _contradicted(forming, likeness, published, memory, numbers)
    composer = Composer(ordered, variants, published, vocabulary or default())
    told = [Told(group.mentions, group.contradicting) for group in groups]
    if left_out is not None:
        told = _wanted(told, left_out, composer, _references(memory, numbers))
    return sorted(
        map(composer.event, told),
        key=lambda event: (edtf.sort_key(event.date), event.title, event.evidence[0].source),
    )


def _wanted(
    told: Sequence[Told], left_out: LeftOut, composer: Composer, references: Mapping[int, str]
) -> list[Told]:
    """Return what is told of the years that are not left out."""
    by_year: dict[int, list[Told]] = defaultdict(list)
    for each in told:
        by_year[edtf.year_of(each.date)].append(each)
    return [
        each
        for year in sorted(by_year)
        if not left_out(year, composer.fingerprint(by_year[year], references))
        for each in by_year[year]
    ]


def _references(memory: Memory, numbers: Mapping[int, int]) -> dict[int, str]:
    """Return what stands for each mention, by the ids of these objects: its article, and where it stands."""
    given = [article.given for article in memory.now.articles for _ in range(article.told)]
    marks = memory.marks()
    return {each: f"{given[number]}:{marks[number]:x}" for each, number in numbers.items()}


def _weighed(
    given: Sequence[Mention], ordered: Sequence[Mention], variants: dict[str, str], memory: Memory
) -> tuple[Likeness, dict[int, int]]:
    """Return the comparison of the mentions, and their numbers; note in the memory by what they are found."""
    numbers = {id(mention): number for number, mention in enumerate(given)}
    memory.rename(given, variants)
    known = {
        id(mention): decided.words
        for number, mention in enumerate(given)
        if (decided := memory.decided(number)) is not None
    }
    likeness = Likeness(ordered, variants, known)
    memory.weigh(likeness.weights)
    marks = memory.marks()
    for number, mention in enumerate(given):
        decided = memory.decided(number)
        if decided is None:
            blocks = [f"={mention.title}", *likeness.keys(mention), f"@{mention.source}"]
            memory.now.decided.append(Decided(mention.date, marks[number], likeness.words(mention), blocks))
        else:
            memory.now.decided.append(replace(decided, joined=None))
    return likeness, numbers


def _elaborate(groups: Sequence[_Group], mentions: Sequence[Mention]) -> None:
    """Add the sentences that go on with an article's news to the event of that news."""
    news = {(m.source, m.title, m.date): group for group in groups for m in group.mentions}
    for mention in mentions:
        if mention.is_elaboration:
            news[mention.source, mention.title, mention.date].mentions.append(mention)


def _contradicted(
    groups: _Groups,
    likeness: Likeness,
    published: Mapping[str, str],
    memory: Memory,
    numbers: Mapping[int, int],
) -> list[_Group]:
    """Give what tells the same with another day to the group that is better attested."""
    by_account: dict[Account, tuple[int, _Group]] = {}
    accounts: dict[int, Account] = {}
    for first, group in groups.named():
        account = account_of(group.mentions, published)
        if account is not None:
            by_account[account] = first, group
            accounts[first] = account
    others_before = {
        account: [accounts[other] for other in memory.contradicted(first) if other in accounts]
        for first, account in accounts.items()
    }
    given: set[int] = set()
    for account, others in contradictions(
        list(by_account),
        likeness,
        lambda mention: memory.now.decided[numbers[id(mention)]].blocks[1:-1],
        None if memory.is_empty else Earlier(others_before, groups.touched),
    ):
        first, group = by_account[account]
        memory.now.contradicted[first] = [by_account[other][0] for other in others]
        for other in others:
            group.contradicting.append(by_account[other][1].mentions)
            given.add(id(by_account[other][1]))
    return [group for group in groups if id(group) not in given]


def _roughness(mention: Mention) -> int:
    date = edtf.parse(mention.date)
    if date.is_approximate:
        return 3
    if date.kind is not edtf.Kind.DATE:
        return 2
    return 0 if date.precision >= edtf.Precision.DAY else 1
