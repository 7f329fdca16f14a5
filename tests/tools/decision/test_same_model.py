"""Somebody at a managed provider is told who serves the very same open model for less, and what that comes to."""

from __future__ import annotations

import datetime as dt

import pytest

from knowledge.catalogue import api_prices
from knowledge.catalogue.load import load
from tools.decision import assess
from tools.decision.case import build
from tools.decision.thresholds import move_usd
from tools.profile import Current, Money, Profile, Regulation, Team, Workload, with_slot
from tools.results import OPTIONS, Assessment

AT = dt.date(2026, 11, 21)
RAG = Workload(name="rag", task="rag", tokens_per_day=6e7, input_tokens=2000, output_tokens=300, quality="open_large")
DEAR = Current(provider="Fireworks", model="Llama 3.3 70B", monthly_bill_usd=1700)
OPEN = Regulation(regimes=(), third_party="allowed")


def decide(current: Current = DEAR, regulation: Regulation = OPEN, money: Money | None = None) -> Assessment:
    profile = Profile(workloads=(RAG,), current=current, regulation=regulation, money=money or Money())
    return assess(profile, load(), at=AT)


def facts(found: Assessment) -> dict[str, object]:
    return {f.id: f.value for f in found.facts}


def test_the_same_model_for_less_is_counted_where_the_move_pays() -> None:
    found = decide()
    known = facts(found)
    price_in, price_out = (float(str(known[f"price_{x}_same"])) for x in ("in", "out"))
    usd = 6e7 * 30.4 / 1e6 * (price_in * 2000 + price_out * 300) / 2300
    assert found.option == "managed_open" and not found.stays
    assert found.costs["managed_open"].monthly_usd is not None
    assert found.costs["managed_open"].monthly_usd.mid == pytest.approx(usd, rel=1e-4)
    assert known["same_model_usd"] == pytest.approx(usd) and known["today_usd"] == 1700
    move = load().defaults["migration_api_usd"].mid
    assert found.payback_months == pytest.approx(move / (1700 - usd), abs=0.06)
    reason = next(r for r in found.reasons if r.key == "same_model")
    assert {"same_model", "same_model_usd", "today_usd"} <= set(reason.facts) <= set(known)
    assert any("{same_model}" in step.do for step in found.stack.steps)


def test_it_is_an_argument_where_the_move_does_not_pay() -> None:
    found = decide(money=Money(migration_usd=90_000))
    known = facts(found)
    assert found.stays and found.costs["managed_open"].monthly_usd is not None
    assert found.costs["managed_open"].monthly_usd.mid == 1700
    assert float(str(known["same_model_usd"])) < 1700
    assert "horizon_months" in next(r for r in found.reasons if r.key == "same_model").facts
    assert not any("{same_model}" in step.do for step in found.stack.steps)


@pytest.mark.parametrize(
    "regulation",
    [Regulation(regimes=("hipaa",)), Regulation(third_party="forbidden"), Regulation(air_gapped=True)],
)
def test_data_that_no_other_provider_may_see_is_not_offered_around(regulation: Regulation) -> None:
    assert not any(r.key == "same_model" for r in decide(regulation=regulation).reasons)


def test_who_is_at_the_cheapest_is_told_nothing() -> None:
    size = {"input_tokens": 2000, "output_tokens": 300, "at": AT}
    cheapest = api_prices.offers(load(), "llama-3.3-70b", **size)[0]  # type: ignore[arg-type]
    found = decide(Current(provider=cheapest.provider, model=cheapest.model))
    assert not any(r.key == "same_model" for r in found.reasons)


@pytest.mark.parametrize(("provider", "model", "move"), [
    ("DeepInfra", "meta-llama/Llama-3.3-70B-Instruct-Turbo", "migration_api_usd"),
    ("OpenAI", "gpt-6.1-sol", "evaluation_usd"),
])  # fmt: skip
def test_a_smaller_model_takes_an_evaluation_in_place_and_a_move_elsewhere(
    provider: str, model: str, move: str
) -> None:
    profile = Profile(workloads=(RAG,), current=Current(provider=provider, model=model), regulation=OPEN)
    case = build(profile, load(), AT)
    assert move_usd(case, [OPTIONS.index("smaller_tier")]) == load().defaults[move].mid


def test_what_a_said_cost_of_moving_covers_is_said() -> None:
    paid = Current(provider="OpenAI", model="gpt-6.1-sol", monthly_bill_usd=9000)
    told = {a.slot: a for a in decide(paid, money=Money(migration_usd=50_000)).assumptions}
    assert told["evaluation_usd"].value == load().defaults["evaluation_usd"].mid
    assert "smaller model" in told["evaluation_usd"].because
    assert "evaluation_usd" not in {a.slot for a in decide(paid).assumptions if "Your cost" in a.because}


def test_under_terms_only_those_who_promise_them_are_offered() -> None:
    found = decide(regulation=Regulation(regimes=(), third_party="zero_retention"))
    promise = {
        v.prices_as for v in load().vendors if "zero_retention" in v.terms and v.terms["zero_retention"].value == "yes"
    }
    where = str(facts(found)["same_model"]).rpartition(" at ")[2]
    assert found.option == "sovereign_api" and where in promise
    cost = found.costs["sovereign_api"]
    assert cost.monthly_usd is not None and cost.monthly_usd.mid < 1700
    assert [line.name for line in cost.lines] == ["tokens"]  # it takes the place of the vendor of today


def test_a_vendor_in_place_that_signs_costs_what_it_costs_today() -> None:
    now = Current(provider="AWS Bedrock", model="Llama 3.3 70B", monthly_bill_usd=1400)
    found = decide(
        now, regulation=Regulation(regimes=("hipaa",), third_party="allowed"), money=Money(migration_usd=90_000)
    )
    cost = found.costs["sovereign_api"]
    assert found.option == "sovereign_api" and cost.monthly_usd is not None
    assert cost.monthly_usd.mid == 1400 and [line.name for line in cost.lines] == ["tokens"]
    assert found.stack.providers[0] == "AWS Bedrock"


def test_what_a_move_costs_is_one_answer_for_every_move() -> None:
    """A flip of it comes true when it is given as the answer."""
    for quality in ("open_large", "open_small"):
        for volume in (2e7, 6e7, 3e8):
            work = RAG.model_copy(update={"quality": quality, "tokens_per_day": volume})
            team, now = Team(gpu_ops="dedicated"), Current(provider="OpenAI", monthly_bill_usd=9000)
            user = Profile(workloads=(work,), current=now, regulation=OPEN, team=team)
            for flip in assess(user, load(), at=AT).flips:
                if flip.slot == "money.migration_usd":
                    found = {
                        assess(
                            with_slot(user, flip.slot, float(str(flip.at)) * x), load(), at=AT, with_flips=False
                        ).option
                        for x in (1 - 1e-4, 1 + 1e-4)
                    }
                    assert flip.becomes in found


def test_who_may_not_stay_is_told_where_the_model_may_run_at_the_price_that_is_counted() -> None:
    now = Current(provider="Together", model="gpt-oss-120b", monthly_bill_usd=2000)
    rules = Regulation(regimes=(), third_party="in_region", region="EU")
    found = decide(now, regulation=rules)
    known, cost = facts(found), found.costs["sovereign_api"]
    assert found.option == "sovereign_api" and cost.monthly_usd is not None
    assert known["same_model_usd"] == pytest.approx(cost.monthly_usd.mid, abs=0.01)  # the uplift of the place in both
    assert [line.name for line in cost.lines] == ["tokens"]
    assert any(step.do.startswith("Move your model to {same_model}") for step in found.stack.steps)
