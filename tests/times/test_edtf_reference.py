"""The reference library agrees with the calendar on what both can read."""

import edtf as reference
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from timeline.times.edtf import (
    CalendarDate,
    EDTFError,
    day_number,
    days_in_month,
    from_day_number,
    parse,
    sort_key,
)

YEARS = st.integers(min_value=1, max_value=9998)


def bounds(text: str) -> tuple[int, int]:
    read = reference.parse_edtf(text)
    first, last = read.lower_strict(), read.upper_strict()
    return day_number(*first[:3]), day_number(*last[:3])


@given(YEARS, st.none() | st.integers(1, 12), st.none() | st.integers(1, 31))
def test_days_months_and_years_span_the_same_days(year: int, month: int | None, day: int | None) -> None:
    assume(month is not None or day is None)
    assume(day is None or (month is not None and day <= days_in_month(year, month)))
    text = str(CalendarDate(year, month, day))

    assert (parse(text).earliest, parse(text).latest) == bounds(text)


@pytest.mark.parametrize("text", ["199X", "18XX", "2004-06/2006-08", "2004-02-01/2005-02-08", "1984-06-02"])
def test_decades_and_intervals_span_the_same_days(text: str) -> None:
    assert (parse(text).earliest, parse(text).latest) == bounds(text)


@given(st.integers(min_value=-3_650_000, max_value=3_650_000))
def test_day_numbers_and_dates_are_inverse(number: int) -> None:
    date = from_day_number(number)

    assert date.earliest == date.latest == number
    assert parse(str(date)).earliest == number


@given(st.integers(1, 3_650_000), st.integers(1, 3_650_000))
def test_texts_sort_as_their_days(one: int, other: int) -> None:
    texts = [str(from_day_number(one)), str(from_day_number(other))]

    assert [parse(text).earliest for text in sorted(texts, key=sort_key)] == sorted([one, other])


@pytest.mark.parametrize("text", ["2020-02-30", "2021-13", "", "yesterday", "2020-01-01/2019-01-01", "[..]"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(EDTFError):
        parse(text)
