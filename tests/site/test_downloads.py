"""The timeline as files for other programs: written by a build, linked from the page, nothing hidden."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import feedparser
import pytest
from projects import build, need, write_project

from timeline.site import downloads
from timeline.site.story import read

GENERATORS = ["mkdocs", "properdocs", "zensical"]
NAMES = ["events.csv", "events.json", "events.ics", "events.xml", "events.jsonld", "events.timelinejs.json"]


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory, lindow: str) -> dict[str, Path]:
    built = {}
    for generator in GENERATORS:
        need(generator)
        root = write_project(tmp_path_factory.mktemp(generator) / "project", lindow)
        below = root / "docs" / "below"
        below.mkdir()
        (below / "page.md").write_text("# Below\n\n/// timeline | ../events.yml\n///\n", encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-m", "timeline", "build"], cwd=root, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        result = build(root, generator)
        assert result.returncode == 0, result.stdout + result.stderr
        built[generator] = root / "site"
    return built


@pytest.mark.parametrize("generator", GENERATORS)
@pytest.mark.parametrize("page", ["index.html", "other/index.html", "below/page/index.html"])
def test_the_links_lead_to_the_files(sites: dict[str, Path], generator: str, page: str) -> None:
    html = (sites[generator] / page).read_text(encoding="utf-8")
    (listed,) = re.findall(r'<details class="tl-downloads">.*?</details>', html, re.DOTALL)
    addresses = re.findall(r'href="([^"]+)"', listed)
    files = [((sites[generator] / page).parent / address).resolve() for address in addresses]
    assert [path.name for path in files] == NAMES
    assert all(path.is_relative_to(sites[generator].resolve()) and path.is_file() for path in files)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_hidden_and_nothing_internal_is_in_them(sites: dict[str, Path], name: str) -> None:
    content = (sites["mkdocs"] / "assets" / "timeline" / name).read_text(encoding="utf-8")
    assert "This one is hidden" not in content
    assert not re.search(r"fingerprint|proposed|accepted|courier-2019-03-05\.txt", content)


def test_they_hold_what_the_page_shows(sites: dict[str, Path]) -> None:
    folder = sites["mkdocs"] / "assets" / "timeline"
    events = json.loads((folder / "events.json").read_text(encoding="utf-8"))["events"]
    page = (sites["mkdocs"] / "index.html").read_text(encoding="utf-8")
    assert len(events) == page.count('class="tl-event"')
    assert len(feedparser.parse((folder / "events.xml").read_text(encoding="utf-8")).entries) == len(events)


def test_without_a_build_there_is_nothing_to_download(tmp_path: Path, lindow: str) -> None:
    root = write_project(tmp_path / "project", lindow)
    result = build(root)
    assert result.returncode == 0, result.stderr
    assert "tl-downloads" not in (root / "site" / "index.html").read_text(encoding="utf-8")


def test_each_timeline_has_files_of_its_own(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    places = ("events.yml", "a/events.yml", "a-events.yml")
    assert len({path for place in places for path in downloads.paths(docs / place, docs)}) == 18


def test_files_that_are_up_to_date_are_not_touched(tmp_path: Path, lindow: str) -> None:
    root = write_project(tmp_path / "project", lindow)
    events, docs = root / "docs" / "events.yml", root / "docs"
    downloads.write(read(events), events, docs)
    before = [path.stat().st_mtime_ns for path in downloads.paths(events, docs)]
    downloads.write(read(events), events, docs)
    assert [path.stat().st_mtime_ns for path in downloads.paths(events, docs)] == before


def test_a_reader_without_javascript_can_download(
    sites: dict[str, Path], serve: Callable[..., str], visit: Callable[..., Any]
) -> None:
    page = visit(serve(sites["mkdocs"]), java_script_enabled=False, accept_downloads=True)
    page.locator(".tl-downloads summary").click()
    with page.expect_download() as caught:
        page.get_by_role("link", name="Calendar (iCalendar)").click()
    assert caught.value.suggested_filename == "events.ics"
