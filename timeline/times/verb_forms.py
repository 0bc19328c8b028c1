"""What the form of a verb tells: a past, a past perfect, a denial, a report."""

from collections.abc import Iterator

from timeline.times.endings import is_inflected
from timeline.times.language import OTHER, Language
from timeline.times.tokens import Tokens

__all__ = ["has_past_perfect", "is_denied", "is_past_perfect", "is_past_verb", "is_reporting"]

_WINDOW = 18  # tokens to either side of an expression in which its clause's verb is looked for


def is_reporting(language: Language, cue: str) -> bool:
    """Whether the words that show a tense only report (“said”)."""
    return language.is_a(language.symbols.get(cue.rpartition(" ")[2], OTHER), "reporting")


def is_past_verb(language: Language, tokens: Tokens, index: int) -> bool:
    """Whether the token has the form of a past tense or participle."""
    word = tokens.words[index]
    return language.is_a(tokens.symbols[index], "pastcue") or (
        word.islower() and is_inflected(word, language.past_endings)
    )


def is_denied(language: Language, tokens: Tokens, first: int) -> bool:
    """Whether the verb before the token is negated: “was not sold until Friday” tells that it then was."""
    negation = language.any_of("negation")
    for index in _clause_before(tokens, first):
        if tokens.symbols[index] in negation:
            return not language.is_a(tokens.symbols[index + 1], "infinitive")  # “was not to return until”
    return False


def has_past_perfect(language: Language, tokens: Tokens, last: int) -> bool:
    """Whether the clause that goes on after the token is in the past perfect (“… the settlers had armed”)."""
    pluperfect = language.any_of("pluperfect")
    for index in range(last, min(len(tokens.words) - 1, last + _WINDOW)):
        if tokens.words[index] in ".!?;" or tokens.words[index][0] == "\n":
            return False
        if tokens.symbols[index] in pluperfect:
            return not language.is_a(tokens.symbols[index + 1], "determiner")
    return False


def is_past_perfect(language: Language, tokens: Tokens, first: int) -> bool:
    """Whether the clause before the token is in the past perfect (“that it had fired that night”)."""
    pluperfect = language.any_of("pluperfect")
    for index in _clause_before(tokens, first):
        if tokens.symbols[index] in pluperfect:
            following = tokens.symbols[index + 1]
            return index + 1 < first and not (
                language.is_a(following, "determiner") or language.is_a(following, "infinitive")
            )
    return False


def _clause_before(tokens: Tokens, first: int) -> Iterator[int]:
    """Yield the tokens before a token, the nearest first, back to a mark."""
    for index in range(first - 1, max(-1, first - 1 - _WINDOW), -1):
        if tokens.words[index] in ".!?;," or tokens.words[index][0] == "\n":
            return
        yield index
