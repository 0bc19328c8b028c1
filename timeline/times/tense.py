"""The tense of the clause that an expression stands in, which says whether it lies ahead."""

import unicodedata

from timeline.times.appointments import (
    appoints,
    arranged,
    has_proceeded,
    is_appointed,
    is_named_for,
    is_timetabled,
)
from timeline.times.endings import is_inflected
from timeline.times.language import OTHER, Language, is_abbreviation
from timeline.times.tokens import Tokens
from timeline.times.verb_forms import is_past_perfect, is_past_verb, is_reporting

__all__ = ["is_attributed", "is_recent", "tense"]

_WINDOW = 18  # tokens to either side of an expression in which its clause's verb is looked for
_VERB_PHRASE = 7  # tokens from a verb to its “until”
_ATTRIBUTION = 10  # tokens from a comma to who says it, and “said”
_ASKED = 4  # tokens from “asked” to what is to be done
_TIMETABLE = 9  # tokens from “reopens” to its weekday or month
_AUXILIARIES = 2  # of a participle: “had been due”
_SHORT_WORD = 4  # letters: what ends like a verb's form is none


def tense(language: Language, tokens: Tokens, first: int, last: int) -> tuple[int, str]:
    """Return the tense of the clause around the tokens [first, last), and the word that shows it.

    The nearest word that shows a tense decides; one before the expression is preferred to one after it.
    """
    if first and language.is_a(tokens.symbols[first - 1], "deadline"):
        if is_recent(language, tokens, first):
            return -1, tokens.text[tokens.starts[first - 2] : tokens.end(first - 1)]
        found = _nearest_cue(language, tokens, first, last)
        opens = first == 1 or tokens.words[first - 2][0] in ".!?\n"
        opens = opens or language.is_a(tokens.symbols[first - 2], "coordinator")
        past = found[0] < 0 and opens and not is_reporting(language, found[1])  # “By May 3 it was empty.”
        if past or is_past_perfect(language, tokens, first):
            return found
        return 1, tokens.words[first - 1]
    if first > 2 and _is_origin(language, tokens, first):
        return -1, tokens.text[tokens.starts[first - 2] : tokens.end(first - 1)]
    if first and has_proceeded(language, tokens, first, last):
        return -1, tokens.words[last]
    if first and is_named_for(language, tokens, first, last):
        return 1, tokens.words[first - 1]
    laid_down = arranged(language, tokens, first, last) if first > 2 else range(0)
    if laid_down:
        before = laid_down.start - 1
        is_ahead = language.is_a(tokens.symbols[before], "present")  # “has set a vote for 3 May”
        return (1, tokens.text[tokens.starts[before] : tokens.end(laid_down.start)]) if is_ahead else (0, "")
    if first > 1 and is_appointed(language, tokens, first):
        return 1, tokens.text[tokens.starts[first - 2] : tokens.end(first - 1)]
    if first > 1 and appoints(language, tokens, first, last):
        return 1, tokens.words[last]
    for index in range(first - 1, max(-1, first - 3), -1):
        if language.is_a(tokens.symbols[index], "copula"):  # “the match is (on) Friday”
            return 1, tokens.text[tokens.starts[index] : tokens.end(first - 1)]
    if last < len(tokens.symbols) and language.is_a(tokens.symbols[last], "copula"):
        return 1, tokens.words[last]  # “Monday is a holiday”
    if first > 2 and is_timetabled(language, tokens, first):
        return 1, tokens.text[tokens.starts[first - 3] : tokens.end(first - 2)]
    found = _nearest_cue(language, tokens, first, last)
    if found[0] > 0 and first and language.is_a(tokens.symbols[first - 1], "since"):
        clause = tokens.words[max(0, first - _VERB_PHRASE) : first]
        return (0, "") if "," in clause else found  # what looks ahead is another clause
    limit = first - 1
    while limit > 0 and language.is_a(tokens.symbols[limit], "approxword"):
        limit -= 1  # “until at least Friday”
    if first and language.is_a(tokens.symbols[limit], "limit"):
        verbs = tokens.symbols[max(0, limit - _VERB_PHRASE) : limit]
        kinds = ("deferral", "futurecue")
        if found[0] == 0 or any(language.is_a(symbol, kind) for symbol in verbs for kind in kinds):
            return 1, tokens.words[first - 1]
    return found


