"""The terms that a workload's data needs in the central case: who is known to promise them, with which models, at what
price."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from knowledge.catalogue import api_prices
from knowledge.catalogue.api_prices import UnitPrice
from knowledge.catalogue.load import Catalogue
from tools.costs import blended_usd_per_mtok
from tools.decision.params import Param, central
from tools.decision.resolve import CATEGORIES, effective, scope
from tools.gates import GateFacts, needs_terms, vendors_for
from tools.gates.terms import SIGNATURES
from tools.profile import Profile, ThirdParty


def _needs(
    profile: Profile,
    catalogue: Catalogue,
    params: Mapping[str, Param],
    index: int,
    third_party: ThirdParty | None = None,
) -> tuple[str, ...]:
    """The terms that the data of a workload needs; ``third_party``: as if that were said."""
    regulation, at = effective(profile, index), scope(profile, index)
    third = third_party or CATEGORIES["third_party"][int(central(params, f"{at}.third_party"))]
    regimes = frozenset(regulation.regimes or ())
    facts = GateFacts(regimes, regulation.region, False, third, "any", None, None, "none", False)
    return needs_terms(facts, catalogue)


def terms_uplift(profile: Profile, catalogue: Catalogue, params: Mapping[str, Param], index: int) -> float:
    """What the terms of a workload cost in the central case, times the list price: 1 for a signature, or none."""
    placed = set(_needs(profile, catalogue, params, index)) - SIGNATURES
    return central(params, "sovereign_uplift") if placed else 1.0


def promising(
    profile: Profile,
    catalogue: Catalogue,
    params: Mapping[str, Param],
    index: int,
    third_party: ThirdParty | None = None,
) -> frozenset[str] | None:
    """Providers (ids) that are known to promise what the data of a workload needs; None where it needs nothing.
    ``third_party``: as if that were said."""
    needs = _needs(profile, catalogue, params, index, third_party)
    fits = vendors_for(needs, catalogue) if needs else ()
    return frozenset(v.prices_as for v in fits if v.verified and v.prices_as) if needs else None


def under_terms(
    profile: Profile, catalogue: Catalogue, params: Mapping[str, Param], index: int, offers: Iterable[UnitPrice]
) -> UnitPrice | None:
    """The first offer of a vendor that is known to promise the needed terms (residency where none are needed)."""
    vendors = promising(profile, catalogue, params, index)
    if vendors is None:
        vendors = promising(profile, catalogue, params, index, "in_region") or frozenset()
    return next((o for o in offers if o.provider in vendors), None)


def ladder_under(
    catalogue: Catalogue, vendors: frozenset[str], share: float, size: Mapping[str, object]
) -> tuple[UnitPrice, UnitPrice] | None:
    """Frontier and smaller model of the vendor among these whose frontier model costs least; None: none has any."""
    ladders = []
    for t in (t for t in catalogue.tiers if t.provider in vendors):
        top, small = (
            api_prices.unit_price(catalogue, t.provider, m, **size)  # type: ignore[arg-type]
            for m in (t.frontier_model, t.smaller_model)
        )
        ladders.append((top, small))
    return min(ladders, key=lambda pair: float(blended_usd_per_mtok(share, pair[0])), default=None)
