"""Which subjects still wait for their predicate where a form that can be a past tense or a participle stands.

Where none waits, the form is a participle: “he kept the letter sent in May”.
"""

from timeline.events import language
from timeline.events.contacts import contact_subject
from timeline.events.partly_read import PartlyRead
from timeline.events.verbgroup import VerbGroup
from timeline.events.wordforms import AHEAD

__all__ = ["is_before_main", "is_in_relative", "subject_waits"]

_FACED = 5  # words of whom somebody appears before


def subject_waits(sentence: PartlyRead, number: int) -> bool:
    """Whether no finite verb stands before the word in its clause, so that a subject waits for one."""
    words = sentence.words
    for position in range(number - 1, max(number - AHEAD, -1), -1):
        token = sentence.tokens[position]
        group = sentence.groups.get(position)
        if group and (sentence.is_contact(position) or _is_of_noun(sentence, group, number)):
            continue  # “the boat he bought in May sank”, “the boat the mayor bought in May burned”
        if group and group.is_finite and not _opens_speech(sentence, group):
            inside = is_in_relative(sentence, position, number) or _is_set_off(sentence, position, number)
            return inside or is_before_main(sentence, position, number)
        if token.lower in words.attributions:
            return False  # “since the war, according to a survey made in May”
        if _opens_gerund(sentence, position):
            return False  # “voted for it after rejecting an offer made in May”
        opens = token.lower in sentence.openers - {"and"} and not group and _opens_clause(sentence, position)
        if token.text in ";:—–" or opens:
            return True
        if token.lower == "and" and position and _is_complete(sentence, position - 1):
            return True  # “which the senate passed in March(,) and the president signed in April”
        follows = sentence.tokens[position + 1]
        if token.lower == "and" and _begins_clause(sentence, position):
            return True
        if (
            token.text == ","
            and number - position > 1
            and (follows.is_name or follows.lower in words.pronouns)
        ):
            return True  # “the strike is lost, Ana Torres and her deputy admitted at the harbour”
    return True


def _is_of_noun(sentence: PartlyRead, group: VerbGroup, number: int) -> bool:
    """Whether a noun opens the verb's relative clause, and a time ends it: “the mill (Lind got in May)”."""
    behind = sentence.tokens[group.last + 1 : number]
    leads = sentence.words.date_prepositions | {","}
    if not group.is_finite or group.passive or not all(t.is_time or t.lower in leads for t in behind):
        return False
    first = contact_subject(sentence.tokens, group.first, sentence.words)
    return first > 0 and all(i not in sentence.groups for i in range(first, group.first))


def _opens_clause(sentence: PartlyRead, opener: int) -> bool:
    """Whether a clause can follow what opens one: not in “because of”, “5 million, or 3 cents”."""
    following = sentence.tokens[opener + 1]
    faces = language.lemma(sentence.lower(opener - 1)) in sentence.words.facing
    near = sentence.tokens[opener + 1 : opener + 1 + _FACED]
    past = any("VBD" in each.forms and "VBN" not in each.forms and not each.is_name for each in near)
    if sentence.lower(opener) in sentence.words.facing_openers and faces and not past:
        return False  # “appeared before magistrates”
    other = sentence.lower(opener) in sentence.words.alternatives and any(map(str.isdigit, following.text))
    return following.lower != "of" and not other


def _begins_clause(sentence: PartlyRead, joint: int) -> bool:
    """Whether “and” joins no two nouns: “the bank failed, and its branches (closed in May)”.

    So it does before a time with a subject behind it: “it had failed, and on Monday its branches (closed)”.
    """
    words = sentence.words
    time = sentence.behind_date_preposition(joint + 1)
    if any(token.is_time for token in sentence.tokens[time : time + 1]):
        return _begins_subject(sentence, time + 1 + (sentence.lower(time + 1) == ","))
    begins = sentence.lower(_behind_place(sentence, joint + 1)) in words.determiners | words.possessives
    if not begins or joint < 2 or sentence.tokens[joint - 1].text != ",":
        return False
    verb = next((i for i in range(joint - 2, -1, -1) if i in sentence.groups), None)
    return verb is not None and not any(token.text == "," for token in sentence.tokens[verb : joint - 1])


def _behind_place(sentence: PartlyRead, number: int) -> int:
    """Return the token behind a place that opens a clause: “and in London the (bank closed)”."""
    if sentence.lower(number) not in sentence.words.settled_in:
        return number
    behind = number + 1
    while behind < len(sentence.tokens) and sentence.tokens[behind].is_name:
        behind += 1
    return behind if behind > number + 1 else number


def _begins_subject(sentence: PartlyRead, number: int) -> bool:
    """Whether a noun phrase begins behind a time, and does not go on with its verb."""
    words = sentence.words
    begins = sentence.lower(number) in words.determiners | words.possessives | words.numbers
    several = sentence.forms(number) <= {"VBZ"} or sentence.lower(number) in words.plurals  # “police”
    noun = sentence.is_plain_noun(number) and several  # “shops”
    return begins or noun or sentence.lower(number)[:1].isdigit()


def _opens_gerund(sentence: PartlyRead, number: int) -> bool:
    """Whether a gerund, which has no subject, begins behind a clause that has its verb."""
    words = sentence.words
    group = sentence.groups.get(number + 1)
    opens = sentence.lower(number) in words.subordinators | words.prepositions
    gerund = opens and group is not None and group.progressive and not group.is_finite
    return gerund and any(each.is_finite for first, each in sentence.groups.items() if first < number)


