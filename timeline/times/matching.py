"""Finding time expressions: the rules applied to a text's symbols, from left to right, the longest first."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from timeline.times.language import OTHER, Language, Rule
from timeline.times.meaning import Clock, Decade, Event, Fields, Holiday, Inside, Meaning, Part, Relative
from timeline.times.phrases import is_noun_phrase, noun_phrase
from timeline.times.proper_names import is_in_proper_name
from timeline.times.rule_words import Words
from timeline.times.tokens import Tokens, tokenize

__all__ = ["Item", "find", "read"]

_DEPTH = 4  # how deep rules may stand in rules
_CHAIN = 3  # how many continuations may follow each other


@dataclass(frozen=True, slots=True)
class Item:
    """One expression found: its tokens [first, last), its meaning, and the rule it came from.

    `wide` are the tokens with the event from which it counts, where there is one.
    """

    first: int
    last: int
    meaning: Meaning
    rule: str
    wide: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class _Found:
    items: tuple[Item, ...]
    last: int  # where the search goes on
    reach: int  # how much was understood; the longest wins


def read(language: Language, text: str, start: int = 0) -> Tokens:
    """Return the tokens and symbols of a text from offset `start` on."""
    words, starts = tokenize(text, start)
    return Tokens(text, words, starts, language.symbolize(words))


def find(language: Language, tokens: Tokens) -> Iterator[Item]:
    """Yield the expressions in order; they do not overlap."""
    symbols = tokens.symbols
    strong = language.strong.search
    starts = language.starts
    search = _Search(language, tokens, {})
    for run in language.run.finditer(symbols):
        begin, end = run.span()
        if not strong(symbols, begin, end):
            continue
        position = begin
        while position < end:
            found = _best(search, position, 0) if symbols[position] in starts else None
            if found:
                first = found.items[0].first if found.items else position
                if first > position:  # what the rule needs before it must not hide a longer expression
                    inner = _best(search, first, 0)
                    if inner and inner.reach > found.reach:
                        found = inner
                yield from (item for item in found.items if not _is_name(language, tokens, item))
                search.nested.clear()
                position = max(found.last, position + 1)
            else:
                position += 1


def _is_name(language: Language, tokens: Tokens, item: Item) -> bool:
    """Whether the item's words are part of a proper name.

    Dates of the calendar have capitals anyway, unless the language lists their words as names when they do.
    """
    calendar = isinstance(item.meaning, (Fields, Holiday, Decade, Inside, Part))
    names = language.class_symbols.get("capitalname", "")
    if names and any(tokens.symbols[index] in names for index in range(item.first, item.last)):
        calendar = False
    return not calendar and is_in_proper_name(language, tokens, item.first, item.last)


@dataclass(frozen=True, slots=True)
class _Search:
    """What is searched, and what was found inside other expressions: (token, depth) → found."""

    language: Language
    tokens: Tokens
    nested: dict[tuple[int, int], _Found | None]


def _best(search: _Search, position: int, depth: int) -> _Found | None:
    """Return the expression at a token: the rule that reads most wins, of equal ones the first."""
    symbols = search.tokens.symbols
    if depth > _DEPTH or position >= len(symbols):
        return None
    best: _Found | None = None
    reach = position
    before = symbols[position - 1] if position else OTHER
    for rule in search.language.candidates(symbols[position : position + 2]):
        if before in rule.not_after:
            continue
        match = rule.regex.match(symbols, position)
        if not match or (rule.tail is None and match.end() <= reach):
            continue
        found = _apply(search, rule, match, depth, None)
        if found and found.reach > reach:
            best, reach = found, found.reach
    if best and len(best.items) == 1:
        for _ in range(_CHAIN):
            longer = _continued(search, best, depth)
            if not longer:
                break
            best = longer
    return best


def _nested(search: _Search, position: int, depth: int) -> _Found | None:
    """Return what begins at a token inside another expression; many rules ask the same."""
    key = position, depth
    if key not in search.nested:
        search.nested[key] = _best(search, position, depth)
    return search.nested[key]


def _continued(search: _Search, found: _Found, depth: int) -> _Found | None:
    """Return the expression with what goes on after it (“February” + “last year”)."""
    item = found.items[-1]
    best: _Found | None = None
    symbols = search.tokens.symbols
    if item.last >= len(symbols) or found.reach > item.last:
        return None
    reach = item.last
    for rule in search.language.continuations.get(symbols[item.last], ()):
        match = rule.regex.match(symbols, item.last)
        if not match or (rule.tail is None and match.end() <= reach):
            continue
        longer = _apply(search, rule, match, depth, item)
        if longer and longer.reach > reach:
            best, reach = longer, longer.reach
    return best


def _apply(search: _Search, rule: Rule, match: re.Match[str], depth: int, lead: Item | None) -> _Found | None:
    """Return what the rule finds where its pattern matches."""
    language, tokens = search.language, search.tokens
    end = match.end()
    inner: Item | None = None
    rest: tuple[Item, ...] = ()
    event: Event | None = None
    event_end = end
    if rule.tail == "date":
        found = _nested(search, end, depth + 1)
        if not found or not found.items or found.items[0].first != end:
            return None
        inner, rest = found.items[0], found.items[1:]
        if rest and (rule.leads or rule.extents):
            return None
        end = inner.last
    elif rule.tail == "event":
        event_end = noun_phrase(language, tokens, end)
        if event_end == end or (
            rule.args.get("noun") and not is_noun_phrase(language, tokens, end, event_end)
        ):
            return None
        event = Event(tokens.starts[end], tokens.end(event_end - 1))
    if rule.not_before and end < len(tokens.symbols) and tokens.symbols[end] in rule.not_before:
        return None
    view = Words(
        language,
        tokens,
        rule,
        match,
        inner.meaning if inner else None,
        lead.meaning if lead else None,
        event,
        partial(_is_date_at, language, tokens),
    )
    meaning = rule.build(view)
    if meaning is None:
        return None
    composed = _found(rule, match, meaning, end, event_end if event else None, lead, inner)
    if rest:
        return _Found((*composed.items, *rest), rest[-1].last, rest[-1].last)
    return composed


def _is_date_at(language: Language, tokens: Tokens, position: int) -> bool:
    """Whether a date of the calendar stands there that possesses nothing (“June”, but “June's vote”)."""
    found = _best(_Search(language, tokens, {}), position, _DEPTH)
    dates = (Clock, Fields, Inside, Relative)
    if not found or not found.items or not isinstance(found.items[0].meaning, dates):
        return False
    after = found.items[0].last
    return after >= len(tokens.words) or tokens.words[after][0] not in "'’"


def _found(
    rule: Rule,
    match: re.Match[str],
    meaning: Meaning | tuple[Meaning, ...],
    end: int,
    event_end: int | None,
    lead: Item | None,
    inner: Item | None,
) -> _Found:
    meanings = meaning if isinstance(meaning, tuple) else (meaning,)
    begin = lead.first if lead else match.start()
    items = []
    for number, each in enumerate(meanings):
        first, last = begin, end
        if rule.extents:
            first, last = match.span(f"extent{number}")
            if rule.tail and rule.tail_extent and number == rule.extents - 1:
                last = end
                if first == match.end() and inner:
                    first = inner.first
        items.append(Item(first, last, each, rule.id, (first, event_end) if event_end else None))
    last = match.end() if event_end else items[-1].last if items else end
    return _Found(tuple(items), last, event_end or end)
