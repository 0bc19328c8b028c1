"""The title of an event: that of the telling which has most in common with the others."""

import math
from collections.abc import Sequence

from timeline.events import language
from timeline.events.mention import Mention

__all__ = ["heading"]

_USUAL = 8  # words
_SHORT = 4


def heading(telling: Sequence[Mention], date: str) -> str:
    """Return the title of the event of that date (EDTF), which all these mentions tell.

    Among those that are whole sentences with names, headlines come first, then what says the most in common
    with the other tellings (the medoid, by the cosine of their words).
    """
    return min(telling, key=lambda mention: _rank(mention, telling, dates_it=mention.date == date)).title


def _rank(
    mention: Mention, telling: Sequence[Mention], *, dates_it: bool
) -> tuple[bool | int | float | str, ...]:
    title = mention.title.lower().split()
    words = language.words()
    own = title[: title.index("that")] if "that" in title else title  # “Berg says that he will stay”
    return (
        mention.is_nominal,
        not (words.personal_pronouns | words.thing_pronouns).isdisjoint(own),
        mention.is_statement,
        not mention.is_headline,
        len(title) < _SHORT,
        not dates_it,
        not mention.tells_headline,
        -_in_common(mention, telling),
        abs(len(title) - _USUAL),
        mention.title,
    )


def _in_common(mention: Mention, telling: Sequence[Mention]) -> float:
    """Return how much a mention has in common with those that tell it in other words."""
    others = {other.words for other in telling} - {mention.words}
    shares = (
        len(mention.words & words) / math.sqrt(len(mention.words) * len(words))
        for words in others
        if words and mention.words
    )
    return round(math.fsum(shares), 2)
