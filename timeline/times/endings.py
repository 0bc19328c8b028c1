"""Whether a word has a verb's ending, or only ends in the same letters."""

import re

__all__ = ["is_inflected"]

_VOWEL = re.compile("[aeiouyáéíóúü]", re.IGNORECASE)


def is_inflected(word: str, endings: tuple[str, ...]) -> bool:
    """Whether one of the endings stands behind a stem: “sued”, “agreed”, but neither “shed” nor “need”.

    A stem has a vowel besides the last letter before the ending, where that is the one it begins with.
    """
    for ending in endings:
        if word.endswith(ending):
            stem = word[: -len(ending)]
            return bool(_VOWEL.search(stem[:-1] if stem[-1:] == ending[0] else stem))
    return False
