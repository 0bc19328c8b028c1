"""The timeline page in a browser, beside vis-timeline and TimelineJS.

    python benchmarks/viewer.py [--sizes N …] [--runs N]

Needs Chromium and npm, which fetches the two libraries. Made-up events of 20 years, the same in every run,
are shown by four pages of the same theme, served with gzip by a server in this process: `plain` is a page
with a list of 50 items, `timeline` is what `/// timeline` renders, the other two show the same events from a
JSON file as the documentation of each library begins (vis-timeline: the title, with the text as its tooltip;
TimelineJS: what `timeline export --to timelinejs` writes). Every figure is the median of the runs; each page
is opened in a fresh context of one headless browser (software rendering, 1280 × 900), one after the other.

code and style      script and style sheets that the control brings; of the timeline all in its assets
first load          bytes that a page loads until it is usable and the network is idle, more than `plain`
usable after        from navigation to the end of the first frame in which the control is drawn and listens:
                    the timeline has painted its overview and given its slider a value, vis-timeline has
                    called `onInitialDrawComplete`, TimelineJS has fired `ready`; of `plain` the list is there
                    and the theme's script has run. Then a zoom is tried, and must be answered
main thread         processor time of the page's main thread until the network is idle: what of “usable after”
                    does not depend on what else the machine does
first zoom          from that first input to the end of the first frame that shows its result
95th percentile     of the time from frame to frame in 3 s of zooming (the wheel with Ctrl; for TimelineJS its
                    buttons, four times a second) and dragging sideways with the mouse; beside it the longest
elements            of the control, after the first load, and after zooming and dragging
without a script    events in the HTML of the page and of pages below it that it links to
tab stops           of the control
build               `mkdocs build` of a project with one timeline; and the processor time that
                    an event adds to a project without one

What takes more than 60 s is reported so, and a timeline whose project is not built within 10 minutes as “not
built”. The libraries are not opened with more than 10,000 events, at which a frame of theirs takes seconds:
with 100,000 the browser does not come back.
"""

import argparse
import datetime
import gzip
import html
import http.server
import itertools
import json
import math
import os
import random
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit
from urllib.request import urlopen

import yaml
from playwright.sync_api import Browser, Page, Playwright, sync_playwright
from playwright.sync_api import TimeoutError as Late

from timeline import store
from timeline.events.model import Event, Evidence, Source, Timeline
from timeline.exports import export

