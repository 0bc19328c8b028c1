"""Who a clause is about, when it does not say so itself: pronouns, relatives, shared subjects."""

import re
from collections.abc import Sequence

from timeline.events.clauses import Clause, ClauseKind
from timeline.events.language import Words, can_be_noun, is_noun
from timeline.events.names import is_place, names
from timeline.events.phrases import inner, joined, noun_phrase, subject_phrase
from timeline.events.tokens import Token

__all__ = ["Context", "antecedent", "object_before", "subject_of", "with_owners"]

_PLURAL_NAME = re.compile(r"\b[Tt]he ([A-Z]\w+[^\Wsui]s)\b(?! [A-Z]|['’])")
_CLOSING_QUOTES = frozenset('”"')
_CURRENCIES = frozenset("$£€")
_INSIDE = re.compile(r"[a-z,] ([A-Z][\w-]+)")


class Context:
    """What the sentences so far were about.

    A pronoun is resolved only when one reading is left: it goes on with the subject of the sentence before,
    or that sentence names nobody else (centering: Grosz, Joshi and Weinstein, 1995). Else it stays.
    """

    def __init__(self, text: str) -> None:
        # Words with a capital inside a sentence: at the beginning of one they are names as well.
        self.proper = frozenset(_INSIDE.findall(text))
        # “The Tigers” are several; “the Netherlands” are one.
        self._plural_names = {name for name in _PLURAL_NAME.findall(text) if not is_place(name)}
        self.last: tuple[Sequence[Token], Sequence[Clause]] | None = None  # the sentence before
        self._persons: dict[str, str] = {}  # full names by their last word
        self._recent: list[list[str]] = []  # the persons of the sentences before, the last one first
        self._center = ""  # the person whom the last sentence was about
        self._pronoun = ""  # the pronoun by which it spoke of the center
        self._things: list[str] = []  # the subjects of the sentences before that are no persons
        self._kinds: set[str] = set()  # “company”, “bank”: what was told of so far
        self._bodies: dict[str, set[str]] = {}  # names of several words, by the last one in small letters

    def follow(self, tokens: Sequence[Token], clauses: Sequence[Clause], words: Words) -> None:
        """Take in a sentence."""
        self.last = (tokens, clauses)
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
        self._kinds |= {token.lower for token in tokens} & words.kinds
        self._recent = [list(dict.fromkeys(persons)), *self._recent][:2]
        is_quoted = end > 0 and tokens[end - 1].quoted  # what somebody calls “our firm” is no name for others
        is_thing = phrase and phrase.lower() not in words.pronouns and not is_quoted
        self._things = [phrase if is_thing else "", *self._things][:2]

    def _named(self, tokens: Sequence[Token], end: int, words: Words) -> list[str]:
        """Return the persons named before a token: full names, known last names, and names with a role."""
        persons = []
        for name in names(tokens, range(end), words, self.proper):
            before = tokens[name.first - 1].lower if name.first else ""
            begins = name.first - 1 - (before == ".")  # “Mr. Adler”
            before = tokens[begins].lower if begins >= 0 else ""
            role = before.rstrip(".") in words.roles
            if " " in name.text:
                self._bodies.setdefault(name.text.split()[-1].lower(), set()).add(name.text)
            if name.is_place or before in words.articles:
                continue  # “the Prix Goncourt” is no person
            if " " in name.text:
                last = name.text.split()[-1]
                self._persons.setdefault(last, name.text)
                self._persons.setdefault(f"-{last.rpartition('-')[2]}", name.text)  # “al-Masri”, “Masri”
                persons.append(name.text)
            elif name.text in self._persons:
                persons.append(self._persons[name.text])
            elif f"-{name.text}" in self._persons:
                persons.append(self._persons[f"-{name.text}"])
            elif role:
                persons.append(f"{joined(tokens, range(begins, name.first))} {name.text}")
        return persons

    def is_plural(self, phrase: str, words: Words) -> bool:
        """Return whether a subject calls for a plural verb."""
        first = phrase.split()[:4]
        for word in first if "of" not in first[1:2] else first[:1]:
            if word.lower() in words.plurals or (word[:1].isdigit() and word != "1"):
                return not (word[:1].isdigit() and ("-" in word or _is_compound(phrase, words)))
            if word.lower() not in words.quantifiers:
                break
        _, joint, second = phrase.partition(" and ")
        if joint and second.split()[0].lower() in words.determiners | words.plurals:
            return True  # “the government of Chad and two rebel groups”
        head: list[str] = []
        for word in phrase.split():
            lower = word.lower().strip(",")
            if lower == "and":
                return not _is_one_body(phrase)
            if lower in words.prepositions and head:
                break
            head.append(word)
        if not head:
            return False
        last = head[-1]
        if len(head) == 1 and last in self._plural_names:
            return True
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
        return thing if thing and self.stands_for(lower, thing, words) else pronoun

    def stands_for(self, pronoun: str, subject: str, words: Words) -> bool:
        """Return whether “it” or “they” can stand for a subject: not “it” for a person."""
        parts = subject.split()
        is_named = all(part[:1].isupper() for part in parts)
        is_person = parts[0].lower().rstrip(".") in words.roles or (
            1 < len(parts) < 5 and is_named and not parts[-1].isupper() and not is_noun(parts[-1].lower())
        )
        plural = self.is_plural(subject, words)
        if pronoun in words.plural_pronouns:
            return plural or (is_named and not is_person)  # “Norden Air said they would close”
        return not is_person and not plural

    def definite(self, noun: str, words: Words) -> str:
        """Return what “the store” stands for: “Norden Book Store”, when only one such name was read.

        “The airline”, when no other was told of, is the one that the sentence before was about.
        """
        found = self._bodies.get(noun.lower(), set())
        if len(found) == 1 and noun[1:].islower():
            return next(iter(found))
        before = self._things[0] if self._things else ""
        is_new = noun.lower() in words.kinds and noun.lower() not in self._kinds
        named = before and all(part[:1].isupper() for part in before.split())
        return before if is_new and named and self.stands_for("it", before, words) else noun

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


