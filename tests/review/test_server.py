"""The server answers its own page and nobody else."""

import http.client
import json
import socket
import struct
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from port import by_title, write_port

from timeline.review import Server

Start = Callable[[Path], Server]


class Client:
    """Sends requests as a browser would, or as one would not."""

    def __init__(self, server: Server) -> None:
        parts = urlsplit(server.url)
        self.own, self.folder = f"http://{parts.netloc}", parts.path
        self.connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)

    def send(
        self, method: str, path: str, body: object = None, headers: dict[str, str | None] | None = None
    ) -> tuple[int, bytes, http.client.HTTPMessage]:
        data = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        given: dict[str, str | None] = {"Host": self.own.removeprefix("http://")}
        if method == "POST":
            given |= {
                "Origin": self.own,
                "Content-Type": "application/json",
                "Content-Length": str(len(data)),
            }
        self.connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in (given | (headers or {})).items():
            if value is not None:
                self.connection.putheader(name, value)
        self.connection.endheaders(data)
        answer = self.connection.getresponse()
        return answer.status, answer.read(), answer.headers

    def get(self, name: str) -> dict[str, object]:
        status, body, _ = self.send("GET", self.folder + name)
        return {"status": status, **json.loads(body)}

    def decide(self, **decision: object) -> dict[str, object]:
        status, body, _ = self.send("POST", self.folder + "api/decide", decision)
        return {"status": status, **json.loads(body)}


@pytest.fixture
def client(start: Start, path: Path) -> Client:
    return Client(start(path))


ACCEPT = {"reading": 1, "number": 0, "action": "accept"}

FOREIGN = {
    "another origin": {"Origin": "https://evil.example"},
    "no origin": {"Origin": None},
    "the origin of a file": {"Origin": "null"},
    "the same host, another port": {"Origin": "http://127.0.0.1:1"},
    "another host": {"Host": "evil.example"},
    "a name that leads here": {"Host": "rebound.example:80"},
    "the other name of this machine": {"Host": "localhost"},
    "no host": {"Host": None},
    "another site, as the browser says": {"Sec-Fetch-Site": "cross-site"},
    "another port of this site, as the browser says": {"Sec-Fetch-Site": "same-site"},
    "a form": {"Content-Type": "application/x-www-form-urlencoded"},
    "a form's text": {"Content-Type": "text/plain"},
    "no length": {"Content-Length": None},
    "a length that is none": {"Content-Length": "-1"},
    "a length beyond all measure": {"Content-Length": "99999999"},
}


