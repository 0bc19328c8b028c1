"""What is an event: an act or happening that took place, not a habit, wish, plan, condition or state."""

from collections.abc import Sequence
from itertools import pairwise, takewhile

from timeline.events.clauses import Clause, ClauseKind, insertion
from timeline.events.denials import is_denied
from timeline.events.governor import Governor
from timeline.events.language import Words, is_noun, singular
from timeline.events.noun_phrases import is_happening, opener
from timeline.events.prospects import (
    has_deadline,
    is_arranged,
    is_demanded,
    is_directed,
    is_of_cancelled,
    is_plan,
    looks_ahead,
)
from timeline.events.states import tells_state, undergoes
from timeline.events.tokens import OPENING_QUOTES, Token
from timeline.events.verbgroup import Tense, VerbGroup
from timeline.times import edtf
from timeline.times.model import Anchor, TimeExpression

__all__ = [
    "did_not_happen",
    "goes_on_now",
    "is_compared",
    "is_event",
    "is_foretold",
    "is_general",
    "is_inverted_condition",
    "is_question",
    "is_source",
    "measures",
    "only_relates",
]

_FIGURE = 8  # tokens from a figure to what it is measured from
_LATELY = 10  # days
_ATTRIBUTION = 7  # tokens of “?” and who asked
_MEASURED = 12  # tokens from “the first” to its “since”
_COMPARED = 16  # tokens from “compared” to the time of the figure behind it


def is_question(text: str, tokens: Sequence[Token], words: Words) -> bool:
    """Return whether the sentence asks."""
    opener = next((token.lower for token in tokens if token.is_word), "")
    if opener not in words.question_openers:
        return False
    # “How many are left?” he asked
    mark = next((i for i, token in enumerate(tokens) if token.text == "?"), 0)
    attributed = mark > 0 and tokens[0].text in OPENING_QUOTES and len(tokens) - mark <= _ATTRIBUTION
    attributed = attributed and not any(token.is_time for token in tokens[mark:])
    return text.rstrip('"”’*_ ').endswith("?") or attributed


def is_compared(tokens: Sequence[Token], clause: Clause, number: int, words: Words, *, is_day: bool) -> bool:
    """Return whether the time expression (the token with this number) dates only what is compared with.

    `is_day` says that it is a day, not a month or year.
    """
    if (
        _is_behind_than(tokens, number, words)
        or _is_measured_from(tokens, clause, number, words, is_day=is_day)
        or measures(tokens, clause, number, words)
        or _was_last_so(tokens, clause, number, words)
        or _is_figure(tokens, clause, number, words, is_day=is_day)
    ):
        return True
    # “It holds three tons, less than a year ago”: the present is of no past time.
    present = clause.verb is not None and clause.verb.tense is Tense.PRESENT and clause.verb.last < number
    return present and tokens[number].lower.endswith(" ago") and tokens[number - 1].text == ","


def _is_behind_than(tokens: Sequence[Token], number: int, words: Words) -> bool:
    """Whether it is the time of the other of two: “sold more than in May”, “twice as many as in March”."""
    if number < 2:
        return False
    if tokens[number - 1].lower in words.than - words.subordinators:
        return tokens[number - 2].lower not in words.than_leads  # “20% lower than a year earlier”
    if tokens[number - 1].lower not in words.date_prepositions - words.belonging:
        return False  # but “as of May”
    if number > 3 and tokens[number - 4].lower == "as" and tokens[number - 3].lower in words.time_leads:
        return False  # “as early as in May”
    return tokens[number - 2].lower in words.than


def _is_measured_from(
    tokens: Sequence[Token], clause: Clause, number: int, words: Words, *, is_day: bool
) -> bool:
    """Whether a change is measured from it: “sales rose 3% in March from February”."""
    verb = clause.verb
    moves = verb is not None and verb.last < number and verb.lemma in words.moving
    if moves and tokens[number - 1].lower in words.belonging:
        return opener(tokens, number - 1, words) in words.levels  # “rose from the poor levels of May”
    if number < 2 or tokens[number - 1].lower not in words.measured_from:
        return False
    last = tokens[number].lower.split()
    if not words.span_joints.isdisjoint(last):
        return False  # “rose by 3% from 2007 to 2009”
    if _is_change(tokens, number - 1, words):
        return True
    before = range(max(0, number - _FIGURE), number - 1)
    if not any(any(map(str.isdigit, tokens[i].text)) for i in before if not tokens[i].is_time):
        return False
    on_day = tokens[number - 1].lower in words.day_prepositions
    if on_day and (not is_day or any(map(str.isdigit, tokens[number].text))):
        return not is_day  # “up 4% on February”, but “Ana Ruiz, 31, fell on 20 May last year”
    return last[-1] in words.units | words.measure_ends or (
        moves and tokens[number - 1].lower in words.levels
    )


