"""Clauses whose “it” stands for nothing told before: “it rained”, “it became clear that”."""

from collections.abc import Sequence

from timeline.events.clauses import Clause, ClauseKind
from timeline.events.language import Words, can_be_noun
from timeline.events.tokens import Token
from timeline.events.verbgroup import VerbGroup

__all__ = ["is_impersonal", "opens_told"]


def opens_told(tokens: Sequence[Token], verb: VerbGroup) -> bool:
    """Return whether “that” stands behind the word that follows the verb: “it became clear that”."""
    behind = tokens[verb.last + 2 : verb.last + 3]
    return bool(behind) and behind[0].lower == "that"


def is_impersonal(tokens: Sequence[Token], clause: Clause, words: Words) -> bool:
    """Return whether “it” stands for nobody: “it rained”, “it emerged that”, “it became legal to”."""
    verb = clause.verb
    if verb is not None and verb.lemma in words.becoming and not verb.passive:
        after = verb.last + 1  # “it became legal in May to fly one”
        goes_on = (i for i in clause.tokens if i > after and tokens[i].lower == "to" and i + 1 < len(tokens))
        adjective = after < len(tokens) and can_be_noun(tokens[after].lower)
        return adjective and (opens_told(tokens, verb) or any("VB" in tokens[i + 1].forms for i in goes_on))
    if verb is not None and verb.lemma in words.weather and not verb.passive:
        return True
    if verb is not None and verb.passive and verb.lemma in words.saying - words.objects_said:
        # “the mill has been sold, it was announced”
        beside = clause.kind in (ClauseKind.COORDINATE, ClauseKind.PARENTHESIS)
        return beside and tokens[clause.tokens[0]].text == ","
    if verb is None or verb.lemma not in words.impersonal:
        return False
    behind = tokens[verb.last + 1].lower if verb.last + 1 < len(tokens) else ""
    return verb.lemma not in words.turning or behind in words.away  # “it turned out that”