def is_recent(language: Language, tokens: Tokens, first: int) -> bool:
    """Whether “as recently as” stands before the token: it looks back from publication."""
    return (
        first > 1
        and language.is_a(tokens.symbols[first - 1], "deadline")
        and language.is_a(tokens.symbols[first - 2], "recency")
    )


def _is_origin(language: Language, tokens: Tokens, first: int) -> bool:
    """Whether it is when something began: “the feud goes back to May”, “traces its name back to 1950”."""
    leads = language.is_a(tokens.symbols[first - 2], "backward")
    leads = leads and language.is_a(tokens.symbols[first - 1], "backto")
    verbs = tokens.symbols[max(0, first - 2 - _VERB_PHRASE) : first - 2]
    return leads and any(language.is_a(symbol, "origin") for symbol in verbs)


def _nearest_cue(language: Language, tokens: Tokens, first: int, last: int) -> tuple[int, str]:
    best: tuple[int, int, str] | None = None
    for index in range(first - 1, max(-1, first - 1 - _WINDOW), -1):
        if tokens.words[index] in ".!?;:" or tokens.words[index][0] == "\n":
            break
        if _is_of_judged_plan(language, tokens, index) and language.is_a(tokens.symbols[first], "weekday"):
            continue
        direction = _direction(language, tokens, index)
        # “The minister retires after a row on Sunday” is told of what has been.
        after = any(language.is_a(tokens.symbols[i], "beforeafter") for i in range(index + 1, first))
        timed = first - index <= _TIMETABLE and not after
        looks_ahead = _arranges(language, tokens, index) or (
            timed and _is_of_timetable(language, tokens, index)
        )
        if looks_ahead and not _was_ahead(language, tokens, index):
            direction = 1
        if direction:
            best = (first - index, direction, _verb_group(language, tokens, index))
            break
    if best and is_attributed(language, tokens, last):
        return best[1], best[2]
    for index in range(last, min(len(tokens.words), last + _WINDOW)):
        if (
            tokens.words[index] in "!?;"
            or tokens.words[index][0] == "\n"
            or _is_stop(language, tokens, index)
        ):
            break
        if best and (index - last + 3 >= best[0] or language.is_a(tokens.symbols[index], "coordinator")):
            break
        if best and tokens.words[index] == "," and _is_apart(language, tokens, first - best[0], first, index):
            break
        direction = _direction(language, tokens, index)
        if direction:
            best = (index - last + 3, direction, _verb_group(language, tokens, index))
            break
    return (best[1], best[2]) if best else (0, "")


def _is_of_judged_plan(language: Language, tokens: Tokens, index: int) -> bool:
    """Whether it is the “to” of a plan that somebody judged: “rejected his plan to sell it on Sunday”."""
    planned = index > 1 and language.is_a(tokens.symbols[index - 1], "planword")
    if not planned or not language.is_a(tokens.symbols[index], "infinitive"):
        return False
    before = tokens.symbols[max(0, index - _ASKED) : index - 1]
    return any(language.is_a(symbol, "judging") for symbol in before)


def _is_apart(language: Language, tokens: Tokens, cue: int, first: int, comma: int) -> bool:
    """Whether what a comma opens behind a time is not the clause of the time, which a cue before shows.

    “Norden, which opened a plant in March, will hire”, “Spain took the bank, on Friday, saying it would pay”.
    """
    following = tokens.words[comma + 1 : comma + 2]
    return "," not in tokens.words[cue:first] or any(w.endswith(language.gerund_endings) for w in following)


def _arranges(language: Language, tokens: Tokens, index: int) -> bool:
    """Whether it is a verb whose object lies ahead, and no object itself: “announced plans Tuesday”."""
    if not language.is_a(tokens.symbols[index], "arranging"):
        return False
    noun = language.is_a(tokens.symbols[index], "planword")
    return not (noun and index and is_past_verb(language, tokens, index - 1))


