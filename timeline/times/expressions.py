"""What is handed on of an expression: extent, type and value, date and the steps that led there."""

from timeline.times.anchors import extent
from timeline.times.calendar import Unit
from timeline.times.durations import CLOCK_UNITS, duration_value
from timeline.times.edtf import Precision, parse
from timeline.times.language import Language
from timeline.times.matching import Item
from timeline.times.meaning import Shift, Since, Until
from timeline.times.model import TimeExpression
from timeline.times.resolved import Resolved
from timeline.times.tokens import Tokens

__all__ = ["expression"]


def expression(
    language: Language, tokens: Tokens, item: Item, result: Resolved, limit: int
) -> TimeExpression | None:
    """Return the expression as it is handed on; None when it is none without its event.

    With its event it is one from there to the event's last word, unless that reaches beyond `limit`,
    where the next expression begins.
    """
    start, end = extent(language, tokens, item)
    wide = tokens.end(item.wide[1] - 1) if item.wide else end
    if not result.keep or (wide > limit and isinstance(item.meaning, (Since, Until))):
        return None
    value, kind = result.value, result.type
    counted_from_date = isinstance(item.meaning, Shift) and (
        (item.meaning.event and (result.beside or not item.wide) and not item.meaning.named)
        or (kind != "TIME" and item.meaning.unit in CLOCK_UNITS and not _is_days(item.meaning))
    )
    if isinstance(item.meaning, Shift) and (counted_from_date or (kind == "DURATION" and not value)):
        kind = "DURATION"
        count = item.meaning.count
        value = duration_value(item.meaning.unit, "X" if count is None else count) or "PXD"
    elif item.wide and result.date is not None and wide <= limit:
        start, end = tokens.starts[item.wide[0]], wide
        if isinstance(item.meaning, Shift) and item.meaning.within and not item.meaning.named:
            kind = "DURATION"  # “within two weeks of the verdict”
            value = duration_value(item.meaning.unit, item.meaning.count or "X") or value
    text = tokens.text[start:end]
    because = result.because or (_names(text, result.date) if result.date else ())
    return TimeExpression(
        start, end, text, kind, value, result.mod, result.date, because, result.anchor, result.event_date
    )


def _is_days(hours: Shift) -> bool:
    """Whether so many hours are whole days (“forty-eight hours later”)."""
    return hours.unit is Unit.HOUR and hours.count is not None and hours.count % 24 == 0


def _names(text: str, date: str) -> tuple[str, ...]:
    """Return the reason for a date that the text gives in full."""
    what = {Precision.DAY: "day", Precision.MONTH: "month", Precision.YEAR: "year"}.get(parse(date).precision)
    return (f"“{text}” names the {what or 'time'}: {date}",)
