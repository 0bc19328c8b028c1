"""The guide tells the truth: its examples run, and it names every command and option."""

import re
from pathlib import Path

import click
import pytest

import timeline
from timeline.cli import cli

ROOT = Path(__file__).parent.parent
GUIDE = ROOT / "docs" / "guide"
PUBLISHED = "2024-06-12"  # as dates.md says above its tables

DATED = re.findall(
    r"^\| (.*\*\*.+\*\*.*) \| (?:`(.+)`|none) \|$", (GUIDE / "dates.md").read_text("utf-8"), re.MULTILINE
)
COMMANDS = {name: command for name, command in cli.commands.items() if not command.hidden}
SECTIONS = dict(
    re.findall(
        r"^## `timeline (\w+)`\n(.*?)(?=^## |\Z)", (GUIDE / "commands.md").read_text("utf-8"), re.M | re.S
    )
)


def test_the_tables_of_the_dates_page_are_found() -> None:
    assert len(DATED) >= 15


@pytest.mark.parametrize(("marked", "date"), DATED, ids=[marked for marked, _ in DATED])
def test_dates_page(marked: str, date: str) -> None:
    before, wanted, after = marked.split("**")
    text = before + wanted + after
    found = [one for one in timeline.tag(text, published=PUBLISHED) if one.start >= len(before)]
    assert [(one.text.lower() in wanted.lower(), one.date or "") for one in found] == [(True, date)]


@pytest.mark.parametrize("name", COMMANDS)
def test_command_is_documented_with_its_options_and_an_example(name: str) -> None:
    section = SECTIONS[name]
    assert re.search(rf"^timeline {name}\b", section, re.MULTILINE), "an example to copy"
    for parameter in COMMANDS[name].params:
        if isinstance(parameter, click.Option):
            assert any(f"`{option}" in section for option in parameter.opts), parameter.opts


def test_no_command_is_documented_that_does_not_exist() -> None:
    assert set(SECTIONS) == set(COMMANDS)


def test_links_between_the_pages_lead_somewhere() -> None:
    for page in [*GUIDE.glob("*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md"]:
        for target in re.findall(r"\]\((?!https?:|#)([^)#\s]+)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
