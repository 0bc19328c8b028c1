"""The words of the page: complete in every language, and each page in one of them."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from projects import CONFIG, build, write_project

import timeline.site
from timeline.site.language import Language, in_language, known, language
from timeline.site.words import in_words, steps_in_words

VIEWER = Path(timeline.site.__file__).parent / "viewer" / "src"


def leaves(words: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a language, with the way to it."""
    pairs = words.items() if isinstance(words, dict) else enumerate(words)
    for name, value in pairs:
        if isinstance(value, dict | list):
            yield from leaves(value, f"{path}/{name}")
        else:
            yield f"{path}/{name}", str(value)


def placeholders(said: Language) -> dict[str, set[str]]:
    found = {path: set(re.findall(r"\{(\w+)\}", text)) for path, text in leaves(said.words)}
    found["/dates/century"] = set()  # each language has numerals of its own for it
    return found


@pytest.mark.parametrize("code", known())
def test_a_language_says_everything_that_english_says(code: str) -> None:
    with in_language("en") as english, in_language(code) as said:
        assert placeholders(said) == placeholders(english)
        assert all(text for _, text in leaves(said.words))


def test_the_viewer_asks_for_no_word_that_is_not_there() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in VIEWER.rglob("*.ts"))
    asked = set(re.findall(r"\bstrings\.(\w+)", code))
    with in_language("en") as said:
        assert asked
        assert asked <= said.words["viewer"].keys()


@pytest.mark.parametrize(
    ("code", "spoken"),
    [("es", "es"), ("es-MX", "es"), ("ES_ar", "es"), ("fr", "en"), ("", "en"), ("../en", "en")],
)
def test_a_language_without_words_is_english(code: str, spoken: str) -> None:
    with in_language(code) as said:
        assert said.code == spoken
    assert language().code == "en"


SPANISH = {
    "2020-01-03": "3 de enero de 2020",
    "2020-01": "enero de 2020",
    "2020": "2020",
    "2020-01-08/..": "desde 8 de enero de 2020",
    "2020-01-03/2020-01-08": "3 a 8 de enero de 2020",
    "[2020-01-04..2020-01-12]": "entre 4 y 12 de enero de 2020",
    "[2020-01-01..2020-01-10]": "principios de enero de 2020",
    "[..2014-04-30]": "antes de mayo de 2014",
    "199X": "década de 1990",
    "18XX": "siglo XIX",
    "1850~": "hacia 1850",
    "2018-24": "invierno de 2018–19",
    "2020-34": "segundo trimestre de 2020",
    "-0043": "44 a. C.",
}


@pytest.mark.parametrize(("edtf", "words"), SPANISH.items())
def test_a_date_in_spanish(edtf: str, words: str) -> None:
    with in_language("es"):
        assert in_words(edtf) == words


def test_the_steps_of_a_reasoning_stay_in_the_language_they_are_written_in() -> None:
    with in_language("es"):
        assert steps_in_words(["“then” counts from 2020-01-03"]) == ["“then” counts from 3 January 2020"]


def test_a_page_in_spanish(
    tmp_path: Path, lindow: str, serve: Callable[..., str], visit: Callable[..., Any]
) -> None:
    config = CONFIG.replace("name: material", "name: material\n  language: es")
    root = write_project(tmp_path / "project", lindow, config=config)
    assert build(root).returncode == 0
    page = visit(serve(root / "site"))
    view = page.locator("timeline-view")
    assert view.get_attribute("lang") == "es"
    assert page.locator(".tl-intro").inner_text() == "23 hechos de 6 artículos, 1850 a junio de 2022"
    assert page.locator(".tl-gap").first.inner_text() == "139 años sin ningún hecho"
    page.get_by_role("button", name="Acercar").click()
    page.locator(".tl-menu > summary", has_text="Temas").click()
    page.keyboard.press("Escape")
    page.get_by_label("Buscar en los hechos").fill("zzz")
    page.get_by_text("Ningún hecho coincide.").wait_for()
    assert "0 de 23 hechos" in page.locator(".tl-count").inner_text()
    page.get_by_role("button", name="Quitar todos los filtros").click()
    page.locator("summary", has_text="¿Cómo se ha fechado?").first.click()
    assert page.locator(".tl-steps").first.get_attribute("lang") == "en"
    words = view.evaluate(
        "(each) => { for (const e of each.querySelectorAll('[lang=en]')) e.remove();"
        " return each.textContent + [...each.querySelectorAll('[aria-label]')].map((e) => e.ariaLabel) }"
    )
    english = r"undefined|\{|Zoom|Search|Clear|Earlier|Where|event|January|How was"
    assert not re.findall(english, re.sub("“[^”]*”", "", words))
    shown = yaml.safe_load(lindow)["events"][0]["title"]
    assert page.get_by_role("heading", name=shown).is_visible()
