"""A mention: one sentence of one document that tells an event, with everything needed to merge it."""

from dataclasses import dataclass

__all__ = ["Mention"]


@dataclass(frozen=True, slots=True)
class Mention:
    """One sentence that tells an event; the quote is the document's text[start:end]."""

    source: str
    quote: str
    start: int
    end: int
    date: str  # EDTF
    because: tuple[str, ...]
    title: str
    head: str  # the verb or noun that tells it, in its base form
    words: frozenset[str] = frozenset()  # stems of the clause's content words
    names: frozenset[str] = frozenset()
    actors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    clause: str = ""  # words of the clause that tells it, by which it is tagged
    expression: str | None = None
    position: int = 0  # offset of the time expression, of the sentence when there is none
    is_explicit: bool = (
        False  # the expression names its date (“4 May”), and does not count to it (“on Monday”)
    )
    is_statement: bool = False
    is_news: bool = False  # what the article reports: headline or lede
    is_headline: bool = False
    tells_headline: bool = False  # in other words perhaps
    is_elaboration: bool = False  # goes on with the article's news; no event of its own
    is_nominal: bool = False  # told by a noun in passing
    is_planned: bool = False
    is_apart: bool = False  # another happening than what else its sentence tells of the same date
