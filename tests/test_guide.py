"""The guide tells the truth: its examples run, and it names every command and option."""

import os
import pickle
import re
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Callable
from itertools import chain
from pathlib import Path
from types import SimpleNamespace

import click
import pytest

import timeline
from timeline import reference
from timeline.cli import cli
from timeline.times import language, matching

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


def test_the_tables_of_options_are_those_of_the_commands() -> None:
    page = (GUIDE / "commands.md").read_text("utf-8")
    assert reference.updated(page) == page, "run: python -m timeline.reference docs/guide/commands.md"


def test_no_command_is_documented_that_does_not_exist() -> None:
    assert set(SECTIONS) == set(COMMANDS)


@pytest.mark.parametrize("page", sorted(GUIDE.glob("*.md")), ids=lambda page: page.stem)
def test_every_table_has_a_head(page: Path) -> None:
    tables = re.findall(r"(?:^\|.*\n)+", page.read_text("utf-8"), re.MULTILINE)
    assert [table for table in tables if not re.match(r"\|.*\n\|[-|: ]+\|\n", table)] == []


def test_links_between_the_pages_lead_somewhere() -> None:
    for page in [*GUIDE.glob("*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md"]:
        for target in re.findall(r"\]\((?!https?:|#)([^)#\s]+)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


# ---------------------------------------------------------------------- the tutorial

TUTORIAL = re.findall(r"^```(sh|text)\n(.*?)^```", (GUIDE / "tutorial.md").read_text("utf-8"), re.M | re.S)
# What a test cannot do: it has an environment, does not wait for a page, and has no repository to push to.
LEFT_TO_THE_READER = ("python3 -m venv", "mkdocs serve", "git init")


def test_the_tutorial_can_be_followed(tmp_path: Path) -> None:
    folder, said, told = tmp_path, "", 0
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    for kind, block in TUTORIAL:
        if kind == "text":
            assert re.sub(r"id \w+|:\d+,", "", said) == re.sub(r"id \w+|:\d+,", "", block)
            told += 1
        elif not block.startswith(LEFT_TO_THE_READER):
            script = f"set -e\n{block}\npwd > {tmp_path}/where"
            done = subprocess.run(
                ["bash", "-c", script],
                cwd=folder,
                env={**os.environ, "PATH": path},
                capture_output=True,
                text=True,
            )
            assert done.returncode == 0, done.stdout + done.stderr
            folder, said = Path((tmp_path / "where").read_text().strip()), done.stdout
    assert told == 3
    found = timeline.read(folder / "docs" / "events.yml").events
    for title in re.findall(r"^- In “(.*?)”", (GUIDE / "tutorial.md").read_text("utf-8"), re.M):
        assert title in [event.title for event in found]


# ---------------------------------------------------------------------- a rule


def test_the_rule_of_the_guide_works(language_folder: Path) -> None:
    (rule,) = re.findall(r"```yaml\n(.*?)```", (GUIDE / "rules.md").read_text("utf-8"), re.DOTALL)
    shipped = Path(language.__file__).with_name("languages")
    for name in ("en.yml", "en-happenings.yml"):
        (language_folder / name).write_text((shipped / name).read_text("utf-8"), encoding="utf-8")
    (sentence,) = re.findall(r'echo "(.*)" \|', (GUIDE / "rules.md").read_text("utf-8"))
    assert [one.type for one in timeline.tag(sentence, "2021-06-16")] == ["DURATION"]
    with (language_folder / "en.yml").open("a", encoding="utf-8") as file:
        file.write(textwrap.indent(textwrap.dedent(rule), "  "))
    language.load.cache_clear()
    [added] = [each for each in language.load("en").examples if each["id"] == "weeks-back"]
    for text, value in added["match"].items():
        assert [one.value for one in timeline.tag(text, "2021-06-16")] == [value]
    for text in added["reject"]:
        rules = language.load("en")
        assert "weeks-back" not in {item.rule for item in matching.find(rules, matching.read(rules, text))}


# ---------------------------------------------------------------------- a site that one has


@pytest.mark.parametrize("has_plugins", [True, False])
def test_three_lines_make_a_site_one_with_a_timeline(has_plugins: bool, tmp_path: Path) -> None:
    def run(*command: str) -> str:
        environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
        done = subprocess.run(
            [sys.executable, "-m", *command], cwd=tmp_path, env=environment, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stderr

    (section,) = re.findall(
        r"^## In a site that you have\n(.*?)^## ", (GUIDE / "publishing.md").read_text("utf-8"), re.M | re.S
    )
    in_config, in_page, before_it = re.findall(r"```\w+\n(.*?)```", section, re.S)
    assert (in_config + in_page).count("\n") == 3
    run("mkdocs", "new", ".")
    config, page = tmp_path / "mkdocs.yml", tmp_path / "docs" / "index.md"
    own_plugins = "plugins:\n  - search\n" if has_plugins else before_it
    config.write_text(config.read_text() + own_plugins + in_config, encoding="utf-8")
    page.write_text(f"{page.read_text()}\n{in_page}", encoding="utf-8")
    (tmp_path / "docs" / "articles").mkdir()
    article = tmp_path / "docs" / "articles" / "bridge.txt"
    article.write_text("The Lanmere bridge was opened on May 4, 1968.\n")
    run("mkdocs", "build", "--strict")
    html = (tmp_path / "site" / "index.html").read_text("utf-8")
    assert "Welcome to MkDocs" in html
    assert '<time data-edtf="1968-05-04"' in html
    assert "assets/timeline/timeline.js" in html
    assert (tmp_path / "docs" / "events.yml").exists()
    assert not (tmp_path / "site" / "events.yml").exists()


# ---------------------------------------------------------------------- engines


class Shards(list):
    """What the guide needs of Spark, with lists: sessions, contexts and data sets are all this."""

    def parallelize(self, tasks: list, parts: int) -> "Shards":
        return Shards(
            pickle.loads(pickle.dumps(tasks[len(tasks) * part // parts : len(tasks) * (part + 1) // parts]))
            for part in range(parts)
        )

    def mapPartitions(self, function: Callable) -> "Shards":  # noqa: N802 - Spark's name
        return Shards(list(function(iter(part))) for part in self)

    def collect(self) -> list:
        return list(chain.from_iterable(self))


def test_the_engine_for_spark_finds_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = Shards()
    session.sparkContext = session
    spark = SimpleNamespace(
        SparkSession=SimpleNamespace(builder=SimpleNamespace(getOrCreate=lambda: session))
    )
    monkeypatch.setitem(sys.modules, "pyspark", SimpleNamespace(sql=spark))
    monkeypatch.setitem(sys.modules, "pyspark.sql", spark)
    shutil.copytree(ROOT / "docs" / "articles", tmp_path / "docs" / "articles")
    monkeypatch.chdir(tmp_path)
    (lines,) = re.findall(r"```python\n(.+?)```", (GUIDE / "archives.md").read_text("utf-8"), re.S)
    exec(lines, {})
    documents = timeline.read_articles([Path("docs/articles")]).documents
    timeline.update(Path("expected.yml"), timeline.extract(documents))
    assert Path("docs/events.yml").read_bytes() == Path("expected.yml").read_bytes()


# ---------------------------------------------------------------------- adding a language

LANGUAGES = (GUIDE / "languages.md").read_text("utf-8")


def test_the_language_of_the_guide_works(language_folder: Path) -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", LANGUAGES, re.DOTALL)
    (language_folder / "pt.yml").write_text(example, encoding="utf-8")
    rules = language.load("pt")
    for rule in rules.examples:
        for text, values in rule["match"].items():
            assert " ".join(one.value for one in timeline.tag(text, "2021-06-16", "pt")) == values, text
        for text in rule["reject"]:
            assert rule["id"] not in {item.rule for item in matching.find(rules, matching.read(rules, text))}
    (sentence,) = re.findall(r'echo "(.*)" \|', LANGUAGES)
    assert [one.date for one in timeline.tag(sentence, "2021-06-16", "pt")] == ["2021-06-19"]


@pytest.mark.parametrize("code", language.available())
def test_every_key_of_a_language_is_explained(code: str) -> None:
    for name in (code, f"{code}-happenings"):
        assert [key for key in language.read_file(name) if f"`{key}`" not in LANGUAGES] == []


@pytest.mark.parametrize("code", language.available())
def test_every_class_that_stands_in_no_rule_is_explained(code: str) -> None:
    data = language.read_file(code)
    patterns = [*data["phrases"].values(), *(rule["pattern"] for rule in data["rules"])]
    used = {name for text in patterns for name in re.findall(r"[{<](?:\w+:)?(\w+)[}>]", text)}
    for rule in data["rules"]:
        used.update(rule.get("not_after", []), rule.get("not_before", []))
    read = set(data["vocabulary"]) - used - {*data["numerals"], *data["triggers"]}
    assert sorted(name for name in read if f"`{name}`" not in LANGUAGES) == []
