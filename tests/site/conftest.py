"""A small site, a server for it, and a browser to look at it."""

import functools
import http.server
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from projects import build, missing, write_project

DATA = Path(__file__).parent / "data"

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


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


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A headless Chromium; without one the test is skipped, or fails where CI is set."""
    path = next((found for name in CHROMIUM if (found := shutil.which(name))), None)
    if path is None:
        missing("no Chromium is installed to try the page in (on Debian: apt install chromium)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, headless=True, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def visit(browser: Any) -> Iterator[Callable[..., Any]]:
    """Open an address in a fresh browser profile; no page may ask another host or throw an error."""
    contexts, foreign, errors = [], [], []

    def watch(request: Any) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob") and parts.hostname != "127.0.0.1":
            foreign.append(request.url)

    def open_page(url: str, **options: Any) -> Any:
        options.setdefault("viewport", {"width": 1280, "height": 900})
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.on("request", watch)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.set_default_timeout(60_000)
        page.goto(url)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert foreign == []
    assert errors == []
