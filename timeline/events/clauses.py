"""The clauses of a sentence: what each hangs on, its opener, its subject and its verb."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from timeline.events.tokens import Token
from timeline.events.verbgroup import VerbGroup

__all__ = ["Clause", "ClauseKind", "clause_around", "clause_at", "insertion"]


class ClauseKind(StrEnum):
    """What a clause hangs on."""

    MAIN = "main"
    COORDINATE = "coordinate"
    COMPLEMENT = "complement"  # what is said
    RELATIVE = "relative"
    SUBORDINATE = "subordinate"
    PARTICIPLE = "participle"
    PARENTHESIS = "parenthesis"


@dataclass(slots=True)
class Clause:
    """A clause: the numbers of its tokens in order, and its parts."""

    kind: ClauseKind
    parent: "Clause | None" = None
    opener: str = ""
    tokens: list[int] = field(default_factory=list)
    verb: VerbGroup | None = None
    content: "Clause | None" = field(default=None, repr=False, compare=False)  # of a verb of saying

    def subject(self) -> list[int]:
        """Return the numbers of the tokens before the verb, of all when there is none."""
        if self.verb is None:
            return list(self.tokens)
        return [number for number in self.tokens if number < self.verb.first]

    def shares_subject(self) -> bool:
        """Return whether it has no subject of its own behind what opens it."""
        return len(self.subject()) <= bool(self.opener)

    def leader(self) -> "Clause":
        """Return the first of the clauses that share a subject with this one: “(he shot her) and fled”."""
        clause = self
        while clause.kind is ClauseKind.COORDINATE and clause.parent and clause.shares_subject():
            clause = clause.parent
        return clause


def clause_at(clauses: Sequence[Clause], number: int) -> Clause:
    """Return the clause that a token belongs to."""
    return next(clause for clause in clauses if number in clause.tokens)


def insertion(tokens: Sequence[Token], clause: Clause) -> range:
    """Return what commas set off between subject and verb: “the team(, without a coach,) won”."""
    subject = clause.subject()
    commas = [number for number in subject if tokens[number].text == ","]
    closes = len(commas) > 1 and commas[-1] == subject[-1] == (clause.verb.first if clause.verb else 0) - 1
    return range(commas[-2], commas[-1] + 1) if closes else range(0)


def clause_around(clause: Clause) -> Clause | None:
    """Return the clause with a verb that a clause hangs on: “left(, two days) after it burned”."""
    above = clause.parent
    while above is not None and above.verb is None:
        above = above.parent
    return above
