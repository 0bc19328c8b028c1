"""Named days of the year, against public calendars."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from timeline.times import language, tag
from timeline.times.edtf import parse
from timeline.times.named_days import DAYS, in_year

CALENDARS = yaml.load(
    (Path(__file__).parent / "named_days.yml").read_text(encoding="utf-8"), yaml.CSafeLoader
)
PUBLISHED = "2021-06-16"


def listed(kind: str) -> Iterator[object]:
    for name, days in CALENDARS[kind].items():
        for day in days:
            yield pytest.param(name, day, id=f"{name}-{day.year}")


@pytest.mark.parametrize(("name", "day"), list(listed("exact")))
def test_a_day_is_where_the_calendars_have_it(name: str, day: date) -> None:
    assert [period.edtf() for period in in_year(name, day.year)] == [str(day)]


@pytest.mark.parametrize(("name", "day"), list(listed("within_a_day")))
def test_a_day_by_the_moon_is_at_most_one_day_off(name: str, day: date) -> None:
    (period,) = in_year(name, day.year)

    assert abs(period.index - day.toordinal()) <= 1
    assert DAYS[name].doubt


@pytest.mark.parametrize(
    "name", ["ramadan", "eid_al_fitr", "eid_al_adha", "ashura", "mawlid", "passover", "easter"]
)
def test_a_day_is_known_in_every_year_from_1900_to_2100(name: str) -> None:
    assert [year for year in range(1900, 2101) if not 1 <= len(in_year(name, year)) <= 2] == []


@pytest.mark.parametrize("name", ["eid_al_fitr", "ramadan", "ashura", "mawlid"])
def test_days_by_the_moon_are_a_lunar_year_apart_where_the_tables_end_too(name: str) -> None:
    days = [period.index for year in range(1900, 2101) for period in in_year(name, year)]
    gaps = {after - before for before, after in pairwise(days)}

    assert gaps <= set(range(352, 358))


@pytest.mark.parametrize("name", sorted(DAYS))
@pytest.mark.parametrize("year", [-9999, -3762, 0, 1, 622, 1900, 2101, 9999])
def test_no_year_raises_and_a_day_lies_in_its_year_or_beside_it(name: str, year: int) -> None:
    assert all(abs(period.year - year) <= 1 for period in in_year(name, year))


def test_a_moon_year_can_hold_a_feast_twice() -> None:
    assert [period.edtf() for period in in_year("eid_al_fitr", 2000)] == ["2000-01-08", "2000-12-27"]


@pytest.mark.parametrize("code", language.available())
def test_a_language_names_days_that_there_are(code: str) -> None:
    assert set(language.load(code).values.get("holiday", {}).values()) <= set(DAYS)


@pytest.mark.parametrize(
    ("text", "value", "edtf"),
    [
        ("during Ramadan 2019", "2019-05-06", "2019-05-06~/2019-06-03~"),
        ("the beginning of Ramadan 2019", "2019-05-06", "2019-05-06~"),
        ("the end of Ramadan 2019", "2019-05-06", "2019-06-03~"),
        ("Hanukkah last year", "2020-12-11", "2020-12-11/2020-12-18"),
        ("They met on Eid al-Fitr.", "2021-05-13", "2021-05-13~"),
        ("They will meet on Eid al-Adha.", "2021-07-20", "2021-07-20~"),
        ("He was sworn in on Inauguration Day.", "2021-01-20", "2021-01-20"),
        ("the next Inauguration Day", "2025-01-20", "2025-01-20"),
        ("on Orthodox Good Friday", "2021-04-30", "2021-04-30"),
        ("Holi 1950", "XXXX-XX-XX", None),
        ("Leap Day 2019", "XXXX-XX-XX", None),
    ],
)
def test_a_named_day_in_a_text(text: str, value: str, edtf: str | None) -> None:
    (found,) = tag(text, PUBLISHED)

    assert (found.value, found.date) == (value, edtf)
    assert edtf is None or str(parse(edtf)) == edtf


def test_the_reason_says_why_a_date_is_approximate() -> None:
    (found,) = tag("on Eid al-Fitr", PUBLISHED)

    assert "the sighting of the moon decides, so the day is approximate" in found.because


@pytest.mark.parametrize(
    "text",
    [
        "The advent of radio changed it.",
        "She lent him the car.",
        "flights to Easter Island",
        "a refinery in Corpus Christi, Texas",
        "under the Good Friday Agreement",
        "after the Yom Kippur War",
    ],
)
def test_words_that_only_look_like_a_day(text: str) -> None:
    assert tag(text, PUBLISHED) == []


def test_tables_are_imported_only_when_such_a_day_is_met() -> None:
    program = (
        "import sys; from timeline.times import tag\n"
        "tag('On Yom Kippur 2019 they met.', '2021-06-16'); print('holidays' in sys.modules)\n"
        "tag('On Diwali they met.', '2021-06-16'); print('holidays' in sys.modules)"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout.split() == ["False", "True"]
