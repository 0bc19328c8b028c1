"""A timeline as HTML: sections, ordered lists and articles that read, print and index well without a script.

The viewer (`timeline/site/viewer`) finds everything it needs in this HTML: day numbers, shape and weight in
`data-` attributes of the article, the values one can filter by in elements with `data-facet`.
"""

import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from xml.etree.ElementTree import Element

from timeline.events.model import Event, Timeline
from timeline.site.elements import clean, element, slug
from timeline.site.evidence import append_evidence, append_sources, foreign, quoted, sources_of
from timeline.site.image import append_image
from timeline.site.language import language
from timeline.site.story import Dated, unique
from timeline.site.words import in_words, months_in_words
from timeline.times.calendar import MAX_YEAR
from timeline.times.edtf import CalendarDate, Edtf, Kind, Precision, from_day_number

__all__ = ["append_introduction", "fill", "set_words", "shape_of"]

# A month is a section of its own when this share of at least so many events falls into one year.
_DOMINANT_SHARE = 2 / 3
_DOMINANT_COUNT = 20

# So is it in a year of more events than this: a browser lays a section out at once, when it comes into sight.
_LARGEST_YEAR = 100

# A pause is worth a line when it is as long as this, in days and as a share of the whole.
_GAP_DAYS = 60
_GAP_SHARE = 0.08
_DAYS_PER_MONTH = 30.4375
_DAYS_PER_YEAR = 365.25


def fill(
    view: Element, timeline: Timeline, dated: Sequence[Dated], used_ids: set[str], folder: str = ""
) -> None:
    """Append the timeline's HTML to `view`, an element of Python-Markdown's tree after its inline processing.

    Args:
        view: the element.
        timeline: whose sources the events come from.
        dated: the events to tell, in the order of their story; at least one.
        used_ids: the ids of the page so far; those given here are added.
        folder: where the events file is as seen from the page, which images are named from.
    """
    days = [day for one in dated for day in (one.first, one.last) if math.isfinite(day)]
    first, last = int(min(days)), int(max(days))
    view.set("class", "tl-view")
    view.set("data-first", str(first))
    view.set("data-last", str(last))
    set_words(view)
    append_introduction(view, timeline, dated)
    pauses = _pauses(dated, last - first)
    for heading, events in _sections(dated):
        section = element(view, "section", "tl-section")
        element(section, "h2", "tl-heading", heading, id=unique(f"in-{slug(heading)}", used_ids))
        ordered = element(section, "ol", "tl-list", data_count=str(len(events)))
        for one in events:
            article = element(element(ordered, "li"), "article", "tl-event", **_attributes(one))
            _append_event(article, one, timeline, used_ids, folder)
            if one.event is not dated[-1].event and (pause := pauses.get(id(one))):
                element(ordered, "li", "tl-gap", pause)


def set_words(view: Element) -> None:
    """Give the viewer the words that it adds to the page, and say the language of all that is not quoted."""
    said = language()
    view.set("lang", said.code)
    view.set("data-words", clean(json.dumps(said.words["viewer"], ensure_ascii=False)))


def append_introduction(view: Element, timeline: Timeline, dated: Sequence[Dated]) -> None:
    """Append the line that says what this is, and the place of the viewer's overview and filters.

    The place is there from the start: a browser styles a list anew when something new comes before it.
    """
    element(view, "p", "tl-intro", _introduction(timeline, dated))
    element(view, "div", "tl-tools")


def _introduction(timeline: Timeline, dated: Sequence[Dated]) -> str:
    """Return how many events of how many articles there are, and when they happened."""
    articles = {evidence.source for one in dated for evidence in one.event.evidence} & timeline.sources.keys()
    said = language()
    events = said.count("events", len(dated))
    if articles:
        events = said.say("from_articles", events=events, articles=said.count("articles", len(articles)))
    ends = [one.date.first or one.date.last for one in (dated[0], dated[-1])]
    return f"{events}, {months_in_words(*filter(None, ends))}"


def _sections(dated: Sequence[Dated]) -> Iterator[tuple[str, list[Dated]]]:
    """Yield headings with their events: years, or months in a large one and where one has most of them."""
    days = [from_day_number(int(one.place_in_time)) for one in dated]
    years = Counter(day.year for day in days)
    (_, most), *_ = years.most_common(1)
    dominated = most >= _DOMINANT_COUNT and most >= _DOMINANT_SHARE * len(dated)
    # A year of more than four digits stands alone in EDTF.
    by_month = {
        year
        for year, count in years.items()
        if (dominated or count > _LARGEST_YEAR) and abs(year) <= MAX_YEAR
    }
    keys = [(day.year, day.month if day.year in by_month else None) for day in days]
    for (year, month), group in groupby(zip(keys, dated, strict=True), key=lambda pair: pair[0]):
        events = [one for _, one in group]
        yield _heading(CalendarDate(year, month), events), events


def _heading(period: CalendarDate, events: Sequence[Dated]) -> str:
    """Name the period; a decade or century that stands alone in its first year is named itself."""
    if all(one.date.precision <= Precision.DECADE for one in events):
        names = {in_words(one.event.date) for one in events}
        if len(names) == 1:
            return names.pop().capitalize()
    return in_words(str(period))


