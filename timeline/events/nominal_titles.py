"""Titles of what a noun tells: the noun with what belongs to it, “Death of General Smith”."""

from collections.abc import Sequence

from timeline.events import language
from timeline.events.addresses import without_state
from timeline.events.language import Words
from timeline.events.phrases import is_of_name, joined, noun_phrase
from timeline.events.reported import LEAST, LONGEST, MOST
from timeline.events.shortening import shorten
from timeline.events.timeless import is_adjectival, without_times
from timeline.events.titles import finish
from timeline.events.tokens import Token

__all__ = ["nominal_title"]


def nominal_title(
    tokens: Sequence[Token], noun: int, words: Words, owner: str | None, *, behind: int = -1
) -> str:
    """Return the title of an event told by a noun: “his death on 3 January” → “Death of General Smith”.

    `noun` is the number of the noun's token, `behind` that of a verb before it; `owner` is what a possessive
    before the noun stands for. A noun that says too little by itself (“the agreement”) gives "", but not one
    with a name (“the Malta visit”).
    """
    phrase = noun_phrase(tokens, noun, words, behind=behind)
    before = tokens[phrase[0] - 1] if phrase[0] else None
    heading = joined(tokens, [number for number in phrase if not tokens[number].is_time])
    length = len(heading.split())
    after = without_times(tokens, _complement(tokens, noun, words), words)
    tail = joined(tokens, shorten(tokens, after, LONGEST - length, MOST - length, words))
    if before and before.lower in words.possessives and owner and not tail.startswith("of "):
        heading = f"{heading} of {owner}"
    heading = finish(f"{heading} {tail}")
    is_named = any(number and tokens[number].is_name for number in phrase)
    return heading if len(heading.split()) >= LEAST - is_named else ""


def _complement(tokens: Sequence[Token], noun: int, words: Words) -> list[int]:
    """Return what a preposition adds to the noun: “of the camp in the north”."""
    numbers: list[int] = []
    following = noun + 1
    openers = words.complement_prepositions
    if tokens[noun].lower in words.date_nouns:
        openers |= words.purposes  # “the opening date for the ferry”
    if following >= len(tokens) or tokens[following].lower not in openers:
        return numbers
    if tokens[following + 1 : following + 2] and is_adjectival(tokens, following + 1, words):
        return numbers  # “the impact of the flood on third-quarter sales”
    for number in without_state(tokens, range(following, len(tokens)), words):
        token = tokens[number]
        is_verb = token.forms & {"VBD", "VBZ"} and not token.is_name and not language.can_be_noun(token.lower)
        apart = words.relatives | (words.coordinators - {"and"}) | (words.detaching - words.loosely_detaching)
        ends = token.is_mark and not is_of_name(tokens, number, words)
        # “after the fire on 4 May (the firm shut its mill)”, “called a strike on 4 May (and left)”
        begins = token.is_name or token.lower in words.determiners | words.subject_pronouns
        begins = begins or (token.lower in words.adding and not _leads_to_time(tokens, number + 1, words))
        begins = begins and tokens[number - 1].is_time and not tokens[number - 1].is_possessive
        if ends or begins or is_verb or token.lower in apart:
            break
        numbers.append(number)
    return numbers


def _leads_to_time(tokens: Sequence[Token], number: int, words: Words) -> bool:
    """Whether a time stands there, with its preposition or without: “in May and (in June)”."""
    time = number + (number < len(tokens) and tokens[number].lower in words.date_prepositions)
    return time < len(tokens) and tokens[time].is_time
