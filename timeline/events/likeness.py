"""How surely two mentions tell the same happening.

The words of two clauses are compared by the cosine of their vectors, each word weighted by its inverse
document frequency over all mentions (Salton and Buckley, "Term-weighting approaches in automatic text
retrieval", 1988); quotes by the share of common words (Jaccard, 1912).
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from timeline.events import language
from timeline.events.mention import Mention
from timeline.events.tags import default, stem
from timeline.times import edtf
from timeline.times.happenings import kinship

__all__ = ["SURE", "Likeness"]

SURE = 1.0  # likeness from which on a mention joins every event it fits
_SAME_WORDS = 0.55  # share of common words from which on two quotes tell the same in the same words
_RELATED = 0.7  # kinship from which on two verbs or nouns can name one happening
# Cosine of the weighted words of two clauses from which on they tell the same: with the same head, with
# related ones, with any, when one is dated more coarsely than by a day or only by its publication.
_LIKE_SAME_HEAD, _LIKE_RELATED, _LIKE, _LIKE_COARSE, _LIKE_ROUGH = 0.15, 0.18, 0.27, 0.4, 0.5
_LIKE_SENTENCE = 0.13  # the same for whole sentences of one day that share two names
# For mentions with different dates: the same for clauses that tell what is done only once; for others the
# share of common words of their quotes, and the least number of these.
_LIKE_ONCE, _SAME_QUOTE, _LONG_QUOTE = 0.4, 0.75, 10

_REMEMBERED = 10_000  # quotes whose words are at hand: those compared stand close together in time


class Likeness:
    """Compares mentions; words that few of all mentions use weigh more (inverse document frequency)."""

    def __init__(self, mentions: Iterable[Mention], variants: Mapping[str, str]) -> None:
        self._variants = variants
        all_mentions = list(mentions)
        self._clauses = {id(mention): self._words_of(mention) for mention in all_mentions}
        self._mentions = all_mentions  # keeps the ids theirs
        self._clause_weights = _weights([self._clause(mention) for mention in all_mentions])
        self._sentence_weights = _weights([_sentence(mention) for mention in all_mentions])

    def score(self, one: Mention, other: Mention) -> float:
        """Return how surely two mentions with compatible dates tell one happening; 0 means they do not."""
        related = kinship(one.head, other.head)
        if one.source == other.source and one.start == other.start:
            return SURE if one.date == other.date else 0.0  # two dates of one sentence are two events
        if one.source == other.source:
            return self._in_one_article(one, other, related)
        quotes = _overlap(_quote_words(one), _quote_words(other))
        if quotes >= _SAME_WORDS:
            return 2.0 + quotes if related >= _RELATED or (one.is_news and other.is_news) else 0.0
        if one.is_statement != other.is_statement:
            return 0.0
        like = self._of_clauses(one, other)
        if related >= _RELATED and like >= (_LIKE_SAME_HEAD if related == 1.0 else _LIKE_RELATED):
            return related + like
        if like >= _LIKE and like >= _least(edtf.parse(one.date), edtf.parse(other.date)):
            return like
        return self._of_one_day(one, other)

    def whatever_the_date(self, one: Mention, other: Mention) -> float:
        """Return how surely two articles tell one happening although its dates differ; 0 means they do not.

        Happenings of one kind resemble each other from day to day, so no name, figure or word such as
        “another” may part them, and what can be done every day must be told at length in the same words.
        """
        if one.source == other.source or one.is_statement or other.is_statement:
            return 0.0
        if kinship(one.head, other.head) < _RELATED or self._parted(one, other):
            return 0.0
        quotes = _overlap(_undated_words(one), _undated_words(other))
        clauses = self._of_clauses(one, other)
        if {one.head, other.head} & language.words().once:
            return max(quotes, clauses) if max(quotes, clauses) >= _LIKE_ONCE else 0.0
        common = len(_undated_words(one) & _undated_words(other))
        return quotes if quotes >= _SAME_QUOTE and common >= _LONG_QUOTE else 0.0

    def names(self, mention: Mention) -> frozenset[str]:
        """Return the names in a mention's sentence, each in its fullest form."""
        return frozenset(self._variants.get(name, name) for name in mention.names)

    def _parted(self, one: Mention, other: Mention) -> bool:
        """Whether the names, figures or words for a further one tell two happenings apart."""
        a, b = _undated_words(one), _undated_words(other)
        further = language.words().further
        if (a & further) != (b & further):
            return True
        pairs = [
            (self.names(one), self.names(other)),
            *(
                (self._full(x), self._full(y))
                for x, y in ((one.actors, other.actors), (one.places, other.places))
            ),
            (_figures(a), _figures(b)),
        ]
        return any(x and y and x.isdisjoint(y) for x, y in pairs) or bool(one.names) != bool(other.names)

    def _full(self, names: Iterable[str]) -> frozenset[str]:
        return frozenset(self._variants.get(name, name) for name in names)

    def _of_one_day(self, one: Mention, other: Mention) -> float:
        """Compare whole sentences of one day: clauses told in other words stand beside the same names."""
        rough = one.date != other.date or edtf.parse(one.date).is_approximate
        if rough or self._shared_names(one, other) < 2:
            return 0.0
        like = _cosine(_sentence(one), _sentence(other), self._sentence_weights)
        return like if like >= _LIKE_SENTENCE else 0.0

    def _shared_names(self, one: Mention, other: Mention) -> int:
        return len(self.names(one) & self.names(other))

    def _in_one_article(self, one: Mention, other: Mention, related: float) -> float:
        """Compare within an article, which tells an event twice in headline and lede, or again in passing."""
        if one.is_news and other.is_news and (one.is_headline or other.is_headline):
            return 1.0
        if one.is_statement != other.is_statement:
            return 0.0
        if _refers_back(one, other) or _refers_back(other, one):
            return SURE
        like = self._of_clauses(one, other)
        if one.is_news and other.is_news:
            return 1.0 if related >= _RELATED or like >= _LIKE_RELATED else 0.0
        in_passing = one.is_nominal or other.is_nominal
        if related >= _RELATED and ((in_passing and one.date != other.date) or like >= _LIKE):
            return related
        return 0.0

    def _clause(self, mention: Mention) -> frozenset[str]:
        return self._clauses[id(mention)]

    def _words_of(self, mention: Mention) -> frozenset[str]:
        names = (self._variants.get(name, name) for name in (*mention.actors, *mention.places))
        parts = {part.lower() for name in names for part in name.split()}
        return mention.words | parts | {f"#{tag}" for tag in default().tags(mention.stems)}

    def _of_clauses(self, one: Mention, other: Mention) -> float:
        heads = {stem(one.head), stem(other.head)}  # they are compared by their kinship
        return _cosine(self._clause(one) - heads, self._clause(other) - heads, self._clause_weights)


