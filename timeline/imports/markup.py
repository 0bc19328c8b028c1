"""HTML of other programs → what it says, as plain text."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

__all__ = ["Markup", "plain"]

_BLOCKS = {"p", "div", "li", "ul", "ol", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "section"}


@dataclass(slots=True)
class Markup:
    """What a piece of HTML says: `text` by paragraphs, its quotations, and its links as name and address."""

    text: str = ""
    quotes: list[str] = field(default_factory=list)
    cited: list[tuple[str, str]] = field(default_factory=list)  # what stands in `<cite>`
    links: list[tuple[str, str]] = field(default_factory=list)  # the others


def plain(html: str) -> Markup:
    """Read a piece of HTML, or a text without any."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_block()
    return Markup("\n".join(reader.paragraphs), reader.quotes, reader.cited, reader.links)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.paragraphs: list[str] = []
        self.quotes: list[str] = []
        self.cited: list[tuple[str, str]] = []
        self.links: list[tuple[str, str]] = []
        self.words: list[str] = []
        self.is_quote = self.is_cite = self.is_unseen = False
        self.href: str | None = None
        self.start_of_link = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self.end_block()
        if tag == "br":
            self.words.append("\n")
        elif tag == "a":
            self.href, self.start_of_link = dict(attrs).get("href"), len(self.words)
        elif tag == "blockquote":
            self.is_quote = True
        elif tag == "cite":
            self.end_block()
            self.is_cite = True
        elif tag in ("script", "style"):
            self.is_unseen = True

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS or tag == "cite":
            self.end_block()
        if tag == "a" and self.href:
            name = _text(self.words[self.start_of_link :])
            if not self.is_cite:
                self.links.append(("" if name == self.href else name, self.href))
                self.href = None
        elif tag == "blockquote":
            self.is_quote = False
        elif tag in ("script", "style"):
            self.is_unseen = False

    def handle_data(self, data: str) -> None:
        if not self.is_unseen:
            self.words.append(data.replace("\n", " "))

    def end_block(self) -> None:
        text, self.words = _text(self.words), []
        if text and self.is_cite:
            self.cited.append((text, self.href or ""))
        elif text:
            (self.quotes if self.is_quote else self.paragraphs).append(text)
        if self.is_cite:
            self.href = None
        self.is_cite = False


def _text(words: list[str]) -> str:
    """Return words as lines, without white space that a browser would not show."""
    return "\n".join(line for row in "".join(words).split("\n") if (line := " ".join(row.split())))
