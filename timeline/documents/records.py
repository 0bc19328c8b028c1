"""`.jsonl`: one article a line."""

import json
import re
from collections.abc import Iterator
from hashlib import blake2b
from typing import Any, BinaryIO

from timeline.documents.decoding import newlines
from timeline.documents.drafts import Draft, RefusedError, language_code, web_address, with_published
from timeline.documents.model import Document

__all__ = ["read_records"]

_SURROGATE = re.compile("[\ud800-\udfff]")


def read_records(
    stream: BinaryIO, key: str, file: str, limit: int
) -> Iterator[tuple[int, Draft | RefusedError]]:
    """Yield each line's number and its article, or why it holds none. A line may have `limit` bytes."""
    number = 0
    while data := stream.readline(limit + 1):
        number += 1
        if len(data) > limit:
            while data and not data.endswith(b"\n"):
                data = stream.readline(limit)
            yield number, RefusedError(f"longer than {limit // 1_000_000} MB")
        elif data.strip():
            try:
                yield number, _draft(data, key, file)
            except RefusedError as refused:
                yield number, refused


def _draft(data: bytes, key: str, file: str) -> Draft:
    try:
        record = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise RefusedError("not UTF-8") from error
    except json.JSONDecodeError as error:
        raise RefusedError(f"not JSON: {error.msg} at character {error.pos + 1}") from error
    except ValueError as error:
        raise RefusedError("a number in it has too many digits") from error
    except RecursionError as error:
        raise RefusedError("nested too deeply") from error
    if not isinstance(record, dict):
        raise RefusedError("not a JSON object with the keys id, title, published, url and text")
    text = newlines(_string(record, "text") or "")
    if not text.strip():
        raise RefusedError("no “text”")
    url = web_address(_string(record, "url"))
    document = Document(
        id=_string(record, "id") or f"{key}-{blake2b(text.encode(), digest_size=4).hexdigest()}",
        text=text,
        title=_string(record, "title"),
        publisher=_string(record, "publisher") or _string(record, "source"),
        url=url,
        file=file,
        language=language_code(_string(record, "language")) or "en",
    )
    draft = Draft(document)
    if url is None and _string(record, "url"):
        draft.notes.append((None, "url: not an http(s) address"))
    dates = [(f"the record's {name}", _string(record, name), None) for name in ("published", "date")]
    return with_published(draft, ((name, value, line) for name, value, line in dates if value))


def _string(record: dict[str, Any], name: str) -> str | None:
    value = record.get(name)
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    # A lone half of a surrogate pair is allowed in JSON but not in any file that is written later.
    text = _SURROGATE.sub("\ufffd", str(value))
    return text if name == "text" else " ".join(text.split()) or None
