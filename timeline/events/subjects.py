"""Who a clause is about, when it does not say so itself: pronouns, relatives, shared subjects."""

from collections.abc import Sequence
from itertools import takewhile

from timeline.events.antecedents import antecedent, name_before, phrase_before
from timeline.events.clauses import Clause, ClauseKind, clause_around
from timeline.events.contacts import second_noun
from timeline.events.context import Context
from timeline.events.impersonal import is_impersonal
from timeline.events.language import Words, is_noun, singular
from timeline.events.noun_phrases import is_happening
from timeline.events.persons import persons_among
from timeline.events.phrases import inner, is_of_name, joined, subject_phrase
from timeline.events.salience import object_of
from timeline.events.tokens import CLOSING_QUOTES, Token
from timeline.events.unnamed import person_above
from timeline.events.verbgroup import VerbGroup

__all__ = ["has_object", "head_of", "object_before", "object_of", "subject_of", "with_owners"]

_BEFORE_SENTENCE = (":", ";")  # “About Norden: founded in 2004, the firm …”


def subject_of(tokens: Sequence[Token], clause: Clause, words: Words, context: Context) -> str:
    """Return the subject to write in a title of the clause, "" when there is none."""
    numbers = _behind_quotation(tokens, clause, words) or _before_verb(tokens, clause, words)
    own = subject_phrase(tokens, numbers, words)
    last = own.rpartition(" ")[2]
    second = second_noun(tokens, numbers, words)
    if last.lower() in words.subject_pronouns:
        own = last  # “the ships they sold”: a relative clause without a word to open it
    elif second and clause.kind is not ClauseKind.COORDINATE:
        return ""  # two verbs read as one clause
    elif second:
        own = subject_phrase(tokens, [number for number in numbers if number >= second], words)
    if clause.kind is ClauseKind.RELATIVE and clause.opener in words.owning_relatives and own:
        return _owned(own, tokens, clause, words, context)
    if clause.kind is ClauseKind.RELATIVE and not own:
        measure = joined(tokens, _measure(tokens, clause, words))
        return " ".join(filter(None, (antecedent(tokens, clause, words), measure)))
    part, _, relative = own.rpartition(" of ")
    if clause.kind is ClauseKind.RELATIVE and part and relative.lower() == clause.opener:
        return _part_of(part, antecedent(tokens, clause, words, keep_article=True), words)
    if clause.kind is ClauseKind.PARTICIPLE and clause.verb is not None:
        if clause.parent is not None and _is_of_subject(tokens, clause, words):
            return subject_of(tokens, clause.parent, words, context)
        return antecedent(tokens, clause, words)
    if not own and clause.parent is not None:
        of_parent = subject_of(tokens, clause.parent, words, context)
        above = clause.parent.parent
        return of_parent or (subject_of(tokens, above, words, context) if above else "")
    announced = clause.verb is not None and clause.verb.passive and clause.verb.lemma in words.saying
    if own.lower() in words.thing_pronouns and announced and clause.kind is ClauseKind.SUBORDINATE:
        return antecedent(tokens, clause, words)  # “for the jet since it was announced”
    if own.lower() == "it" and is_impersonal(tokens, clause, words):
        return own  # “it emerged that”
    if own.lower() in words.determiners_alone:
        return context.some(own, words)
    if own.isdigit() or own.lower() in words.cardinals:
        around = subject_of(tokens, clause.parent, words, context) if clause.parent else ""
        return context.of_counted(own, around, words)
    if own.lower() in words.pronouns:
        return _who(tokens, numbers[0], own, clause, words, context)
    owner, _, rest = own.partition(" ")
    if owner.lower() in words.possessives and rest:
        who = _who(tokens, numbers[0], owner, clause, words, context)
        vague = words.pronouns | words.possessives | words.numbers | words.determiners
        # But “the two met; their plan”, “all of its deposits were frozen, and its doors closed”.
        named = who.lower() not in vague and words.possessives.isdisjoint(who.lower().split())
        return f"{_genitive(who, words, context)} {rest}" if named else rest[:1].upper() + rest[1:]
    is_definite = any(tokens[number].lower == "the" for number in numbers[:-1])
    return context.definite(own, words) if is_definite and not rest else own


