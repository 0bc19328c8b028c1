"""How surely two mentions tell the same happening.

Two clauses tell it when the words that tell it are of one family (“killed”, “assassination”), nobody and
nothing that they name tells them apart, and the rest of their words is alike: the cosine of their vectors,
each word weighted by its inverse document frequency over all mentions (Salton and Buckley, "Term-weighting
approaches in automatic text retrieval", 1988). Whole quotes are compared by the share of common words
(Jaccard, 1912).
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Self

from timeline.events import language
from timeline.events.language import stem
from timeline.events.mention import Mention
from timeline.events.parts import Parts, parts, subject_noun, words_of
from timeline.times import edtf
from timeline.times.kinship import vocabulary

__all__ = ["SURE", "Likeness", "weights_of"]

SURE = 1.0  # likeness from which on a mention joins every event it fits
# Share of common words from which on two quotes tell the same if their verbs do, and whatever these are.
_SAME_WORDS, _NEARLY_ALL_WORDS = 0.55, 0.75
_RELATED = 0.7  # kinship from which on two verbs or nouns can name one happening
# Cosine of the weighted words of two clauses from which on they tell the same. When related words tell them:
# what befalls one but once, what is dated to the day, what is dated more coarsely, and what each tells of
# others; when strange words do: dated to the day, more coarsely, and only by the publication.
_LIKE_BEFALLING, _LIKE_RELATED, _LIKE_RELATED_COARSE, _LIKE_APART = 0.1, 0.2, 0.22, 0.6
_LIKE_SAME_NAMES, _LIKE, _LIKE_COARSE, _LIKE_ROUGH = 0.25, 0.45, 0.5, 0.55
# For mentions with different dates: the same for clauses that tell what is done only once; for others the
# share of common words of their quotes, and the least number of these.
_LIKE_ONCE, _SAME_QUOTE, _LONG_QUOTE = 0.4, 0.75, 10
_AMOUNT = re.compile(r"(\d[\d.,]*)[ -]?([^\W\d]+|%)")  # a figure and what it counts
_RAREST = 8  # words by which a mention finds others
_LEAST_MENTIONS = 50  # of fewer mentions no word can be called common
_STEPS = 8  # of weights, and of the logarithm of how many mentions there are, between one number and the next

_QUOTES, _MENTIONS = 5_000, 30_000  # whose words are at hand; of mentions twice as many, with some 120 MB


class Likeness:
    """Compares mentions; words that few of all mentions use weigh more (inverse document frequency).

    Attributes:
        counts: how many mentions have each word.
        weights: of the words. They are rounded, so that what a few articles more or less tell leaves those of
            most words as they are, and with them what an earlier run has decided.
        rare: the weight of a word that no mention uses.
    """

    def __init__(
        self,
        mentions: Iterable[Mention],
        variants: Mapping[str, str],
        known: Mapping[int, Sequence[str]] | None = None,
        counted: Counter[str] | None = None,
    ) -> None:
        """`known` gives the words of mentions, by the ids of these objects, as far as they are known.

        `counted` says how many mentions have each word, where that is known.
        """
        self._variants = variants
        self._mentions = list(mentions)  # keeps the ids theirs
        self._told: dict[int, Parts] = {}  # the last ones asked for
        self._told_before: dict[int, Parts] = {}
        self._words: dict[int, Sequence[str]] = {}  # of those that were not known, until they are weighed
        self.counts = self._count(known or {}) if counted is None else counted
        self.rare = _weight(_total(len(self._mentions)))
        self.weights = weights_of(self.counts, len(self._mentions))

    def _count(self, known: Mapping[int, Sequence[str]]) -> Counter[str]:
        """Return how many of the mentions have each word."""
        counts: Counter[str] = Counter()
        for mention in self._mentions:
            words = known.get(id(mention))
            if words is None:
                words = self._words[id(mention)] = tuple(self.told(mention).words)
            counts.update(words)
        return counts

    @classmethod
    def weighed(cls, weights: dict[str, float], rare: float, variants: Mapping[str, str]) -> Self:
        """Return the comparison of mentions whose words have these weights."""
        found = cls((), variants)
        found.weights, found.rare = weights, rare
        return found

    @staticmethod
    def stems(mention: Mention) -> frozenset[str]:
        """Return the words of a mention's quote whose weights a comparison may ask for."""
        return _stems(mention.quote)

    def told(self, mention: Mention) -> Parts:
        """Return what is compared of a mention."""
        found = self._told.get(id(mention))
        if found is None:
            if len(self._told) >= _MENTIONS:
                self._told_before, self._told = self._told, {}
            found = self._told_before.get(id(mention)) or parts(mention, self._variants)
            self._told[id(mention)] = found
        return found

    def words(self, mention: Mention, known: Sequence[str] | None = None) -> list[str]:
        """Return the words of a mention, those that say most about it first; `known` are all of them."""
        words = known or self._words.pop(id(mention), None) or self.told(mention).words
        return sorted(words, key=lambda word: (-self.weights[word], word))

    def keys(self, mention: Mention, words: Sequence[str] | None = None) -> list[str]:
        """Return the words by which a mention finds others: those that say most about it, then its names.

        `words` are those of the mention, where they are at hand.
        """
        return [*(words or self.words(mention))[:_RAREST], *sorted(self.names(mention))]

    def score(self, one: Mention, other: Mention) -> float:
        """Return how surely two mentions with compatible dates tell one happening; 0 means they do not."""
        if one.source == other.source and one.start == other.start:
            # Two dates of one sentence are two events; of one date, what is told apart is.
            return SURE if one.date == other.date and not (one.is_apart or other.is_apart) else 0.0
        if one.source == other.source:
            return self._in_one_article(one, other)
        a, b = self.told(one), self.told(other)
        quotes = _overlap(a.said, b.said)
        if quotes >= _SAME_WORDS and not a.tells_apart(b) and not a.is_of_other_things(b):
            alike = quotes >= _NEARLY_ALL_WORDS and one.is_news and other.is_news
            if alike or (_kinship(one.head, other.head) >= _RELATED and not a.has_another_object(b)):
                return 2.0 + quotes
        if one.is_statement != other.is_statement or a.names_others(b):
            return 0.0
        if (
            one.is_statement
            and one.actors
            and other.actors
            and not self._same(one.actors[0], other.actors[0])
        ):
            return 0.0  # what two people say
        return self._in_other_words(one, other, a, b)

    def _in_other_words(self, one: Mention, other: Mention, a: Parts, b: Parts) -> float:
        like = self._cosine(a.words, b.words)
        related = _nearest(a.heads, b.heads)
        if related >= _RELATED:
            if _differ(one, other) and _tell_two_acts(a, b):
                return 0.0
            by_noun = max(_nearest(a.nouns, b.heads), _nearest(b.nouns, a.heads)) >= _RELATED
            once = a.befalls_once or b.befalls_once
            of_others = not by_noun and not once and a.is_of_other_things(b)
            if a.tells_apart(b) or of_others or (not once and a.has_another_object(b)):
                return related + like if like >= _LIKE_APART else 0.0
            coarse = min(_precision(one), _precision(other)) < edtf.Precision.DAY
            least = _LIKE_BEFALLING if once else _LIKE_RELATED_COARSE if coarse else _LIKE_RELATED
            return related + like if like >= least else 0.0
        if a.tells_apart(b):
            return 0.0
        both = len(a.things & b.things)
        if a.is_known and b.is_known and not related:  # both name happenings, of two kinds
            return like if like >= _LIKE and both > 1 and a.shares(b) > 1 else 0.0
        exact = one.date == other.date and not edtf.parse(one.date).is_approximate
        named = max(_nearest(a.heads | a.named, b.heads), _nearest(b.named, a.heads)) >= _RELATED
        if exact and named and like >= _LIKE_RELATED and a.names_same(b):
            return like  # “killed in the attack”, “attacked”
        # Verbs that are no kin: “fires missiles”, “answers with missiles”.
        least = _least(one.date, other.date)
        if (both > 1 or a.shares(b) > 1) and a.names_same(b) and least == _LIKE:
            least = _LIKE_SAME_NAMES
        return like if both and like >= least else 0.0

    def whatever_the_date(self, one: Mention, other: Mention) -> float:
        """Return how surely two articles tell one happening although its dates differ; 0 means they do not.

        Happenings of one kind resemble each other from day to day, so no name, figure or word such as
        “another” may part them, and what can be done every day must be told at length in the same words.
        """
        if one.source == other.source or one.is_statement or other.is_statement:
            return 0.0
        a, b = self.told(one), self.told(other)
        if not any(_same_kind(x, y) for x in a.heads for y in b.heads) or self._parted(one, other):
            return 0.0
        quotes = _overlap(a.said, b.said)
        clauses = self._cosine(a.words, b.words)
        if (a.heads | b.heads) & language.words().once:
            return max(quotes, clauses) if max(quotes, clauses) >= _LIKE_ONCE else 0.0
        common = len(a.said & b.said)
        return quotes if quotes >= _SAME_QUOTE and common >= _LONG_QUOTE else 0.0

    def names(self, mention: Mention) -> frozenset[str]:
        """Return the names in a mention's sentence, each in its fullest form."""
        return self._full(mention.names)

    def _parted(self, one: Mention, other: Mention) -> bool:
        """Whether the names, figures or words for a further one tell two happenings apart."""
        a, b = self.told(one).said, self.told(other).said
        further = language.words().further
        if (a & further) != (b & further):
            return True
        pairs = [
            (self.names(one), self.names(other)),
            (self._full(one.actors), self._full(other.actors)),
            (self._full(one.places), self._full(other.places)),
            (_figures(a), _figures(b)),
        ]
        return any(x and y and x.isdisjoint(y) for x, y in pairs) or bool(one.names) != bool(other.names)

    def _full(self, names: Iterable[str]) -> frozenset[str]:
        return frozenset(self._variants.get(name, name) for name in names)

    def _same(self, one: str, other: str) -> bool:
        return self._variants.get(one, one) == self._variants.get(other, other)

    def _in_one_article(self, one: Mention, other: Mention) -> float:
        """Compare within an article, which tells an event twice in headline and lede, or again in passing."""
        if one.is_news and other.is_news and (one.is_headline or other.is_headline):
            return 1.0
        if one.is_statement != other.is_statement:
            return 0.0
        a, b = self.told(one), self.told(other)
        if _refers_back(a, b) or _refers_back(b, a):
            return SURE
        if a.names_others(b) or _moved_otherwise(one, other):
            return 0.0
        like = self._cosine(a.words, b.words)
        related = _nearest(a.heads, b.heads)
        shared = not a.things.isdisjoint(b.things)
        if one.is_news and other.is_news:
            if self._befell_others(*sorted((one, other), key=lambda mention: mention.start)):
                return 0.0
            related = _kinship(one.head, other.head)
            return 1.0 if related >= _RELATED or (shared and like >= _LIKE) else 0.0
        rough = edtf.parse(one.date).is_approximate != edtf.parse(other.date).is_approximate
        if rough and (one.is_news or other.is_news):
            named = max(_nearest(a.heads | a.named, b.heads), _nearest(b.named, a.heads))
            return like if named >= _RELATED and shared and like >= _LIKE_RELATED else 0.0
        in_passing = one.is_nominal or other.is_nominal
        if related < _RELATED or (_differ(one, other) and _tell_two_acts(a, b)):
            return 0.0
        return related if (in_passing and one.date != other.date) or like >= _LIKE else 0.0

    def _befell_others(self, one: Mention, later: Mention) -> bool:
        """Whether an article tells the like of two: the mayor resigned, the treasurer quit.

        “The man” can be the “cyclist” that was told of before, if he is no man told of like others.
        """
        a, b = self.told(one), self.told(later)
        if a.object or b.object or a.nouns or b.nouns or not a.is_of_other_things(b):
            return False
        nouns = subject_noun(one), subject_noun(later)
        if "" in nouns or _kinship(*nouns):
            return False
        first, second = (_article(each.quote, noun) for each, noun in zip((one, later), nouns, strict=True))
        known = language.words()
        is_definite = second in known.articles - known.indefinite
        return first == second if is_definite else second in known.indefinite | known.further

    def _cosine(self, one: frozenset[str], other: frozenset[str]) -> float:
        if one.isdisjoint(other):
            return 0.0
        # fsum, because the order of a set is another in each process.
        shared, a, b = (
            math.fsum(self.weights.get(word, self.rare) ** 2 for word in words)
            for words in (one & other, one, other)
        )
        return shared / math.sqrt(a * b) if a and b else 0.0


