"""What `timeline new` makes a project of. A name that begins with `dot-` begins with a dot in the project."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from timeline.errors import TimelineError
from timeline.store.files import explain_os_error, write_atomically

__all__ = ["write"]

_PROJECT = Path(__file__).with_name("project")


def write(folder: Path) -> list[Path]:
    """Make a new project.

    Args:
        folder: where; it is made, or must be empty.

    Returns:
        The files that were written.

    Raises:
        TimelineError: when the folder is not empty or cannot be written to. Then nothing was changed in it.
    """
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            what = "folder is not empty" if folder.is_dir() else "is a file"
            raise TimelineError(f"{folder}: this {what}; name a new folder")
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise explain_os_error(error, folder, "make this folder") from error
    written = []
    try:
        for template, target in _files(folder):
            write_atomically(target, template.read_text(encoding="utf-8"))
            written.append(target)
    except BaseException:
        for child in folder.iterdir():  # all of it was made here
            shutil.rmtree(child) if child.is_dir() else child.unlink()
        raise
    return written


def _files(folder: Path) -> Iterator[tuple[Path, Path]]:
    for template in sorted(_PROJECT.rglob("*")):
        if template.is_file():
            parts = [
                part.replace("dot-", ".", 1) if part.startswith("dot-") else part
                for part in template.relative_to(_PROJECT).parts
            ]
            yield template, folder.joinpath(*parts)
