"""The gates, shown by applying them: one fact at a time on a case that nothing else binds."""

from __future__ import annotations

from dataclasses import replace

from bench.docs.markdown import inline, table
from knowledge.catalogue.load import Catalogue
from tools.gates import GateFacts, api_latency_floor_ms, gate_facts, gates, needs_terms, term_name

FREE = GateFacts(
    regimes=frozenset(), region=None, air_gapped=False, third_party="allowed", hosting="any", quality="open_large",
    latency_ms=None, gpu_ops="dedicated", can_hire=True,
)  # fmt: skip


def cases(catalogue: Catalogue) -> dict[str, GateFacts]:
    """What is said, in words, and the facts that follow from it."""
    floor = api_latency_floor_ms(catalogue)
    return {
        "air-gapped network": replace(FREE, air_gapped=True),
        "no third party may see the data": replace(FREE, third_party="forbidden"),
        "third parties only with zero retention": replace(FREE, third_party="zero_retention"),
        "third parties only in the region (EU)": replace(FREE, third_party="in_region", region="EU"),
        "own weights": replace(FREE, quality="own_weights"),
        "only a frontier model is good enough": replace(FREE, quality="frontier"),
        "quality not tested": replace(FREE, quality=None),
        "an answer faster than any network": replace(FREE, latency_ms=floor / 2),
        "nobody runs GPUs and nobody will be hired": replace(FREE, gpu_ops="none", can_hire=False),
        "GPUs only in an own cloud account": replace(FREE, hosting="own_cloud_account"),
        "GPUs only on own premises": replace(FREE, hosting="on_premises"),
    }


def removed(catalogue: Catalogue) -> str:
    """What each fact takes away, of which kind, why, and where own GPUs may still stand."""
    rows = []
    for said, facts in cases(catalogue).items():
        result = gates(facts, catalogue)
        known = {
            f.id: f"{f.value:g} {f.unit}" for f in gate_facts(facts, result, catalogue) if isinstance(f.value, float)
        }
        by_reason: dict[tuple[str, str, str], list[str]] = {}
        for option, why in result.removed.items():
            for r in why:
                by_reason.setdefault((r.kind, r.slot, r.why), []).append(option)
        places = ", ".join(p.replace("_", " ") for p in result.places)
        for (kind, slot, why), options in by_reason.items() or {("-", "-", "nothing"): []}.items():
            text = why.format(**known) if "{" in why else why
            rows.append((said, ", ".join(f"`{o}`" for o in options) or "none", kind, f"`{slot}`", inline(text), places))
    return table(("what is said", "takes away", "kind", "slot", "why", "own GPUs may stand in"), rows)


def terms(catalogue: Catalogue) -> str:
    """Which terms each regime and each wish needs, in words."""
    wishes = {k: f for k, f in cases(catalogue).items() if f.third_party in ("zero_retention", "in_region")}
    wishes |= {r.name: replace(FREE, regimes=frozenset({r.id})) for r in catalogue.regimes if r.needs}
    rows = (
        (inline(name), inline(", ".join(term_name(t) for t in needs_terms(f, catalogue)))) for name, f in wishes.items()
    )
    return table(("what binds the data", "an endpoint must offer"), rows)
