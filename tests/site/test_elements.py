import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.site.elements import clean, safe_url, slug


@given(st.text(st.characters(codec=None)))
def test_a_cleaned_text_has_no_character_that_markdown_or_a_file_chokes_on(text: str) -> None:
    cleaned = clean(text)
    cleaned.encode()
    assert not any(ord(each) < 32 or 0x7F <= ord(each) < 0xA0 for each in cleaned)
    assert not cleaned.lstrip().startswith("[")


def test_an_entity_in_a_text_is_no_entity() -> None:
    assert clean("AT&T &lt;b&gt;") == "AT&amp;T &amp;lt;b&amp;gt;"


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        " JavaScript:alert(1)",
        "java\nscript:alert(1)",
        "\x01javascript:alert(1)",
        "data:text/html,<b>",
        "vbscript:x",
        "ftp://a.example/",
        "file:///etc/passwd",
        "//a.example/",
        "page.md",
        "https:",
        "https://",
        "http:///x",
        "https://[::1",
        "https://a.example/\x00",
    ],
)
def test_an_address_that_is_not_plainly_of_the_web_is_none(url: str | None) -> None:
    assert safe_url(url) is None


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://a.example/b?c=1&d=2#e", "https://a.example/b?c=1&d=2#e"),
        (" HTTP://A.example ", "HTTP://A.example"),
        ("https://a.example/a b", "https://a.example/a%20b"),
    ],
)
def test_an_address_of_the_web_is_kept(url: str, safe: str) -> None:
    assert safe_url(url) == safe


@pytest.mark.parametrize(
    ("text", "key"), [("Iran fires!", "iran-fires"), ("Île d’Yeu", "île-d-yeu"), ("<b>", "b"), ("…", "")]
)
def test_a_title_makes_an_id(text: str, key: str) -> None:
    assert slug(text) == key
