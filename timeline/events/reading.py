"""What one article tells: all of the extraction that needs one article, or one and its relatives.

A reading goes from one process to another, and into the cache, as a pack.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass
from functools import lru_cache
from hashlib import blake2b
from sys import intern
from typing import Any

from timeline import cache
from timeline.documents.model import Document
from timeline.events.across import Told, happenings, names_told, told
from timeline.events.mention import Mention
from timeline.events.mentions import mentions
from timeline.events.model import Undated
from timeline.times.happenings import Happening, Happenings, is_vague
from timeline.times.model import Anchor, TimeExpression
from timeline.times.tagger import tag_document

__all__ = ["Reading", "Task", "is_waiting", "read", "tag", "unpack"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What an article tells."""

    mentions: list[Mention]
    undated: list[Undated]
    told: list[Told]
    names: frozenset[str]  # stems of the capitalised words beside dates
    is_waiting: bool  # whether it counts from an event that it does not date


@dataclass(frozen=True, slots=True)
class Task:
    """An article to read; `relatives` are others of the same story: what they are called, and their packs."""

    document: Document
    relatives: tuple[tuple[str, bytes], ...] = ()

    def digest(self) -> bytes:
        """Return what stands for everything that the reading depends on, except the program."""
        state = blake2b(json.dumps(astuple(self.document)).encode(), digest_size=20)
        for name, pack in self.relatives:
            state.update(json.dumps([name, len(pack)]).encode() + pack)
        return state.digest()


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
    return tuple(happenings(unpack(pack).told, language, name))


def is_waiting(expressions: Iterable[TimeExpression]) -> bool:
    """Return whether one of an article's expressions counts from an event that it dates not or vaguely."""
    counted = [each.date for each in expressions if each.anchor is Anchor.EVENT]
    return any(date is None or is_vague(date) for date in counted)


def read(task: Task) -> bytes:
    """Return the reading of an article, packed."""
    document = task.document
    expressions = tag(task)
    found, undated = mentions(document, expressions)
    sentences = told(document, expressions)
    reading = Reading(
        found, undated, sentences, names_told(sentences, document.language), is_waiting(expressions)
    )
    return cache.pack(reading)


def unpack(pack: bytes) -> Reading:
    """Return what was packed.

    Raises:
        PackError: when the pack is damaged.
    """
    return cache.unpack(pack, _reading)


def _reading(data: Mapping[str, Any]) -> Reading:
    return Reading(
        [_mention(each) for each in data["mentions"]],
        [Undated(**each) for each in data["undated"]],
        [_told(each) for each in data["told"]],
        frozenset(data["names"]),
        data["is_waiting"],
    )


def _mention(data: Mapping[str, Any]) -> Mention:
    # Many mentions have the same words: each is kept once.
    sets = {name: frozenset(map(intern, data[name])) for name in ("words", "names")}
    lists = {name: tuple(map(intern, data[name])) for name in ("because", "actors", "places")}
    return Mention(**{**data, **sets, **lists, "source": intern(data["source"])})


def _told(data: Mapping[str, Any]) -> Told:
    dated = tuple((start, end, date, tuple(because)) for start, end, date, because in data["dated"])
    return Told(data["start"], data["text"], dated)
