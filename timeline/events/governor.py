"""What a date belongs to: the verb of its clause, or a noun that names a happening."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from timeline.events.attachment import (
    is_edition,
    is_new_subject,
    is_paper,
    is_part,
    is_setting,
    takes_date,
)
from timeline.events.clauses import Clause, ClauseKind, clause_at
from timeline.events.deeds import deed_at, tells_deed
from timeline.events.language import Words, is_noun
from timeline.events.lent import leaves_date
from timeline.events.noun_phrases import (
    first_happening,
    happening_at_verb,
    happening_before,
    head,
    is_happening,
    noun_around,
    opener,
)
from timeline.events.outcomes import is_outcome
from timeline.events.phrases import core
from timeline.events.things import (
    arranged_for,
    delimits_period,
    due_before,
    is_of_thing,
    is_one_of,
    is_put_off,
)
from timeline.events.tokens import Token
from timeline.events.verbgroup import Tense, VerbGroup

__all__ = ["Governor", "governor", "noun_of_second_date"]


@dataclass(frozen=True, slots=True)
class Governor:
    """The word that tells the happening, and its clause."""

    clause: Clause
    token: int
    head: str  # base form
    is_noun: bool

    @classmethod
    def of(cls, clause: Clause) -> "Governor":
        """Return the verb of a clause that has one."""
        verb = clause.verb
        assert verb is not None
        return cls(clause, verb.last, verb.lemma, is_noun=False)

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


def governor(
    tokens: Sequence[Token], clauses: Sequence[Clause], number: int, words: Words
) -> Governor | None:
    """Return what the time expression (a token) dates, None when it dates a thing (“the 2007 budget”)."""
    clause = clause_at(clauses, number)
    arranged = arranged_for(tokens, clause, number, words)
    if arranged is not None:
        return _noun(tokens, clause, arranged)
    if is_of_thing(tokens, clause, number, words):
        return None
    if _is_predicate(tokens, number, words):
        dated = head(tokens, clause.subject(), words)
        is_date = dated is not None and tokens[dated].lower in words.date_nouns
        return _noun(tokens, clause, dated) if dated is not None and is_date else None
    if is_put_off(tokens, clause, number, words):
        return _happening(tokens, clause, clause.subject(), words)
    document = _dates_document(tokens, clauses, clause, number, words)
    if document is not None:
        return document
    inside = noun_around(tokens, number, words)
    if inside is not None and (
        is_part(tokens, clause, number, inside, words) or is_paper(tokens, clause, number, inside, words)
    ):
        return _verb(clause)
    if inside is not None and not is_setting(tokens, clause, number, inside, words):
        is_told = is_happening(tokens[inside].lower, words) and not is_edition(tokens, number, inside)
        if is_told and is_new_subject(tokens, clause, number, inside, words):
            return _verb(clause)
        return _noun(tokens, clause, inside) if is_told else None
    before = happening_before(tokens, number, words) if inside is None else None
    if clause.verb is not None and clause.verb.passive and clause.verb.lemma in words.saying:
        spoken_of = happening_at_verb(tokens, number, clause.verb.first, words)
        if spoken_of is not None:
            return _noun(tokens, clause, spoken_of)  # “her death, on 3 May, was announced”
    if before is not None and takes_date(tokens, clause, number, before, words):
        return None if is_one_of(tokens, before, words) else _noun(tokens, clause, before)
    deed = deed_at(tokens, clause, number, words)
    if deed is not None and clause.verb is not None:
        return _verb(deed) if tells_deed(clause.verb, words) else None
    apposed = _apposed_happening(tokens, clause, number, words)
    if apposed is not None:
        return apposed
    fronted = _fronted_clause(tokens, clauses, number, words)
    fronted = fronted or _added_to_clause(tokens, clauses, clause, number, words)
    return _verb(fronted) if fronted is not None else _of_clause(tokens, clauses, clause, number, words)


def _verb(clause: Clause) -> Governor | None:
    return None if clause.verb is None else Governor.of(clause)


def _noun(tokens: Sequence[Token], clause: Clause, number: int) -> Governor:
    return Governor(clause, number, tokens[number].lower, is_noun=True)


def _happening(
    tokens: Sequence[Token], clause: Clause, numbers: Iterable[int], words: Words
) -> Governor | None:
    found = first_happening(tokens, numbers, words)
    return None if found is None else _noun(tokens, clause, found)


def _of_clause(
    tokens: Sequence[Token], clauses: Sequence[Clause], clause: Clause, number: int, words: Words
) -> Governor | None:
    """Return what a date goes with that no noun takes: the verb of its clause, mostly."""
    verb = clause.verb
    if verb is None:
        return _without_verb(tokens, clause, words)
    above = clause.parent
    if above is not None and above.verb is not None and leaves_date(tokens, clause, number, words):
        clause, verb = above, above.verb
    if _takes_up_clause(tokens, clause, words):
        clause = clause_at(clauses, next(i for i in range(clause.tokens[0], -1, -1) if tokens[i].is_name))
        verb = clause.verb or verb
    if verb.lemma == "be" and not verb.passive:
        return _of_being(tokens, clauses, clause, number, words)
    if verb.lemma in words.states and not verb.passive and number < verb.first:
        of_subject = _happening(tokens, clause, clause.subject(), words)
        return of_subject or Governor(clause, verb.last, verb.lemma, is_noun=False)
    if verb.lemma in words.period_verbs and delimits_period(tokens, clause, words):
        return None
    return Governor(clause, verb.last, verb.lemma, is_noun=False)


def noun_of_second_date(
    tokens: Sequence[Token], clause: Clause, number: int, words: Words
) -> Governor | None:
    """Return the noun that a date goes with when its verb has another: “told on Friday of a raid in May”."""
    first = max((i for i in clause.tokens if i < number and tokens[i].is_time), default=number)
    between = range(first + 1, number)
    if any(tokens[i].lower in words.coordinators for i in between):
        return None
    return _happening(tokens, clause, reversed(between), words)


def _of_being(
    tokens: Sequence[Token], clauses: Sequence[Clause], clause: Clause, number: int, words: Words
) -> Governor | None:
    """Return what a date goes with in a clause whose verb is “be”."""
    verb = clause.verb
    assert verb is not None
    inside = range(verb.last + 1, number - 1)
    plans = any(tokens[i].lower == "to" and "VB" in tokens[i + 1].forms for i in inside)
    if plans and not is_outcome(tokens, verb, words):
        return None  # “is a plan to close it by May”
    subject = [tokens[i].lower for i in clause.subject() if tokens[i].lower not in words.coordinators]
    if subject == ["it"]:  # “it was on 3 May that the bridge fell”
        told = _cleft(clauses, number, words)
        if told and told.verb:
            return Governor.of(told)
    told = _occasion(tokens, clauses, clause, words)
    if told is not None:
        return _verb(told)  # “the last time it sank was on 3 May”
    there = subject[-1:] == ["there"]  # “there was a blast on 3 May”
    numbers = [i for i in clause.tokens if i > verb.last] if there else clause.subject()
    numbers = numbers if there else core(tokens, numbers, words) or numbers
    if verb.tense is Tense.PRESENT and _is_due(tokens, verb.last + 1, number, words):
        return Governor(clause, verb.last, "be", False)
    found = _happening(tokens, clause, _before_time_phrase(tokens, numbers, words), words)
    if found is None and (verb.tense is Tense.FUTURE or is_outcome(tokens, verb, words)):
        return Governor(clause, verb.last, "be", False)  # a change; “was free in May” is a state
    told_of = happening_before(tokens, number, words)  # “the low point was a defeat on 3 May”
    if found is None and told_of is not None and told_of > verb.last and not opener(tokens, told_of, words):
        return Governor(clause, told_of, tokens[told_of].lower, True)
    return found


def _is_due(tokens: Sequence[Token], first: int, number: int, words: Words) -> bool:
    """Whether the token `first` says what is to be on a date: “is due (back in court) on 3 May”."""
    if first >= len(tokens):
        return False
    if due_before(tokens, number, words) == first:
        return True
    behind = [token.lower for token in tokens[first + 1 : number]]
    places = (words.prepositions | words.adverbial_particles) - words.purposes - {"to"}
    placed = behind[:1] and behind[0] in places
    plain = all(tokens[i].is_word for i in range(first + 1, number))
    return tokens[first].lower in words.prospective and bool(placed) and plain


def _occasion(
    tokens: Sequence[Token], clauses: Sequence[Clause], clause: Clause, words: Words
) -> Clause | None:
    """Return the clause that tells of what the subject names the time: “the last time (that) it sank”."""
    own = clause.subject()
    if not own or tokens[own[-1]].lower not in words.occasions:
        return None
    return next(
        (each for each in clauses if each.parent is clause and each.tokens[:1] == [own[-1] + 1]), None
    )


def _before_time_phrase(tokens: Sequence[Token], numbers: Sequence[int], words: Words) -> Sequence[int]:
    """Return what of a subject stands before another happening: “the last ship (before the strike)”."""
    openers = words.detaching - words.loosely_detaching
    end = next((i for i, number in enumerate(numbers) if i and tokens[number].lower in openers), len(numbers))
    return numbers[:end]


def _cleft(clauses: Sequence[Clause], number: int, words: Words) -> Clause | None:
    """Return the clause that “it was” dates by the token before it: “it was in May, he said, that”."""
    behind = number + 1
    for clause in sorted(clauses, key=lambda each: each.tokens[:1]):
        if not clause.tokens or clause.tokens[0] != behind:
            continue
        if clause.opener == "that":
            return clause
        if clause.verb is not None and clause.verb.lemma in words.saying:
            behind = clause.tokens[-1] + 1
    return None


def _fronted_clause(
    tokens: Sequence[Token], clauses: Sequence[Clause], number: int, words: Words
) -> Clause | None:
    """Return the clause that a date between commas behind it goes with: “When she left, in May, he”.

    It does unless that has a date of its own. A clause that ends the sentence can have its object behind the
    date: “they left after he dropped, in May, the charges”.
    """
    first = number - (tokens[number - 1].lower in words.date_prepositions)
    behind = tokens[number + 1].text if number + 1 < len(tokens) else ""
    if first < 2 or behind != "," or tokens[first - 1].text != ",":
        return None
    before = clause_at(clauses, first - 2)
    verb, object_ = before.verb, tokens[number + 2 : number + 3]
    parted = verb is not None and verb.last == first - 2 and not verb.passive
    parted = parted and bool(object_) and object_[0].lower in words.determiners
    opens = before.opener in words.background_openers and (before.tokens[0] == 0 or parted)
    return before if opens and not any(tokens[i].is_time for i in before.tokens) else None


def _apposed_happening(tokens: Sequence[Token], clause: Clause, number: int, words: Words) -> Governor | None:
    """Return the subject that commas date if its verb has another time: “the war, in 1990, ended later”."""
    verb = clause.verb
    first = number - (tokens[number - 1].lower in words.date_prepositions)
    closed = number + 1 < len(tokens) and tokens[number + 1].text == ","
    if verb is None or not (first and closed) or number > verb.first or tokens[first - 1].text != ",":
        return None
    if not any(tokens[i].is_time for i in clause.tokens if i > verb.last):
        return None
    return _happening(tokens, clause, [i for i in clause.subject() if i < first], words)


def _added_to_clause(
    tokens: Sequence[Token], clauses: Sequence[Clause], clause: Clause, number: int, words: Words
) -> Clause | None:
    """Return the clause behind which a comma adds a date: “was at sea when it hit ice, on 3 May”.

    The main clause only tells how things were.
    """
    first = number
    while first > 0 and (tokens[first - 1].is_time or tokens[first - 1].lower in words.date_prepositions):
        first -= 1
    before = clause_at(clauses, first - 2) if first > 1 and tokens[first - 1].text == "," else None
    if before is None or before.parent is not clause or before.opener not in words.dated_clause_openers:
        return None
    timed = any(tokens[i].is_time for i in (*before.tokens, *clause.subject()))
    was = clause.verb is not None and clause.verb.lemma in words.states and before.verb is not None
    return before if was and not timed else None


def _is_predicate(tokens: Sequence[Token], number: int, words: Words) -> bool:
    """Whether it is what something “is expected to be”: “the date is expected to be around 3 May”."""
    position = number - 1
    while position > 0 and tokens[position].lower in words.rough:
        position -= 1
    return position > 0 and tokens[position].lower == "be" and tokens[position - 1].lower == "to"


def _takes_up_clause(tokens: Sequence[Token], clause: Clause, words: Words) -> bool:
    """Whether a relative says only that what was told before it took place: “…, which took place in May”."""
    verb, first = clause.verb, clause.tokens[0]
    if clause.kind is not ClauseKind.RELATIVE or verb is None or verb.lemma not in words.light:
        return False
    behind = tokens[verb.last + 1].lower if verb.last + 1 < len(tokens) else ""
    if clause.opener in words.person_relatives:
        return False  # “Ruiz, who came in May, left”
    alone = len(clause.subject()) == 1 and (verb.lemma != "take" or behind in words.light_objects)
    before = next((tokens[i] for i in range(first - 1, -1, -1) if not tokens[i].is_mark), None)
    return alone and before is not None and before.is_name


def _dates_document(
    tokens: Sequence[Token], clauses: Sequence[Clause], clause: Clause, number: int, words: Words
) -> Governor | None:
    """Return what was said by a paper whose date it is: “in a letter dated 3 May, she denied it”."""
    verb, above = clause.verb, clause.parent
    if verb is None or not verb.passive or verb.is_finite or above is None:
        return None
    paper = tokens[clause.tokens[0] - 1].lower in words.utterances | words.papers
    issued = verb.lemma in words.issuing and paper
    if not issued and (verb.lemma not in words.dating or verb.last != number - 1):
        return None
    behind = number + 1 + (tokens[number + 1 : number + 2] != [] and tokens[number + 1].text == ",")
    inside = next(
        (each for each in clauses if behind in each.tokens[:1] or behind + 1 in each.tokens[:1]), None
    )
    relative = inside is not None and inside.opener == "which" and inside.tokens[0] == behind + 1
    if relative and inside is not None and inside.verb is not None:
        return Governor.of(inside)  # “a letter …, in which he said”
    first = clause.tokens[0]
    if above.verb is None or above.verb.lemma in words.perceiving:
        return None
    bears = opener(tokens, first, words)
    if bears not in words.settings | words.bearers:
        return None
    if bears in words.settings and _is_of_object(tokens, above.verb, first, words):
        return None
    return Governor.of(above)


def _is_of_object(tokens: Sequence[Token], verb: VerbGroup, number: int, words: Words) -> bool:
    """Whether a paper is that in which an object stands: “changed a line in a note (posted on 3 May)”.

    What is said or granted in it is not: “denied the claim in a letter”.
    """
    written = words.saying | words.declining | words.commitments | words.directing
    joint = next((i for i in range(number - 1, verb.last, -1) if tokens[i].lower in words.settings), 0)
    before = tokens[joint - 1] if joint - 1 > verb.last else None
    inside = before is not None and (is_noun(before.lower) or before.is_name)
    return inside and verb.lemma not in written


def _without_verb(tokens: Sequence[Token], clause: Clause, words: Words) -> Governor | None:
    found = _happening(tokens, clause, clause.tokens, words)
    if found:
        return found
    parent = clause.parent
    if parent is not None and parent.verb is not None and clause.kind is not ClauseKind.PARENTHESIS:
        return Governor.of(parent)
    return None