def _is_of_timetable(language: Language, tokens: Tokens, index: int) -> bool:
    """Whether it is a present tense of what takes place by a timetable, and no infinitive (“to meet”)."""
    team = index > 0 and tokens.words[index - 1][0].isupper()  # “United travel to Prague on Saturday”
    fixture = team and language.is_a(tokens.symbols[index], "fixture")
    if not fixture and not language.is_a(tokens.symbols[index], "timetable"):
        return False
    if index and tokens.words[index].endswith("s") and is_past_verb(language, tokens, index - 1):
        return False  # a noun: “they beat hosts Peru on Friday”
    if _is_infinitive_behind(language, tokens, index):
        return False
    return not (index and language.is_a(tokens.symbols[index - 1], "infinitive"))


def _is_infinitive_behind(language: Language, tokens: Tokens, index: int) -> bool:
    """Whether a base form goes on with a past tense before it: “saw the ship go down on Friday”."""
    if tokens.words[index].endswith("s"):
        return False
    for back in range(index - 1, max(-1, index - 1 - _VERB_PHRASE), -1):
        if tokens.words[back][0] in ".!?;,":
            return False
        if is_past_verb(language, tokens, back) or language.is_a(tokens.symbols[back], "letting"):
            return True
    return False


def is_attributed(language: Language, tokens: Tokens, last: int) -> bool:
    """Whether behind a comma stands only who says it: “opens in May, the Lima-based firm announced”."""
    if tokens.words[last : last + 1] != [","]:
        return False
    for index in range(last + 1, min(len(tokens.words), last + _ATTRIBUTION)):
        if tokens.words[index][0] in ",.;:!?\n":
            return False
        if language.is_a(tokens.symbols[index], "reporting"):
            return True
    return False


def _is_stop(language: Language, tokens: Tokens, index: int) -> bool:
    """Whether the token is a full stop that is not part of an abbreviation."""
    if tokens.words[index] != "." or not index:
        return False
    before = tokens.words[index - 1]
    initial = len(before) == 1 and before.isalpha()
    return not initial and not is_abbreviation(language.stops, before)


def _verb_group(language: Language, tokens: Tokens, index: int) -> str:
    """Return the words that show the tense, with the verb they go with (“is due to meet”, “were wounded”)."""
    words, symbols = tokens.words, tokens.symbols
    index = _verb_of(language, tokens, index)
    first, last = index, index + 1
    while first and index - first < 3 and words[first - 1][0].isalpha() and words[first].islower():
        infinitive = language.is_a(symbols[index], "infinitive")
        kinds = ("auxiliary", "futurehead") if infinitive else ("auxiliary",)
        if not any(language.is_a(symbols[first - 1], kind) for kind in kinds):
            break
        first -= 1
    while last < len(words) and last - index < 4 and language.is_a(symbols[last - 1], "auxiliary"):
        if not (is_past_verb(language, tokens, last) or language.is_a(symbols[last], "participle")):
            break
        last += 1
    if language.is_a(symbols[index], "infinitive") or language.is_a(symbols[index], "futurecue"):
        last = max(last, min(index + 2, len(words)))
    if not words[last - 1][0].isalpha():
        last = index + 1
    return tokens.text[tokens.starts[first] : tokens.end(last - 1)]


def _verb_of(language: Language, tokens: Tokens, index: int) -> int:
    """Return the token of the verb beside an adverb that shows a tense (“last week he fled”, “since”)."""
    if not language.is_a(tokens.symbols[index], "pastadverb"):
        return index
    for step in (1, -1):
        for number in range(index + step, index + step * _WINDOW, step):
            if not 0 <= number < len(tokens.words) or tokens.words[number][0] in ".!?;\n":
                break
            adverb = language.is_a(tokens.symbols[number], "pastadverb")
            if is_past_verb(language, tokens, number) and not adverb:
                return number
    return index


