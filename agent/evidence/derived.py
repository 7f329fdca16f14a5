"""Differences that an answer needs and the calculators do not list, as facts with formula and inputs."""

from __future__ import annotations

from collections.abc import Iterator

from tools.profile import Profile
from tools.results import Assessment, Fact

TODAY = "bill_usd"
SAVING = "saving_usd"


def facts(profile: Profile, assessment: Assessment) -> tuple[Fact, ...]:
    """Today's bill, and what the recommended option saves against it (negative: it costs more)."""
    return tuple(f for f in _facts(profile, assessment) if f.id not in {given.id for given in assessment.facts})


def _facts(profile: Profile, a: Assessment) -> Iterator[Fact]:
    today, slot = profile.current.monthly_bill_usd, "current.monthly_bill_usd"
    mid = chosen_mid(a)
    if today is None or mid is None:
        return
    yield Fact(
        id=TODAY,
        name="stated bill",
        value=today,
        unit="USD a month",
        formula="the bill you stated",
        inputs=(slot,),
    )
    yield Fact(
        id=SAVING,
        name="saving against today",
        value=today - mid,
        unit="USD a month",
        formula="the bill you stated - likely cost of the recommended option",
        inputs=(slot, f"costs.{a.option}"),
    )


def chosen_mid(a: Assessment) -> float | None:
    """The likely monthly cost of what is recommended: the option's own, or the sum over the workloads of a hybrid."""
    cost = a.costs.get(a.option)
    if cost and cost.monthly_usd:
        return cost.monthly_usd.mid
    return sum(c.monthly_usd.mid for c in a.by_workload) if a.by_workload else None
