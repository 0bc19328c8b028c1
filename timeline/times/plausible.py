"""Whether words can name an event at all, and whether they can name the one that a date belongs to."""

from collections.abc import Callable

from timeline.times.happenings import Happening
from timeline.times.kinship import WORD, Phrase, Vocabulary

__all__ = ["can_name_event", "suits"]


def can_name_event(vocabulary: Vocabulary, phrase: str, bounded: bool) -> bool:
    """Whether the words of a phrase can name an event.

    A name without an article is somebody (“an hour after Ann Lee, his lawyer, …”). After “since” and “until”
    (`bounded`) every thing can stand, so that there only words listed as happenings name one.
    """
    wanted = vocabulary.phrase(phrase)
    if wanted is None or wanted.clause:
        return wanted is not None and not bounded
    if vocabulary.is_happening(wanted.head):
        return True
    somebody = wanted.head[0].isupper() and phrase[0].isupper()
    return not (bounded or somebody)


def suits(
    vocabulary: Vocabulary, phrase: str, happening: Happening, names_before: Callable[[], frozenset[str]]
) -> bool:
    """Whether the phrase can name the happening.

    One that has a name (“Germany's defeat”, “the Battle of Shaho”) needs one of its names in the happening's
    sentence or the one before (`names_before`), and “the beginning of the war” what it is the beginning of.
    """
    wanted = vocabulary.phrase(phrase)
    if wanted is None or wanted.clause:
        return True
    if vocabulary.is_aspect(wanted.head) and wanted.modifiers:
        told = [word.text for word in happening.words]
        if not any(vocabulary.kinship(each, word) for each in wanted.modifiers for word in told):
            return False
    names = wanted.names - {vocabulary.stem(wanted.head)}
    if not names or not _is_own(vocabulary, wanted, phrase):
        return True
    return not names.isdisjoint(happening.names) or not names.isdisjoint(names_before())


def _is_own(vocabulary: Vocabulary, wanted: Phrase, phrase: str) -> bool:
    """Whether the event has a name of its own, or belongs to somebody who is named."""
    return wanted.head[0].isupper() or any(
        word[0][0].isupper() and vocabulary.is_possessor(word[0]) for word in WORD.finditer(phrase)
    )
