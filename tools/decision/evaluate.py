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

from tools.capacity import Replica
from tools.costs import api_monthly_usd, gpu_monthly_usd, replicas
from tools.decision.case import Case, WorkloadCase
from tools.decision.hosting import Hosted
from tools.decision.params import Array, Param
from tools.decision.resolve import CATEGORIES, effective, scope
from tools.decision.surface import output_tok_s
from tools.gates import GateFacts, GateResult, api_latency_floor_ms, gates, relax
from tools.results import OPTIONS, Option

Rows = dict[str, Array]
SELF = OPTIONS.index("self_host")
HYBRID = len(OPTIONS)
PEOPLE = ("ops_hours_month", "hourly_usd", "on_call_usd_month", "model_update_usd_month")
PLATFORM = ("observability_usd_month", "kubernetes_usd_month", "storage_usd_month", "egress_usd_month")


@dataclass(frozen=True)
class Outcome:
    """``monthly`` and ``adjusted`` (with the move spread over the horizon): USD, shape (workloads, options, rows),
    without
    people; ``people``: USD a month once if anything is self-hosted; ``choice``: option codes (workloads, rows);
    ``overall``: option code a row, HYBRID where they differ; ``replicas``: of self-hosting (workloads, rows)."""

    monthly: Array
    adjusted: Array
    feasible: NDArray[np.bool_]
    people: Array
    fixed: Array
    choice: NDArray[np.int64]
    overall: NDArray[np.int64]
    replicas: Array
    output_tok_s: Array

    def total(self, row: int = 0) -> float:
        """USD a month of what is chosen in one row, people included."""
        each = sum(float(self.monthly[w, c, row]) for w, c in enumerate(self.choice[:, row]))
        return each + (float(self.people[row]) if SELF in self.choice[:, row] else 0.0)


def growth_factor(growth: Array, months: Array) -> Array:
    """Mean volume over the horizon relative to today, for a yearly growth g: the mean of (1+g)^(t/12) for t in
    0..months."""
    rate = np.log1p(np.clip(growth, -0.95, None)) / 12
    x = rate * months
    return np.where(np.abs(x) < 1e-9, 1.0, np.expm1(x) / np.where(np.abs(x) < 1e-9, 1.0, x))


def evaluate(case: Case, rows: Rows, n: int) -> Outcome:
    """``rows`` holds every parameter of ``case.params``; ``n`` rows."""
    count = len(case.workloads)
    monthly = np.zeros((count, len(OPTIONS), n))
    ok = np.zeros((count, len(OPTIONS), n), dtype=bool)
    reps, tok_s = np.zeros((count, n)), np.zeros((count, n))
    for w, workload in enumerate(case.workloads):
        ok[w] = _feasible(case, rows, w, n)
        prices = _Row(case, rows, w)
        for o, cost in enumerate((prices.frontier, prices.smaller, prices.managed, prices.sovereign)):
            monthly[w, o] = cost(workload)
        monthly[w, SELF], reps[w], tok_s[w] = prices.self_host(workload)
    people = people_usd(case, rows, n)
    horizon = np.maximum(_get(rows, "horizon_months"), 1.0)
    adjusted = monthly + _moves(case, rows, n) / horizon
    fixed = people + (0.0 if case.status_quo == "self_host" else rows["migration_self_host_usd"] / horizon)
    _prefer_tested(case, rows, adjusted)
    adjusted = np.where(ok, adjusted, np.inf)
    if case.status_quo in OPTIONS:
        adjusted[:, OPTIONS.index(case.status_quo)] *= 1.0 - _get(rows, "tie_margin")
    choice = _choose(adjusted, np.broadcast_to(fixed, (n,)))
    overall = np.where((choice == choice[:1]).all(axis=0), choice[0], HYBRID)
    return Outcome(monthly, adjusted, ok, people, np.broadcast_to(fixed, (n,)), choice, overall, reps, tok_s)


