"""A run changes what the machine wrote and nobody touched, and nothing else."""

import dataclasses
import os
import random
from pathlib import Path

import pytest

from timeline.documents import read as read_articles
from timeline.errors import TimelineError
from timeline.events.model import Event, Evidence, Source, Timeline
from timeline.store import Report, read, update, updating
from timeline.store.files import write_atomically

SOURCES = {name: Source(file=f"{name}.txt", published="2022-01-02") for name in ("rally", "talks")}


def event(date: str, title: str, *quotes: str) -> Event:
    """An event as it is extracted. A quote is written “source: words”."""
    evidence = []
    for quote in quotes:
        source, words = quote.split(": ")
        evidence.append(Evidence(source, words, 10, 10 + len(words), (f"“{date}” stands there",)))
    return Event(date, title, evidence=evidence)


KILLING = event("2020-01-03", "A general is killed", "rally: He was killed.")
MISSILES = event("2020-01-08", "Missiles hit two bases", "rally: Missiles hit.", "talks: Two bases were hit.")
TALKS = event("2020-06", "Talks begin", "talks: Talks began in June.")


def timeline(*events: Event, sources: dict[str, Source] | None = None) -> Timeline:
    named = {evidence.source for each in events for evidence in each.evidence}
    listed = sources if sources is not None else SOURCES
    listed = listed | {name: Source(file=f"{name}.txt") for name in named - set(SOURCES) if sources is None}
    return Timeline(dict(listed), [dataclasses.replace(each) for each in events], "The strike")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "events.yml"
    update(path, timeline(KILLING, MISSILES, TALKS))
    return path


def edit(path: Path, *changes: tuple[str, str]) -> str:
    """Replace words in the file as a person would, and return its text."""
    text = path.read_bytes().decode()
    for old, new in changes:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in the file"
        text = text.replace(old, new)
    path.write_bytes(text.encode())
    return text


def text_of(path: Path) -> str:
    return path.read_bytes().decode()


def titles(path: Path) -> list[str]:
    return [each.title for each in read(path).events]


def id_of(path: Path, title: str) -> str:
    return next(each.id for each in read(path).events if each.title == title)


# ---------------------------------------------------------------------- the first run and the next one


def test_a_new_file_is_ordered_and_complete(path: Path) -> None:
    kept = read(path)
    assert kept.title == "The strike"
    assert kept.sources == SOURCES
    assert [dataclasses.replace(each, id="") for each in kept.events] == [KILLING, MISSILES, TALKS]


def test_a_second_run_writes_nothing(path: Path) -> None:
    os.utime(path, (1, 1))
    report = update(path, timeline(KILLING, MISSILES, TALKS))
    assert not report.written
    assert path.stat().st_mtime == 1
    assert len(report.unchanged) == 3


def test_the_order_of_the_proposals_does_not_matter(path: Path, tmp_path: Path) -> None:
    same = [
        event("2020-01-03", "One", "rally: Both."),
        event("2020-01-08", "Two", "rally: Both."),
        event("2020-01-08", "Three", "rally: Both."),
        KILLING,
        MISSILES,
    ]
    texts = set()
    for seed in range(6):
        random.Random(seed).shuffle(same)
        update(
            tmp_path / f"{seed}.yml",
            timeline(*same, sources=dict(random.Random(seed).sample(list(SOURCES.items()), 2))),
        )
        texts.add(text_of(tmp_path / f"{seed}.yml"))
    assert len(texts) == 1


def test_deleting_the_file_and_running_again_gives_the_same_bytes(path: Path) -> None:
    before = text_of(path)
    path.unlink()
    update(path, timeline(TALKS, MISSILES, KILLING))
    assert text_of(path) == before


def test_an_id_comes_from_the_first_evidence_alone(path: Path, tmp_path: Path) -> None:
    other = dataclasses.replace(MISSILES, date="2021", title="Renamed", evidence=MISSILES.evidence[:1])
    update(tmp_path / "other.yml", timeline(other))
    assert id_of(tmp_path / "other.yml", "Renamed") == id_of(path, MISSILES.title)


def test_the_ids_of_two_events_of_one_quote_differ(tmp_path: Path) -> None:
    path = tmp_path / "events.yml"
    first, second = event("2020-01-03", "One", "rally: Both."), event("2020-01-08", "Two", "rally: Both.")
    update(path, timeline(first))
    one = id_of(path, "One")
    update(path, timeline(first, second))
    assert id_of(path, "One") == one != id_of(path, "Two")


