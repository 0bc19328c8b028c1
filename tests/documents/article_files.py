"""Articles in every format, written by the programs' own libraries."""

import csv
import html
import io
import json
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from xml.sax.saxutils import escape

import docx
import pyarrow
from pyarrow import parquet
from reportlab.lib.pagesizes import A5
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

ADDRESS = "https://meridian.example.org/march"
PUBLISHER = "The Meridian"


@dataclass(frozen=True)
class Article:
    """What is written; the first paragraph is the title."""

    paragraphs: Sequence[str]
    published: str  # a day

    @property
    def title(self) -> str:
        return self.paragraphs[0]

    @property
    def text(self) -> str:
        return "\n\n".join(self.paragraphs)

    @property
    def record(self) -> dict[str, str]:
        return {"id": "march", "title": self.title, "published": self.published, "text": self.text}

    @property
    def markup(self) -> str:
        return "".join(f"<p>{html.escape(each)}</p>" for each in self.paragraphs)

    @property
    def page(self) -> str:
        head = f'<meta property="article:published_time" content="{self.published}T09:00:00+03:00">'
        paragraphs = "".join(f"<p>{html.escape(each)}</p>\n" for each in self.paragraphs[1:])
        return (
            f'<!DOCTYPE html><html lang="en"><head><title>{html.escape(self.title)}</title>{head}</head>'
            '<body><nav><a href="/">Home</a></nav>'
            f"<article><h1>{html.escape(self.title)}</h1>\n{paragraphs}</article>"
            "<footer>All rights reserved</footer></body></html>"
        )


def pdf(article: Article, path: Path, *, columns: int = 1, footer: bool = True, **style: object) -> None:
    sheet = getSampleStyleSheet()
    body = ParagraphStyle("body", parent=sheet["BodyText"], **style)
    file = BaseDocTemplate(str(path), pagesize=A5)
    width = file.width / columns
    frames = [
        Frame(file.leftMargin + number * width, file.bottomMargin, width - 6, file.height)
        for number in range(columns)
    ]

    def number_page(canvas, document):
        if footer:
            canvas.drawCentredString(A5[0] / 2, 30, str(document.page))

    file.addPageTemplates(PageTemplate(frames=frames, onPage=number_page))
    file.build(
        [
            Paragraph(escape(text), body if number else sheet["Title"])
            for number, text in enumerate(article.paragraphs)
        ]
    )


def word(article: Article, path: Path) -> None:
    file = docx.Document()
    file.add_heading(article.title, 0)
    for paragraph in article.paragraphs[1:]:
        file.add_paragraph(paragraph)
    file.save(str(path))


def epub(article: Article, path: Path) -> None:
    container = (
        '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles>'
        "</container>"
    )
    package = f"""<?xml version="1.0"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">{ADDRESS}</dc:identifier>
<dc:title>{escape(article.title)}</dc:title><dc:language>en-GB</dc:language><dc:date>{article.published}</dc:date>
<dc:publisher>{PUBLISHER}</dc:publisher></metadata>
<manifest><item id="two" href="text/two%20.xhtml" media-type="application/xhtml+xml"/>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="one" href="text/one.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="nav"/><itemref idref="one"/><itemref idref="two"/></spine></package>"""

    def chapter(paragraphs: Sequence[str]) -> str:
        body = "".join(f"<p>{escape(each)}</p>" for each in paragraphs)
        return (
            '<?xml version="1.0" encoding="utf-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml"><head><title>Chapter'
            f"</title></head><body>{body}</body></html>"
        )

    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        file.writestr("META-INF/container.xml", container)
        file.writestr("OEBPS/book.opf", package)
        file.writestr("OEBPS/nav.xhtml", chapter(["Contents"]))
        file.writestr("OEBPS/text/one.xhtml", chapter(article.paragraphs[:3]))
        file.writestr("OEBPS/text/two .xhtml", chapter(article.paragraphs[3:]))


def mail(article: Article, path: Path, kind: str = "plain") -> None:
    year, month, day = map(int, article.published.split("-"))
    message = EmailMessage()
    message["From"] = "news@meridian.example.org"
    message["Subject"] = f"Fwd: {article.title}"
    message["Date"] = f"Sun, {day} {'Jan' if month == 1 else 'Jul'} {year} 23:30:00 -0500"
    message.set_content(article.text)
    if kind == "html":
        message.clear_content()
        message.set_content(article.markup, subtype="html")
    path.write_bytes(bytes(message))


def rss(article: Article, path: Path) -> None:
    year, month, day = article.published.split("-")
    path.write_text(
        f"""<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>{PUBLISHER}</title>
<link>https://meridian.example.org/</link><language>en-gb</language><description>News</description>
<item><title>{escape(article.title)}</title><link>{ADDRESS}</link><guid>march</guid>
<pubDate>Sun, {day} {"Jan" if month == "01" else "Jul"} {year} 23:30:00 -0500</pubDate>
<description>{escape(article.markup)}</description></item></channel></rss>""",
        encoding="utf-8",
    )


def atom(article: Article, path: Path) -> None:
    path.write_text(
        f"""<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<title>{PUBLISHER}</title><id>urn:meridian</id><updated>2026-01-01T00:00:00Z</updated>
<entry><title>{escape(article.title)}</title><id>march</id><link href="{ADDRESS}"/>
<published>{article.published}T23:30:00-05:00</published><updated>2026-01-01T00:00:00Z</updated>
<content type="html">{escape(article.markup)}</content></entry></feed>""",
        encoding="utf-8",
    )


def json_lines(article: Article, path: Path) -> None:
    path.write_text(json.dumps(article.record) + "\n", encoding="utf-8")


def table(article: Article, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.DictWriter(file, list(article.record))
        rows.writeheader()
        rows.writerow(article.record)


def columns(article: Article, path: Path) -> None:
    parquet.write_table(pyarrow.Table.from_pylist([article.record]), path)


def warc(article: Article, path: Path) -> None:
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=path.suffix == ".gz")
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], "HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(
                ADDRESS, "response", io.BytesIO(article.page.encode()), http_headers=headers
            )
        )


WRITERS: dict[str, Callable[[Article, Path], None]] = {
    "march.txt": lambda article, path: path.write_text(article.text, encoding="utf-8"),
    "march.html": lambda article, path: path.write_text(article.page, encoding="utf-8"),
    "march.pdf": pdf,
    "march.docx": word,
    "march.epub": epub,
    "march.eml": mail,
    "march.rss": rss,
    "march.atom": atom,
    "march.jsonl": json_lines,
    "march.csv": table,
    "march.parquet": columns,
    "march.warc": warc,
    "march.warc.gz": warc,
}
