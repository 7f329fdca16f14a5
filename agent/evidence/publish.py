"""The recommendation in the promised shape. Texts come from the ledger, numbers of citations from the citer."""

from __future__ import annotations

from agent.evidence.brief import Argument, Brief
from agent.evidence.citing import who
from agent.evidence.conflicts import ConflictDraft, SideDraft
from agent.evidence.support import figures_agree
from agent.evidence.words import leaf
from agent.schema import CitedAssumption, Conflict, Plan, Reason, Recommendation, Side, Step
from tools.results import Assumption, Fact, OptionCost, Warning_

TOPIC_OF_ASSUMPTION = {
    "ops_hours_month": "ops_cost",
    "on_call_usd_month": "on_call",
    "observability_usd_month": "observability_cost",
    "gpu_hourly_usd": "gpu_cost",
    "utilization": "throughput_pair",
}
"""Where a source may state the figure that is assumed; it is cited when it does."""


def recommendation(brief: Brief, quoted: tuple[Fact, ...] = ()) -> Recommendation:
    """``quoted``: the figures that stand in the answer's quotes."""
    a = brief.assessment
    parts = {
        "reasons": tuple(_reason(brief, argument) for argument in brief.arguments),
        "plan": _plan(brief),
        "conflicts": tuple(_conflict(brief, c) for c in brief.conflicts),
        "assumptions": tuple(_assumption(brief, i, x) for i, x in enumerate(a.assumptions)),
    }
    return Recommendation(
        option=a.option,
        by_workload=a.by_workload,
        confidence=a.confidence,
        costs={option: _cost(brief, option, cost) for option, cost in a.costs.items()},
        break_even=a.break_even,
        payback_months=a.payback_months,
        flips=a.flips,
        facts=(*a.facts, *brief.extra, *brief.ledger.added, *quoted),
        citations=brief.citer.citations,
        warnings=_warnings(brief),
        **parts,
    )


def _cost(brief: Brief, option: str, cost: OptionCost) -> OptionCost:
    """The reason against an option as the ledger says it, its figures filled in; marked where it is assumed."""
    told = f"why_not.{option}"
    if told not in brief.ledger:
        return cost
    return cost.model_copy(update={"why_not": brief.ledger.say(told) + brief.unsaid(cost.why_not or "")})


def _reason(brief: Brief, argument: Argument) -> Reason:
    record = brief.ledger[f"reason.{argument.core.key}"]
    return Reason(
        text=record.text + brief.unsaid(argument.core.text),
        cites=_numbers(brief, argument.supports),
        facts=record.facts,
    )


def _numbers(brief: Brief, keys: tuple[str, ...] | list[str]) -> tuple[int, ...]:
    return tuple(brief.citer.number(k) for k in keys)


def _plan(brief: Brief) -> Plan:
    stack, ledger = brief.assessment.stack, brief.ledger
    steps = tuple(
        Step(
            when=ledger.say(f"step.{i}.when"),
            do=ledger.say(f"step.{i}"),
            cites=_numbers(brief, brief.cites(step.claim, step.do)),
        )
        for i, step in enumerate(stack.steps)
        if f"step.{i}" in ledger and f"step.{i}.when" in ledger
    )
    return Plan(
        model=stack.model, engine=stack.engine, gpus=stack.gpus, providers=stack.providers,
        capacity=stack.capacity, overflow_to=stack.overflow_to, steps=steps,
    )  # fmt: skip


def _conflict(brief: Brief, found: ConflictDraft) -> Conflict:
    computed = brief.ledger.say(found.computed) if found.computed else ""
    return Conflict(
        about=found.about, sides=tuple(_side(brief, s) for s in found.sides), computed=computed, facts=found.facts
    )


def _side(brief: Brief, side: SideDraft) -> Side:
    if side.excerpt is None or side.cite is None:
        said = f"{brief.ledger.say(side.name or '')}: {brief.ledger.say(side.record or '')}"
        return Side(claim=f"{said} ({side.dated})")
    passage = brief.citer.passage(side.cite)
    audit = f" ({brief.ledger.say(side.audit)})" if side.audit else ""
    return Side(
        claim=f"{who(passage)}: “{brief.citer.raw(side.excerpt)}”{brief.citer.dated(side.cite)}{audit}",
        cites=(brief.citer.number(side.cite),),
    )


def _assumption(brief: Brief, i: int, assumption: Assumption) -> CitedAssumption:
    return CitedAssumption(**assumption.model_dump(), cites=_numbers(brief, stated_by(brief, i, assumption)))


def stated_by(brief: Brief, i: int, assumption: Assumption) -> list[str]:
    """The key of a claim that states the very figure of the ``i``-th assumption; none where no source does."""
    topic = TOPIC_OF_ASSUMPTION.get(leaf(assumption.slot))
    record = [brief.ledger[f"assumption.{i}"]]
    bearing = (p for p in brief.claims(topic) if figures_agree(p.quote, record)) if topic else ()
    return [k for p in bearing if (k := brief.citer.admit(p))][:1]


def _warnings(brief: Brief) -> tuple[Warning_, ...]:
    """The calculators' warnings, figures filled in, and a word on each passage that its document no longer holds."""
    told = []
    for i, warning in enumerate(brief.assessment.warnings):
        if f"warning.{i}" in brief.ledger:
            told.append(Warning_(slot=warning.slot, text=brief.ledger.say(f"warning.{i}")))
    return (*told, *(Warning_(slot=None, text=text) for text in dict.fromkeys(brief.citer.stale.values())))
