"""Which dates can be of one happening, and the date they agree on."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.events.agreement import agreed, compatible, fineness


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (["2021-02", "2021-02-26"], "2021-02-26"),
        (["2021", "2021-02"], "2021-02"),
        (["193X", "1934"], "1934"),
        (["2021-02-28~", "2021-02-26"], "2021-02-26"),
        (["2021-02-28~", "2021"], "2021-02-28~"),
        (["2008-03-01~", "2008-02", "2008-02-29"], "2008-02-29"),
        (["[2021-02-22..2021-02-28]", "2021-02"], "[2021-02-22..2021-02-28]"),
        (["2011-01/2011-08-25", "2011-01/2011-09-10"], "2011-01/2011-09-10"),
        (["1992-05/1994-06", "1992-05-04/1994-06-07"], "1992-05-04/1994-06-07"),
        (["2017-01-09/2017-01-18", "2017-01-09"], "2017-01-09/2017-01-18"),
        (["2017-01-09/2017-01-18", "2017-01-10"], None),
        (["2004/2008", "2004"], None),
        (["2020-02/2020-02-10", "2020-02-17/.."], None),
        (["2021-02-26", "2021-02-27"], None),
        (["2021-02-28~", "2021-02-20"], None),
        (["2021-03", "2021-02-26"], None),
    ],
)
def test_what_dates_agree_on(dates, expected):
    for order in permutations(dates):
        together = all(compatible(one, other) for one in order for other in order)
        assert (agreed(order) if together else None) == expected


DATES = ("2021", "2021-02", "2021-02-26", "2021-02-28~", "[2021-02-22..2021-02-28]", "202X", "2021-24")


@given(st.lists(st.sampled_from(DATES), min_size=1))
def test_no_date_says_more_than_the_agreed_one(dates):
    assert fineness(agreed(dates)) == max(map(fineness, dates))