def _owned(own: str, tokens: Sequence[Token], clause: Clause, words: Words, context: Context) -> str:
    """Return “Ana's brother”, “four of the gang's members” of “whose brother”, “four of whose members”."""
    owner = antecedent(tokens, clause, words)
    part, _, rest = own.partition(f" of {clause.opener} ")
    if owner and rest:
        whole = antecedent(tokens, clause, words, keep_article=True)
        return f"{part} of {_genitive(whole, words, context)} {rest}"
    return f"{_genitive(owner, words, context)} {own}" if owner else own


def _is_of_subject(tokens: Sequence[Token], clause: Clause, words: Words) -> bool:
    """Whether a participle has the subject of the clause around it, and not the noun before it."""
    first, above = clause.tokens[0], clause.parent
    if clause.verb is not None and clause.verb.progressive:
        return True
    if first > 0 and tokens[first - 1].lower in words.subordinators:
        return True  # “before being sold”
    begin = next((i + 1 for i in range(first - 1, -1, -1) if tokens[i].text in _BEFORE_SENTENCE), 0)
    if all(token.lower in words.adverbs for token in tokens[begin:first]):
        return True  # “(First) sold in May, it left”
    before = next((i for i in range(first - 1, -1, -1) if not tokens[i].lower.endswith("ly")), 0)
    joins = first > 0 and tokens[before].lower in words.coordinators  # “passed in May and signed in June”
    return joins and above is not None and above.kind is ClauseKind.PARTICIPLE


def head_of(subject: str, words: Words) -> str:
    """Return the head of a subject: a full name, or the noun before “of …”."""
    before = list(takewhile(lambda word: word.lower() not in words.prepositions, subject.split()))
    if not before or before[-1].islower():
        return "".join(before[-1:])
    return " ".join(reversed(list(takewhile(lambda word: word[0].isupper(), reversed(before)))))


def with_owners(
    heading: str, tokens: Sequence[Token], clause: Clause, subject: str, words: Words, context: Context
) -> str:
    """Return a title with the names of those whose something is, where its subject cannot be meant.

    “Drones hit his house” → “Drones hit Ben Adler's house”; in “Adler leaves his house” nothing is unclear.
    `subject` is "" where the title is only a noun.
    """
    parts = heading.split(" ")
    some = words.numbers | words.one | words.plurals | words.determiners_alone | words.fractions
    for position, part in enumerate(parts[:-1]):
        lower = part.lower()
        if lower not in words.owners or (position and not is_noun(parts[position + 1].lower())):
            continue  # “saw her leave”, but “Her new plan is rejected”
        inside = position < len(subject.split())
        plural = context.numbers.is_plural(subject, words) if subject else False
        several = lower in words.plural_pronouns
        owns = not (_happens(subject, words) and (several or lower in words.personal_pronouns))
        if subject and not inside and owns and (several or not plural):
            continue  # also a firm and “their” plan, but not “the fire ruined their farm”
        number = next((i for i in clause.tokens if tokens[i].lower == lower), clause.tokens[0])
        who = _who(tokens, number, part, clause, words, context)
        named = words.possessives.isdisjoint(who.lower().split()) and who.lower() not in words.pronouns
        of_some = inside and position > 1 and parts[position - 1] == "of"
        counted = of_some and parts[position - 2].lower() in (words.numbers | words.one) - words.fractions
        if named and who not in heading and not (counted and who.split()[-1].islower()):
            begins = who.split(" ")[0]
            if position and begins not in context.proper and is_noun(begins.lower()):
                who = who[:1].lower() + who[1:]  # “Rebels held it. A raid killed their leader”
            owner = f"{who}'" if several and who.endswith("s") else _genitive(who, words, context)
            parts[position] = owner if position else owner[:1].upper() + owner[1:]
        elif parts[position + 1].lower() in words.collectives:
            continue  # “two of its crew”
        elif of_some and (parts[position - 2].lower() in some or parts[position - 2][0].isdigit()):
            del parts[position - 1 : position + 1]  # “three of their friends” → “three friends”
            if parts[position - 2].lower() in words.one:
                parts[position - 1] = singular(parts[position - 1])  # “one of her songs” → “one song”
            break
    return " ".join(parts)


def _happens(subject: str, words: Words) -> bool:
    """Whether a subject is a happening, to which nothing of somebody's belongs."""
    head = head_of(subject, words)
    return head.islower() and is_happening(head, words)


