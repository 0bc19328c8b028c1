"""From the words of a rule's groups to a meaning: the rules name a builder, no builder knows a language."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from timeline.times.meaning import Meaning

if TYPE_CHECKING:
    from timeline.times.rule_words import Words

__all__ = ["BUILDERS", "Builder", "builder"]

Builder: TypeAlias = "Callable[[Words], Meaning | tuple[Meaning, ...] | None]"
_B = TypeVar("_B", bound="Builder")
BUILDERS: dict[str, Builder] = {}  # filled by the other `build_…` modules


def builder(function: _B) -> _B:
    """Make the function known to the rules by its name.

    It returns None when the words mean nothing, and no meaning at all, `()`, to keep other rules off them.
    """
    BUILDERS[function.__name__] = function
    return function
