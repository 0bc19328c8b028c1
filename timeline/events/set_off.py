"""Forms that can be a past tense where commas set something off: “the bridge, built in May, fell”.

What two commas enclose is a participle; what stands behind them, or in a list of deeds, is the verb.
"""

from timeline.events import language
from timeline.events.partly_read import PartlyRead
from timeline.events.predicates import subject_waits
from timeline.events.tokens import OPENING_QUOTES
from timeline.events.wordforms import AHEAD, is_finite

__all__ = [
    "finite_after_comma",
    "finite_behind_day",
    "follows_adjunct",
    "goes_on_behind_apposition",
    "goes_on_in_present",
    "is_in_apposition",
    "is_in_set_off_phrase",
    "is_one_of_deeds",
]

_APPOSITION = 12  # tokens from the comma that opens what the subject is to its verb


def goes_on_behind_apposition(sentence: PartlyRead, number: int) -> bool:
    """Return whether an object follows, and before its comma stands what the subject is, set off as well."""
    words = sentence.words
    takes = sentence.lower(number + 1) in words.determiners | words.object_pronouns
    back = range(number - 2, max(number - _APPOSITION, 0), -1)
    opening = next((i for i in back if sentence.tokens[i].text == ","), 0)
    apposed = opening and sentence.lower(opening + 1) in words.articles | words.possessives
    return bool(takes and apposed) and subject_waits(sentence, number)


def finite_behind_day(sentence: PartlyRead, number: int) -> bool:
    """Return whether a finite verb stands behind a date told again: “in 1990, the year it burned, found”."""
    tokens, words = sentence.tokens, sentence.words
    reach = range(number, min(len(tokens) - 1, number + AHEAD))
    commas = [i for i in reach if tokens[i].text == ","][:2]
    if len(commas) < 2 or not tokens[commas[0] - 1].is_time:
        return False
    first, second = (sentence.lower(commas[0] + behind) for behind in (1, 2))
    again = first in words.articles and second in words.units
    return again and is_finite(sentence, commas[1] + 1) and not _lists_verbs(sentence, commas[1] + 2)


def _lists_verbs(sentence: PartlyRead, number: int) -> bool:
    """Whether another verb is added behind: “fired on Monday, when a mob came, killed two and fled”."""
    reach = range(number, min(len(sentence.tokens) - 1, number + AHEAD))
    return any(sentence.lower(i) in sentence.words.coordinators and is_finite(sentence, i + 1) for i in reach)


def is_one_of_deeds(sentence: PartlyRead, number: int) -> bool:
    """Return whether “and” adds a past tense to a list of them: “left Lodz, called at a farm and sank”."""
    reach = range(number + 1, min(len(sentence.tokens) - 1, number + AHEAD))
    joint = next((i for i in reach if sentence.tokens[i].is_mark or sentence.lower(i) in sentence.openers), 0)
    if not joint or sentence.lower(joint) not in sentence.words.adding or not sentence.has_finite():
        return False
    if next(group for group in reversed(sentence.groups.values()) if group.is_finite).passive:
        return False  # “was sold in May, closed in June and burned in July”
    forms = sentence.forms(joint + 1)
    sure = "VBN" not in forms or sentence.tokens[number - 2].is_time  # no noun that a participle describes
    auxiliary = sentence.words.past_be | sentence.words.past_have
    return ("VBD" in forms and sure) or sentence.lower(joint + 1) in auxiliary


def follows_adjunct(sentence: PartlyRead, comma: int) -> bool:
    """Return whether a comma parts a participle from an object: “denied it in a note, issued on Monday”."""
    verb = next((first for first, group in sentence.groups.items() if group.is_finite), comma)
    takes = verb + 1 < comma and sentence.lower(verb + 1) in sentence.words.object_pronouns
    return takes and all(token.text != "," for token in sentence.tokens[:comma])


def finite_after_comma(sentence: PartlyRead, number: int, mark: str = ",") -> bool:
    """Return whether a comma or dash, and right after it a finite verb, close what begins here."""
    tokens = sentence.tokens
    for position in range(number + 1, min(len(tokens) - 1, number + AHEAD)):
        if tokens[position].text == mark:
            following, _ = sentence.skip(position + 1)
            if sentence.lower(following) in OPENING_QUOTES:
                following += 1  # “the system, sold in May, "could not be trusted"”
            if following >= len(tokens):
                return False
            says = language.lemma(tokens[following].lower) in sentence.words.saying
            says = says and "VBG" not in sentence.forms(following)  # “conceded on Monday, telling guests”
            if says or is_finite(sentence, following) or goes_on_in_present(sentence, following):
                return True
            if following > position + 1 and _is_present_of_several(sentence, following):
                return True  # “rules, made in May, now bind them”
            if "VBP" in sentence.forms(following) and sentence.lower(following + 1) == "that":
                return True  # “plans, made in May, show that”
            if not tokens[following].is_name:
                return False  # but “founded in May by a fisherman, Ole Berg, won”
    return False


