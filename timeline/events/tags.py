"""Tags from a vocabulary that people edit."""

from collections.abc import Iterable
from functools import cache
from importlib import resources

import snowballstemmer
import yaml

__all__ = ["stem", "tags"]

_MOST = 3


@cache
def _triggers() -> tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]:
    """Return each tag with its triggers as sequences of stems, in the order of the file."""
    data = yaml.load(
        (resources.files("timeline.events") / "tags.yml").read_text(encoding="utf-8"), yaml.CBaseLoader
    )
    return tuple((tag, tuple(_stems(phrase.split()) for phrase in phrases)) for tag, phrases in data.items())


@cache
def stem(word: str) -> str:
    """Return the stem of a lower-case word."""
    stem: str = snowballstemmer.stemmer("english").stemWord(word)
    return stem


def _stems(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(stem(word.lower()) for word in words)


def tags(words: Iterable[str]) -> list[str]:
    """Return at most three tags for a clause's words, in the order of the vocabulary."""
    text = f" {' '.join(_stems(words))} "
    found = [
        tag for tag, triggers in _triggers() if any(f" {' '.join(trigger)} " in text for trigger in triggers)
    ]
    return found[:_MOST]
