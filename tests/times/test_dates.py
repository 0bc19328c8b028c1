"""Isolated date strings."""

import pytest

from timeline.times import parse_date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2020-01-03", "2020-01-03"),
        ("2020-01-03T10:30:00Z", "2020-01-03T10:30:00Z"),
        ("2020-01", "2020-01"),
        ("January 3, 2020", "2020-01-03"),
        ("3 January 2020", "2020-01-03"),
        ("Friday, 3 January 2020", "2020-01-03"),
        ("Jan. 3, 2020", "2020-01-03"),
        ("March 2020", "2020-03"),
        ("2020", "2020"),
        ("03.01.2020", "2020-01-03"),
    ],
)
def test_a_date_is_as_precise_as_its_string(text: str, date: str) -> None:
    assert parse_date(text) == date


@pytest.mark.parametrize(
    "text", ["", "yesterday", "Saturday", "March 3", "30 February 2020", "no date at all", "x" * 500]
)
def test_what_needs_another_date_or_is_none_gives_none(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("text", "code", "date"),
    [
        ("3. Januar 2020", "de", "2020-01-03"),
        ("3 de enero de 2020", "es", "2020-01-03"),
        ("März 2020", "de", "2020-03"),
    ],
)
def test_other_languages_are_read_when_named(text: str, code: str, date: str) -> None:
    assert parse_date(text, [code]) == date
