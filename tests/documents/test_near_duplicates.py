"""Which articles are one story, lightly edited."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.documents import Document, near_duplicates

STORY = (
    "Workers have closed the old bridge over the Ellbach for repairs that will take them until the "
    "autumn. The town council voted for the work after divers found cracks in two of the piers. Lorries "
    "have to take the road through the hills, which is forty kilometres longer, while a ferry carries "
    "people on foot and on bicycles."
)
EDITED = STORY.replace("Workers have", "Builders have").replace("cracks", "deep cracks")
MORE = (
    " The mayor asked for patience. Shopkeepers on both banks fear for their trade, and have asked for help."
)
OTHER = (
    "Workers have found a mosaic beneath the market square of the old town. The council voted to put a "
    "roof of glass over it, so that people can look at it on their way to the shops, and to ask the "
    "museum for advice."
)


def groups(**texts: str) -> list[set[str]]:
    return [set(group) for group in near_duplicates([Document(key, text) for key, text in texts.items()])]


def test_an_edited_copy_is_found_and_another_story_is_not():
    assert groups(a=STORY, b=EDITED, c=OTHER) == [{"a", "b"}]


def test_a_copy_with_added_paragraphs_is_found():
    assert groups(short=STORY, long=EDITED + MORE * 2) == [{"short", "long"}]


def test_markup_letters_and_front_matter_do_not_matter():
    marked = Document("b", "---\ntitle: x\n---\n" + f"**{STORY.upper()}**", body=17)
    assert near_duplicates([Document("a", STORY), marked]) == [{"a", "b"}]


def test_short_texts_are_no_copies_of_each_other():
    assert groups(a="The bridge is open.", b="The bridge is open.") == []


@settings(max_examples=25, deadline=None)
@given(order=st.permutations("abcdef"))
def test_the_order_does_not_matter(order):
    texts = {"a": STORY, "b": EDITED, "c": OTHER, "d": OTHER + MORE, "e": MORE * 3, "f": STORY + MORE}
    assert groups(**{key: texts[key] for key in order}) == groups(**texts)


def test_many_articles_take_little_time():
    words = [f"word{i}" for i in range(2000)]
    chance = random.Random(7)
    texts = {f"d{i}": " ".join(chance.choices(words, k=120)) for i in range(500)}
    texts["copy"] = texts["d7"] + " and a little more"
    assert groups(**texts) == [{"d7", "copy"}]
