"""The words that name an event after “five days after”: where a noun phrase or a short clause ends."""

from bisect import bisect_left

from timeline.times.kinship import vocabulary
from timeline.times.language import OTHER, Language, is_abbreviation
from timeline.times.tokens import Tokens
from timeline.times.verb_forms import is_past_verb

__all__ = ["complement", "describing", "is_noun_phrase", "noun_phrase", "predicate"]

_SHORT_CLAUSE = 4
_LONGEST_VERB = 8  # tokens of “took … eleven schoolchildren hostage”
_SHORT_PHRASE = 8
_LONGEST_PHRASE = 14  # tokens of a noun phrase that names an event
_LONGEST_START = 8  # tokens of “Just under two and a half years after”
_LONGEST_SENTENCE = 40
_LONGEST_COMPLEMENT = 6  # tokens of “on General Darwish”


def is_noun_phrase(language: Language, tokens: Tokens, first: int, last: int) -> bool:
    """Whether the words are surely no clause: short, with a determiner, and no verb after them."""
    if any(language.is_a(tokens.symbols[index], "pastcue") for index in range(first, last)):
        return False
    if last - first > _SHORT_PHRASE or not language.is_a(tokens.symbols[first], "phrase_open"):
        return False
    if tokens.words[last - 1].endswith(language.past_endings) and tokens.words[last - 1][0].islower():
        return False
    following = tokens.symbols[last] if last < len(tokens.symbols) else OTHER
    return not (
        language.is_a(following, "pastcue")
        or language.is_a(following, "futurecue")
        or language.is_a(following, "auxiliary")
    )


def _clause(language: Language, tokens: Tokens, position: int) -> int:
    """Return where the short clause whose verb comes next ends (“he was charged”)."""
    end = position
    while end < len(tokens.words) and language.is_a(tokens.symbols[end], "auxiliary"):
        end += 1
    verb = end
    together = vocabulary(language.code).together
    while end < len(tokens.words) and end - verb < _SHORT_CLAUSE:
        word = tokens.words[end]
        if not word[0].isalpha():
            break
        if end > verb and language.is_a(tokens.symbols[end], "phrase_end"):
            break
        end += together(tokens.words[end : end + _LONGEST_VERB])[1][-1] + 1  # “they had taken over”
    return end if end > verb else position


def _predicate(language: Language, tokens: Tokens, end: int) -> int:
    """Return where the clause of a subject that ends at `end` ends (“the plane was downed”)."""
    if end >= len(tokens.words) or not tokens.words[end].islower():
        return end
    symbol = tokens.symbols[end]
    listed = language.is_a(symbol, "phrase_end") and language.is_a(symbol, "pastcue")
    if not listed and not tokens.words[end].endswith(language.finite_endings):
        return end
    last = _clause(language, tokens, end)
    if last == end or language.is_a(tokens.symbols[last - 1], "auxiliary"):
        return end
    return last


def _after_pronoun(language: Language, tokens: Tokens, position: int) -> int:
    """Return where what begins with a pronoun ends: a clause (“he was charged”), or “it” alone."""
    end = position + 1
    if end < len(tokens.words) and (
        any(language.is_a(tokens.symbols[end], kind) for kind in ("determiner", "pronoun"))
        or not tokens.words[end][0].isalpha()
    ):
        return end if language.is_a(tokens.symbols[position], "thing") else position  # “in the days after it”
    end = _clause(language, tokens, position + 1)
    return end if end > position + 1 else position


def noun_phrase(language: Language, tokens: Tokens, position: int) -> int:
    """Return where the noun phrase that begins at a token ends; `position` itself when there is none.

    It goes on to a mark, a verb that the language file lists, or a preposition other than the genitive one.
    """
    symbols, words = tokens.symbols, tokens.words
    named = vocabulary(language.code).is_happening
    end = position
    has_noun = False
    if position < len(words) and words[position][0].isdigit():
        return position
    if position < len(words) and language.is_a(symbols[position], "pronoun"):
        return _after_pronoun(language, tokens, position)
    while end < len(words) and end - position < _LONGEST_PHRASE:
        symbol, word = symbols[end], words[end]
        if word == "." and end > position and is_abbreviation(language.stops, words[end - 1]):
            end += 1
            continue
        if not (word[0].isalnum() or word[0] in "'’-“\""):
            break
        if language.is_a(symbol, "phrase_end") and not (
            _in_compound(tokens, end) or (end == position and _points(language, tokens, position))
        ):
            break
        if end > position and _is_verb_behind(language, tokens, end):
            break
        if has_noun and language.is_a(symbol, "cardinal") and named(words[end - 1]):
            break  # “after the surrender three ships sailed”
        if not language.is_a(symbol, "phrase_open"):
            has_noun = True
        elif has_noun and language.is_a(symbol, "determiner") and _begins_another(language, tokens, end):
            break
        end += 1
    while end > position and (
        language.is_a(symbols[end - 1], "phrase_open") or not words[end - 1][0].isalnum()
    ):
        if words[end - 1][0] in "'’" and len(words[end - 1]) > 1:
            break
        end -= 1
    if not has_noun:
        return position
    alone = _before_subject(language, tokens, position, end)
    if alone is not None:
        return alone
    happening = named(words[end - 1])
    marks = language.class_symbols.get("clausemark")
    if marks and (happening or not (position and symbols[position - 1] in marks)):
        return end
    last = _predicate(language, tokens, end)
    return end if happening and not _tells_another(language, tokens, end, last) else last


