"""Cost month by month over a horizon, with growing volume and moving prices.

Volume after t months is v * (1+g)^(t/12) for a yearly growth g; a price is p * f^(t/12) for a factor f in twelve
months. Each month is billed at its middle. Months go along the first axis.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from tools.costs.api import Array
from tools.costs.errors import BadQuantity, quantity

LONGEST = 120  # months


def monthly_path(months: int, factor_per_year: float) -> Array:
    """The factor of each month's middle, for one that holds after twelve months. Error: BadQuantity."""
    if not (isinstance(months, int) and 1 <= months <= LONGEST):
        raise BadQuantity(f"months must be a whole number from 1 to {LONGEST}, not {months!r}")
    factor = quantity("factor in a year", factor_per_year, most=1e6)
    return np.asarray(factor ** ((np.arange(months) + 0.5) / 12))


def cumulative_usd(path: Array, first_usd: ArrayLike = 0.0) -> Array:
    """Money spent after each month, starting with what is paid once (a migration)."""
    return np.asarray(np.cumsum(path, axis=0) + quantity("first_usd", first_usd))


def crossover_month(cheaper_later: Array, cheaper_first: Array) -> Array:
    """The month (1 is the first) from which one cumulative cost stays below the other; NaN: not within the horizon."""
    below = cheaper_later < cheaper_first
    stays = np.logical_and.accumulate(below[::-1], axis=0)[::-1]
    return np.where(stays.any(axis=0), np.argmax(stays, axis=0) + 1.0, np.nan)
