"""What one file may cost: the length of its text, and the time to read it."""

import signal
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO, NoReturn

from timeline.documents.drafts import Entry, RefusedError

__all__ = ["LONGEST_TEXT", "lines_of", "within_time"]

LONGEST_TEXT = 20_000_000  # characters of an article, or bytes of a record
_SECONDS = 60.0  # of the processor, so that a busy machine does not read less


class _TimeIsUpError(BaseException):
    """No `Exception`, so that no parser takes it for a fault of the file and goes on."""


def within_time(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Yield the entries of a file as long as each is found in time.

    The time is taken where the system can, in the main thread of a process on anything but Windows; elsewhere
    the limits of size must do.

    Raises:
        RefusedError: when one takes too long.
    """
    entries = iter(entries)
    while True:
        with _deadline():
            entry = next(entries, None)
        if entry is None:
            return
        yield entry


@contextmanager
def _deadline() -> Iterator[None]:
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGPROF, _stop)
    signal.setitimer(signal.ITIMER_PROF, _SECONDS, 1.0)  # and again, should a parser catch even this
    try:
        yield
    except _TimeIsUpError:
        raise RefusedError(f"takes more than {_SECONDS:g} seconds to read") from None
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _stop(*_: Any) -> NoReturn:
    raise _TimeIsUpError


def lines_of(stream: BinaryIO) -> Iterator[bytes | None]:
    """Yield the lines of a file, None for one that is longer than a record may be."""
    while line := stream.readline(LONGEST_TEXT + 1):
        if len(line) <= LONGEST_TEXT:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(LONGEST_TEXT)
        yield None
