"""What a GPU-hour costs on the market: the middle of the dated offers in the catalogue."""

from __future__ import annotations

import datetime as dt
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.catalogue.schema import GpuPrice
from tools.costs.errors import UnknownKey


@dataclass(frozen=True)
class MarketRate:
    """USD a GPU-hour: the median of each provider's newest offer, and the middle two thirds of them as a band."""

    low: float
    mid: float
    high: float
    offers: int
    as_of: dt.date  # of the newest offer
    oldest: dt.date
    reference: str  # of the newest offer


def market_rate(
    prices: Sequence[GpuPrice], gpu: str, kind: str = "on_demand", renters: tuple[str, ...] = ()
) -> MarketRate:
    """The market rate of one GPU under one kind of contract; with ``renters`` of those alone whose names begin so.
    Error: UnknownKey naming the GPUs that have a price."""
    latest: dict[str, GpuPrice] = {}
    if renters:
        prices = [p for p in prices if p.provider.startswith(renters)]
    for price in prices:
        if price.gpu == gpu and price.kind == kind:
            known = latest.get(price.provider)
            latest[price.provider] = price if known is None or known.as_of <= price.as_of else known
    if not latest:
        named = sorted({p.gpu for p in prices if p.kind == kind})
        raise UnknownKey(f"no {kind.replace('_', ' ')} price of {gpu!r}; there are: {', '.join(named) or 'none'}")
    rates = sorted(p.usd_per_gpu_hour for p in latest.values())
    newest = max(latest.values(), key=lambda p: p.as_of)
    edge = len(rates) // 6
    return MarketRate(
        low=rates[edge],
        mid=statistics.median(rates),
        high=rates[-1 - edge],
        offers=len(rates),
        as_of=newest.as_of,
        oldest=min(p.as_of for p in latest.values()),
        reference=newest.reference,
    )
