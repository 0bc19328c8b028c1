"""What a verb group is: auxiliaries and verb, with tense, voice and negation."""

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["TOLD", "Tense", "VerbGroup"]


class Tense(StrEnum):
    """Tense and mood of a verb group."""

    PAST = "past"
    PERFECT = "perfect"
    PLUPERFECT = "pluperfect"
    PRESENT = "present"
    FUTURE = "future"
    CONDITIONAL = "conditional"
    NONE = "none"  # a participle or infinitive


TOLD = (Tense.PAST, Tense.PERFECT, Tense.PLUPERFECT)  # of what has come to pass


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """Auxiliaries and verb; `first` and `last` are token numbers, `last` that of the verb itself."""

    first: int
    last: int
    lemma: str
    tense: Tense
    passive: bool = False
    progressive: bool = False
    negated: bool = False

    @property
    def is_finite(self) -> bool:
        """Whether it can be the verb of a main clause."""
        return self.tense is not Tense.NONE