def _is_change(tokens: Sequence[Token], end: int, words: Words) -> bool:
    """Whether a change ends before the token `end` of which no verb tells: “, down 3%”, “, a rise of 3%”."""
    amount = words.measures | words.margins | words.fractions | words.quantifiers | words.numbers
    # “down 4% from Friday and 6% from May”
    amount = (amount | words.indefinite | words.adding | words.levels | {"by"}) - words.changes
    last = end - 1
    while last > 1 and (
        any(map(str.isdigit, tokens[last].text)) or tokens[last].is_time or tokens[last].lower in amount
    ):
        last -= 1
    if tokens[last].lower in words.changes:
        return tokens[last - 1].text == ","
    named = tokens[last].lower == "of" and tokens[last - 1].lower in words.moving
    return named and last < end - 1


def measures(tokens: Sequence[Token], clause: Clause, number: int, words: Words) -> bool:
    """Return whether a date only measures: “its highest level since 1953”, “the first to sink since 1953”."""
    if number == 0 or tokens[number - 1].lower != "since":
        return False
    nearest = max(number - _MEASURED, 0)
    first = clause.verb.last + 1 if clause.verb and clause.verb.last < number else 0
    before = [token.lower for token in tokens[max(nearest, first) : number - 1]]
    if any(lower in words.comparing or (lower.endswith("est") and len(lower) > 5) for lower in before):
        return True
    counted = words.comparing | words.places_taken  # “the fourth time it has sunk since 1953”
    return any(
        token.lower in counted and following.lower in words.occasions
        for token, following in pairwise(tokens[nearest : number - 1])
    )


def _was_last_so(tokens: Sequence[Token], clause: Clause, number: int, words: Words) -> bool:
    """Whether it is when a measure was last so: “fell to a price last seen in 1938”."""
    verb = clause.verb
    if verb is None or verb.is_finite or verb.lemma not in words.attaining or not 0 < verb.first < number:
        return False
    return tokens[verb.first - 1].lower in words.lastly


def _is_figure(tokens: Sequence[Token], clause: Clause, number: int, words: Words, *, is_day: bool) -> bool:
    """Whether the date is that of a figure to compare with: “to 235 million from 144 million a year ago”."""
    if clause.verb and clause.verb.last < number and tokens[clause.verb.last].lower in words.versus:
        return True  # “rose by 28%, compared to the year before”
    first = clause.verb.last + 1 if clause.verb and clause.verb.last < number else 0
    alone = not any(tokens[other].is_time for other in clause.tokens if other != number)
    behind: list[Token] = []
    for token in reversed(tokens[max(first, number - _COMPARED) : number]):
        if token.lower == "to":
            return False
        if token.lower in words.versus:
            figure = _begins_with_figure(behind[::-1], words)
            place = number - len(behind) - 1  # of “from”
            changed = _is_change(tokens, place, words)
            if token.lower in words.levels and alone and is_day and not changed:
                return False  # “to 44 from 40 on Tuesday” is of one day; “to 44, up from 40 on Monday” is not
            return figure or "VBN" in token.forms  # “compared with May”
        behind.append(token)
    return False


def _begins_with_figure(following: Sequence[Token], words: Words) -> bool:
    """Whether what follows “from” is a figure: “144 million”, “a high of 47”, not “Leeds for 20”."""
    for token in following:
        if token.is_time or token.lower in words.prepositions - words.quantifiers - {"of"}:
            return False
        if any(map(str.isdigit, token.text)):
            return True
    return False


def is_foretold(
    tokens: Sequence[Token], found: Governor, number: int, words: Words, *, is_over: bool
) -> bool:
    """Return whether a date behind a verb is that of what was to come: “forecasts a loss in 2030”.

    A second date is, if it is that of what was to be done: “vowed on Monday to go in May”. `is_over` says
    that the day, or all of the month or year, has passed.
    """
    verb = found.clause.verb
    if verb is None or found.is_noun or not verb.last < number:
        return False
    if verb.lemma in words.forecasting and not is_over and not is_plan(tokens, found.clause, words):
        return True
    if not is_over and any(
        singular(tokens[i].lower) in words.forecasts for i in range(verb.last + 1, number)
    ):
        return True
    # “promised to scrap it by next May”
    dated = tokens[number - 1].lower in words.deadlines and verb.lemma in words.plans | words.directing
    for position in range(verb.last + 1, number - 1):
        dated = dated or tokens[position].is_time
        if dated and tokens[position].lower == "to" and "VB" in tokens[position + 1].forms:
            return True
    return False