def goes_on_in_present(sentence: PartlyRead, number: int) -> bool:
    """Return whether what can be a noun is a verb behind a comma: “the fair, held in May, draws thousands”.

    A noun of a list has no object, number or time right behind it, and no adverb before it (“still needs”).
    """
    tokens, words = sentence.tokens, sentence.words
    if "VBZ" not in sentence.forms(number) or tokens[number].is_name or number + 1 >= len(tokens):
        return False
    following = tokens[number + 1]
    counts = following.lower in words.plurals | words.quantifiers
    goes_on = following.is_time or sentence.opens_object(number + 1) or counts
    goes_on = goes_on or language.is_adjective(following.lower) or following.lower in words.prepositions
    goes_on = goes_on or sentence.is_plain_noun(number + 1)
    before = sentence.behind_adverbs(number)
    goes_on = goes_on or (before < number - 1 and following.is_word)
    waits = not sentence.has_finite() or subject_waits(sentence, before)
    return tokens[before].text == "," and goes_on and waits


def _is_present_of_several(sentence: PartlyRead, number: int) -> bool:
    """Whether a base form behind an adverb and before an object or the end is a present tense."""
    if "VBP" not in sentence.forms(number) or number + 1 >= len(sentence.tokens):
        return False
    behind = sentence.tokens[number + 1]
    takes = sentence.opens_object(number + 1) or sentence.is_plain_noun(number + 1) or "VBG" in behind.forms
    return takes or behind.is_mark


def is_in_set_off_phrase(sentence: PartlyRead, number: int) -> bool:
    """Return whether commas set off the phrase in which it is: “Ruiz, in a letter sent to us, agreed”."""
    words = sentence.words
    comma = next((i for i in range(number - 1, 0, -1) if sentence.tokens[i].text == ","), 0)
    inside = range(comma + 1, number)
    if not comma or sentence.lower(comma + 1) not in words.prepositions - words.subordinators:
        return False
    plain = not any(i in sentence.groups or sentence.lower(i) in sentence.openers for i in inside)
    waits = plain and len(inside) > 1 and not sentence.has_finite()
    return waits and finite_after_comma(sentence, number)


def is_in_apposition(sentence: PartlyRead, number: int) -> bool:
    """Return whether a second comma closes what a subject is: “the bridge, a work built in May, fell”."""
    words, tokens = sentence.words, sentence.tokens
    comma = next((i for i in range(number - 1, 0, -1) if tokens[i].text == ","), 0)
    opens = words.determiners | words.one | words.numbers
    apposed = sentence.lower(comma + 1) in opens or language.is_noun(sentence.lower(comma + 1))
    apposed = apposed or any(tokens[i].is_possessive for i in range(comma + 1, number - 1))
    if (
        language.lemma(sentence.lower(number)) in words.concluding | words.hearing
        or tokens[number - 1].is_name
    ):
        return False  # “the bridge, the owner decided on Monday, was safe”
    if not (comma and apposed and _ends_subject(sentence, comma)):
        return False
    inside = range(comma + 1, number)
    plain = not any(i in sentence.groups or sentence.lower(i) in sentence.openers for i in inside)
    return plain and finite_after_comma(sentence, number)


def _ends_subject(sentence: PartlyRead, comma: int) -> bool:
    """Whether a comma stands behind the subject of the sentence, perhaps with an age: “Ana Lind, 45,”."""
    tokens, words = sentence.tokens, sentence.words
    aged = comma > 2 and tokens[comma - 1].text.isdigit() and tokens[comma - 2].text == ","
    end = comma - 2 if aged else comma
    first = next((i + 1 for i in range(end - 1, -1, -1) if not tokens[i].is_word), 0)
    leads = words.prepositions | words.subordinators | words.adverbs
    begins = sentence.lower(first) in words.determiners or tokens[first].is_name
    ends = tokens[end - 1].is_name or language.is_noun(sentence.lower(end - 1))
    ends = ends and sentence.lower(end - 1) not in words.occasions  # “This time, rebels fired”
    plain = not any(i in sentence.groups or sentence.lower(i) in sentence.openers for i in range(first, end))
    return begins and ends and plain and sentence.lower(first) not in leads and not tokens[end - 1].is_time
