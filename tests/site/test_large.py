"""A timeline of 3,000 events, too long for one page: its parts, and the page that shows them as one."""

import json
import re
from collections.abc import Callable
from datetime import date, timedelta
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urljoin
from urllib.request import urlopen

import pytest
from projects import build

from timeline.site import assets

COUNT = 3000
MOST_NODES = 5000
IN_SIGHT = """() => [...document.querySelectorAll('.tl-title')].some((each) => {
  const { top } = each.getBoundingClientRect()
  return top > 200 && top < innerHeight
})"""

CONFIG = """\
site_name: Water levels
site_url: {url}
theme: {{name: material, font: false, features: [{features}]}}
plugins: [search, timeline]
extra_css: [assets/timeline/timeline.css]
extra_javascript: [assets/timeline/timeline.js]
"""
PAGE = """\
---
hide: [navigation, toc]
---
# Water levels

/// timeline | events.yml
///
"""
OTHER = "# Another page\n\n/// timeline | events.yml\n    tags: flood\n    limit: 3\n///\n"
FRAME = "# A frame\n\n/// timeline | events.yml\n    from: 2012\n    to: 2012\n    embed: true\n///\n"


def title(number: int) -> str:
    return f"Gauge {number} reads <{number}> & more"


def events(count: int) -> str:
    """Years of 300 days each, one event a day; the last 200 of 2012 all in its last month."""
    stations = [f"Station {number}" for number in range(120)]
    sources, lines = ["sources:"], ["events:"]
    for number in range(count):
        year, day = 2010 + number // 300, number % 300
        at = date(year, 1, 1) + timedelta(day)
        if year == 2012 and day >= 100:
            at = date(2012, 12, 1 + day % 31)
        if number % 3 == 0:
            sources.append(
                f"  s{number}: {{publisher: Post {number % 7}, url: 'https://post.example/{number}'}}"
            )
        tags = ["flood"] if number % 500 == 499 else ["routine", "rain"][: 1 + number % 2]
        lines.append(
            json.dumps(
                {
                    "id": f"g{number}",
                    "date": str(at),
                    "title": title(number),
                    "summary": f"The river stands at mark {number * 7919 % 10007}.",
                    "actors": [stations[number % 120]],
                    "tags": tags,
                    "relevance": "core" if number % 5 == 0 else "secondary",
                    "evidence": [{"source": f"s{number - number % 3}", "quote": f"We read {number}."}],
                }
            )
        )
    return "\n".join(["timeline: 1", *sources, lines[0], *(f"- {line}" for line in lines[1:])]) + "\n"


class Site:
    """The site, built below a path of its host; `levels/` is the page of the whole timeline."""

    def __init__(self, folder: Path, serve: Callable[..., str], features: str, count: int = COUNT) -> None:
        self.root = folder / "project"
        docs = self.root / "docs"
        (docs / "articles").mkdir(parents=True)
        self.files = folder / "host" / "below" / "this"
        self.files.mkdir(parents=True)
        self.url = urljoin(serve(folder / "host"), "below/this/")
        (self.root / "mkdocs.yml").write_text(
            CONFIG.format(url=self.url, features=features), encoding="utf-8"
        )
        (docs / "index.md").write_text("# Start\n\n[Levels](levels.md)\n", encoding="utf-8")
        (docs / "levels.md").write_text(PAGE, encoding="utf-8")
        (docs / "other.md").write_text(OTHER, encoding="utf-8")
        (docs / "frame.md").write_text(FRAME, encoding="utf-8")
        (docs / "events.yml").write_text(events(count), encoding="utf-8")
        assets.write(docs)
        self.build()

    def build(self) -> None:
        result = build(self.root, "mkdocs", "--site-dir", str(self.files))
        assert result.returncode == 0, result.stderr
        self.said = result.stderr


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory, serve: Callable[..., str]) -> Site:
    return Site(tmp_path_factory.mktemp("instant"), serve, "navigation.instant")


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory, serve: Callable[..., str]) -> Site:
    """A site without instant navigation, just too long for one page."""
    return Site(tmp_path_factory.mktemp("plain"), serve, "", count=1200)


@pytest.fixture
def page(large: Site, visit: Callable[..., Any]) -> Any:
    return ready(visit(large.url + "levels/"))


