"""Each decision is a small edit of the file, survives a run, and can be taken back to the byte."""

import difflib
import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.errors import TimelineError
from timeline.events.model import Event, Evidence, Source, Timeline
from timeline.review.decisions import Decisions, Done
from timeline.store import read, update
from timeline.store.entries import Entries

# Laid out as people do it: comments everywhere, fields in any order, texts in every style.
TEXT = """\
# the port, as far as we know
timeline: 1
sources:
  a: {file: a.txt}
events:   # in order of time

# built first
- id: aaaaaa
  date: 2020-01-08   # by two accounts
  title: >-  # long
    The crane
    is put up
  # not sure
  status:
  evidence:
  - source: a   # page 3
    quote: >-
      They put
      it up.
  # the second one
  - source: a
    quote: "It
      stood."

-   title: 'By hand'   # mine
    tags:
    - harbour
    - crane   # the big one
    date: 2021
- {date: 2022-05, title: In brackets, tags: [a, b]}
# told late
- date: "2023"
  title: "The crane: taken down"
  actors: [Port]
  evidence: []
  mine:   [ x,y ]
  fingerprint: nonsense
- date: 2024
  title: Another
  status: accepted
  evidence:
  -   source: a
      quote: Another crane.
      because:
      - one
# the end
"""


def lay_out(text: str, style: str) -> str:
    if style == "mark and CRLF":
        return "\ufeff" + text.replace("\n", "\r\n")
    return text.removesuffix("\n# the end\n") if style == "no end" else text


def decisions(path: Path, text: str = TEXT) -> Decisions:
    path.write_bytes(text.encode())
    return Decisions(Entries(path))


def changed(old: str, new: str) -> list[str]:
    lines = difflib.unified_diff(old.splitlines(), new.splitlines(), n=0, lineterm="")
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


EDITS = {
    "accept where nothing stands": (0, "status", "accepted", ["-  status:", "+  status: accepted"]),
    "accept where there is no field": (1, "status", "accepted", ["+    status: accepted"]),
    "hide in brackets": (
        2,
        "status",
        "hidden",
        [
            "-- {date: 2022-05, title: In brackets, tags: [a, b]}",
            "+- {date: 2022-05, title: In brackets, tags: [a, b], status: hidden}",
        ],
    ),
    "put back": (4, "status", "proposed", ["-  status: accepted", "+  status: proposed"]),
    "a date with a remark": (
        0,
        "date",
        "2020-01-07/..",
        ["-  date: 2020-01-08   # by two accounts", "+  date: 2020-01-07/..   # by two accounts"],
    ),
    "a date in quotes": (3, "date", "[2023..2024]", ['-- date: "2023"', '+- date: "[2023..2024]"']),
    "a title over several lines": (
        0,
        "title",
        "The crane: is put # up",
        [
            "-  title: >-  # long",
            "-    The crane",
            "-    is put up",
            '+  title: "The crane: is put # up"  # long',
        ],
    ),
    "a title with a remark": (
        1,
        "title",
        "no",
        ["--   title: 'By hand'   # mine", '+-   title: "no"   # mine'],
    ),
    "a tag more": (1, "tags", ["harbour", "crane", "ship"], ["+    - ship"]),
    "a tag less": (1, "tags", ["crane"], ["-    - harbour"]),
    "other tags": (1, "tags", ["x, y"], ["-    - harbour", "-    - crane   # the big one", '+    - x, y']),
    "no tags": (
        1,
        "tags",
        [],
        ["-    tags:", "-    - harbour", "-    - crane   # the big one", "+    tags: []"],
    ),
    "tags in brackets": (
        2,
        "tags",
        ["a, b"],
        [
            "-- {date: 2022-05, title: In brackets, tags: [a, b]}",
            '+- {date: 2022-05, title: In brackets, tags: ["a, b"]}',
        ],
    ),
    "the first tags": (3, "tags", ["port"], ["+  tags: [port]"]),
}  # fmt: skip


@pytest.mark.parametrize("style", ["as it is", "mark and CRLF", "no end"])
@pytest.mark.parametrize(("number", "name", "value", "diff"), EDITS.values(), ids=EDITS)
def test_an_edit_is_as_small_as_it_can_be(
    number: int, name: str, value: object, diff: list[str], style: str, tmp_path: Path
) -> None:
    path = tmp_path / "events.yml"
    text = lay_out(TEXT, style)
    desk = decisions(path, text)
    done = getattr(desk, name)(number, value)
    assert done.splice
    after = path.read_bytes().decode()
    assert changed(text, after) == diff
    assert getattr(read(path).events[number], name) == value
    assert len(re.findall(r"(?<!\r)\n", after)) == (0 if "CRLF" in style else after.count("\n"))
    assert desk.undo()
    assert path.read_bytes().decode() == text


