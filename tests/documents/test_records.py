"""`.jsonl`: one article a line."""

import json

RECORD = {"id": "bridge", "title": "Bridge opens", "published": "2021-03-04", "text": "The bridge is open."}


def lines(*records) -> str:
    return "\n".join(record if isinstance(record, str) else json.dumps(record) for record in records) + "\n"


def test_a_record_is_an_article(reading):
    more = {"url": "https://m.example/a", "publisher": "The Meridian", "language": "de"}
    (document,) = reading({"a.jsonl": lines(RECORD | more)}).documents
    assert (document.id, document.title, document.text) == ("bridge", "Bridge opens", "The bridge is open.")
    assert (document.url, document.publisher, document.language) == (
        "https://m.example/a",
        "The Meridian",
        "de",
    )
    assert document.published == "2021-03-04"
    assert document.published_because == ("the record's published “2021-03-04”",)
    assert document.file == "a.jsonl"


def test_offsets_count_in_the_text_with_plain_line_ends(reading):
    (document,) = reading({"a.jsonl": lines(RECORD | {"text": "One.\r\nTwo."})}).documents
    assert document.text == "One.\nTwo."


def test_a_bad_line_is_reported_with_its_number_and_the_rest_goes_on(reading):
    bad = [
        "{oops",
        "[1]",
        {"id": "x"},
        {"id": "y", "text": 7.5},
        "[" * 100_000,
        {**RECORD, "published": "soon"},
        '{"text": "One.", "published": ' + "9" * 10_000 + "}",
    ]
    collection = reading({"a.jsonl": "\ufeff" + lines(*bad)})
    assert [d.id for d in collection.documents] == ["bridge"]
    found = {int(w.split(":")[1]): w for w in collection.warnings}
    assert sorted(found) == [1, 2, 3, 4, 5, 6, 7]
    assert "not JSON" in found[1]
    assert "not a JSON object" in found[2]
    assert "no “text”" in found[3]
    assert "the record's published: “soon” is not a date" in found[6]
    assert "too many digits" in found[7]


def test_many_bad_lines_are_told_in_a_few(reading):
    warnings = reading({"a.jsonl": "x\n" * 1000 + json.dumps(RECORD | {"published": "z" * 1000})}).warnings
    assert [int(w.split(":")[1]) for w in warnings[:-1]] == list(range(1, 11))
    assert warnings[-1].endswith("a.jsonl: and 991 more problems like these")
    assert len(reading({"a.jsonl": json.dumps(RECORD | {"published": "z" * 1000})}).warnings[0]) < 400


def test_records_without_an_id_get_one_from_their_text(reading):
    first = {d.text: d.id for d in reading({"a.jsonl": lines({"text": "One."}, {"text": "Two."})}).documents}
    again = {d.text: d.id for d in reading({"a.jsonl": lines({"text": "New."}, {"text": "One."})}).documents}
    assert first["One."] == again["One."] != first["Two."]


def test_equal_ids_stay_apart_and_the_same_record_twice_is_one(reading):
    other = RECORD | {"text": "The bridge is closed."}
    documents = reading({"a.jsonl": lines(RECORD, other, RECORD)}).documents
    assert len({d.id for d in documents}) == len(documents) == 2


def test_half_a_character_cannot_get_in(reading):
    (document,) = reading({"a.jsonl": '{"id": "a", "text": "One \\ud83d two."}\n'}).documents
    assert document.text == "One \ufffd two."
