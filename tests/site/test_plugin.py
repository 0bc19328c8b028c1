"""The MkDocs plugin: the same as `timeline build`, run by MkDocs itself."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from projects import PAGE, build, need

CONFIG = """\
site_name: The Lindow timeline
theme:
  name: material
  font: false
plugins:
- search
- timeline:
    articles: {articles}
    events: docs/events.yml
    title: The closing of the Lindow bridge
"""

ARTICLE = """\
---
title: Bridge closed
date: 2019-03-05
publisher: Lindow Courier
---

The council closed the bridge on 4 March 2019. Engineers had found a crack on 1 March 2019.
"""


def write(root: Path, articles: str = "docs/articles") -> Path:
    (root / "docs").mkdir(parents=True)
    (root / articles).mkdir(parents=True)
    (root / "mkdocs.yml").write_text(CONFIG.format(articles=articles), encoding="utf-8")
    (root / "docs" / "index.md").write_text(PAGE.split("There is")[0], encoding="utf-8")
    (root / articles / "bridge.md").write_text(ARTICLE, encoding="utf-8")
    return root


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write(tmp_path / "project")


@pytest.fixture(scope="module")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write(tmp_path_factory.mktemp("built") / "project")
    result = build(root, "mkdocs", "--strict")
    assert result.returncode == 0, result.stderr
    assert "WARNING" not in result.stderr
    return root


@pytest.fixture
def built(tmp_path: Path, built_once: Path) -> Path:
    """A project of the test's own that has been built, as `built_once` has."""
    return shutil.copytree(built_once, tmp_path / "built")


def index(root: Path) -> str:
    return (root / "site" / "index.html").read_text(encoding="utf-8")


def timeline_of(root: Path) -> str:
    found = re.search(r"<timeline-view.*?</timeline-view>", index(root), re.DOTALL)
    assert found
    return found[0]


def test_building_extracts_and_shows(built: Path) -> None:
    assert "2019-03-04" in (built / "docs" / "events.yml").read_text(encoding="utf-8")
    assert '<time data-edtf="2019-03-04"' in index(built)


def test_building_with_properdocs_gives_the_same(project: Path, built: Path) -> None:
    need("properdocs")
    result = build(project, "properdocs", "--strict")
    assert result.returncode == 0, result.stderr
    assert "WARNING" not in result.stderr
    assert (project / "docs" / "events.yml").read_bytes() == (built / "docs" / "events.yml").read_bytes()
    assert timeline_of(project) == timeline_of(built)


def test_the_command_and_a_generator_without_plugins_give_the_same_timeline(
    project: Path, built: Path
) -> None:
    need("zensical")
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write("markdown_extensions: [timeline]\n")
    subprocess.run([sys.executable, "-m", "timeline", "build"], cwd=project, check=True, capture_output=True)
    assert build(project, "zensical", "--clean").returncode == 0
    assert timeline_of(project) == timeline_of(built)


def test_the_page_gets_script_and_style_without_being_told(built: Path) -> None:
    assert len(re.findall(r"assets/timeline/timeline\.css", index(built))) == 1
    assert len(re.findall(r"assets/timeline/timeline\.js", index(built))) == 1


def test_what_the_configuration_already_has_is_not_added_twice(project: Path) -> None:
    config = (project / "mkdocs.yml").read_text(encoding="utf-8")
    config += "markdown_extensions: [timeline]\nextra_css: [assets/timeline/timeline.css]\n"
    config += "extra_javascript: [{path: assets/timeline/timeline.js, defer: true}]\n"
    (project / "mkdocs.yml").write_text(config, encoding="utf-8")
    assert build(project).returncode == 0
    assert len(re.findall(r"assets/timeline/timeline\.css", index(project))) == 1
    assert len(re.findall(r"assets/timeline/timeline\.js", index(project))) == 1


