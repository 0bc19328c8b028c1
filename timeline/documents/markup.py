"""HTML that is all article, as in feeds, mails and books → its text, one paragraph a line."""

import re
from collections.abc import Iterator

from lxml import etree, html  # type: ignore[import-untyped]

__all__ = ["text_of"]

_DROPPED = frozenset(("script", "style", "head", "template", "noscript", "svg", "math", "rp", "rt"))
# fmt: off
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "br", "caption", "dd", "details", "div", "dl", "dt",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li",
    "main", "nav", "ol", "p", "pre", "section", "summary", "table", "td", "th", "tr", "ul",
))
# fmt: on
_DECLARATION = re.compile(r"\s*<\?xml[^>]*>")


def text_of(source: str) -> str:
    """Return the words of HTML or XHTML, a blank line between paragraphs; "" when there are none."""
    source = _DECLARATION.sub("", source.lstrip("\ufeff"), count=1)
    try:
        tree = html.document_fromstring(source)
    except (etree.ParserError, ValueError):  # empty, or with characters that XML does not allow
        return ""
    paragraphs = (" ".join(paragraph.split()) for paragraph in "".join(_pieces(tree)).split("\n\n"))
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def _pieces(tree: html.HtmlElement) -> Iterator[str]:
    """Yield the text between tags; two line ends where a paragraph begins or ends."""
    inside_dropped: html.HtmlElement | None = None
    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        is_element = isinstance(element.tag, str)
        if event == "start" and inside_dropped is None:
            if element.tag in _DROPPED:
                inside_dropped = element
                continue
            if element.tag in _BLOCKS:
                yield "\n\n"
            yield _flat(element.text)
        elif event != "start":
            if inside_dropped is element:
                inside_dropped = None
            elif inside_dropped is not None:
                continue
            if is_element and element.tag in _BLOCKS:
                yield "\n\n"
            yield _flat(element.tail)


def _flat(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")
