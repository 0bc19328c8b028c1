"""What a relative clause or participle says something of: the noun phrase or name before it."""

from collections.abc import Sequence
from itertools import takewhile

from timeline.events.clauses import Clause, ClauseKind
from timeline.events.language import Words, can_be_noun, is_noun, is_person, singular
from timeline.events.names import is_place
from timeline.events.noun_phrases import is_happening
from timeline.events.phrases import inner, joined, subject_phrase
from timeline.events.tokens import Token

__all__ = ["antecedent", "name_before", "phrase_before"]

_CURRENCIES = frozenset("$£€")
_BEFORE_AGE = (",", "(")


def antecedent(tokens: Sequence[Token], clause: Clause, words: Words, *, keep_article: bool = False) -> str:
    """Return the noun phrase right before a relative or participle."""
    end = clause.tokens[0]
    while end > 0 and not tokens[end - 1].is_word:
        if tokens[end - 1].is_time or any(map(str.isdigit, tokens[end - 1].text)):
            break
        end -= 1
    above = clause.parent.verb if clause.parent is not None else None
    if above is not None and above.last == end - 1 and above.lemma in words.inverting:
        end = above.first  # “Then the tram came, which they had ordered”
    named = _before_apposition(tokens, clause, end, words) or _before_age(tokens, end, words)
    phrase = name_before(tokens, named) if named < end else []
    phrase = phrase or phrase_before(tokens, named or end, clause, words)
    if not phrase and end > 2 and tokens[end - 1].is_time and _is_in_subject(clause):
        # “the figure for June, released on 5 July, rose”
        joins = tokens[end - 2].lower in words.purposes | words.date_prepositions
        phrase = phrase_before(tokens, end - 2, clause, words) if joins else []
    if not phrase and end and tokens[end - 1].is_time and clause.kind is ClauseKind.RELATIVE:
        phrase = _object_with_date(tokens, clause, end - 1, words)
        if not phrase:
            return _counted_from(tokens[end - 1], words)
    if keep_article:
        return inner(tokens, phrase, words)
    return subject_phrase(tokens, phrase, words)


def _is_in_subject(clause: Clause) -> bool:
    """Whether a participle stands between a subject and its verb."""
    above = clause.parent.verb if clause.parent is not None else None
    return clause.kind is ClauseKind.PARTICIPLE and above is not None and above.first > clause.tokens[0]


def _object_with_date(tokens: Sequence[Token], clause: Clause, date: int, words: Words) -> list[int]:
    """Return the object behind which a date (a token) and a relative stand: “had (a fire) in 2007, which”.

    Without a comma the relative tells which is meant, and can do so of a subject: “freed (two clerks) on
    Monday whom”, “(a clerk) was freed on Monday who”. What only places its subject in time says it of the
    whole clause: “, which came a day after”.
    """
    above, verb, first = clause.parent, clause.verb, clause.tokens[0]
    if above is None or above.verb is None or verb is None or verb.lemma in words.relating | words.light:
        return []
    set_off = tokens[first - 1].text == ","
    if set_off and len(clause.subject()) != 1:
        return []
    end = date - (tokens[date - 1].lower in words.date_prepositions)
    if not set_off and all(
        tokens[i].lower in words.adverbial_particles for i in range(above.verb.last + 1, end)
    ):
        subject = above.subject()
        return subject if subject and tokens[subject[-1]].lower not in words.pronouns else []
    phrase = phrase_before(tokens, end, clause, words)
    return phrase if phrase[:1] == [above.verb.last + 1] else []


def _before_age(tokens: Sequence[Token], end: int, words: Words) -> int:
    """Return where a name ends whose age, and perhaps home, is set off: “Ana Ruiz, 31, (of Leeds,) who”."""
    for number in range(end - 1, max(end - 7, 1), -1):
        token = tokens[number]
        first = number - (tokens[number - 1].lower in words.adverbs)  # “his son, then 19, who”
        is_age = token.text.isdigit() and not token.is_time and tokens[first - 1].text in _BEFORE_AGE
        if is_age and (tokens[first - 2].is_name or first < number):
            return first - 1
        if not (token.is_name or token.text == "," or token.lower in words.home_openers):
            break
    return end


