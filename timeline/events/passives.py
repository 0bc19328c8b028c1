"""Passives that share an auxiliary: “was built by monks and destroyed by fire”."""

from dataclasses import replace

from timeline.events import language
from timeline.events.partly_read import PartlyRead
from timeline.events.predicates import is_in_relative
from timeline.events.verbgroup import VerbGroup
from timeline.events.wordforms import finite_ahead, is_finite

__all__ = ["is_wish", "with_shared_auxiliary"]

_LONGEST = 7  # words of a subject


def with_shared_auxiliary(sentence: PartlyRead, group: VerbGroup, previous: VerbGroup | None) -> VerbGroup:
    """Read “was built by monks and destroyed by fire” as two passives that share the auxiliary."""
    words = sentence.words
    if previous is not None and not previous.passive:
        previous = _before_subordinate(sentence, group.first, previous)
    if previous is None or not previous.passive or group.first != group.last:
        return group
    if group.is_finite and not previous.is_finite and previous.lemma in words.calling_by_name:
        return group  # “married a clerk called Ana and sold the mill”
    goes = group.lemma in words.going and _leads_on(sentence, group.last + 1)
    if goes or group.lemma in words.intransitive | words.resuming:
        return group  # “was questioned and fled”, “was freed and returned home”, “was halted and resumed”
    before = sentence.behind_adverbs(group.first)  # “was built by monks and soon destroyed”
    if sentence.lower(before) in words.plurals:
        counts = _before_subject(sentence, before)  # “ten were hurt and (more than) fifty jailed”
        before = counts if counts < before else before - 1
    elif group.lemma in words.gapped_passives and not finite_ahead(sentence, group.last + 1):
        before = _before_subject(sentence, before)
    joint = sentence.joint_before(group.first)  # “was shut and, in May, sold”
    before = joint if joint > previous.last else before
    coordinated = sentence.lower(before) in words.coordinators or _is_listed(sentence, before, group)
    if not coordinated or "VBN" not in sentence.tokens[group.last].forms:
        return group
    if sentence.lower(before) == "," and is_in_relative(sentence, previous.first, group.first):
        return group  # “the driver, who was hurt, walked a mile and raised the alarm”
    if _takes_object(sentence, group):
        return group
    return replace(group, tense=previous.tense, passive=True)


def _leads_on(sentence: PartlyRead, number: int) -> bool:
    """Whether where somebody goes follows, or what to do: “returned home”, “returned to rescue it”."""
    if sentence.lower(number) != "to":
        return sentence.lower(number) in sentence.words.directions
    does = "VB" in sentence.forms(number + 1)
    return does and (
        not language.can_be_noun(sentence.lower(number + 1)) or sentence.opens_object(number + 2)
    )


def _before_subject(sentence: PartlyRead, last: int) -> int:
    """Return the joint before a subject that ends at `last`, else that: “one was hurt and (a van) stolen”."""
    words, first = sentence.words, last
    while first > last - _LONGEST and first > 0:
        inside = sentence.tokens[first].is_name or sentence.is_plain_noun(first) or sentence.is_counted(first)
        opens = sentence.lower(first) in words.determiners | words.possessives | words.quantifiers
        opens = opens or sentence.lower(first) in words.plurals
        joins = sentence.lower(first) == "of" or language.can_be_adjective(sentence.lower(first))
        if not (inside or opens or joins):
            break
        first -= 1
    return first if first < last and sentence.lower(first) in words.coordinators else last


def _before_subordinate(sentence: PartlyRead, number: int, inside: VerbGroup) -> VerbGroup | None:
    """Return the verb that “and” behind a comma goes on with, past a side clause whose verb is `inside`.

    “He was seen the day after she left, (and held in May)”.
    """
    words = sentence.words
    if sentence.lower(number - 1) not in words.coordinators or sentence.lower(number - 2) != ",":
        return None
    above = next((group for group in reversed(sentence.groups.values()) if group is not inside), None)
    if above is None:
        return None
    between = [token.lower.split()[-1] for token in sentence.tokens[above.last + 1 : inside.first]]
    closed = words.coordinators | words.relatives | {","}
    opened = not words.subordinators.isdisjoint(between) and closed.isdisjoint(between)
    return above if opened else None


def _takes_object(sentence: PartlyRead, group: VerbGroup) -> bool:
    """Whether an object stands right behind a verb, which then is no passive: “and started trials”.

    A noun that tells what somebody became or where he went is none: “and elected mayor”, “and sent home”.
    """
    tokens, words = sentence.tokens, sentence.words
    number = group.last + 1
    following = tokens[number] if number < len(tokens) else None
    renames = (
        group.lemma in words.renaming | words.calling_by_name - words.calling
    )  # “and called Berg a liar”
    if following is None or (renames and following.is_name):
        return False  # “was sold in May and renamed Norden”
    particle = following.lower in words.final_particles
    about = f"{following.lower} {sentence.lower(number + 1)}" in words.approximating  # “at least five”
    counts = about or following.lower in words.quantifiers - words.prepositions
    if counts or sentence.opens_object(number + particle):
        return True  # “and arrested him”, “and killed most of them”, “and sent back its envoy”
    while language.can_be_adjective(sentence.lower(number)):
        number += 1  # “and painted red”, but “and served red wine”
    told = words.roles | words.directions | words.honours | words.captives
    return number < len(tokens) and sentence.is_plain_noun(number) and sentence.lower(number) not in told


def _is_listed(sentence: PartlyRead, comma: int, group: VerbGroup) -> bool:
    """Whether it stands in a list of passives: “was built in 1903, (sold in 1950) and burnt in 1990”."""
    words = sentence.words
    if sentence.lower(comma) != "," or group.lemma in words.intransitive:
        return False
    for number in range(group.last + 1, len(sentence.tokens) - 1):
        if sentence.tokens[number].text in ";:" or is_finite(sentence, number):
            return False
        if sentence.lower(number) in words.adding:
            return "VBN" in sentence.forms(number + 1)
    return False


def is_wish(sentence: PartlyRead, number: int) -> bool:
    """Return whether a bare “be” tells what is to be done: “asked that the road be closed”."""
    before = sentence.tokens[number - 1] if number else None
    subject = before is not None and before.is_word and before.lower not in sentence.words.coordinators
    asks = "that" in [token.lower for token in sentence.tokens[:number]]
    return subject and asks and "VBN" in sentence.forms(sentence.skip(number + 1)[0])
