"""The title of an event: that of the telling which has most in common with the others."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

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
    told = _told({mention.words for mention in telling})
    return min(telling, key=lambda mention: _rank(mention, told, dates_it=mention.date == date)).title


def _rank(
    mention: Mention, told: Mapping[str, float], *, dates_it: bool
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
        -_in_common(mention, told),
        abs(len(title) - _USUAL),
        mention.title,
    )


def _told(tellings: Iterable[frozenset[str]]) -> dict[str, float]:
    """Return what each word adds to the cosines of a telling with all of these, but for its own length."""
    shares: dict[str, list[float]] = defaultdict(list)
    for words in tellings:
        for word in words:
            shares[word].append(1 / math.sqrt(len(words)))
    return {word: math.fsum(each) for word, each in shares.items()}


def _in_common(mention: Mention, told: Mapping[str, float]) -> float:
    """Return how much a mention has in common with those that tell it in other words."""
    if not mention.words:
        return 0.0
    with_all = math.fsum(told[word] for word in mention.words) / math.sqrt(len(mention.words))
    return round(with_all - 1, 2)  # it has all in common with itself
