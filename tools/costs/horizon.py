"""Cost month by month over a horizon, with growing volume and moving prices.

Volume after t months is v * (1+g)^(t/12) for a yearly growth g; a price is p * f^(t/12) for a factor f in twelve
months. Each month is billed at its middle. Arrays of cases go along the last axis, months along the first.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from tools.costs.api import DAYS_PER_MONTH, Array
from tools.costs.errors import BadQuantity, quantity
from tools.costs.fleet import whole

LONGEST = 120  # months


@dataclass(frozen=True)
class Fleet:
    """Self-hosting by the month: tokens a day one replica carries on average, USD a replica, fixed USD, spares."""

    tokens_per_day_per_replica: ArrayLike
    usd_per_replica: ArrayLike
    fixed_usd: ArrayLike = 0.0
    spare: ArrayLike = 0.0
    price_factor: ArrayLike = 1.0  # of the GPU rate, in twelve months


def _path(months: int, factor_per_year: Array) -> Array:
    """The factor at the middle of each month, months along the first axis."""
    if not (isinstance(months, int) and 1 <= months <= LONGEST):
        raise BadQuantity(f"months must be a whole number from 1 to {LONGEST}, not {months!r}")
    middle = (np.arange(months) + 0.5) / 12
    return np.asarray(factor_per_year[None, ...] ** middle.reshape(-1, *(1,) * factor_per_year.ndim))


def _growth(growth_per_year: ArrayLike) -> Array:
    return 1 + quantity("growth_per_year", growth_per_year, least=-1, most=1e6)


def api_path_usd(
    tokens_per_day: ArrayLike,
    blended_usd_per_mtok: ArrayLike,
    *,
    months: int,
    growth_per_year: ArrayLike = 0.0,
    price_factor: ArrayLike = 1.0,
) -> Array:
    """USD of each month at an API. Errors: BadQuantity."""
    start = quantity("tokens_per_day", tokens_per_day) * quantity("price", blended_usd_per_mtok)
    factor = _growth(growth_per_year) * quantity("price_factor", price_factor, most=1e3)
    return np.asarray(start * DAYS_PER_MONTH / 1e6 * _path(months, factor))


def self_host_path_usd(
    tokens_per_day: ArrayLike, fleet: Fleet, *, months: int, growth_per_year: ArrayLike = 0.0
) -> Array:
    """USD of each month self-hosted: replicas are added (or let go) in whole steps as the volume moves."""
    volume = quantity("tokens_per_day", tokens_per_day) * _path(months, _growth(growth_per_year))
    each = quantity("tokens a replica carries", fleet.tokens_per_day_per_replica, most=np.inf, above=True)
    number = np.maximum(whole(volume / each), np.where(volume > 0, 1.0, 0.0))
    number = np.where(number > 0, number + quantity("spare_replicas", fleet.spare), 0.0)
    rate = quantity("USD a replica", fleet.usd_per_replica)
    drift = _path(months, quantity("price_factor", fleet.price_factor, most=1e3))
    return np.asarray(number * rate * drift + quantity("fixed USD", fleet.fixed_usd))


def cumulative_usd(path: Array, first_usd: ArrayLike = 0.0) -> Array:
    """Money spent after each month, starting with what is paid once (a migration)."""
    return np.asarray(np.cumsum(path, axis=0) + quantity("first_usd", first_usd))


def crossover_month(cheaper_later: Array, cheaper_first: Array) -> Array:
    """The month (1 is the first) from which one cumulative cost stays below the other; NaN: not within the horizon."""
    below = cheaper_later < cheaper_first
    stays = np.logical_and.accumulate(below[::-1], axis=0)[::-1]
    return np.where(stays.any(axis=0), np.argmax(stays, axis=0) + 1.0, np.nan)
