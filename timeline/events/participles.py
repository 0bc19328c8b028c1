"""Which of the forms that can be a past tense are participles.

The rules are those by which a reader tells “rockets fired at the base hit a hangar” (participle, past) from
“rebels fired at the base” (past).
"""

from timeline.events import language
from timeline.events.contacts import contact_behind, contact_subject
from timeline.events.noun_phrases import is_happening
from timeline.events.partly_read import PartlyRead
from timeline.events.predicates import subject_waits
from timeline.events.set_off import (
    finite_after_comma,
    finite_behind_day,
    follows_adjunct,
    goes_on_behind_apposition,
    is_in_apposition,
    is_in_set_off_phrase,
    is_one_of_deeds,
)
from timeline.events.sure_participles import describes_surely, is_called
from timeline.events.timeless import is_adjectival
from timeline.events.tokens import CLOSING_QUOTES, Token
from timeline.events.wordforms import (
    finite_ahead,
    has_no_passive,
    is_finite,
    lacks_object,
    opens_with_participle,
)

__all__ = ["is_participle"]

_SETTING_OFF = frozenset([",", "—", "–"])
_ABSOLUTE = 7  # tokens from “with” to the participle of “with both of its gates shut”


def is_participle(sentence: PartlyRead, number: int) -> bool:
    """Whether a form that can be a past tense is a participle."""
    tokens, words = sentence.tokens, sentence.words
    if "VBN" not in tokens[number].forms:
        return False
    if not number:
        return opens_with_participle(sentence)
    if sentence.lower(number) == "said" and sentence.lower(number + 1) != "to":
        return False  # “…,” Ana Torres, the manager, said on Monday
    opener = sentence.lower(number - 1)
    if opener in sentence.words.subordinators and opener != "as" and _begins_adjunct(sentence, number + 1):
        return True  # “although built in 1950”: no subject stands between
    if opener in words.subject_pronouns and (
        opener not in words.object_pronouns or sentence.lower(number - 2) in _SETTING_OFF
    ):
        return False  # “the mill he founded in 1990, …”, “the mill, it turned out, was sold”
    if describes_surely(sentence, number):
        return True
    if _is_added(sentence, number) or _ends_clause(sentence, number) or _has_shifted_object(sentence, number):
        return False
    if sentence.behind_adverbs(number) == 0 and sentence.is_adverb(sentence.lower(0)):
        return opens_with_participle(sentence, number)  # “First sketched in 1980, it opened”
    if _takes_what_follows(sentence, number) or _has_contact_subject(sentence, number):
        return False
    before = tokens[sentence.behind_adverbs(number)]
    if before.text in CLOSING_QUOTES and not before.quoted and number > 1:
        before = tokens[number - 2]  # “a "plan" designed for them”
    if before.text == "," and goes_on_behind_apposition(sentence, number):
        return False  # “Ana Torres, a nurse, closed the ward in May, sold it and left”
    set_off = before.text in _SETTING_OFF and not has_no_passive(sentence, number)
    if set_off and finite_after_comma(sentence, number, before.text):
        return True  # “the moon, first named S-90, was seen”, but “its owner, Norden, pulled out after …”
    if _is_before_verb(sentence, number):
        return True
    if is_called(sentence, number) or _is_in_absolute(sentence, number):
        return True
    if lacks_object(sentence, number) and (
        not subject_waits(sentence, number) or _is_told_of(sentence, number)
    ):
        return True  # “songs for the men killed and the women”
    return _takes_adjunct(sentence, number, before)


def _takes_what_follows(sentence: PartlyRead, number: int) -> bool:
    """Whether an object or a clause stands right behind that only a finite verb can have."""
    words, following = sentence.words, sentence.lower(number + 1)
    if following in words.reflexives:
        return True  # “a clerk shot himself in May”
    behind = sentence.lower(number + 2)
    if following in words.particles and behind == "what":
        return True  # “a flood swept away what was left”
    phrasal = f"{language.lemma(sentence.lower(number))} {following}"
    known = phrasal in words.saying_phrasal | words.phrasal_verbs
    if (known or following in words.particles & words.away) and behind in words.articles:
        return True  # “they carried out the raid”, but “a boat sent down the river sank”
    if following == "that" and _says(sentence, number) and sentence.tokens[number - 1].text == ",":
        return True  # “the mayor, Ana Torres, said that”
    return _introduces_told(sentence, number)


