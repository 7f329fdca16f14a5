"""Each rule looks at the facts and takes options away; none gives one back, so more gates never mean more options."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.catalogue import Catalogue
from knowledge.catalogue.schema import UNREAD
from tools.gates.notes import notes_for
from tools.gates.terms import needs_terms, regimes_of, term_name, vendors_for
from tools.gates.types import WORKLOAD, GateFacts, GateResult, Place, Removal, VendorFit
from tools.results import Option

APIS: tuple[Option, ...] = ("frontier_api", "smaller_tier", "managed_open", "sovereign_api")
UNDER_ORDINARY_TERMS: tuple[Option, ...] = ("frontier_api", "smaller_tier", "managed_open")
BELOW_FRONTIER: tuple[Option, ...] = ("smaller_tier", "managed_open", "self_host")
OPEN_MODELS: tuple[Option, ...] = ("managed_open", "self_host")
PLACES: dict[str, tuple[Place, ...]] = {
    "any": ("gpu_cloud", "own_cloud_account", "on_premises"),
    "own_cloud_account": ("own_cloud_account", "on_premises"),
    "on_premises": ("on_premises",),
}
LATENCY_FACT = "api_latency_floor_ms"


def gates(facts: GateFacts, catalogue: Catalogue) -> GateResult:
    """Which options are out for one workload and why, which vendors remain, and where own GPUs may stand.

    Self-hosting is only ever taken away by team or quality, which :func:`tools.gates.relax` may set aside, so an option
    always remains. Error: KeyError naming a limit that the catalogue lacks.
    """
    needs = needs_terms(facts, catalogue)
    vendors = vendors_for(needs, catalogue, facts.quality == "frontier") if needs else ()
    removed: dict[Option, list[Removal]] = {}
    for removal in _removals(facts, catalogue, needs, vendors):
        removed.setdefault(removal.option, []).append(removal)
    places = _places(facts)
    return GateResult(
        {option: tuple(why) for option, why in removed.items()},
        needs,
        vendors,
        places,
        notes_for(facts, catalogue, needs, vendors, places),
    )


def api_latency_floor_ms(catalogue: Catalogue) -> float:
    """The fastest answer an API could give, in ms: best network round trip plus best time to a first token."""
    return catalogue.defaults["api_network_ms"].low + catalogue.defaults["api_first_token_ms"].low


def _removals(
    facts: GateFacts, catalogue: Catalogue, needs: tuple[str, ...], vendors: tuple[VendorFit, ...]
) -> Iterator[Removal]:
    yield from _data_may_not_leave(facts)
    yield from _terms_needed(facts, catalogue, needs, vendors)
    yield from _own_weights(facts)
    yield from _latency(facts, catalogue)
    yield from _quality(facts)
    yield from _team(facts)


def _data_may_not_leave(facts: GateFacts) -> Iterator[Removal]:
    if facts.air_gapped:
        why = "an air-gapped network reaches no endpoint outside it"
        yield from (Removal(o, "hard", "regulation.air_gapped", why, "air_gap") for o in APIS)
    if facts.third_party == "forbidden":
        why = "no third party may see the data, whatever terms it offers"
        yield from (Removal(o, "hard", "regulation.third_party", why, "dpo_refusal") for o in APIS)


def _terms_needed(
    facts: GateFacts, catalogue: Catalogue, needs: tuple[str, ...], vendors: tuple[VendorFit, ...]
) -> Iterator[Removal]:
    """One removal per need, so that each names the rule or the wish that asks for it."""
    for need in needs:
        slot, who, claim, laws = _who_asks(need, facts, catalogue)
        why = f"{who} {term_name(need)}, which an endpoint under ordinary terms does not include"
        if any(r.basis == "background" and f"regime_{r.id}" in laws for r in regimes_of(facts.regimes, catalogue)):
            why += f" ({UNREAD})"
        yield from (Removal(o, "hard", slot, why, claim, laws) for o in UNDER_ORDINARY_TERMS)
    if needs and not vendors:
        slot, _, claim, laws = _who_asks(needs[0], facts, catalogue)
        terms = " and ".join(term_name(n) for n in needs)
        yield Removal("sovereign_api", "hard", slot, f"every vendor in the catalogue refuses {terms}", claim, laws)


def _who_asks(need: str, facts: GateFacts, catalogue: Catalogue) -> tuple[str, str, str, tuple[str, ...]]:
    """Slot, beginning of the sentence, topic and facts of a needed term."""
    laws = [r for r in regimes_of(facts.regimes, catalogue) if need in r.needs]
    if laws:
        who = f"{' and '.join(r.name for r in laws)} {'ask' if len(laws) > 1 else 'asks'} for"
        return "regulation.regimes", who, "residency", tuple(f"regime_{r.id}" for r in laws)
    claim = "zero_retention" if need == "zero_retention" else "residency"
    return "regulation.third_party", "your own rule asks for", claim, ()


def _own_weights(facts: GateFacts) -> Iterator[Removal]:
    if facts.quality == "own_weights":
        why = "no per-token API serves your own weights"
        yield from (Removal(o, "hard", WORKLOAD + "quality", why, "own_weights") for o in APIS)


def _latency(facts: GateFacts, catalogue: Catalogue) -> Iterator[Removal]:
    if facts.latency_ms is None or facts.latency_ms >= api_latency_floor_ms(catalogue):
        return
    why = f"network and first token alone take an API about {{{LATENCY_FACT}}}, longer than your limit"
    yield from (Removal(o, "latency", WORKLOAD + "latency_ms", why, "latency", (LATENCY_FACT,)) for o in APIS)


def _quality(facts: GateFacts) -> Iterator[Removal]:
    slot = WORKLOAD + "quality"
    if facts.quality == "frontier":
        why = "only a frontier model is good enough for this workload"
        yield from (Removal(o, "quality", slot, why, "benchmark_own_task") for o in BELOW_FRONTIER)
    elif facts.quality is None:
        why = "nobody has tested an open model on this workload yet, so a move to one is not recommended"
        yield from (Removal(o, "quality", slot, why, "benchmark_own_task") for o in OPEN_MODELS)


def _team(facts: GateFacts) -> Iterator[Removal]:
    if facts.gpu_ops == "none" and not facts.can_hire:
        why = "nobody could run GPU servers and nobody will be hired for it"
        yield Removal("self_host", "team", "team.gpu_ops", why, "without_team")


def _places(facts: GateFacts) -> tuple[Place, ...]:
    """A rented GPU belongs to a third party: where none may see the data, or nothing may leave the network, it is out.

    A cloud account of one's own survives a mere refusal of third parties (``hosting`` says if not); an air gap leaves
    only one's own premises.
    """
    if facts.air_gapped:
        return PLACES["on_premises"]
    allowed = PLACES[facts.hosting]
    return tuple(p for p in allowed if p != "gpu_cloud") if facts.third_party == "forbidden" else allowed
