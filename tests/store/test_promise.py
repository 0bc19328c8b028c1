"""The promise of the events file, for any file and any edit: what a person touched stays."""

import re
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.events.model import Event, Evidence, Source, Timeline
from timeline.store import read, update

QUOTES = [
    (f"art-{number % 4}", f"Sentence {number} of an article. " + "Word " * (number * 3))
    for number in range(10)
]
DATES = ["2020", "2020-01", "2020-01-03", "2020-02-01/..", "[2020-01-04..2020-01-12]", "2021-05~"]

EVENTS = st.builds(
    lambda date, title, quotes: Event(
        date, title, evidence=[Evidence(source, words.strip()) for source, words in quotes]
    ),
    st.sampled_from(DATES),
    st.sampled_from(["One", "Two: a title", "Three # no comment", "no"]),
    st.lists(st.sampled_from(QUOTES), min_size=1, max_size=3, unique=True),
)


@st.composite
def timelines(draw: st.DrawFn) -> Timeline:
    events = draw(st.lists(EVENTS, max_size=6))
    present = draw(st.sets(st.sampled_from([source for source, _ in QUOTES])))
    named = {evidence.source for event in events for evidence in event.evidence}
    return Timeline({name: Source(file=f"{name}.txt", title="T") for name in sorted(present | named)}, events)


# What a person does to the text of one event (its lines, from the dash to before the next blank line).
EDITS = {
    "retitle": lambda block: re.sub(r"  title: .*", "  title: 'Mine'  # better", block),
    "redate": lambda block: re.sub(r"  date: .*|- date: .*", "  date: 1999-12-31", block),
    "accept": lambda block: block.replace("status: proposed", "status: accepted"),
    "hide": lambda block: block.replace("status: proposed", "status: hidden"),
    "remark": lambda block: block + "\n  # a remark",
    "comment above": lambda block: "# see below\n\n\n" + block,
    "sign off": lambda block: re.sub(r"\n  fingerprint: .*", "", block),
    "own field": lambda block: block + "\n  mine:   [ a,b ]",
    "drop evidence": lambda block: re.sub(
        r"  evidence:\n(?s:.*)(?=\n  fingerprint)", "  evidence: []", block
    ),
    "write another": lambda block: block + '\n- date: 2020-01-02\n  title: "By hand"',
    "delete": lambda block: "# it stood here",
}
TOUCHING = {"retitle", "redate", "accept", "hide", "sign off", "own field"}

PEOPLE = st.lists(st.tuples(st.integers(0, 5), st.sampled_from(sorted(EDITS))), max_size=4)
LAYOUTS = st.sampled_from(["", "crlf", "mark", "reversed", "no end"])


def edit(text: str, edits: list[tuple[int, str]], layout: str) -> tuple[str, list[str]]:
    """Return the text as a person left it, and the blocks that are now the person's."""
    if "\nevents:\n" not in text:
        return text, []
    head, body = text.split("\nevents:\n")
    blocks = body.rstrip("\n").split("\n\n")
    mine: dict[int, str] = {}
    for number, name in edits:
        place = number % len(blocks)
        before = blocks[place]
        if "date: " not in before or "  mine: " in before or "By hand" in before:
            continue  # one of these is enough
        blocks[place] = EDITS[name](before)
        if blocks[place] != before and (name in TOUCHING or place in mine) and name != "delete":
            mine[place] = name
    own = [blocks[place] for place in mine]
    if layout == "reversed":
        blocks.reverse()
    text = head + "\nevents:\n" + "\n\n".join(blocks) + ("" if layout == "no end" else "\n")
    return {"crlf": text.replace("\n", "\r\n"), "mark": "\ufeff" + text}.get(layout, text), own


def run(path: Path, timeline: Timeline) -> bool:
    return update(path, timeline).written


def is_within(lines: list[str], text: list[str]) -> bool:
    """Whether the lines stand in the text in this order, perhaps with others between them."""
    rest = iter(text)
    return all(line in rest for line in lines)


