"""The one function that decides: rows of parameters in, costs, feasibility and choice out.

The same code serves the central case, a sweep of one slot, and any number of draws. Rows are a dict of NumPy arrays; a
parameter that is the same in all rows may be a scalar array.

Per row, workload by workload: the cheapest feasible option after what the move costs over the horizon, today's
arrangement winning ties. People and platform are paid once, however many workloads are self-hosted, so self-hosting is
chosen for the set of workloads whose savings together pay for them (or where nothing else is feasible).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from knowledge.catalogue.load import Catalogue
from tools.decision.api_costs import Rows
from tools.decision.case import Case, known_quality
from tools.decision.monthly import WorkloadCosts
from tools.decision.params import Array, Param
from tools.decision.people import people_usd
from tools.decision.resolve import CATEGORIES, effective, scope
from tools.decision.upkeep import missing, share_upkeep
from tools.gates import GateFacts, GateResult, api_latency_floor_ms, gates, relax
from tools.gates.same import Same
from tools.results import OPTIONS, Option

SELF = OPTIONS.index("self_host")
MANAGED = OPTIONS.index("managed_open")
SOVEREIGN = OPTIONS.index("sovereign_api")
HYBRID = len(OPTIONS)


@dataclass(frozen=True)
class Outcome:
    """``monthly`` and ``adjusted`` (with the move spread over the horizon): USD, shape (workloads, options, rows),
    without
    people; ``people``: USD a month once if anything is self-hosted; ``choice``: option codes (workloads, rows);
    ``overall``: option code a row, HYBRID where they differ; ``replicas``: of self-hosting (workloads, rows);
    ``upkeep``: of a second vendor for a workload alone, ``vendor``: whose it is (workloads, options, rows); ``now``:
    what today's arrangement costs (workloads, rows)."""

    monthly: Array
    adjusted: Array
    feasible: NDArray[np.bool_]
    people: Array
    fixed: Array
    choice: NDArray[np.int64]
    overall: NDArray[np.int64]
    replicas: Array
    output_tok_s: Array
    overflow_share: Array
    candidate: Array
    upkeep: Array
    vendor: NDArray[np.int64]
    now: Array

    def total(self, row: int = 0) -> float:
        """USD a month of what is chosen in one row, people included."""
        each = float(self.of(self.choice)[:, row].sum())
        return each + (float(self.people[row]) if SELF in self.choice[:, row] else 0.0)

    def of(self, choice: NDArray[np.int64], costs: Array | None = None) -> Array:
        """``costs`` (``monthly`` where none are given) of a choice of option codes, shape (workloads, rows), or
        (workloads,) for one that is the same in all rows. A second vendor's upkeep is paid once a vendor."""
        costs = self.monthly if costs is None else costs
        codes = np.broadcast_to(choice.reshape(len(costs), -1), (len(costs), costs.shape[-1]))
        return _costs_of(costs, self.upkeep, self.vendor, codes)


def evaluate(case: Case, rows: Rows, n: int) -> Outcome:
    """``rows`` holds every parameter of ``case.params``; ``n`` rows."""
    count = len(case.workloads)
    monthly = np.zeros((count, len(OPTIONS), n))
    ok = np.zeros((count, len(OPTIONS), n), dtype=bool)
    reps, tok_s, over, which, now = (np.zeros((count, n)) for _ in range(5))
    workloads = [WorkloadCosts(case, rows, w) for w in range(count)]
    upkeep, vendor = share_upkeep(workloads, n)
    for w, prices in enumerate(workloads):
        ok[w] = _feasible(case, rows, w, n)
        for o, cost in enumerate((prices.frontier, prices.smaller, prices.managed, prices.sovereign)):
            monthly[w, o] = cost
        now[w] = prices.now
        monthly[w, SELF], reps[w], tok_s[w], over[w], which[w] = prices.self_host(np.asarray(ok[w, :SELF].any(axis=0)))
    people = people_usd(case, rows, n)
    horizon = np.maximum(rows["horizon_months"], 1.0)
    adjusted = monthly + _moves(case, rows, n) / horizon
    fixed = people + (0.0 if case.status_quo == "self_host" else rows["migration_self_host_usd"] / horizon)
    _prefer_tested(case, rows, adjusted)
    adjusted = np.where(ok, adjusted, np.inf)
    if case.status_quo in OPTIONS:
        adjusted[:, OPTIONS.index(case.status_quo)] *= 1.0 - rows["tie_margin"]
    fixed = np.broadcast_to(fixed, (n,))
    choice = _alone_or_not(adjusted, fixed, upkeep, vendor, _choose(adjusted, fixed))
    overall = np.where((choice == choice[:1]).all(axis=0), choice[0], HYBRID)
    return Outcome(monthly, adjusted, ok, people, fixed, choice, overall, reps, tok_s, over, which, upkeep, vendor,
                   now)  # fmt: skip