def _before_apposition(tokens: Sequence[Token], clause: Clause, end: int, words: Words) -> int:
    """Return where a name ends that says who is meant: “Ana Ruiz, head of the union, who”; 0 if none does."""
    first = end
    while first > 0 and (tokens[first - 1].is_word or tokens[first - 1].text[0].isdigit()):
        first -= 1
    if first < 2 or first == end or tokens[first - 1].text != ",":
        return 0
    several = clause.kind is ClauseKind.RELATIVE and tokens[first].lower in words.determiners_alone
    if several or _describes_subject(tokens, clause, first, end, words):
        return first - 1  # “six clerks, all women, who”
    described = tokens[first].lower in words.indefinite and tokens[end - 1].lower in words.kinds
    if not (clause.opener in words.person_relatives or described) or tokens[first].is_name:
        return 0
    begins = tokens[first].lower in words.roles | words.articles or is_noun(tokens[first].lower)
    joins = any(tokens[number].lower in words.coordinators for number in range(first, end))
    name = tokens[first - 2]
    is_full = name.is_name and (tokens[first - 3].is_name or not can_be_noun(name.lower))
    return first - 1 if begins and is_full and not joins else 0


def _describes_subject(tokens: Sequence[Token], clause: Clause, first: int, end: int, words: Words) -> bool:
    """Whether it is said of the subject before it: “the bridge, (one of) two works built in May, fell”."""
    one = tokens[first].lower in words.one and tokens[first + 1].lower == "of"
    inside = tokens[first + 2 * one : end]
    plain = inside and all(token.lower not in words.prepositions | words.coordinators for token in inside)
    last = clause.tokens[-1] + 1
    closed = last < len(tokens) - 1 and tokens[last].text == ","
    single = tokens[first].lower in words.indefinite or one
    before = tokens[: first - 1]
    begins = before[0].lower in words.determiners or before[0].is_name
    begins = begins and all(token.is_word and token.lower not in words.prepositions for token in before)
    return bool(plain and closed and single and begins and clause.kind is ClauseKind.PARTICIPLE)


def name_before(tokens: Sequence[Token], end: int) -> list[int]:
    """Return the numbers of the words with a capital that end before the token `end`."""
    first = end
    while first > 0 and tokens[first - 1].is_name:
        first -= 1
    return list(range(first, end))


def _counted_from(time: Token, words: Words) -> str:
    """Return what a time counts from: “(the day after the) raid, which was on Monday”, "" for none."""
    parts = time.text.split()
    borders = words.subordinators | words.prepositions
    last = max((i for i, part in enumerate(parts) if part.lower() in borders), default=len(parts))
    return " ".join(part for part in parts[last + 1 :] if part.lower() not in words.articles)


