"""What each option costs a month: one workload's APIs and GPUs, and the people who are paid once for all of them.

Every function takes rows of parameters and returns USD a month for all rows at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tools.costs import Priced as PriceList
from tools.costs import api_monthly_usd, best_base, gpu_monthly_usd, overflow_share, replicas
from tools.costs.fleet import ROUNDING, SECONDS_PER_DAY
from tools.decision.case import Case, WorkloadCase
from tools.decision.hosting import Hosted
from tools.decision.params import LARGEST_VOLUME, Array
from tools.decision.resolve import CATEGORIES, effective, scope
from tools.decision.surface import output_tok_s

Rows = dict[str, Array]
MANY = 1e9  # replicas, so many that those already paid for do not count
LEAST_OVERFLOW = 0.005  # a smaller share of the tokens at an API is not worth a word


class Fleet(NamedTuple):
    """Self-hosting of one workload, one element a row: USD a month without people, replicas, output tok/s of one of
    them, the share of the tokens that overflows to an API, and which of the class's candidates it is."""

    usd: Array
    replicas: Array
    output_tok_s: Array
    overflow_share: Array
    candidate: Array


PEOPLE = ("ops_hours_month", "hourly_usd", "on_call_usd_month", "model_update_usd_month")
PLATFORM = ("observability_usd_month", "kubernetes_usd_month", "storage_usd_month", "egress_usd_month")


def growth_factor(growth: Array, months: Array) -> Array:
    """Mean volume over the horizon relative to today, for a yearly growth g: the mean of (1+g)^(t/12) for t in
    0..months."""
    rate = np.log1p(np.clip(growth, -0.95, None)) / 12
    x = np.minimum(rate * months, 20.0)
    return np.where(np.abs(x) < 1e-9, 1.0, np.expm1(x) / np.where(np.abs(x) < 1e-9, 1.0, x))


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


