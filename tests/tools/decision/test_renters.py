"""A card costs what it rents for where it may stand; who signs for the rules often asks more."""

from __future__ import annotations

import datetime as dt

import pytest

from knowledge.catalogue.load import load
from tools.costs import UnknownKey, market_rate
from tools.decision import assess
from tools.decision.renters import rate_for, rate_under
from tools.profile import Hosting, Money, Profile, Regulation, Team, Workload
from tools.results import Assessment

AT = dt.date(2026, 11, 21)
WORK = Workload(name="chat", tokens_per_day=3e7, input_share=0.8, quality="open_large")


def decide(regulation: Regulation, money: Money | None = None) -> Assessment:
    team = Team(gpu_ops="dedicated")
    profile = Profile(workloads=(WORK,), regulation=regulation, team=team, money=money or Money())
    return assess(profile, load(), at=AT)


def hourly(found: Assessment, name: str = "gpu_hourly") -> float | None:
    return next((float(str(f.value)) for f in found.facts if f.id == name), None)


def test_an_account_of_ones_own_is_at_a_cloud_that_has_accounts() -> None:
    catalogue = load()
    clouds = tuple(n for v in catalogue.vendors if v.own_account for n in v.rents_as)
    mine = [p for p in catalogue.gpu_prices if p.provider.startswith(clouds)]
    assert {p.provider.split()[0] for p in mine} == {"AWS", "Azure", "GCP"}
    assert rate_for(catalogue, "H100 SXM", "own_cloud_account") == market_rate(mine, "H100 SXM")
    assert rate_for(catalogue, "H100 SXM", "any") == market_rate(catalogue.gpu_prices, "H100 SXM")
    with pytest.raises(UnknownKey):
        rate_for(catalogue, "L40S", "own_cloud_account")  # nobody is known to rent it out so


@pytest.mark.parametrize("hosting", ["any", "own_cloud_account"])
def test_self_hosting_is_counted_at_that_rate(hosting: Hosting) -> None:
    found = decide(Regulation(third_party="forbidden" if hosting != "any" else "allowed", hosting=hosting))
    fact = next(f for f in found.facts if f.id == "gpu_hourly")
    assert ("in an account of your own" in (fact.reference or "")) == (hosting == "own_cloud_account")


def test_a_rate_that_was_said_is_the_rate_wherever_the_card_stands() -> None:
    rules = Regulation(third_party="forbidden", hosting="own_cloud_account")
    assert hourly(decide(rules, Money(gpu_hourly_usd=2.5))) == 2.5


def test_what_those_ask_who_sign_is_said_beside_the_market() -> None:
    large = WORK.model_copy(update={"quality": "own_weights", "tokens_per_day": 5e10})

    def host(regimes: tuple[str, ...]) -> Assessment:
        rules, team = Regulation(regimes=regimes, third_party="allowed"), Team(gpu_ops="dedicated")
        return assess(Profile(workloads=(large,), regulation=rules, team=team), load(), at=AT)

    found, free = host(("hipaa",)), host(())
    known = rate_under(load(), "H100 SXM", ("baa",))
    assert known is not None and hourly(found, "gpu_hourly_signed") == known.mid > (hourly(found) or 0)
    assert any("{gpu_hourly_signed}" in w.text for w in found.warnings)
    assert hourly(free, "gpu_hourly_signed") is None and not any("{gpu_hourly_signed}" in w.text for w in free.warnings)
    assert rate_under(load(), "H100 SXM", ("itar",)) is None
