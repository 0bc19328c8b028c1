"""What a block asks for: the options below `/// timeline`, and the events that they leave."""

import difflib
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from timeline.errors import TimelineError
from timeline.site.story import Dated, Story
from timeline.times.edtf import EDTFError, parse

__all__ = ["NAMES", "Choice", "choice_of"]


@dataclass(frozen=True, slots=True)
class Choice:
    """The options of a block."""

    first: float = -math.inf  # a day's number, as is `last`
    last: float = math.inf
    tags: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    limit: int | None = None
    embed: bool = False
    part: str | None = None  # only in the pages that `timeline build` writes
    overview: str | None = None  # likewise: where that part's overview is, as seen from its page

    @property
    def is_all(self) -> bool:
        """Whether every event is asked for."""
        return self == Choice(embed=self.embed)

    def events(self, story: Story) -> Sequence[Dated]:
        """Return the events that are asked for, in their order.

        Raises:
            TimelineError: when a tag or an actor is asked for that no event has.
        """
        events: Sequence[Dated] = [
            one for one in story.events if one.last >= self.first and one.first <= self.last
        ]
        for what, wanted in (("tags", self.tags), ("actors", self.actors)):
            if wanted:
                _check(what, wanted, [value for one in story.events for value in getattr(one.event, what)])
                keys = _folded(wanted)
                events = [one for one in events if keys & _folded(getattr(one.event, what))]
        return events[-self.limit :] if self.limit else events


def choice_of(options: Mapping[str, Any]) -> Choice:
    """Return what the options of a block say; other ones, such as `attrs`, are none of ours.

    Raises:
        TimelineError: when one of them cannot be used.
    """
    values: dict[str, Any] = {}
    for name, value in options.items():
        if value is not None and name in _READERS:
            field, read = _READERS[name]
            values[field] = read(name, value)
    return Choice(**values)


def _first(name: str, value: Any) -> float:
    day = _date(name, value).earliest
    return -math.inf if day is None else day


def _last(name: str, value: Any) -> float:
    day = _date(name, value).latest
    return math.inf if day is None else day


def _date(name: str, value: Any) -> Any:
    try:
        return parse(_text(name, value))
    except EDTFError as error:
        raise TimelineError(f"the option “{name}”: {error}; write a date such as 2020-01") from error


def _text(name: str, value: Any) -> str:
    if isinstance(value, dict | list | bool):
        raise TimelineError(f"the option “{name}” must be one text; correct it")
    return str(value).strip()


def _texts(name: str, value: Any) -> tuple[str, ...]:
    return tuple(_text(name, each) for each in (value if isinstance(value, list) else [value]))


def _number(name: str, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise TimelineError(f"the option “{name}” must be a number of events, such as 10")
    return value


def _flag(name: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise TimelineError(f"the option “{name}” must be “true” or “false”")
    return value


_READERS = {
    "from": ("first", _first),
    "to": ("last", _last),
    "tags": ("tags", _texts),
    "actors": ("actors", _texts),
    "limit": ("limit", _number),
    "embed": ("embed", _flag),
    "part": ("part", _text),
    "overview": ("overview", _text),
}
NAMES = tuple(_READERS)


def _folded(values: Iterable[str]) -> set[str]:
    return {value.casefold() for value in values}


def _check(what: str, wanted: Iterable[str], known: Sequence[str]) -> None:
    spelled = {value.casefold(): value for value in reversed(known)}  # as it is first spelled
    for value in wanted:
        if value.casefold() not in spelled:
            close = difflib.get_close_matches(value.casefold(), spelled, 1)
            hint = f"did you mean “{spelled[close[0]]}”?" if close else "correct or remove it"
            raise TimelineError(f"no event has “{value}” among its {what}; {hint}")
