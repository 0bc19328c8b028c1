"""What a clause without a time asserts: an act told as a fact, what somebody says, or background."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from timeline.events.clauses import Clause, ClauseKind, insertion
from timeline.events.context import Context
from timeline.events.language import Words, singular
from timeline.events.noun_phrases import opener
from timeline.events.prospects import is_plan
from timeline.events.selection import did_not_happen, measures, only_relates
from timeline.events.states import seems_or_relates
from timeline.events.subjects import head_of, subject_of
from timeline.events.telling import Parsed
from timeline.events.tokens import Token
from timeline.events.verbgroup import Tense

__all__ = [
    "answers_news",
    "clauses_of_time",
    "death_told",
    "goes_on_since",
    "is_background",
    "is_described",
    "is_told",
    "lasts_days",
    "leads_back",
    "only_speaks_of",
    "opens_life",
    "said_before",
    "speaker",
    "speaks",
    "tells_fact",
    "tells_no_act",
    "tells_of_market",
    "tells_of_then",
    "told_directly",
    "told_with_main",
]

_DAYS = re.compile(r"P(?!1D)[\dX.]+[DWMY]$")  # in a value of TIMEX3, but not minutes
_DAY_PART = 4  # tokens from a preposition to what it opens: “in the last minutes of trading”
_PASSING_CLAUSES = (ClauseKind.RELATIVE, ClauseKind.PARTICIPLE, ClauseKind.PARENTHESIS)


def is_told(tokens: Sequence[Token], clause: Clause, words: Words) -> bool:
    """Return whether a clause tells what came to pass: no state, no plan, nothing quoted or denied."""
    verb = clause.verb
    if verb is None or tokens[verb.last].quoted:
        return False
    if did_not_happen(tokens, clause, words) or only_relates(tokens, clause, words):
        return False
    if seems_or_relates(tokens, clause, words):
        return False
    if verb.tense in (Tense.FUTURE, Tense.CONDITIONAL, Tense.PLUPERFECT, Tense.NONE):
        return False
    if verb.progressive and verb.tense is Tense.PERFECT:
        return False  # “the town has been shrinking for a century”
    if verb.passive and verb.lemma in words.forecasting:
        return False  # “a judge is expected to rule”, “she was expected there”
    if verb.passive and verb.tense is Tense.PAST and is_plan(tokens, clause, words):
        return verb.lemma in words.commitments  # “was supposed to close”
    background = words.descriptive if verb.passive else words.states
    return verb.lemma not in background


def death_told(parsed: Parsed, words: Words) -> Clause | None:
    """Return the clause of an obituary that tells the death: “Ana Ruiz, who has died, was a painter”."""
    for clause in parsed.clauses:
        verb, of_main = clause.verb, clause.kind is ClauseKind.RELATIVE and clause.parent is parsed.main
        died = verb is not None and verb.lemma in words.dying and verb.tense is Tense.PERFECT
        if of_main and died and not parsed.has_time(clause.tokens):
            return clause
    return None


def tells_no_act(tokens: Sequence[Token], clause: Clause, words: Words) -> bool:
    """Return whether a clause behind the news adds no act: “a bell was ringing”, “made no comment”."""
    verb = clause.verb
    if verb is None or not is_told(tokens, clause, words):
        return True
    following = [token.lower for token in tokens[verb.last + 1 : verb.last + 4]]
    silent = verb.lemma in words.declining and following[:1] == ["to"]
    none = following[:1] and following[0] in words.determiners and following[0] in words.negations
    silent = silent or (bool(none) and not words.spoken.isdisjoint(following))
    silent = silent or (verb.lemma in words.forecasting and verb.tense is Tense.PRESENT)
    return silent or (verb.progressive and verb.tense is Tense.PAST)


def tells_of_market(parsed: Parsed, subject: str, words: Words) -> bool:
    """Return whether it tells what shares did, which is of the day of the news: “its shares fell by 5%”."""
    verb = parsed.main.verb
    moves = verb is not None and verb.tense is Tense.PAST and verb.lemma in words.trading
    lasts = any(_is_for_long(parsed.tokens, number, words) for number in parsed.main.tokens)
    shares = _names_index(subject, words) or head_of(subject, words).lower() in words.stocks
    return moves and shares and not lasts


def _names_index(subject: str, words: Words) -> bool:
    """Whether a subject ends in the name of an index: “Tokyo's Nikkei 225”, but not “Dow Chemical”."""
    parts = [part for part in subject.lower().split() if not part.isdigit()]
    ends = parts[-1:] != [] and parts[-1] in words.indices | words.index_parts
    return ends and not words.indices.isdisjoint(parts)


