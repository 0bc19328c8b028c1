"""Words of time that belong to a proper name: “USA Today”, “High Noon”, the “Seven Years' War”."""

from timeline.times.language import OTHER, Language
from timeline.times.tokens import Tokens

__all__ = ["is_in_proper_name"]

_AROUND = 12  # tokens to either side that show whether a line is a headline in capitals
_CONTENT_WORD = 4  # letters: shorter ones are small in headlines, too


def is_in_proper_name(language: Language, tokens: Tokens, first: int, last: int) -> bool:
    """Whether one of the tokens [first, last) has a capital where the sentence asks for none.

    In a headline with a capital on every word that says nothing.
    """
    for index in range(first, last):
        word = tokens.words[index]
        if word[0].isupper() and _is_small(language, word) and (index > first or not _begins(tokens, index)):
            return not _is_headline(language, tokens, first, last)
    return False


def _is_small(language: Language, word: str) -> bool:
    """Whether the vocabulary lists the word with a small letter (“today”, but “May”)."""
    if len(word) < 2 or word.isupper():
        return False
    symbol = language.symbols.get(word)
    return symbol == language.symbols.get(word.lower()) or language.is_a(symbol or OTHER, "capitalname")


def _begins(tokens: Tokens, index: int) -> bool:
    """Whether a sentence, a quotation or a line can begin at the token."""
    if not index or not tokens.words[index - 1][-1].isalnum():
        return True
    return "\n" in tokens.text[tokens.end(index - 1) : tokens.starts[index]]


def _is_headline(language: Language, tokens: Tokens, first: int, last: int) -> bool:
    words = tokens.words
    for step, stop in ((-1, max(-1, first - _AROUND)), (1, min(len(words), last + _AROUND))):
        for index in range(first - 1 if step < 0 else last, stop, step):
            if words[index][0] in "\n.!?":
                break
            small = language.is_a(tokens.symbols[index], "function")
            if words[index].islower() and len(words[index]) >= _CONTENT_WORD and not small:
                return False
    return True
