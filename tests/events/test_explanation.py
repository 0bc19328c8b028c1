"""Which other dates were considered for an event, and why they lost."""

from pathlib import Path

import pytest
import yaml

from timeline.documents import Document
from timeline.events import extract
from timeline.events.explanation import articles_of, explain
from timeline.events.model import Evidence

CASES = yaml.load(Path(__file__).with_name("explanation.yml").read_text(encoding="utf-8"), yaml.CBaseLoader)


def article(name, text, published="2020-06-10"):
    return Document(name, text, file=f"{name}.txt", published=published)


def explained(*documents, title):
    timeline = extract(documents)
    [event] = [event for event in timeline.events if title in event.title]
    return explain(event, timeline, {document.id: document for document in documents})


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_why_a_date_of_the_sentence_is_not_the_events(case):
    [others] = explained(article("a", case["text"]), title=case["event"]).of_evidence
    assert {other.text: other.reason.partition(" (")[0] for other in others} == case["others"]


def test_only_the_sentence_itself_is_looked_at():
    text = "It was built in 2004.\n\nThe ferry Aurora sank on 3 May 2020.\n\nIt was raised in June 2020."
    assert explained(article("a", text), title="sinks").of_evidence == [[]]


SINKS = "The ferry Aurora sank off Velmora on {} after a fire."


@pytest.mark.parametrize(
    ("days", "reason"),
    [
        (["3 May 2020", "4 May 2020", "3 May 2020"], "fewer articles give it: 1, and 2 give 2020-05-03"),
        (["Sunday", "3 May 2020"], "no article names this day"),
        (["3 May 2020", "4 May 2020"], "2020-05-03 was published first (2020-05-05)"),
        (["3 May 2020", "May 2020"], "agrees with 2020-05-03, which says more"),
    ],
)
def test_why_the_date_of_another_article_is_not_the_events(days, reason):
    articles = [
        article(name, SINKS.format(day), f"2020-05-0{number}")
        for number, (name, day) in enumerate(zip("abc", days, strict=False), start=5)
    ]
    if days[0] == "Sunday":
        articles[0] = article("a", SINKS.format("Monday"), "2020-05-05")
    [other] = explained(*articles, title="sinks").of_articles
    assert other.reason.startswith(reason)


def test_a_date_that_a_person_chose_needs_no_other_reason():
    articles = [article("a", SINKS.format("3 May 2020")), article("b", SINKS.format("4 May 2020"))]
    timeline = extract(articles)
    [event] = timeline.events
    event.date, event.disputed = "2020-05-04", ["2020-05-03"]
    [other] = explain(event, timeline, {each.id: each for each in articles}).of_articles
    assert (other.date, other.reason) == ("2020-05-03", "the events file says 2020-05-04")


def test_an_article_that_is_gone_or_changed_tells_nothing():
    document = article("a", SINKS.format("3 May 2020"))
    timeline = extract([document])
    [event] = timeline.events
    assert explain(event, timeline, {}).of_evidence == [None]
    changed = {"a": article("a", "Not so: " + document.text)}
    assert explain(event, timeline, changed).of_evidence == [None]


def test_the_articles_are_read_as_the_events_file_knows_them(tmp_path):
    (tmp_path / "a.txt").write_text(SINKS.format("Monday"))
    timeline = extract([article("a", SINKS.format("Monday"), "2020-05-05")])
    [event] = timeline.events
    event.evidence.append(Evidence("gone", "A quote."))
    [(key, document)] = articles_of(event, timeline, tmp_path).items()
    assert (key, document.published) == ("a", "2020-05-05")
