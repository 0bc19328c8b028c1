"""Phrases in front of a subject that say when and where: “on Friday in Geneva (the ministers)”."""

from collections.abc import Sequence

from timeline.events import language
from timeline.events.approximations import begins_with_count
from timeline.events.gerunds import heads_phrase
from timeline.events.language import Words
from timeline.events.noun_phrases import is_happening
from timeline.events.tokens import Token

__all__ = ["after_fronted_phrases", "behind_time", "is_compound", "is_time_phrase"]


def is_time_phrase(tokens: Sequence[Token], part: list[int], words: Words) -> bool:
    """Return whether the words say when: a time, or a measure such as “two days after the raid”."""
    is_measured = len(part) > 1 and tokens[part[-1]].lower in words.measure_ends
    ends = tokens[part[-1]].is_time or (is_measured and tokens[part[-2]].lower in words.units)
    before = {tokens[number].lower for number in part[: -1 - is_measured]}
    if ends and before & words.quantifiers - words.articles and before <= words.articles | words.quantifiers:
        return True  # “a little more than a month later, it shut”
    opens = len(part) > 1 and tokens[part[0]].lower in words.articles and tokens[part[1]].is_time
    if opens and (len(part) == 2 or tokens[part[2]].lower in words.prepositions | words.subordinators):
        return True  # “the Monday before the flood, …”
    return tokens[part[0]].is_time or any(
        tokens[number].lower in words.units and not is_compound(tokens, number, words) for number in part[:3]
    )


def is_compound(tokens: Sequence[Token], unit: int, words: Words) -> bool:
    """Return whether a unit of time only describes a noun: “the day centre (reopened)”.

    A noun in the singular without an article is no subject of its own, unless it cannot be counted: “the day
    fighting began”.
    """
    before, behind = tokens[unit - 1] if unit else None, tokens[unit + 1 : unit + 2]
    if before is None or before.lower not in words.articles | words.possessives or not behind:
        return False
    noun = behind[0].lower
    closed = words.prepositions | words.subordinators | words.relatives | words.adverbs | words.plurals
    single = behind[0].is_small and language.is_noun(noun) and language.singular(noun) == noun
    whole = language.singular(tokens[unit].lower) == tokens[unit].lower
    return single and whole and noun not in closed and not is_happening(noun, words)


def behind_time(tokens: Sequence[Token], part: list[int], words: Words) -> list[int]:
    """Return what follows the time that a phrase begins with."""
    if len(part) > 1 and tokens[part[1]].is_time:
        return []
    if tokens[part[0]].is_time or tokens[part[-1]].is_time:
        return part[1:] if tokens[part[0]].is_time else []
    end = next((i for i in range(min(4, len(part))) if tokens[part[i]].lower in words.measure_ends), None)
    return part[end + 1 :] if end is not None else []


def after_fronted_phrases(tokens: Sequence[Token], part: list[int], words: Words) -> list[int]:
    """Return what follows phrases of time and place without a comma: “on Friday in Geneva the ministers”."""
    while not begins_with_count(tokens, part, words):
        rest = part
        if tokens[part[0]].lower in words.prepositions:
            rest = _after_phrase(tokens, part, words)
        elif len(part) > 2 and tokens[part[0]].is_time and tokens[part[1]].lower in words.prepositions:
            rest = part[1:]  # “last month in Graz she”
        if len(rest) == len(part):
            break
        part = rest
    return part


def _after_phrase(tokens: Sequence[Token], part: list[int], words: Words) -> list[int]:
    """Return what follows the phrase that a preposition opens, all when its end does not show."""
    begins = words.determiners | words.pronouns | words.plurals
    inner = words.prepositions | words.determiners | words.coordinators | words.quantifiers
    if len(part) > 1 and part[1] > part[0] + 1:
        return part[1:]  # “after (leaving in May) the clerk”
    for position in range(2, len(part)):
        before, token = tokens[part[position - 1]], tokens[part[position]]
        owned = tokens[part[position - 2]].lower in words.determiners  # “at a Monday meeting”
        if before.is_time and not owned and not before.is_possessive:
            return part[position:]
        parted = part[position] > part[position - 1] + 1  # “in a raid (made on Monday) police”
        begun = parted or token.lower in begins or token.text.isdigit()
        begun = begun or begins_with_count(tokens, part[position:], words)
        counted = before.lower in words.numbers and tokens[part[position - 2]].lower in words.determiners
        counted = counted or (before.lower in words.plurals and token.lower in words.plurals)
        if before.is_word and before.lower not in inner and begun and not counted:
            return part[position:]
    if tokens[part[-1]].is_time or heads_phrase(tokens, part[-1], words):
        return part  # “in Oslo composite trading (yesterday)”
    named = len(part) > 2 and tokens[part[1]].is_name
    last = next((i for i in range(1, len(part)) if not tokens[part[i]].is_name), len(part))
    if named and last < len(part) and tokens[part[last]].text.islower() and tokens[part[-1]].text.islower():
        following = tokens[part[last]].lower
        if (
            following not in words.prepositions | words.coordinators
            and not tokens[part[last - 1]].is_possessive
        ):
            return part[last:]  # “in Geneva ministers”
    return part
