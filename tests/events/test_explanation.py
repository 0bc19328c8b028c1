"""How an event got its date, and which other dates were considered and lost."""

from pathlib import Path

import pytest
import yaml

from timeline.documents import read
from timeline.events import extract
from timeline.events.explanation import Explainer, Place
from timeline.events.model import Evidence

CASES = yaml.load(Path(__file__).with_name("explanation.yml").read_text(encoding="utf-8"), yaml.CBaseLoader)
SINKS = "The ferry Aurora sank off Velmora on {} after a fire."


@pytest.fixture
def tell(tmp_path):
    """Return a function that writes articles, extracts them and returns an event with its explanation."""

    def tell(*texts, title="sinks", published="2020-06-10", change=None):
        for name, text in zip("abc", texts, strict=False):
            given = text if text.startswith("---") else f"---\ndate: {published}\n---\n{text}\n"
            (tmp_path / f"{name}.md").write_text(given)
        timeline = extract(read([tmp_path], tmp_path).documents)
        [event] = [event for event in timeline.events if title in event.title]
        if change:
            change(event)
        return event, Explainer(timeline, tmp_path).explain(event)

    return tell


def dated(published, text):
    return f"---\ndate: {published}\n---\n{text}\n"


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_why_a_date_of_the_sentence_is_not_the_events(tell, case):
    _, explanation = tell(case["text"], title=case["event"])
    [piece] = explanation.pieces
    assert {each.text: each.reason.partition(" (")[0] for each in piece.others} == case["others"]


def test_only_the_sentence_itself_is_looked_at(tell):
    text = "It was built in 2004.\n\nThe ferry Aurora sank on 3 May 2020.\n\nIt was raised in June 2020."
    [piece] = tell(text)[1].pieces
    assert piece.others == []


def test_a_date_that_belongs_to_another_event_is_given_as_its_words_say(tell):
    text = "The ferry Aurora, which was built in 2004, sank off Velmora on 3 May 2020."
    [piece] = tell(text, "The ferry Aurora was built on 4 June 2004 in Velmora.")[1].pieces
    [other] = piece.others
    assert (other.text, other.date) == ("2004", "2004")


def test_the_places_of_the_quote_and_of_what_its_date_counts_from(tell):
    text = "Parliament voted on 4 May 2020.\n\nThe day before the vote, the ferry Aurora sank off Velmora."
    [piece] = tell(text)[1].pieces
    assert piece.place == Place("a.md", 6)
    assert [step.place for step in piece.steps] == [None, Place("a.md", 4), None, None][: len(piece.steps)]


def test_how_the_date_that_another_counts_from_was_found(tell):
    text = "Parliament met on Monday.\n\nThe next day, the ferry Aurora sank off Velmora."
    [piece] = tell(text)[1].pieces
    [(words, place, steps)] = piece.steps[0].below
    assert (words, place) == ("Monday", Place("a.md", 4))
    assert steps[0] == "“Monday” counts from the publication date 2020-06-10"


def test_a_date_that_another_article_tells(tell):
    lost = "The ferry Aurora exploded off Velmora on 3 May 2020, said Ana Torres of the Norden Line."
    later = (
        "The Norden Line built Aurora near Velmora in 2004. Divers reached it five days after the explosion."
    )
    event, explanation = tell(f"---\ntitle: Ferry lost\ndate: 2020-05-04\n---\n{lost}", later, title="reach")
    assert event.date == "2020-05-08"
    [piece] = explanation.pieces
    step = next(step for step in piece.steps if "in another article “Ferry lost” (a)" in step.text)
    assert step.place == Place("a.md", 5)
    assert piece.others == [], "the date is known again when the article is read again"


@pytest.mark.parametrize(
    ("days", "reason"),
    [
        (["3 May 2020", "4 May 2020", "3 May 2020"], "fewer articles give it: 1, and 2 give 2020-05-03"),
        (["Monday", "3 May 2020"], "no article names this day"),
        (["3 May 2020", "4 May 2020"], "2020-05-03 was published first (2020-05-05)"),
        (["3 May 2020", "May 2020"], "agrees with 2020-05-03, which says more"),
        (["1 May 2020", "early May 2020", "May 2020"], "agrees with 2020-05-01, which says more"),
    ],
)
def test_why_the_date_of_another_article_is_not_the_events(tell, days, reason):
    articles = [dated(f"2020-05-0{number}", SINKS.format(day)) for number, day in enumerate(days, start=5)]
    others = tell(*articles)[1].of_articles
    assert others
    assert all(other.reason.startswith(reason) for other in others)


def test_a_date_that_a_person_chose_needs_no_other_reason(tell):
    def swap(event):
        event.date, event.disputed = "2020-05-04", ["2020-05-03"]

    [other] = tell(SINKS.format("3 May 2020"), SINKS.format("4 May 2020"), change=swap)[1].of_articles
    assert (other.date, other.reason) == ("2020-05-03", "the events file says 2020-05-04")


def test_a_date_that_no_article_gives_is_the_events_files(tell):
    def change(event):
        event.date = "2020-05-09"

    [other] = tell(SINKS.format("3 May 2020"), change=change)[1].of_articles
    assert (other.date, other.reason) == (
        "2020-05-03",
        "the events file says 2020-05-09, which no article gives",
    )


def test_an_article_that_is_gone_changed_or_unlisted_tells_nothing(tell, tmp_path):
    def add(event):
        (tmp_path / "a.md").write_text("---\ndate: 2020-06-10\n---\nNot so.\n")
        (tmp_path / "b.md").unlink()
        event.evidence.append(Evidence("gone", "A quote."))

    _, explanation = tell(SINKS.format("3 May 2020"), SINKS.format("3 May 2020"), change=add)
    assert [(piece.place, piece.problem) for piece in explanation.pieces] == [
        (None, "The article has changed: the quote is not where it was."),
        (None, "The article is not there any more."),
        (None, "The events file does not list this source."),
    ]
    assert explanation.pieces[0].steps[0].text == "“3 May 2020” names the day: 2020-05-03"


def test_a_quote_that_a_person_gave_without_its_place_is_found(tell):
    def retype(event):
        event.evidence = [Evidence("a", event.evidence[0].quote)]

    [piece] = tell(SINKS.format("3 May 2020"), change=retype)[1].pieces
    assert (piece.place, piece.problem) == (Place("a.md", 4), "")


def test_the_articles_are_read_as_the_events_file_knows_them(tell):
    _, explanation = tell(SINKS.format("Monday"), change=lambda event: None, published="2020-05-05")
    [piece] = explanation.pieces
    assert piece.others == []
    assert explanation.of_articles == []
