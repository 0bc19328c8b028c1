"""Each export is read with a reader of its own format; none says more than the events file."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import feedparser
import icalendar
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from timeline.events.model import Event, Evidence, Source, Timeline
from timeline.exports import FORMATS, export
from timeline.site.words import in_words
from timeline.store import check, read

CASES = yaml.load(Path(__file__).with_name("dates.yml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
CASES = [
    {
        name: [None if each == "null" else each for each in value] if isinstance(value, list) else value
        for name, value in case.items()
    }
    for case in CASES
]

NASTY = '<script>alert("1")</script> ]]> & \x07 \ud800 =1+1; a,b\nnext \U0001f680'
SOURCE = Source(title="A & B", publisher="Meridian", url="https://a.org/x?a=1&b=2", published="2022-01-02")
TIMELINE = Timeline(
    title="After the strike",
    sources={"a": SOURCE, "b": Source(title="B", url="javascript:alert(1)")},
    events=[
        Event("2020-06", "Later", id="later2", tags=["talks"]),
        Event(
            "2020-01-08",
            "Missiles hit",
            id="k7f3q2",
            places=["Erbil"],
            actors=["Iran"],
            tags=["attack", "a,b"],
            evidence=[Evidence("b", "Missiles hit."), Evidence("a", "They hit.", because=("one", "two"))],
        ),
        Event("2021", "Hidden", id="hidden", status="hidden"),
    ],
)


def text(to: str, timeline: Timeline = TIMELINE) -> str:
    return export(timeline, to).text


def one(date: str) -> Timeline:
    return Timeline(events=[Event(date, "It happens", id="k7f3q2")])


def rows(timeline: Timeline = TIMELINE) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text("csv", timeline), newline="")))


def entries(timeline: Timeline = TIMELINE) -> list[Any]:
    return list(icalendar.Calendar.from_ical(text("ics", timeline)).walk("VEVENT"))


def linked(timeline: Timeline = TIMELINE) -> list[dict[str, Any]]:
    return [each["item"] for each in json.loads(text("jsonld", timeline))["itemListElement"]]


@pytest.mark.parametrize("to", FORMATS)
def test_hidden_events_and_links_that_are_none_stay_out(to: str) -> None:
    assert "Hidden" not in text(to)
    assert "javascript:" not in text(to)


@pytest.mark.parametrize("to", FORMATS)
def test_the_same_timeline_gives_the_same_bytes_in_any_order(to: str) -> None:
    turned = Timeline(title=TIMELINE.title, sources=TIMELINE.sources, events=TIMELINE.events[::-1])
    assert text(to, turned) == text(to)


# ---------------------------------------------------------------------- dates


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["date"])
def test_timelinejs_holds_a_date_or_says_it_in_words(case: dict[str, Any]) -> None:
    slide = json.loads(text("timelinejs", one(case["date"])))["events"][0]
    found = [
        "/".join(map(str, slide[end].values())) if end in slide else None
        for end in ("start_date", "end_date")
    ]
    assert found == case["js"][:2]
    is_marked = case["js"][2] == "true"
    assert slide.get("display_date") == (in_words(case["date"]) if is_marked else None)
    assert slide.get("edtf") == (case["date"] if is_marked else None)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["date"])
def test_a_calendar_entry_takes_in_every_day(case: dict[str, Any]) -> None:
    result = export(one(case["date"]), "ics")
    if case["ics"] == "null":
        assert entries(one(case["date"])) == []
        assert result.left_out == [f"{case['date']}: It happens: a calendar has no such date"]
        return
    [entry] = entries(one(case["date"]))
    assert [str(entry.decoded("dtstart")), str(entry.decoded("dtend"))] == case["ics"][:2]
    words = f" ({in_words(case['date'])})" if case["ics"][2] == "true" else ""
    assert entry["summary"] == f"It happens{words}"
    assert entry.get("X-EDTF") == (case["date"] if words else None)
    marked = f" (EDTF {case['date']})" if words else ""
    assert entry["description"] == f"Date: {in_words(case['date'])}{marked}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["date"])
def test_json_ld_holds_a_date_or_says_it_in_words(case: dict[str, Any]) -> None:
    [item] = linked(one(case["date"]))
    assert [item.get("startDate"), item.get("endDate")] == case["ld"][:2]
    words = f"Date: {in_words(case['date'])} (EDTF {case['date']})" if case["ld"][2] == "true" else None
    assert item.get("disambiguatingDescription") == words


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["date"])
def test_a_table_has_the_date_and_its_first_and_last_day(case: dict[str, Any]) -> None:
    [row] = rows(one(case["date"]))
    assert row["date"].removeprefix("'") == case["date"]
    assert [row["first_day"], row["last_day"]] == case["csv"]
    assert row["date_in_words"] == in_words(case["date"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["date"])
def test_a_feed_says_the_date_in_words_and_as_edtf(case: dict[str, Any]) -> None:
    [entry] = feedparser.parse(text("atom", one(case["date"]))).entries
    assert entry.title == f"{in_words(case['date'])}: It happens"
    [category] = entry.tags
    assert (category.scheme, category.term) == ("https://www.loc.gov/standards/datetime/", case["date"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["date"])
def test_plain_json_has_the_date_and_its_first_and_last_day(case: dict[str, Any]) -> None:
    [event] = json.loads(text("json", one(case["date"])))["events"]
    days = [(day or "").removeprefix("'") for day in case["csv"]]
    assert [event["date"], event.get("first_day", ""), event.get("last_day", "")] == [case["date"], *days]


# ---------------------------------------------------------------------- what else they hold


def test_plain_json_is_an_events_file_without_what_is_not_published(tmp_path: Path) -> None:
    extra = {"note": "ask Jim", "planned": True}
    timeline = Timeline(
        {"a": Source(file="a.txt", title="A", url="javascript:1"), "b": Source(title="B")},
        [
            Event(
                "2020", "One", id="a", extra=extra, evidence=[Evidence("a", "q", 0, 1, ("r",), extra=extra)]
            ),
            Event("2021", "Two", status="hidden", evidence=[Evidence("b", "q")]),
        ],
        "T",
    )
    path = tmp_path / "events.json"
    path.write_text(text("json", timeline), encoding="utf-8")
    found = read(path)
    assert (found.title, found.sources) == ("T", {"a": Source(title="A")})
    [event] = found.events
    assert event.evidence == [Evidence("a", "q", 0, 1, ("r",))]
    assert event.extra == {
        "first_day": "2020-01-01",
        "last_day": "2020-12-31",
        "date_in_words": "2020",
        "planned": True,
    }
    assert [problem.rule for problem in check(path)] == ["source"]  # which has no link


def test_plain_json_has_images_and_archived_copies_as_the_page_shows_them() -> None:
    image = {"file": "img/a.jpg", "caption": "The camp"}
    archive = "https://archive.example.org/a"
    sources = {
        "a": Source(title="A", extra={"archived": archive}),
        "b": Source(title="B", extra={"archived": "javascript:1"}),
    }
    evidence = [Evidence("a", "q"), Evidence("b", "q")]
    written = json.loads(
        text("json", Timeline(sources, [Event("2020", "One", extra={"image": image}, evidence=evidence)]))
    )
    assert written["events"][0]["image"] == image
    assert written["sources"] == {"a": {"title": "A", "archived": archive}, "b": {"title": "B"}}


def test_a_table_holds_every_field() -> None:
    first, second = rows()
    assert second["title"] == "Later"
    assert first == {
        "id": "k7f3q2",
        "date": "2020-01-08",
        "first_day": "2020-01-08",
        "last_day": "2020-01-08",
        "date_in_words": "8 January 2020",
        "title": "Missiles hit",
        "summary": "",
        "actors": "Iran",
        "places": "Erbil",
        "tags": "attack; a,b",
        "relevance": "core",
        "planned": "",
        "disputed": "",
        "quote": "Missiles hit.",
        "because": "",
        "sources": "B\nMeridian, A & B",
        "links": "'\nhttps://a.org/x?a=1&b=2",
    }


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_of_a_table_is_a_formula(start: str) -> None:
    [row] = rows(Timeline(events=[Event("2020", f"{start}1+1", places=[f"{start}A1"])]))
    assert row["title"] == f"'{start}1+1"
    assert row["places"] == f"'{start}A1"


def test_a_calendar_entry_holds_place_tags_and_link() -> None:
    first, second = entries()
    assert second["uid"] == "later2@mkdocs-timeline"
    assert (first["location"], first["url"]) == ("Erbil", "https://a.org/x?a=1&b=2")
    assert first["categories"].cats == ["attack", "a,b"]
    assert str(first.decoded("dtstamp")) == "2022-01-02 00:00:00+00:00"


def test_a_feed_begins_with_the_latest_event() -> None:
    feed = feedparser.parse(text("atom"))
    assert not feed.bozo
    assert feed.version == "atom10"
    assert feed.feed.title == "After the strike"
    assert [entry.title for entry in feed.entries] == ["June 2020: Later", "8 January 2020: Missiles hit"]
    last = feed.entries[1]
    assert last.link == "https://a.org/x?a=1&b=2"
    assert [tag.term for tag in last.tags] == ["2020-01-08", "attack", "a,b"]
    assert last.content[0].value.startswith("“Missiles hit.”")
    assert len({entry.id for entry in feed.entries} | {feed.feed.id}) == 3


def test_json_ld_names_articles_places_and_actors() -> None:
    first, _ = linked()
    assert first["location"] == [{"@type": "Place", "name": "Erbil"}]
    assert first["about"] == [{"@type": "Thing", "name": "Iran"}]
    assert first["subjectOf"][1] == {
        "@type": "NewsArticle",
        "headline": "A & B",
        "url": "https://a.org/x?a=1&b=2",
        "publisher": {"@type": "Organization", "name": "Meridian"},
        "datePublished": "2022-01-02",
    }


def test_timelinejs_gets_no_html_but_our_own() -> None:
    slide = json.loads(
        text("timelinejs", Timeline(events=[Event("2020", NASTY, evidence=[Evidence("a", NASTY)])]))
    )
    assert "<script" not in json.dumps(slide)
    assert slide["events"][0]["text"]["text"].startswith("<blockquote>&lt;script&gt;")


def test_json_ld_ends_no_script_element() -> None:
    assert "</script" not in text("jsonld", Timeline(title=NASTY, events=[Event("2020", NASTY)]))


def test_both_dates_of_a_dispute_are_named() -> None:
    timeline = Timeline(events=[Event("2020-01-08", "It happens", disputed=["2020-01-07"])])
    words = "disputed: 7 or 8 January 2020"
    assert in_words("2020-01-08", ["2020-01-07"]) == words
    for to in FORMATS:
        assert words in text(to, timeline).replace("\r\n ", "")  # a calendar's lines are folded


@given(st.text(max_size=80), st.sampled_from(["2020", "199X", "[2020-01-04..2020-01-12]", "2020-01-08/.."]))
def test_any_text_comes_out_well_formed(words: str, date: str) -> None:
    event = Event(
        date, words or "x", id="a", places=[words], tags=[words], evidence=[Evidence("a", words or "x")]
    )
    timeline = Timeline({"a": Source(title=words, url=f"https://a.org/{words}")}, [event], words)
    assert len(rows(timeline)) == 1
    assert len(entries(timeline)) == 1
    assert len(linked(timeline)) == 1
    assert len(json.loads(text("timelinejs", timeline))["events"]) == 1
    assert not feedparser.parse(text("atom", timeline)).bozo


def test_a_table_has_the_quote_and_the_steps_of_the_evidence_that_gives_the_date() -> None:
    news = ("the article tells it in its headline as its news, without a date of its own",)
    evidence = [
        Evidence("a", "It rains", because=(*news, "the article was published 2020-01-09 ()")),
        Evidence(
            "b", "It rained on January 8, 2020.", because=("“January 8, 2020” names the day: 2020-01-08",)
        ),
    ]
    sources = {"a": Source(title="A"), "b": Source(title="B")}
    [row] = rows(Timeline(sources, [Event("2020-01-08", "It rains", evidence=evidence)]))
    assert row["sources"] == "B\nA"
    assert row["quote"] == "It rained on January 8, 2020."
    assert row["because"] == "“January 8, 2020” names the day: 2020-01-08"
