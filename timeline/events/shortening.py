"""Cutting what follows a verb to a few words, only where a phrase ends."""

from collections.abc import Sequence
from itertools import pairwise

from timeline.events import language
from timeline.events.addresses import without_state
from timeline.events.dangling import (
    VERBAL,
    dangles,
    is_share,
    is_verbs_particle,
    lower_at,
    waits_for_more,
    without_dangling,
)
from timeline.events.language import Words
from timeline.events.timeless import without_times
from timeline.events.tokens import Token

__all__ = ["announced", "shorten"]

_STOPS = frozenset([";", ":", "—", "–", "--", "("])


def shorten(tokens: Sequence[Token], numbers: list[int], room: int, most: int, words: Words) -> list[int]:
    """Return the tokens (their numbers) cut to about `room` words.

    What has no more than `most` words stays whole. Else the cut is at a mark or before the last phrase that
    fits into `room`, or into `most` where nothing shorter makes sense. A cut never parts a verb from its
    particle or aim, a noun from its “of” or from what it announces, an adjective from its complement, or a
    name.
    """
    if numbers and tokens[numbers[-1]].lower in words.restricting:
        return numbers + _until_mark(tokens, numbers[-1] + 1)  # “will stop only when they are paid”
    if numbers and tokens[numbers[0]].text == ",":
        return []  # “says (that is her aim), peace”
    numbers = _without_insertion(tokens, without_state(tokens, numbers, words), words)
    whole = len(numbers)
    stop = next((i for i in range(len(numbers)) if _stops(tokens, numbers, i, words)), len(numbers))
    numbers = numbers[:stop]
    while numbers and tokens[numbers[-1]].text in ".!?,":
        numbers = numbers[:-1]
    if len(numbers) > most:
        numbers = numbers[: _cut(tokens, numbers, room, most, words)]
    if _is_open_pair(tokens, numbers, words) and stop < whole:
        numbers = numbers[
            : _place_of_pair(tokens, numbers, words)
        ]  # “ran between (1990, the year it opened, and)”
    return without_dangling(tokens, numbers, words)


def _without_insertion(tokens: Sequence[Token], numbers: list[int], words: Words) -> list[int]:
    """Drop the commas around a clause that stood here: “gave Ana Holm(, whose party won,) a week”.

    An adverb between two goes with them; names in a list stay: “in Oslo, Sicily, Malta”.
    """
    for i in range(len(numbers) - 2):
        first, second, third = (tokens[number] for number in numbers[i : i + 3])
        is_inserted = first.text == second.text == "," and numbers[i + 1] > numbers[i] + 1
        if is_inserted and (third.lower in words.articles or third.text[0].isdigit()):
            return numbers[:i] + numbers[i + 2 :]
        is_adverb = language.is_adverb(second.lower) and not second.is_name
        if first.text == third.text == "," and is_adverb:
            return numbers[:i] + numbers[i + 3 :]  # “agreed(, reluctantly,) to sell”
    return numbers


def _until_mark(tokens: Sequence[Token], first: int) -> list[int]:
    end = next((i for i in range(first, len(tokens)) if tokens[i].is_mark), len(tokens))
    return list(range(first, end))


def _cut(tokens: Sequence[Token], numbers: list[int], room: int, most: int, words: Words) -> int:
    """Return after how many words to cut."""
    ends = [i for i in range(1, len(numbers)) if _ends(tokens, numbers, i, words)]
    fitting = [end for end in ends if end <= room]
    longer = [end for end in ends if room < end <= most]
    if fitting and (fitting[-1] * 2 > room or not longer):
        return fitting[-1]
    if longer:
        return longer[0]
    if (ends[0] if ends else len(numbers)) > most + 2:
        aims = [i for i in range(2, most + 1) if _is_aim(tokens, numbers, i, words)]
        ends = aims[-1:] or ends  # “sold its mills (to a rival)”
    if not ends and len(numbers) <= most + 1:
        return len(numbers)
    first = tokens[numbers[0]].lower
    second = tokens[numbers[min(1, len(numbers) - 1)]]
    goes_with_verb = first in words.final_particles
    goes_with_verb = goes_with_verb and (second.lower in words.determiners or second.is_possessive)
    phrasal = f"{language.lemma(tokens[numbers[0] - 1].lower)} {first}"
    goes_with_verb = goes_with_verb or phrasal in words.phrasal_verbs  # “has brought about a change”
    if first in words.prepositions | words.subordinators and not goes_with_verb:
        verb = language.lemma(tokens[numbers[0] - 1].lower)
        needed = tokens[numbers[0]].lower == "to" and verb in words.infinitive_taking
        return (ends[0] if ends else len(numbers)) if needed else 0  # “offered to buy”
    return ends[0] if ends else len(numbers)


