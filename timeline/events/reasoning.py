"""In which date the steps of a reasoning end, and which piece of evidence gives an event its date."""

import re

from timeline.events.model import Event, Evidence
from timeline.times import edtf

__all__ = ["dating", "is_set_by_editor", "outcome"]

# “2021-03-05 - 2 days = 2021-03-03”, “January 3, 2020” names the day: 2020-01-03
_LAST = re.compile(r"(?:(?:^|\s)=|:)\s(?P<date>\[[^\]]*\]|\S+)$")
_PUBLISHED = re.compile(r"the article was published (?P<date>\[[^\]]*\]|\S+)")


def outcome(evidence: Evidence) -> str | None:
    """Return the date, as EDTF, in which the steps of the evidence end; None where they do not say it.

    News without a date of its own is of about the day on which the article was published.
    """
    last = evidence.because[-1].strip() if evidence.because else ""
    published = _PUBLISHED.match(last)
    found = published or _LAST.search(last)
    if found is None:
        return None
    try:
        date = edtf.parse(found["date"])
    except edtf.EDTFError:
        return None
    return f"{found['date']}~" if published and date.kind is edtf.Kind.DATE else found["date"]


def dating(event: Event) -> Evidence:
    """Return the evidence that gives an event its date: the first whose steps end in it.

    Where none do, it is the first that has a time expression, or else the first of all.
    """

    def rank(evidence: Evidence) -> int:
        found = outcome(evidence)
        if found == event.date:
            return 0
        if found is not None and _plain(found) == _plain(event.date):
            return 1
        return 2 if evidence.expression else 3

    return min(event.evidence, key=rank)


def is_set_by_editor(event: Event) -> bool:
    """Whether the steps of all evidence end in other dates than the event's, so that a person gave it.

    Where the end of some steps cannot be told, as of those written by hand, this is not known either.
    """
    found = [outcome(evidence) for evidence in event.evidence if evidence.because]
    dates = {_plain(date) for date in found if date is not None}
    return bool(dates) and None not in found and _plain(event.date) not in dates


def _plain(date: str) -> str:
    """Return a date to the day, without “about”: neither makes it another one."""
    return edtf.without_time(date).rstrip("~")
