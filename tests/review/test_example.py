"""Decisions of every kind on the example's own events survive a build from its articles."""

import shutil
from pathlib import Path

from timeline.build import extract
from timeline.review.decisions import Decisions
from timeline.store.entries import Entries

DOCS = Path(__file__).parent.parent.parent / "docs"


def test_decisions_on_the_example_survive_a_build(tmp_path: Path) -> None:
    path, articles = tmp_path / "events.yml", tmp_path / "articles"
    shutil.copytree(DOCS / "articles", articles)
    extract([articles], path, "The strike", articles, complete=True)
    first = path.read_bytes()

    desk = Decisions(Entries(path))
    kinds = [desk.entries.all[number].number for number in range(0, 40, 5)]
    desk.status(kinds[0], "accepted")
    desk.status(kinds[1], "hidden")
    desk.title(kinds[2], "Somebody’s own words: another title")
    desk.date(kinds[3], "[..2020-01-31]")
    desk.tags(kinds[4], ["of my own", "a, b"])
    desk.merge(kinds[5], into=kinds[5] - 1)
    desk.merge(kinds[6], into=kinds[6] + 1)
    many = [entry.number for entry in desk.entries.all if len(entry.event.evidence) > 1]
    for number in many[:3]:
        new = desk.split(number, [0])
    desk.date(new.number, "1999")
    decided = path.read_bytes()
    assert decided != first

    report = extract([articles], path, "The strike", articles, complete=True).update
    assert report is not None
    assert path.read_bytes() == decided
    assert (report.new, report.updated, report.removed, report.extended) == ([], [], [], [])
    assert any(note.endswith("kept your [..2020-01-31]") for note in report.notes)

    while desk.undo():
        pass
    assert path.read_bytes() == first
