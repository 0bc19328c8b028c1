"""Verbs that stand alone: a simple past or present, a participle or a gerund without an auxiliary."""

from timeline.events import language
from timeline.events.compounds import heads_compound, is_compound_adjective
from timeline.events.gerunds import heads_phrase, is_happening
from timeline.events.participles import is_participle
from timeline.events.partly_read import PartlyRead
from timeline.events.predicates import is_in_relative
from timeline.events.set_off import goes_on_in_present
from timeline.events.tokens import CLOSING_QUOTES, OPENING_QUOTES
from timeline.events.verbgroup import Tense, VerbGroup
from timeline.events.wordforms import finite_ahead, is_base_noun, is_finite, is_nominal, is_object_opener

__all__ = ["single_verb"]

_RELATIVE = 7  # tokens of “which the new mayor of Malmo heads”


def single_verb(sentence: PartlyRead, number: int) -> VerbGroup | None:
    """Return the group of a word that is a verb by itself, None where it is none."""
    tokens, words = sentence.tokens, sentence.words
    token = tokens[number]
    forms = token.forms
    if not forms or token.lower in words.prepositions:
        return None
    if (token.is_name and number) or is_nominal(sentence, number) or heads_compound(sentence, number):
        return None
    measures = sentence.lower(number + 1) in words.age_openers and sentence.is_counted(number + 2)
    counted = measures or sentence.is_counted(number + 1)
    if token.lower in words.age_marks and counted and sentence.lower(number - 1) != ",":
        return None  # “has died aged 81”, “men aged between 19 and 42”
    if sentence.lower(number - 1) == "as" and "VBN" in forms and sentence.lower(number + 1) == ",":
        return None  # “as expected, it closed”
    if sentence.lower(number - 1) == "not":
        return None  # “not found”, without an auxiliary
    if sentence.lower(number - 1) == "than" and sentence.lower(number - 2) not in words.quantifiers:
        return None  # “earlier than planned”, but “more than doubled”
    if is_compound_adjective(sentence, number):
        return None
    if token.lower in words.compounding and _stands_between_names(sentence, number):
        return None
    if "VBN" in forms and _is_pronounced(sentence, number):
        return None
    if "VBD" in forms and _waits_for_subject(sentence, number):
        # “Ten years ago, aged 21, she won”, “…, broke and homeless, she left”
        return sentence.group(number, number, Tense.NONE, passive=True) if "VBN" in forms else None
    if "VBN" in forms and sentence.lower(number - 2) == "of" and _closes_aside(sentence, number):
        return None  # “students, many of them masked, left”
    if "VBD" in forms and (not is_base_noun(sentence, number) or _is_sole_verb(sentence, number)):
        if {"VB", "VBD"} <= forms and _has_verb(sentence, number) and _is_no_second_verb(sentence, number):
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
    if "VBG" in forms and (is_finite(sentence, number + 1) or _describes_subject(sentence, number)):
        return None  # “trading began”, “a flood warning was issued”
    if heads_phrase(tokens, number, words) or is_happening(tokens, number, words):
        return None
    if "VBG" in forms and _fills_time(sentence, number):
        return None
    if "VBG" in forms and sentence.lower(number + 1) != "of":  # “the killing of”
        lacks = token.lower in words.absent and sentence.lower(number + 1) in words.since  # “missing since”
        return sentence.group(number, number, Tense.NONE, passive=lacks, progressive=not lacks)
    return _present(sentence, number) if forms & {"VBZ", "VBP"} and number else None


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


def _fills_time(sentence: PartlyRead, number: int) -> bool:
    """Whether it tells what a time was full of that is spoken of: “a year of haggling (ended)”."""
    words = sentence.words
    if sentence.lower(number - 1) != "of":
        return False
    leads = words.determiners | words.numbers
    before = number - 3 - (sentence.lower(number - 3) in leads)
    is_time = language.singular(sentence.lower(number - 2)) in words.units | words.periods
    return is_time and sentence.lower(before) not in words.prepositions  # but “after a year of haggling”


def _present(sentence: PartlyRead, number: int) -> VerbGroup | None:
    """Return the group of a form in the present tense, None where it is a noun or an infinitive."""
    before = sentence.tokens[number - 1]
    quoted = _opens_quoted(sentence, number)
    plain = not language.can_be_noun(sentence.lower(number)) or _is_plain_present(sentence, number)
    if not (plain or quoted or _closes_participle(sentence, number)):
        return None
    # “Norden Corp. owns”
    shortened = before.text == "." and number > 1 and sentence.tokens[number - 2].is_name
    closes = before.text in CLOSING_QUOTES and not before.quoted  # “the so-called "elders" appear”
    follows = before.is_word or before.is_time or before.text == "," or quoted or shortened or closes
    is_infinitive = before.lower in {"to", *sentence.words.modals}
    return sentence.group(number, number, Tense.PRESENT) if follows and not is_infinitive else None


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
    if sentence.lower(number) in words.prepositions:
        return False  # “two, including a child”
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


