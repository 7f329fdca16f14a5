"""What is run today, as far as it was said: which model at whom, and which of the options that is."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from knowledge.catalogue import api_prices, ladders
from knowledge.catalogue.api_prices import UnitPrice
from knowledge.catalogue.load import Catalogue
from tools.costs import blended_usd_per_mtok
from tools.profile import Profile
from tools.results import Option

SMALL_TIER = 0.35  # a model under this share of its vendor's frontier price is a smaller tier already


@dataclass(frozen=True)
class Today:
    """``found``: ids of provider and model in the price catalogue; ``provider``: of the provider that was named;
    ``open_model``: id of the open model that serves; ``option``: what that is. Each None where it is not known."""

    found: tuple[str, str] | None = None
    provider: str | None = None
    open_model: str | None = None
    option: Option | None = None

    @property
    def managed(self) -> bool:
        """Whether somebody else runs an open model."""
        return self.option == "managed_open"


def today_of(profile: Profile, catalogue: Catalogue, at: dt.date) -> Today:
    """Nothing is known of it where nothing is run yet as far as said."""
    current = profile.current
    if not (current.provider or current.model or current.monthly_bill_usd):
        return Today()
    found, provider = found_today(profile, catalogue), api_prices.provider_of(catalogue, current.provider)
    price = _price(catalogue, found, at)
    served = price.open_model if price else None
    vendor = found[0] if found else None
    if vendor in closed_vendors(catalogue) and served is None:  # a lab's own endpoint, whatever weights it publishes
        return Today(found, provider, None, "smaller_tier" if _is_small(catalogue, price, at) else "frontier_api")
    named = served or _open_model(catalogue, current.model)
    hosted = named is not None or (not current.model and provider in api_prices.HOSTS)
    return Today(found, provider, named, "managed_open" if hosted else "frontier_api")


def found_today(profile: Profile, catalogue: Catalogue) -> tuple[str, str] | None:
    """Provider and model of today, as they are priced."""
    current = profile.current
    if not (current.provider or current.model):
        return None
    return api_prices.find_model(catalogue, current.provider, current.model)


def closed_vendors(catalogue: Catalogue) -> set[str]:
    """Providers that have a ladder of closed models."""
    return {t.provider for t in catalogue.tiers}


def _price(catalogue: Catalogue, found: tuple[str, str] | None, at: dt.date) -> UnitPrice | None:
    try:
        return api_prices.unit_price(catalogue, *found, at=at) if found else None
    except LookupError:
        return None


def _open_model(catalogue: Catalogue, words: str | None) -> str | None:
    """The open model that the words name, wherever it runs."""
    try:
        return catalogue.model(words).id if words else None
    except LookupError:
        return None


def _is_small(catalogue: Catalogue, mine: UnitPrice | None, at: dt.date) -> bool:
    """Whether it is a smaller model of its vendor's."""
    try:
        tier = ladders.tier(catalogue, mine.provider if mine else None)
        top = api_prices.unit_price(catalogue, tier.provider, tier.frontier_model, at=at)
    except LookupError:
        return False
    return mine is not None and (
        float(blended_usd_per_mtok(0.8, mine)) < SMALL_TIER * float(blended_usd_per_mtok(0.8, top))
    )
