"""Lists under a line that says what they count: "tokens/day by team:" and then "support (chat) 6M", a line each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.understanding.clauses import Sentence
from agent.understanding.periods import period_phrase
from agent.understanding.tables import PERIOD_ADVERBS, TOKEN_WORDS

if TYPE_CHECKING:
    from agent.understanding.scene import Scene

LEAST = 1_000.0  # a smaller bare number numbers the line


def count_under_headings(s: Scene) -> None:
    """Gives the one bare number of each line the unit and period of the heading."""
    for n, heading in enumerate(s.sentences):
        if (period := _tokens_per(s, heading)) is None:
            continue
        for line in s.sentences[n + 1 :]:
            amounts = [q for q in s.amounts_in(line) if q.kind == "plain" and (q.scaled or q.value >= LEAST)]
            if len(amounts) != 1 or len(s.amounts_in(line)) > 2:
                break
            q = amounts[0]
            q.kind, q.noun, q.period, q.working = "tokens", "token", q.period or period[0], q.working or period[1]


def _tokens_per(s: Scene, heading: Sentence) -> tuple[float, bool] | None:
    """The period of a heading that counts tokens and has no amount itself."""
    found = s.words(heading.start, heading.end)
    if s.amounts_in(heading) or not found or found[-1] != ":" or not TOKEN_WORDS & set(found):
        return None
    for i in range(heading.start, heading.end):
        if (phrase := period_phrase(s.tokens, i)) is not None:
            return phrase[0], phrase[1]
    return next(((PERIOD_ADVERBS[w], False) for w in found if w in PERIOD_ADVERBS), None)
