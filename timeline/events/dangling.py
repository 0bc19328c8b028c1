"""Words at the end of a cut that wait for words that are gone: “flights starting (in May)”."""

from collections.abc import Sequence

from timeline.events import language
from timeline.events.gerunds import heads_phrase
from timeline.events.language import Words
from timeline.events.outcomes import end_of_first_to
from timeline.events.tokens import Token

__all__ = [
    "VERBAL",
    "dangles",
    "is_share",
    "is_verbs_particle",
    "lower_at",
    "waits_for_more",
    "without_dangling",
]

_ENDS = frozenset(".,;!?")
VERBAL = frozenset(["VB", "VBD", "VBN", "VBZ", "VBG"])


def without_dangling(tokens: Sequence[Token], numbers: list[int], words: Words) -> list[int]:
    """Drop from the end what waits for words that are gone: “flights starting (in May)”, “a bug relating”."""
    while numbers:
        open_end = (
            _open_measure(tokens, numbers, words)
            or _open_clause(tokens, numbers, words)
            or _is_open(tokens, numbers, words)
        )
        if not open_end:
            break
        numbers = numbers[:-open_end]
    return numbers


def dangles(token: Token, words: Words) -> bool:
    """Return whether a title cannot end with the word."""
    if not token.is_word:
        return token.is_mark and token.text not in '”"’)'
    open_ended = words.prepositions - words.final_particles | words.determiners | words.open_ended
    subjects = words.pronouns - words.determiners - words.object_pronouns - words.adverbs
    return token.lower in open_ended | words.coordinators | words.subordinators | subjects


def waits_for_more(tokens: Sequence[Token], number: int, words: Words) -> bool:
    """Return whether the word is a verb or adjective and no noun, which rarely ends a phrase."""
    token = tokens[number]
    before = tokens[number - 1].lower if number else ""
    owned = number > 0 and tokens[number - 1].is_possessive
    if owned or before in words.determiners | words.prepositions or language.is_adjective(before):
        return False  # “the bidding”, “in early trading”, “its owner's tooling”
    if heads_phrase(tokens, number, words):
        return False
    if token.is_name or not token.is_word or language.is_noun(token.lower):
        return False
    if token.lower in words.final_particles:
        return False  # “were cut off (for a day)”
    return bool(token.forms & {"VB", "VBD", "VBZ", "VBG"}) or language.is_adjective(token.lower)


def is_verbs_particle(tokens: Sequence[Token], number: int, words: Words) -> bool:
    """Return whether the word is its verb's, as a preposition behind shows: “bused in (from the south)”."""
    if not number or tokens[number].lower not in words.particles - words.than:
        return False
    behind = tokens[number + 1].lower if number + 1 < len(tokens) else ""
    return bool(tokens[number - 1].forms & VERBAL) and behind in words.prepositions


def is_share(tokens: Sequence[Token], number: int, words: Words) -> bool:
    """Return whether the word says behind an amount what it is for: “sold at $20 each”."""
    says = number > 0 and tokens[number].lower in words.per_one
    return says and any(map(str.isdigit, tokens[number - 1].text))


def _open_measure(tokens: Sequence[Token], numbers: Sequence[int], words: Words) -> int:
    """Return how many words at the end are a number or a time without its rest."""
    last, behind = tokens[numbers[-1]], _behind(tokens, numbers)
    is_number = last.text.isdigit() or last.lower in words.numbers
    if is_number and behind.split()[:1] != [] and behind.split()[0] in words.units:
        return 1  # “only 14 (months after the wedding)”
    open_time = _open_time(tokens, numbers, words)
    if open_time:
        return open_time  # “fell 4 percent in the first (hour on Monday)”
    if last.lower in words.units | words.time_leads | words.at_once and behind in words.subordinators:
        return 1  # “(two) minutes before the plane came down”, “was freed (soon) after being caught”
    return int(bool(behind) and _approximates(tokens, numbers, words))  # “came barely (a month after it)”


