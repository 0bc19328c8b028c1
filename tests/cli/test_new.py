"""The command `new`: a project that works at once."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from command import one_line

import timeline.store.files


@pytest.mark.parametrize("is_on_path", [True, False])
def test_what_to_type_next_works_as_it_stands(
    is_on_path: bool, run, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scripts = project / "a venv" / "bin"
    scripts.mkdir(parents=True)
    for name in ("activate", "mkdocs"):
        (scripts / name).write_text("")
        (scripts / name).chmod(0o755)
    monkeypatch.setattr(sys, "prefix", str(scripts.parent))
    monkeypatch.setattr(sys, "executable", str(scripts / "python"))
    monkeypatch.setenv("PATH", str(scripts) if is_on_path else "/nowhere")
    activate = [] if is_on_path else [f"  source '{scripts / 'activate'}'"]
    assert run("new", "mine").out.split("Next:\n\n")[1].splitlines() == [
        *activate,
        "  cd mine",
        "  mkdocs serve",
    ]


def test_a_new_project_builds_at_once(run, project: Path) -> None:
    assert run("new", "mine").status == 0
    mine = project / "mine"
    names = {path.relative_to(mine).as_posix() for path in mine.rglob("*") if path.is_file()}
    assert names >= {
        "mkdocs.yml",
        "docs/index.md",
        ".gitignore",
        "requirements.txt",
        ".github/workflows/pages.yml",
    }
    assert len(list((mine / "docs" / "articles").iterdir())) == 2
    steps = [
        step["run"]
        for name in ("pages.yml", "check.yml")
        for job in yaml.safe_load((mine / ".github" / "workflows" / name).read_text())["jobs"].values()
        for step in job["steps"]
        if "run" in step
    ]
    assert [step for step in steps if not step.startswith("pip install")] == [
        "timeline build",
        "timeline check --format github",
        "mkdocs build --strict",
        "timeline check --format github",
    ]
    for step in steps:
        if not step.startswith("pip install"):
            environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
            command = [sys.executable, "-m", *step.split()]
            done = subprocess.run(command, cwd=mine, env=environment, capture_output=True, text=True)
            assert done.returncode == 0, done.stdout + done.stderr
            assert "::" not in done.stdout, "a new project has no problem"
    page = (mine / "site" / "index.html").read_text()
    assert "<timeline-view" in page
    assert "1968" in page
    assert not (mine / "site" / "articles").exists()
    assert not list((mine / "site").glob("events.*"))  # which has the hidden events too


def test_a_folder_that_is_not_empty_is_refused(run, project: Path) -> None:
    assert one_line(run("new", "docs"), 1) == "docs: this folder is not empty; name a new folder"
    assert (
        one_line(run("new", "docs/articles/bridge.md"), 1)
        == "docs/articles/bridge.md: this is a file; name a new folder"
    )


def test_a_new_project_is_made_whole_or_not_at_all(
    run, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        if len(list((project / "mine").rglob("*.*"))) > 3:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(timeline.store.files.os, "fsync", full)
    assert "cannot write this file: no space left on device" in one_line(run("new", "mine"), 1)
    assert list((project / "mine").iterdir()) == []
    monkeypatch.undo()
    monkeypatch.chdir(project)
    assert run("new", "mine").status == 0
