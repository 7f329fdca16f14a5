"""The lines of every option add up to its cost, and nothing hides in another line."""

from __future__ import annotations

import datetime as dt

import pytest

from knowledge.catalogue.load import load
from tools.decision import assess
from tools.profile import Current, Profile, Team, Workload
from tools.results import Assessment

AT = dt.date(2026, 11, 21)
CHAT = Workload(name="chat", tokens_per_day=4e8, input_tokens=4000, output_tokens=400, quality="open_large",
                peak_to_average=5.0)  # fmt: skip
OTHER = Workload(name="letters", tokens_per_day=5e7, input_share=0.8, quality="open_small", growth_per_year=0.5)
RUNNERS = Team(gpu_ops="dedicated")


def decide(profile: Profile) -> Assessment:
    return assess(profile, load(), at=AT)


@pytest.mark.parametrize(
    "profile",
    [
        Profile(workloads=(CHAT,), team=RUNNERS),
        Profile(workloads=(CHAT, OTHER), team=RUNNERS),
        Profile(workloads=(CHAT,), current=Current(provider="Together", model="gpt-oss-120b")),
        Profile(workloads=(CHAT,), current=Current(provider="OpenAI", monthly_bill_usd=9000)),
    ],
)
def test_lines_add_up(profile: Profile) -> None:
    for option, cost in decide(profile).costs.items():
        if cost.monthly_usd is not None:
            assert sum(line.usd for line in cost.lines) == pytest.approx(cost.monthly_usd.mid, abs=0.05), option


def test_the_upkeep_of_a_second_vendor_is_a_line_and_the_tokens_are_volume_times_price() -> None:
    found = decide(Profile(workloads=(CHAT,), team=RUNNERS))
    lines = {line.name: line.usd for line in found.costs["managed_open"].lines}
    assert lines["upkeep of a second vendor"] == load().defaults["managed_upkeep_usd_month"].mid
    facts = {f.id: f.value for f in found.facts}
    assert lines["tokens"] == pytest.approx(4e8 * 30.4 / 1e6 * facts["blended_managed"], rel=1e-4)


def test_peaks_at_an_api_are_a_line_and_the_gpus_are_count_times_rate() -> None:
    found = decide(Profile(workloads=(CHAT,), team=RUNNERS))
    lines, facts = {x.name: x.usd for x in found.costs["self_host"].lines}, {f.id: f.value for f in found.facts}
    assert lines["GPUs"] == pytest.approx(facts["gpus"] * facts["gpu_hourly"] * 730, rel=1e-3)
    assert lines["API at peaks"] == pytest.approx(facts["overflow_share"] * facts["monthly_managed_open"], rel=1e-3)


def test_an_open_model_in_use_is_no_move_and_costs_its_own_price() -> None:
    user = Profile(
        workloads=(Workload(name="chat", tokens_per_day=2e7, input_share=0.8),),
        current=Current(provider="Together", model="gpt-oss-120b"),
    )
    found = decide(user)
    assert found.costs["managed_open"].feasible
    assert [line.name for line in found.costs["managed_open"].lines] == ["tokens"]
    assert found.costs["managed_open"].monthly_usd is not None
    assert found.costs["managed_open"].monthly_usd.mid == pytest.approx(2e7 * 30.4 / 1e6 * (0.8 * 0.15 + 0.2 * 0.6))
    assert found.option == "managed_open"


def test_a_retired_model_is_not_offered_but_warned_of() -> None:
    user = Profile(
        workloads=(CHAT.model_copy(update={"quality": "frontier"}),), current=Current(provider="OpenAI", model="gpt-4")
    )
    found = decide(user)
    assert found.option == "frontier_api" and found.stack.model == "gpt-6.1-sol"
    assert any("was retired on 2026-10-23" in w.text for w in found.warnings)


def test_hours_and_announced_prices_are_said() -> None:
    by_hour = Profile(
        workloads=(CHAT.model_copy(update={"quality": "frontier"}),),
        current=Current(provider="DeepSeek", model="DeepSeek V4 Pro"),
    )
    assert any(r.key == "clock_frontier" for r in decide(by_hour).reasons)
    changing = by_hour.model_copy(update={"current": Current(provider="Google", model="Gemini 3.8 Flash")})
    found = decide(changing)
    assert any(r.key == "announced_frontier" for r in found.reasons)
    assert {f.id: f.value for f in found.facts}["announced_day_frontier"] == "2027-01-01"
