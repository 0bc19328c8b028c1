"""What the tests of the command share: its article, and how a run ended."""

ARTICLE = """\
---
title: Cracks close a bridge
publisher: Gazette
date: 2024-03-12
---

Engineers closed the bridge on March 9, 2024. Two days after the closure, the mayor asked for money.
"""


class Result:
    def __init__(self, status: int, out: str, err: str) -> None:
        self.status, self.out, self.err = status, out, err


def one_line(result: Result, status: int) -> str:
    """Check that the command failed with one line, and return it."""
    assert result.status == status
    assert result.out == ""
    assert result.err.startswith("timeline: ")
    assert result.err.count("\n") == 1
    return result.err.removeprefix("timeline: ").strip()
