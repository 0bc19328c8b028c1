"""What one article tells: all of the extraction that needs one article, or one and its relatives.

A reading goes from one process to another, and into the cache, as a pack of three parts, because most that
ask for it need only one of them.
"""

import json
import struct
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from itertools import accumulate
from sys import intern
from typing import Any

from timeline.cache import PackError
from timeline.cache import pack as packed
from timeline.cache import unpack as unpacked
from timeline.documents.model import Document
from timeline.errors import TimelineError
from timeline.events import memory
from timeline.events.across import Told, happenings, names_told, told
from timeline.events.mention import Mention
from timeline.events.mentions import mentions
from timeline.events.model import Undated
from timeline.faults import where_raised
from timeline.times.happenings import Happening, Happenings, is_vague
from timeline.times.model import Anchor, TimeExpression
from timeline.times.tagger import tag_document

__all__ = ["Outline", "Reading", "Task", "is_waiting", "mark", "outline", "read", "tag", "unpack"]

_CHECK = struct.Struct("<I")  # a check sum of what follows
_SIZES = struct.Struct("<II")  # bytes of the first two parts
_TEXTS, _TUPLES, _SETS = (
    [Mention.__slots__.index(name) for name in names]
    for names in (("source", "date", "head"), ("because", "actors", "places"), ("words", "names"))
)


@dataclass(frozen=True, slots=True)
class Outline:
    """What is asked of all articles before any is merged."""

    told: int  # how many mentions
    names: frozenset[str]  # stems of the capitalised words beside dates
    is_waiting: bool  # whether it counts from an event that it does not date
    fault: str = ""  # why it could not be read


@dataclass(frozen=True, slots=True)
class Reading:
    """What an article tells."""

    mentions: list[Mention]
    marks: list[int]  # what stands for each of them
    undated: list[Undated]


@dataclass(frozen=True, slots=True)
class Task:
    """An article to read; `relatives` are others of the same story: what they are called, and their packs."""

    document: Document
    relatives: tuple[tuple[str, bytes], ...] = ()

    def digest(self) -> bytes:
        """Return what stands for everything that the reading depends on, except the program."""
        given = [getattr(self.document, name) for name in Document.__slots__]
        state = blake2b(json.dumps(given).encode(), digest_size=20)
        for name, pack in self.relatives:
            state.update(json.dumps(name).encode() + mark(pack))
        return state.digest()


@lru_cache(maxsize=1_000)  # the same is a relative of many
def mark(pack: bytes) -> bytes:
    """Return what stands for a pack."""
    return blake2b(pack, digest_size=12).digest()


def tag(task: Task) -> list[TimeExpression]:
    """Return the time expressions of an article, dated with the help of its relatives."""
    document = task.document
    known = Happenings(document.language) if task.relatives else None
    for name, pack in task.relatives:
        for happening in _told_by(pack, document.language, name):
            known.add(happening)  # type: ignore[union-attr]
    return tag_document(document.text, document.published, document.language, document.body, known)


@lru_cache(maxsize=500)  # those that wait for one story have the same relatives
def _told_by(pack: bytes, language: str, name: str) -> tuple[Happening, ...]:
    return tuple(happenings(unpacked(_part(pack, 2), _told), language, name))


def is_waiting(expressions: Iterable[TimeExpression]) -> bool:
    """Return whether one of an article's expressions counts from an event that it dates not or vaguely."""
    counted = [each.date for each in expressions if each.anchor is Anchor.EVENT]
    return any(date is None or is_vague(date) for date in counted)


def read(task: Task) -> bytes:
    """Return the reading of an article, packed; of one over which the rules stumble, one that tells so."""
    try:
        return _read(task)
    except TimelineError:
        raise
    except Exception as error:  # a fault of ours must not cost the other articles
        return _pack(Outline(0, frozenset(), False, where_raised(error)), [], [], [])


def _read(task: Task) -> bytes:
    document = task.document
    expressions = tag(task)
    found, undated = mentions(document, expressions)
    sentences = told(document, expressions)
    names = names_told(sentences, document.language)
    return _pack(Outline(len(found), names, is_waiting(expressions)), found, undated, sentences)


def _pack(
    about: Outline, found: Sequence[Mention], undated: Sequence[Undated], sentences: Sequence[Told]
) -> bytes:
    marks = list(map(memory.mark, found))
    reading = packed([[_values(each) for each in found], marks, [_values(each) for each in undated]])
    first = packed(about)
    data = b"".join((_SIZES.pack(len(first), len(reading)), first, reading, packed(sentences)))
    return _CHECK.pack(zlib.crc32(data)) + data


def outline(pack: bytes) -> Outline:
    """Return the outline of a reading, after looking at whether the rest can be read as well.

    Raises:
        PackError: when the pack is damaged.
    """
    if len(pack) < _CHECK.size or _CHECK.unpack_from(pack)[0] != zlib.crc32(pack[_CHECK.size :]):
        raise PackError("a wrong check sum")
    return unpacked(_part(pack, 0), _outline)


def unpack(pack: bytes) -> Reading:
    """Return a reading.

    Raises:
        PackError: when the pack is damaged.
    """
    return unpacked(_part(pack, 1), _reading)


def _part(pack: bytes, number: int) -> bytes:
    first = _CHECK.size + _SIZES.size
    try:
        sizes = _SIZES.unpack_from(pack, _CHECK.size)
    except struct.error as error:
        raise PackError(str(error)) from error
    ends = [*accumulate(sizes, initial=first), len(pack)]
    return pack[ends[number] : ends[number + 1]]


def _values(of: Mention | Undated) -> list[Any]:
    return [getattr(of, name) for name in of.__slots__]


def _outline(data: dict[str, Any]) -> Outline:
    return Outline(data["told"], frozenset(map(intern, data["names"])), data["is_waiting"], data["fault"])


def _reading(data: Sequence[Any]) -> Reading:
    mentions, marks, undated = data
    if len(marks) != len(mentions) or not all(isinstance(each, int) for each in marks):
        raise ValueError("a mention without a mark")
    return Reading([_mention(each) for each in mentions], marks, [Undated(*each) for each in undated])


def _mention(values: list[Any]) -> Mention:
    # Many mentions have the same words: each is kept once.
    for place in _TEXTS:
        values[place] = intern(values[place])
    for place in _TUPLES:
        values[place] = tuple(map(intern, values[place]))
    for place in _SETS:
        values[place] = frozenset(map(intern, values[place]))
    return Mention(*values)


def _told(data: Sequence[dict[str, Any]]) -> list[Told]:
    return [
        Told(
            each["start"],
            each["text"],
            tuple((start, end, date, tuple(because)) for start, end, date, because in each["dated"]),
        )
        for each in data
    ]