def _is_aim(tokens: Sequence[Token], numbers: Sequence[int], position: int, words: Words) -> bool:
    """Whether “to” opens there to whom or what an object goes, without which it is whole."""
    before = tokens[numbers[position - 1]].lower
    noun = language.is_noun(before) and before not in words.prepositions | words.determiners
    if position + 1 >= len(numbers) or tokens[numbers[position]].lower != "to" or not noun:
        return False
    following = tokens[numbers[position + 1]]
    counts = following.text[0].isdigit() or following.lower in words.numbers  # “from zero to ten”
    acts = "VB" in following.forms and not following.is_name  # “plans to close”
    return following.lower != before and not counts and not acts


def _stops(tokens: Sequence[Token], numbers: Sequence[int], position: int, words: Words) -> bool:
    """Whether the clause's core ends before the token: at a mark, a loose phrase, or another clause."""
    token = tokens[numbers[position]]
    if token.text in _STOPS or token.lower in words.loose_openers:
        return True
    if token.text == "-" and position + 1 < len(numbers):
        behind = tokens[numbers[position + 1]]
        apart = behind.start > token.end and not behind.is_name
        if apart or behind.text == "-":
            return True  # a dash
    if token.lower in words.prospective and lower_at(tokens, numbers, position + 1) == "to":
        return position > 0 and tokens[numbers[position - 1]].lower not in words.be  # “… due to a fault”
    ends = [tokens[number].lower for number in numbers[position + 1 : position + 4]] == ["the", "time"]
    if token.lower in words.deadlines and ends:
        return True  # “fled by the time (they came)”
    before = tokens[numbers[position] - 1] if numbers[position] else None
    if token.lower in words.relatives and before is not None and before.is_time:
        return True  # “resigned (three weeks after a fire) that killed six”
    following = tokens[numbers[position + 1]] if position + 1 < len(numbers) else None
    joined = numbers[position + 1] if following is not None and token.lower in words.coordinators else 0
    if joined and tokens[joined].lower in words.further:
        # “shut for a week in May and again for most of June”
        return any(each.is_time for each in tokens[joined + 1 : joined + 5])
    if token.lower in words.coordinators and following is not None and "VBD" in following.forms:
        if (
            before is not None
            and "VBN" in before.forms
            and language.is_noun(lower_at(tokens, numbers, position + 2))
        ):
            return False  # “his torn and burned coat”
        if "VBN" in following.forms and _opens_role(tokens, numbers, position + 2):
            return False  # “a banker and convicted thief Jan Berg”
        return not following.is_name and not language.can_be_noun(following.lower)  # “… and left”
    if token.lower in words.coordinators and following is not None and "VBG" in following.forms:
        goes_on = lower_at(tokens, numbers, position + 2) in words.prepositions | words.determiners
        # “(touring) the hall and meeting the crew”
        gerund = numbers[0] > 0 and "VBG" in tokens[numbers[0] - 1].forms
        return gerund and (goes_on or not language.can_be_noun(following.lower))
    if token.text == ",":
        return _stops_at_comma(tokens, numbers, position, words)
    gap = position > 0 and numbers[position] != numbers[position - 1] + 1
    # “against the euro(, which fell, a low)”, but “gave Ana Holm(, who left,) a week”
    between = tokens[numbers[position - 1] + 1 : numbers[position]] if gap else ()
    told = any(each.lower in words.relatives for each in between)
    apposed = told and token.lower in words.indefinite
    joins = any(tokens[number].lower in words.prepositions for number in numbers[:position])
    return gap and (tokens[numbers[position - 1]].text == "," or (apposed and joins))


