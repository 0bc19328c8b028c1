"""Forms of the present tense that can be a noun as well: “they who fund it”, “prices rise”."""

from itertools import takewhile

from timeline.events import language
from timeline.events.partly_read import PartlyRead
from timeline.events.predicates import is_before_main, is_in_relative
from timeline.events.set_off import goes_on_in_present
from timeline.events.tokens import CLOSING_QUOTES, OPENING_QUOTES
from timeline.events.verbgroup import Tense, VerbGroup
from timeline.events.wordforms import finite_ahead, is_base_noun, is_finite, is_object_opener

__all__ = ["has_verb_before", "present_verb"]

_RELATIVE = 7  # tokens of “which the new mayor of Malmo heads”
_JOINED = 8  # tokens of “takes full effect on Monday and”


def present_verb(sentence: PartlyRead, number: int) -> VerbGroup | None:
    """Return the group of a form in the present tense, None where it is a noun or an infinitive."""
    before = sentence.tokens[number - 1]
    if sentence.opens_phrase(number):
        return None
    quoted = _opens_quoted(sentence, number)
    plain = not language.can_be_noun(sentence.lower(number)) or _is_plain_present(sentence, number)
    if not (plain or quoted or _closes_participle(sentence, number)):
        return None
    # “Norden Corp. owns”
    shortened = before.text == "." and number > 1 and sentence.tokens[number - 2].is_name
    closes = before.text in CLOSING_QUOTES and not before.quoted  # “the so-called "elders" appear”
    follows = before.is_word or before.is_time or before.text == "," or quoted or shortened or closes
    is_infinitive = before.lower in {"to", *sentence.words.modals} or _is_of_object(sentence, number)
    return sentence.group(number, number, Tense.PRESENT) if follows and not is_infinitive else None


def _is_of_object(sentence: PartlyRead, number: int) -> bool:
    """Whether it tells what the object of a verb before it does: “let people (see)”, “heard him (leave)”."""
    words = sentence.words
    verb = next((group for group in reversed(sentence.groups.values()) if group.last < number - 1), None)
    if verb is None or verb.passive or not verb.is_finite or verb.lemma not in words.bare_infinitives:
        return False
    if "VBZ" in sentence.forms(number) or sentence.lower(verb.first - 1) in words.relatives:
        return False  # “the nurses who made the plan see it”
    between = range(verb.last + 1, number)
    return all(sentence.tokens[i].is_word and sentence.lower(i) not in sentence.openers for i in between)


def _closes_participle(sentence: PartlyRead, number: int) -> bool:
    """Whether it goes on behind a participle between commas: “the fair, held in May, draws thousands”."""
    held = any(group.passive and sentence.lower(first - 1) == "," for first, group in sentence.groups.items())
    return held and goes_on_in_present(sentence, number)


def _opens_quoted(sentence: PartlyRead, number: int) -> bool:
    """Whether a quotation begins with the word, behind its subject: “said that it "takes care"”."""
    is_quoted = sentence.tokens[number - 1].text in OPENING_QUOTES and sentence.tokens[number].quoted
    return is_quoted and sentence.lower(number - 2) in sentence.words.subject_pronouns


def _is_plain_present(sentence: PartlyRead, number: int) -> bool:
    """Whether a word that can be a noun is a present: “they who fund it”, “the minister states that”.

    A noun has no determiner right behind it, and no clause a second verb: “was shown to member states”.
    """
    tokens, words = sentence.tokens, sentence.words
    lower, before = sentence.lower(number), sentence.lower(number - 1)
    if sentence.is_counted(number - 1):
        return False
    if before in words.prepositions and language.singular(lower) in words.announcing:
        return False  # “sacked over claims that he lied”
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
    if has_verb_before(sentence, number):
        return False
    if language.lemma(lower) in words.seldom_nouns and _goes_somewhere(sentence, number):
        return True
    if _closes_relative(sentence, number) or _takes_described(sentence, number):
        return True
    alone = (_takes_infinitive, _precedes_clause, _is_of_demand, _is_joined_to_finite)
    if any(is_so(sentence, number) for is_so in alone):
        return True
    counts = tokens[number + 1 : number + 2]
    if tokens[number - 1].is_name and counts and counts[0].text[0].isdigit():
        # “Norden holds 900 shares”
        return "VBZ" in tokens[number].forms and not tokens[number - 1].is_possessive
    shows = language.lemma(lower) in words.showing | words.saying
    if shows and language.is_noun(before) and sentence.lower(number + 1) in words.subject_pronouns:
        return True  # “records show it was shut”
    return _takes_object(sentence, number)


def _goes_somewhere(sentence: PartlyRead, number: int) -> bool:
    """Whether a noun stands before it and a preposition behind: “voters in Chad go to the polls”."""
    follows = sentence.tokens[number - 1].is_name or sentence.is_plain_noun(number - 1)
    words = sentence.words
    return follows and sentence.lower(number + 1) in words.prepositions - words.particles


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
    tokens = sentence.tokens
    near = takewhile(lambda position: not tokens[position].is_mark, range(number, len(tokens)))
    return any(is_finite(sentence, position) for position in near)


def _takes_object(sentence: PartlyRead, number: int) -> bool:
    """Whether an object follows and the subject stands before: “farmers value the land”, or it says that."""
    tokens, words = sentence.tokens, sentence.words
    lower, before = sentence.lower(number), sentence.lower(number - 1)
    opens_object = sentence.lower(number + 1) in words.determiners | words.plurals
    says = language.lemma(lower) in words.saying and not _is_compound(sentence, number)
    # “sales reports battered the market”, “in remarks to the press”
    says = says and not ("VBD" in sentence.forms(number + 1) and sentence.opens_object(number + 2))
    says = says and before not in words.prepositions
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


