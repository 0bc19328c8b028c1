"""The tokens of a sentence: words, numbers, marks, and whole time expressions."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from timeline.events import language

__all__ = ["CLOSING_QUOTES", "OPENING_QUOTES", "Token", "opens_quotation", "quotation_goes_on", "tokenize"]

_TOKEN = re.compile(
    r"(?P<word>(?!Nos?\.\s?\d|nos?\.\s?\d)[^\W\d_]\w*(?:(?:['’.&-]|\.-)\w+)*(?:(?<=\.\w)\.)?)"
    r"|(?P<number>(?:[Nn]os?\.\s?|[$£€])?\d(?:[\d,.:/–-]*\d)?(?:-?\w+)*%?)"
    r"|(?P<dash>--+|_(?=\s))"
    r"|(?P<mark>``|''(?![a-z])|\S)"  # but “''s Hertogenbosch”
)
OPENING_QUOTES, CLOSING_QUOTES = ('"', "“"), ('"', "”")  # of English
_OPENING, _CLOSING = "“«", "”»"
_QUOTATION_MARKS = f'"{_OPENING}{_CLOSING}'
_TYPED = {"``": "“", "''": "”"}  # how the wires of news agencies type them
_MARK = re.compile(rf"[{_QUOTATION_MARKS}]|``|''(?![a-z])")
# A straight mark closes at the end of a line, right behind a word, or before what goes on in lower case.
_CLOSES = re.compile(r"""(?:(?<=\S)(?:"|'')(?!\w)|(?:"|'')[^\S\n]*(?:\n|$)|(?:"|'')[^\S\n]+(?=[a-z]))""")


@dataclass(slots=True)  # not frozen, for a text has very many
class Token:
    """A word, number, mark or time expression; offsets count characters of the document's text."""

    text: str
    lower: str
    start: int
    end: int
    quoted: bool  # stands inside quotation marks
    is_word: bool = False
    is_time: bool = False
    is_name: bool = False  # written with a capital
    is_small: bool = False  # a word without capitals or hyphens
    is_mark: bool = False  # punctuation
    forms: frozenset[str] = frozenset()  # the Penn verb tags that it can have

    @property
    def is_possessive(self) -> bool:
        """Whether it ends in ’s as a possessive, not as the plural of a decade (“the 1980’s”)."""
        return self.lower.endswith(("'s", "’s")) and not self.lower[-3:-2].isdigit()


def tokenize(
    text: str, start: int, end: int, times: Sequence[tuple[int, int]] = (), *, quoted: bool = False
) -> list[Token]:
    """Split text[start:end] into tokens; each of the spans `times`, in order, becomes one token.

    `quoted` says that a quotation goes on at `start`.
    """
    tokens: list[Token] = []
    quotation = _Quotation(quoted)
    for first, last in times:
        _add(tokens, text, start, first, quotation)
        string = text[first:last]
        tokens.append(Token(string, string.lower(), first, last, quotation.is_open, is_time=True))
        start = last
    _add(tokens, text, start, end, quotation)
    return tokens


def opens_quotation(text: str, start: int) -> bool:
    """Return whether typed marks, which no sentence begins with, open a quotation right before `start`."""
    return any(text.startswith(mark, max(start - len(mark), 0)) for mark in _TYPED if start)


def quotation_goes_on(text: str, end: int, start: int) -> bool:
    """Return whether a quotation that a sentence leaves open at `end` goes on in the next, from `start` on.

    It does if it is closed in the same paragraph (up to an empty line): news texts open it anew in each.
    """
    paragraph = text.find("\n\n", end)
    last = len(text) if paragraph < 0 else paragraph
    mark = _MARK.search(text, start, last)
    if mark is None or _TYPED.get(mark[0], mark[0]) in _OPENING or _MARK.search(text, end, start):
        return False
    return mark[0] in _CLOSING or _CLOSES.match(text, mark.start()) is not None


class _Quotation:
    """Follows quotation marks: “ ” and straight ones, also when one of each makes a pair."""

    def __init__(self, is_open: bool) -> None:
        self.is_open = is_open

    def take(self, mark: str) -> None:
        self.is_open = not self.is_open if mark == '"' else mark in _OPENING


def _add(tokens: list[Token], text: str, start: int, end: int, quotation: _Quotation) -> None:
    for match in _TOKEN.finditer(text, start, end):
        string = match[0]
        place = match.span()
        if match.lastgroup == "word":
            lower, is_name, is_small, forms = _word(string)
            is_open = quotation.is_open
            tokens.append(Token(string, lower, *place, is_open, True, False, is_name, is_small, False, forms))
        else:
            if match.lastgroup == "dash":
                string = "—"  # which they type in these ways
            string = _TYPED.get(string, string) if quotation.is_open or string != "''" else "“"
            if string in _QUOTATION_MARKS:
                quotation.take(string)
            is_mark = not any(map(str.isdigit, string))
            tokens.append(Token(string, string.lower(), *place, quotation.is_open, is_mark=is_mark))


@lru_cache(maxsize=50_000)
def _word(text: str) -> tuple[str, bool, bool, frozenset[str]]:
    """Return a word in lower case, whether it has a capital or none at all, and its verb forms."""
    lower = text.lower()
    return lower, text[0].isupper(), text == lower and "-" not in text, language.verb_forms(lower)
