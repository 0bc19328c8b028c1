"""Mentions of the same happening, in one article or in several, become one event.

The result does not depend on the order of the files.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from sys import intern

from timeline.events.agreement import window
from timeline.events.blocks import Touched, month_of
from timeline.events.buckets import Stage, decided_by, stage_of, words_by
from timeline.events.composing import Composer, Told
from timeline.events.contradictions import Earlier, account_of, contradictions
from timeline.events.groups import Group, Groups
from timeline.events.likeness import Likeness
from timeline.events.memory import Article, Decided, Memory, mark
from timeline.events.mention import Mention
from timeline.events.model import Event
from timeline.events.names import join_variants
from timeline.events.parts import parts
from timeline.events.tags import Vocabulary, default
from timeline.times import edtf
from timeline.workers import Engine

__all__ = ["LeftOut", "merge"]

_AROUND = 20  # days, further than those of two accounts that are compared can lie apart

LeftOut = Callable[[int, str], bool]


def merge(
    mentions: Iterable[Mention],
    published: dict[str, str],
    vocabulary: Vocabulary | None = None,
    memory: Memory | None = None,
    left_out: LeftOut | None = None,
    engine: Engine | None = None,
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
        engine: what weighs the words and merges that which lies in one month or year, when nothing is known
            of it.
    """
    given = list(mentions)
    memory = memory or Memory(None, [Article("", "", "", len(given))], list(map(mark, given)))
    ordered = sorted(
        given,
        key=lambda m: (published.get(m.source, "9999"), m.source, m.start, m.position, m.date, m.title),
    )
    variants = join_variants(name for mention in ordered for name in (*mention.actors, *mention.names))
    elsewhere = engine if memory.is_empty else None
    likeness, numbers = _weighed(given, ordered, variants, memory, elsewhere)
    # What is dated to a day or a month forms the events, month by month; what is dated more roughly, such as
    # the news of articles, then finds its event, in its year before those of several years.
    telling = sorted((m for m in ordered if not m.is_elaboration), key=lambda m: _turn(m.date))
    decided = decided_by(elsewhere, telling, numbers, likeness, variants, memory) if elsewhere else None
    forming = Groups(likeness, memory, numbers, decided)
    for mention in telling:
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
    given: Sequence[Mention],
    ordered: Sequence[Mention],
    variants: dict[str, str],
    memory: Memory,
    engine: Engine | None,
) -> tuple[Likeness, dict[int, int]]:
    """Return the comparison of the mentions, and their numbers; note in the memory by what they are found."""
    numbers = {id(mention): number for number, mention in enumerate(given)}
    memory.rename(given, variants)
    known = words_by(engine, given, variants) if engine is not None else {}
    likeness = Likeness(ordered, variants, known, _counted(given, variants, memory))
    memory.weigh(likeness.counts)
    marks = memory.marks()
    for number, mention in enumerate(given):
        decided = memory.decided(number)
        if decided is None:
            words = likeness.words(mention, known.get(id(mention)))
            blocks = [f"={mention.title}", *likeness.keys(mention, words), intern(f"@{mention.source}")]
            memory.now.decided.append(Decided(mention.date, marks[number], words, blocks))
        else:
            known_as = decided.mark, decided.words, decided.blocks
            memory.now.decided.append(Decided(decided.date, *known_as))
    return likeness, numbers


def _counted(given: Sequence[Mention], variants: Mapping[str, str], memory: Memory) -> Counter[str] | None:
    """Return how many mentions have each word, counted on from the earlier run; None without one."""
    if memory.is_empty:
        return None
    counts = memory.counted()
    for number, mention in enumerate(given):
        if memory.decided(number) is None:
            counts.update(parts(mention, variants).words)
    return +counts  # without what no mention has any more


def _elaborate(groups: Sequence[Group], mentions: Sequence[Mention]) -> None:
    """Add the sentences that go on with an article's news to the event of that news."""
    news = {(m.source, m.title, m.date): group for group in groups for m in group.mentions}
    for mention in mentions:
        if mention.is_elaboration:
            news[mention.source, mention.title, mention.date].mentions.append(mention)


def _near_changes(
    named: Mapping[int, Group], before: Mapping[int, Sequence[int]], touched: Touched
) -> set[int]:
    """Return the groups near which something has changed, and those that took part in a contradiction."""
    days = {date: window(date) for group in named.values() for date in group.dates}
    near = {
        date for date, (first, last) in days.items() if touched.meets_days((first - _AROUND, last + _AROUND))
    }
    involved = set(before).union(*before.values())
    return {first for first, group in named.items() if first in involved or not near.isdisjoint(group.dates)}


def _contradicted(
    groups: Groups,
    likeness: Likeness,
    published: Mapping[str, str],
    memory: Memory,
    numbers: Mapping[int, int],
) -> list[Group]:
    """Give what tells the same with another day to the group that is better attested."""
    named = dict(groups.named())
    before = {first: others for first in named if (others := memory.contradicted(first))}

    def found(chosen: Iterable[int]) -> list[tuple[int, list[int]]]:
        """Return those of the groups that others contradict, with these."""
        told = ((first, account_of(named[first].mentions, published)) for first in chosen)
        accounts = {first: account for first, account in told if account is not None}
        firsts = {account: first for first, account in accounts.items()}
        known = {
            account: [accounts[other] for other in before.get(first, ()) if other in accounts]
            for account, first in firsts.items()
        }
        return [
            (firsts[account], [firsts[other] for other in others])
            for account, others in contradictions(
                list(firsts),
                likeness,
                lambda mention: memory.now.decided[numbers[id(mention)]].blocks[1:-1],
                None if memory.is_empty else Earlier(known, groups.touched),
            )
        ]

    changed = len(groups.touched)
    result = found(named if memory.is_empty else _near_changes(named, before, groups.touched))
    if len(groups.touched) > changed:  # one change has led to another
        result = found(named)
    given: set[int] = set()
    for first, others in result:
        memory.now.contradicted[first] = others
        for other in others:
            named[first].contradicting.append(named[other].mentions)
            given.add(id(named[other]))
    return [group for group in groups if id(group) not in given]


@lru_cache(maxsize=100_000)
def _turn(text: str) -> tuple[float, ...]:
    """Return when it is the turn of a date: in its month, days first; later when it is rougher, in order."""
    date, stage = edtf.parse(text), stage_of(text)
    if stage is Stage.MONTH:
        return stage, month_of(window(text)), date.precision < edtf.Precision.DAY
    return stage, 2 * date.is_approximate + (date.kind is not edtf.Kind.DATE), window(text)[0]
