"""What it adds up to over the horizon, month by month, and at which volume to look again.

Volume grows and prices move within the horizon as the catalogue's defaults say; each month goes through the function
that decides, so that fleets grow in whole replicas and a stated bill grows with its volume.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from tools.costs import crossover_month, cumulative_usd, monthly_path
from tools.costs.fleet import value
from tools.decision.case import Case
from tools.decision.evaluate import SELF, Outcome, central_rows
from tools.decision.explore import option_name
from tools.decision.looks import Look, slice_outcome, stack_rows
from tools.decision.params import Array, central
from tools.decision.thresholds import move_usd
from tools.results import OPTIONS, BreakEven, Fact, ReasonCore, StepCore

LONGEST = 60  # months
PRICES = {"api_price_factor": "API", "gpu_price_factor": "GPU"}


@dataclass(frozen=True)
class Outlook:
    """``spent``: USD by the end of each month, move included, of what is recommended; ``today``: of what is done
    today, None where nothing is; ``ahead``: the month from which the first stays below the second, None: not within
    the horizon."""

    months: int
    spent: Array
    today: Array | None
    ahead: int | None


def outlook(case: Case) -> Look[Outlook]:
    """The months of the central case."""
    months = int(min(max(round(central(case.params, "horizon_months")), 1), LONGEST))
    o = yield stack_rows([central_rows(case.params, 1), _rows(case, months)])
    chosen, priced = [int(c) for c in o.choice[:, 0]], slice_outcome(o, slice(1, 1 + months))
    spent = cumulative_usd(_path(priced, chosen), move_usd(case, chosen))
    if case.status_quo is None:
        return Outlook(months, spent, None, None)
    today = cumulative_usd(priced.now.sum(axis=0))
    month = float(crossover_month(spent, today))
    return Outlook(months, spent, today, int(month) if np.isfinite(month) else None)


def _rows(case: Case, months: int) -> dict[str, Array]:
    """One row a month: the volume of its middle, and prices as far as they have moved by then."""
    rows = central_rows(case.params, months)
    for w in range(len(case.workloads)):
        growth, volume = (f"workloads[{w}].{n}" for n in ("growth_per_year", "tokens_per_day"))
        rows[volume] = rows[volume] * monthly_path(months, 1 + central(case.params, growth))
        rows[growth] = np.zeros(months)
    for name in PRICES:
        rows[name] = rows[name] * monthly_path(months, value(case.catalogue.defaults, name))
    return rows


def _path(priced: Outcome, codes: list[int]) -> Array:
    each = priced.of(np.array(codes)).sum(axis=0)
    return np.asarray(each + (priced.people if SELF in codes else 0.0))


def outlook_facts(case: Case, found: Outlook) -> Iterator[Fact]:
    """The sums, and what they rest on."""
    moving = "sum over the months of the cost at their volume and prices"
    if np.isfinite(found.spent[-1]):
        yield Fact(id="cumulative_chosen", name="spent over the horizon, recommended", value=float(found.spent[-1]),
                   unit="USD", formula=f"{moving} + move", inputs=("horizon_months",))  # fmt: skip
    if found.today is not None and np.isfinite(found.today[-1]):
        yield Fact(id="cumulative_today", name="spent over the horizon, as today", value=float(found.today[-1]),
                   unit="USD", formula=moving, inputs=("horizon_months",))  # fmt: skip
    if found.ahead is not None:
        yield Fact(id="ahead_after", name="until the recommendation has cost less than today's way for good",
                   value=float(found.ahead), unit="months",
                   inputs=("cumulative_chosen", "cumulative_today"))  # fmt: skip
    for name, what in PRICES.items():
        d = case.catalogue.defaults[name]
        yield Fact(id=f"{name}_year", name=f"{what} prices in twelve months over prices now", value=d.mid, unit="ratio",
                   as_of=d.as_of, reference=d.cited)  # fmt: skip


def outlook_reasons(case: Case, o: Outcome, found: Outlook) -> Iterator[ReasonCore]:
    """Where something changes: what the change is worth over the horizon."""
    moved = case.status_quo is not None and any(OPTIONS[int(c)] != case.staying for c in o.choice[:, 0])
    if moved and found.ahead is not None:
        yield ReasonCore(
            key="horizon",
            text="Over {horizon_months}, with growth and API prices that move to {api_price_factor_year} of today's in "
            "a year, it adds up to {cumulative_chosen}, the move included, against {cumulative_today} as it is; it is "
            "ahead for good after {ahead_after}.",
            claim="price_trend",
            facts=("horizon_months", "api_price_factor_year", "cumulative_chosen", "cumulative_today", "ahead_after"),
        )


def look_again(case: Case, o: Outcome, break_even: tuple[BreakEven, ...]) -> tuple[tuple[Fact, ...], StepCore | None]:
    """For a case with one workload at an API: the volume from which own GPUs pay against it, as a fact and a step."""
    option = option_name(int(o.overall[0]))
    if option in ("self_host", "hybrid") or len(case.workloads) > 1 or not o.feasible[0, SELF, 0]:
        return (), None
    volume = central(case.params, "workloads[0].tokens_per_day")
    at = next((b.tokens_per_day for b in break_even if b.against == option), None)
    if at is None or at <= volume:
        return (), None
    fact = Fact(
        id="look_again_here",
        name="volume from which own GPUs pay against the recommendation",
        value=at,
        unit="tokens/day",
        formula="smallest volume from which whole replicas and people stay cheaper",
    )
    do = "Look again when your volume nears {look_again_here}: from there own GPUs pay against this in your case."
    return (fact,), StepCore(when="later", do=do, claim="volume_threshold", facts=(fact.id,))
