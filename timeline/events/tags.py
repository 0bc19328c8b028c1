"""Tags from a vocabulary that people edit: the package's `tags.yml`, and a file of the project's own.

A file names each tag with the words and phrases that call for it. They are compared by their stems.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path

import snowballstemmer
import yaml

from timeline.errors import TimelineError
from timeline.nesting import limited
from timeline.store.files import read_text

__all__ = ["Vocabulary", "default", "load", "stem", "stems"]

_MOST = 3  # tags of a clause
_DEFAULTS = "defaults"  # not a tag when it says true or false: whether the package's tags stay
_Loader = limited(yaml.CBaseLoader)


class Vocabulary:
    """Tags with what calls for them."""

    def __init__(self, triggers: Mapping[str, Sequence[str]]) -> None:
        """`triggers` are words and phrases by tag; the tags that come first are preferred."""
        self.triggers = triggers
        self._tags = list(triggers)
        self._by_first_word: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for number, phrases in enumerate(triggers.values()):
            for phrase in phrases:
                words = stems(phrase.split())
                self._by_first_word[words.split(" ")[0]].append((f" {words} ", number))

    def tags(self, text: str) -> list[str]:
        """Return at most three tags for the stems of a text, in the order of the vocabulary."""
        padded = f" {text} "
        called = {
            number
            for word in set(text.split(" "))
            for phrase, number in self._by_first_word.get(word, ())
            if phrase in padded
        }
        return [self._tags[number] for number in sorted(called)[:_MOST]]


@cache
def default() -> Vocabulary:
    """Return the package's vocabulary."""
    text = (resources.files("timeline.events") / "tags.yml").read_text(encoding="utf-8")
    return Vocabulary(_read(Path("tags.yml"), text)[0])


def load(path: Path) -> Vocabulary:
    """Return the vocabulary of a project: the file's tags and, behind them, the package's.

    A tag of the file takes the place of the package's tag of that name, or removes it when it has no words;
    `defaults: false` removes all of these.

    Raises:
        TimelineError: when the file cannot be read, or holds something else; it names the line.
    """
    own, keeps_defaults = _read(path, read_text(path))
    others = {tag: phrases for tag, phrases in default().triggers.items() if tag not in own}
    return Vocabulary({**own, **(others if keeps_defaults else {})})


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Return the stem of a lower-case word."""
    stem: str = snowballstemmer.stemmer("english").stemWord(word)
    return stem


def stems(words: Iterable[str]) -> str:
    """Return the stems of words, as `Vocabulary.tags` compares them."""
    return " ".join(stem(word.lower()) for word in words)


def _read(path: Path, text: str) -> tuple[dict[str, list[str]], bool]:
    """Return the tags of a file with their words, and whether the package's tags stay."""
    try:
        root = yaml.compose(text, _Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line if mark else text[: getattr(error, "position", 0)].count("\n")
        reason = getattr(error, "problem", None) or getattr(error, "reason", None) or "it cannot be read"
        raise TimelineError(
            f"{path}:{line + 1}: this is not valid YAML: {reason}; correct this line"
        ) from error
    if root is None:
        return {}, True
    if not isinstance(root, yaml.MappingNode):
        raise _mistake(path, root, "a file of tags has lines such as “flood: [flood, dam break]”")
    tags: dict[str, list[str]] = {}
    keeps_defaults = True
    for key, value in root.value:
        if not isinstance(key, yaml.ScalarNode) or not key.value.strip():
            raise _mistake(path, key, "a tag must be a text")
        if key.value == _DEFAULTS and isinstance(value, yaml.ScalarNode):
            if value.value not in ("true", "false"):
                raise _mistake(path, value, f"“{_DEFAULTS}” must be true or false")
            keeps_defaults = value.value == "true"
        elif key.value in tags:
            raise _mistake(path, key, f"the tag “{key.value}” stands here a second time; join the two")
        else:
            tags[key.value] = _phrases(path, key.value, value)
    return tags, keeps_defaults


def _phrases(path: Path, tag: str, node: yaml.Node) -> list[str]:
    if not isinstance(node, yaml.SequenceNode):
        raise _mistake(path, node, f"the words of the tag “{tag}” must be a list, as in “{tag}: [flood]”")
    for item in node.value:
        if not isinstance(item, yaml.ScalarNode) or not item.value.strip():
            raise _mistake(path, item, f"the words of the tag “{tag}” must be texts")
    return [item.value for item in node.value]


def _mistake(path: Path, node: yaml.Node, what: str) -> TimelineError:
    return TimelineError(f"{path}:{node.start_mark.line + 1}: {what}")