def _prefer_tested(case: Case, rows: Rows, adjusted: Array) -> None:
    """Between a vendor's smaller model and a managed open one, often both a few per cent of today's cost, a near-tie
    goes to the
    one that speaks for itself: the open model where the user said that one is good enough, else the vendor already in
    place."""
    smaller, managed = OPTIONS.index("smaller_tier"), OPTIONS.index("managed_open")
    for w, workload in enumerate(case.workloads):
        untested = managed if workload.workload.quality is None else smaller
        adjusted[w, untested] += rows["tie_margin"] * adjusted[w, OPTIONS.index("frontier_api")]


def _choose(adjusted: Array, fixed: Array) -> NDArray[np.int64]:
    others = adjusted.copy()
    others[:, SELF] = np.inf
    best = others.min(axis=1)
    code = others.argmin(axis=1)
    own = adjusted[:, SELF]
    gain = np.where(np.isfinite(own) & np.isfinite(best), np.maximum(best - own, 0.0), 0.0)
    forced = (np.isinf(best) & np.isfinite(own)).any(axis=0)
    pays = forced | (gain.sum(axis=0) > fixed)
    return np.where(pays & (own < best), SELF, code)


def _get(rows: Rows, name: str) -> Array:
    return rows[name]


def people_usd(case: Case, rows: Rows, n: int) -> Array:
    """USD a month for people and platform, once: operations, on call, updates, security under a regime, monitoring,
    traffic."""
    lines = people_breakdown(case, rows)
    return np.asarray(np.broadcast_to(sum(lines.values(), np.zeros(n)), (n,)))


def people_breakdown(case: Case, rows: Rows) -> dict[str, Array]:
    """The lines of :mod:`tools.costs.lines` with every row's own values. A rota or a cluster that exists costs no
    extra."""
    regulated = any(effective(case.profile, w).regimes for w in range(len(case.workloads)))
    team = case.profile.team
    lines = {
        "operations": rows["ops_hours_month"] * rows["hourly_usd"],
        "on-call": rows["on_call_usd_month"] * (0.0 if team.on_call else 1.0),
        "model updates": rows["model_update_usd_month"],
        "security and compliance": rows["regulated_security_usd_month" if regulated else "security_usd_month"],
        "monitoring": rows["observability_usd_month"],
        "Kubernetes": rows["kubernetes_usd_month"] * (0.0 if team.kubernetes else 1.0),
        "storage": rows["storage_usd_month"],
        "egress": rows["egress_usd_month"],
    }
    return {k: np.asarray(v) for k, v in lines.items()}


def _moves(case: Case, rows: Rows, n: int) -> Array:
    """USD once per workload for leaving today's arrangement; self-hosting's move is paid once for all
    (``Outcome.fixed``)."""
    cost = np.zeros((1, len(OPTIONS), n))
    if case.status_quo is None:
        return cost
    to_api, test = rows["migration_api_usd"], rows["evaluation_usd"]
    for o, option in enumerate(OPTIONS):
        if option not in (case.status_quo, "self_host"):
            cost[0, o] = test if option == "smaller_tier" else to_api
    return cost


