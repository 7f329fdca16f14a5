"""What ought to be said although it takes no option away: duties, open checks, places, rules we know nothing of."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.catalogue import Catalogue
from knowledge.catalogue.schema import VendorTerms
from tools.gates.regions import ANY_REGION, is_member_state, residency_term
from tools.gates.terms import gpu_vendors_for, regimes_of, term_name
from tools.gates.types import WORKLOAD, GateFacts, Note, Place, VendorFit

OUTSIDE = "outside"
"""``Regime.scope`` of a rule that the catalogue can name but holds no terms for."""


def notes_for(
    facts: GateFacts,
    catalogue: Catalogue,
    needs: tuple[str, ...],
    vendors: tuple[VendorFit, ...],
    places: tuple[Place, ...],
) -> tuple[Note, ...]:
    """Notes in a fixed order: regimes, terms to verify, where GPUs may stand, weights, speed."""
    return (
        *_regimes(facts, catalogue),
        *_terms(facts, catalogue, needs, vendors),
        *_places(facts, catalogue, needs, places),
        *_workload(facts),
    )


def _regimes(facts: GateFacts, catalogue: Catalogue) -> Iterator[Note]:
    slot = "regulation.regimes"
    known = set()
    for regime in regimes_of(facts.regimes, catalogue):
        known.add(regime.id)
        fact = f"regime_{regime.id}"  # holds the name as well: some names hold figures
        if regime.scope == OUTSIDE:
            text = f"{{{fact}}} Our documents do not cover it: have counsel check it before anything else."
            yield Note(f"outside_{regime.id}", slot, text, "residency", (fact,))
        elif not regime.needs:
            yield Note(f"duty_{regime.id}", slot, f"{{{fact}}}", "compliance_work", (fact,))
    for unknown in sorted(facts.regimes - known):
        text = f"nothing here describes {unknown}: have counsel check it before anything else"
        yield Note(f"outside_{unknown}", slot, text, "residency")


def _terms(
    facts: GateFacts, catalogue: Catalogue, needs: tuple[str, ...], vendors: tuple[VendorFit, ...]
) -> Iterator[Note]:
    if not needs:
        return
    if not any(v.verified for v in vendors):
        terms = " and ".join(term_name(n) for n in needs)
        text = f"no vendor was found to promise {terms}, and none to refuse: ask before you rely on it"
        yield Note("terms_to_verify", "regulation.third_party", text, "residency")
    if facts.third_party == "in_region" and facts.region and is_member_state(facts.region):
        text = f"the vendors' terms are for the EU as a whole; ask for a data centre in {facts.region} itself"
        yield Note("country_in_the_eu", "regulation.region", text, "residency")
    yield from _beside(facts, catalogue, needs, vendors)
    fit = {v.vendor for v in vendors if v.verified}
    batch = "batch_under_zero_retention"
    left_out = [v for v in catalogue.vendors if v.vendor in fit and batch in v.terms and v.terms[batch].value == "no"]
    if "zero_retention" in needs and left_out:
        text = (
            f"batch jobs fall outside zero retention at {', '.join(v.name for v in left_out)}: no batch discount there"
        )
        facts_ = tuple(f"term_{v.vendor}_{batch}" for v in left_out)
        yield Note("batch_under_zero_retention", "regulation.third_party", text, "zero_retention", facts_)


def _beside(
    facts: GateFacts, catalogue: Catalogue, needs: tuple[str, ...], vendors: tuple[VendorFit, ...]
) -> Iterator[Note]:
    """What the terms alone leave open: the level of an authorisation, a region that was named beside another wish."""
    if "fedramp" in needs:
        text = "an authorisation is granted for a level of impact: ask each vendor for the level that your data needs"
        yield Note("authorisation_level", "regulation.regimes", text, "residency")
    if facts.region and not any(n == ANY_REGION or n.endswith("_residency") for n in needs):
        term = residency_term(facts.region, facts.regimes)
        by_id = {v.vendor: v for v in catalogue.vendors}
        both = [v.name for v in vendors if v.verified and _promises(by_id[v.vendor], term)]
        known = (
            f"of those who promise the terms, {', '.join(both)} promise it"
            if both
            else "nobody was found who promises both"
        )
        text = f"you named a region, too: if the data must stay there, ask for {term_name(term)} as well; {known}"
        yield Note("region_as_well", "regulation.region", text, "residency")


def _promises(vendor: VendorTerms, term: str) -> bool:
    return term in vendor.terms and vendor.terms[term].value == "yes"


def _places(
    facts: GateFacts, catalogue: Catalogue, needs: tuple[str, ...], places: tuple[Place, ...]
) -> Iterator[Note]:
    if facts.air_gapped and facts.hosting != "on_premises":
        yield Note(
            "on_premises_only",
            "regulation.hosting",
            "behind an air gap own GPUs can only stand on your premises",
            "air_gap",
        )
    elif facts.third_party == "forbidden" and facts.hosting == "any":
        text = "a rented GPU is a third party too: own GPUs belong on your premises or in an account counsel accepts"
        yield Note("rented_gpu_is_third_party", "regulation.hosting", text, "data_cannot_leave")
    elif any(n != "zero_retention" for n in needs) and "gpu_cloud" in places:
        known = [v.name for v in gpu_vendors_for(needs, catalogue) if v.verified]
        text = "whoever rents you the GPUs comes under the same rule: take one that signs for it, or your own premises"
        text += f" (known to: {', '.join(known)})" if known else ""
        yield Note("gpu_vendor_terms", "regulation.hosting", text, "compliance_work")


def _workload(facts: GateFacts) -> Iterator[Note]:
    if facts.quality == "own_weights":
        text = (
            "some managed providers host your weights on dedicated endpoints billed by the hour: rented GPUs after all"
        )
        yield Note("dedicated_endpoints", WORKLOAD + "quality", text, "own_weights")
    if facts.latency_ms is not None and facts.latency_ms < 50:
        text = "at this limit even a GPU beside the application manages only a small model and a very short answer"
        yield Note("local_latency", WORKLOAD + "latency_ms", text, "latency")
