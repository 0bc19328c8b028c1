"""Clauses without their verb, which they take from the clause before: “in 1998 a van, in 2001 a bus”."""

from collections.abc import Sequence, Set
from dataclasses import replace

from timeline.events.clauses import Clause, ClauseKind
from timeline.events.language import Words, is_adjective, is_noun, singular
from timeline.events.tokens import Token
from timeline.events.verbgroup import Tense, VerbGroup
from timeline.events.verbs import verb_groups

__all__ = ["fill_gaps", "gapped", "is_repetition", "part_gaps"]

_TELLING = (Tense.PAST, Tense.FUTURE)
_MOST = 7  # words of a subject or object without its verb


def fill_gaps(tokens: list[Token], words: Words) -> list[Token]:
    """Return the tokens with the verb again where only a new subject and a time stand for a clause.

    “Ana left on Monday and Ole (left) on Tuesday”; “the first round was in May and the second (round was) in
    June”. The words that are put in keep the place in the text that they have before.
    """
    joints = [i for i in range(2, len(tokens) - 2) if _joins_gap(tokens, i, words)]
    groups = verb_groups(tokens, words) if joints else {}
    filled: list[Token] = []
    done = 0  # the tokens taken over
    for joint in joints:
        end = _end_of_subject_gap(tokens, joint, words)
        verb = next((groups[i] for i in range(joint, -1, -1) if i in groups), None)
        listed = tokens[joint].text != "," or (end + 1 in joints)
        if not end or not listed or verb is None or verb.negated or verb.tense not in _TELLING:
            continue
        if any(groups[i].is_finite for i in groups if joint < i < end):
            continue
        place = _place_of_verb(tokens, verb, joint, end, words)
        if not place:
            continue
        filled += [*tokens[done:place], *_missing(tokens, verb, place - 1, words)]
        done = place
    return [*filled, *tokens[done:]]


def _joins_gap(tokens: Sequence[Token], number: int, words: Words) -> bool:
    """Whether “and” or a comma stands behind a time and before what can be a subject."""
    joins = tokens[number].lower in words.coordinators or tokens[number].text == ","
    before = number - 1 - (tokens[number - 1].text == ",")
    return joins and tokens[before].is_time and _begins_object(tokens[number + 1], words)


def _end_of_subject_gap(tokens: Sequence[Token], joint: int, words: Words) -> int:
    """Return the time that ends a gap, behind which nothing of a clause goes on; 0 if there is none."""
    for position in range(joint + 2, min(joint + _MOST + 2, len(tokens))):
        token = tokens[position]
        if token.is_time:
            following = tokens[position + 1] if position + 1 < len(tokens) else None
            ends = following is None or following.is_mark or following.lower in words.coordinators
            return position if ends and not token.is_possessive else 0
        if not token.is_word and not token.text.isdigit():
            return 0
    return 0


def _place_of_verb(tokens: Sequence[Token], verb: VerbGroup, joint: int, end: int, words: Words) -> int:
    """Return where the verb is missing in a gap: behind its subject; 0 where it has an object instead.

    A verb with a complement has the like in the gap: “flew to Oslo on Monday and Ole to Bergen on Tuesday”.
    """
    first = next(i for i in range(verb.last + 1, joint) if tokens[i].is_time)
    adjunct = [tokens[i].lower for i in range(verb.last + 1, first)]
    own = [i for i in range(joint + 1, end) if tokens[i].lower in words.prepositions - {"of"}]
    if not all(lower in words.date_prepositions | words.adverbs for lower in adjunct):
        if adjunct[0] not in words.prepositions or not own or tokens[own[0]].lower != adjunct[0]:
            return 0
        return own[0] if own[0] < end - 1 else 0
    return own[0] if own == [end - 1] else end if not own else 0


def _missing(tokens: Sequence[Token], verb: VerbGroup, subject: int, words: Words) -> list[Token]:
    """Return the verb for a subject that ends with the token `subject`.

    A number takes its noun, too: “three men died on Monday, two (men died) on Tuesday”.
    """
    last, noun = tokens[subject].lower, tokens[verb.first - 1]
    several = _is_several(last, words)
    counts = last in words.plurals | words.places_taken or last.isdigit()
    fits = noun.is_word and not noun.is_name and several == _is_several(noun.lower, words)
    group = list(tokens[verb.first : verb.last + 1])
    if group[0].lower in words.past_be:
        forms = words.past_be & (words.plural_auxiliaries if several else words.singular_auxiliaries)
        auxiliary = min(forms, key=len)  # “three were hurt on Monday and one (was hurt) on Tuesday”
        group[0] = replace(group[0], text=auxiliary, lower=auxiliary)
    elif len(group) == 1:
        group[0] = replace(group[0], forms=frozenset(("VBD",)))
    return [noun, *group] if counts and fits and is_noun(noun.lower) else group


