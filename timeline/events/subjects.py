"""Who a clause is about, when it does not say so itself: pronouns, relatives, shared subjects."""

import re
from collections.abc import Sequence

from timeline.events.clauses import Clause, ClauseKind
from timeline.events.language import Words, can_be_noun
from timeline.events.names import names
from timeline.events.phrases import noun_phrase, subject_phrase
from timeline.events.tokens import Token

__all__ = ["Context", "subject_of"]

_INSIDE = re.compile(r"[a-z,] ([A-Z][\w-]+)")


class Context:
    """What the sentences so far were about.

    A pronoun is resolved only when one reading is left: it goes on with the subject of the sentence before,
    or that sentence names nobody else (centering: Grosz, Joshi and Weinstein, 1995). Else it stays.
    """

    def __init__(self, text: str) -> None:
        # Words with a capital inside a sentence: at the beginning of one they are names as well.
        self.proper = frozenset(_INSIDE.findall(text))
        self._persons: dict[str, str] = {}  # full names by their last word
        self._recent: list[list[str]] = []  # the persons of the sentences before, the last one first
        self._center = ""  # the person whom the last sentence was about
        self._pronoun = ""  # the pronoun by which it spoke of the center
        self._things: list[str] = []  # the subjects of the sentences before that are no persons

    def follow(self, tokens: Sequence[Token], clauses: Sequence[Clause], words: Words) -> None:
        """Take in a sentence."""
        verb = clauses[0].verb
        phrase = subject_phrase(tokens, clauses[0].subject(), words) if verb else ""
        end = verb.first if verb else 0
        persons = self._named(tokens, len(tokens), words)
        pronoun = phrase.lower() if phrase.lower() in words.personal_pronouns else ""
        if pronoun:
            resolved = self.resolve(phrase, words)
            self._center = "" if resolved == phrase else resolved
            persons = [*([self._center] if self._center else []), *persons]
        else:
            named = self._named(tokens, end, words)
            self._center = named[0] if named else ""
        self._pronoun = pronoun
        self._recent = [list(dict.fromkeys(persons)), *self._recent][:2]
        is_thing = phrase and phrase.lower() not in words.pronouns and not self._center
        self._things = [phrase if is_thing else "", *self._things][:2]

    def _named(self, tokens: Sequence[Token], end: int, words: Words) -> list[str]:
        """Return the persons named before a token: full names, known last names, and names with a role."""
        persons = []
        for name in names(tokens, range(end), words, self.proper):
            role = name.first > 0 and tokens[name.first - 1].lower.rstrip(".") in words.roles
            if name.is_place:
                continue
            if " " in name.text:
                self._persons.setdefault(name.text.split()[-1], name.text)
                persons.append(name.text)
            elif name.text in self._persons:
                persons.append(self._persons[name.text])
            elif role:
                persons.append(f"{tokens[name.first - 1].text} {name.text}")
        return persons

    def is_plural(self, phrase: str, words: Words) -> bool:
        """Return whether a subject calls for a plural verb."""
        first = phrase.split()[:4]
        for word in first if "of" not in first[1:2] else first[:1]:
            if word.lower() in words.plurals or (word[:1].isdigit() and word != "1"):
                return True
            if word.lower() not in words.quantifiers:
                break
        head: list[str] = []
        for word in phrase.split():
            lower = word.lower().strip(",")
            if lower == "and":
                return True
            if lower in words.prepositions and head:
                break
            head.append(word)
        if not head:
            return False
        last = head[-1]
        if last.lower() in words.plurals or head[0].lower() in words.plurals:
            return True
        if last[0].isupper() and (len(head) > 1 or last in self.proper or not can_be_noun(last.lower())):
            return False
        return last.endswith("s") and not last.endswith(("ss", "us", "is"))

    def resolve(self, pronoun: str, words: Words) -> str:
        """Return what a pronoun stands for, or the pronoun when more than one reading is left."""
        lower = pronoun.lower()
        if lower in words.personal_pronouns:
            if self._center and self._pronoun == lower:
                return self._center
            named = next((persons for persons in self._recent if persons), [])
            return named[0] if len(named) == 1 else pronoun
        if lower not in words.thing_pronouns:
            return pronoun
        thing = next((thing for thing in self._things if thing), "")
        return thing if thing and self.is_plural(thing, words) == (lower in words.plurals) else pronoun

    def owner(self, tokens: Sequence[Token], noun: int, words: Words) -> str | None:
        """Return who a possessive before the noun stands for: in “until his death”, the person named last."""
        position = noun - 1
        while position >= 0 and tokens[position].is_word and tokens[position].lower not in words.possessives:
            if tokens[position].lower in words.prepositions | words.determiners:
                return None
            position -= 1
        if position < 0 or tokens[position].lower not in words.possessives:
            return None
        if tokens[position].lower in words.personal_pronouns:
            return _person(tokens, position, words) or self._center or None
        if position > 1 and tokens[position - 1].lower in words.detaching:
            phrase = noun_phrase(tokens, position - 2, words)
            thing = subject_phrase(tokens, phrase, words) if tokens[position - 2].is_word else ""
            if thing and tokens[position - 2].lower not in words.pronouns:
                return thing  # “sold by the shop since its launch”
        before = names(tokens, range(position), words)
        return before[-1].text if before else next(iter(self._things), "") or None


