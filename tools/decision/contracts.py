"""What the contract for rented GPUs does to the bill, and whether it would change the answer.

The decision counts with on-demand rates, or with the rate that the user said. Beside it stand a reservation, spot
capacity (whose missing hours are bought on demand) and buying the cards, all through the function that decides.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from tools.costs import contract_hourly_usd, owned_capital
from tools.costs.fleet import Contract as Rental
from tools.decision.case import Case
from tools.decision.evaluate import SELF, Outcome, central_rows
from tools.decision.explore import option_name
from tools.decision.hosting import Hosted
from tools.decision.looks import Look
from tools.decision.resolve import effective
from tools.decision.stacks import hosted_replica
from tools.results import Fact, Flip, Option, ReasonCore, StepCore

RENTALS: tuple[Rental, ...] = ("reserved_1y", "reserved_3y", "spot")
BOUGHT = "bought"
WORDS = {
    "reserved_1y": "reserved for a year",
    "reserved_3y": "reserved for three years",
    "spot": "on spot capacity",
    BOUGHT: "that are bought",
}
RATE = "money.gpu_hourly_usd"
CLAIM = "gpu_scarcity"


@dataclass(frozen=True)
class Contract:
    """One way to pay for the cards. ``hourly_usd``: a GPU-hour; ``monthly_usd``: self-hosting with its people;
    ``becomes``: the option that would then be best."""

    kind: str
    words: str
    hourly_usd: float
    monthly_usd: float
    becomes: Option


def contracts(case: Case) -> Look[tuple[Contract, ...]]:
    """The contracts that could be signed in this case, by the central replica; none where the rate was said, where the
    cards are there already, or where they may not be rented."""
    found = _leading(case, (yield central_rows(case.params, 1)))
    if found is None:
        return ()
    h = found[1]
    defaults = case.catalogue.defaults
    rented = {str(k): float(contract_hourly_usd(h.gpu_hourly_usd, k, defaults)) for k in RENTALS}
    rates = {k: round(x, 2) for k, x in (rented | {BOUGHT: h.owned_hourly_usd}).items()}  # as offers are written
    rows = central_rows(case.params, len(rates))
    rows["gpu_price_factor"][:] = np.array(list(rates.values())) / h.gpu_hourly_usd
    priced = yield rows
    totals = priced.monthly[:, SELF].sum(axis=0) + priced.people
    if not np.isfinite(totals).all():  # some workload of these cannot be hosted at all
        return ()
    return tuple(
        Contract(kind, WORDS[kind], rate, float(totals[i]), option_name(int(priced.overall[i])))
        for i, (kind, rate) in enumerate(rates.items())
    )


def _leading(case: Case, o: Outcome) -> tuple[int, Hosted] | None:
    """The first self-hosted workload, else the first that could be, and its replica; None where no contract is to be
    chosen."""
    if case.profile.money.gpu_hourly_usd is not None:
        return None
    order = sorted(range(len(case.workloads)), key=lambda w: o.choice[w, 0] != SELF)
    for w in order:
        regulation, h = effective(case.profile, w), hosted_replica(case, o, w)
        rentable = regulation.hosting != "on_premises" and not regulation.air_gapped
        rentable = rentable and regulation.third_party != "forbidden"
        if h and rentable and not h.paid_gpus and o.feasible[w, SELF, 0] and _has_contracts(case, h):
            return w, h
    return None


def _has_contracts(case: Case, h: Hosted) -> bool:
    """Whether anybody offers this card otherwise than on demand: consumer cards are not reserved."""
    return any(p.kind in RENTALS and p.gpu == h.replica.gpu.name for p in case.catalogue.gpu_prices)


def contract_facts(case: Case, o: Outcome, contracts: tuple[Contract, ...]) -> Iterator[Fact]:
    """The rate and the monthly cost of each contract, and how far spot can be relied on."""
    found = _leading(case, o)
    if not contracts or found is None:
        return
    h, defaults = found[1], case.catalogue.defaults
    for c in contracts:
        d = owned_capital(defaults, h.replica.gpu.name) if c.kind == BOUGHT else defaults[f"{c.kind}_factor"]
        how = "(capital / life + energy + rack space) / hours a month" if c.kind == BOUGHT else _how(c.kind)
        yield Fact(id=f"contract_{c.kind}_hourly", name=f"{h.replica.gpu.name} {c.words}", value=c.hourly_usd,
                   unit="USD/GPU-hour", formula=how, as_of=d.as_of, reference=d.cited)  # fmt: skip
        yield Fact(id=f"contract_{c.kind}_usd", name=f"own GPUs {c.words}, people included", value=c.monthly_usd,
                   unit="USD/month", inputs=(f"contract_{c.kind}_hourly",))  # fmt: skip
    there = defaults["spot_availability"]
    yield Fact(id="spot_availability", name="hours in which spot capacity is there", value=there.mid, unit="share",
               as_of=there.as_of, reference=there.cited)  # fmt: skip


def _how(kind: str) -> str:
    if kind == "spot":
        return "availability x spot rate + (1 - availability) x on-demand rate"
    return "on-demand rate x factor of the contract"


def priced_flips(case: Case, o: Outcome, flips: tuple[Flip, ...]) -> tuple[Flip, ...]:
    """Flips of the GPU rate, searched as a factor on it, in US dollars for an hour of the central replica's card."""
    rate = next((h.gpu_hourly_usd for w in range(len(case.workloads)) if (h := hosted_replica(case, o, w))), None)
    if rate is None:
        return flips
    return tuple(
        f.model_copy(update={"at": f.at * rate}) if f.slot == RATE and isinstance(f.at, float) else f for f in flips
    )


