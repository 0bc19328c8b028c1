"""What a word can be where it stands in its sentence: a noun or an adjective, or a finite verb.

A dictionary says which forms a word can have; the words around it decide.
"""

from timeline.events import language
from timeline.events.addresses import end_of_name
from timeline.events.owned import is_owned
from timeline.events.partly_read import PartlyRead
from timeline.events.timeless import closes_date

__all__ = [
    "AHEAD",
    "finite_ahead",
    "has_no_passive",
    "is_base_noun",
    "is_finite",
    "is_nominal",
    "is_object_opener",
    "lacks_object",
    "opens_with_participle",
]

AHEAD = 60  # tokens to look ahead at the most, so that endless sentences cost no more than long ones
_UTMOST = 6  # tokens back from a participle to the superlative with which it goes
_COUNT = 6  # tokens of “with just over two minutes left”


def is_base_noun(sentence: PartlyRead, number: int) -> bool:
    """Whether a form that is base, past and noun at once (“cost”, “set”) is the noun: a noun follows."""
    token = sentence.tokens[number]
    if "VB" not in token.forms or not language.can_be_noun(token.lower) or number + 1 >= len(sentence.tokens):
        return False
    if language.lemma(token.lower) != token.lower:
        return False  # “fell” and “found” are the past of other verbs
    return sentence.is_plain_noun(number + 1)


def is_nominal(sentence: PartlyRead, number: int) -> bool:
    """Whether it stands where a noun or adjective stands: “the raid”, “a recently announced plan”."""
    tokens, words = sentence.tokens, sentence.words
    back = number - 1 - (number > 0 and closes_date(tokens, number - 1, words))
    governs = "VBG" in tokens[number].forms  # “Since taking power”
    opens = words.determiners_alone | (words.prepositions if governs else frozenset())
    while back >= 0 and tokens[back].is_word and sentence.is_adverb(tokens[back].lower):
        if back == 0 and sentence.lower(back) in opens:
            break  # “Both joined the pact”
        back -= 1
    forms = tokens[number].forms
    if back >= 0 and back < number - 1 and sentence.lower(back) == "at":
        return False  # “at first blamed the rebels”
    if back < 0:
        return not forms & {"VBD", "VBN"} or not opens_with_participle(sentence, number)
    owned = back > 0 and tokens[back - 1].is_possessive
    if tokens[back].is_time and (owned or sentence.lower(back - 1) in words.determiners):
        return True  # “the 2004 ruling”
    if tokens[back].is_time and _is_named_time(sentence, back):
        return True  # “the Easter meeting”
    if "VBN" in forms and tokens[back].is_possessive and sentence.is_plain_noun(number + 1):
        return True  # “Ana's recently announced plan”
    if "VBN" in forms and (_describes(sentence, number) or _is_utmost(sentence, number)):
        return True
    if _counts_down(sentence, number):
        return True
    if _is_described(sentence, number):
        return True
    before = tokens[back]
    if before.lower == "to" or _is_owned(sentence, number):
        return True
    if before.lower in words.pronouns and before.lower in words.determiners:
        # “this led to”, “the banks that fund the airline”
        return not forms & {"VBD", "VBZ"} and not is_object_opener(sentence, number + 1, before.lower)
    if before.lower in words.once_more and _is_several(sentence, back - 1):
        return sentence.is_plain_noun(number + 1)  # “one was killed and dozens more injured”
    if before.lower in words.determiners or (before.lower.endswith(("'s", "’s")) and not before.is_name):
        if (
            sentence.lower(number - 1) in words.numbers
            and "VBD" in forms
            and sentence.opens_object(number + 1)
        ):
            return False  # “the first lasted a year”
        alone = before.lower in words.determiners_alone and not _is_object(sentence, back)
        if alone and sentence.is_plain_noun(number + 1) and finite_ahead(sentence, number + 2):
            return True  # “some allied troops left”
        return not alone or not forms & {"VBD", "VBZ"}
    if before.lower not in words.prepositions or "VBG" in forms:
        return False
    if "VBN" in forms and back == number - 1 and sentence.is_plain_noun(number + 1):
        return True  # “over corroded pipes”
    return before.lower not in words.subordinators | words.particles


