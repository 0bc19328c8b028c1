"""Words, numbers and marks of a text, found in one pass."""

import re
from dataclasses import dataclass

__all__ = ["Tokens", "tokenize", "words"]

# Plain words and marks come first, and the space before a token is read with it, as most tokens are such.
# Then come shapes that must not fall apart. Percentages, money, product names such as F-16 and A330s,
# versions and telephone numbers are tokens of their own, so that their digits are no days or years.
_TOKEN = re.compile(
    r"""
    \ ?(
      [A-Za-z][a-z]+(?![^\W\d_])
    | [^\w\s'’$£€¥]
    | \n[^\S\n]*\n\s*                                                    # the end of a paragraph
    | \d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?)?(?![\w-])
    | \d{1,4}/\d{1,2}/\d{1,4}(?![\w/])                                   # 3/4/2010
    | \d{1,2}\.\d{1,2}\.\d{4}(?!\w)
    | \d{4}/\d\d(?![\w-])                                                # 2008/09
    | \d+(?:[-.]\d+){2,}                                                 # telephone numbers, versions
    | [$£€¥]\ ?\d[\d,.]*                                                 # money
    | \d+(?:[.,]\d+)?\ ?%
    | \d{1,2}:\d\d(?::\d\d)?(?![\w:])
    | \d{1,3}(?:,\d{3})+(?!\d)
    | \d+/\d+
    | \d+\.\d+
    | \d{1,2}h\d\d(?!\w)                                                 # 13h30
    | \d+[^\W\d_]+                                                       # 3rd, 1990s, 10am
    | \d+
    | ['’]\d\d(?:s\b)?
    | [A-Z]{1,6}-\d+\w*
    | [A-Z]{1,3}\d{2,3}[a-z]{0,2}(?!\w)                                  # A330, A330s
    | (?:[A-Za-z]\.){2,}
    | ['’][^\W\d_]{1,2}\b                                                # year's, they'll
    | [^\W\d_]+
    | \S
    )""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text, their offsets, and one symbol for each."""

    text: str
    words: list[str]
    starts: list[int]
    symbols: str

    def end(self, index: int) -> int:
        """Return the offset at which a token ends."""
        return self.starts[index] + len(self.words[index])


def words(text: str) -> list[str]:
    """Return the tokens of a text."""
    return _TOKEN.findall(text)


def tokenize(text: str, start: int = 0) -> tuple[list[str], list[int]]:
    """Return the tokens of the text from offset `start` on, and their offsets."""
    matches = list(_TOKEN.finditer(text, start))
    return [match[1] for match in matches], [match.start(1) for match in matches]
