"""The models → YAML that is a pleasure to read, and that reads back as exactly the same text."""

import base64
import hashlib
import re
from collections.abc import Iterable, Sequence
from typing import Any

from timeline.events.model import Event, Evidence, Source
from timeline.store.reading import FINGERPRINT

__all__ = [
    "WIDTH",
    "date_text",
    "event_block",
    "event_lines",
    "evidence_item",
    "fingerprint",
    "is_same",
    "is_same_source",
    "list_text",
    "one_line",
    "source_block",
    "source_fields",
    "source_lines",
    "text_lines",
    "text_pair",
    "token",
]

WIDTH = 110  # columns, where the text has a space to break at

# A plain (unquoted) scalar that every YAML version reads as one line of text.
_PLAIN = re.compile(
    r"(?:[A-Za-z0-9(]|[^\x00-\x9f\u2028\u2029\ufeff\ufffe\uffff])"
    r"(?:[^\x00-\x20\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff:#]|[ ](?![ #]|\Z)|:(?![ ]|\Z)|(?<! )#)*"
)
_NOT_TEXT = re.compile(  # numbers, truth values and none in YAML 1.1 or 1.2
    r"[-+]?[\d_]*\.?[\d_]*(?:e[-+]?\d*)?|0[xob][\da-f_]*|[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.[\d_]*)?"
    r"|[-+]?\.(?:inf|nan)|y|n|yes|no|on|off|true|false|null|nan|inf",
    re.IGNORECASE,
)
_TIMESTAMP = re.compile(r"\d{4}-\d\d?-\d\d?(?:(?:[Tt]|[ \t]+)\d.*)?")
_FLOW_INDICATOR = re.compile(r"[,\[\]{}]")
_PLAIN_DATE = re.compile(
    r"[\dY][\dX-]*[~?%]?(?:T[\d:Z+-]*)?(?:/(?:\.\.|[\dY][\dX-]*[~?%]?))?|\.\./[\dY][\dX-]*[~?%]?"
)
_BLOCK = re.compile("[\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]*")
_ESCAPED = re.compile('["\\\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]')
_SHORT_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0"}
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def token(data: str, length: int) -> str:
    """Return a short name made of a hash: a letter, then letters and the digits 2 to 7."""
    digest = hashlib.sha256(data.encode("utf-8", "surrogatepass")).digest()
    text = base64.b32encode(digest).decode("ascii").lower()
    first = "abcdefghijklmnopqrstuvwxyz"[digest[-1] % 26]  # so that it is a word to YAML, HTML and CSS
    return first + text[: length - 1]


# ---------------------------------------------------------------------- events and sources


def event_lines(event: Event) -> list[str]:
    """Return the event as lines of a mapping, without the list's dash and without a fingerprint."""
    lines = []
    if event.id:
        lines += text_pair("id", event.id)
    lines += _date_pair("date", event.date)
    lines += text_pair("title", event.title)
    if event.summary:
        lines += text_pair("summary", event.summary)
    for name in ("actors", "places", "tags"):
        lines += _list_pair(name, getattr(event, name))
    lines += [f"relevance: {event.relevance}", f"status: {event.status}"]
    if event.disputed:
        lines.append(f"disputed: [{', '.join(date_text(date) for date in event.disputed)}]")
    lines += _extra(event.extra)
    if event.evidence:
        lines.append("evidence:")
        for evidence in event.evidence:
            lines += _item(_evidence_lines(evidence))
    return lines


def _evidence_lines(evidence: Evidence) -> list[str]:
    lines = [*text_pair("source", evidence.source), *text_pair("quote", evidence.quote)]
    lines += [
        f"{name}: {value}"
        for name in ("start", "end", "page")
        if (value := getattr(evidence, name)) is not None
    ]
    if evidence.expression:
        lines += text_pair("expression", evidence.expression)
    lines += _extra(evidence.extra)
    if evidence.because:
        lines.append("because:")
        for step in evidence.because:
            lines += _text_item(step)
    return lines


def source_lines(source: Source) -> list[str]:
    """Return a source's fields as lines of a mapping, without its key and without a fingerprint."""
    lines = []
    for name in ("file", "title", "publisher", "url", "language"):
        if value := getattr(source, name):
            lines += text_pair(name, value)
    if source.published:
        lines += _date_pair("published", source.published)
    lines += _list_pair("published_because", source.published_because)
    return lines + _extra(source.extra)


def is_same(one: Event, other: Event) -> bool:
    """Whether both are written alike; comparing the models is many times faster than writing them."""
    return one == other or event_lines(one) == event_lines(other)


def is_same_source(one: Source, other: Source) -> bool:
    """Whether both are written alike."""
    return one == other or source_lines(one) == source_lines(other)


def fingerprint(lines: Iterable[str]) -> str:
    """Return the short hash of a block's own lines; how they end does not count."""
    return token("\n".join(line.rstrip() for line in lines), 8)


def event_block(event: Event, indent: str = "") -> list[str]:
    """Return the event as lines of the list of events, with its fingerprint."""
    return _indented(_item(_sign(event_lines(event))), indent)


def evidence_item(evidence: Evidence, indent: str) -> list[str]:
    """Return a piece of evidence as lines of a list of evidence."""
    return _indented(_item(_evidence_lines(evidence)), indent)


def source_block(name: str, source: Source, indent: str = "  ") -> list[str]:
    """Return the source as lines of the mapping of sources, with its fingerprint."""
    return [f"{indent}{one_line(name)}:", *source_fields(source, indent + "  ")]


