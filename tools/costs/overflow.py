"""Base load on own GPUs, peaks to an API: how many replicas are worth having, and what that costs.

The hours of a month, sorted by load, are taken as L(x) = p * x^(p-1) times the mean, x from 1 (busiest) to 0: the curve
with one parameter whose mean is 1 and whose busiest hour is p, the peak-to-average ratio. With k = capacity over mean
load, the share of tokens that overflows is 1 - x0^p - k*(1 - x0), x0 = (k/p)^(1/(p-1)). The cost is convex in the
number of replicas, so the best whole number is next to the continuous optimum. The shape is an assumption: an hourly
histogram of real traffic replaces it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from tools.costs.api import Array
from tools.costs.errors import quantity


def overflow_share(capacity_over_mean: ArrayLike, peak_to_average: ArrayLike) -> Array:
    """Share of the tokens above a capacity given in multiples of the mean load."""
    k, p = quantity("capacity over mean", capacity_over_mean, most=np.inf), quantity("peak", peak_to_average, least=1)
    flat = p - 1 < 1e-9
    spread = np.where(flat, 1.0, p - 1)
    full = np.minimum(k / p, 1.0)
    edge = full ** (1 / spread)
    peaked = 1 - edge * full - full * p * (1 - edge)
    return np.asarray(np.clip(np.where(flat, 1 - np.minimum(k, 1.0), peaked), 0.0, 1.0))


def best_base(
    load_over_replica: ArrayLike, peak_to_average: ArrayLike, usd_per_replica: ArrayLike, api_usd: ArrayLike
) -> Array:
    """The number of replicas, not rounded, beyond which one more saves less at the API than it costs.

    ``load_over_replica``: mean load in replicas; ``api_usd``: what the whole load costs at the API, for the same period
    as ``usd_per_replica``. Where peaks are flat it is all of the load or nothing. Zero: GPUs never pay."""
    load, p = quantity("load", load_over_replica), quantity("peak_to_average", peak_to_average, least=1)
    api, rate = quantity("API cost", api_usd, most=np.inf), quantity("USD a replica", usd_per_replica, most=np.inf)
    with np.errstate(divide="ignore", invalid="ignore"):
        worth = np.clip(1 - np.where(api > 0, rate * load / api, 1.0), 0.0, 1.0)
    return np.asarray(np.where(p - 1 < 1e-9, worth > 0, p * worth ** np.maximum(p - 1, 1e-9)) * load)
