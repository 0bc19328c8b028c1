"""How the matches of a rule can begin, so that only rules that can match are tried.

For every first symbol: which symbols can follow it, and whether it can be the whole match. Sets of symbols
are the bits of an integer, which makes their unions cheap.
"""

import re
from dataclasses import dataclass, field

__all__ = ["Beginning", "bit", "read"]

_FIRST_SYMBOL = 0xE000
_PART = re.compile(r"\(\?P<\w+>|\(\?:|\)|\||\?|\{0,\d\}|\[[^\]]*\]")


def bit(symbol: str) -> int:
    """Return the bit of a symbol; 0 for the symbol of words without a class."""
    return 1 << (ord(symbol) - _FIRST_SYMBOL) if ord(symbol) >= _FIRST_SYMBOL else 0


@dataclass(slots=True)
class Beginning:
    """The beginnings of a regular expression's matches."""

    follow: dict[str, int] = field(default_factory=dict)  # first symbol → the symbols that can follow it
    whole: set[str] = field(default_factory=set)  # first symbols after which the match can end
    empty: bool = False  # whether the match can be empty

    def starts(self, first: str, second: str) -> bool:
        """Whether a match can begin with the first symbol, where the second follows it in the text."""
        return first in self.whole or bool(self.follow.get(first, 0) & bit(second))

    def or_(self, other: "Beginning") -> "Beginning":
        """Return the beginnings of either."""
        follow = dict(self.follow)
        for symbol, mask in other.follow.items():
            follow[symbol] = follow.get(symbol, 0) | mask
        return Beginning(follow, self.whole | other.whole, self.empty or other.empty)

    def then(self, other: "Beginning") -> "Beginning":
        """Return the beginnings of this followed by the other."""
        first = 0
        for symbol in other.follow:
            first |= bit(symbol)
        follow = {
            symbol: mask | (first if symbol in self.whole else 0) for symbol, mask in self.follow.items()
        }
        joined = Beginning(follow, set(self.whole) if other.empty else set(), self.empty and other.empty)
        return joined.or_(Beginning(other.follow, other.whole, joined.empty)) if self.empty else joined


def read(regex: str) -> Beginning:
    """Return the beginnings of a regular expression as `pattern.Template.regex` writes it."""
    parts = _PART.findall(regex)

    def alternatives(position: int) -> tuple[Beginning, int]:
        found, position = sequence(position)
        while position < len(parts) and parts[position] == "|":
            other, position = sequence(position + 1)
            found = found.or_(other)
        return found, position

    def sequence(position: int) -> tuple[Beginning, int]:
        found = Beginning(empty=True)
        while position < len(parts) and parts[position] not in ("|", ")"):
            part = parts[position]
            if part.startswith("("):
                piece, position = alternatives(position + 1)
            else:
                piece = Beginning(dict.fromkeys(part[1:-1], 0), set(part[1:-1]))
            position += 1
            if position < len(parts) and (parts[position] == "?" or parts[position].startswith("{")):
                if parts[position] != "?":
                    piece = piece.then(piece.or_(Beginning(empty=True)))
                piece = piece.or_(Beginning(empty=True))
                position += 1
            found = found.then(piece)
        return found, position

    return alternatives(0)[0]
