"""Work on many articles, done by several processes at once."""

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import chain, islice
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from typing import Protocol, Self, TypeVar

from timeline.errors import TimelineError

__all__ = ["Engine", "Workers", "cores"]

Task = TypeVar("Task")
Result = TypeVar("Result")

_WORTH = 150  # articles for each process: it takes about as long to start
_BATCH = 8  # articles that are handed over at once
_AHEAD = 3  # batches that lie ready for each process


class Engine(Protocol):
    """What works on many articles."""

    def run(self, function: Callable[[Task], Result], tasks: Iterable[Task]) -> Iterator[tuple[Task, Result]]:
        """Yield each task (the same object) with what the function makes of it, in order.

        Tasks are taken shortly before they are done, so that their texts need not all be held. The function
        is one of a module, and gives the same for the same task wherever it runs, and how often; it, the
        tasks and the results can be pickled.

        Raises:
            TimelineError: when the engine fails.
        """
        ...


class Workers:
    """Processes of this machine that are started when first needed, and stopped on leaving."""

    def __init__(self, jobs: int | None = None) -> None:
        """`jobs` is the number of processes, 1 for this one; None for one on each core that is worth it."""
        self._jobs = jobs
        self._pool: ProcessPoolExecutor | None = None
        self._ahead = 0  # batches

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(cancel_futures=True)

    @property
    def has_started(self) -> bool:
        """Whether there was work enough to start processes."""
        return self._pool is not None

    def run(self, function: Callable[[Task], Result], tasks: Iterable[Task]) -> Iterator[tuple[Task, Result]]:
        """Do as `Engine.run` says.

        Raises:
            TimelineError: when a process ends by itself.
        """
        tasks = iter(tasks)
        if self._pool is None:
            most = self._jobs or cores()
            first = list(islice(tasks, most if self._jobs else most * _WORTH)) if most > 1 else []
            tasks = chain(first, tasks)
            jobs = len(first) if self._jobs else len(first) // _WORTH
            if jobs < 2:
                for task in tasks:
                    yield task, function(task)
                return
            # Not by a fork: the copy of a process with threads, as `mkdocs serve` is, may hang.
            self._pool = ProcessPoolExecutor(jobs, get_context("spawn"), _end_with_parent)
            self._ahead = _AHEAD * jobs
        ahead: deque[tuple[list[Task], Future[list[Result]]]] = deque()
        try:
            while True:
                while len(ahead) <= self._ahead and (batch := list(islice(tasks, _BATCH))):
                    with _no_interrupt():
                        ahead.append((batch, self._pool.submit(_all, function, batch)))
                if not ahead:
                    return
                batch, future = ahead.popleft()
                yield from zip(batch, future.result(), strict=True)
        except BrokenProcessPool as error:
            raise TimelineError(
                "a process that read articles was ended from outside, perhaps for want of memory;"
                " try again with --jobs 1"
            ) from error


def cores() -> int:
    """Return the number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def _no_interrupt() -> Iterator[None]:
    """Let processes that start here know no Ctrl-C from their first moment on: this one ends them."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end_with_parent() -> None:
    """Let this process end when the one that started it does, also by a signal that nothing is told of."""
    parent = parent_process()

    def wait_for_end() -> None:
        wait([parent.sentinel] if parent else [])
        os._exit(1)

    threading.Thread(target=wait_for_end, daemon=True).start()


def _all(function: Callable[[Task], Result], tasks: Iterable[Task]) -> list[Result]:
    return list(map(function, tasks))
