"""Time and memory of the extraction for ever more articles.

    python benchmarks/extraction.py runs   [FOLDER] [--sizes N …] [--jobs N …]
    python benchmarks/extraction.py stages [FOLDER] [--sizes N …]
    python benchmarks/extraction.py engines [FOLDER] [--sizes N …] [--jobs N …]

Without a FOLDER the articles are made by templates (`made_up.py`): about 3,000 characters each, with a dozen
dates or more. FOLDER holds articles (`.md` or `.txt`), which are repeated with other dates and other names,
so that every copy tells another story: 1, 2, 3 … years earlier, and with other endings of the words that have
a capital inside a sentence. Until the copies reach back as far as the articles do by themselves, the events
of a year become more, and merging, which compares within the year, takes longer.

`runs` times `timeline extract` in a process of its own: without a cache, again after one article changed, and
anew, without an events file, when everything is in the cache. Seconds are those of a clock, “ms/article” is
processor time, “cores” is all processor time by the clock's; “MB” is what the largest process held at most.
It fails when the number of jobs or the cache changes the result.

`engines` compares a Dask cluster on this machine with the default processes, both without a cache, and fails
when they find different events. Seconds of a clock mean little where others use the machine.

`stages` tells where the processor time goes (seconds), all in one process without a cache.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import made_up

from timeline import documents, store
from timeline.cache import Cache
from timeline.events import _Extraction
from timeline.workers import Workers

SIZES = (1_000, 2_000, 4_000)  # articles; 10,000 on request
SETTLED = 2.5  # seconds
YEAR = re.compile(r"\b(1[6-9]\d\d|20\d\d)(?=\b|_)")
NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}")
CALENDAR = re.compile(
    r"(Jan|Febr)uary|March|April|May|June|July|August|(Septem|Octo|Novem|Decem)ber|"
    r"(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Christmas|Easter"
)


@dataclass(frozen=True, slots=True)
class Run:
    """What one run of the command took."""

    seconds: float
    cores: float
    megabytes: float
    events: bytes


def copies(articles: list[Path], folder: Path, size: int) -> None:
    """Fill the folder with so many articles: copies of these, or made by templates when there are none."""
    folder.mkdir(parents=True, exist_ok=True)
    if not articles:
        for name, text in map(made_up.article, range(size)):
            (folder / name).write_text(text, encoding="utf-8")
        return
    texts = [(path, path.read_text(encoding="utf-8")) for path in articles]
    for number in range(size):
        path, text = texts[number % len(texts)]
        copy = number // len(texts)
        target = folder / f"{earlier(path.stem, copy)}-{number}{path.suffix}"
        target.write_text(retold(text, copy), encoding="utf-8")


def retold(text: str, copy: int) -> str:
    """Return the text with other years and names."""
    ending = chr(97 + copy // 26 % 26) + chr(97 + copy % 26) if copy else ""
    names = sorted({name for name in NAME.findall(text) if not CALENDAR.fullmatch(name)})
    if names:
        text = re.sub(rf"\b({'|'.join(names)})\b", rf"\1{ending}", text)
    return earlier(text, copy)


def earlier(text: str, years: int) -> str:
    """Return the text with earlier years."""
    return YEAR.sub(lambda match: str(int(match[0]) - years), text)


def run(folder: Path, jobs: int, *options: str) -> Run:
    """Extract the articles in `folder`/docs/articles."""
    events = folder / "docs" / "events.yml"
    start = time.perf_counter()
    command = [sys.executable, "-m", "timeline", "extract", "--jobs", str(jobs), *options]
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if status:
        sys.exit(f"{' '.join(command)} failed")
    used = usage.ru_utime + usage.ru_stime
    files = [events, *sorted(events.with_suffix("").glob("*.yml"))]
    content = b"".join(file.read_bytes() for file in files)
    return Run(seconds, used / seconds, usage.ru_maxrss / 1024, content)


def settle() -> None:
    """Wait until no file is so new that its time may stay the same when it changes again."""
    time.sleep(SETTLED)


def forget(folder: Path) -> None:
    """Remove what a run has written, but for the cache."""
    (folder / "docs" / "events.yml").unlink(missing_ok=True)
    shutil.rmtree(folder / "docs" / "events", ignore_errors=True)


def runs(articles: list[Path], sizes: list[int], jobs: list[int]) -> None:
    """Print the figures of whole runs."""
    print(
        f"{'articles':>8} {'jobs':>4} {'cache':12} {'seconds':>8} {'ms/article':>10} {'cores':>5} {'MB':>6}"
    )
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            copies(articles, folder / "docs" / "articles", size)
            settle()
            expected = b""
            article = min((folder / "docs" / "articles").iterdir())
            text = article.read_text(encoding="utf-8")
            for number in jobs:
                (folder / ".cache" / "timeline.sqlite").unlink(missing_ok=True)
                forget(folder)
                first = show(size, number, "empty", run(folder, number))
                article.write_text(f"{text}\nIt rained on 3 May 2001.\n", encoding="utf-8")
                settle()
                show(size, number, "one changed", run(folder, number))
                article.write_text(text, encoding="utf-8")
                forget(folder)
                full = show(size, number, "full", run(folder, number))
                expected = expected or first
                if not first == full == expected:
                    sys.exit("the number of jobs or the cache changed the result")


def engines(articles: list[Path], sizes: list[int], jobs: list[int]) -> None:
    """Print what each engine takes."""
    print(
        f"{'articles':>8} {'jobs':>4} {'engine':12} {'seconds':>8} {'ms/article':>10} {'cores':>5} {'MB':>6}"
    )
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            copies(articles, folder / "docs" / "articles", size)
            for number in jobs:
                found = {}
                for engine, options in (("default", ()), ("dask", ("--engine", "dask"))):
                    (folder / ".cache" / "timeline.sqlite").unlink(missing_ok=True)
                    forget(folder)
                    found[engine] = run(folder, number, *options)
                    show(size, number, engine, found[engine])
                default, dask = found["default"], found["dask"]
                print(f"{'':13} dask takes {dask.seconds / default.seconds:.2f} times as long")
                if default.events != dask.events:
                    sys.exit("the engine changed the result")


def show(size: int, jobs: int, cache: str, found: Run) -> bytes:
    """Print a line; return the events file."""
    each = 1000 * found.seconds * found.cores / size
    print(
        f"{size:8,} {jobs:4} {cache:12} {found.seconds:8.1f} {each:10.2f} {found.cores:5.2f}"
        f" {found.megabytes:6.0f}",
        flush=True,
    )
    return found.events


def stages(articles: list[Path], sizes: list[int]) -> None:
    """Print the seconds of each stage."""
    names = ("articles", "documents", "readings", "related", "merging", "writing", "events")
    print(" ".join(f"{name:>9}" for name in names))
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            copies(articles, folder / "articles", size)
            times: list[float] = []
            with timed(times):
                found = documents.read([folder / "articles"]).documents
            with Workers(1) as workers:
                extraction = _Extraction(found, workers, Cache())
                with timed(times):
                    extraction.read()
                with timed(times):
                    extraction.read_again()
            with timed(times):
                timeline = extraction.timeline()
            with timed(times):
                store.update(folder / "events.yml", timeline)
        cells = " ".join(f"{seconds:9.1f}" for seconds in times)
        print(f"{size:9,} {cells} {len(timeline.events):9,}", flush=True)


@contextmanager
def timed(times: list[float]) -> Iterator[None]:
    """Add the seconds of processor time."""
    start = time.process_time()
    yield
    times.append(time.process_time() - start)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("task", choices=["runs", "stages", "engines"])
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="numbers of articles")
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2], help="numbers of processes")
    arguments = parser.parse_args()
    articles: list[Path] = []
    if arguments.folder:
        articles = sorted(path for path in arguments.folder.rglob("*") if path.suffix in (".md", ".txt"))
        if not articles:
            sys.exit(f"{arguments.folder}: there are no .md or .txt files in it")
    if arguments.task == "stages":
        stages(articles, arguments.sizes)
    elif arguments.task == "engines":
        engines(articles, arguments.sizes, arguments.jobs)
    else:
        runs(articles, arguments.sizes, arguments.jobs)


if __name__ == "__main__":
    main()
