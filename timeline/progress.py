"""How far a long run is: a bar for each of its stages on a terminal, elsewhere a line now and then."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Protocol

import click

__all__ = ["Progress", "in_log", "on_screen", "silent"]


class Progress(Protocol):
    """What is told how far a run is."""

    def __call__(self, stage: str, done: int, total: int, found: int | None = None, /) -> None:
        """Take a stage's name, how much of it is done, of how much, and the number of events it has found."""


_SECONDS = 30.0  # between two lines of a log
_STEPS = 200  # of a bar
_WIDTH = 22  # columns for the name of a stage


def silent(stage: str, done: int, total: int, found: int | None = None, /) -> None:
    """Show nothing."""


@contextmanager
def on_screen(*, quiet: bool = False) -> Iterator[Progress]:
    """Show the stages that are told on standard error, or nothing when it shall be quiet."""
    if quiet:
        yield silent
        return
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
    last = begun = time.monotonic()
    current = ""

    def show(stage: str, done: int, total: int, found: int | None = None, /) -> None:
        nonlocal last, begun, current
        now = time.monotonic()
        if stage != current:
            begun, current = now, stage
        if now - last >= _SECONDS:
            last = now
            write(_line(stage, done, total, found, now - begun))

    return show


def _line(stage: str, done: int, total: int, found: int | None, seconds: float) -> str:
    if total < 2:
        return stage
    pace = _pace(done, found, seconds)
    left = [f"{_span(seconds / done * (total - done))} left"] if done and seconds else []
    return ", ".join([f"{stage}: {done:,} of {total:,}", *pace, *left])


def _pace(done: int, found: int | None, seconds: float) -> list[str]:
    pace = [f"{done / seconds:,.1f} a second"] if done and seconds else []
    return [*pace, f"{found:,} events so far"] if found is not None else pace


def _span(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min {rest} s" if minutes else f"{rest} s"


class _Bars:
    """Bars below each other, the last of which moves."""

    def __init__(self) -> None:
        self._stage = ""
        self._bar: Any = None
        self._done = 0
        self._begun = 0.0

    def __call__(self, stage: str, done: int, total: int, found: int | None = None, /) -> None:
        if stage != self._stage:
            self.close()
            self._stage, self._done, self._begun = stage, 0, time.monotonic()
            self._bar = click.progressbar(
                length=total,
                label=stage.ljust(_WIDTH),
                file=sys.stderr,
                show_pos=total > 1,
                item_show_func=str if total > 1 else None,
                update_min_steps=max(1, total // _STEPS),
            )
            self._bar.__enter__()
        seconds = time.monotonic() - self._begun
        self._bar.update(done - self._done, ", ".join(_pace(done, found, seconds)))
        self._done = done

    def close(self) -> None:
        """End the last bar's line."""
        if self._bar is not None:
            self._bar.__exit__(None, None, None)
        self._bar = None
