"""Who a clause is about, when it does not say so itself: pronouns, relatives, shared subjects."""

from collections.abc import Sequence
from itertools import takewhile

from timeline.events.clauses import Clause, ClauseKind
from timeline.events.context import Context, is_no_person
from timeline.events.language import Words, can_be_noun, is_noun, singular
from timeline.events.names import names
from timeline.events.phrases import inner, subject_phrase
from timeline.events.tokens import Token

__all__ = ["antecedent", "head_of", "object_before", "subject_of", "with_objects", "with_owners"]

_CLOSING_QUOTES = frozenset('”"')
_CURRENCIES = frozenset("$£€")
_BEFORE_AGE = (",", "(")
_BEFORE_SENTENCE = (":", ";")  # “About Norden: founded in 2004, the firm …”
_BEFORE_HOME = ("of", "from")


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
        first, above = clause.tokens[0], clause.parent
        begin = next((i + 1 for i in range(first - 1, -1, -1) if tokens[i].text in _BEFORE_SENTENCE), 0)
        if above is not None and all(token.lower in words.adverbs for token in tokens[begin:first]):
            return subject_of(tokens, above, words, context)  # “(First) sold in May, it left”
        joins = first > 0 and tokens[first - 1].lower in words.coordinators
        if joins and above is not None and above.kind is ClauseKind.PARTICIPLE:
            return subject_of(tokens, above, words, context)  # “passed in May and signed in June”
        return antecedent(tokens, clause, words)
    if not own and clause.parent is not None:
        of_parent = subject_of(tokens, clause.parent, words, context)
        above = clause.parent.parent
        return of_parent or (subject_of(tokens, above, words, context) if above else "")
    announced = clause.verb is not None and clause.verb.passive and clause.verb.lemma in words.saying
    if own.lower() in words.thing_pronouns and announced and clause.kind is ClauseKind.SUBORDINATE:
        return antecedent(tokens, clause, words)  # “for the jet since it was announced”
    if own.lower() == "it" and _is_impersonal(tokens, clause, words):
        return own  # “it emerged that”
    if own.lower() in words.determiners_alone:
        return context.some(own, words)
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


def head_of(subject: str, words: Words) -> str:
    """Return the head of a subject: a full name, or the noun before “of …”."""
    before = list(takewhile(lambda word: word.lower() not in words.prepositions, subject.split()))
    if not before or before[-1].islower():
        return "".join(before[-1:])
    return " ".join(reversed(list(takewhile(lambda word: word[0].isupper(), reversed(before)))))


def _is_impersonal(tokens: Sequence[Token], clause: Clause, words: Words) -> bool:
    verb = clause.verb
    if verb is not None and verb.lemma in words.becoming and not verb.passive:
        after = verb.last + 1  # “it became legal in May to fly one”
        goes_on = (i for i in clause.tokens if i > after and tokens[i].lower == "to" and i + 1 < len(tokens))
        adjective = after < len(tokens) and can_be_noun(tokens[after].lower)
        return adjective and any("VB" in tokens[i + 1].forms for i in goes_on)
    if verb is None or verb.lemma not in words.impersonal:
        return False
    behind = tokens[verb.last + 1].lower if verb.last + 1 < len(tokens) else ""
    return verb.lemma not in words.turning or behind in words.away  # “it turned out that”


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
        named = words.possessives.isdisjoint(who.lower().split()) and who.lower() not in words.pronouns
        if named and who not in heading:
            parts[position] = _genitive(who, words, context)
        elif position > 1 and parts[position - 1] == "of" and inside:
            del parts[position - 1 : position + 1]  # “three of their friends” → “three friends”
            break
    return " ".join(parts)


def with_objects(
    heading: str, tokens: Sequence[Token], clause: Clause, subject: str, words: Words, context: Context
) -> str:
    """Return a title with the names of the persons acted on: “Berg hits her” → “Berg hits Ana Brandt”.

    That is nobody whom the subject names.
    """
    parts = heading.split(" ")
    for position, part in enumerate(parts[1:], 1):
        lower = part.lower()
        if lower not in words.personal_pronouns & words.object_pronouns or lower in subject.lower().split():
            continue
        if position + 1 < len(parts) and is_noun(parts[position + 1].lower()):
            continue  # “her house”
        number = next((i for i in clause.tokens if tokens[i].lower == lower), clause.tokens[0])
        named = names(tokens, range(number), words, context.proper)
        persons = {name.text for name in named if not name.is_place}
        others = {name for name in persons if set(name.split()).isdisjoint(subject.split())}
        who = context.acted_on(lower, others, words)
        if set(who.split()).isdisjoint(heading.split()):
            parts[position] = who
    return " ".join(parts)


