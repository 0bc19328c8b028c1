"""Builders of times of day."""

import re
from typing import TYPE_CHECKING

from timeline.times.build import builder
from timeline.times.calendar import Unit
from timeline.times.meaning import (
    Clock,
    Fields,
    Length,
    Meaning,
    Relative,
    Repeat,
    Shift,
    Since,
    Until,
    Vague,
)
from timeline.times.model import Anchor

if TYPE_CHECKING:
    from timeline.times.rule_words import Words


_SMALL_HOURS = 6  # “two at night” is after midnight
_CLOCK = re.compile(r"\d{1,2}[:.h]\d\d(:\d\d)?")


def on_day(clock: Clock, outer: Meaning) -> Meaning | None:
    """Return the time on the day that `outer` means; None when it means no day."""
    if isinstance(outer, Clock):
        # “10 a.m. yesterday morning”: the finer one counts.
        time = _of_part(clock.time, outer.time) if clock.time[:2].isdigit() else clock.time
        return Clock(time, outer.on) if outer.on is not None else None
    if isinstance(outer, (Vague, Length, Repeat, Since, Until)):
        return None
    if isinstance(outer, (Relative, Shift)) and outer.unit is not Unit.DAY:
        return None
    if isinstance(outer, Fields) and not (outer.day or outer.weekday):
        return None
    return Clock(clock.time, outer)


@builder
def clock(words: "Words") -> Meaning | None:
    """Read a clock time: `hour`, perhaps `minute`, or `time` (10:30); `meridiem`, `zone`."""
    if words.has("time"):
        figures = [int(number) for number in re.split(r"[:.h]", words.text("time"))]
    else:
        hour = words.number("hour")
        figures = [hour if isinstance(hour, int) else 99, int(words.value("minute") or 0)]
    hour, minute = figures[0], figures[1]
    meridiem = words.value("meridiem")
    if not meridiem and words.has("hourfigure"):
        hour = int(words.number("hourfigure"))
        meridiem = words.shape_suffix("hourfigure")
    if meridiem in ("pm", "am"):
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if meridiem == "pm" else 0)
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        return None
    text = f"T{hour:02}:{minute:02}"
    if len(figures) > 2 and figures[2] < 60:
        text += f":{figures[2]:02}"
    if words.value("zone"):
        text += words.value("zone") if hour < 24 else ""
    return Clock(text[1:])


@builder
def daypart(words: "Words") -> Meaning | None:
    """Read a part of the day: of the `lead`, of the day that the rule gives, or of the words before it."""
    time = words.value("daypart") or words.get("daypart")
    if words.lead is not None:
        lead = words.lead
        return on_day(Clock(time), lead) if not isinstance(lead, Clock) else None
    if words.has("weekday"):
        return Clock(time, Fields(weekday=words.value("weekday"), direction=words.value("rel") or 0))
    if words.has("deictic"):
        return Clock(time, Relative(Unit.DAY, words.value("deictic"), Anchor.PUBLICATION))
    offset = words.value("rel") if words.has("rel") else words.get("offset")
    if offset is None:
        return Clock(time)
    return Clock(time, Relative(Unit.DAY, offset, Anchor(words.get("from") or "publication")))


@builder
def daypart_alone(words: "Words") -> Meaning | None:
    """Read “overnight” where it says when, not of what kind a thing is (“overnight train”)."""
    return None if words.followed_by_word() else daypart(words)


@builder
def daypart_of(words: "Words") -> Meaning | None:
    """Read “the night of 8 February 1904”, “the morning of the attack”."""
    clock = Clock(words.value("daypart"))
    if words.inner is not None:
        return on_day(clock, words.inner)
    if words.date_follows() or words.number_follows():
        return None  # “the night of the 8th tanks came”: that is no happening
    return Clock(clock.time, Shift(0, Unit.DAY, 1, Anchor.EVENT, words.event))


@builder
def night_into(words: "Words") -> Meaning | None:
    """Read “the night to Monday”, which is that of the day before."""
    clock, inner = Clock(words.value("daypart")), words.inner
    if inner is None or on_day(clock, inner) is None:
        return None
    return Clock(clock.time, Shift(1, Unit.DAY, -1, Anchor.EVENT, inner, named=True))


@builder
def daypart_of_day(words: "Words") -> Meaning | None:
    """Read “the morning of the 9th”; not of “the 9th battalion”, where it does not begin the sentence."""
    if words.followed_by_word() and not words.opens_sentence():
        return None
    return Clock(words.value("daypart"), Fields(day=words.number("d")))


@builder
def clock_checked(words: "Words") -> Meaning | None:
    """Return a clock time, when something besides the figure says that it is one."""
    if words.has("time") and not _CLOCK.fullmatch(words.text("time")):
        return None
    if words.has("hourfigure") or words.has("meridiem"):
        return clock(words)
    return clock(words) if words.has("time") and words.has("zone") else None


@builder
def clock_of_figures(words: "Words") -> Meaning | None:
    """Read “0915 GMT”, “1640 hours”."""
    figures = words.text("time")
    if len(figures) != 4 or int(figures[:2]) > 23 or int(figures[2:]) > 59:
        return None
    return Clock(f"{figures[:2]}:{figures[2:]}{words.value('zone') or ''}")


@builder
def clock_in_daypart(words: "Words") -> Meaning | None:
    """Read “at 4 in the morning”, “nine at night”."""
    read = clock(words)
    return Clock(_of_part(read.time, words.value("daypart"))) if isinstance(read, Clock) else None


def _of_part(time: str, part: str) -> str:
    """Return the clock time with the half of the day that its part says: six in the evening is 18:00."""
    hour = int(time[:2])
    if part == "NI" and hour == 12:  # at midnight
        return f"24{time[2:]}"
    if part in ("AF", "EV", "NI") and hour < 12 and not (part == "NI" and hour < _SMALL_HOURS):
        hour += 12
    return f"{hour:02}{time[2:]}"


@builder
def clock_alone(words: "Words") -> Meaning | None:
    """Return a clock time where no noun follows that the number would count."""
    return None if words.followed_by_word() else clock(words)


@builder
def clock_past(words: "Words") -> Meaning | None:
    """Read “half past seven”, or with `direction` -1 “a quarter to nine”."""
    minutes = words.value("minutes")
    hour = int(words.value("clockname")[:2]) if words.has("clockname") else words.value("hour")
    if not isinstance(minutes, int) or not isinstance(hour, int) or not 0 <= hour <= 24 or minutes > 59:
        return None
    if words.get("direction"):
        hour, minutes = (hour - 1) % 24, 60 - minutes
    return Clock(f"{hour:02}:{minutes:02}")


@builder
def named_clock(words: "Words") -> Meaning | None:
    """Noon and midnight, perhaps in a `zone` and of the day that follows."""
    name = words.value("clockname")
    time = Clock(name + (words.value("zone") or "" if name < "24" else ""))
    return time if words.inner is None else on_day(time, words.inner)
