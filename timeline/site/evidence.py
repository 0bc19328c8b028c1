"""Where an event comes from and how it was dated, as HTML: its sources, and the footnote that opens."""

import re
from xml.etree.ElementTree import Element

from timeline.events.model import Event, Evidence, Source, Timeline
from timeline.events.reasoning import dating, is_set_by_editor, outcome
from timeline.site.elements import clean, element, safe_url
from timeline.site.language import DEFAULT, language
from timeline.site.words import (
    alternatives_in_words,
    count_in_words,
    in_words,
    spell_out,
    steps_in_words,
)
from timeline.times.edtf import EDTFError

__all__ = ["append_evidence", "append_sources", "expression_of", "foreign", "quoted", "sources_of"]

# As many sources as stand in the line under an event; the others are counted there and named in the footnote.
_SOURCES_IN_LINE = 2
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_QUOTED = re.compile(r"“([^”]+)”")


def sources_of(event: Event, timeline: Timeline) -> list[Source]:
    """Return the articles that tell the event, each once, in the order of its evidence."""
    keys = dict.fromkeys(evidence.source for evidence in event.evidence)
    return [timeline.sources[key] for key in keys if key in timeline.sources]


def quoted(text: str) -> str:
    """Return the text in quotation marks, its own outer ones turned into single ones."""
    return f"“{text.strip().replace('“', '‘').replace('”', '’')}”"


def append_sources(parent: Element, sources: list[Source]) -> None:
    """Append one quiet line of sources: publisher, date and link."""
    if not sources:
        return
    line = element(parent, "ul", "tl-sources")
    shown = sources if len(sources) == _SOURCES_IN_LINE + 1 else sources[:_SOURCES_IN_LINE]
    for source in shown:
        _append_citation(element(line, "li"), source)
    if more := len(sources) - len(shown):
        element(line, "li", "tl-more", language().say("more_sources", count=count_in_words(more)))


def append_evidence(parent: Element, event: Event, timeline: Timeline) -> None:
    """Append the closed footnote: what gives the date, with its steps, and what else tells it; or all sides.

    Where scripts run, the browser leaves it folded up as text: of a long story it is more than half of all
    elements, which the theme's script would go through, too. The viewer unfolds it when it comes near.
    """
    if not event.evidence:
        return
    details = element(element(parent, "noscript", "tl-folded"), "details", "tl-why")
    reasoned = any(evidence.because for evidence in event.evidence)
    said = language()
    element(details, "summary", "", said.say("how_dated" if reasoned else "what_source_says"))
    note = element(details, "div", "tl-note")
    main, corrected = dating(event), is_set_by_editor(event)
    others = [evidence for evidence in event.evidence if evidence is not main]
    if event.disputed:
        dates = alternatives_in_words(event.date, event.disputed)
        element(note, "p", "tl-label", said.say("sources_differ", dates=dates))
        sides = element(note, "div", "tl-sides")
        for evidence in event.evidence:
            _append_reasoning(element(sides, "div", "tl-side"), evidence, timeline, corrected=corrected)
        return
    _append_reasoning(note, main, timeline, corrected=corrected)
    if others:
        element(note, "p", "tl-label", said.say("also_told_by"))
        also = element(note, "ul", "tl-also")
        for evidence in others:
            _append_also(element(also, "li"), evidence, main, timeline)


def _append_reasoning(parent: Element, evidence: Evidence, timeline: Timeline, *, corrected: bool) -> None:
    """Append a quote, the steps from it to the date, and its source.

    Where an editor has `corrected` the date, the steps end in another one, and it is said whose they are.
    """
    _append_quote(
        element(element(parent, "blockquote", "tl-full"), "p", **foreign(evidence, timeline)), evidence
    )
    if evidence.because:
        if corrected and (found := outcome(evidence)):
            element(parent, "p", "tl-label", language().say("set_by_editor", date=in_words(found)))
        steps = element(parent, "ol", "tl-steps", **_in_english())
        for step in steps_in_words(evidence.because):
            element(steps, "li", "", step)
    source = timeline.sources.get(evidence.source)
    if source is None:
        return
    _append_citation(element(parent, "p", "tl-source"), source, with_title=True, page=evidence.page)
    if source.published_because:
        reasons = "; ".join(spell_out(reason) for reason in source.published_because)
        element(parent, "p", "tl-published", language().say("own_date", reasons=reasons))


def foreign(evidence: Evidence, timeline: Timeline) -> dict[str, str]:
    """Return the attributes of a quote: its language where it is known and not the page's; its direction."""
    source = timeline.sources.get(evidence.source)
    code = source.language if source is not None else None
    known = code and _LANGUAGE.fullmatch(code) and code.lower() != language().code
    return {"dir": "auto", **({"lang": code} if code and known else {})}


def _in_english() -> dict[str, str]:
    """Return the attributes for what stands in English whatever the page is in."""
    return {"dir": "ltr", **({} if language().code == DEFAULT else {"lang": DEFAULT})}


def _append_also(parent: Element, evidence: Evidence, main: Evidence, timeline: Timeline) -> None:
    source = timeline.sources.get(evidence.source)
    if source is not None:
        _append_citation(parent, source, with_title=True, page=evidence.page)
    if evidence.quote != main.quote:
        quote = element(parent, "span", "tl-full", **foreign(evidence, timeline))
        _append_quote(quote, evidence)
        if source is not None:
            quote.text = f": {quote.text or ''}"
    elif source is not None:
        parent[-1].tail = (parent[-1].tail or "") + f", {language().say('in_the_same_words')}"


def _append_quote(parent: Element, evidence: Evidence) -> None:
    """Append the quote with its time expression marked."""
    text = quoted(evidence.quote)
    expression = quoted(expression_of(evidence))[1:-1]
    start = text.find(expression) if expression else -1
    if start < 0:
        parent.text = clean(text)
        return
    parent.text = clean(text[:start])
    mark = element(parent, "mark", "", expression)
    mark.tail = clean(text[start + len(expression) :])


def expression_of(evidence: Evidence) -> str:
    """Return the time expression: as it was kept, or what the first step of the reasoning quotes."""
    if evidence.expression:
        return evidence.expression
    first = _QUOTED.search(evidence.because[0]) if evidence.because else None
    return first[1] if first else ""


def _append_citation(
    parent: Element, source: Source, *, with_title: bool = False, page: int | None = None
) -> None:
    """Append the publisher, the headline, the date and the page, linked when the address is safe.

    The headline is given only `with_title`, or where there is no publisher.
    """
    headline = quoted(source.title) if source.title else None
    name = source.publisher or headline or source.file or language().say("source")
    cite = element(parent, "cite", "tl-cite")
    if source.publisher:
        cite.set("data-facet", "source")
        cite.set("data-value", clean(source.publisher))
    named = ", ".join((name, headline)) if with_title and headline and headline != name else name
    address = safe_url(source.url)
    if address:
        element(cite, "a", "", named, href=address)
    else:
        cite.text = clean(named)
    details = [_published(source.published)] if source.published else []
    details += [language().say("page", number=page)] if page else []
    if details:
        cite.tail = clean(", ".join(["", *details]))
    archived = source.extra.get("archived")
    if with_title and (copy := safe_url(archived if isinstance(archived, str) else None)):
        cite.tail = f"{cite.tail or ''}, "
        element(parent, "a", "tl-archived", language().say("archived"), href=copy)


def _published(edtf: str) -> str:
    try:
        return in_words(edtf)
    except EDTFError:
        return edtf
