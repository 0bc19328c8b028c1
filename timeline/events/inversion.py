"""Sentences whose verb stands before the subject: “Not until May was it repaired”, “In June came the crash”.

They are put into the order in which all else reads a clause. The tokens keep their places in the text.
"""

from collections.abc import Sequence
from itertools import pairwise

from timeline.events import language
from timeline.events.language import Words
from timeline.events.tokens import Token

__all__ = ["in_plain_order"]

_LONGEST = 8  # words of a subject


def in_plain_order(tokens: list[Token], words: Words) -> list[Token]:
    """Return the tokens of a sentence with its subject before its verb.

    “Not until 2014 was the dam repaired” tells that it was repaired in 2014. What parts a verb is put before
    it: “the mill had, it emerged, been sold”.
    """
    tokens = _with_speaker_first(_with_whole_verbs(tokens, words), words)
    borders = [
        i + 1 for i, token in enumerate(tokens) if token.text == ";" or token.lower in words.coordinators
    ]
    ordered: list[Token] = []
    for start, end in pairwise([0, *borders, len(tokens)]):
        ordered += _in_plain_order(tokens[start:end], words)
    return ordered


def _with_whole_verbs(tokens: list[Token], words: Words) -> list[Token]:
    """Return the tokens with each auxiliary behind what parts it from its verb: “was(, on 3 May,) sold”."""
    auxiliaries = (words.be | words.have) - words.auxiliaries_not_finite | words.modals
    ordered: list[Token] = []
    done = 0
    for number in range(1, len(tokens) - 3):
        token, before = tokens[number], tokens[number - 1]
        if number < done or token.lower not in auxiliaries or token.is_time or before.is_mark:
            continue
        if before.lower in words.articles | words.possessives:
            continue  # “the will, read on 3 May, named”
        end = _end_of_insertion(tokens, number + 1, words)
        forms = {"VB"} if token.lower in words.modals else {"VBN", "VBG"}
        verb = end
        while verb < len(tokens) and _is_adverb(tokens[verb].lower, words):
            verb += 1
        goes_on = end and verb < len(tokens) and not tokens[verb].is_name
        if goes_on and not tokens[verb].forms.isdisjoint(forms):
            ordered += [*tokens[done:number], *tokens[number + 1 : end], token]
            done = end
    return [*ordered, *tokens[done:]]


def _with_speaker_first(tokens: list[Token], words: Words) -> list[Token]:
    """Return the tokens with who says so before “said”: “the mill will close, said Ana Lind(, its owner)”.

    Not so in “Ana Lind, its owner, said the mill will close”, where a clause follows and none stands before.
    """
    for number in range(3, len(tokens) - 1):
        token, comma = tokens[number], tokens[number - 1]
        if comma.text != "," or tokens[number - 2].quoted or token.lower not in words.inverted_saying:
            continue
        end = _end_of_speaker(tokens, number + 1, words)
        if end and _is_whole_clause(tokens[: number - 1], words):
            speaker = tokens[number + 1 : end]
            return [*tokens[:number], *speaker, token, *tokens[end:]]
    return tokens


def _end_of_speaker(tokens: Sequence[Token], first: int, words: Words) -> int:
    """Return where the noun phrase of somebody ends, with what is set off behind it, 0 if nobody is named.

    Only a time can follow, with or without a place, up to the end of the sentence.
    """
    closed = words.subordinators | words.relatives | words.coordinators
    end = first
    while end < len(tokens) and tokens[end].is_word and not tokens[end].is_time:
        leads = end + 1 < len(tokens) and tokens[end + 1].is_time
        if tokens[end].lower in closed or (leads and tokens[end].lower in words.date_prepositions):
            break
        end += 1
    told = tokens[first:end]
    somebody = words.roles | words.persons | words.bodies | words.kinds | words.plurals
    named = any(token.is_name or language.singular(token.lower) in somebody for token in told)
    named = named or any(token.lower in somebody for token in told)
    if not named or any(token.forms & {"VBD", "VBZ"} and token.is_small for token in told):
        return 0
    behind = end
    if tokens[end : end + 1] and tokens[end].text == ",":  # “, its owner, (on Monday)”
        closing = next((i for i in range(end + 1, len(tokens)) if tokens[i].is_mark), 0)
        apposed = tokens[end + 1 : closing]
        if not apposed or any(token.is_time for token in apposed):
            return 0
        behind = closing + (tokens[closing].text == ",")
        end = behind
    rest = [token for token in tokens[behind:] if not token.is_time]
    return end if all(token.is_mark or token.lower in words.date_prepositions for token in rest) else 0