def contract_reasons(contracts: tuple[Contract, ...], chosen: Option) -> Iterator[ReasonCore]:
    """What another contract would make of the bill where something is hosted; elsewhere the mildest one that would
    change the answer."""
    if contracts and chosen in ("self_host", "hybrid"):
        yield ReasonCore(
            key="contract",
            text="That is at on-demand rates: with cards reserved for a year, at {contract_reserved_1y_hourly}, own "
            "GPUs come to {contract_reserved_1y_usd}, on spot capacity to {contract_spot_usd}, but that is there for "
            "{spot_availability} of the hours at a guess, least when demand peaks.",
            claim=CLAIM,
            facts=("contract_reserved_1y_hourly", "contract_reserved_1y_usd", "contract_spot_usd", "spot_availability"),
        )
        return
    flipping = [c for c in contracts if c.becomes in ("self_host", "hybrid")]
    if flipping:
        c = max(flipping, key=lambda c: c.hourly_usd)
        spot = c.kind == "spot"
        scarce = ", but that capacity is there for {spot_availability} of the hours at a guess, least when demand peaks"
        yield ReasonCore(
            key="contract",
            text=f"With cards {c.words}, at {{contract_{c.kind}_hourly}}, your own GPUs would be the cheapest"
            f"{scarce if spot else ''}.",
            claim=CLAIM,
            facts=(f"contract_{c.kind}_hourly", *(("spot_availability",) if spot else ())),
        )


def with_contract(case: Case, contracts: tuple[Contract, ...], steps: tuple[StepCore, ...]) -> tuple[StepCore, ...]:
    """The steps with the one that says which contract to sign, before those of the launch."""
    if case.profile.money.gpu_hourly_usd is not None:
        do = (
            "Read what your GPU rate binds you to: its term, the least number of cards, and what idle ones cost. A "
            "reservation is paid whether the load comes or not."
        )
        facts: tuple[str, ...] = ()
    elif contracts:
        do = (
            "Rent on demand until the load has held for a month, then reserve the cards of the base load: for three "
            "years at {contract_reserved_3y_hourly} it comes to {contract_reserved_3y_usd}, with cards that you buy to "
            "{contract_bought_usd}, both paid whether the load comes or not. Keep spot for what can wait."
        )
        facts = ("contract_reserved_3y_hourly", "contract_reserved_3y_usd", "contract_bought_usd")
    else:
        return steps
    step = StepCore(when="before launch", do=do, claim=CLAIM, facts=facts)
    at = next((i for i, s in enumerate(steps) if s.when == step.when), len(steps))
    return (*steps[:at], step, *steps[at:])


def said_rate(case: Case, o: Outcome) -> Iterator[Fact]:
    """The market's rate beside the one that the user said."""
    said = case.profile.money.gpu_hourly_usd
    h = next((x for w in range(len(case.workloads)) if (x := hosted_replica(case, o, w))), None)
    if said is None or h is None or not h.market_hourly_usd:
        return
    yield Fact(id="market_hourly", name=f"{h.replica.gpu.name} on demand, median", value=h.market_hourly_usd,
               unit="USD/GPU-hour", as_of=h.price_as_of, reference=h.price_reference)  # fmt: skip
    yield Fact(id="rate_over_market", name="your GPU rate over the on-demand median", value=said / h.market_hourly_usd,
               unit="ratio", formula="your rate / median on-demand rate", inputs=("market_hourly",))  # fmt: skip
