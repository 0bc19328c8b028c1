"""The page in a browser: what a reader can do with it, with and without a script."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
import yaml
from hostile import HOSTILE, as_shown, everywhere
from markdown import Markdown
from projects import build, write_project

from timeline.site import assets

EVENTS = 23
CANVAS = "document.querySelector('.tl-canvas').toDataURL()"


@pytest.fixture
def page(site: str, visit: Callable[..., Any]) -> Any:
    return visit(site)


def titles(page: Any) -> list[str]:
    """The titles one can see."""
    return page.evaluate(
        """() => [...document.querySelectorAll('.tl-title')].filter((each) => each.checkVisibility())
              .map((each) => each.firstChild.textContent)"""
    )


def sentence(page: Any) -> str:
    return " ".join(page.locator(".tl-sentence").inner_text().split())


def query(page: Any) -> dict[str, list[str]]:
    # Not `page.url`, which learns a moment later what the page has done to its address.
    return parse_qs(page.evaluate("location.search.slice(1)"))


def choose(page: Any, menu: str, value: str) -> None:
    page.locator(".tl-menu > summary", has_text=menu).click()
    page.locator(".tl-menu[open] label", has_text=value).click()
    page.keyboard.press("Escape")


# Without a script


def test_without_a_script_everything_is_there(site: str, visit: Callable[..., Any], lindow: str) -> None:
    page = visit(site, java_script_enabled=False)
    file = yaml.safe_load(lindow)
    for event in file["events"]:
        heading = page.get_by_role("heading", name=event["title"])
        assert heading.is_visible() == (event.get("status") != "hidden")
    for source in file["sources"].values():
        if "url" in source:
            assert page.locator(f".tl-sources a[href='{source['url']}']:visible").count() > 0
    assert page.locator(".tl-strip").count() == 0
    page.locator("summary", has_text="How was this dated?").nth(2).click()
    assert page.locator(".tl-steps").nth(2).is_visible()


def test_without_a_script_no_text_is_cut(site: str, visit: Callable[..., Any]) -> None:
    page = visit(site, java_script_enabled=False)
    summary = page.locator(".tl-event", has=page.locator("#aaa006")).locator(".tl-summary")
    assert summary.evaluate("(each) => each.scrollHeight <= each.clientHeight + 1")


def test_without_a_script_an_address_marks_its_event(site: str, visit: Callable[..., Any]) -> None:
    page = visit(f"{site}#aaa010", java_script_enabled=False)
    assert page.locator("#aaa010").is_visible()
    mark = "(each) => Number(getComputedStyle(each, '::before').opacity)"
    assert page.locator("#aaa010").evaluate(mark) > 0
    assert page.locator("#aaa011").evaluate(mark) == 0


# Filters


def test_the_search_narrows_the_list_and_says_so(page: Any) -> None:
    page.get_by_label("Search the events").fill("second CRACK")
    page.wait_for_url(re.compile("find="))
    assert titles(page) == ["Engineers find a second crack"]
    assert sentence(page).startswith("1 of 23 events “second CRACK”")
    assert page.locator(".tl-heading:visible").all_inner_texts()[0].startswith("2019")


def test_the_search_looks_at_what_is_read_and_not_at_labels(page: Any) -> None:
    page.get_by_label("Search the events").fill("how was this dated")
    page.wait_for_url(re.compile("find="))
    assert titles(page) == []


def test_the_search_runs_beside_the_page_from_the_first_letter_on(page: Any) -> None:
    workers = lambda: [worker.url for worker in page.workers if "/timeline" in worker.url]  # noqa: E731
    assert workers() == []
    page.get_by_label("Search the events").fill("sécond cráck")
    page.wait_for_url(re.compile("find="))
    assert titles(page) == ["Engineers find a second crack"]
    assert [url.rpartition("/")[2] for url in workers()] == ["timeline-search.js"]
    page.get_by_label("Search the events").fill("")
    page.wait_for_url(re.compile(r"^[^?]*$"))
    assert len(titles(page)) == EVENTS


def test_the_search_does_without_a_worker_where_none_can_be_had(site: str, visit: Callable[..., Any]) -> None:
    page = visit(site)
    page.route("**/timeline-search.js", lambda route: route.abort())
    page.get_by_label("Search the events").fill("second crack")
    page.wait_for_url(re.compile("find="))
    assert titles(page) == ["Engineers find a second crack"]
    choose(page, "Topics", "inspection")
    assert len(titles(page)) == 1


def test_facets_combine_and_go_away_one_by_one(page: Any) -> None:
    choose(page, "Topics", "inspection")
    assert len(titles(page)) == 4
    choose(page, "Where", "Lindow")
    assert titles(page) == ["Divers photograph a hole below the waterline"]
    assert query(page) == {"tag": ["inspection"], "place": ["Lindow"]}
    page.get_by_role("button", name="Remove the filter inspection").click()
    assert len(titles(page)) == 10
    page.get_by_role("button", name="Clear all", exact=True).click()
    assert len(titles(page)) == EVENTS
    assert query(page) == {}


def test_values_of_one_facet_add_up(page: Any) -> None:
    choose(page, "Topics", "ferry")
    choose(page, "Topics", "money")
    assert len(titles(page)) == 4


def test_counts_tell_what_a_choice_would_show(page: Any) -> None:
    choose(page, "Who", "Ferry company")
    page.locator(".tl-menu > summary", has_text="Where").click()
    counts = page.locator(".tl-menu[open] li").all_inner_texts()
    assert [count.split() for count in counts] == [["Lindow", "2"], ["Eastbank", "2"]]


def test_main_events_and_what_is_reviewed_or_disputed_can_be_asked_for(page: Any) -> None:
    choose(page, "Importance", "in the background")
    secondary = page.locator(".tl-event[data-relevance=secondary]")
    assert len(titles(page)) == secondary.count() > 0
    assert query(page) == {"relevance": ["secondary"]}
    page.get_by_role("button", name="Remove the filter in the background").click()
    choose(page, "Review", "sources differ")
    (shown,) = page.locator(".tl-date:visible").all_inner_texts()
    assert shown.startswith("disputed: 8 or 9 March")
    choose(page, "Review", "not yet reviewed")
    assert len(titles(page)) == EVENTS - 1  # one is accepted


def test_filters_never_change_the_order(page: Any) -> None:
    before = titles(page)
    choose(page, "Topics", "building")
    shown = titles(page)
    assert shown == [title for title in before if title in shown]


def test_nothing_found_offers_to_clear(page: Any) -> None:
    page.get_by_label("Search the events").fill("submarine")
    page.get_by_text("No event matches.").wait_for()
    page.get_by_role("button", name="Clear all filters").click()
    assert len(titles(page)) == EVENTS


def test_the_number_of_results_is_announced(page: Any) -> None:
    status = page.get_by_role("status").first
    assert status.inner_text() == "", (
        "nothing has changed yet, and the first line of the page tells the number"
    )
    choose(page, "Topics", "ferry")
    assert status.inner_text() == "3 of 23 events"
    page.get_by_role("button", name="Clear all", exact=True).click()
    assert status.inner_text() == "23 events"


def test_pauses_are_told_only_between_events_that_are_shown(page: Any) -> None:
    assert page.locator(".tl-gap:visible").count() > 0
    choose(page, "Topics", "ferry")
    assert page.locator(".tl-gap:visible").count() == 0


# Long texts


def test_a_text_of_more_than_two_lines_can_be_opened_and_closed(page: Any) -> None:
    article = page.locator(".tl-event", has=page.locator("#aaa006"))
    summary = article.locator(".tl-summary")
    summary.scroll_into_view_if_needed()
    article.get_by_role("button", name="more").wait_for()
    height = summary.bounding_box()["height"]
    article.get_by_role("button", name="more").click()
    assert summary.bounding_box()["height"] > height
    article.get_by_role("button", name="less").click()
    assert summary.bounding_box()["height"] == height


def test_a_text_that_is_not_cut_has_nothing_to_open(page: Any) -> None:
    article = page.locator(".tl-event", has=page.locator("#aaa001"))
    assert article.locator(".tl-summary").is_visible()
    assert article.get_by_role("button", name="more").count() == 0


# A long story


@pytest.fixture(scope="session")
def long_site(tmp_path_factory: pytest.TempPathFactory, serve: Callable[..., str]) -> str:
    """Five years with a hundred and twenty events each."""
    events = [
        {
            "date": f"{2010 + number // 120}-{1 + number % 120 // 10:02}-{1 + number % 10 * 2:02}",
            "title": f"Plan {number} is put off",
            "id": f"plan{number}",
            "summary": "It is argued about at length. " * (1 + number % 5 * 2),
            "tags": ["even" if number % 2 == 0 else "odd"],
            "evidence": [{"source": "paper", "quote": f"The council put plan {number} off."}],
        }
        for number in range(600)
    ]
    root = write_project(tmp_path_factory.mktemp("long") / "project", yaml.safe_dump({"events": events}))
    assert build(root).returncode == 0
    return serve(root / "site")


SHIFTS = """() => new Promise((done) => {
  let sum = 0
  new PerformanceObserver((list) => {
    for (const { value } of list.getEntries()) sum += value
  }).observe({ type: "layout-shift", buffered: true })
  setTimeout(() => done(sum), 500)
})"""


@pytest.mark.parametrize("width", [1280, 600, 390])
def test_nothing_moves_when_the_viewer_begins(long_site: str, visit: Callable[..., Any], width: int) -> None:
    page = visit(long_site, viewport={"width": width, "height": 800})
    page.locator(".tl-why").first.wait_for()
    assert page.evaluate(SHIFTS) < 0.05


# Settles when the page has not scrolled for a while.
AT_REST = """() => new Promise((settle) => {
  let [place, since] = [scrollY, performance.now()]
  const look = () => {
    if (scrollY !== place) [place, since] = [scrollY, performance.now()]
    if (performance.now() - since > 300) settle()
    else requestAnimationFrame(look)
  }
  look()
})"""
LAID_OUT = "(each) => each.checkVisibility({contentVisibilityAuto: true})"


def wait_below_the_strip(page: Any, key: str) -> None:
    """Wait until the title stands, for good, right where a jump to it should lead; also without a script."""
    stands = 0
    for _ in range(200):
        page.wait_for_timeout(50)
        below = page.evaluate(
            """(key) => document.getElementById(key).getBoundingClientRect().top
                 - (document.querySelector('.tl-strip')?.getBoundingClientRect().bottom ?? 0)""",
            key,
        )
        stands = stands + 1 if 0 <= below < 225 else 0
        if stands == 6:
            return
    pytest.fail(f"{key} does not stand below the strip, but {below} px off")


def test_what_is_far_off_is_laid_out_when_it_comes_near(long_site: str, visit: Callable[..., Any]) -> None:
    page = visit(long_site)
    last = page.locator(".tl-event").last
    assert page.locator(".tl-event").first.evaluate(LAID_OUT)
    assert not last.evaluate(LAID_OUT)
    page.mouse.move(600, 600)
    for _ in range(300):
        page.mouse.wheel(0, 5000)
        if page.evaluate("scrollY + innerHeight > document.documentElement.scrollHeight - 5"):
            break
        page.wait_for_timeout(20)
    page.wait_for_function(f"({LAID_OUT})(document.getElementById('plan599'))")
    last.get_by_role("button", name="more").wait_for()


@pytest.mark.parametrize("script", [True, False])
def test_an_address_leads_to_an_event_far_off(
    long_site: str, visit: Callable[..., Any], script: bool
) -> None:
    page = visit(f"{long_site}#plan431", java_script_enabled=script)
    wait_below_the_strip(page, "plan431")
    if script:
        page.evaluate("location.hash = 'plan77'")
        wait_below_the_strip(page, "plan77")


def test_notes_are_unfolded_where_one_reads_and_later_everywhere(
    long_site: str, visit: Callable[..., Any]
) -> None:
    page = visit(long_site)
    last = page.locator(".tl-event").last
    height = last.evaluate("(each) => each.offsetHeight")
    page.locator(".tl-why").first.wait_for()
    page.wait_for_function("!document.querySelector('noscript.tl-folded')")
    assert page.locator(".tl-why").count() == 600
    assert last.evaluate("(each) => each.offsetHeight") == pytest.approx(height, abs=1)
    assert page.locator(".tl-reserve").count() == 0


def test_the_search_finds_what_a_note_says_before_it_is_unfolded(
    long_site: str, visit: Callable[..., Any]
) -> None:
    page = visit(f"{long_site}?find=council+put+599")
    page.wait_for_function("document.querySelector('.tl-count').textContent.startsWith('1 of 600')")


def test_the_height_of_what_is_far_off_is_near_the_truth(long_site: str, visit: Callable[..., Any]) -> None:
    page = visit(long_site)
    page.locator(".tl-cut").first.wait_for()
    height = "document.querySelector('timeline-view').offsetHeight"
    guessed = page.evaluate(height)
    page.add_style_tag(content=".tl-list, .tl-list > li { content-visibility: visible !important }")
    assert guessed == pytest.approx(page.evaluate(height), rel=0.15)


def test_the_browser_finds_text_far_off(long_site: str, visit: Callable[..., Any]) -> None:
    page = visit(long_site)
    assert page.evaluate("window.find('Plan 512 is put off')")
    page.wait_for_function("scrollY > 5000")


def test_a_click_on_the_strip_leads_far_off(long_site: str, visit: Callable[..., Any]) -> None:
    page = visit(long_site)
    area = box(page)
    page.mouse.click(area["x"] + area["width"] * 0.75, area["y"] + 20)
    page.wait_for_function("scrollY > 5000")
    page.evaluate(AT_REST)
    shown = page.evaluate("""() => [...document.querySelectorAll('.tl-date')].find(
        (each) => each.getBoundingClientRect().top > 150).querySelector('time').getAttribute('datetime')""")
    assert shown.startswith(("2013-08", "2013-09", "2013-10"))


def test_zooming_a_long_story_hides_and_shows_every_row(long_site: str, visit: Callable[..., Any]) -> None:
    page = visit(long_site)
    for _ in range(4):
        page.get_by_role("button", name="Zoom in").click()
    first, last = query(page)["from"][0], query(page)["to"][0]
    shown = page.evaluate(
        """() => [...document.querySelectorAll('.tl-event')].filter((each) => each.checkVisibility())
              .map((each) => each.querySelector('time').getAttribute('datetime'))"""
    )
    every = [
        f"{2010 + number // 120}-{1 + number % 120 // 10:02}-{1 + number % 10 * 2:02}"
        for number in range(600)
    ]
    assert shown == [day for day in every if first <= day <= last]
    for _ in range(3):
        page.get_by_role("button", name="Later").click()
    choose(page, "Topics", "even")
    page.get_by_role("button", name="The whole period").click()
    assert len(titles(page)) == 300
    page.get_by_role("button", name="Clear all", exact=True).click()
    assert len(titles(page)) == 600


def test_one_can_zoom_down_to_the_hours_where_times_are_told(
    tmp_path: Path, serve: Callable[..., str], visit: Callable[..., Any]
) -> None:
    times = ["2020-01-03T00:55", "2020-01-03T07:10", "2020-01-03T21:40", "2020-01-08T02:15", "2020-01-08"]
    events = [{"date": time, "title": f"It happens at {time}"} for time in times]
    root = write_project(tmp_path / "project", yaml.safe_dump({"events": events}))
    assert build(root).returncode == 0
    page = visit(f"{serve(root / 'site')}?from=2020-01-03&to=2020-01-03")
    assert len(titles(page)) == 3
    zoom = page.get_by_role("button", name="Zoom in")
    while zoom.get_attribute("aria-disabled") == "false":
        zoom.click()
    assert titles(page) == ["It happens at 2020-01-03T07:10"]
    hours = {name: value[0] for name, value in query(page).items()}
    assert "2020-01-03T06:00" <= hours["from"] < "2020-01-03T07:10" < hours["to"] <= "2020-01-03T08:15"
    assert "07:" in page.locator(".tl-period").inner_text()
    wait_for_labels(page, "^07:00$", "^08:00$")
    page.reload()
    assert titles(page) == ["It happens at 2020-01-03T07:10"]
    for _ in range(2):
        page.get_by_role("button", name="Later").click()
    page.get_by_role("button", name="Earlier").click()
    page.get_by_role("button", name="Earlier").click()
    assert {name: value[0] for name, value in query(page).items()} == hours


def test_the_list_follows_when_the_pointer_rests(long_site: str, visit: Callable[..., Any]) -> None:
    page = visit(long_site)
    area = box(page)
    words = page.locator(".tl-band").get_attribute("aria-valuetext")
    middle = area["y"] + 20
    page.mouse.move(area["x"] + 100, middle)
    page.mouse.down()
    page.mouse.move(area["x"] + 300, middle)
    assert page.locator(".tl-band").get_attribute("aria-valuetext") != words
    page.wait_for_url(re.compile("from="))
    resting = len(titles(page))
    assert 0 < resting < 600
    page.mouse.move(area["x"] + 500, middle)
    page.mouse.up()
    assert len(titles(page)) > resting


def test_counts_follow_the_period_while_a_menu_is_open(long_site: str, visit: Callable[..., Any]) -> None:
    page = visit(long_site)
    page.locator(".tl-menu > summary", has_text="Topics").click()
    counts = page.locator(".tl-menu[open] .tl-number").all_inner_texts
    assert [text for text in counts() if text] == ["300", "300"]
    page.locator(".tl-band").focus()
    page.keyboard.press("+")
    assert sum(int(text) for text in counts() if text) == len(titles(page)) < 600


def test_a_long_story_is_printed_whole(long_site: str, visit: Callable[..., Any]) -> None:
    page = visit(long_site)
    page.emulate_media(media="print")
    assert page.locator(".tl-event").last.evaluate(LAID_OUT)


# The strip


LABELS = """() => {
  window.drawn = []
  const draw = CanvasRenderingContext2D.prototype.fillText
  CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
    window.drawn.push(text)
    return draw.call(this, text, x, y)
  }
}"""


def labels(page: Any) -> list[str]:
    """What the strip is labelled with after it is drawn anew."""
    page.evaluate(LABELS)
    page.evaluate("document.body.setAttribute('data-md-color-scheme', 'slate')")
    page.wait_for_function("window.drawn.length > 0")
    return page.evaluate("window.drawn")


def wait_for_labels(page: Any, *wanted: str) -> None:
    """Wait for labels of these patterns; they may be drawn a frame later, as long as the font lets them."""
    labels(page)
    drawn = "(wanted) => wanted.every((each) => window.drawn.some((label) => new RegExp(each).test(label)))"
    page.wait_for_function(drawn, arg=wanted)


@pytest.mark.parametrize("width", [1280, 390])
def test_every_piece_of_a_long_story_is_named_and_no_empty_stretch(
    tmp_path: Path, serve: Callable[..., str], visit: Callable[..., Any], width: int
) -> None:
    dates = ["1897-04-19", "1961-05", "1964-02-01", *(f"{year}-07-01" for year in range(2016, 2025))]
    events = [{"date": date, "title": "It happens", "id": f"e{date}"} for date in dates]
    root = write_project(tmp_path / "project", yaml.safe_dump({"timeline": 1, "events": events}))
    assert build(root).returncode == 0
    drawn = labels(visit(serve(root / "site"), viewport={"width": width, "height": 844}))
    years = {int(word) for label in drawn for word in label.split()[-1:] if word.isdigit()}
    assert {1897, 1961, 2016} <= years
    assert not any(1897 < year < 1961 or 1964 < year < 2016 or year > 2024 for year in years)


@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_a_button_with_nothing_to_do_can_still_be_read(page: Any, scheme: str) -> None:
    page.evaluate(f"document.body.setAttribute('data-md-color-scheme', '{scheme}')")
    contrast = page.evaluate(
        """() => {
             const paint = (...colours) => {
               const context = Object.assign(document.createElement('canvas'), {width: 1, height: 1})
                 .getContext('2d')
               for (const colour of colours) {
                 context.fillStyle = colour
                 context.fillRect(0, 0, 1, 1)
               }
               const [r, g, b] = [...context.getImageData(0, 0, 1, 1).data].map((value) => {
                 const share = value / 255
                 return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
               })
               return 0.2126 * r + 0.7152 * g + 0.0722 * b
             }
             const paper = getComputedStyle(document.querySelector('.tl-strip')).backgroundColor
             const off = document.querySelector('.tl-button[aria-disabled=true]')
             const on = document.querySelector('.tl-button[aria-disabled=false]')
             const against = (each) => {
               const [low, high] = [paint(paper), paint(paper, getComputedStyle(each).color)]
                 .sort((a, b) => a - b)
               return (high + 0.05) / (low + 0.05)
             }
             return [against(off), against(on)]
           }"""
    )
    assert contrast[0] >= 3
    assert contrast[1] >= 1.7 * contrast[0]


def test_what_was_planned_is_drawn_otherwise_and_called_so_on_paper(
    tmp_path: Path, serve: Callable[..., str], visit: Callable[..., Any]
) -> None:
    pictures = []
    for planned in (False, True):
        events = [{"date": "2021-12-31", "title": "They leave", "planned": planned}]
        name = f"planned-{planned}"
        root = write_project(tmp_path / name, yaml.safe_dump({"timeline": 1, "events": events}))
        assert build(root).returncode == 0
        page = visit(serve(root / "site"))
        pictures.append(page.evaluate(CANVAS))
    assert pictures[0] != pictures[1]
    page.emulate_media(media="print")
    assert page.locator(".tl-date").inner_text() == "planned: 31 December 2021"


def test_lanes_by_actor_place_topic_or_source(page: Any) -> None:
    height = box(page)["height"]
    plain = page.evaluate(CANVAS)
    page.get_by_label("Lanes").select_option("Where")
    page.wait_for_function(f"{CANVAS} !== {plain!r}")
    assert page.locator(".tl-names span").all_inner_texts() == ["Lindow · 10", "Eastbank · 5"]
    assert len(titles(page)) == EVENTS, "lanes are no filter"
    assert query(page) == {"lanes": ["place"]}
    wait_for_labels(page, "^2$", "^The middle arch falls")  # titles where they fit, else counts
    choose(page, "Topics", "inspection")
    assert page.locator(".tl-names span").all_inner_texts() == ["Lindow · 1"]
    page.reload()
    assert page.get_by_label("Lanes").input_value() == "place"
    page.get_by_label("Lanes").select_option("none")
    assert box(page)["height"] == height
    assert query(page) == {"tag": ["inspection"]}


def test_a_click_in_a_lane_leads_to_an_event_of_it(site: str, visit: Callable[..., Any]) -> None:
    page = visit(f"{site}?lanes=place")
    area = box(page)
    page.mouse.click(area["x"] + area["width"] - 40, area["y"] + 45)  # the second lane, Eastbank
    page.wait_for_function("scrollY > 500")
    page.evaluate(AT_REST)
    below = area["height"] + 200
    reached = page.evaluate(
        """(line) => [...document.querySelectorAll('.tl-event')].find(
             (each) => each.getBoundingClientRect().bottom > line).textContent""",
        below,
    )
    assert "Eastbank" in reached


def test_zooming_narrows_the_list_to_the_period(page: Any) -> None:
    for _ in range(3):
        page.get_by_role("button", name="Zoom in").click()
    shown = titles(page)
    assert 0 < len(shown) < EVENTS
    first, last = query(page)["from"][0], query(page)["to"][0]
    outside = page.evaluate(
        """([from, to]) => [...document.querySelectorAll('.tl-event')]
             .filter((each) => each.checkVisibility())
             .map(({dataset}) => [Number(dataset.start ?? -Infinity), Number(dataset.end ?? Infinity)])
             .filter(([start, end]) => end < from || start > to).length""",
        [date.fromisoformat(day).toordinal() for day in (first, last)],
    )
    assert outside == 0
    page.get_by_role("button", name="The whole period").click()
    assert len(titles(page)) == EVENTS


def test_panning_keeps_the_length_of_the_period(page: Any) -> None:
    for _ in range(3):
        page.get_by_role("button", name="Zoom in").click()
    before = query(page)
    page.get_by_role("button", name="Later").click()
    after = query(page)
    assert after["from"] > before["from"]
    page.get_by_role("button", name="Earlier").click()
    assert query(page) == before


def test_the_strip_is_worked_by_keyboard(page: Any) -> None:
    begin = page.get_by_role("slider", name="Beginning of the period shown")
    begin.focus()
    for _ in range(7):
        page.keyboard.press("ArrowRight")
    assert "from" in query(page)
    words = begin.get_attribute("aria-valuetext")
    page.keyboard.press("Home")
    assert begin.get_attribute("aria-valuetext") != words
    page.get_by_role("slider", name="Period shown", exact=True).focus()
    page.keyboard.press("+")
    page.keyboard.press("+")
    zoomed = len(titles(page))
    assert zoomed < EVENTS
    page.keyboard.press("ArrowRight")
    page.keyboard.press("-")
    page.keyboard.press("0")
    assert len(titles(page)) == EVENTS


def test_every_action_can_be_reached_by_tab(page: Any) -> None:
    names = []
    for _ in range(60):
        page.keyboard.press("Tab")
        names.append(page.evaluate("document.activeElement.ariaLabel ?? document.activeElement.innerText"))
    for name in (
        "Period shown",
        "Zoom in",
        "The whole period",
        "Search the events",
        "Topics",
        "Link to this event",
    ):
        assert name in names


def drag(page: Any, start: tuple[float, float], end: tuple[float, float]) -> None:
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move((start[0] + end[0]) / 2, end[1])
    page.mouse.move(*end)
    page.mouse.up()


def box(page: Any) -> Any:
    return page.locator(".tl-track").bounding_box()


def boxes(part: Any, *selectors: str) -> list[dict[str, float]]:
    """Return where elements of a page's part stand at one moment, since what is above them can still grow."""
    return part.evaluate(
        "(part, all) => all.map(each => part.querySelector(each).getBoundingClientRect().toJSON())",
        list(selectors),
    )