def _stops_at_comma(tokens: Sequence[Token], numbers: Sequence[int], position: int, words: Words) -> bool:
    """Whether a clause's core ends before the comma: not before a name, or in a list."""
    if position + 1 < len(numbers) and numbers[position + 1] != numbers[position] + 1:
        return True  # another clause stood here
    if position and _parted(tokens, numbers[position - 1], numbers[position]):
        return True  # “(shepherds trapped without hay), peat or candles”
    if _opens_name(tokens, numbers, position) or _parts_adjectives(tokens, numbers, position, words):
        return False
    return not _is_list(tokens, numbers, position)


def _opens_role(tokens: Sequence[Token], numbers: Sequence[int], position: int) -> bool:
    """Whether a noun stands there with somebody's name right behind it."""
    behind = [tokens[number] for number in numbers[position : position + 2]]
    return len(behind) == 2 and language.is_noun(behind[0].lower) and behind[0].is_small and behind[1].is_name


def _parted(tokens: Sequence[Token], one: int, other: int) -> bool:
    """Whether words that are no time are left out between two tokens."""
    return sum(not tokens[number].is_time for number in range(one + 1, other)) > 2


def _opens_name(tokens: Sequence[Token], numbers: Sequence[int], position: int) -> bool:
    """Whether the comma parts a noun from its name: “bought its rival, Coast Air, in May”."""
    if not position or tokens[numbers[position - 1]].is_name:
        return False
    behind = [tokens[number] for number in numbers[position + 1 :]]
    end = next((i for i, token in enumerate(behind) if token.is_mark), len(behind))
    return 0 < end < 5 and all(token.is_name for token in behind[:end])


def _parts_adjectives(tokens: Sequence[Token], numbers: Sequence[int], position: int, words: Words) -> bool:
    """Whether the comma stands between two adjectives of a noun: “launched a new, cheaper offer”."""
    if position < 2 or position + 1 >= len(numbers) or tokens[numbers[position + 1]].is_mark:
        return False
    opener = position - 2
    if opener > 0 and language.ends_as_adverb(lower_at(tokens, numbers, opener)):
        opener -= 1  # “a thickly wooded, hilly site”
    before = lower_at(tokens, numbers, position - 1)
    if lower_at(tokens, numbers, opener) not in words.determiners | words.possessives:
        return False
    if language.is_adjective(before):
        return True
    # What can be a noun, too, needs a noun that the other one describes: “his small, lakeside house”.
    behind = [tokens[number] for number in numbers[position + 1 : position + 3]]
    closed = words.determiners | words.possessives | words.prepositions | words.pronouns
    plain = len(behind) == 2 and all(token.is_small for token in behind) and behind[0].lower not in closed
    return plain and language.is_gradable(before) and language.is_noun(behind[1].lower)


def _is_list(tokens: Sequence[Token], numbers: Sequence[int], position: int) -> bool:
    """Whether the comma parts the members of a list: “security, military and diplomatic sites”."""
    window = [tokens[number].lower for number in numbers[position + 1 : position + 5]]
    if not window or window[0] in ("and", "or"):
        return "," in [tokens[number].text for number in numbers[:position]]
    return ("and" in window or "or" in window) and len(numbers) - position > 2