def _closes_participle(sentence: PartlyRead, number: int) -> bool:
    """Whether it goes on behind a participle between commas: “the fair, held in May, draws thousands”."""
    held = any(group.passive and sentence.lower(first - 1) == "," for first, group in sentence.groups.items())
    return held and goes_on_in_present(sentence, number)


def _opens_quoted(sentence: PartlyRead, number: int) -> bool:
    """Whether a quotation begins with the word, behind its subject: “said that it "takes care"”."""
    is_quoted = sentence.tokens[number - 1].text in OPENING_QUOTES and sentence.tokens[number].quoted
    return is_quoted and sentence.lower(number - 2) in sentence.words.subject_pronouns


def _is_no_second_verb(sentence: PartlyRead, number: int) -> bool:
    """Whether a past that is also the base form is none, behind a verb: “kept its skin wet”, “a pay cut”.

    It can still be a participle: “kept a price set in May”.
    """
    can_be_noun = sentence.lower(number) in sentence.words.base_nouns
    is_noun = can_be_noun and language.is_noun(sentence.lower(number - 1))
    return is_noun or not is_participle(sentence, number)


def _is_plain_present(sentence: PartlyRead, number: int) -> bool:
    """Whether a word that can be a noun is a present: “they who fund it”, “the minister states that”.

    A noun has no determiner right behind it, and no clause a second verb: “was shown to member states”.
    """
    tokens, words = sentence.tokens, sentence.words
    lower, before = sentence.lower(number), sentence.lower(number - 1)
    if sentence.is_counted(number - 1):
        return False
    if before in words.subject_pronouns - words.object_pronouns:
        return True  # “we want”, “she plans”
    if language.lemma(lower) in words.dating and sentence.lower(number + 1) in words.dated_by:
        if before in words.subject_relatives:
            return True  # “charges which date from May”
        single = language.is_noun(before) and language.singular(before) == before
        return "VBZ" in tokens[number].forms and (single or tokens[number - 1].is_name)
    back = sentence.behind_adverbs(number)
    subjects = words.thing_pronouns | words.personal_pronouns | words.subject_relatives
    if back < number - 1 and sentence.lower(back) in subjects:
        return "VBZ" in tokens[number].forms  # “he now leads”
    if before in words.subject_relatives:
        led = sentence.lower(number - 2) in words.prepositions  # “in which soldiers died”
        follows = before not in words.person_relatives and _is_subject_of_next(sentence, number)
        return not led and not follows  # but “the man who drives was jailed”
    if before in words.coordinators and tokens[number - 2].is_time:
        goes_on = sentence.opens_object(number + 1) or sentence.lower(number + 1) in words.final_particles
        goes_on = goes_on or sentence.is_plain_noun(number + 1)  # “and takes effect”
        goes_on = goes_on or _adds_time(sentence, number)
        return "VBZ" in tokens[number].forms and goes_on  # “and handles 9 tons”, “and takes over”
    if is_object_opener(sentence, number + 1, before):
        return True  # “the banks that fund the airline”
    if _has_verb(sentence, number):
        return False
    if _closes_relative(sentence, number) or _takes_described(sentence, number):
        return True
    if _takes_infinitive(sentence, number):
        return True
    counts = tokens[number + 1 : number + 2]
    if tokens[number - 1].is_name and counts and counts[0].text[0].isdigit():
        # “Norden holds 900 shares”
        return "VBZ" in tokens[number].forms and not tokens[number - 1].is_possessive
    shows = language.lemma(lower) in words.showing | words.saying
    if shows and language.is_noun(before) and sentence.lower(number + 1) in words.subject_pronouns:
        return True  # “records show it was shut”
    return _takes_object(sentence, number)


def _is_subject_of_next(sentence: PartlyRead, number: int) -> bool:
    """Whether a verb that can only be finite follows: “which rebels had held”, “which rebels took in May”.

    Not so “which exports processed fruit”.
    """
    behind = number + 1
    if sentence.lower(behind) in sentence.words.be | sentence.words.have | sentence.words.modals:
        return is_finite(sentence, behind)
    told = "VBD" in sentence.forms(behind) and not is_base_noun(sentence, behind)
    return told and sentence.leads_to_time(behind + 1)


def _adds_time(sentence: PartlyRead, number: int) -> bool:
    """Whether it has a time, and the verb before nothing but one: “it opened in April and closes in July”.

    Not so “they held rallies in April and marches in July”.
    """
    tokens, lead = sentence.tokens, sentence.words.date_prepositions
    before = max((group.last for group in sentence.groups.values() if group.is_finite), default=number)
    between = range(before + 1, number - 1)
    only_time = all(tokens[i].is_time or sentence.lower(i) in lead for i in between)
    behind = number + 1
    if sentence.lower(behind) in sentence.words.prepositions and sentence.is_plain_noun(behind + 1):
        behind += 2  # “and comes into force in July”
    goes_on = only_time and bool(between) and sentence.leads_to_time(behind)
    return goes_on and not _has_own_verb(sentence, behind)


