"""The HTML without a script: what a reader, a printer and a search engine get."""

from pathlib import Path
from xml.etree import ElementTree

import pytest
from markdown import Markdown

from timeline.events.model import Event, Evidence, Source, Timeline
from timeline.site.render import fill
from timeline.site.story import tell


def rendered(*events: Event, folder: str = "", **sources: Source) -> ElementTree.Element:
    view = ElementTree.Element("timeline-view")
    story = tell(Timeline(sources=sources, events=list(events)))
    fill(view, story.timeline, story.events, set(), folder)
    return view


def texts(view: ElementTree.Element, name: str) -> list[str]:
    return ["".join(each.itertext()) for each in view.iter() if name in each.get("class", "").split()]


def shape(date: str) -> str | None:
    (article,) = rendered(Event(date, "It happens")).iter("article")
    return article.get("data-shape")


def day_event(date: str, title: str = "It happens", **values: object) -> Event:
    return Event(date, title, **values)  # type: ignore[arg-type]


def test_the_first_line_says_what_this_is(lindow: str, tmp_path: Path) -> None:
    (tmp_path / "events.yml").write_text(lindow, encoding="utf-8")
    html = Markdown(
        extensions=["timeline"], extension_configs={"timeline": {"base_path": str(tmp_path)}}
    ).convert("/// timeline | events.yml\n///")
    assert "23 events from 6 articles, 1850 to June 2022" in html


def test_a_hand_written_event_alone_needs_no_articles() -> None:
    assert texts(rendered(day_event("2020-01-03")), "tl-intro") == ["1 event, January 2020"]


def test_hidden_events_are_not_on_the_page() -> None:
    view = rendered(day_event("2020-01-03"), day_event("2020-01-04", "Secret", status="hidden"))
    assert texts(view, "tl-title") == ["It happens"]


def test_an_image_stands_with_its_caption_and_credit() -> None:
    image = {"file": "photos/a b.png", "text": "A bridge", "caption": "The bridge", "credit": "R. Roe"}
    view = rendered(day_event("2020-01-03", extra={"image": image}), folder="../data")
    (shown,) = view.iter("img")
    assert shown.attrib == {"src": "../data/photos/a%20b.png", "alt": "A bridge", "loading": "lazy"}
    assert texts(view, "tl-figure") == ["The bridge R. Roe"]


@pytest.mark.parametrize(
    "image",
    [
        "a.png",
        {},
        {"caption": "no file"},
        {"file": "https://other.example/a.png"},
        {"file": "//other.example/a.png"},
        {"file": "/a.png"},
        {"file": "data:image/svg+xml,<svg/>"},
        {"file": "javascript:alert(1)"},
        {"file": "\\\\other\\a.png"},
        {"file": "http://[a"},
    ],
)
def test_an_image_that_is_no_file_of_the_site_is_left_out(image: object) -> None:
    view = rendered(day_event("2020-01-03", extra={"image": image}))
    assert not list(view.iter("img"))


def test_an_archived_copy_is_linked_in_the_footnote() -> None:
    source = Source(title="News", url="https://a.example/1", extra={"archived": "https://archive.example/1"})
    event = day_event("2020-01-03", evidence=[Evidence("a", "It happened.")])
    view = rendered(event, a=source)
    (copy,) = [each for each in view.iter("a") if each.get("class") == "tl-archived"]
    assert copy.get("href") == "https://archive.example/1"
    assert texts(view, "tl-source") == ["“News”, archived copy"]
    source.extra["archived"] = "javascript:alert(1)"
    assert not texts(rendered(event, a=source), "tl-archived")


def test_events_of_one_day_stand_by_the_clock_and_then_those_without_a_time() -> None:
    dates = ["2020-01-03", "2020-01-03T14:05", "2020-01-03T00:55Z", "2020-01-03T09:30:10+03:00"]
    view = rendered(*(day_event(date, date) for date in dates))
    assert texts(view, "tl-title") == [dates[2], dates[3], dates[1], dates[0]]
    assert [each.get("data-minute") for each in view.iter("article")] == ["55", "570", "845", None]


def test_order_is_time_and_of_equal_days_the_finer_date_first() -> None:
    dates = ["2020", "2020-01-01", "2020-01", "2019-12-31", "../2019-06", "2020-01-01/.."]
    view = rendered(*(day_event(date, date) for date in dates))
    assert texts(view, "tl-title") == [
        "../2019-06",
        "2019-12-31",
        "2020-01-01",
        "2020-01",
        "2020",
        "2020-01-01/..",
    ]


