"""Which events are the turning points of a story: the cases of relevance.yml."""

from pathlib import Path

import pytest
import yaml

from timeline.documents import Document
from timeline.events import extract
from timeline.events.mention import Mention
from timeline.events.relevance import relevance

CASES = yaml.load((Path(__file__).parent / "relevance.yml").read_text(encoding="utf-8"), yaml.CBaseLoader)


@pytest.mark.parametrize("case", CASES, ids=[case["topic"] for case in CASES])
def test_turning_points_are_core(case):
    documents = [
        Document(str(number), text, title=title, published=published)
        for number, (published, title, text) in enumerate(case["articles"])
    ]
    told = {event.title: event.relevance for event in extract(documents).events}
    expected = {title: kind for kind in ("core", "secondary") for title in case[kind]}
    assert {title: told.get(title) for title in expected} == expected


def mention(source="a", words="bridge", date="2020-05-03", **what):
    return Mention(source, "", 0, 1, date, (), "Bridge", "paint", words=frozenset(words.split()), **what)


@pytest.mark.parametrize(
    ("mentions", "expected"),
    [
        pytest.param([mention()], "secondary", id="an act, told once"),
        pytest.param([mention(is_news=True)], "core", id="in a lede"),
        pytest.param([mention(is_news=True, is_statement=True)], "secondary", id="said in a lede"),
        pytest.param([mention(is_statement=True, tells_headline=True)], "core", id="said in a headline"),
        pytest.param([mention(is_planned=True)], "secondary", id="planned"),
        pytest.param([mention(is_nominal=True)], "secondary", id="named in passing"),
        pytest.param([mention(), mention("b", "span")], "core", id="told by two articles"),
        pytest.param([mention(), mention("b")], "secondary", id="one text in two articles"),
        pytest.param([mention(date="2020-04-02")], "core", id="a day weeks ago"),
        pytest.param([mention(date="2020-04")], "secondary", id="a month"),
        pytest.param([mention("b", date="2019"), mention(date="2019")], "secondary", id="a year"),
    ],
)
def test_what_gives_points(mentions, expected):
    assert relevance(mentions, {"a": "2020-05-06", "b": "2020-05-06"}) == expected


def test_without_a_publication_date_no_day_is_long_ago():
    assert relevance([mention(date="2020-04-02")], {}) == "secondary"
