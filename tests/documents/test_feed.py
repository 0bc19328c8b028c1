"""RSS and Atom: each entry that has a text is an article, dated by itself."""

import pytest

from timeline.documents import Document

ENTRY = "<title>Ferry sinks</title><description>The ferry sank.</description>"


def rss(*items: str, channel: str = "<title>The Meridian</title><language>en-GB</language>") -> str:
    entries = "".join(f"<item>{item}</item>" for item in items)
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{channel}{entries}</channel></rss>'


def atom(*entries: str) -> str:
    found = "".join(f"<entry>{entry}</entry>" for entry in entries)
    return (
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>The Meridian</title>{found}</feed>'
    )


@pytest.mark.parametrize("name", ["a.rss", "a.xml"])
def test_an_entry_is_an_article(one, name: str) -> None:
    date = "<pubDate>Sun, 3 May 2020 23:30:00 -0500</pubDate>"
    more = "<link>https://m.example/ferry</link><guid>urn:ferry</guid>"
    document: Document = one(name, rss(ENTRY + more + date))
    assert (document.id, document.title, document.text) == ("urn-ferry", "Ferry sinks", "The ferry sank.")
    assert (document.url, document.publisher) == ("https://m.example/ferry", "The Meridian")
    assert document.published == "2020-05-03"
    assert document.published_because == ("the entry's published “Sun, 3 May 2020 23:30:00 -0500”",)


def test_the_day_of_the_last_change_is_taken_when_there_is_no_other(one) -> None:
    date = "<updated>2020-05-04T00:30:00+02:00</updated>"
    entry = f"<title>Ferry</title><id>a</id>{date}<summary>It sank.</summary>"
    document: Document = one("a.atom", atom(entry))
    assert document.published_because == ("the entry's updated “2020-05-04T00:30:00+02:00”",)
    assert document.published == "2020-05-04"


TEXTS = {
    "HTML": (
        "<description>&lt;p&gt;One &amp;amp; two.&lt;/p&gt;&lt;p&gt;Three.&lt;/p&gt;</description>",
        "One & two.\n\nThree.",
    ),
    "CDATA": ("<description><![CDATA[<p>One<script>x</script></p>]]></description>", "One"),
    "the longer one": (
        "<description>Short.</description>"
        '<c:encoded xmlns:c="http://purl.org/rss/1.0/modules/content/">Much longer.</c:encoded>',
        "Much longer.",
    ),
}


@pytest.mark.parametrize("kind", TEXTS)
def test_the_text_is_without_markup(one, kind: str) -> None:
    source, text = TEXTS[kind]
    assert one("a.rss", rss(source)).text == text


def test_text_that_is_none_of_html_is_kept_as_it_is(one) -> None:
    entry = "<title>1 &lt; 2</title><id>a</id><summary>If 1 &lt; 2 &amp;amp; so on,\nthen.</summary>"
    document = one("a.atom", atom(entry))
    assert (document.title, document.text) == ("1 < 2", "If 1 < 2 &amp; so on,\nthen.")


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("<urlset/>", "neither RSS nor Atom"),
        ("not XML", "neither RSS nor Atom"),
        (rss(), "a feed without entries"),
        (rss("<title>Ferry</title>"), "the entry “Ferry” has no text"),
    ],
)
def test_what_has_no_article_is_reported(reading, source: str, says: str) -> None:
    (warning,) = reading({"a.xml": source}).warnings
    assert warning.endswith(f"a.xml: {says}; skipped")


def test_an_address_that_is_no_web_address_is_left_out(one) -> None:
    assert one("a.rss", rss(f"{ENTRY}<link>javascript:alert(1)</link>")).url is None
