"""The options as they stand in `mkdocs.yml`, whatever else stands there."""

from pathlib import Path

import pytest

from timeline.config import Options, from_mapping, read
from timeline.errors import TimelineError


def options(folder: Path, text: str, name: str = "mkdocs.yml") -> Options:
    (folder / name).write_text(text, encoding="utf-8")
    return read(folder / name)


def test_without_a_configuration_the_defaults_hold(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    cache = tmp_path / ".cache" / "timeline.sqlite"
    assert read(tmp_path / "mkdocs.yml") == Options(docs, docs / "articles", docs / "events.yml", cache)


@pytest.mark.parametrize(
    "plugins",
    [
        "plugins: [search, timeline: {articles: texts, events: data/e.yml, title: T}]",
        "plugins:\n  timeline: {articles: texts, events: data/e.yml, title: T}\n  search: {}",
        "plugins:\n- timeline:\n    articles: texts\n    events: data/e.yml\n    title: T\n",
    ],
)
def test_plugins_may_be_a_list_or_a_mapping(plugins: str, tmp_path: Path) -> None:
    found = options(tmp_path, plugins)
    assert (found.articles, found.events, found.title) == (
        tmp_path / "texts",
        tmp_path / "data" / "e.yml",
        "T",
    )
    assert found.config == tmp_path / "mkdocs.yml"


@pytest.mark.parametrize(
    "text", ["", "plugins: [timeline]", "plugins:", "plugins: [timeline: ]", "site_name: T"]
)
def test_options_may_be_absent(text: str, tmp_path: Path) -> None:
    assert options(tmp_path, text).events == tmp_path / "docs" / "events.yml"


def test_the_defaults_lie_in_the_folder_of_the_site(tmp_path: Path) -> None:
    found = options(tmp_path, "docs_dir: content")
    assert (found.docs, found.articles) == (tmp_path / "content", tmp_path / "content" / "articles")


def test_a_file_of_tags_stands_beside_the_others(tmp_path: Path) -> None:
    assert (
        options(tmp_path, "plugins: [timeline: {tags: docs/tags.yml}]").tags == tmp_path / "docs" / "tags.yml"
    )
    assert options(tmp_path, "plugins: [timeline]").tags is None


def test_tags_of_other_plugins_are_of_no_concern(tmp_path: Path) -> None:
    text = """\
markdown_extensions:
- pymdownx.emoji: {emoji_generator: !!python/name:material.extensions.emoji.to_svg }
- x: !relative $docs_dir
- y: !!python/object/apply:os.system ["false"]
plugins:
- timeline: {title: T}
"""
    assert options(tmp_path, text).title == "T"


@pytest.mark.parametrize(
    ("value", "title"),
    [
        ("!ENV TIMELINE_TITLE", "From outside"),
        ("!ENV [NOT_SET, TIMELINE_TITLE, other]", "From outside"),
        ("!ENV [NOT_SET, other]", "other"),
        ("!ENV NOT_SET", None),
    ],
)
def test_values_may_come_from_the_environment(
    value: str, title: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIMELINE_TITLE", "From outside")
    assert options(tmp_path, f"plugins: [timeline: {{title: {value}}}]").title == title


def test_a_configuration_may_inherit(tmp_path: Path) -> None:
    options(tmp_path, "docs_dir: content\nplugins:\n  timeline: {title: Base, articles: texts}", "base.yml")
    found = options(tmp_path, "INHERIT: base.yml\nplugins:\n  timeline: {title: Own}")
    assert (found.title, found.articles, found.docs) == ("Own", tmp_path / "texts", tmp_path / "content")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            "plugins: [timeline: {article: a}]",
            r"mkdocs\.yml: the timeline plugin has no option “article”; did you mean “articles”\?$",
        ),
        (
            "plugins: [timeline: {shade: red}]",
            r"no option “shade”; known are articles, events, title, tags, columns$",
        ),
        ("plugins: [timeline: {title: [a]}]", r"the option “title” of the timeline plugin must be a text"),
        (
            'plugins: [timeline: {events: "a\\0b"}]',
            r"the option “events” of the timeline plugin has a NUL in it",
        ),
        ("plugins: [timeline", r"mkdocs\.yml:1: this is not valid YAML: .*; correct this line$"),
        (
            "site_name: a\nx: " + "[" * 10_000,
            r"mkdocs\.yml:2: this is not valid YAML: it is nested more than 100",
        ),
        ("copyright: 2020-02-30", r"mkdocs\.yml: this is not valid YAML: day is out of range"),
        ("- a", r"this is no MkDocs configuration"),
        ("INHERIT: mkdocs.yml", r"inherits from itself"),
        ("INHERIT: none.yml", r"“INHERIT” names none.yml, which does not exist"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(text: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(TimelineError, match=says) as caught:
        options(tmp_path, text)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("absent", [None, ""])
def test_absent_values_of_the_plugin_are_defaults(absent: str | None, tmp_path: Path) -> None:
    given = {"articles": absent, "events": absent, "title": absent}
    assert from_mapping(given, tmp_path) == from_mapping({}, tmp_path)


def test_columns_are_fields_and_what_holds_them(tmp_path: Path) -> None:
    found = options(tmp_path, "plugins: [timeline: {columns: {text: story, published: first printed}}]")
    assert found.columns == (("text", "story"), ("published", "first printed"))


@pytest.mark.parametrize(
    ("columns", "says"),
    [
        ("body", "“columns” of the timeline plugin must name the column of each field, as in"),
        ("{text: [a]}", "“columns” of the timeline plugin must name the column of each field, as in"),
        ("{titel: a}", "“columns”: articles have no field “titel”; did you mean “title”?"),
        ("{colour: a}", "“columns”: articles have no field “colour”; fields are id, title, published"),
    ],
)
def test_columns_that_mean_nothing_are_told(columns: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(TimelineError) as caught:
        options(tmp_path, f"plugins: [timeline: {{columns: {columns}}}]")
    assert says in str(caught.value)
