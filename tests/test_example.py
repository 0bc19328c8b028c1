"""The example timeline, extracted by the real pipeline and held against what a careful editor would write."""

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from timeline.cli import cli
from timeline.times import edtf

ROOT = Path(__file__).parent.parent
ARTICLES = ROOT / "docs" / "articles"
EXPECTED = yaml.load((ROOT / "tests" / "example.yml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def extract(*paths: Path, to: Path) -> bytes:
    result = CliRunner().invoke(cli, ["extract", *map(str, paths), "--output", str(to)])
    assert result.exit_code == 0, result.output
    return to.read_bytes()


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return extract(ARTICLES, to=tmp_path_factory.mktemp("example") / "events.yml")


@pytest.fixture(scope="module")
def timeline(extracted: bytes) -> Any:
    return yaml.load(extracted, Loader=yaml.BaseLoader)


def fits(event: Any, want: Any) -> bool:
    """Whether the event has the wanted date and one of the wanted words in its title."""
    if "since" in want:
        dated = "/" in event["date"] and event["date"].split("/")[0] in want["since"]
    else:
        dated = event["date"].split("T")[0] == want["date"]
    return dated and any(word.lower() in event["title"].lower() for word in want["title"])


def tellers(event: Any) -> set[str]:
    return {evidence["source"] for evidence in event["evidence"]}


def name(want: Any) -> str:
    return f"{want.get('date') or want['since'][0]} {want['title'][0]}"


def test_the_example_is_large_enough_to_judge_by() -> None:
    assert len(EXPECTED["events"]) >= 20
    assert 8 <= len(EXPECTED["published"]) <= 12


@pytest.mark.parametrize("article", EXPECTED["published"])
def test_publication_date(timeline: Any, article: str) -> None:
    want, source = EXPECTED["published"][article], timeline["sources"][article]
    if "within" in want:
        first, last = (edtf.parse(day).earliest for day in want["within"].split("/"))
        got = edtf.parse(source["published"])
        assert first <= got.earliest <= got.latest <= last
    else:
        assert source["published"] == want["date"]
    assert want["because"].lower() in " ".join(source["published_because"]).lower()


@pytest.mark.parametrize("want", EXPECTED["events"], ids=name)
def test_expected_event(timeline: Any, want: Any) -> None:
    found = [event for event in timeline["events"] if fits(event, want)]
    assert found, [f"{event['date']} {event['title']}" for event in timeline["events"]]
    assert set(want["told by"]) <= set().union(*map(tellers, found))


def test_one_event_is_told_once(timeline: Any) -> None:
    for want in EXPECTED["events"]:
        if len(want["told by"]) > 1:
            assert any(
                set(want["told by"]) <= tellers(event) for event in timeline["events"] if fits(event, want)
            ), want


def test_every_event_is_one_that_an_editor_would_accept(timeline: Any) -> None:
    accepted = EXPECTED["events"] + EXPECTED["may"]
    strange = [event for event in timeline["events"] if not any(fits(event, want) for want in accepted)]
    assert not strange, [(event["date"], event["title"], event["evidence"][0]["quote"]) for event in strange]


@pytest.mark.parametrize("never", EXPECTED["never"], ids=lambda never: " ".join(never.values()))
def test_misreading_does_not_happen(timeline: Any, never: Any) -> None:
    for event in timeline["events"]:
        if never.get("date", event["date"]) == event["date"]:
            for evidence in event["evidence"]:
                if evidence["because"][0].startswith("it goes on with the article's news"):
                    continue  # it dates nothing itself
                assert "quote" in never and never["quote"] not in evidence["quote"], (
                    event["date"],
                    evidence["quote"],
                )


def test_every_date_has_its_quote_and_its_reason(timeline: Any) -> None:
    texts = {path.stem: path.read_text(encoding="utf-8") for path in ARTICLES.glob("*.[tm][xd]*")}
    for event in timeline["events"]:
        assert event["evidence"], event["title"]
        for evidence in event["evidence"]:
            assert evidence["because"], evidence["quote"]
            if text := texts.get(evidence["source"]):
                assert text[int(evidence["start"]) : int(evidence["end"])] == evidence["quote"]


def test_titles_are_short_sentences(timeline: Any) -> None:
    for event in timeline["events"]:
        assert 2 <= len(event["title"].split()) <= 14, event["title"]


@pytest.mark.parametrize("order", ["reversed", "interleaved"])
def test_order_of_the_articles_does_not_matter(extracted: bytes, tmp_path: Path, order: str) -> None:
    paths = sorted(ARTICLES.iterdir())
    shuffled = paths[::-1] if order == "reversed" else paths[1::2] + paths[::2]
    copies = tmp_path / "articles"
    copies.mkdir()
    for path in shuffled:  # also the order in which the folder lists them
        shutil.copy(path, copies)
    assert extract(*(copies / path.name for path in shuffled), to=tmp_path / "events.yml") == extracted


def test_second_run_leaves_every_byte_and_the_file_itself(tmp_path: Path) -> None:
    file = tmp_path / "events.yml"
    first = extract(ARTICLES, to=file)
    modified = file.stat().st_mtime_ns
    assert extract(ARTICLES, to=file) == first
    assert file.stat().st_mtime_ns == modified


def test_committed_file_is_what_a_build_writes_from_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    (tmp_path / "docs" / "events.yml").unlink()
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(cli, ["build"])
    assert result.exit_code == 0, result.output
    assert (tmp_path / "docs" / "events.yml").read_bytes() == (ROOT / "docs" / "events.yml").read_bytes()
