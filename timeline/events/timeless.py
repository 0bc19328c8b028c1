"""What is left of a phrase without its times: “the vote (on 3 May) in Graz”."""

from collections.abc import Sequence

from timeline.events import language
from timeline.events.language import Words, singular
from timeline.events.tokens import Token

_GIVEN = 7  # tokens of “gave the town's two banks until”

__all__ = [
    "closes_date",
    "is_adjectival",
    "is_described_season",
    "is_of_purpose",
    "is_share",
    "ranks",
    "without_times",
]


def without_times(tokens: Sequence[Token], numbers: Sequence[int], words: Words) -> list[int]:
    """Drop time expressions and the prepositions before them; “the 2007 budget” keeps its own."""
    kept: list[int] = []
    numbers = _without_days_of(tokens, numbers, words)
    for position, number in enumerate(numbers):
        token = tokens[number]
        if not token.is_time:
            limits = token.lower in words.limiting and number and tokens[number - 1].is_time
            limits = limits or _counts_times(tokens, number, words)
            if not (limits or closes_date(tokens, number, words)):
                kept.append(number)
            continue
        before = tokens[number - 1] if number else None
        following = numbers[position + 1] if position + 1 < len(numbers) else None
        shared = numbers[0] == number - 2 and is_share(tokens, number, words)  # “most of the week was lost”
        shared = shared or is_described_season(tokens, number, words)
        if shared or (before and (_takes_time(tokens, number, words) or ranks(tokens, number, words))):
            kept.append(number)  # “spent the night”
            continue
        owned = before and (before.lower in words.articles | words.possessives or before.is_possessive)
        if following is not None and closes_date(tokens, following, words):
            continue  # “in the (3 May, 1990,) raid”
        joined = following == number + 1 and tokens[following].is_word
        if joined and (owned or is_of_purpose(tokens, number, words)):
            kept.append(number)
        elif following == number + 1 and is_adjectival(tokens, number, words):
            if number and token.lower.split()[0] in words.articles:
                kept.append(number)  # “made the late-May trip”
            continue  # “a drop in first-quarter income”
        elif not token.is_possessive:
            _drop_opening(tokens, kept, number, words)
    return kept


def is_of_purpose(tokens: Sequence[Token], number: int, words: Words) -> bool:
    """Return whether a time describes the noun of a purpose: “gold for (December delivery)”."""
    if number + 1 >= len(tokens):
        return False
    noun = tokens[number + 1]
    plain = noun.is_small and language.is_noun(noun.lower) and noun.lower not in words.prepositions
    return plain and number > 0 and tokens[number - 1].lower == "for"


def _counts_times(tokens: Sequence[Token], number: int, words: Words) -> bool:
    """Whether it counts the times that a comma sets off behind it: “burned twice, in 1622 and 1865”."""
    if tokens[number].lower not in words.times_done or number + 2 >= len(tokens):
        return False
    behind = number + 2 + (tokens[number + 2].lower in words.date_prepositions)
    return tokens[number + 1].text == "," and behind < len(tokens) and tokens[behind].is_time


def ranks(tokens: Sequence[Token], number: int, words: Words) -> bool:
    """Return whether a time tells among what something is the first: “player of the year”."""
    parts = tokens[number].lower.split()
    whole = len(parts) == 2 and parts[0] in words.articles and parts[1] in words.units | words.long_times
    if not whole or number < 2 or tokens[number - 1].lower != "of" or not tokens[number - 2].is_word:
        return False
    ranked = tokens[number - 2].lower
    if ranked in words.units and singular(ranked) != ranked:
        return False  # “the first five months of the year”
    part = words.phases_of | words.shares | words.fractions | words.quantifiers | words.periods
    return ranked not in part


def closes_date(tokens: Sequence[Token], comma: int, words: Words) -> bool:
    """Return whether a comma closes a date that describes a noun: “the May 3, 1990, raid”."""
    date, noun = tokens[comma - 1], tokens[comma + 1 : comma + 2]
    if comma < 2 or tokens[comma].text != "," or not date.is_time or "," not in date.text:
        return False
    return tokens[comma - 2].lower in words.determiners and noun != [] and noun[0].is_word