def test_a_handle_can_be_dragged(page: Any) -> None:
    area = box(page)
    middle = area["y"] + 20
    drag(page, (area["x"] + 4, middle), (area["x"] + area["width"] * 0.7, middle))
    assert len(titles(page)) < EVENTS
    assert query(page)["to"] == ["2022-07-01"] or query(page)["to"][0].startswith("2022-06")


def test_dragging_over_the_strip_chooses_a_period_and_dragging_it_pans(page: Any) -> None:
    area = box(page)
    middle = area["y"] + 20
    at = lambda share: (area["x"] + area["width"] * share, middle)  # noqa: E731
    drag(page, at(0.6), at(0.8))
    chosen = query(page)
    assert {"from", "to"} <= chosen.keys()
    drag(page, at(0.7), at(0.6))
    assert query(page)["from"] < chosen["from"]
    assert query(page)["to"] < chosen["to"]


def test_a_click_leads_to_the_events_of_that_time(page: Any) -> None:
    area = box(page)
    page.mouse.click(area["x"] + area["width"] - 30, area["y"] + 20)
    page.wait_for_function("scrollY > 500")


def test_the_wheel_scrolls_the_page_unless_a_modifier_is_held(page: Any) -> None:
    area = box(page)
    page.mouse.move(area["x"] + 400, area["y"] + 20)
    page.mouse.wheel(0, 300)
    page.wait_for_function("scrollY > 0")
    assert query(page) == {}
    area = box(page)
    page.mouse.move(area["x"] + 400, area["y"] + 20)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -300)
    page.keyboard.up("Control")
    page.wait_for_url(re.compile("from="))