@settings(max_examples=150)
@given(timelines(), PEOPLE, LAYOUTS, timelines())
def test_a_run_preserves_what_a_person_touched(
    first: Timeline, edits: list[tuple[int, str]], layout: str, then: Timeline
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "events.yml"
        run(path, first)
        text, own = edit(path.read_text(), edits, layout)
        path.write_bytes(text.encode())
        before = read(path)
        run(path, then)
        after, result = path.read_bytes().decode(), read(path)

        comments = re.findall(r"(?m)^#[^\r\n]*", text)
        assert is_within(comments, after.splitlines())
        for block in own:
            assert is_within(block.splitlines(), after.splitlines())
        kept = {event.id or f"{event.title} {event.date}": event for event in result.events}
        for event in before.events:
            if event.status != "proposed" or event.title in ("Mine", "By hand"):
                same = kept[event.id or f"{event.title} {event.date}"]
                assert same.evidence[: len(event.evidence)] == event.evidence
                assert (same.date, same.title, same.status) == (event.date, event.title, event.status)

        assert not run(path, then)
        assert path.read_bytes().decode() == after


def test_what_joins_an_accepted_event_does_not_make_it_another_one_in_the_next_run(tmp_path: Path) -> None:
    path = tmp_path / "events.yml"

    def timeline(*events: tuple[str, list[int]]) -> Timeline:
        told = [
            Event(date, "One", evidence=[Evidence(*QUOTES[quote]) for quote in quotes])
            for date, quotes in events
        ]
        return Timeline({name: Source(file=f"{name}.txt") for name in sorted({q for q, _ in QUOTES})}, told)

    run(path, timeline(("2020-02-01/..", [0, 1])))
    path.write_text(path.read_text().replace("status: proposed", "status: accepted"))
    then = timeline(("2020", [1, 4]), ("2020-02-01/..", [0, 2, 3]))
    run(path, then)
    assert not run(path, then)
    assert [event.date for event in read(path).events] == ["2020", "2020-02-01/.."]


# ---------------------------------------------------------------------- every byte that need not change


LABELS = ("events:", "sources:", " []", "sources: {}")  # lines that come and go with the first entry


def parts(text: str) -> tuple[list[str], dict[str, str]]:
    """Split a file into what belongs to no entry, and the text of each event (by id) and source (by key)."""
    entries: dict[str, str] = {}

    def take(name: str) -> Callable[[re.Match[str]], str]:
        def keep(match: re.Match[str]) -> str:
            entries[f"{name} {match[1]}"] = match[0].rstrip()
            return ""

        return keep

    head, _, body = text.replace("\r\n", "\n").partition("\nevents:")
    head = re.sub(r"(?m)^  (\S+):\n(?:    .*\n)+", take("source"), head + "\n")
    body = re.sub(r"(?m)^- id: (\S+)(?:\n  (?!#).*)+", take("event"), body)
    return [line for line in (head + body).splitlines() if line.strip()], entries


@settings(max_examples=150)
@given(timelines(), PEOPLE, LAYOUTS, timelines())
def test_a_run_changes_no_byte_that_it_need_not_change(
    first: Timeline, edits: list[tuple[int, str]], layout: str, then: Timeline
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "events.yml"
        run(path, first)
        text, _ = edit(path.read_text(), edits, layout)
        path.write_bytes(text.encode())
        report = update(path, then)
        after = path.read_bytes().decode()
        (rest, old), (rest_after, new) = parts(text), parts(after)

        assert [line for line in rest_after if line not in LABELS] == [
            line for line in rest if line not in LABELS
        ]
        may_change = {f"event {name}" for name in (*report.updated, *report.removed)}
        for name, block in old.items():
            if name in may_change:
                continue
            if name.removeprefix("event ") in report.extended:
                assert is_within(block.splitlines(), new[name].splitlines())
            elif name.startswith("event"):
                assert new[name] == block
        assert {name for name in new.keys() - old.keys() if name.startswith("event")} == {
            f"event {name}" for name in report.new
        }
        assert not {*report.new} & {name.removeprefix("event ") for name in old}
        ends = set(re.findall(r"\r?\n", after))
        assert len(ends) <= 1 or "\r\n" not in text


@settings(max_examples=100)
@given(st.lists(st.tuples(timelines(), PEOPLE), min_size=2, max_size=4))
def test_an_id_never_comes_to_mean_another_sentence(
    runs: list[tuple[Timeline, list[tuple[int, str]]]],
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "events.yml"
        minted: dict[str, Evidence] = {}
        for told, edits in runs:
            report = update(path, told)
            for event in read(path).events:
                if event.id in report.new:
                    first = event.evidence[0]
                    before = minted.setdefault(event.id, first)
                    assert (before.source, before.quote) == (first.source, first.quote)
            ids = [event.id for event in read(path).events if event.id]
            assert len(set(ids)) == len(ids)
            path.write_text(edit(path.read_text(), edits, "")[0])


@settings(max_examples=100)
@given(timelines(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(timeline: Timeline, random: object) -> None:
    with TemporaryDirectory() as folder:
        shuffled = Timeline(
            dict(reversed(timeline.sources.items())), random.sample(timeline.events, len(timeline.events))
        )  # type: ignore[attr-defined]
        for name, each in (("one.yml", timeline), ("two.yml", shuffled)):
            run(Path(folder) / name, each)
        assert (Path(folder) / "one.yml").read_bytes() == (Path(folder) / "two.yml").read_bytes()
