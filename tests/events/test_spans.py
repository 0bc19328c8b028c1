"""Why two expressions make one span."""

import pytest

from timeline.documents import Document
from timeline.events import extract


@pytest.mark.parametrize(
    ("text", "because"),
    [
        (
            "Between 3 and 8 May 2019 the bridge was shut by the mayor.",
            "“Between 3 and 8 May 2019” = [2019-05-03..2019-05-08]",
        ),
        (
            "The bridge was blown up on the night of 3 to 4 May 2019.",
            "“the night of 3 to 4 May 2019” = [2019-05-03..2019-05-04]",
        ),
        (
            "The ferry sank on the night of May 14-15, 2019.",
            "“the night of May 14-15, 2019” = [2019-05-14..2019-05-15]",
        ),
        ("The mayor resigned in March or April 2019.", "“March or April 2019” = [2019-03..2019-04]"),
        (
            "The mayor closed the bridge from Monday to Wednesday.",
            "“from Monday to Wednesday” = 2019-06-10/2019-06-12",
        ),
    ],
)
def test_the_last_step_quotes_the_whole_span(text, because):
    [event] = extract([Document("a", text, published="2019-06-12")]).events
    assert event.evidence[0].because[-1] == because
