"""What a clause acts on, where a pronoun says so: “Berg hits her”, “signed the deal and broke it”."""

from collections.abc import Sequence
from itertools import takewhile

from timeline.events.clauses import Clause, ClauseKind, clause_around
from timeline.events.context import Context
from timeline.events.language import Words, is_noun, is_person
from timeline.events.names import names
from timeline.events.persons import persons_among
from timeline.events.salience import noun_of
from timeline.events.subjects import has_object, object_of, subject_of
from timeline.events.tokens import Token

__all__ = ["with_objects"]


def with_objects(
    heading: str, tokens: Sequence[Token], clause: Clause, subject: str, words: Words, context: Context
) -> str:
    """Return a title with what is acted on: “Berg hits her” → “Berg hits Ana Brandt”.

    That is nobody whom the subject names. In “signed the deal and broke it” it is what the clause before acts
    on, in “the bridge was shut after a lorry hit it” what the clause around is about.
    """
    parts = heading.split(" ")
    for position, part in enumerate(parts[1:], 1):
        lower = part.lower()
        if lower in words.thing_pronouns & words.object_pronouns and position > len(subject.split()):
            taken = _taken_before(tokens, clause, words)
            if not (taken and context.stands_for(lower, taken.removeprefix("the "), words)):
                taken = _meant_above(tokens, clause, lower, words, context)
            parts[position] = taken or parts[position]
            continue
        if lower not in words.personal_pronouns & words.object_pronouns or lower in subject.lower().split():
            continue
        if position + 1 < len(parts) and is_noun(parts[position + 1].lower()):
            continue  # “her house”
        number = next((i for i in clause.tokens if tokens[i].lower == lower), clause.tokens[0])
        named = names(tokens, range(number), words, context.proper)
        persons = persons_among(tokens, range(number), words, context.proper)
        others = {name for name in persons if set(name.split()).isdisjoint(subject.split())}
        who = context.acted_on(lower, others, words)
        above = _meant_above(tokens, clause, lower, words, context) if who == lower or others else ""
        if all(name.text in above for name in named):
            who = above or who  # “the mayor of Velia left after a jury convicted her”
        if not set(who.lower().split()) & set(heading.lower().split()) - words.prepositions - words.articles:
            parts[position] = who
    return " ".join(parts)


def _taken_before(tokens: Sequence[Token], clause: Clause, words: Words) -> str:
    """Return the object of the clause whose subject this one shares: “signed (a deal) and broke it”."""
    above = clause.parent
    if above is None or clause.kind is not ClauseKind.COORDINATE or not clause.shares_subject():
        return ""
    if above.verb is None or above.verb.lemma in words.phases:
        return ""  # “made the offer public and raised it”
    taken = object_of(tokens, above, words)
    if taken[:1].isupper():
        taken = " ".join(takewhile(str.istitle, taken.split()))  # “fined (Norden) a record sum”
    return f"the {taken}" if taken[:1].islower() else taken


def _meant_above(
    tokens: Sequence[Token], clause: Clause, pronoun: str, words: Words, context: Context
) -> str:
    """Return what the clause around is about or acts on, where only one of the two can be meant.

    In “the firm closed its mill after a fire damaged it” it may be either.
    """
    above, verb = clause_around(clause), clause.verb
    if above is None or above.verb is None or verb is None or clause.kind is not ClauseKind.SUBORDINATE:
        return ""
    acts = any(tokens[number].lower == pronoun for number in clause.tokens if number > verb.last)
    parted = above.kind is not ClauseKind.PARTICIPLE and any(tokens[i].is_mark for i in above.subject())
    if not acts or parted:
        return ""  # “Lind says it is shut”, “the town, where it was built, fell after …”
    subject, taken = subject_of(tokens, above, words, context), object_of(tokens, above, words)
    is_subject = _fits(subject, pronoun, words, context)
    if has_object(tokens, above.verb, words):
        only = taken.islower() and not is_subject and _fits(taken, pronoun, words, context)
        return f"the {taken}" if only else ""
    opening = words.determiners | words.possessives
    behind = [tokens[number] for number in above.tokens if number > above.verb.last]
    if not is_subject or any(not each.is_time and (each.is_name or each.lower in opening) for each in behind):
        return ""
    own = list(takewhile(lambda i: tokens[i].lower not in words.prepositions, above.subject()))
    named = any(tokens[i].is_name and tokens[i].text in subject.split() for i in own)
    named = named or not subject.split(" ")[0][1:].islower()
    return subject if named else f"the {subject[:1].lower()}{subject[1:]}"


def _fits(phrase: str, pronoun: str, words: Words, context: Context) -> bool:
    """Whether “him”, “her”, “it” or “them” can stand for a noun phrase without a number before it."""
    first, last = phrase.split(" ")[0].lower(), noun_of(phrase, words)
    if not phrase or first in words.pronouns | words.possessives | words.numbers:
        return False
    is_one = is_person(last) or last in words.persons | words.roles
    return (
        is_one
        if pronoun in words.personal_pronouns
        else not is_one and context.stands_for(pronoun, phrase, words)
    )
