"""What a text says is not so: “denied that he had left”, “it is not true that”, “there is no proof that”."""

from collections.abc import Sequence

from timeline.events.clauses import Clause, ClauseKind
from timeline.events.language import Words
from timeline.events.tokens import Token

__all__ = ["is_denied"]


def is_denied(tokens: Sequence[Token], clause: Clause, words: Words) -> bool:
    """Return whether the clause around it says that what a clause tells is not so, or not known to be."""
    clause = clause.leader()  # “denied that he shot her and fled”
    above, first = clause.parent, clause.tokens[0]
    verb = above.verb if above is not None else None
    if above is None or verb is None:
        return False
    opened = tokens[first].lower == "that"
    if clause.kind is ClauseKind.COMPLEMENT and verb.lemma in words.denying:
        return not verb.negated
    if not opened or verb.lemma != "be":
        return False
    if first < verb.first:  # “reports that he left were wrong”
        behind = {tokens[i].lower for i in above.tokens if i > verb.last}
        return not (verb.negated or words.untrue.isdisjoint(behind))
    between = [tokens[i].lower for i in above.tokens if verb.first <= i < first]
    negated = verb.negated or not words.negations.isdisjoint(between)
    return negated and between[-1] in words.verities
