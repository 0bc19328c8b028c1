"""What kind of text it is, and which dates carry its story on."""

from collections.abc import Iterable, Sequence

from timeline.times.calendar import MAX_YEAR, Unit, date_of
from timeline.times.context import Context
from timeline.times.language import Language
from timeline.times.matching import Item
from timeline.times.meaning import (
    Ahead,
    Anniversary,
    Beside,
    Between,
    Clock,
    Event,
    Fields,
    Holiday,
    Inside,
    Meaning,
    Nth,
    Ordinal,
    Part,
    Relative,
    Shift,
    Since,
    Then,
    Until,
)
from timeline.times.model import Anchor
from timeline.times.side_clauses import is_background, is_participial
from timeline.times.tokens import Tokens
from timeline.times.verb_forms import is_past_verb

__all__ = [
    "compares",
    "counts_from_text",
    "follows_age",
    "goes_on",
    "is_joined_by",
    "is_narrative",
    "is_of_year",
    "is_precedent",
    "is_present",
    "is_remembered",
    "is_told_by_clause",
    "looks_back",
    "names_event",
    "needs_tense",
    "opens_clause",
    "opens_with_weekday",
]


_SENTENCE = 80  # tokens of a sentence that are looked through, so that one without end takes linear time
_GENERATION = 40  # years
_MONTH = 31  # days, roughly
_RECENT = 4 * _MONTH  # days in which a day without its year is one of the news
_PRECEDENT = 12  # tokens from “last broke” to its date
_APPOSED = 2  # tokens from a date to what is set off beside it
_QUOTES = ("“", "”", '"')


def is_narrative(
    language: Language, tokens: Tokens, items: Iterable[Item], published: int | None = None
) -> bool:
    """Whether a text tells history: it names past dates, and little counts from the day of writing.

    The year of publication (`published` is its day), the one before it and those to come are no history.
    Where no verb is about the present, it is enough to begin with a month or day of a past year, not told in
    an aside, or with one of two past years. A weekday with its preposition (“on Friday”) is one of the story
    then, when that lies a generation back; without (“she died Tuesday”) it is one of the news. A text that
    begins with a day of the news (“yesterday”) is news, whatever it looks back on, and one that begins with a
    day so many years ago (“on 3 March 1960, fifty years ago today”) tells of that.
    """
    items = list(items)
    dated = deictic = weekdays = 0
    long_past = True
    begins: bool | None = None  # with a past date
    present = date_of(published).year - 1 if published is not None else MAX_YEAR
    for number, item in enumerate(items):
        meaning = _core(item.meaning)
        if not dated and published is not None and _is_of_news(meaning):
            return False
        if not dated + deictic + weekdays and _is_looked_back_on(tokens, items[number : number + 2]):
            return True
        if isinstance(meaning, Fields):
            past = meaning.year is not None and meaning.year < present
            precise = meaning.month is not None or meaning.unit is Unit.SEASON
            dated += past
            deictic += meaning.direction != 0 and not meaning.spoken  # “this March”
            if meaning.year is not None and meaning.year > present - _GENERATION:
                long_past = False
            if meaning.year is None and meaning.weekday is not None:
                weekdays += 1
                bare = not item.first or not language.is_a(tokens.symbols[item.first - 1], "dateprep")
                long_past = long_past and not bare
            measured = isinstance(item.meaning, Since)  # “the first strike since May 1996”
            if begins is None and not (measured or (past and not precise and dated < 2)):
                begins = None if past and _is_aside(language, tokens, item.first) else past
        elif isinstance(meaning, (Relative, Shift)) and meaning.anchor is Anchor.PUBLICATION:
            deictic += 1
    if dated >= 3 and dated > 4 * (deictic + weekdays) and not _opens_in_present(language, tokens):
        return True
    if not begins or deictic or (weekdays and not long_past):
        return False
    return not _is_about_present(
        language, tokens, ("ofthepresent", "newsverb") if weekdays else ("ofthepresent",)
    )


def opens_with_weekday(items: Iterable[Item]) -> bool:
    """Whether the first date of a text is a weekday, as in the news: “The army left on Friday”."""
    fields = (each for each in (_core(item.meaning) for item in items) if isinstance(each, Fields))
    first = next(fields, None)
    return first is not None and first.weekday is not None and first.year is None


def _is_of_news(meaning: Meaning) -> bool:
    """Whether it is the day of writing or one beside it (“yesterday”)."""
    if not isinstance(meaning, Relative) or meaning.anchor is not Anchor.PUBLICATION:
        return False
    return meaning.unit is Unit.DAY and abs(meaning.offset) < 2


def _is_looked_back_on(tokens: Tokens, items: Sequence[Item]) -> bool:
    """Whether of two items one is a day and the other says how many years ago that was."""
    if len(items) < 2 or tokens.words[items[0].last : items[1].first][:1] != [","]:
        return False
    if items[1].first - items[0].last > _APPOSED:
        return False
    days = [each.meaning for each in items if isinstance(each.meaning, Fields)]
    counts = [each.meaning for each in items if isinstance(each.meaning, Shift)]
    return any(each.year is not None and each.day is not None for each in days) and any(
        each.unit is Unit.YEAR and each.anchor is Anchor.PUBLICATION and each.direction < 0 for each in counts
    )


