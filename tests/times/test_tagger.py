"""What holds for any text, in every language that has a file."""

import cProfile
import gc
import re
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.times import Anchor, language, tag
from timeline.times.calendar import FIRST_DAY, LAST_DAY
from timeline.times.edtf import from_day_number, parse

LANGUAGES = language.available()
WORDS = {code: sorted(language.load(code).symbols) for code in LANGUAGES}
ANY = st.text(st.characters(), max_size=200)  # control characters and lone surrogates, too
# Pieces that count from each other, in an order that may make no sense.
TELLING = (
    *("He was killed on 3 May 2010", "The vote was held in March", "the war that began in 1914", "the blast"),
    *("five days after the killing", "the day before the vote", "since the ceasefire", "until the war"),
    *("on the second anniversary of the attack", "the third day of the trial", "within 48 hours of it"),
    *("from May 3 to May 8", "between March and June", "early last year", "the night before", "a week later"),
    *("the same day", "on Saturday", "will", "had been", "which", "had", "said", "to", "and", "of", "in"),
    *(".", ",", ";", "\n\n", "(", ")", "“", "”", "-", "'s", "two", "half", "first", "30", "31", "0", "1999"),
)
PUBLISHED = st.none() | st.integers(FIRST_DAY, LAST_DAY).map(lambda day: str(from_day_number(day)))
RANGES = st.sampled_from(
    ["2020-02", "2019", "[2020-01-04..2020-03-12]", "2020-01-03/..", "../2020", "199X", "2020-03-31T23:59Z"]
)
VALUE = re.compile(
    r"""
      (PRESENT|PAST|FUTURE)_REF
    | \d{4}/\d{4}                                                             # the years 2008–09
    | P(\d+(\.\d+)?|X)(L|C|E|Y|Q|M|W|WE|D)(\d+[MWD])?
    | PT(\d+(\.\d+)?|X)[HMS](\d+[MS])?
    | P(\d+[YMWD])+T(\d+[HMS])+
    | (BC)?[\dX]{1,3}                                                         # millennium, century, decade
    | (BC\d?)?[\dX]{4}
    | (BC\d?)?[\dX]{4}-(\d\d|XX|SP|SU|FA|WI|Q[1-4X]|H[12X])
    | (BC\d?)?[\dX]{4}-W(\d\d|XX)-WE
    | ((BC\d?)?[\dX]{4}-(\d\d|XX)-(\d\d|XX)|(BC\d?)?[\dX]{4}-W(\d\d|XX)(-[1-7X])?)?
      (T((\d\d(:\d\d){0,2}(Z|[+-]\d\d(:?\d\d)?)?)|MO|AF|EV|NI|DT))?
    """,
    re.VERBOSE,
)


@st.composite
def texts(draw: st.DrawFn) -> tuple[str, str]:
    """Return a text and its language: any characters, the language's words, or a story of a kind."""
    code = draw(st.sampled_from(LANGUAGES))
    words = st.sampled_from(WORDS[code])
    kind = draw(st.sampled_from(["any", "words", "mixed", "story"]))
    if kind == "any":
        return draw(ANY), code
    if kind == "story":
        return " ".join(draw(st.lists(st.sampled_from(TELLING), max_size=25))), code
    pieces = words if kind == "words" else words | st.text(max_size=8)
    return draw(st.sampled_from([" ", ""])).join(draw(st.lists(pieces, max_size=30))), code


@settings(max_examples=600, deadline=None)
@given(texts(), PUBLISHED | RANGES)
def test_expressions_lie_in_the_text_in_order_and_carry_valid_values(
    written: tuple[str, str], published: str | None
) -> None:
    text, code = written
    end = 0
    for expression in tag(text, published, code):
        assert text[expression.start : expression.end] == expression.text != ""
        assert expression.start >= end
        assert expression.type in ("DATE", "TIME", "DURATION", "SET")
        assert expression.value
        assert VALUE.fullmatch(expression.value), expression.value
        if expression.date is not None:
            assert str(parse(expression.date)) == expression.date
        if expression.type in ("DURATION", "SET") and expression.anchor is None:
            assert expression.date is None
        end = expression.end


@settings(max_examples=150, deadline=None)
@given(texts(), PUBLISHED | RANGES)
def test_tagging_twice_gives_the_same(written: tuple[str, str], published: str | None) -> None:
    text, code = written

    assert tag(text, published, code) == tag(text, published, code)


