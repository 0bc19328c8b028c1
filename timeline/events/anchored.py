"""The tokens of expressions that count from a clause: “two days after the harbour reopened on 1 March”."""

import re
from collections.abc import Sequence

from timeline.events.datable import with_possessive
from timeline.events.language import Words
from timeline.events.tokens import Token, tokenize
from timeline.events.verbs import verb_groups
from timeline.times.model import Anchor, TimeExpression

__all__ = ["dates_anchor", "time_spans"]

_WORD = re.compile(r"[^\W\d_]+")


def time_spans(
    text: str, start: int, end: int, expressions: Sequence[TimeExpression], words: Words
) -> list[tuple[int, int]]:
    """Return the offsets of each expression in the sentence text[start:end] as a token of its own.

    What it counts from belongs to it as long as that is a noun (“two days after the vote”). A clause stays
    one of the sentence, with its own words and dates.
    """
    spans = [(each.start, with_possessive(text, each)) for each in expressions]
    openers = [_opener(each, words) for each in expressions]
    if not any(openers):
        return spans
    cut = [(span[0], opener or span[1]) for span, opener in zip(spans, openers, strict=True)]
    cut = [(first, first + len(text[first:last].rstrip())) for first, last in cut]
    tokens = tokenize(text, start, end, cut)
    finite = sorted(first for first, group in verb_groups(tokens, words).items() if group.is_finite)
    return [
        short if opener and _opens_clause(tokens, finite, opener, span[1], words) else span
        for span, short, opener in zip(spans, cut, openers, strict=True)
    ]


def dates_anchor(
    tokens: Sequence[Token], number: int, expressions: Sequence[TimeExpression], words: Words
) -> bool:
    """Return whether a time is or dates what another counts from: “two days before the vote (on 3 May)”.

    `number` is that of its token, `expressions` are those of the sentence.
    """
    if number < 2:
        return False
    before, joint = tokens[number - 2], tokens[number - 1].lower
    told = not words.subordinators.isdisjoint(before.lower.split())
    told = told or (number > 2 and tokens[number - 3].lower in words.within)  # “within days of the vote”
    dates = joint in words.date_prepositions and told
    counts = before.is_time and (dates or joint in words.subordinators)  # “a week before Christmas”
    return counts and any(each.start == before.start and each.anchor is Anchor.EVENT for each in expressions)


def _opener(expression: TimeExpression, words: Words) -> int:
    """Return the offset of the “after” that introduces what the expression counts from, 0 without."""
    if expression.anchor is not Anchor.EVENT:
        return 0
    for match in _WORD.finditer(expression.text):
        if match.start() and match[0].lower() in words.subordinators:
            return expression.start + match.start()
    return 0


def _opens_clause(
    tokens: Sequence[Token], finite: Sequence[int], opener: int, end: int, words: Words
) -> bool:
    """Whether a clause goes on behind an opener, of which the expression up to `end` holds the beginning."""
    first = next(i for i, token in enumerate(tokens) if token.start == opener)
    borders = words.subordinators | words.relatives
    border = first + 1
    while border < len(tokens) and tokens[border].text not in ",;" and tokens[border].lower not in borders:
        border += 1
    verb = next((i for i in finite if first < i < border), None)
    if verb is None:
        return False
    # In “it failed, and a day before the vote police left” the verb before is that of another clause.
    added = first > 1 and tokens[first - 2].lower in words.coordinators
    if tokens[verb].start < end or (not added and any(i < first for i in finite)):
        return True
    # “Two days after the vote police left” begins with a noun, its verb is the main one.
    following = tokens[border + 1].lower if border + 1 < len(tokens) else ""
    main = any(i > border for i in finite)
    return main and following not in words.relatives | words.coordinators
