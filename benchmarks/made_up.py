"""Articles made by templates: about 3,000 characters of news that name nobody, each a story of its own.

The same number always makes the same article. Its sentences are those of news, with a date in about every
second one: full dates, weekdays, months, what counts from another event, spans, and durations.
"""

import datetime
import random

__all__ = ["LENGTH", "article"]

LENGTH = 3_000  # characters of an article, about

_FIRST = (
    "Vel",
    "Tor",
    "Lan",
    "Bre",
    "Nor",
    "Kes",
    "Or",
    "Mar",
    "Dun",
    "Hal",
    "Ash",
    "Win",
    "Cal",
    "Fen",
    "Gar",
)
_SECOND = ("mora", "rey", "mere", "den", "trel", "wick", "holm", "ford", "ley", "stead", "by", "ton", "dale")
_PLACES = (
    "harbour",
    "bridge",
    "dam",
    "airport",
    "hospital",
    "refinery",
    "market hall",
    "power station",
    "mine",
)
_BODIES = ("council", "parliament", "port authority", "water board", "transport ministry", "court", "union")
_POSTS = ("mayor", "minister", "chief engineer", "governor", "spokeswoman", "director", "prosecutor")

_LEDE = (
    "{town}, {month} {day} (Wire) - Engineers closed the {place} at {town} on {weekday} after cracks grew.",
    "{town}, {month} {day} (Wire) - A fire destroyed the {place} at {town} on {weekday}, the {body} said.",
    "{town}, {month} {day} (Wire) - The {body} of {town} voted on {weekday} to rebuild the {place}.",
)
_TOLD = (
    "The {place} was opened on {past}.",
    "Five days after the closure, the {body} asked for {count} million more.",
    "The {post} resigned on {past}, a week after the vote.",
    "Workers at the {place} went on strike in {past_month} and returned two weeks later.",
    "In {year}, the {body} rejected a plan to move the {place} to {other}.",
    "Between {year} and {later}, {count} people were injured in accidents at the {place}.",
    "Police arrested {count} people near {other} on {past}.",
    "The {body} will hold a hearing on {future}.",
    "Last month, the {post} of {other} visited the {place} and promised help.",
    "A day earlier, divers had searched the water for {count} hours.",
)
_UNDATED = (
    "“We have asked for repairs again and again, and nobody has listened,” said the {post}.",
    "The {body} did not answer questions about the cost of the works or about who would pay for them.",
    "Residents of {other} said that they had heard a loud noise and had seen smoke above the {place}.",
    "The {post} said the inquiry would look at the maintenance, the training of the staff and the supplies.",
    "Trains and buses between {town} and {other} are running again, though with long delays.",
)


def article(number: int) -> tuple[str, str]:
    """Return the name of a file and its text."""
    draw = random.Random(number)
    published = datetime.date(1990, 1, 1) + datetime.timedelta(days=draw.randrange(12_000))
    town, other = (draw.choice(_FIRST) + draw.choice(_SECOND) for _ in range(2))
    fixed = {"town": town, "other": other, "place": draw.choice(_PLACES), "body": draw.choice(_BODIES)}

    def sentence(templates: tuple[str, ...]) -> str:
        past = published - datetime.timedelta(days=draw.randrange(20, 9_000))
        words = {
            "day": published.day,
            "month": f"{published:%B}",
            "weekday": f"{published - datetime.timedelta(days=draw.randrange(1, 6)):%A}",
            "past": f"{past.day} {past:%B %Y}",
            "past_month": f"{past:%B %Y}",
            "future": f"{published + datetime.timedelta(days=draw.randrange(5, 90)):%B %d}",
            "year": past.year,
            "later": past.year + 1 + draw.randrange(3),
            "count": draw.randrange(3, 90),
            "post": draw.choice(_POSTS),
        }
        return draw.choice(templates).format(**fixed, **words)

    head = f"---\ntitle: {fixed['place'].capitalize()} at {town} in the news\ndate: {published}\n---\n\n"
    paragraphs = [sentence(_LEDE)]
    while sum(map(len, paragraphs)) < LENGTH:
        paragraphs.append(" ".join(sentence(_TOLD if draw.random() < 0.5 else _UNDATED) for _ in range(4)))
    return f"story-{number:06}.md", head + "\n\n".join(paragraphs) + "\n"