def test_the_strip_stays_in_sight_and_tells_where_one_is(page: Any) -> None:
    assert page.locator(".tl-here").is_hidden()
    page.evaluate("document.getElementById('aaa020').scrollIntoView()")
    page.locator(".tl-here").wait_for(state="visible")
    assert page.locator(".tl-strip").bounding_box()["y"] < 100
    heading, strip = boxes(page.locator("body"), "#aaa020", ".tl-strip")
    assert heading["y"] > strip["y"] + 100


# Addresses


def test_an_address_opens_and_marks_its_event(site: str, visit: Callable[..., Any]) -> None:
    page = visit(f"{site}#aaa008")
    article = page.locator(".tl-event", has=page.locator("#aaa008"))
    assert article.locator("details").get_attribute("open") is not None
    strip, heading = boxes(page.locator("body"), ".tl-strip", "#aaa008")
    assert heading["y"] >= strip["y"] + strip["height"]


def test_an_event_that_was_linked_to_is_marked(page: Any) -> None:
    marked = page.evaluate("""() => new Promise((then) => {
        addEventListener('hashchange', () => setTimeout(() => then(
            document.getElementById('aaa008').closest('.tl-event').classList.contains('tl-marked'))))
        location.hash = 'aaa008'
    })""")
    assert marked
    page.locator(".tl-marked").wait_for(state="detached")


