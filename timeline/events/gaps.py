"""Clauses without their verb, which they take from the clause before: “in 1998 a van, in 2001 a bus”."""

from collections.abc import Sequence
from dataclasses import replace

from timeline.events.clauses import Clause, ClauseKind
from timeline.events.language import Words
from timeline.events.tokens import Token

__all__ = ["gapped", "is_repetition", "part_gaps"]

_MOST = 7  # words of an object without its verb


def part_gaps(tokens: Sequence[Token], clauses: Sequence[Clause], words: Words) -> list[Clause]:
    """Return the clauses, and apart those that go on without a verb: “bought one in May and two in June”.

    The new ones have no verb; each hangs on the clause whose verb it takes.
    """
    found: list[Clause] = []
    for clause in clauses:
        found.append(clause)
        for number in [i for i in clause.tokens if clause.verb and i > clause.verb.last + 1]:
            end = _end_of_gap(tokens, clause, number, words)
            if end:
                gap = [i for i in clause.tokens if number <= i <= end]
                clause.tokens = [i for i in clause.tokens if i not in gap]
                found.append(Clause(ClauseKind.COORDINATE, clause, tokens[number].lower, gap))
    return found


def _end_of_gap(tokens: Sequence[Token], clause: Clause, number: int, words: Words) -> int:
    """Return the time that closes a gap which the token opens, 0 if it opens none."""
    if tokens[number].lower not in words.coordinators or not _has_object(tokens, clause, words):
        return 0
    before = number - 1 - (tokens[number - 1].text == ",")
    if not tokens[before].is_time or before not in clause.tokens:
        return 0
    for position in range(number + 1, min(number + _MOST + 2, len(tokens))):
        token = tokens[position]
        if token.is_time:
            return position if position > number + 2 and _begins_object(tokens[number + 1], words) else 0
        if position not in clause.tokens or not (token.is_word or token.text.isdigit()):
            return 0
    return 0


def _has_object(tokens: Sequence[Token], clause: Clause, words: Words) -> bool:
    return clause.verb is not None and _begins_object(tokens[clause.verb.last + 1], words)


def _begins_object(token: Token, words: Words) -> bool:
    begins = token.lower in words.determiners | words.numbers
    return token.is_name or begins or token.text.isdigit()


def gapped(tokens: Sequence[Token], clause: Clause, number: int, words: Words) -> Clause | None:
    """Return the clause that a time (the token with this number) opens without its verb, None if none.

    “In 1998 the firm built a van, (in 2001 a bus)”: it takes subject and verb from the clause before.
    A number takes its noun from there, too: “won her first title in 2019 (and her second in 2021)”.
    """
    if clause.verb is None:
        return _with_verb(tokens, clause, words)
    verb, first = clause.verb, number - 1
    if tokens[first].lower in words.prepositions:
        first -= 1
    while first > 0 and tokens[first].lower in words.coordinators:
        first -= 1
    end = number + 1
    while end < len(tokens) and not tokens[end].is_mark and tokens[end].lower not in words.coordinators:
        end += 1
    joined = tokens[first + 1].lower in words.coordinators or tokens[first].text == ","
    begins = number + 1 < end and (
        tokens[number + 1].is_name or tokens[number + 1].lower in words.determiners
    )
    if verb is None or verb.last >= first or not joined or not begins:
        return None
    own = [i for i in clause.tokens if i <= verb.last]
    return replace(clause, tokens=[*own, *range(number + 1, end)])


def _with_verb(tokens: Sequence[Token], clause: Clause, words: Words) -> Clause | None:
    """Return a clause without a verb with that of the clause it hangs on, if a gap parts the two."""
    above = clause.parent
    if clause.kind is not ClauseKind.COORDINATE or above is None or above.verb is None:
        return None
    verb = above.verb
    own = [i for i in clause.tokens[1:] if not tokens[i].is_mark]
    last = next(
        (i for i in reversed(own) if tokens[i].lower not in words.prepositions and not tokens[i].is_time), 0
    )
    noun: list[int] = []
    if tokens[last].lower in words.numbers | words.places_taken | words.determiners_alone | words.once_more:
        behind = range(verb.last + 1, own[0])
        end = next((i for i in behind if tokens[i].is_time or tokens[i].lower in words.prepositions), own[0])
        noun = [end - 1]
    whole = [i for i in above.tokens if i <= verb.last]
    return replace(above, tokens=[*whole, *(i for i in own if i <= last), *noun])


def is_repetition(tokens: Sequence[Token], number: int, words: Words) -> bool:
    """Return whether a time (the token `number`) tells of once more: “in May and again a year later”."""
    first = number - 1
    while first > 0 and tokens[first].lower in words.prepositions | words.adverbs:
        first -= 1
    return first >= 0 and tokens[first].lower in words.coordinators
