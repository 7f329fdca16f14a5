"""What each API option costs a month of one workload: list prices, the stated bill, restricted terms, a second vendor.

Every function takes rows of parameters and returns USD a month for all rows at once.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from knowledge.catalogue.api_prices import UnitPrice
from tools.costs import Priced as PriceList
from tools.costs import api_monthly_usd
from tools.decision.case import Case
from tools.decision.params import LARGEST_VOLUME, Array
from tools.decision.resolve import CATEGORIES, scope
from tools.gates.terms import SIGNATURES, regimes_of
from tools.results import Option

Rows = dict[str, Array]
THIRD = CATEGORIES["third_party"]


def growth_factor(growth: Array, months: Array) -> Array:
    """Mean volume over the horizon relative to today, for a yearly growth g: the mean of (1+g)^(t/12) for t in
    0..months."""
    rate = np.log1p(np.clip(growth, -0.95, None)) / 12
    x = np.minimum(rate * months, 20.0)
    return np.where(np.abs(x) < 1e-9, 1.0, np.expm1(x) / np.where(np.abs(x) < 1e-9, 1.0, x))


class ApiCosts:
    """The monthly cost of each API option of one workload, for all rows at once."""

    def __init__(self, case: Case, rows: Rows, w: int) -> None:
        self.case, self.rows, self.slot = case, rows, f"workloads[{w}]."
        self.workload, self.regulation = case.workloads[w], scope(case.profile, w)
        self.quality = self._at("quality").astype(int)
        grow = growth_factor(self._at("growth_per_year"), rows["horizon_months"])
        self.today = self._at("tokens_per_day")
        self.volume = np.minimum(self.today * grow, LARGEST_VOLUME)
        self.grow = grow
        self.drift = rows["api_price_factor"]
        self.batch = self._at("batchable") * self._batch_allowed()
        self.said_volume = not case.params[f"{self.slot}tokens_per_day"].open
        self.shares: dict[Option, Array] = {}  # of the upkeep, where workloads have a vendor in common

    def _batch_allowed(self) -> Array:
        """Batch endpoints keep what they are sent for a while: no batch discount where zero retention is demanded."""
        third = self.rows[f"{self.regulation}.third_party"]
        return np.where(third == CATEGORIES["third_party"].index("zero_retention"), 0.0, 1.0)

    def _at(self, name: str) -> Array:
        return self.rows[f"{self.slot}{name}"]

    def _api(self, price: PriceList, batch: Array | float) -> Array:
        cost = api_monthly_usd(self.volume, self._at("input_share"), price, self._at("cached_share"), batch)
        return np.asarray(cost) * self.drift

    def listed(self, price: PriceList) -> Array:
        """USD a month of the workload at a list price, as it would be sent: cached, batched, grown."""
        return self._api(price, self.batch)

    def _billed(self) -> Array:
        """The stated bill, scaled with volume where the volume was said; it does not scale with our guess of the
        volume."""
        base = self.case.params[f"{self.slot}tokens_per_day"].central
        scales = (self.rows["bill_scales"] > 0) | self.said_volume
        scale = np.where(scales, self.today / base, 1.0) if base > 0 else 1.0
        return (self.workload.bill_usd or 0.0) * scale * self.grow * self.drift

    def _is_billed(self, option: Option) -> bool:
        return self.workload.bill_usd is not None and self.case.staying == option

    @cached_property
    def now(self) -> Array:
        """What today's arrangement costs; nothing where nothing is run."""
        if not self.case.readdressed:
            today = {"frontier_api": self.frontier, "smaller_tier": self.smaller, "managed_open": self.managed}
            return today.get(self.case.status_quo or "", np.zeros(self.quality.shape))
        if self.workload.bill_usd is not None:
            return self._billed()
        return self._api(self.workload.today, self.batch) if self.workload.today else np.zeros(self.quality.shape)

    @cached_property
    def frontier(self) -> Array:
        return self._billed() if self._is_billed("frontier_api") else self._api(self.workload.frontier, self.batch)

    @cached_property
    def smaller(self) -> Array:
        return self._billed() if self._is_billed("smaller_tier") else self._api(self.workload.smaller, self.batch)

    @cached_property
    def managed(self) -> Array:
        if self._is_billed("managed_open"):
            return self._billed()
        offers: dict[str, Array] = {q: self._api(p, self.batch) for q, p in self.workload.managed.items()}
        return self._by_class(offers) + self.shared_upkeep("managed_open")

    @cached_property
    def sovereign(self) -> Array:
        """Terms that a region or a government asks for cost the catalogue's uplift.

        It is that of the frontier model where one is needed or nothing was tested, else of an open model at a vendor
        that offers the terms, or of the smaller model where no such offer is listed."""
        top, lesser = self._sovereign_offers
        return np.where(lesser < top, lesser - self.upkeep("sovereign_api"), top) + self.shared_upkeep("sovereign_api")

    @cached_property
    def _sovereign_offers(self) -> tuple[Array, Array]:
        """(the frontier model, a lesser one: infinite where it is not good enough), USD a month."""
        w, uplift = self.workload, np.where(self._signed, 1.0, self.rows["sovereign_uplift"])
        bill = self._in_place and w.bill_usd is not None
        smaller = w.terms[1] if w.terms else w.smaller
        lesser = (self._billed() if bill else self._api(w.sovereign or smaller, self.batch)) * uplift
        lesser = lesser + (self.rows["managed_upkeep_usd_month"] if w.sovereign and not self._replaces else 0.0)
        names = CATEGORIES["quality"]
        needs_top = (self.quality == names.index("frontier")) | (self.quality == names.index(None))
        top = self._api(w.terms[0], self.batch) if w.terms else self.frontier
        return top * uplift, np.where(needs_top, np.inf, lesser)

    @property
    def _in_place(self) -> bool:
        """Whether the terms would be those of the vendor that runs today's open model."""
        return self.workload.sovereign is not None and self.workload.sovereign == self.workload.today

    @property
    def _replaces(self) -> bool:
        """Whether an open model under the terms is no second vendor: that of today, or one that takes its place."""
        there = self.case.elsewhere.prices if self.case.elsewhere and self.case.readdressed else ()
        return self._in_place or self.workload.sovereign in there

    @cached_property
    def _signed(self) -> NDArray[np.bool_]:
        """Rows in which the terms are a signature, no place: what every price list gives at list price."""
        third, regimes = (self.rows[f"{self.regulation}.{n}"].astype(int) for n in ("third_party", "regimes"))
        sets = self.case.params[f"{self.regulation}.regimes"].categories or ()
        needs = [{n for r in regimes_of(ids, self.case.catalogue) for n in r.needs} for ids in sets]
        asked = np.array([bool(n) for n in needs])[regimes] | (third == THIRD.index("zero_retention"))
        placed = np.array([bool(n - SIGNATURES) for n in needs])[regimes] | (third == THIRD.index("in_region"))
        return np.asarray(asked & ~placed)

    def upkeep(self, option: Option) -> Array:
        """The part of an API option's cost that is the upkeep of a second vendor; none for the vendor in place."""
        usd, none = np.broadcast_to(self.rows["managed_upkeep_usd_month"], self.quality.shape), self.quality * 0.0
        if option == "managed_open":
            if self.case.readdressed:
                return none  # it takes the place of the vendor of today
            today, same = self.workload.today, self.case.staying == option
            in_place = same and (today is None or today in self.workload.managed.values())
            return none if self._is_billed(option) or in_place else usd
        if option == "sovereign_api" and self.workload.sovereign and not self._replaces:
            top, lesser = self._sovereign_offers
            return np.where(lesser < top, usd, none)
        return none

    def shared_upkeep(self, option: Option) -> Array:
        """This workload's part of the upkeep of a second vendor, which is paid once a vendor."""
        return self.upkeep(option) * self.shares.get(option, 1.0)

    def vendor(self, option: Option) -> NDArray[np.int64]:
        """Whose upkeep that is, as a number: equal where and only where the vendor is the same."""
        if option == "sovereign_api":
            return np.full(self.quality.shape, _number_of(self.workload.sovereign))
        numbers: dict[str, Array] = {}
        for quality, price in self.workload.managed.items():
            numbers[quality] = np.full(self.quality.shape, float(_number_of(price)))
        return self._by_class(numbers).astype(np.int64) if numbers else np.zeros(self.quality.shape, dtype=np.int64)

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


def _number_of(price: UnitPrice | None) -> int:
    """A number for the provider of a price, the same for the same name; nought for none."""
    return zlib.crc32(price.provider.encode()) if price else 0