def test_an_address_shows_its_event_whatever_is_filtered(site: str, visit: Callable[..., Any]) -> None:
    page = visit(f"{site}?tag=money#aaa008")
    assert page.locator("#aaa008").is_visible()
    assert query(page) == {}


def test_following_another_address_on_the_page(page: Any) -> None:
    choose(page, "Topics", "money")
    page.evaluate("location.hash = 'aaa008'")
    page.locator("#aaa008").wait_for(state="visible")


def test_the_view_is_in_the_address(site: str, visit: Callable[..., Any]) -> None:
    page = visit(f"{site}?find=pier&tag=inspection&from=2018-01-01&to=2018-12-31")
    page.locator(".tl-count", has_text="1 of 23 events").wait_for(state="attached")
    assert titles(page) == ["A survey finds water in the middle pier"]
    assert page.get_by_label("Search the events").input_value() == "pier"


@pytest.mark.parametrize(
    "query", ["from=x&to=y", "from=2020-01-01", "from=2022-01-01&to=2019-01-01", "#%E0%A4%A"]
)
def test_an_address_that_makes_no_sense_shows_everything(
    site: str, visit: Callable[..., Any], query: str
) -> None:
    assert len(titles(visit(f"{site}?{query}"))) == EVENTS


def test_other_parameters_and_the_state_of_the_theme_are_kept(site: str, visit: Callable[..., Any]) -> None:
    page = visit(f"{site}?utm=1")
    page.evaluate("history.replaceState({ y: 7 }, '')")
    choose(page, "Topics", "money")
    assert query(page) == {"utm": ["1"], "tag": ["money"]}
    assert page.evaluate("history.state") == {"y": 7}


