"""Titles: a clause cut down to a line in the present tense, every word of it from the quote."""

import re
from collections.abc import Sequence
from itertools import takewhile

from timeline.events.clauses import Clause
from timeline.events.impersonal import opens_told
from timeline.events.language import Words, is_person
from timeline.events.phrases import core, inner, joined
from timeline.events.prospects import told_ahead
from timeline.events.reported import LEAST, LONGEST, MOST, reported
from timeline.events.tenses import in_present, unshifted
from timeline.events.title_tails import behind_verb, particle
from timeline.events.tokens import Token
from timeline.events.verbgroup import Tense, VerbGroup

__all__ = ["finish", "headline", "title"]

_QUOTATION_MARKS = frozenset('“”"')
_LEFT_MARKUP = re.compile(r"[*_#`>\[\]]+")
_EITHER = re.compile(r" either (?!sides?\b|ends?\b|way\b)")
_INNER_CAPITAL = re.compile(r"[a-z]\w*[A-Z]")  # “iPhone”
_LOOSE_QUOTES = re.compile(r"(“|\B\") ?([^“”\"]*[^“”\" ]) ?(”|\"\B)")
_LAST_COMMA = re.compile(r",([”\"])$")
_ENDS_IN_INITIALS = re.compile(r"(\w\.){2}$")


def title(
    tokens: Sequence[Token],
    clause: Clause,
    words: Words,
    *,
    subject: str,
    plural: bool,
    said: Clause | None,
    what: str = "",
    hedge: str = "",
) -> str:
    """Return the title of the event that the clause tells, or "" when it has no verb or no subject.

    `subject` is who the clause is about, `plural` its number, `said` the clause that tells what was said,
    `what` the object when it stands before the clause (“the ship that they sold”), `hedge` an adverb for what
    is only alleged.
    """
    verb = told_ahead(tokens, clause, words)
    if verb is None or not subject or not _stands_alone(subject, words):
        return ""
    for_told = subject.lower() == "it" and verb.lemma in words.becoming and opens_told(tokens, verb)
    if for_told or _only_counts(subject, verb, words):
        return ""
    predicate = _predicate(tokens, verb, plural, words, hedge)
    used = len(subject.split()) + len(predicate.split()) + len(what.split())
    tail = behind_verb(tokens, clause, verb, words, said=said, what=what, used=used)
    due = [i for i in (verb.last + 1,) if i in clause.tokens and tokens[i].lower in words.prospective]
    if not tail and verb.lemma == "be":
        tail = joined(tokens, due)  # “the results are due (in May)”
    if said is not None and tail:
        tail = _by_pronoun(tokens, clause, said, subject, tail, words)
    only_says = verb.lemma in words.saying and not verb.passive and _tells_no_content(tail, verb, said, words)
    if only_says and not _is_report(tokens, clause, verb, words):
        return ""  # that somebody said something is no news, nor that he did so in a letter
    empty = verb.lemma in words.phases & words.transitive and subject.lower() in words.news_nouns
    if not tail and verb.passive and (verb.lemma in words.aimed or empty):
        return ""  # “reversed a decision made in May”
    is_nominal = (not tail or tail in words.light_objects) and verb.lemma in words.light
    if is_nominal and _names_no_one(subject, words) and len(subject.split()) >= LEAST:
        return finish(subject)  # “the attempt on her life came in May”
    impersonal = (verb.passive and verb.lemma in words.saying) or verb.lemma in words.impersonal
    if subject.lower() in words.pronouns and impersonal and said is not None:
        emerges = " ".join((subject, predicate, joined(tokens, particle(tokens, verb, words)))).strip()
        return _of_what_was_said(tokens, said, words, emerges)
    whole = " ".join(part for part in (subject, predicate, tail) if part).replace(" ,", ",")
    # What is true “only when …” cannot be cut; a line too long is no title.
    fits = words.restricting.isdisjoint(tail.split()) or len(whole.split()) <= MOST + 2
    return finish(whole) if fits else ""


def _predicate(tokens: Sequence[Token], verb: VerbGroup, plural: bool, words: Words, hedge: str) -> str:
    """Return the verb group as a title tells it: in the present, or as it was said where it “would” be."""
    if verb.tense is Tense.CONDITIONAL:
        return unshifted(tokens, verb, plural, words)
    return in_present(tokens, verb, plural, words, hedge=hedge)


def _of_what_was_said(tokens: Sequence[Token], said: Clause, words: Words, emerges: str) -> str:
    """Return the title of what “it was announced that”, with “It emerges that” before what had been."""
    content = reported(tokens, said, LONGEST, words).removeprefix("that ")
    if content.split(" ")[0].lower() in words.pronouns - words.determiners:
        return ""  # it names nobody
    if emerges and said.verb is not None and said.verb.tense in (Tense.PAST, Tense.PLUPERFECT):
        return finish(f"{emerges} that {content}")  # not “Minister met the owner”
    return finish(content.removeprefix("the ").removeprefix("a "))


