"""The audit of the sources as a whole; its figures are golden cases (tests/golden/audit.yaml)."""

from __future__ import annotations

import re

import pytest

from knowledge.catalogue.load import load
from tools.costs.audit import FIRST, SECOND, audit

ROWS = audit(load())
TOPICS = {
    "break_even_frontier",
    "break_even_open_api",
    "break_even_general",
    "volume_threshold",
    "gpu_cost",
    "ops_cost",
    "observability_cost",
    "updates_cost",
    "on_call",
    "total_70b_cost",
    "total_multiplier",
    "naive_formula",
    "frontier_price",
    "throughput_pair",
    "success_story",
    "failure_story",
    "worked_example",
    "residency",
    "air_gap",
    "dpo_refusal",
    "zero_retention",
    "own_weights",
    "latency",
    "lock_in",
    "gpu_scarcity",
    "egress",
    "compliance_work",
    "decision_flow",
    "managed_open",
    "without_team",
    "api_default",
    "bill_small",
    "bill_mid",
    "bill_large",
    "data_cannot_leave",
    "price_trend",
    "engine_vllm",
    "engine_trtllm",
    "engine_sglang",
    "engine_choice",
    "model_default",
    "model_moe",
    "model_reasoning",
    "models_open",
    "models_code",
    "benchmark_own_task",
    "who_self_hosts",
    "not_strategy",
    "platform_work",
    "payback",
}


def test_it_covers_both_sources_and_what_is_between_them() -> None:
    assert {r.source for r in ROWS} == {FIRST, SECOND}
    assert sum(r.source == SECOND for r in ROWS) >= 20
    assert sum(r.against is not None for r in ROWS) >= 3
    assert len({r.id for r in ROWS}) == len(ROWS)


@pytest.mark.parametrize("row", ROWS, ids=[r.id for r in ROWS])
def test_every_row_can_be_shown(row) -> None:  # type: ignore[no-untyped-def]
    assert row.topic in TOPICS
    assert row.claim and row.because and row.unit
    assert row.verdict_text.startswith("off by") or row.verdict != "off"
    assert not re.search(r"\d[\d,.]*\s*(?:USD|%|tok|M\b|times)", row.because), "figures belong to the facts"
    assert all(f.value is not None and f.unit for f in row.as_facts())
    assert len({f.id for f in row.as_facts()}) == len(row.as_facts())
    assert all(
        f.reference and f.as_of for f in row.facts if f.id.startswith(("audit_list_", "audit_offer_", "audit_gpu_"))
    )


def test_a_verdict_of_off_is_off_and_one_that_holds_is_near() -> None:
    for row in ROWS:
        if row.verdict == "off" and row.off_by is not None:
            assert row.off_by > 1.06, row.id
        if row.verdict == "holds" and row.off_by is not None and row.id != "s1_margin":
            assert row.off_by < 1.1, row.id
