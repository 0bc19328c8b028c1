"""What holds for any text at all, sense or nonsense."""

from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from timeline import Document, extract, read, update
from timeline.times.edtf import parse

# Words that the rules know, in any order, with the signs that sentences are made of.
WORDS = (
    *("January", "May", "Monday", "Sunday", "Friday", "March", "Christmas", "Ramadan", "summer", "today"),
    *("yesterday", "tomorrow", "week", "weeks", "day", "days", "month", "year", "years", "decade", "night"),
    *("last", "next", "this", "that", "same", "previous", "following", "earlier", "later", "ago", "after"),
    *(
        "before",
        "since",
        "until",
        "between",
        "and",
        "to",
        "from",
        "in",
        "on",
        "of",
        "by",
        "during",
        "the",
        "a",
    ),
    *("first", "second", "third", "two", "five", "hundred", "12", "31", "30", "2019", "2020", "2021-02-30"),
    *("2020-01-03", "12/03/2020", "1990s", "mid-2019", "10:30", "3rd", "½", "0", "9999", "0001", "-1"),
    *("killing", "killed", "attack", "attacked", "vote", "voted", "strike", "war", "ceasefire", "death"),
    *("resigned", "was", "were", "has", "had", "will", "said", "would", "been", "is", "died", "announced"),
    *(
        "army",
        "president",
        "government",
        "police",
        "parliament",
        "officials",
        "he",
        "she",
        "they",
        "it",
        "who",
    ),
    *(
        "Baghdad",
        "Iran",
        "Smith's",
        "Mr.",
        "U.S.",
        "Ms",
        "Al-Asad",
        "Maria",
        "Lopez",
        "von",
        "Reuters",
        "BBC",
    ),
    *("“", "”", '"', "'", "(", ")", "—", "-", ",", ",", ".", ".", ".", ";", ":", "?", "!", "…", "\n", "\n\n"),
    *("#", "*", "[", "]", "<b>", "{{", "\u200b", "\u00a0", "\u2028", "\u202e", "e\u0301", "😀", "\x00", "\t"),
)
TEXTS = st.one_of(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=60).map(" ".join),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=20).map("".join),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=80),
)
PUBLISHED = st.sampled_from(
    [None, None, "2020-01-03", "2020-02-29", "[2020-01-01..2020-03-31]", "0001-01-01"]
)


@st.composite
def documents(draw: st.DrawFn) -> list[Document]:
    texts = draw(st.lists(st.tuples(TEXTS, PUBLISHED), min_size=1, max_size=4))
    return [Document(f"d{number}", text, published=day) for number, (text, day) in enumerate(texts)]


BROKEN = (
    "Toll in the UK, be raised by $3 to $7. She ” praised the and old ferry; as one of her joys.",
    "a cause of a Monday fire, the end of the month burned",
    "He fell on 12 Polish 2009, who aged",
    'The mill, sold in May today that it is, "',
)


@settings(deadline=None, max_examples=60)
@given(articles=documents())
@example(
    articles=[Document(f"d{number}", text, published="2020-01-03") for number, text in enumerate(BROKEN)]
)
def test_every_quote_is_verbatim_and_every_date_one(articles: list[Document]) -> None:
    texts = {article.id: article.text for article in articles}
    found = extract(articles)
    assert found.warnings == []  # no rule has stumbled
    for event in found.events:
        assert event.title.strip()
        for date in (event.date, *event.disputed):
            assert str(parse(date)) == date
        for evidence in event.evidence:
            assert texts[evidence.source][evidence.start : evidence.end] == evidence.quote != ""


@settings(deadline=None, max_examples=40)
@given(articles=documents(), chance=st.randoms(use_true_random=False))
def test_the_order_of_the_articles_does_not_matter(articles: list[Document], chance) -> None:
    shuffled = list(articles)
    chance.shuffle(shuffled)
    assert extract(shuffled) == extract(articles)


@settings(deadline=None, max_examples=40)
@given(articles=documents())
def test_the_file_reads_back_and_a_second_run_writes_nothing(
    articles: list[Document], tmp_path_factory
) -> None:
    path: Path = tmp_path_factory.mktemp("any") / "events.yml"
    found = extract(articles)
    update(path, found)
    kept = {(event.date, event.title, len(event.evidence)) for event in read(path).events}
    assert kept == {(event.date, event.title, len(event.evidence)) for event in found.events}
    assert not update(path, extract(articles)).written
