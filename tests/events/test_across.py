"""An article that does not date what it counts from takes the date from another article of the same story."""

from timeline.documents import Document
from timeline.events import extract

DATED = Document(
    "dated",
    "The ferry Aurora exploded off Velmora on 3 May 2020, said Ana Torres of the Norden Line.",
    title="Ferry lost",
)
COUNTING = Document(
    "counting",
    "The Norden Line built Aurora near Velmora in 2004. Divers reached it five days after the explosion.",
)
UNRELATED = Document(
    "unrelated", "A barge exploded on Lake Brell on 9 July 2018, said Luis Vega of the harbour office."
)


def evidence_of(documents, source):
    events = extract(documents).events
    return [(event.date, e) for event in events for e in event.evidence if e.source == source]


def test_an_event_is_dated_by_what_another_article_tells():
    dated = dict(evidence_of([COUNTING, DATED], "counting"))
    assert sorted(dated) == ["2004", "2020-05-08"]
    assert any("in another article “Ferry lost” (" in reason for reason in dated["2020-05-08"].because)


def test_an_unrelated_article_gives_no_date():
    assert [date for date, _ in evidence_of([COUNTING, UNRELATED], "counting")] == ["2004"]


def test_what_no_article_dates_is_reported():
    [missing] = extract([COUNTING, UNRELATED]).undated
    assert (missing.source, missing.expression) == ("counting", "five days")


def test_a_vague_date_is_made_exact_by_what_another_article_tells():
    vague = Document(
        "vague",
        "The ferry exploded in May 2020. The Norden Line, which owns Aurora, sacked Ana Torres in Velmora "
        "the day after the explosion.",
    )
    assert "2020-05-04" in dict(evidence_of([vague, DATED], "vague"))


def test_a_happening_of_others_dates_nothing():
    strangers = Document(
        "strangers",
        "The Norden Line built Aurora near Velmora in 2004. It was long ago. Nobody remembers it now. "
        "Shares rose. Prices fell. Five days after the explosion, a baker in Pola sold his shop.",
    )
    assert [date for date, _ in evidence_of([strangers, DATED], "strangers")] == ["2004"]


def test_what_the_news_came_so_long_after_is_not_reported_as_undated() -> None:
    text = "A court fined Norden Air on Tuesday. The order came three days after it closed its hub."
    assert extract([Document("a", text, published="2020-06-10")]).undated == []
