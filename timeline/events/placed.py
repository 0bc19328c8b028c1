"""Clauses that something came so long after or before: “The order came three days after the dam broke”."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from timeline.events.again import named_again
from timeline.events.clauses import Clause, ClauseKind, clause_at
from timeline.events.governor import Governor, governor
from timeline.events.language import Words
from timeline.events.mention import Mention
from timeline.events.noun_phrases import first_happening, head, is_named
from timeline.events.precision import contains
from timeline.events.telling import Parsed, Teller
from timeline.events.tokens import Token
from timeline.events.verbgroup import Tense
from timeline.times import edtf
from timeline.times.calendar import Period, Unit
from timeline.times.event_dates import origin
from timeline.times.meaning import Shift
from timeline.times.model import Anchor, TimeExpression

__all__ = ["Known", "Placed", "at_other_end", "dated_again", "placed"]

_LENGTH = re.compile(r"P(?P<clock>T?)(?P<count>\d+|X)(?P<unit>[DWMYHS])")  # TIMEX3
_UNITS = {"D": Unit.DAY, "W": Unit.WEEK, "M": Unit.MONTH, "Y": Unit.YEAR}
_CLOCK_UNITS = {"H": Unit.HOUR, "M": Unit.MINUTE, "S": Unit.SECOND}
_COARSE = (Unit.MONTH, Unit.YEAR)
_MOMENTS = (Unit.MINUTE, Unit.SECOND)  # “crashed two minutes after leaving Tula” tells one happening
_PHRASE = 5  # tokens of “a second deadly raid”
_RECENT = 50  # mentions among which the one is looked for that a noun names again


@dataclass(frozen=True, slots=True)
class Known:
    """What a sentence can name again."""

    told: Sequence[Mention]  # what the article told before
    news: Mention | None  # unless the article has turned from it
    published: str | None  # EDTF
    opens_paragraph: bool  # whether it begins one


@dataclass(frozen=True, slots=True)
class Placed:
    """A length of time with the date of its other end."""

    expression: TimeExpression
    again: Mention | None  # what is named again
    name: str  # the words that name it


@dataclass(frozen=True, slots=True)
class _Given:
    """What is counted from."""

    date: str  # EDTF
    because: tuple[str, ...]
    again: Mention | None = None
    name: str = ""


def placed(
    parsed: Parsed,
    expression: TimeExpression,
    dated: Sequence[tuple[Mention, Governor]],
    known: Known,
    words: Words,
) -> Placed | None:
    """Return a length of time with the date of the clause behind it, where it is counted from what is known.

    That is what its clause tells, one of those `dated` in the sentence: “it sank on Monday, two weeks after”.
    Where that only says that the subject came so long after or before, the subject names again what is
    `known`, “which” what the clause before it tells, and what “comes” then is the news.
    """
    if expression.anchor is not Anchor.EVENT or expression.date or expression.event_date:
        return None
    number = _first_token(parsed, expression)
    if number is None:
        return None
    end = _end_of_length(parsed, expression, words)
    behind = next((token.lower for token in parsed.tokens[number:] if token.start >= end), "")
    direction = {"after": 1, "before": -1}.get(behind, 0)
    given = _given(parsed, number, f"{expression.text} {behind}", dated, known, words) if direction else None
    if given is None:
        return None
    is_exact = end > expression.start + len(expression.text)
    date = _other_end(expression, direction, given.date, words, is_exact=is_exact)
    if date is None:
        return None
    because = (*given.because, f"“{expression.text}” lie between: {date}")
    return Placed(replace(expression, event_date=date, because=because), given.again, given.name)


def _given(
    parsed: Parsed,
    number: int,
    counted: str,
    dated: Sequence[tuple[Mention, Governor]],
    known: Known,
    words: Words,
) -> _Given | None:
    """Return what the words `counted`, of which the first is the token `number`, count from."""
    clause = clause_at(parsed.clauses, number)
    if not _relates(parsed, clause, number, words) or parsed.has_time(clause.tokens):
        told = _told_beside(parsed, clause, number, dated, words)
        if told is None:
            return None
        because = (f"“{counted}” counts from “{told.title}”, dated {told.date}", *told.because)
        return _Given(told.date, because)
    named = _named(parsed, clause, dated, known, words)
    if named is None:
        return _present(counted, clause, known)
    mention, name = named
    again = f"“{name}” names again “{mention.title}”, dated {mention.date}"
    return _Given(mention.date, (again, *mention.because), mention, name)


def _present(counted: str, clause: Clause, known: Known) -> _Given | None:
    """Return the day on which something “comes”: about that of the news, or of publication."""
    verb, news = clause.verb, known.news
    if verb is None or verb.tense is not Tense.PRESENT:
        return None
    if news is not None:
        step = f"“{counted}” counts from the news, dated {news.date}"
        return _Given(f"{news.date.rstrip('~')}~", (step, *news.because))
    if known.published is None:
        return None
    step = f"“{counted}” counts from the present, as the sentence tells it; published {known.published}"
    return _Given(f"{known.published}~", (step,))


def dated_again(
    parsed: Parsed, found: Governor, expression: TimeExpression, known: Known, words: Words
) -> tuple[Mention, str] | None:
    """Return what the subject names again of which a clause only says how long after a known day it came.

    “The clashes came four days after the vote on 3 May” tells when what is `known` took place, if that
    is not dated otherwise. The words that name it come with it.
    """
    clause = found.clause
    number = _first_token(parsed, expression)
    relates = number is not None and number in clause.tokens and _relates(parsed, clause, number, words)
    if found.is_noun or expression.anchor is not Anchor.EVENT or not relates:
        return None
    named = _named(parsed, clause, (), known, words)
    if named is None:
        return None
    date, given = expression.date or "", named[0].date
    fits = edtf.parse(given).is_approximate or contains(given, date) or contains(date, given)
    return named if fits else None


def at_other_end(
    parsed: Parsed, expression: TimeExpression, teller: Teller, words: Words
) -> tuple[Governor, TimeExpression] | None:
    """Return what a sentence tells at the other end of a length of time, with the date that this has.

    That is the clause after “after” in “on Sunday, two days after the talks ended”, or a noun.
    """
    tokens = parsed.tokens
    reach = range(expression.start + 1, _end_of_length(parsed, expression, words) + 2)
    openers = (i for i, token in enumerate(tokens) if token.start in reach)
    opener = next((i for i in openers if tokens[i].lower in words.subordinators), len(tokens))
    if opener + 1 >= len(tokens):
        return None
    clause = clause_at(parsed.clauses, opener + 1)
    found = _told_behind(parsed, clause, opener, teller, words)
    if found is None:
        return None
    step = f"“{tokens[opener].lower}” tells what was then: {expression.event_date}"
    return found, replace(expression, date=expression.event_date, because=(*expression.because, step))


def _told_behind(
    parsed: Parsed, clause: Clause, opener: int, teller: Teller, words: Words
) -> Governor | None:
    """Return what is told behind the “after” that follows a length of time: the token `opener`."""
    verb, first = clause.verb, clause.tokens[0]
    if verb is None or first not in (opener, opener + 1):
        return _noun_behind(parsed.tokens, clause, opener, words)
    is_gerund = first == opener + 1 and verb.first == first and verb.progressive
    if (first > opener and not is_gerund) or any(parsed.tokens[number].is_time for number in clause.tokens):
        return None
    found = Governor.of(clause)
    if teller.title(parsed, found).partition(" ")[0].lower() in words.pronouns:
        return None  # “after it had fallen”: nothing says what
    return found


def _noun_behind(tokens: Sequence[Token], clause: Clause, opener: int, words: Words) -> Governor | None:
    """Return the raid of “on Sunday, two days after a raid on a village”, new to the reader or named."""
    noun = first_happening(tokens, range(opener + 1, min(opener + _PHRASE, len(tokens))), words)
    if noun is None or any(not token.is_word for token in tokens[opener:noun]):
        return None
    if tokens[opener + 1].lower not in words.indefinite and not is_named(tokens, noun, words):
        return None
    return Governor(clause, noun, tokens[noun].lower, is_noun=True)


def _end_of_length(parsed: Parsed, expression: TimeExpression, words: Words) -> int:
    """Return the offset behind a length of time and what calls it exact: “four years (to the day) after”."""
    end = max(expression.end, expression.start + len(expression.text))
    behind = [token for token in parsed.tokens if token.start >= end][:3]
    is_exact = " ".join(token.lower for token in behind) in words.exact_ends
    return behind[-1].end if is_exact else end


def _first_token(parsed: Parsed, expression: TimeExpression) -> int | None:
    """Return the number of the token with which a length of time begins."""
    return next((i for i, token in enumerate(parsed.tokens) if token.start == expression.start), None)


def _relates(parsed: Parsed, clause: Clause, number: int, words: Words) -> bool:
    """Whether a clause only says how long after something its subject came; `number` begins the length."""
    verb, tokens = clause.verb, parsed.tokens
    if verb is None or verb.lemma not in words.relating or verb.negated or number <= verb.last:
        return False
    if verb.tense not in (Tense.PAST, Tense.PRESENT):
        return False
    return all(tokens[i].lower in words.adverbs for i in range(verb.last + 1, number))


def _told_beside(
    parsed: Parsed, clause: Clause, number: int, dated: Sequence[tuple[Mention, Governor]], words: Words
) -> Mention | None:
    """Return what the clause tells with which the length goes that begins with `number`.

    A comma sets it off, or it goes with the verb: “left two days after”.
    """
    if number < 2:
        return None
    around = clause if clause.verb is not None else clause.parent
    if around is not None and around.kind is ClauseKind.COORDINATE and not around.opener and around.parent:
        speaks = around.verb is not None and around.verb.lemma in words.saying
        around = around.parent if speaks else around  # “it sank on Monday, residents said, two days after …”
    told = [each for each in dated if each[1].clause is around and not each[1].is_noun]
    if not told or told[-1][0].is_planned:
        return None
    mention, found = told[-1]
    if parsed.tokens[number - 1].text == ",":
        before = clause_at(parsed.clauses, number - 2)
        first = before.tokens[0]
        set_off = before.kind is ClauseKind.RELATIVE and parsed.tokens[first - 1].text == ","
        # “Lind, who came in 1985, a week after the war, said” counts from what is set off.
        return None if set_off and before is not found.clause else mention
    governing = governor(parsed.tokens, parsed.clauses, number, words)
    return mention if governing is not None and governing.token == found.token else None


def _named(
    parsed: Parsed,
    clause: Clause,
    dated: Sequence[tuple[Mention, Governor]],
    known: Known,
    words: Words,
) -> tuple[Mention, str] | None:
    """Return what the subject of a clause names again, and its words."""
    tokens, subject = parsed.tokens, clause.subject()
    if clause.kind is ClauseKind.RELATIVE:
        alone = clause.opener == "which" and len(subject) == 1
        before = [m for m, found in dated if found.clause is clause.parent and not m.is_planned]
        return (before[-1], clause.opener) if alone and before else None
    own = list(takewhile(lambda i: not tokens[i].is_mark, subject))  # “the raid, which shook the town,”
    noun = head(tokens, own, words) if own else None
    if noun is None or tokens[noun].is_name or tokens[noun].quoted:
        return None
    told = known.told[-_RECENT:]
    return named_again(parsed, noun, told, known.news, words, opens_paragraph=known.opens_paragraph)


def _other_end(
    expression: TimeExpression, direction: int, date: str, words: Words, *, is_exact: bool
) -> str | None:
    """Return, as EDTF, the date that lies a length of time before the day `date`, or after it.

    `is_exact` says that the text counts it “to the day”.
    """
    length, known = _LENGTH.fullmatch(expression.value), edtf.parse(date)
    if length is None or known.kind is not edtf.Kind.DATE or known.precision < edtf.Precision.DAY:
        return None
    unit = (_CLOCK_UNITS if length["clock"] else _UNITS)[length["unit"]]
    if (expression.mod is not None and unit in _COARSE) or unit in _MOMENTS or known.earliest is None:
        return None
    if expression.text.lower().startswith(tuple(f"{each} " for each in words.upper_limits)):
        return None  # “less than nine days after” can be one
    number = int(length["count"]) if length["count"].isdigit() else None
    count = Shift(number, unit, direction, Anchor.EVENT, mod=expression.mod, exact=is_exact)
    found = origin(count, Period(Unit.DAY, known.earliest))
    is_rough = known.is_approximate and found is not None and edtf.parse(found).kind is edtf.Kind.DATE
    return f"{found.rstrip('~')}~" if is_rough and found else found
