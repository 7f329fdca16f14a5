"""What it adds up to over the horizon, and at which volume to look again."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from knowledge.catalogue.load import load
from tools.decision import assess
from tools.decision.case import build
from tools.decision.looks import together
from tools.decision.outlook import outlook
from tools.profile import Current, Money, Profile, Regulation, Team, Workload
from tools.results import Assessment

CATALOGUE, AT = load(), dt.date(2026, 11, 21)


def profile(tokens: float = 60e6, growth: float = 0.0, horizon: float = 12, **workload: object) -> Profile:
    w = {"name": "w", "task": "chat", "tokens_per_day": tokens, "input_tokens": 2000, "output_tokens": 400} | {
        "quality": "open_large", "growth_per_year": growth
    } | workload  # fmt: skip
    return Profile(
        workloads=(Workload(**w),),  # type: ignore[arg-type]
        current=Current(provider="OpenAI", model="GPT-5.5", monthly_bill_usd=20_000),
        regulation=Regulation(regimes=(), third_party="allowed", air_gapped=False),
        team=Team(gpu_ops="dedicated", kubernetes=True, on_call=True),
        money=Money(horizon_months=horizon),
    )


def values(a: Assessment) -> dict[str, float]:
    return {f.id: f.value for f in a.facts if isinstance(f.value, float)}


def test_a_bill_that_stands_still_adds_up_to_its_months() -> None:
    f = values(assess(profile(), CATALOGUE, AT))
    falls = CATALOGUE.defaults["api_price_factor"].mid ** ((np.arange(12) + 0.5) / 12)
    assert f["cumulative_today"] == pytest.approx(20_000 * falls.sum())


def test_growth_makes_the_sum_larger_and_its_months_the_longer() -> None:
    still, grows, longer = (
        values(assess(p, CATALOGUE, AT)) for p in (profile(), profile(growth=1.0), profile(horizon=24))
    )
    assert grows["cumulative_today"] > 1.3 * still["cumulative_today"]
    assert longer["cumulative_today"] == pytest.approx(still["cumulative_today"] * 1.9, rel=0.02)


def test_the_move_is_in_the_sum_and_is_made_good_when_it_is_said_to_be() -> None:
    case = build(profile(), CATALOGUE, AT)
    (found,) = together(case, outlook(case))
    assert found.today is not None and found.ahead is not None
    assert (found.spent[found.ahead - 1 :] < found.today[found.ahead - 1 :]).all()
    assert found.ahead == 1 or found.spent[found.ahead - 2] >= found.today[found.ahead - 2]
    assert np.diff(found.spent, prepend=0)[0] > np.diff(found.spent)[0]


def test_a_reason_says_the_sums_where_something_changes() -> None:
    reason = next(r for r in assess(profile(), CATALOGUE, AT).reasons if r.key == "horizon")
    assert {"cumulative_chosen", "cumulative_today", "ahead_after"} <= set(reason.facts)
    stays = assess(profile(quality="frontier"), CATALOGUE, AT)
    assert stays.option == "frontier_api" and not any(r.key == "horizon" for r in stays.reasons)


def test_the_volume_to_look_again_at_is_the_break_even_against_the_recommendation() -> None:
    a = assess(profile(tokens=5e6, quality="frontier"), CATALOGUE, AT)
    assert "look_again_here" not in values(a)  # a frontier model is not hosted
    for tokens in (1e6, 3e6, 1e7):
        a = assess(profile(tokens=tokens), CATALOGUE, AT)
        at = next(b.tokens_per_day for b in a.break_even if b.against == a.option)
        assert values(a).get("look_again_here") == (at if at and at > tokens else None)


def test_what_the_vendor_carries_is_named_where_one_stays_with_a_vendor() -> None:
    steps = " ".join(s.do for s in assess(profile(), CATALOGUE, AT).stack.steps)
    assert "on-call for the serving stack" in steps and "{carries}" not in steps


@pytest.mark.parametrize(
    ("provider", "day", "says"),
    [
        ("AWS Bedrock", AT, "is retired on 2027-03-30, within the horizon"),
        ("AWS Bedrock", dt.date(2026, 1, 5), None),
        ("Groq", AT, "was retired on 2026-08-16: move before anything else"),
    ],
)
def test_the_model_in_use_that_retires_is_warned_of_whatever_is_recommended(
    provider: str, day: dt.date, says: str | None
) -> None:
    current = Current(provider=provider, model="Llama 3.3 70B", monthly_bill_usd=20_000)
    a = assess(profile().model_copy(update={"current": current}), CATALOGUE, day, 50)
    said = [w.text for w in a.warnings if "Llama" in w.text or "llama" in w.text]
    assert (says in said[0]) if says else not said
