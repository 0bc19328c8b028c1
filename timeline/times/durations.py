"""TIMEX3 values of durations."""

from typing import Any

from timeline.times.calendar import Unit

__all__ = ["CLOCK_UNITS", "IN_YEARS", "duration_value"]

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
CLOCK_UNITS = (Unit.SECOND, Unit.MINUTE, Unit.HOUR)
IN_YEARS = {Unit.DECADE: 10, Unit.CENTURY: 100, Unit.MILLENNIUM: 1000}


def duration_value(kind: Unit, count: Any) -> str | None:
    """Return the TIMEX3 value of `count` units ("X" for a vague number), None when it is no duration."""
    if kind is Unit.FORTNIGHT:
        kind, count = Unit.WEEK, count * 2 if count != "X" else "X"
    if count == "X":
        return f"P{'T' if kind in (Unit.HOUR, Unit.SECOND, Unit.MINUTE) else ''}X{_LETTER[kind]}"
    if not 0 < count < 10**9:
        return None
    if kind in IN_YEARS and not float(count).is_integer():
        kind, count = Unit.YEAR, count * IN_YEARS[kind]
    whole = float(count).is_integer()
    if kind in IN_YEARS and whole:
        return f"P{int(count) * IN_YEARS[kind]}Y"
    clock = kind in CLOCK_UNITS
    if not whole:
        finer = {
            Unit.YEAR: (Unit.MONTH, 12),
            Unit.HOUR: (Unit.MINUTE, 60),
            Unit.MINUTE: (Unit.SECOND, 60),
        }.get(kind)
        if finer and ((count % 1) * finer[1]).is_integer():
            head = f"{int(count)}{_LETTER[kind]}" if int(count) else ""
            return f"P{'T' if clock else ''}{head}{int((count % 1) * finer[1])}{_LETTER[finer[0]]}"
        figures = f"{count:.3f}".rstrip("0").rstrip(".")
        return f"P{'T' if clock else ''}{figures}{_LETTER[kind]}" if float(figures) else None
    return f"P{'T' if clock else ''}{int(count)}{_LETTER[kind]}"