def _opens_in_present(language: Language, tokens: Tokens) -> bool:
    """Whether the first sentence tells what has just happened: “Ana Torres, who has died aged 93, …”."""
    end = next((i for i, word in enumerate(tokens.words[:_SENTENCE]) if word[0] in ".!?\n"), _SENTENCE)
    return _is_about_present(language, tokens, ("ofthepresent",), end)


def _is_about_present(
    language: Language, tokens: Tokens, kinds: Sequence[str], end: int | None = None
) -> bool:
    """Whether a word of the classes stands outside quotation marks, before the token `end`."""
    wanted = {symbol for kind in kinds for symbol in language.class_symbols.get(kind, "")}
    quoted = False
    for word, symbol in zip(tokens.words[:end], tokens.symbols[:end], strict=True):
        if word in _QUOTES:
            quoted = word == "“" or (word == '"' and not quoted)
        elif symbol in wanted and not quoted:
            return True
    return False


def _is_aside(language: Language, tokens: Tokens, first: int) -> bool:
    """Whether the token only goes with what is said of somebody (“the singer, born on 3 March 1960, …”)."""
    begin = first
    while begin > max(0, first - _SENTENCE) and tokens.words[begin - 1][0] not in ".!?\n":
        begin -= 1
    # “When the war broke out in 1914”, which begins the sentence, is told of the story itself.
    return is_participial(language, tokens, first) or is_background(language, tokens, begin + 1, first)


def _core(meaning: Meaning) -> Meaning:
    """Return what an operator is applied to, at the innermost."""
    inner: Meaning | Event | None = meaning
    while not isinstance(inner, Event) and inner is not None:
        meaning = inner
        if isinstance(meaning, Inside):
            inner = meaning.outer
        elif isinstance(meaning, Clock):
            inner = meaning.on
        elif isinstance(meaning, Part):
            inner = meaning.of
        elif isinstance(meaning, (Since, Until)):
            inner = meaning.what
        else:
            break
    return meaning


def opens_clause(language: Language, tokens: Tokens, item: Item) -> bool:
    """Whether a comma, with “and” or “but” perhaps, stands right before its preposition (“…, but in May”).

    What “and” joins without a comma goes on (“closed and in May burned down”).
    """
    before = max(0, item.first - 2)
    if language.is_a(tokens.symbols[before], "coordinator"):
        before -= 1
    border = tokens.words[before] in ",;"
    return border and language.is_a(tokens.symbols[item.first - 1], "dateprep")


def is_joined_by(language: Language, tokens: Tokens, item: Item) -> bool:
    """Whether a comma and “and” stand right behind it: “fell in 1974, and …”."""
    behind = item.last + 1
    return (
        behind < len(tokens.words)
        and tokens.words[item.last] == ","
        and language.is_a(tokens.symbols[behind], "coordinator")
    )


def is_of_year(meaning: Meaning, published: int | None) -> bool:
    """Whether a day of a month that begins a clause is of the year before it, as it does not fit the news."""
    core = _core(meaning)
    is_day = isinstance(core, Fields) and None not in (core.month, core.day) and core.year is None
    return is_day and (published is None or not _is_recent_day(core, published))


def is_told_by_clause(language: Language, tokens: Tokens, item: Item) -> bool:
    """Whether a clause behind a comma says what was then: “since 2003, when (in which) it was sold”."""
    words, symbols, following = tokens.words, tokens.symbols, item.last + 1
    if following + 1 >= len(words) or words[item.last] != ",":
        return False
    if language.is_a(symbols[following], "dateprep"):
        return language.is_a(symbols[following + 1], "whichword")
    return language.is_a(symbols[following], "whenword")


def is_precedent(language: Language, tokens: Tokens, item: Item) -> bool:
    """Whether its clause only tells when the like was before (“the dam last broke in May 1947”)."""
    for index in range(item.first - 1, max(0, item.first - _PRECEDENT), -1):
        if tokens.words[index][0] in ".!?;\n":
            return False
        adverb = language.is_a(tokens.symbols[index - 1], "precedent")
        if adverb and is_past_verb(language, tokens, index):
            return True
    return False


def follows_age(language: Language, tokens: Tokens, start: int, first: int) -> bool:
    """Whether between two tokens the sentence tells at what age something was (“joined at 16 and left …”)."""
    words, symbols, is_a = tokens.words, tokens.symbols, language.is_a
    for index in range(first - 1, max(start, 1), -1):
        if words[index][0] in ".!?\n":
            return False
        if not words[index].isdigit() or len(words[index]) > 3:
            continue
        of_age = is_a(symbols[index - 1], "genitive") and is_a(symbols[index - 2], "agenoun")
        counts = words[index + 1][0].isalnum() and not is_a(symbols[index + 1], "function")
        if (of_age or is_a(symbols[index - 1], "agemark")) and not counts:  # but “at 16 schools”
            return any(not word[0].isalnum() for word in words[start:index])  # but “in 1950 he joined at 16”
    return False