SIZES = (50, 1_000, 10_000, 100_000)  # events
PACKAGES = ("vis-timeline@8.5.4", "@knight-lab/timelinejs@3.9.11")
LIMIT = 60  # seconds until a page must be usable
MOST_OF_PEERS = 10_000  # events
BUILD_LIMIT = 600
EXERCISE = 3  # seconds of zooming and dragging
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = ["--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]

# The events: sentences that name nobody, with a number by which each is known again.

WORDS = yaml.safe_load("""
who: [the city council, the harbour office, the bus company, the water board, a court, the school]
did: [approves, puts off, reviews, cancels, extends, pays for, reports on, opens]
what: [the new bridge, a ferry line, the flood wall, the night bus, a repair of the pier, the market hall]
where: [North Quay, Old Town, Mill Lane, Lower Weir, Station Square, East Bank, Hill Side, South Gate]
why: [after a long debate, without a vote, in spite of the cost, at the third attempt, as was expected]
tags: [transport, water, money, building, court, school, safety, market]
publishers: [Quay Gazette, Quay Post, Mill Courier, Mill Gazette, Weir Post, Weir Courier, Town Letter]
""")
NUMBER = re.compile(r"plan (\d+)\b")
FIRST_DAY, DAYS = datetime.date(2000, 1, 1), 7305

# The projects

PROJECT = """\
site_name: Benchmark
site_url: {url}
theme: {{name: material, font: false, features: [navigation.instant]}}
plugins: {plugins}
"""
PLAIN = "# A page\n\n{items}\n"
TIMELINE = "---\nhide: [navigation, toc]\n---\n# The timeline\n\n/// timeline | events.yml\n///\n"
LIST = re.compile(r"<ul>\s*<li>Item 0<.*?</ul>", re.DOTALL)

VIS = """
<link rel="stylesheet" href="vis.css"><div id="control"></div><script src="vis.js"></script>
<script>fetch("events.json").then((answer) => answer.json()).then((events) => {
  window.control = new vis.Timeline(document.getElementById("control"), events,
    {height: "600px", onInitialDrawComplete: () => { window.drawn = true }})
})</script>"""
TIMELINEJS = """
<link rel="stylesheet" href="css/timeline.css"><div id="control" style="height: 600px"></div>
<script src="js/timeline.js"></script>
<script>fetch("events.json").then((answer) => answer.json()).then((events) => {
  window.control = new TL.Timeline("control", events, {
    script_path: new URL("js/", location.href).href, font: null,
  })
  control.on("ready", () => { window.drawn = true })
})</script>"""

# Watches the page from its beginning: when it is usable, how a zoom is answered, how long frames take.
WATCH = """(() => {
  const ready = () => %s, state = () => %s
  const bench = (window.bench = {usable: null, answered: null, frames: []})
  const atEnd = (then) => {  // of this frame: a message comes after its style, layout and paint
    const channel = new MessageChannel()
    channel.port1.onmessage = () => then(performance.now())
    channel.port2.postMessage(0)
  }
  const until = (condition, then) => {
    const look = () => condition() ? atEnd(then) : requestAnimationFrame(look)
    requestAnimationFrame(look)
  }
  until(() => document.readyState !== "loading" && ready(), (now) => { bench.usable = now })
  bench.expect = () => {
    const before = state()
    let begun = null
    for (const name of ["wheel", "click"])
      addEventListener(name, (event) => { begun ??= event.timeStamp }, {capture: true})
    until(() => state() !== before, (now) => { bench.answered = now - begun })
  }
  bench.record = (duration) => requestAnimationFrame(function next(now) {
    bench.frames.push(now)
    if (now - bench.frames[0] < duration) requestAnimationFrame(next)
    else bench.recorded = true
  })
})()"""
ELEMENTS = "(root) => root.querySelectorAll('*').length + 1"
TAB_STOPS = """(root) => [...root.querySelectorAll("*"), root].filter((each) =>
  each.tabIndex >= 0 && !each.disabled && each.checkVisibility({visibilityProperty: true})).length"""
BLANK = """(root) => [...root.querySelectorAll("canvas")].some((canvas) =>
  !canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.some((value) => value))"""

Figures = dict[str, float]


@dataclass(frozen=True)
class Control:
    """A page to measure: how to know that it is ready and zoomed, where to point, what code it brings."""

    name: str
    path: str
    root: str
    ready: str
    state: str = "0"
    surface: str = ""
    buttons: tuple[str, str] | None = None
    code: tuple[str, ...] = ()


CONTROLS = (
    Control("plain", "plain/plain/", "article", "document.querySelectorAll('article li').length >= 50"),
    Control(
        "timeline",
        "timeline/timeline/",
        "timeline-view",
        "document.querySelector('.tl-band')?.getAttribute('aria-valuetext')",
        "document.querySelector('.tl-band').getAttribute('aria-valuetext')",
        ".tl-track",
        code=("timeline/assets/timeline/*.js", "timeline/assets/timeline/*.css"),
    ),
    Control(
        "vis-timeline",
        "plain/vis/",
        "#control",
        "window.drawn",
        "JSON.stringify(control.getWindow())",
        "#control .vis-center",
        code=("plain/vis/vis.js", "plain/vis/vis.css"),
    ),
    Control(
        "TimelineJS",
        "plain/timelinejs/",
        "#control",
        "window.drawn",
        "control._timenav.options.scale_factor",
        "#control .tl-timenav",
        (".tl-menubar-button:has(.tl-icon-zoom-in)", ".tl-menubar-button:has(.tl-icon-zoom-out)"),
        ("plain/timelinejs/js/timeline.js", "plain/timelinejs/css/timeline.css"),
    ),
)
ROWS = (
    ("code", "code and style, gzip, KB"),
    ("load", "first load beyond the theme, gzip, KB"),
    ("usable", "usable after, ms"),
    ("ratio", "  times the plain page"),
    ("work", "main thread at work, ms"),
    ("zoom", "first zoom answered after, ms"),
    ("frame", "95th percentile frame, ms"),
    ("longest", "  longest frame, ms"),
    ("elements", "elements"),
    ("later", "  after zooming and dragging"),
    ("readable", "events without a script"),
    ("stops", "tab stops"),
    ("build", "build, s"),
    ("each", "  for each event, ms"),
)


# What is shown


def synthetic(size: int) -> Timeline:
    """Return so many events; three of them come from the same article, some also from the one before."""
    chance = random.Random(size)
    timeline = Timeline(title="Plans of a town")
    for number, day in enumerate(sorted_days(size, chance)):
        article = number // 3
        if number % 3 == 0:
            url, published = f"https://example.org/{article}", str(FIRST_DAY + datetime.timedelta(day + 1))
            publisher = chance.choice(WORDS["publishers"])
            timeline.sources[f"article-{article}"] = Source(
                f"{article}.md", f"News of the town, {article}", publisher, url, "en", published
            )
        articles = [article, article - 1] if article and chance.random() < 0.2 else [article]
        timeline.events.append(event(number, day, [f"article-{each}" for each in articles], chance))
    return timeline


def sorted_days(size: int, chance: random.Random) -> list[int]:
    """Return days of the years, more in some seasons than in others."""
    days: list[int] = []
    while len(days) < size:
        day = chance.randrange(DAYS)
        if chance.random() < 0.3 + 0.7 * math.sin(day / 900) ** 2:
            days.append(day)
    return sorted(days)


def event(number: int, day: int, sources: list[str], chance: random.Random) -> Event:
    """Return an event with its evidence."""
    who, did, what, where, why = (
        chance.choice(WORDS[name]) for name in ("who", "did", "what", "where", "why")
    )
    told = f"{who} {did} {what} of plan {number} at {where}"
    date = dated(FIRST_DAY + datetime.timedelta(day), chance)
    quote = f"On that day {told} {why}, and the work is to begin as soon as the weather allows it."
    because = ("“On that day” is the day before the article was published", f"so the date is {date}")
    return Event(
        date,
        f"{told[0].upper()}{told[1:]}",
        summary=f"It was argued about {why}." if chance.random() < 0.3 else None,
        actors=[who.removeprefix("the ").removeprefix("a ").capitalize()],
        places=[where],
        tags=sorted(chance.sample(WORDS["tags"], chance.randint(1, 2))),
        relevance="core" if chance.random() < 0.4 else "secondary",
        status="accepted",
        evidence=[
            Evidence(source, quote, 0, len(quote), because, expression="On that day") for source in sources
        ],
    )


def dated(day: datetime.date, chance: random.Random) -> str:
    """Return the day in EDTF, mostly as it is, sometimes coarser or longer."""
    later = day + datetime.timedelta(chance.randint(3, 40))
    forms = (f"{day:%Y-%m}", f"{day}/{later}", f"[{day}..{later}]", f"{day:%Y-%m}~", f"{day}/..", f"{day:%Y}")
    return chance.choices((str(day), *forms), (76, 10, 5, 4, 3, 1, 1))[0]


def write_project(folder: Path, url: str, timeline: Timeline | None) -> None:
    """Write a project for MkDocs: the plain page, and the timeline if there is one."""
    docs = folder / "docs"
    (docs / "articles").mkdir(parents=True)
    plugins = "[search]" if timeline is None else "[search, timeline]"
    (folder / "mkdocs.yml").write_text(PROJECT.format(url=url, plugins=plugins), encoding="utf-8")
    (docs / "index.md").write_text("# Benchmark\n", encoding="utf-8")
    items = "\n".join(f"- Item {number}" for number in range(50))
    (docs / "plain.md").write_text(PLAIN.format(items=items), encoding="utf-8")
    if timeline is not None:
        (docs / "timeline.md").write_text(TIMELINE, encoding="utf-8")
        store.update(docs / "events.yml", timeline)


def build(project: Path, site: Path) -> tuple[float, float] | None:
    """Build a project and return the seconds of a clock and of the processor; None when it took too long."""
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "--site-dir", str(site)]
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    try:
        environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
        done = subprocess.run(command, cwd=project, timeout=BUILD_LIMIT, check=False, env=environment)
    except subprocess.TimeoutExpired:
        return None
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return time.perf_counter() - start, processor


