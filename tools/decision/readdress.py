"""Whether the open model that serves today should be served by another provider, for less: another address, not
another model. Decided once, at the central values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from knowledge.catalogue import api_prices
from knowledge.catalogue.api_prices import UnitPrice
from knowledge.catalogue.load import Catalogue
from tools.costs import DAYS_PER_MONTH, api_monthly_usd
from tools.decision.hosting import request_of
from tools.decision.params import Param, central
from tools.decision.today import Today


@dataclass(frozen=True)
class Elsewhere:
    """The same model at another provider: ``prices`` one a workload, ``pays``: the move, within the horizon; ``must``:
    it cannot stay where it is, whatever a move costs."""

    prices: tuple[UnitPrice, ...]
    pays: bool
    must: bool = False


def elsewhere(
    catalogue: Catalogue,
    at: dt.date,
    params: Mapping[str, Param],
    now: Today,
    paid: Sequence[tuple[UnitPrice | None, float | None]],
    allowed: Sequence[frozenset[str] | None],
    uplift: Sequence[float],
) -> Elsewhere | None:
    """``paid``: of each workload the price where it runs now and its part of the stated bill; ``allowed``: providers
    that may see its data, None: any; ``uplift``: what their terms cost, times the list price.

    Of the providers that are cheaper by more than a tie and keep the model beyond the horizon the second cheapest, as
    for every open model: the cheapest is often capacity-bound. A model that is gone where it ran, or whose provider is
    not known to promise the terms, has to move, whatever that costs. None: nobody is known, or not what is paid now."""
    if now.open_model is None or any(price is None and not bill for price, bill in paid):
        return None
    usd_now = sum(bill or (listed(params, w, price) if price else 0.0) for w, (price, bill) in enumerate(paid))
    offered = [_offers(catalogue, at, params, w, now, seen_by) for w, seen_by in enumerate(allowed)]
    usd = {
        x: sum(listed(params, w, o[x]) * uplift[w] for w, o in enumerate(offered))
        for x in set.intersection(*map(set, offered))
    }
    mine = now.found[0] if now.found else now.provider
    must = any(price is not None and not price.served(at) for price, _ in paid)
    must |= any(seen_by is not None and mine not in seen_by for seen_by in allowed)
    least = np.inf if must else usd_now * (1 - central(params, "tie_margin"))
    cheaper = sorted((cost, provider) for provider, cost in usd.items() if cost < least)
    if not cheaper:
        return None
    cost, provider = cheaper[min(1, len(cheaper) - 1)]
    pays = must or (usd_now - cost) * central(params, "horizon_months") > central(params, "migration_api_usd")
    return Elsewhere(tuple(o[provider] for o in offered), pays, must)


def listed(params: Mapping[str, Param], w: int, price: UnitPrice) -> float:
    """USD a month of a workload at a list price, today's volume."""
    slot = f"workloads[{w}]."
    names = ("tokens_per_day", "input_share", "cached_share", "batchable")
    volume, share, cached, batch = (central(params, f"{slot}{n}") for n in names)
    return float(api_monthly_usd(volume, share, price, cached, batch))


def _offers(
    catalogue: Catalogue,
    at: dt.date,
    params: Mapping[str, Param],
    w: int,
    now: Today,
    allowed: frozenset[str] | None,
) -> dict[str, UnitPrice]:
    """The cheapest offer of each other provider that does not end within the horizon."""
    last = at + dt.timedelta(days=central(params, "horizon_months") * DAYS_PER_MONTH)
    size = request_of(params, w)
    offers = api_prices.offers(
        catalogue, now.open_model or "", input_tokens=size.input_tokens, output_tokens=size.output_tokens, at=at
    )
    mine = now.found[0] if now.found else now.provider
    others = [p for p in offers if p.provider != mine and p.served(last)]
    kept = [p for p in others if allowed is None or p.provider in allowed]
    return {p.provider: p for p in reversed(kept)}  # the cheapest of each last, so that it stays
