"""Whether the subject of a title is one or several, as far as its words and its text tell."""

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import takewhile

from timeline.events.language import (
    Words,
    can_be_noun,
    is_adjective,
    is_agents,
    is_noun,
    singular,
    verb_forms,
)
from timeline.events.names import is_place
from timeline.events.persons import is_one_person

__all__ = ["Numbers"]

_PLURAL_NAME = re.compile(
    r"\b[Tt]he ((?:(?:[a-z]+|(?:[A-Z][\w-]+ ){0,2}[A-Z][\w-]+) )?[A-Z]\w+[^\Wsui]s)\b"
    r"(?! [A-Z]|['’])(?: ([a-z]+))?"
)
_DETERMINERS = r"\b(?:[Tt]he|[Aa]n?|[Tt]his|[Tt]hat|[Oo]ne|[Ee]ach|[Ee]very) "
_OF_COUNTRY = "ns"  # “Kenya”, “Kenyans”
_GENITIVES = ("'s", "’s", "s'", "s’")
_INNER_CAPITAL = re.compile(r"[a-z]\w*[A-Z]")  # “iTunes”
_LETTERS = re.compile(r"[A-Z]{2,}s")  # of an abbreviation, in the plural
_FIGURE = re.compile(r"\b([Tt]he |[Aa]n? )?(\d+)\b(?![,.]\d)((?: [a-z][\w-]*){0,2})")
_YEAR = re.compile(r"1\d{3}|20\d{2}")
_PERSONS = " who"
_CURRENCIES = frozenset("$£€")


