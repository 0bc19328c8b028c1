"""What an earlier run merged, so that the next one decides anew only what something new can change.

A decision about a mention, which group it joins, depends on the mention, on the weights of its words and on
the groups that share blocks of time and words with it. Where none of them is another than it was, the
decision is taken over: the result is the same as without a memory.
"""

import json
import struct
import zlib
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import accumulate, count
from typing import NamedTuple

from timeline.cache import PackError
from timeline.events.likeness import weights_of
from timeline.events.mention import Mention
from timeline.events.parts import names_in

__all__ = ["Article", "Decided", "Memory", "Merged", "Merging", "mark"]

_NUMBERS, _MARKS = "I", "Q"  # what they are kept as: 32 bits, 64 bits
_HEAD = struct.Struct("<I")


class Article(NamedTuple):
    """An article, as far as its events depend on it."""

    id: str
    given: str  # what stands for all that is given beside its mentions
    reading: str  # what stands for the mentions
    told: int  # how many mentions


class Merging:
    """The task under which the last run is found in the cache."""

    def digest(self) -> bytes:
        """Return what stands for the task, of which there is one."""
        return b"merging"


@dataclass(slots=True)
class Decided:
    """What is kept of a mention."""

    date: str
    mark: int  # what stands for the mention
    words: list[str]  # of its clause, the most telling first
    blocks: list[str]  # the words by which it is found
    joined: list[int] | None = None  # first mentions of the groups it joined and united; None: it joins none


@dataclass(slots=True)
class Merged:
    """What is kept of a run. Mentions are numbered through all articles."""

    articles: list[Article] = field(default_factory=list)
    variants: dict[str, str] = field(default_factory=dict)  # of names
    counts: dict[str, int] = field(default_factory=dict)  # of the mentions that have a word
    decided: list[Decided] = field(default_factory=list)
    contradicted: dict[int, list[int]] = field(default_factory=dict)  # by the first mentions of groups

    def pack(self) -> bytes:
        """Return all of it as bytes."""
        table: dict[str, int] = defaultdict(count().__next__)
        texts, sizes, joined = array(_NUMBERS), array(_NUMBERS), array(_NUMBERS)
        for each in self.decided:
            texts.extend(map(table.__getitem__, (each.date, *each.words, *each.blocks)))
            firsts = each.joined
            # What joins none is another thing than what joins no other.
            sizes.extend((len(each.words), len(each.blocks), firsts is not None, len(firsts or ())))
            joined.extend(firsts or ())
        contradicted = list(self.contradicted.items())
        head = [
            self.articles,
            self.variants,
            self.counts,
            contradicted,
            list(table),
            len(texts),
        ]
        data = json.dumps(head, ensure_ascii=False).encode("utf-8", "surrogatepass")
        marks = array(_MARKS, (each.mark for each in self.decided))
        arrays = (each.tobytes() for each in (marks, sizes, texts, joined))
        return zlib.compress(b"".join((_HEAD.pack(len(data)), data, *arrays)), 1)

    @classmethod
    def unpack(cls, packed: bytes) -> "Merged":
        """Return what was packed.

        Raises:
            PackError: when it is damaged.
        """
        try:
            whole = zlib.decompress(packed)
            (size,) = _HEAD.unpack_from(whole)
            end = _HEAD.size + size
            articles, variants, counts, contradicted, table, length = json.loads(
                whole[_HEAD.size : end].decode("utf-8", "surrogatepass")
            )
            total = sum(article[3] for article in articles)
            marks, numbers = array(_MARKS), array(_NUMBERS)
            marks.frombytes(whole[end : end + marks.itemsize * total])
            numbers.frombytes(whole[end + marks.itemsize * total :])
            decided = list(_decided(marks, numbers, table, length))
            named = [number for each in decided for number in each.joined or ()]
            named += [number for first, others in contradicted for number in (first, *others)]
            if not all(0 <= number < total for number in named):
                raise PackError("a mention that there is not")
            known = [Article(*each) for each in articles]
            return cls(known, variants, counts, decided, dict(contradicted))
        except (zlib.error, struct.error, ValueError, TypeError, IndexError, AttributeError) as error:
            raise PackError(str(error)) from error


def _decided(
    marks: Sequence[int], numbers: Sequence[int], table: Sequence[str], length: int
) -> Iterator[Decided]:
    """Yield what was packed of each mention: its sizes stand first, then all texts, then what they joined."""
    place = 4 * len(marks)
    first = place + length
    sizes = iter(numbers[:place])
    for mark, words, blocks, joins, firsts in zip(marks, sizes, sizes, sizes, sizes, strict=True):
        date, *texts = map(table.__getitem__, numbers[place : place + 1 + words + blocks])
        joined = list(numbers[first : first + firsts]) if joins else None
        yield Decided(date, mark, texts[:words], texts[words:], joined)
        place += 1 + words + blocks
        first += firsts


