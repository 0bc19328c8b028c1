"""The words that call for a tag, and a project's own vocabulary."""

from pathlib import Path

import pytest
import yaml

from timeline.documents import Document
from timeline.errors import TimelineError
from timeline.events import extract, language
from timeline.events.segmenting import parse
from timeline.events.tags import default, load
from timeline.events.tokens import tokenize

CASES = yaml.load((Path(__file__).parent / "tags.yml").read_text(encoding="utf-8"), yaml.CBaseLoader)
GUIDE = Path(__file__).parent.parent.parent / "docs" / "guide" / "events-file.md"


def vocabulary(folder: Path, text: str):
    (folder / "tags.yml").write_text(text, encoding="utf-8")
    return load(folder / "tags.yml")


def tags(text: str, words):
    verb = parse(tokenize(text, 0, len(text)), language.words())[0].verb
    return words.tags([text], verb.lemma if verb else "")


@pytest.mark.parametrize(("tag", "texts", "others"), CASES, ids=[tag for tag, _, _ in CASES])
def test_what_calls_for_a_tag_of_the_package(tag, texts, others):
    assert [text for text in texts if tag not in tags(text, default())] == []
    assert [text for text in others if tag in tags(text, default())] == []


def test_each_tag_of_the_package_has_cases():
    assert [tag for tag, _, _ in CASES] == list(default().triggers)


@pytest.mark.parametrize(
    ("trigger", "texts", "others"),
    [
        ("flood", ["Floods came", "A flooded road", "It flooded"], ["The flooring gave way"]),
        ("airstrike", ["Two airstrikes hit it"], ["An air strike hit it"]),
        ("talks", ["The Talks began"], ["She talked"]),
        ("sea wall", ["The sea walls broke"], ["A wall by the sea broke"]),
        ("win … title", ["She wins the title", "Titles: he won his first world title"], ["A title wins"]),
        ("win … title", ["She wins no cup but titles"], ["She wins what is to her the best title"]),
        ("cease-fire", ["A cease-fire holds"], ["They cease to fire"]),
    ],
)
def test_a_word_in_its_base_form_stands_for_all_its_forms_and_a_phrase_may_have_a_gap(
    trigger, texts, others, tmp_path
):
    own = vocabulary(tmp_path, f"defaults: false\nmine: [{trigger}]\n")
    assert [tags(text, own) for text in texts] == [["mine"]] * len(texts)
    assert [tags(text, own) for text in others] == [[]] * len(others)


def test_a_verb_counts_only_where_it_tells_the_event(tmp_path):
    own = vocabulary(tmp_path, "defaults: false\nmine: [to resign]\n")
    texts = [
        "The minister resigned on 3 May 2020 after a scandal.",
        "Students called on the minister to resign on 3 May 2020 in a letter.",
    ]
    [[event], [other]] = [
        extract([Document("a", text, published="2020-05-06")], vocabulary=own).events for text in texts
    ]
    assert (event.tags, other.tags) == (["mine"], [])


def test_a_tag_is_called_for_in_the_events_own_clause_only(tmp_path):
    own = vocabulary(tmp_path, "defaults: false\nsea: [ferry]\nfire: [fire]\n")
    text = "The ferry sank off Velmora on 3 May 2020, while crews in the hills fought a fire."
    [event] = extract([Document("a", text, published="2020-05-06")], vocabulary=own).events
    assert event.tags == ["sea"]


def test_own_tags_come_first_and_the_packages_stay(tmp_path):
    own = vocabulary(tmp_path, "harbour: [harbour, sea wall]\n")
    assert tags("A bomb damaged the sea walls of the harbour", own) == ["harbour", "bombing"]


def test_a_tag_takes_the_place_of_the_packages_or_removes_it(tmp_path):
    own = vocabulary(tmp_path, "bombing: [grenade]\ndeath: []\n")
    assert tags("A bomb killed two", own) == []
    assert tags("Grenades were thrown", own) == ["bombing"]


def test_the_packages_tags_can_be_left_out(tmp_path):
    own = vocabulary(tmp_path, "defaults: false\nharbour: [harbour]\n")
    assert tags("A bomb damaged the harbour", own) == ["harbour"]


def test_defaults_can_be_a_tag_of_a_bank(tmp_path):
    assert tags("A state defaults", vocabulary(tmp_path, "defaults: [default]\n")) == ["defaults"]


@pytest.mark.parametrize("text", ["", "# nothing yet\n"])
def test_an_empty_file_changes_nothing(text, tmp_path):
    assert vocabulary(tmp_path, text).triggers == default().triggers


def test_words_that_yaml_takes_for_something_else_are_words(tmp_path):
    assert tags("They voted no in 2020", vocabulary(tmp_path, "no vote: [no]\n2020: [2020]\n")) == [
        "no vote",
        "2020",
    ]


def test_the_example_of_the_guide_works(tmp_path):
    section = GUIDE.read_text("utf-8").partition("## Tags of your own")[2]
    own = vocabulary(tmp_path, section.partition("```yaml\n")[2].partition("```")[0])
    assert tags("The dam break flooded two villages during the ballot", own) == [
        "flood",
        "election",
        "disaster",
    ]
    assert tags("She won a medal", own) == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a: [b\n", r"tags\.yml:2: this is not valid YAML: .*; correct this line$"),
        ("a: " + "[" * 1000, r"tags\.yml:1: this is not valid YAML: .*nest(ed more than 100|ing depth)"),
        ("a: [b]\n\x01", r"tags\.yml:2: this is not valid YAML: .*; correct this line$"),
        ("- a\n", r"tags\.yml:1: a file of tags has lines such as"),
        ("a: [b]\nc: d\n", r"tags\.yml:2: the words of the tag “c” must be a list, as in “c: \[flood\]”$"),
        ("a:\n- b\n- {c: d}\n", r"tags\.yml:3: the words of the tag “a” must be texts$"),
        ("a:\n- b\n- ''\n", r"tags\.yml:3: the words of the tag “a” must be texts$"),
        ("[a]: [b]\n", r"tags\.yml:1: a tag must be a text$"),
        ("a: [b]\nc: [d]\na: [e]\n", r"tags\.yml:3: the tag “a” stands here a second time; join the two$"),
        ("a: [b]\ndefaults: no\n", r"tags\.yml:2: “defaults” must be true or false$"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(text, says, tmp_path):
    with pytest.raises(TimelineError, match=says) as caught:
        vocabulary(tmp_path, text)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(TimelineError, match=r"none\.yml"):
        load(tmp_path / "none.yml")


def test_tags_do_not_decide_what_is_merged(tmp_path):
    text = "The ferry Aurora sank off Velmora on 3 May 2020 after a fire."
    documents = [Document(name, text, published="2020-05-06") for name in "ab"]
    own = vocabulary(tmp_path, "defaults: false\nshipping: [ferry, sink]\n")
    [event], [tagged] = extract(documents).events, extract(documents, vocabulary=own).events
    assert tagged.tags == ["shipping"]
    assert (event.title, event.evidence) == (tagged.title, tagged.evidence)
