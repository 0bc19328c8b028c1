"""A story that is too long for one page, as HTML: the page that links to its parts, and links among these."""

import re
from collections.abc import Sequence
from itertools import groupby, pairwise
from xml.etree.ElementTree import Element

from timeline.site import index
from timeline.site.elements import element, slug
from timeline.site.language import language
from timeline.site.parts import Part
from timeline.site.render import append_introduction, set_words
from timeline.site.story import Story, unique

# What the theme puts around a timeline does not belong into a frame of another site. The rules stand in the
# page itself: as rules for every page they would have to ask with `:has()`, which makes any page slow.
_FRAME_STYLE = """
.md-header, .md-tabs, .md-footer, .md-sidebar, .md-path, .md-top,
.md-content__inner > :not(timeline-view, h1) { display: none }
.md-main__inner, .md-content__inner { margin-top: 0; padding-top: 0.4rem }
"""

__all__ = ["append_neighbours", "fill_overview", "mark_embedded"]


def fill_overview(
    view: Element, story: Story, parts: Sequence[Part], folder: str, used_ids: set[str]
) -> None:
    """Append links to all parts of the story, with the number of events in each.

    Args:
        view: an element of Python-Markdown's tree after its inline processing.
        story: whose parts they are.
        parts: in the order of time.
        folder: where the pages of the parts are, as seen from this one.
        used_ids: the ids of the page so far; those given here are added.
    """
    said = language()
    view.set("class", "tl-view tl-large")
    set_words(view)
    append_introduction(view, story.timeline, story.events)
    contents = element(view, "nav", "tl-parts", aria_label=said.say("all_by_date"))
    # The viewer's way to the data; an address that the site generator knows to adapt stands in a link.
    data = element(contents, "a", "tl-data", "Index", href=f"{folder}/index.json", hidden="")
    data.set("data-stamp", story.stamp)
    data.set("data-times", index.times(story))
    for year, group in groupby(parts, key=lambda part: part.year):
        if year is not None:
            key = unique(f"in-{slug(year)}", used_ids)
            element(contents, "h2", "tl-heading", year, id=key)
        entries = element(contents, "ol", "tl-contents")
        for part in group:
            entry = element(entries, "li")
            link = element(entry, "a", "", part.label, href=f"{folder}/{part.name}.md")
            link.set("data-events", str(len(part)))
            link.tail = " "
            element(entry, "span", "tl-number", said.count("events", len(part)))


def append_neighbours(parent: Element, parts: Sequence[Part], part: Part, overview: str) -> None:
    """Append the links from a part to the one before, the overview, and the one after."""
    at = parts.index(part)
    line = element(parent, "nav", "tl-neighbours", aria_label=language().say("other_parts"))
    for rel, label, other in (
        ("prev", "earlier_part", at - 1),
        ("up", "", -1),
        ("next", "later_part", at + 1),
    ):
        if rel == "up":
            element(line, "a", "tl-up", language().say("overview"), href=overview, rel=rel)
        elif 0 <= other < len(parts):
            text = language().say(label, part=parts[other].label)
            element(line, "a", f"tl-{rel}", text, href=f"{parts[other].name}.md", rel=rel)
    for before, _ in pairwise(list(line)):
        before.tail = " "


def mark_embedded(view: Element) -> None:
    """Make the page show nothing but the timeline, and let links leave the frame that it stands in."""
    view.set("data-embedded", "")
    element(view, "style").text = _FRAME_STYLE
    for link in view.iter("a"):
        if re.match("https?:", link.get("href", "")):
            link.set("target", "_blank")
            link.set("rel", "noopener")