def _is_named_time(sentence: PartlyRead, number: int) -> bool:
    """Whether a time is an article and a name: “the Easter”, “the May”."""
    article, _, name = sentence.tokens[number].text.partition(" ")
    return article.lower() in sentence.words.articles and name.istitle()


def _counts_down(sentence: PartlyRead, number: int) -> bool:
    """Whether it tells how much time is still to be: “(scored) with two minutes left”."""
    words = sentence.words
    if sentence.lower(number) not in words.left_over:
        return False
    if language.singular(sentence.lower(number - 1)) not in words.units:
        return False
    before = [sentence.lower(i) for i in range(max(number - _COUNT, 0), number - 1)]
    return not words.attending.isdisjoint(before) and words.subject_pronouns.isdisjoint(before)


def _is_several(sentence: PartlyRead, number: int) -> bool:
    """Whether a token counts several: “dozens”, “20”."""
    return number >= 0 and (sentence.is_counted(number) or sentence.lower(number) in sentence.words.plurals)


def _describes(sentence: PartlyRead, number: int) -> bool:
    """Whether a participle stands for an adjective: “a state-owned bank”, “her torn and burned coat”."""
    if _is_compound_adjective(sentence, number) or _is_joined_adjective(sentence, number):
        return True
    if _is_caused(sentence, number) or _is_adjective(sentence, number) or _is_of_member(sentence, number):
        return True
    if _is_suspected(sentence, number) or _is_in_counted(sentence, number):
        return True
    return _opens_plain_object(sentence, number)


def _is_in_counted(sentence: PartlyRead, number: int) -> bool:
    """Whether it describes the counted object of a verb or preposition: “banned two related drugs”.

    Behind a verb of saying those counted can have done it: “said two robbed shops”.
    """
    words = sentence.words
    count = number - 1
    if not sentence.is_counted(count) and sentence.lower(count) not in words.cardinals:
        return False
    verb = next((group for group in sentence.groups.values() if group.last == count - 1), None)
    takes = verb is not None and verb.is_finite and verb.lemma not in words.saying | words.clause_taking
    return (takes or sentence.lower(count - 1) in words.prepositions) and sentence.is_plain_noun(number + 1)


def _is_owned(sentence: PartlyRead, number: int) -> bool:
    """Whether it is a noun behind whose it is, not the verb of “Stella's opens its kitchen”.

    Or it describes that noun, where another verb follows: “Lorland's ruling party met”.
    """
    if is_owned(sentence.tokens, number) and not sentence.opens_object(number + 1):
        return True
    describes = "VBG" in sentence.forms(number) and number > 0 and sentence.tokens[number - 1].is_possessive
    return describes and sentence.is_plain_noun(number + 1) and finite_ahead(sentence, number + 2)


def _is_described(sentence: PartlyRead, number: int) -> bool:
    """Whether it is a noun behind adjectives: “a new set was ordered”, “in early trading”."""
    words = sentence.words
    forms = sentence.tokens[number].forms
    if not language.is_noun(sentence.lower(number)) and "VBG" not in forms:
        return False
    # Before a verb also behind what can be a noun: “the annual meeting takes place”.
    before_verb = "VBG" in forms and bool(sentence.forms(number + 1) & {"VBZ", "VBD"})
    describes = language.can_be_adjective if before_verb else language.is_adjective
    back = number - 1
    ranks = words.ordinals | words.places_taken  # “a second warning, from Rome, came”
    while back >= 0 and (describes(sentence.lower(back)) or sentence.lower(back) in ranks):
        back -= 1
    opens = words.determiners | words.prepositions
    owned = back >= 0 and sentence.tokens[back].is_possessive
    owned = owned and sentence.lower(back).partition("'")[0].partition("’")[0] not in words.pronouns
    if not 0 <= back < number - 1 or not (owned or sentence.lower(back) in opens):
        return False  # “the club's annual meeting takes place”, but “it's slowly sinking”
    # but “the number of jobless fell”
    return "VBD" not in forms or sentence.has_finite() or finite_ahead(sentence, number + 1)


