"""Work on many articles, done by a Dask cluster."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any, Self, TypeVar

from timeline.cache import program
from timeline.errors import TimelineError
from timeline.workers import cores

__all__ = ["Cluster"]

Task = TypeVar("Task")
Result = TypeVar("Result")

_BATCH = 32  # articles that are handed over at once: the scheduler needs about a millisecond for each batch
_AHEAD = 4  # batches that lie ready for each thread of the cluster
_PATIENCE = 30  # seconds to wait for the scheduler, and for a worker when there is none


class Cluster:
    """Workers of a Dask cluster, which may be on other machines; a `timeline.workers.Engine`.

    What a worker had in hand when it was lost is done again by another.
    """

    def __init__(self, scheduler: str | None = None, jobs: int | None = None) -> None:
        """Connect when it is entered.

        Args:
            scheduler: the address of a cluster, as in `tcp://10.0.0.5:8786`; None for one that is started on
                this machine, and ends with this object.
            jobs: the number of processes of the latter; None for one on each core.
        """
        self._scheduler, self._jobs = scheduler, jobs
        self._client: Any = None
        self._cluster: Any = None

    def __enter__(self) -> Self:
        """Connect to the cluster.

        Raises:
            TimelineError: when Dask is not installed, or the cluster does not answer.
        """
        try:
            from distributed import Client, LocalCluster
        except ImportError as error:
            raise TimelineError(
                "the engine “dask” needs the package distributed: pip install 'mkdocs-timeline[dask]'"
            ) from error
        try:
            if self._scheduler is None:
                own = {"n_workers": self._jobs or cores(), "threads_per_worker": 1, "dashboard_address": ":0"}
                self._cluster = LocalCluster(**own)  # type: ignore[no-untyped-call]
            where = self._cluster or self._scheduler
            self._client = Client(where, timeout=_PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]
            self._client.wait_for_workers(1, timeout=_PATIENCE)
        except (OSError, ValueError, TimeoutError) as error:
            self.__exit__()
            raise TimelineError(f"{self._scheduler}: no Dask cluster answers there: {error}") from error
        return self

    def __exit__(self, *exception: object) -> None:
        for each in (self._client, self._cluster):
            if each is not None:
                each.close()
        self._client = self._cluster = None

    def run(self, function: Callable[[Task], Result], tasks: Iterable[Task]) -> Iterator[tuple[Task, Result]]:
        """Do as `timeline.workers.Engine.run` says.

        Raises:
            TimelineError: when the cluster or all of its workers are lost, a batch ends one worker after the
                other, or a worker has another version of the program.
        """
        from distributed import CancelledError, KilledWorker

        tasks = iter(tasks)
        ahead: deque[tuple[list[Task], Any]] = deque()
        try:
            while True:
                while len(ahead) <= self._room() and (batch := list(islice(tasks, _BATCH))):
                    done = self._client.submit(_all, function, batch, program(), pure=False)
                    ahead.append((batch, done))
                if not ahead:
                    return
                batch, done = ahead.popleft()
                yield from zip(batch, self._result(done), strict=True)
        except KilledWorker as error:
            raise TimelineError(
                "one batch of articles ended several workers of the cluster, perhaps for want of memory:"
                f" {error}"
            ) from error
        except (CancelledError, OSError, TimeoutError) as error:
            raise TimelineError(f"the Dask cluster is lost: {error or type(error).__name__}") from error
        except ImportError as error:
            raise TimelineError(
                f"a worker of the cluster lacks a package ({error}); install mkdocs-timeline on all of them"
            ) from error
        finally:
            for _, done in ahead:
                done.cancel()

    def _result(self, done: Any) -> Any:
        """Wait for what becomes of a batch, as long as there are workers or one comes soon."""
        while True:
            try:
                return done.result(timeout=_PATIENCE)
            except TimeoutError:
                if done.done():
                    raise
            try:
                self._client.wait_for_workers(1, timeout=_PATIENCE)
            except TimeoutError as error:
                raise TimelineError(
                    "the Dask cluster has no worker any more; start one and run the command again, which"
                    " finds in the cache what was read"
                ) from error

    def _room(self) -> int:
        threads: dict[str, int] = self._client.nthreads()
        return _AHEAD * max(1, sum(threads.values()))


def _all(function: Callable[[Task], Result], tasks: list[Task], expected: bytes) -> list[Result]:
    """Return what the function makes of each task.

    Raises:
        TimelineError: when this worker's program is another one, so that it could find something else.
    """
    if program() != expected:
        raise TimelineError(
            "a worker of the cluster has another version of mkdocs-timeline, of Python or of a library than"
            " this machine; install the same on all"
        )
    return [function(task) for task in tasks]
