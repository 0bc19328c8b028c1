from pathlib import Path

import pytest

from timeline.documents import Collection, read


@pytest.fixture
def reading(tmp_path):
    """Write files (name → text or bytes) into a folder and read it."""

    def write_and_read(files: dict[str, str | bytes]) -> Collection:
        folder = tmp_path / "articles"
        folder.mkdir(exist_ok=True)
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read([folder])

    return write_and_read


@pytest.fixture
def one(reading):
    """Read one file and return its only document."""

    def read_one(name: str, content: str | bytes):
        (document,) = reading({name: content}).documents
        return document

    return read_one


@pytest.fixture
def folder(tmp_path) -> Path:
    path = tmp_path / "articles"
    path.mkdir(exist_ok=True)
    return path
