"""What resolving hands on."""

from dataclasses import dataclass, replace

from timeline.times.calendar import Period
from timeline.times.model import Anchor

__all__ = ["NO_EVENT", "Resolved", "apposed", "dated", "undated"]

NO_EVENT = ("no date is given for the event it counts from",)


@dataclass(frozen=True, slots=True)
class Resolved:
    """A meaning resolved. `period` is the stretch of the calendar, where it is one."""

    type: str
    value: str
    date: str | None = None
    mod: str | None = None
    because: tuple[str, ...] = ()
    anchor: Anchor | None = None
    period: Period | None = None
    beside: bool = False  # it only says again which day the one beside it is
    event_date: str | None = None  # EDTF: when the event was that it counts from, told by the day beside it
    keep: bool = True  # whether it is an expression at all when nothing is known of its anchor

    def begins_by(self, day: int | None) -> bool:
        """Return whether it is known to begin no later than on a day (its number)."""
        return day is not None and self.period is not None and self.period.first <= day


def dated(period: Period, anchor: Anchor, *because: str, qualifier: str = "") -> Resolved:
    """Return a stretch of the calendar as a DATE, without a date outside the years -9999 to 9999."""
    if not period.in_calendar:
        return Resolved("DATE", "XXXX", None, None, (*because, "outside the years -9999 to 9999"), anchor)
    return Resolved("DATE", period.timex(), period.edtf(qualifier), None, because, anchor, period)


def apposed(result: Resolved, words: str, day: Resolved, name: str) -> Resolved:
    """Return what `words` mean beside the date `name`, which is the same day."""
    assert day.period is not None
    because = (*day.because, f"“{words}” stands beside “{name}”: {day.period.edtf()}")
    return replace(dated(day.period, result.anchor or Anchor.EVENT, *because), beside=True)


def undated(
    value: str, because: tuple[str, ...], anchor: Anchor | None = None, mod: str | None = None
) -> Resolved:
    """Return a date whose TIMEX3 value only says what it would be, and why it is not known."""
    return Resolved("DATE", value, None, mod, because, anchor)