def phrase_before(tokens: Sequence[Token], end: int, clause: Clause, words: Words) -> list[int]:
    """Return the numbers of the noun phrase that ends before the token `end`."""
    verb = clause.parent.verb if clause.parent is not None else None
    border = verb.last + 1 if verb is not None and verb.last < end else 0
    if verb is not None and verb.lemma in words.infinitive_taking and _is_infinitive(tokens, border + 1):
        border += 2  # “declined to answer questions, raised in May”
    phrase = _plain_before(tokens, border, end, words)
    first = end - len(phrase)
    before = tokens[first - 1].lower if first > border + 1 else ""
    planned = phrase_before(tokens, first - 2, clause, words) if _is_infinitive(tokens, first - 1) else []
    if phrase and planned and _is_of_agreement(tokens, planned, clause, words):
        return [*planned, first - 2, first - 1, *phrase]  # “a plan to close the pool, which was dropped”
    if not phrase or before not in words.prepositions:
        return phrase
    if clause.opener in words.person_relatives and tokens[first - 2].is_time:
        return phrase  # “lost it on Tuesday to a clerk who”
    extended = phrase_before(tokens, first - 1, clause, words)
    of_people = clause.opener in words.person_relatives - words.owning_relatives
    if extended and of_people and is_place(joined(tokens, phrase)):
        return [*extended, first - 1, *phrase]  # “crews from Latvia, some of whom”
    fits, whole_fits = _agrees(tokens, phrase, clause, words), _agrees(tokens, extended, clause, words)
    if extended and before == "of" and _is_no_person(tokens, phrase, extended, clause, words):
        return [*extended, first - 1, *phrase]  # “the statue of a priest that fell”
    if extended and _takes_time(tokens, phrase, extended, clause, words):
        return [*extended, first - 1, *phrase]  # “protests against the bill, which began”
    if whole_fits is False and fits is not False:
        return phrase  # “its shares in Norden, which is for sale”
    if extended and fits is False and whole_fits:
        return [*extended, first - 1, *phrase]  # “trading in the bonds, which was halted”
    if extended and _is_told_from_others(tokens, phrase, clause, words):
        return [*extended, first - 1, *phrase]
    joins = before in words.complement_prepositions | words.locatives | words.purposes
    joins = joins and (bool(extended) or before != "of")  # not “that of Norden, which”
    inner_head = _head(tokens, phrase, words)
    is_inner = inner_head is not None and singular(tokens[inner_head].lower) in words.persons
    if of_people and is_inner and not _is_of_people(tokens, extended, words):
        joins = False  # “a letter to nuns, who”
    is_whole = joins and (
        _is_of_whole(tokens, phrase, extended, clause, words)
        or _is_of_first(tokens, phrase, extended, clause, words)
    )
    return [*extended, first - 1, *phrase] if is_whole else phrase


def _is_no_person(
    tokens: Sequence[Token], phrase: Sequence[int], extended: Sequence[int], clause: Clause, words: Words
) -> bool:
    """Whether “that” or “which” can mean only the thing before “of”, since a person takes “who”."""
    if (
        clause.kind is not ClauseKind.RELATIVE
        or clause.opener not in words.relatives - words.person_relatives
    ):
        return False
    single = tokens[phrase[0]].lower in words.indefinite and _is_of_person(tokens, phrase, words)
    return single and not _is_of_people(tokens, extended, words)


def _is_told_from_others(
    tokens: Sequence[Token], phrase: Sequence[int], clause: Clause, words: Words
) -> bool:
    """Whether “that” tells without a comma which is meant, not of a name: “the shops in Lima that shut”."""
    if clause.opener != "that" or not tokens[clause.tokens[0] - 1].is_word:
        return False
    return all(tokens[number].is_name for number in phrase if tokens[number].lower not in words.articles)


def _plain_before(tokens: Sequence[Token], border: int, end: int, words: Words) -> list[int]:
    """Return the noun phrase from the token `border` on that ends before `end`, without a preposition in it.

    Only “of” behind a name or a number of things goes on: “the Ministry of Defence”, “dozens of people”.
    """
    first = end
    while first > border and end - first < 8:
        token = tokens[first - 1]
        if token.is_time or not (token.is_word or token.text[0].isdigit() or token.text[0] in _CURRENCIES):
            break
        is_name = first > 1 and tokens[first - 2].is_name  # “the Ministry of Defence, which”
        if first == 2 and can_be_noun(tokens[0].lower):  # “Members of the guild, which”
            is_name = tokens[min(first, end - 1)].is_name
        # “dozens of people who”, but “those of Norden, which”, “$5 million of a prize that”
        counts = first > 1 and tokens[first - 2].lower in words.plurals - words.demonstratives
        counts = counts and tokens[max(first - 3, 0)].text[0] not in _CURRENCIES
        borders = words.prepositions - {"of", "per"} if is_name or counts else words.prepositions - {"per"}
        named = first < end and is_name and tokens[first].is_name and not tokens[end - 1].is_name
        if named and token.lower in words.adding:
            first -= 1
            continue  # “the Malt and Hops Board sale, which”
        if token.lower in borders | words.coordinators | words.relatives:
            break
        opens = first > 1 and tokens[first - 2].lower in words.prepositions | words.determiners
        is_participle = opens and first < end and "VBN" in token.forms  # “a tax on bottled wine, which”
        is_verb = token.forms & {"VB", "VBD", "VBZ"} and not token.is_name and not can_be_noun(token.lower)
        behind_article = first > 1 and tokens[first - 2].lower in words.articles  # “a third clerk, hired”
        opens_clause = "VBG" in token.forms and first > 1 and tokens[first - 2].text == "," and first < end
        if (is_verb and not is_participle and not behind_article) or opens_clause:
            break  # “, succeeding Ana Lind, who had left”
        first -= 1
        if token.lower in words.determiners and first and tokens[first - 1].lower != "of":
            break
    return list(range(first, end))


