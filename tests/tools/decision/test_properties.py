"""What must hold for every profile, whatever the prices are: volumes, gates, order, and one row against many."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from knowledge.catalogue import load
from tools.costs.fleet import SECONDS_PER_DAY
from tools.decision import assess, cost_curve
from tools.decision.case import Case, build
from tools.decision.evaluate import SELF, Outcome, central_rows, evaluate
from tools.decision.explore import draw_rows, explore, flips
from tools.decision.looks import together
from tools.decision.thresholds import break_even
from tools.profile import Money, Profile, Regulation, Team, Workload, with_slot
from tools.results import OPTIONS, Assessment

AT = dt.date(2026, 11, 21)
EXACT = 1e-9
FAST = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
VOLUMES = np.geomspace(1e5, 1e12, 141)
workloads = st.builds(
    Workload,
    task=st.sampled_from(["chat", "rag", "classification", "summarization", "code", None]),
    tokens_per_day=st.floats(1e5, 1e11),
    quality=st.sampled_from(["open_small", "open_large", "frontier"]),
    input_share=st.floats(0.05, 0.98) | st.none(),
    peak_to_average=st.floats(1, 8) | st.none(),
)
gpu_rates = st.floats(0.5, 9)
ADDED = (
    {"regimes": ("hipaa",)},
    {"regimes": ("gdpr",), "region": "EU"},
    {"regimes": ("itar",)},
    {"regimes": ("fedramp",)},
    {"air_gapped": True},
    {"third_party": "zero_retention"},
    {"third_party": "in_region", "region": "EU"},
    {"third_party": "forbidden"},
    {"hosting": "on_premises"},
    {"hosting": "own_cloud_account"},
)


def profile(*ws: Workload, hourly: float = 2.5, **regulation: object) -> Profile:
    free = {"regimes": (), "third_party": "allowed", "air_gapped": False, "hosting": "any"}
    return Profile(
        workloads=tuple(w.model_copy(update={"name": w.name or f"w{i}"}) for i, w in enumerate(ws)),
        regulation=Regulation(**(free | regulation)),  # type: ignore[arg-type]
        team=Team(gpu_ops="dedicated", can_hire=True),
        money=Money(gpu_hourly_usd=hourly),
    )


def at_volumes(case: Case, volumes: np.ndarray) -> Outcome:  # type: ignore[type-arg]
    rows = central_rows(case.params, len(volumes)) | {"workloads[0].tokens_per_day": volumes}
    return evaluate(case, rows, len(volumes))


def divisible(output_tok_per_day, output_tok_s, *, peak, utilization, spare):  # type: ignore[no-untyped-def]
    """As ``replicas``, but a fraction of one can be rented."""
    return np.asarray(output_tok_per_day) / SECONDS_PER_DAY * peak / (output_tok_s * utilization) + spare


def divisible_base(best, load, peak):  # type: ignore[no-untyped-def]
    """As ``base_loads``, but the best itself can be rented."""
    return np.clip(best, load, load * peak)[None]


@FAST
@given(workloads, gpu_rates)
@example(Workload(task="chat", tokens_per_day=1e5, quality="open_small", input_share=0.875, peak_to_average=1.0), 4.0)
def test_with_divisible_replicas_more_volume_never_leads_back_to_an_api(w: Workload, hourly: float) -> None:
    fractions = patch("tools.decision.monthly.base_loads", divisible_base)
    with fractions, patch("tools.decision.monthly.replicas", divisible):
        chosen = at_volumes(build(profile(w, hourly=hourly), load(), AT), VOLUMES).choice[0] == SELF
    assert all(before <= after for before, after in pairwise(chosen.tolist()))


@FAST
@given(workloads, gpu_rates, st.floats(1, 1000))
def test_past_its_break_even_self_hosting_stays_cheaper(w: Workload, hourly: float, times: float) -> None:
    p = profile(w, hourly=hourly)
    for found in assess(p, load(), AT, 20, with_flips=False).break_even:
        if found.tokens_per_day is None:
            continue
        curve = cost_curve(p, load(), AT, [found.tokens_per_day * times])
        assert curve.monthly_usd["self_host"][0] <= curve.monthly_usd[found.against][0] * 1.001


@FAST
@given(workloads.filter(lambda w: w.quality != "frontier"), st.sampled_from(ADDED))
def test_a_gate_never_adds_an_option(w: Workload, gate: dict[str, object]) -> None:
    """But for the restricted endpoint, which is an option exactly where a gate makes its terms necessary. A demand for
    a frontier model is left out: where only own GPUs remain it is what gives way, and is warned of."""
    before, after = (_open(assess(p, load(), AT, 20, with_flips=False)) for p in (profile(w), profile(w, **gate)))
    assert after - {"sovereign_api"} <= before


def _open(a: Assessment) -> set[str]:
    return {o for o in OPTIONS if a.costs[o].feasible}


@FAST
@given(st.lists(workloads, min_size=2, max_size=3), st.randoms(use_true_random=False), gpu_rates)
def test_the_order_of_workloads_changes_nothing(ws: list[Workload], random, hourly: float) -> None:  # type: ignore[no-untyped-def]
    named = [w.model_copy(update={"name": f"w{i}"}) for i, w in enumerate(ws)]
    shuffled = random.sample(named, len(named))
    there, back = (assess(profile(*x, hourly=hourly), load(), AT, 60, with_flips=False) for x in (named, shuffled))
    assert (there.option, there.confidence) == (back.option, back.confidence)
    assert {c.workload: c.option for c in there.by_workload} == {c.workload: c.option for c in back.by_workload}
    for option in OPTIONS:
        one, other = there.costs[option].monthly_usd, back.costs[option].monthly_usd
        assert (one is None) == (other is None)
        if one and other:
            assert np.allclose((one.low, one.mid, one.high), (other.low, other.mid, other.high), rtol=EXACT, atol=0)


@FAST
@given(st.lists(workloads, min_size=1, max_size=2))
def test_looks_find_alone_what_they_find_together(ws: list[Workload]) -> None:
    case = build(profile(*ws), load(), AT)
    found, even, near = together(case, explore(case, 200), break_even(case), flips(case))
    assert together(case, flips(case)) == [near]
    assert together(case, break_even(case)) == [even]
    (alone,) = together(case, explore(case, 200))
    assert (alone.confidence, alone.questions, alone.tornado) == (found.confidence, found.questions, found.tornado)


@FAST
@given(st.lists(workloads, min_size=1, max_size=2), gpu_rates)
def test_one_draw_alone_and_among_others_agree(ws: list[Workload], hourly: float) -> None:
    case = build(profile(*ws, hourly=hourly), load(), AT)
    rows = draw_rows(case, 12)
    many = evaluate(case, rows, 12)
    for i in range(12):
        one = evaluate(case, {name: column[i : i + 1] for name, column in rows.items()}, 1)
        for name in ("monthly", "adjusted", "people", "replicas", "output_tok_s", "overflow_share"):
            assert np.allclose(
                getattr(one, name)[..., 0], getattr(many, name)[..., i], rtol=EXACT, atol=0, equal_nan=True
            ), name
        assert (one.choice[:, 0] == many.choice[:, i]).all()


@pytest.mark.parametrize("amount", [1e12, 1e15, 1e18])
@pytest.mark.parametrize(
    "slot", ["current.monthly_bill_usd", "workloads[0].requests_per_day", "workloads[0].tokens_per_day"]
)
def test_an_absurd_amount_is_still_answered(slot: str, amount: float) -> None:
    a = assess(with_slot(Profile(workloads=(Workload(),)), slot, amount), load(), AT, 20)
    assert a.option in (*OPTIONS, "hybrid")
    assert all(np.isfinite(c.monthly_usd.mid) for c in a.costs.values() if c.monthly_usd)
