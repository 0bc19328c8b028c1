"""TimeML: the text stays what it is, and the document is valid.

`timeml.xsd` holds the rules of TimeML 1.2.1 for TIMEX3: unique ids, references to ids that are there, types,
modifiers and the grammar of values.
"""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from timeline.cli import cli
from timeline.exports import timeml
from timeline.times import language, tag
from timeline.times.model import Anchor, TimeExpression

HERE = Path(__file__).parent
SCHEMA = etree.XMLSchema(etree.parse(HERE / "timeml.xsd"))
RULES = language.load("en")

ALLOWED = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff") | st.sampled_from(
    "\n\t<>&\"'\r"
)


def expression(text: str, words: str, value: str, kind: str = "DATE") -> TimeExpression:
    start = text.index(words)
    return TimeExpression(start, start + len(words), words, kind, value)


def test_expressions_are_elements_in_the_text() -> None:
    text = "On Friday & after two days <they> left."
    found = [expression(text, "two days", "P2D", "DURATION"), expression(text, "Friday", "2020-01-03")]
    root = ET.fromstring(timeml.write(text, found, "a.txt", "2020-01-05").encode())
    assert root.tag == "TimeML"
    creation = root.find("DCT/TIMEX3")
    assert creation is not None
    assert creation.attrib == {
        "tid": "t0",
        "type": "DATE",
        "value": "2020-01-05",
        "temporalFunction": "false",
        "functionInDocument": "CREATION_TIME",
    }
    body = root.find("TEXT")
    assert body is not None
    assert "".join(body.itertext()) == text
    assert [(each.text, each.attrib) for each in body] == [
        ("Friday", {"tid": "t1", "type": "DATE", "value": "2020-01-03"}),
        ("two days", {"tid": "t2", "type": "DURATION", "value": "P2D"}),
    ]


@pytest.mark.parametrize("published", [None, "[2020-01-04..2020-01-12]", "2020-01~"])
def test_a_publication_date_that_timeml_cannot_say_is_unknown(published: str | None) -> None:
    root = ET.fromstring(timeml.write("", [], "a", published).encode())
    assert root.find("DCT/TIMEX3").attrib["value"] == "XXXX-XX-XX"  # type: ignore[union-attr]


def test_what_counts_from_publication_points_to_it() -> None:
    found = TimeExpression(0, 9, "yesterday", "DATE", "2020-01-02", anchor=Anchor.PUBLICATION)
    element = ET.fromstring(timeml.write("yesterday", [found], "a", "2020-01-03").encode()).find(
        "TEXT/TIMEX3"
    )
    assert element is not None
    assert (element.get("temporalFunction"), element.get("anchorTimeID")) == ("true", "t0")


def test_years_from_one_to_another_are_a_duration_between_them() -> None:
    document = timeml.write("in 2008-09 alone", [expression("in 2008-09 alone", "2008-09", "2008/2009")], "a")
    body = ET.fromstring(document.encode()).find("TEXT")
    assert body is not None
    assert [(each.text, each.attrib) for each in body] == [
        ("2008-09", {"tid": "t1", "type": "DURATION", "value": "P2Y", "beginPoint": "t2", "endPoint": "t3"}),
        (None, {"tid": "t2", "type": "DATE", "value": "2008"}),
        (None, {"tid": "t3", "type": "DATE", "value": "2009"}),
    ]
    assert "".join(body.itertext()) == "in 2008-09 alone"


def problems(document: str) -> list[str]:
    """Return what makes the document invalid."""
    if SCHEMA.validate(etree.fromstring(document.encode())):
        return []
    return [error.message for error in SCHEMA.error_log]


