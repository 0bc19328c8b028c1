"""A long story is cut into parts by the calendar."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.events.model import Event, Timeline
from timeline.site.parts import cut
from timeline.site.story import tell


def story_of(*groups: tuple[str, int]) -> Sequence:
    events = [Event(date, f"Event {number}") for date, count in groups for number in range(count)]
    return tell(Timeline(events=events)).events


@pytest.mark.parametrize(
    ("groups", "parts"),
    [
        ([("1850-03-01", 4), ("1899", 3)], {"1800-1899": "19th century"}),
        ([("2004-03-01", 6), ("2014", 6)], {"2000s": "2000s", "2010s": "2010s"}),
        ([("2004-03-01", 6), ("2005", 6)], {"2004": "2004", "2005": "2005"}),
        ([("2004-03-01", 6), ("2004-04", 6)], {"2004-03": "March 2004", "2004-04": "April 2004"}),
        (
            [("2004-03-01", 6), ("2004-03-20", 3), ("2004-03-31", 3)],
            {"2004-03-01": "1 March 2004", "2004-03-20": "20 to 31 March 2004"},
        ),
        ([("2004-03-01", 12)], {"2004-03-01": "1 March 2004", "2004-03-01-2": "1 March 2004"}),
        ([("-0043-03-15", 6), ("-0042-03", 6)], {"44-bc": "44 BC", "43-bc": "43 BC"}),
        (
            [("1999-12-31", 6), ("2000-01-01", 6)],
            {"1900-1999": "20th century", "2000-2099": "21st century"},
        ),
    ],
    ids=[
        "century",
        "decades",
        "years",
        "months",
        "pieces of a month",
        "a crowded day",
        "before AD 1",
        "the turn",
    ],
)
def test_a_part_is_the_coarsest_stretch_that_is_small_enough(
    groups: list[tuple[str, int]], parts: dict[str, str]
) -> None:
    assert {part.name: part.label for part in cut(story_of(*groups), most=10)} == parts


dates = st.one_of(
    st.dates().map(str),
    st.integers(1, 9999).map("{:04}".format),
    st.integers(1, 9999).map("-{:04}".format),
    st.dates().map("{}/..".format),
    st.dates().map("../{}".format),
)


@given(st.lists(dates, min_size=1, max_size=60), st.integers(1, 20))
def test_every_event_is_in_one_part_and_no_part_is_too_large(found: list[str], most: int) -> None:
    events = story_of(*((date, 1) for date in found))
    parts = cut(events, most)
    assert [number for part in parts for number in range(part.first, part.end)] == list(range(len(events)))
    assert all(0 < len(part) <= most for part in parts)
    assert len({part.name for part in parts}) == len(parts)


def test_a_new_event_moves_no_other_address() -> None:
    before = {part.name for part in cut(story_of(("2004-03", 8), ("2005-06", 8)), most=10)}
    after = {part.name for part in cut(story_of(("2004-03", 9), ("2005-06", 8)), most=10)}
    assert before == after
