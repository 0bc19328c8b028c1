"""`timeline extract URL` against a server on this machine: what it asks for, keeps and refuses."""

import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from article_files import WRITERS, Article, atom
from click.testing import CliRunner

from timeline.cli import cli
from timeline.documents import fetching, read
from timeline.documents.drafts import Draft
from timeline.documents.fetching import AGENT, fetch
from timeline.documents.file import File
from timeline.documents.formats import reader
from timeline.errors import TimelineError

ARTICLE = Article(
    [
        "Bridge opens",
        "The new bridge over the Ellbach was opened by the mayor on 3 May 2021, after nine years.",
    ],
    "2021-05-04",
)
PAGE = ARTICLE.page.encode()


@dataclass
class Site:
    """A web site: its pages as (status, headers, content), and what it was asked for."""

    address: str
    pages: dict[str, tuple[int, dict[str, str], bytes]] = field(default_factory=dict)
    asked: list[tuple[str, str | None]] = field(default_factory=list)

    def page(self, path: str, content: bytes = PAGE, kind: str = "text/html; charset=utf-8") -> str:
        self.pages[path] = (200, {"Content-Type": kind}, content)
        return self.address + path

    def redirect(self, path: str, target: str) -> str:
        self.pages[path] = (302, {"Location": target}, b"")
        return self.address + path


@pytest.fixture
def site() -> Iterator[Site]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found.asked.append((self.path, self.headers["User-Agent"]))
            status, headers, content = found.pages.get(self.path, (404, {}, b""))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        found = Site(f"http://127.0.0.1:{server.server_port}")
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield found
        server.shutdown()


def test_a_page_is_kept_as_a_file_that_knows_its_address(site: Site, tmp_path: Path) -> None:
    address = site.page("/2021/bridge.html")
    path = fetch(address, tmp_path / "articles")
    assert path == tmp_path / "articles" / "127-0-0-1-2021-bridge.html"
    assert path.read_bytes().endswith(PAGE)
    (document,) = read([path]).documents
    assert (document.url, document.title, document.published) == (address, "Bridge opens", "2021-05-04")
    assert fetch(address, tmp_path / "articles") == path
    assert list(path.parent.iterdir()) == [path]


def test_robots_are_asked_first_in_the_name_of_the_tool(site: Site, tmp_path: Path) -> None:
    fetch(site.page("/a"), tmp_path)
    assert site.asked == [("/robots.txt", AGENT), ("/a", AGENT)]
    assert AGENT.startswith("mkdocs-timeline/")


ROBOTS = {
    "all": ("User-agent: *\nDisallow: /", False),
    "this tool": ("User-agent: mkdocs-timeline\nDisallow: /news/\n\nUser-agent: *\nAllow: /", False),
    "another tool": ("User-agent: other\nDisallow: /", True),
    "another folder": ("User-agent: *\nDisallow: /private/", True),
    "nonsense": ("\0\xff" * 1000, True),
}


@pytest.mark.parametrize("kind", ROBOTS)
def test_what_robots_txt_forbids_is_not_asked_for(kind: str, site: Site, tmp_path: Path) -> None:
    rules, is_allowed = ROBOTS[kind]
    site.page("/robots.txt", rules.encode(), "text/plain")
    address = site.page("/news/a")
    if is_allowed:
        assert fetch(address, tmp_path).exists()
    else:
        with pytest.raises(TimelineError, match=r"/news/a: its robots.txt does not allow that"):
            fetch(address, tmp_path)
        assert [path for path, _ in site.asked] == ["/robots.txt"]


def test_without_an_answer_about_robots_nothing_is_asked_for(site: Site, tmp_path: Path) -> None:
    address = site.page("/a")
    site.pages["/robots.txt"] = (503, {}, b"")
    with pytest.raises(TimelineError, match="the server says: 503 Service Unavailable; try again later"):
        fetch(address, tmp_path)


def test_redirects_are_followed_and_robots_asked_again(site: Site, tmp_path: Path) -> None:
    site.page("/robots.txt", b"User-agent: *\nDisallow: /private", "text/plain")
    site.page("/new")
    assert (
        read([fetch(site.redirect("/old", "/new#top"), tmp_path)]).documents[0].url == site.address + "/new"
    )
    site.page("/private")
    with pytest.raises(TimelineError, match="robots"):
        fetch(site.redirect("/open", "/private"), tmp_path)


