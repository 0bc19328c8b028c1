"""Verbs that stand alone: a simple past or present, a participle or a gerund without an auxiliary."""

from timeline.events import language
from timeline.events.compounds import heads_compound, is_gerund_of_compound, is_hyphened_adjective
from timeline.events.gerunds import heads_phrase, is_happening
from timeline.events.participles import is_participle
from timeline.events.partly_read import PartlyRead
from timeline.events.presents import has_verb_before, present_verb
from timeline.events.tokens import OPENING_QUOTES
from timeline.events.verbgroup import Tense, VerbGroup
from timeline.events.wordforms import finite_ahead, is_base_noun, is_finite, is_nominal

__all__ = ["single_verb"]


def single_verb(sentence: PartlyRead, number: int) -> VerbGroup | None:
    """Return the group of a word that is a verb by itself, None where it is none."""
    tokens, words = sentence.tokens, sentence.words
    token = tokens[number]
    forms = token.forms
    if not forms or _is_no_verb(sentence, number):
        return None
    if "VBD" in forms and _waits_for_subject(sentence, number):
        # “Ten years ago, aged 21, she won”, “…, broke and homeless, she left”
        return sentence.group(number, number, Tense.NONE, passive=True) if "VBN" in forms else None
    if "VBN" in forms and sentence.lower(number - 2) == "of" and _closes_aside(sentence, number):
        return None  # “students, many of them masked, left”
    if "VBD" in forms and (not is_base_noun(sentence, number) or _is_sole_verb(sentence, number)):
        if (
            {"VB", "VBD"} <= forms
            and has_verb_before(sentence, number)
            and _is_no_second_verb(sentence, number)
        ):
            return None
        if is_participle(sentence, number):
            return sentence.group(number, number, Tense.NONE, passive=True)
        return sentence.group(number, number, Tense.PAST)
    if "VBN" in forms and not forms & {"VB", "VBP"}:
        return sentence.group(number, number, Tense.NONE, passive=True)
    if _is_second_infinitive(sentence, number):
        return None
    if "VBG" in forms and language.lemma(token.lower) == token.lower:
        return None  # “lightning” is of no verb
    begins = is_finite(sentence, number + 1) and not _describes_held(sentence, number + 1)
    if "VBG" in forms and (begins or _describes_subject(sentence, number)):
        return None  # “trading began”, “a flood warning was issued”
    if "VBG" in forms and _follows_as(sentence, number):
        return None
    if heads_phrase(tokens, number, words) or is_happening(tokens, number, words):
        return None
    if "VBG" in forms and _fills_time(sentence, number):
        return None
    if "VBG" in forms and sentence.lower(number + 1) != "of":  # “the killing of”
        # “missing since Friday”, “missing in the Alps since Friday”
        lacks = token.lower in words.absent and sentence.lower(number + 1) in words.since | words.prepositions
        return sentence.group(number, number, Tense.NONE, passive=lacks, progressive=not lacks)
    return present_verb(sentence, number) if forms & {"VBZ", "VBP"} and number else None


def _is_no_verb(sentence: PartlyRead, number: int) -> bool:
    """Whether what looks like a verb is a name, a noun or an adjective, or belongs to the word before it."""
    words, token = sentence.words, sentence.tokens[number]
    before, following = sentence.lower(number - 1), sentence.lower(number + 1)
    if token.lower in words.prepositions or (token.is_name and number):
        return True
    if is_nominal(sentence, number) or heads_compound(sentence, number):
        return True
    if language.singular(token.lower) in words.fractions and sentence.is_counted(number - 1):
        return True  # “lost two thirds of their seats”
    if before == "be" and sentence.lower(number - 2) != "to" and number - 1 not in sentence.groups:
        return True  # “let it be known”
    counted = following in words.age_openers and sentence.is_counted(number + 2)
    counted = counted or sentence.is_counted(number + 1)
    if token.lower in words.age_marks and counted and before != ",":
        return True  # “has died aged 81”, “men aged between 19 and 42”
    if (before == "as" and "VBN" in token.forms and following == ",") or before == "not":
        return True  # “as expected, it closed”; “not found”, without an auxiliary
    if sentence.is_compared_with(number):
        return True
    if before == "than" and sentence.lower(number - 2) not in words.quantifiers:
        return True  # “earlier than announced”, but “more than doubled”
    if is_hyphened_adjective(sentence, number) or is_gerund_of_compound(sentence, number):
        return True
    if token.lower in words.compounding and _stands_between_names(sentence, number):
        return True
    is_state = (
        _is_pronounced(sentence, number)
        or _is_quoted_state(sentence, number)
        or _describes_held(sentence, number)
    )
    return "VBN" in token.forms and is_state


