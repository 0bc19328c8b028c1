"""`.html`: the article's text and what the page says about it."""

import pytest

from timeline.documents.webpage import read_webpage

ARTICLE = """<nav><a href="/">Home</a></nav><article><h1>Bridge opens</h1>
<p>The new bridge over the Ellbach was opened to traffic by the mayor, who had waited nine years for it.</p>
<p>Builders from three towns had worked on it through two floods, a strike and a shortage of steel.</p>
</article>"""


def page(head: str = "", body: str = ARTICLE) -> str:
    return f'<html lang="en-GB"><head><title>Bridge opens</title>{head}</head><body>{body}</body></html>'


def test_the_text_is_the_articles_and_no_more(one):
    document = one("a.html", page())
    assert "opened to traffic by the mayor" in document.text
    assert "Home" not in document.text
    assert (document.title, document.language, document.published) == ("Bridge opens", "en", None)


def test_the_page_tells_its_address_and_publisher(one):
    head = (
        '<link rel="canonical" href="https://m.example/a">'
        '<meta property="og:site_name" content="The Meridian">'
    )
    document = one("a.htm", page(head))
    assert (document.url, document.publisher) == ("https://m.example/a", "The Meridian")


def linked(data: str) -> str:
    return f'<script type="application/ld+json">{data}</script>'


PUBLISHERS = {
    "Open Graph's title": ('<meta property="og:title" content="Bridge opens">', None),
    "author": ('<meta name="author" content="Ida Roe">', None),
    "Open Graph's site": ('<meta property="og:site_name" content=" The  Meridian ">', "The Meridian"),
    "a meta element": ('<meta name="publisher" content="The Meridian">', "The Meridian"),
    "source": ('<meta name="source" content="The Meridian">', "The Meridian"),
    "schema.org": (
        linked(
            '{"@type": "NewsArticle", "author": {"name": "Ida Roe"}, "publisher": {"name": "The Meridian"}}'
        ),
        "The Meridian",
    ),
    "schema.org, by its words": (
        linked('{"@type": "NewsArticle", "publisher": "The Meridian"}'),
        "The Meridian",
    ),
    "schema.org, elsewhere in the graph": (
        linked(
            '{"@graph": [{"@type": "NewsArticle", "publisher": {"@id": "#us"}},'
            ' {"@type": "Organization", "@id": "#us", "name": "The Meridian"}]}'
        ),
        "The Meridian",
    ),
    "broken schema.org": (linked('{"publisher": [null, 3, {"name": ["x"]}, {"@id": {}}]}'), None),
}


@pytest.mark.parametrize("kind", PUBLISHERS)
def test_the_publisher_is_only_what_the_page_names_as_such(one, kind):
    head, publisher = PUBLISHERS[kind]
    assert one("a.html", page(head)).publisher == publisher


def test_the_address_that_a_browser_writes_into_a_saved_page_is_taken_when_it_names_none_itself(one):
    mark = "<!-- saved from url=(0026)https://m.example/saved/it -->"
    assert one("a.html", "<!DOCTYPE html>\n" + mark + page()).url == "https://m.example/saved/it"
    canonical = '<link rel="canonical" href="https://m.example/a">'
    assert one("a.html", mark + page(canonical)).url == "https://m.example/a"


def test_an_address_that_is_no_web_address_is_left_out(one):
    assert one("a.html", page('<link rel="canonical" href="javascript:alert(1)">')).url is None


DATES = {
    "schema.org": (
        '<script type="application/ld+json">{"@graph": [{"@type": "WebSite"}, {"@type": "NewsArticle",'
        ' "datePublished": "2021-03-04T08:00:00+01:00", "dateModified": "2021-05-01"}]}</script>',
        "schema.org datePublished “2021-03-04T08:00:00+01:00”",
    ),
    "Open Graph": (
        '<meta property="article:modified_time" content="2021-05-01">'
        '<meta property="article:published_time" content="2021-03-04">',
        "the page's article:published_time “2021-03-04”",
    ),
    "Dublin Core": (
        '<meta name="DC.date.issued" content="4 March 2021">',
        "the page's dc.date.issued “4 March 2021”",
    ),
}


@pytest.mark.parametrize("kind", DATES)
def test_the_date_is_what_the_page_declares(one, kind):
    head, because = DATES[kind]
    document = one("a.html", page(head))
    assert (document.published, document.published_because) == ("2021-03-04", (because,))


def test_a_time_element_is_found_by_htmldate(one):
    body = ARTICLE.replace("</h1>", '</h1><time datetime="2021-03-04T10:00">Thursday</time>')
    document = one("a.html", page(body=body))
    assert document.published == "2021-03-04"
    assert "htmldate" in document.published_because[0]


def test_a_date_that_is_none_is_reported_and_the_next_taken(reading):
    head = '<meta name="pubdate" content="2021-02-30"><meta name="dc.date" content="2021-03-04">'
    collection = reading({"a.html": page(head)})
    assert collection.documents[0].published == "2021-03-04"
    assert "the page's pubdate: there is no day 30 in 2021-02" in collection.warnings[0]


def test_the_declared_encoding_is_used(one):
    source = page(
        '<meta charset="windows-1252">', ARTICLE.replace("mayor", "maire de Sète – très ému")
    ).encode("cp1252")
    assert "maire de Sète – très ému" in one("a.html", source).text


def test_two_dates_that_a_page_gives_itself_are_told():
    head = (
        '<meta property="article:published_time" content="2021-05-04"><meta name="date" content="2021-09-09">'
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2021-03-04"}</script>'
    )
    draft = read_webpage(page(head), "a", "a.html")
    though = "though 2021-05-04 by the page's article:published_time “2021-05-04”"
    assert draft.document.published == "2021-03-04"
    assert draft.document.published_because == ("schema.org datePublished “2021-03-04”", though)
    told = f"published 2021-03-04 by schema.org datePublished “2021-03-04”, {though}; correct one of them"
    assert draft.notes == [(None, told)]
