"""Each known export becomes the figures that it holds, and nothing that it does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from agent.usage import UsageReport, read_exports

EXPORTS = Path(__file__).with_name("exports")


def report(*names: str, by: str | None = None) -> UsageReport:
    return read_exports([EXPORTS / n for n in names], by)  # type: ignore[arg-type]


def test_openai_usage_and_costs_of_two_projects() -> None:
    found = report("openai_usage.json", "openai_costs.json")
    support, drafts = found.workloads
    assert (found.days, found.by, found.provider, found.model) == (2, "project", "openai", "gpt-5.5")
    assert (support.name, support.tokens_per_day, support.requests_per_day) == ("proj_support", 2.7e6, 1350)
    assert (support.input_tokens, support.output_tokens, support.input_share, support.cached_share) == (
        1800,
        200,
        0.9,
        0.5,
    )
    assert support.peak_to_average == pytest.approx(400_000 / (2.7e6 / 24), rel=1e-3)
    assert (support.monthly_usd, drafts.monthly_usd, found.monthly_usd) == (912, 76, 988)
    assert drafts.batch_share == 1
    assert found.ignored == ("carbon_grams (openai_usage.json)",)


def test_openai_dashboard_csv_by_the_day_has_no_busiest_hour() -> None:
    found = report("openai_usage.csv")
    (all_,) = found.workloads
    assert all_.tokens_per_day == pytest.approx((9 * 2_000_000 + 8 * 200_000) / 8, rel=1e-3)
    assert all_.peak_to_average is None and all_.busiest_day_to_average == pytest.approx(4.2e6 / 2.45e6, rel=1e-3)
    assert all_.monthly_usd is None and any("hour" in n for n in found.notes)


def test_anthropic_amounts_of_the_api_are_cents_and_all_kinds_of_input_count() -> None:
    found = report("anthropic_usage.json", "anthropic_cost.json")
    (all_,) = found.workloads
    assert all_.tokens_per_day == 1.1e6 and all_.cached_share == 0.3
    assert all_.requests_per_day is None and all_.input_tokens is None
    assert found.monthly_usd == pytest.approx(3.7025 * 30.4, rel=1e-3)


def test_anthropic_console_csv_by_key_with_batch() -> None:
    found = report("anthropic_usage.csv")
    assert found.by == "key" and {w.name: w.batch_share for w in found.workloads} == {"intake": None, "triage": 1}
    assert all(w.tokens_per_day == 1.05e6 and w.cached_share == 0.2 for w in found.workloads)
    assert report("anthropic_cost.csv").monthly_usd == pytest.approx(1.9 * 30.4, rel=1e-3)


@pytest.mark.parametrize("name", ["litellm.json", "litellm.csv"])
def test_litellm_rows_from_its_own_cache_are_left_out(name: str) -> None:
    found = report(name)
    assert (found.rows, found.left_out, found.by) == (95, 1, "tag")
    assert {w.name for w in found.workloads} == {"search", "summaries"}
    assert all(w.cached_share == 0.25 and (w.input_tokens, w.output_tokens) == (1000, 200) for w in found.workloads)
    assert report(name, by="model").workloads[0].name == "gpt-5.5"


def test_openrouter_adds_what_was_paid_under_ones_own_key() -> None:
    found = report("openrouter.csv")
    assert found.monthly_usd == pytest.approx(160 * 0.003 / (159 * 90 / 1440) * 30.4, rel=1e-3)
    assert [w.name for w in found.workloads] == ["prod", "staging"]
    daily = report("openrouter_daily.csv").workloads[0]
    assert (daily.tokens_per_day, daily.requests_per_day, daily.monthly_usd) == (1.1e6, 500, 30.4)


@pytest.mark.parametrize("name", ["langfuse.jsonl", "langfuse.csv"])
def test_langfuse_usage_types_add_up_and_spans_are_left_out(name: str) -> None:
    found = report(name)
    assert (found.rows, found.left_out, found.by) == (120, 12, "project")
    one = found.workloads[0]
    assert (one.input_tokens, one.output_tokens, one.cached_share) == (1000, 150, 0.2)


def test_all_as_one_workload_and_the_small_ones_together(tmp_path: Path) -> None:
    assert [w.name for w in report("litellm.json", by="all").workloads] == ["workload"]
    head = "Date,Slug,Usage,Requests,Prompt Tokens,Completion Tokens"
    rows = [f"2026-11-0{d},m{m},1,10,{1000 * (m + 1)},0" for d in range(1, 9) for m in range(8)]
    path = tmp_path / "many.csv"
    path.write_text("\n".join([head, *rows]), encoding="utf-8")
    found = read_exports([path], "model")
    assert [w.name for w in found.workloads] == ["m7", "m6", "m5", "m4", "m3", "everything else"]
    assert found.workloads[-1].tokens_per_day == 1000 + 2000 + 3000
    assert sum(w.tokens_per_day or 0 for w in found.workloads) == sum(1000 * (m + 1) for m in range(8))
