"""A small project under review, and its server."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from port import write_port

from timeline.review import Desk, Server


@pytest.fixture
def start() -> Iterator[Callable[[Path], Server]]:
    """Serve an events file, with the articles in the folder beside it, until the test is over."""
    servers = []

    def call(path: Path) -> Server:
        server = Server(Desk(path, path.parent / "articles"))
        threading.Thread(target=server.run, daemon=True).start()
        servers.append(server)
        return server

    yield call
    for each in servers:
        each.stop()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write_port(tmp_path, 60)
