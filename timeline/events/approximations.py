"""About how many there are: “at least seven”, “up to 40”, “nearly half”."""

from collections.abc import Sequence

from timeline.events.language import Words
from timeline.events.tokens import Token

__all__ = ["begins_with_count"]

_LONGEST = 3  # words of “as many as”


def begins_with_count(tokens: Sequence[Token], numbers: Sequence[int], words: Words) -> bool:
    """Return whether a phrase, the tokens with these numbers, begins with about how many it counts."""
    for size in range(_LONGEST, 0, -1):
        opener = " ".join(tokens[number].lower for number in numbers[:size])
        if opener in words.approximating and len(numbers) > size:
            counted = tokens[numbers[size]]
            counts = words.numbers | words.plurals | words.fractions
            return any(map(str.isdigit, counted.text)) or counted.lower in counts
    return False
