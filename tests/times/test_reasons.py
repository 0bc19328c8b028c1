"""How a date was found, in words: each reason can be followed by somebody who has only the text."""

from pathlib import Path

import pytest
import yaml

from timeline import tag

CASES = yaml.load(Path(__file__).with_name("reasons.yml").read_text(encoding="utf-8"), yaml.CBaseLoader)


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_the_steps_to_a_date(case):
    found = tag(case["text"], "2024-06-12")
    [expression] = (
        [each for each in found if each.text.startswith(case["which"])] if "which" in case else found[-1:]
    )
    assert list(expression.because) == case["because"]
