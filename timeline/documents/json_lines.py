"""`.jsonl`: one article a line."""

import json
from collections.abc import Iterator
from pathlib import Path

from timeline.documents.drafts import Draft, Entry, RefusedError
from timeline.documents.file import File
from timeline.documents.limits import LONGEST_TEXT, lines_of
from timeline.documents.records import draft_of

__all__ = ["read"]


def read(file: File) -> Iterator[Entry]:
    """Yield each line's number and its article, or why it holds none."""
    with Path(file.path).open("rb") as stream:
        for number, line in enumerate(lines_of(stream), 1):
            try:
                if line is None:
                    raise RefusedError(f"longer than {LONGEST_TEXT // 1_000_000} MB")
                if line.strip():
                    yield number, _draft(line, file)
            except RefusedError as refused:
                yield number, refused


def _draft(line: bytes, file: File) -> Draft:
    try:
        record = json.loads(line.decode("utf-8-sig"))
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
    return draft_of(record, file)
