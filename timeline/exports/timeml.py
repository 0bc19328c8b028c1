"""TimeML 1.2.1: a text with its time expressions as TIMEX3 elements, as taggers exchange it."""

import re
from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from timeline.exports.entries import without_controls
from timeline.times.model import Anchor, TimeExpression

__all__ = ["write"]

_SCHEMA = (
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    ' xsi:noNamespaceSchemaLocation="http://timeml.org/timeMLdocs/TimeML_1.2.1.xsd"'
)
_TIMEX_VALUE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_UNKNOWN_DAY = "XXXX-XX-XX"
_YEARS = re.compile(r"(\d{4})/(\d{4})")


def write(text: str, expressions: Iterable[TimeExpression], name: str, published: str | None = None) -> str:
    """Return the document. The content of `<TEXT>` is the text, character for character.

    An expression that counts from the creation time points to it (`anchorTimeID`). Years from one to another
    (“2008–09”), for which TIMEX3 has no value, are a duration between two empty elements.

    Args:
        text: what was tagged.
        expressions: what was found in it; of two that overlap the first one is kept.
        name: what the document is called.
        published: its creation time, EDTF; what is no calendar date is not known in TimeML (`XXXX-XX-XX`).
    """
    value = published if published and _TIMEX_VALUE.fullmatch(published) else _UNKNOWN_DAY
    creation = (
        f'<TIMEX3 tid="t0" type="DATE" value={quoteattr(value)} temporalFunction="false"'
        f' functionInDocument="CREATION_TIME">{value if value != _UNKNOWN_DAY else ""}</TIMEX3>'
    )
    parts, done, number = [], 0, 1
    for found in sorted(expressions, key=lambda found: (found.start, -found.end)):
        if found.start < done:
            continue
        parts.append(_escaped(text[done : found.start]))
        elements = _elements(found, number)
        parts += elements
        number += len(elements)
        done = found.end
    parts.append(_escaped(text[done:]))
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<TimeML {_SCHEMA}>\n<DOCID>{_escaped(name)}</DOCID>\n'
        f"<DCT>{creation}</DCT>\n<TEXT>{''.join(parts)}</TEXT>\n</TimeML>\n"
    )


def _elements(found: TimeExpression, number: int) -> list[str]:
    """Return the expression's element, numbered `number`, and those that only it refers to."""
    years = _YEARS.fullmatch(found.value)
    if not years:
        return [_element(number, found.type, found.value, found.text, mod=found.mod, **_function(found))]
    length = int(years[2]) - int(years[1]) + 1
    ends = {"beginPoint": f"t{number + 1}", "endPoint": f"t{number + 2}"}
    return [
        _element(number, "DURATION", f"P{length}Y", found.text, mod=found.mod, **ends),
        _element(number + 1, "DATE", years[1]),
        _element(number + 2, "DATE", years[2]),
    ]


def _function(found: TimeExpression) -> dict[str, str | None]:
    """Return what says that the value was computed, and from what."""
    if found.anchor in (None, Anchor.CALENDAR):
        return {}
    return {"temporalFunction": "true", "anchorTimeID": "t0" if found.anchor is Anchor.PUBLICATION else None}


def _element(number: int, kind: str, value: str, text: str = "", **more: str | None) -> str:
    attributes = {"tid": f"t{number}", "type": kind, "value": value, **more}
    written = "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items() if value)
    return f"<TIMEX3{written}>{_escaped(text)}</TIMEX3>" if text else f"<TIMEX3{written}/>"


def _escaped(text: str) -> str:
    return escape(without_controls(text), {"\r": "&#13;"})
