"""The catalogue as tables: every default, prior, rule, term, tier, price and machine with its date and reference."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from bench.docs.markdown import inline, number, table
from knowledge.catalogue.load import Catalogue
from knowledge.catalogue.schema import Dated, Prior, VendorTerms

BASIS = {"sourced": "read", "assumption": "assumed", "background": "to verify"}


def origin(entry: Dated) -> tuple[str, str, str]:
    """Standing, date and reference."""
    return BASIS[entry.basis], entry.as_of.isoformat(), inline(entry.reference)


def defaults(catalogue: Catalogue) -> str:
    rows = (
        (f"`{d.name}`", number(d.low), number(d.mid), number(d.high), inline(d.unit), inline(d.because), *origin(d))
        for d in catalogue.defaults.values()
    )
    return table(("name", "low", "mid", "high", "unit", "why", "standing", "date", "reference"), rows)


def priors(catalogue: Catalogue) -> str:
    rows = (
        (f"`{p.slot}`", _when(p), _spread(p), inline(p.unit), inline(p.because), *origin(p)) for p in catalogue.priors
    )
    return table(("slot", "where", "may be", "unit", "why", "standing", "date", "reference"), rows)


def _when(prior: Prior) -> str:
    return inline(", ".join(f"{k}: {v}" for k, v in prior.when.items())) or "otherwise"


def _spread(prior: Prior) -> str:
    if prior.choices:
        total = sum(prior.choices.values())
        return ", ".join(f"{inline(name)} {weight / total:.0%}" for name, weight in prior.choices.items())
    scale = ", log" if prior.log else ""
    return f"{number(prior.low)} to {number(prior.high)}, median {number(prior.mid)}{scale}"


def regimes(catalogue: Catalogue) -> str:
    rows = (
        (f"`{r.id}`", inline(r.name), _ids(r.needs) or "none", inline(r.scope), inline(r.summary), *origin(r))
        for r in catalogue.regimes
    )
    return table(("id", "name", "terms it needs", "scope", "in short", "standing", "date", "reference"), rows)


def vendors(catalogue: Catalogue) -> str:
    rows = [row for vendor in catalogue.vendors for row in _terms(vendor)]
    return table(("vendor", "kind", "term", "offered", "note", "date", "reference"), rows)


def _terms(vendor: VendorTerms) -> Iterable[tuple[str, ...]]:
    uplift = f", {number(vendor.uplift)} x list price in a region" if vendor.uplift != 1 else ""
    for key, term in vendor.terms.items():
        value = {"yes": "yes", "no": "no", "not_found": "not found"}[term.value]
        kind = vendor.kind.replace("_", " ") + uplift
        where = (term.as_of.isoformat(), inline(term.reference))
        yield inline(vendor.name), kind, f"`{key}`", value, inline(term.note), *where


def tiers(catalogue: Catalogue) -> str:
    rows = ((t.provider, f"`{t.frontier_model}`", f"`{t.smaller_model}`", *origin(t)) for t in catalogue.tiers)
    return table(("vendor", "frontier model", "smaller model", "standing", "date", "reference"), rows)


def api_prices(catalogue: Catalogue) -> str:
    rows = (
        (p.provider, f"`{p.model}`", number(p.input_usd_per_mtok), number(p.output_usd_per_mtok),
         number(p.cached_input_usd_per_mtok), number(p.batch_discount), p.retires or "", *origin(p))
        for p in catalogue.api_overlay
    )  # fmt: skip
    head = (
        "provider",
        "model",
        "input",
        "output",
        "cached",
        "batch discount",
        "last day",
        "standing",
        "date",
        "reference",
    )
    return table(head, rows)


def gpu_prices(catalogue: Catalogue) -> str:
    rows = (
        (p.gpu, inline(p.provider), p.kind.replace("_", " "), number(p.usd_per_gpu_hour), *origin(p))
        for p in catalogue.gpu_prices
    )
    return table(("GPU", "who", "contract", "USD an hour", "standing", "date", "reference"), rows)


def gpus(catalogue: Catalogue) -> str:
    rows = (
        (g.name, number(g.memory_gb), number(g.bandwidth_gb_s), _rates(g.tflops), number(g.link_gb_s), *origin(g))
        for g in catalogue.gpus
    )  # fmt: skip
    return table(("GPU", "GB", "GB/s", "dense TFLOP/s", "link GB/s", "standing", "date", "reference"), rows)


def _rates(tflops: Mapping[str, float]) -> str:
    return ", ".join(f"{precision} {number(rate)}" for precision, rate in tflops.items())


def models(catalogue: Catalogue) -> str:
    rows = (
        (f"`{m.id}`", inline(m.name), number(m.total_params / 1e9), number(m.active_params / 1e9), number(m.context),
         (m.quality or "").replace("_", " "), inline(m.licence or ""), m.status, *origin(m))
        for m in catalogue.models
    )  # fmt: skip
    head = (
        "id",
        "name",
        "B params",
        "B active",
        "context",
        "class",
        "licence",
        "status",
        "standing",
        "date",
        "reference",
    )
    return table(head, rows)


def engines(catalogue: Catalogue) -> str:
    rows = (
        (inline(e.name), number(e.relative_throughput), _pairs(e.pairs),
         inline(e.notes), *origin(e))
        for e in catalogue.engines
    )  # fmt: skip
    return table(("engine", "output over vLLM's", "pairs", "notes", "standing", "date", "reference"), rows)


def _pairs(count: int | None) -> str:
    return str(count) if count else ""


def roadmap(catalogue: Catalogue) -> str:
    rows = (
        (_ids(line.options), inline(line.when), inline(line.do), _ids(line.conditions) or "always")
        for line in catalogue.roadmap
    )
    return table(("option", "when", "step", "where"), rows)


def measurements(catalogue: Catalogue) -> str:
    counts: Counter[tuple[str, str]] = Counter((m.source, m.date) for m in catalogue.measurements)
    models_of = defaultdict(set)
    for m in catalogue.measurements:
        models_of[m.source, m.date].add(m.model)
    rows = (
        (number(n), inline(", ".join(sorted(models_of[key]))), key[1], inline(key[0]))
        for key, n in counts.most_common()
    )
    return table(("rows", "models", "date", "publisher"), rows)


def _ids(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