def test_what_is_so_already_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "events.yml"
    desk = decisions(path)
    before = path.stat().st_mtime_ns
    for done in (desk.status(4, "accepted"), desk.title(1, " By  hand "), desk.tags(2, ["a", "b", "a"])):
        assert done.splice is None
    assert desk.last is None
    assert desk.undo() is None
    assert path.stat().st_mtime_ns == before


def test_a_merge_moves_the_evidence_as_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "events.yml"
    desk = decisions(path)
    assert desk.merge(0, into=4).number == 4
    text = path.read_text()
    assert (
        """\
  evidence:
  -   source: a
      quote: Another crane.
      because:
      - one
  - source: a   # page 3
    quote: >-
      They put
      it up.
  - source: a
    quote: "It
      stood."
# the end
"""
        in text
    )
    assert text.startswith(TEXT[: TEXT.index("- id: aaaaaa")])
    assert read(path).events[0].title == "By hand"
    assert [each.quote for each in read(path).events[-1].evidence] == [
        "Another crane.", "They put it up.", "It stood.",
    ]  # fmt: skip
    desk.undo()
    assert path.read_text() == TEXT


@pytest.mark.parametrize("into", [1, 3], ids=["without evidence", "with an empty list"])
def test_a_merge_into_an_event_without_evidence(into: int, tmp_path: Path) -> None:
    path = tmp_path / "events.yml"
    desk = decisions(path)
    title = desk.entries.all[into].event.title
    desk.merge(4, into)
    assert [each.quote for each in by_title(path, title).evidence] == ["Another crane."]
    assert path.read_text().endswith("# the end\n")
    desk.undo()
    assert path.read_text() == TEXT


def by_title(path: Path, title: str) -> Event:
    return next(each for each in read(path).events if each.title == title)


def test_a_split_makes_an_event_below(tmp_path: Path) -> None:
    path = tmp_path / "events.yml"
    desk = decisions(path)
    done = desk.split(0, [0])
    old, new = read(path).events[:2]
    assert [each.quote for each in old.evidence] == ["It stood."]
    assert [each.quote for each in new.evidence] == ["They put it up."]
    assert (new.date, new.title, new.status) == (old.date, old.title, "proposed")
    assert new.id not in ("", old.id)
    assert "\n  # the second one\n" in path.read_text()
    desk.date(done.number, "2019")
    desk.undo()
    desk.undo()
    assert path.read_text() == TEXT


REFUSED = {
    "no title": (lambda desk: desk.title(0, " \u200b "), "an event needs a title"),
    "no date": (lambda desk: desk.date(0, "8 January"), "8 January"),
    "no such status": (lambda desk: desk.status(0, "no"), "there is no status “no”"),
    "no such event": (lambda desk: desk.status(99, "hidden"), "this event is no longer in the file"),
    "a merge with itself": (lambda desk: desk.merge(0, 0), "cannot be merged with itself"),
    "a merge of nothing": (lambda desk: desk.merge(1, 0), "has no evidence that could be moved; hide it"),
    "a merge into brackets": (lambda desk: desk.merge(0, 2), "cannot be changed from here; change it"),
    "a split of all": (lambda desk: desk.split(0, [0, 1]), "leave the event at least one piece"),
    "a split of none": (lambda desk: desk.split(0, []), "choose the evidence"),
    "a split of what is not there": (lambda desk: desk.split(0, [7]), "choose the evidence"),
}  # fmt: skip


@pytest.mark.parametrize(("decide", "says"), REFUSED.values(), ids=REFUSED)
def test_what_makes_no_sense_is_refused_in_one_line(decide, says: str, tmp_path: Path) -> None:
    path = tmp_path / "events.yml"
    desk = decisions(path)
    with pytest.raises(TimelineError, match=re.escape(says)) as error:
        decide(desk)
    assert "\n" not in str(error.value)
    assert path.read_text() == TEXT