def _open_clause(tokens: Sequence[Token], numbers: Sequence[int], words: Words) -> int:
    """Return how many words at the end begin a clause of which the rest is gone."""
    last, behind = tokens[numbers[-1]], _behind(tokens, numbers)
    is_subject = last.lower in words.subject_pronouns and behind in words.be | words.do | words.modals
    if is_subject and len(numbers) > 1:
        return 1  # “to buy the 22% it (does not own)”
    if last.lower in words.provided and behind == "that":
        return 1  # “offered a truce on condition that …”
    if len(numbers) < 3:
        return 0
    without_verb = _clause_without_verb(tokens, numbers, words)
    if without_verb:
        return without_verb  # “denied reports that a ship (— a tanker — had sunk)”
    timed = _leads_to_time(tokens, numbers)
    if timed and _is_denied(tokens, numbers, words):
        return 2  # “a level not seen (since 1938)”
    if behind and timed and _is_joined(tokens, numbers, words):
        return 2  # “open in May and close (six weeks later)”
    return 2 if behind and _is_to_say(tokens, numbers, words) else 0  # “wrote to the board to warn (that …)”


def _clause_without_verb(tokens: Sequence[Token], numbers: Sequence[int], words: Words) -> int:
    """Return how many words at the end are an opener and the subject behind it, whose verb is gone."""
    opens = words.determiners | words.subject_pronouns
    conjunctions = words.subordinators - words.prepositions | words.manners
    for place in range(len(numbers) - 1, 0, -1):
        token, following = tokens[numbers[place]], tokens[min(numbers[place] + 1, len(tokens) - 1)]
        if token.lower == "that" and (following.is_name or following.lower in opens):
            return len(numbers) - place
        if token.lower in conjunctions and place < len(numbers) - 1:
            return len(numbers) - place
        if not token.is_word and token.is_mark:
            break
        auxiliary = token.lower in words.be | words.have | words.do | words.modals
        is_noun = tokens[numbers[place] - 1].lower in words.determiners and language.can_be_noun(token.lower)
        if auxiliary or (token.forms & {"VBD", "VBZ", "VBP", "VBG"} and not is_noun):
            break
    return 0


def _is_open(tokens: Sequence[Token], numbers: Sequence[int], words: Words) -> bool:
    """Whether the last word waits for others: not in “sworn in (today)”, “suspended her (on Monday)”."""
    last, behind = tokens[numbers[-1]], _behind(tokens, numbers)
    gerund = (
        behind
        and len(numbers) > 1
        and "VBG" in last.forms
        and waits_for_more(tokens, numbers[-1], words)
        and language.lemma(tokens[numbers[-2]].lower) not in words.phases  # “start delivering”
        and not _is_set_going(tokens, numbers, words)
    )
    if "VBG" in last.forms and behind in words.asking | words.relatives and len(numbers) > 1:
        # “left without finding (who had done it)”
        gerund = gerund or tokens[numbers[-2]].lower in words.prepositions
    governs = len(numbers) > 1 and tokens[numbers[-2]].lower in words.means
    if "VBG" in last.forms and governs and not language.is_noun(last.lower):
        gerund = gerund or behind in words.prepositions  # “won by leaning (on a rival)”
    if not (gerund or dangles(last, words)):
        return False
    phrasal = f"{language.lemma(tokens[numbers[-1] - 1].lower)} {last.lower}"
    is_particle = last.lower in words.particles - words.than and _leads_to_time(tokens, numbers)
    is_particle = is_particle or phrasal in words.phrasal_verbs | words.intransitive_phrasal
    is_particle = is_particle or is_verbs_particle(tokens, numbers[-1], words)
    is_object = last.lower in words.object_pronouns and not language.is_noun(behind)
    is_object = is_object or _ends_text(tokens, numbers[-1], words)
    is_act = last.lower in words.proforms and lower_at(tokens, numbers, len(numbers) - 2) in words.do
    is_act = is_act or is_share(tokens, numbers[-1], words)
    return not (is_particle or is_object or is_act)


