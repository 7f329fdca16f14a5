"""The terms an endpoint must offer, and which vendors are known to offer them."""

from __future__ import annotations

import functools

from knowledge.catalogue import Catalogue
from knowledge.catalogue.schema import Regime, Term, VendorTerms
from tools.gates.regions import ANY_REGION, residency_term
from tools.gates.same import Same
from tools.gates.types import GateFacts, VendorFit

TERM_NAMES: dict[str, str] = {
    "baa": "a signed Business Associate Agreement (BAA)",
    "zero_retention": "zero data retention",
    "fedramp": "a FedRAMP authorisation",
    "itar": "operation by US persons on an ITAR-ready government cloud",
    "cjis": "a CJIS security agreement",
    "dod_il": "a US Department of Defense impact-level authorisation",
    ANY_REGION: "processing inside the required region",
}
SIGNATURES = frozenset({"baa", "zero_retention"})
"""Terms that a vendor signs without serving the model from elsewhere: none is known to ask more for them."""
_REGION_NAMES = {
    "eu": "the EU", "us": "the United States", "uk": "the United Kingdom", "ch": "Switzerland", "ca": "Canada",
    "au": "Australia", "in": "India", "jp": "Japan", "kr": "Korea", "sg": "Singapore", "br": "Brazil",
    "ae": "the Emirates",
}  # fmt: skip


def term_name(term: str) -> str:
    """The term in words that hold no figures."""
    if term in TERM_NAMES:
        return TERM_NAMES[term]
    region = term.removesuffix("_residency")
    return f"processing and storage inside {_REGION_NAMES.get(region, region)}"


def regimes_of(ids: frozenset[str], catalogue: Catalogue) -> tuple[Regime, ...]:
    """The catalogue's entries for rules, in its order; a rule that it does not describe has none."""
    return _regimes(ids, Same(catalogue)) if ids else ()


@functools.lru_cache(maxsize=1024)
def _regimes(ids: frozenset[str], among: Same[Catalogue]) -> tuple[Regime, ...]:
    return tuple(r for r in among.value.regimes if r.id in ids)


def needs_terms(facts: GateFacts, catalogue: Catalogue) -> tuple[str, ...]:
    """Terms that every endpoint must offer for this data, regimes first; empty: none is forced."""
    needs = [need for regime in regimes_of(facts.regimes, catalogue) for need in regime.needs]
    if facts.third_party == "zero_retention":
        needs.append("zero_retention")
    elif facts.third_party == "in_region":
        needs.append(residency_term(facts.region, facts.regimes))
    return tuple(dict.fromkeys(needs))


def vendors_for(needs: tuple[str, ...], catalogue: Catalogue, frontier_only: bool = False) -> tuple[VendorFit, ...]:
    """Model vendors that refuse none of ``needs``: those known to offer all of them first.

    A vendor of bare GPUs is not among them: it serves no model. With ``frontier_only`` it must serve a frontier model.
    """
    return _fits(needs, Same(catalogue), frontier_only)


def gpu_vendors_for(needs: tuple[str, ...], catalogue: Catalogue) -> tuple[VendorFit, ...]:
    """Renters of GPUs that refuse none of ``needs``. Retention is not theirs to promise: they store what you store."""
    asked = tuple(n for n in needs if n != "zero_retention")
    return _fits(asked, Same(catalogue), False, True)


@functools.lru_cache(maxsize=256)
def _fits(
    needs: tuple[str, ...], among: Same[Catalogue], frontier_only: bool, gpus: bool = False
) -> tuple[VendorFit, ...]:
    """Few combinations of terms ever occur, and matching them is most of a gate's time."""
    kind = (v for v in among.value.vendors if (v.kind == "gpu_cloud") is gpus)
    fits = [fit for v in kind if (not frontier_only or "frontier" in v.serves) and (fit := _fit(v, needs))]
    return tuple(sorted(fits, key=lambda f: len(f.not_found)))


def _fit(vendor: VendorTerms, needs: tuple[str, ...]) -> VendorFit | None:
    yes, unknown, dates = [], [], []
    for need in needs:
        term = vendor.terms.get(need) if need != ANY_REGION else _any_residency(vendor)
        if term is None or term.value == "not_found" or (term.value == "yes" and term.basis == "background"):
            unknown.append(need)
        elif term.value == "no":
            return None
        else:
            yes.append(need)
            dates.append(term.as_of)
    regional = any(n == ANY_REGION or n.endswith("_residency") for n in needs)
    return VendorFit(
        vendor=vendor.vendor,
        name=vendor.name,
        yes=tuple(yes),
        not_found=tuple(unknown),
        uplift=vendor.uplift if regional else 1.0,
        serves=vendor.serves,
        prices_as=vendor.prices_as,
        as_of=min(dates, default=None),
    )


def _any_residency(vendor: VendorTerms) -> Term | None:
    terms = [t for key, t in vendor.terms.items() if key.endswith("_residency")]
    return next((t for t in terms if t.value == "yes"), next((t for t in terms if t.value == "not_found"), None))