def is_object_opener(sentence: PartlyRead, number: int, before: str) -> bool:
    """Whether an object opens behind what follows “that”, which then is a verb."""
    return before == "that" and sentence.lower(number) in sentence.words.determiners


def _is_utmost(sentence: PartlyRead, number: int) -> bool:
    """Whether it says among what something is the first or most: “the oldest boat ever found, it said”."""
    if sentence.lower(number - 1) != "ever" or not sentence.is_plain_noun(number - 2):
        return False
    describing = [sentence.lower(i) for i in range(max(number - _UTMOST, 0), number - 2)]
    return any(lower in sentence.words.comparing or lower.endswith("est") for lower in describing)


def _is_object(sentence: PartlyRead, number: int) -> bool:
    """Whether a determiner stands right behind a verb: “regained some ground”."""
    return any(group.last == number - 1 and group.is_finite for group in sentence.groups.values())


def _is_compound_adjective(sentence: PartlyRead, number: int) -> bool:
    """Whether it has a hyphen and describes the noun behind it, with no subject before it."""
    words = sentence.words
    made_of, _, _ = sentence.lower(number).rpartition("-")
    if not made_of or not language.is_noun(made_of) or not sentence.is_plain_noun(number + 1):
        return False
    before = sentence.tokens[number - 1]
    opens = words.determiners | words.prepositions | words.coordinators
    if before.is_name and sentence.lower(number - 2) in words.determiners:
        return True  # “a French state-owned bank”
    return before.lower in opens or before.is_possessive or language.can_be_adjective(before.lower)


def _is_joined_adjective(sentence: PartlyRead, number: int) -> bool:
    """Whether “and” joins it to a participle that describes the noun behind both."""
    words = sentence.words
    joined = number > 2 and sentence.lower(number - 1) in words.coordinators
    if not joined or not sentence.is_plain_noun(number + 1) or "VBN" not in sentence.forms(number - 2):
        return False
    opener = sentence.tokens[number - 3]
    return opener.lower in words.determiners or opener.is_possessive


def _is_of_member(sentence: PartlyRead, number: int) -> bool:
    """Whether it describes the second of two nouns before their verb: “tents and armed men were seen”."""
    words = sentence.words
    if number < 2 or sentence.lower(number - 1) not in words.adding or not sentence.is_plain_noun(number + 1):
        return False
    opens = number == 2 and language.is_noun(sentence.lower(0))  # with a capital
    tells = language.lemma(sentence.lower(number)) in words.saying | words.attitudes
    is_subject = (opens or sentence.is_plain_noun(number - 2)) and not tells
    if not is_subject or sentence.lower(number + 2) not in sentence.auxiliaries:
        return False
    return all(sentence.lower(i) not in words.relatives for i in range(number))


def _is_suspected(sentence: PartlyRead, number: int) -> bool:
    """Whether it says what somebody is held to be: “met a clerk and convicted thief Jan Berg”, but “of”."""
    tokens, words = sentence.tokens, sentence.words
    takes = language.lemma(sentence.lower(number)) in words.of_taking
    joins = number > 1 and sentence.lower(number - 1) in words.adding
    named = number + 2 < len(tokens) and tokens[number + 2].is_name and sentence.is_plain_noun(number + 1)
    if not (takes and joins and named) or not (
        tokens[number - 2].is_name or sentence.is_plain_noun(number - 2)
    ):
        return False
    end = next((i for i in range(number, len(tokens)) if tokens[i].is_mark), len(tokens))
    return all(sentence.lower(i) != "of" for i in range(number, min(end, number + AHEAD)))