def _is_of_whole(
    tokens: Sequence[Token], phrase: Sequence[int], extended: Sequence[int], clause: Clause, words: Words
) -> bool:
    """Whether what is set off is said of a noun with what a preposition joins: “a part for the van, sold”."""
    first, before = phrase[0], tokens[phrase[0] - 1].lower
    if "," not in (tokens[clause.tokens[0]].text, tokens[clause.tokens[0] - 1].text):
        return False
    people = _is_of_person(tokens, phrase, words)
    if people and clause.opener in words.person_relatives:
        return False  # “the murder of his wife, who”
    chain = before == "of" or (before in words.purposes | {"to"} and _is_of_chain(tokens, extended))
    shares = words.fractions | words.plurals | words.quantifiers
    whole = not any(tokens[number].lower in shares for number in extended)  # “part of the fund, which”
    takes_time = clause.verb is not None and clause.verb.lemma in words.phases
    is_new = tokens[first].lower in words.indefinite and not takes_time  # what “begins” is no thing
    is_named = any(tokens[number].is_name for number in phrase) and not takes_time
    # What has no article is nothing that one can speak of: “a tax on wine, repealed in May”.
    kind = before in words.aims and tokens[first].lower not in words.determiners and not is_named
    described = (chain or kind) and whole and not (is_named or is_new or _acts(tokens, phrase, clause, words))
    # “a freight version of the van, announced in May”, “the suit against the bank, filed in May”
    return described or _is_of_agreement(tokens, extended, clause, words)


def _acts(tokens: Sequence[Token], phrase: Sequence[int], clause: Clause, words: Words) -> bool:
    """Whether a firm or body does what is told: “a series of setbacks for the bank, which closed forty”."""
    head = _head(tokens, phrase, words)
    acting = head is not None and tokens[head].lower in words.kinds | words.bodies
    return (
        acting and clause.kind is ClauseKind.RELATIVE and clause.verb is not None and not clause.verb.passive
    )


def _is_of_first(
    tokens: Sequence[Token], phrase: Sequence[int], extended: Sequence[int], clause: Clause, words: Words
) -> bool:
    """Whether the noun before a preposition is meant: “the head of security, who”, “a fine of 9 dollars”."""
    first, before = phrase[0], tokens[phrase[0] - 1].lower
    is_name = all(tokens[number].is_name for number in phrase)
    is_person = len(phrase) > 1 and is_name
    leads = clause.opener in words.person_relatives and not is_person and before not in words.partners
    of_name = before == "of" and is_name and not is_place(joined(tokens, phrase))
    if of_name and not _is_of_people(tokens, extended, words):
        leads = False  # “the arrest of Berg, who”
    if clause.opener in words.owning_relatives:
        leads = leads and _is_of_person(tokens, extended, words)  # “its view of Velia, whose debt”
    if is_name and not leads:  # “the Party for Justice, which”, “the museum at Lodz, opened”
        within = before in words.name_connectors and tokens[first - 2].is_name
        leads = within or before in words.settled_in
    if not is_name and _is_of_person(tokens, phrase, words) and not _is_of_person(tokens, extended, words):
        leads = False  # “sold his house to a baker who”
    inner, outer = _head(tokens, phrase, words), _head(tokens, extended, words)
    if leads and not is_name and inner is not None and outer is not None:
        several = singular(tokens[inner].lower) != tokens[inner].lower or tokens[inner].lower in words.plurals
        single = singular(tokens[outer].lower) == tokens[outer].lower
        leads = not (several and single) or _is_of_people(tokens, extended, words)  # “a letter to nuns who”
    return leads or bool(clause.opener and tokens[first].text[0].isdigit())


