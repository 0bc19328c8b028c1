"""The words of one language that the events stage needs, from `languages/*.yml`, and its verb forms."""

import re
from collections.abc import Set as AbstractSet
from functools import cache, lru_cache
from importlib import resources
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import lemminflect
import snowballstemmer
import yaml

__all__ = [
    "Words",
    "available",
    "can_be_adjective",
    "can_be_noun",
    "ends_as_adverb",
    "is_adjective",
    "is_agents",
    "is_gradable",
    "is_noun",
    "is_person",
    "lemma",
    "past",
    "present",
    "singular",
    "stem",
    "verb_forms",
    "words",
]


class Words(SimpleNamespace):
    """Word lists by name, all lower case; see the comments in `languages/en.yml`."""

    if TYPE_CHECKING:
        unshifted: dict[str, str]  # these map a word to another
        hearsay: dict[str, str]
        alleging: dict[str, str]
        participles: dict[str, str]

        def __getattr__(self, name: str) -> frozenset[str]: ...


@cache
def available() -> tuple[str, ...]:
    """Return the codes of the languages whose articles the events stage reads."""
    names = (item.name for item in resources.files("timeline.events.languages").iterdir())
    return tuple(sorted(name.removesuffix(".yml") for name in names if name.endswith(".yml")))


class _WordSet(frozenset[str]):
    """A word list. Rules join the same lists again and again, so what comes of it is remembered."""

    def __or__(self, other: AbstractSet[Any]) -> "_WordSet":
        return (
            _joined(self, other) if isinstance(other, frozenset) else _WordSet(frozenset.__or__(self, other))
        )

    def __sub__(self, other: AbstractSet[Any]) -> "_WordSet":
        return (
            _without(self, other)
            if isinstance(other, frozenset)
            else _WordSet(frozenset.__sub__(self, other))
        )


@lru_cache(maxsize=1000)
def _joined(one: _WordSet, other: frozenset[str]) -> _WordSet:
    return _WordSet(frozenset.__or__(one, other))


@lru_cache(maxsize=1000)
def _without(one: _WordSet, other: frozenset[str]) -> _WordSet:
    return _WordSet(frozenset.__sub__(one, other))


@cache
def words(language: str = "en") -> Words:
    """Return the word lists of a language."""
    path = resources.files("timeline.events.languages") / f"{language}.yml"
    # The base loader keeps words such as “on” and “no” words.
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    lists = {n: entries if isinstance(entries, dict) else _WordSet(entries) for n, entries in data.items()}
    return Words(**lists)


_LONGEST_AGENT = 30  # letters
_LEAST_PART = 3  # letters of the parts of a compound
_LEAST_AGENT = 5  # letters of “workers” without its first ones
_SHORT_STEM = re.compile("^[^aeiou]*[aeiou][^aeiouwxy]$")


@lru_cache(maxsize=100_000)
def _analysis(word: str) -> tuple[frozenset[str], str, bool]:
    """Return (verb forms among VB VBZ VBP VBD VBN VBG, verb lemma, whether it can be a noun or adjective)."""
    verb = words().participles.get(word, "")
    forms = ({"VBD", "VBN"} if word.endswith("ed") else {"VBN"}) if verb else set[str]()
    lemmas = lemminflect.getAllLemmas(word)
    if (
        not lemmas and word.endswith("ed") and not _is_compound_noun(word)
    ):  # a verb too new for the dictionary: “demoed”
        return frozenset({"VBD", "VBN"}), lemminflect.getAllLemmasOOV(word, upos="VERB")["VERB"][0], False
    prefix = next((each for each in words().verb_prefixes if word.startswith(each)), "")
    if not lemmas and prefix and len(word) - len(prefix) >= _LEAST_PART:  # “outsold”
        inner, verb, is_noun_too = _analysis(word.removeprefix(prefix))
        if verb and not (is_noun_too and "VB" in inner):  # “overcoat” is no verb
            return inner, f"{prefix}{verb}", _is_added(word)
    archaic = {"VBD", "VBN"} if word in words().archaic_pasts else set()
    for candidate in lemmas.get("VERB", ()):
        inflected = lemminflect.getAllInflections(candidate, upos="VERB")
        inflected.setdefault("VBN", inflected.get("VBD", ()))  # left out where it is the same
        for tag, inflections in inflected.items():
            if word in inflections and tag not in archaic:
                forms.add(tag)
                # “fitted”; “forecast” beside “forecasted”
                regular = all(past.endswith("ed") for past in inflected.get("VBD", ()))
                if tag == "VBN" and (word.endswith("ed") or (word == candidate and regular)):
                    forms.add("VBD")
                verb = verb or candidate
    return frozenset(forms), verb, bool({"NOUN", "ADJ", "PROPN"} & lemmas.keys()) or _is_added(word)


