"""Contracts, owned hardware, people, market rates, the horizon and overflow."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.catalogue.load import load
from tools.costs import (
    DAYS_PER_MONTH,
    VENDOR_CARRIES,
    BadQuantity,
    UnknownKey,
    best_base,
    bill_gap,
    contract_hourly_usd,
    crossover_month,
    cumulative_usd,
    market_rate,
    monthly_path,
    overflow_share,
    owned_gpu_hourly_usd,
    people_lines,
    platform_lines,
)

DEFAULTS = load().defaults


def test_contracts_are_ordered_and_spot_pays_for_its_scarcity() -> None:
    rates = {
        c: float(contract_hourly_usd(4.0, c, DEFAULTS)) for c in ("on_demand", "spot", "reserved_1y", "reserved_3y")
    }  # type: ignore[arg-type]
    assert rates["reserved_3y"] < rates["reserved_1y"] < rates["on_demand"] == 4.0
    assert 4.0 * DEFAULTS["spot_factor"].mid < rates["spot"] < 4.0


def test_owned_hardware_lies_where_published_ownership_costs_lie() -> None:
    published = [
        p.usd_per_gpu_hour for p in load().gpu_prices if p.kind in ("owned", "reserved_3y") and "H100" in p.gpu
    ]
    ours = owned_gpu_hourly_usd(DEFAULTS, "H100 SXM")
    assert min(published) * 0.8 <= ours <= max(published) * 1.2
    assert owned_gpu_hourly_usd(DEFAULTS, "H100 SXM", sunk=True) < ours / 2
    low, high = (owned_gpu_hourly_usd(DEFAULTS, "H100 SXM", level=level) for level in ("low", "high"))
    assert low < ours < high


@pytest.mark.parametrize("gpu", ["H100 SXM", "H200", "B200"])
def test_owned_hardware_by_gpu_agrees_with_published_ownership_costs(gpu: str) -> None:
    published = [p.usd_per_gpu_hour for p in load().gpu_prices if p.kind == "owned" and p.gpu == gpu]
    assert min(published) * 0.9 <= owned_gpu_hourly_usd(DEFAULTS, gpu) <= max(published) * 1.1


def test_people_are_the_same_however_many_workloads_and_follow_what_is_said() -> None:
    lines = {line.name: line for line in people_lines(DEFAULTS)}
    assert set(lines) == {"operations", "on-call", "model updates", "security and compliance"}
    assert (lines["operations"].low, lines["operations"].mid) == (750, 2000)
    said = {line.name: line for line in people_lines(DEFAULTS, hourly_usd=50, on_call=True, regulated=True)}
    assert said["operations"].mid == 50 * DEFAULTS["ops_hours_month"].mid
    assert said["on-call"].high == 0
    assert said["security and compliance"].mid > lines["security and compliance"].mid


def test_every_line_is_ordered_and_says_what_it_covers() -> None:
    every = (*people_lines(DEFAULTS), *platform_lines(DEFAULTS))
    assert all(0 <= line.low <= line.mid <= line.high and line.covers for line in every)
    assert {"Kubernetes", "observability", "storage", "egress"} <= {line.name for line in every}
    assert platform_lines(DEFAULTS, kubernetes=True)[0].high == 0


def test_what_the_vendor_carries_is_named() -> None:
    assert len(VENDOR_CARRIES) >= 6


def test_the_market_rate_is_the_median_of_each_providers_newest_offer() -> None:
    rate = market_rate(load().gpu_prices, "H100 SXM")
    assert rate.low < rate.mid < rate.high
    assert 3.5 <= rate.mid <= 4.5, "cost research of 2026-11-21: 4.14 over 12 providers, 3.64 over 16"
    assert rate.offers >= 12
    with pytest.raises(UnknownKey, match="H100 SXM"):
        market_rate(load().gpu_prices, "TPU v9")


def test_every_price_names_a_gpu_as_the_catalogue_does() -> None:
    """A price under an alias is in no median."""
    assert {p.gpu for p in load().gpu_prices} <= {g.name for g in load().gpus}
    assert market_rate(load().gpu_prices, "A100 80GB").offers >= 7, "cost research of 2026-11-21: 1.79 over 9 providers"


def test_the_bill_gap_is_a_share_of_volume_times_price() -> None:
    assert float(bill_gap(1300, 1000)) == pytest.approx(0.3)
    assert math.isnan(float(bill_gap(1300, 0)))


def test_a_year_of_months_runs_from_now_to_the_yearly_factor() -> None:
    path = monthly_path(24, 2.0)
    assert path[12:] == pytest.approx(2 * path[:12])
    assert path[0] == pytest.approx(2 ** (0.5 / 12))
    assert monthly_path(6, 1.0) == pytest.approx(np.ones(6))
    with pytest.raises(BadQuantity, match="months must be a whole number"):
        monthly_path(0, 1.0)


def test_crossover_is_the_month_from_which_the_move_stays_ahead() -> None:
    api = cumulative_usd(27_000 * monthly_path(24, 1.3))
    own = cumulative_usd(np.where(np.arange(24) < 10, 14_500, 20_000), first_usd=50_000)
    month = int(crossover_month(own, api))
    assert own[month - 1] < api[month - 1]
    assert own[month - 2] >= api[month - 2]
    assert math.isnan(float(crossover_month(api + own, api)))


@settings(max_examples=60, deadline=None)
@given(st.floats(0, 6), st.floats(1, 8))
def test_overflow_share_against_the_integral_of_the_load_curve(capacity: float, peak: float) -> None:
    x = (np.arange(200_000) + 0.5) / 200_000
    load_curve = peak * x ** (peak - 1)
    expected = np.maximum(load_curve - capacity, 0).mean()
    assert float(overflow_share(capacity, peak)) == pytest.approx(expected, abs=2e-4)


@settings(max_examples=60, deadline=None)
@given(st.floats(1e6, 1e10), st.floats(1e6, 1e9), st.floats(1, 6), st.floats(100, 50_000), st.floats(0.05, 20))
def test_the_best_base_lies_beside_the_cheapest_whole_number(volume, each, peak, rate, usd) -> None:  # type: ignore[no-untyped-def]
    most = math.ceil(peak * volume / each) + 1
    n = np.unique(np.linspace(1, max(most, 1), 400).round())
    api = usd * volume * DAYS_PER_MONTH / 1e6
    every = n * rate + 1000 + overflow_share(n * each / volume, peak) * api
    best = float(best_base(volume / each, peak, rate, api))
    beside = np.clip([math.floor(best), math.floor(best) + 1], 1, max(most, 1))
    near = beside * rate + 1000 + overflow_share(beside * each / volume, peak) * api
    assert near.min() <= every.min() * (1 + 1e-9)
