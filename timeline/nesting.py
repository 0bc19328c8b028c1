"""YAML that is nested without end must not overflow the stack: PyYAML reads each level by calling itself."""

from typing import Any

import yaml

__all__ = ["DEEPEST", "limited"]

DEEPEST = 100  # levels; an events file has six


def limited(loader: Any) -> Any:
    """Return a PyYAML loader class that refuses to go deeper than `DEEPEST` levels.

    It raises `yaml.composer.ComposerError` with the place, where the C loader would end the process with a
    segmentation fault and the other one would raise `RecursionError`.
    """

    class Limited(loader):  # type: ignore[misc]
        depth = 0

        # Both loaders call these two around each node for a feature (path resolvers) that is not used here.
        def descend_resolver(self, parent: yaml.Node | None, _index: Any) -> None:
            self.depth += 1
            if self.depth > DEEPEST:
                mark = parent.start_mark if parent is not None else None
                raise yaml.composer.ComposerError(
                    None, None, f"it is nested more than {DEEPEST} levels deep", mark
                )

        def ascend_resolver(self) -> None:
            self.depth -= 1

    return Limited