def _describes_held(sentence: PartlyRead, number: int) -> bool:
    """Whether it describes what somebody holds: “men carrying looted goods fled”."""
    held = language.lemma(sentence.lower(number - 1)) in sentence.words.handling
    holder = sentence.is_plain_noun(number - 2) or (number == 2 and language.is_noun(sentence.lower(0)))
    inside = held and holder and "VBG" in sentence.forms(number - 1)
    return inside and language.is_noun(sentence.lower(number + 1)) and finite_ahead(sentence, number + 1)


def _is_pronounced(sentence: PartlyRead, number: int) -> bool:
    """Whether it is what something is declared: “declared the road closed (on Monday)”."""
    words = sentence.words
    verb = next((group for group in reversed(sentence.groups.values()) if group.last < number), None)
    if verb is None or verb.passive or verb.lemma not in words.pronouncing:
        return False
    between = range(verb.last + 1, number)
    begins = sentence.lower(verb.last + 1) in words.determiners and len(between) > 1
    plain = all(sentence.tokens[i].is_word and sentence.lower(i) not in sentence.openers for i in between)
    takes = sentence.is_plain_noun(number + 1) or sentence.opens_object(number + 1)
    # “declared a mill built in 1910 closed”
    time = sentence.behind_date_preposition(number + 1)
    dated = time + 1 < len(sentence.tokens) and sentence.tokens[time].is_time
    goes_on = dated and sentence.tokens[time + 1].is_word
    return begins and plain and not takes and not goes_on


def _is_quoted_state(sentence: PartlyRead, number: int) -> bool:
    """Whether it tells in a quotation how somebody is: “she was "shaken and saddened"”."""
    words = sentence.words
    first = number - 2 * (sentence.lower(number - 1) in words.adding)
    return (
        first > 1
        and sentence.tokens[first - 1].text in OPENING_QUOTES
        and sentence.lower(first - 2) in words.be
    )


def _follows_as(sentence: PartlyRead, number: int) -> bool:
    """Whether it tells what somebody acts as, or how something is seen: “(sworn in) as acting head”."""
    joins = sentence.lower(number - 2) in sentence.words.summing  # “as well as killing a guard”
    says = language.lemma(sentence.lower(number)) in sentence.words.saying  # “was quoted as saying”
    return sentence.lower(number - 1) == "as" and not (joins or says)


def _fills_time(sentence: PartlyRead, number: int) -> bool:
    """Whether it tells what a time was full of that is spoken of: “a year of haggling (ended)”."""
    words = sentence.words
    if sentence.lower(number - 1) != "of":
        return False
    leads = words.determiners | words.numbers
    before = number - 3 - (sentence.lower(number - 3) in leads)
    is_time = language.singular(sentence.lower(number - 2)) in words.units | words.periods
    return is_time and sentence.lower(before) not in words.prepositions  # but “after a year of haggling”


def _waits_for_subject(sentence: PartlyRead, number: int) -> bool:
    """Whether only a time and a comma stand before the word, and behind a further comma a clause."""
    tokens, words = sentence.tokens, sentence.words
    if number < 2 or tokens[number - 1].text != "," or not tokens[number - 2].is_time:
        return False
    lead = words.date_prepositions | words.adverbs
    if any(sentence.lower(i) not in lead for i in range(number - 2)):
        return False
    comma = next((i for i in range(number, len(tokens) - 1) if tokens[i].text == ","), 0)
    return bool(comma) and any(is_finite(sentence, i) for i in range(comma + 2, len(tokens)))


