"""Builders: from the words of a rule's groups to a meaning. Rules name them; none knows a word of a language."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeAlias

from timeline.times.calendar import Unit
from timeline.times.meaning import (
    Anniversary,
    Clock,
    Decade,
    Event,
    Fields,
    Holiday,
    Inside,
    Length,
    Meaning,
    Nth,
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
    from timeline.times.matching import Words

__all__ = ["BUILDERS", "Builder", "duration_value"]

Builder: TypeAlias = "Callable[[Words], Meaning | tuple[Meaning, ...] | None]"
BUILDERS: dict[str, Builder] = {}

# TIMEX3 letters; below a day they follow a T. Decade is E in TimeBank's guidelines.
_LETTER = {
    Unit.SECOND: "S",
    Unit.MINUTE: "M",
    Unit.HOUR: "H",
    Unit.DAY: "D",
    Unit.WEEK: "W",
    Unit.WEEKEND: "WE",
    Unit.MONTH: "M",
    Unit.QUARTER: "Q",
    Unit.SEASON: "S",
    Unit.YEAR: "Y",
    Unit.DECADE: "E",
    Unit.CENTURY: "C",
    Unit.MILLENNIUM: "L",
}
_CLOCK_UNITS = (Unit.SECOND, Unit.MINUTE, Unit.HOUR)
_SUB_YEAR = (Unit.SEASON, Unit.QUARTER, Unit.HALF)


def _builder(function: Builder) -> Builder:
    BUILDERS[function.__name__] = function
    return function


@_builder
def nothing(words: "Words") -> tuple[Meaning, ...]:
    """Return no meaning: the words look like an expression and are none."""
    return ()


def _year(words: "Words", name: str = "year") -> int | None:
    """Return the year of the group, with its era when there is one."""
    if not words.has(name):
        return None
    value = words.number(name)
    if not isinstance(value, int):
        return None
    if words.value("era") == "before":
        return 1 - value
    return value


@_builder
def date(words: "Words") -> Meaning | None:
    """Day, month and year, as far as the groups `d`, `m`, `year`, `weekday` are there."""
    month = words.value("m") if words.has("m") else None
    if month is not None and words.needs_context("m"):
        return None
    day = words.number("d") if words.has("d") else None
    if day is not None and not 1 <= day <= 31:
        return None
    weekday = words.value("weekday") if words.has("weekday") and day is None else None
    return Fields(_year(words), month, day, weekday)


@_builder
def days(words: "Words") -> tuple[Meaning, ...] | None:
    """Several days that share a month and a year: groups `d1`, `d2`, perhaps `d3` and `m2`, one extent each."""
    year, month = _year(words), words.value("m")
    numbers = [words.number(name) for name in ("d1", "d2", "d3") if words.has(name)]
    if not all(isinstance(number, int) and 1 <= number <= 31 for number in numbers):
        return None
    if words.get("checked") and words.followed_by_noun():
        return None
    months = [month] * len(numbers)
    if words.has("m2"):
        months[-1] = words.value("m2")
    first_year = year
    if year is not None and months[0] > months[-1]:
        first_year = year - 1
    return tuple(
        Fields(first_year if number == 0 else year, months[number], day) for number, day in enumerate(numbers)
    )


@_builder
def months(words: "Words") -> tuple[Meaning, ...] | None:
    """Two months of one year: groups `m1`, `m2`, `year`."""
    first, last, year = words.value("m1"), words.value("m2"), _year(words)
    first_year = year - 1 if year is not None and first > last else year
    return Fields(first_year, first), Fields(year, last)


@_builder
def years(words: "Words") -> tuple[Meaning, ...] | None:
    """A range of years: groups `y1`, `y2`, the second perhaps of two figures."""
    first, last = _year(words, "y1"), _year(words, "y2")
    if first is None or last is None:
        return None
    if 0 <= last < 100 <= first:
        last += first - first % 100
    if last < first:
        return None
    return Fields(first), Fields(last)


@_builder
def yearspan(words: "Words") -> Meaning | None:
    """“2008-09”: the next year when it is the next, else a month when it can be one, else years."""
    text = words.text("span")
    year, other = int(text[:4]), int(text[5:7])
    end = year - year % 100 + other
    if text[4] == "-" and 1 <= other <= 12 and end != year + 1:
        return Fields(year, other)
    if end <= year:
        return None
    return Fields(year, unit=Unit.YEAR, index=end)


@_builder
def numeric(words: "Words") -> Meaning | None:
    """Return a date in figures; `order` says which comes first when both could be the month."""
    import re

    parts = [int(part) for part in re.split(r"[-./]", words.text("figures")[:10].split("T")[0])]
    if len(parts) != 3:
        return None
    if parts[0] > 31:
        year, month, day = parts
    elif parts[2] > 31 or len(words.text("figures").rpartition("/")[2]) == 2:
        first, second, year = parts
        month, day = (first, second) if words.get("order") == "month" and first <= 12 else (second, first)
        if month > 12 >= day:
            month, day = day, month
        if year < 100:
            year += 2000 if year < 70 else 1900
    else:
        return None
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    text = words.text("figures")
    fields = Fields(year, month, day)
    if "T" in text:
        return Clock(text.partition("T")[2].partition(".")[0], fields)
    return fields


@_builder
def year(words: "Words") -> Meaning | None:
    """A year alone; with `checked`, only where what follows does not make it a number of things."""
    value = _year(words)
    if value is None:
        return None
    if words.get("checked") and words.followed_by_noun(value):
        return None
    return Fields(value, approximate=words.has("circa"))


@_builder
def spoken_year(words: "Words") -> Meaning | None:
    """Return a year in words: “nineteen ninety-four”."""
    hundreds, rest = words.number("hundreds"), words.number("rest")
    if hundreds is None or (words.has("rest") and not (isinstance(rest, int) and 0 < rest < 100)):
        return None
    if hundreds >= 1000:
        return Fields(hundreds + (rest or 0))
    return Fields(hundreds * 100 + rest) if rest and rest >= 10 else None


@_builder
def circa(words: "Words") -> Meaning | None:
    """A year said to be approximate."""
    inner = words.inner
    if isinstance(inner, Fields) and inner.year is not None and inner.month is None and inner.unit is None:
        return Fields(inner.year, approximate=True)
    return None


@_builder
def decade(words: "Words") -> Meaning | None:
    """“the 1990s”, “the nineties”, “the 490s BC”."""
    value = words.number("decade") if words.get("figures") else words.value("decade")
    if value is None:
        return None
    if words.value("era") == "before":
        return Fields(unit=Unit.DECADE, index=-(value // 10) - 1)
    if value >= 100:
        return Fields(unit=Unit.DECADE, index=value // 10)
    return Decade(value)


@_builder
def century(words: "Words") -> Meaning | None:
    """“the 19th century”."""
    number = words.number("n")
    if not isinstance(number, int) or not 1 <= number <= 30:
        return None
    return Fields(unit=Unit.CENTURY, index=-number if words.value("era") == "before" else number - 1)


@_builder
def subyear(words: "Words") -> Meaning | None:
    """A season, quarter or half, perhaps with its year: group `n` or `season`."""
    unit = Unit(words.get("unit"))
    index = words.value("season") if unit is Unit.SEASON else words.number("n")
    limit = {Unit.QUARTER: 4, Unit.HALF: 2}.get(unit, 5)
    if not isinstance(index, int) or not 1 <= index <= limit:
        return None
    return Fields(_year(words), unit=unit, index=index, direction=words.value("rel") or 0)


@_builder
def which(words: "Words") -> Meaning | None:
    """Last, this, next + weekday, month or season: group `rel` and the field's."""
    direction = words.value("rel")
    if words.has("weekday"):
        return Fields(weekday=words.value("weekday"), direction=direction or 2)
    if words.has("m"):
        return Fields(month=words.value("m"), direction=direction or 2)
    if words.has("season"):
        return Fields(unit=Unit.SEASON, index=words.value("season"), direction=direction or 2)
    return None


