"""Phrases among the tokens of a sentence: subjects and noun phrases."""

from collections.abc import Sequence
from itertools import takewhile

from timeline.events import language
from timeline.events.addresses import without_state
from timeline.events.approximations import begins_with_count
from timeline.events.fronted import after_fronted_phrases, behind_time, is_time_phrase
from timeline.events.language import Words
from timeline.events.names import is_place
from timeline.events.timeless import without_times
from timeline.events.tokens import Token

__all__ = ["core", "inner", "is_of_name", "joined", "noun_phrase", "subject_phrase"]

_LONGEST = 9  # words of a subject
_OPENING_MARKS = frozenset("\"“‘'-*_”")
_CURRENCIES = frozenset("$£€")
_DASHES = frozenset(["—", "–", "-", "--", "_"])
_NO_SPACE_BEFORE = frozenset(",.;:!?)”’")


def subject_phrase(tokens: Sequence[Token], numbers: list[int], words: Words) -> str:
    """Return the subject among the tokens before a verb, without what introduces or elaborates it."""
    chosen = core(tokens, numbers, words)
    while chosen and (tokens[chosen[0]].lower in words.articles or tokens[chosen[0]].text in _OPENING_MARKS):
        chosen = chosen[1:]
    if len(chosen) > 1 and tokens[chosen[0]].lower in words.demonstratives:
        chosen = chosen[1:]
    if len(chosen) > 1 and tokens[chosen[0]].text[0] in _CURRENCIES and tokens[chosen[1]].is_name:
        chosen = chosen[1:]  # “the $90 Norden Leaf”
    while len(chosen) > 1 and (_is_adverb(tokens, chosen[-1], words) or _is_left(tokens[chosen[-1]], words)):
        chosen = chosen[:-1]
    if len(chosen) > _LONGEST - 1:
        chosen = _until_preposition(tokens, chosen, words)
    return joined(tokens, chosen)


def core(tokens: Sequence[Token], numbers: Sequence[int], words: Words) -> list[int]:
    """Return the numbers of the subject's own words, with its article."""
    numbers = without_state(tokens, numbers, words)
    parts = _comma_parts(tokens, numbers)
    listed = _list_behind(tokens, numbers, parts, words)
    if listed:
        return listed
    if len(parts) > 1 and _goes_on_address(tokens, numbers[0], parts[0]):
        parts = parts[1:]
    for position, part in enumerate(parts):
        if len(parts) > 1 and is_time_phrase(tokens, part, words):
            part = behind_time(tokens, part, words)  # “two years later a diver, off Crete, found it”
            if not _begins_phrase(tokens, part, words=words):
                continue
        if _begins_phrase(tokens, *parts[position + 1 : position + 2], words=words) and _is_attribute(
            tokens, part, words
        ):
            continue
        while part and (
            tokens[part[0]].lower in words.coordinators or tokens[part[0]].lower in words.manners
        ):
            part = part[1:]
        if part and tokens[part[0]].lower in words.former and position + 1 < len(parts):
            continue  # “Formerly Coast Works, Tarn Works was sold”
        if not part or _is_dateline(tokens, part):
            continue
        if len(part) == 1 < len(parts) and tokens[part[0]].lower in words.interjections:
            continue  # “oh, we saw it”
        following = parts[position + 1] if position + 1 < len(parts) else []
        if following and position and _is_of_address(tokens, parts[position - 1], part, words):
            continue
        if len(following) == 1 and tokens[following[0]].lower in words.subject_pronouns:
            continue  # “Born in Lodz, the son of a baker, he left”
        if position and following and _is_before_subject(tokens, numbers, parts[-1], words):
            continue  # “On Monday, after the death of a guard, Ana Ruiz, the miners left”
        kept = _without_opening(tokens, part, words)
        if all(tokens[number].is_mark for number in kept):
            continue
        is_count = len(kept) == 1 and tokens[kept[0]].lower in words.once_more | words.numbers
        if is_count and _begins_phrase(tokens, *parts[position + 1 : position + 2], words=words):
            continue  # “one, the Aurora, sank”
        if not _introduces(tokens, kept, words, alone=len(parts) == 1, last=part is parts[-1]):
            named = _name_beside(tokens, kept, parts[position + 1 :], words)
            return named or _without_pointer(tokens, kept, words)
    return []


