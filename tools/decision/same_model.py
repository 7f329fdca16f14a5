"""That another provider serves the very model that is used today for less: its figures, the reason, the step."""

from __future__ import annotations

from collections.abc import Iterator

from tools.decision.case import Case
from tools.decision.evaluate import MANAGED, SOVEREIGN, Outcome, central_rows
from tools.decision.monthly import WorkloadCosts
from tools.decision.params import central
from tools.decision.price_facts import dated, price_facts
from tools.decision.terms import terms_uplift
from tools.results import Fact, ReasonCore, StepCore

FACTS = ("same_model", "price_in_same", "price_out_same", "same_model_usd", "today_usd")
LISTED = (
    "{same_model} is the very model that you use: at {price_in_same} for input and {price_out_same} for output your "
    "volume comes to {same_model_usd} there, against {today_usd} where it runs now"
)
UNPAID = "; that does not pay for a move within {horizon_months}, but it is an argument when you renew."
STEP = (
    "Ask your provider for the price of {same_model}, or move there: the model stays, but try it on your own requests "
    "first, for precision and rate limits differ from provider to provider."
)
MOVE = (
    "Move your model to {same_model}: it stays the same, but try it there on your own requests first, for precision "
    "and rate limits differ from provider to provider."
)
FIRST = "first"


def open_to_another(case: Case, o: Outcome) -> bool:
    """Whether there is such a provider, and the data may go to it."""
    usable = o.feasible[:, MANAGED, 0] | o.feasible[:, SOVEREIGN, 0]  # elsewhere means under the terms that are needed
    return case.elsewhere is not None and bool(usable.all())


def same_model_facts(case: Case, o: Outcome) -> Iterator[Fact]:
    """What the reason and the step say, dated as the price is."""
    if case.elsewhere is None or not open_to_another(case, o):
        return
    price, rows = case.elsewhere.prices[0], central_rows(case.params, 1)
    usd = sum(
        float(WorkloadCosts(case, rows, w).listed(p)[0]) * terms_uplift(case.profile, case.catalogue, case.params, w)
        for w, p in enumerate(case.elsewhere.prices)
    )
    yield dated(price, "same_model", "the same open model elsewhere", f"{price.model} at {price.provider}")
    yield from price_facts("same", price, central(case.params, "workloads[0].input_share"))
    formula = "days a month x tokens x list price, cached and batched as today, x mean growth x uplift of the terms"
    yield Fact(id="same_model_usd", name=f"monthly cost of {price.model} at {price.provider}", value=usd,
               unit="USD/month", formula=formula, inputs=("tokens_per_day", "price_in_same", "price_out_same"),
               as_of=price.as_of, reference=price.reference)  # fmt: skip


def same_model_reasons(case: Case, o: Outcome) -> Iterator[ReasonCore]:
    """That it costs less elsewhere, with the figures."""
    if case.elsewhere is not None and open_to_another(case, o):
        facts = FACTS if case.elsewhere.pays else (*FACTS, "horizon_months")
        text = LISTED + ("." if case.elsewhere.pays else UNPAID)
        yield ReasonCore(key="same_model", text=text, claim="managed_open", facts=facts)


def with_same_model(case: Case, o: Outcome, steps: tuple[StepCore, ...]) -> tuple[StepCore, ...]:
    """The plan with what to do about it, where a move pays: after what comes first."""
    if case.elsewhere is None or not case.elsewhere.pays or not open_to_another(case, o):
        return steps
    mine = StepCore(
        when="this week", do=MOVE if case.elsewhere.must else STEP, claim="managed_open", facts=("same_model",)
    )
    before = tuple(s for s in steps if s.when == FIRST)
    return (*before, mine, *(s for s in steps if s.when != FIRST))
