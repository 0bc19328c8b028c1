"""A project of one article, and the command run in it."""

import sys
from pathlib import Path

import pytest
from command import ARTICLE, Result

from timeline.cli import main


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    articles = tmp_path / "docs" / "articles"
    articles.mkdir(parents=True)
    (articles / "bridge.md").write_text(ARTICLE)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(project: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]):
    """Run the command in the project and return how it ended and what it printed."""

    def call(*arguments: str) -> Result:
        monkeypatch.setattr(sys, "argv", ["timeline", *arguments])
        capfdbinary.readouterr()
        status = 0
        try:
            main()
        except SystemExit as end:
            status = int(end.code or 0)
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        return Result(status, out.decode(), err.decode())

    return call
