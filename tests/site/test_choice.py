"""The options of a block: which events a timeline inside a page shows."""

import logging
import re
from pathlib import Path

import pytest
from markdown import Markdown

EVENTS = """\
timeline: 1
events:
- {date: 2019-03-04, title: One, tags: [closure], actors: [Council]}
- {date: 2019-05, title: Two, tags: [repair, Closure], actors: [Builders]}
- {date: 2019-12-01/2020-02-01, title: Three, tags: [repair]}
- {date: 2020-06-01/.., title: Four, actors: [council]}
- {date: 2021-01-01, title: Hidden, tags: [secret], status: hidden}
"""


@pytest.fixture
def convert(tmp_path: Path):
    (tmp_path / "events.yml").write_text(EVENTS, encoding="utf-8")
    markdown = Markdown(extensions=["timeline"], extension_configs={"timeline": {"base_path": str(tmp_path)}})
    return lambda options: markdown.reset().convert(f"/// timeline | events.yml\n{options}///")


def titles(html: str) -> list[str]:
    return re.findall(r'<h3 class="tl-title"[^>]*>([^<]*)', html)


@pytest.mark.parametrize(
    ("options", "shown"),
    [
        ("", "One Two Three Four"),
        ("    from: 2020\n", "Three Four"),
        ("    from: 2020-02-02\n", "Four"),
        ("    to: 2019-04\n", "One"),
        ("    to: 2019-05-15\n", "One Two"),
        ("    from: 2019-04\n    to: 2019\n", "Two Three"),
        ("    tags: closure\n", "One Two"),
        ("    tags: [closure, repair]\n", "One Two Three"),
        ("    actors: Council\n", "One Four"),
        ("    actors: Council\n    tags: closure\n", "One"),
        ("    limit: 2\n", "Three Four"),
        ("    tags:\n    - closure\n    limit: 1\n", "Two"),
    ],
)
def test_options_leave_some_of_the_events(convert, options: str, shown: str) -> None:
    assert titles(convert(options)) == shown.split()


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ("    tags: closur\n", "no event has “closur” among its tags; did you mean “closure”?"),
        ("    tags: secret\n", "no event has “secret” among its tags"),
        ("    from: spring\n", "the option “from”"),
        ("    limit: many\n", "the option “limit” must be a number of events"),
        ("    limit: 0\n", "the option “limit” must be a number of events"),
        ("    embed: often\n", "the option “embed” must be “true” or “false”"),
        ("    actors: {a: b}\n", "the option “actors”"),
        ("    frm: 2020\n", "its options (from, to, tags, actors, limit, embed)"),
    ],
)
def test_what_an_option_cannot_mean_is_said(
    convert, options: str, says: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, logger="mkdocs.plugins.timeline"):
        html = convert(options)
    assert html.count("tl-problem") == 1
    assert "?." not in html
    assert says in html or says[0].upper() + says[1:] in html
    assert says in caplog.text


def test_a_period_without_an_event_says_so(convert, caplog: pytest.LogCaptureFixture) -> None:
    html = convert("    to: 1990\n")
    assert "No event lies in this part of the timeline" in html
    assert not caplog.records


def test_an_embedded_timeline_opens_links_outside_its_frame(tmp_path: Path) -> None:
    source = "sources:\n  a: {publisher: Courier, url: 'https://courier.example/'}\n"
    event = "events:\n- {date: 2019, title: One, evidence: [{source: a, quote: It was.}]}\n"
    (tmp_path / "events.yml").write_text(f"timeline: 1\n{source}{event}", encoding="utf-8")
    markdown = Markdown(extensions=["timeline"], extension_configs={"timeline": {"base_path": str(tmp_path)}})
    html = markdown.convert("/// timeline | events.yml\n    embed: true\n///")
    assert '<timeline-view class="tl-view" data-embedded=""' in html
    assert '<a href="https://courier.example/" rel="noopener" target="_blank">' in html