# ---------------------------------------------------------------------- what nobody touched


def test_an_untouched_event_follows_the_articles(path: Path) -> None:
    before = id_of(path, MISSILES.title)
    finer = dataclasses.replace(MISSILES, title="Iran fires missiles", evidence=MISSILES.evidence[:1])
    report = update(path, timeline(KILLING, finer, TALKS))
    assert report.updated == [before] == [id_of(path, "Iran fires missiles")]
    assert len(read(path).events[1].evidence) == 1


def test_an_untouched_event_whose_date_changed_moves_to_its_place(path: Path) -> None:
    update(path, timeline(dataclasses.replace(KILLING, date="2020-02"), MISSILES, TALKS))
    assert titles(path) == [MISSILES.title, KILLING.title, TALKS.title]


def test_an_untouched_event_that_is_not_told_any_more_goes(path: Path) -> None:
    report = update(path, timeline(KILLING, TALKS))
    assert len(report.removed) == 1
    assert titles(path) == [KILLING.title, TALKS.title]
    update(path, timeline(KILLING, MISSILES, TALKS))
    assert titles(path) == [KILLING.title, MISSILES.title, TALKS.title]


def test_a_source_follows_its_article(path: Path) -> None:
    sources = {**SOURCES, "rally": Source(file="rally.txt", publisher="The Meridian")}
    update(path, timeline(KILLING, MISSILES, TALKS, sources=sources))
    assert read(path).sources == sources


def test_new_events_and_sources_stand_at_their_place(path: Path) -> None:
    before = text_of(path)
    vote = event("2020-01-05", "Parliament votes", "parliament: Parliament voted.")
    report = update(path, timeline(KILLING, vote, MISSILES, TALKS))
    assert titles(path) == [KILLING.title, vote.title, MISSILES.title, TALKS.title]
    assert list(read(path).sources) == ["parliament", "rally", "talks"]
    assert report.new == [id_of(path, vote.title)]
    kept = [line for line in text_of(path).splitlines() if line in before.splitlines()]
    assert [line for line in kept if line.startswith("- id")] == [
        line for line in before.splitlines() if line.startswith("- id")
    ]


# ---------------------------------------------------------------------- what a person touched

EDITS = {
    "a title": ("title: Missiles hit two bases", "title: 'Iran fires at two bases'"),
    "a date": ("date: 2020-01-08", "date: 2020-01-07"),
    "a comment": ("date: 2020-01-08", "date: 2020-01-08 # by two accounts"),
    "another field": ("title: Missiles hit two bases", "title: Missiles hit two bases\n  map: Erbil"),
    "a quote": ("quote: Missiles hit.", "quote: Missiles"),
    "the order of fields": (
        "title: Missiles hit two bases\n  relevance: core",
        "relevance: core\n  title: Missiles hit two bases",
    ),
}


@pytest.mark.parametrize("change", EDITS.values(), ids=EDITS)
def test_an_edited_event_stays_byte_for_byte(change: tuple[str, str], path: Path) -> None:
    edited = edit(path, change)
    other = dataclasses.replace(MISSILES, title="Something else", actors=["Iran"])
    report = update(path, timeline(KILLING, other, TALKS))
    assert text_of(path) == edited
    assert not report.written
    assert len(report.kept) == 1


def test_an_edited_event_stays_when_no_article_tells_it(path: Path) -> None:
    edited = edit(path, EDITS["a title"])
    update(path, timeline(KILLING, TALKS))
    assert text_of(path) == edited


def test_a_hand_edited_date_does_not_lead_to_a_second_event(path: Path) -> None:
    edit(path, ("date: 2020-01-08", "date: 2019-12-31"))
    update(path, timeline(KILLING, MISSILES, TALKS))
    assert len(titles(path)) == 3


def test_a_changed_opinion_is_reported_and_not_applied(path: Path) -> None:
    edited = edit(path, ("date: 2020-06\n", "date: 2020-06-11\n"))
    report = update(path, timeline(KILLING, MISSILES, dataclasses.replace(TALKS, date="2020-06-10")))
    assert text_of(path) == edited
    line = edited[: edited.index("date: 2020-06-11")].count("\n")
    assert report.notes == [f"{path}:{line}: “Talks begin” is now dated 2020-06-10, kept your 2020-06-11"]


def accepted(path: Path, title: str) -> str:
    return edit(
        path,
        (
            f"title: {title}\n  relevance: core\n  status: proposed",
            f"title: {title}\n  relevance: core\n  status: accepted",
        ),
    )


