"""Which of several dates is the finer one: “last year, on 4 May”."""

from collections.abc import Sequence

from timeline.events.governor import Governor
from timeline.events.mention import Mention
from timeline.times import edtf

__all__ = ["contains", "finest"]


def finest(dated: Sequence[tuple[Mention, Governor]]) -> list[Mention]:
    """Return the mentions without those whose date only contains that of another of the same word.

    “Last year, on 4 May, the ferry sank” tells one event. So does “published its 2019 report on 4 May”, as
    no title tells the report from its publication: the date is that of the verb.
    """
    return [
        mention
        for mention, found in dated
        if not any(
            mention.date != finer.date
            and (
                (found.token == other.token and _is_finer(finer.date, mention.date))
                or (found.is_noun and not other.is_noun and mention.title == finer.title)
            )
            for finer, other in dated
        )
    ]


def _is_finer(inner: str, outer: str) -> bool:
    """Whether a date lies within another; of two for the same time the shorter is (“1969-07”)."""
    return contains(outer, inner) and (not contains(inner, outer) or len(inner) < len(outer))


def contains(outer: str, inner: str) -> bool:
    """Return whether a date (EDTF) lies within another one."""
    first, second = edtf.parse(outer), edtf.parse(inner)
    if first.earliest is None or first.latest is None or second.earliest is None or second.latest is None:
        return False
    return first.earliest <= second.earliest and second.latest <= first.latest
