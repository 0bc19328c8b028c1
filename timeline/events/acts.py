"""Whether a date that stands beside a happening is that of the act in its clause."""

import re
from collections.abc import Sequence

from timeline.events.clauses import Clause
from timeline.events.language import Words
from timeline.events.tokens import Token
from timeline.events.verbgroup import Tense, VerbGroup

__all__ = [
    "is_day",
    "is_new_subject",
    "is_of_object",
    "is_of_phrasal_verb",
    "is_paper",
    "is_part",
    "is_tried_for",
]


def is_of_object(tokens: Sequence[Token], clause: Clause, number: int, noun: int, words: Words) -> bool:
    """Return whether a day is that of an act, not of a noun in its object: “began a series of strikes”.

    The object can be what somebody gets: “was handed a list of complaints”. What somebody only tells, or is
    punished for, leaves the day to the happening; not so what is still to come: “warned of storms on Friday”.
    """
    verb = clause.verb
    told = verb is not None and verb.tense in (Tense.PAST, Tense.PLUPERFECT)
    if verb is None or not told or not is_day(tokens[number], words):
        return False
    if any(tokens[i].is_time for i in clause.tokens if i != number):
        return False
    joint = next((i for i in range(verb.last + 1, noun) if tokens[i].lower in words.prepositions), noun)
    if joint == verb.last + 1:
        return verb.lemma in words.foretelling and tokens[joint].lower == "of" and not verb.passive
    tells = verb.lemma in words.saying | words.requiting
    return tokens[joint].lower == "of" and not tells


def is_new_subject(tokens: Sequence[Token], clause: Clause, number: int, noun: int, words: Words) -> bool:
    """Return whether a happening that is new to the reader did the act: “a 3 May fire killed two cooks”."""
    verb, date = clause.verb, tokens[number]
    if verb is None or verb.tense is not Tense.PAST or verb.passive or date.text.isdigit():
        return False
    first = [number - 1, number, noun]
    opens = clause.subject()[:3] == first and tokens[number - 1].lower in words.indefinite
    exact = is_day(date, words) or any(map(str.isdigit, date.text))
    led = tokens[verb.last + 1].lower in words.goals  # “led to”: what it led to was later
    return opens and exact and not led and verb.lemma not in words.prompting | words.states


def is_part(tokens: Sequence[Token], clause: Clause, number: int, noun: int, words: Words) -> bool:
    """Return whether the dated noun is what the clause's act was a part of: “she won Saturday's race”."""
    verb = clause.verb
    taken = verb is not None and verb.last < number < noun and verb.lemma in words.partaking
    return taken and tokens[number].is_possessive


def is_paper(tokens: Sequence[Token], clause: Clause, number: int, noun: int, words: Words) -> bool:
    """Return whether the dated noun names the paper that told it: “first published in Sunday's Courier”."""
    verb = clause.verb
    says = verb is not None and verb.last < number and verb.lemma in words.issuing | words.saying
    apart = tokens[number - 1].lower in words.detaching  # “said after Sunday's Cup Final”
    return says and tokens[number].is_possessive and tokens[noun].is_name and not apart


def is_of_phrasal_verb(tokens: Sequence[Token], noun: int, verb: VerbGroup, words: Words) -> bool:
    """Return whether the noun is that of a verb with two particles: “led it away from the talks in May”."""
    joint = next((i for i in range(noun - 1, verb.last + 1, -1) if tokens[i].lower in words.prepositions), 0)
    apart = tokens[joint].lower in words.loosely_detaching
    return joint > 0 and apart and tokens[joint - 1].lower in words.away


def is_tried_for(tokens: Sequence[Token], clause: Clause, joint: int, noun: int, words: Words) -> bool:
    """Return whether a noun is the offence behind “in” (the token `joint`): “jailed in the May murder of”."""
    if tokens[joint].lower != "in" or tokens[noun].lower not in words.offences:
        return False
    verb = clause.verb
    tried = verb is not None and verb.last < joint and verb.lemma in words.requiting
    return tried or tokens[joint - 1].lower in words.proceedings


def is_day(date: Token, words: Words) -> bool:
    """Return whether it is a day that is counted to: “last Friday's”, “yesterday's”."""
    return not words.day_names.isdisjoint(re.findall(r"\w+", date.lower))
