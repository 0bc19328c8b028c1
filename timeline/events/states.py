"""Whether a clause tells a state and no change: how something was, seemed or was related to another."""

import unicodedata
from collections.abc import Sequence
from itertools import pairwise, takewhile

from timeline.events import language
from timeline.events.clauses import Clause
from timeline.events.governor import Governor
from timeline.events.language import Words, singular
from timeline.events.outcomes import is_outcome
from timeline.events.tokens import Token
from timeline.events.verbgroup import Tense, VerbGroup

__all__ = ["seems_or_relates", "tells_state", "undergoes"]


def tells_state(tokens: Sequence[Token], found: Governor, words: Words) -> bool:
    """Return whether what a verb governs is a state, of which a date tells only that it was so then."""
    clause, verb = found.clause, found.clause.verb
    if verb is None or seems_or_relates(tokens, clause, words):
        return verb is not None
    states = words.states | words.present_states if verb.tense is Tense.PRESENT else words.states
    if verb.lemma not in states or tokens[verb.last].lower in words.births:
        return False
    behind = tokens[verb.last + 1].lower if verb.last + 1 < len(tokens) else ""
    if f"{verb.lemma} {behind}" in words.acts_with_particle:
        return False  # “owned up”
    changes = is_outcome(tokens, verb, words) or (verb.passive and verb.is_finite)
    changes = changes or _is_awarded(tokens, clause, words) or undergoes(tokens, clause, words)
    return not (changes or _is_causative(tokens, clause) or _was_made_to(tokens, clause, words))


def seems_or_relates(tokens: Sequence[Token], clause: Clause, words: Words) -> bool:
    """Return whether it tells how something seemed or was related: “appeared tired”, “is based on it”.

    So it does where it gives the level of something: “stood at 9%”. Nor is it an act that a time of day came:
    “as dawn broke”.
    """
    verb = clause.verb
    if verb is None:
        return False
    if verb.passive:
        return verb.lemma in words.relational
    opening = words.articles | words.subordinators
    own = [number for number in clause.subject() if tokens[number].lower not in opening]
    if verb.lemma in words.breaking and len(own) == 1 and tokens[own[0]].lower in words.daytimes:
        return True
    if verb.lemma in words.gauging:
        return _gives_level(tokens, verb, words) and not _counts_things(tokens, verb, words)
    return verb.lemma in words.seeming and _seems_so(tokens, verb, words)


def _counts_things(tokens: Sequence[Token], verb: VerbGroup, words: Words) -> bool:
    """Whether it tells a way, and no level: “ran around ten miles”, “stood near two men”."""
    number = _behind_degrees(tokens, verb.last + 2, words) + 1
    behind = tokens[number].lower if number < len(tokens) else ""
    people = words.plurals | words.persons
    if tokens[verb.last + 1].lower == "at":
        return verb.lemma in words.going_about and (behind in people or singular(behind) in people)
    return verb.lemma in words.going_about


def _gives_level(tokens: Sequence[Token], verb: VerbGroup, words: Words) -> bool:
    """Whether behind a verb stands a level: “at 9%”, “still at about $90”, but not “at 10 Mill Street”."""
    number = _behind_degrees(tokens, verb.last + 1, words)
    if number >= len(tokens) or tokens[number].lower not in words.level_prepositions:
        return False
    number = _behind_degrees(tokens, number + 1, words)
    if any(_begins_with_currency(token) for token in tokens[number + 1 : number + 2]):
        number += 1  # “US$90”
    if number < len(tokens) and len(tokens[number].text) == 1 and _begins_with_currency(tokens[number]):
        number += 1  # “$ 90”
    amount = tokens[number : number + 2]
    if not amount or amount[0].is_time or not _is_figure(amount[0], words):
        return False
    return not amount[-1].is_name


def _is_figure(token: Token, words: Words) -> bool:
    """Whether a number begins with it: “90”, “$9”, “forty”, “thirty-two”."""
    return any(map(str.isdigit, token.text[:2])) or token.lower.split("-")[0] in words.spelled_figures


def _begins_with_currency(token: Token) -> bool:
    return unicodedata.category(token.text[0]) == "Sc"


def _behind_degrees(tokens: Sequence[Token], number: int, words: Words) -> int:
    """Return the number of the first token, from `number` on, that is no adverb and no word of degree."""
    degrees = (words.adverbs | words.quantifiers | words.almost | words.degrees) - words.level_prepositions
    while number < len(tokens) and (
        tokens[number].lower in degrees - {"to"} or language.is_adverb(tokens[number].lower)
    ):
        number += 1
    return number


def _seems_so(tokens: Sequence[Token], verb: VerbGroup, words: Words) -> bool:
    """Whether behind a verb stands how something seemed: “tired”, “more likely”, “to be free”."""
    number = _behind_degrees(tokens, verb.last + 1, words)
    behind = tokens[number : number + 2]
    if not behind or behind[0].is_time or not behind[0].is_word:
        return False
    if behind[0].lower == "to":
        return len(behind) > 1 and language.lemma(behind[1].lower) in words.states
    participle = behind[0].forms & {"VBN", "VBG"} and not behind[0].is_name
    return bool(participle) or language.is_adjective(behind[0].lower)


def _is_awarded(tokens: Sequence[Token], clause: Clause, words: Words) -> bool:
    """Whether somebody got his part of what is won: “shared the prize”, not “shared a flat”."""
    verb = clause.verb
    if verb is None or verb.lemma not in words.sharing or verb.tense is Tense.PRESENT:
        return False
    behind = (tokens[number].lower for number in clause.tokens if number > verb.last)
    object_ = takewhile(lambda lower: lower not in words.prepositions, behind)
    return any(lower in words.prizes for lower in object_)


def undergoes(tokens: Sequence[Token], clause: Clause, words: Words) -> bool:
    """Return whether somebody takes part in a happening: “had surgery”, “faces a vote”, not “had a mill”."""
    verb = clause.verb
    if verb is None or verb.lemma not in words.undergoing or verb.passive or not verb.is_finite:
        return False
    behind = (tokens[number] for number in clause.tokens if number > verb.last)
    object_ = list(takewhile(lambda token: token.is_word and token.lower not in words.prepositions, behind))
    return bool(object_) and singular(object_[-1].lower) in words.happenings | words.gatherings


def _is_causative(tokens: Sequence[Token], clause: Clause) -> bool:
    """Whether somebody had something done: “had jets bomb the camp”."""
    verb = clause.verb
    if verb is None or verb.lemma != "have":
        return False
    after = [tokens[number] for number in clause.tokens if verb.last < number <= verb.last + 4]
    return any("VB" in token.forms and before.lower != "to" for before, token in pairwise(after))


def _was_made_to(tokens: Sequence[Token], clause: Clause, words: Words) -> bool:
    """Whether something was done because it had to be: “had to close a pit”, not “had to be there”."""
    verb = clause.verb
    if verb is None or verb.lemma != "have" or verb.tense is Tense.PRESENT:
        return False
    behind = tokens[verb.last + 1 : verb.last + 3]
    infinitive = len(behind) > 1 and behind[0].lower == "to" and "VB" in behind[1].forms
    return infinitive and behind[1].lower not in words.states