def _pauses(dated: Sequence[Dated], whole: int) -> dict[int, str]:
    """Return what to say after an event when nothing happened for long, by the identity of the event."""
    pauses, latest = {}, -math.inf
    for one, following in pairwise(dated):
        latest = max(latest, one.beginning)
        days = following.place_in_time - latest
        if days >= max(_GAP_DAYS, _GAP_SHARE * whole):
            pauses[id(one)] = _pause_in_words(days)
    return pauses


def _pause_in_words(days: float) -> str:
    months, years = round(days / _DAYS_PER_MONTH), round(days / _DAYS_PER_YEAR)
    count, key = (months, "months_without") if months < 24 else (years, "years_without")
    return language().count(key, count, spelled=True).capitalize()


def shape_of(date: Edtf) -> str:
    """Return the name of the marker that tells the precision."""
    if date.kind is Kind.ONE_OF:
        return "one-of"
    if date.first is None or date.last is None:
        return "until" if date.first is None else "since"
    if date.kind is Kind.INTERVAL:
        return "span"
    if date.precision >= Precision.DAY:
        return "day"
    return "month" if date.precision > Precision.YEAR else "year"


def _attributes(one: Dated) -> dict[str, str]:
    attributes = {"data_shape": shape_of(one.date), "data_relevance": one.event.relevance}
    if one.event.status != "proposed":
        attributes["data_status"] = one.event.status
    if one.minute is not None:
        attributes["data_minute"] = str(one.minute)
    for name, day in (("data_start", one.first), ("data_end", one.last)):
        if math.isfinite(day):
            attributes[name] = str(int(day))
    if one.date.is_approximate:
        attributes["data_about"] = "true"
    if one.event.disputed:
        attributes["data_disputed"] = "true"
    if one.is_planned:
        attributes["data_planned"] = "true"
    return attributes


def _append_event(article: Element, one: Dated, timeline: Timeline, used_ids: set[str], folder: str) -> None:
    event = one.event
    _append_date(element(article, "p", "tl-date"), one)
    body = element(article, "div", "tl-body tl-reserve" if event.evidence else "tl-body")
    element(body, "h3", "tl-title", event.title, id=unique(one.key, used_ids), dir="auto")
    if event.summary:
        element(body, "p", "tl-summary", event.summary, dir="auto")
    elif event.evidence and _words(event.evidence[0].quote) != _words(event.title):
        first = event.evidence[0]
        element(body, "p", "tl-summary tl-quote", quoted(first.quote), **foreign(first, timeline))
    append_image(body, event.extra.get("image"), folder)
    sources = sources_of(event, timeline)
    if sources or event.actors or event.places or event.tags:
        about = element(body, "div", "tl-about")
        append_sources(about, sources)
        _append_facets(about, event)
    append_evidence(body, event, timeline)


def _append_date(parent: Element, one: Dated) -> None:
    """Append the date in words, in parts between which a narrow column may break it.

    A year that the heading already gives is marked, so that it can be hidden.
    """
    if one.is_planned:
        element(parent, "span", "tl-planned", language().dates["planned"]).tail = " "
    attributes = {"data_edtf": one.event.date}
    machine = _machine_readable(one.date)
    if machine:
        attributes["datetime"] = machine
    date = element(parent, "time" if machine else "span", "", **attributes)
    said = language().dates
    before_end = f" (?=(?:{said['to']}|{said['and']}|{said['or']}) )"
    *parts, last = re.split(before_end, in_words(one.event.date, one.event.disputed))
    for part in parts:
        element(date, "span", "tl-part", part).tail = " "
    end = element(date, "span", "tl-part") if parts else date
    year = in_words(str(CalendarDate(from_day_number(int(one.place_in_time)).year)))
    before, found, after = last.rpartition(f"{said['between_month_and_year']}{year}")
    if not found or (after and not after.startswith(",")) or one.date.precision < Precision.MONTH:
        end.text = clean(last)
        return
    end.text = clean(before)
    element(end, "span", "tl-year", found).tail = clean(after)


def _machine_readable(date: Edtf) -> str | None:
    """Return what HTML's `datetime` can hold without claiming more: a day, month or year, or None."""
    first, last = date.first, date.last
    if (
        first is None
        or last is None
        or first.unspecified
        or (first.month or 0) > 12
        or not 0 < first.year <= 9999
    ):
        return None
    if date.kind is Kind.ONE_OF:
        if first.year != last.year:
            return None
        return (
            f"{first.year:04}-{first.month:02}"
            if first.month and first.month == last.month
            else f"{first.year:04}"
        )
    return str(first).rstrip("~?%")


def _append_facets(parent: Element, event: Event) -> None:
    values: Iterable[tuple[str, str]] = (
        *(("actor", actor) for actor in event.actors),
        *(("place", place) for place in event.places),
        *(("tag", tag) for tag in event.tags),
    )
    line = None
    for facet, value in values:
        line = element(parent, "ul", "tl-facets") if line is None else line
        element(line, "li", "", value, data_facet=facet)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())
