"""Events that one sentence tells keep apart: an edit of one of them never reaches the others."""

import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.events.model import Event, Evidence, Source, Timeline
from timeline.store import read, update

DATES = ["2020", "2020-01", "2020-01-03", "2020-02-01", "[2020-01-04..2020-01-12]"]
TITLES = ["The council votes", "The mayor resigns", "The bridge reopens"]
QUOTES = ["It voted in 2020 and resigned on Friday.", "He left in January.", "It reopened; he left."]

# Few quotes, dates and titles: what one sentence tells, an edit makes alike.
EVENTS = st.builds(
    lambda date, title, quotes, expression: Event(
        date, title, evidence=[Evidence("report", words, expression=expression) for words in quotes]
    ),
    st.sampled_from(DATES),
    st.sampled_from(TITLES),
    st.lists(st.sampled_from(QUOTES), min_size=1, max_size=2, unique=True),
    st.sampled_from([None, "in 2020", "on Friday", "in January"]),
)
EDITS = {
    "date": (r"  date: .*", st.sampled_from([f"  date: '{date}'" for date in DATES])),
    "title": (r"  title: .*", st.sampled_from([f"  title: {title}" for title in [*TITLES, "Mine"]])),
    "status": (r"  status: .*", st.sampled_from(["  status: accepted", "  status: hidden"])),
    "quote": (r"    quote: .*", st.sampled_from([f"    quote: {words}" for words in [*QUOTES, "Other."]])),
    "evidence": (r"  evidence:\n(?s:.*)(?=\n  fingerprint)", st.just("  evidence: []")),
}


def blocks(text: str) -> dict[str, str]:
    """Return the text of every event by its id."""
    return {part.split("\n")[0]: part.rstrip() for part in text.split("\n- id: ")[1:]}


@settings(max_examples=400)
@given(st.lists(EVENTS, min_size=1, max_size=5), st.integers(0, 9), st.data())
def test_editing_one_event_leaves_every_other_byte_for_byte(
    events: list[Event], number: int, data: st.DataObject
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "events.yml"
        told = Timeline({"report": Source(file="report.txt")}, events)
        update(path, told)
        before = blocks(path.read_text())
        edited = sorted(before)[number % len(before)]
        old, new = EDITS[data.draw(st.sampled_from(sorted(EDITS)))]
        replacement = data.draw(new)
        block = re.sub(old, lambda _: replacement, before[edited], count=1)
        path.write_text(path.read_text().replace(before[edited], block))
        text = path.read_text()
        update(path, told)
        assert path.read_text() == text


def test_a_date_set_to_a_siblings_date_does_not_take_its_identity(tmp_path: Path) -> None:
    path = tmp_path / "events.yml"
    quote = "The plant was opened in 1998 and closed on 3 May 2019."
    opened = Event("1998", "The plant opens", evidence=[Evidence("a", quote, expression="in 1998")])
    closed = Event("2019-05-03", "The plant closes", evidence=[Evidence("a", quote, expression="3 May 2019")])
    sources = {"a": Source(file="a.txt")}
    update(path, Timeline(sources, [opened, closed]))
    text = path.read_text().replace("date: 1998", "date: 2019-05-03")
    path.write_text(text)

    assert update(path, Timeline(sources, [opened, closed])).notes == [
        f"{path}:10: “The plant opens” is now dated 1998, kept your 2019-05-03"
    ]
    assert path.read_text() == text

    ids = {event.title: event.id for event in read(path).events}
    closed.title, closed.date = "The plant is closed", "2019-05"
    update(path, Timeline(sources, [opened, closed]))
    now = {event.id: (event.title, event.date) for event in read(path).events}
    assert now == {
        ids["The plant opens"]: ("The plant opens", "2019-05-03"),
        ids["The plant closes"]: ("The plant is closed", "2019-05"),
    }


@pytest.mark.parametrize("signed", [True, False], ids=["with its fingerprint", "without"])
def test_what_told_an_edited_event_is_known_by_its_expression(signed: bool, tmp_path: Path) -> None:
    path = tmp_path / "events.yml"
    quote = "They met on Monday and parted on Friday."
    met = Event("2020-01-06", "They meet", evidence=[Evidence("a", quote, expression="on Monday")])
    parted = Event("2020-01-10", "They part", evidence=[Evidence("a", quote, expression="on Friday")])
    sources = {"a": Source(file="a.txt")}
    update(path, Timeline(sources, [met, parted]))
    text = path.read_text().replace("date: 2020-01-06", "date: 2020-01-10")
    if not signed:
        first, _ = text.split("- id", 2)[1:]
        text = text.replace(first, re.sub(r"\n  fingerprint: .*", "", first), 1)
    path.write_text(text)
    update(path, Timeline(sources, [parted, met]))
    assert path.read_text() == text