def _ends(tokens: Sequence[Token], numbers: Sequence[int], position: int, words: Words) -> bool:
    """Whether a phrase ends before the token at `position`."""
    before, token = tokens[numbers[position - 1]], tokens[numbers[position]]
    is_particle = is_verbs_particle(tokens, numbers[position - 1], words)
    waits = dangles(before, words) or waits_for_more(tokens, numbers[position - 1], words)
    if waits and not (is_particle or is_share(tokens, numbers[position - 1], words)):
        return False
    if _is_open_pair(tokens, numbers[:position], words):
        return False
    if token.is_name or not token.is_word or token.lower in words.inseparable:
        return False
    if token.lower in words.coordinators and (
        _joins_parts(tokens, numbers, position, words) or _has_goal(tokens, numbers, position, words)
    ):
        return False
    if token.lower in words.particles and lower_at(tokens, numbers, position + 1) in words.belonging:
        return False  # “brought two boys (out of a cave)”
    opener = tokens[numbers[position] - 2].lower if numbers[position] > 1 else ""
    if before.lower in words.leading_to and opener == "in":
        return False  # “arrested in connection with a raid”
    if before.lower in words.summing and token.lower in words.than:
        return False  # “the mill as well as the barn”
    if "VBN" in token.forms and not before.forms and position + 1 < len(numbers):
        return tokens[numbers[position + 1]].lower in words.prepositions  # “a missile fired from the ground”
    if token.lower in words.particles and before.forms & VERBAL:
        return False
    following = tokens[numbers[position + 1]] if position + 1 < len(numbers) else None
    if token.lower == "to" and language.lemma(before.lower) in words.infinitive_taking:
        return False  # “after failing to agree”
    if token.lower == "to" and _is_what_is_told(tokens, numbers[:position], words):
        return False  # “told drivers to stop”
    if token.lower == "to" and following is not None and following.lower == before.lower:
        return False  # “from house to house”
    if token.lower == "to":  # “to stay close” is loose, “to the region” the aim of the verb
        return following is not None and "VB" in following.forms and not following.is_name
    return token.lower in words.prepositions | words.subordinators | words.coordinators


def _joins_parts(tokens: Sequence[Token], numbers: Sequence[int], position: int, words: Words) -> bool:
    """Whether “and” joins what cannot be parted: names, a list, “a glass and mirror maker”."""
    first, last = tokens[numbers[position - 1]], tokens[numbers[position]]
    following = tokens[numbers[position + 1]] if position + 1 < len(numbers) else last
    before = [tokens[number] for number in numbers[:position]]
    if first.is_name and following.is_name:
        return True
    opener = next((i for i in range(position - 1, -1, -1) if before[i].lower in words.determiners), None)
    if opener is None or before[opener].lower not in words.indefinite:
        return any(token.text == "," for token in before[opener or 0 :])
    plain = following.is_word and not following.is_name and not following.forms & {"VBD", "VBZ"}
    closed = words.determiners | words.prepositions | words.subordinators | words.pronouns
    return plain and following.lower not in closed and language.can_be_noun(following.lower)


def _has_goal(tokens: Sequence[Token], numbers: Sequence[int], position: int, words: Words) -> bool:
    """Whether what “and” adds has the goal of both behind it: “turned a mill (and a shed) into a school”."""
    goals = words.inseparable - words.than - words.relatives - words.belonging
    behind = [tokens[number].lower for number in numbers[position + 1 :]]
    opener = next(
        (i for i, lower in enumerate(behind) if lower in words.prepositions - words.belonging), None
    )
    if opener is None:
        return False
    inside = (tokens[number] for number in numbers[position + 1 : position + 1 + opener])
    plain = all(
        not token.is_mark and (language.can_be_noun(token.lower) or not token.forms & {"VBD", "VBZ"})
        for token in inside
    )
    leaves = behind[opener] in words.particles and behind[opener + 1 : opener + 2] == ["of"]
    return plain and (behind[opener] in goals or leaves)


def _is_what_is_told(tokens: Sequence[Token], before: Sequence[int], words: Words) -> bool:
    """Whether only a verb such as “tell” or “expect”, and its object, stand before a word."""
    verb = language.lemma(tokens[before[0] - 1].lower) if before[0] else ""
    told = verb in words.telling | words.directing | words.letting
    return told and all(tokens[number].lower not in words.prepositions for number in before)


