"""The lines of an option's monthly cost in the central case: what they are made of, and that they add up to it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from tools.decision.api_costs import Rows
from tools.decision.case import Case
from tools.decision.evaluate import MANAGED, SELF, Outcome
from tools.decision.people import people_breakdown
from tools.decision.upkeep import UPKEPT
from tools.results import OPTIONS, CostLine, Fact

UPKEEP = "upkeep of a second vendor"
PEAKS = "API at peaks"
WORK = "GPUs", "tokens"  # the line of the work itself, where there is one workload: on own GPUs, at an API


def central_row(case: Case) -> Rows:
    """The central case as one row."""
    return {name: np.array([p.central]) for name, p in case.params.items()}


def lines_of(case: Case, o: Outcome, code: int) -> tuple[CostLine, ...]:
    """One line for the work of each workload, then what comes with it, USD a month."""
    each, beside = [], 0.0
    for w, workload in enumerate(case.workloads):
        part = _beside(o, w, code)
        name = workload.workload.name if len(case.workloads) > 1 else WORK[0] if code == SELF else WORK[1]
        each.append(CostLine(name=name, usd=round(float(o.monthly[w, code, 0]) - part, 2)))
        beside += part
    if beside > 0:
        each.append(CostLine(name=PEAKS if code == SELF else UPKEEP, usd=round(beside, 2)))
    if code == SELF:
        each += [
            CostLine(name=n, usd=round(float(v.flat[0]), 2))
            for n, v in people_breakdown(case, central_row(case)).items()
        ]
    return tuple(each)


def _beside(o: Outcome, w: int, code: int) -> float:
    """What one workload costs beside its tokens or GPUs: its part of a second vendor's upkeep, or the peaks at an
    API."""
    if code == SELF:
        share = float(o.overflow_share[w, 0])
        return share * float(o.monthly[w, MANAGED, 0]) if share > 0 else 0.0
    whose = o.vendor[:, code, 0]
    return float(o.upkeep[w, code, 0]) / max(int((whose == whose[w]).sum()) if whose[w] else 1, 1)


def line_facts(case: Case, o: Outcome) -> Iterator[Fact]:
    """The lines beside tokens and GPUs that are not people: a fact each, so that the sum can be shown."""
    for option in (*UPKEPT, OPTIONS[SELF]):
        usd = sum(_beside(o, w, OPTIONS.index(option)) for w in range(len(case.workloads)))
        if usd > 0 and np.isfinite(usd):
            peaks = option == "self_host"
            yield Fact(
                id=f"beside_{option}",
                name=PEAKS if peaks else UPKEEP,
                value=usd,
                unit="USD/month",
                formula="share of the tokens at peaks x monthly cost at an API" if peaks else "",
                inputs=("monthly_managed_open",) if peaks else (),
            )