def test_the_sign_beside_a_title_copies_its_address(site: str, visit: Callable[..., Any]) -> None:
    page = visit(site, permissions=["clipboard-read", "clipboard-write"])
    page.locator("#aaa007").hover()
    page.locator("#aaa007 a.headerlink").click()
    page.get_by_text("Link copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == page.url == f"{site}#aaa007"


# The theme


def test_navigating_away_and_back(page: Any) -> None:
    page.evaluate("window.same = true")
    page.get_by_role("link", name="another page", exact=True).click()
    page.get_by_role("heading", name="Another page").wait_for()
    page.get_by_role("link", name="Back").click()
    page.get_by_role("heading", name="The bridge is closed to all traffic").wait_for()
    page.locator(".tl-strip").wait_for()
    assert page.evaluate("window.same") is True, "the page was loaded anew, so nothing was tested"
    assert page.locator(".tl-strip").count() == 1
    choose(page, "Topics", "money")
    assert len(titles(page)) == 1
    page.go_back()
    page.get_by_role("heading", name="Another page").wait_for()


def test_an_event_can_be_reached_from_the_table_of_contents(site: str, visit: Callable[..., Any]) -> None:
    page = visit(f"{site}other/?tag=money")
    page.locator(".md-sidebar--secondary a", has_text="The middle arch falls").first.click()
    page.locator(".tl-marked #aaa015").wait_for()
    page.wait_for_function("document.querySelector('.tl-strip').getBoundingClientRect().y < 60")
    strip, heading = boxes(page.locator("body"), ".tl-strip", "#aaa015")
    assert heading["y"] >= strip["y"] + strip["height"]
    assert page.locator(".tl-strip").count() == 1


def test_the_strip_is_drawn_anew_when_the_scheme_changes(page: Any) -> None:
    light = page.evaluate(CANVAS)
    page.evaluate("document.body.setAttribute('data-md-color-scheme', 'slate')")
    page.wait_for_function(f"{CANVAS} !== {light!r}")
    colours = page.evaluate(
        """() => ['.tl-strip', '.tl-title', '.tl-heading'].map((each) => {
             const {color, backgroundColor} = getComputedStyle(document.querySelector(each))
             return [color, backgroundColor]})"""
    )
    assert len(colours) == 3
    assert all("rgb(255, 255, 255)" not in pair[1] for pair in colours)


def test_less_motion_is_respected(site: str, visit: Callable[..., Any]) -> None:
    page = visit(site, reduced_motion="reduce")
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.tl-title'), '::before').transitionDuration")
        == "0s"
    )


