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
        (
            "The mill lost 300 workers in the six months to the end of May 2019.",
            "“the six months to the end of May 2019” = 2018-12/2019-05",
        ),
        (
            "The mill sold ten looms in the year ended 31 March 2019.",
            "“the year ended 31 March 2019” = 2018-04-01/2019-03-31",
        ),
        (
            "The mill sold two looms in the quarter to March 2019.",
            "“the quarter to March 2019” = 2019-01/2019-03",
        ),
        (
            "In the four weeks to 26 May 2019 the mill sold two looms.",
            "“the four weeks to 26 May 2019” = 2019-04-29/2019-05-26",
        ),
        (
            "In the three years to 2018 the mill sold two looms.",
            "“the three years to 2018” = 2016/2018",
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