def _is_caused(sentence: PartlyRead, number: int) -> bool:
    """Whether it is what somebody is to have done: “wanted to have the dispute heard”."""
    for position in range(number - 1, max(number - 6, 0), -1):
        if sentence.lower(position) == "have":
            return position < number - 1 and sentence.lower(position - 1) == "to"
        if not sentence.tokens[position].is_word:
            return False
    return False


def _is_adjective(sentence: PartlyRead, number: int) -> bool:
    """Whether it stands between adjectives after a determiner and a noun: “its own armed forces”.

    A comma can part them (“a quiet, heated hall”). Or after adjectives that open the sentence (“rare printed
    books sell well”), or between a number and a noun whose own verb follows: “two convicted robbers escaped”.
    """
    tokens, words = sentence.tokens, sentence.words
    following = tokens[number + 1] if number + 1 < len(tokens) else None
    if following is None or not language.can_be_noun(following.lower) or following.forms & {"VBD"}:
        return False
    if following.lower in words.pronouns:
        return False  # “who left in 1968 said she”
    if (
        number
        and sentence.is_counted(number - 1)
        and not tokens[number - 1].is_time
        and finite_ahead(sentence, number + 2)
    ):
        return True
    back = number - 1
    if tokens[back].text == "," and language.is_gradable(sentence.lower(back - 1)):
        back -= 2
    # Before a verb also behind what can be a noun: “the radical left party won”.
    before_verb = is_finite(sentence, number + 2) and language.can_be_adjective(sentence.lower(number))
    describes = language.can_be_adjective if before_verb else language.is_adjective
    while back >= 0 and describes(tokens[back].lower):
        back -= 1
    if back < 0 < number:
        return finite_ahead(sentence, number + 2)
    return 0 <= back < number - 1 and tokens[back].lower in words.determiners


def _opens_plain_object(sentence: PartlyRead, number: int) -> bool:
    """Whether it describes a noun right behind a verb: “the deal carries heightened risks”."""
    verb = next((g for g in sentence.groups.values() if g.last == number - 1 and g.is_finite), None)
    takes = verb is not None and not verb.passive and verb.lemma not in sentence.words.saying | {"be"}
    return takes and sentence.is_plain_noun(number + 1)


def opens_with_participle(sentence: PartlyRead, number: int = 0) -> bool:
    """Whether the first word is a participle before the main clause: “Founded in 1921, it closed”.

    `number` is its place behind adverbs.
    """
    tokens, words = sentence.tokens, sentence.words
    behind, _ = sentence.skip(number + 1)  # “Founded early in 1921”, “Invited twice in May”
    following = sentence.lower(behind)
    adjunct = sentence.lower(number + 1) in words.prepositions  # “Left without power”
    adjunct = adjunct or following in words.prepositions or (behind < len(tokens) and tokens[behind].is_time)
    # “Buried a foot deep, it rusted”: no sentence begins with a past tense but “Said the mayor: …”.
    says = language.lemma(sentence.lower(number)) in words.saying
    adjunct = adjunct or (following in words.articles and not says)
    comma = next((i for i in range(1, len(tokens)) if tokens[i].text == ","), 0)
    return adjunct and any(is_finite(sentence, i) for i in range(comma + 1, len(tokens) if comma else 0))


def is_finite(sentence: PartlyRead, number: int) -> bool:
    """Whether a word further on, if there is one, is an unmistakable finite verb."""
    words = sentence.words
    if number >= len(sentence.tokens):
        return False
    token = sentence.tokens[number]
    if (token.is_name and number) or not token.is_word or sentence.lower(number - 1) == "to":
        return False
    if sentence.opens_phrase(number):
        return False
    if token.lower in sentence.auxiliaries or (
        "VBZ" in token.forms and not language.can_be_noun(token.lower)
    ):
        return True
    if "VBP" in token.forms and _is_present_behind(sentence, number):
        return True
    if sentence.lower(number - 1) in words.be | words.have or "VBD" not in token.forms:
        return False
    if token.lower in words.base_nouns and language.is_noun(sentence.lower(number - 1)):
        return sentence.opens_object(number + 1)  # “a pay cut”, but “the flood cut the road”
    return not is_base_noun(sentence, number) and not is_nominal(sentence, number)


