"""When an article was published, by each of the means, and why."""

from dataclasses import replace

import pytest

from timeline.documents import Document, resolve_publication

STORY = (
    "Workers have closed the old bridge over the Ellbach for repairs that will take them until the "
    "autumn. The town council voted for the work after divers found cracks in two of the piers. Lorries "
    "have to take the road through the hills, which is forty kilometres longer, while a ferry carries "
    "people on foot and on bicycles."
)


def published(text: str, **known: str) -> tuple[str | None, tuple[str, ...]]:
    ((found,), _) = resolve_publication([Document("a", text, **known)])
    return found.date, found.because


class TestDateLine:
    def test_with_its_year(self):
        assert published("SPRINGFIELD, 3 March 2011 — It opened.") == (
            "2011-03-03",
            ("date line “3 March 2011”",),
        )

    def test_the_year_from_a_caption_above_it(self):
        text = "# Bridge opens\n\n**The mayor, on January 1, 2022**\n\nSpringfield, January 2 (QNA)-- "
        text += "The bridge that was begun on January 3, 2020, has opened."
        assert published(text) == (
            "2022-01-02",
            ("date line “January 2 (QNA)”", "year from “January 1, 2022”"),
        )

    @pytest.mark.parametrize(
        ("above", "line", "day"),
        [
            ("December 30, 2021", "January 2", "2022-01-02"),
            ("January 1, 2022", "December 31", "2021-12-31"),
            ("February 28, 2020", "February 29", "2020-02-29"),
        ],
    )
    def test_the_year_is_the_one_closest_to_that_date(self, above, line, day):
        assert published(f"Seen on {above}\n\nSpringfield, {line} (QNA)-- It opened.")[0] == day

    def test_the_year_from_the_address(self):
        text = "Springfield, January 2 (QNA)-- It opened."
        date, because = published(text, url="https://m.example/2022/01/it-opened")
        assert date == "2022-01-02"
        assert because == ("date line “January 2 (QNA)”", "year from address “2022/01”")

    def test_the_year_from_the_latest_past_day_shortly_before(self):
        text = "Springfield, January 9 (QNA)-- The bridge that broke on January 3, 2020, is mended."
        assert published(text)[0] == "2020-01-09"

    def test_the_year_from_an_anniversary(self):
        text = "Springfield, January 2 (QNA)-- Hundreds marked the second anniversary of the blast. "
        text += "The explosion on January 3, 2020, destroyed the bridge."
        date, because = published(text)
        assert date == "2022-01-02"
        assert "second anniversary of the blast" in because[1]

    def test_the_weekday_decides_between_years(self):
        text = "SPRINGFIELD, Tuesday, March 2 (QNA)-- The bridge that opened on December 30, 2020, is shut."
        assert published(text)[0] == "2021-03-02"

    def test_a_weekday_that_is_not_that_of_the_day_is_told(self):
        text = "SPRINGFIELD, Monday, March 2, 2021 — The bridge is shut."
        ((found,), (warning,)) = resolve_publication([Document("a", text)])
        assert found.date == "2021-03-02"
        assert "the date line “March 2, 2021” names another weekday than that of 2021-03-02" in warning

    def test_no_year_is_made_up(self):
        text = "Springfield, January 2 (QNA)-- The bridge that broke on March 3, 2015, is mended."
        ((found,), warnings) = resolve_publication([Document("a", text)])
        assert found.date is None
        assert "the date line “January 2 (QNA)” names no year" in warnings[0]


