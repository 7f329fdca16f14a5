"""What nobody has read at its owner is never stated without that being said."""

from __future__ import annotations

import datetime as dt

import pytest

from knowledge.catalogue import api_prices
from knowledge.catalogue.load import load
from knowledge.catalogue.schema import UNREAD
from tools.capacity import capacity_batch_row
from tools.decision import assess
from tools.profile import Current, Money, Profile, Regulation, Workload
from tools.results import Assessment

AT = dt.date(2026, 11, 21)
CHAT = Workload(name="chat", tokens_per_day=6e7, input_share=0.85, quality="open_large")
UNREAD_PRICE = Current(provider="Fireworks", model="Llama 3.3 70B")


def decide(**parts: object) -> Assessment:
    return assess(Profile(workloads=(CHAT,), **parts), load(), at=AT)  # type: ignore[arg-type]


def unread(found: Assessment) -> str:
    return next((str(f.value) for f in found.facts if f.id == "unread"), "")


def test_every_price_says_of_itself_whether_it_was_read() -> None:
    catalogue = load()
    for entry in catalogue.api_overlay:
        if entry.input_usd_per_mtok is not None:
            price = api_prices.unit_price(catalogue, entry.provider, entry.model, at=AT)
            assert price.verified == (entry.basis != "background") == (UNREAD not in price.reference)


def test_an_answer_that_rests_on_such_a_price_says_so() -> None:
    found = decide(current=UNREAD_PRICE)
    assert "the price of llama-v3p3-70b-instruct at fireworks" in unread(found)
    assert any("{unread}" in w.text for w in found.warnings)
    top = CHAT.model_copy(update={"quality": "frontier"})
    closed = Profile(workloads=(top,), current=Current(provider="OpenAI", model="gpt-6.1-sol"))
    read = assess(closed, load(), at=AT)
    assert not unread(read) and not any("{unread}" in w.text for w in read.warnings)


@pytest.mark.parametrize("regime", [r for r in load().regimes if r.basis == "background"], ids=lambda r: r.id)
def test_a_rule_known_by_hearsay_is_marked_wherever_it_is_told(regime: object) -> None:
    rule = regime
    found = decide(regulation=Regulation(regimes=(rule.id,)))  # type: ignore[attr-defined]
    fact = next(f for f in found.facts if f.id == f"regime_{rule.id}")  # type: ignore[attr-defined]
    assert UNREAD in (fact.reference or "")
    told = f"{fact.value} " + " ".join(w.text for w in found.warnings)
    assert UNREAD in told.lower() or "have counsel check it" in told
    for gate in found.gates:
        if f"regime_{rule.id}" in gate.facts:  # type: ignore[attr-defined]
            assert UNREAD in gate.why


def test_own_cards_priced_by_hearsay_are_named() -> None:
    found = decide(regulation=Regulation(air_gapped=True), money=Money(horizon_months=36))
    assert found.option == "self_host"
    assert "cards of your own cost to buy" in unread(found)
    hourly = next(f for f in found.facts if f.id == "gpu_hourly")
    assert UNREAD in (hourly.reference or "")


def test_a_capacity_says_it_of_card_and_model() -> None:
    row = {"model": "Qwen2.5-Coder-32B", "precision": "int4", "gpu": "RTX 4090", "gpus": 2,
           "input_tokens": 500, "output_tokens": 200}  # fmt: skip
    told = " ".join(capacity_batch_row(row, load())["assumptions"])
    assert UNREAD in told and "RTX 4090" in told
    read = row | {"model": "Llama-3.3-70B", "precision": "fp8", "gpu": "H100 SXM"}
    assert UNREAD not in " ".join(capacity_batch_row(read, load())["assumptions"])