@pytest.mark.parametrize("headers", FOREIGN.values(), ids=FOREIGN)
def test_a_foreign_request_changes_nothing(headers: dict[str, str | None], start: Start, path: Path) -> None:
    before = path.read_bytes()
    client = Client(start(path))
    status, body, _ = client.send("POST", client.folder + "api/decide", ACCEPT, headers)
    assert status in (403, 413, 415)
    assert b"Crane" not in body
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "headers",
    [{"Host": "evil.example"}, {"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}],
)
@pytest.mark.parametrize("name", ["", "review.js", "api/state"])
def test_a_foreign_request_is_told_nothing(name: str, headers: dict[str, str], client: Client) -> None:
    status, body, _ = client.send("GET", client.folder + name, headers=headers)
    assert (status, body) == (403, b"403 Forbidden\n")


@pytest.mark.parametrize("path_", ["/", "/api/state", "/x/api/state", "//api/state", "/%2e%2e/"])
def test_without_the_secret_nothing_is_told(path_: str, client: Client) -> None:
    status, body, _ = client.send("GET", path_)
    assert (status, body) == (403, b"403 Forbidden\n")


def test_without_the_secret_nothing_is_decided(client: Client, path: Path) -> None:
    before = path.read_bytes()
    for address in ("/api/decide", f"/{'x' * 22}/api/decide", client.folder + "api/state"):
        assert client.send("POST", address, ACCEPT)[0] in (403, 404)
    assert path.read_bytes() == before


def test_an_address_that_is_none_is_refused(client: Client) -> None:
    assert client.send("GET", "http://[::1/")[0] == 403


@pytest.mark.parametrize(
    "name",
    [
        *("../server.py", "..%2fserver.py", "__init__.py", "page", "page/review.js", "nothing.js", ".css"),
        f"{'x' * 5_000}.js",
    ],
)
def test_only_the_pages_own_files_are_served(name: str, client: Client) -> None:
    assert client.send("GET", client.folder + name)[0] == 404


def test_the_page_may_load_and_run_nothing_from_elsewhere(client: Client) -> None:
    for name in ("", "review.js", "review.css", "api/state"):
        status, body, headers = client.send("GET", client.folder + name)
        assert status == 200
        policy = headers["Content-Security-Policy"]
        assert policy.startswith(
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'"
        )
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["Cache-Control"] == "no-store"
        assert "Access-Control-Allow-Origin" not in headers
        assert int(headers["Content-Length"]) == len(body)


def test_a_browser_that_goes_away_is_no_error(
    client: Client, capfd: pytest.CaptureFixture[str], path: Path
) -> None:
    for _ in range(5):
        with socket.create_connection(("127.0.0.1", client.connection.port), timeout=5) as browser:
            host = f"Host: {client.own.removeprefix('http://')}"
            browser.send(f"GET {client.folder}api/state HTTP/1.1\r\n{host}\r\n\r\n".encode() * 20)
            browser.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # cut off
    assert client.get("api/state")["status"] == 200
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("file", ["gone.txt", "no\0name.txt", "x" * 300, "."])
def test_an_article_that_cannot_be_opened_is_said(file: str, start: Start, path: Path) -> None:
    path.write_text(path.read_text().replace("file: gazette.txt", f"file: {json.dumps(file)}"))
    shown = Client(start(path)).get("api/article?reading=1&number=0&evidence=0")
    assert str(shown["problem"]).startswith("The quote was not found in ")


def test_it_listens_on_the_loopback_address_only(start: Start, path: Path) -> None:
    server = start(path)
    assert server.url.startswith("http://127.0.0.1:")
    assert server._server.socket.getsockname()[0] == "127.0.0.1"
    with socket.create_connection(("127.0.0.1", server.port), timeout=5):
        pass


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"[]", b"\xff", b"[" * 50_000, {}, {"reading": 1}, {**ACCEPT, "number": "0"},
        {**ACCEPT, "number": True}, {**ACCEPT, "number": -1}, {**ACCEPT, "action": "delete"},
        {**ACCEPT, "action": "title", "value": 1}, {**ACCEPT, "action": "tags", "value": [1]},
        {**ACCEPT, "action": "split", "pieces": ["0"]}, {**ACCEPT, "action": ["undo"]},
    ],
)  # fmt: skip
def test_what_is_no_decision_is_refused_in_one_line(body: object, client: Client, path: Path) -> None:
    before = path.read_bytes()
    status, answer, _ = client.send("POST", client.folder + "api/decide", body)
    assert status in (409, 422)
    assert "\n" not in json.loads(answer)["problem"]
    assert path.read_bytes() == before


@pytest.mark.parametrize("query", ["", "?reading=1", "?reading=1&number=x", "?reading=1&number=9999999999"])
def test_what_is_no_question_is_refused_in_one_line(query: str, client: Client) -> None:
    assert client.get(f"api/event{query}")["status"] == 422


def test_dates_are_told_in_words_or_what_is_wrong_with_them(client: Client) -> None:
    assert client.get("api/words?date=2020-01-08/..")["words"] == "since 8 January 2020"
    assert "32" in str(client.get("api/words?date=2020-01-32")["problem"])
    assert client.get("api/words?date=%3Cb%3E")["problem"]
    examples = client.get("api/state")["examples"]
    assert ["[2021-03-14..2021-03-20]", "between 14 and 20 March 2021"] in examples


