"""What an editor can decide about an event, each as a small edit of the file that can be taken back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from timeline.errors import TimelineError
from timeline.events.model import Event
from timeline.store.entries import Entries, Entry, Splice
from timeline.store.fields import add_evidence, set_date, set_list, set_text, take_evidence
from timeline.store.matching import Key, key, mint
from timeline.store.reading import STATUSES
from timeline.store.writing import event_lines
from timeline.times.edtf import EDTFError, parse

__all__ = ["Decisions", "Done"]

_WORDS = {"accepted": "Accepted", "hidden": "Hid", "proposed": "Put back"}


@dataclass(frozen=True, slots=True)
class Done:
    """A decision that was carried out."""

    words: str  # what was done, as in “Accepted “Talks begin””
    splice: Splice | None  # None when nothing had to be changed
    number: int  # the event to look at now


class Decisions:
    """Carries out decisions on the open file, and takes them back, the last one first.

    Every method raises TimelineError, with the file as it was, when the decision cannot be carried out:
    because it makes no sense, the event is laid out too oddly to be edited, or the file cannot be written.
    It raises ChangedError when another program has changed the file, which has then been read again.
    """

    def __init__(self, entries: Entries) -> None:
        self.entries = entries
        self._history: list[Done] = []
        self._reading = entries.reading

    @property
    def last(self) -> str | None:
        """What `undo` would take back, in words."""
        history = self._current()
        return history[-1].words if history else None

    def status(self, number: int, status: str) -> Done:
        """Accept an event (`accepted`), hide it (`hidden`), or put it back (`proposed`)."""
        if status not in STATUSES:
            raise TimelineError(f"there is no status “{status}”; write {' or '.join(STATUSES)}")
        return self._change(number, _WORDS[status], "status", status, set_text)

    def title(self, number: int, title: str) -> Done:
        """Give an event another title."""
        title = " ".join(title.split())
        if not any(each.isprintable() and each != " " for each in title):
            raise TimelineError("an event needs a title; write one")
        return self._change(number, "Retitled", "title", title, set_text)

    def date(self, number: int, date: str) -> Done:
        """Give an event another date, in EDTF."""
        date = date.strip()
        try:
            parse(date)
        except EDTFError as error:
            raise TimelineError(str(error)) from error
        return self._change(
            number, "Redated", "date", date, lambda path, text, _, value: set_date(path, text, value)
        )

    def tags(self, number: int, tags: Sequence[str]) -> Done:
        """Give an event other tags."""
        unique = list(dict.fromkeys(tag for each in tags if (tag := " ".join(each.split()))))
        return self._change(number, "Tagged", "tags", unique, set_list)

    def _change(self, number: int, verb: str, name: str, value: Any, edit: Callable[..., str]) -> Done:
        entries = self.entries
        index = entries.index(number)
        old = entries.all[index]
        words = f"{verb} “{old.event.title}”"
        if getattr(old.event, name) == value:
            return Done(words, None, number)
        text = edit(old.path, old.text, name, value)
        new = entries.changed(old, text, replace(old.event, **{name: value}))
        return self._note(words, entries.splice(index, [old], [new]), number)

    def merge(self, number: int, into: int) -> Done:
        """Move all evidence of an event to another one, and take the event out of the file."""
        entries = self.entries
        here, there = entries.index(number), entries.index(into)
        gone, kept = entries.all[here], entries.all[there]
        if here == there:
            raise TimelineError("an event cannot be merged with itself")
        if not gone.event.evidence:
            raise TimelineError(f"“{gone.event.title}” has no evidence that could be moved; hide it instead")
        _, pieces = take_evidence(gone.path, gone.text, range(len(gone.event.evidence)))
        expected = replace(kept.event, evidence=kept.event.evidence + gone.event.evidence)
        grown = entries.changed(kept, add_evidence(kept.path, kept.text, pieces), expected)

        # What stood above the event that goes stands above the one below it, or at the end of its file.
        first, end = min(here, there), max(here, there) + 1
        below = entries.all[here + 1] if here + 1 < len(entries.all) else None
        old = entries.all[first : max(end, here + 2)]
        new = [grown if each.number == into else each for each in old if each.number != number]
        tail = None
        if below and below.path == gone.path:
            new = [
                replace(each, before=_joined(gone.before, each.before))
                if each.number == below.number
                else each
                for each in new
            ]
        else:
            tail = gone.path, _joined(gone.before, entries.tails[gone.path])
        words = f"Merged “{gone.event.title}” into “{kept.event.title}”"
        return self._note(words, entries.splice(first, old, new, tail), into)

    def split(self, number: int, pieces: Sequence[int]) -> Done:
        """Move pieces of evidence, counted from 0, to a new event below, which begins as a copy."""
        entries = self.entries
        index = entries.index(number)
        old = entries.all[index]
        chosen = sorted(set(pieces))
        if not chosen or chosen[0] < 0 or chosen[-1] >= len(old.event.evidence):
            raise TimelineError("choose the evidence that tells another event")
        if len(chosen) == len(old.event.evidence):
            raise TimelineError("leave the event at least one piece of evidence")
        rest, taken = take_evidence(old.path, old.text, chosen)
        moved = [old.event.evidence[each] for each in chosen]
        staying = [each for i, each in enumerate(old.event.evidence) if i not in chosen]
        used: dict[str, Key | None] = {
            each.event.id: key(each.event.evidence[0]) if each.event.evidence else None
            for each in entries.all
            if each.event.id
        }
        copy = replace(
            old.event,
            id=mint(key(moved[0]), used),
            summary=None,
            status="proposed",
            disputed=[],
            evidence=[],
            extra={},
        )
        kept = entries.changed(old, rest, replace(old.event, evidence=staying))
        text = add_evidence(old.path, _item(copy, old), taken)
        place = replace(old, number=entries.new_number(), before=self._gap(index))
        new = entries.changed(place, text, replace(copy, evidence=moved))
        if not kept.text.endswith(("\n", "\r")):
            kept = replace(kept, text=kept.text + _newline(old.text))
        words = f"Split off evidence of “{old.event.title}”"
        return self._note(words, entries.splice(index, [old], [kept, new]), new.number)

    def _gap(self, index: int) -> str:
        """Return the blank line that stands between the entries around here, if there is one."""
        entries = self.entries.all
        for each in entries[index : index + 2]:
            if not each.before.strip():
                return each.before
        return "" if len(entries) > 2 else _newline(entries[index].text)

    def undo(self) -> Done | None:
        """Take the last decision back; return None when there is none since the file was last read."""
        history = self._current()
        if not history:
            return None
        last = history[-1]
        assert last.splice is not None
        back = last.splice.reversed
        self.entries.apply(back)
        history.pop()
        number = next((each.number for each in back.new if each not in back.old), last.number)
        return Done(f"Took back: {last.words}", back, number)

    def _note(self, words: str, splice: Splice, number: int) -> Done:
        done = Done(words, splice, number)
        self._current().append(done)
        return done

    def _current(self) -> list[Done]:
        if self._reading != self.entries.reading:
            self._history, self._reading = [], self.entries.reading
        return self._history


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _item(event: Event, like: Entry) -> str:
    """Return an event as lines of the list in which the other one stands."""
    margin = like.text[: like.text.index("-")]
    newline = _newline(like.text)
    lines = [("- " if number == 0 else "  ") + line for number, line in enumerate(event_lines(event))]
    return "".join(f"{margin}{line}{newline}" for line in lines)


def _joined(above: str, below: str) -> str:
    """Return what stands between two entries when the one between two gaps is gone: comments stay."""
    if not above.strip():
        return below
    return above + (below.lstrip(" \r\n") if not below.strip() else below)
