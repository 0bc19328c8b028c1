"""Mentions of the same happening, in one article or in several, become one event.

Mentions are taken in a fixed order and compared only with events of about the same time, so the
cost grows nearly linearly with their number. The result does not depend on the order of the files.
"""

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from timeline.events import language
from timeline.events.contradictions import account_of, contradictions
from timeline.events.likeness import SURE, Likeness
from timeline.events.mention import Mention
from timeline.events.model import Event, Evidence
from timeline.events.names import join_variants
from timeline.events.tags import Vocabulary, default
from timeline.times import edtf

__all__ = ["compatible", "fineness", "merge"]

_NEWS_DAYS = 6  # an article's news may have happened this many days before its publication
_MOST_NAMES = 6


@dataclass(slots=True, eq=False)
class _Group:
    mentions: list[Mention] = field(default_factory=list)
    contradicting: list[Sequence[Mention]] = field(default_factory=list)  # the same with another day


def merge(
    mentions: Iterable[Mention], published: dict[str, str], vocabulary: Vocabulary | None = None
) -> list[Event]:
    """Return the events that the mentions tell, in order of time.

    `published` gives the EDTF publication date by document, as far as it is known. The events are
    tagged by the vocabulary, by default the package's; what is merged does not depend on it.
    """
    ordered = sorted(
        mentions,
        key=lambda m: (published.get(m.source, "9999"), m.source, m.start, m.position, m.date, m.title),
    )
    variants = join_variants(name for mention in ordered for name in (*mention.actors, *mention.names))
    likeness = Likeness(ordered, variants)
    groups: list[_Group] = []
    by_month: dict[str, list[_Group]] = defaultdict(list)
    # What is dated exactly forms the events; the news of articles, dated roughly, then finds its event.
    for mention in sorted((m for m in ordered if not m.is_elaboration), key=_roughness):
        fitting = _fitting_groups(mention, by_month, likeness)
        group = fitting[0] if fitting else _Group()
        for other in fitting[1:]:  # the mention shows that they tell the same
            if all(compatible(a.date, b.date) for a in group.mentions for b in other.mentions):
                group.mentions += other.mentions
                other.mentions = []
        if not fitting:
            groups.append(group)
        group.mentions.append(mention)
        for month in {month for told in group.mentions for month in _months(told.date)}:
            if group not in by_month[month]:
                by_month[month].append(group)
    groups = [group for group in groups if group.mentions]
    _elaborate(groups, ordered)
    groups = _contradicted(groups, likeness, published)
    order = {id(mention): number for number, mention in enumerate(ordered)}
    events = [_event(group, variants, order, vocabulary or default()) for group in groups]
    return sorted(
        events, key=lambda event: (edtf.sort_key(event.date), event.title, event.evidence[0].source)
    )


def _elaborate(groups: Sequence[_Group], mentions: Sequence[Mention]) -> None:
    """Add the sentences that go on with an article's news to the event of that news."""
    news = {(m.source, m.title): group for group in groups for m in group.mentions if m.is_news}
    for mention in mentions:
        if mention.is_elaboration:
            news[mention.source, mention.title].mentions.append(mention)


def _contradicted(groups: Sequence[_Group], likeness: Likeness, published: Mapping[str, str]) -> list[_Group]:
    """Give what tells the same with another day to the group that is better attested."""
    by_account = {account_of(group.mentions, published): group for group in groups}
    accounts = [account for account in by_account if account is not None]
    given: set[int] = set()
    for account, others in contradictions(accounts, likeness):
        for other in others:
            by_account[account].contradicting.append(by_account[other].mentions)
            given.add(id(by_account[other]))
    return [group for group in groups if id(group) not in given]


def _roughness(mention: Mention) -> int:
    date = edtf.parse(mention.date)
    if date.is_approximate:
        return 3
    if date.kind is not edtf.Kind.DATE:
        return 2
    return 0 if date.precision >= edtf.Precision.DAY else 1


def _window(date: edtf.Edtf) -> tuple[float, float]:
    """Return the days in which the happening may lie."""
    first = float("-inf") if date.earliest is None else date.earliest
    last = float("inf") if date.latest is None else date.latest
    if date.is_approximate and date.precision >= edtf.Precision.DAY:
        first -= _NEWS_DAYS
    return first, last


def _months(text: str) -> list[str]:
    """Return the buckets in which a date is looked for: its months, or its year when it spans many."""
    first, last = _window(edtf.parse(text))
    if first == float("-inf") or last == float("inf"):
        edge = last if first == float("-inf") else first
        return [] if abs(edge) == float("inf") else [str(edtf.from_day_number(int(edge)))[:7], "open"]
    start, end = edtf.from_day_number(int(first)), edtf.from_day_number(int(last))
    count = (end.year - start.year) * 12 + (end.month or 1) - (start.month or 1) + 1
    if count > 12:
        return ["long"]
    months = [((start.month or 1) - 1 + i) for i in range(count)]
    return [f"{start.year + month // 12:04}-{month % 12 + 1:02}" for month in months]


