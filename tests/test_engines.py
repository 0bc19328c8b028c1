"""Whatever reads the articles, the events are the same, byte for byte."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import dask
import distributed
import pytest

from timeline.build import extract
from timeline.cluster import Cluster
from timeline.documents import Document
from timeline.errors import TimelineError
from timeline.events.buckets import Bucket, decide
from timeline.events.reading import Task, read
from timeline.workers import Workers

TOWNS = ("Velmora", "Torrey", "Lanmere", "Port Ada", "Brell", "Norden", "Kestrel Bay")


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("articles")
    for number in range(200):
        town, day = TOWNS[number % len(TOWNS)], number % 27 + 1
        (folder / f"dam-{number}.txt").write_text(
            f"{town}, {day} May 2020 (Wire) - The dam at {town} broke on Saturday. Five days after the"
            f" collapse, mayor Ana Torres resigned. She had opened it on 3 May {1950 + number % 40}.\n"
        )
    return folder


@pytest.fixture(scope="module")
def expected(articles: Path) -> bytes:
    with Workers(1) as workers:
        return events(articles, workers)


def events(articles: Path, engine: object) -> bytes:
    """Return the events file that an engine leads to."""
    file = articles.parent / "events.yml"
    file.unlink(missing_ok=True)
    extract([articles], file, engine=engine)
    return file.read_bytes()


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """Return the address of a cluster of two processes."""
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 1}),  # to lose: a new worker takes a while
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
    ):
        yield cluster.scheduler_address


def test_two_processes_find_the_same(articles: Path, expected: bytes) -> None:
    with Workers(2) as workers:
        assert events(articles, workers) == expected


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks processes up in /proc")
def test_processes_end_with_the_one_that_started_them() -> None:
    code = (
        "import os, time\n"
        "from timeline.workers import Workers\n"
        "def run():\n"
        "    with Workers(2) as workers:\n"
        "        for _ in workers.run(time.sleep, [0.01] * 16 + [60] * 16):\n"
        "            print(*workers._pool._processes, flush=True)\n"
        "if __name__ == '__main__':\n"
        "    run()\n"
    )
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    children = [int(number) for number in process.stdout.readline().split()]
    assert len(children) == 2
    process.kill()
    process.wait()
    limit = time.monotonic() + 30
    while any(is_running(number) for number in children) and time.monotonic() < limit:
        time.sleep(0.1)
    assert not any(is_running(number) for number in children)


def is_running(process: int) -> bool:
    try:
        status = Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return False
    return status.rpartition(")")[2].split()[0] != "Z"


def test_a_cluster_finds_the_same(articles: Path, expected: bytes, scheduler: str) -> None:
    with Cluster(scheduler) as cluster:
        assert events(articles, cluster) == expected


def test_a_cluster_that_loses_a_worker_finds_the_same(
    articles: Path, expected: bytes, scheduler: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed: list[int] = []

    class Unlucky(Cluster):
        def run(self, function, tasks):
            return super().run(function, self.killing(tasks))

        def killing(self, tasks):
            for number, task in enumerate(tasks):
                if number == 150 and not killed:  # while the batches before it are worked on
                    killed.extend(self._client.run(os.getpid).values())
                    os.kill(killed[0], signal.SIGKILL)
                yield task

    with Unlucky(scheduler) as cluster:
        assert events(articles, cluster) == expected
    assert killed


def test_weeks_are_merged_on_the_cluster_and_by_another_worker_when_one_is_lost(
    articles: Path, expected: bytes, scheduler: str
) -> None:
    weeks: list[Bucket] = []
    killed: list[int] = []

    class Unlucky(Cluster):
        def run(self, function, tasks):
            for task, found in super().run(function, tasks):
                if function is decide:
                    if not killed:
                        killed.extend(self._client.run(os.getpid).values())
                        os.kill(killed[0], signal.SIGKILL)
                    weeks.append(task)
                yield task, found

    with Unlucky(scheduler) as cluster:
        assert events(articles, cluster) == expected
    assert len(weeks) > 30
    assert any(len(week.mentions) > 1 for week in weeks)


def test_tasks_are_taken_shortly_before_they_are_done(scheduler: str) -> None:
    taken: list[int] = []
    tasks = (taken.append(number) or Task(Document(str(number), "It rained.")) for number in range(5_000))
    with Cluster(scheduler) as cluster:
        found = cluster.run(read, tasks)
        next(found)
        found.close()
    assert len(taken) < 1_000


def test_a_cluster_of_its_own_starts_on_this_machine(articles: Path) -> None:
    task = Task(Document("dam", "The dam at Torrey broke on 3 May 2020."))
    with Cluster(jobs=1) as cluster:
        assert list(cluster.run(read, [task])) == [(task, read(task))]


def _end(task: int) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_batch_that_ends_every_worker_is_reported_in_one_line(scheduler: str) -> None:
    with Cluster(scheduler) as cluster, pytest.raises(TimelineError, match=r"one batch .* several workers"):
        list(cluster.run(_end, [1]))


def _wait(task: int) -> None:
    time.sleep(0.1)


def test_a_cluster_that_loses_all_workers_is_reported_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("timeline.cluster._PATIENCE", 2)
    own = {"n_workers": 1, "threads_per_worker": 1, "dashboard_address": ":0", "processes": False}
    with (
        distributed.LocalCluster(**own) as local,
        Cluster(local.scheduler_address) as cluster,
        pytest.raises(TimelineError, match="no worker any more"),
    ):
        for number, _ in enumerate(cluster.run(_wait, range(1_000))):
            if number == 0:
                local.scale(0)


def test_workers_with_another_version_are_refused(scheduler: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("timeline.cluster.program", lambda: b"another")
    with Cluster(scheduler) as cluster, pytest.raises(TimelineError, match="another version"):
        list(cluster.run(read, [Task(Document("dam", "It rained."))]))


def test_a_cluster_that_is_not_there_is_reported_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("timeline.cluster._PATIENCE", 1)
    with (
        pytest.raises(TimelineError, match=r"tcp://127\.0\.0\.1:9: no Dask cluster answers"),
        Cluster("tcp://127.0.0.1:9"),
    ):
        pass


def test_without_dask_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(TimelineError, match=r"pip install 'mkdocs-timeline\[dask\]'"), Cluster():
        pass