def install(folder: Path) -> Path:
    """Install the libraries there and return the folder they are in."""
    (folder / "package.json").write_text('{"private": true}', encoding="utf-8")
    command = ["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--silent", *PACKAGES]
    if subprocess.run(command, cwd=folder, check=False).returncode:
        sys.exit(f"{' '.join(command)} failed")
    return folder / "node_modules"


def write_peers(site: Path, modules: Path, timeline: Timeline) -> None:
    """Write the pages of the libraries beside the plain one, with its HTML around them."""
    slides = json.loads(export(timeline, "timelinejs").text)
    items = [
        {
            "id": number,
            "content": slide["text"]["headline"],
            "title": slide["text"]["text"],
            "start": iso(slide["start_date"]),
            **({"end": iso(slide["end_date"])} if "end_date" in slide else {}),
        }
        for number, slide in enumerate(slides["events"])
    ]
    page = (site / "plain/index.html").read_text(encoding="utf-8")
    for name, body, data in (("vis", VIS, items), ("timelinejs", TIMELINEJS, slides)):
        folder = site / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        (folder / "index.html").write_text(LIST.sub(body, page), encoding="utf-8")
        (folder / "events.json").write_text(json.dumps(data, separators=(",", ":")), encoding="utf-8")
    vis = modules / "vis-timeline"
    shutil.copy(vis / "standalone/umd/vis-timeline-graph2d.min.js", site / "vis/vis.js")
    shutil.copy(vis / "styles/vis-timeline-graph2d.min.css", site / "vis/vis.css")
    for part in ("css", "js"):
        shutil.copytree(modules / "@knight-lab/timelinejs/dist" / part, site / "timelinejs" / part)