def test_articles_are_not_published(built: Path) -> None:
    names = [path.name for path in (built / "site").rglob("*")]
    assert "bridge" not in names
    assert "bridge.md" not in names
    assert "articles" not in names


def test_hidden_events_are_not_published(built: Path) -> None:
    events = built / "docs" / "events.yml"
    hidden = "- {date: 2019-01-01, title: A secret nobody should read, status: hidden}\n"
    events.write_text(events.read_text(encoding="utf-8") + hidden, encoding="utf-8")
    (built / "docs" / "events").mkdir()
    of_year = f"events:\n{hidden}- {{date: 2018-03-05, title: Something in a file of its year}}\n"
    (built / "docs" / "events" / "2018.yml").write_text(of_year, encoding="utf-8")
    assert build(built, "mkdocs", "--strict").returncode == 0
    assert "2019-03-04" in timeline_of(built)
    assert "2018-03-05" in timeline_of(built)
    published = [path for path in (built / "site").rglob("*") if path.is_file()]
    assert not [path.name for path in published if path.name in ("events.yml", "events.schema.json")]
    assert not [path.name for path in published if b"nobody should read" in path.read_bytes()]


@pytest.mark.parametrize("keep_folder", [True, False])
def test_a_site_is_built_from_the_events_file_alone(keep_folder: bool, built: Path) -> None:
    shutil.rmtree(built / "docs" / "articles")
    if keep_folder:
        (built / "docs" / "articles").mkdir()
        (built / "docs" / "articles" / ".gitkeep").touch()
    before = (built / "docs" / "events.yml").read_bytes()
    result = build(built, "mkdocs", "--strict")
    assert result.returncode == 0, result.stderr
    assert "2019-03-04" in timeline_of(built)
    assert (built / "docs" / "events.yml").read_bytes() == before
    (built / "docs" / "events.yml").unlink()
    result = build(built, "mkdocs", "--strict")
    assert result.returncode == 1
    assert re.search(
        "docs/articles: (there is no such folder; put your articles there|no articles found)", result.stderr
    )


def test_a_file_of_tags_is_read_and_not_published(project: Path) -> None:
    config = project / "mkdocs.yml"
    config.write_text(
        config.read_text("utf-8").replace("- timeline:\n", "- timeline:\n    tags: docs/tags.yml\n")
    )
    (project / "docs" / "tags.yml").write_text("bridges: [bridge]\n", encoding="utf-8")
    assert build(project).returncode == 0
    assert "bridges" in (project / "docs" / "events.yml").read_text("utf-8")
    assert not list((project / "site").rglob("tags.yml"))


def test_a_second_build_touches_nothing_in_the_docs(built: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in (built / "docs").rglob("*")}
    build(built)
    assert {path: path.stat().st_mtime_ns for path in (built / "docs").rglob("*")} == before


@pytest.mark.parametrize(
    ("break_it", "says"),
    [
        (lambda root: (root / "docs" / "events.yml").write_text("events: [\n"), "events.yml:"),
        (
            lambda root: (root / "docs" / "events.yml").write_text("timeline: 1\nevents:\n- title: x\n"),
            "events.yml:3",
        ),
    ],
    ids=["invalid YAML", "an event without a date"],
)
def test_an_error_is_one_line_and_stops_the_build(
    project: Path, break_it: Callable[[Path], Any], says: str
) -> None:
    break_it(project)
    before = (project / "docs" / "events.yml").read_bytes()
    result = build(project)
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    (line,) = [line for line in result.stderr.splitlines() if line.startswith("ERROR")]
    assert says in line
    assert (project / "docs" / "events.yml").read_bytes() == before


def test_a_name_that_no_system_allows_is_one_line(project: Path) -> None:
    config = (project / "mkdocs.yml").read_text(encoding="utf-8")
    (project / "mkdocs.yml").write_text(f"{config}    articles: {'long' * 100}\n", encoding="utf-8")
    result = build(project)
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert "File name too long" in result.stderr


