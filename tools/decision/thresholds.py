"""Break-even volumes and payback, read off the same function that decides, so that they cannot disagree with it."""

from __future__ import annotations

import math

import numpy as np

from tools.costs import payback_months
from tools.decision.case import Case
from tools.decision.evaluate import SELF, Outcome, central_rows, move_to
from tools.decision.looks import Look
from tools.decision.monthly import WorkloadCosts
from tools.decision.params import Array, central
from tools.results import OPTIONS, BreakEven

VOLUMES = np.geomspace(1e4, 1e13, 271)  # tokens a day, a tenth of a decade per three points
STEPS = np.unique(np.concatenate([np.arange(1, 121), np.geomspace(121, 1e4, 40).round()]))  # replicas, then sparse
JUST_ABOVE = 1 + 1e-6
NARROW = 48
NEVER = "never: at the load it would reach, the GPU cost of a token is not below this price"
UNKNOWN = "no capacity or no price is known for one of the two"


def break_even(case: Case) -> Look[tuple[BreakEven, ...]]:
    """For each workload alone, and each API: the volume from which own GPUs with all their people stay cheaper.

    Whole replicas make the cost a staircase, so a volume counts only if nothing above it is dearer again."""
    volumes = _volumes(case)
    wide = yield _at_volumes(case, volumes)
    pairs = [(w, code) for w in range(len(case.workloads)) for code in range(SELF)]
    last = {pair: int(np.flatnonzero(d)[-1]) for pair in pairs if (d := _dearer(wide, *pair)).any() and not d[-1]}
    narrow = yield from _narrowed(case, {pair: (float(volumes[i]), float(volumes[i + 1])) for pair, i in last.items()})
    return tuple(_one(case, wide, w, code, narrow.get((w, code))) for w, code in pairs)


def _one(case: Case, wide: Outcome, w: int, code: int, at: float | None) -> BreakEven:
    against = OPTIONS[code]
    name = case.workloads[w].workload.name if len(case.workloads) > 1 else None
    if not (np.isfinite(wide.monthly[w, SELF]).all() and np.isfinite(wide.monthly[w, code]).all()):
        return BreakEven(against=against, workload=name, why_null=UNKNOWN)
    if at is None and _dearer(wide, w, code)[-1]:
        return BreakEven(against=against, workload=name, why_null=NEVER)
    return BreakEven(against=against, workload=name, tokens_per_day=at if at is not None else float(VOLUMES[0]))


def _volumes(case: Case) -> Array:
    """Where the bills are compared: evenly, and just above every step of a fleet, where own GPUs are at their worst."""
    rows = central_rows(case.params, 1)
    steps = [s for w in range(len(case.workloads)) for s in WorkloadCosts(case, rows, w).steps()]
    edges = np.outer(steps, STEPS).ravel() * JUST_ABOVE
    return np.unique(np.concatenate([VOLUMES, edges[(edges > VOLUMES[0]) & (edges < VOLUMES[-1])]]))


def _at_volumes(case: Case, volumes: Array) -> dict[str, Array]:
    rows = central_rows(case.params, len(volumes))
    for w in range(len(case.workloads)):
        rows[f"workloads[{w}].tokens_per_day"] = volumes.copy()
    return rows


def _dearer(o: Outcome, w: int, code: int) -> Array:
    return np.asarray(o.monthly[w, SELF] + o.people >= o.monthly[w, code])


def _narrowed(case: Case, brackets: dict[tuple[int, int], tuple[float, float]]) -> Look[dict[tuple[int, int], float]]:
    """The volumes to four figures, rounded up, for below them the API may still be cheaper: every bracket divided
    into NARROW points, and between two of them a straight line, which both bills follow."""
    if not brackets:
        return {}
    points = np.concatenate([np.geomspace(low, high, NARROW) for low, high in brackets.values()])
    o = yield _at_volumes(case, points)
    found = {}
    for i, (w, code) in enumerate(brackets):
        part = slice(i * NARROW, (i + 1) * NARROW)
        gap = (o.monthly[w, SELF] + o.people - o.monthly[w, code])[part]
        found[w, code] = _rounded_up(_crossing(points[part], gap))
    return found


def _crossing(volumes: Array, gap: Array) -> float:
    """Where ``gap`` falls below zero for good, on straight lines between the volumes."""
    dearer = np.flatnonzero(gap >= 0)
    if not dearer.size:
        return float(volumes[0])
    i = min(int(dearer[-1]), len(volumes) - 2)
    share = gap[i] / (gap[i] - gap[i + 1]) if gap[i + 1] < 0 else 1.0
    return float(volumes[i] + share * (volumes[i + 1] - volumes[i]))


def _rounded_up(value: float) -> float:
    """The next number of four figures."""
    unit = 10.0 ** (math.floor(math.log10(value)) - 3)
    return float(f"{math.ceil(value / unit * (1 - 1e-12)) * unit:.4g}")


def payback_of(case: Case, o: Outcome) -> float | None:
    """Months until the saving against today has paid for the move; None where nothing moves or nothing is saved."""
    if case.status_quo is None:
        return None
    now = float(o.now[:, 0].sum())
    once = move_usd(case, [int(c) for c in o.choice[:, 0]])
    if once == 0 or not np.isfinite(now):
        return None
    months = float(payback_months(once, now - o.total()))
    return None if np.isnan(months) else round(months, 1)


def move_usd(case: Case, choice: list[int]) -> float:
    """USD once for leaving today's arrangement for these options, one a workload; self-hosting's is paid once for all.
    Nothing where nothing is run yet, for then there is nothing to leave."""
    if case.status_quo is None:
        return 0.0
    moves = [OPTIONS[c] for c in choice if OPTIONS[c] not in (case.staying, "self_host")]
    once = sum(central(case.params, move_to(case, option)) for option in moves)
    return once + (central(case.params, "migration_self_host_usd") if SELF in choice else 0.0)