def is_source(tokens: Sequence[Token], found: Governor, number: int, words: Words) -> bool:
    """Return whether a date, the token `number`, is a source's: “it fell, according to a report in May”.

    A participle can tell when that was published: “according to a report released in May”.
    """
    end, first = number, 0
    if found.is_noun:
        end = found.token
    elif found.clause.kind is ClauseKind.PARTICIPLE:
        end = found.clause.tokens[0]
    elif found.token < number:
        first = found.token  # “According to police he died in May” dates the death
    for token in reversed(tokens[max(end - 8, first) : end]):
        if token.is_mark:
            return False
        if token.lower in words.attributions:
            return True
    return False


def only_relates(tokens: Sequence[Token], clause: Clause, words: Words) -> bool:
    """Return whether a clause only says after what its subject was: “the vote came after the raid”."""
    verb = clause.verb
    if verb is None:
        return False
    if verb.lemma in words.sequence:
        return verb.tense is Tense.PRESENT  # “the vote follows the raid”, but “police followed the car”
    if verb.lemma not in words.relating:
        return False
    counting = words.adverbs | words.units | words.numbers | words.indefinite | words.quantifiers
    after = (token for token in tokens[verb.last + 1 :] if token.lower not in counting)
    following = next((token.lower for token in after if not (token.is_time or token.text.isdigit())), "")
    # not “as”: what was then is of the same day
    return following in words.background_openers or following == "before"


def did_not_happen(tokens: Sequence[Token], clause: Clause, words: Words) -> bool:
    """Return whether a clause tells no single act: it is denied, almost happened, or happened often."""
    verb = clause.verb
    if verb is None:
        return False
    if is_inverted_condition(tokens, clause, words):
        return True
    aside = insertion(tokens, clause)
    begin = max((i for i in clause.subject() if tokens[i].text == ";"), default=-1)  # “not here; but”
    subject = [number for number in clause.subject() if number not in aside and number > begin]
    if verb.negated or _is_left_undone(tokens, verb, words) or is_demanded(tokens, clause, words):
        return True
    if is_denied(tokens, clause, words):
        return True
    if any(_denies(tokens, number, verb, words) for number in subject):
        return True
    if _leaves_number_open(tokens, subject, words):
        return True
    if verb.progressive and verb.tense is Tense.PLUPERFECT and tokens[verb.last].lower not in words.absent:
        return True  # “had been going on since May”
    almost = any(tokens[number].lower in words.almost for number in range(max(verb.first - 1, 0), verb.last))
    if almost and verb.lemma not in words.multiplying:
        return True
    following = [token.lower for token in tokens[verb.last + 1 : verb.last + 2]]
    if verb.lemma in words.habitual_verbs and not verb.passive and following == ["to"]:
        return True
    return any(tokens[number].lower in words.habits for number in clause.tokens if number not in aside)


def _denies(tokens: Sequence[Token], number: int, verb: VerbGroup, words: Words) -> bool:
    """Whether a word before a verb denies what it tells, as “men without arms” does not."""
    word = tokens[number].lower
    return word in words.negations and (word not in words.prepositions or number == verb.first - 1)


def _leaves_number_open(tokens: Sequence[Token], subject: Sequence[int], words: Words) -> bool:
    """Whether a clause asks of how many it is true: “it was unclear how many (died)”."""
    first = [tokens[number].lower for number in subject[:2]]
    return (
        len(first) == 2
        and first[0] in words.manners
        and first[1] in words.plurals | words.quantifiers - words.articles
    )


def _is_left_undone(tokens: Sequence[Token], verb: VerbGroup, words: Words) -> bool:
    """Whether a gerund tells what was left undone: “left without (once) opening it”."""
    number = verb.first - 1
    while number > 0 and tokens[number].lower in words.adverbs:
        number -= 1
    denied = number >= 0 and tokens[number].lower in words.negations & words.prepositions
    return denied and verb.progressive and not verb.is_finite


def goes_on_now(
    tokens: Sequence[Token], found: Governor, date: edtf.Edtf, published: edtf.Edtf | None
) -> bool:
    """Return whether what goes on as the text is published cannot be of a date so long before.

    In a chronology it can: “1916: Troops are advancing on the town”.
    """
    if tokens[0].is_time:
        return False
    verb = found.clause.verb
    if verb is None or found.is_noun or verb.tense is not Tense.PRESENT or not verb.progressive:
        return False
    border = published.earliest if published else None
    return border is not None and date.latest is not None and date.latest < border - _LATELY