def _is_joined_to_finite(sentence: PartlyRead, number: int) -> bool:
    """Whether “and” joins an auxiliary behind its time: “the fee takes effect in May and will rise”."""
    tokens, words = sentence.tokens, sentence.words
    before = sentence.lower(number - 1)
    single = language.is_noun(before) and language.singular(before) == before
    if "VBZ" not in sentence.forms(number) or not (single or before == ","):
        return False
    closing = (i for i in range(number + 1, min(number + _JOINED, len(tokens) - 1)))
    joint = next((i for i in closing if tokens[i].is_mark or sentence.lower(i) in words.coordinators), 0)
    inside = range(number + 1, joint)
    if not joint or tokens[joint].is_mark or any(is_finite(sentence, i) for i in inside):
        return False
    auxiliary = sentence.lower(joint + 1) in words.modals | words.be | words.have
    return auxiliary and tokens[joint - 1].is_time and is_finite(sentence, joint + 1)


def _takes_infinitive(sentence: PartlyRead, number: int) -> bool:
    """Whether an infinitive completes it without another verb: “Norden plans to close”."""
    if sentence.lower(number + 1) != "to" or "VB" not in sentence.forms(number + 2):
        return False
    before = sentence.tokens[number - 1]
    takes = language.lemma(sentence.lower(number)) in sentence.words.infinitive_taking
    acts = before.lower in sentence.words.bodies | sentence.words.kinds | sentence.words.roles
    agrees = (acts or before.is_name) and not before.is_possessive and "VBZ" in sentence.forms(number)
    return takes and agrees and not finite_ahead(sentence, number + 3)


def _precedes_clause(sentence: PartlyRead, number: int) -> bool:
    """Whether “and” adds another clause to what only it can be the verb of: “prices rise, and it acts”."""
    tokens, words = sentence.tokens, sentence.words
    before = sentence.lower(number - 1)
    several = language.singular(before) != before
    is_noun = sentence.is_plain_noun(number - 1) or (number == 1 and language.is_noun(before))
    agrees = is_noun and ("VBP" if several else "VBZ") in sentence.forms(number)
    first = next((i + 1 for i in range(number - 1, 0, -1) if sentence.lower(i) == "that"), 0)
    plain = all(token.is_word and token.lower not in sentence.openers for token in tokens[first:number])
    comma = next((i for i in range(number + 1, len(tokens) - 2) if tokens[i].is_mark), 0)
    joins = bool(comma) and tokens[comma].text == "," and sentence.lower(comma + 1) in words.coordinators
    follows = comma == number + 1 or sentence.lower(number + 1) in words.prepositions
    if not (agrees and plain and joins and follows) or _has_own_verb(sentence, number + 1):
        return False
    # “bank runs, and the panic that came of them, …”
    behind = takewhile(
        lambda i: not (tokens[i].is_mark or sentence.lower(i) in words.relatives),
        range(comma + 2, len(tokens)),
    )
    return any(is_finite(sentence, i) or _takes_infinitive(sentence, i) for i in behind)


def _is_of_demand(sentence: PartlyRead, number: int) -> bool:
    """Whether nothing else can be the verb behind “that” and a subject: “demanded that the rebels leave”."""
    words = sentence.words
    opener = next((i for i in range(number - 1, 0, -1) if sentence.lower(i) in sentence.openers), 0)
    if sentence.lower(opener) != "that" or sentence.lower(opener + 1) not in words.determiners:
        return False
    ends = number + 1 == len(sentence.tokens) or sentence.tokens[number + 1].is_mark
    follows = ends or sentence.lower(number + 1) in words.prepositions
    return follows and sentence.is_plain_noun(number - 1) and not _has_own_verb(sentence, number + 1)


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
        if sentence.lower(opener) in words.object_relatives | words.owning_relatives:
            # “whose result the mayor disputes”
            first = opener + 1 + (sentence.lower(opener) in words.owning_relatives)
            begins = sentence.tokens[first].is_name or sentence.lower(first) in words.determiners
            noun = sentence.lower(opener - 1)  # but “in which”, “feared that”
            mark = sentence.tokens[opener - 1].is_mark
            return begins and (mark or (language.is_noun(noun) and noun not in words.prepositions))
        if not sentence.tokens[opener].is_word or opener in sentence.groups:
            return False
    return False


def _is_compound(sentence: PartlyRead, number: int) -> bool:
    """Whether a form without “s” is a noun beside another one: “a conference call”, “, state media said”."""
    words, before = sentence.words, sentence.lower(number - 1)
    single = language.is_noun(before) and language.singular(before) == before
    single = single and before not in words.plurals - words.uncounted
    opens = before == "," and sentence.is_plain_noun(number + 1) and is_finite(sentence, number + 2)
    if before == "," and language.lemma(sentence.lower(number + 1)) in words.saying:
        return True  # “the dam broke, reports say”
    return "VBZ" not in sentence.tokens[number].forms and (single or opens)


def has_verb_before(sentence: PartlyRead, number: int) -> bool:
    """Return whether a finite verb stands before the word, with nothing between that opens a clause."""
    for position in range(number - 1, -1, -1):
        group = sentence.groups.get(position)
        if group and group.is_finite:
            waits = is_in_relative(sentence, position, number) or is_before_main(sentence, position, number)
            return group.lemma not in sentence.words.saying and not waits
        if sentence.tokens[position].is_mark or sentence.lower(position) in sentence.openers:
            return False
    return False