def _fitting_groups(mention: Mention, by_month: dict[str, list[_Group]], likeness: Likeness) -> list[_Group]:
    """Return the group that the mention fits best, and after it others that it surely belongs to as well."""
    candidates: dict[int, _Group] = {}
    for month in _months(mention.date):
        for group in by_month.get(month, ()):
            candidates.setdefault(id(group), group)
    scored = []
    for group in candidates.values():
        if group.mentions and all(compatible(mention.date, other.date) for other in group.mentions):
            score = max(likeness.score(mention, other) for other in group.mentions)
            if score:
                scored.append((score, group))
    scored.sort(key=lambda pair: -pair[0])
    return [group for number, (score, group) in enumerate(scored) if number == 0 or score >= SURE]


@lru_cache(maxsize=100_000)
def compatible(one: str, other: str) -> bool:
    """Return whether two dates (EDTF) can be of one happening."""
    a, b = edtf.parse(one), edtf.parse(other)
    if (a.kind is edtf.Kind.INTERVAL) != (b.kind is edtf.Kind.INTERVAL):
        return False
    if a.kind is edtf.Kind.INTERVAL:
        return a.earliest == b.earliest
    (first_a, last_a), (first_b, last_b) = _window(a), _window(b)
    return first_a <= last_b and first_b <= last_a


# --- a group becomes an event ---


def _event(
    group: _Group, variants: dict[str, str], order: Mapping[int, int], vocabulary: Vocabulary
) -> Event:
    together = itertools.chain(group.mentions, *group.contradicting)
    mentions = sorted(together, key=lambda mention: order[id(mention)])
    sources = {mention.source for mention in mentions}
    best = min((m for m in mentions if not m.is_elaboration), key=_title_rank)
    evidence: dict[tuple[str, int], Evidence] = {}
    for mention in mentions:
        evidence.setdefault(
            (mention.source, mention.start),
            Evidence(
                mention.source, mention.quote, mention.start, mention.end, mention.because, mention.expression
            ),
        )
    event = Event(
        date=_date(group.mentions),
        title=best.title,
        actors=_most_told((name for mention in mentions for name in mention.actors), variants),
        places=_most_told((name for mention in mentions for name in mention.places), {}),
        tags=_most_told((tag for mention in mentions for tag in vocabulary.tags(mention.stems)), {})[:3],
        relevance=_relevance(mentions, sources),
        disputed=sorted((_date(other) for other in group.contradicting), key=edtf.sort_key),
        evidence=list(evidence.values()),
    )
    event.actors = [name for name in event.actors if name not in event.places]
    if any(mention.is_planned for mention in mentions):
        event.extra["planned"] = True
    return event


def _date(mentions: Sequence[Mention]) -> str:
    """Return the finest date that the others allow; of equally fine ones the most told, then the earliest.

    A month that the text names is worth more than “about the publication date”, and that more than a year.
    """
    counts = Counter(mention.date for mention in mentions)
    return min(counts, key=lambda date: (-fineness(date), -counts[date], edtf.sort_key(date)))


def fineness(text: str) -> float:
    """Return how much a date (EDTF) says; more is finer."""
    date = edtf.parse(text)
    if date.is_approximate and date.precision >= edtf.Precision.DAY:
        return edtf.Precision.MONTH - 0.5
    return date.precision - 0.25 * (date.kind is not edtf.Kind.DATE)


def _title_rank(mention: Mention) -> tuple[bool, bool, bool, bool, bool, int, str]:
    length = len(mention.title.split())
    words = language.words()
    pronouns = words.personal_pronouns | words.thing_pronouns
    return (
        mention.is_nominal,
        not pronouns.isdisjoint(mention.title.lower().split()),
        mention.is_statement,
        not mention.is_headline,
        length < 4,
        abs(length - 8),
        mention.title,
    )


def _most_told(names: Iterable[str], variants: dict[str, str]) -> list[str]:
    told = [variants.get(name, name) for name in names]
    counts = Counter(told)
    return sorted(counts, key=lambda name: (-counts[name], told.index(name)))[:_MOST_NAMES]


def _relevance(mentions: Sequence[Mention], sources: set[str]) -> str:
    if any(mention.is_news for mention in mentions) or len(sources) > 1:
        return "core"
    first = mentions[0]
    if all(mention.is_statement or mention.is_planned or mention.is_nominal for mention in mentions):
        return "secondary"
    return "core" if edtf.parse(first.date).precision >= edtf.Precision.MONTH else "secondary"