def _is_complete(sentence: PartlyRead, number: int) -> bool:
    """Whether a clause ends with the token: a time, or a passive (“shops were shut and boats stayed”)."""
    number -= number > 0 and sentence.tokens[number].text == ","
    passive = any(g.last == number and g.passive and g.is_finite for g in sentence.groups.values())
    return sentence.tokens[number].is_time or passive


def _opens_speech(sentence: PartlyRead, group: VerbGroup) -> bool:
    """Whether what was said can follow the verb: “said the mill closed”, not “warned in a letter”."""
    words = sentence.words
    says = words.saying - words.objects_said
    if group.lemma not in says or group.last + 2 >= len(sentence.tokens):
        return False
    if group.lemma in words.gerund_taking and "VBG" in sentence.forms(group.last + 1):
        return False  # “denied receiving a letter sent in May”
    adjunct = sentence.lower(group.last + 1) in words.prepositions
    return not adjunct or sentence.tokens[group.last + 2].is_time


def _end_of_insertion(sentence: PartlyRead, opener: int) -> int:
    """Return the comma that closes what is set off behind an opener, else that: “who, he said, had left”."""
    commas = (i for i in range(opener + 2, len(sentence.tokens)) if sentence.lower(i) == ",")
    return next(commas, opener) if sentence.lower(opener + 1) == "," else opener


def _is_set_off(sentence: PartlyRead, verb: int, number: int) -> bool:
    """Whether commas set off a participle with the verb's clause: “the pier, shut since it sank, opened”."""
    tokens, words = sentence.tokens, sentence.words
    opening = next((i for i in range(min(verb, number - 1) - 1, 0, -1) if tokens[i].text == ","), 0)
    group = sentence.groups.get(opening + 1)
    if not opening or tokens[number - 1].text != "," or group is None or group.is_finite or not group.passive:
        return False
    opens = any(sentence.lower(i) in words.subordinators for i in range(group.last + 1, verb))
    closed = all(tokens[i].text != "," for i in range(verb, number - 1))
    before = (each for first, each in sentence.groups.items() if first < opening)
    return opens and closed and not any(each.is_finite for each in before)


def is_before_main(sentence: PartlyRead, verb: int, number: int) -> bool:
    """Return whether the verb is that of a clause before the main one: “When rebels came, troops moved in”.

    Without a comma the main one begins behind a time: “When rebels came on 3 May the troops moved in”.
    """
    opener = 1 if sentence.tokens[0].is_time else 0  # “(Two days) after rebels came, troops moved in”
    opens = sentence.lower(opener) in sentence.words.subordinators
    first = not any(group.is_finite for start, group in sentence.groups.items() if start < verb)
    if not opens or not first:
        return False
    commas = sum(token.text == "," for token in sentence.tokens[verb:number])
    time = next((i for i in range(number - 1, verb, -1) if sentence.tokens[i].is_time), number)
    between = range(time + 1, number)
    plain = all(
        sentence.tokens[i].is_word and sentence.lower(i) not in sentence.openers and i not in sentence.groups
        for i in between
    )
    begins = len(between) > 0 and (_begins_subject(sentence, time + 1) or sentence.tokens[time + 1].is_name)
    return commas == 1 or (not commas and plain and begins)


def is_in_relative(sentence: PartlyRead, verb: int, number: int) -> bool:
    """Whether the verb belongs to a relative clause behind a subject that still waits for its own verb.

    “The abbot, who took his vows in May, resigned”; “imports that will be free of duty totalled”.
    """
    tokens, words = sentence.tokens, sentence.words
    opener = next((i for i in range(verb - 1, -1, -1) if tokens[i].lower in sentence.openers), None)
    if opener and tokens[opener].lower in words.subordinators and not tokens[opener - 1].is_mark:
        around = max((first for first, group in sentence.groups.items() if group.last < opener), default=0)
        return around > 0 and is_in_relative(sentence, around, number)  # “who left when it rained”
    if not opener or tokens[opener].lower not in words.relatives:
        return False
    says = [g.last for g in sentence.groups.values() if g.lemma in words.saying and g.last < opener]
    between = tokens[says[-1] + 1 : opener] if says else []
    if says and all(token.is_time or token.lower in words.date_prepositions for token in between):
        return False  # “said that”, “said on Monday that”
    first = _end_of_insertion(sentence, opener)
    inside = [start for start, group in sentence.groups.items() if first < start < verb and group.is_finite]
    if inside and any(tokens[i].text == "," for i in range(inside[0], verb)):
        return False  # “the fire, which began in May, has hit a mill built in 1950”
    closed = tokens[opener - 1].text == "," and tokens[number - 1].text == ","
    before = [
        start
        for start, group in sentence.groups.items()
        if start < opener and group.is_finite and not _opens_speech(sentence, group)
    ]
    if closed or (not before and tokens[opener - 1].text != ","):
        return True
    if not before and any(tokens[i].text == "," for i in range(verb, number)):
        return True  # “In the fire, which broke out in May, five people died”
    return bool(before) and is_in_relative(sentence, before[-1], number)  # “who owned the firm that sold it”