def _without_days_of(tokens: Sequence[Token], numbers: Sequence[int], words: Words) -> list[int]:
    """Drop what counts the days of something: “sang (on the second day of it)”, “(within days of it)”."""
    for position in range(len(numbers) - 1):
        last, following = tokens[numbers[position]], tokens[numbers[position + 1]]
        if following.lower != "of" or last.lower.split()[-1] not in words.units:
            continue
        first = position
        while first > 0 and tokens[numbers[first - 1]].lower in words.numbers | words.articles:
            first -= 1
        phrase = " ".join(tokens[i].lower for i in numbers[first : position + 1]).split()
        counted = phrase[0] in words.articles and not words.numbers.isdisjoint(phrase[1:-1])
        opener = tokens[numbers[first - 1]].lower if first else ""
        if (counted and opener in words.settings | {"on"}) or opener in words.within:
            end = _phrase_end(tokens, numbers, position + 2, words)
            return [*numbers[: first - 1], *_without_days_of(tokens, numbers[end:], words)]
    return list(numbers)


def _phrase_end(tokens: Sequence[Token], numbers: Sequence[int], position: int, words: Words) -> int:
    """Return the place where the noun phrase that begins there ends."""
    while position < len(numbers):
        token = tokens[numbers[position]]
        if not token.is_word or token.lower in words.prepositions - {"of"} | words.coordinators:
            break
        position += 1
    return position


def is_adjectival(tokens: Sequence[Token], number: int, words: Words) -> bool:
    """Return whether a time is written like an adjective of the noun behind it: “first-half sales”."""
    noun = tokens[number + 1] if number + 1 < len(tokens) else None
    hyphened = tokens[number].is_time and "-" in tokens[number].text
    if not hyphened or noun is None or not noun.is_word:
        return False
    return noun.lower not in words.prepositions | words.coordinators


def is_described_season(tokens: Sequence[Token], number: int, words: Words) -> bool:
    """Return whether a season is told of as what it was like: “a wet autumn kept the buyers away”.

    Not where it only says when: “in the wet autumn of 1990”.
    """
    if number < 2 or tokens[number].lower.split()[0] not in words.seasons:
        return False
    opens = tokens[number - 2].lower in words.determiners
    if tokens[number - 2].lower in words.demonstratives:
        # “that wet autumn ruined it”, but “that wet autumn the mill closed”
        opens = number + 1 < len(tokens) and not tokens[number + 1].forms.isdisjoint({"VBD", "VBZ"})
    says_when = number > 2 and tokens[number - 3].lower in words.date_prepositions
    return opens and not says_when and language.can_be_adjective(tokens[number - 1].lower)


def is_share(tokens: Sequence[Token], number: int, words: Words) -> bool:
    """Return whether a share of a time is meant: “most of the night”."""
    return number > 1 and tokens[number - 1].lower == "of" and tokens[number - 2].lower in words.shares


def _takes_time(tokens: Sequence[Token], number: int, words: Words) -> bool:
    """Whether a time is what a verb takes: “spent the night”, “gave us until May”."""
    if tokens[number - 1].lower in words.until:
        near = range(max(number - _GIVEN, 1), number - 1)
        if any(tokens[i].lower in words.negations for i in near):
            return False  # “did not allow women until 1999” is since when it did
        given = (i for i in near if tokens[i - 1].lower not in words.be or i == number - 2)
        return any(language.lemma(tokens[i].lower) in words.granting for i in given)
    share = number > 2 and is_share(tokens, number, words)
    verb = tokens[number - 3 if share else number - 1]
    return language.lemma(verb.lower) in words.time_taking