def _part_of(part: str, whole: str, words: Words) -> str:
    """Return “two of the guards”, “two guards” of guards: “guards, two of whom (left)”."""
    first = whole.split(" ")[0]
    if not first.islower() or first in words.determiners | words.possessives:
        return f"{part} of {whole}"
    counts = part.lower() in words.plurals | words.quantifiers and first not in words.plurals
    return f"{part} {whole}" if counts else f"{part} of the {whole}"


def _genitive(who: str, words: Words, context: Context) -> str:
    """Return “Ana Torres's”, “the banks'”."""
    last = who.split(" ")[-1]
    is_plural = context.numbers.is_plural(who, words) or (last.islower() and singular(last) != last)
    return f"{who}'" if who.endswith("s") and is_plural else f"{who}'s"


def _behind_quotation(tokens: Sequence[Token], clause: Clause, words: Words) -> list[int]:
    """Return the subject behind a verb of saying: “It is marble,” said Rolf Berg."""
    verb = clause.verb
    if verb is None or verb.lemma not in words.saying or verb.first != verb.last or not verb.first:
        return []
    if tokens[verb.first - 1].text not in CLOSING_QUOTES:
        return []
    following: list[int] = []
    for number in range(verb.last + 1, len(tokens)):
        token = tokens[number]
        spoken = token.is_word or is_of_name(tokens, number, words)
        if not spoken or token.is_time or token.lower in words.prepositions - {"of"}:
            break
        following.append(number)
    return following


def _measure(tokens: Sequence[Token], clause: Clause, words: Words) -> list[int]:
    """Return what only says how far a relative clause is true: “shares, which (more than) doubled”."""
    last = clause.subject()[-2:] if clause.kind is ClauseKind.RELATIVE else []
    if joined(tokens, last).lower() in words.exceeding:
        return last
    return last[-1:] if last and tokens[last[-1]].lower in words.almost else []


def _before_verb(tokens: Sequence[Token], clause: Clause, words: Words) -> list[int]:
    measure = _measure(tokens, clause, words)
    numbers = [number for number in clause.subject() if number not in measure]
    opens = clause.opener and numbers and tokens[numbers[0]].lower == clause.opener
    second = [i for i in range(2, min(3, len(numbers))) if tokens[numbers[i]].lower == clause.opener == "as"]
    return numbers[second[0] + 1 if second else 1 :] if opens else numbers  # “as soon as trading began”


def object_before(tokens: Sequence[Token], clause: Clause, words: Words) -> str:
    """Return what stands before a relative clause as its object: “(the ship) that they sold”.

    With the preposition if there is one: “(the crash) in which they died” → “in the crash”.
    """
    if clause.verb is None:
        return ""
    numbers, first = _before_verb(tokens, clause, words), clause.tokens[0]
    if not numbers and clause.opener in words.adding and clause.parent is not None:
        shared = clause.parent.kind is ClauseKind.RELATIVE and not has_object(tokens, clause.verb, words)
        what = object_before(tokens, clause.parent, words) if shared else ""
        loose = what.split(" ")[0] in words.prepositions
        return "" if loose or clause.verb.passive else what  # “which he bought in May and sold in June”
    if not numbers:
        return ""
    if clause.kind is not ClauseKind.RELATIVE:
        coordinate = clause.kind is ClauseKind.COORDINATE
        last = (second_noun(tokens, numbers, words) if coordinate else 0) or numbers[-1]
        pronoun = tokens[last].lower in words.subject_pronouns
        if not (pronoun or last < numbers[-1]) or last == numbers[0]:
            return ""
        if tokens[numbers[0]].lower in words.prepositions | words.manners:
            return ""  # “against orders he went back”, “how it ended”
        return inner(tokens, phrase_before(tokens, last, clause, words), words)
    is_object = not clause.opener or clause.opener in words.object_relatives & {tokens[first].lower}
    if first and _is_of_truth(tokens, clause, first - 1, words):
        return ""  # “it is true that he left”, “there is no doubt that he left”
    if not first or not is_object or not subject_phrase(tokens, numbers, words):
        return ""
    preposition = tokens[first - 1].lower
    if preposition in words.prepositions:
        set_off = first > 1 and tokens[first - 2].text == ","  # “Ana Torres, with whom”
        phrase = phrase_before(tokens, first - 1 - set_off, clause, words)
        fits = phrase and preposition not in words.subordinators | {"of"}
        return f"{preposition} {inner(tokens, phrase, words)}" if fits else ""
    if clause.verb.passive or has_object(tokens, clause.verb, words):
        return ""  # “on the ground that they had urged him”, “the fact that they sold shares”
    return antecedent(tokens, clause, words, keep_article=True)