def ready(page: Any) -> Any:
    page.wait_for_selector(".tl-event")
    return page


def titles(page: Any) -> list[str]:
    """The titles of the events that are in the page."""
    return page.evaluate(
        "() => [...document.querySelectorAll('.tl-title')].map((each) => each.firstChild.textContent)"
    )


def visible(page: Any, number: int) -> None:
    """Wait until an event is in sight; asked from outside, as a page may forbid what waits inside of it."""
    for _ in range(600):
        if page.evaluate(
            """(id) => {
              const box = document.getElementById(id)?.getBoundingClientRect()
              return box && box.top >= 0 && box.bottom <= innerHeight
            }""",
            f"g{number}",
        ):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"g{number} has not come into sight")


def sentence(page: Any) -> str:
    return " ".join(page.locator(".tl-sentence").inner_text().split())


def until(page: Any, condition: str) -> None:
    page.wait_for_function(condition)


# The parts, without a script


def links(html: str) -> list[str]:
    return [unescape(each) for each in re.findall(r'<a\b[^>]*?\bhref="?([^"#\s>]+)', html)]


@pytest.fixture(scope="module")
def parts(large: Site) -> dict[str, str]:
    """The HTML of every part, by its address, in the order of the links of the overview."""
    overview = large.url + "levels/"
    html = urlopen(overview).read().decode()
    contents = re.search(r'<nav[^>]*class="tl-parts".*?</nav>', html, re.DOTALL)
    assert contents
    found = [urljoin(overview, each) for each in links(contents[0]) if not each.endswith(".json")]
    return {address: urlopen(address).read().decode() for address in found}


def test_nothing_is_lost_without_a_script(parts: dict[str, str]) -> None:
    text = "".join(parts.values())
    shown = re.findall(r'<div[^>]*class="tl-title"[^>]*>([^<]*)|<h3[^>]*class="tl-title"[^>]*>([^<]*)', text)
    assert sorted(unescape(a or b) for a, b in shown) == sorted(title(number) for number in range(COUNT))
    for number in range(0, COUNT, 3):
        assert text.count(f'href="https://post.example/{number}"') >= 3
    assert len(re.findall(r'<time data-edtf="20\d\d-\d\d-\d\d" datetime="', text)) == COUNT


def test_no_part_has_more_than_300_events(parts: dict[str, str]) -> None:
    assert all(0 < html.count('<article class="tl-event"') <= 300 for html in parts.values())
    assert len(parts) == 10  # a year has 300


def test_parts_lie_below_their_page_and_are_named_after_their_time(
    large: Site, parts: dict[str, str]
) -> None:
    assert list(parts) == [f"{large.url}levels/events-by-date/{year}/" for year in range(2010, 2020)]


def test_the_overview_tells_how_many_events_each_part_has(large: Site, visit: Callable[..., Any]) -> None:
    page = visit(large.url + "levels/", java_script_enabled=False)
    assert page.locator(".tl-contents > li").all_inner_texts() == [
        f"{year} 300 events" for year in range(2010, 2020)
    ]
    assert (
        "3,000 events from 1,000 articles, January 2010 to October 2019"
        in page.locator(".tl-intro").inner_text()
    )


def test_a_part_leads_to_its_neighbours_and_to_the_overview(large: Site, visit: Callable[..., Any]) -> None:
    page = visit(large.url + "levels/events-by-date/2010/", java_script_enabled=False)
    page.get_by_role("link", name="Later: 2011").click()
    page.wait_for_url(large.url + "levels/events-by-date/2011/")
    page.get_by_role("link", name="Earlier: 2010").click()
    page.wait_for_url(large.url + "levels/events-by-date/2010/")
    assert page.get_by_role("link", name="Earlier").count() == 0
    page.get_by_role("link", name="Overview").click()
    page.wait_for_url(large.url + "levels/")


def test_parts_are_in_no_navigation_and_not_in_the_theme_s_search(large: Site) -> None:
    start = (large.files / "index.html").read_text(encoding="utf-8")
    assert not [each for each in links(start) if "levels/events-by-date/" in each]
    index = (large.files / "search" / "search_index.json").read_text(encoding="utf-8")
    assert "levels/" in index
    assert "levels/events-by-date" not in index
    assert "not included in the" not in large.said