class Numbers:
    """The numbers of the subjects in one text; `proper` are its words with a capital inside a sentence."""

    def __init__(self, text: str, proper: frozenset[str]) -> None:
        self._text = text
        self._proper = proper
        # “The Tigers” are several; “the Netherlands” are one.
        self._with_article = {pair for pair in _PLURAL_NAME.findall(text) if not is_place(pair[0])}

    @cached_property
    def _figures(self) -> frozenset[str]:
        """The figures that are names of things, not numbers of them: “the 300”, but not “the 300 rowers”."""
        named, counting = set(), set()
        for opener, figure, behind in _FIGURE.findall(self._text):
            nouns = takewhile(can_be_noun, behind.split())
            if behind.startswith(_PERSONS) or any(map(_is_plural_noun, nouns)):
                counting.add(figure)
            elif opener:
                named.add(figure)
        return frozenset(named - counting)

    def is_plural(self, phrase: str, words: Words) -> bool:
        """Return whether a subject calls for a plural verb."""
        if len(phrase.split()) > 2 and phrase.split()[-1] in words.than:
            phrase = " ".join(phrase.split()[:-2])  # “sales more than (doubled)”
        elif phrase.rpartition(" ")[2] in words.almost:
            phrase = phrase.rpartition(" ")[0]
        if phrase in self._figures:
            return False  # “the 300 first flies”
        if _are_named(phrase, words):
            return True
        share, _, whole = phrase.partition(" of ")
        part = share.rpartition(" ")[2].lower()
        if whole and part in words.fractions | words.shares:
            members = words.collectives.intersection(whole.split()) if part in words.plurals else ()
            several = members or whole.lower() in words.plural_pronouns  # “most of the crew leave”
            return bool(several) or self.is_plural(whole, words)
        _, owns, owned = phrase.replace("’", "'").partition("s' " if "s' " in phrase else "'s ")
        if owns and owned and phrase.split()[0].lower() in words.plurals:
            return self.is_plural(owned, words)  # “two people's boat”
        first = [] if _begins_with_year(phrase, words) else phrase.split()[:4]
        for word in first if "of" not in first[1:2] else first[:1]:
            if word[0] in _CURRENCIES and len(phrase.split()) - phrase.split().index(word) < 3:
                return False  # “nearly $60 million flows out”
            last = word.lower().rpartition("-")[2]
            if last != word.lower() and last not in words.numbers and not last.isdigit():
                continue  # “three-time winner”, not “thirty-two”
            if word.lower().split("-")[0] in words.plurals - words.uncounted or (
                word[:1].isdigit() and word != "1"
            ):
                return not (word[:1].isdigit() and ("-" in word or _is_compound(phrase, words)))
            if word.lower() not in words.quantifiers:
                break
        _, joint, second = phrase.partition(" and ")
        if joint and second.partition(" ")[0].lower() in words.determiners | words.plurals:
            return True  # “the government of Chad and two rebel groups”
        head: list[str] = []
        adverbial = _adverb_behind(phrase, words)
        for number, word in enumerate(phrase.split()):
            lower = word.lower().strip(",")
            if lower == "and":
                return not _is_one_body(phrase, words)
            if (lower in words.prepositions or number == adverbial) and head:
                if len(head) > 1 and _is_participle(head[-1]):
                    head.pop()  # “drones laden with”
                break
            head.append(word)
        while len(head) > 1 and (_tells_age(head, words) or _only_describes(head[-1])):
            head.pop()  # “a girl aged four”, “fighters loyal to”
        return bool(head) and self._is_plural_head(head, words)

    def _is_plural_head(self, head: Sequence[str], words: Words) -> bool:
        """Whether the noun that a subject is headed by, with the words before it, is plural."""
        last = head[-1]
        if self._is_plural_name(" ".join(head), words):
            return True
        is_firm = last[0].isupper() and len(head) > 1 and last.lower() in words.uncounted  # “Norden Media”
        if last.lower() in words.plurals and not is_firm:
            return True
        if last.lower() in words.invariant:
            counted = any(word.lower() in words.plurals for word in head)  # “first four aircraft”
            owned = len(head) > 1 and head[-2].endswith(_GENITIVES)  # “its aircraft”
            single = head[0].lower() in words.one or (
                len(head) > 1 and last[0].isupper()
            )  # “Norden Aircraft”
            return counted or owned or (not single and self._is_bare(" ".join(head)))
        if len(head) == 1 and (last.lower() in words.determiners_alone or _are_people(last, words)):
            return True  # “all aboard”
        if last[0].isupper() and _are_agents_before_name(head, words):
            return True  # “Champions Harlow”
        if last[0].isupper() and singular(last.lower()) in words.not_names - {last.lower()}:
            return True  # “Germans”, “Muslims”
        if last[0].isupper() and (len(head) > 1 or last in self._proper):
            return False
        if _INNER_CAPITAL.match(last):
            return False  # “iTunes”
        if _LETTERS.fullmatch(last):
            return True  # “MPs”
        return _is_plural_noun(last.rpartition("-")[2])

    def _is_plural_name(self, name: str, words: Words) -> bool:
        """Whether the text has a name in -s with an article: “the Tigers won”, but “the Paris offer”.

        Before the last word a town or an adjective can stand: “the Harbour Tigers”, “the ruling Tigers”. That
        must be the plural of a noun then, which it is not in “the late Torres”.
        """
        before, _, last = name.rpartition(" ")
        is_one = last.lower() in words.one_in_plural or is_one_person(before.lower(), words)
        if is_one or (before and not is_noun(singular(last.lower()))):
            return False
        same = {name, f"{before[:1].lower()}{before[1:]} {last}"}
        behind = (following for named, following in self._with_article if named in same)
        return any(not is_noun(each) or self._is_past(each, words) for each in behind)

    def _is_bare(self, phrase: str) -> bool:
        """Whether a noun phrase stands in the text, and has no determiner: “(Norwegian) aircraft”."""
        parts = f"[{phrase[0].lower()}{phrase[0].upper()}]{re.escape(phrase[1:])}"
        found = re.findall(rf"({_DETERMINERS})?\b{parts}\b", self._text)
        return bool(found) and not any(found)

    @staticmethod
    def _is_past(word: str, words: Words) -> bool:
        return "VBD" in verb_forms(word) and word not in words.base_nouns


def _are_agents_before_name(head: Sequence[str], words: Words) -> bool:
    """Whether a plural for persons stands right before a name of one word, which is that of their team."""
    noun = head[-2].lower() if len(head) > 1 else ""
    persons = words.roles | words.persons | words.competitors
    several = singular(noun) != noun and noun not in words.roles  # “Mrs”
    several = several and (singular(noun) in persons or is_agents(noun))
    return several and not can_be_noun(head[-1].lower())  # but “Teachers Union”


def _are_people(name: str, words: Words) -> bool:
    """Whether a name is that of a people: “Danes”, “Malawians”, “Kenyans”."""
    lower = name.lower()
    if name == lower:
        return False
    endings = tuple(each for each in words.people_endings if len(each) > 3 and each.endswith(_OF_COUNTRY))
    of_country = lower.endswith(_OF_COUNTRY) and is_place(lower.removesuffix(_OF_COUNTRY))
    return lower in words.peoples or of_country or lower.endswith(endings)


