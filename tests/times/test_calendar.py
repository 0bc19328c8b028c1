"""The calendar: proleptic Gregorian, from -9999 to 9999; no result is finer than what it is counted from."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.times.arithmetic import Span, part_of, shifted, vaguely, within
from timeline.times.calendar import FIRST_DAY, LAST_DAY, Period, Unit
from timeline.times.edtf import Precision, day_number, days_in_month, from_day_number, parse
from timeline.times.meaning import Shift
from timeline.times.model import Anchor

DAYS = st.integers(FIRST_DAY, LAST_DAY)
CLOCK = (Unit.HOUR, Unit.MINUTE, Unit.SECOND)
UNITS = st.sampled_from([unit for unit in Unit if unit not in (*CLOCK, Unit.FORTNIGHT)])
UNBROKEN = st.sampled_from(
    [unit for unit in Unit if unit not in (*CLOCK, Unit.FORTNIGHT, Unit.WEEKEND)]
)  # one follows the other without a day between them
CYCLE = 146_097  # days of 400 years


@given(st.dates())
def test_days_are_those_of_the_standard_library(date: datetime.date) -> None:
    assert day_number(date.year, date.month, date.day) == date.toordinal()
    assert str(from_day_number(date.toordinal())) == date.isoformat()
    assert (date.toordinal() - 1) % 7 == date.weekday()


@given(st.dates(min_value=datetime.date(2, 1, 1)))
def test_weeks_are_those_of_iso_8601(date: datetime.date) -> None:
    year, week, _ = date.isocalendar()

    assert Period.holding(Unit.WEEK, date.toordinal()).timex() == f"{year:04}-W{week:02}"


@given(DAYS, st.integers(-25, 25))
def test_the_calendar_repeats_every_400_years(number: int, cycles: int) -> None:
    one, other = from_day_number(number), from_day_number(number + cycles * CYCLE)

    assert (other.year, other.month, other.day) == (one.year + 400 * cycles, one.month, one.day)


@given(st.integers(-9999, 9999), st.integers(1, 12))
def test_a_month_ends_where_the_next_begins(year: int, month: int) -> None:
    following = day_number(year + month // 12, month % 12 + 1, 1)

    assert day_number(year, month, days_in_month(year, month)) + 1 == following


@given(UNITS, DAYS, st.integers(-1000, 1000))
def test_shifting_there_and_back_changes_nothing(unit: Unit, number: int, count: int) -> None:
    period = Period.holding(unit, number)

    assert period.shift(count).shift(-count) == period
    assert (period.shift(1).first > period.last) and (period.shift(-1).last < period.first)


@given(UNBROKEN, DAYS)
def test_every_day_lies_in_one_of_each_unit(unit: Unit, number: int) -> None:
    period = Period.holding(unit, number)

    assert period.first <= number <= period.last
    assert period.shift(1).first == period.last + 1


@given(UNITS, DAYS)
def test_the_edtf_of_a_unit_spans_its_days(unit: Unit, number: int) -> None:
    period = Period.holding(unit, number)
    if not period.in_calendar:
        return
    span = parse(period.edtf())

    assert (span.earliest, span.latest) == (period.first, period.last)
    assert str(span) == period.edtf()


# -- arithmetic

COUNTS = st.integers(0, 50_000) | st.floats(0, 300).map(lambda count: round(count * 2) / 2) | st.just(10**12)
SHIFTS = st.builds(
    Shift,
    COUNTS,
    st.sampled_from(list(Unit)),
    st.sampled_from([-1, 1]),
    st.sampled_from(list(Anchor)),
    exact=st.booleans(),
)


@st.composite
def values(draw: st.DrawFn) -> str:
    """Return an EDTF date that something can count from."""
    period = Period.holding(draw(st.sampled_from([Unit.DAY, Unit.MONTH, Unit.YEAR, Unit.SEASON])), draw(DAYS))
    period = period if period.in_calendar else Period(Unit.DAY, 1)
    later = Period(Unit.DAY, min(period.last + draw(st.integers(0, 500)), LAST_DAY))
    form = draw(
        st.sampled_from(["{one}", "{one}", "{one}/{other}", "[{one}..{other}]", "{one}/..", "../{one}"])
    )
    return form.format(one=period.edtf(), other=later.edtf())


@given(values(), SHIFTS)
def test_counting_from_any_date_gives_a_date_of_the_calendar_or_none(value: str, shift: Shift) -> None:
    for count in (shifted, within, vaguely):
        result = count(Span.of(parse(value)), shift)

        if result.date is None:
            assert result.value == "XXXX"
        else:
            assert str(parse(result.date)) == result.date


def count(value: str, number: float, unit: Unit, exact: bool = False) -> str | None:
    """Return what lies so many units from an event of that date."""
    what = Shift(abs(number), unit, -1 if number < 0 else 1, Anchor.EVENT, exact=exact)
    return shifted(Span.of(parse(value)), what).date


@pytest.mark.parametrize(
    ("value", "number", "unit", "expected"),
    [
        ("2020-05", -10, Unit.DAY, "[2020-04-21..2020-05-21]"),  # a month minus ten days is not a day
        ("2020-05", 1, Unit.MONTH, "2020-06"),
        ("2020", 3, Unit.DAY, "[2020-01-04..2021-01-03]"),
        ("2020", 2, Unit.MONTH, "[2020-03..2021-02]"),
        ("2020", 5, Unit.YEAR, "2025"),
        ("2020-05-17", 3, Unit.DAY, "2020-05-20"),
        ("2020-05-17", 1, Unit.WEEK, "[2020-05-21..2020-05-27]"),
        ("2020-05-17", -2, Unit.MONTH, "2020-03"),
        ("2020-05-17", 1, Unit.YEAR, "2021-05"),
        ("2020-05-17", 10, Unit.YEAR, "2030"),
        ("2020-05-17", 48, Unit.HOUR, "2020-05-19"),
        ("2020-03-01/2020-03-05", 2, Unit.DAY, "2020-03-07"),  # what lasted is counted from its end
        ("2020-03-01/2020-03-05", -2, Unit.DAY, "2020-02-28"),
        ("[2020-03-01..2020-03-05]", 2, Unit.DAY, "[2020-03-03..2020-03-07]"),
        ("0001-01-01", -1, Unit.DAY, "0000-12-31"),
        ("0000-03-01", -1, Unit.DAY, "0000-02-29"),
        ("9999-12-30", 1, Unit.DAY, "9999-12-31"),
        ("9999-12-30", 2, Unit.DAY, None),
        ("-9999-01-02", -1, Unit.DAY, "-9999-01-01"),
        ("-9999-01-02", -2, Unit.DAY, None),
        ("9998", 1, Unit.YEAR, "9999"),
        ("9999", 1, Unit.YEAR, None),
    ],
)
def test_a_result_is_no_finer_than_what_it_counts_from(
    value: str, number: int, unit: Unit, expected: str | None
) -> None:
    assert count(value, number, unit) == expected


@given(values(), st.integers(-3000, 3000))
def test_days_from_a_stretch_are_as_many_days(value: str, number: int) -> None:
    span = Span.of(parse(value))
    result = count(value, number, Unit.DAY)
    if result is None or span.whole:
        return
    found = parse(result)

    assert (found.earliest, found.latest) == (span.first + number, span.last + number)


@given(DAYS, st.integers(1, 300), st.sampled_from([Unit.MONTH, Unit.QUARTER, Unit.YEAR, Unit.DECADE]))
def test_months_and_years_from_a_day_are_no_day(number: int, months: int, unit: Unit) -> None:
    result = count(str(from_day_number(number)), months, unit)

    assert result is None or parse(result).precision <= Precision.MONTH


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2020-01-31", 1, "2020-02-29"),
        ("2021-01-31", 1, "2021-02-28"),
        ("2020-03-31", -1, "2020-02-29"),
        ("2020-02-29", 12, "2021-02-28"),
        ("2020-02-29", 48, "2024-02-29"),
        ("2020-05-31", 1, "2020-06-30"),
        ("0001-01-31", -2, "0000-11-30"),
    ],
)
def test_a_day_that_the_month_has_not_is_its_last(day: str, months: int, expected: str) -> None:
    assert count(day, months, Unit.MONTH, exact=True) == expected


@given(st.integers(FIRST_DAY + 400, LAST_DAY - 40_000), st.integers(0, 1200))
def test_the_same_day_of_a_later_month(number: int, months: int) -> None:
    before = from_day_number(number)
    result = count(str(before), months, Unit.MONTH, exact=True)
    if result is None:
        return
    after = parse(result).first
    assert after is not None
    assert before.month is not None
    assert before.day is not None
    assert after.month is not None

    assert (after.year * 12 + after.month) - (before.year * 12 + before.month) == months
    assert after.day == min(before.day, days_in_month(after.year, after.month))


@given(UNITS, DAYS, st.sampled_from(["START", "MID", "END", "FIRST", "SECOND"]))
def test_a_part_lies_in_the_whole(unit: Unit, number: int, part: str) -> None:
    period = Period.holding(unit, number)
    if not period.in_calendar:
        return
    found = parse(part_of(period, part))

    assert found.earliest is not None
    assert found.latest is not None
    assert found.earliest <= found.latest
    if unit in (Unit.CENTURY, Unit.MILLENNIUM):  # whose parts are rounded to years
        period = Period.holding(Unit.YEAR, period.first)
        assert period.first <= found.earliest
    else:
        assert period.first <= found.earliest <= found.latest <= period.last


@given(st.sampled_from([Unit.MONTH, Unit.YEAR, Unit.DECADE]), st.integers(1, 3_600_000))
def test_early_middle_and_late_make_the_whole(unit: Unit, number: int) -> None:
    period = Period.holding(unit, number)
    early, middle, late = (parse(part_of(period, part)) for part in ("START", "MID", "END"))

    assert (early.earliest, late.latest) == (period.first, period.last)
    assert early.latest is not None
    assert middle.latest is not None
    assert (early.latest + 1, middle.latest + 1) == (middle.earliest, late.earliest)
