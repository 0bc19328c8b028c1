"""The tense of a title: what happened is told in the present, what was said as it was said."""

from collections.abc import Sequence
from dataclasses import replace

from timeline.events import language
from timeline.events.deeds import alleged_before
from timeline.events.language import Words
from timeline.events.phrases import joined
from timeline.events.tokens import Token
from timeline.events.verbgroup import Tense, VerbGroup

__all__ = ["in_present", "unshifted"]


def in_present(
    tokens: Sequence[Token], verb: VerbGroup, plural: bool, words: Words, *, hedge: str = ""
) -> str:
    """Return the verb group in the present tense, with an adverb that hedges what it tells.

    Its auxiliary tells the number better than the subject.
    """
    dropped = frozenset() if verb.negated else words.negations  # “did not open until May”: “opens”
    numbers = [i for i in range(verb.first, verb.last + 1) if tokens[i].lower not in dropped]
    if verb.tense is Tense.CONDITIONAL or not _is_sure(tokens, verb, words):
        return joined(tokens, numbers)
    # “will open”, “is (due) to open”, “, only to open”
    ahead = words.modals | words.prospective | words.restricting | {"to"}
    numbers = [i for i in numbers if tokens[i].lower not in ahead] if verb.last > verb.first else numbers
    plural = _is_plural(tokens, verb, plural, words)
    kept = words.telling_adverbs | words.hedges
    before = tokens[verb.first - 1 : verb.first] if verb.first else ()
    told = [token.text for token in before if token.lower in kept]
    if verb.first == 1:
        told = [adverb.lower() for adverb in told]  # “First sold in May, it …”
    hearsay = next((i for i in numbers[1:-1] if tokens[i].lower in words.hearsay), None)
    if hearsay is not None:  # “is said to have left”
        told.append(words.hearsay[tokens[hearsay].lower])
        numbers = [number for number in numbers if number > hearsay + 1]
    if alleged_before(tokens, verb, words):
        hedge = words.hearsay["alleged"]
    told += [hedge] if hedge and hedge not in told else []
    if verb.passive or (verb.progressive and verb.tense is not Tense.NONE):
        left_out = words.be | words.fillers | words.adverbs | words.reflexives
        left_out -= kept
        told += [tokens[number].text for number in numbers[1:-1] if tokens[number].lower not in left_out]
        last = tokens[verb.last]
        participle = last.text if verb.last else last.lower  # “Founded in 1921, it …”
        return " ".join([language.present("be", plural=plural), *told, participle])
    left_out = words.have | words.be | words.do | words.fillers | words.reflexives
    told += [tokens[number].text for number in numbers[:-1] if tokens[number].lower not in left_out]
    return " ".join([*told, language.present(verb.lemma, plural=plural)])


def _is_sure(tokens: Sequence[Token], verb: VerbGroup, words: Words) -> bool:
    """Whether what is told to come is more than likely, and not denied."""
    ahead = verb.tense is Tense.FUTURE or tokens[verb.first].lower in words.prospective | {"to"}
    doubtful = (words.prospective - words.arrangements) | words.inside_verbs  # “will either sing or dance”
    group = (token.lower for token in tokens[verb.first : verb.last])
    return not ahead or not (verb.negated or any(lower in doubtful for lower in group))


def unshifted(tokens: Sequence[Token], verb: VerbGroup, plural: bool, words: Words) -> str:
    """Return the verb group of what was said in the tense in which it was said.

    English shifts it back behind a verb of saying in the past: “said that it would close”, “had closed”,
    “was closed on Sundays”; behind “says” it is “will close”, “closed”, “is closed”.
    """
    numbers = range(verb.first, verb.last + 1)
    auxiliary = tokens[verb.first].lower
    plural = _is_plural(tokens, verb, plural, words)
    if verb.tense is Tense.CONDITIONAL and auxiliary in words.unshifted:
        unreal = tokens[verb.first + 1].lower in words.have  # “would have won” was said so
        negated = f"{auxiliary} {tokens[verb.first + 1].lower}"  # “could not” → “cannot”
        size = 2 if negated in words.unshifted and not unreal else 1
        modal = tokens[verb.first].text if unreal else words.unshifted[negated if size == 2 else auxiliary]
        return f"{modal} {joined(tokens, numbers[size:])}"
    if verb.tense is Tense.PLUPERFECT and not verb.negated:
        hedges = [tokens[number].text for number in numbers if tokens[number].lower in words.hedges]
        spoken = tokens[verb.last]
        if verb.passive or verb.progressive:
            return " ".join([language.past("be", plural=plural), *hedges, spoken.text])
        past = spoken.text if "VBD" in spoken.forms else language.past(verb.lemma, plural=plural)
        return " ".join([*hedges, past])
    following = tokens[verb.last + 1].lower if verb.last + 1 < len(tokens) else ""
    aims = verb.lemma not in words.infinitive_taking or following in ("to", "that")  # not “planned a raid”
    is_state = verb.lemma in words.states - words.do or (verb.lemma in words.attitudes and aims)
    lasting = verb.progressive or (is_state and not verb.passive)
    if verb.tense is Tense.PAST and lasting and not verb.negated:
        return in_present(tokens, replace(verb, tense=Tense.PRESENT), plural, words)
    return joined(tokens, numbers)


def _is_plural(tokens: Sequence[Token], verb: VerbGroup, plural: bool, words: Words) -> bool:
    auxiliary = tokens[verb.first].lower
    if verb.first and tokens[verb.first - 1].lower == "to":
        return plural  # “he claimed to have found it”
    if auxiliary in words.singular_auxiliaries:
        return False
    if auxiliary in words.plural_auxiliaries:
        return True
    if verb.tense is Tense.PRESENT and tokens[verb.first].forms & {"VBZ", "VBP"}:
        return "VBZ" not in tokens[verb.first].forms
    return plural
