"""What an API costs a month. Every argument may be a number or an array; shapes broadcast.

Formula: USD a million tokens = (s * ((1-c) * p_in + c * p_cached) + (1-s) * p_out) * (1 - b * d), with s the input
share, c the cached share of the input, b the share sent as batch and d the batch discount. Reference: the vendors'
price pages, as kept in genai-prices; on vendors that list both, batch halves cached input too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tools.costs.errors import quantity

if TYPE_CHECKING:
    from knowledge.catalogue.api_prices import UnitPrice

DAYS_PER_MONTH = 30.4
HOURS_PER_MONTH = 730.0
Array = NDArray[np.float64]


class Priced(Protocol):
    """Anything with list prices in USD a million tokens, such as a catalogue ``UnitPrice``; arrays are welcome."""

    @property
    def input_usd_per_mtok(self) -> Any: ...
    @property
    def output_usd_per_mtok(self) -> Any: ...
    @property
    def cached_input_usd_per_mtok(self) -> Any: ...
    @property
    def batch_discount(self) -> Any: ...


@dataclass(frozen=True)
class Price:
    """A price that a user typed, or one drawn: USD a million tokens."""

    input_usd_per_mtok: Any
    output_usd_per_mtok: Any
    cached_input_usd_per_mtok: Any = None
    batch_discount: Any = None


def blended_usd_per_mtok(
    input_share: ArrayLike, price: Priced, cached_share: ArrayLike = 0.0, batch_share: ArrayLike = 0.0
) -> Array:
    """USD a million tokens (input + output) at this mix. Errors: BadQuantity."""
    share = quantity("input_share", input_share, most=1)
    cached, batch = quantity("cached_share", cached_share, most=1), quantity("batch_share", batch_share, most=1)
    p_in = quantity("input price", price.input_usd_per_mtok)
    p_out = quantity("output price", price.output_usd_per_mtok)
    p_cached = p_in if price.cached_input_usd_per_mtok is None else quantity("cached", price.cached_input_usd_per_mtok)
    discount = 0.0 if price.batch_discount is None else quantity("batch_discount", price.batch_discount, most=1)
    full = share * ((1 - cached) * p_in + cached * p_cached) + (1 - share) * p_out
    return np.asarray(full * (1 - batch * discount))


def api_monthly_usd(
    tokens_per_day: ArrayLike,
    input_share: ArrayLike,
    price: Priced,
    cached_share: ArrayLike = 0.0,
    batch_share: ArrayLike = 0.0,
) -> Array:
    """USD a month (30.4 days) for a seven-day mean of tokens a day, input + output. Errors: BadQuantity."""
    volume = quantity("tokens_per_day", tokens_per_day)
    blended = blended_usd_per_mtok(input_share, price, cached_share, batch_share)
    return np.asarray(volume * DAYS_PER_MONTH * blended / 1e6)


@dataclass(frozen=True)
class PricedVolume:
    """A volume at one provider's price for a model: what it comes to, and of what day the price is (ISO dates)."""

    provider: str
    model: str
    api_monthly_usd: float
    blended_usd_per_mtok: float
    input_usd_per_mtok: float
    output_usd_per_mtok: float
    as_of: str
    reference: str
    retires: str | None
    note: str | None


def priced_volume(
    price: UnitPrice, tokens_per_day: float, input_share: float, cached_share: float = 0.0, batch_share: float = 0.0
) -> PricedVolume:
    """Errors: BadQuantity."""
    mix = (input_share, price, cached_share, batch_share)
    return PricedVolume(
        provider=price.provider, model=price.model,
        api_monthly_usd=float(api_monthly_usd(tokens_per_day, *mix)),
        blended_usd_per_mtok=float(blended_usd_per_mtok(*mix)),
        input_usd_per_mtok=price.input_usd_per_mtok, output_usd_per_mtok=price.output_usd_per_mtok,
        as_of=price.as_of.isoformat(), reference=price.reference,
        retires=price.retires.isoformat() if price.retires else None, note=price.note or None,
    )  # fmt: skip


def bill_gap(bill_usd: ArrayLike, list_price_usd: ArrayLike) -> Array:
    """How far a stated monthly bill lies from volume times list price, as a share of that; NaN without a price."""
    bill, listed = quantity("bill", bill_usd), quantity("volume times price", list_price_usd)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(listed > 0, bill / listed - 1, np.nan)
