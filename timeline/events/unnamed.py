"""Persons without a name for whom a pronoun stands in their sentence: “a man was held after he fled”."""

from collections.abc import Sequence
from itertools import takewhile

from timeline.events.clauses import Clause, ClauseKind, clause_around
from timeline.events.language import Words
from timeline.events.persons import is_one_person
from timeline.events.phrases import subject_phrase
from timeline.events.tokens import Token

__all__ = ["person_above"]

_OWNERS = ("'s", "’s", "s'", "s’")


def person_above(tokens: Sequence[Token], clause: Clause, subject: str, pronoun: str, words: Words) -> str:
    """Return the only person of whom the clause around a side clause tells, and for whom a pronoun can stand.

    `subject` is what the clause around is about. Nobody is meant for sure in “the mayor met a clerk after he
    fled”. What has an owner and is told of in a relative or participle is no candidate itself: “the mayor met
    his clerk, who fled”.
    """
    above = clause_around(clause)
    if above is None:
        return ""
    taken = _acted_on(tokens, above, words) if clause.kind is ClauseKind.SUBORDINATE else ""
    found = {each for each in (subject, taken) if each}
    fitting = [each for each in found if _is_one(each, words) and _can_be(each, pronoun, words)]
    return fitting[0] if len(fitting) == 1 else ""


def _acted_on(tokens: Sequence[Token], clause: Clause, words: Words) -> str:
    """Return the object right behind a verb that begins with an article or with whose it is, without that."""
    first = clause.verb.last + 1 if clause.verb else len(tokens)
    end, closed = first, words.prepositions | words.coordinators | words.subordinators | words.relatives
    while end < len(tokens) and tokens[end].is_word and tokens[end].lower not in closed:
        end += 1
    opens = first < end and tokens[first].lower in words.articles | words.possessives
    return subject_phrase(tokens, list(range(first + 1, end)), words) if opens else ""


def _is_one(phrase: str, words: Words) -> bool:
    """Whether a noun phrase names nobody and is headed by a noun for one person: “old man (in a mask)”."""
    parts, last = phrase.lower().split(" "), _head(phrase, words)
    if parts[0] in words.pronouns | words.possessives | words.numbers | words.plurals:
        return False
    owned = any(part.endswith(_OWNERS) for part in parts)
    return not owned and (is_one_person(last, words) or last in words.persons)


def _can_be(phrase: str, pronoun: str, words: Words) -> bool:
    """Whether a pronoun can stand for a person: not “he” for a woman."""
    last = _head(phrase, words)
    ends: str = max((each for each in words.person_endings if last.endswith(each)), key=len, default=last)
    other = words.feminine_titles if pronoun in words.masculine else words.masculine_titles
    return last not in other and ends not in other


def _head(phrase: str, words: Words) -> str:
    """Return the noun that heads a noun phrase."""
    before = takewhile(lambda part: part not in words.prepositions, phrase.lower().split(" "))
    return next(reversed(list(before)), "")
