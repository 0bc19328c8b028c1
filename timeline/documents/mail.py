"""`.eml`: a mail as a file, such as a newsletter or an article that somebody sent."""

import email
import re
from collections.abc import Iterator
from dataclasses import replace
from email import policy
from email.message import EmailMessage
from pathlib import Path

from timeline.documents.decoding import newlines
from timeline.documents.drafts import Entry, RefusedError, with_published
from timeline.documents.file import File
from timeline.documents.markup import text_of
from timeline.documents.plain import read_plain
from timeline.documents.wrapping import unwrapped

__all__ = ["read"]

_REPLY = re.compile(r"(?:(?:re|fwd?|aw|wg|tr|rv)\s*:\s*)+", re.IGNORECASE)


def read(file: File) -> Iterator[Entry]:
    """Yield the mail's text as an article, published when it was sent."""
    message = email.message_from_bytes(Path(file.path).read_bytes(), policy=policy.default)
    if not isinstance(message, EmailMessage) or not message.keys():
        raise RefusedError("not a mail: it has no headers")
    text = _text(message)
    if not text.strip():
        raise RefusedError("no text in this mail")
    draft = read_plain(text, file.key, file.name)
    subject = _REPLY.sub("", _header(message, "subject") or "", count=1).strip()
    draft.document = replace(
        draft.document,
        title=subject or draft.document.title,
        publisher=_header(message, "organization") or draft.document.publisher,
    )
    sent = _header(message, "date")
    yield None, with_published(draft, [("the mail's Date", sent, None)] if sent else [])


def _text(message: EmailMessage) -> str:
    body = message.get_body(("plain", "html"))
    if body is None:
        return ""
    try:
        content = newlines(str(body.get_content()))
    except LookupError:  # of a character set that does not exist
        content = bytes(body.get_payload(decode=True)).decode("utf-8", "replace")
    if body.get_content_subtype() == "html":
        return text_of(content)
    if body.get_param("format") == "flowed":  # a blank at the end of a line says that it goes on
        return re.sub(r" \n(?!-- \n|>)", " ", content)
    return unwrapped(content)


def _header(message: EmailMessage, name: str) -> str | None:
    """Return a header's words, None when it is missing or broken beyond reading."""
    try:
        value = message[name]
    except (ValueError, IndexError, TypeError):  # the library's parser stumbles over some
        return None
    return " ".join(str(value or "").split()) or None