@pytest.mark.parametrize(
    ("known", "day", "because"),
    [
        ({"file": "2022-01-02-bridge.txt"}, "2022-01-02", "file name “2022-01-02”"),
        ({"file": "in/bridge_20220102.txt"}, "2022-01-02", "file name “20220102”"),
        ({"url": "https://m.example/2022/01/02/bridge"}, "2022-01-02", "address “2022/01/02”"),
        ({"url": "https://m.example/world/2022/jan/02/bridge"}, "2022-01-02", "address “2022/jan/02”"),
        ({"url": "https://m.example/2022/1/bridge"}, "[2022-01-01..2022-01-31]", "address “2022/1”"),
        ({"file": "bridge-20229999.txt"}, None, None),
        ({"file": "bridge-120220102.txt"}, None, None),
        ({"file": "2022-01-bridge.txt"}, None, None),
    ],
)
def test_the_file_name_or_the_address(known, day, because):
    assert published("The bridge is open.", **known) == (day, (because,) if because else ())


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The mayor resigned yesterday, 3 May 2020, after the vote.", "2020-05-04"),
        ("The mayor resigned today (3 May 2020).", "2020-05-03"),
        ("The lake froze yesterday. It had not since 3 May 2020.", None),
    ],
)
def test_a_day_beside_today_or_yesterday(text, day):
    assert published(text)[0] == day


class TestContradiction:
    def test_what_the_file_says_comes_first_and_the_other_is_told(self):
        document = Document(
            "a",
            "SPRINGFIELD, 3 March 2011 — It opened.",
            published="2012-05-05",
            published_because=("front matter",),
        )
        ((found,), (warning,)) = resolve_publication([document])
        assert found.date == "2012-05-05"
        assert found.because == ("front matter", "though 2011-03-03 by date line “3 March 2011”")
        assert warning.startswith("a: published 2012-05-05 by front matter, though 2011-03-03 by date line")

    def test_a_text_that_tells_of_a_later_day_as_past(self):
        text = "SPRINGFIELD, 3 March 2011 — The bridge fell. The court convicted the mayor on 5 June 2012."
        ((found,), (warning,)) = resolve_publication([Document("a", text)])
        assert found.date == "2011-03-03"
        assert found.because[1] == "though [2012-06-05..] by “5 June 2012”, the latest day told as past"
        assert "though [2012-06-05..] by" in warning

    def test_a_later_day_that_is_still_to_come_is_no_contradiction(self):
        text = "SPRINGFIELD, 3 March 2011 — The bridge fell. The court will hear the case on 5 June 2012."
        assert resolve_publication([Document("a", text)])[1] == []

    def test_a_day_more_is_no_contradiction(self):
        document = Document(
            "a",
            "SPRINGFIELD, 3 March 2011 — It opened.",
            published="2011-03-04",
            published_because=("front matter",),
        )
        ((found,), warnings) = resolve_publication([document])
        assert (found.because, warnings) == (("front matter",), [])

    def test_the_day_of_the_last_change_is_weaker_than_the_address(self):
        text = "Bridge opens\nUpdated: 5 June 2022\n\nIt opened."
        assert published(text, url="https://m.example/2022/01/02/bridge")[0] == "2022-01-02"


class TestEditedCopy:
    def test_it_appeared_within_a_day(self):
        dated = Document("dated", STORY, published="2022-03-03", published_because=("front matter",))
        copy = Document("copy", STORY.replace("Workers", "Builders") + " The mayor asked for patience.")
        (found, _), _ = resolve_publication([copy, dated])
        assert found.date == "[2022-03-02..2022-03-04]"
        assert found.because == ("an edited copy of “dated”, published 2022-03-03; within a day of it",)

    def test_its_own_words_narrow_that(self):
        dated = Document("dated", STORY, published="2022-03-03")  # a Thursday
        copy = Document("copy", STORY + " The mayor asked for patience on Thursday.")
        (found, _), _ = resolve_publication([copy, dated])
        assert found.date == "[2022-03-03..2022-03-04]"
        assert found.because[-1].startswith("“Thursday” is told as news")

    def test_a_range_by_another_copy_is_not_taken_for_known(self):
        dated = Document("b", STORY, published="2022-03-03")
        copies = [Document(key, STORY + " And so on.") for key in "ac"]
        found, _ = resolve_publication([copies[0], dated, copies[1]])
        assert [each.date for each in found] == [
            "[2022-03-02..2022-03-04]",
            "2022-03-03",
            "[2022-03-02..2022-03-04]",
        ]

    def test_of_many_copies_that_contradict_each_other_a_few_are_named(self):
        dated = [Document(f"d{n:02}", STORY, published=f"20{n:02}-03-03") for n in range(1, 21)]
        copies = [Document(f"c{n:02}", STORY + " And so on.") for n in range(20)]
        found, warnings = resolve_publication([*dated, *copies])
        assert {each.date for each in found[20:]} == {"[2001-03-02..2001-03-04]"}
        *named, more = found[20].because[1:]
        assert [reason[:45] for reason in named] == [
            f"though [{year}-03-02..{year}-03-04] by an edited " for year in (2002, 2003, 2004)
        ]
        assert more == "though 16 more say otherwise"
        assert len(warnings) == 3 * len(copies)


