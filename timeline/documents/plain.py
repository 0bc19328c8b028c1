"""`.txt` and `.md`: front matter, title, address and publisher of an article that is kept as text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from timeline.documents.dateline import is_date_only
from timeline.documents.decoding import decode
from timeline.documents.drafts import Draft, Entry, RefusedError, language_code, web_address, with_published
from timeline.documents.file import File
from timeline.documents.lines import Line, lines, without_markup
from timeline.documents.model import Document
from timeline.nesting import limited

__all__ = ["read", "read_plain"]

_DATE_KEYS = ("published", "date", "datepublished", "pubdate", "publication_date")
_PUBLISHER_KEYS = ("publisher", "source")
_FENCE = re.compile(r"(---|\.\.\.)[ \t]*(\n|$)")
_KEY = re.compile(r"[\w-]+[ \t]*:(\s|$)")
_HEADING = re.compile(r"#{1,6}\s+(?P<text>.*?)[\s#]*$")
_RULE = re.compile(r"\s*([-*_=])(\s*\1){2,}\s*$")
_BOLD = re.compile(r"(\*\*|__)(?P<text>[^*_].*?)\1$")
_ADDRESS_LINE = re.compile(r"(?:\w+(?:\s\w+)?:\s*)?<?(?P<url>https?://[^\s<>]+)>?$", re.IGNORECASE)
_TOP, _END = 5, 6  # lines with text in which the address of the page is looked for
_LONGEST = 1000  # characters; what is longer is no heading, address or name
_LOADER: Any = limited(getattr(yaml, "CSafeLoader", yaml.SafeLoader))
_TITLE_WORDS = 25
_PUBLISHER_WORDS = 8
_WRAPPED = 100  # characters; a paragraph with shorter lines may be wrapped by hand


@dataclass(frozen=True, slots=True)
class _Field:
    value: str
    line: int


def read(file: File) -> Iterator[Entry]:
    """Yield the article of a file of plain text."""
    text, encoding = decode(Path(file.path).read_bytes())
    if not text.strip("\ufeff \t\n"):
        raise RefusedError("empty")
    draft = read_plain(text, file.key, file.name)
    if encoding != "utf-8":
        draft.notes.append((None, f"not UTF-8; read as {encoding}"))
    yield None, draft


def read_plain(text: str, key: str, file: str) -> Draft:
    """Read an article from the whole text of its file, which is kept as it is."""
    fields, body, notes = _front_matter(text)
    prose = list(lines(text, body))
    language = language_code(_first(fields, ("language", "lang")))
    url = _first(fields, ("url", "link", "canonical_url"))
    publisher = _first(fields, _PUBLISHER_KEYS)
    address = _address(prose)
    if publisher is None and address is not None:
        publisher = _signature(prose, address)
    document = Document(
        id=_first(fields, ("id",)) or key,
        text=text,
        body=body,
        title=_first(fields, ("title", "headline")) or _title(prose),
        publisher=publisher,
        url=web_address(url) if url else address.url if address else None,
        file=file,
        language=language or "en",
    )
    if url and document.url is None:
        notes.append((fields["url"].line if "url" in fields else None, "url: not an http(s) address"))
    draft = Draft(document, notes)
    for names in (_DATE_KEYS, ("created",)):
        if draft.document.published is None:
            dates = [
                (f"front matter {name}", fields[name].value, fields[name].line)
                for name in names
                if name in fields
            ]
            draft = with_published(draft, dates)
    return draft


def _front_matter(text: str) -> tuple[dict[str, _Field], int, list[tuple[int | None, str]]]:
    """Return the fields by lower-case name, the offset after the front matter, and what is wrong with it."""
    start = 1 if text.startswith("\ufeff") else 0
    opening = _FENCE.match(text, start)
    if not opening or opening[1] != "---" or not _KEY.match(text, opening.end()):
        return {}, start, []
    position, closing = opening.end(), None
    while closing is None and position < len(text):
        closing = _FENCE.match(text, position)
        if closing is None:
            position = text.find("\n", position) + 1 or len(text)
    if closing is None:
        return {}, start, [(1, "the front matter has no closing “---”; all of the file is read as text")]
    try:
        return _fields(text[opening.end() : position]), closing.end(), []
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "it cannot be parsed"
        return (
            {},
            closing.end(),
            [
                (
                    mark.line + 2 if mark else 1,
                    f"the front matter is not valid YAML: {problem}; it is left out (is a “: ” in quotes?)",
                )
            ],
        )


def _fields(source: str) -> dict[str, _Field]:
    """Return the scalars of a YAML mapping as written, so that a date is what the author typed."""
    node = yaml.compose(source, Loader=_LOADER)
    fields: dict[str, _Field] = {}
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        name = str(key.value).lower().replace("-", "_")
        if isinstance(value, yaml.MappingNode):  # date: {created: 2022-01-02, updated: …}
            value = next((inner for k, inner in value.value if k.value in ("created", "name")), value)
        elif isinstance(value, yaml.SequenceNode) and value.value:  # source: [one, two]
            value = value.value[0]
        if (
            isinstance(value, yaml.ScalarNode)
            and value.tag != "tag:yaml.org,2002:null"
            and value.value.strip()
        ):
            fields[name] = _Field(" ".join(value.value.split()), key.start_mark.line + 2)
    return fields


def _first(fields: dict[str, _Field], names: tuple[str, ...]) -> str | None:
    return next((fields[name].value for name in names if name in fields), None)


def _title(prose: list[Line]) -> str | None:
    """Return the heading or short first line, without markup.

    A first line that ends like a sentence can be the article's standfirst or its lede, so it is no title; nor
    is one that goes on in the next line, as in a text wrapped by hand.
    """
    for number, line in enumerate(prose):
        stripped = line.text.strip()[:_LONGEST]
        if _RULE.fullmatch(stripped) or is_date_only(stripped) or _ADDRESS_LINE.fullmatch(stripped):
            continue
        heading = _HEADING.match(stripped)
        title = without_markup(heading["text"] if heading else stripped)
        following = prose[number + 1] if number + 1 < len(prose) else None
        if heading:
            return title or None
        short = title and len(title.split()) <= _TITLE_WORDS and any(c.isalpha() for c in title)
        if not short or following is None or title.endswith((".", ",", ":", ";", "…")) or title[0].islower():
            return None
        return None if _goes_on(line, following) else title
    return None


def _goes_on(line: Line, following: Line) -> bool:
    stripped = following.text.strip()[:_LONGEST]
    if following.number != line.number + 1 or _RULE.fullmatch(stripped):
        return False
    if is_date_only(stripped) or _ADDRESS_LINE.fullmatch(stripped):  # what a saved page has below its title
        return False
    if following.text[:1].islower():
        return True
    first_word = following.text.split()[0]
    width = max(len(line.text), len(following.text))
    return width <= _WRAPPED and len(line.text) + 1 + len(first_word) > width


@dataclass(frozen=True, slots=True)
class _Address:
    url: str
    index: int  # in the list of lines


def _address(prose: list[Line]) -> _Address | None:
    """Return the page's address: a line of its own among the last or the first lines."""
    last = range(len(prose) - 1, max(len(prose) - 1 - _END, -1), -1)
    for index in (*last, *range(min(_TOP, len(prose)))):
        match = _ADDRESS_LINE.fullmatch(prose[index].text.strip()[:_LONGEST])
        url = web_address(match["url"]) if match else None
        if url:
            return _Address(url, index)
    return None


def _signature(prose: list[Line], address: _Address) -> str | None:
    """Return the publisher: a short bold line that ends the file right after the page's address."""
    if address.index != len(prose) - 2:
        return None
    bold = _BOLD.fullmatch(prose[-1].text.strip()[:_LONGEST])
    name = without_markup(bold["text"]) if bold else ""
    return name if name and len(name.split()) <= _PUBLISHER_WORDS and not name.endswith(".") else None