def _without_opening(tokens: Sequence[Token], part: list[int], words: Words) -> list[int]:
    """Return what stands between two commas, without times, phrases and adverbs that it begins with."""
    kept = without_times(tokens, after_fronted_phrases(tokens, part, words), words)
    ends = [i for i, number in enumerate(kept[:4]) if tokens[number].lower in words.measure_ends]
    if ends and not words.units.isdisjoint(tokens[number].lower for number in kept[: ends[0]]):
        kept = kept[ends[0] + 1 :]  # “hours later the council met”
    while kept and _is_adverb(tokens, kept[0], words) and tokens[kept[0]].lower not in words.since:
        if _begins_firm(tokens, kept, words) or begins_with_count(tokens, kept, words):
            break  # “nearly forty tenants”
        kept = kept[1:]
    return kept


def _is_before_subject(
    tokens: Sequence[Token], numbers: Sequence[int], last: Sequence[int], words: Words
) -> bool:
    """Whether the last part is the subject, as no comma parts it from the verb, and it adds to no list."""
    first = tokens[last[0]]
    several = (
        first.is_small and language.is_noun(first.lower) and language.singular(first.lower) != first.lower
    )
    begins = (first.lower in words.determiners or several) and not first.is_time
    joins = any(tokens[number].lower in words.coordinators for number in last)
    return begins and not joins and last[-1] == numbers[-1]


def _is_of_address(tokens: Sequence[Token], before: Sequence[int], part: Sequence[int], words: Words) -> bool:
    """Whether a part between commas only says where the place before it is: “in Lodz, Poland, the hall”."""
    places = before[1:] and all(tokens[number].is_name for number in (*before[1:], *part))
    opens = bool(places) and tokens[before[0]].lower in words.settled_in and before[-1] == part[0] - 2
    return opens and is_place(joined(tokens, part))


def _list_behind(
    tokens: Sequence[Token], numbers: Sequence[int], parts: Sequence[list[int]], words: Words
) -> list[int]:
    """Return a subject that is a list, also behind what leads to it: “In May, Chad, Peru and Fiji signed”."""
    if all(tokens[number].lower not in words.adding for number in numbers):
        return []
    for position, part in enumerate(parts[:-1]):
        listed = _listed(tokens, numbers, parts[position:], words)
        listed = listed or _listed_nouns(tokens, numbers, parts[position:], words)
        if listed or _is_of_address(tokens, part, parts[position + 1], words):
            return listed
        kept = without_times(tokens, part, words)
        if kept and not _introduces(tokens, kept, words, alone=False, last=False):
            return []
    return []


def _listed(
    tokens: Sequence[Token], numbers: Sequence[int], parts: Sequence[list[int]], words: Words
) -> list[int]:
    """Return a subject that lists names: “Chad, Peru and the Czech Republic (signed)”, [] for another."""
    while numbers and (tokens[numbers[-1]].lower in words.adverbs - {"then"}):
        numbers = numbers[:-1]  # “Chad, Peru and Fiji (also) signed”
    if len(parts) < 2 or not numbers or numbers[-1] not in parts[-1]:
        return []
    if numbers[-1] - parts[0][0] > _LONGEST + len(parts):
        return []
    first = parts[0][0]
    if tokens[first].lower in words.prepositions | words.adverbs | words.subordinators | words.coordinators:
        return []
    opener = next((i for i in reversed(parts[0]) if tokens[i].lower in words.defining), first - 1)
    listed = [number for part in parts for number in part if opener < number <= numbers[-1]]
    joints = [number for number in listed if number in parts[-1] and tokens[number].lower in words.adding]
    names = [number for number in listed if number not in joints]
    named = all(tokens[number].is_name or tokens[number].lower in words.articles for number in names)
    ends = len(joints) == 1 and tokens[joints[0] - 1].is_name and joints[0] < numbers[-1]
    if opener >= first and not all(_names_place(tokens, part, opener, joints) for part in parts):
        return []  # “the mayor of Graz, Ana Lind”, but “the envoys of Chad, Peru and Fiji”
    return list(range(first, numbers[-1] + 1)) if named and ends else []