class _Row:
    """The monthly cost of each option of one workload, for all rows at once."""

    def __init__(self, case: Case, rows: Rows, w: int) -> None:
        self.case, self.rows, self.slot = case, rows, f"workloads[{w}]."
        self.quality = self._at("quality").astype(int)
        grow = growth_factor(self._at("growth_per_year"), rows["horizon_months"])
        self.today = self._at("tokens_per_day")
        self.volume = self.today * grow
        self.grow = grow
        self.drift = rows["api_price_factor"]
        self.batch = self._at("batchable")
        self.said_volume = not case.params[f"{self.slot}tokens_per_day"].open

    def _at(self, name: str) -> Array:
        return self.rows[f"{self.slot}{name}"]

    def _api(self, price: object, batch: Array | float) -> Array:
        cost = api_monthly_usd(self.volume, self._at("input_share"), price, self._at("cached_share"), batch)  # type: ignore[arg-type]
        return np.asarray(cost) * self.drift

    def _billed(self, w: WorkloadCase) -> Array:
        """The stated bill, scaled with volume where the volume was said; it does not scale with our guess of the
        volume."""
        base = self.case.params[f"{self.slot}tokens_per_day"].central
        scale = self.today / base if self.said_volume and base > 0 else 1.0
        return (w.bill_usd or 0.0) * scale * self.grow * self.drift

    def frontier(self, w: WorkloadCase) -> Array:
        if w.bill_usd is not None and self.case.status_quo == "frontier_api":
            return self._billed(w)
        return self._api(w.frontier, self.batch)

    def smaller(self, w: WorkloadCase) -> Array:
        if w.bill_usd is not None and self.case.status_quo == "smaller_tier":
            return self._billed(w)
        return self._api(w.smaller, self.batch)

    def managed(self, w: WorkloadCase) -> Array:
        if w.bill_usd is not None and self.case.status_quo == "managed_open":
            return self._billed(w)
        return (
            self._by_class({q: self._api(p, 0.0) for q, p in w.managed.items()}) + self.rows["managed_upkeep_usd_month"]
        )

    def sovereign(self, w: WorkloadCase) -> Array:
        """Restricted terms cost the catalogue's uplift: of the frontier model where one is needed or nothing was
        tested, else of
        an open model at a vendor that offers the terms, or of the smaller model where no such offer is listed."""
        uplift = self.rows["sovereign_uplift"]
        top = self.frontier(w) * uplift
        lesser = self._api(w.sovereign or w.smaller, 0.0) * uplift
        lesser = lesser + (self.rows["managed_upkeep_usd_month"] if w.sovereign else 0.0)
        names = CATEGORIES["quality"]
        needs_top = np.isin(self.quality, [names.index("frontier"), names.index(None)])
        return np.where(needs_top, top, np.minimum(lesser, top))

    def _by_class(self, costs: Mapping[str, Array]) -> Array:
        """Picks by each row's quality; large where the class is unknown or not offered."""
        if not costs:
            return np.full(np.shape(self.volume), np.inf)
        names = CATEGORIES["quality"]
        out = np.broadcast_to(costs.get("open_large", next(iter(costs.values()))), np.shape(self.quality)).copy()
        for quality, cost in costs.items():
            mine = self.quality == names.index(quality)
            out[mine] = np.broadcast_to(cost, out.shape)[mine]
        return out

    def self_host(self, w: WorkloadCase) -> tuple[Array, Array, Array]:
        """(USD a month of GPUs, replicas, output tok/s of one replica); infinite where no candidate carries the
        workload."""
        if not w.hosted:
            nothing = np.full(self.quality.shape, np.inf)
            return nothing, np.zeros(self.quality.shape), np.zeros(self.quality.shape)
        parts = {q: self._hosted(h) for q, h in w.hosted.items()}
        return tuple(self._by_class({q: p[i] for q, p in parts.items()}) for i in range(3))  # type: ignore[return-value]

    def _hosted(self, h: Hosted) -> tuple[Array, Array, Array]:
        share = self._at("input_share")
        rate = self._rate(h) * self.rows["capacity_factor"]
        out_per_day = self.volume * np.maximum(1.0 - share, 0.005)
        number = replicas(
            out_per_day,
            rate,
            peak=self._at("peak_to_average"),
            utilization=self.rows["utilization"],
            spare=self.rows["spare_replicas"],
        )
        cost = gpu_monthly_usd(number, h.replica.gpus, self._gpu_hourly(h))
        return np.asarray(cost), np.broadcast_to(number, self.quality.shape), np.broadcast_to(rate, self.quality.shape)

    def _rate(self, h: Hosted) -> Array:
        """Output tok/s of a replica: the evidence at the central request, moved by the model where a row's request
        differs."""
        names = ("input_share", "input_tokens", "prefix_share", "tok_s_per_user")
        columns = [self._at(n) for n in names]
        if all((c == c[0]).all() for c in columns):
            columns = [c[:1] for c in columns]
        share, size, prefix, stream = columns
        return tabulated(h.replica, size, share, prefix, stream) * evidence_ratio(self.case, h, self.slot)

    def _gpu_hourly(self, h: Hosted) -> Array:
        base = h.gpu_hourly_usd * self.rows["gpu_price_factor"]
        at = scope(self.case.profile, int(self.slot[10:-2]))
        hosting, third = self.rows[f"{at}.hosting"].astype(int), self.rows[f"{at}.third_party"].astype(int)
        own = hosting == CATEGORIES["hosting"].index("on_premises")
        refused = third == CATEGORIES["third_party"].index("forbidden")
        own |= (refused | (self.rows[f"{at}.air_gapped"] > 0)) & (hosting == CATEGORIES["hosting"].index("any"))
        return np.where(own, h.owned_hourly_usd, base)