def iso(date: dict[str, int]) -> str:
    """Return a date of TimelineJS as ISO 8601."""
    return f"{date['year']:04}-{date.get('month', 1):02}-{date.get('day', 1):02}"


# How it is served


class Server(http.server.ThreadingHTTPServer):
    """Serves a folder with gzip and counts what it sends."""

    daemon_threads = True

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.folder = folder
        self.sent = 0
        self.bodies: dict[Path, bytes] = {}  # so that compressing takes no time of the page
        self.url = f"http://127.0.0.1:{self.server_address[1]}/"
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def body(self, path: Path) -> bytes:
        """Return the compressed content of a file."""
        if path not in self.bodies:
            self.bodies[path] = gzip.compress(path.read_bytes(), 6, mtime=0)
        return self.bodies[path]


class Handler(http.server.SimpleHTTPRequestHandler):
    """Answers a request with the file."""

    server: Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:  # noqa: D102
        path = self.server.folder / unquote(urlsplit(self.path).path).lstrip("/")
        path = path / "index.html" if path.is_dir() else path
        found = path.is_file()
        body = self.server.body(path) if found else b""
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", self.guess_type(path))
        if found:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        self.server.sent += len(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002, D102
        pass


def readable(url: str) -> int:
    """Return how many events stand in the HTML of a page and the pages below it that it links to."""
    found: set[str] = set()
    waiting, seen = [url], {url}
    while waiting:
        at = waiting.pop()
        with urlopen(at) as answer:
            text = gzip.decompress(answer.read()).decode()
        text = re.sub(r"<script.*?</script>", "", text, flags=re.DOTALL)
        found.update(NUMBER.findall(text))
        for address in re.findall(r'<a\b[^>]*?\bhref="?([^"#\s>]+)', text):
            target = urljoin(at, html.unescape(address))
            if target.startswith(url) and target not in seen:
                seen.add(target)
                waiting.append(target)
    return len(found)


# How it is measured


class Browsers:
    """One browser, replaced when a page has hung in it."""

    def __init__(self, playwright: Playwright) -> None:
        self.playwright = playwright
        self.browser: Browser | None = None

    @contextmanager
    def page(self, script: str) -> Iterator[Page]:
        """Open an empty page in a fresh context, where the script runs before everything else."""
        if self.browser is None:
            path = next((found for name in CHROMIUM if (found := shutil.which(name))), None)
            if path is None:
                sys.exit("there is no Chromium on the PATH")
            self.browser = self.playwright.chromium.launch(executable_path=path, args=FLAGS)
        context = self.browser.new_context(viewport={"width": 1280, "height": 900})
        page = context.new_page()
        page.set_default_timeout(LIMIT * 1000)
        page.add_init_script(script)
        try:
            yield page
        except Late:
            self.browser.close()
            self.browser = None
            raise
        context.close()


def measure(browsers: Browsers, server: Server, control: Control) -> Figures:
    """Open a page once and return its figures; what comes too late is infinite, and the last of them."""
    figures: Figures = {"usable": math.inf}
    try:
        with browsers.page(WATCH % (control.ready, control.state)) as page:
            server.sent = 0
            metrics = page.context.new_cdp_session(page)
            metrics.send("Performance.enable", {"timeDomain": "threadTicks"})
            page.goto(server.url + control.path, wait_until="commit")
            page.wait_for_function("bench.usable !== null", polling=100)
            page.wait_for_load_state("networkidle")
            figures = {"usable": page.evaluate("bench.usable"), "sent": server.sent}
            found = metrics.send("Performance.getMetrics")["metrics"]
            figures["work"] = next(1000 * each["value"] for each in found if each["name"] == "TaskDuration")
            if not control.surface:
                return figures
            root = page.locator(control.root)
            figures["elements"] = root.evaluate(ELEMENTS)
            figures["stops"] = root.evaluate(TAB_STOPS)
            if control.name == "timeline" and root.evaluate(BLANK):
                sys.exit("the overview was not painted when it said so")
            figures["zoom"] = math.inf
            figures |= exercise(page, control)
            figures["later"] = root.evaluate(ELEMENTS)
            return figures
    except Late:
        return figures


def exercise(page: Page, control: Control) -> Figures:
    """Zoom once, then zoom and drag for some seconds, and return how the page kept up."""
    box = page.locator(control.surface).bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + min(box["height"] / 3, 200)
    mouse = page.mouse

    def zoom(inwards: bool) -> None:
        if control.buttons:
            page.locator(control.buttons[not inwards]).dispatch_event("click")
            time.sleep(0.25)
        else:
            page.keyboard.down("Control")
            mouse.wheel(0, -100 if inwards else 100)
            page.keyboard.up("Control")

    def drag(by: float) -> Iterator[Callable[[], None]]:
        yield partial(mouse.move, x, y)
        yield mouse.down
        yield from (partial(mouse.move, x + by * step / 20, y) for step in range(1, 21))
        yield mouse.up

    mouse.move(x, y)
    page.evaluate("bench.expect()")
    zoom(True)
    page.wait_for_function("bench.answered !== null", polling=100)
    inwards, outwards = partial(zoom, True), partial(zoom, False)
    actions: list[Callable[[], None]] = [*[inwards] * 6, *drag(150), *drag(-150), *[outwards] * 6]
    page.evaluate("(duration) => bench.record(duration)", EXERCISE * 1000)
    end = time.monotonic() + EXERCISE
    for action in itertools.cycle(actions):
        if time.monotonic() > end:
            break
        action()
        time.sleep(0.016)
    page.wait_for_function("bench.recorded", polling=100)
    frames: list[float] = page.evaluate("bench.frames")
    deltas = sorted(after - before for before, after in itertools.pairwise(frames))
    worst = deltas[math.ceil(len(deltas) * 0.95) - 1]
    return {"zoom": page.evaluate("bench.answered"), "frame": worst, "longest": deltas[-1]}


def measure_all(browsers: Browsers, server: Server, controls: list[Control], runs: int) -> dict[str, Figures]:
    """Return the medians by the name of the control. What once took too long is not repeated."""
    found: dict[str, list[Figures]] = {control.name: [] for control in controls}
    for _ in range(runs):
        for control in controls:
            several = found[control.name]
            if not any(math.inf in each.values() for each in several):
                several.append(measure(browsers, server, control))
    return {
        name: {key: statistics.median(each[key] for each in several) for key in several[-1]}
        for name, several in found.items()
    }


def compare(size: int, runs: int, browsers: Browsers, folder: Path, modules: Path) -> None:
    """Build the pages for so many events, measure them, and print the table."""
    server = Server(folder)
    timeline = synthetic(size)
    write_project(folder / "empty", f"{server.url}plain/", None)
    write_project(folder / "project", f"{server.url}timeline/", timeline)
    empty = build(folder / "empty", folder / "plain")
    built = build(folder / "project", folder / "timeline")
    write_peers(folder / "plain", modules, timeline)
    few = size <= MOST_OF_PEERS
    controls = [
        each for each in CONTROLS if each.name == "plain" or (built if each.name == "timeline" else few)
    ]
    texts = {each.name: readable(server.url + each.path) for each in controls}
    medians = measure_all(browsers, server, controls, runs)
    server.shutdown()
    plain = medians["plain"]
    for control in controls[1:]:
        figures = medians[control.name]
        files = [file for pattern in control.code for file in folder.glob(pattern)]
        code = sum(len(server.body(file)) for file in files) / 1000
        if "sent" in figures:
            figures["load"] = (figures["sent"] - plain["sent"]) / 1000
            figures["ratio"] = figures["usable"] / plain["usable"]
        figures |= {"code": code, "readable": texts[control.name]}
        if control.name == "timeline" and built and empty:
            figures |= {"build": built[0], "each": 1000 * (built[1] - empty[1]) / size}
    show(size, medians)


def show(size: int, medians: dict[str, Figures]) -> None:
    """Print a table."""
    names = [control.name for control in CONTROLS]
    print(f"\n{f'{size:,} events':40}" + "".join(f"{name:>14}" for name in names))
    for key, label in ROWS:
        cells = (cell(key, name, medians.get(name)) for name in names)
        print(f"{label:40}" + "".join(f"{text:>14}" for text in cells))
    sys.stdout.flush()


def cell(key: str, name: str, figures: Figures | None) -> str:
    """Return a figure of a control as text."""
    if figures is None:
        missing = "not built" if name == "timeline" else "not opened"
        return missing if key == "usable" else ""
    value = figures.get(key)
    if value is None:
        return ""
    if value == math.inf:
        return f"> {LIMIT} s"
    return f"{value:,.{1 if key in ('code', 'load', 'ratio', 'frame', 'build', 'each') else 0}f}"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="numbers of events")
    parser.add_argument("--runs", type=int, default=3, help="how often each page is opened")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        browsers = Browsers(playwright)
        modules = install(Path(name))
        for size in arguments.sizes:
            folder = Path(name) / str(size)
            folder.mkdir()
            compare(size, arguments.runs, browsers, folder, modules)
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
