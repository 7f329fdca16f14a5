"""From evaluated rows to the :class:`~tools.results.Assessment` of one profile."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from tools.decision.breakdown import lines_of
from tools.decision.case import Case, price_today
from tools.decision.cautions import (
    assumptions_of,
    over_context_facts,
    signed_rate_facts,
    too_slow_facts,
    unread_facts,
    warnings_of,
)
from tools.decision.contracts import Contract, contract_facts, contract_reasons, said_rate, with_contract
from tools.decision.evaluate import (
    SELF,
    Outcome,
    central_codes,
    gate_facts_of,
    gate_result,
)
from tools.decision.explore import Explored, option_name
from tools.decision.facts import facts_of
from tools.decision.outlook import Outlook, look_again, outlook_facts, outlook_reasons
from tools.decision.params import central
from tools.decision.reasons import reasons_of
from tools.decision.same_model import same_model_facts, same_model_reasons, with_same_model
from tools.decision.stacks import stack_of
from tools.decision.thresholds import payback_of
from tools.gates import Removal, gate_facts, set_aside, slot_of
from tools.results import (
    OPTIONS,
    Assessment,
    Band,
    BreakEven,
    ConflictCore,
    Fact,
    Flip,
    Gate,
    Option,
    OptionCost,
    WorkloadChoice,
)

FINAL_CONFIDENCE = 0.8
NOT_NEEDED = "nothing that was said makes restricted terms necessary"
NOT_ALL = "not feasible for every workload"


def assessment_of(
    case: Case,
    found: Explored,
    break_evens: tuple[BreakEven, ...],
    flips: tuple[Flip, ...],
    contracts: tuple[Contract, ...],
    outlook: Outlook | None,
) -> Assessment:
    o = found.central
    option = option_name(int(o.overall[0]))
    gates = tuple(_gates(case))
    facts = {f.id: f for f in facts_of(case, o)}
    for w in range(len(case.workloads)):
        codes = central_codes(case, w)
        gate_facts_now = gate_facts(gate_facts_of(case, w, codes), gate_result(case, w, codes), case.catalogue)
        facts |= {f.id: f for f in gate_facts_now}
    chosen = stack_of(case, o)
    volume, again = look_again(case, o, break_evens)
    steps = with_contract(case, contracts, chosen.stack.steps) if SELF in o.choice[:, 0] else chosen.stack.steps
    steps = with_same_model(case, o, (*steps, *([again] if again else [])))
    stack = chosen.stack.model_copy(update={"steps": steps})
    others = (*chosen.facts, *contract_facts(case, o, contracts), *said_rate(case, o), *volume)
    others += tuple(outlook_facts(case, outlook)) if outlook else ()
    others += tuple(_range_facts(found)) if option == "hybrid" else ()
    others += (*same_model_facts(case, o), *unread_facts(case, found), *too_slow_facts(case, o))
    others += (*signed_rate_facts(case, o), *over_context_facts(case, o))
    facts |= {f.id: f for f in others if f.id not in facts}
    conflicts = tuple(_conflicts(case, facts))
    return Assessment(
        option=option,
        status="final" if _is_final(case, found) else "provisional",
        by_workload=tuple(_by_workload(case, found)),
        confidence=round(found.confidence, 4),
        runner_up=_runner_up(o, option),
        status_quo=case.status_quo,
        stays=option == case.staying,
        vendor_today=case.workloads[0].today.provider if case.workloads[0].today else None,
        costs={x: _option_cost(case, found, code, gates) for code, x in enumerate(OPTIONS)},
        break_even=break_evens,
        payback_months=payback_of(case, o),
        flips=flips,
        stack=stack,
        gates=gates,
        reasons=(
            *reasons_of(case, found, gates, tuple(facts.values())),
            *same_model_reasons(case, o),
            *contract_reasons(contracts, option),
            *(outlook_reasons(case, o, outlook) if outlook else ()),
        ),
        conflicts=conflicts,
        assumptions=assumptions_of(case, found),
        facts=tuple(facts.values()),
        warnings=warnings_of(case, found, option),
        open_questions=found.questions,
        tornado=found.tornado,
    )


def _is_final(case: Case, found: Explored) -> bool:
    """Sure enough, with no open answer that could change it; and where terms are needed, with somebody who is known to
    promise them."""
    terms = OPTIONS.index("sovereign_api")
    wanted = [w for w, code in enumerate(found.central.choice[:, 0]) if code == terms]
    vendors = [gate_result(case, w, central_codes(case, w)).vendors for w in wanted]
    promised = all(any(v.verified for v in fits) for fits in vendors)
    return found.confidence >= FINAL_CONFIDENCE and not found.can_flip and promised


def _removals(case: Case) -> Iterator[tuple[int, Removal, bool]]:
    """(workload, removal, overruled) at the central case."""
    for w in range(len(case.workloads)):
        result = gate_result(case, w, central_codes(case, w))
        over = {r.slot for r in set_aside(result)}
        for removals in result.removed.values():
            for r in removals:
                yield w, r, r.slot in over and r.kind != "hard"


def _gates(case: Case) -> Iterator[Gate]:
    several = len(case.workloads) > 1
    for w, r, overruled in _removals(case):
        if not overruled:
            own = case.profile.workloads[w].regulation is not None
            name = case.profile.workloads[w].name if several else None
            yield Gate(
                option=r.option,
                workload=name,
                kind=r.kind,
                slot=slot_of(r.slot, w, own),
                why=r.why,
                claim=r.claim,
                facts=r.facts,
            )


def _band(values: np.ndarray, mid: float) -> Band:
    finite = values[np.isfinite(values)]
    if not finite.size:
        return Band(low=mid, mid=mid, high=mid)
    low, high = np.percentile(finite, [10, 90])
    return Band(low=round(min(float(low), mid), 2), mid=round(mid, 2), high=round(max(float(high), mid), 2))


def _by_workload(case: Case, found: Explored) -> Iterator[WorkloadChoice]:
    """People are paid once; among self-hosted workloads they are shown in equal parts."""
    chosen = found.central.choice[:, 0]
    hosted = int((chosen == SELF).sum())
    central, draws = found.central.of(chosen), found.draws.of(chosen)
    for w, code in enumerate(chosen):
        people = 1 / hosted if code == SELF else 0.0
        mid = float(central[w, 0]) + people * float(found.central.people[0])
        drawn = draws[w] + people * found.draws.people
        yield WorkloadChoice(
            workload=case.profile.workloads[w].name, option=option_name(int(code)), monthly_usd=_band(drawn, mid)
        )


def _range_facts(found: Explored) -> Iterator[Fact]:
    """Low and high of a split as a whole: its parts' own ranges do not add up."""
    o, drawn = found.central, found.draws
    chosen = o.choice[:, 0]
    total = drawn.of(chosen).sum(axis=0) + (drawn.people if SELF in chosen else 0.0)
    band = _band(np.asarray(total), o.total())
    for end, value in (("low", band.low), ("high", band.high)):
        percentile = "10th" if end == "low" else "90th"
        yield Fact(id=f"chosen_{end}_usd", name=f"monthly cost of the recommendation, {end} end", value=value,
                   unit="USD/month", formula=f"{percentile} percentile of the draws, the split kept")  # fmt: skip


