"""How many replicas a load takes, and what GPUs cost a month: rented on several contracts, or owned.

Replicas grow in whole steps: active = ceil(need / (rate * utilization)), need = output tokens a second in the busiest
hour; spare replicas come on top. Reference for the form: NVIDIA's inference cost guidance (instances = peak requests a
second over requests a second of one instance).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from knowledge.catalogue.schema import Default
from tools.costs.api import HOURS_PER_MONTH, Array
from tools.costs.errors import UnknownKey, quantity

SECONDS_PER_DAY = 86400.0
Level = Literal["low", "mid", "high"]
Contract = Literal["on_demand", "spot", "reserved_1y", "reserved_3y"]
ROUNDING = 1e-9  # a load that fills whole replicas to the last digit does not need one more


def whole(load: Array) -> Array:
    """The next whole number, forgiving the last digits of a float."""
    nearest = np.round(load)
    close = np.abs(load - nearest) <= ROUNDING * np.maximum(nearest, 1.0)
    return np.where(close, nearest, np.ceil(load))


def replicas(
    output_tok_per_day: ArrayLike,
    output_tok_s: ArrayLike,
    *,
    peak: ArrayLike,
    utilization: ArrayLike,
    spare: ArrayLike,
) -> Array:
    """Whole replicas for the busiest hour at the target utilisation, spares included (none where nothing runs).

    ``output_tok_s``: what one replica generates a second when full. Infinite where one generates nothing.
    Errors: BadQuantity.
    """
    mean = quantity("output tokens a day", output_tok_per_day) / SECONDS_PER_DAY
    rate = quantity("output_tok_s", output_tok_s)
    need = mean * quantity("peak_to_average", peak, least=1)
    usable = rate * quantity("utilization", utilization, most=1, above=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        active = whole(np.where(need > 0, need / usable, 0.0))
    return np.where(need > 0, active + np.round(quantity("spare_replicas", spare)), 0.0)


def gpu_monthly_usd(replicas: ArrayLike, gpus_per_replica: ArrayLike, gpu_hourly_usd: ArrayLike) -> Array:
    """USD a month for GPUs that run all 730 hours; idle ones cost the same."""
    gpus = np.asarray(replicas, dtype=np.float64) * quantity("gpus", gpus_per_replica)
    return gpus * quantity("gpu_hourly_usd", gpu_hourly_usd) * HOURS_PER_MONTH


def value(defaults: Mapping[str, Default], name: str, level: Level = "mid") -> float:
    """One level of a catalogue default. Error: UnknownKey."""
    if name not in defaults:
        raise UnknownKey(f"no default {name!r}; there are: {', '.join(sorted(defaults))}")
    return float(getattr(defaults[name], level))


def contract_hourly_usd(
    on_demand_usd: ArrayLike, contract: Contract, defaults: Mapping[str, Default], level: Level = "mid"
) -> Array:
    """USD a GPU-hour under a contract, from the on-demand rate.

    Spot is not there every hour: the hours in which it is missing are bought on demand, so its rate is
    availability * spot + (1 - availability) * on demand. That is what relying on scarce capacity costs on average.
    """
    base = quantity("gpu_hourly_usd", on_demand_usd)
    if contract == "on_demand":
        return base
    factor = value(defaults, f"{contract}_factor", level)
    if contract == "spot":
        there = value(defaults, "spot_availability", {"low": "high", "mid": "mid", "high": "low"}[level])  # type: ignore[arg-type]
        factor = there * factor + (1 - there)
    return base * factor


def owned_capital(defaults: Mapping[str, Default], gpu: str) -> Default:
    """What a card of that name costs to buy, with its share of the machine; of any card where it is not named."""
    key = "owned_capital_usd_" + "".join(c if c.isalnum() else "_" for c in gpu.lower())
    return defaults.get(key) or defaults["owned_capital_usd_per_gpu"]


def owned_gpu_hourly_usd(
    defaults: Mapping[str, Default], gpu: str = "H100 SXM", *, sunk: bool = False, level: Level = "mid"
) -> float:
    """USD a GPU-hour of owned hardware over its life: capital (none if ``sunk``: already paid), power, rack space.

    (capital / life + kW * 730 h * USD/kWh + kW * rack) / 730. Capital by GPU where the catalogue names it.
    """
    capital = value(defaults, owned_capital(defaults, gpu).name, level)
    life = value(defaults, "owned_life_months", {"low": "high", "mid": "mid", "high": "low"}[level])  # type: ignore[arg-type]
    power = value(defaults, "owned_power_kw_per_gpu", level)
    energy = power * HOURS_PER_MONTH * value(defaults, "power_usd_per_kwh", level)
    rack = power * value(defaults, "rack_usd_per_kw_month", level)
    return ((0.0 if sunk else capital / life) + energy + rack) / HOURS_PER_MONTH
