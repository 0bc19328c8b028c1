"""What is written reads back as exactly the same text, for any text, and looks as a person would write it."""

import textwrap
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from timeline.events.model import Event, Evidence, Source
from timeline.store.reading import Reader
from timeline.store.syntax import YamlFile
from timeline.store.writing import WIDTH, event_block, source_block, text_lines, token

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=400)
# Texts such as an article has, more often than chance would make them.
PROSE = st.lists(
    st.sampled_from(
        [
            "He",
            "said:",
            "“no”",
            "- yes",
            "#1",
            "a  b",
            "it's",
            '"so"',
            "x: y",
            "\n",
            "\t",
            "\u2028",
            "[1]",
            " ",
            "é",
            "🚀",
        ]
    ),
    max_size=80,
).map(" ".join)
ANY_TEXT = TEXTS | PROSE
LINE_FEEDS = ("\r\n", "\n")


def read_back(lines: list[str], loader: type = yaml.CBaseLoader) -> object:
    return yaml.load("\n".join(lines) + "\n", Loader=loader)


@given(ANY_TEXT, st.sampled_from([4, 10, 60]))
@example("no", 10)
@example("1e3", 10)
@example("- item", 10)
@example("key: value # comment", 10)
@example("word " * 100, 10)
@example("w" * 300, 10)
@example(("word " * 30).strip() + "\n\n" + ("word " * 30).strip(), 10)
@example(" lead " + "word " * 40 + "\n# no comment", 10)
@example("a\n" + "b" * 200, 10)
@example("---\n" + "...", 4)
def test_any_text_reads_back(text: str, indent: int) -> None:
    first, *rest = text_lines(text, indent)
    lines = ["deep:", f"  - key: {first}", *(f"    {line}" if line else "" for line in rest)]
    for loader in (yaml.CBaseLoader, yaml.BaseLoader, yaml.CSafeLoader):
        assert read_back(lines, loader) == {"deep": [{"key": text}]}


@given(st.lists(st.text("ab c", max_size=30), max_size=60).map(" ".join))
def test_no_line_is_wider_than_the_page(text: str) -> None:
    for line in text_lines(text, 12):
        assert len(line) + 6 <= WIDTH


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Iran fires missiles", "Iran fires missiles"),
        ("“January 2 (RHC)” says so", "“January 2 (RHC)” says so"),
        ("2020-01-03 + 5 days = 2020-01-08", "2020-01-03 + 5 days = 2020-01-08"),
        ("at 10:30, they left", "at 10:30, they left"),
        ("no", '"no"'),
        ("null", '"null"'),
        ("1e3", '"1e3"'),
        ("12:30", '"12:30"'),
        ("2020-01-03", '"2020-01-03"'),
        ("", '""'),
        ("Vote: the result", '"Vote: the result"'),
        ("- a dash", '"- a dash"'),
        ('"Stop": he said', "'\"Stop\": he said'"),
        ("a\tb", '"a\\tb"'),
    ],
)
def test_short_texts_stand_on_one_line(text: str, written: str) -> None:
    assert text_lines(text, 10) == [written]


def test_half_a_surrogate_pair_cannot_be_written_and_is_replaced() -> None:
    assert text_lines("a\ud800b", 10) == ["a\ufffdb"]
    assert '  actors: ["a,\ufffdb"]' in event_block(Event("2020", "One", actors=["a,\ud800b"]))


def test_long_texts_are_folded_and_lines_of_a_text_are_kept() -> None:
    assert text_lines("word " * 30 + "end", 10) == [
        ">-",
        "  " + "word " * 19 + "word",
        "  " + "word " * 10 + "end",
    ]
    assert text_lines("one\ntwo\n\nthree", 10) == ["|-", "  one", "  two", "", "  three"]


