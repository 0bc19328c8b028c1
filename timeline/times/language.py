"""A language: its vocabulary and rules, read from `languages/<code>.yml` and compiled for matching."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

import yaml

from timeline.errors import TimelineError
from timeline.times import beginnings, build_clock, build_dates, build_parts, build_spans  # noqa: F401 - they fill BUILDERS
from timeline.times import pattern as notation
from timeline.times.build import BUILDERS, Builder
from timeline.times.shapes import Shapes
from timeline.times.tokens import words

__all__ = ["Language", "Rule", "available", "is_abbreviation", "load", "read_file"]

FOLDER: Traversable = resources.files("timeline.times") / "languages"

_STOPS = ("abbreviations", "ambiguous", "clock")  # the words whose full stop may not end a sentence
OTHER = "x"  # the symbol of a token without a class
_FIRST_SYMBOL = 0xE000  # private use: needs no escaping in a regular expression
_CACHE_LIMIT = 4096


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule, compiled."""

    id: str
    regex: re.Pattern[str]
    groups: Mapping[str, str]
    extents: int
    leads: bool
    tail: str | None
    tail_extent: bool
    build: Builder
    args: Mapping[str, Any]
    not_after: str  # symbols that must not stand before it
    not_before: str  # symbols that must not follow it
    beginning: beginnings.Beginning
    order: int


@dataclass(slots=True)
class Language:
    """A compiled language. `symbols` maps every known spelling of a word to its symbol."""

    code: str
    values: dict[str, dict[str, Any]]  # class → lower-case form → value
    numerals: dict[str, Any]
    shapes: Shapes
    symbols: dict[str, str]
    class_symbols: dict[str, str]  # class or "word:…" → symbols
    phrase_classes: dict[str, list[str]]  # phrase → the vocabulary classes with values in it
    past_endings: tuple[str, ...]  # of regular verbs
    participle_endings: tuple[str, ...]  # of regular past participles
    future_endings: tuple[str, ...]
    gerund_endings: tuple[str, ...]
    finite_endings: tuple[str, ...]  # that are sure to be a verb's
    sentences: dict[str, list[str]]  # words that matter to where a sentence ends
    stops: frozenset[str]  # of these, the ones whose full stop may not end it
    starts: dict[str, list[Rule]] = field(default_factory=dict)  # symbol → rules that can begin with it
    continuations: dict[str, list[Rule]] = field(default_factory=dict)
    run: re.Pattern[str] = field(default_factory=lambda: re.compile(f"[^{OTHER}]+"))
    strong: re.Pattern[str] = field(default_factory=lambda: re.compile("."))
    examples: list[dict[str, Any]] = field(default_factory=list)  # the rules as written, for the tests
    _pairs: dict[str, list[Rule]] = field(default_factory=dict)
    _shaped: dict[str, str] = field(default_factory=dict)
    _any: dict[tuple[str, ...], frozenset[str]] = field(default_factory=dict)

    def symbol(self, token: str) -> str:
        """Return the symbol of a token that the vocabulary does not list."""
        if token[0] not in "0123456789'’":
            return OTHER
        known = self._shaped.get(token)
        if known is None:
            if len(self._shaped) > _CACHE_LIMIT:
                self._shaped.clear()
            known = self._shaped[token] = self._by_classes.get(self.shapes.classes(token), OTHER)
        return known

    _by_classes: dict[frozenset[str], str] = field(default_factory=dict)

    def symbolize(self, tokens: list[str]) -> str:
        """Return one symbol for each token."""
        get = self.symbols.get
        return "".join(
            [
                get(token) or (OTHER if token[0] >= "A" and token[0] != "’" else self.symbol(token))
                for token in tokens
            ]
        )

    def candidates(self, pair: str) -> list[Rule]:
        """Return the rules that can match where the text goes on with these two symbols."""
        found = self._pairs.get(pair)
        if found is None:
            first, second = pair[0], pair[1:] or OTHER
            found = [rule for rule in self.starts.get(first, ()) if rule.beginning.starts(first, second)]
            self._pairs[pair] = found
        return found

    def any_of(self, *kinds: str) -> frozenset[str]:
        """Return the symbols of the tokens that belong to one of the classes."""
        found = self._any.get(kinds)
        if found is None:
            found = frozenset("".join(self.class_symbols.get(kind, "") for kind in kinds))
            self._any[kinds] = found
        return found

    def is_a(self, symbol: str, kind: str) -> bool:
        """Whether a symbol's tokens belong to the class."""
        return symbol in self.class_symbols.get(kind, "")