def _is_several(lower: str, words: Words) -> bool:
    return lower in words.plurals or (lower.isdigit() and lower != "1") or singular(lower) != lower


def part_gaps(tokens: Sequence[Token], clauses: Sequence[Clause], words: Words) -> list[Clause]:
    """Return the clauses, and apart those that go on without a verb: “bought one in May and two in June”.

    The new ones have no verb; each hangs on the clause whose verb it takes.
    """
    found: list[Clause] = []
    for clause in clauses:
        found.append(clause)
        whole = frozenset(clause.tokens)
        for number in [i for i in clause.tokens if clause.verb and i > clause.verb.last + 1]:
            end = _end_of_gap(tokens, clause, whole, number, words) if number in clause.tokens else 0
            if end:
                gap = [i for i in clause.tokens if number <= i <= end]
                clause.tokens = [i for i in clause.tokens if i not in gap]
                found.append(Clause(ClauseKind.COORDINATE, clause, tokens[number].lower, gap))
    return found


def _end_of_gap(tokens: Sequence[Token], clause: Clause, whole: Set[int], number: int, words: Words) -> int:
    """Return the time that closes a gap which the token opens, 0 if it opens none.

    `whole` are the tokens of the clause with those of the gaps before.
    """
    likewise = _has_like_complement(tokens, clause, number, words)
    listed = tokens[number].text == ","
    joins = (listed or tokens[number].lower in words.coordinators) and _has_object(tokens, clause, words)
    if not joins and not likewise:
        return 0
    before = _time_before(tokens, number)
    if before not in whole:
        return 0
    for position in range(number + 1, min(number + _MOST + 2, len(tokens))):
        token = tokens[position]
        if token.is_time:
            goes_on = tokens[position + 1 : position + 2]
            ends = not listed or (goes_on != [] and goes_on[0].lower in words.coordinators | {","})
            begins = _begins_object(tokens[number + 1], words) or _is_bare_noun(tokens[number + 1], words)
            begins = likewise or (ends and begins)
            return position if position > number + 2 and begins else 0
        if position not in clause.tokens or token.is_mark:
            return 0
    return 0


def _time_before(tokens: Sequence[Token], joint: int) -> int:
    """Return the time before a joint, behind which commas can set off what it was; -1 if there is none."""
    last = joint - 1 - (tokens[joint - 1].text == ",")
    if last < joint - 1 and not tokens[last].is_time:  # “lost 3 crowns in May, its most ever, and 2 in June”
        while last > 0 and tokens[last].is_word and not tokens[last].forms & {"VBD", "VBZ"}:
            last -= 1
        last -= tokens[last].text == ","
    return last if tokens[last].is_time else -1


def _has_like_complement(tokens: Sequence[Token], clause: Clause, number: int, words: Words) -> bool:
    """Whether another complement of the verb opens behind a joint: “wrote to Ana in May, to Ole in June”."""
    verb = clause.verb
    if verb is None or not (tokens[number].text == "," or tokens[number].lower in words.coordinators):
        return False
    opener, following = tokens[verb.last + 1].lower, tokens[number + 1 : number + 3]
    alike = len(following) == 2 and following[0].lower == opener and opener in words.prepositions
    if alike and opener == "to" and "VB" in following[1].forms and not following[1].is_name:
        return False
    return alike and not following[1].is_time and not tokens[verb.last + 2].is_time


def _has_object(tokens: Sequence[Token], clause: Clause, words: Words) -> bool:
    following = tokens[_end_of_verb(tokens, clause.verb) + 1 :][:2] if clause.verb is not None else []
    if any(_begins_object(token, words) or _is_plain_plural(token) for token in following[:1]):
        return True
    nouns = [_is_bare_noun(token, words) for token in following]  # “became (prime) minister”, “won gold”
    return any(nouns) and (nouns[0] or is_adjective(following[0].lower))


def _end_of_verb(tokens: Sequence[Token], verb: VerbGroup) -> int:
    """Return the last token of a verb or of the infinitive right behind it: “was widened to include”."""
    following = tokens[verb.last + 1 : verb.last + 3]
    goes_on = len(following) == 2 and following[0].lower == "to" and "VB" in following[1].forms
    return verb.last + 2 if goes_on and not following[1].is_name else verb.last