def _is_whole_clause(tokens: Sequence[Token], words: Words) -> bool:
    """Whether what stands before “, said …” tells something, and nothing is set off at its end."""
    first = max((i + 1 for i, token in enumerate(tokens) if token.text == ","), default=0)
    own = tokens[first:]
    opens = own and (own[0].lower in words.relatives or not own[0].forms.isdisjoint({"VBN", "VBG"}))
    auxiliaries = words.be | words.have | words.do | words.modals
    finite = any(token.lower in auxiliaries or token.forms & {"VBD", "VBZ"} for token in own)
    return bool(finite and not opens)


def _is_adverb(lower: str, words: Words) -> bool:
    return lower in words.adverbs or language.is_adverb(lower)


def _end_of_insertion(tokens: Sequence[Token], first: int, words: Words) -> int:
    """Return what follows a time, or what commas set off, that begins there; 0 if neither does."""
    time = first + (tokens[first].lower in words.date_prepositions)
    if tokens[first].text != ",":
        return time + 1 if tokens[time].is_time else 0
    near = range(first + 2, min(first + _LONGEST + 2, len(tokens)))
    comma = next((i for i in near if tokens[i].is_mark), first)
    return comma + 1 if comma > first and tokens[comma].text == "," else 0


def _in_plain_order(tokens: list[Token], words: Words) -> list[Token]:
    first = _behind_time(tokens, words)
    auxiliaries = words.do | words.be | words.have | words.modals
    restricted = len(tokens) > 1 and (tokens[0].lower in words.restricting or _is_not_until(tokens, words))
    if restricted and not (first and first < len(tokens) and tokens[first].lower in auxiliaries):
        first = _auxiliary(tokens, words) or first
    if not first or first + 1 >= len(tokens):
        return tokens
    if restricted and tokens[first].lower in auxiliaries:
        end = _verb_behind(tokens, first + 1, words)
        if not end:
            return tokens
        opening = tokens[2:first] if _is_not_until(tokens, words) else tokens[1:first]
        return [*opening, *tokens[first + 1 : end], tokens[first], *tokens[end:]]
    if language.lemma(tokens[first].lower) in words.inverting and "VBD" in tokens[first].forms:
        end = _end_of_phrase(tokens, first + 1, words)
        return [*tokens[:first], *tokens[first + 1 : end], tokens[first], *tokens[end:]] if end else tokens
    return tokens


def _auxiliary(tokens: Sequence[Token], words: Words) -> int:
    """Return where an auxiliary stands before its subject: “Only after the vote, on 9 May, did he go”."""
    for number in range(2, len(tokens) - 2):
        token, following = tokens[number], tokens[number + 1]
        if token.lower in words.do | words.past_be | words.have:
            begins = following.is_name or following.lower in words.subject_pronouns | words.determiners
            return number if begins and (tokens[number - 1].text == "," or tokens[number - 1].is_time) else 0
    return 0


def _is_not_until(tokens: Sequence[Token], words: Words) -> bool:
    return tokens[0].lower in words.negations and tokens[1].lower in words.until


def _behind_time(tokens: Sequence[Token], words: Words) -> int:
    """Return the number of the token behind the time that a sentence begins with, 0 if it does not."""
    number, found = 0, 0
    while number < len(tokens):
        token = tokens[number]
        if token.is_time:
            found = number + 1
        elif not (
            token.text == ","
            or token.lower
            in words.date_prepositions
            | words.adverbs
            | words.restricting
            | words.until
            | words.within
            | words.negations
            | words.going_on
        ):
            break
        number += 1
    return number if found or (tokens[:1] and tokens[0].lower in words.going_on) else 0


def _verb_behind(tokens: Sequence[Token], first: int, words: Words) -> int:
    """Return where the verb of an auxiliary stands behind the subject, 0 if it does not show."""
    closed = words.determiners | words.prepositions | words.coordinators
    for number in range(first + 1, min(first + _LONGEST, len(tokens))):
        token, before = tokens[number], tokens[number - 1]
        if token.is_mark:
            return 0
        if token.forms & {"VB", "VBN", "VBG"} and not token.is_name and before.lower not in closed:
            return number
    return 0


def _end_of_phrase(tokens: Sequence[Token], first: int, words: Words) -> int:
    """Return where the noun phrase ends that a verb has behind it, 0 if it has none."""
    token = tokens[first]
    begins = token.lower in words.articles | words.numbers or token.is_name or language.is_noun(token.lower)
    if not begins or token.lower in words.prepositions:
        return 0
    apart = words.relatives | words.subordinators | words.coordinators
    return next(
        (i for i in range(first, len(tokens)) if tokens[i].is_mark or tokens[i].lower in apart), len(tokens)
    )