@_builder
def unit(words: "Words") -> Meaning | None:
    """Last, this, next + unit, counted from publication or (`from: text`) from the date last spoken of."""
    kind = Unit(words.value("unit"))
    offset = words.value("rel") if words.has("rel") else words.get("offset")
    anchor = Anchor(words.get("from") or "publication")
    if kind in _CLOCK_UNITS:
        return None
    if kind is Unit.FORTNIGHT:
        return None
    return Relative(kind, offset, anchor)


@_builder
def day(words: "Words") -> Meaning | None:
    """Yesterday, today, tomorrow: group `deictic` is the number of days from publication."""
    return Relative(Unit.DAY, words.value("deictic"), Anchor.PUBLICATION)


def _count(words: "Words") -> Any:
    """Return the number of units: 1 for an article, "X" for a vague number, None for a year before a unit."""
    if not words.has("count"):
        return 1 if words.get("one") else "X"
    tokens = words.words("count")
    if len(tokens) == 1 and len(tokens[0]) == 4 and tokens[0].isdecimal():
        return None
    count = words.number("count")
    return 1 if count is None else count


@_builder
def shift(words: "Words") -> Meaning | None:
    """A number of units from publication, the date last spoken of (`from: text`) or an event (`from: event`)."""
    kind = Unit(words.value("unit"))
    count = _count(words)
    if count is None:
        return None
    if words.has("half"):
        count = count + 0.5 if count != "X" else "X"
    if kind is Unit.FORTNIGHT:
        kind, count = Unit.WEEK, count * 2 if count != "X" else "X"
    if kind is Unit.WEEKEND:
        return None
    direction = words.value("direction") if words.has("direction") else words.get("direction")
    return Shift(
        None if count == "X" else count,
        kind,
        direction,
        Anchor(words.get("from")),
        words.event or words.inner,
        words.value("approx"),
        bool(words.get("within")),
        words.has("exact"),
        bool(words.get("named")),
    )


