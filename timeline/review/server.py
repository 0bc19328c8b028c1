"""The page's server: for this machine and this page only.

Any web site that is open in the same browser can send requests to a local server, and a name of its own can
be made to lead to 127.0.0.1 (DNS rebinding). So each request must name this very host and port, and the
secret that is part of the address that was printed; one that changes something must come from the page
itself. What the browser is told in return keeps the page from loading or running anything from elsewhere.
"""

import json
import secrets
import sys
from collections.abc import Callable, Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from typing import Any
from urllib.parse import parse_qs, urlsplit

from timeline.errors import TimelineError
from timeline.review.desk import Desk, StaleError

__all__ = ["Server"]

_HOST = "127.0.0.1"
_LONGEST = 100_000  # bytes of a request
_TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript"}
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
    " img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",  # links to articles must not carry the secret away
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}


class Server:
    """Serves one desk until it is stopped. The port is free by the system's choice.

    Attributes:
        url: the address of the page, with its secret.
    """

    def __init__(self, desk: Desk) -> None:
        secret = secrets.token_urlsafe(16)
        handler = type("Handler", (_Handler,), {"desk": desk, "secret": secret})
        self._server = _Sockets((_HOST, 0), handler)
        self.port: int = self._server.server_address[1]
        self.url = f"http://{_HOST}:{self.port}/{secret}/"

    def run(self) -> None:
        """Answer requests until `stop` is called or the user interrupts the program."""
        try:
            self._server.serve_forever()
        finally:
            self._server.server_close()

    def stop(self) -> None:
        """End `run`, which must be running in another thread."""
        self._server.shutdown()


class _Sockets(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """Pass over a browser that went away in the middle of an answer."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    desk: Desk
    secret: str

    protocol_version = "HTTP/1.1"
    server_version = "timeline"
    sys_version = ""
    timeout = 60

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name it has
        pass

    def do_GET(self) -> None:
        name = self._checked()
        if name is None:
            return
        query = {key: values[0] for key, values in parse_qs(urlsplit(self.path).query).items()}
        answers: dict[str, Callable[[], Mapping[str, Any]]] = {
            "api/state": self.desk.state,
            "api/event": lambda: self.desk.event(_number(query, "reading"), _number(query, "number")),
            "api/article": lambda: self.desk.article(
                _number(query, "reading"), _number(query, "number"), _number(query, "evidence")
            ),
            "api/words": lambda: self.desk.words(query.get("date", "")),
        }
        if name in answers:
            self._answer(answers[name])
        else:
            self._send_file(name or "index.html")

    def do_POST(self) -> None:
        name = self._checked()
        if name is None:
            return
        length = self.headers.get("Content-Length", "")
        if self.headers.get_content_type() != "application/json" or not length.isdecimal():
            self._refuse(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
        elif int(length) > _LONGEST:
            self._refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        elif name != "api/decide":
            self._refuse(HTTPStatus.NOT_FOUND)
        else:
            body = self.rfile.read(int(length))
            self._answer(lambda: self.desk.decide(_object(body)))

    def _checked(self) -> str | None:
        """Return what is asked for, or refuse the request when it is not this page's own."""
        own = f"{_HOST}:{self.server.server_address[1]}"  # type: ignore[index]
        origin = self.headers.get("Origin")
        must_say = self.command != "GET"  # browsers say where such a request comes from
        try:
            first, _, rest = urlsplit(self.path).path.removeprefix("/").partition("/")
        except ValueError:  # no address, such as http://[::1/
            first = rest = ""
        if (
            self.headers.get_all("Host") != [own]
            or (origin is None if must_say else False)
            or origin not in (None, f"http://{own}")
            or self.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none")
            or not secrets.compare_digest(first.encode(), self.secret.encode())
        ):
            self._refuse(HTTPStatus.FORBIDDEN)
            return None
        return rest

    def _answer(self, ask: Callable[[], Mapping[str, Any]]) -> None:
        status = HTTPStatus.OK
        try:
            answer = ask()
        except StaleError as error:
            answer, status = {"problem": str(error)}, HTTPStatus.CONFLICT
        except TimelineError as error:
            answer, status = {"problem": " ".join(str(error).split())}, HTTPStatus.UNPROCESSABLE_ENTITY
        self._send(status, "application/json", json.dumps(answer).encode("ascii"))

    def _send_file(self, name: str) -> None:
        kind = _TYPES.get(name[name.rfind(".") :])
        file = next(
            (each for each in files(__package__).joinpath("page").iterdir() if each.name == name), None
        )
        if kind is None or file is None:
            self._refuse(HTTPStatus.NOT_FOUND)
        else:
            self._send(HTTPStatus.OK, f"{kind}; charset=utf-8", file.read_bytes())

    def _refuse(self, status: HTTPStatus) -> None:
        self.close_connection = True  # what it may still hold is not read
        self._send(status, "text/plain; charset=utf-8", f"{status.value} {status.phrase}\n".encode())

    def _send(self, status: HTTPStatus, kind: str, body: bytes) -> None:
        self.send_response(status)
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)


def _number(query: Mapping[str, str], name: str) -> int:
    text = query.get(name, "")
    if not text.isdecimal() or len(text) > 9:
        raise TimelineError(f"“{name}” must be a number")
    return int(text)


def _object(body: bytes) -> Mapping[str, Any]:
    try:
        value = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise TimelineError("the request is no JSON") from error
    if not isinstance(value, dict):
        raise TimelineError("the request is no JSON object")
    return value