def _is_set_going(tokens: Sequence[Token], numbers: Sequence[int], words: Words) -> bool:
    """Whether a verb before these tokens sets its object going: “sent prices tumbling (in May)”."""
    verb = language.lemma(tokens[numbers[0] - 1].lower) if numbers[0] else ""
    return verb in words.setting_going and _leads_to_time(tokens, numbers)


def _behind(tokens: Sequence[Token], numbers: Sequence[int]) -> str:
    """Return the word behind the last one, "" where that is a mark."""
    following = tokens[numbers[-1] + 1 : numbers[-1] + 2]
    return following[0].lower if following and not following[0].is_mark else ""


def _leads_to_time(tokens: Sequence[Token], numbers: Sequence[int]) -> bool:
    """Whether a time stands behind the end."""
    return any(token.is_time for token in tokens[numbers[-1] + 1 : numbers[-1] + 3])


def _approximates(tokens: Sequence[Token], numbers: Sequence[int], words: Words) -> bool:
    """Whether the end only says how exact a measure is that is gone."""
    last = [tokens[number].lower for number in numbers[-2:]]
    parted = f"{last[-1]} {_behind(tokens, numbers)}"  # “less (than a month after it)”
    return not words.approximating.isdisjoint((last[-1], " ".join(last), parted))


def _open_time(tokens: Sequence[Token], numbers: Sequence[int], words: Words) -> int:
    """Return how many words at the end are a time without its rest: “for the last months (of 2009)”."""
    behind = tokens[numbers[-1] + 1 : numbers[-1] + 3]
    joined = len(behind) > 1 and behind[0].lower in words.belonging and behind[1].is_time
    if not joined and not any(token.is_time for token in behind[:1]):
        return 0
    place = len(numbers) - 1
    measures = words.units | words.numbers - words.telling_adverbs
    while place > 1 and lower_at(tokens, numbers, place) in measures:
        place -= 1
    opens = lower_at(tokens, numbers, place) in words.telling_adverbs and place > 1
    opens = opens and lower_at(tokens, numbers, place - 1) in words.articles
    is_time = opens and lower_at(tokens, numbers, place - 2) in words.time_prepositions
    return len(numbers) - place + 2 if is_time else 0


def _is_joined(tokens: Sequence[Token], numbers: Sequence[int], words: Words) -> bool:
    """Whether the end is “and” and a verb without anything behind it."""
    joint, last = tokens[numbers[-2]], tokens[numbers[-1]]
    return joint.lower in words.coordinators and "VB" in last.forms and numbers[-2] == numbers[-1] - 1


def _is_denied(tokens: Sequence[Token], numbers: Sequence[int], words: Words) -> bool:
    """Whether the end is a participle that is denied, or true of a time that is gone."""
    before, last = lower_at(tokens, numbers, len(numbers) - 2), tokens[numbers[-1]]
    return "VBN" in last.forms and before in words.negations | words.lastly


def _is_to_say(tokens: Sequence[Token], numbers: Sequence[int], words: Words) -> bool:
    """Whether the end is “to” or “in” and a verb of saying, without what is said."""
    to, last = tokens[numbers[-2]], tokens[numbers[-1]]
    gerund = to.lower in words.prepositions and "VBG" in last.forms
    says = words.saying | words.concluding if gerund else words.saying  # but “to decide”
    infinitive = to.lower == "to" and "VB" in last.forms
    if not (gerund or infinitive) or language.lemma(last.lower) not in says:
        return False
    end = numbers[-1]
    return all(end_of_first_to(tokens, first, words) != end for first in numbers)  # “the first to testify”


def _ends_text(tokens: Sequence[Token], number: int, words: Words) -> bool:
    """Whether it is a preposition behind which the text ends, too: “to turn the bank around, he said”."""
    behind = tokens[number + 1].text if number + 1 < len(tokens) else "."
    return tokens[number].lower in words.prepositions and behind in _ENDS


def lower_at(tokens: Sequence[Token], numbers: Sequence[int], position: int) -> str:
    """Return in lower case the word that is at a position among the numbered ones, "" behind the last."""
    return tokens[numbers[position]].lower if position < len(numbers) else ""
