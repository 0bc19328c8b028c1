"""What an update does with each event and source, decided before any text is touched."""

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from timeline.events.model import Event, Evidence, Source, Timeline
from timeline.store.matching import Aside, Key, Known, key, mark, match, mint, same_place
from timeline.store.writing import event_lines, is_same, is_same_source
from timeline.times.edtf import sort_key

__all__ = ["Plan", "make_plan"]


_OTHER = ("", "")  # the first evidence of an event that is none of those that are new


@dataclass(slots=True)
class Plan:
    """The decisions. Numbers are places in the file's list of events."""

    new: list[Event] = field(default_factory=list)  # in order of time, with their ids
    rewrite: dict[int, Event] = field(default_factory=dict)
    remove: set[int] = field(default_factory=set)
    extend: dict[int, list[Evidence]] = field(default_factory=dict)  # evidence to add, and nothing else
    opinions: dict[int, str] = field(default_factory=dict)  # a date of the machine that was not applied
    new_sources: dict[str, Source] = field(default_factory=dict)
    rewrite_sources: dict[str, Source] = field(default_factory=dict)
    remove_sources: set[str] = field(default_factory=set)


def make_plan(
    old: Timeline,
    touched: Sequence[bool],
    fingerprints: Sequence[str | None],
    touched_sources: Collection[str],
    found: Timeline,
    present: Collection[str],
    gone: Collection[str] = (),
    aside: Sequence[Aside] = (),
) -> Plan:
    """Decide what becomes of each event and source of the file, and what is new.

    Args:
        old: what the file says.
        touched: of each of its events, whether a person edited, accepted, hid or wrote it.
        fingerprints: of each of its events, that of what the machine last wrote there.
        touched_sources: the keys of its sources for which the same holds.
        found: what the extraction says.
        present: the ids of all articles that were read.
        gone: the keys of its sources whose articles are known to be gone, not just left out of this run.
        aside: further events that are found just as they are; neither `old` nor `found` has them.

    Returns:
        The plan.

    """
    return _Planner(old, touched, fingerprints, touched_sources, found, present, gone, aside).plan


