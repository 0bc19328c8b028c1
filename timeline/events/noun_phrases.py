"""Noun phrases that a date can go with: which of them tell a happening, and what introduces them."""

from collections.abc import Iterable, Sequence

from timeline.events import language
from timeline.events.language import Words
from timeline.events.timeless import closes_date, is_adjectival
from timeline.events.tokens import Token

__all__ = [
    "first_happening",
    "happening_at_verb",
    "happening_before",
    "head",
    "is_happening",
    "is_named",
    "noun_around",
    "opener",
    "owns",
]


_DESCRIPTIONS = 2  # “the attack (on the depot) (in Velia) on 3 May”


_APOSTROPHES = ("'", "’")  # “the guests ' party”


def is_happening(word: str, words: Words) -> bool:
    """Return whether a lower-case noun names a happening: by the list, or by its form."""
    singular = language.singular(word)
    if word in words.happenings or singular in words.happenings:
        return True
    ends = singular.endswith(tuple(words.happening_endings))
    return ends and len(singular) > 6 and singular not in words.not_happenings


def is_named(tokens: Sequence[Token], noun: int, words: Words) -> bool:
    """Return whether it is said whose happening it is: “the death of Ana Ruiz (her aunt)”, “Falk's death”."""
    if noun and tokens[noun - 1].is_name and owns(tokens[noun - 1]):
        return True
    following = tokens[noun + 1 : noun + 3]
    if len(following) < 2 or following[0].lower not in words.complement_prepositions:
        return False
    return following[1].is_name or following[1].lower in words.possessives


def first_happening(tokens: Sequence[Token], numbers: Iterable[int], words: Words) -> int | None:
    """Return the first of the tokens that names a happening, of a compound its head: “the strike vote”."""
    numbers = list(numbers)
    told = [number for number in numbers if is_happening(tokens[number].lower, words)]
    if not told:
        return None
    following = told[0] + 1
    return following if following in told else told[0]


def head(tokens: Sequence[Token], phrase: Sequence[int], words: Words) -> int | None:
    """Return the noun before the first preposition of a phrase: “the opening date (of the mill)”."""
    behind = next((i for i in phrase if tokens[i].lower in words.prepositions), None)
    before = [i for i in phrase if behind is None or i < behind]
    return before[-1] if before and tokens[before[-1]].is_word else None


def opener(tokens: Sequence[Token], noun: int, words: Words) -> str:
    """Return the word that introduces the noun's phrase, “” when a verb or mark does."""
    position = noun - 1
    while position >= 0 and noun - position < 7:
        if tokens[position].is_mark and tokens[position].text not in _APOSTROPHES:
            break
        lower = tokens[position].lower
        if _leads_to(tokens, position, words):
            return tokens[position - 1].lower
        if lower in words.prepositions or lower in words.subordinators:
            return lower
        if lower in (words.modals | words.be | words.have) - words.auxiliaries_not_finite:
            return ""  # “friends of the dead will hold a rally”
        is_verb = tokens[position].forms & {"VBD", "VBZ"} and not language.can_be_noun(lower)
        if is_verb and tokens[position - 1].lower not in words.determiners:  # but “the disputed vote”
            return ""
        position -= 1
    return ""


def _leads_to(tokens: Sequence[Token], number: int, words: Words) -> bool:
    """Whether a preposition leads with the word before it to another happening: “in response to the raid”."""
    if not number or tokens[number - 1].lower not in words.leading_to:
        return False
    return tokens[number].lower == "to" or tokens[number - 1].lower in words.connecting


def noun_around(tokens: Sequence[Token], number: int, words: Words) -> int | None:
    """Return the head of the noun phrase that the expression is inside of: “the 1991 agreement”."""
    first, last = _with_joined(tokens, number, words)
    if last + 1 < len(tokens) and closes_date(tokens, last + 1, words):
        last += 1  # “the May 3, 1990, raid”
    before = tokens[first - 1] if first else None
    following = last + 1
    if before is None or following >= len(tokens) or not tokens[following].is_word:
        return None
    date = tokens[number]
    if not date.is_possessive and date.lower.split()[0] in words.determiners:
        return None
    owned = before.lower in words.determiners or (before.is_word and owns(before))
    # “to mark 2020 killing of”: without a preposition a date right before a happening names it.
    bare = not before.is_mark and before.lower not in words.prepositions | words.coordinators
    adjectival = bare and is_adjectival(tokens, number, words)  # “record first-quarter sales”
    owned = owned or adjectival or _is_described_year(tokens, first, words)
    if not owned and not date.is_possessive:
        return following if bare and is_happening(tokens[following].lower, words) else None
    while following < len(tokens) and _continues_noun(tokens[following], words):
        following += 1
    if following - 1 == last:
        return None
    noun = following - 1
    # “before Sunday's raid”, “the guests of Sunday's wedding”, “in connection with Sunday's raid”
    apart = before.lower in words.detaching or _leads_to(tokens, first - 1, words)
    if owned or bare or (date.is_possessive and apart):
        return noun
    return None if is_happening(tokens[noun].lower, words) else noun


