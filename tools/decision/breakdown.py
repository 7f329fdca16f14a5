"""The lines of an option's monthly cost in the central case: what they are made of, and that they add up to it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from tools.decision.case import Case
from tools.decision.evaluate import SELF, Outcome
from tools.decision.monthly import Rows, WorkloadCosts, people_breakdown
from tools.results import OPTIONS, CostLine, Fact, Option

UPKEEP = "upkeep of a second vendor"
PEAKS = "API at peaks"
WORK = "GPUs", "tokens"  # the line of the work itself, where there is one workload: on own GPUs, at an API


def central_row(case: Case) -> Rows:
    """The central case as one row."""
    return {name: np.array([p.central]) for name, p in case.params.items()}


def lines_of(case: Case, o: Outcome, code: int) -> tuple[CostLine, ...]:
    """One line for the work of each workload, then what comes with it, USD a month."""
    rows, option = central_row(case), OPTIONS[code]
    each, beside = [], 0.0
    for w, workload in enumerate(case.workloads):
        part = _beside(case, o, rows, w, option)
        name = workload.workload.name if len(case.workloads) > 1 else WORK[0] if code == SELF else WORK[1]
        each.append(CostLine(name=name, usd=round(float(o.monthly[w, code, 0]) - part, 2)))
        beside += part
    if beside > 0:
        each.append(CostLine(name=PEAKS if code == SELF else UPKEEP, usd=round(beside, 2)))
    if code == SELF:
        each += [CostLine(name=n, usd=round(float(v.flat[0]), 2)) for n, v in people_breakdown(case, rows).items()]
    return tuple(each)


def _beside(case: Case, o: Outcome, rows: Rows, w: int, option: Option) -> float:
    """What one workload costs beside its tokens or GPUs: the second vendor's upkeep, or the peaks at an API."""
    prices = WorkloadCosts(case, rows, w)
    if option != "self_host":
        return float(np.ravel(prices.upkeep(option))[0])
    share = float(o.overflow_share[w, 0])
    return share * float(np.ravel(prices.managed)[0]) if share > 0 else 0.0


def line_facts(case: Case, o: Outcome) -> Iterator[Fact]:
    """The lines beside tokens and GPUs that are not people: a fact each, so that the sum can be shown."""
    rows, every = central_row(case), range(len(case.workloads))
    for option in ("managed_open", "sovereign_api", "self_host"):
        usd = sum(_beside(case, o, rows, w, option) for w in every)
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