class _Planner:
    def __init__(
        self,
        old: Timeline,
        touched: Sequence[bool],
        fingerprints: Sequence[str | None],
        touched_sources: Collection[str],
        found: Timeline,
        present: Collection[str],
        gone: Collection[str],
        aside: Sequence[Aside],
    ) -> None:
        self.plan = Plan()
        self.aside = aside
        self.old, self.found, self.touched = old, found, touched
        self.absent = {
            source for source in old.sources if source not in found.sources and source not in present
        }
        self.left_out = self.absent - set(gone)  # not read, so nothing is known of what they tell now
        self.by_person = [event for event, is_touched in zip(old.events, touched, strict=True) if is_touched]
        known = [Known(*each) for each in zip(old.events, touched, fingerprints, strict=True)]
        self.matched = match(found.events, known, self.absent, Counter(each.first for each in aside))
        going = set(range(len(known))) - set(self.matched.values())
        # What an event says that goes because it was merged into another.
        self.set_free = {
            key(each) for place in going if not touched[place] for each in old.events[place].evidence
        }
        self.moved = self._moved(touched)
        self._plan_leftovers()
        self._plan_known()
        self._mint_ids()
        self._plan_sources(touched_sources)

    def _moved(self, touched: Sequence[bool]) -> dict[Key, list[int]]:
        """Return where a person put evidence into an event that the extraction would not have put there."""
        proposals = {place: self.found.events[number] for number, place in self.matched.items()}
        moved: dict[Key, list[int]] = {}
        for place, event in enumerate(self.old.events):
            if touched[place] and event.status != "hidden":
                own = {key(each) for each in proposals[place].evidence} if place in proposals else set()
                for each in {key(each) for each in event.evidence} - own:
                    moved.setdefault(each, []).append(place)
        return moved

    def _home(self, evidence: Evidence, date: str) -> int | None:
        """Return the event of this date into which a person moved the evidence."""
        places = self.moved.get(key(evidence), [])
        return next((place for place in places if self.old.events[place].date == date), None)

    # ------------------------------------------------------------------ proposals that are no known event

    def _plan_leftovers(self) -> None:
        held = {key(each) for event in self.by_person for each in event.evidence}
        for number, proposal in enumerate(self.found.events):
            if number in self.matched or not proposal.evidence:
                continue
            if {key(evidence) for evidence in proposal.evidence} <= held:
                continue  # merged, split or hidden by hand
            homes = [self._home(evidence, proposal.date) for evidence in proposal.evidence]
            home = next((place for place in homes if place is not None), None)
            if home is None:
                self.plan.new.append(dataclasses.replace(proposal))
            else:
                self._extend(home, proposal)

    # ------------------------------------------------------------------ events of the file

    def _plan_known(self) -> None:
        proposals = {place: self.found.events[number] for number, place in self.matched.items()}
        swallowed = {
            key(evidence)
            for place, proposal in proposals.items()
            if self.old.events[place].status == "hidden"
            for evidence in proposal.evidence
        }
        for place, event in enumerate(self.old.events):
            proposal = proposals.get(place)
            if self.touched[place]:
                if proposal is not None:
                    self._extend(place, proposal)
                    if proposal.date != event.date and event.status != "hidden":
                        self.plan.opinions[place] = proposal.date
            elif proposal is not None:
                wanted = self._wanted(event, proposal)
                if not is_same(wanted, event):
                    self.plan.rewrite[place] = wanted
            elif not any(each.source in self.left_out or key(each) in swallowed for each in event.evidence):
                self.plan.remove.add(place)

    def _wanted(self, event: Event, proposal: Event) -> Event:
        """Return what an untouched event should say now."""
        has = {key(each) for each in event.evidence}
        evidence = [
            each for each in proposal.evidence if key(each) in has or self._home(each, proposal.date) is None
        ] or proposal.evidence
        renamed = {key(each)[1] for each in evidence if each.source not in self.old.sources}
        orphans = [
            each for each in event.evidence if each.source in self.left_out and key(each)[1] not in renamed
        ]
        if orphans:
            now = {key(each): each for each in evidence}
            kept = [each if each in orphans else now.pop(key(each), None) for each in event.evidence]
            evidence = [each for each in kept if each] + list(now.values())
        return dataclasses.replace(proposal, id=event.id, evidence=list(evidence))

    def _holders(self, evidence: Evidence) -> list[Event]:
        wanted = key(evidence)
        return [event for event in self.by_person if any(key(each) == wanted for each in event.evidence)]

    def _extend(self, place: int, proposal: Event) -> None:
        """Add to a person's event what it does not have and what the person did not take out of it."""
        have = self.old.events[place].evidence + self.plan.extend.get(place, [])
        for each in proposal.evidence:
            if any(same_place(each, other) for other in have):
                continue
            if any(event.status != "hidden" for event in self._holders(each)):
                continue
            if self._is_news(each.source) or key(each) in self.set_free:
                self.plan.extend.setdefault(place, []).append(each)
                have = [*have, each]

    def _is_news(self, source: str) -> bool:
        """Whether the article was not there at the last run, or was dated otherwise.

        Evidence of any other article has been proposed before: where it is missing now, a person removed it.
        """
        before, now = self.old.sources.get(source), self.found.sources.get(source)
        return before is None or now is None or before.published != now.published

    def _mint_ids(self) -> None:
        used: dict[str, Key | None] = {}
        for event in self.old.events:
            if event.id:
                used[event.id] = key(event.evidence[0]) if event.evidence else None
        firsts = {mark(key(event.evidence[0])): key(event.evidence[0]) for event in self.plan.new}
        used |= {each.id: firsts.get(each.first, _OTHER) for each in self.aside}
        rivals: dict[tuple[Key, object], list[Event]] = defaultdict(list)
        for event in self.plan.new:
            rivals[key(event.evidence[0]), sort_key(event.date)].append(event)
        for (first, _), events in sorted(rivals.items(), key=itemgetter(0)):
            if len(events) > 1:
                events.sort(key=event_lines)
            for event in events:
                event.id = mint(first, used)
        self.plan.new.sort(key=lambda event: (sort_key(event.date), _first_place(event), event.id))

    # ------------------------------------------------------------------ sources

    def _plan_sources(self, touched_sources: Collection[str]) -> None:
        for name, source in self.found.sources.items():
            if name not in self.old.sources:
                self.plan.new_sources[name] = source
            elif name not in touched_sources and not is_same_source(source, self.old.sources[name]):
                self.plan.rewrite_sources[name] = source
        used = {
            evidence.source
            for place, event in enumerate(self.old.events)
            if place not in self.plan.remove
            for evidence in self.plan.rewrite.get(place, event).evidence
        }
        for name in self.absent:
            if name not in used and name not in touched_sources:
                self.plan.remove_sources.add(name)


def _first_place(event: Event) -> tuple[str, int]:
    return event.evidence[0].source, event.evidence[0].start or 0
