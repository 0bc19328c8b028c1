"""Relative clauses without an opener whose subject is a noun: “the bridge (the army built in 1944) fell”."""

from collections.abc import Sequence

from timeline.events.language import Words, is_agents, is_noun, is_person, lemma, singular
from timeline.events.tokens import Token

__all__ = ["apposed_contact", "contact_behind", "contact_subject", "second_noun"]

_LONGEST = 4  # words of such a subject, and of the noun phrase before it


def contact_subject(tokens: Sequence[Token], verb: int, words: Words) -> int:
    """Return where the subject of such a clause begins, whose verb has the number; 0 if there is none.

    The noun that it is said of begins the clause around. Before a name that is one of several things, or of
    one where the verb cannot be a participle: “the ship Vasa raised in 1961” has that name.
    """
    first = _behind_noun(tokens, verb, words)
    return first if first and _opens_clause(tokens, first - 1, words) else 0


def contact_behind(
    tokens: Sequence[Token], verb: int, governing: int, words: Words, last: int | None = None
) -> int:
    """Return where the subject of such a clause begins behind a verb, which has the number `governing`.

    “They saw the bridge (the army built in 1944)”: what is said of the noun ends with its time. Behind “gave
    the army the bridge built in 1944” a second object begins, and no clause. `last` is the number of the verb
    itself where it has auxiliaries: “the bridge (the army had built in 1944)”.
    """
    last = verb if last is None else last
    behind = tokens[last + 1 : last + 3]
    timed = behind[:1] != [] and behind[0].lower in words.date_prepositions
    if not any(token.is_time for token in (behind[1:] if timed else behind[:1])):
        return 0
    first = _behind_noun(tokens, verb, words)
    if not first > governing + 1 or "VBD" not in tokens[verb].forms:
        return 0
    noun = first - 1
    while noun > max(governing, first - 2 * _LONGEST) and tokens[noun].lower not in words.determiners:
        if tokens[noun].is_mark or tokens[noun].is_time:
            return 0
        noun -= 1
    plain = lemma(tokens[last].lower) not in words.intransitive
    plain = plain and lemma(tokens[governing].lower) not in words.giving | words.saying
    return first if plain and noun > governing and tokens[noun].lower in words.determiners else 0


def apposed_contact(tokens: Sequence[Token], number: int, verb: int, words: Words) -> int:
    """Return where the subject of such a clause begins in an apposition: “Norden, a firm (he founded)”; or 0.

    The apposition begins with the token `number` behind a comma; `verb` is the number of the clause's verb.
    """
    if lemma(tokens[verb].lower) in words.saying:
        return 0
    pronoun = tokens[verb - 1].lower in words.subject_pronouns and is_noun(tokens[verb - 2].lower)
    first = verb - 1 if pronoun else _behind_noun(tokens, verb, words)
    inside = tokens[number + 1 : first]
    plain = all(token.is_word and token.lower not in words.prepositions - {"of"} for token in inside)
    fits = inside != [] and plain and len(inside) <= _LONGEST
    return first if fits and _is_apposed(tokens, number, first - 1, words) else 0


def _is_apposed(tokens: Sequence[Token], first: int, noun: int, words: Words) -> bool:
    """Whether a phrase with an article stands behind a noun and a comma: “Norden, a firm (the army built)”.

    Behind its noun a name can be that of the same thing: “off Crete, the ferry Aurora sank”.
    """
    before = tokens[first - 2] if first > 1 else None
    if before is None or tokens[first - 1].text != "," or tokens[first].lower not in words.articles:
        return False
    named = tokens[noun + 1].is_name and not _is_indefinite(tokens, noun, words)
    return not named and before.is_word and not before.is_time and (before.is_name or is_noun(before.lower))


def second_noun(tokens: Sequence[Token], numbers: Sequence[int], words: Words) -> int:
    """Return where a noun phrase begins right behind the noun of another: “the mill (the mayor) sold”; or 0.

    `numbers` are the tokens before the verb. They hold an object, of which the clause tells, and its subject.
    """
    if not numbers:
        return 0
    first = _behind_noun(tokens, numbers[-1] + 1, words)
    if first not in numbers[1:] or tokens[first].lower not in words.articles:
        return 0
    if any(tokens[number].lower in words.prepositions for number in numbers if number < first):
        return 0  # “after years of talks the mills merged”
    noun, before = tokens[first - 1], tokens[first - 2].lower if first > 1 else ""
    counts = words.fractions | words.quantifiers | words.determiners_alone | words.asking
    return 0 if noun.lower in counts or before == "to" or "VBG" in noun.forms else first


def _behind_noun(tokens: Sequence[Token], verb: int, words: Words) -> int:
    """Return where a noun phrase begins that ends before a verb, and that stands behind another; or 0."""
    first = _begin(tokens, verb, words)
    before = tokens[first - 1] if first else None
    if before is None or not before.is_word or before.is_name or not is_noun(before.lower):
        return 0
    noun, closed = before.lower, words.prepositions | words.subordinators | words.relatives | words.adverbs
    closed |= words.units | words.long_times | words.occasions
    if noun in closed or (tokens[first].is_name and (noun in words.roles or is_person(noun))):
        return 0  # “the painter Ole Lind”
    several = singular(noun) != noun and not is_agents(noun)
    several = several or _is_indefinite(tokens, first - 1, words)
    forms = tokens[verb].forms if verb < len(tokens) else frozenset()
    return 0 if tokens[first].is_name and not several and "VBN" in forms else first


def _is_indefinite(tokens: Sequence[Token], noun: int, words: Words) -> bool:
    """Whether an indefinite article stands before a noun, which takes no name: “a yard Ana bought”."""
    return noun > 0 and tokens[noun - 1].lower in words.indefinite


def _begin(tokens: Sequence[Token], verb: int, words: Words) -> int:
    """Return where a name, or a noun phrase with its article, begins that ends before the verb; or 0."""
    first = verb - 1
    if first < 1 or tokens[first].lower in words.subject_pronouns:
        return 0
    if tokens[first].is_name:
        while first > 1 and tokens[first - 1].is_name:
            first -= 1
        return first
    for number in range(first, max(first - _LONGEST, 0), -1):
        if tokens[number].lower in words.articles | words.possessives:
            return number if number < first else 0
        if not tokens[number].is_word or tokens[number].lower in words.prepositions:
            return 0
    return 0


def _opens_clause(tokens: Sequence[Token], noun: int, words: Words) -> bool:
    """Whether the noun ends a phrase with which a sentence or what was said begins: “28,000 systems”."""
    first = noun
    while first > max(noun - _LONGEST, 0):
        before = tokens[first - 1]
        says = lemma(before.lower) in words.clause_taking
        if before.is_time or before.is_mark or says or before.lower in words.relatives | words.coordinators:
            break
        if before.lower in words.prepositions | words.be | words.have:
            return False
        first -= 1
    lower = tokens[first - 1].lower if first else "that"
    opens = lower == "that" or lemma(lower) in words.clause_taking
    if lower == ",":
        opens = _is_apposed(tokens, first, noun, words) or (first > 1 and tokens[first - 2].is_time)
    return opens and (tokens[first].lower in words.determiners or not tokens[first].is_word)