def test_a_section_for_every_year() -> None:
    view = rendered(*map(day_event, ["-0043-03-15", "2019-05", "2020-01-03", "2020-02-03"]))
    assert texts(view, "tl-heading") == ["44 BC", "2019", "2020"]


def test_sections_are_months_where_one_year_has_most_of_the_story() -> None:
    days = [f"2020-{month:02}-{day:02}" for month in (1, 2) for day in range(1, 13)]
    view = rendered(*map(day_event, ["2019-12-27", *days]))
    assert texts(view, "tl-heading") == ["December 2019", "January 2020", "February 2020"]


def test_a_year_of_many_events_is_cut_into_months_and_the_others_are_not() -> None:
    days = [
        f"{year}-{month:02}-{day:02}" for year in (2018, 2021) for month in (1, 2) for day in range(1, 29)
    ]
    many = [f"2020-{month:02}-{day:02}" for month in (1, 2, 3, 5) for day in range(1, 29)]
    view = rendered(*map(day_event, [*days, *many]))
    months = ["January 2020", "February 2020", "March 2020", "May 2020"]
    assert texts(view, "tl-heading") == ["2018", *months, "2021"]


def test_a_decade_on_its_own_is_not_headed_by_a_year() -> None:
    assert texts(rendered(day_event("199X"), day_event("2020")), "tl-heading") == ["1990s", "2020"]


def test_a_long_pause_is_told_in_words() -> None:
    view = rendered(*map(day_event, ["2020-01-03", "2020-01-08", "2021-02-15", "2021-02-16"]))
    assert texts(view, "tl-gap") == ["Thirteen months without an event"]


def test_what_is_going_on_does_not_hide_a_pause_and_what_is_uncertain_shortens_it() -> None:
    assert texts(rendered(*map(day_event, ["2020-01-03/..", "2022-02-01"])), "tl-gap") == [
        "Two years without an event"
    ]
    assert (
        texts(rendered(*map(day_event, ["2020-01-03", "2020", "2021-01-02", "2021-01-04"])), "tl-gap") == []
    )


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2020-01-03", "day"),
        ("2020-01-03T01:30Z", "day"),
        ("2020-01", "month"),
        ("2020-24", "month"),
        ("2020", "year"),
        ("199X", "year"),
        ("2020-01-03/2020-01-08", "span"),
        ("[2020-01-04..2020-01-12]", "one-of"),
        ("[..2014-04]", "one-of"),
        ("2020-01-08/..", "since"),
        ("../2020-01-08", "until"),
    ],
)
def test_the_marker_tells_the_precision(date: str, expected: str) -> None:
    assert shape(date) == expected


@pytest.mark.parametrize(
    ("date", "machine"),
    [
        ("2020-01-03", "2020-01-03"),
        ("2020-01-03T01:30Z", "2020-01-03T01:30Z"),
        ("2020-01~", "2020-01"),
        ("2020-01-08/..", None),
        ("2020-01-08/2022-01-01", "2020-01-08"),
        ("[2020-01-04..2020-01-12]", "2020-01"),
        ("[2020-01..2020-04]", "2020"),
        ("[2019-12-30..2020-01-02]", None),
        ("2020-24", None),
        ("199X", None),
        ("-0043", None),
    ],
)
def test_the_machine_readable_date_claims_no_more_than_the_words(date: str, machine: str | None) -> None:
    view = rendered(day_event(date))
    times = list(view.iter("time"))
    assert [time.get("datetime") for time in times] == ([machine] if machine else [])


def test_the_year_of_the_heading_is_marked_in_the_date() -> None:
    view = rendered(day_event("2020-01-03"), day_event("2020"), day_event("2020-01-08/2022-01-01"))
    assert texts(view, "tl-date") == ["2020", "3 January 2020", "8 January 2020 to 1 January 2022"]
    assert texts(view, "tl-year") == [" 2020"]


def test_a_date_with_two_ends_breaks_before_the_second() -> None:
    view = rendered(day_event("1953/2024-10-07"), day_event("[2020-01-04..2020-01-12]"), day_event("2020-02"))
    assert texts(view, "tl-date") == [
        "1953 to 7 October 2024",
        "between 4 and 12 January 2020",
        "February 2020",
    ]
    assert texts(view, "tl-part") == ["1953", "to 7 October 2024", "between 4", "and 12 January 2020"]


