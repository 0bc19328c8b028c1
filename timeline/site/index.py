"""What the viewer knows of a long story before it loads a part, as JSON: times, facets, words and ids.

The times stand in the page. The rest lies in files of its own, each read when it is first needed.
Events go by their numbers in the story. A list of them holds the first number and then the distance from each
to the next, which compresses to little more than a byte an event.
"""

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from timeline.site.evidence import sources_of
from timeline.site.render import shape_of
from timeline.site.story import Dated, Story
from timeline.site.words import in_words

__all__ = ["FACETS", "SHAPES", "SHARDS", "files", "fold", "shard", "times"]

# The viewer has the same: `viewer/src/large/data.ts`.
SHAPES = ("day", "month", "year", "span", "one-of", "since", "until")
SHARDS = 61
FACETS = ("tag", "actor", "place", "source", "relevance", "review")
_SECONDARY, _PLANNED = 8, 16
_FIRST_LETTER = ord("A")

_WORD = re.compile(r"[^\W_]+")


def files(story: Story) -> Iterator[tuple[str, str]]:
    """Yield the name and the content of each file."""
    yield "index.json", _json({"stamp": story.stamp})
    for name, values in _facets(story).items():
        ranked = sorted(values.items(), key=lambda item: (-len(item[1]), item[0]))
        content: Any = {
            "names": [value for value, _ in ranked],
            "events": [_gaps(found) for _, found in ranked],
        }
        yield f"facet-{name}.json", _json(content)
    ids: list[dict[str, Any]] = [{} for _ in range(SHARDS)]
    for number, one in enumerate(story.events):
        ids[shard(one.key)][one.key] = number
    words: list[dict[str, Any]] = [{} for _ in range(SHARDS)]
    for word, found in sorted(_words(story).items()):
        words[shard(word[:2])][word] = _gaps(found)
    for name, shards in (("ids", ids), ("words", words)):
        for number, entries in enumerate(shards):
            yield f"{name}-{number}.json", _json(entries)


def shard(text: str) -> int:
    """Return the number of the file in which a text is looked up."""
    number = 0
    for character in text:
        number = (number * 31 + ord(character)) % SHARDS
    return number


def fold(text: str) -> str:
    """Return a text as it is searched in: without accents, in lower case."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(each for each in decomposed if not unicodedata.category(each).startswith("M")).lower()


def times(story: Story) -> str:
    """Return when the events are, as JSON: days, lengths, and a letter for the kind of each."""
    kinds = ""
    lengths = []
    for one in story.events:
        shape = shape_of(one.date)
        kind = SHAPES.index(shape)
        kind += (_SECONDARY if one.event.relevance == "secondary" else 0) + (
            _PLANNED if one.is_planned else 0
        )
        kinds += chr(_FIRST_LETTER + kind)
        if shape not in ("day", "since", "until"):
            lengths.append(int(one.last - one.first))
    days = _gaps(int(one.place_in_time) for one in story.events)
    minutes = {number: one.minute for number, one in enumerate(story.events) if one.minute is not None}
    facets = {name: len(values) for name, values in _facets(story).items()}
    return _json({"days": days, "kinds": kinds, "lengths": lengths, "minutes": minutes, "facets": facets})


def _facets(story: Story) -> dict[str, dict[str, list[int]]]:
    facets: dict[str, dict[str, list[int]]] = {name: {} for name in FACETS}
    for number, one in enumerate(story.events):
        event = one.event
        values = (
            event.tags,
            event.actors,
            event.places,
            [each.publisher for each in sources_of(event, story.timeline) if each.publisher],
            [event.relevance],
            [*(["disputed"] if event.disputed else []), event.status],
        )
        for facet, several in zip(facets.values(), values, strict=True):
            for value in dict.fromkeys(several):
                facet.setdefault(value, []).append(number)
    return facets


def _words(story: Story) -> Mapping[str, Sequence[int]]:
    words: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(story.events):
        texts = fold(" ".join(_texts(one, story)))
        for word in set(_WORD.findall(texts)):
            words[word].append(number)
    return words


def _texts(one: Dated, story: Story) -> Iterator[str]:
    event = one.event
    yield in_words(event.date, event.disputed)
    yield event.title
    yield event.summary or ""
    yield from (*event.actors, *event.places, *event.tags)
    for evidence in event.evidence:
        yield evidence.quote
    for source in sources_of(event, story.timeline):
        yield f"{source.publisher or ''} {source.title or ''}"


def _gaps(numbers: Iterable[int]) -> list[int]:
    gaps, last = [], 0
    for number in numbers:
        gaps.append(number - last)
        last = number
    return gaps


def _json(content: Any) -> str:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "replace").decode("utf-8")  # YAML can hold half a surrogate pair
