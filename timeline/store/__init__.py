"""The events file: read, checked, and updated without losing an edit."""

from timeline.store.checking import check, read
from timeline.store.syntax import Problem
from timeline.store.updating import Report, update

__all__ = ["Problem", "Report", "check", "read", "update"]
