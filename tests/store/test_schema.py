"""The JSON Schema says what the reader accepts, and stays in step with the models."""

import dataclasses
import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from timeline.events.model import Event, Evidence, Source, Timeline
from timeline.store import schema, update
from timeline.store.reading import FINGERPRINT

SCHEMA = schema.build()
SOURCE = SCHEMA["properties"]["sources"]["additionalProperties"]
EVENT = SCHEMA["properties"]["events"]["items"]


def test_the_shipped_schema_is_the_generated_one() -> None:
    assert json.loads(schema.text()) == SCHEMA, "run: python -m timeline.store.schema"
    jsonschema.Draft7Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(
    ("model", "properties", "besides"),
    [
        (Event, EVENT["properties"], {FINGERPRINT, "planned", "image"}),  # kept under `extra`
        (Source, SOURCE["properties"], {FINGERPRINT, "archived"}),
        (Evidence, EVENT["properties"]["evidence"]["items"]["properties"], set()),
    ],
)
def test_it_knows_the_fields_of_the_models(
    model: type, properties: dict[str, object], besides: set[str]
) -> None:
    fields = {field.name for field in dataclasses.fields(model)} - {"extra"}
    assert set(properties) == fields | besides


@pytest.mark.parametrize(
    ("text", "is_valid"),
    [
        ("events:\n- {date: 2020, title: No}", True),
        ("timeline: 1\nevents:\n- {date: 2020-01, title: One, mine: {a: 1}}", True),
        ("sources:\n  a: {url: 'https://a.org', published: 2020}\nevents:", True),
        ("events:\n- {title: One}", False),
        ("events:\n- {date: 2020, title: One, status: done}", False),
        ("sources:\n  a: {url: 'javascript:alert(1)'}", False),
        ("timeline: 2", False),
    ],
)
def test_it_accepts_what_the_reader_accepts(text: str, is_valid: bool) -> None:
    assert jsonschema.Draft7Validator(SCHEMA).is_valid(yaml.safe_load(text)) is is_valid


def test_a_new_file_points_to_the_schema_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "events.yml"
    timeline = Timeline(
        title="T", events=[Event("2020~", "One: two", evidence=[Evidence("a", "q", 1, 2, ("b",))])]
    )
    update(path, timeline)
    first = path.read_text(encoding="utf-8").splitlines()[0]
    pointed_to = tmp_path / first.removeprefix("# yaml-language-server: $schema=")
    jsonschema.validate(
        yaml.safe_load(path.read_text(encoding="utf-8")), json.loads(pointed_to.read_text(encoding="utf-8"))
    )


def test_where_the_pointer_was_removed_no_schema_is_laid(tmp_path: Path) -> None:
    (tmp_path / "events.yml").write_text("timeline: 1\n")
    update(tmp_path / "events.yml", Timeline(events=[Event("2020", "One", evidence=[Evidence("a", "q")])]))
    assert [path.name for path in tmp_path.iterdir()] == ["events.yml"]
