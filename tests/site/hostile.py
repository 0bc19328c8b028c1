"""Texts that would do harm if anything on the way to the page interpreted them."""

from typing import Any

HOSTILE = [
    "<script>alert('tag')</script>",
    "<img src=x onerror=alert(1)>",
    "</noscript></timeline-view></article><b>out</b>",
    "[click](javascript:alert(2))",
    "**bold** _it_ `code` ![i](x.png) # no heading",
    "x { onmouseover=alert(3) .evil #evil }",
    "{: onclick=alert(4) }",
    "[TOC]",
    "{{ 7 * 7 }} {% raw %} {# no #}",
    "&lt;script&gt; &amp; &#60;b&#62; &copy;",
    '" onclick="alert(5)" data-x=\'y\'',
    "\x02wzxhzdk:0\x03 \x02amp\x03 \x02109\x03 klzzwxh:0000",
    'HTML *[HTML]: expansion -- "quoted" ...',
    "/// timeline | events.yml",
    "--8<-- 'mkdocs.yml' ==mark== ~~del~~ :smile: ^^ins^^",
    "<!-- comment --> <![CDATA[x]]> <?php ?>",
]


def everywhere(text: str) -> dict[str, Any]:
    """An events file with the text in every field that can hold it."""
    return {
        "timeline": 1,
        "title": text,
        "sources": {
            "a": {
                "file": text,
                "title": text,
                "publisher": text,
                "url": f"javascript:{text}",
                "archived": f"javascript:{text}",
                "published": "2020-01-05",
                "published_because": [text],
            },
            "b": {"file": text, "title": text, "url": f'https://news.example/{text}"><script>'},
        },
        "events": [
            {
                "id": "aaa001",
                "date": "2020-01-03",
                "title": text,
                "summary": text,
                "image": {"file": f"{text}.png", "text": text, "caption": text, "credit": text},
                "actors": [text],
                "places": [text],
                "tags": [text],
                "evidence": [
                    {"source": "a", "quote": text, "because": [text, f"“{text}”"], "expression": text},
                    {"source": "b", "quote": f"also {text}", "because": [text]},
                ],
            },
            {"date": "2020-01-04", "title": text, "evidence": [{"source": "a", "quote": text}]},
        ],
    }


def as_shown(text: str) -> str:
    """The text as a page should show it: control characters replaced, white space collapsed."""
    return " ".join("".join("\ufffd" if ord(each) < 32 else each for each in text).split())