def test_only_the_timeline_of_a_few_events_is_in_another_page(large: Site) -> None:
    html = (large.files / "other" / "index.html").read_text(encoding="utf-8")
    assert re.findall(r'class="tl-title" dir="auto" id="(\w+)"', html) == ["g1999", "g2499", "g2999"]


# All parts as one


def test_the_strip_is_over_all_and_few_events_are_in_the_page(page: Any) -> None:
    assert page.locator(".tl-period").inner_text() == "January 2010 – October 2019"
    assert not page.locator(".tl-contents").first.is_visible()
    assert 0 < len(titles(page)) < 100
    assert titles(page)[0] == title(0)


def test_events_come_and_go_as_one_scrolls(page: Any) -> None:
    seen: set[str] = set()
    for _ in range(3):
        page.evaluate("scrollBy(0, 40000)")
        page.wait_for_timeout(100)
        until(page, IN_SIGHT)
        assert page.evaluate("document.querySelectorAll('timeline-view *').length") < MOST_NODES
        assert not seen & set(titles(page))
        seen |= set(titles(page))
    assert len(seen) < 300


def test_a_section_that_is_just_near_neither_comes_and_goes_nor_keeps_others_from_it(
    large: Site, visit: Callable[..., Any]
) -> None:
    """The second section opens 1,500 pixels below the window; what is in sight is loaded meanwhile."""
    page = visit("about:blank")
    for by in range(-40, 50, 10):
        page.goto(f"{large.url}levels/?by={by}")
        ready(page).evaluate(
            """(by) => {
              const second = document.querySelectorAll('.tl-long > .tl-section')[1]
              scrollBy(0, second.getBoundingClientRect().top - innerHeight - 1500 + by)
              window.changes = 0
              const note = (all) => { window.changes += all.length }
              new MutationObserver(note).observe(second, { childList: true })
            }""",
            by,
        )
        page.wait_for_function(IN_SIGHT, timeout=15_000)
        page.wait_for_timeout(300)
        assert page.evaluate("window.changes") <= 15, by  # its lists, once


def test_nothing_jumps_while_one_reads_on(page: Any) -> None:
    """What comes into the page above or below leaves the event one looks at where it is."""
    page.evaluate("scrollTo(0, 60000)")
    page.wait_for_timeout(1500)
    for by in (600, 600, -600, -600, -600):
        before = page.evaluate(
            """(by) => {
              const event = [...document.querySelectorAll('.tl-event')]
                .find((each) => each.getBoundingClientRect().top > 300)
              window.watched = event
              const top = event.getBoundingClientRect().top
              scrollBy(0, by)
              return top - by
            }""",
            by,
        )
        page.wait_for_timeout(700)
        now = page.evaluate("watched.isConnected ? watched.getBoundingClientRect().top : null")
        assert now is None or abs(now - before) < 3


@pytest.mark.parametrize("number", [0, 1234, 2999])
def test_an_address_leads_to_an_event_that_is_not_loaded(
    large: Site, visit: Callable[..., Any], number: int
) -> None:
    page = visit(f"{large.url}levels/#g{number}")
    visible(page, number)
    article = page.locator(".tl-event", has=page.locator(f"#g{number}"))
    assert article.locator(".tl-why").get_attribute("open") is not None
    assert article.locator(".tl-title").inner_text().startswith(title(number))


def test_an_address_that_names_no_event_does_no_harm(large: Site, visit: Callable[..., Any]) -> None:
    page = visit("about:blank")
    for key in ("nothing", "constructor", "__proto__", "%", "in-2015"):
        page.goto("about:blank")  # without a page in between, another fragment loads nothing
        page.goto(f"{large.url}levels/#{key}")
        assert titles(ready(page))[0] == title(0)


def test_the_address_of_an_event_is_copied_from_a_bucket(page: Any) -> None:
    page.locator(".tl-title").nth(2).hover()
    page.locator(".tl-title > .headerlink").nth(2).click()
    assert page.evaluate("location.hash") == "#g2"


