"""The word lists of the events stage."""

import re
from collections import Counter
from importlib import resources

import pytest

FILES = [
    item for item in resources.files("timeline.events.languages").iterdir() if item.name.endswith(".yml")
]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_no_list_is_given_twice(file):
    """Of two lists with one name YAML would keep the second, without a word."""
    names = Counter(re.findall(r"^(\w+):", file.read_text(encoding="utf-8"), re.MULTILINE))
    assert [name for name, count in names.items() if count > 1] == []
