"""Whether the open model that serves today should be served by another provider, for less: another address, not
another model. Decided once, at the central values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knowledge.catalogue import api_prices
from knowledge.catalogue.api_prices import UnitPrice
from knowledge.catalogue.load import Catalogue
from tools.costs import DAYS_PER_MONTH, api_monthly_usd
from tools.decision.hosting import request_of
from tools.decision.params import Param, central


@dataclass(frozen=True)
class Elsewhere:
    """The same model at another provider: ``prices`` one a workload, ``pays``: the move, within the horizon."""

    prices: tuple[UnitPrice, ...]
    pays: bool


def elsewhere(
    catalogue: Catalogue,
    at: dt.date,
    params: Mapping[str, Param],
    today: Sequence[UnitPrice | None],
    bills: Sequence[float | None],
) -> Elsewhere | None:
    """``today``: the price of each workload where it runs now, ``bills``: its part of the stated bill. Of the providers
    that are cheaper by more than a tie and keep the model beyond the horizon the second cheapest, as for every open
    model: the cheapest is often capacity-bound. None: there is none."""
    if any(p is None or p.open_model is None for p in today):
        return None
    running = [p for p in today if p is not None]
    now = sum(b if b else listed(params, w, p) for w, (b, p) in enumerate(zip(bills, running, strict=True)))
    offered = [_offers(catalogue, at, params, w, p) for w, p in enumerate(running)]
    usd = {x: sum(listed(params, w, o[x]) for w, o in enumerate(offered)) for x in set.intersection(*map(set, offered))}
    least = now * (1 - central(params, "tie_margin"))
    cheaper = sorted((cost, provider) for provider, cost in usd.items() if cost < least)
    if not cheaper:
        return None
    cost, provider = cheaper[min(1, len(cheaper) - 1)]
    pays = (now - cost) * central(params, "horizon_months") > central(params, "migration_api_usd")
    return Elsewhere(tuple(o[provider] for o in offered), pays)


def listed(params: Mapping[str, Param], w: int, price: UnitPrice) -> float:
    """USD a month of a workload at a list price, today's volume."""
    slot = f"workloads[{w}]."
    names = ("tokens_per_day", "input_share", "cached_share", "batchable")
    volume, share, cached, batch = (central(params, f"{slot}{n}") for n in names)
    return float(api_monthly_usd(volume, share, price, cached, batch))


def _offers(
    catalogue: Catalogue, at: dt.date, params: Mapping[str, Param], w: int, today: UnitPrice
) -> dict[str, UnitPrice]:
    """The cheapest offer of each other provider that does not end within the horizon."""
    last = at + dt.timedelta(days=central(params, "horizon_months") * DAYS_PER_MONTH)
    size = request_of(params, w)
    offers = api_prices.offers(
        catalogue, today.open_model or "", input_tokens=size.input_tokens, output_tokens=size.output_tokens, at=at
    )
    kept = [p for p in offers if p.provider != today.provider and p.served(last)]
    return {p.provider: p for p in reversed(kept)}  # the cheapest of each last, so that it stays
