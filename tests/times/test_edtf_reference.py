"""The reference library agrees with the calendar on what both can read, and what it refuses is refused."""

import math
import re

import edtf as reference
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from timeline.times.edtf import (
    EDTFError,
    day_number,
    days_in_month,
    from_day_number,
    parse,
    sort_key,
    without_time,
)

YEARS = st.integers(-9999, 9999)
# Winter in the north and summer in the south run into the next year; the reference ends them with the old.
ACROSS_YEARS = ("-24", "-28", "-30")


def year_text(year: int) -> str:
    return f"-{-year:04}" if year < 0 else f"{year:04}"


@st.composite
def days(draw: st.DrawFn) -> str:
    year, month = draw(YEARS), draw(st.integers(1, 12))
    return f"{year_text(year)}-{month:02}-{draw(st.integers(1, days_in_month(year, month))):02}"


months = st.builds("{}-{:02}".format, YEARS.map(year_text), st.integers(1, 12))
years = YEARS.map(year_text)
dates = st.builds("{}{}".format, days() | months | years, st.sampled_from(["", "", "~", "?", "%"]))
groupings = st.builds(
    "{}-{}".format, YEARS.map(year_text), st.integers(21, 36) | st.integers(40, 41)
)  # seasons, quarters, halves
unspecified = st.integers(0, 999).map("{:03}X".format) | st.integers(0, 99).map("{:02}XX".format)
decades = st.builds("{}{}".format, unspecified, st.sampled_from(["", "~", "?", "%"]))
long_years = st.builds("Y{}{}".format, st.sampled_from(["", "-"]), st.integers(10_000, 999_999_999))
times = st.builds(
    "{}T{:02}:{:02}:{:02}{}".format,
    days(),
    st.integers(0, 23),
    st.integers(0, 59),
    st.integers(0, 59),
    st.sampled_from(["", "Z", "+05:30", "-08:00"]),
)
PLAIN = days() | months | years
OPEN = st.sampled_from(["{}/..", "../{}"])


@st.composite
def pairs(draw: st.DrawFn, ends: st.SearchStrategy[str], form: str) -> str:
    one, other = draw(ends), draw(ends)
    return form.format(*sorted((one, other), key=lambda text: parse(text).earliest))


VALUES = {
    "level 0: days, months and years": PLAIN,
    "level 0: times": times,
    "level 0: intervals": pairs(PLAIN, "{}/{}"),
    "level 1: approximate and uncertain": dates,
    "level 1: seasons; level 2: quarters and halves": groupings,
    "level 1: decades and centuries": decades,
    "level 1: long years": long_years,
    "level 1: intervals of uncertain ends": pairs(dates, "{}/{}"),
    "level 1: open intervals": st.builds(str.format, OPEN, dates),
    "level 2: one of the days": pairs(days(), "[{}..{}]"),
    "level 2: one of the months": pairs(months, "[{}..{}]"),
    "level 2: one of the years": pairs(years, "[{}..{}]"),
    "level 2: one of two": pairs(PLAIN, "[{},{}]"),
    "level 2: one of the days up to or from one": days().flatmap(
        lambda day: st.sampled_from([f"[..{day}]", f"[{day}..]"])
    ),
}


def bounds(text: str) -> tuple[int | None, int | None]:
    """Return the first and the last day that the reference gives; None where it is open."""
    read = reference.parse_edtf(text)
    ends = read.lower_strict(), read.upper_strict()
    first, last = (None if end in (math.inf, -math.inf) else day_number(*end[:3]) for end in ends)
    return first, last


@pytest.mark.parametrize("kind", VALUES)
@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_values_span_the_same_days(kind: str, data: st.DataObject) -> None:
    text = data.draw(VALUES[kind])
    first, last = bounds(text)

    own = parse(text)
    assert own.earliest == first
    if not text.endswith(ACROSS_YEARS) or kind != "level 1: seasons; level 2: quarters and halves":
        assert own.latest == last


@pytest.mark.parametrize("text", ["1999-24", "1999-28", "1999-30"])
def test_a_season_that_runs_into_the_next_year_ends_there(text: str) -> None:
    assert parse(text).earliest == day_number(1999, 12, 1)
    assert parse(text).latest == day_number(2000, 2, 29)


@pytest.mark.parametrize("kind", VALUES)
@given(data=st.data())
def test_a_value_is_written_as_it_was_read(kind: str, data: st.DataObject) -> None:
    text = data.draw(VALUES[kind])
    written = str(parse(text))

    assert parse(written) == parse(text)
    assert written == text or "," in text


def is_written_without_seconds(text: str) -> bool:
    return bool(re.search(r"T\d\d:\d\d(?!:\d\d)", text))  # ISO 8601 has it, the reference does not


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_what_the_reference_refuses_is_refused(data: st.DataObject) -> None:
    """One character of a date is changed, left out or put in."""
    text = data.draw(PLAIN | dates | groupings | decades | long_years | times)
    place = data.draw(st.integers(0, len(text)))
    new = data.draw(st.sampled_from(["", *"0123459-XYTZ~?%:+/.,[] "]))
    changed = (text[:place] + new + text[place + data.draw(st.integers(0, 1)) :]).strip()
    try:
        parse(changed)
    except EDTFError as error:
        assert "\n" not in str(error)
        return
    # The reference has no uncertain seasons, and none in intervals.
    if not is_written_without_seconds(changed) and not re.search(r"[~?%/]", changed):
        assert reference.parse_edtf(changed) is not None


@example("0\n0/")
@given(st.text(max_size=30) | st.text("0123456789-/.[]XYTZ~?%:", max_size=30))
def test_any_text_is_a_date_or_refused_in_one_line(text: str) -> None:
    try:
        read = parse(text)
    except EDTFError as error:
        assert "\n" not in str(error).replace(text.strip(), "")
    else:
        assert parse(str(read)) == read


@given(st.integers(min_value=-3_650_000, max_value=3_650_000))
def test_day_numbers_and_dates_are_inverse(number: int) -> None:
    date = from_day_number(number)

    assert date.earliest == date.latest == number
    assert parse(str(date)).earliest == number


@given(st.integers(1, 3_650_000), st.integers(1, 3_650_000))
def test_texts_sort_as_their_days(one: int, other: int) -> None:
    texts = [str(from_day_number(one)), str(from_day_number(other))]

    assert [parse(text).earliest for text in sorted(texts, key=sort_key)] == sorted([one, other])


@pytest.mark.parametrize(
    "text",
    [
        *(
            "2020-02-30",
            "2020-21-01",
            "1900-02-29",
            "2021-13",
            "2021-00",
            "2021-01-00",
            "2021-42",
            "",
            "yesterday",
            "[..]",
            "..",
        ),
        *(
            "2020-01-01/2019-01-01",
            "[2021..2020]",
            "2020-01-03T24:00",
            "2020-01-03T10:60",
            "2020-01-03T10:00:00+14:30",
            "2020-01-03T10:00:00-05:60",
            "199X-05",
            "Y2020",
        ),
        *("Y12000-05", "Y012000", "2020/2021/2022", "20-05-03", "2020-5-3", "２０２０"),
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(EDTFError):
        parse(text)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2020-01-03T04:12", "2020-01-03"),
        ("2020-01-03T04:12:30+02:00", "2020-01-03"),
        ("[2020-01-01T10:30..2020-03-31T10:30]", "[2020-01-01..2020-03-31]"),
        ("2020-01-03T04:12/..", "2020-01-03/.."),
        ("2020-01", "2020-01"),
    ],
)
def test_times_of_day_can_be_left_out(text: str, days: str) -> None:
    assert without_time(text) == days