def _is_one_body(phrase: str) -> bool:
    """Whether “and” stands inside the name of a body: “Trade and Industry Board”."""
    before, _, behind = phrase.partition(" and ")
    parts = [before, *behind.split()]
    common = all(part.istitle() and can_be_noun(part.lower()) for part in parts)
    return common and len(parts) > 2 and not parts[-1].endswith("s")


def _is_compound(phrase: str, words: Words) -> bool:
    """Whether a number only measures the head: “30 million dollar yacht”."""
    last = phrase.split()[-1].lower()
    if not words.prepositions.isdisjoint(phrase.lower().split()):
        return False
    return len(phrase.split()) > 2 and not last.endswith("s") and last not in words.plurals and is_noun(last)


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
    numbers = _behind_quotation(tokens, clause, words) or _before_verb(tokens, clause)
    own = subject_phrase(tokens, numbers, words)
    last = own.rpartition(" ")[2]
    if last.lower() in words.pronouns - words.determiners:
        own = last  # “the ships they sold”: a relative clause without a word to open it
    if clause.kind is ClauseKind.RELATIVE and clause.opener in words.owning_relatives and own:
        owner = antecedent(tokens, clause, words)
        return f"{_genitive(owner, words, context)} {own}" if owner else own
    if clause.kind is ClauseKind.RELATIVE and not own:
        return antecedent(tokens, clause, words)
    if clause.kind is ClauseKind.PARTICIPLE and clause.verb is not None:
        if clause.verb.progressive and clause.parent is not None:
            return subject_of(tokens, clause.parent, words, context)
        if clause.tokens[0] == 0 and clause.parent is not None:
            return subject_of(tokens, clause.parent, words, context)  # “Freed in May, she left”
        return antecedent(tokens, clause, words)
    if not own and clause.parent is not None:
        of_parent = subject_of(tokens, clause.parent, words, context)
        above = clause.parent.parent
        return of_parent or (subject_of(tokens, above, words, context) if above else "")
    announced = clause.verb is not None and clause.verb.passive and clause.verb.lemma in words.saying
    if own.lower() in words.thing_pronouns and announced and clause.kind is ClauseKind.SUBORDINATE:
        return antecedent(tokens, clause, words)  # “for the jet since it was announced”
    if own.lower() in words.pronouns:
        return _who(tokens, numbers[0], own, clause, words, context)
    owner, _, rest = own.partition(" ")
    if owner.lower() in words.possessives and rest:
        who = _who(tokens, numbers[0], owner, clause, words, context)
        named = who.lower() not in words.pronouns | words.possessives
        return f"{_genitive(who, words, context)} {rest}" if named else rest[:1].upper() + rest[1:]
    is_definite = any(tokens[number].lower == "the" for number in numbers[:-1])
    return context.definite(own, words) if is_definite and not rest else own


