"""Amounts said by another amount: "extraction does ten times that", "output is one fifth of the input"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from agent.understanding.flows import flow_of
from agent.understanding.tables import FRACTIONS
from agent.understanding.types import Quantity
from agent.understanding.wordlist import words

if TYPE_CHECKING:
    from agent.understanding.scene import Scene

_AS_MUCH = words("that it as this")
_FACTORS = {"twice": 2.0, "double": 2.0, "triple": 3.0, "thrice": 3.0, "half": 0.5}
_OF_THE = words("of the as much its that for in")
_SOMETHING_ELSE = ("PEAK", "AVERAGE", "GROWTH", "FUTURE", "HYP", "CHANGE", "LATENCY", "BILL", "PAST")
REACH = 24  # tokens between the two


def relate(s: Scene) -> None:
    """Turns what is said by comparison into amounts."""
    for q in list(s.amounts):
        if q.kind in ("share", "times"):
            _of_the_input(s, q)
    _times_that(s)
    _part_of_that(s)


def _of_the_input(s: Scene, q: Quantity) -> None:
    """ "input 5M tokens per day, output one fifth of the input"."""
    clause = s.clause_of(q.start)
    if q.kind == "times" and _by_verbs(s, q):
        return
    if q.kind == "share" and _of_the_total(s, q):
        return
    after = s.words(q.end, q.end + 4)
    own, other = _named_flow(s.words(clause.start, q.start)[::-1]), _named_flow(after)
    if own is None or other is None or own == other or not set(after[:2]) & _OF_THE:
        return
    base = next((x for x in reversed(s.amounts) if x.end <= q.start and x.kind == "tokens" and x.flow == other), None)
    if base is not None and q.start - base.end <= REACH:
        q.kind, q.noun, q.flow, q.value = "tokens", "token", own, q.value * base.value
        q.period, q.per, q.low, q.high = base.period, base.per, None, None


def _named_flow(found: list[str]) -> str | None:
    return next((flow for w in found if (flow := flow_of(w)) and w not in ("in", "out")), None)


def _of_the_total(s: Scene, q: Quantity) -> bool:
    """ "input is 18M tokens a day, which is nine tenths of the total"."""
    base = next((x for x in reversed(s.amounts) if x.end <= q.start and x.kind == "tokens"), None)
    after = [w for w in s.words(q.end, q.end + 3) if w != "the"]
    named = after[:1] == ["of"] and after[1:2] in (["total"], ["whole"], ["everything"], ["all"])
    if base is None or not named or base.flow is None or not base.period or not 0 < q.value < 1:
        return False
    if not {"which", "that"} & set(s.words(base.end, q.start)):
        return False
    rest = "out" if base.flow == "in" else "in"
    q.kind, q.noun, q.flow, q.value = "tokens", "token", rest, base.value / q.value - base.value
    q.period, q.per, q.low, q.high = base.period, base.per, None, None
    return True


def _by_verbs(s: Scene, q: Quantity) -> bool:
    """ "writes 1M tokens a day and reads seven times as many"."""
    if s.words(q.end, q.end + 2) not in (["as", "many"], ["as", "much"], ["that", "."], ["that", "amount"]):
        return False
    base = next((x for x in reversed(s.amounts) if x.end <= q.start and x.kind == "tokens"), None)
    if base is None or q.start - base.end > REACH:
        return False
    own, other = _verb(s, base.end, q.start), base.flow or _verb(s, max(0, base.start - 4), base.start)
    if {own, other} != {"in", "out"}:
        return False
    base.flow = other
    q.kind, q.noun, q.flow, q.value = "tokens", "token", own, q.value * base.value
    q.period, q.per, q.low, q.high = base.period, base.per, None, None
    return True


def _verb(s: Scene, start: int, end: int) -> str | None:
    found = s.words(start, end)
    return next(("in" if w in _READS else "out" for w in reversed(found) if w in _READS | _WRITES), None)


_READS = words("reads read ingests takes sends sent receives input in")
_WRITES = words("writes write generates produces returns outputs output out emits")


def _times_that(s: Scene) -> None:
    """ "chat does a million a day. Extraction does ten times that.": the volume of another task."""
    for clause in s.clauses:
        labels = clause.prefixed("task:")
        other = {"other", "second"} & set(s.words(clause.start, clause.end))
        if not (labels or other) or clause.has(*_SOMETHING_ELSE) or clause.asked:
            continue
        base = next(
            (x for x in reversed(s.amounts) if x.end <= clause.start and x.kind == "tokens" and x.period and not x.per),
            None,
        )
        if base is None or {h.tag for h in s.clause_of(base.start).prefixed("task:")} & {h.tag for h in labels}:
            continue
        found = _factor(s, clause.start, clause.end)
        if found is None or any(x.kind == "tokens" for x in s.amounts_in(clause)):
            continue
        factor, start, end = found
        s.amounts = [x for x in s.amounts if not start <= x.start < end]
        s.amounts.append(
            Quantity("tokens", base.value * factor, start, end, noun="token", period=base.period, working=base.working)
        )
        s.amounts.sort(key=lambda x: x.start)


def _part_of_that(s: Scene) -> None:
    """ "input: 18M a day. Output: a ninth of that": the fraction of the other direction."""
    for i, k in enumerate(s.tokens):
        if k.text not in FRACTIONS or any(q.start <= i < q.end for q in s.amounts) or not i:
            continue
        own = _named_flow(s.words(max(s.sentence_of(i).start, i - 5), i)[::-1])
        base = next((x for x in reversed(s.amounts) if x.end <= i and x.kind == "tokens" and x.period), None)
        back = s.words(i + 1, i + 3) in (["of", "that"], ["of", "it"])
        if own is None or base is None or not back or base.flow in (None, own) or i - base.end > REACH:
            continue
        part = FRACTIONS[k.text] * (s.tokens[i - 1].value or 1.0)
        s.amounts.append(replace(base, value=base.value * part, flow=own, start=i, end=i + 3, low=None, high=None))
        s.amounts.sort(key=lambda x: x.start)


def _factor(s: Scene, start: int, end: int) -> tuple[float, int, int] | None:
    for q in s.amounts:
        if start <= q.start < end and q.kind == "times" and set(s.words(q.end, q.end + 1)) & _AS_MUCH:
            return q.value, q.start, q.end + 1
    for i in range(start, end - 1):
        if s.tokens[i].text not in _FACTORS:
            continue
        if s.tokens[i + 1].text in _AS_MUCH - {"it"}:
            return _FACTORS[s.tokens[i].text], i, i + 2
        if s.words(i + 1, i + 3) in (["of", "that"], ["of", "it"]):
            return _FACTORS[s.tokens[i].text], i, i + 3
    return None
