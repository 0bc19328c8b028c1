"""Whether words can name an event at all, and whether they can name the one that a date belongs to."""

from collections.abc import Callable

from timeline.times.happenings import Happening
from timeline.times.kinship import WORD, Phrase, Vocabulary

__all__ = ["can_name_event", "suits", "told_in_full"]


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
    What happens to one or in one place is not what is told of another.
    """
    wanted = vocabulary.phrase(phrase)
    if wanted is None:
        return True
    strange = bool(wanted.names) and wanted.names.isdisjoint(happening.names)
    if strange and _is_of_others(vocabulary, phrase, happening) and wanted.names.isdisjoint(names_before()):
        return False
    if wanted.clause:
        if _introduces(vocabulary, wanted, phrase, happening):
            return False
        ended = any(vocabulary.ends(word.text) for word in happening.words)
        return not (ended and vocabulary.begins(wanted.head))
    if vocabulary.is_aspect(wanted.head) and wanted.modifiers:
        told = [word.text for word in happening.words]
        if not any(vocabulary.kinship(each, word) for each in wanted.modifiers for word in told):
            return False
    names = wanted.names - {vocabulary.stem(wanted.head)}
    if not names or not _is_own(vocabulary, wanted, phrase):
        return True
    return not names.isdisjoint(happening.names) or not names.isdisjoint(names_before())


def told_in_full(vocabulary: Vocabulary, phrase: str, happening: Happening) -> bool:
    """Whether “it began” says in short what a noun and its verb have told (“the trial opened”)."""
    wanted = vocabulary.phrase(phrase)
    if wanted is None or not vocabulary.takes_place(wanted.head):
        return False
    ended = vocabulary.ends(wanted.head)
    verbs = {word.text for word in happening.words if vocabulary.takes_place(word.text)}
    nouns = {word.text for word in happening.words if vocabulary.is_happening(word.text)} - verbs
    return bool(nouns) and any(vocabulary.ends(verb) == ended for verb in verbs)


def _introduces(vocabulary: Vocabulary, wanted: Phrase, phrase: str, happening: Happening) -> bool:
    """Whether a clause tells of somebody new and only its verb is akin to what is told: “a mob fled”."""
    first = WORD.search(phrase)
    if first is None or first[0].lower() not in vocabulary.indefinite or not happening.words:
        return False
    clause = happening.words[0].clause
    told = {vocabulary.stem(word[0]) for word in WORD.finditer(clause.text, clause.begin, clause.end)}
    told.update(vocabulary.stem(word.text) for word in happening.words)
    return told.isdisjoint(map(vocabulary.stem, wanted.modifiers))


def _is_of_others(vocabulary: Vocabulary, phrase: str, happening: Happening) -> bool:
    """Whether the happening has names where the phrase has others: after “in”, or of whom it happens to."""
    _, places = _by_role(vocabulary, phrase)
    clause = happening.words[0].clause
    persons_told, places_told = _by_role(vocabulary, clause.text[clause.begin : clause.start])
    return bool(places and places_told) or bool(persons_told and not places)


def _by_role(vocabulary: Vocabulary, text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the names of whom something happens to, and those of places, as their prepositions tell."""
    words = [match[0] for match in WORD.finditer(text)]
    persons, places = set[str](), set[str]()
    for number, word in enumerate(words):
        if not vocabulary.names(word, 0, len(word)):
            continue
        first = number
        while (
            first and words[first - 1][0].isupper() and words[first - 1].lower() not in vocabulary.determiners
        ):
            first -= 1
        before = words[first - 1].lower() if first else ""
        after = words[number + 1].lower() if number + 1 < len(words) else ""
        if before in vocabulary.determiners and first > 1:
            before = words[first - 2].lower()
        if before in vocabulary.place_prepositions:
            places.add(vocabulary.stem(word))
        elif vocabulary.is_past(before) or before in vocabulary.genitives or after in vocabulary.passive:
            persons.add(vocabulary.stem(word))
    return frozenset(persons), frozenset(places)


def _is_own(vocabulary: Vocabulary, wanted: Phrase, phrase: str) -> bool:
    """Whether the event has a name of its own, or belongs to somebody who is named."""
    return wanted.head[0].isupper() or any(
        word[0][0].isupper() and vocabulary.is_possessor(word[0]) for word in WORD.finditer(phrase)
    )