def with_owners(
    heading: str, tokens: Sequence[Token], clause: Clause, subject: str, words: Words, context: Context
) -> str:
    """Return a title with the names of those whose something is, where its subject cannot be meant.

    “Drones hit his house” → “Drones hit Ben Adler's house”; in “Adler leaves his house” nothing is unclear.
    `subject` is "" where the title is only a noun.
    """
    parts = heading.split(" ")
    for position, part in enumerate(parts[:-1]):
        lower = part.lower()
        if lower not in words.owners or not is_noun(parts[position + 1].lower()):
            continue
        inside = position < len(subject.split())
        plural = context.is_plural(subject, words) if subject else False
        if subject and not inside and plural == (lower in words.plural_pronouns):
            continue
        if subject and not inside and not plural and lower in words.plural_pronouns:
            continue  # a firm and “their” plan
        number = next((i for i in clause.tokens if tokens[i].lower == lower), clause.tokens[0])
        who = _who(tokens, number, part, clause, words, context)
        if who.lower() not in words.pronouns | words.possessives and who not in heading:
            parts[position] = _genitive(who, words, context)
        elif position > 1 and parts[position - 1] == "of" and inside:
            del parts[position - 1 : position + 1]  # “three of their friends” → “three friends”
            break
    return " ".join(parts)


def _genitive(who: str, words: Words, context: Context) -> str:
    """Return “Ana Torres's”, “the banks'”."""
    return f"{who}'" if who.endswith("s") and context.is_plural(who, words) else f"{who}'s"


def _behind_quotation(tokens: Sequence[Token], clause: Clause, words: Words) -> list[int]:
    """Return the subject behind a verb of saying: “It is marble,” said Rolf Berg."""
    verb = clause.verb
    if verb is None or verb.lemma not in words.saying or verb.first != verb.last or not verb.first:
        return []
    if tokens[verb.first - 1].text not in _CLOSING_QUOTES:
        return []
    following: list[int] = []
    for number in range(verb.last + 1, len(tokens)):
        token = tokens[number]
        if not token.is_word or token.is_time or token.lower in words.prepositions - {"of"}:
            break
        following.append(number)
    return following


def _before_verb(tokens: Sequence[Token], clause: Clause) -> list[int]:
    numbers = clause.subject()
    opens = clause.opener and numbers and tokens[numbers[0]].lower == clause.opener
    return numbers[1:] if opens else numbers


def object_before(tokens: Sequence[Token], clause: Clause, words: Words) -> str:
    """Return what stands before a relative clause as its object: “(the ship) that they sold”.

    With the preposition if there is one: “(the crash) in which they died” → “in the crash”.
    """
    numbers = _before_verb(tokens, clause)
    first = clause.tokens[0]
    if not numbers or clause.verb is None:
        return ""
    if clause.kind is not ClauseKind.RELATIVE:
        last = numbers[-1]
        if tokens[last].lower not in words.pronouns - words.determiners or last == numbers[0]:
            return ""
        return inner(tokens, _phrase_before(tokens, last, clause, words), words)
    if not first or clause.opener not in words.object_relatives or not subject_phrase(tokens, numbers, words):
        return ""
    preposition = tokens[first - 1].lower
    if preposition in words.prepositions:
        phrase = _phrase_before(tokens, first - 1, clause, words)
        fits = phrase and preposition not in words.subordinators | {"of"}
        return f"{preposition} {inner(tokens, phrase, words)}" if fits else ""
    following = clause.verb.last + 1
    after = tokens[following] if following < len(tokens) else None
    has_object = after and (after.is_name or after.lower in words.determiners | words.object_pronouns)
    if has_object or clause.verb.passive:
        return ""  # “on the ground that they had urged him”
    return antecedent(tokens, clause, words, keep_article=True)


