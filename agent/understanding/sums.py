"""Amounts that are written as a sum: "2.2k + 5.1k + 900 dollars monthly"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from agent.understanding.types import Quantity

if TYPE_CHECKING:
    from agent.understanding.scene import Scene


def add_up(s: Scene) -> None:
    """Joins amounts of money with nothing but a plus between them; bare numbers take the currency of the others."""
    runs: list[list[Quantity]] = []
    for q in s.amounts:
        if runs and _plus(s, runs[-1][-1], q) and _same(runs[-1][-1], q):
            runs[-1].append(q)
        else:
            runs.append([q])
    s.amounts = [x for run in runs for x in ([_sum(run)] if any(q.kind == "money" for q in run) else run)]


def _sum(run: list[Quantity]) -> Quantity:
    if len(run) == 1:
        return run[0]
    money = next(q for q in run if q.kind == "money")
    return replace(
        money,
        value=sum(q.value for q in run),
        start=run[0].start,
        end=run[-1].end,
        low=None,
        high=None,
        period=next((q.period for q in reversed(run) if q.period), None),
        currency=next((q.currency for q in run if q.currency), None),
    )


def _plus(s: Scene, a: Quantity, b: Quantity) -> bool:
    between = s.words(a.end, b.start)
    return between in (["+"], ["plus"]) or (not between and s.words(a.end - 1, a.end) == ["+"])


def _same(a: Quantity, b: Quantity) -> bool:
    """Whether both can be money of one currency."""
    bare = {q.kind for q in (a, b)} <= {"money", "plain"} and not (a.flow or b.flow or a.per or b.per)
    one = a.currency is None or b.currency is None or a.currency == b.currency
    return bare and one and (a.period is None or b.period is None or a.period == b.period)
