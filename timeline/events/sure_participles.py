"""Participles that a word or time behind them gives away: “a letter dated 3 May”, “talks set for Friday”."""

from timeline.events import language
from timeline.events.noun_phrases import is_happening
from timeline.events.partly_read import PartlyRead
from timeline.events.predicates import subject_waits
from timeline.events.set_off import finite_after_comma
from timeline.events.tokens import OPENING_QUOTES

__all__ = ["describes_surely", "is_called"]

_SETTING_OFF = frozenset([",", "—", "–"])


def describes_surely(sentence: PartlyRead, number: int) -> bool:
    """Return whether a form that can be a participle is one, whatever stands before it."""
    sure = (_is_dated, _is_named_after, _opens_comparison, _is_second, _is_arranged)
    return any(is_so(sentence, number) for is_so in sure)


def is_called(sentence: PartlyRead, number: int) -> bool:
    """Return whether it tells the name of the noun before it: “they met a boy named Emil”."""
    tokens = sentence.tokens
    behind = number + 1
    lemma = language.lemma(sentence.lower(number))
    if lemma not in sentence.words.calling_by_name or behind >= len(tokens):
        return False
    named = tokens[behind].is_name or tokens[behind].text in OPENING_QUOTES
    return named and sentence.is_plain_noun(number - 1) and not subject_waits(sentence, number)


def _is_dated(sentence: PartlyRead, number: int) -> bool:
    """Whether its day says which paper is meant: “in a letter dated 3 May”, “in a post sent on 3 May”."""
    words, lemma = sentence.words, language.lemma(sentence.lower(number))
    if number + 1 >= len(sentence.tokens):
        return False
    if lemma in words.dating:
        return sentence.tokens[number + 1].is_time and language.is_noun(sentence.lower(number - 1))
    holds = sentence.lower(number - 1) in words.papers | words.utterances
    inside = sentence.lower(number - 2) in words.articles and sentence.lower(number - 3) in words.settings
    return lemma in words.issuing and holds and inside and sentence.leads_to_time(number + 1)


def _is_named_after(sentence: PartlyRead, number: int) -> bool:
    """Whether it says what something is called by: “a bridge named after the poet opened”."""
    names = language.lemma(sentence.lower(number)) in sentence.words.naming
    return names and "VBN" in sentence.forms(number) and sentence.lower(number + 1) == "after"


def _opens_comparison(sentence: PartlyRead, number: int) -> bool:
    """Whether it is set off like a preposition: “lost nine days, or a week, compared with two”."""
    words = sentence.words
    opens = sentence.lower(number) in words.loose_openers and sentence.lower(number - 1) == ","
    return opens and sentence.lower(number + 1) in words.prepositions


def _is_second(sentence: PartlyRead, number: int) -> bool:
    """Whether “and” adds it to one that is set off: “Lind, elected in May and named head in June, left”."""
    before = next(reversed(sentence.groups.values()), None)
    if sentence.joint_before(number) < 0 or before is None or before.is_finite or not before.passive:
        return False
    set_off = before.first > 0 and sentence.tokens[before.first - 1].text in _SETTING_OFF
    return set_off and finite_after_comma(sentence, number, sentence.tokens[before.first - 1].text)


def _is_arranged(sentence: PartlyRead, number: int) -> bool:
    """Whether it tells for when a happening was arranged, behind a verb: “announced talks set for 3 May”."""
    words, tokens = sentence.words, sentence.tokens
    behind = tokens[number + 1 : number + 3]
    if len(behind) < 2 or behind[0].lower not in words.purposes or not behind[1].is_time:
        return False
    arranged = language.lemma(sentence.lower(number)) in words.arranging and sentence.has_finite()
    noun = sentence.lower(number - 1)
    return arranged and (noun in words.gatherings or is_happening(noun, words))
