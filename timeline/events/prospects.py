"""What is told to come: a future, a plan, what was laid down for a day that is still ahead."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from timeline.events.clauses import Clause, ClauseKind
from timeline.events.governor import Governor
from timeline.events.language import Words
from timeline.events.mention import Mention
from timeline.events.noun_phrases import is_happening
from timeline.events.parts import subject_noun
from timeline.events.tokens import Token
from timeline.events.verbgroup import Tense, VerbGroup

__all__ = [
    "dropped_plan",
    "has_deadline",
    "is_arranged",
    "is_demanded",
    "is_directed",
    "is_of_cancelled",
    "is_plan",
    "looks_ahead",
    "told_ahead",
]

_TOLD = (Tense.PAST, Tense.PERFECT)
_TELLING = (ClauseKind.MAIN, ClauseKind.COORDINATE)


def looks_ahead(tokens: Sequence[Token], found: Governor, words: Words) -> bool:
    """Return whether a clause tells what is to come: “will open”, “is expected to open”, “due to open”."""
    verb = found.clause.verb
    if verb is None or found.is_noun:
        return False
    if verb.is_finite:
        planned = verb.tense is Tense.PRESENT and (
            is_plan(tokens, found.clause, words) or _waits(found.clause, words)
        )
        planned = planned or _was_to_come(tokens, found.clause, words)
        return verb.tense is Tense.FUTURE or planned or _is_said_to_come(tokens, found.clause, words)
    opener = tokens[verb.first].lower
    planned = opener in words.prospective or is_plan(tokens, found.clause, words)
    return opener == "to" or (planned and not is_called_off(tokens, found.clause.parent, words))


def is_of_cancelled(tokens: Sequence[Token], found: Governor, words: Words) -> bool:
    """Return whether it only tells when what is cancelled was to be: “called off the strike set for May”."""
    verb, above = found.clause.verb, found.clause.parent
    cancels = above.verb if above is not None else None
    if found.is_noun or verb is None or verb.is_finite or not verb.passive or cancels is None:
        return False
    arranged = verb.lemma in words.arranging or is_plan(tokens, found.clause, words)
    off = not (words.postponing | words.cancelling).isdisjoint(_with_particle(tokens, cancels))
    return arranged and off and not cancels.negated and not cancels.passive and cancels.last < verb.first


def has_deadline(tokens: Sequence[Token], clause: Clause, words: Words) -> bool:
    """Return whether a clause only tells by when something is to be: “is to report by 3 May”."""
    return any(tokens[i].lower in words.deadlines and tokens[i + 1].is_time for i in clause.tokens[:-1])


def is_arranged(found: Governor, words: Words) -> bool:
    """Return whether a noun is what somebody arranged: “has set a hearing”, which need not take place."""
    verb = found.clause.verb
    arranged = verb is not None and verb.lemma in words.arranging and not verb.passive
    return arranged and found.is_noun and verb is not None and verb.last < found.token


def is_directed(tokens: Sequence[Token], clause: Clause, words: Words) -> bool:
    """Return whether somebody has told another what is still to be done: “has asked him to come on 3 May”.

    Not what stands behind the date: “has asked him to a feast on 3 May to mark her birthday”.
    """
    verb = clause.verb
    if verb is None or verb.negated or verb.tense is not Tense.PERFECT or verb.lemma not in words.directing:
        return False
    last = max((number for number in clause.tokens if tokens[number].is_time), default=-1)
    behind = [number for number in clause.tokens if verb.last < number < last]
    return any(tokens[i].lower == "to" and "VB" in tokens[j].forms for i, j in pairwise(behind))


def is_demanded(tokens: Sequence[Token], clause: Clause, words: Words) -> bool:
    """Return whether a clause with “that” is in the subjunctive: “asked that he leave”, done or not."""
    verb, above = clause.verb, clause.parent
    if verb is None or above is None or above.verb is None or clause.opener != "that":
        return False
    plain = verb.tense is Tense.PRESENT and "VBZ" not in tokens[verb.first].forms
    return plain and verb.first == verb.last and above.verb.lemma in words.demanding


def is_called_off(tokens: Sequence[Token], clause: Clause | None, words: Words) -> bool:
    """Return whether a clause tells that its subject will not be: “was cancelled”, “has been called off”."""
    verb = clause.verb if clause else None
    if verb is None or verb.negated or not verb.passive:
        return False
    told = _with_particle(tokens, verb)
    if verb.lemma in words.putting:
        return told[1].partition(" ")[2] in words.postponers
    return not (words.postponing | words.cancelling).isdisjoint(told)


def _with_particle(tokens: Sequence[Token], verb: VerbGroup) -> tuple[str, str]:
    """Return a verb without and with the word behind it: “call”, “call off”."""
    behind = tokens[verb.last + 1].lower if verb.last + 1 < len(tokens) else ""
    return verb.lemma, f"{verb.lemma} {behind}"


def dropped_plan(
    tokens: Sequence[Token], clauses: Sequence[Clause], plans: Sequence[Mention], words: Words
) -> Mention | None:
    """Return which of the plans told before it a sentence tells is not to be: “It was called off”.

    That is the last one, if a clause behind it names its noun again or has “it”. A ship can be scrapped and a
    club dropped, so what names no happening must be called off or cancelled.
    """
    for clause in clauses:
        verb = clause.verb
        told = verb is not None and verb.tense in _TOLD and clause.kind in _TELLING
        if verb is None or not told or verb.negated or not verb.passive:
            continue
        numbers = [i for i in clause.subject() if tokens[i].is_word]
        numbers = [i for i in numbers if tokens[i].lower not in words.coordinators]
        before = [plan for plan in plans if numbers and plan.position < tokens[numbers[0]].start]
        plan = max(before, key=lambda each: each.position, default=None)
        noun = _plan_named([tokens[i].lower for i in numbers], plan, words) if plan else None
        if noun is None:
            continue
        happens = is_happening(noun, words) or noun in words.gatherings
        undoing = words.cancelling if happens else words.calling_off
        if not undoing.isdisjoint(_with_particle(tokens, verb)):
            return plan
    return None


def _plan_named(subject: Sequence[str], plan: Mention, words: Words) -> str | None:
    """Return which noun of a plan a subject stands for (“it”, “the race”), "" if unknown, None for none."""
    if len(subject) == 1 and subject[0] in words.thing_pronouns:
        return plan.head if plan.is_nominal else subject_noun(plan)
    again = len(subject) == 2 and subject[0] == "the" and subject[1] in plan.title.lower().split()
    return subject[1] if again else None


def _was_to_come(tokens: Sequence[Token], clause: Clause, words: Words) -> bool:
    """Whether it was laid down, with nothing against it: “was (scheduled) to open”, “must close”.

    A day that is still ahead as that is told has not seen it come to nothing; what is only said in passing
    leads to what became of it (“the school, which was to open in May, stays shut”).
    """
    verb = clause.verb
    if verb is None or verb.negated or clause.kind is ClauseKind.RELATIVE:
        return False
    if any(token.lower in words.reversals for token in tokens[verb.last :]):
        return False
    group = {token.lower for token in tokens[verb.first : verb.last]}
    if verb.tense is Tense.CONDITIONAL and group.isdisjoint(words.have):  # “was to have opened”
        return tokens[verb.first].lower in words.past_be | words.obliging
    return verb.tense in (Tense.PAST, Tense.PERFECT) and verb.passive and is_plan(tokens, clause, words)


def _is_said_to_come(tokens: Sequence[Token], clause: Clause, words: Words) -> bool:
    """Whether somebody said when it will be: “said that it would close in May”, not “by May”."""
    said = _reported(clause)
    above, verb = said.parent.verb if said and said.parent else None, clause.verb
    if verb is None or above is None:
        return False
    if has_deadline(tokens, clause, words):
        return False
    would = tokens[verb.first].lower == "would" and tokens[verb.first + 1].lower not in words.have
    return would and above.lemma in words.telling_plans and not above.negated


def _waits(clause: Clause, words: Words) -> bool:
    """Whether it tells in the present what another waits for: “will reopen when the ice melts”."""
    main = clause.parent.verb if clause.parent else None
    return main is not None and main.tense is Tense.FUTURE and clause.opener in words.background_openers


def is_plan(tokens: Sequence[Token], clause: Clause, words: Words) -> bool:
    """Return whether the verb only announces another: “plans to open”, “was due to land”."""
    verb = clause.verb
    if verb is None:
        return False
    following = verb.last + 1
    if verb.lemma == "be" and following < len(tokens) and tokens[following].lower in words.arrangements:
        return True
    aims = verb.passive and following < len(tokens) and tokens[following].lower in words.purposes
    if verb.passive and verb.lemma in words.calling | words.arranging:
        if _has_appointed(tokens, clause, words):
            return True  # “planned (at the inn) for Saturday”
        if aims:
            return False
    if verb.lemma not in words.plans | words.imagining or following == len(tokens):
        return False
    if verb.lemma in words.imagining:
        return "VBG" in tokens[following].forms
    if tokens[following].lower == "to":
        return following + 1 < len(tokens) and "VB" in tokens[following + 1].forms
    return aims


def _has_appointed(tokens: Sequence[Token], clause: Clause, words: Words) -> bool:
    """Whether “for” and a time stand behind the verb of a clause: “a march planned in Lund for Saturday”."""
    behind = [i for i in clause.tokens if clause.verb and i > clause.verb.last]
    return any(tokens[i].lower in words.purposes and tokens[j].is_time for i, j in pairwise(behind))


def told_ahead(tokens: Sequence[Token], clause: Clause, words: Words) -> VerbGroup | None:
    """Return the verb of a clause for its title: what was said or laid down to come, as a future."""
    verb = clause.verb
    if verb is None or verb.tense is not Tense.CONDITIONAL:
        return verb
    laid_down = tokens[verb.first].lower in words.past_be
    return replace(verb, tense=Tense.FUTURE) if laid_down or _reported(clause) else verb


def _reported(clause: Clause) -> Clause | None:
    """Return the clause of what was said that this one is part of: “said it had sunk and would rust”."""
    said: Clause | None = clause
    while said is not None and said.kind is ClauseKind.COORDINATE and clause.shares_subject():
        said = said.parent
    return said if said is not None and said.kind is ClauseKind.COMPLEMENT else None
