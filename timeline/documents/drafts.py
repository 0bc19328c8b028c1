"""What the readers of the single formats hand to `reading`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from timeline.documents.clues import SAME, Clue, from_edtf
from timeline.documents.datestrings import BadDateError, parse_published
from timeline.documents.decoding import printable
from timeline.documents.model import Document

__all__ = ["Draft", "Entry", "RefusedError", "language_code", "web_address", "with_published"]

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?=$|[-_])")


class RefusedError(ValueError):
    """A file (or a line of one) that holds no article. Its text is a phrase for the user."""


@dataclass(slots=True)
class Draft:
    """An article as one file or record tells it, and what was wrong with it: (line or None, phrase)."""

    document: Document
    notes: list[tuple[int | None, str]] = field(default_factory=list)


Entry = tuple[int | None, Draft | RefusedError]  # a line or row of a file, and its article or why it has none


def web_address(text: str | None) -> str | None:
    """Return the text if it is an http(s) address without blanks, else None."""
    text = (text or "").strip()
    return text if re.fullmatch(r"https?://[^\s<>\"]+", text, re.IGNORECASE) else None


def language_code(text: str | None) -> str | None:
    """Return the two- or three-letter code that a language tag ("en-GB") begins with, or None."""
    match = _LANGUAGE.match((text or "").strip())
    return match[0].lower() if match else None


def with_published(draft: Draft, candidates: Iterable[tuple[str, str, int | None]]) -> Draft:
    """Give the draft the first usable publication date.

    Each candidate is (what it is called, its text, its line or None). One that is no date is noted and passed
    over, and so is one that contradicts the first.
    """
    first: Clue | None = None
    named = ""
    for name, value, line in candidates:
        try:
            published = parse_published(value, draft.document.language)
        except BadDateError as problem:
            if first is None:
                draft.notes.append((line, f"{name}: {problem}"))
            continue
        because = f"{name} “{printable(value.strip())[:80]}”"
        clue = from_edtf(published, (because,))
        if first is None:
            first, named = clue, name
            draft.document = replace(draft.document, published=published, published_because=clue.because)
        elif name != named and first.distance(clue) > SAME:
            though = f"though {published} by {because}"
            draft.notes.append(
                (line, f"published {first} by {first.because[0]}, {though}; correct one of them")
            )
            reasons = (*draft.document.published_because, though)
            draft.document = replace(draft.document, published_because=reasons)
    return draft