def test_on_paper_there_is_a_chronology_and_nothing_to_click(page: Any) -> None:
    choose(page, "Topics", "building")
    page.get_by_role("button", name="Clear all", exact=True).click()
    page.emulate_media(media="print")
    assert page.locator(".tl-strip").is_hidden()
    assert page.locator(".tl-controls").is_hidden()
    assert len(titles(page)) == EVENTS
    style = "getComputedStyle(document.querySelector('{}'){}).{}"
    address = page.evaluate(style.format(".tl-sources a", ", '::after'", "content"))
    assert address == '" (https://courier.example/2020/a-year)"'
    assert page.evaluate(style.format(".tl-list > li", "", "breakInside")) == "avoid"
    assert page.evaluate("document.querySelector('.tl-year').getBoundingClientRect().width") > 10
    assert not page.locator(".tl-why:visible").count()


def test_on_paper_the_reasons_stand_that_the_reader_has_opened(page: Any) -> None:
    page.locator(".tl-why summary").first.click()
    page.emulate_media(media="print")
    assert page.locator(".tl-why:visible").count() == 1


# A phone


@pytest.fixture
def phone(site: str, visit: Callable[..., Any]) -> Any:
    return visit(site, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)


def test_on_a_phone_nothing_scrolls_sideways(phone: Any) -> None:
    assert phone.evaluate("document.documentElement.scrollWidth") == 390


