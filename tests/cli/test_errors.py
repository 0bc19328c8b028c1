"""An error is one line, with the exit status that it has; and every command has help."""

import errno
import json
import re
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from command import one_line

import timeline.store.files
from timeline.cli import cli


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (["check", "none.yml"], 1, "none.yml: cannot read this file: no such file or directory"),
        (["check", "docs"], 1, "docs: cannot read this file: is a directory"),
        (["extract", "none"], 1, "none: no such file or folder"),
        (["tag", "none.txt"], 1, "none.txt: no such file or folder"),
        (["tag", "docs"], 1, "docs: this is a folder; name one article"),
        (["tag", "two.jsonl"], 1, "two.jsonl: this file holds 2 articles; save the text of one as a file"),
        (["tag", "binary.txt"], 1, "binary.txt: "),
        (["tag", "header.csv"], 1, "header.csv: there is no article in this file"),
        (["tag", "-", "--language", "xx"], 2, "Invalid value for --language: language “xx” is not supported"),
        (["tag", "-", "--published", "30 May"], 2, "Invalid value for --published: “30 May” is not a date"),
        (["export", "none.yml", "--to", "csv"], 1, "none.yml: cannot read this file"),
        (["export", "none.yml", "--to", "pdf"], 2, "Invalid value for '--to': 'pdf' is not one of"),
        (["export", "none.yml"], 2, "Missing option '--to'"),
        (["import", "none.csv"], 1, "none.csv: cannot read this file"),
        (["import", "docs"], 1, "docs: cannot read this file: is a directory"),
        (["import", "binary.txt"], 1, "binary.txt: "),
        (["exprot"], 2, "No such command 'exprot'"),
        (["explain"], 2, "Missing argument 'ID'"),
        (["build", "--jobs", "zero"], 2, "Invalid value for '--jobs': “zero” is not a whole number from 1"),
        (["build", "--jobs", "0"], 2, "Invalid value for '--jobs': “0” is not a whole number from 1"),
        (["check", "--colour"], 2, "No such option"),
        (["new", "docs/articles/bridge.md/x"], 1, "docs/articles/bridge.md/x: cannot make this folder: not"),
        (["export", "ok.yml", "--to", "csv", "--output", "docs"], 1, "docs: cannot write this file: is a"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)  # fmt: skip
def test_an_error_is_one_line(arguments: list[str], status: int, says: str, run, project: Path) -> None:
    (project / "two.jsonl").write_text('{"text": "It rained."}\n{"text": "It snowed."}\n')
    (project / "header.csv").write_text("title,text\n")
    (project / "binary.txt").write_bytes(bytes(range(256)) * 10)
    (project / "ok.yml").write_text("events: []\n")
    assert one_line(run(*arguments), status).startswith(says)


@pytest.mark.parametrize("arguments", [["check"], ["review"], ["explain", "bridge"]], ids=" ".join)
def test_without_an_events_file_the_next_step_is_told(arguments: list[str], run, project: Path) -> None:
    missing = "docs/events.yml: there is no such file; "
    assert one_line(run(*arguments), 1).startswith(f"{missing}there is no mkdocs.yml here")
    (project / "mkdocs.yml").write_text("site_name: The bridge\n")
    assert one_line(run(*arguments), 1).startswith(f"{missing}run “timeline build”")


def test_a_full_disk_is_one_line_and_loses_nothing(
    run, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    run("extract")
    before = (project / "docs" / "events.yml").read_bytes()
    (project / "docs" / "articles" / "more.txt").write_text("It rained on May 2, 2024.\n")
    monkeypatch.setattr(timeline.store.files.os, "fsync", full)
    assert one_line(run("extract"), 1) == "docs/events.yml: cannot write this file: no space left on device"
    assert (project / "docs" / "events.yml").read_bytes() == before


def test_an_interruption_is_one_line(run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("timeline.build.documents.read", interrupt)
    result = run("extract")
    assert result.status == 130
    assert result.err.strip() == "timeline: interrupted"


def test_a_closed_pipe_is_no_error(run, project: Path) -> None:
    run("extract")
    command = f"{sys.executable} -m timeline export docs/events.yml --to csv | head -c 1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=True)
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("command", "status"),
    [("check docs/events.yml >&-", 0), ("check none.yml 2>&-", 1), ("tag - <&-", 0), ("--help >&-", 0)],
)
def test_a_closed_stream_is_no_crash(command: str, status: int, run, project: Path) -> None:
    run("extract")
    done = subprocess.run(
        f"{sys.executable} -m timeline {command}", shell=True, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (status, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_a_full_output_is_one_line(run, project: Path) -> None:
    run("extract")
    command = f"{sys.executable} -m timeline check docs/events.yml > /dev/full"
    done = subprocess.run(command, shell=True, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (1, "timeline: the output: No space left on device\n")


@pytest.mark.parametrize("command", [None, *cli.commands])
def test_every_command_has_help(command: str | None, run) -> None:
    result = run(*([command] if command else []), "--help")
    assert result.status == 0
    assert "Usage: " in result.out
    assert command is None or cli.commands[command].help


def test_review_serves_the_file_until_it_is_interrupted(project: Path, run) -> None:
    run("extract")
    code = "from timeline.cli import main; main()"
    command = [sys.executable, "-c", code, "review"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout and process.stderr
        first = process.stdout.readline()
        assert re.fullmatch(r"docs/events\.yml: 2 events to review\. Open this address, .*Ctrl-C .*\n", first)
        assert process.stdout.readline() == "\n"
        url = process.stdout.readline().strip()
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/[\w-]{22}/", url)
        with urllib.request.urlopen(url + "api/state") as answer:
            assert len(json.load(answer)["rows"]) == 2
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, "")
    assert out.endswith("docs/events.yml: 0 decisions written, 2 events still to review\n")


def test_review_of_no_file_is_one_line(run) -> None:
    result = run("review", "nothing.yml")
    assert (result.status, result.out) == (1, "")
    assert result.err == "timeline: nothing.yml: cannot read this file: no such file or directory\n"
