"""What stands out in a sentence, and what is only named in passing, for the pronouns of the next one."""

from collections.abc import Sequence, Set

from timeline.events.clauses import Clause, ClauseKind
from timeline.events.language import Words, is_noun
from timeline.events.phrases import subject_phrase
from timeline.events.tokens import Token

__all__ = ["named_aside", "subject_joined"]


def named_aside(named: Sequence[str], tokens: Sequence[Token], words: Words) -> Set[str]:
    """Return who of the persons before a verb is only named in what is set off behind the first of them.

    “Ana Lind, the pupil of Ida Falk, (left)”, but “Ana Lind, Ida Falk and their pupils (left)”.
    """
    if len(named) < 2:
        return frozenset()
    last = named[0].split()[-1]
    end = next((number + 1 for number, token in enumerate(tokens) if token.text == last), len(tokens))
    behind = tokens[end : end + 2]
    opens = len(behind) == 2 and behind[0].text == "," and behind[1].lower in words.articles
    return frozenset(named[1:]) if opens and tokens[-1].text == "," else frozenset()


def subject_joined(tokens: Sequence[Token], clauses: Sequence[Clause], words: Words) -> str:
    """Return the subject of the last clause joined to the main one: “…, and the river rose”, "" for none."""
    for clause in reversed(clauses):
        own = clause.subject()[1:]
        parted = not clause.opener and [tokens[number].text for number in clause.tokens[:1]] == [";"]
        joins = clause.opener in words.adding or parted
        if clause.kind is ClauseKind.COORDINATE and joins and clause.verb and own:
            behind = {tokens[number].lower for number in clause.tokens if number > clause.verb.last}
            if parted and behind & words.thing_pronouns:
                return ""  # “it was for sale; the buyer closed it. It …”
            first = tokens[own[0]]
            plain = len(own) == 1 and first.is_small and is_noun(first.lower)  # “and drilling began”
            begins = first.is_name or first.lower in words.articles or plain
            return subject_phrase(tokens, own, words) if begins else ""
    return ""