@pytest.mark.parametrize(
    ("text", "mod"),
    [
        ("more than four hours", "MORE_THAN"),
        ("just over a week", "MORE_THAN"),
        ("nearly three weeks", "LESS_THAN"),
        ("at least ten days", "EQUAL_OR_MORE"),
        ("up to 180 days", "EQUAL_OR_LESS"),
        ("about two years ago", "APPROX"),
        ("circa 1640", "APPROX"),
        ("early 2010", "START"),
        ("mid-March 2010", "MID"),
        ("the end of 2010", "END"),
        ("four hours", None),
    ],
)
def test_what_an_approximation_says_is_the_modifier(text: str, mod: str | None) -> None:
    assert [expression.mod for expression in tag(text, "2021-06-16")] == [mod]


WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WHOLE_DAYS = (
    *("yesterday", "today", "tomorrow", "the day before yesterday", "the day after tomorrow", "tonight"),
    *("yesterday morning", "this evening", "last night", "last week", "next week", "over the weekend"),
    *(f"{which} {day}".strip() for which in ("", "last", "this", "next") for day in WEEKDAYS),
    *(f"{day} {part}" for day in WEEKDAYS[:2] for part in ("morning", "night", "of last week")),
)
COUNTED = st.integers(1, 400).flatmap(
    lambda n: st.sampled_from(
        [f"{n} days ago", f"{n} days from now", f"{n} weeks ago", f"{n} weeks from now"]
    )
)
FRAMES = (
    *("They met {}.", "They will meet {}.", "He said {} that it rained.", "{} they left.", "It is due {}."),
    *("The vote {} was lost.", "She had left {}, he said."),
)


@settings(max_examples=300, deadline=None)
@given(
    st.integers(min_value=-700_000, max_value=760_000),
    st.integers(min_value=-2000, max_value=2000),
    st.lists(
        st.tuples(st.sampled_from(FRAMES), st.sampled_from(WHOLE_DAYS) | COUNTED), min_size=1, max_size=3
    ),
)
def test_days_move_with_the_week_of_publication(day: int, weeks: int, story: list[tuple[str, str]]) -> None:
    """So they do for weekdays and counted days. Months and years have no whole number of weeks."""
    text = " ".join(frame.format(words) for frame, words in story)

    def days(published: int) -> list[tuple[str, int, int]]:
        found = [e for e in tag(text, str(from_day_number(published))) if e.anchor is Anchor.PUBLICATION]
        spans = [(e.text, parse(e.date)) for e in found if e.date is not None]
        return [(words, span.earliest - published, span.latest - published) for words, span in spans]

    assert days(day) == days(day + 7 * weeks)
    assert days(day)


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


HOSTILE = (
    *("7", "7 ", " ", "\n", "\t\n", "(", "()", '"', "'", "“", "a-", "é", "A.", "1,000", "1/", "2020-"),
    *("last last last ", "of the ", "two ", "twenty-", "the ", "first ", "and "),
)


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_text_of_one_thing_takes_no_time(piece: str) -> None:
    start = time.process_time()
    tag((piece * 300_000)[:300_000], "2021-06-16")

    assert time.process_time() - start < 30  # less than one second; if the square of its length, an hour


DENSE = (
    *("January ", "Monday ", "May 3, ", "2020-01-01 ", "3 May - ", "the day before ", "one to "),
    *("five days after the killing ", "Monday, ", "since the war ", "the first of the ", "on the eve of "),
    "The depot was bombed on 3 May 2010. Two days after the bombing, it closed. ",
    "two days after the killing he was killed on 3 May 2010, ",
    "the second anniversary of the killing of X on 3 May 2010 and ",
    "five days after the flood it is wet. ",
)


@pytest.mark.parametrize("piece", DENSE)
def test_dates_without_end_take_linear_time(piece: str) -> None:
    def work(times: int) -> int:
        profile = cProfile.Profile()
        profile.runcall(tag, "He was killed on 3 May 2010. " + piece * times, "2012-06-01")
        return sum(entry.callcount for entry in profile.getstats())

    work(1)  # what is read and remembered once is not counted

    assert work(400) < 2.3 * work(200)


def test_memory_does_not_grow_with_the_number_of_texts() -> None:
    def held(numbers: range) -> int:
        """Return the blocks of memory held after so many texts, each with words and dates of its own."""
        for n in numbers:
            day = from_day_number(700_000 + n)
            tag(f"The bridge{n} was bombed{n} on {day}. Two days after the bombing{n}, X{n} fell, {n} did.")
        gc.collect()
        return sys.getallocatedblocks()

    filled = held(range(8_000))  # what is remembered of words and dates has reached its bounds
    grown = held(range(8_000, 10_000)) - filled

    assert grown < 5 * 2_000  # remembering every text would take some fifty blocks each