@pytest.mark.parametrize(
    "text",
    [
        "events:\n- ? title\n  : T\n  date: 2020\n",
        "events:\n- date: 2020\n  title: T\n  status: !x proposed\n",
        "events:\n- &x\n  date: 2020\n  title: T\n",
        "events:\n- date: 2020\n  title: |\n    T\n\n  status: proposed\n",
        "events:\n- !event {date: 2020, title: T, }\n",
    ],
)
def test_an_odd_layout_is_edited_rightly_or_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "events.yml"
    desk = decisions(path, text)
    for decide, wanted in (
        (lambda: desk.status(0, "accepted"), ("T", "accepted")),
        (lambda: desk.title(0, "New"), ("New", read(path).events[0].status)),
    ):
        before = path.read_text()
        try:
            decide()
            event = read(path).events[0]
            assert event.title == wanted[0] or event.status == wanted[1]
        except TimelineError as error:
            assert "cannot be changed from here" in str(error)
            assert path.read_text() == before


def test_an_item_that_is_no_event_stays_where_it_is(tmp_path: Path) -> None:
    path = tmp_path / "events.yml"
    text = "events:\n-\n- date: 2020\n  title: T\n- # nothing yet\n- date: 2021\n  title: U\n- ~\n"
    desk = decisions(path, text)
    desk.status(1, "accepted")
    assert path.read_text() == text.replace("title: U\n", "title: U\n  status: accepted\n")
    desk.undo()
    assert path.read_text() == text


def test_events_between_brackets_are_refused(tmp_path: Path) -> None:
    with pytest.raises(TimelineError, match=r"yml:1: events between \[ \] cannot be reviewed"):
        decisions(tmp_path / "events.yml", "events: [{date: 2019, title: X}]\n")


# ---------------------------------------------------------------------- somebody else at the same file


def test_a_step_after_a_foreign_edit_is_refused_and_the_edit_stays(tmp_path: Path) -> None:
    path = tmp_path / "events.yml"
    desk = decisions(path)
    desk.status(0, "accepted")
    theirs = path.read_text().replace("By hand", "By another hand")
    path.write_text(theirs)
    with pytest.raises(TimelineError, match="another program changed this file"):
        desk.title(1, "Mine")
    assert path.read_text() == theirs
    assert desk.entries.all[1].event.title == "By another hand"
    assert desk.undo() is None
    desk.title(1, "Mine")
    assert by_title(path, "Mine")
    assert "status: accepted" in path.read_text()


def test_a_foreign_edit_that_broke_the_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "events.yml"
    desk = decisions(path)
    path.write_text(TEXT.replace("date: 2021", "date: 2021-13"))
    with pytest.raises(TimelineError, match=r"yml:\d+: .*month"):
        desk.status(0, "accepted")
    assert path.read_text() == TEXT.replace("date: 2021", "date: 2021-13")
    path.write_text(TEXT)
    assert desk.status(0, "accepted").splice


# ---------------------------------------------------------------------- a file for each year

YEAR = """\
# what came later
events:
- id: bbbbbb
  date: 2021-03
  title: The crane moves
  status: proposed
  evidence:
  - source: a
    quote: It moved.   # north
- date: 2021-04
  title: It comes back
  evidence:
  - source: a
    quote: It came back.
"""


@pytest.fixture
def years(tmp_path: Path) -> tuple[Path, Path]:
    """An events file, and the file of a year that belongs to it."""
    main, year = tmp_path / "events.yml", tmp_path / "events" / "2021.yml"
    year.parent.mkdir()
    main.write_text(TEXT)
    year.write_text(YEAR)
    return main, year


def test_the_files_of_years_are_gone_through_as_one(years: tuple[Path, Path]) -> None:
    main, year = years
    desk = Decisions(Entries(main))
    assert [each.event.title for each in desk.entries.all[-3:]] == [
        "Another",
        "The crane moves",
        "It comes back",
    ]
    desk.status(5, "accepted")
    assert changed(YEAR, year.read_text()) == ["-  status: proposed", "+  status: accepted"]
    assert main.read_text() == TEXT
    new = desk.split(0, [1]).number
    desk.merge(new, into=6)
    desk.merge(6, into=5)
    assert [each.quote for each in by_title(main, "The crane moves").evidence] == [
        "It moved.", "It came back.", "It stood.",
    ]  # fmt: skip
    desk.merge(5, into=4)
    assert year.read_text() == "# what came later\nevents:\n"
    assert main.read_text().endswith("""\
    quote: It moved.   # north
  - source: a
    quote: It came back.
  - source: a
    quote: "It
      stood."
# the end
""")
    assert [entry.event for entry in desk.entries.all] == read(main).events
    while desk.undo():
        pass
    assert (main.read_text(), year.read_text()) == (TEXT, YEAR)


