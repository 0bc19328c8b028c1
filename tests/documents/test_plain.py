"""`.txt` and `.md`: front matter, title, address, publisher."""

import pytest

PROSE = "The new bridge over the Ellbach was opened to traffic by the mayor."


def test_the_text_is_the_whole_file_and_the_body_begins_after_the_front_matter(one):
    source = "---\ntitle: Bridge opens\n---\n\n# Bridge opens\n\n" + PROSE
    document = one("a.md", source)
    assert document.text == source
    assert document.text[document.body :].lstrip().startswith("# Bridge")


def test_a_byte_order_mark_is_no_prose(one):
    document = one("a.txt", "\ufeff" + PROSE)
    assert document.text[document.body :] == PROSE
    assert document.text[0] == "\ufeff"


def test_front_matter_tells_all_about_the_article(one):
    document = one(
        "a.md",
        "---\r\nid: bridge\r\ntitle: 'Bridge: it opens'\r\ndate: 2021-03-04\r\nsource: The Meridian\r\n"
        "url: https://m.example/bridge\r\nlanguage: en-GB\r\n---\r\n" + PROSE,
    )
    assert (document.id, document.title, document.publisher) == ("bridge", "Bridge: it opens", "The Meridian")
    assert (document.url, document.language, document.published) == (
        "https://m.example/bridge",
        "en",
        "2021-03-04",
    )
    assert document.published_because == ("front matter date “2021-03-04”",)


@pytest.mark.parametrize(
    ("front", "publisher"),
    [
        ("author: Ida Roe", None),
        ("author: Ida Roe\npublisher: The Meridian", "The Meridian"),
        ("source: The Meridian", "The Meridian"),
        ("publisher: {name: The Meridian}", "The Meridian"),
    ],
)
def test_who_wrote_it_is_not_who_published_it(one, front, publisher):
    assert one("a.md", f"---\n{front}\n---\n{PROSE}").publisher == publisher


@pytest.mark.parametrize(
    ("field", "published"),
    [
        ("published: 2021-03-04T23:30:00-05:00", "2021-03-04"),
        ("date: 4 March 2021", "2021-03-04"),
        ("date: {created: 2021-03-04, updated: 2021-05-05}", "2021-03-04"),
        ("date: 2021-03", "[2021-03-01..2021-03-31]"),
        ("date: '[2021-03-01..2021-03-02]'", "[2021-03-01..2021-03-02]"),
    ],
)
def test_dates_are_read_as_written(one, field, published):
    assert one("a.md", f"---\n{field}\n---\n{PROSE}").published == published


@pytest.mark.parametrize(
    ("front", "warning"),
    [
        ("title: 'open\ndate: 2021-03-04", "a.md:"),
        (
            "title: a\ndate: 30 February 2021",
            "a.md:3: front matter date: “30 February 2021” is not a date of the calendar",
        ),
        ("title: a\ndate: 2021-02-30", "a.md:3: front matter date: there is no day 30 in 2021-02"),
        ("title: a\ndate: 03/04/2021", "a.md:3: front matter date: “03/04/2021” could be two dates"),
        ("title: a\nurl: javascript:alert(1)", "a.md:3: url: not an http(s) address"),
        (
            "title: a\nb: " + "[" * 100_000,
            "a.md:3: the front matter is not valid YAML: ",
        ),
    ],
)
def test_a_mistake_is_reported_with_its_line_and_the_article_read(reading, front, warning):
    collection = reading({"a.md": f"---\n{front}\n---\n{PROSE}"})
    (document,) = collection.documents
    assert document.text[document.body :] == PROSE
    assert document.published is None
    assert document.url is None
    assert any(warning in each for each in collection.warnings)


def test_front_matter_without_an_end_is_text(reading):
    collection = reading({"a.md": f"---\ntitle: a\n\n{PROSE}"})
    assert collection.documents[0].body == 0
    assert "no closing “---”" in collection.warnings[0]


def test_a_rule_at_the_top_is_no_front_matter(one):
    assert one("a.md", f"---\n{PROSE}\n---\nMore.").body == 0


TITLES = {
    f"# *Bridge* opens: [a __day__](https://x.example) out #\n\n{PROSE}": "Bridge opens: a day out",
    f"\n\n## Bridge opens ##\n{PROSE}": "Bridge opens",
    f"Bridge opens\n============\n\n{PROSE}": "Bridge opens",
    f"**Bridge opens**\n\n{PROSE}": "Bridge opens",
    f"Bridge opens\n{PROSE}": "Bridge opens",
    f"Will the bridge open?\n\n{PROSE}": "Will the bridge open?",
    f"March 3, 2021\nBridge opens\n{PROSE}": "Bridge opens",
    f"Bridge opens\nhttps://a.example/2021/bridge-opens\n\n{PROSE}": "Bridge opens",
    f"Mayor opens bridge\n3 March 2021\n\n{PROSE}": "Mayor opens bridge",
    f"{PROSE}\n\nMore of it.": None,
    "The new bridge over the Ellbach was opened to traffic\nby the mayor.": None,
    "The new bridge over the Ellbach was opened for traffic by Mayor Ida\nRoe and closed again.\n": None,
    "Bridge opens": None,
}


@pytest.mark.parametrize("text", TITLES)
def test_a_title_is_a_heading_or_a_short_first_line(one, text):
    assert one("a.txt", text).title == TITLES[text]


@pytest.mark.parametrize(
    "line", ["<https://m.example/a>", "https://m.example/a", "Source: https://m.example/a"]
)
@pytest.mark.parametrize("place", ["top", "end"])
def test_an_address_on_a_line_of_its_own_is_the_articles(one, line, place):
    text = f"{line}\n\n{PROSE}" if place == "top" else f"{PROSE}\n\n---\n\n{line}\n"
    assert one("a.txt", text).url == "https://m.example/a"


def test_addresses_within_the_prose_are_not(one):
    assert one("a.txt", f"{PROSE} See https://m.example/a for more.").url is None


def test_a_bold_line_after_the_address_is_the_publisher(one):
    end = "\n---\n\n<https://m.example/a>\n\n\n**Radio Ellbach**\n"
    assert one("a.txt", PROSE + "\n" + end).publisher == "Radio Ellbach"


def test_a_bold_line_alone_is_no_publisher(one):
    assert one("b.txt", PROSE + "\n\n**Radio Ellbach**\n").publisher is None
