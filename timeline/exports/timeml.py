"""TimeML 1.2.1: a text with its time expressions as TIMEX3 elements, as taggers exchange it."""

import re
from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from timeline.exports.entries import without_controls
from timeline.times.model import TimeExpression

__all__ = ["write"]

_SCHEMA = (
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    ' xsi:noNamespaceSchemaLocation="http://timeml.org/timeMLdocs/TimeML_1.2.1.xsd"'
)
_TIMEX_VALUE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


def write(text: str, expressions: Iterable[TimeExpression], name: str, published: str | None = None) -> str:
    """Return the document. The content of `<TEXT>` is the text, character for character.

    Args:
        text: what was tagged.
        expressions: what was found in it; of two that overlap the first one is kept.
        name: what the document is called.
        published: its creation time, EDTF; only a calendar date can stand in TimeML.
    """
    value = published if published and _TIMEX_VALUE.fullmatch(published) else ""
    creation = (
        f'<TIMEX3 tid="t0" type="DATE" value={quoteattr(value)} temporalFunction="false"'
        f' functionInDocument="CREATION_TIME">{escape(value)}</TIMEX3>'
    )
    parts, done = [], 0
    for found in sorted(expressions, key=lambda found: (found.start, -found.end)):
        if found.start < done:
            continue
        parts.append(_escaped(text[done : found.start]))
        parts.append(_element(found, len(parts) // 2 + 1))
        done = found.end
    parts.append(_escaped(text[done:]))
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<TimeML {_SCHEMA}>\n<DOCID>{_escaped(name)}</DOCID>\n'
        f"<DCT>{creation}</DCT>\n<TEXT>{''.join(parts)}</TEXT>\n</TimeML>\n"
    )


def _element(found: TimeExpression, number: int) -> str:
    attributes = {"tid": f"t{number}", "type": found.type, "value": found.value, "mod": found.mod}
    written = "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items() if value)
    return f"<TIMEX3{written}>{_escaped(found.text)}</TIMEX3>"


def _escaped(text: str) -> str:
    return escape(without_controls(text), {"\r": "&#13;"})