def _drop_opening(tokens: Sequence[Token], kept: list[int], number: int, words: Words) -> None:
    """Drop from the end what only introduced a time: “in”, “as early as”, “and” between two times."""
    time = tokens[number]

    def last() -> str:
        return tokens[kept[-1]].lower if kept else ""

    described = len(kept)
    is_season = time.lower.split()[0] in words.seasons
    describes = language.can_be_adjective if is_season else _describes
    while described and describes(tokens[kept[described - 1]].lower):
        described -= 1
    opener = [tokens[i].lower for i in kept[max(described - 2, 0) : described]]
    opens = len(opener) == 2 and opener[0] in words.time_prepositions and opener[1] in words.articles
    opens = opens or (is_season and opener[-1:] != [] and opener[-1] in words.demonstratives)
    if opens and kept[-1] == number - 1:
        # “in the (days before it)”, “in the slow (third quarter)”, “that wet (autumn)”
        del kept[described - 1 :]
    # “sworn in this morning”: such a time takes no “in”, which belongs to the verb.
    parts = time.lower.split()
    is_day = parts[0] in words.articles and parts[-1] == "day"  # “took over the next day”
    bare = (is_day or parts[0] in words.bare_times) and last() in words.particles
    if last() in words.time_prepositions and not (bare or _is_particle(tokens, kept[-1], parts, words)):
        rough = last() in words.rough
        dropped = tokens[kept.pop()].lower
        if dropped in ("of", "to") and last() in words.preposition_heads:
            kept.pop()  # “ahead of Monday”
        if rough and last() in words.time_prepositions:
            kept.pop()  # “at about 1 a.m.”
    if (
        len(kept) > 1
        and tokens[kept[-1] - 1].lower.split()[-1] in words.periods
        and _ends_period(last(), words)
    ):
        kept.pop()  # “a deficit for its third quarter ended (30 June)”
    if last() == "back" and _is_of_verb(tokens, kept[-1], words):
        return
    while size := _size_of_lead([tokens[number].lower for number in kept[-2:]], words):
        del kept[-size:]
    size = 1 + (last() in words.adverbs)
    joint = kept[-size] if len(kept) >= size else 0
    if joint and tokens[joint].lower in words.coordinators and tokens[joint - 1].is_time:
        del kept[-size:]  # “in March and June”, “in May and again in June”


def _describes(word: str) -> bool:
    return language.is_adjective(word) or language.is_adverb(word)


def _ends_period(word: str, words: Words) -> bool:
    """Whether a word tells behind a period when it was over or had begun."""
    return language.lemma(word) in words.period_verbs and not word.endswith("s")


def _size_of_lead(last: Sequence[str], words: Words) -> int:
    """Return how many of the last two words before a time go with it: “(only) just”, “a little”."""
    if " ".join(last) in words.time_leads:
        return len(last)
    late = len(last) > 1 and last[0] in words.units  # “three days late”
    return int(bool(last) and last[-1] in words.time_leads | words.measure_ends and not late)


def _is_particle(tokens: Sequence[Token], number: int, time: Sequence[str], words: Words) -> bool:
    """Whether what can be a preposition of a time belongs to the verb: “was taken over the next year”.

    “Gave in May” is no “give in”, nor “let her go on Friday” a “go on”: months and years take that one,
    days this one.
    """
    verb = language.lemma(tokens[number - 1].lower) if number else ""
    if f"{verb} {tokens[number].lower}" not in words.phrasal_verbs:
        return False
    if tokens[number].lower == "on":
        return time[0] in words.bare_times or (time[0] in words.articles and time[-1] in words.units)
    is_plain = time[-1].isdigit() or (len(time) == 1 and time[0] in words.not_names)
    return not (tokens[number].lower == "in" and is_plain)


def _is_of_verb(tokens: Sequence[Token], back: int, words: Words) -> bool:
    """Whether “back” belongs to the verb, not to the time: “came back in 1984”, but “sold back in 1984”."""
    before = tokens[back - 1] if back else None
    if before is None:
        return False
    return before.lower in words.object_pronouns or language.lemma(before.lower) in words.returning