def _runner_up(o: Outcome, option: Option) -> Option | None:
    totals: dict[Option, float] = {}
    for code, name in enumerate(OPTIONS):
        if name != option and o.feasible[:, code, 0].all():
            totals[name] = float(o.adjusted[:, code, 0].sum()) + (float(o.fixed[0]) if code == SELF else 0.0)
    ranked: list[tuple[float, Option]] = sorted((usd, name) for name, usd in totals.items())
    return ranked[0][1] if ranked else None


def _option_cost(case: Case, found: Explored, code: int, gates: tuple[Gate, ...]) -> OptionCost:
    option, o = OPTIONS[code], found.central
    feasible = bool(o.feasible[:, code, 0].all())
    mid = float(o.monthly[:, code, 0].sum()) + (float(o.people[0]) if code == SELF else 0.0)
    why = (
        None
        if feasible
        else next((g.why for g in gates if g.option == option), NOT_NEEDED if option == "sovereign_api" else NOT_ALL)
    )
    if not np.isfinite(mid):
        return OptionCost(feasible=False, why_not=why or "no model and GPU in the catalogue carries this workload")
    drawn = found.draws.monthly[:, code].sum(axis=0) + (found.draws.people if code == SELF else 0.0)
    return OptionCost(feasible=feasible, why_not=why, monthly_usd=_band(drawn, mid), lines=lines_of(case, o, code))


def _conflicts(case: Case, facts: Mapping[str, Fact]) -> Iterator[ConflictCore]:
    """The user's own figures against each other: the bill and what the stated volume costs at list price."""
    if "bill_over_list" not in facts or not case.profile.current.monthly_bill_usd:
        return
    listed = sum(w.list_usd or 0.0 for w in case.workloads)
    gap = abs(case.profile.current.monthly_bill_usd / listed - 1) if listed else 0.0
    if gap > central(case.params, "bill_gap"):
        price = price_today(case.workloads[0], case.status_quo)
        yield ConflictCore(
            about="bill and volume",
            computed=f"The stated volume costs {{list_usd}} at the list price of {price.model}, the stated bill "
            f"is {{bill_usd}}: "
            "one of the two, the model or a discount is not what it seems.",
            facts=("list_usd", "bill_usd", "bill_over_list"),
        )
