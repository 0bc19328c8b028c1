"""Builders of units, shifts and events, and of durations, sets and vague references."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from timeline.times.build import builder
from timeline.times.calendar import Unit
from timeline.times.durations import CLOCK_UNITS, IN_YEARS, duration_value
from timeline.times.meaning import (
    Ahead,
    Anniversary,
    Beside,
    Between,
    Fields,
    Holiday,
    Inside,
    Length,
    Meaning,
    Nth,
    Ordinal,
    Part,
    Relative,
    Repeat,
    Shift,
    Since,
    Then,
    Until,
    Vague,
)
from timeline.times.model import Anchor

if TYPE_CHECKING:
    from timeline.times.rule_words import Words


@builder
def unit(words: "Words") -> Meaning | None:
    """Last, this, next + unit, counted from publication or (`from: text`) from the date last spoken of."""
    kind = Unit(words.value("unit") or words.get("unit"))
    offset = words.value("rel") if words.has("rel") else words.get("offset")
    anchor = Anchor(words.get("from") or "publication")
    if kind in CLOCK_UNITS or kind is Unit.FORTNIGHT:
        return None
    if kind is Unit.DAY and not words.has("rel") and anchor is Anchor.PUBLICATION:
        return None  # “present day”
    return Relative(kind, offset, anchor, bool(words.get("tensed")))


@builder
def day(words: "Words") -> Meaning | None:
    """Yesterday, today, tomorrow: group `deictic` is the number of days from publication."""
    return Relative(Unit.DAY, words.value("deictic"), Anchor.PUBLICATION)


def _count(words: "Words") -> Any:
    """Return the number of units: 1 for an article, "X" for a vague number, None for a year before a unit.

    What begins with a pronoun is none, either: “a second one four days later”.
    """
    if not words.has("count"):
        return 1 if words.get("one") else "X"
    if not words.is_one_number("count"):
        return None
    tokens = words.words("count")
    if len(tokens) == 1 and len(tokens[0]) == 4 and tokens[0].isdecimal():
        return None
    count = words.bounds("count")[0]
    if words.has("tenths"):
        count += float(f"0.{words.text('tenths')}")
    return 1 if count is None else count


def _most(words: "Words") -> Any:
    """Return the higher number of “two or three days”, None where only one is said."""
    return words.bounds("count")[1] if words.has("count") else None


@builder
def shift(words: "Words") -> Meaning | None:
    """Read a number of units from publication, from the date last spoken of, or from an event."""
    kind = Unit(words.value("unit"))
    count = _count(words)
    points = words.points("direction")
    if count is None or (points and words.followed_by_word()):  # “two days after that man left”
        return None
    if words.has("half"):
        count = count + 0.5 if count != "X" else "X"
    if kind is Unit.FORTNIGHT:
        kind, count = Unit.WEEK, count * 2 if count != "X" else "X"
    if kind is Unit.WEEKEND:
        return None
    if kind in IN_YEARS and count != "X" and not float(count).is_integer():
        kind, count = Unit.YEAR, count * IN_YEARS[kind]
    direction = words.value("direction") if words.has("direction") else words.get("direction")
    return Shift(
        None if count == "X" else count,
        kind,
        direction,
        Anchor(words.get("from")),
        words.event or words.inner,
        words.value("approx"),
        bool(words.get("within")),
        words.has("exact") or words.has("precise"),
        bool(words.get("named")),
        _most(words),
        words.is_in("approx", "atmost"),
        points,
    )


@builder
def eve(words: "Words") -> Meaning | None:
    """Read the day before or after an event."""
    return Shift(1, Unit.DAY, words.get("direction"), Anchor.EVENT, words.event, named=True)


@builder
def same_day(words: "Words") -> Meaning | None:
    """Read the day of an event."""
    kind = Unit(words.value("unit")) if words.has("unit") else Unit.DAY
    if kind in CLOCK_UNITS or kind is Unit.FORTNIGHT:
        return None
    return Shift(0, kind, 1, Anchor.EVENT, words.event, named=True)


@builder
def nth(words: "Words") -> Meaning | None:
    """Read “the third day of the trial”."""
    number = words.value("n")
    kind = Unit(words.value("unit"))
    if words.event is None or not isinstance(number, int) or kind in CLOCK_UNITS or words.date_follows():
        return None
    return Nth(number, kind, words.event)


@builder
def between(words: "Words") -> Meaning | None:
    """Read “between the arrest and the verdict”."""
    events = words.events()
    return Between(*events) if events else None


@builder
def nth_beside(words: "Words") -> Meaning | None:
    """Read “the fifth day after the strike began”."""
    number, kind = words.value("n"), Unit(words.value("unit"))
    if not isinstance(number, int) or number < 1 or kind in CLOCK_UNITS or words.event is None:
        return None
    return Shift(number, kind, words.value("direction"), Anchor.EVENT, words.event, named=True)


@builder
def ordinal(words: "Words") -> Meaning | None:
    """Read “the second Sunday in August”, “the first week of 2010”."""
    number, of = words.value("n"), words.inner
    kind = Unit.DAY if words.has("weekday") else Unit(words.value("unit"))
    if not isinstance(number, int) or not isinstance(of, (Fields, Relative, Inside)) or kind in CLOCK_UNITS:
        return None
    if kind is Unit.FORTNIGHT:
        return Part("FIRST" if number == 1 else "SECOND", of) if number in (1, 2) else None
    return Ordinal(number, kind, of, words.value("weekday") if words.has("weekday") else None)


@builder
def ahead(words: "Words") -> Meaning | None:
    """Read “in three years”: a length, or after a verb about the future a date.

    With `opening` it must open a clause (“within days he had left”, but “he mended it within days”).
    """
    if words.get("opening") and not words.opens_clause():
        return None
    what, far = length(words), shift(words)
    return Ahead(what, far) if isinstance(what, Length) and isinstance(far, Shift) else None


@builder
def date_beside_event(words: "Words") -> Meaning | None:
    """Read “the Monday after the vote”, “the spring before the flood”."""
    assert words.event
    if words.has("weekday"):
        what = Fields(weekday=words.value("weekday"))
    elif words.has("m"):
        what = Fields(month=words.value("m"))
    else:
        what = Fields(unit=Unit.SEASON, index=words.value("season"))
    return Beside(what, words.value("direction"), words.event)


@builder
def anniversary(words: "Words") -> Meaning | None:
    """Read the n-th anniversary of an event, or (`direction`) the day before it."""
    event = words.event or words.place("whose")
    assert event
    number = words.number("n") if words.has("n") else None
    return Anniversary(number if number != "X" else None, event, words.get("direction") or 0)


@builder
def since(words: "Words") -> Meaning | None:
    """From what follows on."""
    return _bounded(words, Since)


@builder
def until(words: "Words") -> Meaning | None:
    """Up to what follows; with `counted: false` no length (“passed through six years later”)."""
    inner = words.inner
    if words.get("counted") is False and isinstance(inner, Shift) and not inner.named:
        return None
    return _bounded(words, Until)


def _bounded(words: "Words", operator: type[Since] | type[Until]) -> Meaning | None:
    if words.event is not None:
        return operator(words.event)
    if words.has("then"):
        return operator(Then())
    if words.inner is None or isinstance(words.inner, (Length, Repeat, Vague, Since, Until)):
        return None
    return operator(words.inner)


@builder
def inner(words: "Words") -> Meaning | None:
    """Return what follows, unchanged: the rule only widens or allows it."""
    return words.inner


@builder
def then(words: "Words") -> Meaning | None:
    """Return the date last spoken of."""
    return Then()


@builder
def length(words: "Words") -> Meaning | None:
    """Read a duration: `count` units, perhaps `half` more, perhaps `count2` of `unit2`."""
    kind = Unit(words.value("unit"))
    count = _count(words)
    if count is None:
        return None
    if words.has("half"):
        count = count + 0.5 if count != "X" else "X"
    if words.get("half"):
        count = 0.5
    value = duration_value(kind, count)
    if value and words.has("unit2"):
        second = duration_value(
            Unit(words.value("unit2")), words.number("count2") if words.has("count2") else 1
        )
        if second is None:
            return None
        value += second.removeprefix("PT" if "T" in value else "P")
    return Length(value, words.value("approx")) if value else None


@builder
def lasting(words: "Words") -> Meaning | None:
    """Read how long it lasted before or after something; None for what is set for then."""
    return None if words.soon_after("appointment") else length(words)


@builder
def fraction_of_unit(words: "Words") -> Meaning | None:
    """Read “a quarter of a century”, “three-quarters of an hour”."""
    value = duration_value(Unit(words.value("unit")), words.value("part"))
    return Length(value) if value else None


@builder
def repeat(words: "Words") -> Meaning | None:
    """Read a set: every unit, weekday or month; or a word whose TIMEX3 value the vocabulary gives."""
    if words.has("set"):
        return Repeat(words.value("set"))
    if words.has("weekday"):
        return Repeat(
            f"XXXX-WXX-{words.value('weekday')}"
            + (f"T{words.value('daypart')}" if words.has("daypart") else "")
        )
    if words.has("m"):
        return Repeat(f"XXXX-{words.value('m'):02}")
    if words.has("season"):
        return Repeat("XXXX-" + ("SP", "SU", "FA", "WI")[words.value("season") - 1])
    if words.has("daypart"):
        return Repeat(f"XXXX-XX-XXT{words.value('daypart')}")
    count = words.number("count") if words.has("count") else 1
    value = duration_value(Unit(words.value("unit")), count)
    return Repeat(value) if value else None


@builder
def vague(words: "Words") -> Meaning | None:
    """PRESENT_REF, PAST_REF, FUTURE_REF: the value of the group `ref`, or of the rule."""
    return Vague(words.value("ref") if words.has("ref") else words.get("ref"), bool(words.get("narrative")))


@builder
def day_but_one(words: "Words") -> Meaning | None:
    """Read the day before yesterday, the day after tomorrow: group `direction`."""
    return Relative(Unit.DAY, 2 * words.value("direction"), Anchor.PUBLICATION)


@builder
def shift_within(words: "Words") -> Meaning | None:
    """“within 48 hours of the verdict”."""
    return shift(words) if words.event is not None else None


@builder
def shift_to_the_day(words: "Words") -> Meaning | None:
    """Read “ten years ago today”."""
    return shift(words) if words.value("exact") == 0 else None


@builder
def shift_of_present(words: "Words") -> Meaning | None:
    """Read “ten years ago this month”, “a year ago this week”."""
    present = Relative(Unit(words.value("present")), 0, Anchor.PUBLICATION)
    counted = shift(words)
    if not isinstance(counted, Shift) or counted.count is None or counted.unit not in (Unit.YEAR, *IN_YEARS):
        return None
    if present.unit not in (Unit.WEEK, Unit.MONTH):
        return None
    months = 12 * IN_YEARS.get(counted.unit, 1) * counted.count
    exact = present.unit is Unit.WEEK
    return replace(
        counted, count=months, unit=Unit.MONTH, anchor=Anchor.EVENT, event=present, named=True, exact=exact
    )


@builder
def shift_before(words: "Words") -> Meaning | None:
    """Read “two days before”, where nothing follows that it could be before."""
    return shift(words) if words.at_border() else None


@builder
def unit_beside_event(words: "Words") -> Meaning | None:
    """Read “the week after the vote”: the days of a week from it, or the next month or year."""
    kind = Unit(words.value("unit"))
    direction = words.value("direction")
    return Shift(1, kind, direction, Anchor.EVENT, words.event, within=kind is Unit.WEEK, named=True)


@builder
def week_of_holiday(words: "Words") -> Meaning | None:
    """Read “Easter week”: the one that holds the day."""
    return Shift(0, Unit.WEEK, 1, Anchor.EVENT, Holiday(words.value("holiday")), named=True)


@builder
def week_of_date(words: "Words") -> Meaning | None:
    """Read “the week of 6 March”, the one that holds the day, and “the week beginning (ending) 6 March”."""
    inner = words.inner
    if not isinstance(inner, Holiday) and not (isinstance(inner, Fields) and inner.day):
        return None
    bound = words.has("edge")
    direction = words.value("edge") if bound else 1
    return Shift(0, Unit.WEEK, direction, Anchor.EVENT, inner, named=True, within=bound)
