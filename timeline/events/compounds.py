"""Compounds with a verb's form in them: “a tax cut”, “a football ground”, “a long-awaited day”."""

from timeline.events import language
from timeline.events.partly_read import PartlyRead
from timeline.events.wordforms import finite_ahead

__all__ = ["heads_compound", "is_gerund_of_compound", "is_hyphened_adjective"]

_REACH = 12  # words from the compound to the verb


def heads_compound(sentence: PartlyRead, number: int) -> bool:
    """Return whether a word that can be a past tense is a noun behind a noun in the singular.

    Of a firm or a person it is one only if it has a verb of its own behind it (“the bank bid was lost”); of a
    thing also where a verb or a preposition stands before it (“at a football ground”).
    """
    words = sentence.words
    before = sentence.lower(number - 1)
    if sentence.lower(number) not in words.compound_heads or not number or before in words.plurals:
        return False
    if not sentence.is_plain_noun(number - 1) or language.singular(before) != before:
        return False
    if sentence.opens_object(number + 1) or sentence.lower(number + 1) in words.bearers:
        return False  # “the council cut 300 jobs”, “a wire cut by rebels”
    acting = words.kinds | words.bodies | words.roles | words.persons | words.collectives
    if before in acting or language.is_agents(f"{before}s"):
        return _has_predicate(sentence, number + 1, sure=True)
    return _has_predicate(sentence, number + 1) or _is_governed(sentence, number)


def is_gerund_of_compound(sentence: PartlyRead, number: int) -> bool:
    """Return whether a gerund tells with its object what a firm or a place does: “a fish smoking plant”.

    Before it stands its object, a noun in the singular and for nobody who could do it; behind it stands all
    of the noun that it describes: not “a storm hitting (school children)”.
    """
    words = sentence.words
    noun, head = sentence.lower(number - 1), sentence.lower(number + 1)
    heads = words.gerund_heads | words.kinds | words.bodies
    if "VBG" not in sentence.forms(number) or number < 1 or head not in heads:
        return False
    if _goes_on_noun(sentence, number + 2):
        return False
    acting = words.persons | words.roles | words.collectives | words.kinds | words.plurals
    is_thing = language.is_noun(noun) and language.singular(noun) == noun and noun not in acting
    return is_thing and not language.is_person(noun) and noun not in words.units | words.prepositions


def _goes_on_noun(sentence: PartlyRead, number: int) -> bool:
    """Whether a token goes on the noun before it, and is not its verb: “school (children) fell”."""
    if number >= len(sentence.tokens):
        return False
    noun = sentence.is_plain_noun(number) and "VBD" not in sentence.forms(number)
    return sentence.is_counted(number) or (noun and finite_ahead(sentence, number + 1))


def is_hyphened_adjective(sentence: PartlyRead, number: int) -> bool:
    """Return whether a participle behind an adjective or adverb and a hyphen describes: “long-awaited”.

    With an object, or where nothing else can be the verb, it is the verb: “fast-tracked the bill”.
    """
    words = sentence.words
    first, hyphen, _ = sentence.lower(number).partition("-")
    describes = language.can_be_adjective(first) or sentence.is_adverb(first)
    if not hyphen or not describes or first in words.prepositions | words.particles:
        return False
    others = sentence.has_finite() or finite_ahead(sentence, number + 1)
    return others and not sentence.opens_object(number + 1)


def _has_predicate(sentence: PartlyRead, number: int, *, sure: bool = False) -> bool:
    """Whether a verb that can be finite, and is no participle if `sure`, stands behind in the clause."""
    for position in range(number, min(len(sentence.tokens), number + _REACH)):
        token = sentence.tokens[position]
        if token.text == ",":
            return _is_before_auxiliary(sentence, position)
        if token.is_mark or sentence.lower(position) in sentence.openers - sentence.words.prepositions:
            return False
        past = "VBD" in token.forms and not token.is_name and not (sure and "VBN" in token.forms)
        if past or sentence.lower(position) in sentence.auxiliaries:
            return not sentence.is_plain_noun(position)
    return False


def _is_before_auxiliary(sentence: PartlyRead, comma: int) -> bool:
    """Whether a participle is set off, and an auxiliary stands behind it: “, made in May, was”."""
    end = min(len(sentence.tokens) - 1, comma + _REACH)
    closing = next((i for i in range(comma + 1, end) if sentence.tokens[i].text == ","), 0)
    opens = "VBN" in sentence.forms(comma + 1)
    return bool(closing) and opens and sentence.lower(closing + 1) in sentence.auxiliaries


def _is_governed(sentence: PartlyRead, number: int) -> bool:
    """Whether a preposition, or a verb that it is the object of, stands before the noun phrase."""
    first = number - 1
    while first > 0 and (
        sentence.is_plain_noun(first - 1) or language.is_adjective(sentence.lower(first - 1))
    ):
        first -= 1
    first -= sentence.lower(first - 1) in sentence.words.determiners | sentence.words.possessives
    verbs = {group.last + 1 for group in sentence.groups.values()}
    return first in verbs or sentence.lower(first - 1) in sentence.words.prepositions
