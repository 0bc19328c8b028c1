"""The events file brought up to date: only the text of what changed is replaced."""

import contextlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from timeline.documents import Documents
from timeline.events.model import Timeline
from timeline.garbage import no_collection
from timeline.store import parts, schema
from timeline.store.carrying import Before, Outcome, Share, carried_out, create, planned
from timeline.store.checking import forbid_ids_twice, read_file, read_files, whole
from timeline.store.files import ChangedError, write_atomically
from timeline.store.gone import missing_articles, missing_quotes
from timeline.store.planning import Plan, make_plan
from timeline.store.reading import Reader
from timeline.store.settled import Settled
from timeline.store.syntax import YamlFile
from timeline.store.touched import signatures, touched_events
from timeline.workers import Engine, Workers

__all__ = ["Origin", "Report", "origins", "update"]

_TREES = 5_000_000  # characters of files of years whose trees are kept until they are changed
_TRIES = 5  # when other programs keep changing the file


@dataclass(slots=True)
class Report:
    """What an update did. Events are named by their ids, or by their titles where they have none."""

    path: Path
    written: bool = False
    titles: dict[str, str] = field(
        default_factory=dict
    )  # of the events named below; not of those in files left alone
    new: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)  # written by the machine, untouched, and rewritten
    unchanged: list[str] = field(default_factory=list)  # written by the machine, untouched, and still right
    extended: list[str] = field(default_factory=list)  # a person's, which got more evidence
    kept: list[str] = field(default_factory=list)  # a person's: edited, accepted, hidden or written by hand
    removed: list[str] = field(default_factory=list)  # written by the machine, untouched, no longer told
    gone: list[str] = field(
        default_factory=list
    )  # files of articles that are gone, and what they told with them
    notes: list[str] = field(
        default_factory=list
    )  # dates that the machine now sees otherwise, with file and line
    warnings: list[str] = field(
        default_factory=list
    )  # evidence whose article or quote is gone, with file and line


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an event stands in its file, and who wrote it."""

    file: Path
    line: int  # from 1
    by_machine: bool  # whether the machine has written it at first
    edited: bool  # whether a person has written or changed it


@no_collection()
def update(
    path: Path | str,
    timeline: Timeline,
    present: Collection[str] | None = None,
    gone: Collection[str] = (),
    documents: Documents | None = None,
    settled: Settled | None = None,
    engine: Engine | None = None,
) -> Report:
    """Create an events file, or bring it up to date without losing an edit.

    New events and sources are added at their place. What the machine wrote and nobody touched is rewritten
    where it changed and removed where the articles no longer tell it. What a person edited, accepted, hid or
    wrote stays as it is, except that evidence from new articles is added to it. All other text stays byte for
    byte, and a run that changes nothing writes nothing.

    An article that was not read may just have been left out of this run, so what it told stays, unless it is
    said to be gone.

    Where another program writes the file at the same time, its edit is read and kept like any other.

    Args:
        path: the file; made, with its folder, when there is none.
        timeline: what was extracted from all articles.
        present: the ids of the articles that were read; by default the timeline's sources.
        gone: the keys of the file's sources whose articles are no longer there.
        documents: the articles; when given, a warning tells which quotes they do not say any more.
        settled: which files of years are left alone; `timeline` is without the events that stand there.
        engine: what writes the texts of files that come into being; by default this process.

    Returns:
        What was done.

    Raises:
        TimelineError: when the file is not valid or cannot be read or written. Then it is as it was.

    """
    path = Path(path)
    for _ in range(_TRIES - 1):
        with contextlib.suppress(ChangedError):
            return _update(path, timeline, present, gone, documents, settled, engine or Workers(1))
    return _update(path, timeline, present, gone, documents, settled, engine or Workers(1))


def _update(
    path: Path,
    timeline: Timeline,
    present: Collection[str] | None,
    gone: Collection[str],
    documents: Documents | None,
    settled: Settled | None,
    engine: Engine,
) -> Report:
    aside = settled.aside if settled else {}
    files = _read(path, settled)
    old = whole([each.reader for each in files])
    touched = [each for file in files for each in file.touched]
    listed = files[0].reader.timeline.sources.keys()  # what a person listed in a year's file is the person's
    left_alone = [event for own in aside.values() for event in own]
    present = timeline.sources if present is None else present
    plan = make_plan(
        old,
        touched,
        [each for file in files for each in file.signatures],
        files[0].touched_sources | (old.sources.keys() - listed),
        timeline,
        present,
        gone,
        left_alone,
    )
    outcomes = _carried_out(plan, files, timeline.title, engine, is_long=bool(aside))
    report = _report(path, old, plan, touched, outcomes, gone)
    report.unchanged += [event.id for event in left_alone]
    for each in outcomes:
        if each.has_changed or not each.file.exists():
            write_atomically(each.file, each.after.text.decode(), expect=each.before.reader.file.text)
            report.written = True
    schema.place(path, outcomes[0].after.text.decode())
    if settled:
        settled.note(outcomes, plan, timeline)
    sources = old.sources | timeline.sources
    for each in outcomes:
        report.warnings += missing_articles(each, present, sources)
        if documents is not None and each.before.reader.file.text:  # else all has just been told
            report.warnings += missing_quotes(each, documents)
    return report


def _read(path: Path, settled: Settled | None) -> list[Before]:
    """Return the files as they are, but for those set aside. Of many not all trees are kept."""
    if not path.exists():
        return [Before.of(Reader(YamlFile(path, "")))]
    first, *years = parts.files_of(path)
    head = settled.head() if settled else None
    files = [head or Before.of(read_file(first))]
    room = _TREES
    for year in years:
        if settled is None or year not in settled.aside:
            files.append(Before.of(read_file(year, files[0].reader.timeline.sources)))
            room -= len(files[-1].reader.file.text)
            if room < 0:
                files[-1].reader.forget_tree()
    forbid_ids_twice([each.reader for each in files])
    return files


def _carried_out(
    plan: Plan, files: Sequence[Before], title: str | None, engine: Engine, *, is_long: bool
) -> list[Outcome]:
    """Return what becomes of each file, and of those that come into being."""
    main = files[0].reader.file.path
    shares = parts.share(plan, [each.reader for each in files], is_long=is_long)
    known = {each.reader.file.path: each for each in files}
    new = (
        Share(file, own, title if file == main else None, file == main)
        for file, own in shares.items()
        if file not in known or not known[file].reader.file.text
    )
    made = {share.file: after for share, after in engine.run(create, new)}
    outcomes = []
    first = 0
    for file, own in shares.items():
        before = known.get(file) or Before.of(Reader(YamlFile(file, "")))
        after = made.get(file) or carried_out(before, own, title if file == main else None)
        events = before.reader.timeline.events
        for place in range(len(events)):
            if place not in own.extend:
                plan.extend.pop(first + place, None)  # it could not be added
        first += len(events)
        wanted = planned(events, own)
        outcomes.append(Outcome(file, before, after, [wanted[place] for place in after.order]))
    return outcomes


# ---------------------------------------------------------------------- who wrote it


def origins(path: Path | str) -> tuple[Timeline, list[Origin]]:
    """Return what an events file holds and, for each of its events, where it stands and who wrote it.

    Raises:
        TimelineError: as `timeline.store.read`.
    """
    readers = read_files(Path(path))
    found = []
    for reader in readers:
        of_each = zip(reader.event_lines, signatures(reader), touched_events(reader), strict=True)
        for line, signature, is_touched in of_each:
            found.append(Origin(reader.file.path, line, signature is not None, is_touched))
    return whole(readers), found


# ---------------------------------------------------------------------- afterwards


def _report(
    path: Path,
    old: Timeline,
    plan: Plan,
    touched: list[bool],
    outcomes: Sequence[Outcome],
    gone: Collection[str],
) -> Report:
    report = Report(path, new=[event.id for event in plan.new])
    places = {
        event.id: f"{each.file}:{line}"
        for each in outcomes
        for event, line in zip(each.events, each.after.event_lines, strict=True)
    }
    for place, event in enumerate(old.events):
        name = event.id or event.title
        if touched[place]:
            report.kept.append(name)
            if place in plan.extend:
                report.extended.append(name)
            if place in plan.opinions:
                where = places.get(event.id, f"{path}:1")
                report.notes.append(
                    f"{where}: “{event.title}” is now dated {plan.opinions[place]}, kept your {event.date}"
                )
        elif place in plan.remove:
            report.removed.append(name)
        else:
            (report.updated if place in plan.rewrite else report.unchanged).append(name)
    report.titles = {event.id or event.title: event.title for event in old.events}
    report.titles |= {event.id: event.title for each in outcomes for event in each.events if event.id}
    changed = plan.remove | plan.rewrite.keys()
    told = {each.source for place in changed for each in old.events[place].evidence}
    sources = old.sources
    report.gone = sorted(sources[name].file or name for name in told.intersection(gone, sources))
    return report
