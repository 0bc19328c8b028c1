"""Mentions that tell the same → an event."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from itertools import chain

from timeline.events.agreement import agreed
from timeline.events.headings import heading
from timeline.events.mention import Mention
from timeline.events.model import Event, Evidence
from timeline.events.relevance import relevance
from timeline.events.tags import Vocabulary
from timeline.times import edtf

__all__ = ["Composer", "Told"]

_MOST_NAMES = 6


@dataclass(frozen=True)
class Told:
    """What tells one happening."""

    mentions: Sequence[Mention]
    contradicting: Sequence[Sequence[Mention]]  # the same with another day

    @cached_property
    def date(self) -> str:
        """The date (EDTF) that the mentions agree on."""
        return agreed(mention.date for mention in self.mentions)


class Composer:
    """Makes events of what tells them."""

    def __init__(
        self,
        ordered: Sequence[Mention],
        variants: Mapping[str, str],
        published: Mapping[str, str],
        vocabulary: Vocabulary,
    ) -> None:
        """`ordered` are all mentions, `variants` the fullest forms of names."""
        self._order = {id(mention): number for number, mention in enumerate(ordered)}
        self._variants, self._published, self._vocabulary = variants, published, vocabulary

    def event(self, told: Told) -> Event:
        """Return the event that is told."""
        mentions = self._ordered(chain(told.mentions, *told.contradicting))
        telling = [mention for mention in mentions if not mention.is_elaboration]
        evidence: dict[tuple[str, int], Evidence] = {}
        for each in mentions:
            evidence.setdefault(
                (each.source, each.start),
                Evidence(each.source, each.quote, each.start, each.end, each.because, each.expression),
            )
        tags = (tag for each in telling for tag in self._vocabulary.tags(*_tagged_by(each)))
        others = (agreed(mention.date for mention in other) for other in told.contradicting)
        event = Event(
            date=told.date,
            title=heading(telling, told.date),
            actors=_most_told((name for mention in mentions for name in mention.actors), self._variants),
            places=_most_told((name for mention in mentions for name in mention.places), {}),
            tags=_most_told(tags, {})[:3],
            relevance=relevance(telling, self._published),
            disputed=sorted(others, key=edtf.sort_key),
            evidence=list(evidence.values()),
        )
        event.actors = [name for name in event.actors if name not in event.places]
        # What one told as still to come and another as done has come about.
        if all(mention.is_planned for mention in telling or mentions):
            event.extra["planned"] = True
        return event

    def fingerprint(self, told: Iterable[Told], references: Mapping[int, str]) -> str:
        """Return what stands for the events that are told, in whatever order.

        `references` give what stands for each mention and its article, by the ids of these objects.
        """
        triggers = list(self._vocabulary.triggers.items())
        given = [triggers, sorted(self._reference(each, references) for each in told)]
        return blake2b(json.dumps(given).encode(), digest_size=20).hexdigest()

    def _reference(self, told: Told, references: Mapping[int, str]) -> list[list[str]]:
        mentions = [self._ordered(each) for each in (told.mentions, *told.contradicting)]
        names = (self._variants.get(name, name) for each in mentions for m in each for name in m.actors)
        return [list(names), *([references[id(m)] for m in each] for each in mentions)]

    def _ordered(self, mentions: Iterable[Mention]) -> list[Mention]:
        return sorted(mentions, key=lambda mention: self._order[id(mention)])


def _most_told(names: Iterable[str], variants: Mapping[str, str]) -> list[str]:
    counts = Counter(variants.get(name, name) for name in names)
    return [name for name, _ in counts.most_common(_MOST_NAMES)]  # of equally many what is told first


def _tagged_by(mention: Mention) -> tuple[list[str], str]:
    """Return the texts and the verb that call for the tags of what a mention tells."""
    return [mention.title, mention.clause], mention.head
