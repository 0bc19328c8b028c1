"""The JSON Schema of the events file, by which editors complete and check it."""

import json
from importlib import resources
from pathlib import Path
from typing import Any

from timeline.store.files import write_atomically
from timeline.store.reading import RELEVANCES, STATUSES, VERSION

__all__ = ["COMMENT", "COMMENT_BELOW", "FILE_NAME", "build", "place", "text"]

FILE_NAME = "events.schema.json"
COMMENT = (
    f"# yaml-language-server: $schema={FILE_NAME}"  # understood by every editor with a YAML language server
)
COMMENT_BELOW = f"# yaml-language-server: $schema=../{FILE_NAME}"  # in the file of a year


def text() -> str:
    """Return the schema that ships with the package."""
    return resources.files("timeline.store").joinpath(FILE_NAME).read_text(encoding="utf-8")


def place(path: Path, content: str) -> None:
    """Lay the schema beside an events file that points to it. Raises TimelineError when that fails."""
    if COMMENT in content:
        write_atomically(path.parent / FILE_NAME, text())


def build() -> dict[str, Any]:
    """Return the schema as data; `python -m timeline.store.schema` writes it into the package."""
    text_ = {"type": ["string", "number", "boolean"]}  # as editors read `title: 2020` or `title: no`
    date = {
        "type": ["string", "integer"],
        "description": "EDTF: 2020, 2020-01, 2020-01-03, 2020-01-03/2020-01-08, "
        "2020-01-08/.. (since then), '[2020-01-04..2020-01-12]' (one day within), 2020-01~, 199X",
    }
    texts = {"type": ["array", "null"], "items": text_}
    optional = {"type": [*text_["type"], "null"]}
    link = {**optional, "pattern": "^[Hh][Tt][Tt][Pp][Ss]?://", "description": "an http or https link"}
    offset = {"type": ["integer", "null"], "minimum": 0}
    evidence = {
        "type": "object",
        "required": ["source", "quote"],
        "properties": {
            "source": {**text_, "description": "a key of “sources”"},
            "quote": {**text_, "description": "the article's own words"},
            "start": {**offset, "description": "characters into the article's text"},
            "end": {**offset, "description": "characters into the article's text, behind the quote"},
            "page": {**offset, "description": "the page of a PDF on which the quote begins"},
            "expression": {**optional, "description": "the words in the quote that give the date"},
            "because": {**texts, "description": "how the date was found, one step a line"},
        },
    }
    source = {
        "type": ["object", "null"],
        "properties": {
            "file": {**optional, "description": "the article's file in the folder of articles"},
            "title": optional,
            "publisher": optional,
            "url": link,
            "language": {**optional, "description": "such as en"},
            "published": {**date, "type": [*date["type"], "null"]},
            "archived": {**link, "description": "a link to an archived copy of the article"},
            "published_because": {**texts, "description": "how the date of publication is known"},
            "fingerprint": _FINGERPRINT,
        },
    }
    event = {
        "type": "object",
        "required": ["date", "title"],
        "properties": {
            "id": {**text_, "description": "made once, never changed: links to the event use it"},
            "date": date,
            "title": {**text_, "description": "a short sentence in the present tense"},
            "summary": optional,
            "actors": texts,
            "places": texts,
            "tags": texts,
            "relevance": {"enum": [*RELEVANCES, None]},
            "status": {"enum": [*STATUSES, None], "description": "hidden: not shown, and not proposed again"},
            "planned": {
                "type": ["boolean", "null"],
                "description": "true: the articles tell it as a plan, not as something that happened",
            },
            "image": {
                "type": ["object", "null"],
                "required": ["file"],
                "properties": {
                    "file": {**text_, "description": "in the site, its path as seen from this file"},
                    "text": {**optional, "description": "what is to be seen, for those who do not see it"},
                    "caption": optional,
                    "credit": {**optional, "description": "who made it"},
                },
            },
            "disputed": {
                "type": ["array", "null"],
                "items": date,
                "description": "other dates that sources give",
            },
            "evidence": {"type": ["array", "null"], "items": evidence},
            "fingerprint": _FINGERPRINT,
        },
    }
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Timeline",
        "description": "Events with their dates, and the articles that tell them",
        "type": "object",
        "properties": {
            "timeline": {"enum": [int(VERSION)], "description": "the version of this format"},
            "title": optional,
            "sources": {"type": ["object", "null"], "additionalProperties": source},
            "events": {"type": ["array", "null"], "items": event},
        },
    }


_FINGERPRINT = {
    "type": "string",
    "description": "tells whether somebody changed what was written here; leave it",
}


if __name__ == "__main__":
    content = json.dumps(build(), indent=2, ensure_ascii=False) + "\n"
    write_atomically(Path(__file__).with_name(FILE_NAME), content)
