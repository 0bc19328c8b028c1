"""Where sentences begin and end in news and history prose."""

import re
from dataclasses import dataclass, fields
from functools import cache, lru_cache

from timeline.times.language import available, is_abbreviation, load

__all__ = ["Sentence", "split"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence's place in its text; `paragraph` counts paragraphs (lines) from 0."""

    start: int
    end: int
    paragraph: int


# Runs are bounded so that a text of nothing but full stops takes linear time.
# Markup can close behind it: “**Who did it?** The owner …”.
_END = re.compile(r"[.!?…]{1,8}[\"”’'»)\]*_]{0,6}(?=\s)")
_TRIM = " \t\u00a0*_#>|~`=-–—•·"
_WORD_BEFORE = re.compile(r"[\w.'’-]+$")
_INITIALS = re.compile(
    r"(?:[^\W\d_]\.)+[^\W\d_]"
)  # without the last full stop: “J.P. Morgan”, “Philips N.V.”
_WORDS = re.compile(r"[^\W\d_]+")
_NEXT = re.compile(r"\s+[\"“‘'«(\[*_]*(\S)(\S*)")


@dataclass(frozen=True, slots=True)
class _Stops:
    """What a language's file says of full stops."""

    abbreviations: frozenset[str]
    ambiguous: frozenset[str]
    starters: frozenset[str]
    letters: frozenset[str]  # capitals that are words, not initials
    before_numbers: frozenset[str]  # abbreviations only before a number
    clock: frozenset[str]
    after_clock: frozenset[str]


@cache
def _stops(code: str) -> _Stops:
    words = load(code).sentences if code in available() else {}
    return _Stops(**{field.name: frozenset(words.get(field.name, ())) for field in fields(_Stops)})


def split(text: str, start: int = 0, language: str = "en") -> list[Sentence]:
    """Split the text from offset `start` on into sentences; the language's file lists the abbreviations.

    A line end always ends a sentence unless the line was wrapped (the next one goes on in lower case).
    Markup of Markdown at either end (`#`, `*`, `>`) is left out of the sentence; empty and markup-only lines
    give none.
    """
    return list(_split(text, start, language))


@lru_cache(maxsize=2)  # the stages ask one after the other for the sentences of one article
def _split(text: str, start: int, language: str) -> tuple[Sentence, ...]:
    sentences: list[Sentence] = []
    stops = _stops(language)
    for paragraph, (begin, end) in enumerate(_paragraphs(text, start)):
        position = begin
        for match in _END.finditer(text, begin, end):
            if _ends_sentence(text, match, begin, end, stops):
                _add(sentences, text, position, match.end(), paragraph)
                position = match.end()
        _add(sentences, text, position, end, paragraph)
    return tuple(sentences)


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


def _ends_sentence(text: str, match: re.Match[str], begin: int, end: int, stops: _Stops) -> bool:
    following = _NEXT.match(text, match.end(), end)
    if not following:
        return True
    first, rest = following[1], following[2]
    if first.islower():
        return False
    if match[0][0] != "." or match[0][1:2] == ".":
        return True
    before = _WORD_BEFORE.search(text, max(begin, match.start() - 30), match.start())
    word = before[0] if before else ""
    lowered = word.lower().lstrip("'’")
    if len(word) == 1 and word.isupper() and word not in stops.letters:
        return False
    if lowered in stops.clock:
        after = _WORDS.findall(text, following.start(1), following.end(2) + 40)[:2]
        return stops.after_clock.isdisjoint(after)
    if is_abbreviation(stops.ambiguous, word) or (word.isupper() and _INITIALS.fullmatch(word)):
        return (first + rest).rstrip(",") in stops.starters
    if lowered in stops.before_numbers and not first.isdigit():
        return True  # “he said no.”
    return not is_abbreviation(stops.abbreviations, word)


def _add(sentences: list[Sentence], text: str, start: int, end: int, paragraph: int) -> None:
    while start < end and (text[start].isspace() or text[start] in _TRIM):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in _TRIM):
        end -= 1
    if any(character.isalnum() for character in text[start:end]):
        sentences.append(Sentence(start, end, paragraph))
