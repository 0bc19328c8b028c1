"""How it came about that somebody suffered something: “two are hurt (when a bus hits a wall)”."""

from collections.abc import Sequence

from timeline.events.clauses import Clause, ClauseKind
from timeline.events.language import Words
from timeline.events.number import Numbers
from timeline.events.phrases import core, joined, subject_phrase
from timeline.events.reported import MOST
from timeline.events.titles import title
from timeline.events.tokens import Token
from timeline.events.verbgroup import TOLD, Tense

__all__ = ["shares_auxiliary", "tells_how", "with_circumstance"]


def with_circumstance(
    heading: str,
    tokens: Sequence[Token],
    clauses: Sequence[Clause],
    clause: Clause,
    words: Words,
    numbers: Numbers,
) -> str:
    """Return the title of a clause that tells what somebody suffered with how it came about, if both fit."""
    told = next((each for each in clauses if tells_how(tokens, each, clause, words)), None)
    if not heading or told is None:
        return heading
    own = core(tokens, told.subject()[1:], words)
    subject = joined(tokens, own)
    plural = numbers.is_plural(subject, words)
    how = title(tokens, told, words, subject=subject, plural=plural, said=None)
    if not how or f" {told.opener} " in heading:
        return heading
    most = MOST + 1 - len(how.split())
    heading = _with_others(heading, tokens, clause, words, most)
    if len(heading.split()) > most:
        return heading
    if not tokens[own[0]].is_name:
        how = how[:1].lower() + how[1:]
    return f"{heading} {told.opener} {how}"


def _with_others(heading: str, tokens: Sequence[Token], clause: Clause, words: Words, most: int) -> str:
    """Add who suffered something else in the clause before: “(one is killed and) two hurt”, if short."""
    above = clause.parent
    if above is None or above.verb is None or not shares_auxiliary(tokens, clause):
        return heading
    own = subject_phrase(tokens, above.subject(), words)
    first = title(tokens, above, words, subject=own, plural=own.split(" ")[0].lower() != "one", said=None)
    auxiliary = next((f" {each} " for each in ("are", "is") if f" {each} " in heading), "")
    added = heading.replace(auxiliary, " ", 1)
    begins = next((tokens[i] for i in clause.subject() if tokens[i].lower not in words.coordinators), None)
    if begins is not None and not begins.is_name:
        article = f"{begins.lower} " if begins.lower in words.articles else ""
        added = f"{article}{added[:1].lower()}{added[1:]}"
    whole = f"{first} and {added}"
    return whole if first and auxiliary and len(whole.split()) <= most else heading


def shares_auxiliary(tokens: Sequence[Token], clause: Clause) -> bool:
    """Return whether it has its auxiliary and time from the one before: “one was shot and two hurt”."""
    verb, above = clause.verb, clause.parent
    if verb is None or above is None or above.verb is None or clause.kind is not ClauseKind.COORDINATE:
        return False
    bare = verb.passive and verb.is_finite and verb.first == verb.last and not clause.shares_subject()
    timed = any(tokens[i].is_time for i in clause.subject())  # “was seized and on 3 May charged”
    return bare and above.verb.passive and not timed and all(tokens[i].text != "," for i in above.tokens)


def tells_how(tokens: Sequence[Token], told: Clause, clause: Clause, words: Words) -> bool:
    """Return whether a clause tells how it came about what another one tells, right behind it."""
    verb, suffered = told.verb, clause.verb
    if verb is None or suffered is None or told.parent is not clause or suffered.negated or verb.negated:
        return False
    hangs = told.kind is ClauseKind.SUBORDINATE and told.opener in words.circumstantial
    hangs = hangs and verb.tense in TOLD and told.tokens[0] == clause.tokens[-1] + 1
    hangs = hangs and tokens[told.tokens[0] - 1].text != ","  # “on Monday, when the talks ended”
    compares = (
        verb.tense is Tense.PLUPERFECT and told.opener not in words.detaching
    )  # “died as she had lived”
    hangs = hangs and not compares and verb.lemma not in words.states | words.impersonal | words.saying
    return hangs and suffered.tense in TOLD and suffered.lemma in words.suffering
