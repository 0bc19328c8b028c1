from pathlib import Path

import pytest
import yaml

from timeline.documents.dateline import date_line
from timeline.documents.lines import lines

CASES = [
    pytest.param(case, id=f"{group}: {case['text']}"[:70])
    for group, cases in yaml.load(
        (Path(__file__).parent / "date_lines.yml").read_text(encoding="utf-8"), yaml.CBaseLoader
    ).items()
    for case in cases
]


@pytest.mark.parametrize("case", CASES)
def test_a_date_line_is_recognised_by_its_shape(case):
    text = case["text"] if isinstance(case["text"], str) else "\n".join(case["text"])
    found = date_line(list(lines(text)))
    said = found and f"{found.year or '-'}-{found.month:02}-{found.day:02}"
    assert said == case.get("date")
    if "quote" in case:
        assert found.quote == case["quote"]


def test_a_line_with_the_last_change_counts_only_without_another():
    updated = date_line(list(lines("Bridge opens\nUpdated: 5 March 2021\nIt did.")))
    assert updated.updated


def test_prose_far_down_is_no_date_line():
    text = "\n".join(
        ["The bridge was opened."] * 30 + ["SPRINGFIELD, 3 March 2011 — Another story."] + ["End."] * 9
    )
    assert date_line(list(lines(text))) is None
