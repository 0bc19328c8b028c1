"""Whether a side clause leaves its date to the clause around it: “found it while clearing a flat in May”."""

from collections.abc import Sequence

from timeline.events.attachment import is_day
from timeline.events.clauses import Clause, ClauseKind
from timeline.events.language import Words
from timeline.events.noun_phrases import is_happening, opener
from timeline.events.tokens import Token
from timeline.events.verbgroup import Tense

__all__ = ["goes_on_at_once", "leaves_date"]


def leaves_date(tokens: Sequence[Token], clause: Clause, number: int, words: Words) -> bool:
    """Return whether a time (a token of the clause) is that of what the clause around it tells."""
    return (
        goes_on_at_once(tokens, clause, words)
        or _only_describes(tokens, clause, number, words)
        or _only_names(tokens, clause, words)
        or _is_staged(tokens, clause, words)
        or _has_proceeded(tokens, clause, number, words)
    )


def goes_on_at_once(tokens: Sequence[Token], clause: Clause, words: Words) -> bool:
    """Return whether a gerund only says at what the act was done: “found it while clearing a flat in May”."""
    verb = clause.verb
    if verb is None or verb.is_finite or not verb.progressive or not verb.first:
        return False
    return tokens[verb.first - 1].lower in words.meanwhile


def _only_describes(tokens: Sequence[Token], clause: Clause, number: int, words: Words) -> bool:
    """Whether a day is that of the act before a participle: “drove a van packed with hay away on Monday”."""
    verb, above = clause.verb, clause.parent.verb if clause.parent else None
    if verb is None or above is None or not verb.passive or verb.is_finite or above.tense is not Tense.PAST:
        return False
    if verb.lemma not in words.descriptive or verb.last + 2 >= number:
        return False
    first, behind = verb.first, tokens[verb.last + 1]
    looks = behind.lower in words.prepositions
    return looks and above.last < first and not tokens[first - 1].is_mark and is_day(tokens[number], words)


def _only_names(tokens: Sequence[Token], clause: Clause, words: Words) -> bool:
    """Whether a participle says what something is called: “met a man named Lee, or known as Lee, in May”."""
    verb, above = clause.verb, clause.parent.verb if clause.parent else None
    if verb is None or above is None or verb.is_finite or not verb.passive or not above.last < verb.first:
        return False
    behind = tokens[verb.last + 1 : verb.last + 2]
    called = verb.lemma in words.calling_by_name and any(token.is_name for token in behind)
    known = verb.lemma in words.identifying and any(token.lower == "as" for token in behind)
    return (called or known) and not tokens[verb.first - 1].is_mark


def _is_staged(tokens: Sequence[Token], clause: Clause, words: Words) -> bool:
    """Whether it only says that what was done was done at something: “the board met at talks held in May”."""
    verb, above = clause.verb, clause.parent
    if verb is None or above is None or clause.kind is not ClauseKind.PARTICIPLE or not verb.passive:
        return False
    noun = clause.tokens[0] - 1
    if noun < 1 or verb.lemma not in words.staging or opener(tokens, noun, words) not in words.settings:
        return False
    told = above.verb is not None and above.verb.tense in (Tense.PAST, Tense.PRESENT)
    told = told and above.verb is not None and above.verb.lemma not in words.saying
    return told and is_happening(tokens[noun].lower, words)


def _has_proceeded(tokens: Sequence[Token], clause: Clause, number: int, words: Words) -> bool:
    """Whether what was meant for the day has been: “a concert set for Saturday went ahead”."""
    verb, main = clause.verb, clause.parent.verb if clause.parent else None
    if verb is None or main is None or not verb.passive or verb.is_finite or main.tense is not Tense.PAST:
        return False
    if tokens[number - 1].lower not in words.purposes or main.first != number + 1 or main.negated:
        return False
    if clause.parent and any(tokens[i].is_time for i in clause.parent.tokens):
        return False  # “talks set for Friday began on Monday”
    behind = [token.lower for token in tokens[main.last + 1 : main.last + 2]]
    if " ".join([main.lemma, *behind]) in words.proceeding:
        return True
    turns = behind == ["to"] or not words.final_particles.isdisjoint(behind)
    return main.lemma in words.proceeding and not turns  # not “was held up”, “began to worry them”
