"""`.docx`: what a reader of the file sees."""

from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from timeline.documents import Document, read


def one(path: Path) -> Document:
    (document,) = read([path]).documents
    return document


def test_paragraphs_tables_and_title_are_read(tmp_path: Path) -> None:
    file = docx.Document()
    file.add_heading("A bridge", 0)
    file.add_paragraph("The ferry\tsank.\nNobody was hurt.")
    table = file.add_table(1, 2)
    table.cell(0, 0).text = "3 May 2020"
    inner = table.cell(0, 1).add_table(1, 1)
    inner.cell(0, 0).text = "Ferry sinks"
    file.add_paragraph("The bridge opened.")
    file.save(str(tmp_path / "a.docx"))
    document = one(tmp_path / "a.docx")
    assert document.title == "A bridge"
    assert document.text.split("\n\n") == [
        "A bridge",
        "The ferry sank. Nobody was hurt.",
        "3 May 2020",
        "Ferry sinks",
        "The bridge opened.",
    ]


def test_tracked_changes_are_read_as_accepted(tmp_path: Path) -> None:
    file = docx.Document()
    paragraph = file.add_paragraph("The ferry ")
    for kind, text in (("del", "<w:delText>burned</w:delText>"), ("ins", "<w:t>sank</w:t>")):
        change = f'<w:{kind} {nsdecls("w")} w:id="1" w:author="A"><w:r>{text}</w:r></w:{kind}>'
        paragraph._p.append(parse_xml(change))
    paragraph.add_run(" on 3 May 2020.")
    file.save(str(tmp_path / "a.docx"))
    assert one(tmp_path / "a.docx").text == "The ferry sank on 3 May 2020."


def test_a_link_is_part_of_its_sentence(tmp_path: Path) -> None:
    file = docx.Document()
    paragraph = file.add_paragraph("The ")
    paragraph._p.append(parse_xml(f"<w:hyperlink {nsdecls('w')}><w:r><w:t>ferry</w:t></w:r></w:hyperlink>"))
    paragraph.add_run(" sank.")
    file.save(str(tmp_path / "a.docx"))
    assert one(tmp_path / "a.docx").text == "The ferry sank."


def test_the_day_on_which_it_was_made_says_nothing(tmp_path: Path) -> None:
    file = docx.Document()
    file.add_paragraph("The ferry sank on Saturday.")
    assert file.core_properties.created is not None
    file.save(str(tmp_path / "a.docx"))
    assert one(tmp_path / "a.docx").published is None


@pytest.mark.parametrize("text", ["", "  "])
def test_a_file_without_text_is_reported(text: str, tmp_path: Path) -> None:
    file = docx.Document()
    file.add_paragraph(text)
    file.save(str(tmp_path / "a.docx"))
    (warning,) = read([tmp_path / "a.docx"]).warnings
    assert warning.endswith("a.docx: no text in this Word file; skipped")
