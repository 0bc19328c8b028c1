"""A small site, and a server for it."""

import functools
import http.server
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from projects import build, write_project

DATA = Path(__file__).parent / "data"


@pytest.fixture(scope="session")
def lindow() -> str:
    """The events file of the tests: every shape of date there is."""
    return (DATA / "events.yml").read_text(encoding="utf-8")


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        pass


class Server:
    """Serves one folder on this machine; `headers` are sent with every answer."""

    def __init__(self, folder: Path, headers: dict[str, str] | None = None) -> None:
        class Handler(_Quiet):
            def end_headers(self) -> None:
                for name, value in (headers or {}).items():
                    self.send_header(name, value)
                super().end_headers()

        handler = functools.partial(Handler, directory=str(folder))
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[..., str]]:
    """Serve a folder until the tests are over and return its address."""
    servers = []

    def start(folder: Path, headers: dict[str, str] | None = None) -> str:
        servers.append(Server(folder, headers))
        return servers[-1].url

    yield start
    for each in servers:
        each.server.shutdown()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, lindow: str, serve: Callable[..., str]) -> str:
    """The address of the built project, which is also its `site_url`: instant navigation needs that."""
    root = tmp_path_factory.mktemp("lindow")
    folder = root / "site"
    folder.mkdir()
    url = serve(folder)
    write_project(root / "project", lindow, url=url)
    result = build(root / "project", "mkdocs", "--strict", "--site-dir", str(folder))
    assert result.returncode == 0, result.stderr
    return url
