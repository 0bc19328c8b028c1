"""Files are read in a process of their own where other people's libraries read them.

A file that was made to do harm can then be given up whatever it does: the system ends the process when it has
used up its time, and what makes a library crash takes no more with it than that process.
"""

import math
import os
import pickle
import signal
import subprocess
import sys
import weakref
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import IO

from timeline.documents.decoding import UndecodableError, printable
from timeline.documents.drafts import Entry, RefusedError
from timeline.documents.file import File

__all__ = ["SECONDS", "read_in_child", "serve"]

SECONDS = 60  # of the processor for each article, so that a busy machine does not read less
_PROGRAM = "from timeline.documents.child import serve; serve()"
_idle: list["_Child"] = []  # children that wait for the next file


def read_in_child(module: str, file: File) -> Iterator[Entry]:
    """Yield what the function `read` of a module makes of a file.

    On Windows, the time that it takes is not limited.

    Raises:
        RefusedError: when it takes too long or fails.
        UndecodableError: when it is no text.
        OSError: when it cannot be opened.
    """
    try:
        child = _idle.pop()
    except IndexError:
        child = _Child()
    is_done = False
    try:
        # A whole path, because a child stays in the folder in which it was started.
        child.send((module, replace(file, path=os.path.abspath(file.path)), SECONDS))  # noqa: PTH100
        while not is_done:
            found = child.receive()
            if isinstance(found, Exception):
                is_done = True
                raise found
            is_done = found is None
            if found is not None:
                yield found
    finally:
        if is_done:
            _idle.append(child)
        else:
            child.end()


class _Child:
    def __init__(self) -> None:
        # Not by `multiprocessing`, which would run the user's own script once more. The child finds what this
        # process finds, and nothing beside the articles.
        path = os.pathsep.join(place for place in sys.path if place)
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", _PROGRAM],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path},
        )
        self.end = weakref.finalize(self, _end, self._process)

    def send(self, task: tuple[str, File, int]) -> None:
        with suppress(BrokenPipeError):  # `receive` says what is wrong
            pickle.dump(task, _open(self._process.stdin))
            _open(self._process.stdin).flush()

    def receive(self) -> Entry | Exception | None:
        try:
            found: Entry | Exception | None = pickle.load(_open(self._process.stdout))
        except (EOFError, pickle.UnpicklingError):
            status = self._process.wait()
            if status == -getattr(signal, "SIGXCPU", 0):
                raise RefusedError(f"takes more than {SECONDS} seconds to read") from None
            raise RefusedError(f"reading it fails (status {status})") from None
        return found


def _open(stream: IO[bytes] | None) -> IO[bytes]:
    assert stream is not None  # it was asked for
    return stream


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout):
        with suppress(OSError):  # what was still to be sent has nowhere to go
            _open(stream).close()


def _forget() -> None:
    """Leave the children to the process that started them, of which this one is a copy."""
    while _idle:
        _idle.pop().end.detach()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)


# ---------------------------------------------------------------------- in the child


def serve() -> None:
    """Read the files that standard input names, and write what is found, until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that started this one ends it
    results = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # whatever a library prints
    while True:
        try:
            module, file, seconds = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        for found in _entries(module, file, seconds):
            pickle.dump(found, results)
            results.flush()


def _entries(module: str, file: File, seconds: int) -> Iterator[Entry | Exception | None]:
    """Yield the entries of a file, and in the end None or what went wrong."""
    from timeline.documents.formats import reader

    try:
        _limit(seconds)
        for entry in reader(module)(file):
            yield entry
            _limit(seconds)
        yield None
    except (RefusedError, UndecodableError) as problem:
        yield type(problem)(str(problem))
    except OSError as error:
        yield OSError(error.errno, error.strerror or "it is damaged")
    except RecursionError:
        yield RefusedError("nested too deeply")
    except Exception as error:  # whatever a parser stumbles over must not cost the other files
        yield RefusedError(f"cannot be read ({type(error).__name__}: {printable(str(error))[:80]})")


def _limit(seconds: int) -> None:
    """Let the system end this process when it has used so much more of the processor's time."""
    try:
        import resource
    except ImportError:  # on Windows
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    limit = math.ceil(used.ru_utime + used.ru_stime) + seconds
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (limit if hard < 0 else min(limit, hard), hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