def _is_open_pair(tokens: Sequence[Token], numbers: Sequence[int], words: Words) -> bool:
    """Whether “either”, “both” or “between” waits for its second member."""
    lowers = [tokens[number].lower for number in numbers]
    first = next((i for i, lower in enumerate(lowers) if lower in words.pair_openers), None)
    # A title leaves “either” out without its “or”.
    waits = first is not None and lowers[first] not in words.droppable_openers
    return waits and words.coordinators.isdisjoint(lowers[first:])


def _place_of_pair(tokens: Sequence[Token], numbers: Sequence[int], words: Words) -> int:
    return next(i for i, number in enumerate(numbers) if tokens[number].lower in words.pair_openers)


def announced(tokens: Sequence[Token], cut: list[int], room: int, words: Words) -> list[int]:
    """Return the clause without which the last noun says little: “rejected claims (that it was late)”."""
    following = cut[-1] + 1 if cut else len(tokens)
    opens_time = following < len(tokens) and tokens[following].lower in words.date_prepositions
    behind = following + opens_time
    if behind < len(tokens) and tokens[behind].is_time:
        following = behind + 1  # “sent signals on Monday that”
    if following >= len(tokens) or tokens[following].lower != "that":
        return []
    if language.singular(tokens[cut[-1]].lower) not in words.announcing:
        return []
    end = next((i for i in range(following, len(tokens)) if tokens[i].is_mark), len(tokens))
    clause = without_times(tokens, range(following, end), words)
    is_whole = len(without_dangling(tokens, [*cut, *clause], words)) == len(cut) + len(clause)
    return clause if is_whole and len(clause) <= room else []  # not “reports that the ship (— a tanker —)”


def result(tokens: Sequence[Token], first: int, room: int, words: Words) -> list[int]:
    """Return what an act did, if only a time stands before it: “a boiler burst (in May, killing two)”.

    It is left out where it does not fit, has a date of its own or goes on behind another comma, except with a
    list or with who some of them were.
    """
    comma = next((i for i in range(first, len(tokens) - 1) if tokens[i].text == ","), first)
    participle = tokens[comma + 1 : comma + 2]
    if without_times(tokens, range(first, comma), words) or not participle:
        return []
    verb = language.lemma(participle[0].lower)
    if "VBG" not in participle[0].forms or verb not in words.results:
        return []
    end = _end_of_told(tokens, comma + 2, words)
    behind, told = tokens[end:], tokens[comma + 2 : end]
    says = any(language.lemma(token.lower) in words.saying for token in behind)  # “…, police said”
    left = verb != "leave" or any(token.lower in words.left for token in told)
    closed = words.relatives | words.subordinators | words.object_pronouns
    plain = all(not token.is_time and token.lower not in closed for token in told)
    some = behind[1:2] != [] and behind[1].lower in words.listing_some
    some = some or any(token.lower in words.plural_pronouns for token in behind[2:4])  # “, two of them boys”
    if not (left and plain) or (behind and behind[0].text == "," and not (says or some)):
        return []
    joints = [i for i in range(comma + 2, end) if tokens[i].lower in words.coordinators]
    if any(token.text == "," for token in told):
        joints = []  # of a list none is left out
    for last in (end, *reversed(joints)):  # “killing two men (and wounding a boy)”
        whole = list(range(comma, last))
        if 3 <= len(whole) <= room + 1 and without_dangling(tokens, whole, words) == whole:
            return whole
    return []


def _end_of_told(tokens: Sequence[Token], first: int, words: Words) -> int:
    """Return the mark behind what an act did, which can be a list: “killing (a nun, a cook and a boy),”."""
    marks = [i for i in range(first, len(tokens)) if tokens[i].is_mark]
    for before, mark in pairwise([*marks, len(tokens)]):
        member = tokens[before + 1 : mark]
        says = any(language.lemma(token.lower) in words.saying for token in member)
        if tokens[before].text != "," or says or any(token.is_time for token in member):
            break
        if any(token.lower in words.adding for token in member[1:]):
            return mark
    return next(iter(marks), len(tokens))