def _begins_with_year(phrase: str, words: Words) -> bool:
    """Whether the figures before one thing are its year: “1976 flood”, but “1976 houses”, “1976 staff”."""
    year, _, rest = phrase.partition(" ")
    head = list(takewhile(lambda word: word not in words.prepositions, rest.split()))[-1:]
    several = words.collectives | words.invariant | words.plurals
    return bool(_YEAR.fullmatch(year)) and any(
        (is_noun(noun) or noun in words.happenings) and singular(noun) == noun and noun not in several
        for noun in head
    )


def _are_named(phrase: str, words: Words) -> bool:
    """Whether it names several with what they are: “Presidents Ana Lind of Peru and Ole Berg of Chad”."""
    roles, names = phrase.split()[:1], phrase.split()[1:2]
    plural = any(singular(role.lower()) in words.roles - {role.lower()} for role in roles)
    return plural and roles[0].istitle() and any(map(str.istitle, names)) and " and " in phrase


def _tells_age(head: Sequence[str], words: Words) -> bool:
    """Whether a noun phrase ends with an age: “girl aged four”."""
    return not words.age_marks.isdisjoint(word.lower() for word in head[-2:])


def _only_describes(word: str) -> bool:
    return word.islower() and is_adjective(word) and not is_noun(word)


def _is_plural_noun(noun: str) -> bool:
    lower = noun.lower()
    if is_noun(lower) or is_noun(singular(lower)):
        return singular(lower) != lower  # “fishermen”, but “news”
    # With a capital it is a name: “Torres”.
    return is_agents(lower) or (
        noun == lower and lower.endswith("s") and not lower.endswith(("ss", "us", "is"))
    )


def _is_one_body(phrase: str, words: Words) -> bool:
    """Whether “and” stands inside the name of a body, or joins what it deals in: “oil and gas company”."""
    before, _, behind = phrase.partition(" and ")
    rest = behind.replace(" and ", " ").split()
    if not before or not rest:
        return False  # in a broken sentence
    first = before.split()[-1]
    agent = is_agents(f"{rest[-1]}s") and singular(rest[-1]) == rest[-1]
    if len(rest) > 1 and (rest[-1] in words.kinds or agent):
        makes = first in words.kinds | words.bodies | words.roles or is_agents(f"{first}s")
        told = all(can_be_noun(word) or "VBG" in verb_forms(word) for word in rest)  # “and brewing company”
        return first.islower() and not makes and told
    names = list(takewhile(str.istitle, rest))
    role = next((i for i, name in enumerate(names) if i > 1 and name.lower() in words.roles), len(names))
    if names[role - 1 : role] and names[role - 1].lower() in words.bodies:
        names = names[:role]  # “the Mills and Rivers Board Chairman Ole Berg”
    if len(names) > 1 and names[-1].lower() in words.bodies:
        return first.istitle() and can_be_noun(first.lower()) and all(can_be_noun(n.lower()) for n in names)
    parts = [before, *names]
    common = all(part.istitle() and can_be_noun(part.lower()) for part in parts)
    return common and len(parts) > 2 and not parts[-1].endswith("s")


def _is_participle(word: str) -> bool:
    return word.islower() and not is_noun(word) and (word.endswith("en") or "VBN" in verb_forms(word))


def _adverb_behind(phrase: str, words: Words) -> int:
    """Return the word of a noun phrase that tells behind its head where that is; 0 for none.

    It ends the phrase, or opens another: “the 18 people (aboard) a plane”, but “new home sales”.
    """
    parts = phrase.lower().split()
    opens = words.determiners | words.possessives | words.prepositions | words.numbers
    ends = (i for i, part in enumerate(parts) if part in words.directions and not is_noun(part))
    return next((i for i in ends if i and opens.issuperset(parts[i + 1 : i + 2])), 0)


def _is_compound(phrase: str, words: Words) -> bool:
    """Whether a number only measures the head: “30 million dollar yacht”."""
    last = phrase.split()[-1].lower()
    phrase = phrase.replace(" per cent ", " percent ")
    if _adverb_behind(phrase, words) or not words.prepositions.isdisjoint(phrase.lower().split()):
        return False
    return len(phrase.split()) > 2 and not last.endswith("s") and last not in words.plurals and is_noun(last)
