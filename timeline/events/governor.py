"""What a date belongs to: the verb of its clause, or a noun that names a happening."""

from collections.abc import Sequence
from dataclasses import dataclass

from timeline.events import language
from timeline.events.clauses import Clause, ClauseKind
from timeline.events.language import Words
from timeline.events.tokens import Token
from timeline.events.verbgroup import Tense

__all__ = ["Governor", "governor"]

_ATTACHED = (ClauseKind.PARTICIPLE, ClauseKind.RELATIVE)
_NOUN_ENDINGS = ("tion", "sion", "ment", "ance", "ence")


@dataclass(frozen=True, slots=True)
class Governor:
    """The word that tells the happening, and its clause."""

    clause: Clause
    token: int
    head: str  # base form
    is_noun: bool

    def reach(self, tokens: Sequence[Token]) -> list[int]:
        """Return the numbers of the tokens that tell this happening."""
        if not self.is_noun:
            return list(self.clause.tokens)
        first = last = self.token
        while first > 0 and tokens[first - 1].is_word and not tokens[first - 1].forms & {"VBD"}:
            first -= 1
            if self.token - first > 6:
                break
        while (
            last + 1 < len(tokens)
            and (tokens[last + 1].is_word or tokens[last + 1].is_time)
            and last - self.token < 8
        ):
            last += 1
        return list(range(first, last + 1))


def _is_happening(word: str, words: Words) -> bool:
    """Return whether a lower-case noun names a happening: by the list, or by its form."""
    singular = word[:-1] if word.endswith("s") and not word.endswith("ss") else word
    if word in words.happenings or singular in words.happenings:
        return True
    return singular.endswith(_NOUN_ENDINGS) and len(singular) > 6 and singular not in words.not_happenings


def governor(tokens: Sequence[Token], clause: Clause, number: int, words: Words) -> Governor | None:
    """Return what the time expression (a token) dates, None when it dates a thing (“the 2007 budget”)."""
    verb = clause.verb
    if _is_of_what_is_due(tokens, number, words):
        return None
    inside = _noun_around(tokens, number, words)
    if inside is not None and not _is_setting(tokens, clause, number, inside, words):
        noun = tokens[inside].lower
        return Governor(clause, inside, noun, True) if _is_happening(noun, words) else None
    noun_number = _noun_before(tokens, number, words) if inside is None else None
    if noun_number is not None and _is_happening(tokens[noun_number].lower, words):
        opener = _opener(tokens, noun_number, words)
        arranged = verb is not None and opener == "for" and verb.passive and verb.lemma in words.plans
        if verb is None or (opener in words.detaching and not arranged):
            return Governor(clause, noun_number, tokens[noun_number].lower, True)
    if verb is None:
        return _without_verb(tokens, clause, words)
    if verb.lemma == "be" and not verb.passive:
        heads = [i for i in clause.subject() if _is_happening(tokens[i].lower, words)]
        if heads:
            return Governor(clause, heads[0], tokens[heads[0]].lower, True)
        # “will be free from May” tells a change, “was free in May” a state.
        return Governor(clause, verb.last, "be", False) if verb.tense is Tense.FUTURE else None
    if verb.lemma in words.period_verbs and _is_of_period(tokens, clause, words):
        return None
    return Governor(clause, verb.last, verb.lemma, False)


def _is_of_what_is_due(tokens: Sequence[Token], number: int, words: Words) -> bool:
    """Whether the date is only that of an adjective: “the report, originally due in May, was dropped”."""
    position = number - 1
    if position >= 0 and tokens[position].lower in words.date_prepositions:
        position -= 1
    return position > 0 and tokens[position].lower in words.prospective


def _is_of_period(tokens: Sequence[Token], clause: Clause, words: Words) -> bool:
    """Whether the clause only delimits a period: “the quarter ended 30 June”, “which ended in June”."""
    end = clause.tokens[0] if clause.kind in _ATTACHED else max(clause.subject(), default=-1) + 1
    before = [token for token in tokens[max(end - 2, 0) : end] if not token.is_mark]
    return any(token.lower.split()[-1] in words.periods for token in before)


def _is_setting(tokens: Sequence[Token], clause: Clause, number: int, noun: int, words: Words) -> bool:
    """Whether the dated noun only says where the clause's act took place: “at a Monday meeting, he said”."""
    if clause.verb is None or not clause.verb.is_finite or tokens[number].text.isdigit():
        return False
    first = number if tokens[number].is_possessive else number - 1
    is_told = _is_happening(tokens[noun].lower, words)
    return first > 0 and tokens[first - 1].lower in words.settings and is_told


def _without_verb(tokens: Sequence[Token], clause: Clause, words: Words) -> Governor | None:
    heads = [i for i in clause.tokens if _is_happening(tokens[i].lower, words)]
    if heads:
        return Governor(clause, heads[0], tokens[heads[0]].lower, True)
    parent = clause.parent
    if parent is not None and parent.verb is not None and clause.kind is not ClauseKind.PARENTHESIS:
        return Governor(parent, parent.verb.last, parent.verb.lemma, False)
    return None


def _noun_around(tokens: Sequence[Token], number: int, words: Words) -> int | None:
    """Return the head of the noun phrase that the expression is inside of: “the 1991 agreement”."""
    before = tokens[number - 1] if number else None
    following = number + 1
    if before is None or following >= len(tokens) or not tokens[following].is_word:
        return None
    date = tokens[number]
    if not date.is_possessive and date.lower.split()[0] in words.determiners:
        return None
    owned = before.lower in words.determiners or (before.is_word and _owns(before))
    # “to mark 2020 killing of”: without a preposition a date right before a happening names it.
    bare = not before.is_mark and before.lower not in words.prepositions | words.coordinators
    if not owned and not date.is_possessive:
        return following if bare and _is_happening(tokens[following].lower, words) else None
    while following < len(tokens) and _continues_noun(tokens[following], words):
        following += 1
    if following - 1 == number:
        return None
    head = following - 1
    return None if not owned and not bare and _is_happening(tokens[head].lower, words) else head


def _owns(token: Token) -> bool:
    return token.lower.endswith(("'s", "’s", "s'", "s’"))


def _continues_noun(token: Token, words: Words) -> bool:
    if (
        not token.is_word
        or token.lower
        in words.prepositions
        | words.coordinators
        | words.relatives
        | words.determiners
        | words.be
        | words.have
        | words.modals
    ):
        return False
    return not token.forms or language.can_be_noun(token.lower) or token.is_name


def _noun_before(tokens: Sequence[Token], number: int, words: Words) -> int | None:
    """Return the noun right before the expression and its preposition: “his death on 3 January”."""
    position = number - 1
    if position >= 0 and tokens[position].lower in words.date_prepositions:
        position -= 1
    if position < 0 or not tokens[position].is_word or tokens[position].lower in words.prepositions:
        return None
    token = tokens[position]
    if token.forms & {"VBD", "VBN"} and not language.can_be_noun(token.lower):
        return None
    return position


def _opener(tokens: Sequence[Token], noun: int, words: Words) -> str:
    """Return the word that introduces the noun's phrase, “” when a verb or mark does."""
    position = noun - 1
    while position >= 0 and tokens[position].is_word and noun - position < 7:
        lower = tokens[position].lower
        if lower in words.prepositions or lower in words.subordinators:
            return lower
        if tokens[position].forms & {"VBD", "VBZ"} and not language.can_be_noun(lower):
            return ""
        position -= 1
    return ""