def _is_for_long(tokens: Sequence[Token], number: int, words: Words) -> bool:
    """Whether it says for how many months or years: “(fell for) two years”, but not “for a second day”."""
    unit = singular(tokens[number].lower)
    return unit in words.long_times and opener(tokens, number, words) in words.lasting_prepositions


def answers_news(parsed: Parsed, words: Words) -> bool:
    """Return whether an act is done on the day of the news, and to it: “the unions welcomed the decision”."""
    tokens, main = parsed.tokens, parsed.main
    verb = main.verb
    if verb is None or verb.tense is not Tense.PAST or tells_no_act(tokens, main, words):
        return False
    behind = [number for number in main.tokens if number > verb.last]
    return verb.lemma in words.answering or any(
        _names_news(tokens, number, words) or _is_part_of_day(tokens, number, words) for number in behind
    )


def _names_news(tokens: Sequence[Token], number: int, words: Words) -> bool:
    """Whether a noun alone with “the” means what was told: “(greeted) the move”, not “the move to Graz”."""
    following = tokens[number + 1].lower if number + 1 < len(tokens) else ""
    complements = words.complement_prepositions - words.settings - {"with"}  # “greeted the news with relief”
    alone = following not in complements | words.purposes | words.relatives
    opens = tokens[number - 1].lower in words.demonstratives | (words.articles - words.indefinite)
    return tokens[number].lower in words.news_nouns and opens and alone


def _is_part_of_day(tokens: Sequence[Token], number: int, words: Words) -> bool:
    """Whether it says at what part of a day: “(soon after) lunch”, “(in early) trading”."""
    before = [token.lower for token in tokens[max(number - _DAY_PART, 0) : number]]
    return tokens[number].lower in words.day_parts and not words.time_prepositions.isdisjoint(before)


def tells_fact(parsed: Parsed, words: Words) -> bool:
    """Return whether what is said is told as a fact: not in quotation marks, denied, or still to come."""
    clauses = [
        (clause, clause.verb)
        for clause in parsed.clauses
        if clause.verb and clause.verb.is_finite and clause.verb.lemma not in words.saying
    ]
    return bool(clauses) and not any(
        parsed.tokens[verb.last].quoted
        or did_not_happen(parsed.tokens, clause, words)
        or verb.tense in (Tense.FUTURE, Tense.CONDITIONAL)
        for clause, verb in clauses
    )


def opens_life(parsed: Parsed, words: Words) -> bool:
    """Return whether a sentence begins with a birth and so tells a life: “Born in Oslo, she read law”."""
    first, main = parsed.tokens[0], parsed.main.verb
    begins = first.lower in words.births and parsed.clauses[0].tokens[:1] != [0]
    return begins and main is not None and main.tense is Tense.PAST


def is_background(parsed: Parsed, words: Words) -> bool:
    """Return whether it is told what is done again and again, still goes on, or went on at another time."""
    verb, starts = parsed.main.verb, {parsed.tokens[number].start for number in parsed.main.tokens}
    often = any(e.type == "SET" and e.start in starts for e in parsed.expressions)
    if verb is None or often:
        return often
    near = parsed.tokens[max(verb.first - 1, 0) : verb.last]
    still = verb.tense is Tense.PRESENT and any(token.lower in words.lasting_adverbs for token in near)
    goes_on = verb.progressive and verb.tense is Tense.PAST
    return (
        still
        or _was_once(parsed, words)
        or (goes_on and parsed.has_time(clauses_of_time(parsed.clauses, parsed.main)))
    )


def is_described(parsed: Parsed) -> bool:
    """Return whether it tells what is true of something with a past: “the fair, held in May, draws many”."""
    main, tokens = parsed.main, parsed.tokens
    verb = main.verb
    if verb is None or verb.tense is not Tense.PRESENT or verb.progressive:
        return False
    return any(
        clause.kind in (ClauseKind.PARTICIPLE, ClauseKind.RELATIVE)
        and clause.parent is main
        and clause.tokens[0] < verb.first
        and "," in (tokens[clause.tokens[0]].text, tokens[clause.tokens[0] - 1].text)
        and parsed.has_time(clause.tokens)
        for clause in parsed.clauses
    )


