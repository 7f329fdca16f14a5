"""What-ifs that scale what is known, and comparisons that suppose something."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from agent.interview import repairs, suppose
from agent.state import State
from agent.understanding import read
from agent.understanding.types import Act, Reading
from tools.profile import Current, Money, Profile, Regulation, Workload
from tools.results import Assessment, Fact

VOLUME, BILL, RATE = "workloads[0].tokens_per_day", "current.monthly_bill_usd", "money.gpu_hourly_usd"
LOADED = Profile(workloads=(Workload(tokens_per_day=4e6),))
BILLED = Profile(current=Current(monthly_bill_usd=500))
NOW = dt.date(2026, 11, 21)


def assessed(profile: Profile) -> Assessment:
    rate = Fact(id="gpu_hourly", name="rate", value=3.0, unit="USD/GPU-hour")
    return Assessment(
        option="frontier_api", status="provisional", confidence=0.5, by_workload=(), costs={}, facts=(rate,)
    )


def supposed(text: str, profile: Profile) -> dict[str, Any]:
    reading = suppose.implied(text, read(text, profile), profile, assessed)
    return {c.slot: c.value for act in reading.acts if act.kind == "what_if" for c in act.changes}


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("What if traffic triples?", 3), ("and at twice the volume?", 2), ("what if we grow 10x?", 10),
        ("What happens if usage drops by half?", 0.5), ("what if we lose half our customers?", 0.5),
        ("and with 30% more users?", 1.3), ("what if demand falls by 20%?", 0.8), ("And if it is ten times that?", 10),
    ],
)  # fmt: skip
def test_what_if_the_volume_is_scaled(text: str, by: float) -> None:
    assert supposed(text, LOADED) == {VOLUME: pytest.approx(4e6 * by)}


def test_and_if_we_double_where_only_the_bill_is_known() -> None:
    assert supposed("and if we double?", BILLED) == {BILL: 1000}


@pytest.mark.parametrize(("profile", "rate"), [(LOADED, 1.5), (Profile(money=Money(gpu_hourly_usd=4)), 2)])
def test_what_if_gpu_prices_fall_by_half(profile: Profile, rate: float) -> None:
    assert supposed("What if GPU prices fall by half?", profile) == {RATE: rate}


@pytest.mark.parametrize(
    "text",
    ["what would change your mind?", "what if API prices fall by 30%?", "do two engineers suffice?",
     "why is it half the price?",
     "What is the difference between 2x and 3x redundancy?",
     "what is the other half of the story?"],
)  # fmt: skip
def test_what_scales_nothing(text: str) -> None:
    assert supposed(text, LOADED) == {}


def test_a_question_about_a_rule_supposes_that_it_applies() -> None:
    asked = "Can we use GPT-4o, or does HIPAA mean we must build everything ourselves?"
    assert supposed(asked, Profile()) == {"regulation.regimes": ["hipaa"]}
    under = Profile(regulation=Regulation(regimes=("hipaa",)))
    assert supposed("does HIPAA mean we must build it ourselves?", under) == {}


def test_nothing_known_is_nothing_to_scale() -> None:
    assert supposed("what if we double?", Profile()) == {}


def test_compare_with_gpus_of_our_own_states_no_fact() -> None:
    text = "compare with 8 H200 of our own"
    reading = read(text, LOADED)
    out = repairs.talk(reading, State(profile=LOADED.model_dump(mode="json"), inbox={"do": "say", "text": text}))
    assert out.profile == LOADED and out.changes == ()
    assert out.state["trial"]["money"]["gpus_owned"] == {"gpu": "H200", "count": 8}


def test_compare_with_staying_is_a_question_about_an_option() -> None:
    reading = Reading(LOADED, acts=(Act("compare", "compare with"),))
    out = repairs.talk(reading, State(inbox={"do": "say", "text": "compare with staying at OpenAI"}))
    assert [t["kind"] for t in out.tasks] == ["question"]


def test_words_of_one_fact_are_no_answer_to_another_question() -> None:
    """The open question was about the cost of moving; "5x" was taken for it too, from a longer span."""
    asked = "money.migration_usd"
    reading = read("the peak is 5x the average", LOADED, asked=asked)
    if any(c.slot == asked for c in reading.changes):
        assert repairs.by_the_way(reading, asked, "the peak is 5x the average")