def test_on_a_phone_the_date_stands_above_the_title(phone: Any) -> None:
    article = phone.locator(".tl-event", has=phone.locator("#aaa007"))
    date, title = boxes(article, ".tl-date", ".tl-title")
    assert date["y"] + date["height"] <= title["y"] + 1
    assert abs(date["x"] - title["x"]) < 2


def test_on_a_phone_little_stays_above_the_text(phone: Any) -> None:
    phone.evaluate("document.getElementById('aaa020').scrollIntoView()")
    phone.wait_for_function("scrollY > 500")
    track, header = boxes(phone.locator("body"), ".tl-track", ".md-header")
    assert track["y"] == pytest.approx(header["y"] + header["height"], abs=1)
    assert track["height"] <= 52
    assert phone.locator(".tl-bar").bounding_box()["y"] < 0
    date = phone.locator(".tl-event", has=phone.locator("#aaa020")).locator(".tl-date")
    assert date.inner_text() == "December 2021"


def test_on_a_phone_the_filters_open_in_a_dialog(phone: Any) -> None:
    assert phone.locator(".tl-menu").first.is_hidden()
    phone.get_by_role("button", name="Filters", exact=True).tap()
    phone.locator(".tl-menu > summary", has_text="Topics").tap()
    phone.locator(".tl-menu[open] label", has_text="money").tap()
    phone.get_by_role("button", name="Done").tap()
    assert phone.locator("dialog:modal").count() == 0
    assert len(titles(phone)) == 1


def test_on_a_phone_the_words_of_a_button_keep_away_from_its_edges(phone: Any) -> None:
    padding = "e => [getComputedStyle(e).paddingLeft, getComputedStyle(e).paddingRight].map(parseFloat)"
    opening = phone.get_by_role("button", name="Filters", exact=True)
    assert min(opening.evaluate(padding)) >= 10
    opening.tap()
    assert min(phone.get_by_role("button", name="Done").evaluate(padding)) >= 10


