"""A fault of this program, told in one line that helps whoever mends it."""

import traceback
from pathlib import Path

__all__ = ["where_raised"]

_PACKAGE = Path(__file__).parent


def where_raised(error: Exception) -> str:
    """Return a line on an error that should not be: what it is, and where in the package it arose."""
    frames = [each for each in traceback.extract_tb(error.__traceback__) if _is_ours(each)]
    where = (
        f" at {Path(frames[-1].filename).relative_to(_PACKAGE).as_posix()}:{frames[-1].lineno}"
        if frames
        else ""
    )
    return f"this article could not be read ({type(error).__name__}{where}); skipped; please report it"


def _is_ours(frame: traceback.FrameSummary) -> bool:
    return Path(frame.filename).is_relative_to(_PACKAGE)
