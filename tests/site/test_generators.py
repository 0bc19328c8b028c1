"""The same page from every site generator, whatever the articles say."""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
import yaml
from hostile import HOSTILE, as_shown, everywhere
from projects import CONFIG, build, need, write_project

from timeline.site.pages import write as write_parts

EXAMPLE = Path(__file__).parents[2]

GENERATORS = ["mkdocs", "properdocs", "zensical"]


def timeline_of(page: Path) -> str:
    found = re.search(r"<timeline-view.*?</timeline-view>", page.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    return found[0]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory, lindow: str) -> dict[str, Path]:
    built = {}
    for generator in GENERATORS:
        if importlib.util.find_spec(generator):
            root = write_project(tmp_path_factory.mktemp(generator) / "project", lindow)
            result = build(root, generator)
            assert result.returncode == 0, result.stdout + result.stderr
            built[generator] = root / "site" / "index.html"
    return built


@pytest.mark.parametrize("generator", GENERATORS[1:])
def test_the_same_timeline_as_from_mkdocs(pages: dict[str, Path], generator: str) -> None:
    need(generator)
    assert timeline_of(pages[generator]) == timeline_of(pages["mkdocs"])


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's own site, ready to be built."""
    root = tmp_path_factory.mktemp("example") / "example"
    shutil.copytree(EXAMPLE / "docs", root / "docs")
    shutil.copy(EXAMPLE / "mkdocs.yml", root)
    done = subprocess.run(
        [sys.executable, "-m", "timeline", "build"], cwd=root, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return root


@pytest.fixture(scope="module")
def example_pages(tmp_path_factory: pytest.TempPathFactory, example: Path) -> dict[str, Path]:
    """The project's own site, built by each generator."""
    built = {}
    for generator in GENERATORS:
        if importlib.util.find_spec(generator):
            root = shutil.copytree(example, tmp_path_factory.mktemp(generator) / "example")
            result = build(root, generator)
            assert result.returncode == 0, result.stdout + result.stderr
            built[generator] = root / "site"
    return built


@pytest.mark.parametrize("generator", GENERATORS)
def test_the_example_is_the_same_from_every_generator(example_pages: dict[str, Path], generator: str) -> None:
    need(generator)
    timeline = timeline_of(example_pages[generator] / "index.html")
    assert timeline == timeline_of(example_pages["mkdocs"] / "index.html")
    events = yaml.safe_load((EXAMPLE / "docs" / "events.yml").read_text(encoding="utf-8"))["events"]
    assert timeline.count("<article") == sum(event["status"] != "hidden" for event in events)
    names = {path.parent.name for path in example_pages[generator].glob("guide/*/index.html")}
    assert names >= {path.stem for path in (EXAMPLE / "docs" / "guide").glob("*.md")} - {"index"}


@pytest.mark.parametrize("generator", GENERATORS)
def test_the_page_asks_for_script_and_style_of_the_site_itself(
    pages: dict[str, Path], generator: str
) -> None:
    need(generator)
    page = pages[generator].read_text(encoding="utf-8")
    for name in ("timeline.css", "timeline.js"):
        assert re.search(rf'(?:href|src)="(?:\./)?assets/timeline/{name}"', page)
    for name in ("timeline.css", "timeline.js", "timeline-search.js"):
        assert (pages[generator].parent / "assets" / "timeline" / name).is_file()


@pytest.mark.parametrize("generator", GENERATORS)
def test_the_events_file_is_shown_and_not_published(pages: dict[str, Path], generator: str) -> None:
    need(generator)
    site = pages[generator].parent
    assert not list(site.rglob("*.yml"))
    told = [path for path in site.rglob("*.*") if b"This one is hidden" in path.read_bytes()]
    assert told == [], "a hidden event is published"


@pytest.mark.parametrize("generator", GENERATORS)
def test_the_path_in_a_block_is_relative_to_its_page(tmp_path: Path, lindow: str, generator: str) -> None:
    need(generator)
    root = write_project(tmp_path / "project", lindow)
    below = root / "docs" / "below"
    below.mkdir()
    (below / "page.md").write_text("# Below\n\n/// timeline | ../events.yml\n///\n", encoding="utf-8")
    result = build(root, generator)
    assert result.returncode == 0, result.stdout + result.stderr
    assert timeline_of(root / "site" / "below" / "page" / "index.html").count("<article") == 23


@pytest.fixture(scope="module")
def long_pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    events = [
        {"date": f"{2000 + number % 3}-0{1 + number % 9}-03", "title": f"Event {number}", "id": f"e{number}"}
        for number in range(120)
    ]
    built = {}
    for generator in GENERATORS:
        if importlib.util.find_spec(generator):
            root = write_project(
                tmp_path_factory.mktemp(generator) / "project", yaml.safe_dump({"events": events})
            )
            result = build(root, generator)
            assert result.returncode == 0, result.stdout + result.stderr
            built[generator] = root / "site" / "other" / "index.html"
    return built


@pytest.mark.parametrize("generator", GENERATORS)
def test_of_many_events_only_the_sections_are_in_the_table_of_contents(
    long_pages: dict[str, Path], pages: dict[str, Path], generator: str
) -> None:
    need(generator)
    few = pages[generator].parent / "other" / "index.html"
    assert re.search(r'href="?#aaa007', few.read_text(encoding="utf-8").replace(timeline_of(few), ""))
    timeline = timeline_of(long_pages[generator])
    around = long_pages[generator].read_text(encoding="utf-8").replace(timeline, "")
    assert re.search(r'href="?#in-2001"?', around)
    assert not re.search(r'href="?#e\d+', around)
    assert len(re.findall(r'<h3 class="tl-title" dir="auto" id="e\d+">', timeline)) == 120


@pytest.mark.parametrize("generator", GENERATORS)
def test_a_table_of_contents_that_is_hidden_has_only_the_sections(
    pages: dict[str, Path], generator: str
) -> None:
    need(generator)
    timeline = timeline_of(pages[generator])
    around = pages[generator].read_text(encoding="utf-8").replace(timeline, "")
    assert re.search(r'href="?#in-', around)
    assert not re.search(r'href="?#aaa007', around)
    assert re.search(r'<h3 class="?tl-title"? [^>]*id="?aaa007', timeline)


@pytest.mark.parametrize("generator", GENERATORS)
def test_the_search_leads_to_each_of_many_events(long_pages: dict[str, Path], generator: str) -> None:
    need(generator)
    (index,) = long_pages[generator].parents[1].rglob("search*.json")
    places = re.findall(r'"location":\s*"other/#(e\d+)"', index.read_text(encoding="utf-8"))
    assert sorted(places) == sorted(f"e{number}" for number in range(120))


def test_zensical_notices_that_the_events_changed(tmp_path: Path, lindow: str) -> None:
    need("zensical")
    root = write_project(tmp_path / "project", lindow)
    build(root, "zensical")
    events = root / "docs" / "events.yml"
    before = events.stat().st_mtime
    events.write_text(lindow.replace("bridge is closed", "road is closed"), encoding="utf-8")
    # It compares the times of files in whole seconds, and a person does not edit twice within one.
    os.utime(events, (before + 1, before + 1))
    build(root, "zensical")
    assert "The road is closed" in timeline_of(root / "site" / "index.html")


class _Page(HTMLParser):
    """Collects what a browser would see within the timeline."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.depth, self.tags, self.attributes, self.text, self.links = 0, set(), set(), "", set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.depth += tag == "timeline-view"
        if self.depth:
            self.tags.add(tag)
            self.attributes |= {name for name, _ in attrs}
            self.links |= {value for name, value in attrs if name in ("href", "src")}
            self.text += "" if tag in ("mark", "span", "b") else "\n"

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag == "timeline-view"

    def handle_data(self, data: str) -> None:
        self.text += data if self.depth else ""


OURS = {
    "timeline-view",
    "p",
    "section",
    "h2",
    "h3",
    "ol",
    "ul",
    "li",
    "article",
    "time",
    "span",
    "div",
    "cite",
    "a",
}
OUR_ATTRIBUTES = {"class", "id", "href", "datetime", "title", "lang", "dir", "src", "alt", "loading"}
OURS |= {"noscript", "details", "summary", "blockquote", "mark", "figure", "img", "figcaption"}


@pytest.fixture(scope="module", params=GENERATORS)
def hostile_pages(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> list[tuple[str, _Page]]:
    need(request.param)
    root = write_project(
        tmp_path_factory.mktemp("hostile") / "project", yaml.safe_dump(everywhere(HOSTILE[0]))
    )
    config = root / "mkdocs.yml"
    config.write_text(config.read_text().replace("nav: [index.md, other.md]\n", ""), encoding="utf-8")
    for number, text in enumerate(HOSTILE):
        page = f"# Page\n\n*[HTML]: an abbreviation\n\n/// timeline | h{number}.yml\n///\n"
        (root / "docs" / f"h{number}.md").write_text(page, encoding="utf-8")
        (root / "docs" / f"h{number}.yml").write_text(yaml.safe_dump(everywhere(text)), encoding="utf-8")
    result = build(root, request.param)
    assert result.returncode == 0, result.stdout + result.stderr
    pages = []
    for number, text in enumerate(HOSTILE):
        page = _Page()
        page.feed((root / "site" / f"h{number}" / "index.html").read_text(encoding="utf-8"))
        pages.append((text, page))
    return pages


def test_hostile_text_is_shown_as_it_stands(hostile_pages: list[tuple[str, _Page]]) -> None:
    for text, page in hostile_pages:
        shown = as_shown(text)
        # title twice, summary, actor, place, tag, quotes, steps, publishers, titles …
        assert page.text.count(shown) >= 12, (text, page.text)


def test_hostile_text_makes_no_element_no_attribute_and_no_address(
    hostile_pages: list[tuple[str, _Page]],
) -> None:
    for text, page in hostile_pages:
        assert page.tags <= OURS, (text, page.tags - OURS)
        strange = {name for name in page.attributes if not name.startswith("data-")}
        assert strange <= OUR_ATTRIBUTES, (text, strange)
        # An image's address is one of the site, in which nothing but letters stands as it is.
        assert all(re.match(r"#|https?://|[\w./%~-]+$", link) for link in page.links if link), (
            text,
            page.links,
        )


# A timeline of more events than one page can hold


@pytest.fixture(scope="module")
def large_sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    events = [
        {"date": f"{2000 + number % 5}-0{1 + number % 9}-03", "title": f"Event {number}", "id": f"e{number}"}
        for number in range(1100)
    ]
    built = {}
    for generator in GENERATORS:
        if importlib.util.find_spec(generator):
            root = write_project(
                tmp_path_factory.mktemp(generator) / "project",
                yaml.safe_dump({"events": events}),
                config=CONFIG + "not_in_nav: |\n  events-by-date/\n",
            )
            write_parts(root / "docs", root / "docs" / "articles")
            result = build(root, generator)
            assert result.returncode == 0, result.stdout + result.stderr
            built[generator] = root / "site"
    return built


def resolved(html: str, address: str) -> str:
    return re.sub(
        r'href="([^"]*)"', lambda found: f'href="{urljoin(f"https://x.example/{address}", found[1])}"', html
    )


@pytest.mark.parametrize("address", ["", "other/", "events-by-date/2000/", "other/events-by-date/2004/"])
@pytest.mark.parametrize("generator", GENERATORS[1:])
def test_the_same_parts_and_links_as_from_mkdocs(
    large_sites: dict[str, Path], generator: str, address: str
) -> None:
    need(generator)
    ours, theirs = (
        resolved(timeline_of(large_sites[name] / address / "index.html"), address)
        for name in ("mkdocs", generator)
    )
    assert ours == theirs


@pytest.mark.parametrize("generator", GENERATORS)
def test_parts_are_published_outside_the_navigation_and_the_search(
    large_sites: dict[str, Path], generator: str
) -> None:
    need(generator)
    site = large_sites[generator]
    overview = site / "other" / "index.html"
    hrefs = re.findall(r'data-events="220" href="([^"]*)"', timeline_of(overview))
    targets = [urljoin("https://x.example/other/", href) for href in hrefs]
    assert targets == [f"https://x.example/other/events-by-date/{year}/" for year in range(2000, 2005)]
    (href,) = re.findall(r'class="tl-data"[^>]*href="([^"]*)"', timeline_of(overview))
    data = urljoin("https://x.example/other/", href)
    assert (site / urlsplit(data).path.lstrip("/")).is_file()
    around = overview.read_text(encoding="utf-8").replace(timeline_of(overview), "")
    assert "events-by-date/20" not in around
    (search,) = site.rglob("search*.json")
    assert "events-by-date/20" not in search.read_text(encoding="utf-8")
    assert not list(site.rglob(".gitignore"))
