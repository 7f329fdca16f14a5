"""The audit of the sources as a whole; its figures are golden cases (tests/golden/audit.yaml)."""

from __future__ import annotations

import os
import re
from pathlib import Path

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
    assert all(f.value is not None and f.unit for f in row.facts)
    assert len({f.id for f in row.facts}) == len(row.facts)
    assert all(
        f.reference and f.as_of for f in row.facts if f.id.startswith(("audit_list_", "audit_offer_", "audit_gpu_"))
    )


def test_a_verdict_of_off_is_off_and_one_that_holds_is_near() -> None:
    for row in ROWS:
        if row.verdict == "off" and row.off_by is not None:
            assert row.off_by > 1.06, row.id
        if row.verdict == "holds" and row.off_by is not None and row.id != "s1_margin":
            assert row.off_by < 1.1, row.id


# The figures that a claim rests on, as they stand in the original.
FIGURES = {
    "s1_break_even_frontier": ("2M–5M tokens/day",),
    "s1_break_even_open_api": ("50M+ tokens/day",),
    "s1_single_h100": ("$2,000–4,000",),
    "s1_ops": ("10–20 hrs", "$750–3,000"),
    "s1_total_70b": ("$3,000–5,000/month", "$200–500"),
    "s1_frontier_bill": ("30M tokens/day", "$36,000/month"),
    "s1_open_bill": ("$6,000/month",),
    "s1_self_sum": ("$5,000/month", "$2,000 ops", "$7,000"),
    "s1_flow_threshold": ("50M tokens/day",),
    "s1_revisit": ("10M/day",),
    "s2_story_capacity": ("320 million tokens a day", "$4,360"),
    "s2_story_bill": ("$47,000 a month",),
    "s2_payback": ("Five-month payback",),
    "s2_failure_story": ("14 million tokens a day", "by 4×"),
    "s2_pair_rent": ("$1.99/GPU-hr", "$2,860/month"),
    "s2_pair_capacity": ("1,200 tokens/second", "70% utilization", "2.2 billion tokens"),
    "s2_blend": ("$3/M input", "$15/M output", "$9/M"),
    "s2_api_bill": ("500M tokens/day", "$135,000"),
    "s2_pair_at_threshold": ("under $10,000",),
    "s2_managed_savings": ("60% of the savings",),
    "s2_break_even": ("500 million tokens per day", "$4,400"),
    "s2_billion": ("5× to 10× cheaper",),
    "s2_bill_small": ("under $5,000 a month",),
    "s2_bill_large": ("over $20,000 a month",),
    "s2_lease": ("$200K/year",),
    "s2_multiplier": ("3 to 5×",),
    "s2_half_fte": ("$750 to $3,000 a month", "0.5 FTE"),
    "s2_rtx4090": ("120 to 196 tok/s", "50M tokens a day"),
    "s2_trtllm_speed": ("8 to 13% faster",),
    "s2_ttft": ("105ms", "120ms"),
    "s2_compile": ("28-minute",),
    "s2_hf_baseline": ("24× throughput",),
    "s2_sglang": ("16,200 tok/s", "12,500", "6× throughput"),
    "s2_price_trend": ("40% to 70%",),
}


@pytest.mark.shared
def test_the_figures_stand_in_the_originals() -> None:
    folder = Path(os.environ.get("BREAKEVEN_SHARED") or Path(__file__).resolve().parents[4] / "shared") / "sources"
    if not folder.is_dir():
        pytest.skip(f"no originals in {folder} (BREAKEVEN_SHARED)")
    texts = {name: (folder / f"{name}.txt").read_text(encoding="utf-8") for name in (FIRST, SECOND)}
    for row in ROWS:
        for figure in FIGURES.get(row.id, ()):
            assert figure in texts[row.source], (row.id, figure)
    worked = {r.id for r in ROWS if r.claimed is not None and r.against is None}
    derived = {"s1_one_gpu_for_70b", "s1_margin", "s2_story_today", "s2_gpu_rate", "s2_pair_rate"}
    assert worked - set(FIGURES) <= derived
