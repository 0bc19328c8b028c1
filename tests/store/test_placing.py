"""Where a new entry goes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.store.placing import gap


@pytest.mark.parametrize(
    ("keys", "new", "place"),
    [
        ([], 5, 0),
        ([1, 3, 7], 5, 2),
        ([1, 5, 5, 7], 5, 3),
        ([2, 3], 1, 0),
        ([9, 7, 3, 1], 5, 2),  # newest first
        ([1, 2, 3, 8, 9, 0], 5, 3),  # an old one told at the end, as an epilogue
        ([9, 1, 2, 3, 8], 5, 4),  # a late one told first
    ],
)
def test_it_goes_where_the_fewest_stand_on_the_wrong_side(keys: list[int], new: int, place: int) -> None:
    assert gap(keys, new) == place


@given(st.lists(st.integers()), st.integers())
def test_an_ordered_list_stays_ordered(keys: list[int], new: int) -> None:
    keys.sort()
    keys.insert(gap(keys, new), new)
    assert keys == sorted(keys)
