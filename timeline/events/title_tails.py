"""What follows the verb in a title: the object, who was told, what was said."""

from collections.abc import Sequence
from itertools import takewhile

from timeline.events.clauses import Clause, ClauseKind
from timeline.events.language import Words, can_be_noun, lemma
from timeline.events.phrases import joined
from timeline.events.reported import (
    LONGEST,
    MOST,
    is_elliptical,
    phrase_end,
    reported,
    with_whole_quotation,
)
from timeline.events.shortening import announced, result, shorten
from timeline.events.timeless import without_times
from timeline.events.tokens import Token
from timeline.events.verbgroup import Tense, VerbGroup

__all__ = ["behind_verb", "particle"]

_QUOTATION_MARKS = frozenset('“”"')


def particle(tokens: Sequence[Token], verb: VerbGroup, words: Words) -> list[int]:
    """Return what makes a verb of saying of one that is none: “pointed (out) that”."""
    behind = verb.last + 1
    told = behind < len(tokens) and f"{verb.lemma} {tokens[behind].lower}" in words.saying_phrasal
    return [behind] if told else []


def _before_content(
    tokens: Sequence[Token], verb: VerbGroup, rest: Sequence[int], plain: Sequence[int], words: Words
) -> list[int]:
    """Return what stands between a verb and what was said: “told (him) that”, “let (it be known)”.

    `rest` is all that follows the verb in its clause, `plain` the same without times.
    """
    told = _told_to(tokens, rest, words) if verb.lemma in words.telling else []
    known = next((i for i in plain[:3] if tokens[i].lower in words.made_known | words.sure), -1)
    return told or [number for number in plain if number <= known] or particle(tokens, verb, words)


def _is_of_change(tokens: Sequence[Token], number: int) -> bool:
    """Whether “to” and a figure close what stands around a clause: “since it began in May to 61”."""
    figure = number + 1 < len(tokens) and tokens[number + 1].text[0].isdigit()
    return figure and tokens[number].lower == "to" and tokens[number - 1].is_time


def behind_verb(
    tokens: Sequence[Token],
    clause: Clause,
    verb: VerbGroup,
    words: Words,
    *,
    said: Clause | None,
    what: str,
    used: int,
) -> str:
    """Return what follows the verb in a title of which `used` words are written."""
    if said is not None and is_elliptical(tokens, said, words):
        said = None  # “wrote that they were not”
    rest = [number for number in clause.tokens if number > verb.last]
    if clause.kind is ClauseKind.SUBORDINATE and verb.lemma in words.phases:
        rest = list(takewhile(lambda number: not _is_of_change(tokens, number), rest))
    if verb.tense is Tense.FUTURE or (clause.kind is ClauseKind.PARTICIPLE and verb.passive):
        rest = _until_second_verb(tokens, rest, words)
    plain = without_times(tokens, rest, words)
    room = max(LONGEST - used, 3)
    if said is not None and said.tokens[0] > verb.last:
        told = _before_content(tokens, verb, rest, plain, words)
        parts = [joined(tokens, told), reported(tokens, said, room - len(told), words, before=what)]
        return " ".join(part for part in parts if part)
    if said is not None and verb.lemma in words.telling and not verb.passive and plain:
        told = _told_to(tokens, rest, words)
        content = reported(tokens, said, room - len(told), words, turned=True)
        return f"{joined(tokens, told)} {content}" if content else ""
    if said is not None and _is_attribution(tokens, verb, plain, words):
        return reported(tokens, said, room, words, turned=True)
    is_loose = what.split(" ")[0] in words.prepositions  # “(the crash) in which they died”
    leads = rest[: _infinitives(tokens, rest)] if what and not is_loose else []
    whole = _with_participle(tokens, clause, rest[len(leads) :], MOST - used, words)
    most = max(MOST - used, 4)
    cut = shorten(tokens, without_times(tokens, whole, words), room, most, words)
    if not cut and not what and verb.lemma in words.phases:
        cut = shorten(tokens, _behind_marks(tokens, plain, words), room, most, words)
    if not cut and not plain and said is None:
        cut = shorten(tokens, _object(tokens, _before_object(tokens, verb, words), words), room, most, words)
    if not cut:
        cut = shorten(tokens, _behind_set_off_time(tokens, verb, rest, words), room, most, words)
    if not cut and verb.lemma in words.infinitive_taking:
        cut = shorten(tokens, _behind_insertion(tokens, plain), room, most, words)
    cut = with_whole_quotation(tokens, cut, most, words)
    cut = cut + announced(tokens, cut, MOST + 2 - used - len(cut), words)
    cut = cut + result(tokens, (cut[-1] if cut else verb.last) + 1, LONGEST - used - len(cut), words)
    parts = [joined(tokens, leads), what, joined(tokens, cut)]
    return " ".join(part for part in (reversed(parts) if is_loose else parts) if part)


