"""What an anniversary is that of: “on Tuesday, the tenth anniversary of the death of Ana Lind”."""

from dataclasses import replace

from timeline.events.clauses import Clause, ClauseKind
from timeline.events.governor import Governor
from timeline.events.language import Words
from timeline.events.names import names
from timeline.events.noun_phrases import head, is_happening
from timeline.events.telling import Parsed
from timeline.events.tokens import tokenize
from timeline.times.model import TimeExpression

__all__ = ["remembered"]


def remembered(
    parsed: Parsed, expression: TimeExpression, text: str, proper: frozenset[str], words: Words
) -> tuple[Parsed, Governor, TimeExpression] | None:
    """Return the happening of which an expression is an anniversary, with its date.

    The words that tell it are one token with the anniversary, so that they are read as a sentence of their
    own. `text` is that of the document, `proper` are the words that are names in it.
    """
    before, _, behind = expression.text.partition(" of ")
    kept = before.rpartition(" ")[2].lower().rpartition("-")[2]
    if not behind or kept not in words.named_days or expression.event_date is None:
        return None
    end = expression.start + len(expression.text)
    tokens = tokenize(text, end - len(behind), end)
    numbers = range(len(tokens))
    noun = head(tokens, numbers, words)
    if noun is None or not (is_happening(tokens[noun].lower, words) or "VBG" in tokens[noun].forms):
        return None
    clause = Clause(ClauseKind.MAIN, tokens=list(numbers))
    told = names(tokens, numbers, words, proper)
    inside = replace(parsed, tokens=tokens, clauses=[clause], names=told)
    step = f"“{kept}” tells what was then: {expression.event_date}"
    dated = replace(expression, date=expression.event_date, because=(*expression.because, step))
    return inside, Governor(clause, noun, tokens[noun].lower, is_noun=True), dated
