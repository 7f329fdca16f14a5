"""API prices for a volume: a named model, an open model at everyone who serves it, or a vendor's two tiers."""

from __future__ import annotations

import datetime as dt

from agent.mcp_server.results import Costs
from knowledge.catalogue.api_prices import asked_for
from knowledge.catalogue.load import Catalogue
from tools.costs import priced_volume


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
    found = asked_for(
        catalogue, provider=provider, model=model, open_model=open_model, input_tokens=input_tokens,
        output_tokens=output_tokens, at=at,
    )  # fmt: skip
    share = input_tokens / ((input_tokens + output_tokens) or 1)
    return Costs(
        prices=tuple(priced_volume(price, tokens_per_day, share, cached_share, batch_share) for price in found)
    )
