"""Accuracy and speed of the temporal tagger.

    python benchmarks/tagger.py score DATA [--errors N]   accuracy on annotated texts
    python benchmarks/tagger.py speed DATA                speed on their texts, beside dateparser.search
    python benchmarks/tagger.py hostile                   time on text made to be slow, at three sizes
    python benchmarks/tagger.py memory DATA               memory after 200, 2,000 and 10,000 taggings

Times are processor time.

DATA is a folder of TimeML files (`.tml`: TimeBank, AQUAINT TimeML, WikiWars converted to TIMEX3, what
`timeline tag --format timeml` writes …) or a JSON file `{"docs": [{"id", "dct": "YYYY-MM-DD", "text",
"gold": [[start, end, TYPE, VALUE], …]}, …]}`. TimeBank and AQUAINT TimeML come with the TempEval-3 data
(https://timeml.github.io/site/timebank/timebank.html), WikiWars from https://timexportal.github.io;
none of it is part of this project.

Measures are those of TempEval-3: strict (same extent), relaxed (any overlap), value (relaxed, and
the same value), and calendar (values that are a year, a month or a day), each as F1 in percent.
"""

import argparse
import gc
import itertools
import json
import re
import sys
import time
import tracemalloc
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from timeline.times import tag

SIZES = (250_000, 500_000, 1_000_000)  # characters of hostile text
TAGGINGS = (200, 2_000, 10_000)
HOSTILE = (
    "7",
    "7 ",
    "January ",
    "Monday ",
    "last last last ",
    "(",
    '"',
    "a-",
    "\n",
    "May 3, ",
    "2020-01-01 ",
    "the first of the ",
    "the day before ",
    "3 May - ",
    "five days after the killing ",
    "On 3 May he fell. Two days after the fall he rose. ",
    "five hours after he was killed on 3 May 2010 ",
)
KILLING = "He was killed on 3 May 2010. "  # what there is to count from
CALENDAR = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
EDGE = " \n\t,;:()\"'"
ABBREVIATION = re.compile(r"(\w\.)+\w\.$|\b(Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.$")
Span = tuple[int, int, str]  # start, end, value


@dataclass(frozen=True, slots=True)
class Text:
    """One annotated text."""

    id: str
    published: str | None
    text: str
    gold: list[Span]


def load(path: Path) -> list[Text]:
    """Read a folder of TimeML files or a JSON file."""
    if path.is_dir():
        return [read_timeml(file) for file in sorted(path.rglob("*.tml"))]
    docs = json.loads(path.read_text(encoding="utf-8"))["docs"]
    return [Text(d["id"], d["dct"] or None, d["text"], [(g[0], g[1], g[3]) for g in d["gold"]]) for d in docs]


def read_timeml(path: Path) -> Text:
    """Read the body of a TimeML file; offsets count characters of its text."""
    root = ElementTree.parse(path).getroot()
    published = next(
        (
            each.get("value")
            for each in root.iter("TIMEX3")
            if each.get("functionInDocument") == "CREATION_TIME"
        ),
        None,
    )
    parts: list[str] = []
    gold: list[Span] = []

    def walk(element: ElementTree.Element) -> None:
        start = sum(map(len, parts))
        parts.append(element.text or "")
        for child in element:
            walk(child)
            parts.append(child.tail or "")
        if element.tag == "TIMEX3":
            gold.append((start, sum(map(len, parts)), element.get("value") or ""))

    body = root.find("TEXT")
    walk(root if body is None else body)
    day = CALENDAR.match(published or "")
    return Text(path.stem, day[0] if day else None, "".join(parts), [g for g in gold if g[1] > g[0]])


def trim(text: str, span: Span) -> Span:
    """Return the span without space and punctuation at its ends."""
    start, end, value = span
    while start < end and text[start] in EDGE + ".":
        start += 1
    while end > start and text[end - 1] in EDGE:
        end -= 1
    if text[start:end].endswith(".") and not ABBREVIATION.search(text[start:end]):
        end -= 1
    return start, end, value.upper()


def tagged(text: Text) -> list[Span]:
    """Return what the tagger finds."""
    return [(e.start, e.end, e.value) for e in tag(text.text, text.published)]


def overlap(one: Span, other: Span) -> int:
    """Return the number of characters that two spans share."""
    return min(one[1], other[1]) - max(one[0], other[0])


def f1(found: int, of_found: int, hit: int, of_gold: int) -> float:
    """Return the harmonic mean of precision and recall, in percent."""
    precision, recall = found / max(of_found, 1), hit / max(of_gold, 1)
    return 200 * precision * recall / (precision + recall) if precision + recall else 0.0


