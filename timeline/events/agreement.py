"""Dates that can be of one happening, and the date that they agree on."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache

from timeline.times import edtf

__all__ = ["agreed", "agreeing", "compatible", "fineness", "is_span", "window"]

_NEWS_DAYS = 6  # an article's news may have happened this many days before its publication

Days = tuple[float, float]  # numbers of the first and the last day


@lru_cache(maxsize=100_000)
def window(text: str) -> Days:
    """Return the days in which a happening with this date (EDTF) may lie; of a span, its first ones."""
    date = edtf.parse(text)
    if date.kind is edtf.Kind.INTERVAL:
        return _days(date.first or date.last)
    first = float("-inf") if date.earliest is None else date.earliest
    last = float("inf") if date.latest is None else date.latest
    return first - (_NEWS_DAYS if _is_about_a_day(date) else 0), last


@lru_cache(maxsize=100_000)
def compatible(one: str, other: str) -> bool:
    """Return whether two dates (EDTF) can be of one happening.

    Two spans can when they begin alike and end alike, or begin with the same day: what is still going on in
    one article has come to its end in a later one. A span and a day can when the span begins with the day.
    """
    a, b = edtf.parse(one), edtf.parse(other)
    if (a.kind is edtf.Kind.INTERVAL) != (b.kind is edtf.Kind.INTERVAL):
        first, last = window(one)
        return first == last and window(other) == (first, last)
    if a.kind is edtf.Kind.INTERVAL:
        ends = _overlap(_days(a.last), _days(b.last)) and _overlap(_days(a.first), _days(b.first))
        begin = max(_days(a.first)[0], _days(b.first)[0])
        goes_on = begin <= min(_days(a.last)[1], _days(b.last)[1])
        return goes_on and (ends or a.earliest == b.earliest)
    return _overlap(window(one), window(other))


def agreeing(some: Collection[str], others: Collection[str]) -> bool:
    """Return whether the dates (EDTF) of two groups can be of one happening.

    A publication, about which something happened, may lie outside of a month or year that is told only when
    a day is known that lies in the month and before the publication; without it the two date two happenings.
    """
    if not all(compatible(one, other) for one in some for other in others):
        return False
    together = {*some, *others}
    return not any(
        _misses(about, agreed(together - {about}))
        for about in together
        if len(together) > 1 and _is_about_a_day(edtf.parse(about))
    )


def _misses(about: str, coarse: str) -> bool:
    first, last = window(coarse)
    return last - first > _NEWS_DAYS and not _overlap(_days(edtf.parse(about).first), (first, last))


@lru_cache(maxsize=100_000)
def is_span(text: str) -> bool:
    """Return whether a date (EDTF) has a beginning and an end."""
    return edtf.parse(text).kind is edtf.Kind.INTERVAL


def agreed(dates: Iterable[str]) -> str:
    """Return the date of a happening to which compatible dates (EDTF) are given.

    It is the narrowest; of equally narrow ones the most told, then the earliest. A span says more than its
    first day; it is told by its narrowest ends, and by the later end when they differ.
    """
    given = list(dates)
    if len(set(given)) == 1 and not is_span(given[0]):
        return given[0]
    counts = Counter(given)
    spans = [edtf.parse(date) for date in counts if is_span(date)]
    if spans:
        return _span(spans)
    finest = max(map(fineness, counts))
    return min(
        (text for text in counts if fineness(text) == finest),
        key=lambda text: (-counts[text], edtf.sort_key(text)),
    )


@lru_cache(maxsize=100_000)
def fineness(text: str) -> tuple[float, bool, bool]:
    """Return how much a date (EDTF) says; more is finer: of fewer days, and of equally many the surer."""
    date = edtf.parse(text)
    first, last = window(text)
    return first - last, not date.is_approximate, date.kind is edtf.Kind.DATE


def _span(spans: Sequence[edtf.Edtf]) -> str:
    first = min((span.first for span in spans), key=_width)
    latest = max((span.last for span in spans), key=lambda end: (_days(end)[1], _width(end)))
    last = min((span.last for span in spans if _overlap(_days(span.last), _days(latest))), key=_width)
    return f"{first or '..'}/{last or '..'}"


def _width(end: edtf.CalendarDate | None) -> tuple[float, float]:
    first, last = _days(end)
    return last - first, first


def _days(end: edtf.CalendarDate | None) -> Days:
    return (float("-inf"), float("inf")) if end is None else (end.earliest, end.latest)


def _overlap(one: Days, other: Days) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _is_about_a_day(date: edtf.Edtf) -> bool:
    return date.is_approximate and date.precision >= edtf.Precision.DAY