def test_new_evidence_is_added_to_an_accepted_event_and_nothing_else(path: Path) -> None:
    before = accepted(path, "Talks begin")
    more = event("2020-06", "Talks", "talks: Talks began in June.", "agreement: They had talked since June.")
    report = update(path, timeline(KILLING, MISSILES, more))
    added = """\
  - source: agreement
    quote: They had talked since June.
    start: 10
    end: 37
    because:
    - “2020-06” stands there
"""
    assert added in text_of(path)
    source = text_of(path)[text_of(path).index("  agreement:") : text_of(path).index("  rally:")]
    assert text_of(path).replace(added, "").replace(source, "") == before
    assert report.extended == [id_of(path, "Talks begin")]
    assert not update(path, timeline(KILLING, MISSILES, more)).written


def test_evidence_that_a_person_removed_is_not_added_again(path: Path) -> None:
    text = text_of(path)
    start = text.index("  - source: talks\n    quote: Two bases")
    path.write_text(text[:start] + text[text.index("  fingerprint", start) :])
    assert not update(path, timeline(KILLING, MISSILES, TALKS)).written


def test_a_hidden_event_is_not_proposed_again(path: Path) -> None:
    edited = edit(
        path,
        (
            "title: Missiles hit two bases\n  relevance: core\n  status: proposed",
            "title: Missiles hit two bases\n  relevance: core\n  status: hidden",
        ),
    )
    split = [
        event("2020-01-08", "One", "rally: Missiles hit."),
        event("2020-01-09", "Two", "talks: Two bases were hit."),
    ]
    update(path, timeline(KILLING, *split, TALKS))
    assert text_of(path) == edited


def test_hiding_a_duplicate_does_not_hide_its_twin(tmp_path: Path) -> None:
    path = tmp_path / "events.yml"
    one, two = (
        event("2020-01-08", "One", "rally: Missiles hit."),
        event("2020-01-08", "Two", "talks: Bases were hit."),
    )
    update(path, timeline(one, two))
    edit(
        path,
        (
            "title: Two\n  relevance: core\n  status: proposed",
            "title: Two\n  relevance: core\n  status: hidden",
        ),
    )
    update(path, timeline(event("2020-01-08", "One", "rally: Missiles hit.", "talks: Bases were hit.")))
    assert [(each.title, each.status) for each in read(path).events] == [
        ("One", "proposed"),
        ("Two", "hidden"),
    ]


def test_a_handwritten_event_stays_byte_for_byte(path: Path) -> None:
    mine = '\n# told by a colleague\n- title:   "Mine"   # sic\n  date: 2019\n'
    path.write_text(text_of(path) + mine)
    update(path, timeline(KILLING, TALKS, event("2021", "Later", "talks: Later.")))
    assert mine in text_of(path)


def test_an_edited_source_stays_byte_for_byte(path: Path) -> None:
    edit(
        path,
        ("  rally:\n    file: rally.txt", "  rally:\n    file: rally.txt\n    url: https://a.org # found"),
    )
    before = text_of(path)
    sources = {**SOURCES, "rally": Source(file="rally.txt", publisher="Another")}
    update(path, timeline(KILLING, MISSILES, TALKS, sources=sources))
    assert text_of(path) == before


# ---------------------------------------------------------------------- merging and splitting by hand


def block(text: str, title: str) -> str:
    """Return the lines of the event with this title, with the blank line before."""
    return next(
        "\n\n- id" + part for part in text.rstrip("\n").split("\n\n- id")[1:] if f"title: {title}\n" in part
    )


def evidence_of(text: str, title: str) -> str:
    lines = block(text, title)
    return lines[lines.index("\n  - source") : lines.index("\n  fingerprint")]


def test_a_merge_by_hand_survives(path: Path) -> None:
    text = text_of(path)
    moved = evidence_of(text, "Talks begin")
    anchor = evidence_of(text, "Missiles hit two bases")
    merged = text.replace(block(text, "Talks begin"), "").replace(anchor, anchor + moved)
    path.write_text(merged)
    update(path, timeline(KILLING, MISSILES, TALKS))
    assert text_of(path) == merged


def test_a_split_by_hand_survives(path: Path) -> None:
    text = text_of(path)
    lines = evidence_of(text, "Missiles hit two bases")
    second = lines[lines.index("\n  - source: talks") :]
    split = (
        text.replace(second, "").rstrip("\n")
        + f"\n- date: 2020-01-08\n  title: A second strike\n  evidence:{second}\n"
    )
    path.write_text(split)
    update(path, timeline(KILLING, MISSILES, TALKS))
    assert text_of(path) == split


