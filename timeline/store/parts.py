"""A long timeline in several files: the events file, and beside it a folder with a file for each year.

`docs/events.yml` holds the title and all sources; what does not fit into it stands in `docs/events/2021.yml`
and its neighbours. Each of them is a file like any other, and together they are one timeline: an event may
stand in any of them, and stays where it stands.
"""

import re
from collections.abc import Sequence
from pathlib import Path

from timeline.events.model import Event
from timeline.store.planning import Plan
from timeline.store.reading import Reader
from timeline.times.edtf import sort_key, year_of

__all__ = ["LONGEST", "file_of", "file_of_year", "files_of", "head", "share"]

LONGEST = 5_000  # events of the events file, from which on new ones go to the files of their years

_OF_A_YEAR = re.compile(r"-?\d{4,}\.yml")


def files_of(path: Path) -> list[Path]:
    """Return an events file and the files of years that belong to it, in order."""
    folder = path.with_suffix("")
    if folder == path or not folder.is_dir():
        return [path]
    return [path, *sorted(each for each in folder.iterdir() if _OF_A_YEAR.fullmatch(each.name))]


def head(path: Path) -> Path | None:
    """Return the events file that the file of a year belongs to; None for any other file."""
    folder = path.parent if path.parent.name else path.absolute().parent
    found = Path(f"{folder}.yml")
    return found if _OF_A_YEAR.fullmatch(path.name) and found.is_file() else None


def share(plan: Plan, readers: Sequence[Reader], *, is_long: bool = False) -> dict[Path, Plan]:
    """Return the part of a plan that each file has to carry out.

    Args:
        plan: what becomes of all events, which are counted through all files.
        readers: the files; the first is the events file.
        is_long: whether there are other files of years.
    """
    shares = {reader.file.path: Plan() for reader in readers}
    main = readers[0].file.path
    first = 0
    coming: list[Event] = []
    for reader in readers:
        own, end = shares[reader.file.path], first + len(reader.timeline.events)
        own.remove = {place - first for place in plan.remove if first <= place < end}
        own.extend = {place - first: plan.extend[place] for place in plan.extend if first <= place < end}
        for place in (place for place in plan.rewrite if first <= place < end):
            event = plan.rewrite[place]
            if reader.file.path in (main, file_of(main, event)):
                own.rewrite[place - first] = event
            else:  # it happened in another year
                own.remove.add(place - first)
                coming.append(event)
        first = end
    listed = readers[0].timeline.sources  # what a person listed elsewhere stays
    shares[main].new_sources = plan.new_sources
    shares[main].rewrite_sources = {
        name: plan.rewrite_sources[name] for name in plan.rewrite_sources if name in listed
    }
    shares[main].remove_sources = {name for name in plan.remove_sources if name in listed}
    staying = len(readers[0].timeline.events) - len(shares[main].remove)
    is_long = is_long or len(readers) > 1 or staying + len(plan.new) > LONGEST
    for event in [*plan.new, *coming]:
        file = file_of(main, event) if is_long else main
        shares.setdefault(file, Plan()).new.append(event)
    for own in shares.values():
        own.new.sort(key=lambda event: sort_key(event.date))
    return shares


def file_of_year(main: Path, year: int) -> Path:
    """Return the file of a year."""
    return main.with_suffix("") / f"{year:04d}.yml"


def file_of(main: Path, event: Event) -> Path:
    """Return the file of an event's year."""
    return file_of_year(main, year_of(event.date))
