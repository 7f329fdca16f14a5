"""Reserved, spot and bought cards beside the on-demand rate, and the fleet whose peaks go to an API."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from knowledge.catalogue.load import load
from tools.costs import overflow_share
from tools.decision import assess
from tools.decision.case import build
from tools.decision.evaluate import SELF, central_rows, evaluate
from tools.decision.monthly import WorkloadCosts
from tools.profile import GpusOwned, Money, Profile, Regulation, Team, Workload
from tools.results import Assessment

CATALOGUE, AT = load(), dt.date(2026, 11, 21)


def profile(tokens: float = 3e9, quality: str = "own_weights", money: Money | None = None, **rules: object) -> Profile:
    w = Workload(name="w", task="rag", tokens_per_day=tokens, input_tokens=2000, output_tokens=400, quality=quality)  # type: ignore[arg-type]
    rules = {"regimes": (), "third_party": "allowed", "air_gapped": False} | rules
    team = Team(gpu_ops="dedicated", kubernetes=True, on_call=True)
    return Profile(workloads=(w,), regulation=Regulation(**rules), team=team, money=money or Money())  # type: ignore[arg-type]


def values(a: Assessment) -> dict[str, float]:
    return {f.id: float(str(f.value)) for f in a.facts if isinstance(f.value, float)}


def test_a_longer_promise_costs_less_and_spot_is_said_to_be_scarce() -> None:
    a = assess(profile(), CATALOGUE, AT)
    f = values(a)
    assert a.option == "self_host"
    assert f["contract_reserved_3y_hourly"] < f["contract_reserved_1y_hourly"] < f["gpu_hourly"]
    assert f["contract_reserved_3y_usd"] < f["contract_reserved_1y_usd"] < f["monthly_self_host"]
    assert any("least when demand peaks" in r.text for r in a.reasons if r.key == "contract")
    assert sum("reserve the cards of the base load" in s.do for s in a.stack.steps) == 1


def test_the_month_under_a_contract_is_what_its_rate_gives_when_it_is_said() -> None:
    f = values(assess(profile(), CATALOGUE, AT))
    said = assess(profile(money=Money(gpu_hourly_usd=f["contract_reserved_1y_hourly"])), CATALOGUE, AT)
    cost = said.costs["self_host"].monthly_usd
    assert cost is not None
    assert cost.mid == pytest.approx(f["contract_reserved_1y_usd"], rel=1e-6)


def test_a_rate_that_was_said_is_no_choice_any_more_but_set_beside_the_market() -> None:
    a = assess(profile(money=Money(gpu_hourly_usd=1.99)), CATALOGUE, AT)
    f = values(a)
    assert f["rate_over_market"] == pytest.approx(1.99 / f["market_hourly"])
    assert not any(i.startswith("contract_") for i in f)
    assert any("what your GPU rate binds you to" in s.do for s in a.stack.steps)


@pytest.mark.parametrize(
    "p",
    [
        profile(money=Money(gpus_owned=GpusOwned(gpu="L40S", count=64))),
        profile(hosting="on_premises"),
        profile(air_gapped=True),
        profile(third_party="forbidden"),
    ],
)
def test_no_contract_where_nothing_is_to_be_rented(p: Profile) -> None:
    a = assess(p, CATALOGUE, AT)
    assert not any(f.id.startswith("contract_") for f in a.facts)
    assert not any("reserve the cards" in s.do for s in a.stack.steps)


def test_the_contract_that_would_change_the_answer_is_named() -> None:
    """Somewhere below the volume from which own GPUs win on demand, a reservation alone makes them win."""
    named = []
    for tokens in np.geomspace(1e9, 1e10, 9):
        p = profile(float(tokens), "open_large", third_party="zero_retention", regimes=("hipaa",))
        case = build(p, CATALOGUE, AT)
        rows = central_rows(case.params, 2)
        rows["gpu_price_factor"][1] = CATALOGUE.defaults["reserved_1y_factor"].mid
        plain, reserved = evaluate(case, rows, 2).overall
        if plain != SELF and reserved == SELF:
            reasons = assess(p, CATALOGUE, AT, 50).reasons
            named.append(any("reserved for a year" in r.text for r in reasons if r.key == "contract"))
    assert named and all(named)


def test_flips_of_the_gpu_rate_are_rates() -> None:
    p = profile(quality="open_large", tokens=3e9)
    flip = next(f for f in assess(p, CATALOGUE, AT).flips if f.slot == "money.gpu_hourly_usd")
    at = float(str(flip.at))
    below = assess(p.model_copy(update={"money": Money(gpu_hourly_usd=at * 0.97)}), CATALOGUE, AT)
    above = assess(p.model_copy(update={"money": Money(gpu_hourly_usd=at * 1.03)}), CATALOGUE, AT)
    assert (above.option, below.option) == ("managed_open", flip.becomes)


@pytest.mark.parametrize("owned", [0, 3, 40])
def test_the_base_load_is_the_best_there_is(owned: int) -> None:
    """No other number of replicas from the mean load up makes GPUs and overflow together cheaper."""
    money = Money(gpus_owned=GpusOwned(gpu="H100", count=owned)) if owned else None
    case = build(profile(tokens=20e9, quality="open_large", money=money), CATALOGUE, AT)
    rows = central_rows(case.params, 1)
    costs = WorkloadCosts(case, rows, 0)
    h, api, load = case.workloads[0].hosted["open_large"][0], np.array([6e4]), np.array([7.3])
    number, share, usd = (x[0] for x in costs._base([h], load[None], api))
    peak = rows["workloads[0].peak_to_average"]
    tried = np.arange(8, np.ceil(7.3 * peak[0]) + 1)
    every = [costs._gpus_usd([h], np.array([n]))[0] + overflow_share(n / load, peak) * api for n in tried]
    assert number[0] == round(number[0]) >= 8
    assert 0 <= share[0] < 1
    assert usd[0] <= min(float(x[0]) for x in every) * (1 + 1e-9)


def test_a_workload_that_no_card_carries_makes_no_figure_infinite() -> None:
    """An answer of millions of tokens fits no cache: then the contracts of all workloads together have no price."""
    endless = Workload(name="endless", tokens_per_day=1e6, input_tokens=85_000, input_share=0.017, quality="open_small")
    whole = profile(1e5)
    a = assess(whole.model_copy(update={"workloads": (*whole.workloads, endless)}), CATALOGUE, AT)
    assert all(np.isfinite(f.value) for f in a.facts if isinstance(f.value, float))
    assert a.by_workload[0].option == "self_host"
