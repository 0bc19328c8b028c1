"""Killed at any moment, a writer leaves the old file or the new one; of two writers none loses an edit."""

import os
import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from timeline.events.model import Event, Evidence, Source, Timeline
from timeline.store import read, update

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system kills processes in another way")

KILLS = 1000


def timeline(version: int) -> Timeline:
    """One of two timelines that have nothing in common, so that half of one is neither."""
    evidence = [Evidence("a", f"Sentence {number} of version {version}.") for number in range(8)]
    events = [Event(f"20{10 + version}-05", f"Version {version}", evidence=[each]) for each in evidence]
    return Timeline({"a": Source(file="a.txt", title=f"Version {version}")}, events)


def write_for_ever(path: Path) -> None:
    version = 0
    while True:
        version = 1 - version
        update(path, timeline(version))


def test_killed_a_thousand_times_it_leaves_a_valid_file_each_time(tmp_path: Path) -> None:
    path = tmp_path / "events.yml"
    valid = []
    for version in (0, 1):
        update(path, timeline(version))
        valid.append(path.read_bytes())
    started = time.perf_counter()
    update(path, timeline(0))
    one_write = time.perf_counter() - started

    moments = random.Random(7)
    seen = set()
    for _ in range(KILLS):
        child = os.fork()
        if child == 0:
            try:
                write_for_ever(path)
            finally:
                os._exit(1)
        time.sleep(moments.uniform(0, 2 * one_write))
        os.kill(child, signal.SIGKILL)
        assert os.waitpid(child, 0)[1] == signal.SIGKILL, "the writer stopped by itself"
        content = path.read_bytes()
        assert content in valid
        seen.add(content)
    assert seen == {*valid}, "it was never killed after a write"
    assert len(read(path).events) == 8
    update(path, timeline(0))
    update(path, timeline(1))
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