def test_pointing_at_the_strip_leads_to_what_is_there(page: Any) -> None:
    box = page.locator(".tl-track").bounding_box()
    page.mouse.click(box["x"] + box["width"] * 0.65, box["y"] + 20)
    until(
        page,
        """() => [...document.querySelectorAll('.tl-title')].some((each) => {
          const box = each.getBoundingClientRect()
          return /^Gauge (19|20)/.test(each.textContent) && box.top > 0 && box.top < innerHeight })""",
    )


def test_a_filter_counts_over_all_parts(page: Any) -> None:
    page.locator(".tl-menu > summary", has_text="Topics").click()
    page.locator(".tl-menu[open] label", has_text="flood").wait_for()
    assert page.locator(".tl-menu[open] label", has_text="routine").inner_text().split() == [
        "routine",
        "2994",
    ]
    page.locator(".tl-menu[open] label", has_text="flood").click()
    until(page, "() => document.querySelector('.tl-count').textContent === '6 of 3,000 events'")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    until(page, "() => document.querySelectorAll('.tl-event').length === 6")
    assert titles(page) == [title(number) for number in range(499, COUNT, 500)]
    assert parse_qs(page.evaluate("location.search.slice(1)")) == {"tag": ["flood"]}


def test_a_menu_shows_as_many_values_as_one_can_take_in(page: Any) -> None:
    page.locator(".tl-menu > summary", has_text="Who").click()
    page.locator(".tl-menu[open] label").first.wait_for()
    assert page.locator(".tl-menu[open] label").count() == 100
    assert "The search finds 20 more" in page.locator(".tl-menu[open]").inner_text()


def test_a_view_is_kept_in_the_address(large: Site, visit: Callable[..., Any]) -> None:
    page = ready(visit(f"{large.url}levels/?actor=Station+7&from=2011-01-01&to=2012-12-31"))
    until(page, "() => document.querySelector('.tl-count').textContent.includes(' of ')")
    numbers = [number for number in range(300, 900) if number % 120 == 7]
    assert titles(page) == [title(number) for number in numbers]
    assert sentence(page).startswith(f"{len(numbers):,} of 3,000 events")


def words_of(number: int) -> str:
    """What an event is found by, except its date."""
    mark = number * 7919 % 10007
    tag = "flood" if number % 500 == 499 else "routine rain" if number % 2 else "routine"
    station, post = f"station {number % 120}", f"post {(number - number % 3) % 7}"
    return f"gauge {number} reads more the river stands at mark {mark} {station} {tag} we read {post}"


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("gauge 1234", [r"1234\b"]),
        ("GÁUGE reads, 77", [r"77\b"]),
        ("stat floo", ["floo"]),
        ("river rou rain", ["rain"]),
        ("riverbank", ["riverbank"]),
    ],
)
def test_the_search_finds_words_by_their_beginning_in_all_parts(
    page: Any, query: str, words: list[str]
) -> None:
    found = [
        number
        for number in range(COUNT)
        if all(re.search(rf"\b{word}", f"{words_of(number)} {number} ") for word in words)
    ]
    page.get_by_label("Search the events").fill(query)
    until(page, f"() => document.querySelector('.tl-count').textContent === '{len(found):,} of 3,000 events'")
    assert page.locator(".tl-empty").is_visible() == (not found)


def test_the_search_finds_dates(page: Any) -> None:
    page.get_by_label("Search the events").fill("31 march 2015")
    until(page, "() => document.querySelector('.tl-count').textContent === '1 of 3,000 events'")
    until(page, "() => document.querySelectorAll('.tl-event').length === 1")
    assert titles(page) == [title(1589)]


def test_words_are_loaded_when_one_searches_and_not_before(large: Site, visit: Callable[..., Any]) -> None:
    page = visit("about:blank")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.split("?")[0].rsplit("/", 1)[1]))
    page.goto(large.url + "levels/")
    ready(page)
    assert not [name for name in asked if re.match("words|facet|ids", name)]
    page.get_by_label("Search the events").fill("gauge")
    until(page, "() => document.querySelector('.tl-count').textContent === '3,000 events'")
    page.wait_for_timeout(300)
    assert len([name for name in asked if name.startswith("words")]) == 1