def _listed_nouns(
    tokens: Sequence[Token], numbers: Sequence[int], parts: Sequence[list[int]], words: Words
) -> list[int]:
    """Return a subject that lists nouns right before its verb: “rents, fares and fees”, [] for another.

    What it lists can describe its last noun: “the coal, gas and power company”.
    """
    if len(parts) < 2 or numbers[-1] != parts[-1][-1]:
        return []
    own = range(parts[0][0], numbers[-1] + 1)
    joints = [number for number in parts[-1] if tokens[number].lower in words.adding]
    if len(joints) != 1 or len(own) > _LONGEST + len(parts) or joints[0] in (parts[-1][0], numbers[-1]):
        return []
    first = parts[0][0] + (tokens[parts[0][0]].lower in words.articles)
    closed = words.prepositions | words.adverbs | words.pronouns | words.units | words.determiners
    members = [*(part[0] for part in parts), joints[0] + 1]
    if all(tokens[number].lower in words.articles | words.possessives for number in members):
        closed -= words.articles | words.possessives  # “the mayor, the bishop and a nun”
    told = [tokens[number] for number in own if number >= first and number not in joints]
    plain = all(token.text == "," or token.lower not in closed for token in told)
    plain = plain and all(token.text == "," or token.is_small for token in told[first == 0 :])
    nouns = all(language.can_be_noun(tokens[part[-1]].lower) for part in parts)
    return list(own) if plain and nouns else []


def _names_place(tokens: Sequence[Token], part: Sequence[int], opener: int, joints: Sequence[int]) -> bool:
    """Whether what stands in a part behind the opener, and before a joint, is the name of a place."""
    end = joints[0] if joints and joints[0] in part else part[-1] + 1
    return is_place(joined(tokens, [number for number in part if opener < number < end]))


def _without_pointer(tokens: Sequence[Token], phrase: list[int], words: Words) -> list[int]:
    """Drop what only points at a relative clause: “3,000 of those (who voted)”."""
    last = [tokens[number].lower for number in phrase[-2:]]
    points = len(phrase) > 2 and last[0] == "of" and last[1] in words.demonstratives
    counts = points and tokens[phrase[-3]].lower not in words.fractions
    return phrase[:-2] if counts else phrase


def _introduces(
    tokens: Sequence[Token], kept: Sequence[int], words: Words, *, alone: bool, last: bool
) -> bool:
    """Whether a part between commas only leads to the subject: “in Oslo”, “because of the rain”, “leaving”.

    `alone` says that no other part stands beside it, `last` that it stands right before the verb.
    """
    first = tokens[kept[0]]
    digits = (tokens[number].text.lstrip("$£€")[:1].isdigit() for number in kept)
    figure = next((i for i, is_digit in enumerate(digits) if is_digit), 0)
    counts = figure > 0 and all(tokens[number].lower in words.quantifiers for number in kept[:figure])
    if begins_with_count(tokens, kept, words):
        return False
    if (first.lower in words.prepositions and not counts) or first.lower in words.subordinators:
        return True
    if _is_compound_preposition(tokens, kept[0], words):
        return True
    if "VBG" not in first.forms or (alone and first.is_name):
        return False
    if len(kept) == 1:
        return not last  # “(when) trading (began)”
    return not _describes(tokens, kept[0], words)


def _is_compound_preposition(tokens: Sequence[Token], number: int, words: Words) -> bool:
    """Whether it opens a phrase with the preposition behind it: “thanks to the rain, the fire died down”."""
    following = tokens[number + 1].lower if number + 1 < len(tokens) else ""
    return tokens[number].lower in words.preposition_heads and following in words.prepositions


