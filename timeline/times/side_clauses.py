"""Whether a date stands in a side clause: behind an opener, a participle, or between commas."""

from timeline.times.language import Language
from timeline.times.tokens import Tokens
from timeline.times.verb_forms import is_past_verb

__all__ = ["is_background", "is_inserted", "is_participial", "opener"]

_REPORT = 6  # tokens from a comma to “said”
_SIDE_CLAUSE = 80  # tokens to the word that opens it, so that a sentence without end takes linear time


def is_background(language: Language, tokens: Tokens, main: int, first: int, *, clause: bool = False) -> bool:
    """Whether the token `first` stands in a side clause of a sentence dated before the token `main`.

    “Rebels struck on Wednesday, to avenge a man who had been killed on May 3”: the story is at Wednesday.
    With `clause` what opens the side clause must have a verb: “crashed after takeoff on Wednesday” has none.
    """
    return opener(language, tokens, main, first, clause=clause) is not None


def opener(language: Language, tokens: Tokens, main: int, first: int, *, clause: bool = False) -> int | None:
    """Return the token that opens the side clause of which `is_background` tells, behind any semicolon."""
    opens = language.any_of("coordinator", "subordinator")
    for index in range(first - 1, max(main, first - _SIDE_CLAUSE) - 1, -1):
        symbol = tokens.symbols[index]
        if tokens.words[index] == ";":
            return None
        if symbol not in opens or index == first - 1:  # right before it stands a preposition (“before dawn”)
            continue
        if language.is_a(symbol, "coordinator") and tokens.words[index - 1] == ",":
            return None
        role = language.is_a(symbol, "rolemark") and tokens.words[index - 1].endswith(
            language.participle_endings
        )
        if language.is_a(tokens.symbols[index + 1], "unit"):
            continue  # “that month”
        phrase = clause and language.is_a(symbol, "prepositional")
        if phrase and not any(is_past_verb(language, tokens, number) for number in range(index + 1, first)):
            continue
        if language.is_a(symbol, "subordinator") and not role:  # but “dressed as policemen”
            return index
    return None


def is_participial(language: Language, tokens: Tokens, first: int) -> bool:
    """Whether a participle set off by a comma goes with the token (“the motion, filed on Monday, …”)."""
    for index in range(first - 1, max(0, first - 4), -1):
        word = tokens.words[index]
        past = word.endswith(language.participle_endings) or language.is_a(tokens.symbols[index], "pastcue")
        if past and word.islower():
            return tokens.words[index - 1] == "," and not _ends_apposition(language, tokens, index - 1, first)
        if not language.is_a(tokens.symbols[index], "function"):
            return False
    return False


def is_inserted(language: Language, tokens: Tokens, first: int, last: int) -> bool:
    """Whether they end what a participle tells between commas: “the van, taken from a farm on Friday, …”."""
    words, is_a = tokens.words, language.is_a
    if words[last : last + 1] != [","]:
        return False
    marks = (i for i in range(first - 1, max(0, first - _SIDE_CLAUSE), -1) if words[i][0] in ",.!?;:\n")
    opening = next(marks, 0)
    if opening + 1 == first:
        return False  # “then, last Monday, …”
    word, symbol = words[opening + 1], tokens.symbols[opening + 1]
    if not opening or words[opening] != "," or not word.islower():
        return False
    past = word.endswith(language.participle_endings) or is_a(symbol, "pastcue") or is_a(symbol, "participle")
    if is_a(symbol, "auxiliary") or _ends_apposition(language, tokens, opening, first):
        return False  # “the van, a Ford, was burned on Friday, …”
    if any(is_a(following, "reporting") for following in tokens.symbols[last : last + _REPORT]):
        return False  # “the men, two Danes, slipped past him on Friday, police said”
    has_object = any(is_a(tokens.symbols[opening + 2], kind) for kind in ("determiner", "thing"))
    return past and not has_object  # but “he fled, left the bag on Friday, …”


def _ends_apposition(language: Language, tokens: Tokens, comma: int, first: int) -> bool:
    """Whether a comma closes what is said of the subject: “the film, a comedy, opened in May”.

    What opens at a comma behind one is closed by another one behind its date, and so would a participle be.
    """
    words, symbols = tokens.words, tokens.symbols
    opening = next(
        (i for i in range(comma - 1, max(0, comma - _SIDE_CLAUSE), -1) if words[i][0] in ",.!?;:\n"), 0
    )
    if words[opening] != ",":
        return False
    # “Ana Ruiz, (a nurse) who was 31, vanished in May”: a clause in there is opened by its word.
    verb = next((i for i in range(opening, comma) if language.is_a(symbols[i], "pastcue")), comma)
    opener = next((i for i in range(opening, comma) if language.is_a(symbols[i], "subordinator")), comma)
    if verb < opener:
        return False
    closing = next((i for i in range(first, len(words)) if words[i][0] in ",.!?;:\n"), len(words) - 1)
    # A verb behind closes a participle: “a film, a comedy, taken from a novel in May, opened”.
    goes_on = closing + 1 < len(words) and not _is_verb(language, tokens, closing + 1)
    return words[closing] != "," or goes_on


def _is_verb(language: Language, tokens: Tokens, index: int) -> bool:
    """Whether a token can be the verb of a clause in the past, or its auxiliary, and does not report."""
    symbol = tokens.symbols[index]
    if language.is_a(symbol, "reporting"):
        return False
    return language.is_a(symbol, "auxiliary") or is_past_verb(language, tokens, index)