@_builder
def eve(words: "Words") -> Meaning | None:
    """The day before or after an event."""
    return Shift(1, Unit.DAY, words.get("direction"), Anchor.EVENT, words.event)


@_builder
def same_day(words: "Words") -> Meaning | None:
    """The day of an event."""
    kind = Unit(words.value("unit")) if words.has("unit") else Unit.DAY
    if kind in _CLOCK_UNITS or kind is Unit.FORTNIGHT:
        return None
    return Shift(0, kind, 1, Anchor.EVENT, words.event)


@_builder
def nth(words: "Words") -> Meaning | None:
    """“the third day of the trial”."""
    number = words.number("n") if words.has("n") else words.get("number")
    kind = Unit(words.value("unit"))
    if words.event is None or not isinstance(number, int) or kind in _CLOCK_UNITS:
        return None
    return Nth(number, kind, words.event)


@_builder
def anniversary(words: "Words") -> Meaning | None:
    """The n-th anniversary of an event, or (`direction`) the day before it."""
    assert words.event
    number = words.number("n") if words.has("n") else None
    return Anniversary(number if number != "X" else None, words.event, words.get("direction") or 0)


@_builder
def holiday(words: "Words") -> Meaning | None:
    """A named day, perhaps with its year."""
    return Holiday(words.value("holiday"), _year(words), words.value("rel") or 0)


@_builder
def part(words: "Words") -> Meaning | None:
    """Early, mid-, late: group `part` of the date that follows."""
    name, inner = words.value("part"), words.inner
    if inner is None or isinstance(inner, (Vague, Length, Repeat, Part, Since, Until)):
        return None
    if isinstance(inner, (Relative, Shift)) and inner.unit is Unit.DAY:
        return None
    if isinstance(inner, Fields) and (inner.day or inner.weekday):
        return None
    if isinstance(inner, Shift) and not isinstance(inner.event, Event):
        return None
    return Part(name, inner)


@_builder
def half_of(words: "Words") -> Meaning | None:
    """“the first half of 1990”, “the third quarter of last year”; of other things a part."""
    inner = words.inner
    number = words.value("n")
    kind = Unit(words.get("unit"))
    if isinstance(inner, Relative) and inner.unit is Unit.YEAR:
        return Inside(Fields(unit=kind, index=number), inner)
    if isinstance(inner, Fields) and inner.year is not None and inner.month is None and inner.unit is None:
        return Fields(inner.year, unit=kind, index=number)
    if kind is Unit.HALF and number in (1, 2) and isinstance(inner, (Fields, Relative, Decade)):
        return Part("FIRST" if number == 1 else "SECOND", inner)
    return None


def _open(meaning: Meaning) -> bool:
    """Whether a coarser date may follow: the year of a month, the week of a weekday."""
    if isinstance(meaning, Fields):
        return meaning.year is None and meaning.unit not in (Unit.DECADE, Unit.CENTURY)
    if isinstance(meaning, Holiday):
        return meaning.year is None
    if isinstance(meaning, Part):
        return _open(meaning.of)
    return False


@_builder
def inside(words: "Words") -> Meaning | None:
    """A date placed in the coarser one that follows (“February last year”)."""
    what, outer = words.lead, words.inner
    if what is None or outer is None:
        return None
    if isinstance(what, Clock) and what.on is None:
        return _on(what, outer)
    if not _open(what):
        return None
    if isinstance(what, Part) and not isinstance(outer, Part):
        placed = _place(what.of, outer)
        return Part(what.part, placed) if placed else None
    return _place(what, outer)


