"""A long run says how far it is."""

import re

import pytest

from timeline import progress


def test_a_log_gets_a_line_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    monkeypatch.setattr("time.monotonic", lambda: now)
    lines: list[str] = []
    show = progress.in_log(lines.append)
    for done in range(10_001):
        now = done / 100
        show("Reading articles", done, 10_000, 2 * done)
    now = 140
    show("Merging events", 0, 1)
    assert lines == [
        "Reading articles: 3,000 of 10,000, 100.0 a second, 6,000 events so far, 1 min 10 s left",
        "Reading articles: 6,000 of 10,000, 100.0 a second, 12,000 events so far, 40 s left",
        "Reading articles: 9,000 of 10,000, 100.0 a second, 18,000 events so far, 10 s left",
        "Merging events",
    ]


def test_the_time_left_may_be_hours(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    monkeypatch.setattr("time.monotonic", lambda: now)
    lines: list[str] = []
    show = progress.in_log(lines.append)
    show("Opening articles", 0, 100_000)
    now = 1000.0
    show("Opening articles", 10_000, 100_000)
    assert lines == ["Opening articles: 10,000 of 100,000, 10.0 a second, 2 h 30 min left"]


def test_without_a_terminal_it_goes_to_standard_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("timeline.progress._SECONDS", 0.0)
    with progress.on_screen() as show:
        show("Reading articles", 0, 2)
    assert capsys.readouterr() == ("", "timeline: Reading articles: 0 of 2\n")
    with progress.on_screen(quiet=True) as show:
        show("Reading articles", 0, 2)
    assert capsys.readouterr() == ("", "")


def test_each_stage_has_a_bar_of_its_own(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    with progress.on_screen() as show:
        for done in range(1001):
            show("Reading articles", done, 1000, 3 * done)
        show("Merging events", 0, 1)
    first, second, after = capsys.readouterr().err.split("\n")
    assert "Reading articles" in first
    assert "1000/1000" in first
    assert re.search(r" a second, 3,000 events so far", first)
    assert "Merging events" not in first
    assert "Merging events" in second
    assert not after.strip("\x1b[?25h")