@pytest.mark.parametrize(
    "wrong",
    [
        ('value="2020-01-03"', 'value="2020-01-03/2020-01-04"'),
        ('value="2020-01-03"', 'value=""'),
        ('value="2020-01-03"', 'value="2020TMO"'),
        ('type="DATE" value="2020-01-03"', 'type="DAY" value="2020-01-03"'),
        ('tid="t1"', 'tid="t0"'),
        ('anchorTimeID="t0"', 'anchorTimeID="t7"'),
        ("<DOCID>a</DOCID>", ""),
    ],
)
def test_the_schema_sees_what_is_wrong(wrong: tuple[str, str]) -> None:
    found = TimeExpression(0, 5, "today", "DATE", "2020-01-03", anchor=Anchor.PUBLICATION)
    document = timeml.write("today", [found], "a", "2020-01-03")
    assert problems(document) == []
    body = document.index("<TEXT>") if wrong[0] in document.partition("<TEXT>")[2] else 0
    assert problems(document[:body] + document[body:].replace(*wrong)) != []


def examples() -> list[str]:
    return [text for rule in RULES.examples for text in [*rule["match"], *rule["reject"]]]


@pytest.mark.parametrize("published", [None, "2021-06-16"])
def test_every_example_of_the_language_file_becomes_valid_timeml(published: str | None) -> None:
    wrong = {
        text: found
        for text in examples()
        if (found := problems(timeml.write(text, tag(text, published), "a", published)))
    }
    assert wrong == {}


WORDS = st.lists(st.sampled_from(sorted(RULES.symbols)), max_size=25).map(" ".join)


@settings(max_examples=300, deadline=None)
@given(WORDS, st.sampled_from([None, "2021-06-16", "0001-01-01", "9999-12-31"]))
def test_any_words_become_valid_timeml(text: str, published: str | None) -> None:
    assert problems(timeml.write(text, tag(text, published), text, published)) == []


@pytest.fixture(scope="module")
def benchmark() -> ModuleType:
    path = HERE.parents[1] / "benchmarks" / "tagger.py"
    spec = importlib.util.spec_from_file_location("benchmark", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["benchmark"] = module  # dataclasses look for it there
    spec.loader.exec_module(module)
    return module


STORY = (
    "The depot was bombed on 3 May 2010. Two days after the bombing it closed & they <left>.\n\n"
    "On Friday at 10 a.m. it opened again, for two weeks, and every Monday in the 1990s.\n"
)


def test_what_the_command_writes_the_benchmark_reads(tmp_path: Path, benchmark: ModuleType) -> None:
    source = tmp_path / "story.txt"
    source.write_text(STORY, encoding="utf-8")
    result = CliRunner().invoke(cli, ["tag", str(source), "--published", "2010-05-16", "--format", "timeml"])
    assert result.exit_code == 0
    assert problems(result.stdout) == []
    (tmp_path / "story.tml").write_text(result.stdout, encoding="utf-8")

    (text,) = benchmark.load(tmp_path)

    found = tag(text.text, "2010-05-16")
    assert text.text.strip() == STORY.strip()
    assert (text.id, text.published) == ("story", "2010-05-16")
    assert text.gold == [(each.start, each.end, each.value) for each in found]
    assert len(found) > 5


def test_a_folder_of_its_own_timeml_scores_full_marks(
    tmp_path: Path, benchmark: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    for number, published in enumerate(["2010-05-16", None]):
        document = timeml.write(STORY, tag(STORY, published), f"{number}", published)
        (tmp_path / f"{number}.tml").write_text(document, encoding="utf-8")

    benchmark.score(benchmark.load(tmp_path), errors=0)

    assert [line.split() for line in capsys.readouterr().out.splitlines()[1:]] == [
        [measure, "100.0"] for measure in ("strict", "relaxed", "value", "calendar")
    ]


@given(st.text(ALLOWED), st.integers(0, 20), st.integers(1, 20))
def test_any_text_survives(text: str, start: int, length: int) -> None:
    end = min(len(text), start + length)
    found = [TimeExpression(start, end, text[start:end], "DATE", '"<&')] if start < end else []
    body = ET.fromstring(timeml.write(text, found, text).encode()).find("TEXT")
    assert body is not None
    assert "".join(body.itertext()) == text