def _until_second_verb(tokens: Sequence[Token], rest: list[int], words: Words) -> list[int]:
    """Return what stands before a second verb of the same auxiliary: “will shut the mill (and sell it)”.

    Behind an infinitive it can be a second infinitive: “will try to shut the mill and sell it”.
    """
    plain = [number for number in rest if tokens[number].lower not in words.fillers - words.coordinators]
    for position, number in enumerate(plain[:-2]):
        following, behind = tokens[plain[position + 1]], tokens[plain[position + 2]]
        if tokens[number].lower == "to" and "VB" in following.forms:
            return rest
        opens = behind.is_name or behind.lower in words.determiners | words.object_pronouns
        joins = tokens[number].lower in words.coordinators and "VB" in following.forms
        if joins and not following.is_name and (opens or not can_be_noun(following.lower)):
            return rest[: rest.index(number)]
    return rest


def _behind_marks(tokens: Sequence[Token], rest: list[int], words: Words) -> list[int]:
    """Return what goes on behind a comma: “it opened (a week later), with a speech by the mayor”."""
    while rest and tokens[rest[0]].is_mark:
        rest = rest[1:]
    return rest if rest and tokens[rest[0]].lower in words.prepositions else []


def _behind_set_off_time(
    tokens: Sequence[Token], verb: VerbGroup, rest: Sequence[int], words: Words
) -> list[int]:
    """Return the object behind a time that two commas set off: “signed(, on 3 May,) the treaty”.

    A verb that has no object has an apposition there: “died, on 3 May, the last of his line”.
    """
    first = verb.last + 1
    closing = next((i for i in rest if i > first and tokens[i].text == ","), 0)
    inside = range(first + 1, closing)
    leads = words.time_prepositions | words.time_leads
    timed = all(tokens[i].is_time or tokens[i].lower in leads for i in inside)
    if not closing or tokens[first].text != "," or not timed or verb.passive:
        return []
    return _object(tokens, closing + 1, words) if verb.lemma not in words.intransitive else []


def _behind_insertion(tokens: Sequence[Token], rest: list[int]) -> list[int]:
    """Return the infinitive behind what two commas set off: “decided, five to two, to close it”."""
    for position, number in enumerate(rest[:-2]):
        following = tokens[rest[position + 1]], tokens[rest[position + 2]]
        if tokens[number].text == "," and following[0].lower == "to" and "VB" in following[1].forms:
            return rest[position + 1 :]
    return []


def _is_attribution(tokens: Sequence[Token], verb: VerbGroup, rest: Sequence[int], words: Words) -> bool:
    """Whether nothing but an adjunct, or the subject, follows the verb: “…, the firm said in a statement”.

    What a comma sets off is no object of it either: “…, she said in May, a remark that hurt”.
    """
    spoken = [number for number in rest if tokens[number].is_word]
    adjunct = spoken and tokens[spoken[0]].lower in words.prepositions | words.adverbs
    behind_quotation = verb.first > 0 and tokens[verb.first - 1].text in _QUOTATION_MARKS
    set_off = tokens[rest[0]].text == "," if rest else False
    return not spoken or bool(not verb.passive and (adjunct or behind_quotation or set_off))


