"""How far a long run is: a bar for each of its stages on a terminal, elsewhere a line now and then."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click

__all__ = ["Progress", "in_log", "on_screen", "silent"]

Progress = Callable[[str, int, int], None]  # the name of a stage, how much of it is done, and of how much

_SECONDS = 30.0  # between two lines of a log
_STEPS = 200  # of a bar
_WIDTH = 22  # columns for the name of a stage


def silent(stage: str, done: int, total: int) -> None:
    """Show nothing."""


@contextmanager
def on_screen() -> Iterator[Progress]:
    """Show the stages that are told on standard error."""
    if not sys.stderr.isatty():
        yield in_log(lambda line: click.echo(f"timeline: {line}", err=True))
        return
    bars = _Bars()
    try:
        yield bars
    finally:
        bars.close()


def in_log(write: Callable[[str], None]) -> Progress:
    """Return what writes a line when the last one, or the beginning, is long ago."""
    last = time.monotonic()

    def show(stage: str, done: int, total: int) -> None:
        nonlocal last
        if time.monotonic() - last >= _SECONDS:
            last = time.monotonic()
            write(f"{stage}: {done:,} of {total:,}" if total > 1 else stage)

    return show


class _Bars:
    """Bars below each other, the last of which moves."""

    def __init__(self) -> None:
        self._stage = ""
        self._bar: Any = None
        self._done = 0

    def __call__(self, stage: str, done: int, total: int) -> None:
        if stage != self._stage:
            self.close()
            self._stage, self._done = stage, 0
            self._bar = click.progressbar(
                length=total,
                label=stage.ljust(_WIDTH),
                file=sys.stderr,
                show_pos=total > 1,
                update_min_steps=max(1, total // _STEPS),
            )
            self._bar.__enter__()
        self._bar.update(done - self._done)
        self._done = done

    def close(self) -> None:
        """End the last bar's line."""
        if self._bar is not None:
            self._bar.__exit__(None, None, None)
        self._bar = None
