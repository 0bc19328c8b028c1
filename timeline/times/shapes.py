"""What a token that begins with a figure can be: a day, a year, a clock time.

Which suffixes make an ordinal or a decade is the language's business.
"""

import re
from dataclasses import dataclass

__all__ = ["Shapes"]

_FIGURE = re.compile(r"(\d+)([^\W\d_]+)")
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:T.*)?")
_SPAN = re.compile(r"(\d{4})/(\d\d)")
_CLOCK = re.compile(r"(\d{1,2}(?=[:h])|0\d(?=\.[0-5]\d$))[:.h]\d\d")  # no number has a zero before
_DECADE = re.compile(r"['’](\d0)")
_DASHED = re.compile(r"\d{1,2}-\d{1,2}-\d{4}")
_THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_HOURS = 24
_MAX_DIGITS = 12  # longer figures are codes


@dataclass(frozen=True, slots=True)
class Shapes:
    """The suffixes of a language's figures, and the mark between its thousands."""

    ordinal: frozenset[str]  # 3rd
    decade: frozenset[str]  # 1990s
    clock: frozenset[str]  # 10am
    thousands: str = ","  # 1,500

    def classes(self, token: str) -> frozenset[str]:
        """Return the classes of a token that begins with a figure or an apostrophe; none for a code."""
        if len(token) > 24:
            return frozenset()
        if token.isdecimal():
            return _integer_classes(token)
        if match := _CLOCK.match(token):
            return frozenset({"clock"}) if int(match[1]) < 25 else frozenset()
        if match := _FIGURE.fullmatch(token):
            return self._suffixed(match[1], match[2].lower())
        if _ISO.fullmatch(token):
            return frozenset({"iso"})
        if match := _SPAN.fullmatch(token):
            return frozenset({"yearspan"}) if 1000 <= int(match[1]) < 2200 else frozenset()
        if token.count("/") == 2 or token.count(".") == 2 or _DASHED.fullmatch(token):
            return frozenset({"numericdate"})
        if "/" in token:
            return frozenset({"fraction"})
        if token[0] in "'’":
            suffix = token[3:]
            return (
                frozenset({"decadefigure"}) if _DECADE.match(token) and suffix in self.decade else frozenset()
            )
        if "," in token or "." in token:
            return frozenset({"number"})
        return frozenset()

    def _suffixed(self, figure: str, suffix: str) -> frozenset[str]:
        if len(figure) > _MAX_DIGITS:
            return frozenset()
        number = int(figure)
        if suffix in self.ordinal:
            return frozenset({"ordinal", "ordinalday"} if 1 <= number <= 31 else {"ordinal"})
        if suffix in self.decade and number % 10 == 0 and (1000 <= number < 2200 or len(figure) in (2, 3)):
            return frozenset({"decadefigure"})
        if suffix in self.clock and number <= _HOURS:
            return frozenset({"hourfigure"})
        return frozenset()

    def value(self, token: str) -> float | None:
        """Return the number a figure stands for, None when it is none."""
        if self.thousands in token and _THOUSANDS.fullmatch(token):
            token = token.replace(self.thousands, "")
        token = token.replace(",", ".")
        if token.isdecimal():
            return int(token)
        if "/" in token:
            above, _, below = token.partition("/")
            if above.isdecimal() and below.isdecimal() and int(below):
                return int(above) / int(below)
            return None
        digits = re.match(r"['’]?(\d+(?:\.\d+)?)", token)
        if not digits or len(token) > 24:
            return None
        number = float(digits[1])
        return int(number) if number.is_integer() else number


def _integer_classes(token: str) -> frozenset[str]:
    if len(token) > _MAX_DIGITS:
        return frozenset()
    number = int(token)
    found = {"int"}
    if len(token) <= 2:
        if 1 <= number <= 31:
            found.add("day")
        if number <= 24:
            found.add("hour")
        found.add("twodigits")
    elif len(token) == 4 and 1000 <= number < 2200:
        found.add("year")
    elif len(token) == 3:
        found.add("threedigits")
    return frozenset(found)