def tabulated(replica: Replica, size: Array, share: Array, prefix: Array, stream: Array) -> Array:
    share = np.clip(share, 0.01, 0.995)
    size = np.maximum(size, 1.0)
    return output_tok_s(replica, size, size * (1 - share) / share, stream, prefix)


def evidence_ratio(case: Case, h: Hosted, slot: str) -> float:
    """How much the evidence at the central request differs from the tabulated model there."""
    names = ("input_tokens", "input_share", "prefix_share", "tok_s_per_user")
    size, share, prefix, stream = (np.array([case.params[f"{slot}{n}"].central]) for n in names)
    bare = float(tabulated(h.replica, size, share, prefix, stream)[0])
    return h.capacity.output_tok_s / bare if bare > 0 else 1.0


def _feasible(case: Case, rows: Rows, w: int, n: int) -> NDArray[np.bool_]:
    """(options, rows): what the gates leave, soft gates relaxed where nothing would be left. One look-up per
    combination."""
    at = scope(case.profile, w)
    names = (f"{at}.regimes", f"{at}.third_party", f"{at}.air_gapped", f"{at}.hosting",
             f"workloads[{w}].quality", "team.gpu_ops", "team.can_hire")  # fmt: skip
    sizes = [len(case.params[name].categories or ()) for name in names]
    key = np.zeros(n, dtype=np.int64)
    for name, size in zip(names, sizes, strict=True):
        key = key * size + rows[name].astype(np.int64)
    found, inverse = np.unique(key, return_inverse=True)
    table = np.zeros((len(OPTIONS), len(found)), dtype=bool)
    for column, combination in enumerate(found):
        options = open_options(gate_result(case, w, _decode(int(combination), sizes)))
        table[:, column] = [o in options for o in OPTIONS]
    return np.asarray(table[:, inverse])


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
    return _gated(gate_facts_of(case, w, codes), id(case.catalogue), _Box(case))


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


class _Box:
    """Carries the catalogue past the cache key: the facts decide, and there is one catalogue a process."""

    def __init__(self, case: Case) -> None:
        self.catalogue = case.catalogue

    def __hash__(self) -> int:
        return 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Box)


@lru_cache(maxsize=8192)
def _gated(facts: GateFacts, _catalogue_id: int, box: _Box) -> GateResult:
    return gates(facts, box.catalogue)


def central_codes(case: Case, w: int) -> tuple[int, ...]:
    at = scope(case.profile, w)
    names = (f"{at}.regimes", f"{at}.third_party", f"{at}.air_gapped", f"{at}.hosting",
             f"workloads[{w}].quality", "team.gpu_ops", "team.can_hire")  # fmt: skip
    return tuple(int(case.params[name].central) for name in names)


def central_rows(params: Mapping[str, Param], n: int) -> Rows:
    return {name: np.full(n, p.central) for name, p in params.items()}


__all__ = ["HYBRID", "SELF", "Outcome", "Rows", "central_rows", "evaluate"]
