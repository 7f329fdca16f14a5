"""The decision over whole profiles: what must hold whatever the prices are."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.catalogue import load
from tools.decision import assess, cost_curve, hypothetical
from tools.profile import Current, Money, Profile, Regulation, Team, Workload, with_slot
from tools.results import OPTIONS, Assessment

AT = dt.date(2026, 11, 21)
FAST = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def decide(profile: Profile, draws: int = 120, with_flips: bool = False) -> Assessment:
    return assess(profile, load(), AT, draws, with_flips=with_flips)


def base(**workload: object) -> Profile:
    w = {"name": "w", "task": "classification", "tokens_per_day": 2e8, "quality": "open_large"} | workload
    return Profile(
        workloads=(Workload(**w),),  # type: ignore[arg-type]
        current=Current(provider="OpenAI", monthly_bill_usd=58_000),
        regulation=Regulation(regimes=(), third_party="allowed", air_gapped=False),
        team=Team(gpu_ops="dedicated"),
    )


def test_nothing_known_is_provisional_and_asks() -> None:
    a = decide(Profile())
    assert a.status == "provisional"
    assert a.open_questions
    assert set(a.costs) == set(OPTIONS)


def test_air_gap_leaves_only_self_hosting_and_warns_about_the_team() -> None:
    p = Profile(
        workloads=(Workload(tokens_per_day=7e5),), regulation=Regulation(air_gapped=True), team=Team(gpu_ops="none")
    )
    a = decide(p)
    assert (a.option, a.status, a.confidence) == ("self_host", "final", 1.0)
    assert "team.gpu_ops" in {w.slot for w in a.warnings}
    assert all(not a.costs[o].feasible for o in OPTIONS if o != "self_host")


@pytest.mark.parametrize(
    ("regulation", "expected"),
    [
        (Regulation(third_party="forbidden"), "self_host"),
        (Regulation(third_party="in_region", region="EU", regimes=("gdpr",)), "sovereign_api"),
        (Regulation(third_party="zero_retention", regimes=("hipaa",)), "sovereign_api"),
    ],
)
def test_terms_decide_before_money(regulation: Regulation, expected: str) -> None:
    p = Profile(
        workloads=(Workload(tokens_per_day=2e6),), regulation=regulation, team=Team(gpu_ops="none", can_hire=False)
    )
    assert decide(p).option == expected


def test_unknown_quality_never_recommends_an_open_model() -> None:
    a = decide(base(quality=None))
    assert a.option in ("frontier_api", "smaller_tier")


def test_frontier_quality_stays() -> None:
    assert decide(base(quality="frontier")).option == "frontier_api"


def test_workloads_that_differ_make_a_hybrid() -> None:
    p = base()
    p = p.model_copy(update={"workloads": (*p.workloads, Workload(name="b", tokens_per_day=4e6, quality="frontier"))})
    a = decide(p)
    assert a.option == "hybrid"
    assert {c.workload: c.option for c in a.by_workload}["b"] == "frontier_api"


def test_order_of_workloads_changes_nothing() -> None:
    one = Workload(name="a", tokens_per_day=2e8, quality="open_large", task="classification")
    two = Workload(name="b", tokens_per_day=4e6, quality="frontier", task="chat")
    there, back = (decide(base().model_copy(update={"workloads": ws})) for ws in ((one, two), (two, one)))
    assert there.option == back.option
    assert there.confidence == back.confidence
    assert {c.workload: c for c in there.by_workload} == {c.workload: c for c in back.by_workload}


def test_a_small_bill_stays_at_the_vendor() -> None:
    p = base(tokens_per_day=1e6, quality=None).model_copy(
        update={"current": Current(provider="OpenAI", monthly_bill_usd=30)}
    )
    assert decide(p).option == "frontier_api"


def test_the_bill_beats_the_list_price_and_a_gap_is_a_conflict() -> None:
    a = decide(base())
    assert a.costs["frontier_api"].monthly_usd is not None
    assert "bill and volume" in {c.about for c in a.conflicts}


def test_flips_do_flip() -> None:
    p = base()
    a = decide(p, with_flips=True)
    numeric = [f for f in a.flips if f.slot == "workloads[0].tokens_per_day" and isinstance(f.at, float)]
    for f in numeric:
        assert isinstance(f.at, float)
        moved = decide(hypothetical(p, with_slot(p, f.slot, f.at * (1.05 if f.at > 2e8 else 0.95))))
        assert moved.option == f.becomes


@FAST
@given(st.floats(1e5, 1e10), st.floats(1.2, 20))
def test_a_dearer_gpu_never_favours_self_hosting(volume: float, factor: float) -> None:
    p = base(tokens_per_day=volume).model_copy(update={"current": Current()})
    cheap = decide(p.model_copy(update={"money": Money(gpu_hourly_usd=1.0)}), 20)
    dear = decide(p.model_copy(update={"money": Money(gpu_hourly_usd=factor)}), 20)
    assert not (dear.option == "self_host" and cheap.option != "self_host")


@FAST
@given(st.floats(1e4, 1e10))
def test_costs_are_finite_and_ordered(volume: float) -> None:
    for cost in decide(base(tokens_per_day=volume), 60).costs.values():
        if cost.monthly_usd:
            assert 0 <= cost.monthly_usd.low <= cost.monthly_usd.mid <= cost.monthly_usd.high


def test_cost_never_falls_with_volume() -> None:
    curve = cost_curve(base(), load(), AT)
    for series in curve.monthly_usd.values():
        assert all(a <= b * (1 + 1e-9) for a, b in pairwise(series))


def test_one_row_and_many_agree() -> None:
    few, many = (cost_curve(base(), load(), AT, v) for v in ([1e8], [1e7, 1e8, 1e9]))
    for option, series in few.monthly_usd.items():
        assert series[0] == pytest.approx(many.monthly_usd[option][1], rel=1e-9)


def test_what_a_move_costs_is_one_change_not_two() -> None:
    """Moving to another API and to own GPUs are two defaults, but one question."""
    p = with_slot(base(tokens_per_day=38e6, quality="open_small"), "current.monthly_bill_usd", 12_000.0)
    numeric = [f.slot for f in decide(p, with_flips=True).flips if isinstance(f.at, float)]
    assert "money.migration_usd" in numeric and len(set(numeric)) == len(numeric)
