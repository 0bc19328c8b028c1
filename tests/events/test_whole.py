"""Which titles are whole lines."""

import pytest

from timeline.events import language
from timeline.events.whole import is_whole


@pytest.mark.parametrize(
    "heading",
    [
        "Court in Lyon sentences a banker to six years in prison",
        "About 400 people march through the port",
        "Ferry sinks",
        "Minister announces in Bern that she will resign",
        "Workers walk out",
        "Death of Ana Torres",
        "Ryanair reports profits of $269m",
    ],
)
def test_a_whole_title(heading):
    assert is_whole(heading, language.words())


@pytest.mark.parametrize(
    "heading",
    [
        "",
        "It closes a mine",
        "And drives off with 40 watches",
        "In the hall of the mayor",
        "Board orders the",
        "Firm fires its",
        "Court rules",
        "Police find",
        "Minister announces in Bern",
        "Vote is held",
        "Rider praises “the men",
    ],
)
def test_a_title_that_is_cut_or_tells_nothing(heading):
    assert not is_whole(heading, language.words())