@cache
def available() -> tuple[str, ...]:
    """Return the codes of the languages that have a file."""
    names = (item.name for item in FOLDER.iterdir())
    return tuple(sorted(name[:-4] for name in names if re.fullmatch(r"[a-z]{2,3}\.yml", name)))


def is_abbreviation(entries: Collection[str], word: str) -> bool:
    """Return whether a word is among abbreviations, of which those with a capital are met only with one."""
    return word.lower() in entries or (word[:1].isupper() and word.capitalize() in entries)


@cache
def load(code: str) -> Language:
    """Return the language with this ISO 639 code.

    Raises:
        TimelineError: when there is no file for it.
    """
    if code not in available():
        raise TimelineError(f"language “{code}” is not supported; there are: {', '.join(available())}")
    return _Compiler(code, read_file(code)).compile()


def read_file(name: str, plain: bool = False) -> dict[str, Any]:
    """Return what a file in the folder of languages says, nothing when there is no such file.

    With `plain` every scalar is a string: “on” and “no” are words.
    """
    path = FOLDER / f"{name}.yml"
    if not path.is_file():
        return {}
    data: dict[str, Any] = yaml.load(
        path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader if plain else yaml.CSafeLoader
    )
    return data


def _spellings(word: str) -> set[str]:
    """Return the spellings of a vocabulary entry; one with a capital is only met with it."""
    found = {word, word.upper()}
    if word == word.lower():
        found.add(word.capitalize())
        if word[:1] in "'’":
            found = {word, word.upper()}
    if word.endswith(".") and len(word) > 2:
        found |= {word.capitalize()}
    return found | {form.replace("'", "’") for form in found}