def _is_sole_verb(sentence: PartlyRead, number: int) -> bool:
    """Whether a past that can be a noun is all that can be the verb: “the ship hit ice, he said”."""
    tokens, words = sentence.tokens, sentence.words
    if tokens[-1].text not in ".!" or sentence.has_finite() or finite_ahead(sentence, number + 1):
        return False
    before = tokens[number - 1]
    opens = tokens[0].is_name or sentence.lower(0) in words.determiners | words.prepositions
    return number > 1 and opens and before.is_word and (before.is_name or language.is_noun(before.lower))


def _closes_aside(sentence: PartlyRead, number: int) -> bool:
    """Whether a pronoun stands before the word, and a comma and a finite verb behind."""
    behind = sentence.tokens[number + 1 : number + 2]
    closes = bool(behind) and behind[0].text == "," and is_finite(sentence, number + 2)
    return closes and sentence.lower(number - 1) in sentence.words.object_pronouns


def _describes_subject(sentence: PartlyRead, number: int) -> bool:
    """Whether it describes a subject: “on 5 May visiting Danes won”, “and fishing boats sank”."""
    tokens, words = sentence.tokens, sentence.words
    if not number or number + 2 >= len(tokens):
        return False
    noun = tokens[number + 1]
    if language.is_noun(noun.lower) and _stands_in_noun_phrase(sentence, number):
        return True
    if tokens[number - 1].is_name and sentence.lower(number - 2) in words.articles:
        single = language.is_noun(noun.lower) and language.singular(noun.lower) == noun.lower
        return single and is_finite(sentence, number + 2)  # “the Leeds bottling hall is to close”
    if not tokens[number - 1].is_time and sentence.lower(number - 1) not in words.coordinators:
        return False
    return (noun.is_name or language.is_noun(noun.lower)) and is_finite(sentence, number + 2)


def _stands_in_noun_phrase(sentence: PartlyRead, number: int) -> bool:
    """Whether a number or adjectives stand before it as in “two mining towns”, “the old mining town”."""
    words = sentence.words
    first = number
    while first and _can_describe(sentence, first - 1):
        first -= 1
    before = sentence.lower(first - 1) if first else ""
    counted = before in words.numbers or before.isdigit()
    return counted or (first < number and (not first or before in words.determiners))


def _can_describe(sentence: PartlyRead, number: int) -> bool:
    """Whether it is an adjective, or like “northern” nothing else that the dictionary knows."""
    words = sentence.words
    token = sentence.tokens[number]
    grammar = words.determiners | words.pronouns | words.prepositions
    grammar |= words.coordinators | words.subordinators
    if not token.is_word or token.is_name or token.lower in grammar:
        return False
    unknown = not token.forms - {"VBG"} and not language.is_noun(token.lower)
    return unknown or language.is_adjective(token.lower)


def _is_no_second_verb(sentence: PartlyRead, number: int) -> bool:
    """Whether a past that is also the base form is none, behind a verb: “kept its skin wet”, “a pay cut”.

    It can still be a participle: “kept a price set in May”.
    """
    can_be_noun = sentence.lower(number) in sentence.words.base_nouns
    is_noun = can_be_noun and language.is_noun(sentence.lower(number - 1))
    return is_noun or not is_participle(sentence, number)


def _stands_between_names(sentence: PartlyRead, number: int) -> bool:
    """Whether it makes an adjective of the name before it: “sold it to Lima based Coast Air”."""
    tokens = sentence.tokens
    if not 0 < number < len(tokens) - 1 or not sentence.groups:
        return False
    return tokens[number - 1].is_name and tokens[number + 1].is_name


def _is_second_infinitive(sentence: PartlyRead, number: int) -> bool:
    """Whether it goes on with an infinitive: “hopes to raise money and open the hall”."""
    joined = sentence.lower(number - 1) in sentence.words.coordinators
    if not joined or "VB" not in sentence.tokens[number].forms:
        return False
    for position in range(number - 2, max(number - 12, 0), -1):
        if position in sentence.groups and sentence.groups[position].is_finite:
            return False
        if sentence.lower(position - 1) == "to" and "VB" in sentence.tokens[position].forms:
            return True
    return False
