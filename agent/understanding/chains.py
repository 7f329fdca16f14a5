"""Counts that hang on one another: "250 tutors x 12 sessions a day x 4 turns x 650 tokens a turn", "a page is 750 tokens,
a manual has 200 pages, 90 manuals a day". Only where every count has its place in the chain is it one product."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace
from typing import TYPE_CHECKING

from agent.understanding.counting import singular
from agent.understanding.tables import DAY
from agent.understanding.types import Quantity
from agent.understanding.wordlist import words

if TYPE_CHECKING:
    from agent.understanding.scene import Scene

_COUNTS = ("items", "users", "pages")
_TIMES = words("x * times")
_OF_THEM = (["of", "them"], ["of", "those"], ["of", "these"], ["of", "which"])
MOST_A_MINUTE = 20_000.0  # tokens a minute of one call; more is a rate of all


def link_counts(s: Scene) -> None:
    """Folds the counts of one chain into a single count with the period, and pages into the size of what they fill."""
    sizes = [q for q in s.amounts if q.kind == "tokens" and q.period is None and "prefix" not in q.marks]
    if not sizes:
        sizes = _by_the_minute(s)
    if any(q.kind == "plain" and q.flow for q in s.amounts):
        return
    if not sizes or len(sizes) > 2 or any(q.kind == "tokens" and q not in sizes for q in s.amounts):
        return
    if len(sizes) == 2 and {q.flow for q in sizes} != {"in", "out"}:
        return
    _take_part(s, sizes)
    counts = [q for q in s.amounts if q.kind in _COUNTS and q.value > 0 and not _single(q)]
    chain = _chain(s, sizes[0], counts)
    periods = [q for q in chain if q.period]
    if len(chain) != len(counts) or len(periods) != 1:
        return
    if len(chain) > 2 or (len(chain) == 2 and any(q.weak or q.kind == "pages" for q in chain)):
        _fold(s, sizes, chain, periods[0])


def _single(q: Quantity) -> bool:
    """ "one file", "a page": what the next amount is of, and no count."""
    return q.value == 1 and q.period is None


def _chain(s: Scene, size: Quantity, counts: list[Quantity]) -> list[Quantity]:
    """What the size is counted per, what that is counted per, and so on; outermost last."""
    out: list[Quantity] = []
    at: Quantity | None = size
    while at is not None:
        at = _counted_per(s, at, counts)
        if at is None or any(at is x for x in out):
            break
        out.append(at)
    return out


def _counted_per(s: Scene, q: Quantity, counts: list[Quantity]) -> Quantity | None:
    """The count that ``q`` is of one of."""
    others = [c for c in counts if c is not q]
    named = [p for p in q.per if p not in ("each", "user", "go", "run")]
    if named:
        return next((c for c in others if c.noun == named[-1]), None)
    before = [c for c in others if c.end <= q.start]
    if q.per or (before and _joined(s, before[-1], q)):
        return before[-1] if before else None
    ends = [x.end for x in s.amounts if x.end <= q.start and not _single(x)]
    found = [singular(w) for w in s.words(max([s.sentence_of(q.start).start, *ends]), q.start)]
    return next((c for word in reversed(found) for c in others if c.noun == word), None)


def _joined(s: Scene, a: Quantity, b: Quantity) -> bool:
    between = s.words(a.end, b.start)
    return bool(_TIMES & set(between)) and set(between) <= _TIMES | {"("}


def _fold(s: Scene, sizes: list[Quantity], chain: list[Quantity], dated: Quantity) -> None:
    pages = [q for q in chain if q.kind == "pages"]
    counts = [q for q in chain if q.kind != "pages"]
    if not counts:
        return
    for size in sizes:
        size.shown = _product([*pages[::-1], size]) if pages else size.shown
        size.value *= math.prod(q.value for q in pages)
        size.per, size.low, size.high = (counts[0].noun,), None, None
    whole = replace(
        counts[0], kind="items", value=math.prod(q.value for q in counts), per=(), weak=False, low=None, high=None,
        period=dated.period, working=dated.working, start=min(q.start for q in counts), end=max(q.end for q in counts),
        shown=_product(counts[::-1]),
    )  # fmt: skip
    s.amounts = [q for q in s.amounts if not any(q is x for x in chain)] + [whole]
    s.amounts.sort(key=lambda q: q.start)


def _product(factors: list[Quantity]) -> str:
    return " x ".join(q.shown or f"{q.value:,.6g} {_plural(q)}" for q in factors)


def _plural(q: Quantity) -> str:
    noun = q.noun or "token"
    return f"{noun}s" if q.value != 1 and not noun.endswith("s") else noun


def _take_part(s: Scene, sizes: list[Quantity]) -> None:
    """ "7.5 million views a month, 4% of them trigger a summary": only that part is counted."""
    for a, b in list(itertools.pairwise(s.amounts)):
        if b.kind != "share" or a.kind not in _COUNTS or not a.period or s.words(b.end, b.end + 2) not in _OF_THEM:
            continue
        if s.clause_of(b.start).has("CACHED", "INPUT", "OUTPUT", "PREFIX", "GROWTH") or b.start < a.end:
            continue
        named = next((p for q in sizes for p in q.per if p != "each"), a.noun)
        shown = f"{b.value:.4g} of {_product([a])}"
        a.value, a.noun, a.kind, a.shown, a.low, a.high = a.value * b.value, named, "items", shown, None, None
        s.amounts.remove(b)


def _by_the_minute(s: Scene) -> list[Quantity]:
    """ "1,500 calls a day, 6 minutes on average, 150 tokens a minute": the size of one call."""
    rate = [q for q in s.amounts if q.kind == "tokens"]
    spans = [q for q in s.amounts if q.kind == "time" and q.period is None and q.noun == "minute"]
    counts = [q for q in s.amounts if q.kind == "items" and (q.period or 0) >= DAY]
    if len(rate) != 1 or len(spans) != 1 or not counts or rate[0].value > MOST_A_MINUTE:
        return []
    if rate[0].period is None or not math.isclose(rate[0].period, DAY / 1440):
        return []
    q, minutes = rate[0], spans[0].value * 1440
    q.shown = f"{minutes:.4g} minutes x {_product([q])} a minute"
    q.value, q.period, q.per = q.value * minutes, None, ("each",)
    return [q]