def _weights(texts: Sequence[frozenset[str]]) -> dict[str, float]:
    counts = Counter(word for text in texts for word in text)
    total = len(texts) + 1
    return {word: math.log(1 + total / count) for word, count in counts.items()}


def _cosine(one: frozenset[str], other: frozenset[str], weights: Mapping[str, float]) -> float:
    if one.isdisjoint(other):
        return 0.0
    # fsum, because the order of a set is another in each process.
    shared, a, b = (math.fsum(weights[word] ** 2 for word in words) for words in (one & other, one, other))
    return shared / math.sqrt(a * b) if a and b else 0.0


def _sentence(mention: Mention) -> frozenset[str]:
    return _stems(mention.quote)


@lru_cache(maxsize=_REMEMBERED)
def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in _words(text) if len(word) > 3)


def _refers_back(news: Mention, later: Mention) -> bool:
    """Whether a later sentence is about the news: “Thousands marched …”, “Saturday's march began …”."""
    subject = later.title.lower().split()[:2]
    return news.is_news and any(kinship(news.head, word) == 1.0 for word in subject)


def _least(one: edtf.Edtf, other: edtf.Edtf) -> float:
    if one.is_approximate or other.is_approximate:
        return _LIKE_ROUGH
    return _LIKE if min(one.precision, other.precision) >= edtf.Precision.DAY else _LIKE_COARSE


def _quote_words(mention: Mention) -> frozenset[str]:
    return _words(mention.quote)


@lru_cache(maxsize=_REMEMBERED)
def _words(text: str) -> frozenset[str]:
    return frozenset(word.strip("“”\"'’.,;:()*") for word in text.lower().split()) - {""}


def _undated_words(mention: Mention) -> frozenset[str]:
    """Return the words of the quote without those of the time expression."""
    if not mention.expression:
        return _quote_words(mention)
    return _words(mention.quote.replace(mention.expression, " "))


def _figures(texts: Iterable[str]) -> frozenset[str]:
    numbers = language.words().numbers
    return frozenset(word for word in texts if word in numbers or any(map(str.isdigit, word)))


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    common = len(one & other)
    union = len(one) + len(other) - common
    return common / union if union else 0.0
