"""Several looks at one case in one evaluation: what they want to know goes into one table of rows, round by round.

A look is a generator: it yields rows, is sent their outcome, may yield again, and returns what it found. NumPy's price
is by the call, not by the row, so looks that go together cost little more than the largest of them alone.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable
from typing import Any, TypeVar

import numpy as np

from tools.decision.case import Case
from tools.decision.evaluate import Outcome, Rows, evaluate

T = TypeVar("T")
Look = Generator[Rows, Outcome, T]


def together(case: Case, *looks: Look[Any]) -> list[Any]:
    """What each look found, in their order."""
    found: list[Any] = [None] * len(looks)
    wanted: dict[int, Rows] = {}
    outcomes: dict[int, Outcome | None] = dict.fromkeys(range(len(looks)))
    while outcomes:
        wanted.clear()
        for i, outcome in outcomes.items():
            try:
                wanted[i] = looks[i].send(outcome)  # type: ignore[arg-type]  # None starts a generator
            except StopIteration as end:
                found[i] = end.value
        outcomes = dict(zip(wanted, _outcomes(case, list(wanted.values())), strict=True))
    return found


def _outcomes(case: Case, parts: list[Rows]) -> list[Outcome]:
    if not parts:
        return []
    ends = np.cumsum([len(next(iter(p.values()))) for p in parts]).tolist()
    whole = evaluate(case, stack_rows(parts), ends[-1])
    return [slice_outcome(whole, slice(a, b)) for a, b in zip([0, *ends], ends, strict=False)]


def stack_rows(parts: Iterable[Rows]) -> Rows:
    parts = list(parts)
    return {name: np.concatenate([p[name] for p in parts]) for name in parts[0]} if len(parts) > 1 else parts[0]


def slice_outcome(o: Outcome, part: slice) -> Outcome:
    return Outcome(
        o.monthly[..., part],
        o.adjusted[..., part],
        o.feasible[..., part],
        o.people[part],
        o.fixed[part],
        o.choice[:, part],
        o.overall[part],
        o.replicas[:, part],
        o.output_tok_s[:, part],
        o.overflow_share[:, part],
        o.candidate[:, part],
        o.upkeep[..., part],
        o.vendor[..., part],
        o.now[:, part],
    )
