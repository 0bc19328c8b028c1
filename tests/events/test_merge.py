"""Which mentions become one event, with which date, and that order decides nothing."""

import pickle
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.documents import Document
from timeline.events import extract
from timeline.events.likeness import Likeness
from timeline.events.mention import Mention
from timeline.events.merge import merge

STORIES = yaml.load(Path(__file__).with_name("merge.yml").read_text(encoding="utf-8"), yaml.CBaseLoader)


def document(name, published, text):
    headline, _, rest = text.partition("\n\n")
    return Document(name, text, title=headline if rest and headline[-1] != "." else None, published=published)


def retold(events, story):
    """Return the events in the form of the story's: dates, and which of its passages are evidence of each."""
    passages = [passage for _, *told in story["events"] for passage in told]
    found = []
    for event in events:
        quotes = [evidence.quote for evidence in event.evidence]
        told = {passage for passage in passages if any(passage in quote for quote in quotes)}
        found.append((" or ".join(sorted([event.date, *event.disputed])), told))
    return found


@pytest.mark.parametrize(
    "story",
    [
        pytest.param(
            story,
            id=story["about"],
            marks=[pytest.mark.xfail(reason=story["missed"], strict=True)] if "missed" in story else [],
        )
        for story in STORIES
    ],
)
def test_what_several_articles_tell_becomes_the_events_of_an_editor(story):
    articles = [document(name, *article) for name, article in story["articles"].items()]
    for order in permutations(articles):
        found = retold(extract(order).events, story)
        for date, *told in story["events"]:
            assert (date, set(told)) in found


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("The siege ended on 4 May 2015, when police stormed the house.", 2),
        ("The shop opened on 4 July 1999, the day the old bridge was closed to traffic.", 2),
        ("Two anglers died on 4 May 2015 when their boat sank.", 1),
        ("Two anglers were hurt on 4 May 2015, when a wave hit their boat.", 1),
        ("The theatre closed when its roof collapsed on 3 May 2015.", 1),
        ("When the talks ended on 3 May 2015, the envoy left.", 1),
    ],
)
def test_only_what_is_set_off_behind_a_day_is_another_event(sentence, told):
    assert len(extract([document("a", "2020-06-10", sentence)]).events) == told


def mention(source, date, title, quote, head, *names, **more):
    start = more.pop("start", 0)
    return Mention(
        source,
        quote,
        start,
        start + len(quote),
        date,
        (f"dated {date}",),
        title,
        head,
        frozenset(title.lower().split()),
        frozenset(names),
        actors=names,
        **more,
    )


STRIKE = mention(
    "a",
    "2021-02-26",
    "Norland bombs a militia camp",
    "Norland bombed a militia camp on 26 February.",
    "bomb",
    "Norland",
    "Red Front",
)
RAID = mention(
    "b",
    "2021-02",
    "Norland carries out a raid on the Red Front camp",
    "In February, Norland carried out a raid on the Red Front camp.",
    "raid",
    "Norland",
    "Red Front",
)
VOTE = mention(
    "a",
    "2021-02-26",
    "Parliament votes for the budget",
    "Parliament voted for the budget on 26 February.",
    "vote",
    "Parliament",
    start=90,
)
NEWS = mention(
    "c",
    "2021-02-28~",
    "Norland bombs militia camp near the border",
    "Norland has bombed a militia camp near the border.",
    "bomb",
    "Norland",
    is_news=True,
)
PUBLISHED = {"a": "2021-02-27", "b": "2021-05-01", "c": "2021-02-28"}


def dates(mentions):
    return [(event.date, len(event.evidence)) for event in merge(mentions, PUBLISHED)]


def test_a_coarse_date_joins_the_finer_one_of_the_same_happening():
    assert dates([STRIKE, RAID]) == [("2021-02-26", 2)]


def test_two_happenings_of_one_day_stay_two():
    assert dates([STRIKE, VOTE]) == [("2021-02-26", 1), ("2021-02-26", 1)]


def test_the_news_of_an_article_finds_the_day_that_another_gives():
    assert dates([STRIKE, NEWS]) == [("2021-02-26", 2)]


