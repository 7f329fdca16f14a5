"""GPUs that the user has paid for already: what they cost a month, and how many there are."""

import datetime as dt

import pytest

from knowledge.catalogue.load import load
from tools.decision import assess
from tools.profile import GpusOwned, Money, Profile, Regulation, Team, Workload
from tools.results import Assessment

CATALOGUE, AT = load(), dt.date(2026, 11, 21)


def decided(count: int, gpu: str = "H100", tokens: float = 144e6, **rules: object) -> Assessment:
    owned = GpusOwned(gpu=gpu, count=count) if count else None
    profile = Profile(
        workloads=(Workload(task="rag", tokens_per_day=tokens, quality="open_large"),),
        regulation=Regulation(third_party="allowed", **rules),
        team=Team(gpu_ops="dedicated"),
        money=Money(gpus_owned=owned),
    )
    return assess(profile, CATALOGUE, AT)


def gpus_usd(a: Assessment) -> float:
    return next(line.usd for line in a.costs["self_host"].lines if line.name == "GPUs")


def test_cards_that_are_there_cost_power_and_space_only() -> None:
    assert gpus_usd(decided(8)) < gpus_usd(decided(0)) / 3


@pytest.mark.parametrize("gpu", ["H100", "H100s", "H100 80GB"])
def test_people_name_their_cards_in_the_plural(gpu: str) -> None:
    assert gpus_usd(decided(8, gpu)) == gpus_usd(decided(8))


def test_cards_beyond_those_owned_are_paid_for() -> None:
    few, many = decided(2, tokens=20e9), decided(64, tokens=20e9)
    assert gpus_usd(few) > 3 * gpus_usd(many)


def test_cards_of_ones_own_do_not_stand_in_a_cloud_account() -> None:
    assert gpus_usd(decided(8, hosting="own_cloud_account")) == gpus_usd(decided(0, hosting="own_cloud_account"))


def test_the_rate_that_is_said_is_the_rate_that_was_counted() -> None:
    owned, rented = (next(f for f in decided(n).facts if f.id == "gpu_hourly") for n in (8, 0))
    assert float(str(owned.value)) < float(str(rented.value)) / 3
    defaults = CATALOGUE.defaults
    assert owned.reference == defaults["power_usd_per_kwh"].cited  # what is there already is not paid again
    assert rented.reference and rented.as_of and owned.as_of
