"""The happening that a sentence goes on to tell: “The quake struck at 5 a.m.” is of the quake's day."""

from bisect import bisect_left
from collections.abc import Callable

from timeline.times.kinship import vocabulary
from timeline.times.language import Language
from timeline.times.matching import Item
from timeline.times.meaning import Clock, Event
from timeline.times.sentences import Sentence
from timeline.times.tokens import Tokens
from timeline.times.verb_forms import is_past_verb

__all__ = ["retold"]

_ATTRIBUTES = 3  # tokens of “the second car bomb”
_CLAUSE = 40  # tokens from the subject to the time


def retold(
    language: Language, tokens: Tokens, sentence_at: Callable[[int], Sentence | None], item: Item
) -> Event | None:
    """Return the words that name what took place at a time, when they begin its sentence as the subject.

    The day of that time is not named with it.
    """
    if not isinstance(item.meaning, Clock) or item.meaning.on is not None:
        return None
    words, is_a, first = tokens.words, language.is_a, item.first
    sentence = sentence_at(tokens.starts[first])
    if sentence is None:
        return None
    begin = bisect_left(tokens.starts, sentence.start)
    if first - begin > _CLAUSE or not is_a(tokens.symbols[begin], "determiner"):
        return None
    told = vocabulary(language.code)
    near = range(begin + 1, min(begin + 1 + _ATTRIBUTES, first))
    noun = next((i for i in near if told.is_happening(words[i])), first)
    verb = next((i for i in range(first - 1, noun, -1) if is_past_verb(language, tokens, i)), None)
    if verb is None or not any(
        map(told.takes_place, (words[verb], " ".join(words[verb : verb + 2])))  # “took place”
    ):
        return None
    ends = words[noun + 1] == "," or is_a(tokens.symbols[noun + 1], "phrase_end") or noun + 1 == verb
    return Event(tokens.starts[begin], tokens.end(noun)) if ends else None
