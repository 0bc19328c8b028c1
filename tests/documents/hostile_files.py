"""Files that are made to take all memory or all time, small as they are."""

import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import docx
import pyarrow
from pyarrow import parquet

GIGABYTE = 1_000_000_000
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    + "]>"
)


def sparse(path: Path) -> None:
    """Make a file of a gigabyte that takes no room on the disk."""
    with path.open("wb") as file:
        file.truncate(GIGABYTE)


def zip_bomb(path: Path, declared: int | None = None) -> None:
    """Make a Word file of a few kilobytes with a text of 200 MB; perhaps one that declares another size."""
    word = io.BytesIO()
    docx.Document().save(word)
    name = "word/document.xml"
    with zipfile.ZipFile(word) as good, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bomb:
        for each in good.namelist():
            if each != name:
                bomb.writestr(each, good.read(each))
        with bomb.open(name, "w") as part:
            for _ in range(200):
                part.write(b" " * 1_000_000)
    if declared is not None:
        data = bytearray(path.read_bytes())
        local, central = data.index(name.encode()) - 30, data.rindex(name.encode()) - 46
        struct.pack_into("<I", data, local + 22, declared)
        struct.pack_into("<I", data, central + 24, declared)
        path.write_bytes(data)


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<</Length %d%s>>\nstream\n%b\nendstream" % (len(data), entries, data)


def pdf(objects: list[bytes]) -> bytes:
    """Return a PDF with these objects; the first is the root."""
    out, places = b"%PDF-1.5\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return (
        out
        + b"xref\n0 %d\n0000000000 65535 f \n%b" % (size, table)
        + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, len(out))
    )


def page(content: bytes, filters: bytes = b"/FlateDecode") -> bytes:
    """Return a PDF of one page with a content that is packed."""
    return pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/MediaBox[0 0 99 99]/Resources 6 0 R>>",
            stream(content, b"/Filter[%b]" % filters),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            b"<</Font<</F 5 0 R>>>>",
        ]
    )


def slow_pdf(path: Path) -> None:
    path.write_bytes(page(zlib.compress(b"BT /F 9 Tf 9 9 Td (x) Tj ET " * 50_000)))


def many_attributes(path: Path) -> None:
    """Make a page that a parser in C compares each attribute of with each other."""
    path.write_text(
        f"<html><body><p {' '.join(f'a{number}' for number in range(300_000))}>x</p></body></html>"
    )


def packed_twice(path: Path) -> None:
    once = zlib.compress(b" " * 200_000_000)
    path.write_bytes(page(zlib.compress(once), b"/FlateDecode/FlateDecode"))


def endless_object_streams(path: Path, count: int) -> None:
    """Make a PDF whose objects lie in a stream that lies in itself, and whose index goes on in itself."""
    inner = b"1 0 2 29 <</Type/Catalog/Pages 2 0 R>> <</Type/Pages/Count 1/Kids[2 0 R]>>"
    out = b"%PDF-1.5\n3 0 obj\n"
    out += stream(inner, b"/Type/ObjStm/N %d/First 9/Extends 3 0 R" % count) + b"\nendobj\n"
    at = len(out)
    entries = [(0, 0, 65535), (2, 3, 0), (2, 3, 1), (2, 3, 2), (1, at, 0)]
    index = b"".join(struct.pack(">BIH", *entry) for entry in entries)
    out += b"4 0 obj\n" + stream(index, b"/Type/XRef/Size 5/W[1 4 2]/Root 1 0 R/Prev %d" % at)
    path.write_bytes(out + b"\nendobj\nstartxref\n%d\n%%%%EOF" % at)


def endless_pages(path: Path) -> None:
    path.write_bytes(pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 9/Kids[2 0 R 2 0 R]>>"]))


def book_of_laughs(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("META-INF/container.xml", f"{LAUGHS}<container>&a11;</container>")


def long_row(path: Path) -> None:
    text = pyarrow.DictionaryArray.from_arrays(pyarrow.array([0] * 1000, pyarrow.int32()), ["x" * 30_000_000])
    parquet.write_table(pyarrow.table({"text": text}), path, compression="zstd")


def long_record(path: Path) -> None:
    with gzip.open(path, "wb") as archive:
        archive.write(
            b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
            b"Content-Length: 200000063\r\n"
            b"WARC-Target-URI: http://a.example/\r\nContent-Type: application/http; msgtype=response\r\n\r\n"
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
        )
        for _ in range(200):
            archive.write(b" " * 1_000_000)


def writing(data: bytes | str) -> Callable[[Path], None]:
    return lambda path: path.write_bytes(data.encode() if isinstance(data, str) else data) and None


_NESTED = "".join(
    f"Subject: x\nContent-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(2000)
)

# A name, what makes the file, and what is said of it.
FILES: dict[str, tuple[Callable[[Path], object], str]] = {
    **{
        f"gigabyte.{ending}": (
            sparse,
            f"larger than {limit} MB; split it, or keep articles as lines of a .jsonl file",
        )
        for ending, limit in [
            ("txt", 20),
            ("html", 20),
            ("rss", 20),
            ("eml", 100),
            ("pdf", 100),
            ("docx", 100),
        ]
    },
    "gigabyte.jsonl": (sparse, "longer than 20 MB"),
    "gigabyte.csv": (sparse, "a binary file, not text"),
    "gigabyte.parquet": (sparse, "damaged, or not what its ending says"),
    "gigabyte.warc": (sparse, "damaged, or not what its ending says"),
    "bomb.docx": (zip_bomb, "unpacked it is larger than 100 MB"),
    "liar.docx": (lambda path: zip_bomb(path, 1000), "damaged: a part of it cannot be unpacked"),
    "damaged.docx": (writing("PK"), "damaged, or not what its ending says"),
    "nested.html": (
        writing("<html><body>" + "<div>" * 100_000 + "<p>x"),
        "no article text found in the page",
    ),
    "nested.eml": (writing(_NESTED), "nested too deeply"),
    "nested.rss": (
        writing(f"<rss version='2.0'><channel><item>{'<div>' * 100_000}"),
        "the entry “” has no text",
    ),
    "endless.pdf": (lambda path: endless_object_streams(path, 3), "damaged, or not what its ending says"),
    "many.pdf": (
        lambda path: endless_object_streams(path, 2_000_000_000),
        "damaged, or not what its ending says",
    ),
    "circle.pdf": (endless_pages, "damaged, or not what its ending says"),
    "packed.pdf": (packed_twice, "a part of it is too large when it is unpacked"),
    "laughs.epub": (book_of_laughs, "damaged: its table of contents is not valid XML"),
    "long.parquet": (long_row, "row 1 is longer than 20 MB; it and the rest of the file"),
    "long.warc.gz": (long_record, "http://a.example/: longer than 20 MB"),
    "quote.csv": (
        writing('text\n"' + "x " * 10_500_000),
        "line 2 is longer than 20 MB; it and the rest of the file",
    ),
    "lines.csv": (
        writing('text\n"' + "x\n" * 10_500_000),
        "line 2: field larger than field limit (20000000); is a quote there not closed?"
        " it and the rest of the file",
    ),
    "a\nb.docx": (writing(""), "damaged, or not what its ending says"),
}
