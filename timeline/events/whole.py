"""Whether a title is a whole line: nothing cut before its object, nothing left over from what was cut."""

from timeline.events import language
from timeline.events.language import Words
from timeline.events.tokens import Token, tokenize

__all__ = ["is_whole"]

_SHORT = 3  # words; a verb that says little needs more than itself and one noun
_PAIRS = (("“", "”"), ("(", ")"))


def is_whole(heading: str, words: Words) -> bool:
    """Return whether a reader can understand a title by itself."""
    tokens = tokenize(heading, 0, len(heading))
    spoken = [token for token in tokens if not token.is_mark]
    if not spoken or any(heading.count(left) != heading.count(right) for left, right in _PAIRS):
        return False
    faults = (_begins_amid, _ends_early, _is_light, _says_nothing)
    return not any(has(spoken, words) for has in faults)


def _begins_amid(spoken: list[Token], words: Words) -> bool:
    """Whether the first word only goes on with what stood before it, or is a pronoun."""
    first = spoken[0].lower
    emerges = len(spoken) > 1 and language.lemma(spoken[1].lower) in words.impersonal  # “It emerges that”
    if first in words.pronouns - words.determiners:
        return not emerges
    counts = first in words.quantifiers and len(spoken) > 1
    opens = words.coordinators | words.relatives | words.asking  # “How the dam broke”
    return first in opens | (words.prepositions if not counts else set())


def _ends_early(spoken: list[Token], words: Words) -> bool:
    """Whether the last word waits for another: “Board orders the”, “Company makes”, “Police find Mr”."""
    last = spoken[-1]
    if last.is_name and not last.is_possessive:
        return False
    is_open = words.prepositions - words.final_particles - words.particles | words.articles
    is_verb = len(spoken) == 2 or not language.is_noun(last.lower)
    waits = is_verb and "VBN" not in last.forms and language.lemma(last.lower) in words.transitive
    return last.lower in is_open | words.coordinators | words.possessives or last.is_possessive or waits


def _is_light(spoken: list[Token], words: Words) -> bool:
    """Whether it is one noun and a verb that tells nothing by itself: “Meeting opens”, “Vote is held”."""
    if len(spoken) > _SHORT or (spoken[0].is_name and not language.is_noun(spoken[0].lower)):
        return False
    return language.lemma(spoken[-1].lower) in words.phases


def _says_nothing(spoken: list[Token], words: Words) -> bool:
    """Whether it only tells that somebody spoke: “Minister announces in Bern”."""
    for number, token in enumerate(spoken[1:], 1):
        if "VBZ" in token.forms and language.lemma(token.lower) in words.contentless:
            behind = [token.lower for token in spoken[number + 1 :]]
            return not behind or (behind[0] in words.settings and "that" not in behind)
    return False