class WorkloadCosts:
    """The monthly cost of each option of one workload, for all rows at once."""

    def __init__(self, case: Case, rows: Rows, w: int) -> None:
        self.case, self.rows, self.slot = case, rows, f"workloads[{w}]."
        self.quality = self._at("quality").astype(int)
        grow = growth_factor(self._at("growth_per_year"), rows["horizon_months"])
        self.today = self._at("tokens_per_day")
        self.volume = np.minimum(self.today * grow, LARGEST_VOLUME)
        self.grow = grow
        self.drift = rows["api_price_factor"]
        self.batch = self._at("batchable") * self._batch_allowed(w)
        self.said_volume = not case.params[f"{self.slot}tokens_per_day"].open

    def _batch_allowed(self, w: int) -> Array:
        """Batch endpoints keep what they are sent for a while: no batch discount where zero retention is demanded."""
        third = self.rows[f"{scope(self.case.profile, w)}.third_party"]
        return np.where(third == CATEGORIES["third_party"].index("zero_retention"), 0.0, 1.0)

    def _at(self, name: str) -> Array:
        return self.rows[f"{self.slot}{name}"]

    def _api(self, price: PriceList, batch: Array | float) -> Array:
        cost = api_monthly_usd(self.volume, self._at("input_share"), price, self._at("cached_share"), batch)
        return np.asarray(cost) * self.drift

    def _billed(self, w: WorkloadCase) -> Array:
        """The stated bill, scaled with volume where the volume was said; it does not scale with our guess of the
        volume."""
        base = self.case.params[f"{self.slot}tokens_per_day"].central
        scales = (self.rows["bill_scales"] > 0) | self.said_volume
        scale = np.where(scales, self.today / base, 1.0) if base > 0 else 1.0
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
        """Restricted terms cost the catalogue's uplift.

        It is that of the frontier model where one is needed or nothing was tested, else of an open model at a vendor
        that offers the terms, or of the smaller model where no such offer is listed."""
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

    def self_host(self, w: WorkloadCase, apis: NDArray[np.bool_]) -> Fleet:
        """GPUs that carry the workload, for every row; infinite cost where no candidate does.

        ``apis``: rows in which some API may see the data, so that peaks can overflow to it."""
        if not w.hosted:
            nothing = np.zeros(self.quality.shape)
            return Fleet(np.full(self.quality.shape, np.inf), nothing, nothing, nothing, nothing)
        peaks = self.managed(w)
        parts = {
            q: self._cheapest([self._fleet(h, peaks, apis) for h in group]) for q, group in self._wanted(w).items()
        }
        return Fleet(*(self._by_class({q: f[i] for q, f in parts.items()}) for i in range(5)))

    def _wanted(self, w: WorkloadCase) -> dict[str, list[Hosted]]:
        """The candidates by class, for the classes that occur in the rows."""
        here = {CATEGORIES["quality"][q] for q in np.unique(self.quality)}
        fallback = "open_large" if "open_large" in w.hosted else next(iter(w.hosted))
        others = not here <= set(w.hosted)  # a frontier or untested quality is priced like the larger open model
        return {q: list(g) for q, g in w.hosted.items() if q in here or (others and q == fallback)}

    def steps(self, w: WorkloadCase) -> list[float]:
        """Tokens a day that one more replica carries in the first row, by candidate: the whole peak, and the mean."""
        share_out = np.maximum(1.0 - self._at("input_share"), 0.005)
        use = self.rows["utilization"] * self.rows["capacity_factor"] * SECONDS_PER_DAY / (share_out * self.grow)
        hosted = [h for group in self._wanted(w).values() for h in group] if w.hosted else []
        means = [float((self._rate(h) * use)[0]) for h in hosted]
        peak = float(self._at("peak_to_average")[0])
        return sorted({step for mean in means for step in (mean / peak, mean) if step > 0})

    @staticmethod
    def _cheapest(fleets: list[Fleet]) -> Fleet:
        if len(fleets) == 1:
            return fleets[0]
        pick = np.argmin(np.stack([f.usd for f in fleets]), axis=0)[None]
        usd, number, rate, over = (np.take_along_axis(np.stack([f[i] for f in fleets]), pick, 0)[0] for i in range(4))
        return Fleet(usd, number, rate, over, pick[0].astype(float))

    def _fleet(self, h: Hosted, api_usd: Array, apis: NDArray[np.bool_]) -> Fleet:
        """The cheaper of two fleets: one for the whole peak with its spare, or a base load on GPUs, its peaks and
        failures at an API."""
        rate, volume = self._rate(h) * self.rows["capacity_factor"], np.maximum(self.volume, 1.0)
        share_out = np.maximum(1.0 - self._at("input_share"), 0.005)
        peak, use = self._at("peak_to_average"), self.rows["utilization"]
        number = replicas(volume * share_out, rate, peak=peak, utilization=use, spare=self.rows["spare_replicas"])
        whole = self._gpus_usd(h, number)
        overflows = apis & np.isfinite(api_usd)
        load = volume * share_out / np.maximum(rate * use * SECONDS_PER_DAY, 1e-12)
        base, over, split = self._base(h, load, np.where(overflows, api_usd, 0.0))
        cheaper = overflows & (split < whole)
        shape = self.quality.shape
        pick = (
            np.where(cheaper, split, whole),
            np.where(cheaper, base, number),
            rate,
            np.where(cheaper, over, 0.0),
        )
        return Fleet(*(np.broadcast_to(x, shape) for x in (*pick, np.zeros(1))))

    def _base(self, h: Hosted, load: Array, api_usd: Array) -> tuple[Array, Array, Array]:
        """The best base load: (replicas, share of the tokens above it, USD a month). ``load``: the mean, in replicas.

        Never below the mean load, which would be an API with a GPU for show. Cards that are there already cost power
        alone, so more of them pay than of those beyond."""
        peak, there = self._at("peak_to_average"), h.paid_gpus / h.replica.gpus
        least, most = np.ceil(load * (1 - ROUNDING)), np.ceil(load * peak)
        rented = best_base(load, peak, self._gpus_usd(h, np.full(1, MANY)) / MANY, api_usd)
        paid = best_base(load, peak, self._gpus_usd(h, np.ones(1)), api_usd) if there else rented
        best = np.floor(np.clip(there, rented, paid))
        tried = [np.clip(n, least, np.maximum(most, least)) for n in (best, best + 1)]
        over = [overflow_share(n / np.maximum(load, 1e-12), peak) for n in tried]
        usd = [self._gpus_usd(h, n) + share * api_usd for n, share in zip(tried, over, strict=True)]
        pick = np.argmin(np.stack(usd), axis=0)[None]
        number, share, cost = (np.take_along_axis(np.stack(x), pick, 0)[0] for x in (tried, over, usd))
        return number, share, cost

    def _rate(self, h: Hosted) -> Array:
        """Output tok/s of a replica: the evidence at the central request, moved by the model where a row's request
        differs."""
        names = ("input_share", "input_tokens", "prefix_share", "tok_s_per_user")
        columns = [self._at(n) for n in names]
        moved = np.zeros(columns[0].shape, dtype=bool)
        for column in columns:
            moved |= column != column[0]
        moved[0] = True  # rows like the first share its rate: in sweeps and flips that is nearly all of them
        share, size, prefix, stream = (column[moved] for column in columns)
        share, size = np.clip(share, 0.01, 0.995), np.maximum(size, 1.0)
        found = output_tok_s(h.replica, size, size * (1 - share) / share, stream, prefix) * h.evidence_ratio
        rate = np.full(moved.shape, found[0])
        rate[moved] = found
        return rate

    def _gpus_usd(self, h: Hosted, number: Array) -> Array:
        return np.asarray(gpu_monthly_usd(number, h.replica.gpus, self.gpu_hourly(h, number)))

    def gpu_hourly(self, h: Hosted, number: Array) -> Array:
        """USD for an hour of one GPU, the mean over those that ``number`` replicas need.

        Cards that the user owns cost power and space, wherever they may stand but in a cloud account; those beyond them
        are rented, or bought where renting is not allowed."""
        base = h.gpu_hourly_usd * self.rows["gpu_price_factor"]
        at = scope(self.case.profile, int(self.slot[10:-2]))
        hosting, third = self.rows[f"{at}.hosting"].astype(int), self.rows[f"{at}.third_party"].astype(int)
        own = hosting == CATEGORIES["hosting"].index("on_premises")
        refused = third == CATEGORIES["third_party"].index("forbidden")
        own |= (refused | (self.rows[f"{at}.air_gapped"] > 0)) & (hosting == CATEGORIES["hosting"].index("any"))
        rate = np.where(own, h.owned_hourly_usd, base)
        if not h.paid_gpus:
            return rate
        there = hosting != CATEGORIES["hosting"].index("own_cloud_account")
        paid = there * np.minimum(h.paid_gpus / np.maximum(number * h.replica.gpus, 1.0), 1.0)
        return np.asarray(paid * h.paid_hourly_usd + (1 - paid) * rate)
