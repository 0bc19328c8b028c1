"""Who speaks in a text, for the “he said” of the next sentences."""

from collections.abc import Sequence

from timeline.events.clauses import Clause
from timeline.events.known_persons import KnownPersons
from timeline.events.language import Words
from timeline.events.names import Name, names_before
from timeline.events.phrases import subject_phrase
from timeline.events.tokens import Token

__all__ = ["Speakers"]

_OTHERS = 2  # sentences about others, behind which “he said” is no longer who was only spoken of


class Speakers:
    """Who spoke last, or was spoken of last, as far as the text was read."""

    def __init__(self, known: KnownPersons, proper: frozenset[str]) -> None:
        self._known, self._proper = known, proper
        self._last: list[str] = []  # a full name, or words that name nobody
        self._spoke = False  # whether that one spoke, and was not only spoken of
        self._passed = 0  # sentences about others since then

    def follow(
        self,
        subject: str,
        tokens: Sequence[Token],
        clauses: Sequence[Clause],
        told: Sequence[Name],
        words: Words,
    ) -> None:
        """Take in who speaks last in a sentence, else the person whom it is about, its `subject`."""
        self._passed += bool(subject) and subject.lower() not in words.pronouns
        for clause in clauses:
            verb = clause.verb
            if verb is None or not (clause is clauses[0] or (verb.is_finite and verb.lemma in words.saying)):
                continue
            who = subject if clause is clauses[0] else subject_phrase(tokens, clause.subject(), words)
            parts = who.lower().split()
            if not who or parts[0] in words.pronouns:
                continue
            before = names_before(verb.first, told, tokens, words, self._proper)
            named = [each for each in self._known.named(tokens, before, words) if each.split()[-1] in who]
            if named or not words.roles.isdisjoint(parts):
                self._last = named[-1:] or [""]
                self._spoke, self._passed = verb.lemma in words.saying, 0

    def meant_by(self, pronoun: str, words: Words) -> str:
        """Return whom the pronoun of one who speaks stands for: who spoke last or was spoken of last.

        It stays the pronoun where that one has no name, and is "" where nobody has spoken.
        """
        if not self._last:
            return ""
        who = self._last[0] if self._spoke or self._passed < _OTHERS else ""
        fits = who and self._known.can_be(pronoun, who, words.personal_pronouns)
        return who if fits else pronoun
