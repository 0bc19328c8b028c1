"""WCAG 2.2 AA: what a machine can check of it, with every control used, and the whole way by keyboard."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

STANDARD = {
    "type": "tag",
    "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}


def violations(page: Any) -> list[str]:
    """What axe finds wrong with the timeline, a line each."""
    page.add_style_tag(content="* { transition: none !important }")  # no colour is half way to another
    found = Axe().run(
        page, context="timeline-view", options={"runOnly": STANDARD, "resultTypes": ["violations"]}
    )
    return [
        f"{rule['id']}: {node['html'][:200]} {node['failureSummary']}"
        for rule in found.response["violations"]
        for node in rule["nodes"]
    ]


def open_menu(page: Any, name: str) -> None:
    page.locator(".tl-menu > summary", has_text=name).click()


def clear(page: Any) -> None:
    page.get_by_role("button", name="Clear all", exact=True).click()


def choose_in_a_menu(page: Any) -> None:
    open_menu(page, "Who")
    page.locator(".tl-menu[open] label").first.click()


def zoom_and_move_in_lanes(page: Any) -> None:
    clear(page)
    page.get_by_label("Lanes").select_option("Topics")
    page.get_by_role("button", name="Zoom in").click()
    page.get_by_role("button", name="Later").click()


def open_texts_and_reasons(page: Any) -> None:
    page.get_by_role("button", name="The whole period").click()
    page.locator(".tl-why > summary").nth(3).click()
    page.locator(".tl-event[data-disputed] .tl-why > summary").first.click()
    page.get_by_role("button", name="more").first.click()


def find_nothing(page: Any) -> None:
    page.get_by_label("Search the events").fill("submarine")
    page.get_by_text("No event matches.").wait_for()


# One after the other, on one page.
STEPS: tuple[Callable[[Any], object], ...] = (
    choose_in_a_menu,
    zoom_and_move_in_lanes,
    open_texts_and_reasons,
    find_nothing,
)


@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_axe_finds_nothing_whatever_is_open(site: str, visit: Callable[..., Any], scheme: str) -> None:
    page = visit(site)
    page.evaluate(f"document.body.setAttribute('data-md-color-scheme', '{scheme}')")
    assert violations(page) == []
    for act in STEPS:
        act(page)
        assert violations(page) == [], act.__name__


@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_axe_finds_nothing_on_a_phone_and_in_its_dialog(
    site: str, visit: Callable[..., Any], scheme: str
) -> None:
    page = visit(site, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page.evaluate(f"document.body.setAttribute('data-md-color-scheme', '{scheme}')")
    assert violations(page) == []
    page.get_by_role("button", name="Filters", exact=True).tap()
    open_menu(page, "Topics")
    assert violations(page) == []


def test_axe_finds_nothing_without_the_viewer(site: str, visit: Callable[..., Any]) -> None:
    page = visit(site)
    page.route("**/timeline.js", lambda route: route.abort())
    page.reload()
    assert page.locator(".tl-strip").count() == 0
    assert violations(page) == []


SMALL = """() => [...document.querySelectorAll(
    'timeline-view :is(button, input, select, summary, [role=slider])')]
  .filter((each) => each.checkVisibility({contentVisibilityAuto: true, visibilityProperty: true}))
  .map((each) => each.closest('label') ?? each)
  .map((each) => ({name: each.textContent || each.ariaLabel, box: each.getBoundingClientRect()}))
  .filter(({box}) => Math.min(box.width, box.height) < 24)
  .map(({name, box}) => `${name}: ${box.width} × ${box.height}`)"""


@pytest.mark.parametrize("width", [1280, 390])
def test_what_one_clicks_is_at_least_24_pixels_wide_and_high(
    site: str, visit: Callable[..., Any], width: int
) -> None:
    page = visit(site, viewport={"width": width, "height": 900})
    page.locator("#aaa006").scroll_into_view_if_needed()
    page.locator(".tl-cut").first.wait_for()
    if width < 600:
        page.get_by_role("button", name="Filters", exact=True).click()
    for menu in ("Topics", "Importance"):
        open_menu(page, menu)
        assert page.evaluate(SMALL) == []


def test_at_320_pixels_nothing_scrolls_sideways_and_nothing_is_cut(
    site: str, visit: Callable[..., Any]
) -> None:
    page = visit(site, viewport={"width": 320, "height": 640})
    page.locator(".tl-why > summary").nth(3).click()
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    outside = page.evaluate(
        """() => [...document.querySelectorAll('timeline-view *')]
             .filter((each) => each.checkVisibility() && !each.closest('.tl-track'))
             .map((each) => [each.className, each.getBoundingClientRect()])
             .filter(([, box]) => box.width > 1 && (box.left < -1 || box.right > 321))
             .map(([name]) => name)"""
    )
    assert outside == []


COVERED = """() => {
  const focused = document.activeElement
  if (!focused.closest('.tl-section')) return null
  const box = focused.getBoundingClientRect()
  const [x, y] = [box.left + Math.min(box.width, 20) / 2, box.top + Math.min(box.height, 20) / 2]
  const top = document.elementFromPoint(x, y)
  return focused.contains(top) || top?.contains(focused) ? null : focused.outerHTML.slice(0, 100)
}"""


@pytest.mark.parametrize("width", [1280, 390])
def test_the_focus_is_never_under_what_sticks(site: str, visit: Callable[..., Any], width: int) -> None:
    page = visit(site, viewport={"width": width, "height": 700})
    page.locator(".tl-event a, .tl-event summary").last.focus()
    for _ in range(45):
        page.keyboard.press("Shift+Tab")
        page.wait_for_timeout(30)
        page.wait_for_function(f"({COVERED})() === null")  # the page may still be scrolling to it


def test_the_focus_stays_in_sight_when_what_is_laid_out_late_moves_it(
    site: str, visit: Callable[..., Any]
) -> None:
    page = visit(site, viewport={"width": 390, "height": 700})
    # To the end of the page and back to its last heading, before what has come near is laid out.
    page.evaluate(
        """() => {
          const all = [...document.querySelectorAll('.tl-heading a, .tl-event a, .tl-event summary')]
          all.at(-1).focus()
          all.findLast((each) => each.matches('.tl-heading a')).focus()
        }"""
    )
    page.wait_for_function("document.activeElement.matches('.tl-heading a')")
    page.wait_for_timeout(500)  # until all is laid out
    page.wait_for_function(f"({COVERED})() === null")


def test_the_whole_way_by_keyboard(site: str, browser: Any) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(site)
    press = page.keyboard.press

    def tab_to(selector: str, key: str = "Tab") -> None:
        for _ in range(80):
            if page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
                return
            press(key)
        pytest.fail(f"{selector} cannot be reached")

    # Zoom
    tab_to(".tl-band")
    press("+")
    page.wait_for_url(re.compile("from="))
    press("0")
    # Filter
    tab_to(".tl-menu > summary")
    press("Enter")
    tab_to(".tl-menu[open] input")
    press("Space")
    press("Escape")
    page.wait_for_url(re.compile("tag="))
    # To an event, its reasons and their source
    press("Alt+ArrowDown")
    press("Alt+ArrowDown")
    title = page.evaluate("document.activeElement.id")
    assert page.locator(f"#{title}").is_visible()
    press("Alt+ArrowUp")
    first = page.evaluate("document.activeElement.id")
    assert first != title
    tab_to(".tl-why > summary")
    press("Enter")
    tab_to(".tl-note a")
    seen = "[location.href, document.querySelector('.tl-count').textContent]"
    top = f"document.getElementById('{first}').getBoundingClientRect().top"
    view, place = page.evaluate(seen), page.evaluate(top)
    article = re.compile("^https:")
    page.route(article, lambda route: route.fulfill(body="<title>The article</title>"))
    page.wait_for_timeout(500)  # the theme notes where one is a moment after one has come there
    press("Enter")
    page.wait_for_url(article)
    # And back to the same view
    page.go_back()
    page.locator(".tl-strip").wait_for()
    assert page.evaluate(seen) == view
    page.wait_for_function(f"Math.abs({top} - {place}) < 100")
    context.close()