def _person(tokens: Sequence[Token], end: int, words: Words) -> str:
    """Return the person named before a token: one that “who” or a role points at, else the last full name."""
    found = [name for name in names(tokens, range(end), words) if not name.is_place and " " in name.text]
    for name in reversed(found):
        following = [token.lower for token in tokens[name.last + 1 : name.last + 3]]
        if not words.person_relatives.isdisjoint(following):
            return name.text
    for name in reversed(found):
        if name.first and tokens[name.first - 1].lower.rstrip(".") in words.roles:
            return name.text
    return found[-1].text if found else ""


def subject_of(tokens: Sequence[Token], clause: Clause, words: Words, context: Context) -> str:
    """Return the subject to write in a title of the clause, "" when there is none."""
    numbers = clause.subject()
    if clause.opener and numbers and tokens[numbers[0]].lower == clause.opener:
        numbers = numbers[1:]
    own = subject_phrase(tokens, numbers, words)
    last = own.rpartition(" ")[2]
    if last.lower() in words.pronouns - words.determiners:
        own = last  # “the ships they sold”: a relative clause without a word to open it
    if clause.kind is ClauseKind.RELATIVE and (clause.opener in words.subject_relatives or not own):
        return _antecedent(tokens, clause, words)
    if clause.kind is ClauseKind.PARTICIPLE and clause.verb is not None:
        if clause.verb.progressive and clause.parent is not None:
            return subject_of(tokens, clause.parent, words, context)
        return _antecedent(tokens, clause, words)
    if not own and clause.parent is not None:
        return subject_of(tokens, clause.parent, words, context)
    if own.lower() in words.pronouns:
        before = names(tokens, range(numbers[0]), words) if own.lower() in words.personal_pronouns else []
        persons = {name.text for name in before if not name.is_place}
        return persons.pop() if len(persons) == 1 else context.resolve(own, words)
    owner, _, rest = own.partition(" ")
    return rest[:1].upper() + rest[1:] if owner.lower() in words.possessives else own


def _antecedent(tokens: Sequence[Token], clause: Clause, words: Words) -> str:
    """Return the noun phrase right before a relative or participle."""
    end = clause.tokens[0]
    while end > 0 and not tokens[end - 1].is_word:
        if tokens[end - 1].is_time:
            break
        end -= 1
    first = end
    while first > 0 and tokens[first - 1].is_word and end - first < 8:
        token = tokens[first - 1]
        if first == end and can_be_noun(token.lower):
            first -= 1  # “figures” and “update” are nouns here, whatever else they can be
            continue
        is_name = first > 1 and tokens[first - 2].is_name  # “the Ministry of Defence, which”
        borders = words.prepositions - {"of"} if is_name else words.prepositions
        if token.lower in borders or token.lower in words.coordinators:
            break
        if token.forms & {"VB", "VBD", "VBZ"} and not token.is_name and not can_be_noun(token.lower):
            break
        if (
            token.forms & {"VBD", "VB", "VBZ"}
            and not token.is_name
            and token.lower not in words.prepositions
            and not _after_determiner(tokens, first - 1, words)
        ):
            break
        first -= 1
    return subject_phrase(tokens, list(range(first, end)), words)


def _after_determiner(tokens: Sequence[Token], number: int, words: Words) -> bool:
    return number > 0 and (tokens[number - 1].lower in words.determiners or tokens[number - 1].is_name)
