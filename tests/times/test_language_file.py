"""A language is a file: the engine reads one that is made up here, of which it can know no word."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from timeline.errors import TimelineError
from timeline.times import edtf, language, sentences, tag

PUBLISHED = "2021-06-16"  # a Wednesday

VOCABULARY = """
shapes: {ordinal: [zu], decade: [], clock: []}
thousands: "."
past_endings: [ok]
participle_endings: [urt]
future_endings: [iv]
gerund_endings: []
finite_endings: [ok, iv]
sentences: {abbreviations: [grz], ambiguous: [], starters: [], letters: [Ö]}
numerals: [cardinal]
triggers: [month, weekday, unit, year, deictic]
vocabulary:
  month: {1: [zim], 2: [zam], 3: [zum]}
  weekday: {3: [medu], 6: [kelu]}
  unit: {day: [dor], year: [lun]}
  cardinal: {2: [ki], 5: [pem], 20: [mek]}
  deictic: {-1: [oti], 1: [avi]}
  direction: {1: [sul], -1: [fra]}
  laterword: {1: [hos]}
  since: [ud]
  phrase_open: [ga]
  phrase_end: [xe]
  determiner: [ga]
  dateprep: [ne]
  futurecue: [vo]
  pastcue: [ha]
  function: [ga, xe]
phrases:
  count: "<int> | <number> | <cardinal> <cardinal>*"
rules:
  - {id: date, pattern: "( {year} {m:month} {d:day} | {m:month} {year}? | {year} )", build: date}
  - {id: weekday, pattern: "{weekday}", build: date}
  - {id: deictic, pattern: "{deictic}", build: day}
  - {id: later, pattern: "{unit} {count} {direction:laterword}", build: shift, with: {from: text}}
  - {id: counted, pattern: "[ {unit} {count} ] {direction} {event}", build: shift, with: {from: event}}
  - {id: since, pattern: "{since} [ {date} ]", build: since}
  - {id: length, pattern: "{unit} {count}", build: length}
"""

HAPPENINGS = """
head_first: true
families: [[mork, tavi]]
function_words: ga ne xe vo ha
"""


@pytest.fixture
def made_up(language_folder: Path) -> str:
    (language_folder / "qaa.yml").write_text(VOCABULARY, encoding="utf-8")
    (language_folder / "qaa-happenings.yml").write_text(HAPPENINGS, encoding="utf-8")
    return "qaa"


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Rilta ne 2020 zum 5.", {"2020 zum 5": "2020-03-05"}),
        ("Rilta zam 2019 xe 2001.", {"zam 2019": "2019-02", "2001": "2001"}),
        ("Rilta oti.", {"oti": "2021-06-15"}),
        ("Avi rilta.", {"Avi": "2021-06-17"}),
        ("Rilta vo kelu.", {"kelu": "2021-06-19"}),
        ("Rilta ha kelu.", {"kelu": "2021-06-12"}),
        ("Xerantiv kelu.", {"kelu": "2021-06-19"}),
        ("Ga Xerantiv kelu.", {"kelu": "2021-06-12"}),  # a capital: somebody's name, no verb
        ("Ga xerantiv kelu.", {"kelu": "2021-06-19"}),
        ("Ga xerantok zim.", {"zim": "2021-01"}),
        (
            "Ga rilta 2020 zum 5. Dor mek pem hos ranta.",
            {"2020 zum 5": "2020-03-05", "Dor mek pem hos": "2020-03-30"},
        ),
        (
            "Ga mork ne 2020 zum 5. Dor pem sul ga tavi xe ranta.",
            {"2020 zum 5": "2020-03-05", "Dor pem": "2020-03-10"},
        ),
        (
            "Ga mork ne 2020 zum 5. Dor ki fra ga tavi xe ranta.",
            {"2020 zum 5": "2020-03-05", "Dor ki": "2020-03-03"},
        ),
        ("Ud 2019 rilta.", {"2019": "2019/2021-06-16"}),
        ("Lun 1.500 ranta.", {"Lun 1.500": None}),
    ],
)
def test_a_made_up_language_is_read(made_up: str, text: str, dates: dict[str, str | None]) -> None:
    found = {each.text: each.date for each in tag(text, PUBLISHED, made_up)}

    assert {
        next(word for word in dates if each.startswith(word)): date for each, date in found.items()
    } == dates


def test_thousands_are_marked_as_the_language_marks_them(made_up: str) -> None:
    assert [each.value for each in tag("Lun 1.500 ranta.", PUBLISHED, made_up)] == ["P1500Y"]


@pytest.mark.parametrize(
    "text",
    [
        "Yesterday, last Saturday, two weeks ago and in the nineteenth century they had met.",
        "Five days after the killing, on the eve of the vote, since then, until now, every Monday at noon.",
        "Ayer, el sábado pasado, hace dos semanas y a principios de mayo.",
    ],
)
def test_no_word_of_another_language_is_known(made_up: str, text: str) -> None:
    assert tag(text, PUBLISHED, made_up) == []


def test_sentences_end_as_the_language_says(made_up: str) -> None:
    text = "Rilta grz. Xal ranta Ö. Mirta."
    found = [text[each.start : each.end] for each in sentences.split(text, language=made_up)]

    assert found == ["Rilta grz. Xal ranta Ö.", "Mirta."]


def test_an_unknown_language_is_said_in_one_line_with_those_there_are(made_up: str) -> None:
    with pytest.raises(TimelineError, match=r"^language “en” is not supported; there are: qaa$"):
        tag("x", None, "en")


@pytest.mark.parametrize("name", [path.stem for path in Path(str(language.FOLDER)).glob("*.yml")])
def test_no_key_stands_twice_in_a_file(name: str) -> None:
    """YAML would silently keep the last one."""

    class Strict(yaml.SafeLoader):
        def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict:
            keys = [key.value for key, _ in node.value]
            assert len(set(keys)) == len(keys), sorted({key for key in keys if keys.count(key) > 1})
            return super().construct_mapping(node, deep)

    yaml.load((Path(str(language.FOLDER)) / f"{name}.yml").read_text(encoding="utf-8"), Loader=Strict)


SPANISH = sorted(word for word in language.load("es").symbols if len(word) < 15)


@given(st.lists(st.sampled_from(SPANISH) | st.text(max_size=8), max_size=30).map(" ".join))
def test_any_spanish_words_give_expressions_in_order_with_valid_dates(text: str) -> None:
    for published in ("2021-06-16", None):
        end = 0
        for expression in tag(text, published, "es"):
            assert text[expression.start : expression.end] == expression.text != ""
            assert expression.start >= end
            assert expression.date is None or str(edtf.parse(expression.date)) == expression.date
            end = expression.end
