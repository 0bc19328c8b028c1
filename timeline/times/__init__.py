"""Temporal tagging: text → time expressions → calendar dates. Usable alone."""
