"""What a date belongs to: the verb of its clause, or a noun that names a happening."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from timeline.events import language
from timeline.events.clauses import Clause, ClauseKind, clause_at, insertion
from timeline.events.language import Words
from timeline.events.tokens import Token
from timeline.events.verbgroup import Tense, VerbGroup

__all__ = ["Governor", "governor", "is_happening", "is_outcome", "noun_of_second_date", "opener"]

_ATTACHED = (ClauseKind.PARTICIPLE, ClauseKind.RELATIVE)
_DESCRIPTIONS = 2  # “the attack (on the depot) (in Velia) on 3 May”
_APOSTROPHES = ("'", "’")  # “the guests ' party”
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


def is_happening(word: str, words: Words) -> bool:
    """Return whether a lower-case noun names a happening: by the list, or by its form."""
    singular = language.singular(word)
    if word in words.happenings or singular in words.happenings:
        return True
    return singular.endswith(_NOUN_ENDINGS) and len(singular) > 6 and singular not in words.not_happenings


def governor(
    tokens: Sequence[Token], clauses: Sequence[Clause], number: int, words: Words
) -> Governor | None:
    """Return what the time expression (a token) dates, None when it dates a thing (“the 2007 budget”)."""
    clause = clause_at(clauses, number)
    verb = clause.verb
    if _is_of_what_is_due(tokens, number, words) or _is_of_thing(tokens, clause, number, words):
        return None
    if _is_season_of_noun(tokens, number, words):
        return None
    if _is_predicate(tokens, number, words):
        head = _head(tokens, clause.subject(), words)
        dated = head is not None and tokens[head].lower in words.date_nouns
        return Governor(clause, head, tokens[head].lower, True) if head is not None and dated else None
    if _is_since_in_subject(tokens, clause, number, words) or _is_object(tokens, clause, number, words):
        return None
    if _is_put_off(tokens, clause, number, words):
        return _first_happening(tokens, clause, clause.subject(), words)
    document = _dates_document(tokens, clauses, clause, number, words)
    if document is not None:
        return document
    inside = _noun_around(tokens, number, words)
    if inside is not None and _is_part(tokens, clause, number, inside, words):
        assert verb is not None
        return Governor(clause, verb.last, verb.lemma, False)
    if inside is not None and not _is_setting(tokens, clause, number, inside, words):
        noun = tokens[inside].lower
        is_told = is_happening(noun, words) and not _is_edition(tokens, number, inside)
        return Governor(clause, inside, noun, True) if is_told else None
    noun_number = _happening_before(tokens, number, words) if inside is None else None
    if noun_number is not None and not _leaves_to_verb(tokens, clause, number, noun_number, words):
        before = opener(tokens, noun_number, words)
        bare = tokens[noun_number - 1].lower == before  # “jailed for theft on Monday” names no one theft
        aimed = verb is not None and before in words.purposes and (bare or verb.lemma not in words.requiting)
        aimed = aimed or _is_of_phrasal_verb(tokens, noun_number, verb, words)
        apart = before in words.detaching | words.leading_to or _is_about_period(tokens, clause, words)
        if verb is None or (apart and not aimed):
            return Governor(clause, noun_number, tokens[noun_number].lower, True)
    fronted = _fronted_clause(tokens, clauses, number, words)
    if fronted is not None and fronted.verb is not None:
        return Governor(fronted, fronted.verb.last, fronted.verb.lemma, False)
    if verb is None:
        return _without_verb(tokens, clause, words)
    if _takes_up_clause(tokens, clause, words):
        clause = clause_at(clauses, next(i for i in range(clause.tokens[0], -1, -1) if tokens[i].is_name))
        verb = clause.verb or verb
    if verb.lemma == "be" and not verb.passive:
        return _of_being(tokens, clauses, clause, number, words)
    if verb.lemma in words.states and not verb.passive and number < verb.first:
        of_subject = _first_happening(tokens, clause, clause.subject(), words)
        return of_subject or Governor(clause, verb.last, verb.lemma, False)
    if verb.lemma in words.period_verbs and _is_of_period(tokens, clause, words):
        return None
    return Governor(clause, verb.last, verb.lemma, False)


def noun_of_second_date(
    tokens: Sequence[Token], clause: Clause, number: int, words: Words
) -> Governor | None:
    """Return the noun that a date goes with when its verb has another: “told on Friday of a raid in May”."""
    first = max((i for i in clause.tokens if i < number and tokens[i].is_time), default=number)
    between = range(first + 1, number)
    if any(tokens[i].lower in words.coordinators for i in between):
        return None
    return _first_happening(tokens, clause, reversed(between), words)


def _first_happening(
    tokens: Sequence[Token], clause: Clause, numbers: Iterable[int], words: Words
) -> Governor | None:
    found = next((i for i in numbers if is_happening(tokens[i].lower, words)), None)
    return None if found is None else Governor(clause, found, tokens[found].lower, True)


def _of_being(
    tokens: Sequence[Token], clauses: Sequence[Clause], clause: Clause, number: int, words: Words
) -> Governor | None:
    """Return what a date goes with in a clause whose verb is “be”."""
    verb = clause.verb
    assert verb is not None
    subject = [tokens[i].lower for i in clause.subject() if tokens[i].lower not in words.coordinators]
    if subject == ["it"]:  # “it was on 3 May that the bridge fell”
        told = _cleft(clauses, number, words)
        if told and told.verb:
            return Governor(told, told.verb.last, told.verb.lemma, False)
    there = subject[-1:] == ["there"]  # “there was a blast on 3 May”
    numbers = [i for i in clause.tokens if i > verb.last] if there else clause.subject()
    found = _first_happening(tokens, clause, numbers, words)
    if found is None and (verb.tense is Tense.FUTURE or is_outcome(tokens, verb, words)):
        return Governor(clause, verb.last, "be", False)  # a change; “was free in May” is a state
    told_of = _happening_before(tokens, number, words)  # “the low point was a defeat on 3 May”
    if found is None and told_of is not None and told_of > verb.last and not opener(tokens, told_of, words):
        return Governor(clause, told_of, tokens[told_of].lower, True)
    return found


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


def is_outcome(tokens: Sequence[Token], verb: VerbGroup, words: Words) -> bool:
    """Return whether “be” tells how something ended: “was down 4%”, “was third in Rome”."""
    following = tokens[verb.last + 1 : verb.last + 3]
    if verb.lemma != "be" or verb.tense is not Tense.PAST or not following:
        return False
    if following[0].lower not in words.changes | words.places_taken:
        return False
    if len(following) == 1 or following[1].is_mark or following[1].is_time:
        return True
    if following[0].lower in words.places_taken:
        return following[1].lower in words.prepositions
    return following[1].lower in words.numbers or any(map(str.isdigit, following[1].text))


def _fronted_clause(
    tokens: Sequence[Token], clauses: Sequence[Clause], number: int, words: Words
) -> Clause | None:
    """Return the clause that a date between commas behind it goes with: “When she left, in May, he”.

    It does unless that has a date of its own.
    """
    first = number - (tokens[number - 1].lower in words.date_prepositions)
    behind = tokens[number + 1].text if number + 1 < len(tokens) else ""
    if first < 2 or behind != "," or tokens[first - 1].text != ",":
        return None
    before = clause_at(clauses, first - 2)
    opens = before.opener in words.background_openers and before.tokens[0] == 0
    return before if opens and not any(tokens[i].is_time for i in before.tokens) else None


def _is_of_phrasal_verb(tokens: Sequence[Token], noun: int, verb: VerbGroup | None, words: Words) -> bool:
    """Whether the noun is the object of a verb with two particles: “walked away from the talks in May”."""
    if verb is None:
        return False
    behind = [token.lower for token in tokens[verb.last + 1 : noun]]
    return len(behind) > 1 and behind[0] in words.away and behind[1] in words.prepositions


def _is_of_what_is_due(tokens: Sequence[Token], number: int, words: Words) -> bool:
    """Whether the date is only that of an adjective: “the report, originally due in May, was dropped”."""
    position = number - 1
    if position >= 0 and tokens[position].lower in words.date_prepositions:
        position -= 1
    return position > 0 and tokens[position].lower in words.prospective


def _is_season_of_noun(tokens: Sequence[Token], number: int, words: Words) -> bool:
    """Whether a season only describes a noun: “the winter timetable”, “a summer truce”."""
    *before, season = tokens[number].lower.split()
    following = tokens[number + 1 : number + 2]
    if season not in words.seasons or not following or not words.articles.issuperset(before):
        return False
    owned = before or (
        number and (tokens[number - 1].lower in words.determiners or _owns(tokens[number - 1]))
    )
    fronted = before and number and tokens[number - 1].lower in words.date_prepositions
    noun = following[0]
    return bool(owned) and not fronted and language.is_noun(noun.lower) and not noun.is_name


def _is_put_off(tokens: Sequence[Token], clause: Clause, number: int, words: Words) -> bool:
    """Whether it is the new date of what is put off: “the launch was delayed until 3 May”."""
    verb = clause.verb
    off = verb is not None and verb.last < number and verb.lemma in words.postponing
    if verb is not None and verb.lemma in words.putting:
        off = off and tokens[verb.last + 1].lower in words.postponers  # but “was put up until 1923”
    return off and tokens[number - 1].lower in words.until | words.goals


def _is_of_thing(tokens: Sequence[Token], clause: Clause, number: int, words: Words) -> bool:
    """Whether it is the time that a thing is for or of: “the plan for next year”, “the tax of 2009”."""
    if number < 2 or not tokens[number - 2].is_word:
        return False
    before, noun = tokens[number - 1].lower, tokens[number - 2].lower
    if before in words.purposes:
        arranged = clause.verb is not None and clause.verb.lemma in words.plans
        return language.is_noun(noun) and not arranged and not tokens[number - 2].forms & {"VBN"}
    if before not in words.belonging or not language.is_noun(noun) or is_happening(noun, words):
        return False
    periodic = language.singular(noun) in words.periods | words.units
    return not periodic and opener(tokens, number - 2, words) not in words.date_prepositions


def _is_since_in_subject(tokens: Sequence[Token], clause: Clause, number: int, words: Words) -> bool:
    """Whether it goes with a noun of the subject: “the leader since Monday broke his arm”.

    With a verb in the simple past “since” does not go.
    """
    verb = clause.verb
    if verb is None or not 1 < number < verb.first or verb.tense is not Tense.PAST:
        return False
    return tokens[number - 1].lower in words.since and tokens[number - 2].is_word


def _is_predicate(tokens: Sequence[Token], number: int, words: Words) -> bool:
    """Whether it is what something “is expected to be”: “the date is expected to be around 3 May”."""
    position = number - 1
    while position > 0 and tokens[position].lower in words.rough:
        position -= 1
    return position > 0 and tokens[position].lower == "be" and tokens[position - 1].lower == "to"


def _head(tokens: Sequence[Token], phrase: Sequence[int], words: Words) -> int | None:
    """Return the noun before the first preposition of a phrase: “the opening date (of the mill)”."""
    behind = next((i for i in phrase if tokens[i].lower in words.prepositions), None)
    before = [i for i in phrase if behind is None or i < behind]
    return before[-1] if before and tokens[before[-1]].is_word else None


def _is_object(tokens: Sequence[Token], clause: Clause, number: int, words: Words) -> bool:
    """Whether it is what the verb acts on, not when: “they recalled the summer of 2003”."""
    first, *inner = tokens[number].lower.split()
    is_long = first in words.articles and "of" in inner and not words.long_times.isdisjoint(inner)
    return is_long and clause.verb is not None and clause.verb.last == number - 1


def _takes_up_clause(tokens: Sequence[Token], clause: Clause, words: Words) -> bool:
    """Whether a relative says only that what was told before it took place: “…, which took place in May”."""
    verb, first = clause.verb, clause.tokens[0]
    if clause.kind is not ClauseKind.RELATIVE or verb is None or verb.lemma not in words.light:
        return False
    behind = tokens[verb.last + 1].lower if verb.last + 1 < len(tokens) else ""
    alone = len(clause.subject()) == 1 and (verb.lemma != "take" or behind in words.light_objects)
    before = next((tokens[i] for i in range(first - 1, -1, -1) if not tokens[i].is_mark), None)
    return alone and before is not None and before.is_name


def _is_edition(tokens: Sequence[Token], number: int, noun: int) -> bool:
    """Whether a year is part of a name: “at the 2010 Winter Games”."""
    return tokens[noun].is_name and tokens[number].text.isdigit()


def _leaves_to_verb(tokens: Sequence[Token], clause: Clause, number: int, noun: int, words: Words) -> bool:
    """Whether the verb takes a date that a noun of its complement could have too.

    It does where the noun is only a name (“won a stage of the Tour on Monday”), or where no preposition
    joins the two (“walked away from the talks last week”).
    """
    before, verb = opener(tokens, noun, words), clause.verb
    if verb is not None and verb.first <= noun <= verb.last:
        return True  # “is due to visit on Friday”
    if verb is None or verb.last > noun or before not in words.loosely_detaching:
        return False
    if tokens[noun].is_name:
        return True
    punished = verb.lemma in words.requiting and tokens[noun].lower in words.happenings
    return tokens[number - 1].lower not in words.date_prepositions and not punished


def _dates_document(
    tokens: Sequence[Token], clauses: Sequence[Clause], clause: Clause, number: int, words: Words
) -> Governor | None:
    """Return what was said by a paper whose date it is: “in a letter dated 3 May, she denied it”."""
    verb, above = clause.verb, clause.parent
    if verb is None or not verb.passive or verb.is_finite or above is None:
        return None
    told = any(
        each.parent is above and each.kind is ClauseKind.COMPLEMENT and each.tokens[0] > number
        for each in clauses
    )
    act = above.verb is not None and above.verb.lemma in words.acts_of_saying
    paper = tokens[clause.tokens[0] - 1].lower in words.utterances | words.papers
    issued = verb.lemma in words.issuing and paper and (told or act)
    if not issued and (verb.lemma not in words.dating or verb.last != number - 1):
        return None
    behind = number + 1 + (tokens[number + 1 : number + 2] != [] and tokens[number + 1].text == ",")
    inside = next(
        (each for each in clauses if behind in each.tokens[:1] or behind + 1 in each.tokens[:1]), None
    )
    relative = inside is not None and inside.opener == "which" and inside.tokens[0] == behind + 1
    if relative and inside is not None and inside.verb is not None:
        return Governor(inside, inside.verb.last, inside.verb.lemma, False)  # “a letter …, in which he said”
    says = above.verb is not None and above.verb.lemma in words.saying
    first = clause.tokens[0]
    if above.verb is None or not says or opener(tokens, first, words) not in words.settings:
        return None
    return Governor(above, above.verb.last, above.verb.lemma, False)


def _is_about_period(tokens: Sequence[Token], clause: Clause, words: Words) -> bool:
    """Whether the subject is a time in which something was: “her year was marred by a fire in May”."""
    head = _head(tokens, clause.subject(), words)
    return head is not None and tokens[head].lower in words.periods | words.units | words.long_times


def _is_of_period(tokens: Sequence[Token], clause: Clause, words: Words) -> bool:
    """Whether the clause only delimits a period: “the quarter ended 30 June”, “which ended in June”."""
    aside = insertion(tokens, clause)  # “the strike, in its third week, began”
    own = [number for number in clause.subject() if number not in aside]
    end = clause.tokens[0] if clause.kind in _ATTACHED else max(own, default=-1) + 1
    before = [token for token in tokens[max(end - 2, 0) : end] if not token.is_mark]
    return any(token.lower.split()[-1] in words.periods for token in before)


def _is_setting(tokens: Sequence[Token], clause: Clause, number: int, noun: int, words: Words) -> bool:
    """Whether the dated noun only says where the clause's act took place: “at a Monday meeting, he said”."""
    if clause.verb is None or not clause.verb.is_finite:
        return False
    spoken = tokens[noun].lower in words.utterances and not tokens[noun].is_name
    if tokens[number].text.isdigit() and not spoken:
        return False
    first = number if tokens[number].is_possessive else number - 1
    is_told = is_happening(tokens[noun].lower, words)
    return first > 0 and tokens[first - 1].lower in words.settings and is_told


