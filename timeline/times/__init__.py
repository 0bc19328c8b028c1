"""Temporal tagging: text → time expressions → calendar dates. Usable alone.

>>> from timeline.times import tag
>>> [(e.text, e.date) for e in tag("They met on Saturday.", published="2022-01-02")]
[('Saturday', '2022-01-01')]
"""

from timeline.times.dates import parse_date
from timeline.times.model import Anchor, TimeExpression
from timeline.times.tagger import tag_document

__all__ = ["Anchor", "TimeExpression", "parse_date", "tag", "tag_document"]


def tag(text: str, published: str | None = None, language: str = "en") -> list[TimeExpression]:
    """Return the time expressions of a text in order, each with its calendar date where the text gives one.

    `published` is the publication date (document creation time) as EDTF: a day, a range of days, or None
    when it is not known; then what counts from it stays undated.

    Raises:
        TimelineError: when there is no file for the language.
        EDTFError: when `published` is not EDTF.
    """
    return tag_document(text, published, language)
