"""Which proposed event is which event of the file."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from timeline.events.model import Event, Evidence
from timeline.store.writing import token

__all__ = ["Key", "Known", "base_token", "key", "match", "mint", "same_place"]

Key = tuple[str, str]  # a source and the words of a quote: what an event is recognised by

_SIMILAR = 0.6  # share of common words from which two quotes of one article count as the same, edited


@dataclass(slots=True)
class Known:
    """An event of the file, as far as matching looks at it."""

    event: Event
    touched: bool  # a person edited, accepted, hid or wrote it


def key(evidence: Evidence) -> Key:
    """Return what a piece of evidence is recognised by: line breaks and spaces do not count."""
    return evidence.source, " ".join(evidence.quote.split())


def same_place(one: Evidence, other: Evidence) -> bool:
    """Whether both quote the same place of the same article, one of them perhaps shortened or extended."""
    if one.source != other.source:
        return False
    if None not in (one.start, one.end, other.start, other.end):
        return one.start < other.end and other.start < one.end  # type: ignore[operator]
    a, b = key(one)[1], key(other)[1]
    return a in b or b in a


def match(proposals: Sequence[Event], known: Sequence[Known], gone: set[str]) -> dict[int, int]:
    """Match proposed events to those of the file, one to one.

    First by shared evidence: of several possible partners the one with the same date, then the one that is
    not hidden, then the one with the most evidence in common, then a person's. What is left is matched by the
    id that would be minted for it, then by quotes of the same article that resemble each other and by quotes
    that moved with their article to another file name. The result does not depend on the order of the
    proposals.

    Args:
        proposals: what the extraction says now.
        known: what the file says.
        gone: the sources in the file whose article is no longer there.

    Returns:
        From the number of a proposal to the number of its known event.

    """
    matched: dict[int, int] = {}
    taken: set[int] = set()
    for candidates in (_by_evidence, _by_id, _by_likeness):
        free = [number for number in range(len(proposals)) if number not in matched]
        open_ = [number for number in range(len(known)) if number not in taken]
        if not free or not open_:
            break
        for _, _, proposal, place in sorted(candidates(proposals, known, free, open_, gone)):
            if proposal not in matched and place not in taken:
                matched[proposal] = place
                taken.add(place)
    return matched


_Candidate = tuple[tuple[float, ...], tuple[object, ...], int, int]


def _candidate(
    proposals: Sequence[Event], known: Sequence[Known], number: int, place: int, share: float
) -> _Candidate:
    proposal, event = proposals[number], known[place].event
    rank = (
        proposal.date != event.date,
        event.status == "hidden",
        -share,
        not known[place].touched,
        proposal.title != event.title,
    )
    # The second part makes the order independent of the order in which the proposals came.
    name = (proposal.date, proposal.title, *sorted(key(evidence) for evidence in proposal.evidence))
    return rank, (place, *map(str, name)), number, place


def _by_evidence(
    proposals: Sequence[Event], known: Sequence[Known], free: list[int], open_: list[int], gone: set[str]
) -> list[_Candidate]:
    places: dict[Key, set[int]] = defaultdict(set)
    keys: dict[int, set[Key]] = {}
    for place in open_:
        keys[place] = {key(evidence) for evidence in known[place].event.evidence}
        for each in keys[place]:
            places[each].add(place)
    found = []
    for number in free:
        own = {key(evidence) for evidence in proposals[number].evidence}
        for place in {place for each in own for place in places.get(each, ())}:
            share = len(own & keys[place]) / len(own | keys[place])
            found.append(_candidate(proposals, known, number, place, share))
    return found


def _by_id(
    proposals: Sequence[Event], known: Sequence[Known], free: list[int], open_: list[int], gone: set[str]
) -> list[_Candidate]:
    # A person may have rewritten the very quote that the event was recognised by.
    places = {known[place].event.id: place for place in open_ if known[place].event.id}
    found = []
    for number in free:
        evidence = proposals[number].evidence
        place = places.get(base_token(key(evidence[0]), 0, 6)) if evidence else None
        if place is not None:
            found.append(_candidate(proposals, known, number, place, 0.0))
    return found


def _by_likeness(
    proposals: Sequence[Event], known: Sequence[Known], free: list[int], open_: list[int], gone: set[str]
) -> list[_Candidate]:
    by_source: dict[str, list[tuple[int, set[str]]]] = defaultdict(list)
    by_quote: dict[str, set[int]] = defaultdict(set)
    for place in open_:
        for evidence in known[place].event.evidence:
            source, quote = key(evidence)
            by_source[source].append((place, set(quote.lower().split())))
            if source in gone:
                by_quote[quote].add(place)
    found = []
    for number in free:
        for evidence in proposals[number].evidence:
            source, quote = key(evidence)
            words = set(quote.lower().split())
            shares = dict.fromkeys(by_quote.get(quote, ()), 1.0)
            for place, others in by_source.get(source, ()):
                share = len(words & others) / len(words | others)
                if share >= _SIMILAR:
                    shares[place] = max(share, shares.get(place, 0.0))
            found += [_candidate(proposals, known, number, place, share) for place, share in shares.items()]
    return found


# ---------------------------------------------------------------------- ids


def base_token(first: Key, nth: int, length: int) -> str:
    """Return the id that the nth event (from 0) with this first evidence gets, if nothing else has it."""
    return token("\x1f".join((*first, str(nth)) if nth else first), length)


def mint(first: Key, used: dict[str, Key | None], length: int = 6) -> str:
    """Mint an id from an event's first evidence and note it in `used`.

    Args:
        first: what the first evidence is recognised by.
        used: the ids that are taken, each with the evidence it was minted from when that is known.
        length: of the id, in characters; more when another event has that one.

    Returns:
        The id.

    """
    nth = 0
    while True:
        name = base_token(first, nth, length)
        if name not in used:
            used[name] = first
            return name
        if used[name] in (first, None):
            nth += 1
        else:
            length += 1
