"""Tags from a vocabulary that people edit: the package's `tags.yml`, and a file of the project's own.

A file names each tag with the words and phrases that call for it, as the head of `tags.yml` says.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib import resources
from itertools import chain
from pathlib import Path

import lemminflect
import yaml

from timeline.errors import TimelineError
from timeline.nesting import limited
from timeline.store.files import read_text

__all__ = ["Vocabulary", "default", "load"]

_MOST = 3  # tags of a clause
_GAP = "…"
_LONGEST_GAP = 3  # words
_VERB = "to "  # before a trigger that must be the verb that tells the event
_DEFAULTS = "defaults"  # not a tag when it says true or false: whether the package's tags stay
_WORD = re.compile(rf"\w[\w-]*|{_GAP}")
_Loader = limited(yaml.CBaseLoader)


class Vocabulary:
    """Tags with what calls for them."""

    def __init__(self, triggers: Mapping[str, Sequence[str]]) -> None:
        """`triggers` are words and phrases by tag; the tags that come first are preferred."""
        self.triggers = triggers
        self._tags = list(triggers)
        self._by_verb: dict[str, list[int]] = defaultdict(list)
        self._by_first_word: dict[str, list[tuple[tuple[str, ...], int]]] = defaultdict(list)
        for number, phrases in enumerate(triggers.values()):
            for phrase in phrases:
                first, *rest = _words(phrase) or [phrase]
                if phrase.startswith(_VERB) and len(rest) == 1:
                    self._by_verb[rest[0]].append(number)
                else:
                    self._by_first_word[first].append((tuple(rest), number))

    def tags(self, texts: Sequence[str], verb: str = "") -> list[str]:
        """Return at most three tags, in the order of the vocabulary.

        `texts` are the title and the clause that tell an event, `verb` the verb that does, in its base form.
        """
        called = set(self._by_verb.get(verb, ()))
        for text in texts:
            forms = [_forms(word) for word in _words(text)]
            for place, each in enumerate(forms):
                for word in each:
                    for rest, number in self._by_first_word.get(word, ()):
                        if _goes_on(rest, forms, place + 1):
                            called.add(number)
        return [self._tags[number] for number in sorted(called)[:_MOST]]


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


@lru_cache(maxsize=100_000)
def _forms(word: str) -> frozenset[str]:
    """Return a lower-case word with the base forms that it can have as a noun, a verb or an adjective."""
    lemmas = lemminflect.getAllLemmas(word)
    if not lemmas:  # too new for the dictionary: “airstrikes”
        lemmas = lemminflect.getAllLemmasOOV(word, upos="NOUN") | lemminflect.getAllLemmasOOV(
            word, upos="VERB"
        )
    return frozenset({word, *chain.from_iterable(lemmas.values())})


def _goes_on(rest: Sequence[str], forms: Sequence[frozenset[str]], place: int) -> bool:
    """Whether the rest of a phrase stands at a place of a text."""
    if not rest:
        return True
    if rest[0] == _GAP:
        return any(_goes_on(rest[1:], forms, place + skipped) for skipped in range(_LONGEST_GAP + 1))
    return place < len(forms) and rest[0] in forms[place] and _goes_on(rest[1:], forms, place + 1)


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