def _is_present_behind(sentence: PartlyRead, number: int) -> bool:
    """Whether a base form, which is no noun, stands behind several or a time: “in May show that”."""
    before = sentence.tokens[number - 1] if number else None
    if before is None or language.can_be_noun(sentence.lower(number)):
        return False
    several = sentence.is_plain_noun(number - 1) and language.singular(before.lower) != before.lower
    return before.is_time or several


def finite_ahead(sentence: PartlyRead, number: int) -> bool:
    """Whether a finite verb follows before the next mark or opener."""
    for position in range(number, min(len(sentence.tokens), number + AHEAD)):
        token = sentence.tokens[position]
        opens = token.lower in sentence.openers and not _introduces_time(sentence, position)
        if token.text == "," and _is_beside_state(sentence, position):
            continue  # “a firm based in Leeds, England, is”
        if (token.is_mark and token.text in ',;:()—–.“”"') or opens:
            return False
        if is_finite(sentence, position) and not (
            lacks_object(sentence, position)
            or _names(sentence, position)
            or (position - number > 1 and sentence.is_contact(position))  # “refused a plan (it had made)”
        ):
            return sentence.lower(position + 1) != "by"
    return False


def _is_beside_state(sentence: PartlyRead, comma: int) -> bool:
    """Whether a comma sets off a state before a verb: “a firm based in Leeds, England, is”."""
    closing = end_of_name(sentence.tokens, comma)
    return closing == comma or (closing > 0 and is_finite(sentence, closing + 1))


def _introduces_time(sentence: PartlyRead, number: int) -> bool:
    """Whether a word that can open a clause stands before a time: “since 1993”."""
    behind = sentence.tokens[number + 1 : number + 2]
    return bool(behind) and behind[0].is_time and sentence.lower(number) in sentence.words.time_prepositions


def has_no_passive(sentence: PartlyRead, number: int) -> bool:
    """Whether a verb, alone or with its particle, has no passive: “failed”, “walked out”."""
    lemma = language.lemma(sentence.lower(number))
    phrasal = f"{lemma} {sentence.lower(number + 1)}" in sentence.words.intransitive_phrasal
    return phrasal or lemma in sentence.words.intransitive


def lacks_object(sentence: PartlyRead, number: int) -> bool:
    """Whether a form that can be a participle stands without the object that its verb must have."""
    words = sentence.words
    needs = language.lemma(sentence.lower(number)) in words.transitive
    several = number > 0 and language.singular(sentence.lower(number - 1)) in words.not_names
    if (
        not needs
        or "VBN" not in sentence.forms(number)
        or not (several or sentence.is_plain_noun(number - 1))
    ):
        return False
    if f"{sentence.lower(number + 1)} {sentence.lower(number + 2)}" in words.approximating:
        return False  # “killed at least five”
    behind = sentence.tokens[sentence.skip(number + 1)[0] :][:1]
    ends = not behind or behind[0].is_mark or behind[0].is_time
    return ends or behind[0].lower in words.prepositions | words.coordinators | words.directions


def _names(sentence: PartlyRead, number: int) -> bool:
    """Whether it tells what something new is called, and a name stands behind: “a goat named Ada”."""
    words = sentence.words
    first = next((i for i in range(number - 1, -1, -1) if sentence.lower(i) in words.determiners), -1)
    new = first >= 0 and sentence.lower(first) in words.indefinite and sentence.is_plain_noun(number - 1)
    called = language.lemma(sentence.lower(number)) in words.calling_by_name
    return called and new and number + 1 < len(sentence.tokens) and sentence.tokens[number + 1].is_name