def _has_contact_subject(sentence: PartlyRead, number: int) -> bool:
    """Whether it is the verb of a relative clause that nothing opens: “the bridge the army built fell”."""
    tokens, words = sentence.tokens, sentence.words
    if contact_subject(tokens, number, words) and (
        finite_ahead(sentence, number + 1) or finite_after_comma(sentence, number, ",")
    ):
        return True  # “the bridge the army built in 1944 fell”, “Norden, a firm the army built, failed”
    governing = next((g.last for g in reversed(sentence.groups.values()) if g.is_finite), number)
    return bool(contact_behind(tokens, number, governing, words))  # “they saw the bridge the army built”


def _is_in_absolute(sentence: PartlyRead, number: int) -> bool:
    """Whether it tells with “with” and its noun how something is: “came home with the legs tied”."""
    words = sentence.words
    reach = range(number - 2, max(number - _ABSOLUTE, -1), -1)
    opener = next((i for i in reach if sentence.lower(i) in words.attending), None)
    if opener is None or sentence.lower(number - 1) in words.coordinators:
        return False  # “came with a guest and sang”
    closed = words.prepositions | words.subordinators | words.relatives
    for position in range(opener + 1, number):
        lower = sentence.lower(position)
        if not sentence.tokens[position].is_word or position in sentence.groups:
            return False
        if lower in closed and lower != "of":
            return False
    begins = sentence.lower(opener + 1) in words.determiners | words.possessives
    return begins and not sentence.opens_object(number + 1) and not subject_waits(sentence, number)


def _is_added(sentence: PartlyRead, number: int) -> bool:
    """Whether “and” adds it with a time to an active verb: “sold it and, in 1990, moved to Rome”."""
    joint, names = sentence.joint_before(number), sentence.words.calling_by_name
    told = (each for each in reversed(sentence.groups.values()) if each.is_finite or each.lemma not in names)
    before = next(told, None)  # “met a clerk called Ana and, in 1990, moved”
    active = before is not None and before.is_finite and not before.passive and before.last < joint
    return active and joint < number - 1


def _has_shifted_object(sentence: PartlyRead, number: int) -> bool:
    """Whether its object stands behind its time: “the court upheld on Friday the sentences passed in May”."""
    words = sentence.words
    behind = sentence.behind_date_preposition(number + 1)
    if behind >= len(sentence.tokens) or not sentence.tokens[behind].is_time:
        return False
    if sentence.tokens[number - 1].is_mark:
        return False  # “Lind, arrested on Monday a day after the raid, left”
    if sentence.lower(0) in words.prepositions:
        return False  # “at a meeting held on Monday the board chose a head”
    while behind < len(sentence.tokens) and sentence.tokens[behind].is_time:
        behind += 1
    opens = (words.determiners | words.possessives) - words.determiners_alone - words.negations
    return sentence.lower(behind) in opens - {"that"}  # “said in a note sent on Monday that”


def _is_told_of(sentence: PartlyRead, number: int) -> bool:
    """Whether it describes the object of a verb of saying: “confirmed the names of two men killed in May”.

    It has no object then, and shares none: “said the rebels killed and robbed them”.
    """
    finite = next((group for group in reversed(sentence.groups.values()) if group.is_finite), None)
    says = finite is not None and finite.lemma in sentence.words.saying
    return says and sentence.lower(number + 1) not in sentence.words.coordinators


def _takes_adjunct(sentence: PartlyRead, number: int, before: Token) -> bool:
    """Whether a time or preposition makes it a participle of what is before it: “an ode written in May”."""
    words = sentence.words
    behind = number + 1 + (sentence.lower(number + 1) in words.adverbial_particles)  # “swept away in”
    beside = words.time_leads | words.measure_ends | words.directions | words.times_done
    while sentence.lower(behind) in beside or _tells_how(sentence, behind):
        behind += (
            1  # “made just before Easter”, “opened later in 1988”, “adopted unanimously on”, “kept indoors”
        )
    if not _begins_adjunct(sentence, behind):
        behind = number + 1  # “a plan meant as much for us as for them”
    if not _begins_adjunct(sentence, behind):
        return False
    following = sentence.tokens[behind]
    if is_adjectival(sentence.tokens, behind, words):
        return False  # “reported second-quarter sales of 3 million”
    return _is_participle_between(sentence, number, before, following)


def _begins_adjunct(sentence: PartlyRead, number: int) -> bool:
    """Whether a time or a preposition stands there."""
    token = sentence.tokens[number : number + 1]
    return bool(token) and (token[0].is_time or token[0].lower in sentence.words.prepositions)


