"""Clauses with no more of their verb than its auxiliary: “was jailed in 2019, as was her son in 2021”."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from timeline.events import language
from timeline.events.language import Words
from timeline.events.tokens import Token
from timeline.events.verbgroup import Tense, VerbGroup
from timeline.events.verbs import verb_groups

__all__ = ["fill_ellipses"]

_MOST = 7  # words of a subject, and of what goes with a verb


def fill_ellipses(tokens: list[Token], words: Words) -> list[Token]:
    """Return the tokens with the verb, and what goes with it, where an auxiliary and a time stand for them.

    “Togo signed it in May, (as did Ghana) in June” is read as “…, and Ghana signed it in June”; so are “and
    so did Ghana in June” and “and Ghana did so in June”. The words that are put in keep the place in the
    text that they have before.
    """
    auxiliaries = words.be | words.have | words.do
    found = [i for i in range(3, len(tokens) - 2) if tokens[i].lower in auxiliaries]
    groups: Mapping[int, VerbGroup] = {}
    filled: list[Token] = []
    done = 0
    for number in found:
        opens, follows = _opens(tokens, number, words), _stands_for_act(tokens, number, words)
        if number <= done or not (opens or follows):
            continue
        groups = groups or verb_groups(tokens, words)
        place = _end_of_subject(tokens, number + 1, words) if opens else number
        verb = _antecedent(groups, tokens, number - 1, words)
        if not place or verb is None or tokens[number - 1].is_mark:
            continue
        if opens:
            first = number - 1 - (tokens[number - 2].lower in words.adding)
            joint = replace(tokens[number - 1], text="and", lower="and", forms=frozenset())
            filled += [*tokens[done:first], joint, *tokens[number + 1 : place]]
        else:
            filled += tokens[done:number]
        filled += _missing(tokens, verb, number, words)
        done = place if opens else number + 2
    return [*filled, *tokens[done:]]


def _opens(tokens: Sequence[Token], number: int, words: Words) -> bool:
    """Whether an auxiliary stands before its subject: “, as was (her son)”, “and so did (Ghana)”."""
    opener, before, behind = tokens[number - 1].lower, tokens[number - 2], tokens[number + 1]
    joins = before.lower in words.adding or before.is_mark
    likens = opener in words.likening and (joins or before.is_time)
    begins = behind.is_name or behind.lower in words.determiners | words.numbers or behind.text.isdigit()
    return likens and begins and tokens[number].lower not in words.auxiliaries_not_finite


def _stands_for_act(tokens: Sequence[Token], number: int, words: Words) -> bool:
    """Whether “did so” stands for an act that was told, and a time behind it: “(Ghana) did so in June”."""
    if tokens[number].lower not in words.past_do or tokens[number + 1].lower not in words.proforms:
        return False
    time = number + 2
    while time < len(tokens) and tokens[time].lower in words.date_prepositions | words.adverbs:
        time += 1
    return time < len(tokens) and tokens[time].is_time


def _end_of_subject(tokens: Sequence[Token], first: int, words: Words) -> int:
    """Return where a subject ends, behind which a time ends its clause; 0 if none does."""
    customs = words.customs
    opening = words.prepositions - {"of"} | words.adverbs
    place = 0
    for number in range(first, min(first + _MOST, len(tokens))):
        token = tokens[number]
        if token.is_mark or token.lower in customs:
            return 0
        place = place or (number if token.is_time or token.lower in opening else 0)
        if token.is_time:
            ends = number + 1 == len(tokens) or tokens[number + 1].is_mark
            return place if place > first and ends else 0
    return 0


def _antecedent(
    groups: Mapping[int, VerbGroup], tokens: Sequence[Token], number: int, words: Words
) -> VerbGroup | None:
    """Return the verb before a number for which the auxiliary behind it can stand, None if none can."""
    auxiliary = tokens[number + 1].lower
    verb = next((groups[i] for i in sorted(groups, reverse=True) if i < number and groups[i].is_finite), None)
    if verb is None or verb.negated:
        return None
    if auxiliary in words.do:
        fits = verb.tense is Tense.PAST and not verb.passive and verb.first == verb.last
    elif auxiliary in words.have:
        fits = verb.tense in (Tense.PLUPERFECT, Tense.PERFECT)
    else:
        fits = verb.tense is Tense.PAST and verb.passive
    return verb if fits and tokens[verb.first].lower not in words.be - words.past_be else None


def _missing(tokens: Sequence[Token], verb: VerbGroup, number: int, words: Words) -> list[Token]:
    """Return the verb that an auxiliary stands for, with the auxiliary's own form, and what goes with it."""
    first, last = verb.first, verb.last
    meant = tokens[last + 2] if tokens[last + 1].lower == "to" else None
    if meant is not None and "VB" in meant.forms and tokens[number + 1].lower in words.proforms:
        first = last = last + 2  # “they vowed to leave and did so in May”
        done = language.past(language.lemma(meant.lower), plural=False)
        group = [replace(meant, text=done, lower=done, forms=frozenset({"VBD"}))]
    else:
        group = list(tokens[first : last + 1])
        group[0] = tokens[number] if first < last else replace(group[0], forms=frozenset({"VBD"}))
    openers = words.relatives | words.subordinators | words.coordinators
    end = last + 1
    while end < number and not (tokens[end].is_mark or tokens[end].is_time or tokens[end].lower in openers):
        end += 1
    if tokens[end].is_time and tokens[end - 1].lower in words.date_prepositions:
        end -= 1
    return group + list(tokens[last + 1 : end] if end - last <= _MOST else ())