def _article(quote: str, noun: str) -> str:
    """Return the article of a noun, or a word such as “another”; "" without one."""
    known = language.words()
    openers = "|".join(sorted(known.articles | known.further))
    found = re.search(rf"\b({openers})\s(?:\w+\s){{0,2}}?{re.escape(noun)}\b", quote.lower())
    return found[1] if found else ""


def weights_of(counts: Mapping[str, int], mentions: int) -> dict[str, float]:
    """Return the weights of words, of which `counts` says how many of all the mentions have each."""
    total = _total(mentions)
    return {word: _weight(total / count) for word, count in counts.items()}


def _total(mentions: int) -> float:
    # Rounded as well: else each mention more would move the weights of some words, perhaps common ones.
    return math.exp(_rounded(math.log(max(mentions, _LEAST_MENTIONS))))


def _weight(rarity: float) -> float:
    return _rounded(math.log(1 + rarity))


def _rounded(number: float) -> float:
    return round(_STEPS * number) / _STEPS


def _kinship(one: str, other: str) -> float:
    kinship = vocabulary("en").kinship
    return max(kinship(one, other), kinship(other, one))


def _nearest(some: Iterable[str], others: Iterable[str]) -> float:
    return max((_kinship(one, other) for one in some for other in others), default=0.0)


