"""How an event got its date, as text for a terminal: what `timeline explain` prints."""

import textwrap
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from itertools import groupby
from pathlib import Path

from timeline import store
from timeline.config import Options
from timeline.errors import TimelineError
from timeline.events.explanation import Explained, Explainer, Other, Place, Step, name_of
from timeline.events.model import Event, Source
from timeline.site.words import in_words, spell_out, steps_in_words

__all__ = ["explain"]

_WIDTH = 80
_NAMED = 5  # events that a part of an id or a title can mean


def explain(name: str, path: Path, options: Options) -> str:
    """Return how the event of an events file got its date, and why no other date is the event's.

    `name` is its id or its title, or a part of one that no other event has.

    Raises:
        TimelineError: when there is no such event or there are several, or the file is not valid.
    """
    timeline, origins = store.origins(path)
    event = _named(name, timeline.events, path)
    place = next(i for i, each in enumerate(timeline.events) if each is event)
    explanation = Explainer(timeline, options.articles, options.cache, options.columns).explain(event)
    lines = [*_heading(event, origins[place])]
    for key, pieces in groupby(explanation.pieces, lambda piece: piece.evidence.source):
        lines += ["", *_article(key, timeline.sources.get(key), list(pieces))]
    if explanation.of_articles:
        lines += ["", "Other dates that articles give it:", *_others(explanation.of_articles, "  ", by=True)]
    return "\n".join(lines)


def _named(name: str, events: Sequence[Event], path: Path) -> Event:
    wanted = " ".join(name.casefold().split())
    titles = {id(event): " ".join(event.title.casefold().split()) for event in events}
    for fitting in (
        [event for event in events if name and event.id == name],
        [event for event in events if titles[id(event)] == wanted],
        [event for event in events if wanted and event.id.startswith(wanted)],
        [event for event in events if wanted and wanted in titles[id(event)]],
    ):
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            more = f" and {len(fitting) - _NAMED} more" if len(fitting) > _NAMED else ""
            raise TimelineError(f"{path}: “{name}” can be {_list_of(fitting[:_NAMED])}{more}; say which")
    close = get_close_matches(wanted, [event.id for event in events if event.id], 2, 0.5)
    alike = get_close_matches(wanted, titles.values(), 2)
    near = [event for event in events if event.id in close or titles[id(event)] in alike][:_NAMED]
    hint = f"did you mean {_list_of(near)}?" if near else "ids stand in the lines “id: …”"
    raise TimelineError(f"{path}: no event has the id or title “{name}”; {hint}")


def _list_of(events: Sequence[Event]) -> str:
    return ", ".join(
        f"{event.id} ({event.date}: {event.title})" if event.id else event.title for event in events
    )


# --- the parts ---


def _heading(event: Event, origin: store.Origin) -> Iterator[str]:
    yield from _filled(event.title, "")
    words = in_words(event.date, event.disputed)
    yield from _filled(words if words == event.date else f"{words} ({event.date})", "")
    yield f"{origin.file}:{origin.line}" + (f", id {event.id}" if event.id else "")
    if not event.evidence:
        yield from _filled("This event has no evidence: it was written by hand.", "")
    elif not origin.by_machine:
        yield from _filled("This event was written by hand.", "")
    elif origin.edited:
        yield from _filled("A person has edited this event, so it may say what no article says.", "")
    if event.extra.get("planned") is True:
        yield from _filled("It is planned: when it was told, this day was still to come.", "")
    if event.status == "hidden":
        yield from _filled("It is hidden: the page does not show it.", "")


def _article(key: str, source: Source | None, pieces: Sequence[Explained]) -> Iterator[str]:
    """Return what one article tells of the event."""
    yield name_of(key, source)
    if source:
        named = [each for each in (f"“{source.title}”" if source.title else "", source.publisher) if each]
        if named:
            yield from _filled(", ".join(named), "  ")
        if source.published:
            because = "; ".join(spell_out(step) for step in source.published_because)
            known = f" ({because})" if because else ""
            yield from _filled(f"published {in_words(source.published)}{known}", "  ")
        else:
            yield from _filled("its publication date is not known", "  ")
    shown: list[tuple[str, ...]] = []
    for piece in pieces:
        yield ""
        yield from _piece(piece, shown)
        shown.append(piece.evidence.because)


def _piece(piece: Explained, shown: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """Return the lines about one piece of evidence; `shown` are the reasons above."""
    spot = _spot(piece.place) if piece.place else ""
    yield from _filled(f"{spot}{': ' if spot else ''}“{' '.join(piece.evidence.quote.split())}”", "  ")
    first, rest = piece.steps[:1], piece.evidence.because[1:]
    if rest and rest in shown:
        yield from _filled(f"1. {first[0].text}; dated above", "    ", "       ")
    else:
        for number, step in enumerate(_in_words(piece.steps), 1):
            yield from _filled(f"{number}. {step.text}{_at(step.place, piece.place)}", "    ", "       ")
            for words, place, steps in step.below:
                reason = "; ".join(steps_in_words(steps))
                named = f"“{words}”{_at(place, piece.place)}"
                begun = reason.startswith(f"“{words}”")
                told = named + reason[len(words) + 2 :] if begun else f"{named}: {reason}"
                yield from _filled(f"({told})", "       ")
    if not piece.steps:
        yield "    No reason is given for the date."
    if piece.problem:
        yield from _filled(f"{piece.problem} So it cannot be told which other dates were considered.", "    ")
    if piece.others:
        yield "    Other dates in this sentence:"
        yield from _others(piece.others, "    ", by=False)


def _in_words(steps: Sequence[Step]) -> list[Step]:
    """Return the steps as sentences; one that is only an outcome joins the one before it."""
    sentences: list[Step] = []
    for step in steps:
        if sentences and step.text.startswith("= "):
            joined = steps_in_words(["", step.text])[0]
            sentences[-1] = Step(sentences[-1].text + joined, sentences[-1].place, sentences[-1].below)
        else:
            sentences.append(Step(steps_in_words([step.text])[0], step.place, step.below))
    return sentences


def _at(place: Place | None, here: Place | None) -> str:
    """Return where something stands, seen from a place."""
    if place is None or (here is not None and place == here):
        return ""
    file = "" if here is not None and place.file == here.file else f"{place.file}, "
    spot = _spot(place)
    return f" ({file}{spot})" if spot else f" ({place.file})" if file else ""


def _spot(place: Place) -> str:
    return f"line {place.line}" if place.line else f"page {place.page}" if place.page else ""


def _others(others: Sequence[Other], indent: str, *, by: bool) -> Iterator[str]:
    for other in others:
        date = in_words(other.date) if other.date else ""
        named = (
            f"{date} ({other.text})"
            if by
            else f"“{' '.join(other.text.split())}”" + (f" ({date})" if date else "")
        )
        yield from _filled(f"- {named}: {spell_out(other.reason)}", indent, indent + "  ")


def _filled(text: str, indent: str, then: str | None = None) -> list[str]:
    return textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=indent,
        subsequent_indent=indent if then is None else then,
        break_long_words=False,
        break_on_hyphens=False,
    )
