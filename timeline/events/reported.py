"""What was said, as a title tells it behind the verb of saying: “Mayor says (that the pool will close)”."""

from collections.abc import Sequence

from timeline.events.clauses import Clause
from timeline.events.dangling import without_dangling
from timeline.events.language import Words, singular
from timeline.events.phrases import core, inner, joined
from timeline.events.shortening import shorten
from timeline.events.tenses import unshifted
from timeline.events.timeless import without_times
from timeline.events.tokens import Token
from timeline.events.verbgroup import VerbGroup

__all__ = ["LEAST", "LONGEST", "MOST", "is_elliptical", "phrase_end", "reported", "with_whole_quotation"]

LONGEST = 12  # words of a title
LEAST = 3
MOST = 14  # words, where a phrase would be cut in two
_QUOTATION_MARKS = frozenset('“”"')
_INNER_MARKS = frozenset("'‘’`-")


def reported(
    tokens: Sequence[Token], said: Clause, room: int, words: Words, *, turned: bool = False, before: str = ""
) -> str:
    """Return what was said, in the tense in which it was said.

    `turned` says that it stands before the verb of saying: “the mine would close, she said”; `before` is its
    subject where that stands before both: “the mine (that she said would close)”.
    """
    verb = said.verb
    opener = [number for number in said.tokens[:1] if tokens[number].lower in {"that", *words.manners}]
    if turned and tokens[verb.first if verb else said.tokens[0]].quoted:
        own = _quotation(tokens, said, room, words)
        is_whole = own != [] and all(token.is_mark for token in tokens[own[-1] + 1 : own[-1] + 2])
        return f"“{joined(tokens, own)}”" if len(own) >= LEAST or is_whole else ""
    if verb is None:
        return _without_verb(tokens, said, room, words, opened=bool(opener))
    openers = range(said.tokens[0], said.tokens[0] + 1) if said.opener else opener
    numbers = [number for number in said.tokens if number < verb.first and number not in openers]
    about = core(tokens, numbers, words) or numbers  # “there was a fault”
    first = next((number for number in numbers if tokens[number].is_word), said.tokens[0])
    if tokens[first].lower in words.speakers:
        own = [number for number in said.tokens if number >= first]
        said_so = shorten(tokens, own, room, room + 2, words)
        # What somebody says of himself is a quotation, of more than “I told”.
        return f"“{joined(tokens, said_so)}”" if len(said_so) >= LEAST else ""
    if turned and about and tokens[about[0]].lower in words.articles:
        about = about[1:]
    behind_head = (i for i, number in enumerate(about) if i and tokens[number].lower in words.prepositions)
    head = about[: next(behind_head, len(about))]  # “the blood (of the victims)”
    number = tokens[head[-1]].lower if head else ""
    letters = bool(head) and tokens[head[-1]].text.isupper()  # “the INS”
    plural = number in words.plurals or (singular(number) != number and not letters)
    rest = [number for number in said.tokens if number > verb.last]
    group = unshifted(tokens, verb, plural, words)
    if about and tokens[about[-1]].text in _QUOTATION_MARKS:
        group, about = tokens[about[-1]].text + group, about[:-1]  # “that it "takes care"”
    left = room - len(opener) - len(about) - len(group.split())
    tail = _complement(tokens, verb, rest, left, words)
    further = _told_further(tokens, said, tail, left, words)
    if tail and tokens[tail[0]].text in _QUOTATION_MARKS and not tokens[tail[0]].quoted:
        group, tail = group + tokens[tail[0]].text, tail[1:]  # “"will go" to court”
    subject = inner(tokens, about, words) or before
    parts = (joined(tokens, opener), subject, group, joined(tokens, tail), further)
    return " ".join(part for part in parts if part)


def _without_verb(tokens: Sequence[Token], said: Clause, room: int, words: Words, *, opened: bool) -> str:
    """Return what was said where no verb was found in it; `opened` says that “that” opens it."""
    end = next((i for i in range(said.tokens[0], len(tokens)) if tokens[i].is_mark), len(tokens))
    # With what parts it: “the bomb found”.
    whole = without_times(tokens, range(said.tokens[0], end), words)
    if not opened or len(whole) > room + MOST - LONGEST + 2:
        whole = shorten(tokens, without_times(tokens, said.tokens, words), room, room + 2, words)
    return joined(tokens, whole)


def _told_further(tokens: Sequence[Token], said: Clause, tail: list[int], left: int, words: Words) -> str:
    """Return what was said in a clause that itself tells it: “she says she hopes (that it will open)”."""
    verb, content = said.verb, said.content
    if verb is None or content is None or content.verb is None:
        return ""
    behind = without_times(tokens, [number for number in said.tokens if number > verb.last], words)
    between = [number for number in behind if tokens[number].text not in _QUOTATION_MARKS]
    told = [number for number in tail if tokens[number].text not in _QUOTATION_MARKS]
    if told != between or any(tokens[number].is_mark for number in between):
        return ""
    further = reported(tokens, content, left - len(told), words)
    return further if len(further.split()) <= max(left - len(told), 0) + MOST - LONGEST + 2 else ""


