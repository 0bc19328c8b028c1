"""Where sentences begin and end in news and history prose."""

import re
from dataclasses import dataclass

__all__ = ["Sentence", "split"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence's place in its text; `paragraph` counts paragraphs (lines) from 0."""

    start: int
    end: int
    paragraph: int


# A full stop after one of these, or after a single capital (an initial), does not end a sentence.
_ABBREVIATIONS = frozenset(
    "adm al brig capt cmdr co col corp cpl dr e.g ed est ft gen gov hon i.e inc jr lt ltd maj messrs mr mrs ms mt no nos "
    "op pp pres prof rep reps rev sen sens sgt sr st supt u.k u.n u.s u.s.a vol vs "
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun a.m p.m".split()
)
# Of these, the ones that often end a sentence as well: they end it when a capital follows.
_AMBIGUOUS = frozenset("a.m al co corp inc jr ltd p.m u.k u.n u.s u.s.a sr".split())
_STARTERS = frozenset(
    "A After An And As At Before But By For From He Her His How However I If In It Its Last More Most No On One Our She "
    "Since So Some That The Their Then There These They This Those Two Under We What When While With You".split()
)
_END = re.compile(r"[.!?…]+[\"”’'»)\]]*(?=\s)")
_TRIM = " \t\u00a0*_#>|~`=-–—•·"
_WORD_BEFORE = re.compile(r"[\w.'’-]+$")
_NEXT = re.compile(r"\s+[\"“‘'«(\[*_]*(\S)(\S*)")


def split(text: str, start: int = 0) -> list[Sentence]:
    """Split the text from offset `start` on into sentences.

    A line end always ends a sentence unless the line was wrapped (the next one goes on in lower case). Markup of
    Markdown at either end (`#`, `*`, `>`) is left out of the sentence; empty and markup-only lines give none.
    """
    sentences: list[Sentence] = []
    for paragraph, (begin, end) in enumerate(_paragraphs(text, start)):
        position = begin
        for match in _END.finditer(text, begin, end):
            if _ends_sentence(text, match, begin, end):
                _add(sentences, text, position, match.end(), paragraph)
                position = match.end()
        _add(sentences, text, position, end, paragraph)
    return sentences


def _paragraphs(text: str, start: int) -> list[tuple[int, int]]:
    paragraphs: list[tuple[int, int]] = []
    position = start
    for line in text[start:].split("\n"):
        end = position + len(line)
        if line.strip():
            goes_on = (
                paragraphs
                and paragraphs[-1][1] == position - 1
                and line[0].islower()
                and text[paragraphs[-1][1] - 1] not in ".!?:"
            )
            if goes_on:
                paragraphs[-1] = (paragraphs[-1][0], end)
            else:
                paragraphs.append((position, end))
        position = end + 1
    return paragraphs


def _ends_sentence(text: str, match: re.Match[str], begin: int, end: int) -> bool:
    following = _NEXT.match(text, match.end(), end)
    if not following:
        return True
    first, rest = following[1], following[2]
    if first.islower():
        return False
    if match[0][0] != "." or len(match[0]) > 1 and match[0][1] == ".":
        return True
    before = _WORD_BEFORE.search(text, max(begin, match.start() - 30), match.start())
    word = before[0] if before else ""
    lowered = word.lower().lstrip("'’")
    if len(word) == 1 and word.isupper() and word != "I":
        return False
    if lowered in _AMBIGUOUS:
        return (first + rest).rstrip(",") in _STARTERS
    return lowered not in _ABBREVIATIONS


def _add(sentences: list[Sentence], text: str, start: int, end: int, paragraph: int) -> None:
    while start < end and (text[start].isspace() or text[start] in _TRIM):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in _TRIM):
        end -= 1
    if any(character.isalnum() for character in text[start:end]):
        sentences.append(Sentence(start, end, paragraph))