def _is_of_truth(tokens: Sequence[Token], clause: Clause, number: int, words: Words) -> bool:
    """Whether “that” opens what is so or not: behind “true”, or behind “there is” and “doubt”."""
    lower = tokens[number].lower
    above = clause.parent.verb if clause.parent is not None else None
    exists = above is not None and above.lemma == "be" and tokens[above.first - 1].lower == "there"
    return lower in words.verities or (exists and singular(lower) in words.announcing)


def has_object(tokens: Sequence[Token], verb: VerbGroup, words: Words) -> bool:
    """Return whether an object stands right behind a verb, or behind the infinitive with which it goes on."""
    following = verb.last + 1
    infinitive = tokens[following : following + 2]
    if len(infinitive) == 2 and infinitive[0].lower == "to" and "VB" in infinitive[1].forms:
        following += 2
    after = tokens[following] if following < len(tokens) else None
    if after is None:
        return False
    closed = words.prepositions | words.adverbs | words.directions | words.coordinators | words.subordinators
    closed |= words.adverbial_particles  # “the bill it had put forward”
    plain = after.is_small and "VBG" not in after.forms and after.lower not in closed and is_noun(after.lower)
    return plain or after.is_name or after.lower in words.determiners | words.object_pronouns


def _who(
    tokens: Sequence[Token], number: int, pronoun: str, clause: Clause, words: Words, context: Context
) -> str:
    """Return what a pronoun or possessive of the clause stands for, itself when that is not clear.

    A person is the only one named before in the sentence, a thing or group the subject of a clause that this
    one hangs on; else what the sentences before were about.
    """
    lower = pronoun.lower()
    if lower in words.personal_pronouns:
        return _which_person(tokens, number, pronoun, clause, words, context)
    parent = clause.parent
    while parent is not None and lower in words.thing_pronouns:
        subject = subject_of(tokens, parent, words, context) if parent.verb else ""
        plain = subject and words.pronouns.isdisjoint(subject.lower().split())
        if parent.kind is ClauseKind.RELATIVE and parent.opener in words.person_relatives:
            subject = ""  # “who left the firm when it was sold”
        taken = object_of(tokens, parent, words)
        # What is done to it was done to the object before: “they rejected the plan; it was approved in May”.
        verb = clause.verb
        parallel = clause.kind is ClauseKind.COORDINATE and verb is not None and verb.passive
        parallel = parallel or (verb is not None and _comes_into_force(tokens, verb, words))
        for told in (
            (taken, subject) if parallel and parent.verb and not parent.verb.passive else (subject, taken)
        ):
            if plain and told and context.stands_for(lower, told, words):
                return told  # “troops took the town after it had fallen”
        part = _last_part(subject, words)
        if plain and part and lower in words.plural_pronouns and context.numbers.is_plural(part, words):
            return part  # “trading in the bonds resumed, and their value fell”
        parent = parent.parent
    again = _acted_on_again(tokens, clause, words, context) if lower in words.thing_pronouns else ""
    return again if again and context.stands_for(lower, again, words) else context.resolve(pronoun, words)


def _acted_on_again(tokens: Sequence[Token], clause: Clause, words: Words, context: Context) -> str:
    """Return what was acted on in the sentence before and is told of again; "" for none.

    To it the same is done (“fined the bank. It was fined in 2018”), or it comes into force: “passed a law. It
    takes effect in May”.
    """
    verb = clause.verb
    if context.last is None or verb is None or clause.kind is not ClauseKind.MAIN:
        return ""
    before_tokens, (before, *_) = context.last
    if before.verb is None or before.verb.passive:
        return ""
    again = verb.passive and before.verb.lemma == verb.lemma
    told = again or _comes_into_force(tokens, verb, words)
    return object_of(before_tokens, before, words) if told else ""


def _comes_into_force(tokens: Sequence[Token], verb: VerbGroup, words: Words) -> bool:
    """Whether it tells of what was made: “they passed a law; it took effect in May”."""
    behind = [token.lower for token in tokens[verb.last + 1 : verb.last + 3]]
    said = {" ".join([verb.lemma, *behind[:count]]) for count in (1, 2)}
    return not words.effective.isdisjoint(said)