@pytest.mark.parametrize("width", [1280, 390])
def test_what_leads_back_to_the_top_leaves_the_strip_free(
    width: int, site: str, visit: Callable[..., Any]
) -> None:
    page = visit(site, viewport={"width": width, "height": 844})
    page.evaluate("document.getElementById('aaa020').scrollIntoView()")
    page.wait_for_function("scrollY > 500")
    page.mouse.wheel(0, -100)
    top = page.locator(".md-top:not([hidden])")
    top.wait_for()
    area, button = box(page), top.bounding_box()
    assert button["y"] >= area["y"] + area["height"]
    assert button["y"] + button["height"] <= 844


def touch(page: Any, *steps: list[tuple[float, float]]) -> None:
    """Put fingers down, move them and lift them; each step says where every finger is."""
    session = page.context.new_cdp_session(page)
    for number, fingers in enumerate([*steps, []]):
        kind = "touchStart" if number == 0 else "touchMove" if fingers else "touchEnd"
        points = [{"x": x, "y": y, "id": each} for each, (x, y) in enumerate(fingers)]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


def test_a_finger_chooses_a_period_and_two_zoom(phone: Any) -> None:
    area = box(phone)
    middle = area["y"] + 20
    touch(phone, [(240, middle)], [(260, middle)], [(300, middle)], [(340, middle)])
    chosen = query(phone)
    assert {"from", "to"} <= chosen.keys()
    touch(
        phone, [(280, middle), (300, middle)], [(260, middle), (320, middle)], [(240, middle), (340, middle)]
    )
    zoomed = query(phone)
    assert chosen["from"] < zoomed["from"] or zoomed["to"] < chosen["to"]


def test_a_finger_that_moves_up_scrolls_the_page(phone: Any) -> None:
    area = box(phone)
    middle = area["y"] + 20
    touch(phone, *([(200, middle - way)] for way in (0, 20, 60, 120, 180)))
    phone.wait_for_function("scrollY > 50")
    assert query(phone) == {}


# Whatever is in the articles, wherever the page is


def test_hostile_texts_are_shown_and_do_nothing(
    tmp_path: Path, serve: Callable[..., str], visit: Callable[..., Any]
) -> None:
    text = " | ".join(HOSTILE)
    root = write_project(tmp_path / "project", yaml.safe_dump(everywhere(text)))
    assert build(root).returncode == 0
    page = visit(serve(root / "site"))
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    shown = as_shown(text)
    assert titles(page) == [shown, shown]
    page.locator("details.tl-why").first.evaluate("(each) => { each.open = true }")
    for selector in (".tl-summary", ".tl-full", ".tl-steps li", ".tl-facets li"):
        assert shown in " ".join(page.locator(selector).first.text_content().split())
    made = "script, img:not(figure > img), b, em, strong, code, .evil, [onclick], [onmouseover]"
    assert page.locator(f"timeline-view :is({made})").count() == 0
    page.goto(page.url + "?tag=" + "%3Cscript%3Ealert(6)%3C/script%3E")
    assert "<script>alert(6)</script>" in sentence(page)
    page.mouse.move(600, 400)
    assert dialogs == []


def test_words_without_end_and_dates_without_number_leave_the_page_usable(
    tmp_path: Path, serve: Callable[..., str], visit: Callable[..., Any]
) -> None:
    events = [{"date": f"2020-01-{day:02}", "title": f"Day {day}"} for day in range(1, 31)]
    events += [
        {"date": f"-9000/2020-01-{day:02}", "title": "w" * 10_000, "tags": ["w" * 1000]} for day in (1, 2)
    ]
    events += [{"date": date, "title": f"Far {date}"} for date in ("Y-170000002", "Y300000", "9999-12-31")]
    root = write_project(tmp_path / "project", yaml.safe_dump({"events": events}))
    assert build(root).returncode == 0
    page = visit(serve(root / "site"))
    page.wait_for_selector("[data-live]")
    assert len(titles(page)) == len(events)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_no_inline_script_or_style_is_needed(
    tmp_path: Path, lindow: str, serve: Callable[..., str], visit: Callable[..., Any]
) -> None:
    (tmp_path / "events.yml").write_text(lindow, encoding="utf-8")
    assets.write(tmp_path)
    markdown = Markdown(extensions=["timeline"], extension_configs={"timeline": {"base_path": str(tmp_path)}})
    head = f'<link rel="stylesheet" href="{assets.STYLE}"><script defer src="{assets.SCRIPT}"></script>'
    body = markdown.convert("/// timeline | events.yml\n///")
    html = f'<!doctype html><html lang="en"><meta charset="utf-8"><title>x</title>{head}{body}</html>'
    (tmp_path / "index.html").write_text(html, encoding="utf-8")
    page = visit(serve(tmp_path, {"Content-Security-Policy": "default-src 'self'"}))
    violations: list[str] = []
    page.on(
        "console",
        lambda message: violations.append(message.text) if "Content Security" in message.text else None,
    )
    page.reload()
    page.locator(".tl-strip").wait_for()
    page.get_by_role("button", name="Zoom in").click()
    choose(page, "Topics", "damage")
    page.get_by_label("Search the events").fill("arch")
    page.wait_for_url(re.compile("find="))
    assert len(page.workers) == 1
    page.locator("#aaa015 a.headerlink").wait_for(state="attached")
    assert page.locator(".tl-event").first.evaluate("(each) => getComputedStyle(each).display") == "grid"
    assert violations == []
