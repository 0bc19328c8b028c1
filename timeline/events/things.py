"""Whether a time expression is only that of a thing or of a state, and dates nothing that happened."""

from collections.abc import Sequence

from timeline.events import language
from timeline.events.clauses import Clause, ClauseKind, insertion
from timeline.events.language import Words
from timeline.events.noun_phrases import first_happening, is_happening, opener, owns
from timeline.events.timeless import is_described_season, is_share
from timeline.events.tokens import Token
from timeline.events.verbgroup import Tense

__all__ = ["arranged_for", "delimits_period", "due_before", "is_of_thing", "is_put_off"]

_ATTACHED = (ClauseKind.PARTICIPLE, ClauseKind.RELATIVE)


def arranged_for(tokens: Sequence[Token], clause: Clause, number: int, words: Words) -> int | None:
    """Return what somebody arranged for a date: “set a hearing for 3 May”, “set 3 May for a hearing”."""
    verb = clause.verb
    if verb is None or verb.passive or verb.negated or verb.lemma not in words.arranging:
        return None
    behind = [i for i in clause.tokens if i > verb.last]
    if number not in behind or tokens[behind[0]].lower in words.particles:
        return None  # “called off a strike for Monday”
    if tokens[number - 1].lower in words.purposes:
        return first_happening(tokens, range(behind[0], number - 1), words)
    opens = number == behind[0] and len(behind) > 1 and tokens[behind[1]].lower in words.purposes
    return first_happening(tokens, behind, words) if opens else None


def is_of_thing(tokens: Sequence[Token], clause: Clause, number: int, words: Words) -> bool:
    """Return whether a time expression (a token of the clause) is only that of a thing or of a state."""
    return (
        _is_of_what_is_due(tokens, number, words)
        or _is_of_noun(tokens, clause, number, words)
        or _is_season_of_noun(tokens, number, words)
        or _is_quarter_of_noun(tokens, clause, number, words)
        or _is_since_in_subject(tokens, clause, number, words)
        or _is_since_of_noun(tokens, clause, number, words)
        or _is_since_noun(tokens, number, words)
        or _is_shared_subject(tokens, clause, number, words)
        or _is_of_apposition(tokens, clause, number, words)
        or _is_object(tokens, clause, number, words)
    )


def _is_of_what_is_due(tokens: Sequence[Token], number: int, words: Words) -> bool:
    """Whether the date is only that of an adjective: “the report, originally due in May, was dropped”."""
    due = due_before(tokens, number, words)
    return due is not None and tokens[due - 1].lower not in words.be  # “is due in May” tells what will be


def due_before(tokens: Sequence[Token], number: int, words: Words) -> int | None:
    """Return the adjective before a date (a token) that says what is to be then: “due in May”."""
    position = number - 1
    if position >= 0 and tokens[position].lower in words.date_prepositions:
        position -= 1
    return position if position > 0 and tokens[position].lower in words.prospective else None


def _is_season_of_noun(tokens: Sequence[Token], number: int, words: Words) -> bool:
    """Whether a season only describes a noun: “the winter timetable”, “a summer truce”."""
    *before, season = tokens[number].lower.split()
    if is_described_season(tokens, number, words) and not before:
        return True  # “a wet autumn kept the buyers away”
    following = tokens[number + 1 : number + 2]
    if season not in words.seasons or not following or not words.articles.issuperset(before):
        return False
    owned = before or (number and (tokens[number - 1].lower in words.determiners or owns(tokens[number - 1])))
    fronted = before and number and tokens[number - 1].lower in words.date_prepositions
    noun = following[0]
    return bool(owned) and not fronted and language.is_noun(noun.lower) and not noun.is_name


def _is_quarter_of_noun(tokens: Sequence[Token], clause: Clause, number: int, words: Words) -> bool:
    """Whether a quarter only describes a noun beside another time: “a first-quarter loss on Monday”."""
    said = tokens[number].lower.replace("-", " ").split()
    following = tokens[number + 1 : number + 2]
    if said[-1] not in words.accounted or not words.articles.isdisjoint(said) or not following:
        return False
    noun = following[0].lower
    thing = noun in words.accounts or not is_happening(noun, words)
    describes = following[0].is_small and language.is_noun(noun) and thing
    return describes and any(tokens[i].is_time for i in clause.tokens if i != number)


def _is_of_noun(tokens: Sequence[Token], clause: Clause, number: int, words: Words) -> bool:
    """Whether it is the time that a thing is for or of: “the plan for next year”, “the tax of 2009”."""
    if number > 1 and tokens[number - 1].lower in words.belonging:
        number = _before_part(tokens, number, words)
    if number < 2 or not tokens[number - 2].is_word or tokens[number].is_possessive:
        return False
    before, noun = tokens[number - 1].lower, tokens[number - 2].lower
    if before in words.purposes:
        arranged = clause.verb is not None and clause.verb.lemma in words.plans
        return language.is_noun(noun) and not arranged and not tokens[number - 2].forms & {"VBN"}
    if before not in words.belonging or not language.is_noun(noun) or is_happening(noun, words):
        return False
    periodic = language.singular(noun) in words.periods | words.units
    return not periodic and opener(tokens, number - 2, words) not in words.date_prepositions


