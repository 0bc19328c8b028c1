"""What becomes of other programs' files, and that nothing is lost on the way out and in again."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.documents.model import Document
from timeline.errors import TimelineError
from timeline.events.model import Event, Evidence, Source, Timeline
from timeline.events.reasoning import dating
from timeline.exports import export
from timeline.imports import Import, read
from timeline.store import check, create, update
from timeline.store import read as read_events

FILES = yaml.load(Path(__file__).with_name("files.yml").read_text(encoding="utf-8"), Loader=yaml.SafeLoader)


def imported(folder: Path, content: str) -> Import:
    path = folder / "file"
    path.write_text(content, encoding="utf-8", newline="")
    return read(path)


@pytest.mark.parametrize("case", FILES, ids=lambda case: case["name"])
def test_a_file_becomes_events(case: dict[str, Any], tmp_path: Path) -> None:
    result = imported(tmp_path, case["file"])
    assert [event.title for event in result.timeline.events] == list(case["events"])
    for event, wanted in zip(result.timeline.events, case["events"].values(), strict=True):
        for name, value in wanted.items():
            found = [each.quote for each in event.evidence] if name == "quotes" else getattr(event, name)
            assert found == (str(value) if name == "date" else value), (event.title, name)
    assert len(result.left_out) == len(case.get("left_out", [])), result.left_out
    for line, told in zip(result.left_out, case.get("left_out", []), strict=True):
        assert line.startswith(told)
    assert result.timeline.title == case.get("title")
    if "sources" in case:
        assert result.timeline.sources == {name: Source(**fields) for name, fields in case["sources"].items()}


@pytest.mark.parametrize("case", FILES, ids=lambda case: case["name"])
def test_what_was_read_can_be_written_and_is_sound(case: dict[str, Any], tmp_path: Path) -> None:
    result = imported(tmp_path, case["file"])
    path = tmp_path / "events.yml"
    create(path, result.timeline)
    found = read_events(path)
    assert (found.title, found.sources, found.events) == (
        result.timeline.title,
        result.timeline.sources,
        result.timeline.events,
    )
    assert [problem for problem in check(path) if problem.severity == "error"] == []


def test_imported_events_are_their_editors_and_no_run_takes_them_away(tmp_path: Path) -> None:
    path = tmp_path / "events.yml"
    create(path, imported(tmp_path, "date,title,quote\n2020,One,It happened.\n").timeline)
    before = path.read_text(encoding="utf-8")
    other = Event("2021", "Two", evidence=[Evidence("a", "Two.")])
    update(path, Timeline({"a": Source(file="a.txt")}, [other]), gone={"unnamed"})
    assert [event.title for event in read_events(path).events] == ["One", "Two"]
    update(path, Timeline({"a": Source(file="a.txt")}, []))
    assert path.read_text(encoding="utf-8").endswith(before.split("\nevents:")[1])


def test_what_the_page_does_not_show_is_named(tmp_path: Path) -> None:
    result = imported(tmp_path, "date,title,mood,url\n2020,One,calm,\n2021,Two,calm,https://a.org\n")
    assert result.notes == [
        "1 event has a field “links”, which is kept and not shown on the page",
        "2 events have a field “mood”, which is kept and not shown on the page",
    ]


def test_a_cell_of_a_table_may_be_long(tmp_path: Path) -> None:
    [event] = imported(tmp_path, f"date,title,summary\n2020,One,{'x' * 200_000}\n").timeline.events
    assert event.summary == "x" * 200_000


def test_quotes_of_a_table_are_looked_up_in_the_articles_that_it_names(tmp_path: Path) -> None:
    path = tmp_path / "events.yml"
    table = "date,title,quote,source\n2024-05-20,One,It broke.,dam\n2024-05-21,Two,It held.,dam\n"
    create(path, imported(tmp_path, table).timeline)
    found = check(path, [Document("dam", "Rain fell. It broke.")])
    assert [(each.rule, each.message) for each in found if each.severity == "error"] == [
        ("quote", "the quote is not in the article “dam”; correct or remove this evidence")
    ]


def test_an_events_file_that_is_there_stays(tmp_path: Path) -> None:
    (tmp_path / "events.yml").write_text("events: []\n")
    with pytest.raises(TimelineError, match=r"events\.yml: this file exists already; name a new one"):
        create(tmp_path / "events.yml", Timeline())


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "this is no timeline that can be read"),
        ("just words\n", "this is no timeline that can be read"),
        ('{"events": [', ":1: this is not valid JSON: "),
        ('{"a": 1}', "this JSON is no timeline"),
        ("[" * 100_000, "this is not valid JSON"),
        (f'{{"events": [{"1" * 5_000}]}}', "this is not valid JSON"),
        ("date,title,summary\n2020,Talks," + "x" * 20_000_001, "longer than 20 MB"),
        (f'{{"events": [{"[" * 200}{"]" * 200}]}}', "this JSON is nested more than"),
        ("BEGIN:VCALENDAR\nnonsense\n", "this calendar cannot be read"),
    ],
)
def test_what_is_no_timeline_is_refused_in_one_line(content: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(TimelineError) as caught:
        imported(tmp_path, content)
    assert says in str(caught.value)
    assert str(caught.value).startswith(str(tmp_path / "file"))


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(content: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        path.write_bytes(content.encode("utf-8", "surrogatepass"))
        try:
            result = read(path)
        except TimelineError:
            return
        create(Path(folder) / "events.yml", result.timeline)
        assert read_events(Path(folder) / "events.yml").events == result.timeline.events


@given(
    st.lists(
        st.tuples(
            *(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), max_size=8) for _ in range(6))
        ),
        max_size=4,
    )
)
def test_any_cells_are_read(rows: list[tuple[str, ...]]) -> None:
    header = ("date", "title", "quote", "tags", "mood", "id")
    lines = [",".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row) for row in (header, *rows)]
    with TemporaryDirectory() as folder:
        result = imported(Path(folder), "\r\n".join(lines))
        create(Path(folder) / "events.yml", result.timeline)
        assert read_events(Path(folder) / "events.yml").events == result.timeline.events


# ---------------------------------------------------------------------- out and in again

WORDS = (
    st.text(alphabet=st.sampled_from("abc ABC é“”'\"=+-@,.:#&<>[]{}|/\\%*!?0129🚀"), min_size=1, max_size=24)
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)
NAMES = st.lists(WORDS, max_size=3, unique=True)
DATES = st.sampled_from(
    [
        *(
            "2020-01-03",
            "2020-01",
            "2020",
            "2020-01~",
            "2020?",
            "199X",
            "19XX",
            "2020-21",
            "2020-33",
            "Y20000",
        ),
        *("2020-01-03/2020-01-08", "2020/2020-05", "2020-01-08/..", "../2020", "[2020-01-04..2020-01-12]"),
        *("[..2020]", "2020-01-08T10:30Z", "2020-01-08T10:30/2020-01-09", "-0044-03-15", "0000", "0999"),
    ]
)
EVIDENCE = st.builds(
    lambda source, quote, because: Evidence(source, quote, because=tuple(because)),
    st.sampled_from("ab"),
    WORDS,
    st.lists(WORDS, max_size=2),
)
SOURCES = st.builds(
    lambda a, b: {"a": Source(title=a, url="https://a.org/1?x=1&y=2"), "b": Source(title=b)}, WORDS, WORDS
)


@st.composite
def timelines(draw: st.DrawFn) -> Timeline:
    ids = draw(st.lists(st.from_regex(r"[a-z][a-z2-7]{5}", fullmatch=True), max_size=4, unique=True))
    events = [
        Event(
            draw(DATES),
            draw(WORDS),
            id=key,
            summary=draw(st.none() | WORDS),
            actors=draw(NAMES),
            places=draw(NAMES),
            tags=draw(NAMES),
            relevance=draw(st.sampled_from(["core", "secondary"])),
            disputed=draw(st.lists(st.sampled_from(["2020-01-07", "2020-02"]), max_size=2, unique=True)),
            evidence=draw(st.lists(EVIDENCE, max_size=2)),
            extra=draw(st.sampled_from([{}, {"planned": True}])),
        )
        for key in ids
    ]
    return Timeline(draw(SOURCES), events, draw(WORDS))


# What each format holds of an event.
HELD = {
    "json": ("title", "summary", "actors", "places", "tags", "relevance", "disputed", "evidence", "extra"),
    "csv": ("title", "summary", "actors", "places", "tags", "relevance", "disputed", "quote", "because"),
    "timelinejs": ("title", "summary", "first tag", "disputed", "quote"),
    "ics": ("title", "summary", "places", "tags", "disputed", "quote"),
}


def seen(event: Event, name: str) -> Any:
    told = dating(event) if event.evidence else None
    if name == "first tag":
        return event.tags[:1]
    if name in ("quote", "because"):
        return getattr(told, name) if told else None
    return getattr(event, name)


@pytest.mark.parametrize("to", HELD)
@settings(max_examples=60)
@given(timeline=timelines())
def test_export_and_import_give_the_same_events(to: str, timeline: Timeline) -> None:
    written = export(timeline, to)
    with TemporaryDirectory() as folder:
        result = imported(Path(folder), written.text)
    assert result.left_out == []
    before = {event.id: event for event in timeline.events}
    after = {event.id: event for event in result.timeline.events}
    assert len(before) - len(written.left_out) == len(after)
    for key, event in after.items():
        assert event.date == before[key].date
        for name in HELD[to]:
            assert seen(event, name) == seen(before[key], name), name
        if before[key].evidence and to != "ics":
            source = timeline.sources[dating(before[key]).source]
            cited = result.timeline.sources[dating(event).source]
            assert (cited.title, cited.url) == (source.title, source.url)
    if to != "csv":
        assert result.timeline.title == timeline.title


def test_the_files_of_the_example_come_back_as_they_went() -> None:
    timeline = read_events(Path(__file__).parents[2] / "docs" / "events.yml")
    shown = {event.id: event for event in timeline.events if event.status != "hidden"}
    for to, fields in HELD.items():
        with TemporaryDirectory() as folder:
            result = imported(Path(folder), export(timeline, to).text)
        assert result.left_out == []
        assert {event.id for event in result.timeline.events} == set(shown)
        for event in result.timeline.events:
            assert event.date == shown[event.id].date
            for name in fields:
                if not (to == "json" and name == "evidence"):
                    assert seen(event, name) == seen(shown[event.id], name), (to, name)


def test_plain_json_of_another_program_may_escape_what_it_likes(tmp_path: Path) -> None:
    data = {"timeline": 1, "events": [{"date": "2020", "title": "\U0001f680 a/b"}]}
    content = json.dumps(data, ensure_ascii=True).replace("/", "\\/")
    [event] = imported(tmp_path, content).timeline.events
    assert event.title == "\U0001f680 a/b"


@pytest.mark.parametrize(
    ("start", "says"),
    [
        ("DTSTART;VALUE=DATE:20200230", "“20200230” is no date"),
        ("DTSTART:99999999", "“99999999” is no date"),
        ('DTSTART;TZID="Mars/Olympus":20200101T250000', "“20200101T250000” is no date"),
        ("DTSTART;VALUE=TIME:101010", "is no date"),
        ("DTSTART;VALUE=PERIOD:20200101T000000Z/PT1H", "is no date"),
        ("DTSTART;VALUE=DATE:20200101\nDTSTART;VALUE=DATE:20200102", "is no date"),
        ("DTSTART;VALUE=DATE:00010101\nDTEND;VALUE=DATE:00010101", "out of range"),
        ("DTSTART;VALUE=DATE:99991231\nDURATION:P2D", "out of range"),
        ("DTSTART;VALUE=DATE:20200101\nDURATION:P999999999999999D", "“P999999999999999D” is no duration"),
    ],
)
def test_an_entry_without_a_real_date_costs_no_other(start: str, says: str, tmp_path: Path) -> None:
    file = tmp_path / "calendar.ics"
    entry = "BEGIN:VEVENT\nSUMMARY:{}\n{}\nEND:VEVENT\n"
    entries = entry.format("Talks begin", start) + entry.format("Talks end", "DTSTART;VALUE=DATE:20200103")
    file.write_text(f"BEGIN:VCALENDAR\n{entries}END:VCALENDAR\n", encoding="utf-8")
    result = read(file)
    assert [event.title for event in result.timeline.events] == ["Talks end"]
    assert len(result.left_out) == 1
    assert result.left_out[0].startswith("entry 1: Talks begin: ")
    assert says in result.left_out[0]


def test_a_long_cell_is_read(tmp_path: Path) -> None:
    file = tmp_path / "table.csv"
    file.write_text(f"date,title,summary\n2020,Talks begin,{'long ' * 50_000}\n", encoding="utf-8")
    assert [event.title for event in read(file).timeline.events] == ["Talks begin"]
