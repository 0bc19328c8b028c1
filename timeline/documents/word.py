"""`.docx`: a Word file. What was deleted with changes tracked is left out, what was inserted is read."""

from collections.abc import Iterator
from dataclasses import replace

import docx
from docx.document import Document as WordFile
from docx.opc.exceptions import OpcError
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from timeline.documents.archive import Archive
from timeline.documents.drafts import Entry, RefusedError
from timeline.documents.file import File
from timeline.documents.plain import read_plain

__all__ = ["read"]

_NOT_DELETED = "./w:r | ./w:hyperlink/w:r | ./w:ins/w:r | ./w:smartTag//w:r | ./w:sdt/w:sdtContent/w:r"


def read(file: File) -> Iterator[Entry]:
    """Yield the file's text as an article. When it was written does not say when it was published."""
    with Archive(file.path) as archive:
        parts = archive.unpacked((".xml", ".rels"))
    try:
        found = docx.Document(parts)
    except (OpcError, ValueError, KeyError) as error:
        raise RefusedError("damaged, or not what its ending says") from error
    paragraphs = [text for paragraph in _paragraphs(found) if (text := _text(paragraph))]
    if not paragraphs:
        raise RefusedError("no text in this Word file")
    draft = read_plain("\n\n".join(paragraphs), file.key, file.name)
    title = _title(found) or draft.document.title
    draft.document = replace(draft.document, title=title)
    yield None, draft


def _paragraphs(container: WordFile | _Cell) -> Iterator[Paragraph]:
    for item in container.iter_inner_content():
        if isinstance(item, Paragraph):
            yield item
        else:
            # Not `row.cells`, which has a cell as often as it says that it is wide.
            for cell in (cell for row in item._tbl.tr_lst for cell in row.tc_lst):
                yield from _paragraphs(_Cell(cell, item))


def _text(paragraph: Paragraph) -> str:
    runs = paragraph._p.xpath(_NOT_DELETED)
    return " ".join("".join(Run(run, paragraph).text for run in runs).split())


def _title(found: WordFile) -> str | None:
    """Return the first paragraph in the style of a title or of a main heading."""
    for style in ("Title", "Heading 1"):
        for paragraph in found.paragraphs:
            if paragraph.style is not None and paragraph.style.name == style and _text(paragraph):
                return _text(paragraph)
    return None
