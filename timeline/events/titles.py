"""Titles: a clause cut down to a line in the present tense, every word of it from the quote."""

import re
from collections.abc import Sequence

from timeline.events import language
from timeline.events.clauses import Clause
from timeline.events.language import Words
from timeline.events.shortening import shorten
from timeline.events.tokens import Token
from timeline.events.verbgroup import Tense, VerbGroup

__all__ = ["LONGEST", "nominal_title", "noun_phrase", "subject_phrase", "title"]

LONGEST = 12  # words
LEAST = 3
_MOST = 14  # words, where a phrase would be cut in two
_OPENING_MARKS = frozenset("\"“”‘'-*_")
_LEFT_MARKUP = re.compile(r"[*_#`>\[\]]+")


def title(
    tokens: Sequence[Token],
    clause: Clause,
    words: Words,
    *,
    subject: str,
    plural: bool,
    said: Clause | None,
) -> str:
    """Return the title of the event that the clause tells, or "" when it has no verb or no subject.

    `subject` is who the clause is about, `plural` its number, `said` the clause that tells what was said.
    """
    verb = clause.verb
    if verb is None or not subject or not words.pronouns.isdisjoint(subject.lower().split()[1:]):
        return ""  # “ships they sold” holds a clause of its own
    if subject.lower() in words.speakers:
        return ""  # nobody can tell from a title who “we” are
    predicate = _present(tokens, verb, plural, words)
    rest = [number for number in clause.tokens if number > verb.last]
    if said is not None and said.tokens[0] > verb.last:
        rest += said.tokens
    elif said is not None and not any(tokens[i].is_word for i in _without_times(tokens, rest, words)):
        leads = tokens[said.tokens[0]].lower in words.articles
        rest = said.tokens[1:] if leads else said.tokens
    used = len(subject.split()) + len(predicate.split())
    room, most = max(LONGEST - used, 3), max(_MOST - used, 4)
    tail = shorten(tokens, _without_times(tokens, rest, words), room, most, words)
    if not tail and verb.lemma in words.saying and not verb.passive:
        return ""  # that somebody said something is no news
    return _finish(" ".join(part for part in (subject, predicate, _text(tokens, tail)) if part))


def subject_phrase(tokens: Sequence[Token], numbers: list[int], words: Words) -> str:
    """Return the subject among the tokens before a verb, without what introduces or elaborates it."""
    parts = _comma_parts(tokens, numbers)
    chosen: list[int] = []
    for part in parts:
        if len(parts) > 1 and _is_time_phrase(tokens, part, words):
            continue
        kept = _without_times(tokens, _after_fronted_phrase(tokens, part, words), words)
        while kept and _is_adverb(tokens[kept[0]], words):
            kept = kept[1:]
        if not any(tokens[number].is_word or tokens[number].text.isdigit() for number in kept):
            continue
        first = tokens[kept[0]]
        introduces = (
            first.lower in words.prepositions
            or first.lower in words.subordinators
            or ("VBG" in first.forms and (len(parts) > 1 or not first.is_name))
        )
        if not introduces:
            chosen = kept
            break
    while chosen and (tokens[chosen[0]].lower in words.articles or tokens[chosen[0]].text in _OPENING_MARKS):
        chosen = chosen[1:]
    while chosen and (tokens[chosen[-1]].lower in words.adverbs or tokens[chosen[-1]].lower.endswith("ly")):
        chosen = chosen[:-1]
    if len(chosen) > LONGEST - 4:
        chosen = _until_preposition(tokens, chosen, words)
    return _text(tokens, chosen)


def _is_adverb(token: Token, words: Words) -> bool:
    if token.lower in words.fillers | words.adverbs:
        return True
    return token.lower.endswith("ly") and len(token.lower) > 5 and not language.is_noun(token.lower)


def _is_time_phrase(tokens: Sequence[Token], part: list[int], words: Words) -> bool:
    """Whether the words say when: a time expression, or a measure such as “two days after the raid”."""
    return tokens[part[0]].is_time or any(tokens[number].lower in words.units for number in part[:3])


def _after_fronted_phrase(tokens: Sequence[Token], part: list[int], words: Words) -> list[int]:
    """Return what follows a phrase of time or place without a comma: “before dawn on Friday its aircraft”."""
    if tokens[part[0]].lower not in words.prepositions:
        return part
    begins = words.determiners | words.pronouns | words.plurals
    inner = words.prepositions | words.determiners | words.coordinators | words.quantifiers
    for position in range(2, len(part)):
        before, token = tokens[part[position - 1]], tokens[part[position]]
        owned = tokens[part[position - 2]].lower in words.determiners  # “at a Monday meeting”
        if before.is_time and not owned and not before.is_possessive:
            return part[position:]
        if before.is_word and before.lower not in inner and (token.lower in begins or token.text.isdigit()):
            return part[position:]
    return part


