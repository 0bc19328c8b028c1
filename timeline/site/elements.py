"""The one place where text from elsewhere becomes part of a page.

Elements are built for Python-Markdown's tree, after everything in Markdown that interprets text has run. What
is still to be feared there: the control characters that Markdown marks its own stored HTML with, `&` (its
serializer takes `&lt;` for an entity that is already escaped), and a text that is `[TOC]` and nothing else.
"""

import re
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement

__all__ = ["clean", "element", "safe_url", "slug"]

# C0 and C1 controls, halves of surrogate pairs and noncharacters; tab and line ends are white space.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_SPACE = re.compile(r"\s+")


def clean(text: str) -> str:
    """Return untrusted text so that the page shows exactly its characters, white space collapsed.

    For every text and every attribute value; Markdown's serializer does `<`, `>` and quotes.
    """
    text = _SPACE.sub(" ", _FORBIDDEN.sub("\ufffd", text)).replace("&", "&amp;")
    start = len(text) - len(text.lstrip())
    return f"{text[:start]}&#91;{text[start + 1 :]}" if text[start : start + 1] == "[" else text


def element(
    parent: Element | None, tag: str, classes: str = "", text: str = "", **attributes: str
) -> Element:
    """Return a new element, appended to `parent` if there is one; text and attributes are cleaned.

    An underscore in an attribute's name stands for a hyphen.
    """
    cleaned = {name.replace("_", "-"): clean(value) for name, value in attributes.items()}
    if classes:
        cleaned["class"] = classes
    child = Element(tag, cleaned) if parent is None else SubElement(parent, tag, cleaned)
    if text:
        child.text = clean(text)
    return child


def safe_url(url: str | None) -> str | None:
    """Return the address when it is a complete http or https one, otherwise None."""
    if not url:
        return None
    url = url.strip()
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname or _FORBIDDEN.search(url):
        return None
    return re.sub(r"\s", "%20", url)


def slug(text: str) -> str:
    """Return letters and digits of the text joined by hyphens, for an id; empty when it has none."""
    return "-".join(re.findall(r"[^\W_]+", text.lower()))[:60].strip("-")