def test_what_was_planned_is_called_so_beside_its_date() -> None:
    view = rendered(
        day_event("2021-12-31", extra={"planned": True}), day_event("2022-01-01", extra={"planned": False})
    )
    assert texts(view, "tl-date") == ["planned: 31 December 2021", "1 January 2022"]
    assert [article.get("data-planned") for article in view.iter("article")] == ["true", None]


def test_a_time_of_day_follows_the_marked_year() -> None:
    view = rendered(day_event("2020-01-03T01:30"), day_event("0079-08-24"))
    assert texts(view, "tl-date") == ["24 August AD 79", "3 January 2020, 01:30"]
    assert texts(view, "tl-year") == [" AD 79", " 2020"]


def test_a_quote_that_is_the_title_does_not_stand_twice() -> None:
    evidence = [Evidence("one", "“It happens.”")]
    assert texts(rendered(day_event("2020", evidence=evidence)), "tl-summary") == []


def test_ids_are_the_events_own_and_unique_on_the_page() -> None:
    used = {"k7f3q2"}
    view = ElementTree.Element("timeline-view")
    timeline = Timeline(
        events=[day_event("2020-01-03", id="k7f3q2"), day_event("2020-01-04"), day_event("2020-01-05")]
    )
    fill(view, timeline, tell(timeline).events, used)
    assert [heading.get("id") for heading in view.iter("h3")] == ["k7f3q2-2", "it-happens", "it-happens-2"]
    assert {"in-2020", "it-happens-2"} <= used


SOURCES = {
    "one": Source(
        title="Cracks", publisher="Courier", url="https://courier.example/a?b=1&c=2", published="2019-03-05"
    ),
    "two": Source(title="Shut", publisher="Gazette", url="javascript:alert(1)", published="2019-03"),
    "three": Source(publisher="Radio", url="ftp://radio.example/x"),
    "four": Source(file="notice.txt"),
}


def told_by(*keys: str, **values: object) -> Event:
    evidence = [
        Evidence(key, f"The quote of {key} on Monday.", because=("“on Monday” is 2019-03-04",))
        for key in keys
    ]
    return day_event("2019-03-04", evidence=evidence, **values)


def test_sources_stand_with_publisher_date_and_link() -> None:
    view = rendered(told_by("one", "two"), **SOURCES)
    assert texts(view, "tl-sources") == ["Courier, 5 March 2019Gazette, March 2019"]
    assert {link.get("href") for link in view.iter("a")} == {"https://courier.example/a?b=1&amp;c=2"}


def test_a_source_is_publisher_then_headline_then_date_with_or_without_an_address() -> None:
    sources = {"one": SOURCES["one"], "two": SOURCES["two"], "five": Source(title="Torn", published="2019")}
    view = rendered(told_by("one", "two", "five"), **sources)
    assert texts(view, "tl-sources") == ["Courier, 5 March 2019Gazette, March 2019“Torn”, 2019"]
    assert [text.split(":")[0] for text in texts(view, "tl-source") + texts(view, "tl-also")] == [
        "Courier, “Cracks”, 5 March 2019",
        "Gazette, “Shut”, March 2019",
    ]
    assert len(texts(view, "tl-cite")) == 6


def test_many_sources_are_counted_in_the_line_and_named_in_the_footnote() -> None:
    view = rendered(told_by("one", "two", "three", "four"), **SOURCES)
    assert texts(view, "tl-more") == ["and two more"]
    (also,) = texts(view, "tl-also")
    assert "Radio" in also
    assert "notice.txt" in also


def test_a_quote_shared_by_copies_of_an_article_stands_once() -> None:
    evidence = [Evidence("one", "The same."), Evidence("two", "The same.")]
    view = rendered(day_event("2019-03-04", evidence=evidence), **SOURCES)
    assert texts(view, "tl-full") == ["“The same.”"]
    assert texts(view, "tl-also") == ["Gazette, “Shut”, March 2019, in the same words"]


def test_the_page_of_a_quote_stands_behind_its_source() -> None:
    evidence = [Evidence("one", "It broke.", page=3), Evidence("four", "It is broken.", page=12)]
    view = rendered(
        day_event("2019-03-04", evidence=evidence), one=SOURCES["one"], four=Source(publisher="Radio")
    )
    assert texts(view, "tl-source") == ["Courier, “Cracks”, 5 March 2019, page 3"]
    assert texts(view, "tl-also") == ["Radio, page 12: “It is broken.”"]
    assert texts(view, "tl-sources") == ["Courier, 5 March 2019Radio"]