def _is_added(word: str) -> bool:
    """Whether it is a noun that the dictionary lacks."""
    return word in words().nouns or (word.endswith("s") and word[:-1] in words().nouns)


def _is_compound_noun(word: str) -> bool:
    """Whether two nouns are written as one, of which the second ends like a participle: “cowshed”."""
    cuts = range(_LEAST_PART, len(word) - _LEAST_PART)
    return any(
        is_noun(word[:cut]) and is_noun(word[cut:]) and not verb_forms(word[cut:]) & {"VBN"} - {"VB"}
        for cut in cuts
    )


def verb_forms(word: str) -> frozenset[str]:
    """Return the Penn tags (VB, VBZ, VBD, VBN, VBG …) that the lower-case word can have as a verb."""
    return _analysis(word)[0]


def lemma(word: str) -> str:
    """Return the verb's base form, or the word itself when it is no verb."""
    return _analysis(word)[1] or word


def can_be_noun(word: str) -> bool:
    """Return whether the lower-case word can also be a noun or an adjective."""
    return _analysis(word)[2]


@lru_cache(maxsize=30_000)
def singular(word: str) -> str:
    """Return the singular of a lower-case noun: “matches” → “match”."""
    return next(iter(lemminflect.getLemma(word, upos="NOUN")), word)


@lru_cache(maxsize=30_000)
def is_noun(word: str) -> bool:
    """Return whether the lower-case word can be a noun."""
    return "NOUN" in lemminflect.getAllLemmas(word) or _is_added(word)


@lru_cache(maxsize=30_000)
def is_agents(word: str) -> bool:
    """Return whether a lower-case word is the plural of who does something: “dockers”, “steelworkers”."""
    if not word.endswith("ers") or len(word) > _LONGEST_AGENT or word[:-1] in words().things_in_er:
        return False
    if is_noun(word):
        return True
    doubles = _SHORT_STEM.search(word[:-3])  # “pet” would make “petters”
    if "VB" in verb_forms(word[:-3]) and not doubles:
        return True
    cuts = range(_LEAST_PART, len(word) - _LEAST_AGENT)
    return any(is_noun(word[:cut]) and is_noun(word[cut:]) for cut in cuts)


@cache
def _person_endings() -> tuple[str, ...]:
    return tuple(words().person_endings)


@lru_cache(maxsize=30_000)
def is_person(word: str) -> bool:
    """Return whether a lower-case noun is for one who does something: “docker”, “fisherman”."""
    return is_agents(f"{word}s") or (is_noun(word) and word.endswith(_person_endings()))


@lru_cache(maxsize=30_000)
def is_adjective(word: str) -> bool:
    """Return whether the lower-case word is an adjective and no noun."""
    lemmas = lemminflect.getAllLemmas(word)
    return "ADJ" in lemmas and "NOUN" not in lemmas


@cache
def _adverb_endings() -> tuple[str, ...]:
    return tuple(words().adverb_endings)


def ends_as_adverb(word: str) -> bool:
    """Return whether the lower-case word ends as adverbs do: “quietly”, but also “family” and “supply”."""
    return word.endswith(_adverb_endings())


def is_adverb(word: str) -> bool:
    """Return whether the lower-case word ends as adverbs do and can be no noun or verb: “quietly”."""
    return ends_as_adverb(word) and not is_noun(word) and not verb_forms(word)


@lru_cache(maxsize=30_000)
def can_be_adjective(word: str) -> bool:
    """Return whether the lower-case word can also be an adjective: “red”."""
    return "ADJ" in lemminflect.getAllLemmas(word)


@lru_cache(maxsize=30_000)
def is_gradable(word: str) -> bool:
    """Return whether the lower-case word is an adjective that has a comparative, if a noun, too: “small”."""
    return "JJR" in lemminflect.getAllInflections(word, upos="ADJ")


@lru_cache(maxsize=30_000)
def present(base: str, *, plural: bool) -> str:
    """Return the present tense of a verb given in its base form: “carry” → “carries”, plural “carry”."""
    if base == "be":
        return "are" if plural else "is"
    if plural:
        return base
    inflected: tuple[str, ...] = lemminflect.getInflection(base, tag="VBZ")
    if inflected and inflected[0] != base:
        return inflected[0]
    return f"{base}es" if base.endswith("o") else f"{base}s"  # “torpedoes”


@lru_cache(maxsize=30_000)
def past(base: str, *, plural: bool) -> str:
    """Return the past tense of a verb given in its base form: “carry” → “carried”."""
    if base == "be":
        return "were" if plural else "was"
    inflected = lemminflect.getInflection(base, tag="VBD")
    return inflected[0] if inflected else f"{base}ed"


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Return the stem of a lower-case word; of what has none, such as “''s”, the word itself."""
    stem: str = snowballstemmer.stemmer("english").stemWord(word)
    return stem or word