def goes_on_since(parsed: Parsed, words: Words) -> bool:
    """Return whether it is told what has gone on, or come about, since something: no news of one day."""
    verb = parsed.main.verb
    if verb is None or verb.tense is not Tense.PERFECT:
        return False
    tokens, main = parsed.tokens, parsed.main
    clauses = [
        clause
        for clause in parsed.clauses
        if clause.parent is main and clause.verb is not None and clause.verb.tense is Tense.PAST
    ]
    outside = [number for number in main.tokens if not verb.first <= number <= verb.last]
    outside += [clause.tokens[0] for clause in clauses]
    for number in main.tokens[:-1]:
        if tokens[number].lower not in words.lasting_prepositions:
            continue
        length, unit = (token.lower for token in tokens[number + 1 : number + 3])
        in_office = verb.lemma in words.offices and not verb.passive and unit in words.long_units
        # “Has led it for 18 years”, “has met for years”, but “has been jailed for three years”.
        if length in words.long_units or in_office:
            return True
    return any(
        tokens[number].lower in words.since and not measures(tokens, main, number + 1, words)
        for number in outside
    )


def clauses_of_time(clauses: Sequence[Clause], clause: Clause) -> list[int]:
    """Return the tokens of the clauses that say when it was: “called a strike (after talks failed)”."""
    around = [
        other
        for other in clauses
        if other.parent is clause and other.kind is ClauseKind.SUBORDINATE and not _was_before(other)
    ]
    return [number for other in around for number in other.tokens]


def told_directly(parsed: Parsed) -> list[int]:
    """Return the tokens of a sentence without what it tells in passing, or of what had been before that."""
    passing = (clause for clause in parsed.clauses if clause.kind in _PASSING_CLAUSES or _was_before(clause))
    left_out = {number for clause in passing for number in clause.tokens}
    return [number for number in range(len(parsed.tokens)) if number not in left_out]


def told_with_main(parsed: Parsed, words: Words) -> list[int]:
    """Return the tokens that can tell when the main clause was: not those of asides and behind its verb.

    “Investigators who came in May took statements”, but “Captain Ruiz, who learned to fly in May, was last”.
    Nor does what only measures: “fell by 5%, the most since they were listed in 1994”, “… since May”.
    """
    direct, verb = set(told_directly(parsed)), parsed.main.verb
    for clause in parsed.clauses:
        first = clause.tokens[0] if clause.tokens else 0
        aside = first > 0 and parsed.tokens[first - 1].text == ","
        if not aside and verb is not None and first < verb.first:
            direct |= set(clause.tokens)
        if clause.kind is ClauseKind.SUBORDINATE and measures(parsed.tokens, parsed.main, first + 1, words):
            direct -= set(clause.tokens)
    return sorted(i for i in direct if not measures(parsed.tokens, parsed.main, i, words))


def _was_before(clause: Clause) -> bool:
    """Whether it tells what had been before: “closed lower, after it had lost a tenth in May”."""
    is_perfect = clause.verb is not None and clause.verb.tense is Tense.PLUPERFECT
    return is_perfect and clause.kind is ClauseKind.SUBORDINATE


def leads_back(parsed: Parsed, words: Words) -> bool:
    """Return whether a sentence leads to an earlier time: “When it opened, …”, “she once sold …”.

    What it quotes does not.
    """
    main = parsed.main
    return _was_once(parsed, words) or any(
        clause.opener in words.background_openers
        and not parsed.tokens[clause.tokens[0]].quoted
        and clause.verb is not None
        and clause.verb.is_finite
        and (main.verb is None or clause.tokens[0] < main.verb.first)
        for clause in parsed.clauses
    )


def _was_once(parsed: Parsed, words: Words) -> bool:
    """Whether the main verb tells what was so at some earlier time: “once sold”, “was formerly owned”."""
    verb = parsed.main.verb
    near = parsed.tokens[max(verb.first - 1, 0) : verb.last] if verb else []
    return any(token.lower in words.former and not token.quoted for token in near)


