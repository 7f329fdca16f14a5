"""The dated facts behind removals and notes, for whoever puts them into words."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.catalogue import Catalogue
from knowledge.catalogue.schema import UNREAD, Regime, Term, VendorTerms
from tools.gates.notes import OUTSIDE
from tools.gates.rules import LATENCY_FACT, api_latency_floor_ms
from tools.gates.terms import regimes_of
from tools.gates.types import GateFacts, GateResult
from tools.results import Fact


def gate_facts(facts: GateFacts, result: GateResult, catalogue: Catalogue) -> tuple[Fact, ...]:
    """Every fact that the result's texts refer to, dated: regimes, vendors' terms, the latency floor."""
    wanted = {f for removals in result.removed.values() for r in removals for f in r.facts}
    wanted |= {f for note in result.notes for f in note.facts}
    return (*_latency(wanted, catalogue), *_regimes(facts, catalogue), *_terms(result, catalogue))


def _latency(wanted: set[str], catalogue: Catalogue) -> Iterator[Fact]:
    if LATENCY_FACT not in wanted:
        return
    network, token = catalogue.defaults["api_network_ms"], catalogue.defaults["api_first_token_ms"]
    yield Fact(
        id=LATENCY_FACT,
        name="fastest answer an API could give",
        value=api_latency_floor_ms(catalogue),
        unit="ms",
        formula="best network round trip + best time to first token",
        inputs=("api_network_ms", "api_first_token_ms"),
        as_of=min(network.as_of, token.as_of),
        reference=network.cited,
    )
    for limit in (network, token):
        yield Fact(
            id=limit.name,
            name=limit.because,
            value=limit.low,
            unit=limit.unit,
            as_of=limit.as_of,
            reference=limit.cited,
        )


def _regimes(facts: GateFacts, catalogue: Catalogue) -> Iterator[Fact]:
    for regime in regimes_of(facts.regimes, catalogue):
        yield Fact(
            id=f"regime_{regime.id}",
            name=regime.name,
            value=f"{regime.name}: {regime.summary}{_unread(regime)}",
            unit="text",
            as_of=regime.as_of,
            reference=regime.cited,
        )


def _unread(regime: Regime) -> str:
    """A word beside what is only known by hearsay; of a rule outside our documents that is said anyhow."""
    return f" ({UNREAD.capitalize()}.)" if regime.basis == "background" and regime.scope != OUTSIDE else ""


def _terms(result: GateResult, catalogue: Catalogue) -> Iterator[Fact]:
    """One fact per vendor and needed term, and the batch exception where it matters."""
    keys = (*result.needs, "batch_under_zero_retention") if "zero_retention" in result.needs else result.needs
    fits = {v.vendor for v in result.vendors}
    for vendor in catalogue.vendors:
        for key in keys:
            if vendor.vendor in fits and (term := vendor.terms.get(key)):
                yield _term(vendor, key, term)


def _term(vendor: VendorTerms, key: str, term: Term) -> Fact:
    return Fact(
        id=f"term_{vendor.vendor}_{key}",
        name=f"{vendor.name}: {key.replace('_', ' ')}",
        value=term.value.replace("_", " "),
        unit="text",
        formula=term.note,
        as_of=term.as_of,
        reference=term.cited,
    )
