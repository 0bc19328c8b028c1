"""What a date beside a noun attaches to: the noun, where that names a happening, or the act of its clause."""

import re
from collections.abc import Sequence

from timeline.events.clauses import Clause
from timeline.events.language import Words
from timeline.events.noun_phrases import head, is_happening, opener
from timeline.events.tokens import Token
from timeline.events.verbgroup import Tense, VerbGroup

__all__ = ["is_day", "is_edition", "is_new_subject", "is_paper", "is_part", "is_setting", "takes_date"]


def takes_date(tokens: Sequence[Token], clause: Clause, number: int, noun: int, words: Words) -> bool:
    """Return whether a noun before a date has it, not the verb: “resigned after the talks on 3 May”."""
    behind = tokens[number + 1 : number + 2]
    taken = clause.verb is not None and clause.verb.lemma in words.phases | words.of_taking
    gerund = any("VBG" in token.forms for token in tokens[number + 2 : number + 3])
    if noun == number - 2 and behind and behind[0].lower == "of" and not (taken or gerund):
        return True  # “promised an inquiry into the collapse in June of the bank”
    if _leaves_to_verb(tokens, clause, number, noun, words):
        return False
    verb = clause.verb
    if verb is None:
        return True
    before = opener(tokens, noun, words)
    joint = next((i for i in range(noun, -1, -1) if tokens[i].lower == before), noun)
    if _is_of_taking_part(tokens, verb, number, joint, noun, words):
        return False
    if verb.tense is Tense.PERFECT and tokens[number - 1].lower in words.day_prepositions:
        # What “has been done” has no day: “has denied a role in the bombing on 3 May”.
        return any(tokens[i].lower in words.determiners | words.possessives for i in range(joint, noun))
    if before == "of" and _is_of_object(tokens, clause, number, noun, words):
        return False
    bare = tokens[noun - 1].lower == before  # “jailed for theft on Monday” names no one theft
    apart = before in words.settings and not is_day(tokens[number], words)
    if apart and _is_tried_for(tokens, clause, joint, noun, words):
        return True
    aimed = before in words.purposes and (bare or verb.lemma not in words.requiting)
    if aimed or _is_of_phrasal_verb(tokens, noun, verb, words):
        return False
    if before == "by" and verb.passive and verb.lemma in words.prompting:
        return True  # “a reform prompted by the murder of a guard on 3 May”
    return before in words.detaching | words.leading_to or _is_about_period(tokens, clause, words)


def _is_of_taking_part(
    tokens: Sequence[Token], verb: VerbGroup, number: int, joint: int, noun: int, words: Words
) -> bool:
    """Whether a day is that of what somebody did to a happening: “after winning the vote in May”.

    It can also be a part of the happening (“hosted a round of talks in May”); `joint` is the token that
    introduces the noun. Not so “after condemning the attack on 3 May” and “instead of joining the strike”.
    """
    of_day, of_part = (tokens[i].lower == "of" for i in (number - 1, joint))
    if joint < verb.first <= verb.last < noun:
        tells = words.saying | words.requiting | words.looking_back | words.plans | words.states
        acts = verb.lemma in words.partaking or not (of_day or verb.lemma in tells)
        return acts and tokens[joint - 1].lower not in words.replacing
    return verb.lemma in words.partaking and of_part and not of_day and verb.last < joint


def _leaves_to_verb(tokens: Sequence[Token], clause: Clause, number: int, noun: int, words: Words) -> bool:
    """Whether the verb takes a date that a noun of its complement could have too.

    It does where the noun is only a name (“won a stage of the Tour on Monday”), or where no preposition
    joins the two (“walked away from the talks last week”).
    """
    before, verb = opener(tokens, noun, words), clause.verb
    if verb is not None and verb.first <= noun <= verb.last:
        return True  # “is due to visit on Friday”
    if verb is None or verb.last > noun or before not in words.loosely_detaching:
        return False
    if tokens[noun].is_name or verb.lemma in words.leaving:
        return True
    punished = verb.lemma in words.requiting and tokens[noun].lower in words.happenings
    return tokens[number - 1].lower not in words.date_prepositions and not punished


def _is_about_period(tokens: Sequence[Token], clause: Clause, words: Words) -> bool:
    """Whether the subject is a time in which something was: “her year was marred by a fire in May”."""
    noun = head(tokens, clause.subject(), words)
    return noun is not None and tokens[noun].lower in words.periods | words.units | words.long_times


def is_setting(tokens: Sequence[Token], clause: Clause, number: int, noun: int, words: Words) -> bool:
    """Return whether the dated noun only says where the clause's act took place: “at a Monday meeting”."""
    if clause.verb is None:
        return False
    spoken = tokens[noun].lower in words.utterances and not tokens[noun].is_name
    gathered = tokens[noun].lower in words.gatherings and clause.verb.last < number
    if not (clause.verb.is_finite or (gathered and clause.verb.passive)):
        return False
    if tokens[number].text.isdigit() and not (
        spoken or gathered or _is_undergone(tokens, clause, noun, words)
    ):
        return False
    owner = tokens[number].is_possessive
    first = number if owner else number - 1
    of_day = owner and is_day(tokens[number], words) and clause.verb.tense is not Tense.PRESENT
    is_told = is_happening(tokens[noun].lower, words) or gathered or of_day
    opens = first > 0 and tokens[first - 1].lower in words.settings
    if first and is_told and tokens[first - 1].lower == "by":
        opens = _is_undergone(tokens, clause, noun, words)  # “was killed by the 1976 flood”
    if opens and _is_tried_for(tokens, clause, first - 1, noun, words):
        return False
    of_whole = first > 1 and tokens[first - 1].lower == "of" and _is_part_of_setting(tokens, first - 1, words)
    return is_told and (opens or of_whole) and not (owner and tokens[noun].is_name)


