"""Killed at any moment, a writer leaves the old file or the new one; of two writers none loses an edit."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from timeline.events.model import Event, Evidence, Source, Timeline
from timeline.store import read, update
from timeline.store.files import write_atomically

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system kills processes in another way")

KILLS = 1000


def test_killed_a_thousand_times_it_leaves_a_valid_file_each_time(tmp_path: Path) -> None:
    path = tmp_path / "events.yml"
    command = [sys.executable, str(Path(__file__).with_name("killing.py")), str(path), str(KILLS)]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    left = {name: int(count) for name, count in re.findall(r"(.+): (\d+)", printed)}
    assert left.keys() == {"version 0", "version 1"}
    assert sum(left.values()) == KILLS
    assert len(read(path).events) == 20
    for text in ("old", "new"):
        write_atomically(path, text)
    assert [each.name for each in sorted(tmp_path.iterdir())] == ["events.schema.json", "events.yml"]


ACCEPT = """
import sys
from pathlib import Path
from timeline.store.files import ChangedError, read_text, write_atomically

path, own = Path(sys.argv[1]), sys.argv[2:]
sys.stdin.readline()
for title in own:
    while True:
        old = read_text(path)
        block = f"title: {title}\\n  relevance: core\\n  status: "
        assert block + "proposed" in old
        try:
            write_atomically(path, old.replace(block + "proposed", block + "accepted"), old)
            break
        except ChangedError:
            continue
"""


def test_of_several_writers_at_once_none_loses_an_edit(tmp_path: Path) -> None:
    path = tmp_path / "events.yml"
    titles = [f"Event {number} of 99" for number in range(60)]
    events = [
        Event("2020", title, evidence=[Evidence("a", f"Quote {title}")])
        for number, title in enumerate(titles)
    ]
    told = Timeline({"a": Source(file="a.txt")}, events)
    update(path, told)
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", ACCEPT, str(path), *titles[number::3]], stdin=subprocess.PIPE, text=True
        )
        for number in range(3)
    ]
    for each in writers:
        assert each.stdin
        each.stdin.write("go\n")
        each.stdin.flush()
    more = [Event("2021", "Later", evidence=[Evidence("a", "Later.")])]
    update(path, Timeline(told.sources, [*events, *more]))
    assert [each.wait(timeout=120) for each in writers] == [0, 0, 0]
    assert len(re.findall("status: accepted", path.read_text())) == len(titles)
    assert "title: Later" in path.read_text()
