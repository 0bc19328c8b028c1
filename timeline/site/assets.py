"""The viewer's built scripts and style, put where a site generator finds them."""

from importlib.resources import files
from pathlib import Path

from timeline.store.files import write_atomically

__all__ = ["FILES", "FOLDER", "SCRIPT", "STYLE", "write"]

# Below the documentation folder; also what `extra_css` and `extra_javascript` name.
FOLDER = "assets/timeline"
STYLE = f"{FOLDER}/timeline.css"
SCRIPT = f"{FOLDER}/timeline.js"
# The script starts the search, which is looked for beside it.
FILES = (STYLE, SCRIPT, f"{FOLDER}/timeline-search.js")


def write(docs_dir: Path) -> list[Path]:
    """Copy the assets to `assets/timeline/` in the documentation folder; return the files that were written.

    A file that is up to date is not touched, because the generators build again for every file that is.

    Raises:
        TimelineError: when a file cannot be written.
    """
    written = []
    for name in FILES:
        content = files(__package__).joinpath("assets", Path(name).name).read_text(encoding="utf-8")
        if write_atomically(docs_dir / name, content):
            written.append(docs_dir / name)
    return written
