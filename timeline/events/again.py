"""What an article dates in one sentence and names again in another: “the deal”, “that he had signed it”.

Two expressions of a text name one happening when the words that tell it are of one family and nothing that
stands beside them tells them apart (Bejan and Harabagiu, "Unsupervised Event Coreference Resolution", 2014).
A noun must be definite and all that describes it be told of the happening; a clause must share two words.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from timeline.events import language
from timeline.events.clauses import Clause, clause_at
from timeline.events.language import Words, stem
from timeline.events.mention import Mention
from timeline.events.noun_phrases import is_happening
from timeline.events.parts import heads_of
from timeline.events.phrases import joined, noun_phrase
from timeline.events.selection import did_not_happen, is_inverted_condition
from timeline.events.telling import Parsed
from timeline.events.tokens import CLOSING_QUOTES, OPENING_QUOTES, Token
from timeline.events.verbgroup import TOLD
from timeline.times.kinship import vocabulary

__all__ = ["named_again", "tell_again", "told_again"]

# Kinship from which on two words can name one happening: any, a noun that is described, a general noun, one
# that begins a paragraph.
_SAME_WORD, _SAME_FAMILY, _GENERAL, _RELATED = 0.85, 0.7, 0.6, 0.5
_WORD = re.compile(r"[^\W\d_]+")
_NEXT = 1  # character from a sentence to the next of its paragraph
_SHARED = 2  # words that two clauses must share beside their verbs
_APOSTROPHES, _QUOTES = ("'", "’"), {*OPENING_QUOTES, *CLOSING_QUOTES}


@dataclass(frozen=True, slots=True)
class _Reference:
    """Words that can name what is told elsewhere."""

    head: str  # the noun or verb
    beside: frozenset[str]  # stems of the words that describe it
    names: frozenset[str]  # stems of the names among these
    numbers: Sequence[int]  # of its tokens
    is_noun: bool


@dataclass(frozen=True, slots=True)
class _Known:
    """A mention that can be named again."""

    mention: Mention
    stems: frozenset[str]  # of all words that tell it
    heads: frozenset[str]  # the words that tell it
    named: frozenset[str]  # those behind them that name happenings
    nouns: frozenset[str]  # the nouns among these


def told_again(
    text: str, told: Sequence[Mention], sentences: Sequence[Parsed], words: Words
) -> list[Mention]:
    """Return the sentences of an article that name again what its mentions tell, as parts of that."""
    known = [_known(each) for each in told if not each.is_elaboration and not each.is_statement]
    given = {(mention.start, key) for mention in told for key in (mention.date, mention.title)}
    found = []
    for parsed in sentences if known else ():
        start, end = parsed.sentence.start, parsed.sentence.end
        for reference in _references(parsed, words):
            mention = _meant(reference, known, start)
            if mention is not None and given.isdisjoint(((start, mention.date), (start, mention.title))):
                given.add((start, mention.date))
                name = joined(parsed.tokens, reference.numbers)
                found.append(tell_again(mention, text[start:end], start, name))
    return found


def named_again(
    parsed: Parsed,
    noun: int,
    told: Sequence[Mention],
    news: Mention | None,
    words: Words,
    *,
    opens_paragraph: bool,
) -> tuple[Mention, str] | None:
    """Return what the noun with this number names again of what an article `told`, and its words.

    A noun that can name any news (“the announcement”) names the article's where nothing else fits it; so does
    a general or kindred one that begins a paragraph, without more than its article (“the clashes”).
    """
    known = [_known(each) for each in told if not each.is_elaboration and not each.is_statement]
    for reference in _of_noun(parsed.tokens, clause_at(parsed.clauses, noun), noun, words):
        mention = _meant(reference, known, parsed.sentence.start)
        if mention is None and news is not None:
            alike = reference.head in words.news_nouns and _is_described_alike(reference, _known(news))
            alike = alike or (opens_paragraph and _points_back(reference, news, words))
            mention = news if alike else None
        if mention is not None:
            return mention, joined(parsed.tokens, reference.numbers)
    return None


def _points_back(reference: _Reference, news: Mention, words: Words) -> bool:
    """Whether a noun for a happening, alone with its article, can only mean the news that comes before it.

    It is general (“the incident”) or akin to what the news tells. What the news names beside its act is meant
    itself: “fined it for a crash in 2019. The crash came …”.
    """
    if reference.beside or not is_happening(reference.head, words):
        return False
    kinship = vocabulary("en").kinship
    told = map(str.lower, _WORD.findall(news.quote))
    beside = [word for word in told if language.lemma(word) != news.head]
    nearest = max((kinship(reference.head, word) for word in beside), default=0.0)
    if nearest >= _SAME_FAMILY:
        return False
    is_general = language.singular(reference.head) in words.general_happenings
    return is_general or max(nearest, kinship(reference.head, news.head)) >= _RELATED


def _known(mention: Mention) -> _Known:
    words = (word for text in (*mention.names, mention.title) for word in text.split())
    heads, _, named = heads_of(mention)
    nouns = frozenset(filter(language.is_noun, named))
    return _Known(mention, mention.words.union(map(_stem, words)), heads, named, nouns)


def tell_again(mention: Mention, quote: str, start: int, name: str) -> Mention:
    """Return a sentence (its text, where it begins) as part of what a mention tells, which `name` names."""
    because = (f"“{name}” names again “{mention.title}”", *mention.because)
    return replace(
        mention,
        quote=quote,
        start=start,
        end=start + len(quote),
        position=start,
        expression=None,
        because=because,
        is_elaboration=True,
    )


def _references(parsed: Parsed, words: Words) -> Iterator[_Reference]:
    """Yield what can name something told elsewhere: clauses and nouns without a time of their own."""
    for clause in parsed.clauses:
        unreal = clause.opener in words.conditions or is_inverted_condition(parsed.tokens, clause, words)
        if unreal or _is_timed(parsed, clause):
            continue
        if _tells_once(parsed.tokens, clause, words):
            yield _of_clause(parsed.tokens, clause, words)
        behind = len(clause.subject()) if _tells_outcome(clause, words) else 0
        for number in clause.tokens[behind:]:
            token = parsed.tokens[number]
            nominal = token.is_word and not token.is_name and not token.quoted
            if nominal and is_happening(token.lower, words) and _is_head(parsed.tokens, number, words):
                yield from _of_noun(parsed.tokens, clause, number, words)


def _tells_outcome(clause: Clause, words: Words) -> bool:
    """Whether it tells what came of its subject, not that it took place: “the strike cost 3 million”."""
    verb = clause.verb
    if verb is None:
        return False
    return verb.lemma in (words.blaming if verb.passive else words.outcomes | words.causing)


def _is_timed(parsed: Parsed, clause: Clause) -> bool:
    """Whether it says when or how often: “attends the march every year”."""
    if not parsed.expressions:
        return False
    often = [each for each in parsed.expressions if each.type == "SET"]
    starts = {parsed.tokens[number].start for number in clause.tokens}
    return parsed.has_time(clause.tokens) or any(each.start in starts for each in often)


def _tells_once(tokens: Sequence[Token], clause: Clause, words: Words) -> bool:
    """Whether it tells of one act that has been, not again."""
    verb = clause.verb
    if verb is None or verb.tense not in TOLD or tokens[verb.last].quoted:
        return False
    if any(verb.lemma in light for light in (words.saying, words.states, words.phases)):
        return False
    if did_not_happen(tokens, clause, words):
        return False
    return not any(tokens[number].lower in words.further for number in clause.tokens)


def _of_clause(tokens: Sequence[Token], clause: Clause, words: Words) -> _Reference:
    verb = clause.verb
    assert verb is not None
    beside = [tokens[i] for i in clause.tokens if not verb.first <= i <= verb.last]
    subject = [tokens[i].lower for i in clause.subject() if tokens[i].lower not in words.relatives]
    if clause.parent is not None and len(subject) == 1 and subject[0] in words.pronouns:
        beside += [tokens[i] for i in clause.parent.subject()]  # “Norden said that it had signed”
    numbers = [i for i in clause.tokens if not tokens[i].is_mark]
    return _Reference(verb.lemma, *_stems(beside, words), numbers, is_noun=False)


def _is_head(tokens: Sequence[Token], number: int, words: Words) -> bool:
    """Whether no further noun follows: “the deal”, not “the deal maker”, “the final 717”."""
    following = tokens[number + 1] if number + 1 < len(tokens) else None
    if following is None or following.is_mark or following.is_time:
        return True
    if following.is_name or not following.is_word:
        return False
    closed = (
        words.prepositions | words.coordinators | words.subordinators | words.relatives | words.determiners
    )
    return (
        bool(following.forms & {"VBD", "VBZ"})
        or following.lower in closed
        or not language.is_noun(following.lower)
    )


def _of_noun(tokens: Sequence[Token], clause: Clause, number: int, words: Words) -> Iterator[_Reference]:
    """Yield a noun with what describes it, if it is definite: “the sale of the bank”, “Torres' death”.

    The “that” which opens its clause is no demonstrative: “denied that closure was near”.
    """
    first = noun_phrase(tokens, number, words)[0]
    owned = any(tokens[i].is_possessive for i in range(first, number))
    if first > 1 and tokens[first - 1].text in _APOSTROPHES and tokens[first - 2].is_name:
        first, owned = first - 2, True
    opener = tokens[first - 1].lower if first else ""
    opens_clause = opener == clause.opener and clause.tokens[0] == first - 1
    if not owned and (opens_clause or opener not in words.demonstratives | words.possessives | {"the"}):
        return
    behind = _complement(tokens, number, words)
    beside = [tokens[i] for i in (*range(first, number), *behind)]
    numbers = range(first if owned else first - 1, max(behind, default=number) + 1)
    yield _Reference(tokens[number].lower, *_stems(beside, words), numbers, is_noun=True)


def _complement(tokens: Sequence[Token], noun: int, words: Words) -> list[int]:
    """Return what “of” and the like add to a noun; behind other prepositions only the names."""
    if noun + 1 == len(tokens) or tokens[noun + 1].lower not in words.complement_prepositions:
        return []
    closed = words.coordinators | words.subordinators | words.relatives
    numbers = []
    for number in range(noun + 2, len(tokens)):
        token = tokens[number]
        ends = token.is_mark and token.text not in _QUOTES
        if ends or token.lower in closed or (token.forms & {"VBD", "VBZ"} and not token.is_name):
            break
        numbers.append(number)
    if tokens[noun + 1].lower in words.defining:
        return [noun + 1, *numbers]
    return [number for number in numbers if tokens[number].is_name]


def _stems(tokens: Sequence[Token], words: Words) -> tuple[frozenset[str], frozenset[str]]:
    """Return the stems of the words that tell something, and of the names among these."""
    empty = words.prepositions | words.determiners | words.pronouns | words.be | words.have
    told = [token for token in tokens if not token.is_mark and token.lower not in empty]
    return frozenset(_stem(token.text) for token in told), frozenset(
        _stem(token.text) for token in told if token.is_name
    )


@lru_cache(maxsize=10_000)
def _stem(word: str) -> str:
    return stem(word.lower().removesuffix("'s").removesuffix("’s"))


def _meant(reference: _Reference, known: Sequence[_Known], start: int) -> Mention | None:
    """Return which mention is named again in the sentence at `start`: news first, then what was told last.

    A noun with “the” can only be what was told before; behind the sentence that tells it one of the family
    is enough: “it flew in May. The flight …”.
    """
    fitting = []
    for told in known:
        mention = told.mention
        if mention.start == start or (reference.is_noun and mention.start > start):
            continue
        if not _is_described_alike(reference, told):
            continue
        kin = _kinship(reference, told.heads)
        named = _kinship(reference, told.nouns) if reference.is_noun else 0.0
        least = _least_kinship(reference)
        if reference.is_noun and 0 <= start - mention.end <= _NEXT:
            least = min(least, _SAME_FAMILY)
        if max(kin, named) >= least and (reference.is_noun or _is_of_same(reference, told)):
            before = mention.start < start
            near = mention.start if before else -mention.start
            fitting.append(((mention.is_news, kin >= _GENERAL, before, near), mention))
    return max(fitting, key=lambda each: each[0])[1] if fitting else None


def _is_of_same(reference: _Reference, told: _Known) -> bool:
    """Whether a clause tells of what the mention does besides who acts: “a contract”, “the agreement”."""
    things = reference.beside - reference.names
    kinship = vocabulary("en").kinship
    related = any(kinship(thing, named) >= _SAME_FAMILY for thing in things for named in told.named)
    return related or not things.isdisjoint(told.mention.words)


def _kinship(reference: _Reference, told: Iterable[str]) -> float:
    return max((vocabulary("en").kinship(reference.head, head) for head in told), default=0.0)


def _is_described_alike(reference: _Reference, told: _Known) -> bool:
    """Whether what stands beside a noun is told of the mention; of a clause all names and some words."""
    if reference.is_noun:
        return reference.beside <= told.stems
    return reference.names <= told.stems and len(reference.beside & told.stems) >= _SHARED


def _least_kinship(reference: _Reference) -> float:
    if not reference.is_noun:
        return _SAME_WORD
    if vocabulary("en").is_general(reference.head):
        return _GENERAL
    return _SAME_FAMILY if reference.beside else _SAME_WORD
