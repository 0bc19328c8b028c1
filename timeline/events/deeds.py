"""What somebody is held to have done: “was convicted on Monday of (robbing a bank in 2012)”."""

from collections.abc import Callable, Sequence

from timeline.events.clauses import Clause, ClauseKind
from timeline.events.language import Words, is_noun, lemma
from timeline.events.tokens import Token
from timeline.events.verbgroup import Tense, VerbGroup

__all__ = ["alleged_before", "alleged_by", "deed_at", "tells_deed"]

_REACH = 14  # words from the verb of judging to the deed


def deed_at(tokens: Sequence[Token], clause: Clause, time: int, words: Words) -> Clause | None:
    """Return the gerund clause that a time (a token) goes with, behind a verb of judging.

    A weekday is that of the judgment when the clause has no other time: “was convicted of robbing a bank on
    Monday”, but “on 3 May”.
    """
    verb = clause.verb
    if verb is None or verb.lemma not in words.judging or verb.last >= time:
        return None
    first = _gerund(tokens, clause, time, words)
    before = [number for number in clause.tokens if tokens[number].is_time and number != time]
    exact = any(part.rstrip("s").isdigit() for part in tokens[time].lower.split())  # “the 1990s”
    exact = exact and (verb.passive or verb.lemma in words.owning_up)
    if not first or not (exact or any(number < first for number in before)):
        return None
    inside = [number for number in clause.tokens if number >= first]
    group = VerbGroup(first, first, lemma(tokens[first].lower), Tense.NONE, progressive=True)
    return Clause(ClauseKind.PARTICIPLE, clause, tokens=inside, verb=group)


def tells_deed(verb: VerbGroup, words: Words) -> bool:
    """Return whether a deed behind the verb is told of its subject, and really done.

    “A court jailed him for robbing a bank” tells no deed of the court, “was cleared of robbing it” none.
    """
    return verb.lemma not in words.clearing and (verb.passive or verb.lemma in words.owning_up)


def _gerund(tokens: Sequence[Token], clause: Clause, time: int, words: Words) -> int:
    """Return the gerund between a verb and a time, behind a preposition or “admitted”; else 0."""
    assert clause.verb is not None
    for number in range(time - 1, clause.verb.last, -1):
        if tokens[number].is_mark or number not in clause.tokens:
            return 0
        owns_up = number == clause.verb.last + 1 and clause.verb.lemma in words.owning_up
        opens = owns_up or tokens[number - 1].lower in words.prepositions
        if opens and "VBG" in tokens[number].forms and tokens[number].lower not in words.prepositions:
            return number
    return 0


def alleged_before(tokens: Sequence[Token], verb: VerbGroup, words: Words) -> bool:
    """Return whether a gerund is only what somebody is accused or suspected of: “charged with (robbing)”."""
    if not verb.progressive or verb.is_finite or not verb.first:
        return False
    if tokens[verb.first - 1].lower not in words.prepositions - words.sides:
        return False  # “was arrested shortly before boarding a train”
    before = tokens[max(verb.first - _REACH, 0) : verb.first - 1]
    doubting = words.accusing | words.denying
    pleads_not = any(token.lower in words.negations for token in before)  # “pleaded not guilty to (robbing)”
    doubts = any(token.lower in words.suspicions or lemma(token.lower) in doubting for token in before)
    return doubts or (pleads_not and any(lemma(token.lower) in words.owning_up for token in before))


def alleged_by(
    tokens: Sequence[Token],
    clauses: Sequence[Clause],
    clause: Clause,
    said: Callable[[Clause], Clause | None],
    words: Words,
) -> str:
    """Return how a title hedges what a clause tells, "" where it is told as a fact.

    “Police suspect that he shot her”, “she fell, prosecutors allege”, “charges that he shot her”, “Perhaps
    she fell”. `said` returns what the verb of a clause introduces.
    """
    clause = clause.leader()  # “allege that he shot her and fled”
    if _follows_suspicion(tokens, clause.tokens[0], words):
        return words.hearsay["alleged"]
    opening = _opening_hedge(tokens, clause, words)
    if opening:
        return opening
    verbs = ((other, other.verb) for other in clauses if other.verb is not None and not other.verb.negated)
    alleging = ((other, verb) for other, verb in verbs if verb.lemma in words.alleging)
    told = (verb.lemma for other, verb in alleging if said(other) is clause and not _takes_noun(tokens, verb))
    return next((words.alleging[lemma] for lemma in told), "")


def _takes_noun(tokens: Sequence[Token], verb: VerbGroup) -> bool:
    """Whether a verb has a noun for its object and tells no clause: “it was hit; nobody claimed (credit)”."""
    behind = tokens[verb.last + 1 : verb.last + 3]
    alone = len(behind) == 1 or (len(behind) == 2 and (behind[1].is_mark or behind[1].is_time))
    return alone and behind[0].is_small and is_noun(behind[0].lower)


def _opening_hedge(tokens: Sequence[Token], clause: Clause, words: Words) -> str:
    """Return the hedge that a clause opens with or that commas set off: “Perhaps the king fled”; "" for none.

    It is not that of its noun: “Perhaps 20 people fled”, “Perhaps the best of them, Ana Lind, fled”.
    """
    subject = clause.subject()
    commas = [number for number in subject if tokens[number].text == ","]
    starts = words.determiners | words.subject_pronouns
    for number in subject[:-1]:
        following = tokens[number + 1]
        plain = number == subject[0] and not commas and (following.is_name or following.lower in starts)
        set_off = number + 1 in commas and (number == subject[0] or number - 1 in commas)
        if tokens[number].lower in words.hedges and (plain or set_off):
            return tokens[number].lower
    return ""


def _follows_suspicion(tokens: Sequence[Token], number: int, words: Words) -> bool:
    """Whether “that” goes on a noun of accusing, perhaps behind what commas set off from it."""
    before = number - 1
    if tokens[number].lower != "that":
        return False
    if before > 0 and tokens[before].text == ",":  # “charges, brought in May, that he shot her”
        before = next((i - 1 for i in range(before - 1, 0, -1) if tokens[i].text == ","), -1)
    return before >= 0 and tokens[before].lower in words.suspicions
