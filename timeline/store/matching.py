"""Which proposed event is which event of the file."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from hashlib import blake2b
from typing import Any

from timeline.events.model import Event, Evidence
from timeline.store.writing import event_lines, fingerprint, is_same, text_pair, token

__all__ = ["Aside", "Key", "Known", "base_token", "key", "mark", "match", "mint", "same_place"]

Key = tuple[str, str]  # a source and the words of a quote: what an event is recognised by

ID_LENGTH = 6  # characters
_SIMILAR = 0.6  # share of common words from which two quotes of one article count as the same, edited


@dataclass(slots=True)
class Known:
    """An event of the file, as far as matching looks at it."""

    event: Event
    touched: bool  # a person edited, accepted, hid or wrote it
    fingerprint: str | None = None  # of what the machine wrote there, whatever a person made of it


@dataclass(frozen=True, slots=True)
class Aside:
    """An event that is left alone: its id, its line, and what stands for its first evidence."""

    id: str
    line: int
    first: str

    @classmethod
    def of(cls, event: Event, line: int) -> "Aside":
        """Return what is kept of an event."""
        return cls(event.id, line, mark(key(event.evidence[0])) if event.evidence else "")


def mark(first: Key) -> str:
    """Return a short text that stands for what an event is recognised by."""
    return blake2b("\x1f".join(first).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


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


def match(
    proposals: Sequence[Event],
    known: Sequence[Known],
    gone: set[str],
    aside: Mapping[str, int] | None = None,
) -> dict[int, int]:
    """Match proposed events to those of the file, one to one.

    First by what the machine wrote: an event that nobody touched and that is proposed again word for word,
    then one that a person edited, by the fingerprint of what stood there before. So an edit never takes
    another event's identity, however much the two look alike afterwards. Only what the articles now tell
    otherwise is compared: by shared evidence, first of the same time expression, then, among events that
    nobody touched, of the same date (a person's date says little about what the machine meant), then not
    hidden, then of a person's of the same date (so that evidence which joins an event does not make it
    another one in the next run), then with the most evidence in common. What is left is matched by the id
    that would be minted for it, then by quotes of the same article that resemble each other and by quotes
    that moved with their article to another file name.
    The result does not depend on the order of the proposals.

    Args:
        proposals: what the extraction says now.
        known: what the file says.
        gone: the sources in the file whose article was not read.
        aside: how many further events are proposed and known alike, by what stands for their first evidence.

    Returns:
        From the number of a proposal to the number of its known event.

    """
    matched: dict[int, int] = {}
    taken: set[int] = set()
    by_fingerprint, by_id = (partial(each, aside=aside or {}) for each in (_by_fingerprint, _by_id))
    for candidates in (_by_text, by_fingerprint, _by_evidence, by_id, _by_likeness):
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


def _told(event: Event) -> set[tuple[str, str, str]]:
    """Return what told an event: the quotes, each with its time expression."""
    return {(*key(evidence), evidence.expression or "") for evidence in event.evidence}


def _share(one: set[Any], other: set[Any]) -> float:
    return len(one & other) / (len(one | other) or 1)


def _candidate(
    proposals: Sequence[Event], known: Sequence[Known], number: int, place: int, share: float
) -> _Candidate:
    proposal, event, touched = proposals[number], known[place].event, known[place].touched
    told = _share(_told(proposal), _told(event))
    same_date = proposal.date == event.date
    rank = (
        not told,
        1 if touched else 0 if same_date else 2,
        event.status == "hidden",
        touched and not same_date,
        -share - told,
        not same_date,
        proposal.title != event.title,
        not touched,
    )
    # The second part makes the order independent of the order in which the proposals came.
    name = (proposal.date, proposal.title, *sorted(key(evidence) for evidence in proposal.evidence))
    return rank, (place, *map(str, name)), number, place


def _by_text(
    proposals: Sequence[Event], known: Sequence[Known], free: list[int], open_: list[int], gone: set[str]
) -> list[_Candidate]:
    places: dict[object, list[int]] = defaultdict(list)
    for place in open_:
        if not known[place].touched:
            places[_outline(known[place].event)].append(place)
    return [
        _candidate(proposals, known, number, place, 1.0)
        for number in free
        for place in places.get(_outline(proposals[number]), ())
        if is_same(replace(proposals[number], id=known[place].event.id), known[place].event)
    ]


def _outline(event: Event) -> object:
    return event.date, event.title, tuple(key(evidence) for evidence in event.evidence)


def _by_fingerprint(
    proposals: Sequence[Event],
    known: Sequence[Known],
    free: list[int],
    open_: list[int],
    gone: set[str],
    aside: Mapping[str, int],
) -> list[_Candidate]:
    signed = [place for place in open_ if known[place].touched and known[place].fingerprint]
    pairs = {
        (number, place)
        for candidates in (_by_evidence, partial(_by_id, aside=aside))
        for _, _, number, place in candidates(proposals, known, free, signed, gone)
    }
    written = {number: event_lines(replace(proposals[number], id="")) for number, _ in pairs}
    return [
        _candidate(proposals, known, number, place, 1.0)
        for number, place in pairs
        if fingerprint([*text_pair("id", known[place].event.id), *written[number]])
        == known[place].fingerprint
    ]


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
            found.append(_candidate(proposals, known, number, place, _share(own, keys[place])))
    return found


def _by_id(
    proposals: Sequence[Event],
    known: Sequence[Known],
    free: list[int],
    open_: list[int],
    gone: set[str],
    aside: Mapping[str, int],
) -> list[_Candidate]:
    # A person may have rewritten the very quote that the event was recognised by.
    places = {known[place].event.id: place for place in open_ if known[place].event.id}
    siblings = Counter(key(proposal.evidence[0]) for proposal in proposals if proposal.evidence)
    found = []
    for number in free:
        first = key(proposals[number].evidence[0]) if proposals[number].evidence else ("", "")
        for nth in range(siblings[first] + aside.get(mark(first), 0)):
            place = places.get(base_token(first, nth, ID_LENGTH))
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


def mint(first: Key, used: dict[str, Key | None], length: int = ID_LENGTH) -> str:
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