def score(texts: list[Text], errors: int) -> None:
    """Print the measures, and the first errors."""
    n_gold = n_found = strict = hit = hitting = right = cal_gold = cal_found = cal_hit = cal_right = 0
    for text in texts:
        gold = [trim(text.text, span) for span in text.gold]
        found = sorted({trim(text.text, span) for span in tagged(text)})
        n_gold, n_found = n_gold + len(gold), n_found + len(found)
        strict += sum(any(g[:2] == f[:2] for f in found) for g in gold)
        hitting += sum(any(overlap(g, f) > 0 for g in gold) for f in found)
        for g in gold:
            near = [f for f in found if overlap(g, f) > 0]
            hit += bool(near)
            is_right = bool(near) and max(near, key=lambda f: (overlap(g, f), f[0] - f[1]))[2] == g[2]
            right += is_right
            if CALENDAR.fullmatch(g[2]):
                cal_gold += 1
                cal_hit += any(f[2] == g[2] for f in near)
            if not is_right and errors > 0:
                errors -= 1
                print(
                    text.id,
                    repr(text.text[g[0] : g[1]]),
                    g[2],
                    [(text.text[f[0] : f[1]], f[2]) for f in near],
                )
        for f in found:
            if CALENDAR.fullmatch(f[2]):
                cal_found += 1
                cal_right += any(g[2] == f[2] and overlap(g, f) > 0 for g in gold)
    relaxed = f1(hitting, n_found, hit, n_gold)
    print(f"{len(texts)} texts, {n_gold} annotated, {n_found} found")
    print(f"strict   {f1(strict, n_found, strict, n_gold):.1f}")
    print(f"relaxed  {relaxed:.1f}")
    print(f"value    {relaxed * right / max(hit, 1):.1f}")
    print(f"calendar {f1(cal_right, cal_found, cal_hit, cal_gold):.1f}")


def rate(run: Callable[[Text], object], texts: list[Text], rounds: int) -> float:
    """Return characters a second of processor time, the best of some rounds."""
    characters = sum(len(text.text) for text in texts)
    best = 0.0
    for _ in range(rounds):
        start = time.process_time()
        for text in texts:
            run(text)
        best = max(best, characters / (time.process_time() - start))
    return best


def speed(texts: list[Text]) -> None:
    """Print the tagger's speed and that of dateparser on the same texts in the same run."""
    from dateparser.search import search_dates

    own = rate(tagged, texts, 5)
    sample = texts[:: max(1, len(texts) // 20)]
    peer = rate(lambda text: search_dates(text.text, languages=["en"]), sample, 3)
    print(f"timeline   {own:12,.0f} characters a second")
    print(f"dateparser {peer:12,.0f} characters a second, on {len(sample)} of the {len(texts)} texts")
    print(f"{own / peer:.1f} times")


def hostile() -> None:
    """Print the time for text made to be slow, and how much more one takes that is four times as long."""
    tag(KILLING)
    print(f"{'a text of':52} {'  '.join(f'{size // 1000:>5,} kB' for size in SIZES)}   growth")
    for piece in HOSTILE:
        report(repr(piece), [(KILLING + piece * (size // len(piece)))[:size] for size in SIZES])
    report("nested parentheses", ["(" * (size // 2) + ")" * (size // 2) for size in SIZES])


def report(name: str, texts: list[str]) -> None:
    """Print the time for each text, and that of the longest in multiples of the shortest."""
    times = []
    for text in texts:
        start = time.process_time()
        tag(text, "2021-06-16")
        times.append(time.process_time() - start)
    print(f"{name:52} {'  '.join(f'{each:6.2f} s' for each in times)}   {times[-1] / times[0]:5.1f}")


def memory(texts: list[Text]) -> None:
    """Print the memory held after so many taggings; no two texts have the same words and dates."""
    tracemalloc.start()
    for number, text in enumerate(itertools.islice(itertools.cycle(texts), TAGGINGS[-1]), start=1):
        new = f"The bridge{number} fell in {1000 + number % 1000}. Two days after its fall{number}, "
        tag(new + text.text.replace(" the ", f" the new{number} "), text.published)
        if number in TAGGINGS:
            gc.collect()
            print(f"{number:6,} taggings {tracemalloc.get_traced_memory()[0] / 1e6:6.1f} MB held", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("task", choices=["score", "speed", "hostile", "memory"])
    parser.add_argument("data", nargs="?", type=Path)
    parser.add_argument("--errors", type=int, default=0, help="how many errors to print")
    arguments = parser.parse_args()
    if arguments.task == "hostile":
        return hostile()
    if arguments.data is None or not arguments.data.exists():
        sys.exit(
            f"{arguments.task} needs a folder of TimeML files or a JSON file: {arguments.data} is not there"
        )
    texts = load(arguments.data)
    if arguments.task == "memory":
        return memory(texts)
    return score(texts, arguments.errors) if arguments.task == "score" else speed(texts)


if __name__ == "__main__":
    main()
