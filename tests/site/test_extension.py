"""The block in a page: where it works, and what it says when something is wrong."""

import logging
from pathlib import Path

import pytest
from markdown import Markdown

BLOCK = "/// timeline | events.yml\n///"
EXTENSIONS = ["timeline", "pymdownx.superfences", "admonition", "toc", "attr_list"]


@pytest.fixture
def convert(tmp_path: Path, lindow: str):
    (tmp_path / "events.yml").write_text(lindow, encoding="utf-8")
    (tmp_path / "empty.yml").write_text("timeline: 1\nevents: []\n", encoding="utf-8")
    (tmp_path / "broken.yml").write_text(
        "timeline: 1\nevents:\n- date: 30 February\n  title: No\n", encoding="utf-8"
    )
    markdown = Markdown(extensions=EXTENSIONS, extension_configs={"timeline": {"base_path": str(tmp_path)}})
    return lambda text: markdown.reset().convert(text)


@pytest.mark.parametrize(
    "text",
    [
        BLOCK,
        "* a list\n\n    /// timeline | events.yml\n    ///\n",
        "> /// timeline | events.yml\n> ///\n",
        '!!! note "In a box"\n\n    /// timeline | events.yml\n    ///\n',
    ],
    ids=["alone", "list", "quote", "admonition"],
)
def test_the_block_works_wherever_blocks_do(convert, text: str) -> None:
    html = convert(text)
    assert html.count("<article") == 23
    assert "tl-problem" not in html


@pytest.mark.parametrize(
    "text", [f"```\n{BLOCK}\n```", "    " + BLOCK.replace("\n", "\n    "), "`/// timeline | x`"]
)
def test_code_is_left_alone(convert, caplog: pytest.LogCaptureFixture, text: str) -> None:
    html = convert(text)
    assert "timeline-view" not in html
    assert "tl-problem" not in html
    assert not caplog.records


def test_events_are_in_the_table_of_contents_under_their_own_ids(convert) -> None:
    html = convert(f"[TOC]\n\n{BLOCK}")
    assert '<a href="#aaa007">The bridge is closed to all traffic</a>' in html


def test_two_timelines_on_a_page_have_different_ids(convert) -> None:
    html = convert(f"# aaa001 {{#aaa002}}\n\n{BLOCK}\n\n{BLOCK}")
    ids = [part.split('"')[0] for part in html.split(' id="')[1:]]
    assert len(ids) == len(set(ids))
    assert {"aaa001", "aaa001-2", "aaa002-2", "aaa002-3"} <= set(ids)


def test_a_page_after_another_starts_afresh(convert) -> None:
    assert convert(BLOCK) == convert(BLOCK)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("/// timeline | nothing.yml\n///", ["nothing.yml", "timeline build"]),
        (f"/// timeline | {'long' * 100}.yml\n///", ["no file longlong"]),
        ("/// timeline | broken.yml\n///", ["broken.yml:3", "30 February"]),
        ("/// timeline\n///", ["/// timeline | events.yml"]),
        ("/// timeline | events.yml\n    zoom: 3\n///", ["its options (from, to"]),
        ("/// timeline | events.yml\n    - not a mapping\n///", ["its options (from, to"]),
        ("/// timeline | events.yml\n  zoom: 3\n///", ["takes no content", "zoom: 3"]),
        ("/// timeline | events.yml\n\nThe rest of the page.", ["not closed"]),
    ],
    ids=[
        "no file",
        "no such name",
        "broken file",
        "no file named",
        "option",
        "bad header",
        "content",
        "unclosed",
    ],
)
def test_what_is_wrong_stands_in_the_page_and_in_the_log(
    convert, tmp_path: Path, caplog: pytest.LogCaptureFixture, text: str, says: list[str]
) -> None:
    with caplog.at_level(logging.WARNING, logger="mkdocs.plugins.timeline"):
        html = convert(f"Before.\n\n{text}\n")
    assert html.count("tl-problem") == 1
    assert "Before." in html
    for words in says:
        assert words in html
        assert words in caplog.text
    assert str(tmp_path) not in html


def test_the_rest_of_the_page_is_still_there(convert) -> None:
    html = convert("/// timeline | nothing.yml\n///\n\nThe rest.\n\n" + BLOCK)
    assert "The rest." in html
    assert html.count("<article") == 23


def test_without_events_the_page_says_what_to_do_next(convert, caplog: pytest.LogCaptureFixture) -> None:
    html = convert("/// timeline | empty.yml\n///")
    assert "No events yet" in html
    assert "<code>timeline build</code>" in html
    assert not caplog.records