def _is_participle_between(sentence: PartlyRead, number: int, before: Token, following: Token) -> bool:
    """Whether it is a participle, of which a time or preposition follows (“released in May”)."""
    words = sentence.words
    lemma = language.lemma(sentence.tokens[number].lower)
    if has_no_passive(sentence, number):
        return False  # “the motion failed by 40 to 31”
    if following.lower == "by" and not _is_margin(sentence, number + 2):
        return not _is_only_verb(sentence, number)  # but “passed by 40 votes to 31”, “the two met by chance”
    noun = language.singular(before.lower)
    says = lemma in words.saying and following.lower != "of"
    says = says and noun not in words.agreed_upon  # “a truce agreed in May”
    if lemma in words.calling and is_happening(noun, words):
        says = False  # “a vote called for 3 May”, “talks called at short notice”
    if says and before.text not in ",(":
        return False  # “the ministry said on Friday it would”
    if _is_attribution(sentence, number) or _is_verb_of_relative(sentence, number):
        return False
    if before.text == "," and is_one_of_deeds(sentence, number):
        return False
    if before.text == "," and follows_adjunct(sentence, number - 1):
        return True
    if before.text == "," and _is_in_opening_phrase(sentence, number):
        return True
    if before.text in ",(":
        # “the album, released in May, sold …” but “Iran, a neighbour, fired …”
        return finite_after_comma(sentence, number) or not subject_waits(sentence, number)
    if _is_in_opening_phrase(sentence, number) or is_in_set_off_phrase(sentence, number):
        return True
    if is_in_apposition(sentence, number):
        return True
    excluded = words.coordinators | words.relatives | words.pronouns
    if before.is_time and following.lower in words.prepositions:
        # “appeared on Monday charged with theft”, “After a week spent at sea, …”
        return not subject_waits(sentence, number) or _is_in_opening_time(sentence, number)
    if before.text.replace(",", "").isdigit() and not subject_waits(sentence, number):
        return True  # “it lost nine, including 4 killed in May”
    if not before.is_word or before.lower in excluded:
        return False
    if finite_ahead(sentence, number + 1) or finite_behind_day(sentence, number + 1):
        return True
    return not subject_waits(sentence, number)


def _introduces_told(sentence: PartlyRead, number: int) -> bool:
    """Whether a time and “that” stand behind: “auditors concluded in May that”."""
    behind = sentence.behind_date_preposition(number + 1)
    timed = behind < len(sentence.tokens) and sentence.tokens[behind].is_time
    return timed and sentence.lower(behind + 1) == "that" and subject_waits(sentence, number)


def _is_margin(sentence: PartlyRead, number: int) -> bool:
    """Whether it is by how much something rose or was won: “by 40 votes to 31”, “by more than a third”."""
    words = sentence.words
    if f"{sentence.lower(number)} {sentence.lower(number + 1)}" in words.approximating:
        number += 2
    elif sentence.lower(number) in words.approximating | words.rough:
        number += 1
    if sentence.lower(number)[:1].isdigit():
        return True
    if sentence.lower(number) not in words.numbers | words.indefinite:
        return False
    last = number + 1 + (sentence.lower(number + 1) in words.measures - words.margins)  # “a hundred points”
    if sentence.lower(last) in words.margins:
        return True
    return sentence.lower(last) in words.fractions and not sentence.is_plain_noun(last + 1)


def _says(sentence: PartlyRead, number: int) -> bool:
    words = sentence.words
    return language.lemma(sentence.lower(number)) in words.saying - words.telling


def _tells_how(sentence: PartlyRead, number: int) -> bool:
    """Whether it is an adverb such as “unanimously”."""
    lower = sentence.lower(number)
    return language.ends_as_adverb(lower) and sentence.is_adverb(lower)


def _is_before_verb(sentence: PartlyRead, number: int) -> bool:
    """Whether a noun stands before it and a finite verb behind: “the worst case reported was that of”."""
    words = sentence.words
    before, following = sentence.lower(number - 1), number + 1
    while sentence.lower(following) in words.directions | words.adverbial_particles:
        following += 1  # “two men roped together fell”
    if following >= len(sentence.tokens):
        return False
    if "VBN" in sentence.forms(following) and not has_no_passive(sentence, following):
        return False
    noun = language.is_noun(before) or before in words.demonstratives
    noun = noun and language.lemma(sentence.lower(number)) not in words.intransitive
    says = language.lemma(sentence.lower(number)) in words.saying and noun and sentence.has_finite()
    return noun and not says and is_finite(sentence, following) and subject_waits(sentence, number)


