"""Text is decoded and kept exactly: offsets hold against the file."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.documents.decoding import UndecodableError, decode, printable

LETTERS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"))


@settings(deadline=None)
@given(text=LETTERS)
def test_utf8_gives_what_python_reads(text, tmp_path_factory):
    path = tmp_path_factory.getbasetemp() / "text.txt"
    path.write_bytes(text.encode())
    if path.read_bytes()[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        assert decode(path.read_bytes()) == (path.read_text(encoding="utf-8"), "utf-8")


def test_line_ends_count_as_one_and_the_byte_order_mark_stays():
    assert decode(b"\xef\xbb\xbfa\r\nb\rc\n") == ("\ufeffa\nb\nc\n", "utf-8")


SENTENCES = {
    "cp1252": "Le maire a déclaré que l’été serait long – “très long”, après la fête du café à Sète.",
    "cp1251": "Мэр заявил в понедельник, что новый мост через реку будет открыт весной.",
    "utf-16": "Brücke über den Ellbach eröffnet",
}


@pytest.mark.parametrize("encoding", SENTENCES)
def test_other_encodings_are_recognised(encoding):
    assert decode(SENTENCES[encoding].encode(encoding)) == (SENTENCES[encoding], encoding)


def test_a_declared_encoding_comes_before_a_guess():
    assert decode("naïve".encode("cp1252"), "windows-1252") == ("naïve", "cp1252")
    assert decode("naïve".encode(), "windows-1252") == ("naïve", "utf-8")


def test_a_declared_encoding_is_read_as_browsers_read_it():
    assert decode("“naïve”".encode("cp1252"), "iso-8859-1") == ("“naïve”", "cp1252")
    assert decode("naïve ".encode() + b"\xff", "utf-8") == ("naïve \ufffd", "utf-8")


@pytest.mark.parametrize("declared", ["klingon", "hex", "idna", "undefined", "rot13"])
def test_a_declaration_that_is_no_encoding_of_text_is_passed_over(declared):
    assert decode(SENTENCES["cp1252"].encode("cp1252"), declared) == (SENTENCES["cp1252"], "cp1252")


@pytest.mark.parametrize("data", [b"a\0b", b"\xff\xfea"], ids=["NUL", "half a character"])
def test_what_is_no_text_is_refused(data):
    with pytest.raises(UndecodableError):
        decode(data)


def test_printable_text_is_one_line():
    assert printable("a\nb\x1b[1m\u2028c\udce9 é 日") == "a\\nb\\x1b[1m\\u2028c\\udce9 é 日"
