"""Which of the titles of its tellings an event takes."""

import pytest

from timeline.events.headings import heading
from timeline.events.mention import Mention

DAY = "2021-05-03"


def mention(title, *, date=DAY, **more):
    words = frozenset(title.lower().split()) - {"the", "a", "in", "by", "is", "of"}
    return Mention("article", title, 0, len(title), date, ("",), title, "", words=words, **more)


@pytest.mark.parametrize(
    ("taken", "others"),
    [
        # what most tell, and not what one adds
        ("Bomb kills the mayor in Lima", [("Car turns over", {}), ("Mayor is killed by a bomb", {})]),
        # a headline
        ("Lima mayor found dead", [("Bomb kills the mayor in Lima", {})]),
        # a whole sentence and no noun, a name and no pronoun, an act and no statement
        ("Bomb kills the mayor", [("Death of the mayor of Lima", {"is_nominal": True})]),
        ("Bomb kills the mayor", [("She is killed by a bomb", {})]),
        ("Mayor says that he will stay", [("Crowd cheers at the end", {})]),
        ("Bomb kills the mayor", [("Police say bomb killed the mayor", {"is_statement": True})]),
        # what tells it to the day
        ("Bomb kills the mayor", [("Bomb kills the mayor of Lima", {"date": "2021-05"})]),
        # what tells the headline in other words
        ("Mayor of Lima dies of wounds", [("Car turns over in a street", {})]),
    ],
)
def test_title(taken, others):
    more = {"is_headline": taken == "Lima mayor found dead", "tells_headline": taken.startswith("Mayor")}
    told = [mention(taken, **more), *(mention(title, **kinds) for title, kinds in others)]
    assert heading(told, DAY) == taken
    assert heading(told[::-1], DAY) == taken