def _place(what: Meaning, outer: Meaning) -> Meaning | None:
    if isinstance(outer, Fields) and isinstance(what, Fields):
        if outer.weekday or outer.day:
            return None
        if what.weekday:
            return Inside(what, outer) if outer.month or outer.unit else None
        if outer.unit is None and outer.month is None and outer.year is not None:
            return Fields(outer.year, what.month, what.day, what.weekday, what.unit, what.index)
        if what.day and not what.month and outer.month:
            return Fields(outer.year, outer.month, what.day)
        return None
    if (
        isinstance(outer, Fields)
        and isinstance(what, Holiday)
        and outer.year is not None
        and outer.month is None
    ):
        return Holiday(what.name, outer.year)
    if isinstance(outer, Relative):
        if isinstance(what, Fields):
            fits = (
                (what.weekday and outer.unit in (Unit.WEEK, Unit.MONTH))
                or ((what.month or what.unit) and outer.unit is Unit.YEAR)
                or (what.day and not what.month and outer.unit is Unit.MONTH)
            )
            return Inside(what, outer) if fits and not what.direction else None
        if isinstance(what, Holiday) and outer.unit is Unit.YEAR:
            return Inside(what, outer)
    return None


def _on(clock: Clock, outer: Meaning) -> Meaning | None:
    if isinstance(outer, Clock):
        # “10 a.m. yesterday morning”: the finer one counts.
        return Clock(clock.time, outer.on) if outer.on is not None else None
    if isinstance(outer, (Vague, Length, Repeat, Since, Until)):
        return None
    if isinstance(outer, Relative) and outer.unit is not Unit.DAY:
        return None
    if isinstance(outer, Fields) and not (outer.day or outer.weekday):
        return None
    return Clock(clock.time, outer)


@_builder
def clock(words: "Words") -> Meaning | None:
    """A clock time: `hour`, `minute` or `time` (10:30), `meridiem`, `zone`."""
    import re

    if words.has("time"):
        figures = [int(number) for number in re.split(r"[:.]", words.text("time"))]
    else:
        hour = words.number("hour")
        figures = [hour if isinstance(hour, int) else 99, int(words.number("minute") or 0)]
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


@_builder
def daypart(words: "Words") -> Meaning | None:
    """A part of the day, on the day of the `lead`, of the rule (`offset`, `from`), or of the words before it."""
    time = words.value("daypart") or words.get("daypart")
    if words.lead is not None:
        lead = words.lead
        return _on(Clock(time), lead) if not isinstance(lead, Clock) else None
    if words.has("weekday"):
        return Clock(time, Fields(weekday=words.value("weekday"), direction=words.value("rel") or 0))
    if words.has("deictic"):
        return Clock(time, Relative(Unit.DAY, words.value("deictic"), Anchor.PUBLICATION))
    offset = words.value("rel") if words.has("rel") else words.get("offset")
    if offset is None:
        return Clock(time)
    return Clock(time, Relative(Unit.DAY, offset, Anchor(words.get("from") or "publication")))


@_builder
def daypart_of(words: "Words") -> Meaning | None:
    """“the night of 8 February 1904”, “the morning of the attack”."""
    clock = Clock(words.value("daypart"))
    if words.inner is not None:
        return _on(clock, words.inner)
    return Clock(clock.time, Shift(0, Unit.DAY, 1, Anchor.EVENT, words.event))


@_builder
def since(words: "Words") -> Meaning | None:
    """From what follows on."""
    return _bounded(words, Since)


@_builder
def until(words: "Words") -> Meaning | None:
    """Up to what follows."""
    return _bounded(words, Until)


def _bounded(words: "Words", operator: type[Since] | type[Until]) -> Meaning | None:
    if words.event is not None:
        return operator(words.event)
    if words.has("then"):
        return operator(Then())
    if words.inner is None or isinstance(words.inner, (Length, Repeat, Vague, Since, Until)):
        return None
    return operator(words.inner)


@_builder
def inner(words: "Words") -> Meaning | None:
    """Return what follows, unchanged: the rule only widens or allows it."""
    return words.inner


@_builder
def then(words: "Words") -> Meaning | None:
    """Return the date last spoken of."""
    return Then()


@_builder
def length(words: "Words") -> Meaning | None:
    """A duration: `count` units, perhaps `half` more, or “2 years and 3 months” with `count2` and `unit2`."""
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