def _before_part(tokens: Sequence[Token], number: int, words: Words) -> int:
    """Return where a part of a time begins that a thing is for: “revenue for (the last months of 2009)”."""
    first = number - 1
    parts = words.articles | words.telling_adverbs | words.numbers | words.units | words.periods
    while first > 1 and tokens[first - 1].lower in parts:
        first -= 1
    return first if first < number - 1 and tokens[first - 1].lower in words.purposes else number


def _is_since_in_subject(tokens: Sequence[Token], clause: Clause, number: int, words: Words) -> bool:
    """Whether it goes with a noun of the subject: “the leader since Monday broke his arm”.

    With a verb in the simple past “since” does not go.
    """
    verb = clause.verb
    if verb is None or not 1 < number < verb.first or verb.tense is not Tense.PAST:
        return False
    return tokens[number - 1].lower in words.since and tokens[number - 2].is_word


def _is_since_noun(tokens: Sequence[Token], number: int, words: Words) -> bool:
    """Whether it is that of a noun since which something lasted: “led it since its foundation in 2004”."""
    noun = number - 2
    if noun < 2 or tokens[number - 1].lower not in words.date_prepositions:
        return False
    lower = tokens[noun].lower
    is_plain = not tokens[noun].is_time and language.is_noun(lower) and not is_happening(lower, words)
    owned = tokens[noun - 1].lower in words.determiners | words.possessives
    return is_plain and owned and tokens[noun - 2].lower in words.since


def _is_since_of_noun(tokens: Sequence[Token], clause: Clause, number: int, words: Words) -> bool:
    """Whether it only says which are meant: “vans sold since May”, “a low not seen since May”.

    Of what is counted or has an article it tells something: “nine men trapped since May”.
    """
    verb, above = clause.verb, clause.parent.verb if clause.parent else None
    if verb is None or number < 2 or tokens[number - 1].lower not in words.since:
        return False
    if clause.kind is ClauseKind.PARTICIPLE and verb.passive and above is not None:
        noun, before = tokens[verb.first - 1].lower, tokens[max(verb.first - 2, 0)]
        bare = above.last == verb.first - 2 or before.lower in words.prepositions
        return bare and language.is_noun(noun) and language.singular(noun) != noun
    behind = range(verb.last + 1, number - 2)
    denied = any(tokens[i].lower in words.negations and "VBN" in tokens[i + 1].forms for i in behind)
    return verb.tense is Tense.PAST and denied


def _is_shared_subject(tokens: Sequence[Token], clause: Clause, number: int, words: Words) -> bool:
    """Whether it is the subject beside another time that says when: “most of the week was lost in 2009”."""
    verb = clause.verb
    opens = clause.tokens[0] == number - 2 and is_share(tokens, number, words)
    timed = opens and any(tokens[i].is_time for i in clause.tokens if i != number)
    return timed and verb is not None and number < verb.first


def _is_of_apposition(tokens: Sequence[Token], clause: Clause, number: int, words: Words) -> bool:
    """Whether it is that of what is set off beside the subject: “the fee, 9 euros in May, rose in June”."""
    aside = insertion(tokens, clause)
    if number not in aside or not any(tokens[i].is_time for i in clause.tokens if i not in aside):
        return False
    first = tokens[aside[1]]
    plain = not first.is_mark and first.lower not in words.prepositions | words.coordinators | words.adverbs
    return plain and aside[1] + 1 < number and not first.is_time


def _is_object(tokens: Sequence[Token], clause: Clause, number: int, words: Words) -> bool:
    """Whether it is what the verb acts on, not when: “they recalled the summer of 2003”."""
    verb = clause.verb
    if verb is None or verb.last != number - 1:
        return False
    if verb.lemma in words.proclaiming:
        return number + 1 < len(tokens) and tokens[number + 1].lower in words.articles
    first, *inner = tokens[number].lower.split()
    return first in words.articles and "of" in inner and not words.long_times.isdisjoint(inner)


def delimits_period(tokens: Sequence[Token], clause: Clause, words: Words) -> bool:
    """Return whether the clause only delimits a period: “the year ended 30 June”, “which ended in June”."""
    aside = insertion(tokens, clause)  # “the strike, in its third week, began”
    own = [number for number in clause.subject() if number not in aside]
    end = clause.tokens[0] if clause.kind in _ATTACHED else max(own, default=-1) + 1
    last = next((token for token in reversed(tokens[:end]) if not token.is_mark), None)
    return last is not None and last.lower.split()[-1] in words.periods | words.units


def is_one_of(tokens: Sequence[Token], noun: int, words: Words) -> bool:
    """Return whether a noun only names all those of which one is meant: “one of the worst raids of 1943”."""
    first = noun
    while first > 0 and tokens[first - 1].is_word and tokens[first].lower not in words.articles:
        first -= 1
    before = [token.lower for token in tokens[max(first - 2, 0) : first]]
    return len(before) == 2 and before[0] in words.one and before[1] == "of"


def is_put_off(tokens: Sequence[Token], clause: Clause, number: int, words: Words) -> bool:
    """Return whether a date is the new date of what is put off: “the launch was delayed until 3 May”."""
    verb = clause.verb
    off = verb is not None and verb.last < number and verb.lemma in words.postponing
    if verb is not None and verb.lemma in words.putting:
        off = off and tokens[verb.last + 1].lower in words.postponers  # but “was put up until 1923”
    return off and tokens[number - 1].lower in words.until | words.goals