def _tells_no_content(tail: str, verb: VerbGroup, said: Clause | None, words: Words) -> bool:
    """Whether nothing of what was said stands behind the verb: “replied in a letter”."""
    adjunct = said is None and verb.lemma in words.contentless
    opener = tail.split(" ")[0]  # not “claimed at least 9 lives”
    unsaid = tail.rpartition(" ")[2] in words.modals  # “said he would not”
    return not tail or unsaid or (adjunct and opener in words.prepositions - words.quantifiers)


def _only_counts(subject: str, verb: VerbGroup, words: Words) -> bool:
    """Whether it is one of what was told before, and no person hurt: “at least one missed”."""
    *counts, last = subject.lower().split()
    befell = verb.lemma in (words.gapped_passives if verb.passive else words.befalling)
    alone = verb.passive and last in words.determiners_alone and not counts  # “All were committed”
    counted = bool(counts) and last in words.one and words.quantifiers.issuperset(counts)
    return (alone or counted) and not befell


def _stands_alone(subject: str, words: Words) -> bool:
    """Whether a subject holds no clause of its own, and tells in a title, too, who is meant."""
    first, *inside = subject.lower().split()
    if not (words.pronouns - words.determiners - {"there"}).isdisjoint(inside):
        return False  # “ships they sold”, but “the strongest gale there in nine years”
    pointed = zip(subject.lower().split(), inside[:-1], strict=False)
    if any(part == "that" and before not in words.prepositions for before, part in pointed):
        return False  # “so fast that even friends”, but “a bill to that effect”
    opener, is_contracted, _ = first.replace("’", "'").partition("'")
    if is_contracted and opener in words.subject_pronouns - words.determiners:
        return False  # “it's a town built in May”
    # Nobody can tell from a title who “we” are, or “either”, or “what” it was that happened.
    return subject.lower() not in words.speakers | words.droppable_openers | words.asking


def _is_report(tokens: Sequence[Token], clause: Clause, verb: VerbGroup, words: Words) -> bool:
    """Whether it tells an act without what was said: “it reported in May”, not “it sank, she reported”."""
    named = [i for i in clause.subject() if tokens[i].is_word and tokens[i].lower not in words.prepositions]
    between = range(named[0], named[-1]) if named else ()
    behind = any(tokens[i].text == "," and i in clause.tokens for i in between)
    quoted = any(token.text in _QUOTATION_MARKS for token in tokens[: verb.first])
    return verb.lemma in words.reporting and not (behind or quoted)


def _names_no_one(subject: str, words: Words) -> bool:
    """Whether what a subject is headed by is a common noun: “attempt on Ana's life”, not “man with a gun”."""
    head = list(takewhile(lambda word: word.lower() not in words.prepositions, subject.split()))
    if any(is_person(word) or word in words.persons for word in head[-1:]):
        return False
    return all(word[0].islower() or word.endswith(("'s", "’s")) for word in head)


def _by_pronoun(
    tokens: Sequence[Token], clause: Clause, said: Clause, subject: str, tail: str, words: Words
) -> str:
    """Return what was said with the pronoun for who says it: “Falk says (that) she was ill”."""
    own = " ".join(tokens[number].lower for number in clause.subject() if tokens[number].is_word)
    if own not in words.pronouns or own == subject.lower():
        return tail
    about = core(tokens, said.subject(), words)
    if about and tokens[about[0]].lower in words.articles:
        about = about[1:]
    described = inner(tokens, about, words)  # “(the) envoy Ana Falk is ill”
    if described.endswith(subject) and described in tail:
        return tail.replace(f"the {described}", described, 1).replace(described, own, 1)
    return re.sub(rf"\b{re.escape(subject)}(?![\w'’])", own, tail, count=1)


def headline(text: str) -> str:
    """Return an article's headline as a title, or "" when it is too long for one."""
    text = " ".join(re.sub(r"[*_#`]+", "", text).split()).rstrip(".")
    return text if len(text.split()) <= MOST else ""


def finish(text: str) -> str:
    """Return a title with a capital, without markup and marks that open or close nothing in it."""
    text = _LEFT_MARKUP.sub("", text).lstrip("” ")  # of what was said before
    for opening, closing in (("“", "”"), ("(", ")")):
        if text.count(opening) != text.count(closing):
            text = text.replace(opening, "").replace(closing, "")
    if text.count('"') % 2:
        text = text.replace('"', "")
    text = _LOOSE_QUOTES.sub(r"\1\2\3", re.sub(r"\s+", " ", text)).strip(" ,;:-–—")
    if " or " not in text:
        text = _EITHER.sub(" ", text)  # what it could be instead is cut
    if not _ENDS_IN_INITIALS.search(text):
        text = text.rstrip(".")
    text = _LAST_COMMA.sub(r"\1", text)
    return text if _INNER_CAPITAL.match(text) else text[:1].upper() + text[1:]
