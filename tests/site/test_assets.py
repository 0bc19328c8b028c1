"""The viewer's built files: copied when needed, small, and asking nobody for anything."""

import gzip
import json
import re
from pathlib import Path

import pytest

import timeline.site
from timeline.errors import TimelineError
from timeline.site import assets

PACKAGE = Path(timeline.site.__file__).parent


def test_they_are_written_once(tmp_path: Path) -> None:
    written = assets.write(tmp_path)
    assert [path.relative_to(tmp_path).as_posix() for path in written] == list(assets.FILES)
    assert assets.write(tmp_path) == []


def test_a_file_that_differs_is_replaced_and_nothing_else_is_left(tmp_path: Path) -> None:
    assets.write(tmp_path)
    (tmp_path / assets.SCRIPT).write_text("old")
    assert assets.write(tmp_path) == [tmp_path / assets.SCRIPT]
    assert sorted(path.name for path in (tmp_path / assets.FOLDER).iterdir()) == [
        "timeline-search.js",
        "timeline.css",
        "timeline.js",
    ]


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "assets").write_text("a file where the folder should be")
    with pytest.raises(TimelineError, match="assets"):
        assets.write(tmp_path)


def test_code_and_style_stay_small() -> None:
    size = sum(len(gzip.compress(path.read_bytes(), 9)) for path in (PACKAGE / "assets").iterdir())
    assert size <= 30_000


@pytest.mark.parametrize("name", ["timeline.css", "timeline.js", "timeline-search.js"])
def test_they_name_no_other_host(name: str) -> None:
    text = (PACKAGE / "assets" / name).read_text(encoding="utf-8")
    assert not re.search(r"https?://|@import|url\(", text)


def test_the_lock_names_no_registry() -> None:
    lock = (PACKAGE / "viewer" / "package-lock.json").read_text(encoding="utf-8")
    packages = json.loads(lock)["packages"]
    assert packages
    assert not any("resolved" in package for package in packages.values())
