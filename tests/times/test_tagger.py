"""What holds for any text."""

import cProfile
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.times import language, tag
from timeline.times.edtf import from_day_number, parse

RULES = language.load("en")
WORDS = sorted({word for word in RULES.symbols if len(word) < 15})
PROSE = st.lists(st.sampled_from(WORDS) | st.text(max_size=8), max_size=30).map(" ".join)
TEXTS = st.text(max_size=200) | PROSE
DAYS = st.integers(min_value=1, max_value=3_600_000)
PUBLISHED = st.none() | DAYS.map(lambda number: str(from_day_number(number)))
VALUE = re.compile(
    r"(PRESENT|PAST|FUTURE)_REF|P[T\dXYMWDHSQCEL.]+|(BC)?[\dX]{1,4}(-[\dXQHWSPUFAIE]+){0,3}(T[\w:+-]+)?|\d{4}/\d{4}"
)


@settings(max_examples=300, deadline=None)
@given(TEXTS, PUBLISHED)
def test_expressions_lie_in_the_text_in_order_and_carry_valid_values(
    text: str, published: str | None
) -> None:
    end = 0
    for expression in tag(text, published):
        assert text[expression.start : expression.end] == expression.text != ""
        assert expression.start >= end
        assert expression.type in ("DATE", "TIME", "DURATION", "SET")
        assert VALUE.fullmatch(expression.value), expression.value
        if expression.date is not None:
            assert str(parse(expression.date)) == expression.date
        if expression.type in ("DURATION", "SET") and expression.anchor is None:
            assert expression.date is None
        end = expression.end


@settings(max_examples=100, deadline=None)
@given(TEXTS, PUBLISHED)
def test_tagging_twice_gives_the_same(text: str, published: str | None) -> None:
    assert tag(text, published) == tag(text, published)


@given(
    st.integers(min_value=700_000, max_value=760_000),
    st.integers(min_value=-2000, max_value=2000),
    st.sampled_from(
        ["Saturday", "yesterday", "next Monday", "ten days ago", "this Friday", "tomorrow", "last Tuesday"]
    ),
    st.sampled_from(["They met {}.", "They will meet {}.", "He said {} that it rained.", "{} they left."]),
)
def test_days_move_with_the_week_of_publication(day: int, weeks: int, words: str, frame: str) -> None:
    text = frame.format(words)

    def number(published: int) -> int:
        (expression,) = tag(text, str(from_day_number(published)))
        assert expression.date is not None
        first = parse(expression.date).earliest
        assert first is not None
        return first

    assert number(day + 7 * weeks) - number(day) == 7 * weeks


@given(st.integers(min_value=700_000, max_value=760_000), st.integers(min_value=0, max_value=40))
def test_a_range_of_publication_days_holds_what_each_day_gives(day: int, length: int) -> None:
    published = f"[{from_day_number(day)}..{from_day_number(day + length)}]"
    for words in ("yesterday", "Saturday", "last week", "In December", "last year", "two months ago"):
        (expression,) = tag(f"{words} they met.", published)
        assert expression.date is not None
        whole = parse(expression.date)
        for each in (day, day + length // 2, day + length):
            (single,) = tag(f"{words} they met.", str(from_day_number(each)))
            assert single.date is not None
            part = parse(single.date)
            assert whole.earliest <= part.earliest <= part.latest <= whole.latest


def test_the_hostile_text_takes_linear_time() -> None:
    for piece in ("1", "January ", "last ", "(", "the ", "May 3, ", "two days after the ", "2020-"):
        assert isinstance(tag(piece * 20_000, "2021-06-16"), list)


DENSE = (
    "The depot was bombed on 3 May 2010. Two days after the bombing, it closed. ",
    "two days after the killing he was killed on 3 May 2010, ",
    "the second anniversary of the killing of X on 3 May 2010 and ",
)


@pytest.mark.parametrize("piece", DENSE)
def test_events_that_count_from_events_take_linear_time(piece: str) -> None:
    def work(times: int) -> int:
        profile = cProfile.Profile()
        profile.runcall(tag, piece * times, "2012-06-01")
        return sum(entry.callcount for entry in profile.getstats())

    work(1)  # what is read and remembered once is not counted

    assert work(800) < 2.5 * work(400)