def test_a_file_changed_elsewhere_is_read_again_and_nothing_is_lost(client: Client, path: Path) -> None:
    assert client.decide(**ACCEPT)["status"] == 200
    theirs = path.read_text().replace("title: Crane 1 is", "title: The first crane is")
    path.write_text(theirs)
    stale = client.decide(reading=1, number=1, action="hide")
    assert stale["status"] == 409
    assert "has been read again; nothing was lost" in str(stale["problem"])
    assert path.read_text() == theirs
    state = client.get("api/state")
    assert [row["title"] for row in state["rows"][:2]] == ["Crane 0 is put up", "The first crane is put up"]
    assert client.decide(reading=state["reading"], number=1, action="hide")["status"] == 200
    assert {
        title: event["status"] for title, event in by_title(path).items() if event["status"] != "proposed"
    } == {
        "Crane 0 is put up": "accepted",
        "The first crane is put up": "hidden",
    }


def test_a_file_that_is_gone_or_broken_is_said_in_one_line(client: Client, path: Path) -> None:
    content = path.read_text()
    path.write_text(content + "\n  {")
    broken = client.decide(**ACCEPT)
    assert broken["status"] == 422
    assert "this is not valid YAML" in str(broken["problem"])
    path.unlink()
    assert "cannot read this file" in str(client.decide(**ACCEPT)["problem"])
    assert not path.exists()
    path.write_text(content)
    assert (
        client.decide(reading=client.get("api/state")["reading"], number=0, action="accept")["status"] == 200
    )


def test_the_article_is_found_in_its_folder_and_nowhere_else(start: Start, path: Path) -> None:
    (path.parent / "secret.txt").write_text("Crane 0 was put up on 1990-01-01.")
    path.write_text(path.read_text().replace("file: gazette.txt", "file: ../secret.txt"))
    client = Client(start(path))
    shown = client.get("api/article?reading=1&number=0&evidence=0")
    assert shown["problem"] == "The quote was not found in ../secret.txt."
    assert "".join(text for text, _ in shown["pieces"]) == "Crane 0 was put up on 1990-01-01."
    shown = client.get("api/article?reading=1&number=0&evidence=1")
    assert shown["problem"] is None
    assert [text for text, kind in shown["pieces"] if kind == "time"] == ["1990-01-01"]
    assert client.get("api/article?reading=1&number=0&evidence=2")["status"] == 422


def test_a_decision_sends_and_checks_no_more_in_a_long_file(start: Start, tmp_path: Path) -> None:
    sent = {}
    for count in (10, 5000):
        path = write_port(tmp_path / str(count), count)
        client = Client(start(path))
        assert len(client.get("api/state")["rows"]) == count
        sizes = []
        for action in ("accept", "hide", "propose", "undo"):
            status, body, _ = client.send(
                "POST", client.folder + "api/decide", {"reading": 1, "number": 5, "action": action}
            )
            assert status == 200
            assert len(json.loads(body)["splice"]["rows"]) == 1
            sizes.append(len(body))
        sizes.append(len(client.send("GET", client.folder + "api/event?reading=1&number=5")[1]))
        sent[count] = sizes
    assert sent[5000] == sent[10]
    assert max(sent[5000]) < 2000


def test_a_decision_reads_only_the_text_of_its_own_event(
    start: Start, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = Client(start(path))
    lengths = []
    from timeline.store import syntax

    compose = syntax.YamlFile._compose
    monkeypatch.setattr(
        syntax.YamlFile, "_compose", lambda self, body: lengths.append(len(body)) or compose(self, body)
    )
    for decision in (
        {"action": "accept"},
        {"action": "title", "value": "Other"},
        {"action": "date", "value": "1999"},
        {"action": "split", "pieces": [1]},
        {"action": "undo"},
    ):
        assert client.decide(reading=1, number=0, **decision)["status"] == 200
    assert lengths
    assert max(lengths) < 2000 < len(path.read_bytes())