def source_fields(source: Source, indent: str) -> list[str]:
    """Return a source's lines below its key, with its fingerprint."""
    return _indented(_sign(source_lines(source)), indent)


def _sign(lines: list[str]) -> list[str]:
    return [*lines, f"{FINGERPRINT}: {fingerprint(lines)}"]


def _indented(lines: list[str], indent: str) -> list[str]:
    return [indent + line if line else "" for line in lines]


def _item(lines: list[str]) -> list[str]:
    return [("- " if number == 0 else "  ") + line if line else "" for number, line in enumerate(lines)]


def _text_item(text: str) -> list[str]:
    first, *rest = text_lines(text, indent=8)
    return [f"- {first}", *rest]


def text_pair(name: str, text: str) -> list[str]:
    """Return a key with a text as its value."""
    first, *rest = text_lines(text, len(name) + 6)
    return [f"{name}: {first}", *rest]


def _date_pair(name: str, date: str) -> list[str]:
    return [f"{name}: {date_text(date)}"]


def date_text(date: str) -> str:
    """Return a date as a YAML scalar."""
    # Dates are read as text whatever they look like to YAML, so the usual ones go without quotes.
    return date if _PLAIN_DATE.fullmatch(date) else _quoted(date)


def list_text(items: Iterable[str]) -> str:
    """Return a list of texts on one line."""
    return f"[{', '.join(one_line(item, in_brackets=True) for item in items)}]"


def _list_pair(name: str, items: Sequence[str]) -> list[str]:
    if not items:
        return []
    line = f"{name}: {list_text(items)}"
    if len(line) + 4 <= WIDTH:
        return [line]
    lines = [f"{name}:"]
    for item in items:
        lines += _text_item(item)
    return lines


def _extra(extra: dict[str, Any]) -> list[str]:
    lines: list[str] = []
    for name, value in extra.items():
        lines += _value(one_line(name) + ":", value)
    return lines


def _value(head: str, value: Any) -> list[str]:
    """Return any plain value below or beside its key."""
    if isinstance(value, dict) and value:
        return [head] + [f"  {line}" if line else "" for line in _extra(value)]
    if isinstance(value, list | tuple) and value:
        lines = [head]
        for item in value:
            if isinstance(item, dict) and item:
                lines += _item(_extra(item))
            elif isinstance(item, list | tuple) and item:
                dash, *rest = _value("-", item)
                lines += [dash, *(f"  {line}" if line else "" for line in rest)]
            else:
                lines += _value("-", item)
        return lines
    if isinstance(value, str):
        first, *rest = text_lines(value, len(head) + 12)
        return [f"{head} {first}", *rest]
    plain = {None: "null", True: "true", False: "false"}
    if value is None or isinstance(value, bool):
        return [f"{head} {plain[value]}"]
    empty = "{}" if isinstance(value, dict) else "[]"
    return [f"{head} {empty if isinstance(value, dict | list | tuple) else value}"]


# ---------------------------------------------------------------------- texts


def text_lines(text: str, indent: int) -> list[str]:
    """Return a text as a YAML scalar: the first line stands after its key, the others are indented by 2.

    Args:
        text: any text. Half a surrogate pair, which no file can hold, becomes U+FFFD.
        indent: columns taken before the first line.
    """
    text = _LONE_SURROGATE.sub("\ufffd", text)
    short = one_line(text)
    if len(short) + indent <= WIDTH and "\n" not in text:
        return [short]
    rows = text.split("\n")
    if not _BLOCK.fullmatch(text) or any(row != row.strip(" ") for row in rows) or not (rows[0] and rows[-1]):
        return _quoted_lines(text)
    width = WIDTH - 10
    if len(rows) > 1 and all(len(row) <= width for row in rows):
        return ["|-", *(f"  {row}" if row else "" for row in rows)]
    folded = [">-"]
    for number, row in enumerate(rows):
        if number:
            folded.append("")
        folded += [f"  {line}" for line in _wrap(row, width) if line]
    return folded


def one_line(text: str, *, in_brackets: bool = False) -> str:
    """Return a text as a YAML scalar on one line, however long; `in_brackets`, if it stands in [ ] or { }."""
    text = _LONE_SURROGATE.sub("\ufffd", text)
    plain = _PLAIN.fullmatch(text) and not _NOT_TEXT.fullmatch(text) and not _TIMESTAMP.fullmatch(text)
    return text if plain and not (in_brackets and _FLOW_INDICATOR.search(text)) else _quoted(text)


def _quoted(text: str) -> str:
    if '"' in text and "'" not in text and not _ESCAPED.search(text.replace('"', "")):
        return f"'{text}'"
    return '"' + _ESCAPED.sub(_escape, text) + '"'


def _quoted_lines(text: str) -> list[str]:
    lines = _wrap(_quoted(text), WIDTH - 10)
    return [line if number == 0 else f"  {line}" for number, line in enumerate(lines)]


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    return _SHORT_ESCAPES.get(char) or (f"\\x{ord(char):02x}" if ord(char) < 256 else f"\\u{ord(char):04x}")


def _wrap(text: str, width: int) -> list[str]:
    """Break a row at single spaces only, so that folding the lines gives the same row again."""
    lines: list[str] = []
    line = ""
    for word in re.split(r"(?<! ) (?! )", text):
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return [*lines, line]