class Memory:
    """An earlier run, seen from the mentions of this one.

    Attributes:
        now: what the next run will be able to take over from this one.
        is_empty: whether nothing is known, so that all is decided anew.
    """

    def __init__(self, before: Merged | None, articles: Sequence[Article], marks: Sequence[int]) -> None:
        """`articles` are this run's, `marks` what stands for their mentions, in the same order."""
        self.is_empty = before is None
        self._before = before or Merged()
        self.now = Merged(list(articles))
        self._marks = marks  # by number
        self._numbers: list[int | None] = []  # by number, that of the same mention in the earlier run
        starts = accumulate((each.told for each in self._before.articles), initial=0)
        known = {each.id: (each, start) for each, start in zip(self._before.articles, starts, strict=False)}
        start = 0
        for article in articles:
            own = marks[start : start + article.told]
            self._recognise(article, own, *known.get(article.id, (None, 0)))
            start += article.told
        self._same: dict[int, int] = {}  # and the other way round
        self._note_same()

    def _recognise(self, article: Article, own: Sequence[int], before: Article | None, start: int) -> None:
        """Find out which mentions of an article are those of the earlier run."""
        earlier = self._before.decided[start : start + before.told] if before else []
        if before == article:
            self._numbers += range(start, start + article.told)
            return
        places = {each.mark: start + place for place, each in enumerate(earlier)}
        is_alike = before is not None and before.given == article.given
        self._numbers += [places.pop(mark, None) if is_alike else None for mark in own]

    def _note_same(self) -> None:
        self._same = {old: new for new, old in enumerate(self._numbers) if old is not None}

    def marks(self) -> Sequence[int]:
        """Return what stands for each mention, whatever its article."""
        return self._marks

    def decided(self, number: int) -> Decided | None:
        """Return what is known of a mention, None when it is new or its words weigh otherwise."""
        old = self._numbers[number]
        return None if old is None else self._before.decided[old]

    def rename(self, mentions: Sequence[Mention], variants: dict[str, str]) -> None:
        """Forget the mentions in which a name has another fullest form now."""
        self.now.variants = variants
        changed = _changed(self._before.variants, variants)
        if changed and not self.is_empty:
            for number, mention in enumerate(mentions):
                if self._numbers[number] is not None and not changed.isdisjoint(names_in(mention)):
                    self._numbers[number] = None
            self._note_same()

    def counted(self) -> Counter[str]:
        """Return how many of the earlier mentions that are not forgotten have each word."""
        counts = Counter(self._before.counts)
        for number, each in enumerate(self._before.decided):
            if number not in self._same:
                counts.subtract(each.words)
        return counts

    def weigh(self, counts: dict[str, int]) -> None:
        """Forget the mentions in which a word has another weight now."""
        self.now.counts = counts
        before = weights_of(self._before.counts, len(self._before.decided))
        changed = _changed(before, weights_of(counts, len(self._numbers)))
        if changed and not self.is_empty:
            for number, old in enumerate(self._numbers):
                if old is not None and not changed.isdisjoint(self._before.decided[old].words):
                    self._numbers[number] = None
            self._note_same()

    def lost(self) -> Iterator[Decided]:
        """Yield the earlier mentions that stood in one group with one that is forgotten or gone."""
        known = self._before.decided
        parent = list(range(len(known)))

        def root(number: int) -> int:
            while parent[number] != number:
                parent[number] = parent[parent[number]]
                number = parent[number]
            return number

        for number, each in enumerate(known):
            for other in each.joined or ():
                parent[root(other)] = root(number)
        changed = {root(number) for number in range(len(known)) if number not in self._same}
        return (each for number, each in enumerate(known) if root(number) in changed)

    def joined(self, number: int) -> list[int] | None:
        """Return the groups that a mention joined, by the numbers that their first mentions have now."""
        known = self.decided(number)
        if known is None or known.joined is None:
            return None
        found = [self._same.get(each) for each in known.joined]
        return None if None in found else [each for each in found if each is not None]

    def contradicted(self, number: int) -> list[int]:
        """Return the groups that contradicted another, which are named as in `joined`."""
        old = self._numbers[number]
        others = [] if old is None else self._before.contradicted.get(old, [])
        return [self._same[each] for each in others if each in self._same]


def mark(mention: Mention) -> int:
    """Return what stands for a mention, whatever its article."""
    values = (getattr(mention, name) for name in Mention.__slots__)
    parts = [sorted(each) if isinstance(each, frozenset) else each for each in values]
    digest = blake2b(repr(parts).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big")


def _changed(before: Mapping[str, object], now: Mapping[str, object]) -> set[str]:
    return {key for key in before.keys() | now.keys() if before.get(key) != now.get(key)}
