"""A page or a feed on the web → a file in the folder of articles.

Only `timeline extract` with an address comes here; everything else works without a network.
"""

import re
import socket
import time
from dataclasses import dataclass
from hashlib import blake2b
from http.client import HTTPException, HTTPMessage
from importlib.metadata import version
from ipaddress import ip_address
from pathlib import Path
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urljoin, urlsplit, urlunsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener
from urllib.robotparser import RobotFileParser

from timeline.documents.decoding import decode, printable
from timeline.documents.drafts import web_address
from timeline.documents.formats import format_of
from timeline.documents.webpage import declared_encoding
from timeline.errors import TimelineError

__all__ = ["AGENT", "fetch"]

AGENT = f"mkdocs-timeline/{version('mkdocs-timeline')}"
_REDIRECTS = 5
_SILENCE = 20.0  # seconds without an answer
_PATIENCE = 120.0  # seconds for all of a file
_ROBOTS = 500_000  # bytes of robots.txt that are read
_PIECE = 1 << 16  # bytes
_NAME = 100  # characters
_ENDINGS = {  # of files, by the media type that the server gives
    "application/atom+xml": ".atom",
    "application/epub+zip": ".epub",
    "application/pdf": ".pdf",
    "application/rss+xml": ".rss",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/xhtml+xml": ".html",
    "application/xml": ".xml",
    "text/html": ".html",
    "text/markdown": ".md",
    "text/plain": ".txt",
    "text/xml": ".xml",
}
_FEEDS = (".atom", ".rss", ".xml")


@dataclass(frozen=True, slots=True)
class _Answer:
    address: str  # at which it was found in the end
    ending: str
    encoding: str | None
    data: bytes


def fetch(address: str, folder: Path) -> Path:
    """Download what is at an address, if its robots.txt allows, and keep it in a folder.

    A page replaces what was fetched from its address before. A feed does not: it may have forgotten articles.

    Returns:
        The file.

    Raises:
        TimelineError: when it cannot be had, may not be had, is too large, or is nothing that can be read.
    """
    try:
        answer = _Visit().get(address)
        data = _as_saved(answer)
        path = folder / _name(answer, data)
        folder.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_name(f".{path.name}.part")
        unfinished.write_bytes(data)
        unfinished.replace(path)
    except (URLError, HTTPException, TimeoutError, ConnectionError, ValueError) as error:
        # The last is what the library says of an impossible name or port.
        reason = getattr(error, "reason", None) or error
        said = getattr(reason, "strerror", None) or str(reason) or type(reason).__name__
        raise _problem(address, f"cannot be reached ({said}); check the address and the network") from error
    return path


class _NoRedirects(HTTPRedirectHandler):
    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        return None  # so that each is looked at first


