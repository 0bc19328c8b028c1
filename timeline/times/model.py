"""What the temporal tagger hands on."""

from dataclasses import dataclass
from enum import StrEnum


class Anchor(StrEnum):
    """What an expression counts from."""

    CALENDAR = "calendar"  # nothing: it names its date in full
    PUBLICATION = "publication"  # the document creation time
    TEXT = "text"  # the date last spoken of
    EVENT = "event"  # an event told in the text or in another article


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time expression in a text, after TIMEX3 (ISO 24617-1), with its calendar date.

    `text` equals the tagged text's `[start:end]`.
    """

    start: int
    end: int
    text: str
    type: str  # TIMEX3: DATE, TIME, DURATION or SET
    value: str  # TIMEX3: "2020-01-08", "2020-W02", "P5D", "PAST_REF", "XXXX-WXX-1" …
    mod: str | None = None  # TIMEX3: START, MID, END, APPROX, BEFORE, AFTER …
    date: str | None = (
        None  # EDTF, None when the text does not say or it is no date (most durations, every set)
    )
    because: tuple[str, ...] = ()  # how the date was found, one step each, readable by anyone
    anchor: Anchor | None = None
    event_date: str | None = None  # EDTF: when the event was that it counts from, told by the day beside it