def _who(
    tokens: Sequence[Token], number: int, pronoun: str, clause: Clause, words: Words, context: Context
) -> str:
    """Return what a pronoun or possessive of the clause stands for, itself when that is not clear.

    A person is the only one named before in the sentence, a thing or group the subject of a clause that this
    one hangs on; else what the sentences before were about.
    """
    lower = pronoun.lower()
    if lower in words.personal_pronouns:
        persons = {
            name.text
            for name in names(tokens, range(number), words, context.proper)
            if not name.is_place and (not name.first or tokens[name.first - 1].lower not in words.articles)
        }
        return persons.pop() if len(persons) == 1 else context.resolve(pronoun, words)
    parent = clause.parent
    while parent is not None and lower in words.thing_pronouns:
        subject = subject_of(tokens, parent, words, context) if parent.verb else ""
        plain = subject and words.pronouns.isdisjoint(subject.lower().split())
        if plain and context.stands_for(lower, subject, words):
            return subject
        taken = _object_of(tokens, parent, words)
        if plain and taken and context.stands_for(lower, taken, words):
            return taken  # “troops took the town after it had fallen”
        parent = parent.parent
    return context.resolve(pronoun, words)


def _object_of(tokens: Sequence[Token], clause: Clause, words: Words) -> str:
    """Return the object right behind a clause's verb, when it begins with an article or is a name."""
    taken: list[int] = []
    for number in range(clause.verb.last + 1 if clause.verb else len(tokens), len(tokens)):
        token = tokens[number]
        if not token.is_word or token.lower in words.prepositions | words.coordinators | words.subordinators:
            break
        taken.append(number)
    begins = taken and (tokens[taken[0]].is_name or tokens[taken[0]].lower in words.articles)
    return subject_phrase(tokens, taken, words) if begins else ""


def antecedent(tokens: Sequence[Token], clause: Clause, words: Words, *, keep_article: bool = False) -> str:
    """Return the noun phrase right before a relative or participle."""
    end = clause.tokens[0]
    while end > 0 and not tokens[end - 1].is_word:
        if tokens[end - 1].is_time or any(map(str.isdigit, tokens[end - 1].text)):
            break
        end -= 1
    phrase = _phrase_before(tokens, end, clause, words)
    if keep_article:
        return inner(tokens, phrase, words)
    return subject_phrase(tokens, phrase, words)


def _phrase_before(tokens: Sequence[Token], end: int, clause: Clause, words: Words) -> list[int]:
    """Return the numbers of the noun phrase that ends before the token `end`."""
    verb = clause.parent.verb if clause.parent is not None else None
    border = verb.last + 1 if verb is not None and verb.last < end else 0
    first = end
    while first > border and end - first < 8:
        token = tokens[first - 1]
        if token.is_time or not (token.is_word or token.text[0].isdigit() or token.text[0] in _CURRENCIES):
            break
        is_name = first > 1 and tokens[first - 2].is_name  # “the Ministry of Defence, which”
        counts = first > 1 and tokens[first - 2].lower in words.plurals  # “dozens of people who”
        borders = words.prepositions - {"of"} if is_name or counts else words.prepositions
        if token.lower in borders | words.coordinators | words.relatives:
            break
        if token.forms & {"VB", "VBD", "VBZ"} and not token.is_name and not can_be_noun(token.lower):
            break
        first -= 1
        if token.lower in words.determiners and first and tokens[first - 1].lower != "of":
            break
    phrase = list(range(first, end))
    before = tokens[first - 1].lower if first > border + 1 else ""
    if not phrase or before not in words.complement_prepositions | words.locatives | words.purposes:
        return phrase
    # “the head of security, who”, “a dealer in Bristol, who”, “a fine of 300 dollars, which”: the first noun
    is_person = len(phrase) > 1 and all(tokens[number].is_name for number in phrase)
    leads = clause.opener in words.person_relatives and not is_person
    is_name = all(tokens[number].is_name for number in phrase)
    if is_name and not leads:  # “the Party for Justice, which”, “the museum at Lodz, opened”
        within = before in words.name_connectors and tokens[first - 2].is_name
        leads = within or before in words.settled_in
    if leads or (clause.opener and tokens[first].text[0].isdigit()):
        return [*_phrase_before(tokens, first - 1, clause, words), first - 1, *phrase]
    return phrase
