"""How often something runs, where the amount is that of one run: "every Sunday, 140M tokens per run", "35M a run, on
Tuesdays and Fridays", "nightly, 9M tokens"."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from agent.understanding.tables import DAY, MONTH, PERIOD_ADVERBS, WEEK
from agent.understanding.types import Quantity
from agent.understanding.weekdays import day_number
from agent.understanding.wordlist import words

if TYPE_CHECKING:
    from agent.understanding.scene import Scene

RUNS = words("run job batch pass execution cycle digest go")
_EVERY = words("every each on per")
_SHORT = words("mo fr sa so sun sat mon wed thu fri tue")
_NIGHTLY = words("nightly overnight night nights")
_OFTEN = {"weekly": WEEK, "monthly": MONTH, "daily": DAY}
_OTHER_DAYS = words("peak peaks busiest busy except but not no nothing closed")
LEAST_OF_A_RUN = 100_000.0  # tokens; less is rather the size of a request


def count_runs(s: Scene) -> None:
    """Gives the tokens of one run the period in which it comes round, unless runs are counted by a number."""
    for q in s.amounts:
        if q.kind == "tokens" and q.period is None and not q.per and not q.flow and q.value >= LEAST_OF_A_RUN:
            q.period = _adverb(s, q)
    if any(q.kind in ("items", "users", "pages") and q.value > 1 for q in s.amounts):
        return
    needy = [q for q in s.amounts if q.kind == "tokens" and q.period is None and q.value >= LEAST_OF_A_RUN]
    rates = [q for q in s.amounts if q.kind == "tokens" and q.period is not None]
    if len(needy) != 1 or rates or needy[0].flow:
        return
    q = needy[0]
    if q.per and not RUNS & set(q.per) and q.per != ("each",):
        return
    period = _period(s, q)
    if period is not None:
        q.period, q.per = period, ()


def _adverb(s: Scene, q: Quantity) -> float | None:
    """ "the nightly tagging batch of 3M tokens"."""
    ends = [x.end for x in s.amounts_in(s.sentence_of(q.start)) if x.end <= q.start]
    lead = s.words(max([s.clause_of(q.start).start, q.start - 6, *ends]), q.start)
    if ("all", "day") in itertools.pairwise(s.words(s.sentence_of(q.start).start, q.start)) and not ends:
        return DAY
    return next((PERIOD_ADVERBS[w] for w in lead if w in PERIOD_ADVERBS and w.endswith("ly")), None)


def _period(s: Scene, q: Quantity) -> float | None:
    sentence = s.sentence_of(q.start)
    before = [x for x in s.sentences if x.end <= sentence.start][-1:]
    for part in [sentence, *before]:
        found = s.words(part.start, part.end)
        if _OTHER_DAYS & set(found) and not q.per:
            continue
        if days := _days(found):
            return WEEK / len(days)
        if _NIGHTLY & set(found) and not {"day"} & set(found):
            return DAY
        for word in found:
            if q.per and word in _OFTEN:
                return _OFTEN[word]
    return None


def _days(found: list[str]) -> set[int]:
    """The days of the week on which something runs: "every Sunday", "on Tuesdays and Fridays", "Saturday's digest"."""
    out: set[int] = set()
    for i, word in enumerate(found):
        number = day_number(word.removesuffix("'s"))
        if number is None or word in _SHORT:
            continue
        lead = found[i - 1] if i else ""
        named = lead in _EVERY or word.endswith("s") or (lead in ("and", ",") and bool(out))
        if named:
            out.add(number)
    return out