def _genitive(who: str, words: Words, context: Context) -> str:
    """Return “Ana Torres's”, “the banks'”."""
    last = who.split(" ")[-1]
    is_plural = context.is_plural(who, words) or (last.islower() and singular(last) != last)
    return f"{who}'" if who.endswith("s") and is_plural else f"{who}'s"


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
        if tokens[numbers[0]].lower in words.prepositions:
            return ""  # “against orders he went back”
        return inner(tokens, _phrase_before(tokens, last, clause, words), words)
    is_object = not clause.opener or clause.opener in words.object_relatives
    if not first or not is_object or not subject_phrase(tokens, numbers, words):
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
            for name in names(
                tokens, range(_behind_participle(tokens, clause), number), words, context.proper
            )
            if not (name.is_place or is_no_person(name.text, words))
            and (not name.first or tokens[name.first - 1].lower not in words.articles)
        }
        if clause.kind is ClauseKind.RELATIVE:
            persons.discard(antecedent(tokens, clause, words))  # “Jean, whom he married”
        verb = clause.verb
        speaks = verb is not None and verb.lemma in words.saying and tokens[verb.first - 1].lower == lower
        who = context.spoken_by(lower, words) if speaks else ""
        if not who:
            who = persons.pop() if len(persons) == 1 else context.resolve(pronoun, words)
        return pronoun if _is_acted_on(tokens, number, who, clause) else who
    parent = clause.parent
    while parent is not None and lower in words.thing_pronouns:
        subject = subject_of(tokens, parent, words, context) if parent.verb else ""
        plain = subject and words.pronouns.isdisjoint(subject.lower().split())
        if parent.kind is ClauseKind.RELATIVE and parent.opener in words.person_relatives:
            subject = ""  # “who left the firm when it was sold”
        taken = _object_of(tokens, parent, words)
        # What is done to it was done to the object before: “they rejected the plan; it was approved in May”.
        parallel = clause.kind is ClauseKind.COORDINATE and clause.verb is not None and clause.verb.passive
        for told in (
            (taken, subject) if parallel and parent.verb and not parent.verb.passive else (subject, taken)
        ):
            if plain and told and context.stands_for(lower, told, words):
                return told  # “troops took the town after it had fallen”
        parent = parent.parent
    return context.resolve(pronoun, words)


def _is_acted_on(tokens: Sequence[Token], subject: int, who: str, clause: Clause) -> bool:
    """Whether a name stands behind the subject in its own clause: in “he met Ana Lind” he is not Ana Lind."""
    last = who.split()[-1]
    behind = (tokens[number] for number in clause.tokens if number > subject)
    return any(token.is_name and token.text == last for token in behind)


def _behind_participle(tokens: Sequence[Token], clause: Clause) -> int:
    """Return where a clause begins before which a participle stands, whose subject it has.

    No pronoun of it is somebody whom the participle names: “Signed from Harb Town, he left”.
    """
    opens = clause.kind is ClauseKind.MAIN and clause.tokens[0] > 0 and tokens[0].forms & {"VBN", "VBG"}
    return clause.tokens[0] if opens else 0


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
    named = _before_age(tokens, end)
    phrase = _name_before(tokens, named) if named < end else _phrase_before(tokens, end, clause, words)
    if not phrase and end and tokens[end - 1].is_time and clause.kind is ClauseKind.RELATIVE:
        return _counted_from(tokens[end - 1], words)
    if keep_article:
        return inner(tokens, phrase, words)
    return subject_phrase(tokens, phrase, words)


def _before_age(tokens: Sequence[Token], end: int) -> int:
    """Return where a name ends whose age, and perhaps home, is set off: “Ana Ruiz, 31, (of Leeds,) who”."""
    for number in range(end - 1, max(end - 7, 1), -1):
        token = tokens[number]
        is_age = token.text.isdigit() and not token.is_time and tokens[number - 1].text in _BEFORE_AGE
        if is_age and tokens[number - 2].is_name:
            return number - 1
        if not (token.is_name or token.text == "," or token.lower in _BEFORE_HOME):
            break
    return end


