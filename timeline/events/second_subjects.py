"""A second subject behind the relative clause of the first: “the union that struck and the owner agreed”."""

from collections.abc import Sequence

from timeline.events.clauses import Clause, ClauseKind
from timeline.events.language import Words, is_agents, is_noun, singular
from timeline.events.noun_phrases import head, is_happening
from timeline.events.persons import is_one_person
from timeline.events.phrases import core
from timeline.events.tokens import Token
from timeline.events.verbgroup import VerbGroup

__all__ = ["second_subject"]


def second_subject(
    tokens: Sequence[Token], relative: Clause, first: Sequence[int], group: VerbGroup, words: Words
) -> int:
    """Return where “and” adds a subject behind a relative clause, which is none of its objects; or 0.

    `first` are the tokens of the subject before the clause, `group` is their verb. Nothing could be an object
    in “the clerk who left (and the mayor) met”; “the man who drove the van (and his aunt) were fined” are two
    by the verb; and a happening is no fellow of whom it concerns, nor is a thing of “his” people.
    """
    if relative.kind is not ClauseKind.RELATIVE or relative.verb is None or not first:
        return 0
    first = core(tokens, first, words)
    verb, end = relative.verb, relative.tokens[-1] + 1
    joint = next((i for i in reversed(relative.tokens) if tokens[i].lower in words.adding), 0)
    one = _noun(tokens, first, words)
    if not verb.last < joint < end - 1 or one is None or relative.subject() != relative.tokens[:1]:
        return 0
    auxiliary, added = tokens[group.first].lower, range(joint + 1, end)
    other = _noun(tokens, added, words) if _begins_phrase(tokens[joint + 1], words) else None
    if other is None or auxiliary in words.singular_auxiliaries:
        return 0
    if joint == verb.last + 1 or tokens[joint - 1].is_time:
        return joint
    single = bool(first) and tokens[first[0]].lower in words.articles and singular(one.lower) == one.lower
    both_act = _acts(one, words) and _acts(other, words)
    if auxiliary in words.plural_auxiliaries and single and one.lower not in words.plurals:
        return 0 if one.lower in words.kinds | words.bodies | words.collectives and not both_act else joint
    taken = range(verb.last + 1, joint)
    thing = _noun(tokens, taken, words)
    if thing is None or not both_act or thing.is_name or _acts(thing, words):
        return 0
    things = words.thing_pronouns if is_one_person(one.lower, words) else set()  # “his”, but not “its”
    owned = (
        tokens[joint + 1].lower in words.possessives - things
        and tokens[taken[0]].lower not in words.possessives
    )
    harms = verb.lemma in words.striking | words.results | words.acting_on
    return joint if is_happening(thing.lower, words) or (owned and not harms) else 0


def _noun(tokens: Sequence[Token], phrase: Sequence[int], words: Words) -> Token | None:
    """Return the head of a noun phrase, None where it is no noun or the phrase holds a mark."""
    number = head(tokens, phrase, words)
    noun = tokens[number] if number is not None else None
    plain = noun is not None and noun.is_word and (noun.is_name or is_noun(noun.lower))
    return noun if plain and not any(tokens[i].is_mark for i in phrase) else None


def _begins_phrase(token: Token, words: Words) -> bool:
    return token.is_name or token.lower in words.determiners | words.numbers or token.text.isdigit()


def _acts(noun: Token, words: Words) -> bool:
    """Whether a noun is one for people or a group of them: “clerk”, “bakers”, “council”."""
    one = singular(noun.lower)
    people = words.persons | words.roles | words.kinds | words.bodies | words.collectives | words.plurals
    return noun.is_name or noun.lower in people or one in people or is_agents(f"{one}s")