def _begins_phrase(tokens: Sequence[Token], part: Sequence[int] = (), *, words: Words) -> bool:
    return bool(part) and (tokens[part[0]].lower in words.determiners or tokens[part[0]].is_name)


def _is_attribute(tokens: Sequence[Token], part: Sequence[int], words: Words) -> bool:
    """Whether it only says in what state the subject behind it is: “broke and homeless, the singer moved”."""
    told = [tokens[number] for number in part]
    joined_by = [number for number, token in enumerate(told) if token.lower in words.coordinators]
    plain = [token for token in told if token.lower not in words.coordinators]
    if any(not token.is_word or token.is_name for token in plain):
        return False
    describing = [
        language.is_adjective(token.lower) or not token.forms.isdisjoint({"VBD", "VBN"}) for token in plain
    ]
    if describing and describing[0] and len(told) > 1 and told[1].lower in words.prepositions:
        return not told[0].forms  # “furious at the delay, the owners sued”
    return all(describing) or (joined_by == [1] and len(told) == len(describing) + 1 == 3 and describing[0])


def _describes(tokens: Sequence[Token], number: int, words: Words) -> bool:
    """Whether a form in -ing begins a subject: “on 5 May visiting Danes won”, “and fishing boats sank”."""
    before = tokens[number - 1] if number else None
    return before is not None and (before.is_time or before.lower in words.coordinators)


def _is_dateline(tokens: Sequence[Token], part: Sequence[int]) -> bool:
    """Whether it is of the place in front of a report: “LEEDS — A gang”, “LEEDS, England (AP) — A gang”."""
    if not part or not tokens[0].text.isupper():
        return False
    ends = range(part[-1] + 1, min(part[-1] + _LONGEST, len(tokens)))
    dash = next((number for number in ends if tokens[number].text in _DASHES), 0)
    return dash > 0 and all(token.is_name or token.text in ",.()" for token in tokens[:dash])


def _name_beside(
    tokens: Sequence[Token], phrase: Sequence[int], others: Sequence[list[int]], words: Words
) -> list[int]:
    """Return the name that stands in apposition: “its chief executive, Ana Torres, resigned”.

    Behind a name a second one says where: “the plant in Everett, Washington, closed”.
    """
    if not others or not all(is_of_name(tokens, number, words) for number in others[0]):
        return []
    between = tokens[phrase[-1] + 1 : others[0][0]]
    behind = tokens[others[0][-1] + 1 : others[0][-1] + 2]
    told_apart = behind != [] and behind[0].is_mark
    if told_apart and any(token.is_word and token.lower not in words.prepositions for token in between):
        # “an inquiry led by a judge, Ana Torres, opened”, not “a nurse born in Lima, Ana Torres opened”
        return []
    if any(tokens[number].lower in words.coordinators for number in phrase):
        return []  # “he and his wife, Ana Torres, moved”
    if len(phrase) > 1 and tokens[phrase[-2]].is_name and is_place(joined(tokens, others[0])):
        return []  # “the board of Kent county, England, met”
    is_role = tokens[phrase[0]].lower in words.roles or tokens[phrase[1 % len(phrase)]].lower in words.roles
    last = phrase[-1] - (tokens[phrase[-1]].text == "." and len(phrase) > 1)
    ends_named = tokens[last].is_name  # “Norden Inc., Oslo, closed”
    return others[0] if not ends_named or (is_role and len(others[0]) > 1) else []


def is_of_name(tokens: Sequence[Token], number: int, words: Words) -> bool:
    """Return whether a token is part of a name, as the point in “Mr. Berg” is."""
    token, before = tokens[number], tokens[number - 1].lower if number else ""
    return token.is_name or (token.text == "." and (before in words.roles or len(before) == 1))