class TestWhatTheTextImplies:
    def test_an_anniversary_and_a_weekday(self):
        text = (
            "People have gathered to mark the second anniversary of the explosion that killed nine workers.\n"
        )
        text += "The blast shook the harbour on January 3, 2020. The mayor said Saturday that she was sorry."
        date, because = published(text)
        assert date == "[2022-01-01..2022-01-03]"
        assert because == (
            "“second anniversary of the explosion that killed nine …” "
            "(2020-01-03 by “The blast shook the harbour on January 3, 2020”)",
            "told within 3 days of 2022-01-03",
            "“Saturday” is told as news, so within two days of a Saturday",
        )

    @pytest.mark.parametrize(
        "number", ["10th", "tenth", "10-year", "ten-year", "10 year"], ids=lambda number: number
    )
    def test_anniversaries_are_counted_in_words_and_figures(self, number):
        text = f"The town marked the {number} anniversary of the flood. The flood came on 3 May 2011."
        assert published(text)[0] == "[2021-04-30..2021-05-06]"

    def test_between_what_is_past_and_what_is_to_come(self):
        text = "The bridge was closed on 3 May 2021. It will be opened again on 9 May 2021."
        date, because = published(text)
        assert date == "[2021-05-03..2021-05-09]"
        assert because == (
            "“3 May 2021”, the latest day told as past",
            "“9 May 2021”, the first day told as still to come",
        )

    def test_a_later_day_in_the_text_overrules_an_anniversary(self):
        text = "He spoke on the first anniversary of the flood. The flood came on 3 May 2011. "
        text += "He died on 9 June 2015."
        assert published(text)[0] is None

    @pytest.mark.parametrize(
        "text",
        [
            "The bridge was opened on 3 May 1911 and broke on 9 June 1944.",
            "The bridge was opened on 3 May 1911. It will be pulled down on 9 June 2040.",
            "The bridge was opened on Monday.",
            "In December, the bridge was closed. In February last year it had been mended.",
            "The town marked the anniversary of the flood.",
        ],
    )
    def test_unknown_stays_unknown(self, text):
        assert published(text) == (None, ())

    def test_a_month_known_from_the_address_is_narrowed(self):
        text = "The bridge was closed on 3 May 2021."
        date, because = published(text, url="https://m.example/2021/05/bridge")
        assert date == "[2021-05-03..2021-05-31]"
        assert because == ("address “2021/05”", "“3 May 2021”, the latest day told as past")


def test_a_second_look_changes_nothing():
    texts = ["SPRINGFIELD, 3 March 2011 — It opened.", STORY, STORY + " So there.", "It will."]
    documents = [Document(f"d{i}", text) for i, text in enumerate(texts)]
    once, _ = resolve_publication(documents)
    dated = [
        replace(document, published=found.date, published_because=found.because)
        for document, found in zip(documents, once, strict=True)
    ]
    assert resolve_publication(dated)[0] == once