class _Compiler:
    def __init__(self, code: str, data: dict[str, Any]) -> None:
        self.code, self.data = code, data
        shapes = {key: frozenset(value) for key, value in data["shapes"].items()}
        self.shapes = Shapes(shapes["ordinal"], shapes["decade"], shapes["clock"], data["thousands"])
        self.forms: dict[str, set[str]] = {}  # spelling → classes
        self.values: dict[str, dict[str, Any]] = {}
        self.sequences: dict[str, list[list[str]]] = {}  # class → entries of several tokens
        self.phrases: dict[str, str] = data["phrases"]

    def compile(self) -> Language:
        templates = [notation.read(rule["pattern"], self.phrases) for rule in self.data["rules"]]
        for kind, entries in self.data["vocabulary"].items():
            self._learn_class(kind, entries)
        for template in templates:
            for sort, name in template.classes():
                if sort == "word":
                    self._learn_word(name)
        for rule in self.data["rules"]:
            for word in rule.get("not_after", []) + rule.get("not_before", []):
                if word not in self.data["vocabulary"]:
                    self._learn_word(word)
        language = self._language()
        for order, (rule, template) in enumerate(zip(self.data["rules"], templates, strict=True)):
            self._add_rule(language, rule, template, order)
        return language

    def _learn_class(self, kind: str, entries: dict[Any, list[str]] | list[str]) -> None:
        values = self.values.setdefault(kind, {})
        pairs = entries.items() if isinstance(entries, dict) else [(word, [word]) for word in entries]
        for value, forms in pairs:
            for form in forms:
                tokens = words(form)
                values[" ".join(tokens).lower().replace("’", "'")] = value
                if len(tokens) == 1:
                    for spelling in _spellings(form):
                        self.forms.setdefault(spelling, set()).add(kind)
                else:
                    self.sequences.setdefault(kind, []).append(tokens)
                    for token in tokens:
                        self._learn_word(token)

    def _learn_word(self, word: str) -> None:
        for spelling in _spellings(word):
            self.forms.setdefault(spelling, set()).add(f"word:{word}")

    def _language(self) -> Language:
        for token in self._figures():
            self.forms.setdefault(token, set()).update(self.shapes.classes(token))
        by_classes: dict[frozenset[str], str] = {}
        symbols: dict[str, str] = {}
        for form, kinds in sorted(self.forms.items()):
            key = frozenset(kinds)
            symbols[form] = by_classes.setdefault(key, chr(_FIRST_SYMBOL + len(by_classes)))
        class_symbols: dict[str, str] = {}
        for key, symbol in by_classes.items():
            for kind in key:
                class_symbols[kind] = class_symbols.get(kind, "") + symbol
        numerals: dict[str, Any] = {}
        for kind in self.data["numerals"]:
            numerals.update(self.values[kind])
        language = Language(
            self.code,
            self.values,
            numerals,
            self.shapes,
            symbols,
            class_symbols,
            self._phrase_classes(),
            tuple(self.data["past_endings"]),
            tuple(self.data["participle_endings"]),
            tuple(self.data["future_endings"]),
            tuple(self.data["gerund_endings"]),
            tuple(self.data["finite_endings"]),
            self.data["sentences"],
            frozenset().union(*(self.data["sentences"].get(key, ()) for key in _STOPS)),
        )
        language._by_classes = by_classes
        language.strong = re.compile(f"[{self._trigger_symbols(class_symbols)}]")
        language.examples = self.data["rules"]
        return language

    def _figures(self) -> list[str]:
        """Return figures of every shape, so that every combination of classes has a symbol."""
        shaped = ["99999", "2020-01-03", "2008/09", "3/4/2010", "1/2", "1.5", "10:30"]
        shaped += [f"{figure}{suffix}" for suffix in self.shapes.ordinal for figure in (1, 32)]
        shaped += [f"{figure}{suffix}" for suffix in self.shapes.decade for figure in ("1990", "'90")]
        shaped += [f"10{suffix}" for suffix in self.shapes.clock]
        listed = [form for form in self.forms if form[0] in "0123456789"]
        return [*map(str, range(2200)), *(f"0{digit}" for digit in range(10)), *shaped, *listed]

    def _trigger_symbols(self, class_symbols: dict[str, str]) -> str:
        triggers = self.data["triggers"]
        kinds = [
            *triggers,
            *(f"word:{entry[0]}" for kind in triggers for entry in self.sequences.get(kind, ())),
        ]
        return "".join(sorted({symbol for kind in kinds for symbol in class_symbols.get(kind, "")}))

    def _phrase_classes(self) -> dict[str, list[str]]:
        def classes(text: str) -> list[str]:
            found: list[str] = []
            for name in re.findall(r"[{<](?:\w+:)?(\w+)[}>]", text):
                found += classes(self.phrases[name]) if name in self.phrases else [name]
            return [name for name in found if name in self.values]

        return {name: classes(text) for name, text in self.phrases.items()}

    def _symbols(self, language: Language, sort: str, name: str) -> str:
        if sort == "word":
            return f"[{language.class_symbols[f'word:{name}']}]"
        alternatives = [
            "".join(f"[{language.class_symbols[f'word:{token}']}]" for token in sequence)
            for sequence in sorted(self.sequences.get(name, ()), key=len, reverse=True)
        ]
        if name in language.class_symbols:
            alternatives.append(f"[{language.class_symbols[name]}]")
        if not alternatives:
            raise notation.PatternError(f"languages/{self.code}.yml: there is no class or phrase “{name}”")
        return alternatives[0] if len(alternatives) == 1 else f"(?:{'|'.join(alternatives)})"

    def _add_rule(
        self, language: Language, rule: dict[str, Any], template: notation.Template, order: int
    ) -> None:
        text = template.regex(lambda sort, name: self._symbols(language, sort, name))

        beginning = beginnings.read(text)
        if beginning.empty and not template.leads:
            raise notation.PatternError(f"the pattern of {rule['id']} can be empty")

        def symbols_of(kinds: list[str]) -> str:
            return "".join(
                language.class_symbols.get(k) or language.class_symbols.get(f"word:{k}", "") for k in kinds
            )

        compiled = Rule(
            rule["id"],
            re.compile(text),
            template.groups,
            template.extents,
            template.leads,
            template.tail,
            template.tail_extent,
            BUILDERS[rule["build"]],
            rule.get("with", {}),
            symbols_of(rule.get("not_after", [])),
            symbols_of(rule.get("not_before", [])),
            beginning,
            order,
        )
        first = set(language.symbols.values()) if beginning.empty else set(beginning.follow)
        table = language.continuations if template.leads else language.starts
        for symbol in first:
            table.setdefault(symbol, []).append(compiled)
