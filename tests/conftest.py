"""What holds for all tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from timeline.times import kinship, language, sentences

# How long an example takes says more about the machine than about the code.
settings.register_profile("timeline", deadline=None)
settings.load_profile("timeline")


@pytest.fixture
def language_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return an empty folder from which languages are read during the test, instead of the package's own."""
    caches = (language.available, language.load, kinship.vocabulary, sentences._stops)
    folder = tmp_path / "languages"
    folder.mkdir()
    monkeypatch.setattr(language, "FOLDER", folder)
    for cache in caches:
        cache.cache_clear()
    yield folder
    for cache in caches:
        cache.cache_clear()
