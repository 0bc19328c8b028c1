"""Which articles are one story, lightly edited: MinHash over word shingles.

Broder, "On the resemblance and containment of documents", 1997; banded locality-sensitive hashing as in
Leskovec, Rajaraman and Ullman, "Mining of Massive Datasets", chapter 3. Time and memory grow with the number
of articles, not with its square.
"""

import re
from array import array
from collections.abc import Iterator, Sequence
from hashlib import blake2b

from timeline.documents.model import Document

__all__ = ["near_duplicates"]

_SHINGLE = 3  # words
_PERMUTATIONS = 128
# Pairs are sought where about this share of all shingles is common (Jaccard) …
_CANDIDATE = 0.25
# … and kept when so much of the shorter article stands in the longer one, as in a copy with added paragraphs.
_CONTAINED = 0.6
_SAME = 0.8  # of all shingles of both; such texts are taken for one
_LEAST = 20  # shingles; two shorter texts can agree by chance
_WORD = re.compile(r"\w+")


def near_duplicates(documents: Sequence[Document]) -> list[frozenset[str]]:
    """Return the groups of two or more documents (their ids) that are edited copies of each other.

    The groups do not overlap, do not depend on the order of the documents, and come in the order of their
    smallest id. Each document is taken twice, and none is kept.
    """
    parent: dict[str, str] = {}

    def root(key: str) -> str:
        while parent.setdefault(key, key) != key:
            key = parent[key]
        return key

    for one, other in _pairs(documents):
        first, second = sorted((root(one), root(other)))
        parent[second] = first
    groups: dict[str, set[str]] = {}
    for key in parent:
        groups.setdefault(root(key), set()).add(key)
    return [frozenset(groups[key]) for key in sorted(groups)]


def _pairs(documents: Sequence[Document]) -> Iterator[tuple[str, str]]:
    # Here because it takes half a second to import, which `timeline check` need not wait for.
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=_CANDIDATE, num_perm=_PERMUTATIONS)
    seen: dict[str, array[int]] = {}
    ids = [document.id for document in documents]
    for number in sorted(range(len(ids)), key=ids.__getitem__):
        document = documents[number]
        shingles = _shingles(document.text[document.body :])
        if len(shingles) < _LEAST:
            continue
        signature = MinHash(num_perm=_PERMUTATIONS, hashfunc=_as_hash)
        signature.update_batch(sorted(shingles))
        represented = False
        for other in sorted(index.query(signature)):
            common = len(shingles.intersection(seen[other]))
            if common >= _CONTAINED * min(len(shingles), len(seen[other])):
                yield other, document.id
                represented |= common >= _SAME * (len(shingles) + len(seen[other]) - common)
        # Of almost equal texts one is enough to find the next, so that a thousand prints of one story do not
        # make a million comparisons.
        if not represented:
            index.insert(document.id, signature)
            seen[document.id] = array("I", shingles)  # as small as it can be


def _shingles(text: str) -> frozenset[int]:
    words = _WORD.findall(text.lower())
    return frozenset(
        int.from_bytes(blake2b(" ".join(words[i : i + _SHINGLE]).encode(), digest_size=4).digest(), "big")
        for i in range(len(words) - _SHINGLE + 1)
    )


def _as_hash(shingle: int) -> int:
    return shingle  # the shingles are hashes already
