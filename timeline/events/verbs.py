"""The verb groups of a sentence, with tense, voice and negation.

A sentence is read once, from left to right. Each question is a function of the sentence, as far as its verbs
are known by then, and of the number of a token. They build upon each other in this order: what a word can be
(`wordforms`), whether a subject still waits for its verb (`predicates`), which pasts are participles
(`participles`) or share an auxiliary (`passives`), which verbs stand alone (`simple_verbs`), and here those
with auxiliaries.
"""

from collections.abc import Sequence
from dataclasses import replace

from timeline.events import language
from timeline.events.language import Words
from timeline.events.partly_read import PartlyRead
from timeline.events.passives import is_wish, with_shared_auxiliary
from timeline.events.simple_verbs import single_verb
from timeline.events.tokens import CLOSING_QUOTES, OPENING_QUOTES, Token
from timeline.events.verbgroup import Tense, VerbGroup

__all__ = ["verb_groups"]

_TO_COME = (Tense.FUTURE, Tense.CONDITIONAL)


def verb_groups(tokens: Sequence[Token], words: Words) -> dict[int, VerbGroup]:
    """Return the verb groups of a sentence by the number of their first token."""
    sentence = PartlyRead(tokens, words)
    auxiliaries = words.modals | words.be | words.have | words.do | words.prospective | frozenset(("to",))
    auxiliaries |= words.restricting
    previous: VerbGroup | None = None
    number = 0
    while number < len(tokens):
        token = tokens[number]
        can_open = token.is_word and (token.forms or token.lower in auxiliaries)
        group = _group_at(sentence, number) if can_open else None
        if group:
            group = with_shared_auxiliary(sentence, group, previous)
            sentence.groups[number] = group
            if not (group.progressive and previous and previous.passive) or group.is_finite:
                previous = group  # “was held at a boarding house and flown home”
            number = _end_of_plan(sentence, group)
        number += 1
    return sentence.groups


def _end_of_plan(sentence: PartlyRead, group: VerbGroup) -> int:
    """Return the last token of “is expected to be signed”, else the group's: a plan is no clause."""
    following = group.last + 1
    if not group.passive or group.lemma not in sentence.words.plans or sentence.lower(following) != "to":
        return group.last
    last, _ = sentence.skip(following + 2)
    passive = sentence.lower(following + 1) == "be" and "VBN" in sentence.forms(last)
    return last if passive else group.last


def _group_at(sentence: PartlyRead, first: int) -> VerbGroup | None:
    """Return the group that begins with a word, with auxiliaries or alone."""
    words = sentence.words
    token = sentence.tokens[first]
    lower = token.lower
    if lower == "to" and sentence.lower(first + 1) == "be":
        last, negated = sentence.skip(first + 2)
        if "VBN" in sentence.forms(last):
            return sentence.group(first, last, Tense.NONE, passive=True, negated=negated)
    if lower in words.restricting and sentence.lower(first + 1) == "to":
        return _with_outcome(sentence, first)
    if lower in words.prospective and sentence.lower(first + 1) == "to":
        following, negated = sentence.skip(first + 2)
        if "VB" in sentence.forms(following) and sentence.lower(first - 1) not in words.be:
            return sentence.group(first, following, Tense.NONE, negated=negated)
    if lower in words.modals and not (token.is_name and first):
        return _with_modal(sentence, first)
    if lower in words.have:
        following, _ = sentence.skip(first + 1)
        bare = sentence.lower(first - 1) == "to" and "VBN" not in sentence.forms(following)
        return None if bare else _with_have(sentence, first)  # “wanted to have the dispute heard”
    if lower in words.be and lower not in words.auxiliaries_not_finite:
        return _with_be(sentence, first)
    if lower == "be" and is_wish(sentence, first):
        return sentence.group(first, sentence.skip(first + 1)[0], Tense.CONDITIONAL, passive=True)
    if lower == "being" and "VBN" in sentence.forms(sentence.skip(first + 1)[0]):
        return sentence.group(first, sentence.skip(first + 1)[0], Tense.NONE, passive=True)
    if lower in words.do:
        following, negated = sentence.skip(first + 1)
        negated = negated or sentence.is_negation(first)
        takes = sentence.lower(following + 1) in words.determiners  # “did visit the prison”
        emphatic = takes or not language.can_be_noun(sentence.lower(following))
        if (negated or emphatic) and "VB" in sentence.forms(following):
            tense = Tense.PAST if lower in words.past_do else Tense.PRESENT
            return sentence.group(first, following, tense, negated=negated)
    return single_verb(sentence, first)


def _with_outcome(sentence: PartlyRead, first: int) -> VerbGroup | None:
    """Read “left in May, only to return” as what came of it, in the tense of the verb before it."""
    before = next((group for group in reversed(sentence.groups.values()) if group.is_finite), None)
    if before is None or sentence.lower(first - 1) != "," or before.tense in _TO_COME:
        return None
    last, _ = sentence.skip(first + 2)
    passive = sentence.lower(last) == "be" and "VBN" in sentence.forms(last + 1)
    if passive:
        return sentence.group(first, last + 1, before.tense, passive=True)
    return sentence.group(first, last, before.tense) if "VB" in sentence.forms(last) else None


def _with_modal(sentence: PartlyRead, first: int) -> VerbGroup | None:
    lower = sentence.tokens[first].lower
    future = lower in sentence.words.future
    following, negated = sentence.skip(first + 1)
    if sentence.lower(following) in OPENING_QUOTES and sentence.tokens[following].quoted:
        following += 1  # “will “close the mill””
    inner = _infinitive(sentence, following)
    if inner is None:
        return None
    tense = Tense.FUTURE if future else Tense.CONDITIONAL
    negated = negated or inner.negated or sentence.is_negation(first)
    return replace(inner, first=first, tense=tense, negated=negated)


