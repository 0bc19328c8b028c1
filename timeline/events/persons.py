"""Which words stand for persons: names, nouns such as “baker”, and the pronouns of their gender."""

from collections.abc import Iterable, Sequence

from timeline.events.language import Words, is_noun, is_person, singular
from timeline.events.names import names
from timeline.events.tokens import Token

__all__ = [
    "acted_on",
    "are_alike",
    "gender_of",
    "has_first_name",
    "is_behind_participle",
    "is_no_person",
    "is_one_person",
    "person_before",
    "persons_among",
]


def acted_on(tokens: Sequence[Token], number: int, words: Words) -> str:
    """Return the “him” or “her” that a token is, "" for any other, such as that of “her house”."""
    lower, *after = [token.lower for token in tokens[number : number + 2]] or [""]
    owns = lower in words.possessives and any(map(is_noun, after))
    return lower if lower in words.object_pronouns & words.personal_pronouns and not owns else ""


def gender_of(pronoun: str, words: Words) -> frozenset[str]:
    """Return the pronouns of the same gender."""
    gender: frozenset[str] = words.masculine if pronoun in words.masculine else words.feminine
    return gender


def is_one_person(noun: str, words: Words) -> bool:
    """Return whether a lower-case noun is for one person: “mayor”, “baker”, but not “trawler”."""
    acts = singular(noun) == noun and is_person(noun) and noun not in words.vessels
    return noun in words.roles or acts


def are_alike(one: str, other: str, words: Words) -> bool:
    """Return whether two subjects can do the same, as far as their kinds tell: persons, ships, bodies.

    A name can do what anybody does, and one more can do what the first did: “a second (followed)”.
    """
    heads = [each.partition(" of ")[0].rpartition(" ")[2].lower() for each in (one, other)]
    if not all(map(is_noun, heads)) or other.partition(" ")[0].lower() in words.further:
        return True  # “the bank cut its price, and Norden followed”
    kinds = words.vessels, words.kinds | words.bodies | words.collectives
    nouns = [singular(head) for head in heads]
    persons = all(is_one_person(noun, words) or noun in words.persons for noun in nouns)
    return persons or nouns[0] == nouns[1] or any(kind.issuperset(nouns) for kind in kinds)


def is_behind_participle(tokens: Sequence[Token], number: int) -> bool:
    """Return whether a token stands behind the first comma and an opening participle: “Born here, (he) …”."""
    comma = next((i for i, token in enumerate(tokens[:number]) if token.text == ","), -1)
    return comma == number - 1 > 0 and bool(tokens[0].forms & {"VBN", "VBG"})


def has_first_name(name: str, words: Words) -> bool:
    """Return whether a name begins with a first name that tells the gender, and has another word."""
    first, _, last = name.lower().partition(" ")
    return bool(last) and first in words.masculine_names | words.feminine_names


def is_no_person(name: str, words: Words) -> bool:
    """Return whether it has a number or ends with what it names: “Highway 61”, “Velia Court”, “Lime Row”."""
    last = name.split()[-1].lower().rstrip(".")
    things = words.kinds | words.bodies | words.numbers | words.prizes | words.contests | words.sites
    return any(map(str.isdigit, name)) or last in things


def persons_among(
    tokens: Sequence[Token], numbers: Iterable[int], words: Words, proper: frozenset[str]
) -> list[str]:
    """Return the names of persons among tokens: of no place or body, and without an article."""
    return [
        name.text
        for name in names(tokens, numbers, words, proper)
        if not (name.is_place or is_no_person(name.text, words))
        and (not name.first or tokens[name.first - 1].lower not in words.articles)
    ]


def person_before(tokens: Sequence[Token], end: int, words: Words, center: str) -> str:
    """Return the person named before a token: one that “who” or a role points at, else the last full name.

    A name with an article can be that of a thing, so that the `center`, whom the text is about, is meant.
    """
    found = [name for name in names(tokens, range(end), words) if not name.is_place and " " in name.text]
    sure = [name for name in found if not name.first or tokens[name.first - 1].lower not in words.articles]
    if center and not sure:
        return center
    for name in reversed(found):
        following = [token.lower for token in tokens[name.last + 1 : name.last + 3]]
        if not words.person_relatives.isdisjoint(following):
            return name.text
    for name in reversed(found):
        if name.first and tokens[name.first - 1].lower.rstrip(".") in words.roles:
            return name.text
    return found[-1].text if found else center
