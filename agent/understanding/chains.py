"""Counts that hang on one another: "250 tutors x 12 sessions a day x 4 turns x 650 tokens a turn", "a page is 750
tokens, a manual has 200 pages, 90 manuals a day". They are one product where all but the outermost are counted per
another."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from agent.understanding.clauses import Sentence
from agent.understanding.counting import singular
from agent.understanding.countnames import COUNTS, CROSS, ONE
from agent.understanding.tables import DAY, FRACTIONS
from agent.understanding.types import Quantity

if TYPE_CHECKING:
    from agent.understanding.scene import Scene

_OF_THEM = (["of", "them"], ["of", "those"], ["of", "these"], ["of", "which"])
MOST_A_MINUTE = 20_000.0  # tokens a minute of one call; more is a rate of all


def link_counts(s: Scene) -> None:
    """Folds the counts of one product into a single count with the period, and pages into the size of what they fill:
    in each sentence that has its own size, else in the whole message."""
    folded = [_link(s, x) for x in s.sentences if _has_size(s.amounts_in(x))]
    if not any(folded):
        _link(s, None)  # a size may stand in another sentence, or in another message


def _has_size(amounts: Sequence[Quantity]) -> bool:
    return any(_is_size(q) for q in amounts) and any(q.kind in COUNTS and q.period for q in amounts)


def _is_size(q: Quantity) -> bool:
    return q.kind == "tokens" and q.period is None and "prefix" not in q.marks


def _link(s: Scene, sentence: Sentence | None) -> bool:
    amounts = list(s.amounts_in(sentence) if sentence is not None else s.amounts)
    sizes = [q for q in amounts if _is_size(q)] or _by_the_minute(amounts) or _of_every_day(amounts)
    if any(q.kind == "plain" and q.flow for q in amounts) or len(sizes) > 2:
        return False
    if any(q.kind == "tokens" and q not in sizes for q in amounts):
        return False
    if len(sizes) == 2 and {q.flow for q in sizes} != {"in", "out"}:
        return False
    _take_part(s, sizes, amounts)
    counts = [
        q for q in amounts if q.kind in COUNTS and q.value > 0 and not _single(q) and any(q is x for x in s.amounts)
    ]
    periods = [q for q in counts if q.period and q.kind != "users"] or [q for q in counts if q.period]
    loose = [q for q in counts if not _is_linked(s, q, counts)]
    if not sizes and any(q.kind == "pages" for q in counts):
        return False  # how much a page holds is not known yet
    if len(counts) < 2 or len(loose) > 1 or len(periods) != 1 or not _hangs(s, sizes, counts):
        return False
    crossed = any(_joined(s, a, b) for a, b in itertools.pairwise(counts))
    known = bool(sizes) and all(q.per == ("page",) for q in sizes) and any(q.kind == "pages" and q.per for q in counts)
    if len(counts) > 2 or crossed or any(q.weak or (q.kind == "pages" and not known) for q in counts):
        _fold(s, sizes, sorted(counts, key=lambda q: q.start), periods[0])
        return True
    return False


def _single(q: Quantity) -> bool:
    """ "one file", "a page": what the next amount is of, and no count."""
    return q.value == 1 and q.period is None


def _is_linked(s: Scene, q: Quantity, counts: list[Quantity]) -> bool:
    """Whether ``q`` is counted per another count."""
    others = [c for c in counts if c is not q]
    if "linked" in q.marks or any(p == "each" or _counted(p, others) for p in q.per):
        return True
    if any(p in ("user", "head", "person") for p in q.per) and any(c.kind == "users" for c in others):
        return True
    before = [c for c in others if c.end <= q.start]
    if before and (_joined(s, before[-1], q) or s.words(before[-1].end, q.start) == ["of"]):
        return True  # "two shifts of 50 people"
    return _each_of_next(s, q, others) or _named_by_subject(s, q, others)


def _counted(noun: str, others: list[Quantity]) -> bool:
    return any(c.noun == noun for c in others)


def _joined(s: Scene, a: Quantity, b: Quantity) -> bool:
    between = s.words(a.end, b.start)
    return bool(CROSS & set(between)) and set(between) <= CROSS | {"("}


def _each_of_next(s: Scene, q: Quantity, others: list[Quantity]) -> bool:
    """ "25 drivers in each of 40 depots", "four reports a year from each of 500 companies"."""
    after = next((c for c in others if c.start >= q.end), None)
    if after is None or after.start - q.end > 5:
        return False
    between = s.words(q.end, after.start)
    return any(a in ("each", "every", "all") and b == "of" for a, b in itertools.pairwise(between))


def _named_by_subject(s: Scene, q: Quantity, others: list[Quantity]) -> bool:
    """ "a manual has 200 pages", "each visitor asking 3 questions": the noun before it, of one of those counted."""
    ends = [x.end for x in s.amounts if x.end <= q.start and not _single(x)]
    lo = max([s.sentence_of(q.start).start, *ends])
    found = s.words(lo, q.start)
    led = [singular(w) for lead, w in itertools.pairwise(found) if lead in ONE]
    return any(_counted(w, others) for w in led) or bool(found[:1] == ["each"] and others) or found[:2] == [",", "each"]


def _hangs(s: Scene, sizes: list[Quantity], counts: list[Quantity]) -> bool:
    """Whether the size is that of one of the things counted, and not of something else."""
    for size in sizes:
        named = [p for p in size.per if p not in ("each", "user", "go", "run", "time", "request", "question")]
        if named and not any(_counted(p, counts) for p in named) and len(named) == len(size.per):
            return len(counts) > 2
    return True


def _fold(s: Scene, sizes: list[Quantity], chain: list[Quantity], dated: Quantity) -> None:
    pages = [q for q in chain if q.kind == "pages"]
    counts = [q for q in chain if q.kind != "pages"]
    if not counts:
        return
    innermost = counts[-1] if not sizes else next((c for c in counts if c.noun in sizes[0].per), counts[-1])
    for size in sizes:
        size.shown = _product([*pages, size]) if pages else size.shown
        size.value *= math.prod(q.value for q in pages)
        size.per, size.low, size.high = (innermost.noun,), None, None
    s.amounts = [q for q in s.amounts if not any(q is x for x in chain)] + [whole(counts, innermost, dated)]
    s.amounts.sort(key=lambda q: q.start)


def whole(counts: Sequence[Quantity], innermost: Quantity, dated: Quantity) -> Quantity:
    """The product of counts, as a count of the innermost."""
    return replace(
        innermost, kind="items", value=math.prod(q.value for q in counts), per=(), weak=False, low=None, high=None,
        period=dated.period, working=dated.working, start=min(q.start for q in counts), end=max(q.end for q in counts),
        shown=_product(counts), parts=tuple(counts),
    )  # fmt: skip


def _product(factors: Sequence[Quantity]) -> str:
    return " x ".join(q.shown or f"{q.value:,.6g} {_plural(q)}" for q in factors)


def _plural(q: Quantity) -> str:
    noun = q.noun or "token"
    return f"{noun}s" if q.value != 1 and not noun.endswith("s") else noun


def _take_part(s: Scene, sizes: list[Quantity], amounts: list[Quantity]) -> None:
    """ "7.5 million views a month, 4% of them trigger a summary": only that part is counted."""
    _fraction_of_them(s, amounts)
    for a, b in list(itertools.pairwise(amounts)):
        counted = a.kind in COUNTS and (a.period or a.kind == "users")
        if b.kind != "share" or not counted or s.words(b.end, b.end + 2) not in _OF_THEM:
            continue
        if s.clause_of(b.start).has("CACHED", "INPUT", "OUTPUT", "PREFIX", "GROWTH") or b.start < a.end:
            continue
        named = next((p for q in sizes for p in q.per if p != "each"), a.noun)
        shown = f"{b.value:.4g} of {_product([a])}"
        a.value, a.noun, a.kind, a.shown, a.low, a.high = a.value * b.value, named, "items", shown, None, None
        s.amounts.remove(b)


def _fraction_of_them(s: Scene, amounts: list[Quantity]) -> None:
    """ "12,000 users, a quarter of them active on a given day"."""
    for a in amounts:
        if a.kind != "users":
            continue
        for i in range(a.end, min(a.end + 5, len(s.tokens) - 2)):
            if s.tokens[i].text in FRACTIONS and s.words(i + 1, i + 3) in _OF_THEM:
                part = FRACTIONS[s.tokens[i].text] * (s.tokens[i - 1].value or 1.0)
                a.shown = f"{part:.4g} of {_product([a])}"
                a.value, a.low, a.high = a.value * part, None, None


def _of_every_day(amounts: list[Quantity]) -> list[Quantity]:
    """ "three shifts, each makes 4,000 reports of 1.5k tokens, every day": the period is that of the counts."""
    sized = [q for q in amounts if q.kind == "tokens"]
    counts = [q for q in amounts if q.kind in COUNTS and not _single(q)]
    if len(sized) != 1 or len(counts) < 2 or any(q.period for q in counts) or sized[0].flow or sized[0].per:
        return []
    if sized[0].value > MOST_A_MINUTE or not sized[0].period or counts[-1].end > sized[0].start:
        return []
    counts[0].period, counts[0].working, sized[0].period = sized[0].period, sized[0].working, None
    return sized


def _by_the_minute(amounts: list[Quantity]) -> list[Quantity]:
    """ "1,500 calls a day, 6 minutes on average, 150 tokens a minute": the size of one call."""
    rate = [q for q in amounts if q.kind == "tokens"]
    spans = [q for q in amounts if q.kind == "time" and q.period is None and q.noun == "minute"]
    counts = [q for q in amounts if q.kind == "items" and (q.period or 0) >= DAY]
    if len(rate) != 1 or len(spans) != 1 or not counts or rate[0].value > MOST_A_MINUTE:
        return []
    if rate[0].period is None or not math.isclose(rate[0].period, DAY / 1440):
        return []
    q, minutes = rate[0], spans[0].value * 1440
    q.shown = f"{minutes:.4g} minutes x {_product([q])} a minute"
    q.value, q.period, q.per = q.value * minutes, None, ("each",)
    return [q]
