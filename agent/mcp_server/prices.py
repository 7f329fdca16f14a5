"""API prices for a volume: a named model, an open model at everyone who serves it, or a vendor's two tiers."""

from __future__ import annotations

import datetime as dt

from agent.mcp_server.results import ApiCost, Costs
from knowledge.catalogue.api_prices import UnitPrice, find_model, offers, require_served, tier, unit_price
from knowledge.catalogue.load import Catalogue
from tools.costs import api_monthly_usd, blended_usd_per_mtok


def costs(
    catalogue: Catalogue,
    at: dt.date,
    tokens_per_day: float,
    *,
    provider: str | None,
    model: str | None,
    open_model: str | None,
    input_tokens: float,
    output_tokens: float,
    cached_share: float,
    batch_share: float,
) -> Costs:
    """Errors: LookupError saying what there is; ValueError for a figure that cannot be."""
    found = _prices(catalogue, at, provider, model, open_model, input_tokens, output_tokens)
    share = input_tokens / ((input_tokens + output_tokens) or 1)
    return Costs(prices=tuple(_cost(p, tokens_per_day, share, cached_share, batch_share) for p in found))


def _prices(
    catalogue: Catalogue,
    at: dt.date,
    provider: str | None,
    model: str | None,
    open_model: str | None,
    into: float,
    out: float,
) -> tuple[UnitPrice, ...]:
    if open_model:
        spec = catalogue.model(open_model)
        found = offers(catalogue, spec.id, input_tokens=into, output_tokens=out, at=at)
        if not found:
            raise LookupError(f"nobody in the catalogue serves {spec.name} on {at}")
        return found
    if model:
        named = find_model(catalogue, provider, model)
        if named is None:
            raise LookupError(f"no price of {model!r}; name the vendor's model id, or an open model as open_model")
        priced = unit_price(catalogue, *named, input_tokens=into, output_tokens=out, at=at)
        return (require_served(catalogue, priced, at),)
    vendor = tier(catalogue, provider)
    both = (vendor.frontier_model, vendor.smaller_model)
    return tuple(unit_price(catalogue, vendor.provider, m, input_tokens=into, output_tokens=out, at=at) for m in both)


def _cost(price: UnitPrice, tokens_per_day: float, share: float, cached: float, batch: float) -> ApiCost:
    return ApiCost(
        provider=price.provider, model=price.model,
        api_monthly_usd=float(api_monthly_usd(tokens_per_day, share, price, cached, batch)),
        blended_usd_per_mtok=float(blended_usd_per_mtok(share, price, cached, batch)),
        input_usd_per_mtok=price.input_usd_per_mtok, output_usd_per_mtok=price.output_usd_per_mtok,
        as_of=price.as_of.isoformat(), reference=price.reference,
        retires=price.retires.isoformat() if price.retires else None,
        note=price.note or None,
    )  # fmt: skip