def _has_own_verb(sentence: PartlyRead, number: int) -> bool:
    """Whether a finite verb follows before a mark: “it opened in May and strikes in June closed it”."""
    for position in range(number, len(sentence.tokens)):
        if sentence.tokens[position].is_mark:
            return False
        if is_finite(sentence, position):
            return True
    return False


def _takes_object(sentence: PartlyRead, number: int) -> bool:
    """Whether an object follows and the subject stands before: “farmers value the land”, or it says that."""
    tokens, words = sentence.tokens, sentence.words
    lower, before = sentence.lower(number), sentence.lower(number - 1)
    opens_object = sentence.lower(number + 1) in words.determiners | words.plurals
    says = language.lemma(lower) in words.saying and not _is_compound(sentence, number)
    follows_noun = tokens[number - 1].is_time or language.is_noun(before)
    several = language.is_noun(before) and language.singular(before) != before
    several = several and all(sentence.lower(i) not in sentence.openers for i in range(number))
    several = several and lower not in words.adverbial_particles  # “the dam, a high one, holds back”
    if _follows_names(sentence, number):
        several, follows_noun = True, True
        opens_object = opens_object or language.is_adjective(sentence.lower(number + 1))
    agrees = "VBZ" in tokens[number].forms or (several and "VBP" in tokens[number].forms)
    return says or (opens_object and follows_noun and agrees)


def _takes_described(sentence: PartlyRead, number: int) -> bool:
    """Whether names open the sentence before it, and a described noun follows: “Norden plans new talks”."""
    if "VBZ" not in sentence.forms(number) or not language.can_be_adjective(sentence.lower(number + 1)):
        return False
    opens = sentence.is_plain_noun(number + 2) and all(token.is_name for token in sentence.tokens[:number])
    return opens and not is_finite(sentence, number + 3)


def _takes_infinitive(sentence: PartlyRead, number: int) -> bool:
    """Whether an infinitive completes it behind a name, without another verb: “Norden plans to close”."""
    if sentence.lower(number + 1) != "to" or "VB" not in sentence.forms(number + 2):
        return False
    before = sentence.tokens[number - 1]
    takes = language.lemma(sentence.lower(number)) in sentence.words.infinitive_taking
    named = before.is_name and not before.is_possessive and "VBZ" in sentence.forms(number)
    return takes and named and not finite_ahead(sentence, number + 3)


def _follows_names(sentence: PartlyRead, number: int) -> bool:
    """Whether two names with “and” open the sentence and end before it: “Peru and Chad share a song”."""
    joint = number - 1
    while joint > 0 and sentence.tokens[joint].is_name:
        joint -= 1
    names = 0 < joint < number - 1 and all(token.is_name for token in sentence.tokens[:joint])
    return names and sentence.lower(joint) in sentence.words.adding


def _closes_relative(sentence: PartlyRead, number: int) -> bool:
    """Whether it is all the verb of a relative clause that ends with it: “the choir, which Lind heads,”."""
    words = sentence.words
    before = sentence.tokens[number - 1]
    agrees = before.is_name or (
        language.is_noun(before.lower) and language.singular(before.lower) == before.lower
    )
    if "VBZ" not in sentence.forms(number) or not agrees:
        return False
    ends = sentence.tokens[number + 1 : number + 2]
    if not ends or not (ends[0].is_mark or is_finite(sentence, number + 1)):
        return False
    for opener in range(number - 2, max(number - _RELATIVE, -1), -1):
        if sentence.lower(opener) in words.object_relatives:
            begins = sentence.tokens[opener + 1].is_name or sentence.lower(opener + 1) in words.determiners
            noun = sentence.lower(opener - 1)  # but “in which”, “feared that”
            mark = sentence.tokens[opener - 1].is_mark
            return begins and (mark or (language.is_noun(noun) and noun not in words.prepositions))
        if not sentence.tokens[opener].is_word or opener in sentence.groups:
            return False
    return False


def _is_compound(sentence: PartlyRead, number: int) -> bool:
    """Whether a form without “s” stands behind a noun in the singular: “a conference call”."""
    words = sentence.words
    before = sentence.lower(number - 1)
    single = language.is_noun(before) and language.singular(before) == before
    return (
        "VBZ" not in sentence.tokens[number].forms
        and single
        and before not in words.plurals - words.uncounted
    )


def _has_verb(sentence: PartlyRead, number: int) -> bool:
    """Whether a finite verb stands before the word, with nothing between that opens a clause."""
    for position in range(number - 1, -1, -1):
        group = sentence.groups.get(position)
        if group and group.is_finite:
            return group.lemma not in sentence.words.saying and not is_in_relative(sentence, position, number)
        if sentence.tokens[position].is_mark or sentence.lower(position) in sentence.openers:
            return False
    return False


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
