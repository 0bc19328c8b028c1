"""The JSON-LD, read with a processor: every word of it means something, and on what it may stand.

`schema_org.jsonld` is the part of schema.org's context that is used; nothing is fetched.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from pyld import jsonld

from timeline.events.model import Timeline
from timeline.exports import export
from timeline.store import read

ROOT = Path(__file__).parents[2]
CONTEXT = json.loads(Path(__file__).with_name("schema_org.jsonld").read_text(encoding="utf-8"))
SCHEMA = "https://schema.org/"

# The properties that schema.org defines for each type and its more general ones.
_THING = {"name", "identifier", "description", "disambiguatingDescription", "url", "subjectOf"}
_WORK = _THING | {"headline", "publisher", "datePublished", "inLanguage", "about", "keywords"}
PROPERTIES = {
    "Thing": _THING,
    "Place": _THING | {"keywords"},
    "Organization": _THING | {"keywords", "location"},
    "NewsArticle": _WORK,
    "Event": _THING | {"startDate", "endDate", "location", "about", "keywords", "inLanguage"},
    "ItemList": _THING | {"itemListElement", "itemListOrder"},
    "ListItem": _THING | {"item", "position"},
}


def load(url: str, _options: dict[str, Any]) -> dict[str, Any]:
    assert url.rstrip("/") == "https://schema.org"
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": CONTEXT}


@pytest.fixture(scope="module", params=["docs/events.yml", "tests/site/data/events.yml"])
def timeline(request: pytest.FixtureRequest) -> Timeline:
    return read(ROOT / request.param)


def nodes(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, list):
        return [node for each in value for node in nodes(each)]
    if not isinstance(value, dict) or "@value" in value:
        return []
    return ([value] if "@type" in value else []) + nodes(list(value.values()))


def test_every_word_of_it_is_defined_and_stands_where_it_may(timeline: Timeline) -> None:
    found = nodes(jsonld.expand(json.loads(export(timeline, "jsonld").text), {"documentLoader": load}))
    shown = [event for event in timeline.events if event.status != "hidden"]
    assert sum(node["@type"] == [SCHEMA + "Event"] for node in found) == len(shown)
    for node in found:
        [name] = [each.removeprefix(SCHEMA) for each in node["@type"]]
        properties = {key.removeprefix(SCHEMA) for key in node if not key.startswith("@")}
        assert properties <= PROPERTIES[name], (name, properties - PROPERTIES[name])


def test_nothing_is_lost_when_it_is_read(timeline: Timeline) -> None:
    data = json.loads(export(timeline, "jsonld").text)
    read_and_written = jsonld.compact(data, "https://schema.org", {"documentLoader": load, "graph": False})
    assert sorted(words_of(read_and_written)) == sorted(words_of(data))


def words_of(value: Any) -> list[str]:
    """Return every value in a piece of data with its key, in no order."""
    found = []
    for key, child in value.items():
        for each in child if isinstance(child, list) else [child]:
            if isinstance(each, dict):
                found += words_of(each)
            elif not key.startswith("@context"):
                found.append(f"{key}: {str(each).removeprefix(SCHEMA)}".replace("@type", "type"))
    return found


def test_it_is_a_graph_of_statements(timeline: Timeline) -> None:
    graph = jsonld.to_rdf(json.loads(export(timeline, "jsonld").text), {"documentLoader": load})["@default"]
    names = [each["object"]["value"] for each in graph if each["predicate"]["value"] == SCHEMA + "name"]
    assert {event.title for event in timeline.events if event.status != "hidden"} <= set(names)