def test_the_footnote_marks_the_expression_and_lists_the_steps() -> None:
    view = rendered(told_by("one"), **SOURCES)
    assert [mark.text for mark in view.iter("mark")] == ["on Monday"]
    assert texts(view, "tl-steps") == ["“on Monday” is 4 March 2019"]
    assert texts(view, "tl-source") == ["Courier, “Cracks”, 5 March 2019"]


def test_the_kept_expression_comes_before_a_quotation_in_the_steps() -> None:
    evidence = Evidence("one", "On Monday, on Tuesday.", because=("“On Monday” …",), expression="on Tuesday")
    assert [mark.text for mark in rendered(day_event("2019", evidence=[evidence])).iter("mark")] == [
        "on Tuesday"
    ]


HEADLINE = Evidence(
    "one",
    "Bridge shut",
    because=(
        "the article tells it in its headline as its news, without a date of its own",
        "the article was published 2019-03-07 (front matter date “2019-03-07”)",
    ),
)
SENTENCE = Evidence(
    "two",
    "On Monday it was shut.",
    because=("“On Monday” counts from the publication date 2019-03-07", "= 2019-03-04"),
    expression="On Monday",
)
COARSER = Evidence("two", "In March 2019 it broke.", because=("“March 2019” names the month: 2019-03",))


@pytest.mark.parametrize("others", [[HEADLINE], [COARSER], [HEADLINE, COARSER]])
def test_the_steps_are_those_of_the_evidence_that_gives_the_date(others: list[Evidence]) -> None:
    view = rendered(day_event("2019-03-04", evidence=[*others, SENTENCE]), **SOURCES)
    assert [texts(view, "tl-full")[0], *texts(view, "tl-steps")] == [
        "“On Monday it was shut.”",
        "“On Monday” counts from the publication date 7 March 2019, which gives 4 March 2019",
    ]
    assert len(texts(view, "tl-also")) == 1
    assert texts(view, "tl-label") == ["Also told by"]


def test_news_without_a_date_of_its_own_gives_about_the_day_of_publication() -> None:
    view = rendered(day_event("2019-03-07~", evidence=[SENTENCE, HEADLINE]), **SOURCES)
    assert texts(view, "tl-full")[0] == "“Bridge shut”"


def test_a_date_that_no_steps_end_in_was_set_by_an_editor() -> None:
    view = rendered(day_event("2019-03-05", evidence=[HEADLINE, SENTENCE]), **SOURCES)
    said = "An editor set this date. The program’s own steps lead to 4 March 2019:"
    assert texts(view, "tl-label") == [said, "Also told by"]
    assert texts(view, "tl-full")[0] == "“On Monday it was shut.”"


def test_where_sources_differ_from_an_editor_every_side_says_so() -> None:
    view = rendered(
        day_event("2019-03-05", evidence=[HEADLINE, SENTENCE], disputed=["2019-03-06"]), **SOURCES
    )
    assert len([label for label in texts(view, "tl-label") if label.startswith("An editor")]) == 2


@pytest.mark.parametrize("date", ["2019-03-04", "2019-03-04T06:30", "2019-03-04~"])
def test_a_date_that_steps_end_in_was_set_by_no_editor(date: str) -> None:
    view = rendered(day_event(date, evidence=[HEADLINE, SENTENCE]), **SOURCES)
    assert texts(view, "tl-label") == ["Also told by"]


def test_steps_written_by_hand_say_nothing_of_an_editor() -> None:
    evidence = Evidence("one", "On Monday it was shut.", because=("the Monday before the vote",))
    assert texts(rendered(day_event("2019-03-05", evidence=[evidence, SENTENCE])), "tl-label") == [
        "Also told by"
    ]


def test_where_sources_differ_every_side_has_its_reasoning() -> None:
    view = rendered(told_by("one", "two", disputed=["2019-03-03"]), **SOURCES)
    assert texts(view, "tl-date") == ["disputed: 3 or 4 March 2019"]
    assert len(texts(view, "tl-side")) == 2
    assert len(texts(view, "tl-steps")) == 2


def test_what_one_can_filter_by_is_marked() -> None:
    view = rendered(told_by("one", actors=["Police"], places=["Lindow"], tags=["closure"]), **SOURCES)
    facets = {
        (each.get("data-facet"), each.get("data-value") or each.text)
        for each in view.iter()
        if each.get("data-facet")
    }
    assert facets == {("actor", "Police"), ("place", "Lindow"), ("tag", "closure"), ("source", "Courier")}