def _goes_on_address(tokens: Sequence[Token], comma: int, part: Sequence[int]) -> bool:
    """Whether the state stands there of a town before the comma: “Founded in Flint(, Michigan), it grew”."""
    named = tokens[comma].text == "," and comma > 0 and tokens[comma - 1].is_name
    return named and all(tokens[number].is_name for number in part) and is_place(joined(tokens, part))


def _is_left(token: Token, words: Words) -> bool:
    """Whether it is a preposition whose noun is gone: “the law under (which he was jailed)”."""
    return token.lower in words.prepositions - words.final_particles - words.than


def _is_adverb(tokens: Sequence[Token], number: int, words: Words) -> bool:
    token = tokens[number]
    if token.is_name and number:
        return False  # “Tom Beverly”
    lower = token.lower
    if lower in words.reflexives:
        return True  # “the firm itself”
    if (lower in words.fillers or lower in words.adverbs) and lower not in words.determiners:
        return True
    return language.ends_as_adverb(lower) and len(lower) > 5 and not language.is_noun(lower)


def _begins_firm(tokens: Sequence[Token], kept: Sequence[int], words: Words) -> bool:
    """Whether an ordinal begins the name of a firm at the beginning: “First Harbour Corp. said”."""
    if kept[0] or tokens[0].lower not in words.ordinals:
        return False
    named = list(takewhile(lambda number: tokens[number].is_name, kept))
    return len(named) > 2 and tokens[named[-1]].lower in words.bodies | words.kinds


def _until_preposition(tokens: Sequence[Token], numbers: list[int], words: Words) -> list[int]:
    for position, number in enumerate(numbers):
        if position and tokens[number].lower in words.prepositions - {"of"}:
            loose = position > 1 and language.is_adjective(tokens[numbers[position - 1]].lower)
            return numbers[: position - loose]  # “men loyal (to the king)”
    return numbers if len(numbers) <= _LONGEST * 2 else numbers[:_LONGEST]


def noun_phrase(tokens: Sequence[Token], noun: int, words: Words, *, behind: int = -1) -> list[int]:
    """Return the numbers of the noun and of the words before it, `behind` a verb, that belong to it."""
    first = noun
    while first > behind + 1 and _is_modifier(tokens[first - 1], words):
        first -= 1
    return list(range(first, noun + 1))


def _is_modifier(token: Token, words: Words) -> bool:
    if (
        not token.is_word
        or token.lower in words.determiners | words.prepositions | words.coordinators | words.subordinators
    ):
        return False
    return not (token.forms & {"VBD", "VBZ"} and not language.can_be_noun(token.lower))


def _comma_parts(tokens: Sequence[Token], numbers: Sequence[int]) -> list[list[int]]:
    parts: list[list[int]] = [[]]
    for number in numbers:
        if tokens[number].text in (",", ";", ":", "—", "–", "-", "--", "_"):
            parts.append([])
        else:
            parts[-1].append(number)
    return [part for part in parts if part]


def inner(tokens: Sequence[Token], numbers: Sequence[int], words: Words) -> str:
    """Join tokens that no longer stand at the beginning: “The ship” becomes “the ship”."""
    text = joined(tokens, numbers)
    first = tokens[numbers[0]] if numbers else None
    if first is None or numbers[0] or not first.text.istitle():
        return text
    if tokens[1].is_name and first.lower not in words.articles:
        return text  # “Our Lady”
    plain = words.determiners | words.pronouns | words.numbers | words.prepositions
    common = language.can_be_noun(first.lower) or "VBG" in first.forms  # “Parking charges”
    is_name = first.lower not in plain and not common
    return text if is_name else text[:1].lower() + text[1:]


def joined(tokens: Sequence[Token], numbers: Sequence[int]) -> str:
    """Join tokens as they were written, with one space where there was any."""
    parts: list[str] = []
    previous = None
    for number in numbers:
        token = tokens[number]
        if (
            previous is not None
            and (number != previous + 1 or tokens[previous].end != token.start)
            and token.text not in _NO_SPACE_BEFORE
        ):
            parts.append(" ")
        parts.append(" ".join(token.text.split()))
        previous = number
    return "".join(parts)