def test_an_unknown_option_is_named(project: Path) -> None:
    config = (project / "mkdocs.yml").read_text(encoding="utf-8")
    (project / "mkdocs.yml").write_text(config + "    artikles: x\n", encoding="utf-8")
    result = build(project, "mkdocs", "--strict")
    assert result.returncode == 1
    assert "artikles" in result.stderr
    assert "Traceback" not in result.stderr


def test_without_an_article_the_page_says_what_to_do(project: Path) -> None:
    (project / "docs" / "articles" / "bridge.md").unlink()
    result = build(project)
    assert result.returncode == 0
    assert "timeline build" in index(project)


# Serving


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Serving:
    def __init__(self, root: Path, log: Path) -> None:
        self.url = f"http://127.0.0.1:{(port := free_port())}/"
        self.log = log
        with log.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"],
                cwd=root,
                stdout=output,
                stderr=output,
                env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
            )

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")

    def page(self) -> str:
        try:
            with urllib.request.urlopen(self.url, timeout=10) as answer:
                return str(answer.read().decode())
        except OSError:
            return ""

    def wait_for(self, there: Callable[[], bool], what: str, seconds: float = 60) -> None:
        end = time.monotonic() + seconds
        while not there():
            assert self.process.poll() is None, f"mkdocs serve ended:\n{self.said()}"
            assert time.monotonic() < end, f"no {what} within {seconds} seconds:\n{self.said()}"
            time.sleep(0.2)

    def builds(self) -> int:
        return self.said().count("Building documentation")


@pytest.fixture
def serving(tmp_path: Path) -> Iterator[Callable[[Path], Serving]]:
    started = []

    def start(root: Path) -> Serving:
        started.append(Serving(root, tmp_path / "serve.log"))
        return started[-1]

    yield start
    for each in started:
        each.process.terminate()
        each.process.wait(timeout=20)


@pytest.mark.parametrize("articles", ["docs/articles", "articles"], ids=["in the docs", "beside the docs"])
def test_serving_follows_the_articles_and_the_events_file(
    tmp_path: Path, serving: Callable[[Path], Serving], articles: str
) -> None:
    root = write(tmp_path / "project", articles)
    server = serving(root)
    server.wait_for(lambda: "2019-03-04" in server.page(), "first page")

    article = root / articles / "bridge.md"
    article.write_text(ARTICLE + "\nDivers found a hole on 7 February 2019.\n", encoding="utf-8")
    server.wait_for(lambda: "2019-02-07" in server.page(), "event of the changed article")
    assert "bridge.md: 1 events new, 0 updated, 0 removed" in server.said()

    events = root / "docs" / "events.yml"
    edited = events.read_text(encoding="utf-8") + "- {date: 2023-01-01, title: Somebody writes an event}\n"
    events.write_text(edited, encoding="utf-8")
    server.wait_for(lambda: "Somebody writes an event" in server.page(), "event written by hand")

    time.sleep(2)  # for the build that the last change may still be owed
    settled = server.builds()
    time.sleep(3)
    assert server.builds() == settled, "what a build writes made MkDocs build again"


def test_serving_survives_a_mistake_in_the_events_file(
    tmp_path: Path, serving: Callable[[Path], Serving]
) -> None:
    root = write(tmp_path / "project")
    server = serving(root)
    server.wait_for(lambda: "2019-03-04" in server.page(), "first page")
    events = root / "docs" / "events.yml"
    good = events.read_text(encoding="utf-8")
    events.write_text(good.replace("date: 2019-03-04", "date: 30 February"), encoding="utf-8")
    server.wait_for(lambda: "This timeline cannot be shown" in server.page(), "box with the error")
    assert "30 February" in server.page()
    events.write_text(good, encoding="utf-8")
    server.wait_for(lambda: "2019-03-04" in server.page(), "page after the file was mended")
