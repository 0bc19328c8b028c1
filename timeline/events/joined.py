"""Clauses that share the date of the one before: “thieves broke in on Monday, and a guard was hurt”."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from timeline.events.circumstances import shares_auxiliary
from timeline.events.clauses import Clause, ClauseKind
from timeline.events.governor import Governor
from timeline.events.language import Words, lemma
from timeline.events.mention import Mention
from timeline.events.prospects import is_plan
from timeline.events.reported import LEAST
from timeline.events.selection import did_not_happen, only_relates
from timeline.events.telling import Parsed, Teller
from timeline.events.tokens import Token
from timeline.events.verbgroup import Tense
from timeline.times import edtf

__all__ = ["told_apart", "told_with"]

_DATED = (ClauseKind.MAIN, ClauseKind.COORDINATE)


def told_apart(
    tokens: Sequence[Token], dated: Sequence[tuple[Mention, Governor]], words: Words
) -> list[Mention]:
    """Return the mentions of a sentence; those of clauses that are happenings of their own say so.

    “The mill closed on 2 April, and its owner was arrested that evening” tells two on one day; so does “The
    mill closed on 2 April, when its roof fell in”.
    """
    told = []
    for mention, found in dated:
        is_own = _is_joined(tokens, found.clause, words) or _is_set_off(tokens, found.clause, words)
        is_own = is_own and not found.is_noun and not mention.is_statement
        of_others = not found.is_noun and _tells_of_others(tokens, found.clause, words)
        beside = (is_own or of_others) and any(
            (of_others or _hangs_on(found.clause, other.clause))
            and not other.is_noun
            and other.clause is not found.clause
            and mention.date == each.date
            for each, other in dated
        )
        told.append(replace(mention, is_apart=True) if beside else mention)
    return told


def _tells_of_others(tokens: Sequence[Token], clause: Clause, words: Words) -> bool:
    """Whether a relative behind a comma tells what somebody else did: “made an offer, which she rejected”."""
    relative = clause.kind is ClauseKind.RELATIVE and clause.opener in words.object_relatives
    behind = clause.tokens[0] > 1 and tokens[clause.tokens[0] - 1].text == ","
    named = behind and not tokens[clause.tokens[0] - 2].is_time  # else the title has no object
    return relative and named and len(clause.subject()) > 1


def _hangs_on(clause: Clause, other: Clause) -> bool:
    """Whether a clause goes with another one, or stands beside it.

    That is a participle (“made in 1990, the year it failed, …”), a relative clause of what “and” joins it
    to (“a boat that left the next day sank, and a storm …”), or the side clause right before it (“fled after
    it closed on 2 April, when its roof fell in”).
    """
    beside = other.kind is ClauseKind.PARTICIPLE and not clause.opener
    beside = beside or (other.kind is ClauseKind.RELATIVE and clause.kind is ClauseKind.COORDINATE)
    follows = any(number in other.tokens for number in range(clause.tokens[0] - 2, clause.tokens[0]))
    beside = beside or (follows and clause.kind is other.kind is ClauseKind.SUBORDINATE)
    return clause.parent is other or (
        beside and clause.parent is other.parent and other.tokens[0] < clause.tokens[0]
    )


def told_with(
    parsed: Parsed, dated: Sequence[tuple[Mention, Governor]], teller: Teller, words: Words
) -> Iterator[Mention]:
    """Yield what the clauses tell that share the date of one before them in the sentence."""
    taken = [found.clause for _, found in dated]
    for mention, found in dated:
        clause, verb = found.clause, found.clause.verb
        if clause.kind not in _DATED or mention.is_planned or verb is None:
            continue
        there = verb.lemma == "be" and parsed.tokens[verb.first - 1].lower == "there"
        if found.is_noun and not there:  # “there was a fire on Monday, and two men were hurt”
            continue
        if verb.tense is not Tense.PAST or mention.is_statement or verb.lemma in words.saying:
            continue
        above = clause.parent
        at_once = shares_auxiliary(parsed.tokens, clause) or _comes_of(parsed.tokens, clause, words)
        at_once = at_once or _suffer_together(parsed.tokens, clause, words)
        if above is not None and at_once and _tells(parsed, above, mention, words):
            yield from _told_of(parsed, above, mention, teller, words, "goes with the clause behind")
        chain = list(_joined_to(clause, parsed.clauses))
        for place, joined in enumerate(chain):
            own = joined.verb
            listed = any(each.opener in words.adding for each in chain[place:])
            if any(joined is each for each in taken) or own is None or not listed:
                break
            if not _tells(parsed, joined, mention, words):
                break
            if not _reaches(parsed, clause, joined, mention, words):
                break
            yield from _told_of(parsed, joined, mention, teller, words, "goes on with the clause before")


def _told_of(
    parsed: Parsed, clause: Clause, beside: Mention, teller: Teller, words: Words, reason: str
) -> Iterator[Mention]:
    """Yield what a clause tells at the date of another, if its title is clear."""
    assert clause.verb is not None
    governor = Governor.of(clause)
    title = teller.title(parsed, governor)
    if _is_clear(title, clause, words) and not beside.title.startswith(f"{title} and "):
        step = f"{reason}, which is dated by “{beside.expression}”"
        yield replace(
            teller.mention(parsed, governor, title, beside.date, (step, *beside.because)),
            expression=beside.expression,
            position=beside.position,
            is_apart=True,
        )


def _comes_of(tokens: Sequence[Token], clause: Clause, words: Words) -> bool:
    """Whether it adds to what hits people what came of it at once: “hit a bus and killed six on Monday”."""
    verb, above = clause.verb, clause.parent.verb if clause.parent else None
    if verb is None or above is None or clause.kind is not ClauseKind.COORDINATE:
        return False
    adds = clause.opener in words.adding and clause.shares_subject()
    results = verb.lemma in words.results and above.lemma in words.results | words.striking
    behind = tokens[clause.tokens[0] - 1].text != ","
    return adds and results and behind and verb.passive == above.passive


def _suffer_together(tokens: Sequence[Token], clause: Clause, words: Words) -> bool:
    """Whether two tell what befell people in the same way: “two died and a third was hurt in May”."""
    above = clause.parent
    if above is None or clause.kind is not ClauseKind.COORDINATE or clause.opener not in words.adding:
        return False
    first = clause.tokens[0]
    ends = above.verb is not None and above.verb.last == first - 1
    ends = ends and not any(tokens[i].is_time for i in clause.subject())  # “was seized and on 3 May charged”
    return ends and all(
        verb is not None
        and verb.lemma in (words.gapped_passives if verb.passive else words.befalling)
        and verb.is_finite
        for verb in (above.verb, clause.verb)
    )


def _joined_to(clause: Clause, clauses: Sequence[Clause]) -> Iterator[Clause]:
    """Yield the clauses that “and” joins to one, in order: “it sank, (the crew swam) and (two drowned)”."""
    last = clause
    for each in clauses:
        if each.kind is ClauseKind.COORDINATE and each.parent is last and each.verb is not None:
            yield each
            last = each


def _is_joined(tokens: Sequence[Token], clause: Clause, words: Words) -> bool:
    """Whether it adds to the clause before, as one of a list too: “it sank, (two drowned) and (one swam)”."""
    first = clause.tokens[0]
    listed = not clause.opener and "," in (tokens[first].text, tokens[first - 1].text)
    return clause.kind is ClauseKind.COORDINATE and (
        clause.opener in words.adding or listed or clause.shares_subject()
    )


def _is_set_off(tokens: Sequence[Token], clause: Clause, words: Words) -> bool:
    """Whether it adds what else was then: “on 2 April, when …”, “the day (that) …”, not “died when …”.

    Behind what befell somebody “when” tells how it came about: “were hurt on 2 April, when a wall fell”.
    """
    first, above = clause.tokens[0], clause.parent.verb if clause.parent else None
    if clause.kind is not ClauseKind.SUBORDINATE or clause.verb is None or not first or above is None:
        return False
    if clause.opener in ("", "that", "which") or tokens[first - 1].lower in words.units:
        return True
    befell = above.passive or above.lemma in words.befalling
    return clause.opener in words.dated_clause_openers and tokens[first - 1].text == "," and not befell


def _is_clear(title: str, clause: Clause, words: Words) -> bool:
    """Whether a title says by itself who did what: not “More than 50 are hurt”, “Troops leave”."""
    parts = title.lower().split()
    counting = words.quantifiers | words.numbers | words.determiners_alone
    behind = next((part for part in parts if part not in counting and not part[0].isdigit()), "")
    verb = clause.verb
    is_whole = verb is not None and verb.lemma in words.befalling  # “Ferry sinks”
    return (
        behind not in words.be
        and (len(parts) >= LEAST or not clause.shares_subject() or is_whole)
        and (verb is None or lemma(behind) != verb.lemma)
    )


def _tells(parsed: Parsed, clause: Clause, before: Mention, words: Words) -> bool:
    """Whether a clause tells in the past what somebody did or what befell him, and no other time."""
    verb, tokens = clause.verb, parsed.tokens
    if verb is None or verb.tense is not Tense.PAST or verb.progressive or tokens[verb.last].quoted:
        return False
    background = words.states | words.saying | (words.descriptive if verb.passive else frozenset())
    if verb.lemma in background or not (_is_joined(tokens, clause, words) or clause.kind is ClauseKind.MAIN):
        return False
    if did_not_happen(tokens, clause, words) or only_relates(tokens, clause, words):
        return False
    around = [clause, *(each for each in parsed.clauses if each.parent is clause)]
    numbers = [number for each in around for number in each.tokens]
    if verb.lemma in words.postponing:  # “and the vote was put off until May” is of the same day
        limits = {number for number in numbers if tokens[number - 1].lower in words.until}
        numbers = [n for n in numbers if n not in limits and tokens[n].lower not in words.until]
    moves_on = any(tokens[number].lower in words.moving_on for number in numbers)
    others = (each for each in parsed.expressions if each.start != before.position)
    spans = [(each.start, each.end) for each in others]
    timed = any(first <= tokens[number].start < last for number in numbers for first, last in spans)
    planned = is_plan(tokens, clause, words) and verb.lemma not in words.commitments  # but “and agreed to go”
    return not moves_on and not timed and not planned


def _reaches(parsed: Parsed, clause: Clause, joined: Clause, mention: Mention, words: Words) -> bool:
    """Whether the date of one clause is that of another: a day is, and any date in front of both.

    What the same subject did behind a comma may have been later: “went back on Monday, and was fined”.
    """
    date = edtf.parse(mention.date)
    if date.kind is not edtf.Kind.DATE or date.is_approximate or clause.verb is None or joined.verb is None:
        return False
    start = parsed.tokens[clause.verb.first].start
    is_fronted = mention.position < start
    if joined.shares_subject():
        first = joined.tokens[0]
        if not is_fronted and joined.opener and parsed.tokens[first - 1].text == ",":
            return False
        least = edtf.Precision.YEAR if is_fronted else edtf.Precision.DAY
        return date.precision >= least and joined.verb.lemma not in words.phases
    return date.precision >= (edtf.Precision.YEAR if is_fronted else edtf.Precision.MONTH)