def _is_undergone(tokens: Sequence[Token], clause: Clause, noun: int, words: Words) -> bool:
    """Whether it happened in a happening, to whom it tells of: “was killed in the 1976 flood”."""
    verb = clause.verb
    if verb is None or not verb.last < noun or tokens[noun].lower not in words.happenings:
        return False
    suffers = verb.lemma in words.dying or (verb.passive and verb.lemma in words.results | words.suffering)
    return suffers and verb.tense in (Tense.PAST, Tense.PLUPERFECT)


def _is_part_of_setting(tokens: Sequence[Token], joint: int, words: Words) -> bool:
    """Whether what “of” stands behind is a part, or says where: “in the second half (of the match)”."""
    before = tokens[joint - 1].lower
    inside = before in words.phases_of and opener(tokens, joint, words) in words.settings
    return inside or before in words.parts


def is_edition(tokens: Sequence[Token], number: int, noun: int) -> bool:
    """Return whether a year is part of a name: “at the 2010 Winter Games”."""
    return tokens[noun].is_name and tokens[number].text.isdigit()


def is_new_subject(tokens: Sequence[Token], clause: Clause, number: int, noun: int, words: Words) -> bool:
    """Return whether a happening that is new to the reader did the act: “a 3 May fire killed two cooks”."""
    verb, date = clause.verb, tokens[number]
    if verb is None or verb.tense is not Tense.PAST or verb.passive:
        return False
    first = [number - 1, number, noun]
    if date.text.isdigit():  # “the 1976 flood killed two”
        return clause.subject()[:3] == first and verb.lemma in words.results
    opens = clause.subject()[:3] == first and tokens[number - 1].lower in words.indefinite
    exact = is_day(date, words) or any(map(str.isdigit, date.text))
    behind = tokens[verb.last + 1].lower if verb.last + 1 < len(tokens) else ""
    led = behind in words.goals  # “led to”: what it led to was later
    return opens and exact and not led and verb.lemma not in words.prompting | words.states


def is_part(tokens: Sequence[Token], clause: Clause, number: int, noun: int, words: Words) -> bool:
    """Return whether the dated noun is what the clause's act was a part of: “she won Saturday's race”."""
    verb = clause.verb
    taken = verb is not None and verb.last < number < noun and verb.lemma in words.partaking
    return taken and tokens[number].is_possessive


def is_paper(tokens: Sequence[Token], clause: Clause, number: int, noun: int, words: Words) -> bool:
    """Return whether the dated noun names the paper that told it: “first published in Sunday's Courier”."""
    verb = clause.verb
    says = verb is not None and verb.last < number and verb.lemma in words.issuing | words.saying
    apart = tokens[number - 1].lower in words.detaching  # “said after Sunday's Cup Final”
    return says and tokens[number].is_possessive and tokens[noun].is_name and not apart


def _is_of_object(tokens: Sequence[Token], clause: Clause, number: int, noun: int, words: Words) -> bool:
    """Whether a day is that of an act, not of a noun in its object: “began a series of strikes”.

    The object can be what somebody gets: “was handed a list of complaints”. What somebody only tells, or is
    punished for, leaves the day to the happening; not so what is still to come: “warned of storms on Friday”.
    """
    verb = clause.verb
    told = verb is not None and verb.tense in (Tense.PAST, Tense.PLUPERFECT)
    # “declared a state of siege on 3 May”, but “heard of the siege on 3 May”
    bare = tokens[noun - 1].lower == "of" and tokens[number - 1].lower in words.day_prepositions
    if verb is None or not told or not (is_day(tokens[number], words) or bare):
        return False
    if any(tokens[i].is_time for i in clause.tokens if i != number):
        return False
    joint = next((i for i in range(verb.last + 1, noun) if tokens[i].lower in words.prepositions), noun)
    if joint == verb.last + 1:
        return verb.lemma in words.foretelling and tokens[joint].lower == "of" and not verb.passive
    tells = verb.lemma in words.saying - words.pronouncing | words.requiting
    return tokens[joint].lower == "of" and not tells


def _is_of_phrasal_verb(tokens: Sequence[Token], noun: int, verb: VerbGroup, words: Words) -> bool:
    """Whether the noun is that of a verb with two particles: “led it away from the talks in May”."""
    joint = next((i for i in range(noun - 1, verb.last + 1, -1) if tokens[i].lower in words.prepositions), 0)
    apart = tokens[joint].lower in words.loosely_detaching
    return joint > 0 and apart and tokens[joint - 1].lower in words.away


def _is_tried_for(tokens: Sequence[Token], clause: Clause, joint: int, noun: int, words: Words) -> bool:
    """Whether a noun is the offence behind “in” (the token `joint`): “jailed in the May murder of”."""
    if tokens[joint].lower not in words.offence_prepositions or tokens[noun].lower not in words.offences:
        return False
    verb = clause.verb
    tried = verb is not None and verb.last < joint and verb.lemma in words.prosecuting
    return tried or tokens[joint - 1].lower in words.proceedings


def is_day(date: Token, words: Words) -> bool:
    """Return whether it is a day that is counted to: “last Friday's”, “yesterday's”."""
    return not words.day_names.isdisjoint(re.findall(r"\w+", date.lower))
