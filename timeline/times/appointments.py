"""What is laid down for a day: “a vote set for 3 May”, “the team is named on Friday”."""

from timeline.times.language import OTHER, Language
from timeline.times.tokens import Tokens
from timeline.times.verb_forms import is_past_verb

__all__ = ["appoints", "arranged", "has_proceeded", "is_appointed", "is_named_for", "is_timetabled"]

_VERB_PHRASE = 7  # tokens from a verb to its day


def is_timetabled(language: Language, tokens: Tokens, first: int) -> bool:
    """Whether a passive in the present stands right before it: “the team is named on Friday”."""
    if language.is_a(tokens.symbols[first - 1], "dateprep") and language.is_a(
        tokens.symbols[first - 2], "sequel"
    ):
        return True  # “a second round follows in May”
    return (
        language.is_a(tokens.symbols[first - 1], "dateprep")
        and is_past_verb(language, tokens, first - 2)
        and language.is_a(tokens.symbols[first - 3], "copula")
    )


def is_named_for(language: Language, tokens: Tokens, first: int, last: int) -> bool:
    """Whether it is a weekday that something is meant for (“a flood alert for Wednesday”)."""
    weekday = language.is_a(tokens.symbols[first], "weekday")
    if last < len(tokens.symbols) and language.is_a(tokens.symbols[last], "pastcue"):
        return False  # “a march planned for Saturday was called off”
    return weekday and language.is_a(tokens.symbols[first - 1], "appointing")


def has_proceeded(language: Language, tokens: Tokens, first: int, last: int) -> bool:
    """Whether what was meant for that day has been: “a concert set for Saturday went ahead”."""
    if not language.is_a(tokens.symbols[first - 1], "appointing") or last + 1 >= len(tokens.symbols):
        return False
    symbols = [*tokens.symbols[last : last + 3], OTHER]
    kinds = enumerate(("proceeding", "proceeded"))
    behind = next((step + 1 for step, kind in kinds if language.is_a(symbols[step], kind)), 0)
    turns = language.is_a(symbols[behind], "turning")  # “began to worry them”, “was held up”
    return behind > 0 and not turns and is_past_verb(language, tokens, last)


def arranged(language: Language, tokens: Tokens, first: int, last: int) -> range:
    """Return the tokens from what arranges something for a day to it, none else: “set a vote for 3 May”."""
    numbered = any(word.isdigit() and len(word) < 3 for word in tokens.words[first:last])
    if not numbered or not language.is_a(tokens.symbols[first - 1], "appointing"):
        return range(0)
    for index in range(first - 2, max(0, first - 2 - _VERB_PHRASE), -1):
        if tokens.words[index][0] in ",.!?;\n":
            break
        if language.is_a(tokens.symbols[index], "appointment"):
            return range(index, first)
    return range(0)


def is_appointed(language: Language, tokens: Tokens, first: int) -> bool:
    """Whether “set for”, “due for” stands before the token."""
    appointed = language.is_a(tokens.symbols[first - 2], "futurehead")
    return appointed and language.is_a(tokens.symbols[first - 1], "appointing")


def appoints(language: Language, tokens: Tokens, first: int, last: int) -> bool:
    """Whether it is what somebody has set for something: “has set 3 May for the trial”."""
    if last >= len(tokens.symbols) or not language.is_a(tokens.symbols[last], "appointing"):
        return False
    perfect = language.is_a(tokens.symbols[first - 2], "present")
    return perfect and language.is_a(tokens.symbols[first - 1], "futurehead")
