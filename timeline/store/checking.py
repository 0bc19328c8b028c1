"""The events file read, and everything in it that its editor should mend or look at again."""

import dataclasses
import datetime
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from timeline.documents.model import Document
from timeline.errors import TimelineError
from timeline.events.model import Evidence, Source, Timeline
from timeline.garbage import no_collection
from timeline.store import parts
from timeline.store.doubts import doubts
from timeline.store.files import read_text
from timeline.store.reading import Reader
from timeline.store.syntax import NoYamlError, Problem, YamlFile

__all__ = ["check", "forbid_ids_twice", "read", "read_file", "read_files", "whole"]


def read(path: Path | str) -> Timeline:
    """Read an events file, with the files of years that belong to it.

    Args:
        path: the file; that of a single year has the sources of the whole.

    Returns:
        The timeline, its events in the order of the files, hidden ones included. Keys that are not known
        stand in the `extra` of the thing they belong to.

    Raises:
        TimelineError: when the file cannot be read or used: the first problem, with its line and what to do.
    """
    return whole(read_files(Path(path)))


def whole(readers: Sequence[Reader]) -> Timeline:
    """Return what several files say together."""
    first = readers[0].timeline
    sources = {name: source for reader in readers for name, source in reader.timeline.sources.items()}
    events = [event for reader in readers for event in reader.timeline.events]
    return first if len(readers) == 1 else dataclasses.replace(first, sources=sources, events=events)


def read_files(path: Path) -> list[Reader]:
    """Read an events file and those that belong to it. Raises like `read`."""
    first, *years = parts.files_of(path)
    readers = [read_file(first)]
    readers += [read_file(each, readers[0].timeline.sources) for each in years]
    forbid_ids_twice(readers)
    return readers


def forbid_ids_twice(readers: Sequence[Reader]) -> None:
    """Raise a TimelineError when an id stands in several of the files."""
    errors = _ids_twice(readers)
    if errors:
        raise TimelineError(f"{errors[0].file}:{errors[0].line}: {errors[0].message}")


@no_collection()
def read_file(path: Path, sources: Mapping[str, Source] | None = None) -> Reader:
    """Read a single file together with where everything stands in it. Raises like `read`.

    `sources` are those of the events file to which it belongs; by default they are looked up there.
    """
    reader = _reader(path, sources)
    errors = sorted(problem for problem in reader.problems if problem.severity == "error")
    if errors:
        more = f" (and {len(errors) - 1} more: timeline check {path})" if len(errors) > 1 else ""
        raise TimelineError(f"{path}:{errors[0].line}: {errors[0].message}{more}")
    return reader


def _reader(path: Path, sources: Mapping[str, Source] | None = None) -> Reader:
    head = parts.head(path)
    if sources is None and head is not None:
        sources = read_file(head).timeline.sources
    return Reader(YamlFile(path, read_text(path)), sources)


def _ids_twice(readers: Sequence[Reader]) -> list[Problem]:
    """Return what is wrong with ids that stand in several files; within one it has been found already."""
    problems = []
    places: dict[str, str] = {}
    for reader in readers if len(readers) > 1 else ():
        here: dict[str, str] = {}
        for event, line in zip(reader.timeline.events, reader.event_lines, strict=True):
            if event.id in places:
                message = f"the id “{event.id}” is already used in {places[event.id]}; remove this “id” line"
                problems.append(Problem(line, message, rule="id", file=reader.file.path))
            elif event.id:
                here[event.id] = f"{reader.file.path}:{line}"
        places |= here
    return problems


def check(
    path: Path | str, documents: Iterable[Document] | None = None, today: datetime.date | None = None
) -> list[Problem]:
    """Return everything in an events file that its editor should mend, in the order of its lines.

    Args:
        path: the file; the files of years that belong to it are checked as well.
        documents: the articles; when given, quotes are looked up at their offsets.
        today: dates after it are future ones, which only plans and events that an editor has accepted or
            hidden may have; by default the day of the call.

    Returns:
        Errors, which are wrong, and warnings, which are doubtful. Of a file that is no YAML the first error.

    Raises:
        TimelineError: when the file cannot be read at all.
    """
    texts = None if documents is None else {document.id: document for document in documents}
    readers: list[Reader] = []
    problems: list[Problem] = []
    for file in parts.files_of(Path(path)):
        try:
            readers.append(_reader(file, readers[0].timeline.sources if readers else None))
        except NoYamlError as error:
            problems.append(dataclasses.replace(error.problem, file=file))
            continue
        found = _problems(readers[-1], texts, today or datetime.date.today())
        problems += [dataclasses.replace(problem, file=file) for problem in found]
    return problems + _ids_twice(readers)


@no_collection()
def _problems(reader: Reader, texts: dict[str, Document] | None, today: datetime.date) -> list[Problem]:
    problems = [*reader.problems, *reader.bad_links, *doubts(reader, today)]
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
