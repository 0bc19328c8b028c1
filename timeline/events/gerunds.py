"""Forms in -ing that are nouns: “in over-the-counter trading”."""

from collections.abc import Sequence

from timeline.events import language
from timeline.events.language import Words
from timeline.events.tokens import Token

__all__ = ["heads_phrase", "is_happening"]


def heads_phrase(tokens: Sequence[Token], number: int, words: Words) -> bool:
    """Return whether a form in -ing is the noun of a phrase without a determiner: “in composite trading”.

    A noun in the plural has the form as its verb (“by men working in Lodz”), and so has one with an object
    behind it (“in Lodz buying wool”).
    """
    token = tokens[number]
    behind = tokens[number + 1] if number + 1 < len(tokens) else None
    ends = behind is None or behind.is_mark or behind.is_time
    if "VBG" not in token.forms or language.lemma(token.lower) in words.states:
        return False
    if not ends and behind is not None and behind.lower not in words.prepositions:
        return False
    first = number
    while first > 0 and _modifies_noun(tokens[first - 1], words):
        first -= 1
    named = all(each.is_name for each in tokens[first:number])
    opens = 0 < first < number and tokens[first - 1].lower in words.settled_in | words.detaching
    return opens and (ends or not named)


def is_happening(tokens: Sequence[Token], number: int, words: Words) -> bool:
    """Return whether a form in -ing is what the noun before it tells of: “a clinic bombing in Leeds killed”.

    It is not where somebody does it: “a man shooting at birds”.
    """
    token, behind = tokens[number], tokens[number + 1 : number + 2]
    if "VBG" not in token.forms or token.lower not in words.happenings or not number:
        return False
    noun = tokens[number - 1]
    agent = noun.lower in words.roles | words.plurals | words.persons or language.is_agents(f"{noun.lower}s")
    single = language.is_noun(noun.lower) and language.singular(noun.lower) == noun.lower
    ends = not behind or behind[0].is_mark or behind[0].is_time or behind[0].lower in words.prepositions
    return single and not agent and not noun.is_name and ends


def _modifies_noun(token: Token, words: Words) -> bool:
    """Whether a token can stand before the noun of a phrase and is no noun in the plural."""
    grammar = words.determiners | words.pronouns | words.prepositions | words.plurals | words.adverbs
    grammar |= words.coordinators | words.subordinators
    if not token.is_word or token.lower in grammar:
        return False
    last = token.lower.rpartition("-")[2]
    known = token.is_name or last != token.lower or language.can_be_noun(last)
    return known and (token.is_name or language.singular(last) == last)
