"""The events file: read, checked, and updated without losing an edit."""

from timeline.store.checking import check, read
from timeline.store.creating import create
from timeline.store.parts import files_of
from timeline.store.settled import Settled
from timeline.store.syntax import Problem
from timeline.store.updating import Origin, Report, origins, update

__all__ = [
    "Origin",
    "Problem",
    "Report",
    "Settled",
    "check",
    "create",
    "files_of",
    "origins",
    "read",
    "update",
]
