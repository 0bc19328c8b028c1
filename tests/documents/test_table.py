"""`.csv`, `.tsv` and `.parquet`: one article a row, by the names of the columns."""

import datetime
from pathlib import Path

import pyarrow
import pytest
from pyarrow import parquet

from timeline import config
from timeline.cache import Cache
from timeline.documents import file, read
from timeline.documents.records import FIELDS


def test_a_row_is_an_article(one) -> None:
    header = "id,title,published,url,publisher,language,text"
    document = one(
        "a.csv", f'{header}\nferry,Ferry,2020-05-04,https://m.example/a,The Meridian,de,"It, too,\nsank."'
    )
    assert (document.id, document.title, document.text) == ("ferry", "Ferry", "It, too,\nsank.")
    assert (document.url, document.publisher, document.language) == (
        "https://m.example/a",
        "The Meridian",
        "de",
    )
    assert document.published_because == ("the record's published “2020-05-04”",)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", "Text;Date\nThe ferry sank.;2020-05-03\n"),
        ("a.tsv", "text\tdate\nThe ferry sank.\t2020-05-03\n"),
        ("a.csv", "text|date\nThe ferry sank.|2020-05-03\n"),
        ("a.csv", b"\xef\xbb\xbfText,Publication Date\r\nThe ferry sank.,2020-05-03\r\n"),
        ("a.csv", '"body", "date_published"\n"The ferry sank.","2020-05-03"\n'),
        ("a.csv", "full-text,pubDate,unknown\nThe ferry sank.,2020-05-03,x,y,z\n\n,,\n"),
        ("a.csv", "Article Text,PUBLISHED\nThe ferry sank.,2020-05-03\n"),
    ],
)
def test_usual_names_separators_and_marks_are_known(one, name: str, content: str | bytes) -> None:
    document = one(name, content)
    assert (document.text, document.published) == ("The ferry sank.", "2020-05-03")


def test_an_older_encoding_is_recognised(reading) -> None:
    rows = "".join(f"Le maire de Sète très ému a inauguré le pont {n} près de la forêt.\n" for n in range(9))
    documents = reading({"a.csv": f"text\n{rows}".encode("cp1252")}).documents
    assert len(documents) == 9
    assert all("Le maire de Sète" in document.text for document in documents)


COLUMNS = (("text", "story"), ("published", "first printed"))


@pytest.mark.parametrize("name", ["a.csv", "a.parquet", "a.jsonl"])
def test_columns_can_be_named(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    if name == "a.csv":
        path.write_text("story,text,first printed,date\nThe ferry sank.,Ad,2020-05-03,2026-01-01\n")
    elif name == "a.jsonl":
        path.write_text(
            '{"story": "The ferry sank.", "text": "Ad", "first printed": "2020-05-03", "date": "2026-01-01"}'
        )
    else:
        row = {
            "story": "The ferry sank.",
            "text": "Ad",
            "first printed": datetime.datetime(2020, 5, 3, 23, 30),
            "date": datetime.date(2026, 1, 1),
        }
        parquet.write_table(pyarrow.Table.from_pylist([row]), path)
    (document,) = read([path], columns=COLUMNS).documents
    assert (document.text, document.published) == ("The ferry sank.", "2020-05-03")
    assert document.published_because[0].startswith("the record's first printed “2020-05-03")


def test_another_mapping_reads_a_file_again_that_was_kept(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(file, "_SETTLED", -1)
    (tmp_path / "a.csv").write_text("text,story\nAd.,The ferry sank.\n")
    for columns, text in (((), "Ad."), (COLUMNS, "The ferry sank."), ((), "Ad.")):
        with Cache(tmp_path / "cache.sqlite") as cache:
            (document,) = read([tmp_path / "a.csv"], cache=cache, columns=columns).documents
        assert document.text == text


def test_the_option_names_the_fields_that_there_are() -> None:
    assert set(config.FIELDS) == set(FIELDS)


BAD = {
    "no text": ("a,b\n1,2\n", "no column “text”, but “a”, “b”; name the one with the text in mkdocs.yml"),
    "nothing": ("", "its first line is empty; it should name the columns"),
    "utf-16": ("text\nAd".encode("utf-16"), "it is UTF-16; save it as UTF-8"),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_table_that_cannot_be_read_is_reported(reading, kind: str) -> None:
    content, says = BAD[kind]
    (warning,) = reading({"a.csv": content}).warnings
    assert f"a.csv: {says}" in warning


def test_a_row_that_is_no_article_is_reported_with_its_line(reading) -> None:
    rows = 'text,published\n"One,\ntwo",2020-01-01\n,2020-01-02\nThree,soon\nFour,2020-01-04\n'
    collection = reading({"a.csv": rows})
    assert {document.text for document in collection.documents} == {"One,\ntwo", "Three", "Four"}
    assert [warning.partition("a.csv")[2].partition("; skipped")[0] for warning in collection.warnings] == [
        ":4: no “text”",
        ":5: the record's published: “soon” is not a date of the calendar; write it as YYYY-MM-DD",
    ]


def test_rows_of_a_parquet_file_are_articles_and_others_are_reported(tmp_path: Path) -> None:
    rows = [
        {"text": "The ferry sank.", "n": 1.5},
        {"text": None, "n": None},
        {"text": "It rained.", "n": 2.5},
    ]
    parquet.write_table(pyarrow.Table.from_pylist(rows), tmp_path / "a.parquet")
    collection = read([tmp_path / "a.parquet"])
    assert sorted(document.text for document in collection.documents) == ["It rained.", "The ferry sank."]
    assert collection.warnings == [f"{tmp_path / 'a.parquet'}:2: no “text”; skipped"]
