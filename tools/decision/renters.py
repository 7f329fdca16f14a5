"""What a card rents for, by where it may stand: in an account of one's own, or at whoever rents it out."""

from __future__ import annotations

from functools import lru_cache

from knowledge.catalogue.load import Catalogue
from tools.costs import MarketRate, market_rate
from tools.gates import gpu_vendors_for
from tools.gates.same import Same
from tools.profile import Hosting


def rate_for(catalogue: Catalogue, gpu: str, hosting: Hosting | None) -> MarketRate:
    """The on-demand rate of a card: of the clouds in which one has an account, where it may stand there alone. Error:
    UnknownKey where nobody is known to rent it out so."""
    return _rate(Same(catalogue), gpu, hosting == "own_cloud_account")


@lru_cache(maxsize=128)
def _rate(ref: Same[Catalogue], gpu: str, own_account: bool) -> MarketRate:
    vendors = ref.value.vendors
    renters = tuple(name for v in vendors if v.own_account for name in v.rents_as) if own_account else ()
    return market_rate(ref.value.gpu_prices, gpu, renters=renters)


def rate_under(catalogue: Catalogue, gpu: str, needs: tuple[str, ...]) -> MarketRate | None:
    """The on-demand rate of a card at those who are known to promise all of ``needs``; None where none is."""
    fit = {v.vendor for v in gpu_vendors_for(needs, catalogue) if v.verified}
    renters = tuple(name for v in catalogue.vendors if v.vendor in fit for name in v.rents_as)
    try:
        return market_rate(catalogue.gpu_prices, gpu, renters=renters) if renters else None
    except LookupError:
        return None