@lru_cache(maxsize=10_000)
def _same_kind(one: str, other: str) -> bool:
    """Whether two words name the same kinds of happenings: “elect” is of other kinds than “swear in”."""
    if _kinship(one, other) == 1.0:
        return True
    a, b = ({key for key, _ in vocabulary("en").keys(word) if key[0] == "family"} for word in (one, other))
    return 2 * len(a & b) >= len(a | b) > 0


def _refers_back(told: Parts, later: Parts) -> bool:
    """Whether a later clause is about what is told: “Thousands marched …”, “Saturday's march began …”.

    A verb of its own (“the march blocked the bridge”) tells more than that, unless its noun is the same word.
    """
    if _tell_two_acts(told, later):
        return False
    nearest = _nearest(later.nouns, told.heads)
    return nearest == 1.0 or (nearest >= _RELATED and later.heads <= later.nouns)


def _tell_two_acts(one: Parts, other: Parts) -> bool:
    """Whether only a noun is of one kind in both: “the deal was struck”, “the deal was made public”."""
    if not one.verbs or not other.verbs:
        return False
    return max(_nearest(one.verbs, other.heads), _nearest(other.verbs, one.heads)) < _RELATED


def _least(one: str, other: str) -> float:
    if edtf.parse(one).is_approximate or edtf.parse(other).is_approximate:
        return _LIKE_ROUGH
    return _LIKE_COARSE if _is_coarse(one) or _is_coarse(other) else _LIKE