def test_the_same_happening_in_another_year_is_another():
    assert len(dates([STRIKE, replace(RAID, date="2019-02")])) == 2


def test_two_dates_in_one_sentence_are_two_events():
    quote = "The camp was bombed on 26 February and again on 28 February."
    one = mention("a", "2021-02-26", "Camp is bombed", quote, "bomb", "Norland", position=23)
    other = mention("a", "2021-02-28", "Camp is bombed", quote, "bomb", "Norland", position=46)
    assert dates([one, other]) == [("2021-02-26", 1), ("2021-02-28", 1)]


POOL = [
    STRIKE,
    RAID,
    VOTE,
    NEWS,
    replace(RAID, source="d", date="2021"),
    replace(VOTE, source="b", date="2021-02-27~", is_news=True),
]


def test_every_mention_is_evidence_once():
    events = merge(POOL, PUBLISHED)
    assert sum(len(event.evidence) for event in events) == len(POOL)


@given(st.permutations(POOL))
def test_the_order_of_the_mentions_decides_nothing(mentions):
    assert merge(mentions, PUBLISHED) == merge(POOL, PUBLISHED)


VERBS = {"bombed": "bomb", "attacked": "attack", "resigned": "resign", "elected": "elect", "opened": "open"}
THINGS = ("a camp", "the bridge", "a mayor", "the old harbour of Tarn")
DATES = (
    "2021",
    "2021-02",
    "2021-02-26",
    "2021-02-27",
    "2021-02-28~",
    "2021-02/2021-04",
    "[2021-02-22..2021-02-27]",
    "[2020..2021]",
    "202X",
    "2020",
    "2020-12-31",
    "2021-01-02~",  # whose news may be of the year before
)


@st.composite
def many_mentions(draw):
    """Draw mentions in which the same words, names and dates occur again and again."""
    places = draw(
        st.lists(
            st.tuples(st.sampled_from("abcd"), st.integers(0, 14)), min_size=30, max_size=60, unique=True
        )
    )
    return [draw(one_mention(source, place)) for source, place in places]


@st.composite
def one_mention(draw, source, place):
    actor, verb, thing, date = (
        draw(st.sampled_from(choice))
        for choice in (("Norland", "Red Front", "Lind"), [*VERBS], THINGS, DATES)
    )
    flags = st.sampled_from(
        ("is_news", "is_statement", "is_nominal", "is_planned", "is_explicit", "is_headline")
    )
    return mention(
        source,
        date,
        f"{actor} {verb} {thing}",
        f"In those days {actor} {verb} {thing}.",
        VERBS[verb],
        actor,
        start=100 * place,
        expression="In those days",
        **dict.fromkeys(draw(st.sets(flags, max_size=2)), True),
    )


@settings(max_examples=30, deadline=None)
@given(many_mentions(), st.randoms())
def test_the_order_of_many_mentions_decides_nothing(mentions, random):
    shuffled = random.sample(mentions, len(mentions))
    assert merge(shuffled, PUBLISHED) == merge(mentions, PUBLISHED)


class Elsewhere:
    """An engine that hands everything over, as other processes and other machines are given it."""

    def run(self, function, tasks):
        for task in tasks:
            yield task, pickle.loads(pickle.dumps(function(pickle.loads(pickle.dumps(task)))))


@settings(max_examples=30, deadline=None)
@given(many_mentions())
def test_where_months_and_years_are_merged_decides_nothing(mentions):
    assert merge(mentions, PUBLISHED, engine=Elsewhere()) == merge(mentions, PUBLISHED)


def test_what_a_mention_costs_does_not_grow_with_their_number(monkeypatch):
    compared = []
    score = Likeness.score
    monkeypatch.setattr(
        Likeness, "score", lambda self, one, other: compared.append(one) or score(self, one, other)
    )
    costs = []
    for count in (500, 2000):
        bombings = [
            replace(STRIKE, source=str(number), title=f"Camp {number}", date=f"2021-02-{1 + number % 7:02}")
            for number in range(count)
        ]
        compared.clear()
        merge(bombings, {})
        costs.append(len(compared) / count)
    assert costs[1] <= 1.2 * costs[0]
