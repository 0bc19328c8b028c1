"""Isolated date strings, as in metadata and date lines."""

from collections.abc import Sequence

from timeline.times.edtf import EDTFError, parse
from timeline.times.language import available
from timeline.times.tagger import tag_document

__all__ = ["parse_date"]

_LONGEST = 60  # characters; what is longer is no date string


def parse_date(text: str, languages: Sequence[str] = ("en",)) -> str | None:
    """Return the date that the whole string says, as EDTF; None when it says none or only a relative one.

    EDTF and ISO 8601 come first, then the rules of the languages, then `dateparser`. The date is as
    precise as the string: "March 2020" is 2020-03.
    """
    text = text.strip().strip(",;.")
    if not text or len(text) > _LONGEST:
        return None
    try:
        return str(parse(text))
    except EDTFError:
        pass
    for code in languages:
        if code not in available():
            continue
        found = [each for each in tag_document(text, None, code) if each.date]
        if len(found) == 1 and found[0].end - found[0].start >= len(text) - 1:
            return found[0].date
        if len(found) == 1 and found[0].type == "TIME" and len(found[0].text) > len(text) // 2:
            return found[0].date
    return _by_dateparser(text, languages)


def _by_dateparser(text: str, languages: Sequence[str]) -> str | None:
    import dateparser  # takes a while, and few strings come here

    if sum(character.isdigit() for character in text) < 3:
        return None
    for required, length in ((["year", "month", "day"], 10), (["year", "month"], 7)):
        settings = {"REQUIRE_PARTS": required, "PARSERS": ["absolute-time"]}
        found = dateparser.parse(text, languages=list(languages), settings=settings)
        if found is not None:
            return str(found.date())[:length]
    return None
