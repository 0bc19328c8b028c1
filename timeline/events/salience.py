"""What stands out in a sentence, and what is only named in passing, for the pronouns of the next one."""

from collections.abc import Sequence, Set
from itertools import takewhile

from timeline.events.clauses import Clause, ClauseKind
from timeline.events.language import Words, is_noun
from timeline.events.persons import is_one_person
from timeline.events.phrases import subject_phrase
from timeline.events.tokens import Token

__all__ = [
    "is_turned_to",
    "named_aside",
    "noun_of",
    "object_of",
    "person_of",
    "person_taken",
    "subject_joined",
    "subject_reported",
]


def named_aside(named: Sequence[str], tokens: Sequence[Token], words: Words) -> Set[str]:
    """Return who of the persons before a verb is only named in what is set off behind the first of them.

    “Ana Lind, the pupil of Ida Falk, (left)”, but “Ana Lind, Ida Falk and their pupils (left)”.
    """
    if len(named) < 2:
        return frozenset()
    last = named[0].split()[-1]
    end = next((number + 1 for number, token in enumerate(tokens) if token.text == last), len(tokens))
    behind = tokens[end : end + 2]
    opens = len(behind) == 2 and behind[0].text == "," and behind[1].lower in words.articles
    return frozenset(named[1:]) if opens and tokens[-1].text == "," else frozenset()


def is_turned_to(subject: str, tokens: Sequence[Token], words: Words) -> bool:
    """Return whether a sentence turns to a person without a name: “Ida Falk sat, and (the baker) sang”.

    `subject` is that of the clause that is joined to the main one. Not so in “…, and the baker fed her”.
    """
    noun = subject.split(" ")[-1]
    plain = subject.islower() and words.prepositions.isdisjoint(subject.split())
    acts = words.object_pronouns & words.personal_pronouns
    is_one = noun in words.persons or is_one_person(noun, words)
    return plain and is_one and acts.isdisjoint(token.lower for token in tokens)


def subject_joined(tokens: Sequence[Token], clauses: Sequence[Clause], words: Words) -> str:
    """Return the subject of the last clause joined to the main one: “…, and the river rose”, "" for none."""
    for clause in reversed(clauses):
        own = clause.subject()[1:]
        parted = not clause.opener and [tokens[number].text for number in clause.tokens[:1]] == [";"]
        joins = clause.opener in words.adding or parted
        if clause.kind is ClauseKind.COORDINATE and joins and clause.verb and own:
            behind = {tokens[number].lower for number in clause.tokens if number > clause.verb.last}
            if parted and behind & words.thing_pronouns:
                return ""  # “it was for sale; the buyer closed it. It …”
            first = tokens[own[0]]
            plain = len(own) == 1 and first.is_small and is_noun(first.lower)  # “and drilling began”
            begins = first.is_name or first.lower in words.articles or plain
            return subject_phrase(tokens, own, words) if begins else ""
    return ""


def subject_reported(tokens: Sequence[Token], clauses: Sequence[Clause], words: Words) -> str:
    """Return the subject of what somebody says in a sentence: “she said the ship had sunk”, "" for none."""
    for clause in clauses:
        own = [number for number in clause.subject() if tokens[number].lower != "that"]
        told = (
            clause.kind is ClauseKind.COMPLEMENT and clause.parent is clauses[0] and clause.verb is not None
        )
        if told and own and (tokens[own[0]].is_name or tokens[own[0]].lower in words.articles):
            return subject_phrase(tokens, own, words)
    return ""


def person_of(subject: str, words: Words) -> str:
    """Return the person without a name of whom a thing is the subject: “the body of the dictator”, or ""."""
    thing, _, whose = subject.partition(" of ")
    article, _, person = whose.partition(" ")
    plain = article in words.articles and words.prepositions.isdisjoint(person.split()) and person.islower()
    if not plain or is_one_person(thing.lower().split()[-1], words):
        return ""
    noun = person.split()[-1] if person else ""
    return person if noun in words.persons or is_one_person(noun, words) else ""


def object_of(tokens: Sequence[Token], clause: Clause, words: Words) -> str:
    """Return the object right behind a clause's verb, when it begins with an article or is a name.

    An indefinite one is told apart by what “of” adds: “(a state of siege), and extended it”.
    """
    taken: list[int] = []
    first = clause.verb.last + 1 if clause.verb else len(tokens)
    first += (
        tokens[first : first + 1] != [] and tokens[first].lower in words.particles
    )  # “pulled (down) a tree”
    for number in range(first, len(tokens)):
        token = tokens[number]
        closed = words.prepositions | words.coordinators | words.subordinators
        if taken and tokens[taken[0]].lower in words.indefinite:
            closed -= words.belonging
        if not token.is_word or token.lower in closed:
            break
        taken.append(number)
    begins = taken and (tokens[taken[0]].is_name or tokens[taken[0]].lower in words.articles)
    return subject_phrase(tokens, taken, words) if begins else ""


def person_taken(taken: str, subject: str, words: Words) -> str:
    """Return the object `taken` if it is one person without a name, and the subject is none."""
    noun, of_subject = (noun_of(phrase, words) for phrase in (taken, subject))
    is_one = noun in words.persons or is_one_person(noun, words)
    acts = of_subject in words.persons or is_one_person(of_subject, words)
    return taken if is_one and not acts and noun in taken.split() else ""


def noun_of(phrase: str, words: Words) -> str:
    """Return the noun of a phrase before its first preposition, in small letters."""
    before = list(takewhile(lambda part: part not in words.prepositions, phrase.lower().split()))
    return before[-1] if before else ""