class _Visit:
    """One download with its redirects, and the robots.txt of each host on the way."""

    def __init__(self) -> None:
        self._opener = build_opener(_NoRedirects)
        self._until = time.monotonic() + _PATIENCE
        self._robots: dict[str, RobotFileParser] = {}

    def get(self, address: str) -> _Answer:
        """Return what is at an address, or at the one that it redirects to."""
        first = address
        for _ in range(_REDIRECTS + 1):
            address = _in_ascii(address)
            if not self._rules(address).can_fetch(AGENT, address):
                raise _problem(address, "its robots.txt does not allow that; save the page with a browser")
            try:
                with self._open(address) as response:
                    return self._read(address, response)
            except HTTPError as error:
                with error:
                    target = error.headers.get("Location") if 300 < error.code < 400 else None
                    if not target:
                        raise _problem(address, f"the server says: {error.code} {error.reason}") from error
            address = _redirected(address, target)
        raise _problem(first, f"is redirected more than {_REDIRECTS} times")

    def _open(self, address: str) -> Any:
        headers = {"User-Agent": AGENT, "Accept-Encoding": "identity"}
        return self._opener.open(Request(address, headers=headers), timeout=_SILENCE)

    def _rules(self, address: str) -> RobotFileParser:
        """Return what robots.txt allows, as RFC 9309 says: all where there is none."""
        parts = urlsplit(address)
        place = urlunsplit((parts.scheme, parts.netloc, "/robots.txt", "", ""))
        if place not in self._robots:
            rules = self._robots[place] = RobotFileParser(place)
            try:
                with self._open(place) as response:
                    text = self._all_of(response, _ROBOTS)[:_ROBOTS].decode("utf-8", "replace")
                    rules.parse(text.splitlines())
            except HTTPError as error:
                with error:
                    if error.code >= 500:
                        problem = f"the server says: {error.code} {error.reason}; try again later"
                        raise _problem(place, problem) from error
                rules.parse([])
        return self._robots[place]

    def _read(self, address: str, response: Any) -> _Answer:
        kind = response.headers.get_content_type()
        ending = _ENDINGS.get(kind)
        file_format = format_of(ending or "")
        if ending is None or file_format is None or file_format.limit is None:
            raise _problem(address, f"is {printable(kind)}, which is no article that can be read")
        data = self._all_of(response, file_format.limit)
        if len(data) > file_format.limit:
            raise _problem(address, f"is larger than {file_format.limit // 1_000_000} MB")
        return _Answer(address, ending, response.headers.get_content_charset(), data)

    def _all_of(self, response: Any, limit: int) -> bytes:
        """Return the content up to the first bytes beyond a limit."""
        found = bytearray()
        while len(found) <= limit and (piece := response.read1(_PIECE)):
            found += piece
            if time.monotonic() > self._until:
                raise TimeoutError(f"it takes more than {_PATIENCE:.0f} seconds")
        return bytes(found)


def _redirected(address: str, target: str) -> str:
    """Return where a redirect leads, if that is on the web as well."""
    found = urljoin(address, target)
    if web_address(found) is None:
        raise _problem(address, f"redirects to “{printable(target)[:80]}”, which is not on the web")
    if _is_private(found) and not _is_private(address):
        raise _problem(address, f"redirects to {printable(found)[:80]}, which is in your own network")
    return found


def _is_private(address: str) -> bool:
    """Return whether a host is one of this machine's own network."""
    parts = urlsplit(address)
    try:
        found = socket.getaddrinfo(parts.hostname, parts.port or 80, type=socket.SOCK_STREAM)
    except socket.gaierror:  # known to a proxy only, perhaps, or to nobody
        return False
    return any(not ip_address(str(place[0]).partition("%")[0]).is_global for *_, place in found)


def _in_ascii(address: str) -> str:
    """Return an address as it is sent, without the name of a place on the page."""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = parts.port
    except ValueError as error:
        raise _problem(address, "is no address of the web; check it") from error
    host = f"[{host}]" if ":" in host else host
    path, query = (quote(part, safe="/?%:@!$&'()*+,;=~-._") for part in (parts.path or "/", parts.query))
    return urlunsplit((parts.scheme, f"{host}:{port}" if port else host, path, query, ""))


def _as_saved(answer: _Answer) -> bytes:
    """Return what to keep: of a page, with its address and encoding, which only the server told."""
    data = answer.data
    if answer.ending != ".html":
        return data
    if answer.encoding and not declared_encoding(data):
        data = decode(data, answer.encoding)[0].encode("utf-8", "replace")
    mark = f"<!-- saved from url=({len(answer.address):04}){answer.address} -->\n"  # as browsers do
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):  # its letters have two bytes
        return data
    return mark.encode() + data.removeprefix(b"\xef\xbb\xbf")


def _name(answer: _Answer, data: bytes) -> str:
    parts = urlsplit(answer.address)
    path = re.sub(r"\.\w{2,5}$", "", parts.path)
    words = re.sub(r"\W+", "-", f"{parts.hostname}{path}").strip("-")
    told_apart = b""
    if answer.ending in _FEEDS:
        told_apart = data
    elif parts.query or len(words) > _NAME:
        told_apart = answer.address.encode()
    mark = f"-{blake2b(told_apart, digest_size=4).hexdigest()}" if told_apart else ""
    return f"{words[:_NAME]}{mark}{answer.ending}"


def _problem(address: str, said: str) -> TimelineError:
    return TimelineError(f"{printable(address)[:200]}: {said}")
