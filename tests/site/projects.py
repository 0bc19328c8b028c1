"""A small project, and the site generators that build it."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

from timeline.site import assets

CONFIG = """\
site_name: The Lindow timeline
site_url: {url}
theme:
  name: material
  font: false
  features: [navigation.instant, navigation.top]
  palette:
  - {{scheme: default, toggle: {{icon: material/brightness-7, name: Dark}}}}
  - {{scheme: slate, toggle: {{icon: material/brightness-4, name: Light}}}}
plugins: [search]
nav: [index.md, other.md]
markdown_extensions: [timeline, attr_list, abbr, smarty, md_in_html, admonition, toc: {{permalink: true}}]
extra_css: [assets/timeline/timeline.css]
extra_javascript: [assets/timeline/timeline.js]
watch: [docs]
exclude_docs: /events.yml
"""

PAGE = """\
---
hide: [navigation, toc]
---
# The closing of the Lindow bridge

/// timeline | events.yml
///

There is [another page](other.md).
"""

OTHER = """\
# Another page

[Back](index.md)

/// timeline | events.yml
///
"""


def write_project(
    root: Path, events: str, *, config: str = CONFIG, url: str = "https://example.org/"
) -> Path:
    """Write a project with one timeline and another page; `timeline build` is not needed for it."""
    docs = root / "docs"
    docs.mkdir(parents=True)
    (root / "mkdocs.yml").write_text(config.format(url=url), encoding="utf-8")
    (docs / "index.md").write_text(PAGE, encoding="utf-8")
    (docs / "other.md").write_text(OTHER, encoding="utf-8")
    (docs / "events.yml").write_text(events, encoding="utf-8")
    assets.write(docs)
    return root


def build(root: Path, generator: str = "mkdocs", *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a site generator in a project and return what it said."""
    return subprocess.run(
        [sys.executable, "-m", generator, "build", *arguments],
        cwd=root,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
    )


def need(generator: str) -> None:
    """Skip a test where a site generator is not installed; fail it where CI is set."""
    if importlib.util.find_spec(generator) is None:
        missing(f"{generator} is not installed")


def missing(reason: str) -> None:
    """Skip a test for what this machine lacks; fail it where CI is set, which must have everything."""
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)