def test_news_of_a_merged_event_goes_to_the_merged_one(path: Path) -> None:
    text = text_of(path)
    anchor = evidence_of(text, "Missiles hit two bases")
    moved = evidence_of(text, "Talks begin")
    path.write_text(text.replace(block(text, "Talks begin"), "").replace(anchor, anchor + moved))
    more = event("2020-01-08", "Talks begin", "talks: Talks began in June.", "new: They talked.")
    update(path, timeline(KILLING, MISSILES, more))
    assert titles(path) == [KILLING.title, MISSILES.title]
    assert [each.source for each in read(path).events[1].evidence] == ["rally", "talks", "talks", "new"]


# ---------------------------------------------------------------------- articles that come and go


def test_evidence_whose_article_is_gone_is_kept_and_reported(path: Path) -> None:
    before = text_of(path)
    gone = timeline(
        KILLING,
        dataclasses.replace(MISSILES, evidence=MISSILES.evidence[:1]),
        sources={"rally": SOURCES["rally"]},
    )
    report = update(path, gone)
    assert text_of(path) == before
    line = before[: before.index("- source: talks")].count("\n") + 1
    assert report.warnings == [
        f"{path}:{line}: the article talks.txt was not among those read; put it back,"
        " or remove its evidence (2 pieces, the first in this line)"
    ]


def test_a_quote_that_its_article_no_longer_says_is_kept_and_reported(path: Path, tmp_path: Path) -> None:
    before = edit(path, EDITS["a title"])
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "rally.txt").write_text("He was killed. The raid was corrected away.")
    (articles / "talks.txt").write_text("Two bases were hit. Talks began in June.")
    documents = read_articles([articles]).documents
    report = update(path, timeline(KILLING, MISSILES, TALKS), documents=documents)
    assert text_of(path) == before
    line = before[: before.index("quote: Missiles hit.")].count("\n")
    assert report.warnings == [
        f"{path}:{line}: the article “rally” no longer says this quote; correct or remove this evidence"
    ]


# ---------------------------------------------------------------------- two at once