def _precision(mention: Mention) -> edtf.Precision:
    return edtf.parse(mention.date).precision


def _differ(one: Mention, other: Mention) -> bool:
    return _precision(one) != _precision(other)


def _is_coarse(date: str) -> bool:
    return edtf.parse(date).precision < edtf.Precision.DAY


@lru_cache(maxsize=_QUOTES)
def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words_of(text) if len(word) > 3)


def _moved_otherwise(one: Mention, other: Mention) -> bool:
    """Whether two rose or fell by other amounts: “Norden falls 4%”, “Norden Air falls 11%”."""
    moving = language.words().moving | language.words().trading
    if one.head not in moving or other.head not in moving:
        return False
    amounts, others = _amounts(one.title), _amounts(other.title)
    return any(amounts[unit] != others[unit] for unit in amounts.keys() & others.keys())


def _amounts(text: str) -> dict[str, str]:
    """Return the figures of a text by what they count: “by 4 per cent” → {"per": "4"}."""
    return {unit: figure for figure, unit in _AMOUNT.findall(text.lower())}


def _figures(texts: Iterable[str]) -> frozenset[str]:
    numbers = language.words().numbers
    return frozenset(word for word in texts if word in numbers or any(map(str.isdigit, word)))


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    common = len(one & other)
    union = len(one) + len(other) - common
    return common / union if union else 0.0