def _takes_time(
    tokens: Sequence[Token], phrase: Sequence[int], extended: Sequence[int], clause: Clause, words: Words
) -> bool:
    """Whether a happening, and no thing beside it, can begin or end as the clause tells."""
    inner, outer = _head(tokens, phrase, words), _head(tokens, extended, words)
    verb = clause.verb
    if verb is None or verb.lemma not in words.phases or inner is None or outer is None:
        return False
    if verb.passive and verb.lemma in words.transitive:
        return False  # “compensation for land taken in May”
    behind = [token.lower for token in tokens[verb.last + 1 : verb.last + 3]]
    taken = next((lower for lower in behind if lower not in words.particles), "")
    acts = taken in words.determiners or (is_noun(taken) and taken not in words.light_objects)
    if acts and not verb.passive:
        return False  # “talks with the rebels, who took up arms”, but “, which took place”
    return is_happening(tokens[outer].lower, words) and not is_happening(tokens[inner].lower, words)


def _agrees(tokens: Sequence[Token], phrase: Sequence[int], clause: Clause, words: Words) -> bool | None:
    """Whether a noun phrase has the number of the relative clause's verb, None if one shows none."""
    verb, head = clause.verb, _head(tokens, phrase, words)
    if clause.kind is not ClauseKind.RELATIVE or verb is None or len(clause.subject()) > 1 or head is None:
        return None
    several = tokens[verb.first].lower in words.plural_auxiliaries - words.singular_auxiliaries
    noun = tokens[head].lower
    one = tokens[verb.first].lower in words.singular_auxiliaries
    if not (several or one) or (tokens[head].is_name and head) or noun in words.invariant:
        return None
    return several == (noun in words.plurals or singular(noun) != noun)


def _head(tokens: Sequence[Token], phrase: Sequence[int], words: Words) -> int | None:
    """Return the noun before the first preposition of a noun phrase, None if there is none."""
    before = list(takewhile(lambda number: tokens[number].lower not in words.prepositions, phrase))
    nouns = [number for number in before if tokens[number].is_name or is_noun(tokens[number].lower)]
    return next(reversed(nouns or before), None)  # “rebels loyal (to Vega)”


def _is_of_person(tokens: Sequence[Token], phrase: Sequence[int], words: Words) -> bool:
    """Whether a noun phrase is headed by a noun for a person: “the mayor (of Velia), whose wife”."""
    head = _head(tokens, phrase, words)
    lower = tokens[head].lower if head is not None else ""
    return lower in words.roles | words.persons or is_person(singular(lower))


def _is_of_people(tokens: Sequence[Token], phrase: Sequence[int], words: Words) -> bool:
    """Whether a noun phrase is headed by a noun for persons or a group: “the choir (from Leeds), who”."""
    head = _head(tokens, phrase, words)
    lower = tokens[head].lower if head is not None else ""
    known = words.plurals | words.persons | words.kinds | words.bodies | words.quantifiers
    return lower in known or singular(lower) in words.persons or _is_of_person(tokens, phrase, words)


def _is_infinitive(tokens: Sequence[Token], number: int) -> bool:
    return number > 1 and tokens[number - 1].lower == "to" and "VB" in tokens[number].forms


def _is_of_agreement(tokens: Sequence[Token], phrase: Sequence[int], clause: Clause, words: Words) -> bool:
    """Whether a noun phrase is headed by what is agreed, filed or published, as the clause tells of it."""
    verb = clause.verb
    is_object = len(clause.subject()) > 1 and clause.opener in words.object_relatives
    acts = words.done_to_agreements | words.cancelling
    done = verb is not None and (verb.passive or is_object) and verb.lemma in acts
    head = _head(tokens, phrase, words)
    return (
        done
        and head is not None
        and singular(tokens[head].lower) in words.agreed_upon | words.papers | words.utterances
    )


def _is_of_chain(tokens: Sequence[Token], phrase: Sequence[int]) -> bool:
    """Whether a noun phrase is itself that of another: “development of a successor (to the van)”."""
    return any(tokens[number].lower == "of" for number in phrase)