def _before_object(tokens: Sequence[Token], verb: VerbGroup, words: Words) -> int:
    """Return where a verb's object can begin, which it can share: “met (and hired) one of two men”."""
    first = verb.last + 1
    joint, second = tokens[first : first + 1], tokens[first + 1 : first + 2]
    shares = (
        bool(second) and joint[0].lower in words.adding and not second[0].forms.isdisjoint({"VBD", "VBN"})
    )
    needs = verb.lemma in words.transitive | words.acting_on and not verb.passive
    return first + 2 if shares and needs else first


def _object(tokens: Sequence[Token], first: int, words: Words) -> list[int]:
    """Return what follows a verb up to the next mark when it begins with a noun phrase.

    It is needed where the grammar counts the object to a clause of its own.
    """
    opens = words.determiners | words.numbers
    begins = first < len(tokens) and (tokens[first].is_name or tokens[first].lower in opens)
    if not begins or tokens[first].lower in words.relatives:
        return []
    return without_times(tokens, range(first, phrase_end(tokens, first, words)), words)


def _with_participle(
    tokens: Sequence[Token], clause: Clause, rest: list[int], most: int, words: Words
) -> list[int]:
    """Add the participle that goes on right behind, if there is room: “a man armed with a knife”."""
    following = rest[-1] + 1 if rest else len(tokens)
    above = clause.parent
    while above is not None:
        if above.verb and above.verb.first == following:
            return rest  # “the house that they sold burned down”
        above = above.parent
    opener = next((i for i in reversed(rest) if tokens[i].lower in words.prepositions - {"of"}), following)
    plain = opener + 1 < following < len(tokens) and not tokens[following].is_name
    if plain and tokens[opener].lower in words.attending and tokens[following - 1].is_word:
        return _with_absolute(tokens, rest, opener, most, words)
    if following + 1 >= len(tokens) or "VBN" not in tokens[following].forms:
        return rest
    if tokens[rest[-1]].text == "," or tokens[rest[-1]].lower in words.coordinators:
        return rest  # “was built in May and (closed in June)”
    if tokens[following].lower in words.loose_openers:
        return rest  # “a loss of 9 crowns compared with a gain”
    if lemma(tokens[following].lower) in words.calling_by_name:
        named = takewhile(lambda number: tokens[number].is_name, range(following + 1, len(tokens)))
        whole = [*rest, following, *named]
        return whole if whole[-1] > following and len(whole) <= most else rest
    if tokens[following + 1].lower not in words.prepositions:
        return rest
    whole = rest + list(range(following, phrase_end(tokens, following, words)))
    if without_times(tokens, whole, words)[-1:] == [following]:
        return rest  # “a guarantee (signed in May)”
    return whole if len(without_times(tokens, whole, words)) <= most else rest


def _with_absolute(
    tokens: Sequence[Token], rest: list[int], opener: int, most: int, words: Words
) -> list[int]:
    """Add what “with” and a noun wait for, or leave them out: “was found with its arms (tied)”."""
    first = rest[-1] + 1
    if "VBN" not in tokens[first].forms and "VBG" not in tokens[first].forms:
        return rest
    joints = words.coordinators
    ends = (i for i in range(first, phrase_end(tokens, first, words)) if tokens[i].lower in joints)
    whole = rest + list(range(first, next(ends, phrase_end(tokens, first, words))))
    fits = len(without_times(tokens, whole, words)) <= most
    return whole if fits else [number for number in rest if number < opener]


def _told_to(tokens: Sequence[Token], rest: Sequence[int], words: Words) -> list[int]:
    """Return who was told: “told reporters on Monday that …”."""
    told: list[int] = []
    for number in without_times(tokens, rest, words):
        if tokens[number].lower in words.prepositions or tokens[number].is_mark:
            break
        told.append(number)
    return told


def _infinitives(tokens: Sequence[Token], rest: Sequence[int]) -> int:
    """Return how many words go on with the verb: “(she began) to sing”, “(it stopped) selling”."""
    is_infinitive = len(rest) > 1 and tokens[rest[0]].lower == "to" and "VB" in tokens[rest[1]].forms
    return 2 if is_infinitive else int(bool(rest) and "VBG" in tokens[rest[0]].forms)
