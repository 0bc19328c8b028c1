"""TimeML: the text stays what it is, and XML."""

from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from timeline.exports import timeml
from timeline.times.model import TimeExpression

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


def test_what_timeml_cannot_say_of_a_publication_date_is_left_out() -> None:
    root = ET.fromstring(timeml.write("", [], "a", "[2020-01-04..2020-01-12]").encode())
    assert root.find("DCT/TIMEX3").attrib["value"] == ""  # type: ignore[union-attr]


@given(st.text(ALLOWED), st.integers(0, 20), st.integers(1, 20))
def test_any_text_survives(text: str, start: int, length: int) -> None:
    end = min(len(text), start + length)
    found = [TimeExpression(start, end, text[start:end], "DATE", '"<&')] if start < end else []
    body = ET.fromstring(timeml.write(text, found, text).encode()).find("TEXT")
    assert body is not None
    assert "".join(body.itertext()) == text
