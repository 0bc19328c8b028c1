"""Articles that tell one happening and give it different days.

Two accounts of it contradict each other when each is dated to the day, the days differ by less than a week
(what is told alike a week or a year later is the next of a series), no article tells both, and their words
are those of one happening.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from timeline.events.agreement import is_span
from timeline.events.blocks import Blocks, Touched
from timeline.events.likeness import Likeness
from timeline.events.mention import Mention
from timeline.times import edtf

__all__ = ["Account", "Earlier", "account_of", "contradictions", "rank", "why_better"]

_NEAR = 6  # days
_MOST_COMPARED = 20  # mentions of an account, each in other words
_UNKNOWN = "9999"  # behind every publication date


@dataclass(frozen=True, slots=True, eq=False)
class Account:
    """What articles that agree on the day tell."""

    date: str  # EDTF, a day
    mentions: tuple[Mention, ...]  # the ones that give it
    published: str  # EDTF, when it was first told

    @property
    def sources(self) -> frozenset[str]:
        """The articles that give the day."""
        return frozenset(mention.source for mention in self.mentions)

    @property
    def compared(self) -> list[Mention]:
        """The first of those that tell it in words of their own."""
        told: dict[tuple[frozenset[str], str], Mention] = {}
        for mention in self.mentions:
            told.setdefault((mention.words, mention.quote), mention)
        return list(told.values())[:_MOST_COMPARED]

    @property
    def is_explicit(self) -> bool:
        """Whether an article names the day, and does not only count to it (“on Monday”)."""
        return any(mention.is_explicit for mention in self.mentions)


def account_of(mentions: Iterable[Mention], published: Mapping[str, str]) -> Account | None:
    """Return the account of mentions with compatible dates, None when they give no day, a span or a plan."""
    given = list(mentions)
    exact = [mention for mention in given if _is_day(mention)]
    if not exact or any(mention.is_planned for mention in exact):
        return None
    if len(exact) < len(given) and any(is_span(mention.date) for mention in given):
        return None
    first = min(published.get(mention.source, _UNKNOWN) for mention in exact)
    return Account(exact[0].date, tuple(exact), first)


def rank(account: Account) -> tuple[int, bool, str, str]:
    """Return a key that puts the better attested account first.

    More articles count before fewer, a day that is named before one that is counted to, an earlier
    publication before a later one, and then the earlier day.
    """
    return -len(account.sources), not account.is_explicit, account.published, account.date


def why_better(better: Account, other: Account) -> str:
    """Say in words which part of `rank` put one account before the other."""
    if len(better.sources) != len(other.sources):
        return f"fewer articles give it: {len(other.sources)}, and {len(better.sources)} give {better.date}"
    if better.is_explicit != other.is_explicit:
        return f"no article names this day, as one names {better.date}; it is only counted to"
    if better.published != other.published:
        return f"{better.date} was published first ({better.published})"
    return f"as well attested as {better.date}, which is the earlier"


@dataclass(slots=True)
class Earlier:
    """What an earlier run found about accounts that are still the same."""

    others: dict[Account, list[Account]]  # those that contradict an account; empty for all others
    touched: Touched  # where it may be otherwise now


def contradictions(
    accounts: Sequence[Account],
    likeness: Likeness,
    keys: Callable[[Mention], Sequence[str]] | None = None,
    earlier: Earlier | None = None,
) -> list[tuple[Account, list[Account]]]:
    """Return each account that others contradict, with these: at most one for a day.

    The result does not depend on the order of the accounts. Only those that share a rare word or a name and
    lie days apart are compared. `keys` gives these words of a mention, by default as `likeness` does.
    """
    ranked = sorted(accounts, key=lambda account: (rank(account), _place(account)))
    numbers = {account: number for number, account in enumerate(ranked)}
    days = [edtf.parse(account.date).earliest or 0 for account in ranked]
    keys = keys or likeness.keys
    words = [list(dict.fromkeys(key for m in account.mentions for key in keys(m))) for account in ranked]
    blocks = Blocks()
    for number, day in enumerate(days):
        blocks.add(number, (day, day), words[number])
    taken: set[int] = set()
    found = []
    for number, account in enumerate(ranked):
        if number in taken:
            continue
        around = days[number] - _NEAR, days[number] + _NEAR
        before = [numbers[other] for other in earlier.others.get(account, ())] if earlier else []
        if earlier and not earlier.touched.meets(around, words[number]):
            others = before
        else:
            near = [
                other
                for other in blocks.near(around, words[number])
                if other > number and other not in taken and 0 < abs(days[other] - days[number]) <= _NEAR
            ]
            scored = [(_alike(account, ranked[other], likeness), other) for other in near]
            others = _one_for_each_day(
                account, sorted((-like, other) for like, other in scored if like), ranked
            )
            if earlier and others != before:
                for other in (number, *before, *others):
                    earlier.touched.add((days[other], days[other]), words[other])
        if others:
            taken.update(others)
            found.append((account, [ranked[other] for other in others]))
    return found


def _one_for_each_day(
    account: Account, scored: Sequence[tuple[float, int]], ranked: Sequence[Account]
) -> list[int]:
    """Return the most alike accounts, none of a day or an article that is there already."""
    sources, dates = account.sources, {account.date}
    chosen = []
    for _, number in scored:
        other = ranked[number]
        if other.date not in dates and sources.isdisjoint(other.sources):
            chosen.append(number)
            dates.add(other.date)
            sources |= other.sources
    return chosen


def _alike(one: Account, other: Account, likeness: Likeness) -> float:
    if not one.sources.isdisjoint(other.sources):
        return 0.0  # an article that tells both tells two happenings
    return max(likeness.whatever_the_date(a, b) for a in one.compared for b in other.compared)


def _place(account: Account) -> list[tuple[str, int, int, str]]:
    return sorted((m.source, m.start, m.position, m.title) for m in account.mentions)


def _is_day(mention: Mention) -> bool:
    return mention.expression is not None and not mention.is_elaboration and _is_exact(mention.date)


@lru_cache(maxsize=100_000)
def _is_exact(text: str) -> bool:
    date = edtf.parse(text)
    return date.kind is edtf.Kind.DATE and date.precision >= edtf.Precision.DAY and not date.is_approximate
