"""`.pdf`: lines and columns become paragraphs, and each quote knows its page."""

from pathlib import Path

import pypdf
import pytest
from article_files import Article, pdf

import timeline
from timeline import config, store
from timeline.documents import Document, read
from timeline.documents.layout import Line, paragraphs
from timeline.explaining import explain

SENTENCES = [
    "The ferry that crossed the Ellbach every morning sank in a storm on 3 May 2020, and nobody was hurt.",
    "The council decided on 9 June 2020 that a bridge should be built in its place, by one vote.",
    "Builders from three towns worked through two floods, a strike and a shortage of steel, as feared.",
    "The bridge was opened by the mayor on 7 August 2021, with a brass band and free sausages for everybody.",
]
ARTICLE = Article(
    ["A bridge instead of a ferry", *[f"{each} It was week {n}." for n in range(9) for each in SENTENCES]],
    "2021-08-08",
)
STYLES = {
    "one column": {},
    "two columns": {"columns": 2},
    "justified, with indents": {
        "columns": 2,
        "alignment": 4,
        "firstLineIndent": 12,
        "spaceBefore": 0,
        "spaceAfter": 0,
    },
    "in three narrow columns": {"columns": 3, "fontSize": 8},
}


def one(path: Path) -> Document:
    collection = read([path])
    assert collection.warnings == []
    (document,) = collection.documents
    return document


@pytest.mark.parametrize("style", STYLES)
def test_paragraphs_are_whole_whatever_the_columns(style: str, tmp_path: Path) -> None:
    pdf(ARTICLE, tmp_path / "a.pdf", **STYLES[style])
    document = one(tmp_path / "a.pdf")
    assert " ".join(document.text.split()) == " ".join(ARTICLE.text.split())
    sentences = {each for paragraph in document.text.split("\n\n") for each in paragraph.split(". ")}
    assert {each.rstrip(".") for each in SENTENCES} <= {each.rstrip(".") for each in sentences}
    assert document.title == ARTICLE.title


def test_each_quote_knows_its_page(tmp_path: Path) -> None:
    paragraphs_ = [
        f"The ferry stood still on {day} May 2020. {'Nothing moved. ' * 60}" for day in range(3, 12)
    ]
    pdf(Article(["Ferry stands still", *paragraphs_], ""), tmp_path / "a.pdf")
    document = one(tmp_path / "a.pdf")
    pages = [page.extract_text() for page in pypdf.PdfReader(tmp_path / "a.pdf").pages]
    assert len(pages) == len(document.pages) > 2
    events = timeline.extract([document])
    found = {evidence.quote: evidence.page for event in events.events for evidence in event.evidence}
    assert len(found) == len(paragraphs_)
    for quote, page in found.items():
        assert quote[:25] in pages[(page or 0) - 1].replace("\n", " ")
    assert set(found.values()) == {*range(1, len(pages) + 1)} - {None}
    kept = tmp_path / "events.yml"
    timeline.update(kept, events)
    again = store.read(kept)
    assert {e.quote: e.page for event in again.events for e in event.evidence} == found
    event = max(again.events, key=lambda event: event.evidence[0].page or 0)
    (evidence,) = event.evidence
    options = config.from_mapping({"articles": str(tmp_path)}, tmp_path)
    assert f"  page {evidence.page}: “{evidence.quote[:20]}" in explain(event.id, kept, options)
    problems = store.check(kept, read([tmp_path / "a.pdf"]).documents)
    assert [each for each in problems if each.severity == "error"] == []


def lines(*texts: str, page: int = 1, x: float = 50, size: float = 10) -> list[Line]:
    return [Line(text, page, x, 700 - 12 * number, size) for number, text in enumerate(texts)]


HYPHENS = {
    "a word that was parted": ("The govern-", "ment fell.", "The government fell."),
    "a soft hyphen": ("The govern\u00ad", "ment fell.", "The government fell."),
    "a name": ("The Anglo-", "Saxons fell.", "The Anglo-Saxons fell."),
    "a number": ("It was a five-", "day strike.", "It was a five-day strike."),
    "a number that was parted": ("There were seven-", "teen of them.", "There were seventeen of them."),
    "a word that has its hyphen elsewhere": (
        "The well-known, well-",
        "known man.",
        "The well-known, well-known man.",
    ),
    "a dash": ("It fell –", "and broke.", "It fell –and broke."),
    "years": ("In 2019-", "2020 it fell.", "In 2019-2020 it fell."),
    "no hyphen": ("The government", "fell.", "The government fell."),
}