def duration_value(kind: Unit, count: Any) -> str | None:
    """Return the TIMEX3 value of `count` units ("X" for a vague number), None when it is no duration."""
    if kind is Unit.FORTNIGHT:
        kind, count = Unit.WEEK, count * 2 if count != "X" else "X"
    if count == "X":
        return f"P{'T' if kind in (Unit.HOUR, Unit.SECOND, Unit.MINUTE) else ''}X{_LETTER[kind]}"
    if not 0 < count < 10**9:
        return None
    whole = float(count).is_integer()
    if kind is Unit.DECADE and whole:
        return f"P{int(count) * 10}Y"
    if kind is Unit.CENTURY and whole:
        return f"P{int(count) * 100}Y"
    if kind is Unit.MILLENNIUM and whole:
        return f"P{int(count) * 1000}Y"
    clock = kind in _CLOCK_UNITS
    if not whole:
        finer = {
            Unit.YEAR: (Unit.MONTH, 12),
            Unit.HOUR: (Unit.MINUTE, 60),
            Unit.MINUTE: (Unit.SECOND, 60),
        }.get(kind)
        if finer and ((count % 1) * finer[1]).is_integer():
            head = f"{int(count)}{_LETTER[kind]}" if int(count) else ""
            return f"P{'T' if clock else ''}{head}{int((count % 1) * finer[1])}{_LETTER[finer[0]]}"
        return f"P{'T' if clock else ''}{count:g}{_LETTER[kind]}"
    return f"P{'T' if clock else ''}{int(count)}{_LETTER[kind]}"


@_builder
def repeat(words: "Words") -> Meaning | None:
    """A set: every unit, weekday or month; or a word whose TIMEX3 value the vocabulary gives."""
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


@_builder
def vague(words: "Words") -> Meaning | None:
    """PRESENT_REF, PAST_REF, FUTURE_REF: the value of the group `ref`, or of the rule."""
    return Vague(words.value("ref") if words.has("ref") else words.get("ref"), bool(words.get("narrative")))


@_builder
def day_but_one(words: "Words") -> Meaning | None:
    """The day before yesterday, the day after tomorrow: group `direction`."""
    return Relative(Unit.DAY, 2 * words.value("direction"), Anchor.PUBLICATION)


@_builder
def quarter_of_year(words: "Words") -> Meaning | None:
    """“last year's first quarter”."""
    number = words.number("n")
    if not 1 <= number <= 4:
        return None
    return Inside(
        Fields(unit=Unit.QUARTER, index=number), Relative(Unit.YEAR, words.value("rel"), Anchor.PUBLICATION)
    )


@_builder
def end_of_unit(words: "Words") -> Meaning | None:
    """The end of this year, month …"""
    return Part("END", Relative(Unit(words.get("unit")), 0, Anchor.PUBLICATION))


@_builder
def part_of_unit(words: "Words") -> Meaning | None:
    """“the end of the month”: of the one last spoken of."""
    kind = Unit(words.value("unit"))
    if kind in _CLOCK_UNITS or kind in (Unit.DAY, Unit.FORTNIGHT):
        return None
    return Part(words.value("part"), Relative(kind, 0, Anchor.TEXT))


@_builder
def shift_within(words: "Words") -> Meaning | None:
    """“within 48 hours of the verdict”."""
    meaning = shift(words)
    return meaning if words.event is not None else None


@_builder
def clock_checked(words: "Words") -> Meaning | None:
    """Return a clock time, when something besides the figure says that it is one."""
    if words.has("hourfigure") or words.has("meridiem"):
        return clock(words)
    return clock(words) if words.has("time") and words.has("zone") else None


@_builder
def named_clock(words: "Words") -> Meaning | None:
    """Noon and midnight, perhaps of the day that follows."""
    time = Clock(words.value("clockname"))
    return _on(time, words.inner) if words.inner is not None else time


@_builder
def rough_day(words: "Words") -> Meaning | None:
    """“late yesterday”: the day is said, the time of day only roughly."""
    inner = words.inner
    if isinstance(inner, Fields) and (inner.day or inner.weekday):
        return inner
    return inner if isinstance(inner, Relative) and inner.unit is Unit.DAY else None


@_builder
def day_of_month(words: "Words") -> Meaning | None:
    """“on the 3rd”, unless a noun follows that it counts."""
    return None if words.followed_by_word() else Fields(day=words.number("d"))
