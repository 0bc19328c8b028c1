"""Bytes → text, exactly as `Path.read_text` would give it."""

import codecs
import re

import charset_normalizer

__all__ = ["UndecodableError", "decode", "newlines", "printable"]

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Western European text is valid in several encodings of Windows that differ in a few letters; this one is
# the most widespread.
_USUAL = "cp1252"


class UndecodableError(ValueError):
    """The bytes are no text in any encoding. Its text is a phrase for the user."""


def decode(data: bytes, declared: str | None = None) -> tuple[str, str]:
    r"""Decode a whole file; return the text and the name of the encoding.

    A byte order mark decides, then UTF-8 if the bytes are valid, then the encoding that the file declares
    (`declared`, as a web page does; bytes that are not valid in it become U+FFFD), then a guess. A UTF-8
    byte order mark stays as the first character, U+FEFF. Line ends become `\n`.

    Raises:
        UndecodableError: when the data is binary or in no known encoding.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return newlines(_strictly(data, encoding)), encoding
    if b"\0" in data:
        raise UndecodableError("a binary file, not text")
    try:
        return newlines(data.decode("utf-8")), "utf-8"
    except UnicodeDecodeError:
        found = _as_declared(data, declared) if declared else None
    if found is None:
        encoding = _guess(data)
        found = _strictly(data, encoding), encoding
    return newlines(found[0]), found[1]


def newlines(text: str) -> str:
    r"""Return the text with every line end as `\n` (Python's universal newlines)."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def printable(text: str) -> str:
    """Return the text on one line: control characters and the like are shown as escapes."""
    return re.sub(r"[^\x20-\U0010FFFF]|[\x7f-\x9f\u2028\u2029\ud800-\udfff]", _escape, text)


def _escape(match: re.Match[str]) -> str:
    return match[0].encode("unicode_escape").decode("ascii")


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UndecodableError(f"not valid {encoding} text") from error


def _as_declared(data: bytes, encoding: str) -> tuple[str, str] | None:
    """Decode as a browser does: what is not valid becomes U+FFFD, Latin-1 and ASCII mean Windows-1252."""
    try:
        name = codecs.lookup(encoding).name
        name = _USUAL if name in ("iso8859-1", "ascii") else name
        return data.decode(name, "replace"), name
    except (LookupError, UnicodeError):  # no such encoding, or one of Python's that is none of text
        return None


def _guess(data: bytes) -> str:
    matches = charset_normalizer.from_bytes(data)
    best = matches.best()
    if best is None:
        raise UndecodableError("not text in any known encoding; save it as UTF-8")
    usual = next((match for match in matches if _USUAL in match.could_be_from_charset), None)
    return _USUAL if usual is not None and usual.chaos <= best.chaos else best.encoding
