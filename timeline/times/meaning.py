"""What a time expression says, before it is known what it counts from.

Each class is one operator; they nest. `resolve` turns a meaning and a context into a calendar date.
"""

from dataclasses import dataclass
from typing import TypeAlias

from timeline.times.calendar import Unit
from timeline.times.model import Anchor

__all__ = [
    "Ahead",
    "Anniversary",
    "Beside",
    "Between",
    "Clock",
    "Decade",
    "Event",
    "Fields",
    "Holiday",
    "Inside",
    "Length",
    "Meaning",
    "Nth",
    "Ordinal",
    "Part",
    "Relative",
    "Repeat",
    "Shift",
    "Since",
    "Then",
    "Until",
    "Vague",
    "event_of",
]


@dataclass(frozen=True, slots=True)
class Event:
    """The words that name the event from which is counted: text[start:end]."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Fields:
    """A date given by some of its fields, the coarser ones perhaps missing."""

    year: int | None = None  # 0 is 1 BC
    month: int | None = None
    day: int | None = None
    weekday: int | None = None  # 1 is Monday
    unit: Unit | None = None  # SEASON, QUARTER or HALF, of which `index` is meant; or DECADE, CENTURY
    index: int | None = None
    direction: int = 0  # -1 the last one, +1 the next one, 2 this one, 0 as tense says
    approximate: bool = False
    spoken: bool = False  # counts from the date last spoken of (“the following Friday”)
    narrative: bool = False  # a year only in history: in the news a figure of three digits is none


@dataclass(frozen=True, slots=True)
class Relative:
    """The unit that was, is or comes next: the one that holds the anchor, moved by `offset`."""

    unit: Unit
    offset: int
    anchor: Anchor
    tensed: bool = False  # the next one after a verb about the future ("over the weekend")


@dataclass(frozen=True, slots=True)
class Shift:
    """A number of units from an anchor; `count` is None for a vague number ("days later")."""

    count: float | None
    unit: Unit
    direction: int  # -1 before, +1 after
    anchor: Anchor
    event: "Event | Meaning | None" = None  # what is counted from, when the anchor is EVENT
    mod: str | None = None
    within: bool = False  # at most so far ("within 48 hours of")
    exact: bool = False  # "to the day"
    named: bool = False  # names the date itself ("the day before 1 May"), not the time between
    most: float | None = None  # the higher number of "two or three days"
    at_most: bool = False  # the number is the highest it can be ("less than two weeks ago")
    pointed: bool = False  # counts from the date named right before ("two weeks before that")


@dataclass(frozen=True, slots=True)
class Nth:
    """The n-th unit counted from an event ("the third day of the trial"); -1 is the last."""

    number: int
    unit: Unit
    event: Event


@dataclass(frozen=True, slots=True)
class Ordinal:
    """The n-th day, week, month or weekday of a date ("the second Sunday in August"); -1 is the last."""

    number: int
    unit: Unit
    of: "Meaning"
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Ahead:
    """A length that after some verbs counts from publication or from the date last spoken of.

    It does so from publication after one about the future ("it opens in three years"), from the date last
    spoken of after one about the past ("within days it had fallen").
    """

    length: "Length"
    shift: Shift


@dataclass(frozen=True, slots=True)
class Between:
    """From one event to another ("between the arrest and the verdict")."""

    first: Event
    last: Event


@dataclass(frozen=True, slots=True)
class Beside:
    """The first weekday, month or season after an event, or the last one before it."""

    what: Fields  # that weekday, month or season
    direction: int
    event: Event


@dataclass(frozen=True, slots=True)
class Anniversary:
    """The n-th return of the day of an event; `number` is None when not said."""

    number: int | None
    event: Event
    direction: int = 0  # -1 on its eve


@dataclass(frozen=True, slots=True)
class Holiday:
    """A named day; `name` is a key of `named_days.DAYS`."""

    name: str
    year: int | None = None
    direction: int = 0
    spoken: bool = False  # counts from the date last spoken of (“the following Easter”)
    weekend: bool = False  # the weekend at which it is (“Labor Day weekend”)
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """START, MID or END of what is meant; `of` resolves first."""

    part: str
    of: "Meaning"


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day: a TIMEX3 part of the day (MO, AF, EV, NI, DT) or a clock time, on the day meant."""

    time: str
    on: "Meaning | None" = None


@dataclass(frozen=True, slots=True)
class Inside:
    """A date placed in a coarser one ("February last year", "the summer of 1919", "Monday of last week")."""

    what: "Meaning"
    outer: "Meaning"


@dataclass(frozen=True, slots=True)
class Since:
    """From a date or event on."""

    what: "Meaning | Event"


@dataclass(frozen=True, slots=True)
class Until:
    """Up to a date or event."""

    what: "Meaning | Event"


@dataclass(frozen=True, slots=True)
class Then:
    """The date last spoken of ("since then", "at that time")."""


@dataclass(frozen=True, slots=True)
class Length:
    """A DURATION: its TIMEX3 value."""

    value: str
    mod: str | None = None


@dataclass(frozen=True, slots=True)
class Repeat:
    """A SET: its TIMEX3 value."""

    value: str


@dataclass(frozen=True, slots=True)
class Vague:
    """PRESENT_REF, PAST_REF or FUTURE_REF."""

    value: str
    narrative: bool = False  # only in history: of people in the news (“former minister”) it tells no time


@dataclass(frozen=True, slots=True)
class Decade:
    """A decade without its century ("the nineties"): 90."""

    tens: int


Meaning: TypeAlias = (
    Fields
    | Relative
    | Shift
    | Nth
    | Ordinal
    | Ahead
    | Anniversary
    | Beside
    | Between
    | Holiday
    | Part
    | Clock
    | Inside
    | Since
    | Until
    | Then
    | Length
    | Repeat
    | Vague
    | Decade
)


def event_of(meaning: Meaning) -> Event | None:
    """Return the event that a meaning counts from, when it counts from one."""
    if isinstance(meaning, (Nth, Anniversary, Beside)):
        return meaning.event
    counted = meaning.event if isinstance(meaning, Shift) else None
    counted = meaning.what if isinstance(meaning, (Since, Until)) else counted
    return counted if isinstance(counted, Event) else None