def _is_part(tokens: Sequence[Token], clause: Clause, number: int, noun: int, words: Words) -> bool:
    """Whether the dated noun is what the clause's act was a part of: “she won Saturday's race”."""
    verb = clause.verb
    taken = verb is not None and verb.last < number < noun and verb.lemma in words.partaking
    return taken and tokens[number].is_possessive


def _without_verb(tokens: Sequence[Token], clause: Clause, words: Words) -> Governor | None:
    found = _first_happening(tokens, clause, clause.tokens, words)
    if found:
        return found
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
        return following if bare and is_happening(tokens[following].lower, words) else None
    while following < len(tokens) and _continues_noun(tokens[following], words):
        following += 1
    if following - 1 == number:
        return None
    head = following - 1
    apart = before.lower in words.detaching - words.loosely_detaching  # “before Sunday's raid”
    if owned or bare or (date.is_possessive and apart):
        return head
    return None if is_happening(tokens[head].lower, words) else head


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


def _happening_before(tokens: Sequence[Token], number: int, words: Words) -> int | None:
    """Return the noun that tells a happening before the expression: “his death (in Rome) on 3 January”."""
    noun = _noun_before(tokens, number, words)
    for _ in range(_DESCRIPTIONS + 1):
        if noun is None or is_happening(tokens[noun].lower, words):
            return noun
        first = noun
        while first > 0 and _in_noun_phrase(tokens[first - 1], words):
            first -= 1
        describes = first > 1 and tokens[first - 1].lower in words.complement_prepositions
        noun = first - 2 if describes and tokens[first - 2].is_word else None
    return None


def _in_noun_phrase(token: Token, words: Words) -> bool:
    """Whether a token can stand before the noun of a phrase: a determiner, an adjective, another noun."""
    if not token.is_word:
        return not token.is_mark and not token.is_time
    if token.lower in words.prepositions | words.coordinators | words.subordinators | words.relatives:
        return False
    return token.is_name or not token.forms or language.can_be_noun(token.lower)


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


def opener(tokens: Sequence[Token], noun: int, words: Words) -> str:
    """Return the word that introduces the noun's phrase, “” when a verb or mark does."""
    position = noun - 1
    while position >= 0 and noun - position < 7:
        if tokens[position].is_mark and tokens[position].text not in _APOSTROPHES:
            break
        lower = tokens[position].lower
        if lower == "to" and position and tokens[position - 1].lower in words.leading_to:
            return tokens[position - 1].lower
        if lower in words.prepositions or lower in words.subordinators:
            return lower
        if tokens[position].forms & {"VBD", "VBZ"} and not language.can_be_noun(lower):
            return ""
        position -= 1
    return ""