def _infinitive(sentence: PartlyRead, first: int) -> VerbGroup | None:
    """Read what an auxiliary goes on with: “have left”, “be held”, “leave”."""
    if sentence.lower(first) == "have":
        return _with_have(sentence, first)
    if sentence.lower(first) == "be":
        return _with_be(sentence, first)
    is_verb = "VB" in sentence.forms(first) or _is_unknown_verb(sentence, first)
    return sentence.group(first, first, Tense.NONE) if is_verb else None


def _is_unknown_verb(sentence: PartlyRead, number: int) -> bool:
    """Whether a word that no dictionary knows stands where a modal waits for its verb."""
    words = sentence.words
    if number >= len(sentence.tokens) or sentence.forms(number) or not sentence.tokens[number].is_small:
        return False
    lower = sentence.lower(number)
    closed = words.determiners | words.pronouns | words.prepositions | words.subordinators
    closed |= words.coordinators | words.relatives | words.quantifiers | words.numbers
    return lower not in closed and not (language.is_noun(lower) or language.is_adjective(lower))


def _with_have(sentence: PartlyRead, first: int) -> VerbGroup:
    tokens = sentence.tokens
    past = tokens[first].lower in sentence.words.past_have
    gerund = tokens[first].lower == "having"
    tense = Tense.PLUPERFECT if past else Tense.NONE if gerund else Tense.PERFECT
    following, negated = sentence.skip(first + 1)
    if sentence.lower(following) in OPENING_QUOTES and tokens[following].quoted:
        following += 1  # “had "panicked" when”
    if sentence.lower(following) == "been":
        inner = _with_be(sentence, following)
        planned = inner.tense in (Tense.FUTURE, Tense.CONDITIONAL)  # “had been due to sing”
        tense = Tense.CONDITIONAL if planned else tense
        return replace(inner, first=first, tense=tense, negated=negated or sentence.is_negation(first))
    if "VBN" in sentence.forms(following):
        return sentence.group(first, following, tense, progressive=gerund, negated=negated)
    simple = Tense.PAST if past else Tense.NONE if gerund else Tense.PRESENT
    if sentence.lower(following) == "to" and sentence.lower(following - 1) in sentence.words.coordinators:
        return VerbGroup(first, following - 1, "have", simple, negated=True)  # “has yet to rule”
    return VerbGroup(first, first, "have", simple, negated=negated or sentence.is_negation(first))


def _with_be(sentence: PartlyRead, first: int) -> VerbGroup:
    words = sentence.words
    tense = Tense.PAST if sentence.tokens[first].lower in words.past_be else Tense.PRESENT
    following, negated = sentence.skip(first + 1)
    if sentence.lower(following) == "being":
        following, _ = sentence.skip(following + 1)
    if sentence.lower(following) in words.prospective and sentence.lower(following + 1) == "to":
        following += 1  # “is due to open”
    if sentence.lower(following) == "to":
        return _with_be_to(sentence, first, following + 1, negated)
    following += _before_quoted_verb(sentence, following)
    forms = sentence.forms(following)
    told = _with_hearsay(sentence, first, following, negated)
    if told is not None:
        return told
    if "VBN" in forms and sentence.lower(following) != "been":
        return sentence.group(first, following, tense, passive=True, negated=negated)
    if "VBG" in forms:
        return sentence.group(first, following, tense, progressive=True, negated=negated)
    return VerbGroup(first, first, "be", tense, negated=negated or sentence.is_negation(first))


def _before_quoted_verb(sentence: PartlyRead, mark: int) -> int:
    """Return how many tokens stand before a participle in quotation marks: “was “reorganised” in 2017”.

    They hold nothing else but adverbs; 0 where they hold more.
    """
    verb, _ = sentence.skip(mark + 1)
    if sentence.lower(mark) not in OPENING_QUOTES or sentence.lower(verb + 1) not in CLOSING_QUOTES:
        return 0
    is_verb = "VBN" in sentence.forms(verb) and not sentence.tokens[verb].is_name
    return verb - mark if sentence.tokens[mark].quoted and is_verb else 0


def _with_hearsay(sentence: PartlyRead, first: int, participle: int, negated: bool) -> VerbGroup | None:
    """Read “is said to have left” as a past that somebody tells, with “have left” as its verb."""
    if sentence.lower(participle) not in sentence.words.hearsay or sentence.lower(participle + 1) != "to":
        return None
    last, _ = sentence.skip(participle + 2)
    if sentence.lower(last) != "have":
        return None
    inner = _with_have(sentence, last)
    if inner.lemma == "have":
        return None
    return replace(inner, first=first, tense=Tense.PERFECT, negated=negated or inner.negated)


def _with_be_to(sentence: PartlyRead, first: int, following: int, negated: bool) -> VerbGroup:
    """Read “is to be held” as a future, “was to be held” as what may not have come about."""
    past = sentence.tokens[first].lower in sentence.words.past_be
    tense = Tense.CONDITIONAL if past else Tense.FUTURE
    inner = _infinitive(sentence, following)
    if inner is None:
        return VerbGroup(first, first, "be", Tense.PAST if past else Tense.PRESENT, negated=negated)
    return replace(inner, first=first, tense=tense, negated=negated or inner.negated)
