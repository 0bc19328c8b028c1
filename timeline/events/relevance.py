"""Which events a reader sees first: the turning points of the story, not what was said or told in passing."""

from collections.abc import Mapping, Sequence

from timeline.events import language
from timeline.events.mention import Mention
from timeline.times import edtf

__all__ = ["relevance"]

_CORE = 3  # points
_WEEK = 7  # days


def relevance(mentions: Sequence[Mention], published: Mapping[str, str]) -> str:
    """Return “core” or “secondary” for what the mentions tell together: core has three points or more.

    Points are given for the place in the article (headline 2, lede 1), for an act and for one with
    consequences (1 each), for the time (see `_points_of_time`), and for each further article that tells it
    (1). `published` gives the EDTF publication date by document, as far as it is known.
    """
    acts = [each for each in mentions if _is_act(each)]
    points = (
        max(_points_of_place(each) for each in mentions)
        + bool(acts)
        + any(_has_consequences(each) for each in acts)
        + max(_points_of_time(each, published) for each in mentions)
        + _tellings(mentions)
        - 1
    )
    return "core" if points >= _CORE else "secondary"


def _points_of_place(mention: Mention) -> int:
    return 2 if mention.tells_headline or mention.is_headline else int(mention.is_news)


def _is_act(mention: Mention) -> bool:
    """Whether it was done, and not only said, planned, named in passing or added to what was done."""
    words = language.words()
    says = mention.is_statement or mention.head in words.saying - words.consequential
    return not (
        says or mention.is_planned or mention.is_nominal or (mention.is_apart and not mention.is_news)
    )


def _has_consequences(mention: Mention) -> bool:
    words = language.words()
    if mention.head not in words.phases:
        return mention.head in words.consequential
    # “A vote is held”: the noun says what was done.
    title = {language.lemma(word) for word in mention.title.lower().split()}
    return not title.isdisjoint(words.consequential & words.happenings)


def _points_of_time(mention: Mention, published: Mapping[str, str]) -> int:
    """Return 1 for a date to the month or finer, 0 for a rougher one, and 2 for a day that is long past.

    Of what happened more than a week ago an article gives the day only when it mattered.
    """
    date = edtf.parse(mention.date)
    if date.kind is not edtf.Kind.DATE or date.precision < edtf.Precision.MONTH:
        return 0
    article = edtf.parse(published[mention.source]).earliest if mention.source in published else None
    is_past = article is not None and date.latest is not None and date.latest < article - _WEEK
    return 2 if is_past and date.precision >= edtf.Precision.DAY else 1


def _tellings(mentions: Sequence[Mention]) -> int:
    """Return how many articles tell it in words of their own; a text taken over counts once."""
    return min(len({each.source for each in mentions}), len({each.words for each in mentions}))