def test_the_file_of_one_year_is_gone_through_alone(years: tuple[Path, Path]) -> None:
    main, year = years
    desk = Decisions(Entries(year))
    assert len(desk.entries.all) == 2
    assert desk.entries.sources["a"].file == "a.txt"
    desk.title(1, "Mine")
    assert changed(YEAR, year.read_text()) == ["-  title: It comes back", "+  title: Mine"]
    assert main.read_text() == TEXT


def test_another_file_of_a_year_and_an_edit_in_one_are_noticed(years: tuple[Path, Path]) -> None:
    main, year = years
    desk = Decisions(Entries(main))
    assert not desk.entries.refresh()
    theirs = YEAR.replace("It comes back", "It is back")
    year.write_text(theirs)
    with pytest.raises(TimelineError, match="another program changed this file"):
        desk.status(6, "hidden")
    assert year.read_text() == theirs
    (year.parent / "2022.yml").write_text("events:\n- date: 2022\n  title: Later\n")
    assert desk.entries.refresh()
    desk.status(7, "hidden")
    assert (
        year.parent / "2022.yml"
    ).read_text() == "events:\n- date: 2022\n  title: Later\n  status: hidden\n"


# ---------------------------------------------------------------------- any decisions on any file

SENTENCES = [f"Sentence {number} of it." for number in range(6)]
EVENTS = st.builds(
    lambda date, title, quotes: Event(date, title, evidence=[Evidence("a", words) for words in quotes]),
    st.sampled_from(["2020", "2020-01-03", "[2020-01-04..2020-01-12]"]),
    st.sampled_from(["One", "Two: a title", "no"]),
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3, unique=True),
)
STEPS = st.lists(
    st.tuples(
        st.integers(0, 9),
        st.sampled_from(["accept", "hide", "propose", "title", "date", "tags", "merge", "split", "undo"]),
        st.integers(0, 9),
    ),
    max_size=8,
)


def step(desk: Decisions, number: int, action: str, value: int) -> Done | None:
    entries = desk.entries.all
    entry = entries[number % len(entries)]
    match action:
        case "accept" | "hide" | "propose":
            states = {"accept": "accepted", "hide": "hidden", "propose": "proposed"}
            return desk.status(entry.number, states[action])
        case "title":
            return desk.title(entry.number, ["Mine", "A: b", "# c", "yes", "“d”"][value % 5])
        case "date":
            return desk.date(entry.number, ["1999", "[1999..2000]", "2020-01-03"][value % 3])
        case "tags":
            return desk.tags(entry.number, ["x", "y, z", "true", "w"][: value % 5])
        case "merge":
            return desk.merge(entry.number, entries[value % len(entries)].number)
        case "split":
            return desk.split(entry.number, [value % len(entry.event.evidence)])
        case _:
            return desk.undo()


@settings(max_examples=150)
@given(st.lists(EVENTS, min_size=1, max_size=5), STEPS, st.sampled_from(["", "mark and CRLF"]))
def test_decisions_survive_a_run_and_are_taken_back_to_the_byte(
    events: list[Event], steps: list[tuple[int, str, int]], style: str
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "events.yml"
        told = Timeline({"a": Source(file="a.txt")}, events)
        update(path, told)
        first = lay_out(path.read_text(), style)
        path.write_bytes(first.encode())
        desk = Decisions(Entries(path))
        texts = [first]
        quotes = sorted(str(each) for event in read(path).events for each in event.evidence)
        for each in steps:
            try:
                done = step(desk, *each)
            except TimelineError:
                continue
            text = path.read_bytes().decode()
            assert text == desk.entries.text_of(path)
            if done and done.splice and each[1] != "undo":
                texts.append(text)
            elif done and done.splice:
                texts.pop()
            assert text == texts[-1]
        read_again = read(path)
        assert [entry.event for entry in desk.entries.all] == read_again.events
        assert sorted(str(each) for event in read_again.events for each in event.evidence) == quotes
        ids = [each.id for each in read_again.events]
        assert len(set(ids)) == len(ids)

        last = path.read_bytes()
        update(path, told)
        assert path.read_bytes() == last

        while desk.undo():
            texts.pop()
            assert path.read_bytes().decode() == texts[-1]
        assert path.read_bytes().decode() == first


def test_the_file_is_what_other_readers_of_yaml_take_it_for(tmp_path: Path) -> None:
    path = tmp_path / "events.yml"
    desk = decisions(path)
    desk.title(0, "yes")
    desk.tags(2, ["null", "2020-01-01", "a: b", "#x", "[y", "%z"])
    events = yaml.safe_load(path.read_text())["events"]
    assert events[0]["title"] == "yes"
    assert events[2]["tags"] == ["null", "2020-01-01", "a: b", "#x", "[y", "%z"]