def _was_ahead(language: Language, tokens: Tokens, index: int) -> bool:
    """Whether what looks ahead did so in the past perfect (“had been due to expire on Friday”)."""
    for before in range(index - 1, max(-1, index - 1 - _AUXILIARIES), -1):
        if language.is_a(tokens.symbols[before], "pluperfect"):
            return True
        if not language.is_a(tokens.symbols[before], "auxiliary"):
            return False
    return False


def _opens_phrase(language: Language, tokens: Tokens, index: int) -> bool:
    """Whether a noun phrase begins there, so that no infinitive does (“agreed to the purchase”, “to $3”)."""
    if index >= len(tokens.symbols):
        return False
    return language.is_a(tokens.symbols[index], "determiner") or _is_amount(tokens.words[index])


def _is_amount(word: str) -> bool:
    return word[0].isdigit() or unicodedata.category(word[0]) == "Sc"


def _is_directed(language: Language, tokens: Tokens, index: int) -> bool:
    """Whether the infinitive is what somebody is asked or told to do (“asked investors to back the plan”)."""
    before = tokens.symbols[max(0, index - _ASKED) : index]
    return any(language.is_a(symbol, "directive") for symbol in before)


def _direction(language: Language, tokens: Tokens, index: int) -> int:
    symbol, word = tokens.symbols[index], tokens.words[index]
    shows = symbol in language.any_of("futurecue", "infinitive", "modal", "participle", "pastcue")
    if not shows and not word.endswith(language.past_endings + language.future_endings):
        return 0  # as most words do
    if index and language.is_a(tokens.symbols[index - 1], "passive"):
        return 0
    if language.is_a(symbol, "futurecue"):
        return -1 if _was_ahead(language, tokens, index) else 1
    if language.is_a(symbol, "infinitive") and not _opens_phrase(language, tokens, index + 1):
        if index and language.is_a(tokens.symbols[index - 1], "futurehead"):
            return -1 if _was_ahead(language, tokens, index - 1) else 1
        if _is_directed(language, tokens, index):
            return 1
    if language.is_a(symbol, "modal") and word.islower():  # not the month of May
        following = tokens.symbols[index + 1 : index + 2]
        return 0 if following and language.is_a(following, "perfectaux") else 1
    if language.is_a(symbol, "pastcue"):
        # “when the case is heard in May”: a participle, in the present
        present = index and language.is_a(tokens.symbols[index - 1], "copula")
        return 0 if present or _is_infinitive(language, tokens, index) else -1
    if word[0].islower() or _begins_with_verb(language, tokens, index):
        if is_inflected(word, language.past_endings) or _is_dated_participle(language, tokens, index):
            return -1
        if len(word) > _SHORT_WORD and word.endswith(language.future_endings):
            return 1
    return 0


def _is_infinitive(language: Language, tokens: Tokens, index: int) -> bool:
    """Whether the form of a past stands where an infinitive does: “will cut”, “wants to put”."""
    before = tokens.symbols[index - 1] if index else OTHER
    if not any(language.is_a(before, kind) for kind in ("modal", "infinitive", "futurecue")):
        return False  # nor in “to have begun”, “up to last May”
    return not any(language.is_a(tokens.symbols[index], kind) for kind in ("perfectaux", "pastadverb"))


def _is_dated_participle(language: Language, tokens: Tokens, index: int) -> bool:
    """Whether it is an irregular participle with its day: “a record set on 3 May”, not “is set on 3 May”."""
    if not language.is_a(tokens.symbols[index], "participle"):
        return False
    following = tokens.symbols[index + 1 : index + 2]
    dated = bool(following) and language.is_a(following[0], "dateprep")
    return dated and not any(
        language.is_a(tokens.symbols[index - 1], kind) for kind in ("copula", "infinitive")
    )


def _begins_with_verb(language: Language, tokens: Tokens, index: int) -> bool:
    """Whether the word begins a sentence and is sure to be a verb."""
    begins = not index or tokens.words[index - 1][0] in ".!?;:\n"
    return begins and tokens.words[index].endswith(language.finite_endings)
