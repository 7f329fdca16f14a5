"""The examples of docs/extending.md are loaded as they stand, and have the effect that the page promises."""

from __future__ import annotations

import dataclasses as dc
import datetime as dt
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
import yaml
from pages import ROOT, Block, blocks

from agent.understanding import lexicon
from agent.understanding.lexer import lex
from knowledge.catalogue import Catalogue, load
from knowledge.catalogue.api_prices import offers, unit_price
from knowledge.catalogue.ladders import tier
from knowledge.library.align import align
from knowledge.library.digest import digests
from tools.capacity import Replica, estimate
from tools.costs import market_rate
from tools.decision import assess
from tools.gates import GateFacts, needs_terms, vendors_for
from tools.profile import Profile, Workload

PAGE = ROOT / "docs" / "extending.md"
AT = dt.date(2026, 11, 21)
EXAMPLES: dict[str, Block] = {f"{b.language} {b.name}": b for b in blocks(PAGE)}
FIELDS = [key.removeprefix("yaml ") for key in EXAMPLES if key.startswith("yaml ")]


def entries(field: str) -> list[Any]:
    hint = get_args(get_type_hints(Catalogue)[field])
    shape = hint[1] if field == "defaults" else hint[0]
    return [shape.model_validate(row) for row in yaml.safe_load(EXAMPLES[f"yaml {field}"].text)]


def extended(*fields: str) -> Catalogue:
    """The catalogue with the page's examples put before its own entries."""
    catalogue = load()
    changes: dict[str, Any] = {}
    for field in fields:
        mine = entries(field)
        own = getattr(catalogue, field)
        changes[field] = {**own, **{d.name: d for d in mine}} if field == "defaults" else (*mine, *own)
    return dc.replace(catalogue, **changes)


def test_every_kind_of_entry_has_an_example() -> None:
    assert set(FIELDS) >= {f.name for f in dc.fields(Catalogue)} - {"measurements", "roadmap"}


@pytest.mark.parametrize("field", FIELDS)
def test_the_example_is_a_valid_entry(field: str) -> None:
    assert entries(field)


def test_a_gpu_with_a_price_and_a_model_can_be_computed() -> None:
    catalogue = extended("gpus", "gpu_prices", "models")
    replica = Replica(catalogue.model("Example 30B"), catalogue.gpu("X100"), 1, "fp8")
    assert float(estimate(replica, 1000, 200).output_tok_s) > 0
    assert market_rate(catalogue.gpu_prices, "X100").mid == entries("gpu_prices")[0].usd_per_gpu_hour


def test_an_endpoint_is_offered_until_its_last_day() -> None:
    catalogue, entry = extended("api_overlay"), entries("api_overlay")[0]
    serving = {
        day: [o.provider for o in offers(catalogue, entry.open_model, input_tokens=1000, output_tokens=100, at=day)]
        for day in (entry.retires, entry.retires + dt.timedelta(days=1))
    }
    assert entry.provider in serving[entry.retires]
    assert entry.provider not in serving[entry.retires + dt.timedelta(days=1)]


def test_a_regime_asks_for_its_terms_and_a_vendor_offers_them() -> None:
    catalogue, regime = extended("regimes", "vendors"), entries("regimes")[0]
    facts = GateFacts(
        regimes=frozenset({regime.id}), region=None, air_gapped=False, third_party="allowed", hosting="any",
        quality=None, latency_ms=None, gpu_ops="none", can_hire=False,
    )  # fmt: skip
    needs = needs_terms(facts, catalogue)
    assert needs == regime.needs
    assert entries("vendors")[0].vendor in {fit.vendor for fit in vendors_for(needs, catalogue)}
    assert entries("vendors")[0].vendor not in {fit.vendor for fit in vendors_for(("baa",), catalogue)}


def test_a_tier_answers_to_its_alias() -> None:
    assert tier(extended("tiers"), "Mistral example") == entries("tiers")[0]


def test_a_default_and_a_prior_are_used_and_named() -> None:
    profile = Profile(workloads=(Workload(name="tags", task="classification", tokens_per_day=4e8),))
    found = assess(profile, extended("defaults", "priors"), AT, with_flips=False)
    hours = next(f for f in found.facts if f.id == "ops_hours")
    assert hours.value == entries("defaults")[0].mid
    assert entries("priors")[0].because in {a.because for a in found.assumptions}


def test_a_regime_and_a_vendor_are_understood_by_their_names(monkeypatch: pytest.MonkeyPatch) -> None:
    new = entries("tiers")[0].model_copy(update={"provider": "example-ai", "aliases": ("Zebra Example",)})
    more = dc.replace(extended("regimes"), tiers=(*load().tiers, new))
    monkeypatch.setattr(lexicon, "load", lambda: more)
    try:
        lexicon.phrases.cache_clear()
        found = {hit.tag for hit in lexicon.tag(lex("the Example Act binds us, we pay Zebra Example"))}
    finally:
        lexicon.phrases.cache_clear()
    assert {"regime:example_act", "provider:Zebra Example"} <= found


def test_the_tiers_name_models_that_have_a_price() -> None:
    catalogue, entry = extended("tiers"), entries("tiers")[0]
    for model in (entry.frontier_model, entry.smaller_model):
        assert unit_price(catalogue, entry.provider, model, at=AT).output_usd_per_mtok


def test_a_document_finds_its_original(tmp_path: Path) -> None:
    (tmp_path / "example.md").write_text(EXAMPLES["markdown source"].text, encoding="utf-8")
    (digest,) = digests(tmp_path)
    original = EXAMPLES["text original"].text
    found = align(original, digest)
    assert found is not None
    start, end = found["pilot-work"]
    assert original[start:end].startswith("Somebody was busy")


def test_the_snippet_prints_what_the_example_holds(capsys: pytest.CaptureFixture[str]) -> None:
    exec(EXAMPLES["python place"].text, {"original": EXAMPLES["text original"].text})
    out = capsys.readouterr().out
    source = EXAMPLES["markdown source"].text
    values = [word for word in out.replace(":", " ").split() if word not in {"sha256", "length", "start", "hash"}]
    assert values
    assert all(value in source for value in values)
