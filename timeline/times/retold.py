"""The happening that a sentence goes on to tell: “The quake struck at 5 a.m.” is of the quake's day."""

from bisect import bisect_left

from timeline.times.kinship import vocabulary
from timeline.times.language import Language
from timeline.times.meaning import Event
from timeline.times.tense import is_past_verb
from timeline.times.tokens import Tokens

__all__ = ["retold"]

_ATTRIBUTES = 3  # tokens of “the second car bomb”
_CLAUSE = 40  # tokens from the subject to the time


def retold(language: Language, tokens: Tokens, start: int, first: int) -> Event | None:
    """Return the words that name what took place at a time, when they begin its sentence as the subject.

    `start` is the offset of the sentence, `first` the token of the time.
    """
    words, is_a = tokens.words, language.is_a
    begin = bisect_left(tokens.starts, start)
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