def _with_joined(tokens: Sequence[Token], number: int, words: Words) -> tuple[int, int]:
    """Return the first and last of the years that describe a noun together: “the (2013 and 2014) models”."""
    first = last = number
    if not tokens[number].text.isdigit():
        return first, last
    joined = words.coordinators
    while first > 1 and tokens[first - 1].lower in joined and tokens[first - 2].text.isdigit():
        first -= 2
    while last + 2 < len(tokens) and tokens[last + 1].lower in joined and tokens[last + 2].text.isdigit():
        last += 2
    return first, last


def owns(token: Token) -> bool:
    """Return whether a word is a possessive: “Sunday's”, “the strikers’”."""
    return token.lower.endswith(("'s", "’s", "s'", "s’"))


def _is_described_year(tokens: Sequence[Token], number: int, words: Words) -> bool:
    """Whether a determiner and adjectives stand before a year: “a rusty 1949 Mercury”."""
    first = number
    while first > 0 and ("-" in tokens[first - 1].text or language.is_adjective(tokens[first - 1].lower)):
        first -= 1
    described = tokens[number].text.isdigit() and 0 < first < number
    return described and tokens[first - 1].lower in words.determiners


def _continues_noun(token: Token, words: Words) -> bool:
    if (
        not token.is_word
        or token.lower
        in words.prepositions
        | words.coordinators
        | words.relatives
        | words.determiners
        | words.subject_pronouns
        | words.be
        | words.have
        | words.modals
    ):
        return False
    return not token.forms or language.can_be_noun(token.lower) or token.is_name


def happening_before(tokens: Sequence[Token], number: int, words: Words) -> int | None:
    """Return the noun that tells a happening before the expression: “his death (in Rome) on 3 January”."""
    noun = _noun_before(tokens, number, words)
    for _ in range(_DESCRIPTIONS + 1):
        if noun is not None and tokens[noun].lower in words.margins and _is_counted(tokens, noun, words):
            return None  # “passed by a margin of two votes on 3 May”
        if noun is None or is_happening(tokens[noun].lower, words):
            return noun
        first = noun
        while first > 0 and _in_noun_phrase(tokens[first - 1], words):
            first -= 1
        openers = words.complement_prepositions | words.locatives
        describes = first > 1 and tokens[first - 1].lower in openers
        noun = first - 2 if describes and tokens[first - 2].is_word else None
    return None


def _is_counted(tokens: Sequence[Token], noun: int, words: Words) -> bool:
    before = tokens[noun - 1].lower if noun else ""
    return before in words.numbers or before[:1].isdigit()


def happening_at_verb(tokens: Sequence[Token], number: int, verb: int, words: Words) -> int | None:
    """Return the noun whose date, set off or not, ends right before a verb: “her death, on 3 May, was”."""
    first = number - (tokens[number - 1].lower in words.date_prepositions)
    set_off = verb > number and first > 1 and tokens[first - 1].text == "," == tokens[number + 1].text
    if verb != number + 1 + set_off:
        return None
    noun = first - 2 if set_off else happening_before(tokens, number, words)
    told = noun is not None and not tokens[noun].is_name and is_happening(tokens[noun].lower, words)
    return noun if told else None


def _in_noun_phrase(token: Token, words: Words) -> bool:
    """Whether a token can stand before the noun of a phrase: a determiner, an adjective, another noun."""
    if not token.is_word:
        return not token.is_mark and not token.is_time
    if token.lower in words.prepositions | words.coordinators | words.subordinators | words.relatives:
        return False
    return token.is_name or not token.forms or language.can_be_noun(token.lower)


def _noun_before(tokens: Sequence[Token], number: int, words: Words) -> int | None:
    """Return the noun right before the expression and its preposition: “his death on 3 January”."""
    position = number - 1
    if position >= 0 and tokens[position].lower in words.date_prepositions:
        position -= 1
    if position < 0 or not tokens[position].is_word or tokens[position].lower in words.prepositions:
        return None
    token = tokens[position]
    if token.forms & {"VBD", "VBN"} and not language.can_be_noun(token.lower):
        return None
    return position