def test_what_cannot_be_loaded_is_said_with_the_way_to_it(large: Site, visit: Callable[..., Any]) -> None:
    page = visit("about:blank")
    page.route(re.compile("events-by-date/2010/"), lambda route: route.abort())
    page.goto(large.url + "levels/")
    page.get_by_text("These events could not be loaded").first.wait_for()
    assert (
        page.locator(".tl-unread a").first.get_attribute("href") == f"{large.url}levels/events-by-date/2010/"
    )


def test_a_choice_whose_file_cannot_be_loaded_is_left_out_and_said(
    large: Site, visit: Callable[..., Any]
) -> None:
    page = visit("about:blank")
    page.route(re.compile("facet-tag.json"), lambda route: route.abort())
    page.goto(large.url + "levels/?tag=flood")
    page.get_by_text("could not be loaded").first.wait_for()
    until(page, IN_SIGHT)
    assert titles(page), "everything is shown rather than nothing"
    page.locator(".tl-menu > summary", has_text="Topics").click()
    page.locator(".tl-menu[open] li", has_text="could not be loaded").wait_for()
    page.keyboard.press("Escape")
    page.unroute_all()
    page.locator(".tl-menu > summary", has_text="Topics").click()
    page.locator(".tl-menu[open] label", has_text="rain").click()
    page.wait_for_function("!document.querySelector('.tl-incomplete').textContent")
    assert "rain" in page.locator(".tl-sentence").inner_text()


@pytest.mark.parametrize("kind", ["large", "plain"], ids=["instant navigation", "ordinary navigation"])
def test_one_comes_by_a_link_goes_on_and_comes_back(
    kind: str, request: pytest.FixtureRequest, visit: Callable[..., Any]
) -> None:
    site: Site = request.getfixturevalue(kind)
    page = visit(site.url)
    page.get_by_role("link", name="Levels", exact=True).click()
    ready(page)
    assert titles(page)[0] == title(0)
    page.evaluate("scrollTo(0, 50000)")
    until(
        page,
        "() => [...document.querySelectorAll('.tl-title')].some((e) => e.getBoundingClientRect().top > 0)",
    )
    page.locator("a.md-logo").first.click()
    page.get_by_role("heading", name="Start").wait_for()
    assert page.locator(".tl-strip").count() == 0
    page.go_back()
    ready(page)
    assert page.locator(".tl-strip").count() == 1
    assert not page.locator(".tl-contents").first.is_visible()


def test_only_files_of_the_site_itself_are_needed(
    large: Site, serve: Callable[..., str], visit: Callable[..., Any]
) -> None:
    """The theme's own inline scripts are refused here; the timeline needs none."""
    host = serve(large.files.parents[1], {"Content-Security-Policy": "default-src 'self'"})
    page = ready(visit(urljoin(host, "below/this/levels/#g1500")))
    visible(page, 1500)


def test_the_timeline_in_a_frame_stands_alone_and_its_links_leave_the_frame(
    large: Site, visit: Callable[..., Any]
) -> None:
    page = visit(large.url + "frame/")
    assert len(titles(page)) == 300
    for chrome in (".md-header", ".md-footer", ".md-sidebar"):
        assert not page.locator(chrome).first.is_visible()
    assert page.locator(".tl-event").first.is_visible()
    targets = page.locator("timeline-view a[href^=http]").evaluate_all(
        "(all) => all.map((each) => each.target)"
    )
    assert set(targets) == {"_blank"}


def test_a_phone_shows_all_of_it_without_sideways_scroll(large: Site, visit: Callable[..., Any]) -> None:
    page = ready(
        visit(large.url + "levels/", viewport={"width": 320, "height": 640}, has_touch=True, is_mobile=True)
    )
    page.evaluate("scrollTo(0, 20000)")
    page.wait_for_timeout(500)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_paper_has_the_links_in_place_of_what_is_not_loaded(page: Any) -> None:
    page.emulate_media(media="print")
    assert page.locator(".tl-contents a:visible").count() == 10
    assert not page.locator(".tl-event").first.is_visible()
    assert page.evaluate("document.body.scrollHeight") < 3000


# Serving


def test_a_second_build_writes_the_same(plain: Site) -> None:
    folder = plain.root / "docs" / "levels" / "events-by-date"
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    plain.build()
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == before
