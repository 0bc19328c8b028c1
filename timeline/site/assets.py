"""The viewer's built script and style, put where a site generator finds them."""

from importlib.resources import files
from pathlib import Path

from timeline.errors import TimelineError

__all__ = ["FOLDER", "SCRIPT", "STYLE", "write"]

# Below the documentation folder; also what `extra_css` and `extra_javascript` name.
FOLDER = "assets/timeline"
STYLE = f"{FOLDER}/timeline.css"
SCRIPT = f"{FOLDER}/timeline.js"


def write(docs_dir: Path) -> list[Path]:
    """Copy the assets to `assets/timeline/` in the documentation folder; return the files that were written.

    A file that is up to date is not touched, because the generators build again for every file that is.

    Raises:
        TimelineError: when a file cannot be written.
    """
    written = []
    for name in (STYLE, SCRIPT):
        content = files(__package__).joinpath("assets", Path(name).name).read_bytes()
        target = docs_dir / name
        if target.is_file() and target.read_bytes() == content:
            continue
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            unfinished = target.with_name(f".{target.name}.new")
            unfinished.write_bytes(content)
            unfinished.replace(target)
        except OSError as error:
            raise TimelineError(f"{target}: cannot be written ({error.strerror}); free the way") from error
        written.append(target)
    return written
