"""The tokens of a sentence: words, numbers, marks, and whole time expressions."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from timeline.events import language

__all__ = ["Token", "quotation_goes_on", "tokenize"]

_TOKEN = re.compile(
    r"(?P<word>[^\W\d_](?:[\w]|['’.&-](?=\w))*(?:(?<=\.\w)\.)?)"
    r"|(?P<number>[$£€]?\d(?:[\d,.:/–-]*\d)?(?:-?\w+)*%?)"
    r"|(?P<mark>\S)"
)
_OPENING, _CLOSING = "“«", "”»"
_MARK = re.compile(f'["{_OPENING}{_CLOSING}]')
# A straight mark closes at the end of a line, right behind a word, or before what goes on in lower case.
_CLOSES = re.compile(r'(?:(?<=\S)"(?!\w)|"[^\S\n]*(?:\n|$)|"[^\S\n]+(?=[a-z]))')


class Token(NamedTuple):
    """A word, number, mark or time expression; offsets count characters of the document's text."""

    text: str
    lower: str
    start: int
    end: int
    is_word: bool
    is_time: bool
    quoted: bool  # stands inside quotation marks

    @property
    def forms(self) -> frozenset[str]:
        """The Penn verb tags that it can have."""
        return language.verb_forms(self.lower) if self.is_word else frozenset()

    @property
    def is_name(self) -> bool:
        """Whether it is written with a capital."""
        return self.is_word and self.text[0].isupper()

    @property
    def is_possessive(self) -> bool:
        """Whether it ends in ’s as a possessive, not as the plural of a decade (“the 1980’s”)."""
        return self.lower.endswith(("'s", "’s")) and not self.lower[-3:-2].isdigit()

    @property
    def is_mark(self) -> bool:
        """Whether it is punctuation."""
        return not self.is_word and not self.is_time and not any(map(str.isdigit, self.text))


def tokenize(
    text: str, start: int, end: int, times: Sequence[tuple[int, int]] = (), *, quoted: bool = False
) -> list[Token]:
    """Split text[start:end] into tokens; each of the spans `times`, in order, becomes one token.

    `quoted` says that a quotation goes on at `start`.
    """
    tokens: list[Token] = []
    quotation = _Quotation(quoted)
    for first, last in times:
        tokens.extend(_tokens(text, start, first, quotation))
        string = text[first:last]
        tokens.append(Token(string, string.lower(), first, last, False, True, quotation.is_open))
        start = last
    tokens.extend(_tokens(text, start, end, quotation))
    return tokens


def quotation_goes_on(text: str, end: int, start: int) -> bool:
    """Return whether a quotation that a sentence leaves open at `end` goes on in the next, from `start` on.

    It does if it is closed in the same paragraph (up to an empty line): news texts open it anew in each.
    """
    paragraph = text.find("\n\n", end)
    last = len(text) if paragraph < 0 else paragraph
    mark = _MARK.search(text, start, last)
    if mark is None or mark[0] in _OPENING or _MARK.search(text, end, start):
        return False
    return mark[0] in _CLOSING or _CLOSES.match(text, mark.start()) is not None


class _Quotation:
    """Follows quotation marks: “ ” and straight ones, also when one of each makes a pair."""

    def __init__(self, is_open: bool) -> None:
        self.is_open = is_open

    def take(self, mark: str) -> None:
        self.is_open = not self.is_open if mark == '"' else mark in _OPENING


def _tokens(text: str, start: int, end: int, quotation: _Quotation) -> Iterator[Token]:
    for match in _TOKEN.finditer(text, start, end):
        string = match[0]
        kind = match.lastgroup
        if kind == "mark" and _MARK.match(string):
            quotation.take(string)
        yield Token(string, string.lower(), *match.span(), kind == "word", False, quotation.is_open)
