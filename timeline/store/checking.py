"""The events file read, and everything in it that its editor should mend or look at again."""

import datetime
from collections.abc import Iterable
from pathlib import Path

from timeline.documents.model import Document
from timeline.errors import TimelineError
from timeline.events.model import Evidence, Timeline
from timeline.garbage import no_collection
from timeline.store.doubts import doubts
from timeline.store.files import read_text
from timeline.store.reading import Reader
from timeline.store.syntax import NoYamlError, Problem, YamlFile

__all__ = ["check", "read", "read_file"]


def read(path: Path | str) -> Timeline:
    """Read an events file.

    Args:
        path: the file.

    Returns:
        The timeline, its events in the order of the file, hidden ones included. Keys that are not known stand
        in the `extra` of the thing they belong to.

    Raises:
        TimelineError: when the file cannot be read or used: the first problem, with its line and what to do.
    """
    return read_file(Path(path)).timeline


@no_collection()
def read_file(path: Path) -> Reader:
    """Read an events file together with where everything stands in it. Raises like `read`."""
    reader = Reader(YamlFile(path, read_text(path)))
    errors = sorted(problem for problem in reader.problems if problem.severity == "error")
    if errors:
        more = f" (and {len(errors) - 1} more: timeline check {path})" if len(errors) > 1 else ""
        raise TimelineError(f"{path}:{errors[0].line}: {errors[0].message}{more}")
    return reader


@no_collection()
def check(
    path: Path | str, documents: Iterable[Document] | None = None, today: datetime.date | None = None
) -> list[Problem]:
    """Return everything in an events file that its editor should mend, in the order of its lines.

    Args:
        path: the file.
        documents: the articles; when given, quotes are looked up at their offsets.
        today: dates after it are future ones, which only plans and events that an editor has accepted or
            hidden may have; by default the day of the call.

    Returns:
        Errors, which are wrong, and warnings, which are doubtful. Of a file that is no YAML the first error.

    Raises:
        TimelineError: when the file cannot be read at all.
    """
    path = Path(path)
    try:
        reader = Reader(YamlFile(path, read_text(path)))
    except NoYamlError as error:
        return [error.problem]
    texts = None if documents is None else {document.id: document for document in documents}
    problems = [*reader.problems, *reader.bad_links, *doubts(reader, today or datetime.date.today())]
    for event, lines in zip(reader.timeline.events, reader.evidence_lines, strict=True):
        for evidence, line in zip(event.evidence, lines, strict=True):
            problem = _evidence_problem(line, evidence, reader.timeline, texts)
            if problem:
                problems.append(problem)
    return sorted(set(problems))


def _evidence_problem(
    line: int, evidence: Evidence, timeline: Timeline, texts: dict[str, Document] | None
) -> Problem | None:
    if evidence.source and evidence.source not in timeline.sources:
        remedy = "correct the name or add it"
        message = f"the source “{evidence.source}” is not listed under “sources”; {remedy}"
        return Problem(line, message, rule="source")
    if texts is None or not (evidence.source and evidence.quote):
        return None
    document = texts.get(evidence.source)
    if document is None:
        file = timeline.sources[evidence.source].file
        if file is None:
            return None  # a book, a page on the web: nothing that could be looked up
        message = f"the article “{evidence.source}” is gone; put {file} back or remove this evidence"
        return Problem(line, message, "warning", "article")
    if evidence.start is None or evidence.end is None:
        found = evidence.quote in document.text
    else:
        found = document.text[evidence.start : evidence.end] == evidence.quote
    if found:
        return None
    place = document.text.find(evidence.quote)
    if place >= 0:
        end = place + len(evidence.quote)
        message = f"the quote is not at its offsets; write start: {place} and end: {end}"
    else:
        message = f"the quote is not in the article “{evidence.source}”; correct or remove this evidence"
    return Problem(line, message, rule="quote")