REFUSED = {
    "no web": ("file:///etc/passwd", "which is not on the web"),
    "circle": ("/here", "is redirected more than 5 times"),
    "no port": ("http://localhost:99999/", r"cannot be reached \(Port out of range"),
    "no name": ("http://[::1", r"cannot be reached \(Invalid IPv6"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_some_redirects_are_not_followed(kind: str, site: Site, tmp_path: Path) -> None:
    target, says = REFUSED[kind]
    with pytest.raises(TimelineError, match=says):
        fetch(site.redirect("/here", target), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_site_outside_leads_to_nothing_inside(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.page("/secret")
    address = site.redirect("/open", site.address + "/secret")
    assert fetch(address, tmp_path).exists()  # from this machine to itself
    monkeypatch.setattr(fetching, "_is_private", lambda address: address.endswith("/secret"))
    with pytest.raises(TimelineError, match=r"redirects to .*/secret, which is in your own network"):
        fetch(address, tmp_path)


@pytest.mark.parametrize(
    ("host", "is_private"),
    [
        ("127.0.0.1", True),
        ("10.0.0.8:8080", True),
        ("169.254.169.254", True),
        ("[::1]", True),
        ("8.8.8.8", False),
    ],
)
def test_addresses_of_the_own_network_are_known(host: str, is_private: bool) -> None:
    assert fetching._is_private(f"http://{host}/a") is is_private


def test_what_is_no_article_is_not_kept(site: Site, tmp_path: Path) -> None:
    with pytest.raises(TimelineError, match="is image/png, which is no article that can be read"):
        fetch(site.page("/a.png", b"\x89PNG", "image/png"), tmp_path)
    with pytest.raises(TimelineError, match="/none: the server says: 404 Not Found"):
        fetch(site.address + "/none", tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_what_is_too_large_is_not_kept(site: Site, tmp_path: Path) -> None:
    with pytest.raises(TimelineError, match="is larger than 20 MB"):
        fetch(site.page("/a", b"x" * 20_000_001), tmp_path)


def test_what_takes_too_long_is_given_up(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "_PATIENCE", 0.0)
    with pytest.raises(TimelineError, match="it takes more than 0 seconds"):
        fetch(site.page("/a"), tmp_path)


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:1/", "http://[::1/", "http://127.0.0.1:99999/", "http://", "http://a..b/"]
)
def test_what_cannot_be_reached_is_said_in_one_line(address: str, tmp_path: Path) -> None:
    with pytest.raises(TimelineError) as caught:
        fetch(address, tmp_path)
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith(address)


def test_an_encoding_that_only_the_server_tells_is_not_lost(site: Site, tmp_path: Path) -> None:
    page = ARTICLE.page.replace("mayor", "maire très ému").encode("cp1252")
    (document,) = read([fetch(site.page("/a", page, "text/html; charset=windows-1252"), tmp_path)]).documents
    assert "maire très ému" in document.text


def test_a_feed_stays_when_it_has_new_entries_and_each_article_is_one(site: Site, tmp_path: Path) -> None:
    source = tmp_path / "source.atom"
    atom(ARTICLE, source)
    address = site.page("/feed.atom", source.read_bytes(), "application/atom+xml")
    articles = tmp_path / "articles"
    first = fetch(address, articles)
    assert fetch(address, articles) == first
    more = source.read_bytes().replace(
        b"</feed>", b"<entry><id>b</id><title>Ferry</title><summary>The ferry sank.</summary></entry></feed>"
    )
    site.page("/feed.atom", more, "application/atom+xml")
    assert fetch(address, articles) != first
    assert sorted(each.title or "" for each in read([articles]).documents) == ["Bridge opens", "Ferry"]


def test_the_command_downloads_into_the_folder_of_articles_and_extracts(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(cli, ["extract", site.page("/bridge"), "--jobs", "1"])
    assert result.exit_code == 0, result.output
    assert f"docs/articles/127-0-0-1-bridge.html: saved from {site.address}/bridge" in result.output
    events = (tmp_path / "docs" / "events.yml").read_text(encoding="utf-8")
    assert "2021-05-03" in events
    assert "file: 127-0-0-1-bridge.html" in events


@pytest.mark.parametrize(("module", "name"), [("webpage", "a.html"), ("feed", "a.atom")])
def test_reading_asks_nobody(module: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def connect(*_: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", connect)
    monkeypatch.setattr(socket, "getaddrinfo", connect)
    WRITERS[f"march{Path(name).suffix}"](ARTICLE, tmp_path / name)
    ((_, found),) = reader(module)(File.of(tmp_path / name, name))
    assert isinstance(found, Draft)