def is_general(tokens: Sequence[Token], found: Governor, expression: TimeExpression, words: Words) -> bool:
    """Return whether a present tells what is so of all of a kind: “storks nest in May”, not “the storks”.

    What changes lives, and what happenings do, has one time: “miners vote in May”, “talks resume in May”.
    """
    precision = edtf.parse(expression.date or "").precision
    if expression.anchor is not Anchor.PUBLICATION or precision >= edtf.Precision.DAY:
        return False
    clause, verb = found.clause, found.clause.verb
    if verb is None or found.is_noun or verb.tense is not Tense.PRESENT or verb.progressive or verb.passive:
        return False
    noun = list(takewhile(lambda i: tokens[i].lower not in words.prepositions, clause.subject()))
    if not noun or verb.lemma in words.consequential:
        return False
    counted = words.determiners | words.pronouns | words.numbers | words.quantifiers
    if any((tokens[i].is_name and i) or tokens[i].is_time or tokens[i].lower in counted for i in noun):
        return False
    head = tokens[noun[-1]].lower
    return is_noun(head) and singular(head) != head and not is_happening(head, words)


def is_event(
    tokens: Sequence[Token], found: Governor, date: edtf.Edtf, words: Words, *, planned: bool, exact: bool
) -> bool:
    """Return whether what the governor tells happened at its date.

    `planned` says that the date lies after the publication, `exact` that the text names the date in full; a
    plan is an event only with both, or when it is told to come (“will”) in a month or year.
    """
    if date.kind is edtf.Kind.INTERVAL and date.first is None:
        return False
    if date.precision is edtf.Precision.CENTURY:
        return False
    if found.is_noun:
        return exact if planned else not is_arranged(found, words)
    clause, verb = found.clause, found.clause.verb
    untold = clause.opener in words.conditions | (words.than - words.subordinators)
    untold = untold or is_of_cancelled(tokens, found, words)
    if verb is None or untold or did_not_happen(tokens, clause, words) or _is_asked(clause, words):
        return False
    if date.kind is edtf.Kind.INTERVAL and verb.lemma in words.offices:
        return False  # “had led the party since 2004”
    ahead = looks_ahead(tokens, found, words) or (planned and is_directed(tokens, clause, words))
    if ahead and (has_deadline(tokens, clause, words) or any(t.lower in words.provisos for t in tokens)):
        return False
    if ahead and not verb.is_finite and tokens[verb.first - 1].lower in words.former:
        return False  # “talks, originally planned for May, were held in June”
    if ahead or planned:
        # “will open on Friday”, “next month” name a day and a month of the calendar, “next week” does not.
        whole = date.kind is edtf.Kind.DATE and (ahead or date.precision >= edtf.Precision.MONTH)
        return (
            planned
            and (exact or whole)
            and (
                ahead
                or (verb.tense is Tense.PRESENT and verb.lemma not in words.states | words.present_states)
                or (verb.tense is Tense.PRESENT and undergoes(tokens, clause, words))
            )
            and date.precision
            >= (edtf.Precision.MONTH if verb.tense is Tense.CONDITIONAL else edtf.Precision.YEAR)
            and (verb.passive or verb.lemma not in words.saying - words.acts_of_saying)
        )
    if verb.tense is Tense.CONDITIONAL:
        return False
    if is_plan(tokens, found.clause, words) and not (verb.lemma in words.commitments and verb.is_finite):
        return False
    return not tells_state(tokens, found, words)


def _is_asked(clause: Clause, words: Words) -> bool:
    """Whether a participle tells how to do what is asked: “guests are asked to write, quoting the bill”."""
    verb, above = clause.verb, clause.parent.verb if clause.parent else None
    if verb is None or above is None or clause.kind is not ClauseKind.PARTICIPLE or not verb.progressive:
        return False
    return above.passive and above.tense is Tense.PRESENT and above.lemma in words.directing


def is_inverted_condition(tokens: Sequence[Token], clause: Clause, words: Words) -> bool:
    """Return whether it tells what may be by its order: “Should the truce survive Easter, …”."""
    if clause.tokens[:1] != [0] or len(tokens) < 2 or tokens[0].lower not in words.inverted_conditions:
        return False
    following = tokens[1]
    return following.is_name or following.lower in words.determiners | words.pronouns
