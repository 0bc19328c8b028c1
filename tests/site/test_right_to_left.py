"""A page whose lines run from right to left, with texts that run either way."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from projects import CONFIG, build, write_project
from test_accessibility import violations
from test_viewer import CANVAS

CONFIGS = {"ar": CONFIG.replace("name: material", "name: material\n  language: ar")}
EVENTS = Path(__file__).parent / "data" / "right-to-left.yml"


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory, serve: Callable[..., str]) -> str:
    """The address of a site in Arabic."""
    root = tmp_path_factory.mktemp("arabic")
    write_project(root, EVENTS.read_text(encoding="utf-8"), config=CONFIGS["ar"])
    result = build(root, "mkdocs", "--strict")
    assert result.returncode == 0, result.stderr
    return serve(root / "site")


def box(page: Any, selector: str) -> dict[str, float]:
    return page.locator(selector).first.bounding_box()


def middle(page: Any, selector: str) -> float:
    area = box(page, selector)
    return area["x"] + area["width"] / 2


def period(page: Any) -> tuple[int, int]:
    """The first and the last day of the period, as the handles tell them."""
    return tuple(
        int(page.locator(f"[data-grip={grip}]").get_attribute("aria-valuenow")) for grip in ("from", "to")
    )


def test_the_gutter_and_the_rail_stand_on_the_right(arabic: str, visit: Callable[..., Any]) -> None:
    page = visit(arabic)
    assert page.evaluate("getComputedStyle(document.body).direction") == "rtl"
    gutter, text = box(page, ".tl-event time"), box(page, ".tl-event .tl-body")
    rail = gutter["x"] - (text["x"] + text["width"])
    assert 0 < rail < 80, "the date ends beside the rail"


def test_a_text_runs_its_own_way_and_stays_by_the_rail(arabic: str, visit: Callable[..., Any]) -> None:
    page = visit(arabic)
    way = "(each) => getComputedStyle(each).direction"
    assert page.locator("#rtl001").evaluate(way) == "rtl"
    assert page.locator("#rtl003").evaluate(way) == "ltr"
    # The full stop of an English sentence stands at its right end, at the edge that all titles share.
    ends = """(each) => {
      const range = document.createRange()
      range.setStart(each.firstChild, each.firstChild.length - 1)
      range.setEnd(each.firstChild, each.firstChild.length)
      const [stop, whole] = [range.getBoundingClientRect(), each.getBoundingClientRect()]
      return [stop.left + stop.width / 2, whole.left + whole.width]
    }"""
    stop, edge = page.locator("#rtl003").evaluate(ends)
    assert 0 < edge - stop < 30
    stop, edge = page.locator("#rtl001").evaluate(ends)
    assert edge - stop > 100


def test_a_date_in_words_keeps_its_order(arabic: str, visit: Callable[..., Any]) -> None:
    page = visit(arabic)
    date = page.locator(".tl-event", has=page.locator("#rtl003")).locator("time")
    assert date.inner_text().startswith("11 June")
    first, last = date.evaluate(
        """(each) => [0, 3].map((at) => {
          const range = document.createRange()
          range.setStart(each.firstChild, at)
          range.setEnd(each.firstChild, at + 1)
          return range.getBoundingClientRect().left
        })"""
    )
    assert first < last


def test_a_quote_says_its_language_where_it_is_not_the_page_s(arabic: str, visit: Callable[..., Any]) -> None:
    page = visit(arabic)
    page.wait_for_function("!document.querySelector('noscript.tl-folded')")  # folded until there is time
    languages = page.locator(".tl-full p").evaluate_all("(all) => all.map((each) => each.lang)")
    assert languages == ["ar", ""]
    assert page.locator("timeline-view").get_attribute("lang") == "en", "there are no Arabic words yet"


def test_time_runs_from_right_to_left_on_the_strip(arabic: str, visit: Callable[..., Any]) -> None:
    page = visit(arabic)
    assert middle(page, "[data-grip=from]") > middle(page, "[data-grip=to]")
    page.locator("[data-grip=from]").focus()
    start, end = period(page)
    page.keyboard.press("ArrowLeft")
    page.wait_for_function(f"document.querySelector('[data-grip=from]').ariaValueNow > {start}")
    assert period(page)[1] == end
    page.keyboard.press("ArrowRight")
    page.wait_for_function(f"document.querySelector('[data-grip=from]').ariaValueNow <= {start}")
    page.keyboard.press("ArrowUp")
    page.wait_for_function(f"document.querySelector('[data-grip=from]').ariaValueNow > {start}")


def test_the_mouse_chooses_what_it_points_at(arabic: str, visit: Callable[..., Any]) -> None:
    page = visit(arabic)
    track = box(page, ".tl-track")
    page.mouse.move(track["x"] + track["width"] - 60, track["y"] + 20)
    page.mouse.down()
    page.mouse.move(track["x"] + track["width"] * 0.45, track["y"] + 20, steps=4)
    page.mouse.up()
    page.wait_for_function("location.search.includes('to=')")
    shown = page.locator(".tl-title:visible").evaluate_all("(all) => all.map((each) => each.id)")
    assert shown == ["rtl002"], "the later events lie further to the left"


WRITTEN = """() => {
  window.written = []
  const write = CanvasRenderingContext2D.prototype.fillText
  CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
    window.written.push([text, this.getTransform().a > 0, this.getTransform().transformPoint({x, y}).x])
    return write.call(this, text, x, y)
  }
  document.body.setAttribute('data-md-color-scheme', 'slate')
}"""


def test_the_labels_of_the_strip_are_not_mirrored(arabic: str, visit: Callable[..., Any]) -> None:
    page = visit(arabic)
    page.evaluate(WRITTEN)
    page.wait_for_function("window.written.length > 3")
    written = page.evaluate("window.written")
    assert all(upright for _, upright, _ in written)
    places = {text.strip("\u2068\u2069"): place for text, _, place in written}
    years = [year for year in ("2020", "2021", "2022") if year in places]
    assert len(years) > 1
    assert [places[year] for year in years] == sorted((places[year] for year in years), reverse=True)


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_scrolls_sideways(arabic: str, visit: Callable[..., Any], width: int) -> None:
    page = visit(arabic, viewport={"width": width, "height": 800})
    page.locator(".tl-why > summary").first.click()
    assert page.evaluate("document.documentElement.scrollWidth") == width
    outside = page.evaluate(
        """() => [...document.querySelectorAll('timeline-view *')]
             .filter((each) => each.checkVisibility() && !each.closest('.tl-track'))
             .map((each) => [each.className, each.getBoundingClientRect()])
             .filter(([, box]) => box.width > 1 && (box.left < -1 || box.right > innerWidth + 1))
             .map(([name]) => name)"""
    )
    assert outside == []


@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing(arabic: str, visit: Callable[..., Any], width: int) -> None:
    page = visit(arabic, viewport={"width": width, "height": 800})
    page.locator(".tl-why > summary").first.click()
    assert violations(page) == []


def test_the_lists_of_the_filters_open_within_the_page(arabic: str, visit: Callable[..., Any]) -> None:
    page = visit(arabic, viewport={"width": 900, "height": 800})
    plain = page.evaluate(CANVAS)
    page.locator(".tl-menu > summary").last.click()
    menu = box(page, ".tl-menu[open] .tl-choices")
    assert menu["x"] >= 0
    assert menu["x"] + menu["width"] <= 900
    page.locator(".tl-menu[open] input").first.check()
    page.wait_for_function(f"{CANVAS} !== {plain!r}")
    assert page.locator(".tl-word").count() == 1