def test_an_event_is_written_in_the_order_in_which_a_person_reads_it() -> None:
    event = Event(
        "2020-01-08",
        "Iran fires missiles at two bases in Iraq",
        id="k7f3q2",
        actors=["Iran"],
        places=["Erbil", "Anbar, west"],
        tags=["missile attack"],
        disputed=["2020-01-07", "[2020-01-04..2020-01-05]"],
        evidence=[
            Evidence(
                "rhc", "Five days after, Iran fired.", 10, 38, ("counts: from", "+ 5 days"), "Five days after"
            )
        ],
        extra={"note": "mine", "checked": True, "weight": 3, "deep": {"list": [1, "two", {"three": None}]}},
    )
    expected = """\
    - id: k7f3q2
      date: 2020-01-08
      title: Iran fires missiles at two bases in Iraq
      actors: [Iran]
      places: [Erbil, "Anbar, west"]
      tags: [missile attack]
      relevance: core
      status: proposed
      disputed: [2020-01-07, "[2020-01-04..2020-01-05]"]
      note: mine
      checked: true
      weight: 3
      deep:
        list:
        - 1
        - two
        - three: null
      evidence:
      - source: rhc
        quote: Five days after, Iran fired.
        start: 10
        end: 38
        expression: Five days after
        because:
        - "counts: from"
        - "+ 5 days"
    """
    *lines, fingerprint = event_block(event)
    assert lines == textwrap.dedent(expected).splitlines()
    assert fingerprint.startswith("  fingerprint: ")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS.filter(bool), inner, max_size=3),
    max_leaves=6,
)
UNKNOWN = st.dictionaries(
    TEXTS.filter(lambda name: name.startswith("x")) | st.sampled_from(["note", "a b"]), JSON, max_size=2
)
EVIDENCE = st.builds(
    Evidence,
    source=TEXTS.filter(bool),
    quote=ANY_TEXT.filter(bool),
    start=st.none() | st.integers(0, 10**6),
    end=st.none() | st.integers(0, 10**6),
    because=st.lists(ANY_TEXT, max_size=2).map(tuple),
    expression=st.none() | TEXTS.filter(bool),
    extra=UNKNOWN,
)
EVENTS = st.builds(
    Event,
    date=st.sampled_from(
        ["2020", "2020-01-08", "199X", "-0044", "[2020-01-04..2020-01-12]", "../2020", "2020-01~"]
    ),
    title=ANY_TEXT.filter(lambda title: any(char.isprintable() and char != " " for char in title)),
    id=TEXTS,
    summary=st.none() | ANY_TEXT.filter(bool),
    actors=st.lists(TEXTS, max_size=3),
    places=st.lists(ANY_TEXT, max_size=2),
    disputed=st.lists(st.sampled_from(["2021", "[..2020]"]), max_size=2),
    status=st.sampled_from(["proposed", "accepted", "hidden"]),
    evidence=st.lists(EVIDENCE, max_size=2),
    extra=UNKNOWN,
)


@given(EVENTS, st.sampled_from(["", "  "]), st.sampled_from(LINE_FEEDS))
def test_any_event_reads_back(event: Event, indent: str, line_feed: str) -> None:
    text = line_feed.join(["events:", *event_block(event, indent), ""])
    reader = Reader(YamlFile(Path("events.yml"), text))
    assert reader.problems == []
    assert reader.timeline.events == [event]


@given(
    st.builds(
        Source,
        file=st.none() | TEXTS.filter(bool),
        title=ANY_TEXT.filter(bool),
        published=st.none() | st.just("2020-01~"),
        published_because=st.lists(ANY_TEXT, max_size=2).map(tuple),
        extra=UNKNOWN,
    ),
    TEXTS.filter(bool),
)
def test_any_source_reads_back(source: Source, name: str) -> None:
    text = "\n".join(["sources:", *source_block(name, source), ""])
    reader = Reader(YamlFile(Path("events.yml"), text))
    assert reader.problems == []
    assert reader.timeline.sources == {name: source}


@given(TEXTS, st.integers(2, 30))
def test_a_token_is_a_word_that_never_changes(data: str, length: int) -> None:
    assert token(data, length) == token(data, length)
    assert token(data, length)[0].isalpha()
    assert token(data, length + 1).startswith(token(data, length))