@pytest.mark.parametrize("kind", HYPHENS)
def test_hyphens_at_the_end_of_lines(kind: str) -> None:
    first, second, whole = HYPHENS[kind]
    assert paragraphs([lines(first, second)]).text == whole


def test_heads_and_numbers_of_pages_do_not_part_a_sentence() -> None:
    pages = [
        [
            Line("The Meridian, 4 May 2021", number, 50, 780, 10),
            *[
                Line("and the ferry went on and on over the river,", number, 50, 700 - 12 * n, 10)
                for n in range(5)
            ],
            Line(f"– {number} –", number, 200, 30, 10),
        ]
        for number in (1, 2)
    ]
    found = paragraphs(pages)
    assert found.text == " ".join(["and the ferry went on and on over the river,"] * 10)
    assert found.pages == (0, len(found.text) // 2 + 1)


COLUMNS = [
    "The ferry that crossed the|Ellbach every morning sank|in a storm on 3 May 2020,|and nobody was hurt. The"
    "|council decided on 9 June|that a bridge is built.",
    "Builders from three towns|worked through two floods|and a strike. The bridge|was opened by him|in May.",
]
CHRONOLOGY = [
    "3 May 2020|9 June 2020|7 August 2021|8 August 2021",
    "Ferry sinks|Council decides|Bridge opens|Nobody sings",
]


def across(columns: list[str]) -> list[Line]:
    """Return lines as a program draws them that goes from the left to the right, and then down."""
    cells = [column.split("|") for column in columns]
    return [
        Line(column[row], 1, 50 + 200 * number, 700 - 12 * row, 10)
        for row in range(max(map(len, cells)))
        for number, column in enumerate(cells)
        if row < len(column)
    ]


def test_columns_that_were_drawn_across_are_read_one_by_one() -> None:
    assert paragraphs([across(COLUMNS)]).text.split() == " ".join(COLUMNS).replace("|", " ").split()


def test_a_table_is_read_row_by_row() -> None:
    words = paragraphs([across(CHRONOLOGY)]).text.split()
    assert " ".join(words).startswith("3 May 2020 Ferry sinks 9 June 2020 Council decides")


def test_a_page_without_text_begins_where_the_next_one_does() -> None:
    assert paragraphs([[], lines("One.", page=2), [], lines("Two.", page=4)]).pages == (0, 0, 6, 6)


def test_headings_stay_apart() -> None:
    heading = [Line("A bridge", 1, 50, 700, 16)]
    body = [
        Line("The bridge was opened on Saturday, and it was", 1, 50, 670, 10),
        Line("full.", 1, 50, 658, 10),
    ]
    subheading = [Line("Long ago", 1, 50, 630, 10), Line("The ferry sank.", 1, 50, 606, 10)]
    assert paragraphs([[*heading, *body, *subheading]]).text.split("\n\n") == [
        "A bridge",
        "The bridge was opened on Saturday, and it was full.",
        "Long ago",
        "The ferry sank.",
    ]


def test_a_scan_without_text_is_reported(tmp_path: Path) -> None:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    writer.write(tmp_path / "scan.pdf")
    (warning,) = read([tmp_path / "scan.pdf"]).warnings
    assert warning.endswith(
        "scan.pdf: no text in this PDF; if it was scanned, put a text into it with ocrmypdf; skipped"
    )


@pytest.mark.parametrize(("password", "is_read"), [("", True), ("secret", False)])
def test_a_locked_file_is_read_when_anybody_may_open_it(password: str, is_read: bool, tmp_path: Path) -> None:
    pdf(ARTICLE, tmp_path / "open.pdf")
    writer = pypdf.PdfWriter(tmp_path / "open.pdf")
    writer.encrypt(password, "owner", algorithm="AES-256")
    (tmp_path / "locked").mkdir()
    writer.write(tmp_path / "locked" / "a.pdf")
    collection = read([tmp_path / "locked"])
    assert len(collection.documents) == is_read
    assert [w.partition("a.pdf: ")[2] for w in collection.warnings] == (
        [] if is_read else ["locked with a password; save it without; skipped"]
    )


def test_the_days_on_which_it_was_made_and_saved_say_nothing(tmp_path: Path) -> None:
    pdf(Article(["Ferry", "The ferry sank on Saturday."], ""), tmp_path / "a.pdf")
    assert "/CreationDate" in (pypdf.PdfReader(tmp_path / "a.pdf").metadata or {})
    assert one(tmp_path / "a.pdf").published is None
