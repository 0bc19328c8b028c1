"""When an event was whose anniversary the news tells of: “marked the second anniversary of his death”."""

from collections.abc import Iterable

from timeline.times.calendar import Unit, date_of
from timeline.times.edtf import day_number, days_in_month
from timeline.times.meaning import Anniversary, Fields, Meaning
from timeline.times.resolved import Resolved

__all__ = ["day_remembered"]

_NEAR = 14  # days between an anniversary and the news of it


def day_remembered(
    anniversary: Anniversary, told: Iterable[tuple[Meaning, Resolved]], published: int
) -> tuple[str, tuple[str, ...]] | None:
    """Return the day, as EDTF, so many years before the news that the sentence names, with its reason.

    `told` are the meanings and dates of the sentence, `published` is the day of publication. In “marched to
    mark the second anniversary of the killing of a general, whose car was hit on 3 January 2020” only a day
    two years ago can be that of the killing. None when there is no such day, or the years are not counted.
    """
    if anniversary.number is None:
        return None
    for meaning, result in told:
        period = result.period
        if not isinstance(meaning, Fields) or meaning.year is None or period is None:
            continue
        if period.unit is not Unit.DAY or result.date is None:
            continue
        day = date_of(period.first)
        assert day.month is not None
        assert day.day is not None
        year = day.year + anniversary.number
        kept = day_number(year, day.month, min(day.day, days_in_month(year, day.month)))
        if abs(kept - published) <= _NEAR:
            years = "year" if anniversary.number == 1 else "years"
            step = (
                f"{result.date} is {anniversary.number} {years} before the anniversary that the news tells of"
            )
            return result.date, (*result.because, step)
    return None