def _is_bare_noun(token: Token, words: Words) -> bool:
    closed = words.adverbs | words.particles | words.directions | words.prepositions | words.time_leads
    is_plain = token.is_small and not token.forms & {"VBD", "VBN", "VBG"} and token.lower not in closed
    return is_plain and is_noun(token.lower)


def _is_plain_plural(token: Token) -> bool:
    return token.is_small and not token.forms - {"VBZ"} and singular(token.lower) != token.lower


def _begins_object(token: Token, words: Words) -> bool:
    counts = not (token.is_word or token.is_mark or token.is_time)  # “5%”, “€5m”
    return token.is_name or counts or token.lower in words.determiners | words.numbers


def gapped(tokens: Sequence[Token], clause: Clause, number: int, words: Words) -> Clause | None:
    """Return the clause that a time (the token with this number) opens without its verb, None if none.

    “In 1998 the firm built a van, (in 2001 a bus)”: it takes subject and verb from the clause before.
    A number takes its noun from there, too: “won her first title in 2019 (and her second in 2021)”.
    """
    if clause.verb is None:
        return _with_verb(tokens, clause, words)
    verb, first = clause.verb, number - 1
    if tokens[first].lower in words.prepositions:
        first -= 1
    while first > 0 and tokens[first].lower in words.coordinators:
        first -= 1
    end = number + 1
    while end < len(tokens) and not tokens[end].is_mark and tokens[end].lower not in words.coordinators:
        end += 1
    joined = tokens[first + 1].lower in words.coordinators or tokens[first].text == ","
    begins = number + 1 in clause.tokens and (  # not “in 1998 and 2001 that he …”
        tokens[number + 1].is_name
        or tokens[number + 1].lower in words.determiners
        or _is_like_complement(tokens, verb, number, words)
    )
    if verb is None or verb.last >= first or not joined or not begins:
        return None
    own = [i for i in clause.tokens if i <= verb.last]
    return replace(clause, tokens=[*own, *range(number + 1, end)])


def _with_verb(tokens: Sequence[Token], clause: Clause, words: Words) -> Clause | None:
    """Return a clause without a verb with that of the clause it hangs on, if a gap parts the two."""
    above = clause.parent
    if clause.kind is not ClauseKind.COORDINATE or above is None or above.verb is None:
        return None
    verb = above.verb
    own = [i for i in clause.tokens[1:] if not tokens[i].is_mark]
    empty = words.prepositions | words.adverbs | words.time_leads
    last = next((i for i in reversed(own) if tokens[i].lower not in empty and not tokens[i].is_time), 0)
    if not last:
        return above  # “in 1998 and 2001 before she retired”
    noun: list[int] = []
    if tokens[last].lower in words.numbers | words.places_taken | words.determiners_alone | words.once_more:
        behind = range(verb.last + 1, own[0])
        end = next((i for i in behind if tokens[i].is_time or tokens[i].lower in words.prepositions), own[0])
        counts = tokens[end - 1].lower in words.numbers | words.places_taken  # “lost a fifth … and a tenth”
        noun = [end - 1] if not counts else []
    whole = [i for i in above.tokens if i <= _end_of_verb(tokens, verb)]
    return replace(above, tokens=[*whole, *(i for i in own if i <= last), *noun])


def _is_like_complement(tokens: Sequence[Token], verb: VerbGroup | None, number: int, words: Words) -> bool:
    """Whether a complement of the verb comes again: “flew on Monday to Oslo, on Tuesday to Bergen”."""
    opening = [
        i
        for i in range(verb.last + 1 if verb else number, min(number + 2, len(tokens) - 1))
        if tokens[i].lower in words.prepositions and not tokens[i + 1].is_time
    ]
    again = len(opening) > 1 and opening[-1] == number + 1
    return again and tokens[opening[0]].lower == tokens[number + 1].lower


def is_repetition(tokens: Sequence[Token], number: int, words: Words) -> bool:
    """Return whether a time (the token `number`) tells of once more: “in May and again a year later”.

    It is also one in the middle of a list: “on the 3rd, the 5th and the 9th”.
    """
    first = number - 1
    while first > 0 and tokens[first].lower in words.prepositions | words.adverbs:
        first -= 1
    joint = number + 1 + (tokens[number + 1 : number + 2] != [] and tokens[number + 1].text == ",")
    listed = first > 0 and tokens[first].text == "," and tokens[first - 1].is_time
    goes_on = any(token.lower in words.adding for token in tokens[joint : joint + 1])
    listed = listed and goes_on and any(token.is_time for token in tokens[joint + 1 : joint + 2])
    return listed or (first >= 0 and tokens[first].lower in words.coordinators)
