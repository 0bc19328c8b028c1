"""Evidence that its article no longer bears out: flagged with file and line, never deleted."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from timeline.documents import Documents
from timeline.events.model import Evidence, Source
from timeline.store.carrying import Outcome

__all__ = ["missing_articles", "missing_quotes"]


def missing_articles(outcome: Outcome, present: Collection[str], sources: Mapping[str, Source]) -> list[str]:
    """Return a line for each article that evidence names and that is not among those present."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for event, lines in zip(outcome.events, outcome.after.evidence_lines, strict=True):
        for evidence, line in zip(event.evidence, lines, strict=True):
            source = sources.get(evidence.source)
            if evidence.source not in present and source and source.file:
                places[evidence.source].append(line)
    warnings = []
    for name, lines in sorted(places.items()):
        pieces = "1 piece" if len(lines) == 1 else f"{len(lines)} pieces"
        file = sources[name].file
        warnings.append(
            f"{outcome.file}:{lines[0]}: the article {file} was not among those read; put it back,"
            f" or remove its evidence ({pieces}, the first in this line)"
        )
    return warnings


def missing_quotes(outcome: Outcome, documents: Documents) -> list[str]:
    """Return a line for each piece of evidence whose article was read and does not say the quote."""
    numbers = {outline.id: number for number, outline in enumerate(documents.outlines)}
    by_source: defaultdict[str, list[tuple[int, Evidence]]] = defaultdict(list)
    for event, lines in zip(outcome.events, outcome.after.evidence_lines, strict=True):
        for evidence, line in zip(event.evidence, lines, strict=True):
            if evidence.source in numbers and evidence.quote:
                by_source[evidence.source].append((line, evidence))
    missing: list[tuple[int, str]] = []
    for name, pieces in by_source.items():
        text = documents[numbers[name]].text  # fetched once, however much it tells
        missing += [(line, name) for line, evidence in pieces if evidence.quote not in text]
    return [
        f"{outcome.file}:{line}: the article “{name}” no longer says this quote;"
        " correct or remove this evidence"
        for line, name in sorted(missing)
    ]