def _name_before(tokens: Sequence[Token], end: int) -> list[int]:
    first = end
    while first > 0 and tokens[first - 1].is_name:
        first -= 1
    return list(range(first, end))


def _counted_from(time: Token, words: Words) -> str:
    """Return what a time counts from: “(the day after the) raid, which was on Monday”, "" for none."""
    parts = time.text.split()
    borders = words.subordinators | words.prepositions
    last = max((i for i, part in enumerate(parts) if part.lower() in borders), default=len(parts))
    return " ".join(part for part in parts[last + 1 :] if part.lower() not in words.articles)


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
        borders = words.prepositions - {"of", "per"} if is_name or counts else words.prepositions - {"per"}
        if token.lower in borders | words.coordinators | words.relatives:
            break
        opens = first > 1 and tokens[first - 2].lower in words.prepositions | words.determiners
        is_participle = opens and first < end and "VBN" in token.forms  # “a tax on bottled wine, which”
        is_verb = token.forms & {"VB", "VBD", "VBZ"} and not token.is_name and not can_be_noun(token.lower)
        if is_verb and not is_participle:
            break
        first -= 1
        if token.lower in words.determiners and first and tokens[first - 1].lower != "of":
            break
    phrase = list(range(first, end))
    before = tokens[first - 1].lower if first > border + 1 else ""
    if not phrase or before not in words.complement_prepositions | words.locatives | words.purposes:
        return phrase
    extended = _phrase_before(tokens, first - 1, clause, words)
    is_name = all(tokens[number].is_name for number in phrase)
    comma = "," in (tokens[clause.tokens[0]].text, tokens[clause.tokens[0] - 1].text)
    chain = before == "of" or (before in words.purposes | {"to"} and _is_of_chain(tokens, extended))
    shares = words.fractions | words.plurals | words.quantifiers
    whole = not any(tokens[number].lower in shares for number in extended)  # “part of the fund, which”
    takes_time = clause.verb is not None and clause.verb.lemma in words.phases
    is_new = tokens[first].lower in words.indefinite and not takes_time  # what “begins” is no thing
    is_named = any(tokens[number].is_name for number in phrase) and not takes_time
    # What has no article is nothing that one can speak of: “a tax on wine, repealed in May”.
    kind = before in words.aims and tokens[first].lower not in words.determiners and not is_named
    if comma and (chain or kind) and whole and not (is_named or is_new):
        return [*extended, first - 1, *phrase]  # “a freight version of the van, announced in May”
    if comma and _is_of_agreement(tokens, extended, clause, words):
        return [*extended, first - 1, *phrase]  # “the suit against the bank, filed in May”
    # “the head of security, who”, “a dealer in Bristol, who”, “a fine of 300 dollars, which”: the first noun
    is_person = len(phrase) > 1 and all(tokens[number].is_name for number in phrase)
    leads = clause.opener in words.person_relatives and not is_person and before not in words.partners
    if is_name and not leads:  # “the Party for Justice, which”, “the museum at Lodz, opened”
        within = before in words.name_connectors and tokens[first - 2].is_name
        leads = within or before in words.settled_in
    if leads or (clause.opener and tokens[first].text[0].isdigit()):
        return [*extended, first - 1, *phrase]
    return phrase


def _is_of_agreement(tokens: Sequence[Token], phrase: Sequence[int], clause: Clause, words: Words) -> bool:
    """Whether a noun phrase is headed by what is agreed, filed or published, as the clause tells of it."""
    done = clause.verb is not None and clause.verb.passive and clause.verb.lemma in words.done_to_agreements
    before = takewhile(lambda number: tokens[number].lower not in words.prepositions, phrase)
    last = "".join(tokens[number].lower for number in list(before)[-1:])
    return done and singular(last) in words.agreed_upon | words.papers


def _is_of_chain(tokens: Sequence[Token], phrase: Sequence[int]) -> bool:
    """Whether a noun phrase is itself that of another: “development of a successor (to the van)”."""
    return any(tokens[number].lower == "of" for number in phrase)
