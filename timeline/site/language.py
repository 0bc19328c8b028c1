"""What the page says in its language: one file of `languages/` for each, the same keys in all."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import resources
from typing import Any

import yaml

__all__ = ["DEFAULT", "Language", "in_language", "known", "language"]

DEFAULT = "en"


@dataclass(frozen=True, eq=False)
class Language:
    """The words of a language, as its file has them."""

    code: str
    words: dict[str, Any]

    @cached_property
    def dates(self) -> dict[str, Any]:
        """Templates for dates."""
        return dict(self.words["dates"])

    @cached_property
    def months(self) -> tuple[str, ...]:
        """The names of the months; the first is 1."""
        return ("", *(month for half in self.dates["months"] for month in half))

    @cached_property
    def numbers(self) -> tuple[str, ...]:
        """Numbers in words, as far as they have any."""
        return tuple(word for row in self.words["numbers"]["words"] for word in row)

    def say(self, key: str, **values: object) -> str:
        """Return what the page says under a key, with the values filled in."""
        return str(self.words["page"][key]).format(**values)

    def count(self, key: str, count: int, *, spelled: bool = False) -> str:
        """Return a number of something, `spelled` out as far as it has a word."""
        text = self.words["page"][key]["one" if count == 1 else "other"]
        return str(text).format(count=self.number(count, spelled=spelled))

    def number(self, count: int, *, spelled: bool = False) -> str:
        """Return a number with its thousands set apart, or in words."""
        if spelled and 0 <= count < len(self.numbers):
            return self.numbers[count]
        return f"{count:,}".replace(",", self.words["numbers"]["thousands"])


def known() -> list[str]:
    """Return the codes of all languages that there are words in."""
    files = resources.files(__package__).joinpath("languages").iterdir()
    return sorted(file.name.removesuffix(".yml") for file in files if file.name.endswith(".yml"))


@lru_cache
def _load(code: str) -> Language:
    file = resources.files(__package__).joinpath("languages", f"{code}.yml")
    return Language(code, yaml.safe_load(file.read_text(encoding="utf-8")))


# A page is in one language throughout, and what says something is called from everywhere.
_current: ContextVar[str] = ContextVar("language", default=DEFAULT)


def language() -> Language:
    """Return the language that is spoken."""
    return _load(_current.get())


@contextmanager
def in_language(code: str) -> Iterator[Language]:
    """Speak a language, given as in “es” or “es-MX”; English where there are no words in it."""
    base = code.lower().replace("_", "-").partition("-")[0]
    token = _current.set(base if base in known() else DEFAULT)
    try:
        yield language()
    finally:
        _current.reset(token)