def goes_on(context: Context, meaning: Meaning, passing: bool) -> bool:
    """Whether the date last spoken of is long past, so that a month without a year belongs to it.

    After a month or year named in passing a day that fits the news is one of the news: “It sued in April
    2011. The trial opened on 30 July”, published in August. So is one of a clause that
    shows no past: “Her term ends on 30 September”.
    """
    spoken, published = context.focus.of(Unit.MONTH), context.published
    if spoken is None or published is None:
        return spoken is not None
    if passing and (context.tense == 0 or _is_recent_day(_core(meaning), published)):
        return False
    return context.tense <= 0 and spoken[0].last < published - 366


def _is_recent_day(meaning: Meaning, published: int) -> bool:
    """Whether it is a day of a month without its year, of which the last one up to publication is near."""
    if not isinstance(meaning, Fields) or meaning.month is None or meaning.day is None:
        return False
    today = date_of(published)
    ago = _MONTH * ((today.month or 0) - meaning.month) + (today.day or 0) - meaning.day
    return ago % (12 * _MONTH) <= _RECENT


def looks_back(meaning: Meaning, perfect: bool = False) -> bool:
    """Whether it leaves the line of the story for a moment (“the year before”).

    Days before it do so in the past perfect (“they had met the previous evening”).
    """
    if isinstance(meaning, Clock) and meaning.on is not None:
        return looks_back(meaning.on, perfect)
    if isinstance(meaning, Relative):
        back = meaning.anchor is Anchor.TEXT and meaning.offset < 0
        return back and (perfect or meaning.unit is not Unit.DAY)
    if not isinstance(meaning, Shift) or meaning.anchor is not Anchor.TEXT or meaning.direction > 0:
        return False
    return perfect or meaning.unit is not Unit.DAY


def compares(meaning: Meaning) -> bool:
    """Whether it is what a quarter is compared with (“a year earlier”, “the same quarter of 2008”)."""
    if isinstance(meaning, Inside):
        earlier = isinstance(meaning.outer, Relative) and meaning.outer.offset < 0
        return isinstance(meaning.what, Then) or earlier
    return isinstance(meaning, Shift)


def counts_from_text(meaning: Meaning) -> bool:
    """Whether it counts from the date last spoken of (“that month”, “that May”, “two days later”)."""
    if isinstance(meaning, Fields):
        return meaning.spoken and meaning.weekday is None
    return isinstance(meaning, (Relative, Shift)) and meaning.anchor is Anchor.TEXT


def is_present(meaning: Meaning) -> bool:
    """Whether it is the time of writing, of which nothing is told as a date."""
    return isinstance(meaning, Relative) and meaning.anchor is Anchor.PUBLICATION and meaning.offset == 0


def is_remembered(meaning: Meaning) -> bool:
    """Whether it is a round number of years before the news, of which that is an anniversary."""
    if not isinstance(meaning, Shift) or meaning.direction > 0 or meaning.count is None:
        return False
    years = meaning.count * {Unit.MONTH: 1 / 12, Unit.DECADE: 10, Unit.CENTURY: 100}.get(meaning.unit, 1)
    from_news = meaning.anchor is Anchor.PUBLICATION or isinstance(meaning.event, Relative) or meaning.exact
    return meaning.unit in (Unit.MONTH, Unit.YEAR, Unit.DECADE, Unit.CENTURY) and from_news and not years % 5


def names_event(meaning: Meaning) -> bool:
    """Whether it counts from an event."""
    if isinstance(meaning, (Since, Until)):
        return isinstance(meaning.what, Event) or names_event(meaning.what)
    if isinstance(meaning, Clock):
        return meaning.on is not None and names_event(meaning.on)
    if isinstance(meaning, Part):
        return names_event(meaning.of)
    return isinstance(meaning, (Nth, Anniversary, Beside, Between)) or (
        isinstance(meaning, Shift) and meaning.event is not None
    )


def needs_tense(meaning: Meaning) -> bool:
    """Whether the tense of its clause decides which date it is."""
    if isinstance(meaning, Fields):
        return meaning.year is None and (
            meaning.unit is None or meaning.unit in (Unit.SEASON, Unit.QUARTER, Unit.HALF)
        )
    if isinstance(meaning, Holiday):
        return meaning.year is None
    if isinstance(meaning, Part):
        return needs_tense(meaning.of)
    if isinstance(meaning, Ahead):
        return True
    if isinstance(meaning, Shift):
        return meaning.event is not None or meaning.anchor is Anchor.TEXT  # “two days later he left”
    if isinstance(meaning, Ordinal):
        return needs_tense(meaning.of)
    if isinstance(meaning, Clock):
        return meaning.on is not None and needs_tense(meaning.on)
    if isinstance(meaning, (Since, Until)):
        return isinstance(meaning, Until) if isinstance(meaning.what, Event) else needs_tense(meaning.what)
    if isinstance(meaning, Relative):
        back = meaning.anchor is Anchor.TEXT and meaning.offset < 0
        return meaning.tensed or back or (meaning.unit is Unit.WEEK and meaning.offset == 0)
    return isinstance(meaning, Inside)