def _is_only_verb(sentence: PartlyRead, number: int) -> bool:
    """Whether a whole sentence, not a headline, has no other verb that can be finite."""
    if sentence.tokens[-1].text not in ".!" or (
        sentence.has_finite() and not subject_waits(sentence, number)
    ):
        return False
    if any(map(sentence.is_contracted, range(number - 1))):
        return False  # “it's a town built by miners”
    return not any(is_finite(sentence, i) for i in range(number + 1, len(sentence.tokens)))


def _is_attribution(sentence: PartlyRead, number: int) -> bool:
    """Whether a verb of saying ends a sentence: “…, the adviser, Ana Torres, announced on Thursday”."""
    tokens, words = sentence.tokens, sentence.words
    lemma = language.lemma(tokens[number].lower)
    if lemma in words.concluding and _closes_sentence(sentence, number):
        return True
    if lemma not in words.saying:
        return False
    return tokens[number - 1].text == "," and number > 1 and tokens[number - 2].is_name


def _closes_sentence(sentence: PartlyRead, number: int) -> bool:
    """Whether a clause and a comma stand before its subject: “the school must close, a court ruled”."""
    words = sentence.words
    first = number
    while first > 0 and sentence.tokens[first - 1].is_word:
        first -= 1
    decides = words.decided_upon | words.agreed_upon  # “it won the suit, a case decided in May”
    if first in (0, number) or sentence.tokens[first - 1].text != "," or not sentence.has_finite():
        return False
    subject = language.singular(sentence.lower(number - 1))
    return subject not in decides and not finite_ahead(sentence, number + 1)


def _is_in_opening_phrase(sentence: PartlyRead, number: int) -> bool:
    """Whether it is in a phrase before a clause: “In a vote held on 3 May, it lost”."""
    tokens, words = sentence.tokens, sentence.words
    first = _opening_phrase(sentence, number)
    if sentence.lower(first) not in words.prepositions - words.subordinators:
        return False
    set_off = tokens[number - 1].text == ","  # “Under the deal, signed in May, it pays”
    if any(not token.is_word for token in tokens[first : number - set_off]):
        return False
    comma = next((i for i in range(number, len(tokens) - 1) if tokens[i].text == ","), None)
    if comma is None:
        return False
    ahead = (i for i in range(comma + 1, len(tokens)) if is_finite(sentence, i))
    verb = next(ahead, None)
    if verb is None or language.lemma(sentence.lower(verb)) not in words.saying:
        return verb is not None
    # “In a letter dated 3 May, he denied it” has no noun that could be a subject of “dated”.
    nouns = [i for i in range(first + 1, number) if language.is_noun(sentence.lower(i))]
    return sentence.lower(first + 1) in words.determiners and nouns == [number - 1]


def _opening_phrase(sentence: PartlyRead, number: int) -> int:
    """Return where the phrase begins that can open a clause: behind “and,”, if not with the sentence."""
    marks = (i for i in range(number - 2, 0, -1) if sentence.tokens[i].is_mark)
    mark = next(marks, 0)
    joins = (
        mark and sentence.tokens[mark].text == "," and sentence.lower(mark - 1) in sentence.words.coordinators
    )
    return mark + 1 if joins else 0


def _ends_clause(sentence: PartlyRead, number: int) -> bool:
    """Whether “and” opens another clause behind what has no passive: “a clerk, Ana, resigned and the”."""
    words = sentence.words
    joins = sentence.lower(number + 1) in words.coordinators
    begins = sentence.lower(number + 2) in words.determiners
    return joins and begins and language.lemma(sentence.lower(number)) in words.intransitive


def _is_in_opening_time(sentence: PartlyRead, number: int) -> bool:
    """Whether only a preposition and a time, which does nothing, stand before it."""
    words = sentence.words
    opens = sentence.lower(0) in words.prepositions and sentence.tokens[number - 1].is_time
    between = [token.lower for token in sentence.tokens[1 : number - 1]]
    describes = words.articles | words.possessives
    plain = all(lower in describes or language.can_be_adjective(lower) for lower in between)
    passes = language.lemma(sentence.lower(number)) in words.period_verbs
    return opens and plain and not passes


def _is_verb_of_relative(sentence: PartlyRead, number: int) -> bool:
    """Whether a relative clause with its own subject waits for it: “the probe that they sent fell”."""
    tokens = sentence.tokens
    opener = next((i for i in range(number - 1, 0, -1) if tokens[i].lower in sentence.openers), 0)
    if number - opener < 2 or not opener or tokens[opener].lower not in sentence.words.relatives:
        return False
    noun = tokens[opener - 1].is_word and not tokens[opener - 1].forms & {"VBD"}
    waits = not sentence.has_finite()
    marks = any(tokens[i].is_mark for i in range(opener, number))
    return noun and waits and not marks
