"""What holds when the publication date is one of several days."""

from dataclasses import replace

from timeline.times.edtf import parse
from timeline.times.resolved import Resolved

__all__ = ["either"]


def either(one: Resolved, other: Resolved) -> Resolved:
    """Return what holds for the first and the last day on which the text may have been published."""
    if one == other or (one.date == other.date and one.value == other.value):
        return one
    value = one.value if one.value == other.value else _common(one.value, other.value)
    step = "the publication date is not known to the day"
    if one.date is None or other.date is None:
        return replace(one, value=value, date=None, period=None, because=(*one.because, step))
    first, second = parse(one.date), parse(other.date)
    if "/" in one.date:
        return replace(one, value=value, because=(*one.because, step))
    begin, end = first.first, second.last
    if begin is None or end is None or begin.earliest > end.latest:
        return replace(one, value=value, date=None, period=None, because=(*one.because, step))
    return replace(one, value=value, date=f"[{begin}..{end}]", because=(*one.because, step))


def _common(one: str, other: str) -> str:
    """Return the TIMEX3 value with X where the two differ."""
    parts, others = one.split("-"), other.split("-")
    if len(parts) != len(others) or any(len(a) != len(b) for a, b in zip(parts, others, strict=True)):
        return "XXXX"
    differ = False
    result = []
    for a, b in zip(parts, others, strict=True):
        differ = differ or a != b
        result.append("".join("X" if c.isdigit() else c for c in a) if differ else a)
    return "-".join(result)