def _complement(
    tokens: Sequence[Token], verb: VerbGroup, rest: list[int], left: int, words: Words
) -> list[int]:
    """Return what follows the verb of what was said, for which about `left` words are left."""
    behind = without_times(tokens, rest, words)
    is_adjunct = bool(behind) and tokens[behind[0]].lower in words.prepositions
    least = 0 if verb.passive and is_adjunct else 3  # “was shed (in an attack)” is whole without it
    most = max(left + MOST - LONGEST, least)
    tail = shorten(tokens, behind, max(left, least), most, words)
    tail = with_whole_quotation(tokens, tail, most, words)
    particle = tokens[tail[0]].lower if tail else ""
    phrasal = particle in words.particles or f"{verb.lemma} {particle}" in words.phrasal_verbs
    if is_adjunct and most < len(tail) <= most + 1 and not phrasal:
        tail = []  # “will fall (from 5,200 to 3,000)” neither fits nor can be cut
    if not tail and not verb.passive:
        tail = _needed(tokens, verb.last + 1, words)
    return tail


def _needed(tokens: Sequence[Token], first: int, words: Words) -> list[int]:
    """Return what must follow a verb: a gerund (“remembered being asked”) or a noun phrase up to a mark."""
    begins = words.articles | (words.object_pronouns - words.thing_pronouns)
    if first >= len(tokens) or not ("VBG" in tokens[first].forms or tokens[first].lower in begins):
        return []
    whole = without_times(tokens, range(first, phrase_end(tokens, first, words)), words)
    cut = shorten(tokens, whole, MOST - LONGEST + 2, MOST // 2, words)
    return cut if len(cut) < LONGEST else []


def _quotation(tokens: Sequence[Token], said: Clause, room: int, words: Words) -> list[int]:
    """Return what somebody said in his own words: up to the first mark, if not too long."""
    first = next((number for number in said.tokens if not tokens[number].is_mark), len(tokens))
    ends = (i for i in range(first, len(tokens)) if tokens[i].is_mark and tokens[i].text not in _INNER_MARKS)
    whole = list(range(first, next(ends, len(tokens))))
    verb = said.verb
    if verb is not None and whole and whole[-1] < verb.first:  # “the girl, who is ill, stays”
        about = [i for i in core(tokens, said.subject(), words) if tokens[i].text not in _QUOTATION_MARKS]
        behind = [number for number in said.tokens if number >= verb.first]
        return about + shorten(tokens, behind, max(room - len(about), 3), room + 2, words)
    if len(whole) <= room + MOST + 2 - LONGEST:
        return whole
    cut = shorten(tokens, whole, room, room + 2, words)
    if len(cut) <= room + 2:
        return cut
    own = [number for number in said.tokens if tokens[number].text not in _QUOTATION_MARKS]
    return shorten(tokens, own, room, room + 2, words)


def with_whole_quotation(tokens: Sequence[Token], cut: list[int], most: int, words: Words) -> list[int]:
    """Return a title's words with all of a quotation that a clause inside it parts, or without it."""
    marks = [place for place, number in enumerate(cut) if tokens[number].text in _QUOTATION_MARKS]
    if len(marks) != 2:
        return cut
    first, last = cut[marks[0]], cut[marks[1]]
    inside = range(first, last + 1)
    if len(inside) == marks[1] - marks[0] + 1 or not tokens[first].quoted:
        return cut
    whole = [*cut[: marks[0]], *inside, *cut[marks[1] + 1 :]]
    return whole if len(whole) <= most + 2 else without_dangling(tokens, cut[: marks[0]], words)


def is_elliptical(tokens: Sequence[Token], said: Clause, words: Words) -> bool:
    """Return whether what was said ends with an auxiliary, which stands for what was told before."""
    auxiliaries = words.be | words.have | words.do | words.modals
    last = said.verb.last if said.verb else 0
    if not last or tokens[last].lower not in auxiliaries:
        return False
    behind = (tokens[number] for number in said.tokens if number > last)
    return all(token.is_mark or token.lower in words.negations for token in behind)


def phrase_end(tokens: Sequence[Token], first: int, words: Words) -> int:
    """Return the number of the next mark or word that opens a clause."""
    openers = words.relatives | words.subordinators
    ends = (i for i in range(first, len(tokens)) if tokens[i].is_mark or tokens[i].lower in openers)
    return next(ends, len(tokens))