def test_an_edit_made_while_a_run_writes_is_kept(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between its reading and its writing somebody else accepts one event and writes another."""
    edits = iter(
        [("status: proposed", "status: accepted"), ("events:\n", "events:\n- {date: 2019, title: X}\n")]
    )

    def edit_first(target: Path, text: str, expect: str | None = None) -> bool:
        old, new = next(edits, ("", ""))
        target.write_text(text_of(target).replace(old, new, 1))
        return write_atomically(target, text, expect)

    monkeypatch.setattr(updating, "write_atomically", edit_first)
    update(path, timeline(KILLING, MISSILES, TALKS, event("2021", "Later", "talks: Later.")))
    assert [(each.title, each.status) for each in read(path).events] == [
        ("X", "proposed"),
        ("A general is killed", "accepted"),
        ("Missiles hit two bases", "proposed"),
        ("Talks begin", "proposed"),
        ("Later", "proposed"),
    ]


def test_a_file_that_does_not_come_to_rest_is_left_alone(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def edit_first(target: Path, text: str, expect: str | None = None) -> bool:
        target.write_text(text_of(target) + "# more\n")
        return write_atomically(target, text, expect)

    monkeypatch.setattr(updating, "write_atomically", edit_first)
    with pytest.raises(TimelineError, match="another program changed this file just now; run the command"):
        update(path, timeline(KILLING))
    assert "Talks begin" in titles(path)


# ---------------------------------------------------------------------- articles with other names


def test_an_article_that_got_another_name_is_the_same_article(path: Path) -> None:
    ids = [each.id for each in read(path).events]
    renamed = [
        dataclasses.replace(
            each,
            evidence=[
                dataclasses.replace(it, source=it.source.replace("talks", "talks-2020"))
                for it in each.evidence
            ],
        )
        for each in (KILLING, MISSILES, TALKS)
    ]
    report = update(
        path,
        timeline(*renamed, sources={"rally": SOURCES["rally"], "talks-2020": Source(file="talks-2020.txt")}),
    )
    assert [each.id for each in read(path).events] == ids
    assert list(read(path).sources) == ["rally", "talks-2020"]
    assert report.warnings == []


def test_a_sentence_that_was_edited_in_its_article_is_the_same_sentence(path: Path) -> None:
    edit(path, EDITS["a title"])
    changed = event(
        "2020-01-08", "Missiles hit", "rally: The missiles hit.", "talks: Two bases were badly hit."
    )
    update(path, timeline(KILLING, changed, TALKS))
    assert len(titles(path)) == 3


# ---------------------------------------------------------------------- how the file is laid out


def replay(path: Path) -> Report:
    return update(
        path, timeline(KILLING, event("2020-01-05", "Parliament votes", "parliament: Yes."), MISSILES, TALKS)
    )


def test_line_ends_indentation_and_mark_are_those_of_the_file(path: Path) -> None:
    head, events = text_of(path).split("events:\n")
    indented = "\n".join(f"  {line}" if line else "" for line in events.splitlines())
    theirs = "\ufeff" + (head + "events:\n" + indented).replace("\n", "\r\n")
    path.write_bytes(theirs.encode())
    assert replay(path).unchanged
    after = text_of(path)
    assert after.startswith("\ufeff")
    assert after.count("\n") == after.count("\r\n")
    assert "\r\n  - id: " + id_of(path, "Parliament votes") in after
    assert not replay(path).written


def test_comments_and_blank_lines_stay_where_they_are(path: Path) -> None:
    edit(
        path,
        ("events:\n", "events:\n\n# the beginning\n"),
        (f"- id: {id_of(path, TALKS.title)}", f"# two years later\n\n\n- id: {id_of(path, TALKS.title)}"),
    )
    replay(path)
    assert "\n\n# the beginning\n- id" in text_of(path)
    assert "\n# two years later\n\n\n- id" in text_of(path)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# mine\n",
        "timeline: 1\n",
        "timeline: 1",
        "events:\n",
        "events: []  # none yet\nowner: me\n",
        "title: T\n# about the sources\nsources: {}\nevents:\n  []\n",
        "events: []  # none yet\nsources: {}\n",
        "  events:\n  - date: 2019\n    title: Mine\n",
        "events:\n- date: 2019\n  title: Mine",
        "---\nevents:\n- {date: 2019, title: Mine}\n...\n",
        "events:\n- date: 2019\n  title: |\n    Mine\n\n\n# the end\n",
        "sources:\n    a:\n        file: a.txt\nevents:\n\n-\n    # a note\n    date: 2019\n    title: M\n",
        "events:\n- title: Late\n  date: 2021\n- title: Early\n  date: 2019\nsources:\n  zebra: {title: Z}\n",
    ],
)
def test_any_layout_can_be_added_to(text: str, tmp_path: Path) -> None:
    path = tmp_path / "events.yml"
    path.write_bytes(text.encode())
    before = [each.title for each in read(path).events]
    update(path, timeline(KILLING, MISSILES))
    assert [title for title in titles(path) if title in before] == before
    assert {KILLING.title, MISSILES.title} <= set(titles(path))
    for line in text.splitlines():
        assert line in text_of(path).splitlines() or "[]" in line or "{}" in line
    assert "# none yet" in text_of(path) or "none yet" not in text
    assert not update(path, timeline(KILLING, MISSILES)).written


@pytest.mark.parametrize(
    "text", ['{"events": [{"date": "2019", "title": "Mine"}]}', "events: [{date: 2019, title: Mine}]\n"]
)
def test_a_file_between_brackets_is_left_alone(text: str, tmp_path: Path) -> None:
    path = tmp_path / "events.yml"
    path.write_text(text)
    with pytest.raises(TimelineError, match=r"events\.yml:1: nothing can be added between"):
        update(path, timeline(KILLING))
    assert path.read_text() == text


@pytest.mark.parametrize("none", ["~", "null"])
def test_a_word_for_none_makes_room(none: str, tmp_path: Path) -> None:
    path = tmp_path / "events.yml"
    path.write_text(f"events: {none}\nsources: {none}\n")
    update(path, timeline(KILLING))
    assert titles(path) == [KILLING.title]


def test_a_list_below_a_question_mark_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "events.yml"
    path.write_text("? events\n: - date: 2019\n    title: Mine\n")
    with pytest.raises(TimelineError, match=r"events\.yml:2: this list cannot be edited; write each “- ” on"):
        update(path, timeline(KILLING))
    assert path.read_text() == "? events\n: - date: 2019\n    title: Mine\n"


def test_an_invalid_file_is_left_alone(path: Path) -> None:
    broken = edit(path, ("date: 2020-01-08", "date: 2020-01-32"))
    with pytest.raises(TimelineError, match="there is no day 32"):
        update(path, timeline(KILLING))
    assert text_of(path) == broken