def nominal_title(tokens: Sequence[Token], noun: int, words: Words, owner: str | None) -> str:
    """Return the title of an event told by a noun: “his death on 3 January” → “Death of General Smith”.

    `noun` is the number of the noun's token; `owner` is what a possessive before it stands for. A noun
    that says too little by itself (“the agreement”) gives "".
    """
    phrase = noun_phrase(tokens, noun, words)
    before = tokens[phrase[0] - 1] if phrase[0] else None
    core = _text(tokens, [number for number in phrase if not tokens[number].is_time])
    length = len(core.split())
    after = _without_times(tokens, _complement(tokens, noun, words), words)
    tail = _text(tokens, shorten(tokens, after, LONGEST - length, _MOST - length, words))
    if before and before.lower in words.possessives and owner and not tail.startswith("of "):
        core = f"{core} of {owner}"
    heading = _finish(f"{core} {tail}")
    return heading if len(heading.split()) >= LEAST else ""


def noun_phrase(tokens: Sequence[Token], noun: int, words: Words) -> list[int]:
    """Return the numbers of the noun and of the words before it that belong to it."""
    first = noun
    while first > 0 and _is_modifier(tokens[first - 1], words):
        first -= 1
    return list(range(first, noun + 1))


def _complement(tokens: Sequence[Token], noun: int, words: Words) -> list[int]:
    """Return what a preposition adds to the noun: “of the camp in the north”."""
    numbers: list[int] = []
    following = noun + 1
    if following >= len(tokens) or tokens[following].lower not in words.complement_prepositions:
        return numbers
    for number in range(following, len(tokens)):
        token = tokens[number]
        is_verb = token.forms & {"VBD", "VBZ"} and not token.is_name and not language.can_be_noun(token.lower)
        if token.is_mark or is_verb or token.lower in words.relatives | words.coordinators - {"and"}:
            break
        numbers.append(number)
    return numbers


def _is_modifier(token: Token, words: Words) -> bool:
    if (
        not token.is_word
        or token.lower in words.determiners | words.prepositions | words.coordinators | words.subordinators
    ):
        return False
    return not (token.forms & {"VBD", "VBZ"} and not language.can_be_noun(token.lower))


def _present(tokens: Sequence[Token], verb: VerbGroup, plural: bool, words: Words) -> str:
    """Return the verb group in the present tense; its auxiliary tells the number better than the subject."""
    auxiliary = tokens[verb.first].lower
    if verb.tense in (Tense.FUTURE, Tense.CONDITIONAL) or auxiliary in words.prospective | {"to"}:
        return _text(tokens, range(verb.first, verb.last + 1))
    if auxiliary in words.singular_auxiliaries:
        plural = False
    elif auxiliary in words.plural_auxiliaries:
        plural = True
    elif verb.tense is Tense.PRESENT:
        plural = "VBZ" not in tokens[verb.first].forms
    participle = tokens[verb.last].text
    if verb.passive or (verb.progressive and verb.tense is not Tense.NONE):
        return f"{language.present('be', plural=plural)} {participle}"
    inner = [
        tokens[number].text
        for number in range(verb.first, verb.last)
        if tokens[number].lower not in words.have | words.be | words.do | words.fillers
    ]
    return " ".join([*inner, language.present(verb.lemma, plural=plural)])


def _comma_parts(tokens: Sequence[Token], numbers: Sequence[int]) -> list[list[int]]:
    parts: list[list[int]] = [[]]
    for number in numbers:
        if tokens[number].text in (",", ";", ":", "—", "–", "-", "--"):
            parts.append([])
        else:
            parts[-1].append(number)
    return [part for part in parts if part]


def _without_times(tokens: Sequence[Token], numbers: Sequence[int], words: Words) -> list[int]:
    """Drop time expressions and the prepositions before them; “the 2007 budget” keeps its own."""
    kept: list[int] = []
    for position, number in enumerate(numbers):
        if not tokens[number].is_time:
            kept.append(number)
            continue
        before = tokens[number - 1] if number else None
        following = numbers[position + 1] if position + 1 < len(numbers) else None
        owned = before and (before.lower in words.articles | words.possessives or before.is_possessive)
        if owned and following == number + 1 and tokens[following].is_word:
            kept.append(number)
        elif not tokens[number].is_possessive and kept and tokens[kept[-1]].lower in words.time_prepositions:
            kept.pop()
    return kept


def _until_preposition(tokens: Sequence[Token], numbers: list[int], words: Words) -> list[int]:
    for position, number in enumerate(numbers):
        if position and tokens[number].lower in words.prepositions - {"of"}:
            return numbers[:position]
    return numbers[: LONGEST - 3]


def _text(tokens: Sequence[Token], numbers: Sequence[int]) -> str:
    """Join tokens as they were written, with one space where there was any."""
    parts: list[str] = []
    previous = None
    for number in numbers:
        token = tokens[number]
        if (
            previous is not None
            and (number != previous + 1 or tokens[previous].end < token.start)
            and token.text not in ",.;:!?)”’"
        ):
            parts.append(" ")
        parts.append(" ".join(token.text.split()))
        previous = number
    return "".join(parts)


def _finish(text: str) -> str:
    text = _LEFT_MARKUP.sub("", text)
    for opening, closing in (("“", "”"), ("(", ")")):
        if text.count(opening) != text.count(closing):
            text = text.replace(opening, "").replace(closing, "")
    if text.count('"') % 2:
        text = text.replace('"', "")
    text = re.sub(r"\s+", " ", text).strip(" ,;:.-–—")
    return text[:1].upper() + text[1:]
