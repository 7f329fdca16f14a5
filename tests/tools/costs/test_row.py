"""The break-even batch line, definition by definition."""

from __future__ import annotations

from typing import Any

import pytest

from knowledge.catalogue.load import load
from tools.costs import BadQuantity, MissingValue, UnknownKey, breakeven_batch_row

FULL: dict[str, Any] = {
    "id": "x", "input_tokens_per_month": 2.0e9, "output_tokens_per_month": 2.0e8, "price_in_usd_per_mtok": 2,
    "price_out_usd_per_mtok": 10, "gpus": 2, "throughput_tok_s": 8000,
}  # fmt: skip
OUT = {
    "id", "api_monthly_usd", "blended_usd_per_mtok", "replicas", "gpu_monthly_usd", "self_host_monthly_usd",
    "self_host_usd_per_mtok", "capacity_tokens_per_month", "break_even_tokens_per_month", "payback_months", "cheaper",
    "assumptions",
}  # fmt: skip


def line(**values: Any) -> dict[str, Any]:
    return breakeven_batch_row(values, load())


def test_every_promised_name_comes_out() -> None:
    assert set(line(**FULL)) == OUT
    assert set(line(bare=True)) == OUT


def test_the_catalogue_fills_what_is_not_given_and_says_so() -> None:
    out = line(**FULL)
    assert out["replicas"] == 2, "one for the load, one spare"
    assert {a.split(" ")[0] for a in out["assumptions"]} >= {"peak_to_average", "utilization", "gpu_hourly_usd"}
    assert out["self_host_monthly_usd"] > out["gpu_monthly_usd"], "people and platform are counted"


def test_bare_counts_what_is_not_given_as_nothing() -> None:
    out = line(**FULL, bare=True)
    assert (out["gpu_monthly_usd"], out["self_host_monthly_usd"], out["replicas"]) == (0, 0, 1)
    assert out["assumptions"] == []


def test_what_has_no_meaning_is_null() -> None:
    out = line(bare=True, input_tokens_per_month=1e9, price_in_usd_per_mtok=3)
    nothing = ("replicas", "self_host_usd_per_mtok", "break_even_tokens_per_month", "payback_months", "cheaper")
    assert [out[k] for k in nothing] == [None] * 5
    assert (out["api_monthly_usd"], out["blended_usd_per_mtok"]) == (3000, 3)
    out = line(bare=True, gpus=1, gpu_hourly_usd=2)
    assert (out["api_monthly_usd"], out["cheaper"], out["capacity_tokens_per_month"]) == (None, None, None)


def test_capacity_is_of_one_replica_in_an_average_month() -> None:
    out = line(bare=True, gpus=1, throughput_tok_s=1000, hours_per_month=730, utilization=0.5, peak_to_average=2)
    assert out["capacity_tokens_per_month"] == pytest.approx(1000 * 3600 * 730 * 0.5 / 2)


def test_overhead_is_a_share_of_the_gpu_cost_only() -> None:
    out = line(bare=True, gpus=1, gpu_hourly_usd=1, overhead_share=0.5, ops_monthly_usd=100)
    assert out["gpu_monthly_usd"] == 730
    assert out["self_host_monthly_usd"] == pytest.approx(730 * 1.5 + 100)


def test_a_saving_that_is_none_has_no_payback_and_ties_go_to_the_api() -> None:
    same = {"bare": True, "input_tokens_per_month": 1e9, "price_in_usd_per_mtok": 1, "other_monthly_usd": 1000}
    out = line(**same, migration_usd=5)
    assert (out["cheaper"], out["payback_months"]) == ("api", None)


@pytest.mark.parametrize("missing", ["gpus", "throughput_tok_s", "price_in_usd_per_mtok", "output_tokens_per_month"])
def test_without_bare_a_missing_value_is_named(missing: str) -> None:
    with pytest.raises(MissingValue, match=missing):
        line(**{k: v for k, v in FULL.items() if k != missing})


def test_unknown_names_list_the_known_ones() -> None:
    with pytest.raises(UnknownKey, match="throughput_tok_s"):
        line(**FULL, throughput=3)


@pytest.mark.parametrize(
    ("name", "bad"),
    [("utilization", 0), ("utilization", 1.2), ("peak_to_average", 0.9), ("hours_per_month", 0),
     ("spare_replicas", 0.5), ("throughput_tok_s", 0), ("gpus", -1), ("bare", "yes")],
)  # fmt: skip
def test_values_out_of_range(name: str, bad: Any) -> None:
    with pytest.raises(BadQuantity, match=name):
        line(**{**FULL, name: bad})


def test_no_volume_at_all_is_an_error() -> None:
    with pytest.raises(BadQuantity, match="above 0"):
        line(**{**FULL, "input_tokens_per_month": 0, "output_tokens_per_month": 0})
