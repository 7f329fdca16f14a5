"""What self-hosting one workload costs a month, beside its APIs (people and platform: :mod:`tools.decision.people`).

Every function takes rows of parameters and returns USD a month for all rows at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Sized
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tools.costs import best_base, gpu_monthly_usd, overflow_share, replicas
from tools.costs.fleet import ROUNDING, SECONDS_PER_DAY
from tools.decision.api_costs import ApiCosts
from tools.decision.hosting import Hosted
from tools.decision.params import Array
from tools.decision.resolve import CATEGORIES
from tools.decision.surface import Places, output_tok_s, places

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


def base_loads(best: Array, load: Array, peak: Array) -> Array:
    """The whole numbers of replicas next to the best base load, from the mean load to the peak's; along a new first
    axis."""
    least, most = np.ceil(load * (1 - ROUNDING)), np.ceil(load * peak)
    return np.asarray(np.clip(np.stack([np.floor(best), np.floor(best) + 1]), least, np.maximum(most, least)))


class WorkloadCosts(ApiCosts):
    """The monthly cost of each option of one workload, for all rows at once."""

    def self_host(self, apis: NDArray[np.bool_]) -> Fleet:
        """GPUs that carry the workload, for every row; infinite cost where no candidate does.

        ``apis``: rows in which some API may see the data, so that peaks can overflow to it."""
        if not self.workload.hosted:
            nothing = np.zeros(self.quality.shape)
            return Fleet(np.full(self.quality.shape, np.inf), nothing, nothing, nothing, nothing)
        wanted = self._wanted()
        fleets = self._fleets([h for group in wanted.values() for h in group], apis)
        best, first = (np.zeros(self.quality.shape, dtype=np.intp) for _ in range(2))  # of each row; of its class
        for rows, start, stop in self._classes(wanted):
            cheapest = start + np.argmin(fleets.usd[start:stop], axis=0) if stop - start > 1 else start
            best, first = np.where(rows, cheapest, best), np.where(rows, start, first)
        row = np.arange(len(self.quality))
        usd, number, rate, over = (column[best, row] for column in fleets[:4])
        return Fleet(usd, number, rate, over, (best - first).astype(float))

    def _wanted(self) -> dict[str, list[Hosted]]:
        """The candidates by class, for the classes that occur in the rows."""
        hosted = self.workload.hosted
        here = {CATEGORIES["quality"][q] for q in np.unique(self.quality)}
        fallback = "open_large" if "open_large" in hosted else next(iter(hosted))
        others = not here <= set(hosted)  # a frontier or untested quality is priced like the larger open model
        return {q: list(g) for q, g in hosted.items() if q in here or (others and q == fallback)}

    def _classes(self, wanted: Mapping[str, Sized]) -> Iterator[tuple[Any, int, int]]:
        """(rows, first candidate, one past the last) of every class; of all rows first, for those of no class here."""
        names, start, parts = CATEGORIES["quality"], 0, {}
        for quality, group in wanted.items():
            parts[quality] = (start, start + len(group))
            start += len(group)
        yield True, *parts.get("open_large", next(iter(parts.values())))
        for quality, part in parts.items():
            yield self.quality == names.index(quality), *part

    def steps(self) -> list[float]:
        """Tokens a day that one more replica carries in the first row, by candidate: the whole peak, and the mean."""
        share_out = np.maximum(1.0 - self._at("input_share"), 0.005)
        use = self.rows["utilization"] * self.rows["capacity_factor"] * SECONDS_PER_DAY / (share_out * self.grow)
        hosted = [h for group in self._wanted().values() for h in group] if self.workload.hosted else []
        means = [float(x) for x in (self._rates(hosted) * use)[:, 0]] if hosted else []
        peak = float(self._at("peak_to_average")[0])
        return sorted({step for mean in means for step in (mean / peak, mean) if step > 0})

    def _fleets(self, hosted: Sequence[Hosted], apis: NDArray[np.bool_]) -> Fleet:
        """For every candidate and row, shape (candidates, rows), the cheaper of two fleets: one for the whole peak with
        its spare, or a base load on GPUs, its peaks and failures at an API."""
        api_usd = np.broadcast_to(self.managed, self.quality.shape)
        rate, volume = self._rates(hosted) * self.rows["capacity_factor"], np.maximum(self.volume, 1.0)
        share_out = np.maximum(1.0 - self._at("input_share"), 0.005)
        peak, use = self._at("peak_to_average"), self.rows["utilization"]
        number = replicas(volume * share_out, rate, peak=peak, utilization=use, spare=self.rows["spare_replicas"])
        whole = self._gpus_usd(hosted, number)
        overflows = apis & np.isfinite(api_usd)
        load = volume * share_out / np.maximum(rate * use * SECONDS_PER_DAY, 1e-12)
        base, over, split = self._base(hosted, load, np.where(overflows, api_usd, 0.0))
        cheaper = overflows & (split < whole)
        pick = np.where(cheaper, split, whole), np.where(cheaper, base, number), rate, np.where(cheaper, over, 0.0)
        return Fleet(*(np.broadcast_to(x, (len(hosted), *self.quality.shape)) for x in (*pick, np.zeros(1))))

    def _base(self, hosted: Sequence[Hosted], load: Array, api_usd: Array) -> tuple[Array, Array, Array]:
        """The best base load: (replicas, share of the tokens above it, USD a month), shapes (candidates, rows).
        ``load``: the mean, in replicas.

        Never below the mean load, which would be an API with a GPU for show. Cards that are there already cost power
        alone, so more of them pay than of those beyond."""
        peak, there = self._at("peak_to_average"), _column(h.paid_gpus / h.replica.gpus for h in hosted)
        best = best_base(load, peak, self._gpus_usd(hosted, np.full(1, MANY)) / MANY, api_usd)
        if there.any():
            paid = best_base(load, peak, self._gpus_usd(hosted, np.ones(1)), api_usd)
            best = np.clip(there, best, np.where(there > 0, paid, best))
        tried = base_loads(best, load, peak)
        over = overflow_share(tried / np.maximum(load, 1e-12), peak)
        usd = self._gpus_usd(hosted, tried) + over * api_usd
        pick = np.argmin(usd, axis=0)[None]
        number, share, cost = (np.take_along_axis(x, pick, 0)[0] for x in (tried, over, usd))
        return number, share, cost

    @cached_property
    def _requests(self) -> tuple[NDArray[np.bool_], Places]:
        """The rows whose request differs from the first row's, that one with them, and their places in the tables."""
        names = ("input_share", "input_tokens", "prefix_share", "tok_s_per_user")
        columns = [self._at(n) for n in names]
        moved = np.zeros(columns[0].shape, dtype=bool)
        for column in columns:
            moved |= column != column[0]
        moved[0] = True  # rows like the first share its rate: in sweeps and flips that is nearly all of them
        share, size, prefix, stream = (column[moved] for column in columns)
        share, size = np.clip(share, 0.01, 0.995), np.maximum(size, 1.0)
        return moved, places(size, size * (1 - share) / share, stream, prefix)

    def _rates(self, hosted: Sequence[Hosted]) -> Array:
        """Output tok/s of a replica, shape (candidates, rows): the evidence at the central request, moved by the model
        where a row's request differs."""
        moved, at = self._requests
        rates = np.empty((len(hosted), *moved.shape))
        for rate, h in zip(rates, hosted, strict=True):
            found = output_tok_s(h.replica, at) * h.evidence_ratio
            rate[:] = found[0]
            rate[moved] = found
        return rates

    def _gpus_usd(self, hosted: Sequence[Hosted], number: Array) -> Array:
        return np.asarray(
            gpu_monthly_usd(number, _column(h.replica.gpus for h in hosted), self.gpu_hourly(hosted, number))
        )

    def gpu_hourly(self, hosted: Sequence[Hosted], number: Array) -> Array:
        """USD for an hour of one GPU, shape (candidates, rows), the mean over those that ``number`` replicas need.

        Cards that the user owns cost power and space, wherever they may stand but in a cloud account; those beyond them
        are rented, or bought where renting is not allowed."""
        own, there = self._standing
        base = _column(h.gpu_hourly_usd for h in hosted) * self.rows["gpu_price_factor"]
        rate = np.where(own, _column(h.owned_hourly_usd for h in hosted), base)
        cards = _column(h.paid_gpus for h in hosted)
        if not cards.any():
            return rate
        needed = np.maximum(number * _column(h.replica.gpus for h in hosted), 1.0)
        paid = there * np.minimum(cards / needed, 1.0)
        return np.asarray(paid * _column(h.paid_hourly_usd for h in hosted) + (1 - paid) * rate)

    @property
    def bought(self) -> NDArray[np.bool_]:
        """Rows whose GPUs must be bought, because nobody may rent them out."""
        return self._standing[0]

    @cached_property
    def _standing(self) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """Rows whose GPUs must be bought, and rows in which the user's own cards may be used."""
        hosting, third = (self.rows[f"{self.regulation}.{n}"].astype(int) for n in ("hosting", "third_party"))
        own = hosting == CATEGORIES["hosting"].index("on_premises")
        refused = third == CATEGORIES["third_party"].index("forbidden")
        shut = self.rows[f"{self.regulation}.air_gapped"] > 0
        own |= (refused | shut) & (hosting == CATEGORIES["hosting"].index("any"))
        return own, hosting != CATEGORIES["hosting"].index("own_cloud_account")


def _column(values: Iterable[float]) -> Array:
    return np.array(list(values), dtype=float)[:, None]
