"""Which contradicting dates stay one event, and which date is the event's own."""

from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from timeline.documents import Document
from timeline.events import extract
from timeline.events.contradictions import account_of, rank, why_better
from timeline.events.mention import Mention
from timeline.events.merge import merge
from timeline.times import edtf

CASES = yaml.load(
    Path(__file__).with_name("contradictions.yml").read_text(encoding="utf-8"), yaml.CBaseLoader
)


def documents(case):
    return [Document(name, text, published=date) for name, (date, text) in case["articles"].items()]


@pytest.mark.parametrize("case", CASES, ids=[case["about"] for case in CASES])
def test_which_dates_are_disputed(case):
    articles = documents(case)
    for order in (articles, articles[::-1]):
        events = extract(order).events
        assert [[event.date, *event.disputed] for event in events] == case["events"]


def test_the_evidence_of_every_date_is_kept():
    [event] = extract(documents(CASES[0])).events
    assert [(each.source, each.expression) for each in event.evidence] == [
        ("gazette", "3 May 2020"),
        ("herald", "4 May 2020"),
    ]


# ---------------------------------------------------------------------- what holds for any mentions

QUOTES = ("The ferry Aurora sank off Velmora", "Luis Vega resigned as minister of Norland")
DATES = (
    *("2020-05-03", "2020-05-04", "2020-05-05", "2020-05-20", "2021-05-03", "2020-05", "2020"),
    *("2020-05-04~", "2020-05-03/2020-05-05", "[2020-05-03..2020-05-09]"),
)
PUBLISHED = {"a": "2020-05-06", "b": "2020-05-07", "c": "2020-05-07"}  # and “d”, of which it is not known


@st.composite
def mentions(draw):
    number, date = draw(st.integers(0, len(QUOTES) - 1)), draw(st.sampled_from(DATES))
    quote, start = f"{QUOTES[number]} on {date}.", draw(st.integers(0, 3)) * 100
    words = QUOTES[number].split()
    return Mention(
        draw(st.sampled_from("abcd")),
        quote,
        start,
        start + len(quote),
        date,
        (f"“{date}”",),
        QUOTES[number],
        ("sink", "resign")[number],
        frozenset(word.lower() for word in words),
        frozenset((("Aurora", "Velmora"), ("Luis Vega", "Norland"))[number]),
        expression=date,
        is_explicit=draw(st.booleans()),
        is_planned=draw(st.integers(0, 9)) == 0,
    )


POOLS = st.lists(mentions(), max_size=8, unique_by=lambda m: (m.source, m.start))


@given(POOLS, st.randoms(use_true_random=False))
def test_order_decides_nothing(pool, random):
    shuffled = random.sample(pool, len(pool))
    assert merge(shuffled, PUBLISHED) == merge(pool, PUBLISHED)


@given(POOLS)
def test_only_different_days_less_than_a_week_apart_are_disputed(pool):
    for event in merge(pool, PUBLISHED):
        days = [edtf.parse(date) for date in (event.date, *event.disputed)]
        if event.disputed:
            assert all(day.kind is edtf.Kind.DATE and day.earliest == day.latest for day in days)
            assert len({day.earliest for day in days}) == len(days)
            assert all(0 < abs(day.earliest - days[0].earliest) < 7 for day in days[1:])


@given(POOLS)
def test_every_mention_stays_evidence_of_one_event(pool):
    evidence = [(each.source, each.start) for event in merge(pool, PUBLISHED) for each in event.evidence]
    assert sorted(evidence) == sorted((m.source, m.start) for m in pool)


@given(POOLS)
def test_no_article_is_evidence_of_two_of_the_days(pool):
    given_by = {(m.source, m.start): m for m in pool}
    for event in merge(pool, PUBLISHED):
        if event.disputed:
            told = {
                (each.source, given_by[each.source, each.start].date)
                for each in event.evidence
                if given_by[each.source, each.start].date in (event.date, *event.disputed)
            }
            assert len(told) == len({source for source, _ in told})


@given(POOLS.filter(bool), POOLS.filter(bool))
def test_the_reason_is_the_part_of_the_rank_that_decides(one, other):
    a = account_of([replace(m, date="2020-05-03", is_planned=False) for m in one], PUBLISHED)
    b = account_of([replace(m, date="2020-05-04", is_planned=False) for m in other], PUBLISHED)
    better, worse = sorted((a, b), key=rank)
    part = next(i for i, (x, y) in enumerate(zip(rank(better), rank(worse), strict=True)) if x != y)
    begins = ("fewer articles", "no article names", "2020-05-0", "as well attested")[part]
    assert why_better(better, worse).startswith(begins)
