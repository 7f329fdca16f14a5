"""What must hold for every input, not for chosen ones."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from knowledge.catalogue.load import load
from tools.costs import (
    DAYS_PER_MONTH,
    BadQuantity,
    CostError,
    Price,
    api_monthly_usd,
    blended_usd_per_mtok,
    break_even_volume,
    breakeven_batch_row,
    gpu_monthly_usd,
    payback_months,
    replicas,
)

volumes = st.floats(1e3, 1e12)
shares = st.floats(0, 1)
prices = st.floats(0.01, 100)
money = st.floats(0, 1e6)
rates = st.floats(1, 1e5)
spares = st.integers(0, 3)
FAST = settings(max_examples=150, deadline=None)


def price(p_in: float, p_out: float) -> Price:
    return Price(p_in, p_out, cached_input_usd_per_mtok=p_in / 10, batch_discount=0.5)


def self_host(volume: float, each: float, rate: float, fixed: float, spare: int) -> float:
    active = max(1, math.ceil(volume / each))
    return (active + spare) * rate + fixed


@FAST
@given(volumes, volumes, shares, prices, prices, shares, shares)
def test_api_cost_is_never_negative_nor_falls_with_volume(a, b, share, p_in, p_out, cached, batch) -> None:  # type: ignore[no-untyped-def]
    low, high = sorted((a, b))
    costs = api_monthly_usd(np.array([low, high]), share, price(p_in, p_out), cached, batch)
    assert (costs >= 0).all()
    assert costs[0] <= costs[1] * (1 + 1e-12)


@FAST
@given(volumes, volumes, rates, st.floats(1, 10), st.floats(0.1, 1), spares)
def test_replicas_are_whole_enough_and_grow_with_volume(a, b, rate, peak, utilization, spare) -> None:  # type: ignore[no-untyped-def]
    low, high = sorted((a, b))
    n = replicas(np.array([low, high]), rate, peak=peak, utilization=utilization, spare=spare)
    assert (n == np.round(n)).all()
    assert n[0] <= n[1]
    carried = (n - spare) * rate * utilization / peak * 86400
    assert (carried >= np.array([low, high]) * (1 - 1e-6)).all()
    assert (gpu_monthly_usd(n, 2, 1.5) >= 0).all()


@FAST
@given(shares, prices, prices, volumes)
def test_units_round_trip(share, p_in, p_out, volume) -> None:  # type: ignore[no-untyped-def]
    blended = float(blended_usd_per_mtok(share, price(p_in, p_out)))
    monthly = float(api_monthly_usd(volume, share, price(p_in, p_out)))
    assert math.isclose(monthly / (volume * DAYS_PER_MONTH) * 1e6, blended, rel_tol=1e-12)


@FAST
@given(st.floats(1e-7, 1e-4), st.floats(1e6, 1e10), st.floats(1, 1e5), money, spares)
def test_break_even_against_a_brute_force_scan(a, each, rate, fixed, spare) -> None:  # type: ignore[no-untyped-def]
    earns = a * each - rate
    assume(abs(earns) > 1e-3 * rate)  # a knife edge: hundreds of thousands of steps, or none
    found = float(break_even_volume(a, each, rate, fixed, spare))
    if earns < 0:
        assert math.isnan(found)
        return
    steps = math.ceil((a * each + spare * rate + fixed) / earns) + 5
    assume(steps < 20_000)
    n = np.arange(1, steps + 1)
    starts, ends, cost = (n - 1) * each, n * each, (n + spare) * rate + fixed
    worst_wins = a * starts >= cost * (1 - 1e-12)  # the API's bill where the step begins
    losing = np.flatnonzero(~worst_wins)
    last = losing[-1]
    assert last < steps - 1
    expected = min(cost[last] / a, ends[last])
    assume(not np.isclose(a * starts[min(last + 1, steps - 1)], cost[min(last + 1, steps - 1)], rtol=1e-9))
    assert math.isclose(found, expected, rel_tol=1e-9)


@FAST
@given(st.floats(1e-7, 1e-4), st.floats(1e6, 1e10), st.floats(1, 1e5), money, spares, st.floats(1.0001, 50))
def test_past_the_break_even_self_hosting_stays_cheaper(a, each, rate, fixed, spare, times) -> None:  # type: ignore[no-untyped-def]
    found = float(break_even_volume(a, each, rate, fixed, spare))
    assume(not math.isnan(found) and found > 0)
    volume = found * times
    assert self_host(volume, each, rate, fixed, spare) <= a * volume * (1 + 1e-9)


@FAST
@given(st.floats(1e-7, 1e-4), st.floats(1e6, 1e10), st.floats(1, 1e5), money, spares, st.floats(1, 10))
def test_a_dearer_gpu_never_lowers_the_break_even(a, each, rate, fixed, spare, times) -> None:  # type: ignore[no-untyped-def]
    cheap = float(break_even_volume(a, each, rate, fixed, spare))
    dear = float(break_even_volume(a, each, rate * times, fixed, spare))
    assert math.isnan(dear) or dear >= cheap * (1 - 1e-9)


@FAST
@given(st.lists(st.tuples(st.floats(1e-7, 1e-4), st.floats(1e6, 1e10), money, money), min_size=1, max_size=20), spares)
def test_scalar_and_vectorised_agree(rows, spare) -> None:  # type: ignore[no-untyped-def]
    columns = [np.array(c) for c in zip(*rows, strict=True)]
    many = break_even_volume(*columns, spare)
    one = np.array([float(break_even_volume(*row, spare)) for row in rows])
    assert np.allclose(many, one, rtol=1e-9, atol=0, equal_nan=True)
    days = replicas(columns[1], 1200.0, peak=2.5, utilization=0.7, spare=spare)
    singles = [float(replicas(v, 1200.0, peak=2.5, utilization=0.7, spare=spare)) for v in columns[1]]
    assert np.allclose(days, singles, rtol=1e-9, atol=0)
    back = payback_months(columns[2], columns[3])
    assert np.allclose(back, [float(payback_months(*r[2:])) for r in rows], rtol=1e-9, equal_nan=True)


@FAST
@given(volumes, shares, prices, prices, st.integers(1, 8), st.floats(0.1, 20), rates, money, spares)
def test_the_batch_line_agrees_with_the_functions(volume, share, p_in, p_out, gpus, hourly, rate, fixed, spare) -> None:  # type: ignore[no-untyped-def]
    row = {
        "bare": True, "input_tokens_per_month": volume * share, "output_tokens_per_month": volume * (1 - share),
        "price_in_usd_per_mtok": p_in, "price_out_usd_per_mtok": p_out, "gpus": gpus, "gpu_hourly_usd": hourly,
        "throughput_tok_s": rate, "ops_monthly_usd": fixed, "spare_replicas": spare,
    }  # fmt: skip
    out = breakeven_batch_row(row, load())
    assert math.isclose(out["api_monthly_usd"], volume * share * p_in / 1e6 + volume * (1 - share) * p_out / 1e6)
    each = rate * 3600 * 730
    assert out["replicas"] == max(1, math.ceil(volume / each * (1 - 1e-12))) + spare
    assert math.isclose(out["self_host_monthly_usd"], out["replicas"] * gpus * hourly * 730 + fixed)
    assert out["cheaper"] == ("self_host" if out["self_host_monthly_usd"] < out["api_monthly_usd"] else "api")
    blended = out["blended_usd_per_mtok"]
    expected = float(break_even_volume(blended / 1e6, each, gpus * hourly * 730, fixed, spare))
    assert out["break_even_tokens_per_month"] == (None if math.isnan(expected) else pytest.approx(expected, rel=1e-9))


@pytest.mark.parametrize("bad", [-1.0, float("nan"), float("inf"), -float("inf"), 1e30, "many", None, True])
@pytest.mark.parametrize("name", ["input_tokens_per_month", "gpu_hourly_usd", "throughput_tok_s", "migration_usd"])
def test_bad_numbers_are_named_with_what_is_possible(name: str, bad: Any) -> None:
    row = {"bare": True, "gpus": 1, name: bad}
    if bad is None:  # not given, which a bare line allows
        assert breakeven_batch_row(row, load())["replicas"] == 1
        return
    with pytest.raises(BadQuantity, match=name) as caught:
        breakeven_batch_row(row, load())
    assert "must be" in str(caught.value)


@pytest.mark.parametrize(
    "call",
    [
        lambda: api_monthly_usd(-1, 0.5, Price(1, 1)),
        lambda: api_monthly_usd(float("nan"), 0.5, Price(1, 1)),
        lambda: api_monthly_usd(1e30, 0.5, Price(1, 1)),
        lambda: api_monthly_usd(1e6, 1.5, Price(1, 1)),
        lambda: api_monthly_usd(1e6, 0.5, Price(-1, 1)),
        lambda: replicas(1e9, 1200, peak=0.5, utilization=0.7, spare=1),
        lambda: replicas(1e9, 1200, peak=2, utilization=0.0, spare=1),
        lambda: break_even_volume(1e-6, 0, 100, 0, 0),
        lambda: payback_months(float("inf"), 10),
    ],
)
def test_bad_arguments_are_typed_errors(call: Any) -> None:
    with pytest.raises(CostError):
        call()
