"""EPUB and WARC: several parts in one file, with what each says about itself."""

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from article_files import ADDRESS, PUBLISHER, Article, epub
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from timeline.documents import read

ARTICLE = Article(
    [
        "A bridge",
        "The ferry that crossed the Ellbach every morning sank in a storm on 3 May 2020.",
        "The council decided that a bridge should be built in its place.",
        "The bridge was opened by the mayor on 7 August 2021, after a year.",
    ],
    "2021-08-08",
)


def test_a_book_says_what_it_is(tmp_path: Path) -> None:
    epub(ARTICLE, tmp_path / "a.epub")
    (document,) = read([tmp_path / "a.epub"]).documents
    assert document.text == ARTICLE.text
    assert (document.title, document.publisher, document.url) == ("A bridge", PUBLISHER, ADDRESS)
    assert document.published_because == ("the book's date “2021-08-08”",)


def changed(path: Path, name: str, old: str, new: str) -> None:
    """Replace something in a part of a zip file."""
    with zipfile.ZipFile(path) as archive:
        parts = {each: archive.read(each) for each in archive.namelist()}
    assert old.encode() in parts[name]
    parts[name] = parts[name].replace(old.encode(), new.encode())
    with zipfile.ZipFile(path, "w") as archive:
        for each, data in parts.items():
            archive.writestr(each, data)


def test_a_date_of_something_else_is_none_of_publication(tmp_path: Path) -> None:
    epub(ARTICLE, tmp_path / "a.epub")
    opf = 'xmlns:opf="http://www.idpf.org/2007/opf" opf:event'
    changed(tmp_path / "a.epub", "OEBPS/book.opf", "<dc:date>", f'<dc:date {opf}="conversion">')
    (document,) = read([tmp_path / "a.epub"]).documents
    assert "the book's date" not in " ".join(document.published_because)


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        ("META-INF/container.xml", "<rootfile ", "<other ", "damaged: it has no part"),
        ("META-INF/container.xml", "OEBPS/book.opf", "../../etc/passwd", "damaged: it has no part"),
        ("OEBPS/book.opf", "<spine>", "<spline>", "damaged: its table of contents is not valid XML"),
        ("OEBPS/book.opf", "itemref", "other", "no text in this book"),
    ],
)
def test_a_damaged_book_is_reported(name: str, old: str, new: str, says: str, tmp_path: Path) -> None:
    epub(ARTICLE, tmp_path / "a.epub")
    changed(tmp_path / "a.epub", name, old, new)
    (warning,) = read([tmp_path / "a.epub"]).warnings
    assert f"a.epub: {says}" in warning


def warc(path: Path, *records: tuple[str, str, str, bytes]) -> None:
    """Write records: address, status, media type and content."""
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for address, status, kind, content in records:
            headers = StatusAndHeaders(status, [("Content-Type", kind)], "HTTP/1.1")
            writer.write_record(
                writer.create_warc_record(address, "response", io.BytesIO(content), http_headers=headers)
            )


def test_each_page_of_a_web_archive_is_an_article_and_nothing_else(tmp_path: Path) -> None:
    other = replace(
        ARTICLE,
        paragraphs=["Ferry", "The ferry was lifted from the river by très grands cranes on 9 May 2020."],
    )
    warc(
        tmp_path / "a.warc.gz",
        ("https://m.example/a", "200 OK", "text/html", ARTICLE.page.encode()),
        ("https://m.example/b", "200 OK", "text/html; charset=ISO-8859-1", other.page.encode("latin-1")),
        ("https://m.example/c", "404 Not Found", "text/html", ARTICLE.page.encode()),
        ("https://m.example/d.png", "200 OK", "image/png", b"\x89PNG"),
        ("https://m.example/e", "200 OK", "text/html", b"<html><body></body></html>"),
    )
    collection = read([tmp_path / "a.warc.gz"])
    assert {document.url: document.title for document in collection.documents} == {
        "https://m.example/a": "A bridge",
        "https://m.example/b": "Ferry",
    }
    assert any("très grands" in document.text for document in collection.documents)
    (warning,) = collection.warnings
    assert warning.endswith("a.warc.gz: https://m.example/e: no article text found in the page; skipped")


def test_articles_of_a_web_archive_keep_their_names(tmp_path: Path) -> None:
    records = [(f"https://m.example/{n}", "200 OK", "text/html", ARTICLE.page.encode()) for n in range(2)]
    warc(tmp_path / "a.warc.gz", *records)
    names = {document.url: document.id for document in read([tmp_path / "a.warc.gz"]).documents}
    warc(tmp_path / "a.warc.gz", *reversed(records))
    assert {document.url: document.id for document in read([tmp_path / "a.warc.gz"]).documents} == names
    assert len(set(names.values())) == 2