def _is_verb_behind(language: Language, tokens: Tokens, end: int) -> bool:
    """Whether a verb ends the phrase, alone or joined: “the day of his death (and opened an inquiry)”."""
    words = tokens.words
    if words[end].islower() and words[end].endswith(language.finite_endings):
        return True
    joined = language.is_a(tokens.symbols[end], "coordinator") and end + 1 < len(words)
    if not joined or not vocabulary(language.code).is_happening(words[end - 1]):
        return False
    adverb = words[end + 1].islower() and tokens.symbols[end + 1] == OTHER  # “and always called”
    following = range(end + 1, min(end + 2 + adverb, len(words)))
    return any(is_past_verb(language, tokens, index) for index in following)


def _points(language: Language, tokens: Tokens, position: int) -> bool:
    """Whether the token points to an event named by the next one (“that landing”), and opens no clause.

    A word that is no happening by itself is named so where the phrase ends with it: “after that manoeuvre,”.
    """
    following, after = tokens.words[position + 1 : position + 2], tokens.words[position + 2 : position + 3]
    if not following or not language.is_a(tokens.symbols[position], "phrase_open"):
        return False
    ends = bool(after) and after[0] in ",.;" and following[0].islower()
    return ends or vocabulary(language.code).is_happening(following[0])


def _in_compound(tokens: Tokens, index: int) -> bool:
    """Whether a token is part of a word with a hyphen (“by-election”, “break-in”)."""
    for hyphen in (index - 1, index + 1):
        if 0 < hyphen < len(tokens.words) - 1 and tokens.words[hyphen] == "-":
            return tokens.end(hyphen - 1) == tokens.starts[hyphen] == tokens.starts[hyphen + 1] - 1
    return False


def _before_subject(language: Language, tokens: Tokens, position: int, end: int) -> int | None:
    """Return where the event's noun ends when what follows is the main clause, without a comma before it.

    “A day after the attack police arrested two men.” begins a sentence with one verb only, which is the main
    clause's. None where the words can be read as one phrase or as a clause.
    """
    named = vocabulary(language.code).is_happening
    noun = next((i for i in range(position + 1, end - 1) if named(tokens.words[i])), None)
    if noun is None or language.is_a(tokens.symbols[noun + 1], "phrase_open"):
        return None
    for index in range(position - 1, position - 1 - _LONGEST_START, -1):
        if index < 0 or tokens.words[index] in ".!?" or tokens.words[index][0] == "\n":
            break
    else:
        return None
    verbs, before = 0, False
    for index in range(noun + 1, min(noun + _LONGEST_SENTENCE, len(tokens.words))):
        word, symbol = tokens.words[index], tokens.symbols[index]
        if word in ".!?" or word[0] == "\n":
            return noun + 1 if verbs == 1 else None
        if not word[0].isalnum():
            return None
        finite = word.islower() and (  # not the month of May
            word.endswith(language.past_endings)
            or language.is_a(symbol, "pastcue")
            or language.is_a(symbol, "auxiliary")
        )
        verbs += finite and not before
        before = finite
    return None


def _tells_another(language: Language, tokens: Tokens, first: int, last: int) -> bool:
    """Whether the verb of a happening tells another one: “the revolt was crushed”, not “the revolt began”."""
    words = vocabulary(language.code)
    while first < last and language.is_a(tokens.symbols[first], "auxiliary"):
        first += 1
    return first < last and not words.takes_place(words.together(tokens.words[first:last])[0])


def _begins_another(language: Language, tokens: Tokens, index: int) -> bool:
    """Whether the determiner right after a noun begins another phrase (“after the verdict his lawyers …”).

    After a verb it begins its object, after a preposition or “and” it belongs to the same phrase.
    """
    before = tokens.symbols[index - 1]
    return not (
        language.is_a(before, "phrase_open")
        or language.is_a(before, "pastcue")
        or tokens.words[index - 1].endswith(language.past_endings)
    )


def describing(language: Language, tokens: Tokens, position: int) -> int:
    """Return where the words that describe a noun end (“on the depot”), `position` when there are none."""
    if position >= len(tokens.words) or not language.is_a(tokens.symbols[position], "describing"):
        return position
    end = noun_phrase(language, tokens, position + 1)
    return end if end > position + 1 else position


def predicate(language: Language, tokens: Tokens, position: int) -> int:
    """Return where the verb ends that follows an event (“began”, “was held”), `position` when none does."""
    end = position
    while end < len(tokens.words) and end - position < _SHORT_CLAUSE and tokens.words[end].islower():
        kinds = ("auxiliary", "pastcue")
        verb = any(language.is_a(tokens.symbols[end], kind) for kind in kinds)
        if not verb and not tokens.words[end].endswith(language.past_endings):
            break
        end += 1
    return end


def complement(language: Language, tokens: Tokens, offset: int) -> int:
    """Return the offset where the name ends that goes on after the noun phrase ending at `offset`.

    It is that of “the strike on General Darwish”, “the attack in Velia”; without one `offset` itself.
    """
    position = bisect_left(tokens.starts, offset)
    if position >= len(tokens.words) or not language.is_a(tokens.symbols[position], "complement"):
        return offset
    last = end = position + 1
    while end < len(tokens.words) and end - position <= _LONGEST_COMPLEMENT:
        stop = tokens.words[end] == "." and is_abbreviation(language.stops, tokens.words[end - 1])
        if tokens.words[end][0].isupper() and not language.strong.match(tokens.symbols[end]):
            last = end + 1
        elif not stop and not language.is_a(tokens.symbols[end], "determiner"):
            break
        end += 1
    return tokens.end(last - 1) if last > position + 1 else offset