def _costs_of(costs: Array, upkeep: Array, vendor: NDArray[np.int64], choice: NDArray[np.int64]) -> Array:
    each = np.take_along_axis(costs, choice[:, None, :], axis=1)[:, 0]
    return np.asarray(each + missing(upkeep, vendor, choice))


def _alone_or_not(
    adjusted: Array, fixed: Array, upkeep: Array, vendor: NDArray[np.int64], choice: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Where only some workloads went to a managed provider, each counting with its part of the upkeep: whether they
    still do when they pay all of it."""
    some = (choice == MANAGED).any(axis=0) & (choice != MANAGED).any(axis=0)
    if not some.any():
        return choice
    part = adjusted[..., some], fixed[some], upkeep[..., some], vendor[..., some]
    without = part[0].copy()
    without[:, MANAGED] = np.where(np.isfinite(np.delete(without, MANAGED, 1)).any(axis=1), np.inf, without[:, MANAGED])
    tried = _choose(without, part[1])
    usd = [
        _costs_of(part[0], part[2], part[3], c).sum(axis=0) + np.where((c == SELF).any(axis=0), part[1], 0.0)
        for c in (choice[:, some], tried)
    ]
    out = choice.copy()
    out[:, some] = np.where(usd[1] < usd[0], tried, choice[:, some])
    return out


def _prefer_tested(case: Case, rows: Rows, adjusted: Array) -> None:
    """A near-tie goes to what was tested: the open model where the user said that one is good enough, else the vendor
    in
    place. A vendor's smaller model and a managed open one are often both a few per cent of today's cost."""
    smaller, managed = OPTIONS.index("smaller_tier"), OPTIONS.index("managed_open")
    today = managed if case.status_quo == "managed_open" else OPTIONS.index("frontier_api")
    for w in range(len(case.workloads)):
        untested = managed if known_quality(case, w) is None else smaller
        adjusted[w, untested] += rows["tie_margin"] * adjusted[w, today]


def _choose(adjusted: Array, fixed: Array) -> NDArray[np.int64]:
    others = adjusted.copy()
    others[:, SELF] = np.inf
    best = others.min(axis=1)
    code = others.argmin(axis=1)
    own = adjusted[:, SELF]
    both = np.isfinite(own) & np.isfinite(best)
    gain = np.maximum(np.where(both, best, 0.0) - np.where(both, own, 0.0), 0.0)
    forced = (np.isinf(best) & np.isfinite(own)).any(axis=0)
    pays = forced | (gain.sum(axis=0) > fixed)
    return np.where(pays & (own < best), SELF, code)


def _moves(case: Case, rows: Rows, n: int) -> Array:
    """USD once per workload for leaving today's arrangement; self-hosting's move is paid once for all
    (``Outcome.fixed``)."""
    cost = np.zeros((1, len(OPTIONS), n))
    if case.status_quo is None:
        return cost
    for o, option in enumerate(OPTIONS):
        if option not in (case.staying, "self_host"):
            cost[0, o] = rows[move_to(case, option)]
    return cost


def move_to(case: Case, option: Option) -> str:
    """The parameter that holds what leaving today's arrangement for an API option costs once, in USD: the smaller model
    of the vendor in place takes no more than an evaluation."""
    same_vendor = option == "smaller_tier" and case.status_quo == "frontier_api"
    return "evaluation_usd" if same_vendor else "migration_api_usd"


def _feasible(case: Case, rows: Rows, w: int, n: int) -> NDArray[np.bool_]:
    """(options, rows): what the gates leave, soft gates relaxed where nothing would be left. One look-up per
    combination, remembered from decision to decision."""
    at = scope(case.profile, w)
    names = (f"{at}.regimes", f"{at}.third_party", f"{at}.air_gapped", f"{at}.hosting",
             f"workloads[{w}].quality", "team.gpu_ops", "team.can_hire")  # fmt: skip
    sizes = [len(case.params[name].categories or ()) for name in names]
    key = np.zeros(n, dtype=np.int64)
    for name, size in zip(names, sizes, strict=True):
        key = key * size + rows[name].astype(np.int64)
    regimes = case.params[names[0]].categories or ()
    region, limit = effective(case.profile, w).region, _limit(case, case.profile.workloads[w].latency_ms)
    left = _gate_table(Same(case.catalogue), regimes, region, limit, tuple(sizes))
    found = left[key]
    if (new := found == UNSEEN).any():
        for combination in np.unique(key[new]).tolist():
            left[combination] = _left(gate_facts_of(case, w, _decode(combination, sizes)), case.catalogue)
        found = left[key]
    return np.asarray(OPEN[:, found])


UNSEEN = 1 << len(OPTIONS)
OPEN = (np.arange(UNSEEN) >> np.arange(len(OPTIONS))[:, None]) % 2 == 1
"""Which options a number of the gate table leaves, shape (options, numbers): a bit for each."""


@lru_cache(maxsize=64)
def _gate_table(
    among: Same[Catalogue],
    regimes: tuple[frozenset[str], ...],
    region: str | None,
    limit: float | None,
    sizes: tuple[int, ...],
) -> NDArray[np.uint8]:
    """What every combination of codes leaves, by its number; filled as combinations are met. The arguments are all that
    the gates ask for besides the codes."""
    return np.full(int(np.prod(sizes)), UNSEEN, dtype=np.uint8)


def _left(facts: GateFacts, catalogue: Catalogue) -> int:
    options = open_options(_gated(facts, Same(catalogue)))
    return sum(1 << code for code, option in enumerate(OPTIONS) if option in options)


def open_options(result: GateResult) -> frozenset[Option]:
    """What may be chosen: restricted terms are an option only where something makes them necessary, or nothing else
    is left."""
    options, _ = relax(result)
    return options - {"sovereign_api"} if not result.needs and len(options) > 1 else options


def _decode(key: int, sizes: list[int]) -> tuple[int, ...]:
    codes = []
    for size in reversed(sizes):
        key, code = divmod(key, size)
        codes.append(code)
    return tuple(reversed(codes))


def gate_result(case: Case, w: int, codes: tuple[int, ...]) -> GateResult:
    """The gates at one combination of codes (regimes, third party, air gap, hosting, quality, GPU skill, hiring)."""
    return _gated(gate_facts_of(case, w, codes), Same(case.catalogue))


def gate_facts_of(case: Case, w: int, codes: tuple[int, ...]) -> GateFacts:
    at, workload = scope(case.profile, w), case.profile.workloads[w]
    regimes = (case.params[f"{at}.regimes"].categories or ())[codes[0]]
    return GateFacts(
        regimes=regimes,
        region=effective(case.profile, w).region,
        air_gapped=bool(codes[2]),
        third_party=CATEGORIES["third_party"][codes[1]],
        hosting=CATEGORIES["hosting"][codes[3]],
        quality=CATEGORIES["quality"][codes[4]],
        latency_ms=_limit(case, workload.latency_ms),
        gpu_ops=CATEGORIES["gpu_ops"][codes[5]],
        can_hire=bool(codes[6]),
    )


def _limit(case: Case, latency_ms: float | None) -> float | None:
    return latency_ms if latency_ms is not None and latency_ms < api_latency_floor_ms(case.catalogue) * 10 else None


@lru_cache(maxsize=8192)
def _gated(facts: GateFacts, among: Same[Catalogue]) -> GateResult:
    return gates(facts, among.value)


def central_codes(case: Case, w: int) -> tuple[int, ...]:
    at = scope(case.profile, w)
    names = (f"{at}.regimes", f"{at}.third_party", f"{at}.air_gapped", f"{at}.hosting",
             f"workloads[{w}].quality", "team.gpu_ops", "team.can_hire")  # fmt: skip
    return tuple(int(case.params[name].central) for name in names)


def central_rows(params: Mapping[str, Param], n: int) -> Rows:
    """``n`` rows of the central case, to be changed in place."""
    return dict(zip(params, np.repeat([[float(p.central)] for p in params.values()], n, axis=1), strict=True))


__all__ = ["HYBRID", "SELF", "Outcome", "Rows", "central_rows", "evaluate"]
