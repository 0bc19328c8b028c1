"""Kills writers of an events file at random moments, and says what each left behind.

A program of its own, because a small process is forked in a tenth of the time that the tests' own takes.
"""

import os
import random
import signal
import sys
import time
from collections import Counter
from pathlib import Path

from timeline.events.model import Event, Evidence, Source, Timeline
from timeline.store import update
from timeline.store.files import write_atomically

MILLISECOND = 0.001


def timeline(version: int) -> Timeline:
    """One of two timelines that have nothing in common, so that half of one is neither."""
    evidence = [Evidence("a", f"Sentence {number} of version {version}.") for number in range(20)]
    events = [Event(f"20{10 + version}-05", f"Version {version}", evidence=[each]) for each in evidence]
    return Timeline({"a": Source(file="a.txt", title=f"Version {version}")}, events)


def write_for_ever(path: Path, texts: list[str], whole: bool, ready: int) -> None:
    """Write one version after the other, by a whole update or by its last step alone."""
    version = 0
    while True:
        version = 1 - version
        if whole:
            update(path, timeline(version))
        else:
            write_atomically(path, texts[version])
        os.write(ready, b".")


def main(path: Path, kills: int) -> None:
    """Print of how many kills the file was valid afterwards, by the version it had."""
    texts = []
    for version in (0, 1):
        update(path, timeline(version))
        texts.append(path.read_text())
    moments = random.Random(7)
    left: Counter[str] = Counter()
    for number in range(kills):
        whole = number % 10 == 0
        out, ready = os.pipe()
        child = os.fork()
        if child == 0:
            try:
                write_for_ever(path, texts, whole, ready)
            finally:
                os._exit(1)
        os.read(out, 1)  # it has written once, and goes on
        time.sleep(moments.uniform(0, 20 if whole else 4) * MILLISECOND)
        os.kill(child, signal.SIGKILL)
        killed = os.waitpid(child, 0)[1] == signal.SIGKILL
        os.close(out)
        os.close(ready)
        content = path.read_text()
        left[f"version {texts.index(content)}" if killed and content in texts else "damage"] += 1
    print(*(f"{name}: {count}" for name, count in sorted(left.items())), sep="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
