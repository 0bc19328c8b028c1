"""What holds for all tests, and the browser for those that need one."""

import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import settings
from projects import missing

from timeline.times import kinship, language, sentences

# How long an example takes says more about the machine than about the code.
settings.register_profile("timeline", deadline=None)
settings.load_profile("timeline")

# A shell starts what runs in the background deaf to Ctrl-C, and so are the programs that tests interrupt.
signal.signal(signal.SIGINT, signal.default_int_handler)

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Every window loads two pages for what its address bar suggests, which cost more than the test's own.
    # The list takes the place of Playwright's, so what is needed of that one is in it, too.
    "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,SpareRendererForSitePerProcess"
    ",AimEnabled,HttpsUpgrades,MediaRouter,OptimizationHints,PaintHolding,PreconnectToSearch",
]


@pytest.fixture
def language_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return an empty folder from which languages are read during the test, instead of the package's own."""
    caches = (language.available, language.load, kinship.vocabulary, sentences._stops)
    folder = tmp_path / "languages"
    folder.mkdir()
    monkeypatch.setattr(language, "FOLDER", folder)
    for cache in caches:
        cache.cache_clear()
    yield folder
    for cache in caches:
        cache.cache_clear()


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