def tells_of_then(tokens: Sequence[Token], clause: Clause, words: Words) -> bool:
    """Return whether a clause points, unquoted, at another time: “called it a lie at the time”.

    A time with which it compares is none, nor is that of a thing: “more than last season”, “a star of last
    season”, but “missed most of last season”.
    """
    text = " ".join(tokens[number].lower for number in clause.tokens if not tokens[number].quoted)
    compares = words.than | words.measured_from | words.since
    for then in words.pointing_at_time:
        before, found, behind = f" {text} ".partition(f" {then} ")
        last = before.split()[-2:]
        of_thing = last[-1:] != [] and last[-1] in words.belonging and last[0] not in words.shares
        if found and not behind.startswith("of ") and not of_thing and compares.isdisjoint(last[-1:]):
            return True
    return False


def lasts_days(parsed: Parsed, words: Words) -> bool:
    """Return whether the main clause tells what went on for days, and no single act: “sat for nine days”."""
    verb, tokens = parsed.main.verb, parsed.tokens
    if verb is None or verb.passive or verb.tense is not Tense.PAST or verb.last + 2 >= len(tokens):
        return False
    opener, first = tokens[verb.last + 1 : verb.last + 3]
    lengths = {each.start: each.value for each in parsed.expressions if each.type == "DURATION"}
    length = lengths.get(first.start, "")
    return opener.lower in words.lasting_prepositions and _DAYS.match(length) is not None


def only_speaks_of(parsed: Parsed, dated: Sequence[int], words: Words) -> bool:
    """Return whether the main clause only tells that somebody told of its subject, a dated noun.

    “Her death on 3 May was announced by the church” tells the death.
    """
    verb, subject = parsed.main.verb, parsed.main.subject()
    told = verb is not None and verb.passive and verb.lemma in words.saying
    return told and any(noun in subject for noun in dated)


def speaks(tokens: Sequence[Token], clause: Clause, words: Words, *, now: bool) -> bool:
    """Return whether the clause tells that somebody said something; if `now`, that he says or has said it."""
    verb = clause.verb
    if verb is None or verb.lemma not in words.saying or tokens[verb.last].quoted or verb.negated:
        return False
    if any(tokens[number].lower in words.negations for number in clause.subject()[:2]):
        return False
    is_now = now and verb.tense in (Tense.PRESENT, Tense.PERFECT)
    return not verb.passive and (verb.tense is Tense.PAST or is_now)


def said_before(parsed: Parsed, clause: Clause, words: Words) -> bool:
    """Return whether a clause's own words tell that somebody said it before, again and again, or never.

    “once said”, “often said”, “recently said”, “said Omar Vega, then the mayor”, “said in her memoirs”.
    """
    tokens, aside = parsed.tokens, insertion(parsed.tokens, clause)
    own = [number for number in clause.tokens if not tokens[number].quoted]
    said = replace(clause, tokens=own)
    if did_not_happen(tokens, said, words) or tells_of_then(tokens, said, words):
        return True
    past = {each.start for each in parsed.expressions if each.value == "PAST_REF"}
    return any(
        tokens[number].lower in words.former
        or (tokens[number].start in past and tokens[number - 1].lower not in words.articles)
        or (number in clause.subject() and number not in aside and _is_for_long(tokens, number, words))
        or _tells_what_was(tokens, number, words)
        or _is_of_own_work(tokens, number, words)
        for number in own
    )


def _tells_what_was(tokens: Sequence[Token], number: int, words: Words) -> bool:
    """Whether “then” says what somebody was: “(then) the mayor”, “the (then) mayor”, or when: “said then”."""
    if tokens[number].lower not in words.going_on or not number:
        return False
    before, behind = tokens[number - 1], tokens[number + 1 : number + 2]
    ends = not behind or behind[0].is_mark or behind[0].lower in words.relatives
    return ends or before.is_mark or before.lower in words.articles


def _is_of_own_work(tokens: Sequence[Token], number: int, words: Words) -> bool:
    """Whether it is a work of who says it, in which he does: “in her (memoirs)”."""
    owned = number > 1 and tokens[number - 1].lower in words.possessives & words.personal_pronouns
    return owned and tokens[number].lower in words.works and tokens[number - 2].lower in words.settings


def speaker(parsed: Parsed, clause: Clause, words: Words, context: Context) -> str:
    """Return who says it, also behind the verb: “it sank, said Ana Torres”."""
    assert clause.verb is not None
    if any(parsed.tokens[number].is_word for number in clause.subject()):
        return subject_of(parsed.tokens, clause, words, context)
    behind = (parsed.tokens[number] for number in clause.tokens if number > clause.verb.last)
    return " ".join(token.text for token in takewhile(lambda token: token.is_word, behind))
