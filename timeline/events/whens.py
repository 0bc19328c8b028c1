"""Clauses that tell what was at a time: “on Sunday, when the talks ended”, “the summer that it closed”."""

from collections.abc import Sequence

from timeline.events.clauses import Clause
from timeline.events.language import Words
from timeline.events.tokens import Token

__all__ = ["tells_what_was"]


def tells_what_was(tokens: Sequence[Token], clause: Clause, number: int, words: Words) -> bool:
    """Return whether the clause tells what happened at the time that is the token `number`.

    One in the progressive tells only what was going on then: “on Sunday, when she was driving home”.
    """
    verb, first = clause.verb, clause.tokens[0]
    if verb is None or verb.progressive or first <= number:
        return False
    between = [token.lower for token in tokens[number + 1 : first] if token.text != ","]
    if clause.opener == "that":
        times = words.units | words.long_times
        taken_up = between[:1] == ["the"] and between[-1] in times and len(between) < 4
        return taken_up or (not between and tokens[number].lower.split()[-1] in times)
    return clause.opener in words.dated_clause_openers and not between and first - number < 3