def _which_person(
    tokens: Sequence[Token], number: int, pronoun: str, clause: Clause, words: Words, context: Context
) -> str:
    """Return whom a pronoun stands for, as `_who` does."""
    lower = pronoun.lower()
    before = range(_behind_participle(tokens, clause), number)
    named = persons_among(tokens, before, words, context.proper)
    if clause.kind is ClauseKind.RELATIVE:
        # “Jean, whom he married”, “Norden, a firm he sold”
        meant = antecedent(tokens, clause, words), object_before(tokens, clause, words)
        named = [name for name in named if not any(each.endswith(name) for each in meant)]
    persons = set(named)
    # In “Berg chose him, and he left” he need not be Berg.
    other = any(_is_object(tokens, i, lower, words) for i in range(number))
    only = len(persons) == 1 and not other
    verb = clause.verb
    speaks = verb is not None and verb.lemma in words.saying and tokens[verb.first - 1].lower == lower
    who = context.speakers.meant_by(lower, words) if speaks else ""
    if not who and len(persons) > 1 and clause.kind is ClauseKind.COORDINATE and not other:
        # “the bank's owner, Ana Ruiz, fled; she was caught in May”
        above = subject_of(tokens, clause.parent, words, context) if clause.parent else ""
        if any(above.endswith(name) for name in named):
            who = named[-1] if above.endswith(named[-1]) else pronoun
    if not who:
        who = persons.pop() if only else context.resolve(pronoun, words, is_beside_name=bool(named))
    if who == pronoun and clause.parent is not None and named and not other:
        above = subject_of(tokens, clause.parent, words, context)
        # Of his own deeds somebody speaks as “he”; in “Berg jailed Lind before he died” Berg need not.
        spoken = named if clause.kind is ClauseKind.COMPLEMENT else named[-1:]
        tells = clause.parent.verb is not None and clause.parent.verb.lemma in words.telling
        if not (tells and len(named) > 1):  # “Berg told Lind that he was free”
            who = next((name for name in spoken if above.endswith(name)), pronoun)
    # “defended (his plan), drawn up in May”: it stands before
    owned = tokens[number].lower != lower and who == pronoun
    around = clause_around(clause)
    if not named and not other and around and (owned or clause.kind is ClauseKind.SUBORDINATE):
        above = subject_of(tokens, around, words, context)
        who = person_above(tokens, clause, above, lower, words) or who
    return pronoun if _is_acted_on(tokens, number, who, clause) else who


def _last_part(subject: str, words: Words) -> str:
    """Return what the last preposition of a subject adds, without its article: “trading in (the) bonds”."""
    parts = subject.split()
    first = max((i for i, part in enumerate(parts) if part.lower() in words.prepositions), default=len(parts))
    return " ".join(part for part in parts[first + 1 :] if part.lower() not in words.articles)


def _is_object(tokens: Sequence[Token], number: int, pronoun: str, words: Words) -> bool:
    """Whether a token is the object that a pronoun can stand for, too: “him” before “he”."""
    lower = tokens[number].lower
    gender = words.masculine if pronoun in words.masculine else words.feminine
    if lower == pronoun or lower not in gender & words.object_pronouns:
        return False
    owns = lower in words.possessives and number + 1 < len(tokens) and is_noun(tokens[number + 1].lower)
    return not owns  # “her (house)”


def _is_acted_on(tokens: Sequence[Token], subject: int, who: str, clause: Clause) -> bool:
    """Whether a name stands behind the subject in its own clause: in “he met Ana Lind” he is not Ana Lind."""
    last = who.split()[-1]
    behind = [number for number in clause.tokens if number > subject]
    for number in behind:
        if tokens[number].is_name and tokens[number].text == last:
            named = joined(tokens, [*name_before(tokens, number), number])
            return who.endswith(named) or named.endswith(who)  # in “Ana Lind met Ole Lind” they are two
    return False


def _behind_participle(tokens: Sequence[Token], clause: Clause) -> int:
    """Return where a clause begins before which a participle stands, whose subject it has.

    No pronoun of it is somebody whom the participle names: “Signed from Harb Town, he left”.
    """
    opens = clause.kind is ClauseKind.MAIN and clause.tokens[0] > 0 and tokens[0].forms & {"VBN", "VBG"}
    return clause.tokens[0] if opens else 0
