"""What would run under the recommendation: the situation of its weightiest workload, handed to :mod:`tools.stack`; of a
split the steps of every part."""

from __future__ import annotations

import dataclasses

import numpy as np

from tools.decision.case import Case, WorkloadCase
from tools.decision.evaluate import SELF, Outcome, central_codes, gate_facts_of, gate_result
from tools.decision.explore import option_name
from tools.decision.hosting import Hosted, request_of
from tools.decision.params import central
from tools.results import OPTIONS, Capacity, Fact, Option, StepCore
from tools.stack import MODEL_FACT, Situation, StackChoice, choose_stack, in_order, listed


def stack_of(case: Case, o: Outcome) -> StackChoice:
    """Self-hosted workloads first: they need the most decisions; else the one that costs most."""
    weights = [float(o.monthly[w, c, 0]) for w, c in enumerate(o.choice[:, 0])]
    hosted = [w for w, c in enumerate(o.choice[:, 0]) if c == SELF]
    lead = hosted[0] if hosted else int(np.argmax(weights))
    parts: dict[int, list[int]] = {int(o.choice[lead, 0]): [lead]}
    for w in sorted(range(len(weights)), key=lambda w: -weights[w]):
        if w != lead:
            parts.setdefault(int(o.choice[w, 0]), []).append(w)
    stacks = [
        choose_stack(_situation(case, o, each[0], option_name(code), hosted if code == SELF else []), case.catalogue)
        for code, each in parts.items()
    ]
    return stacks[0] if len(stacks) == 1 else _split(case, stacks, list(parts.values()))


def _split(case: Case, stacks: list[StackChoice], parts: list[list[int]]) -> StackChoice:
    """The first stack with the steps of all: what holds for every part once, the rest with the workloads it is for."""
    every = set.intersection(*({step.do for step in s.stack.steps if not _names_model(step)} for s in stacks))
    steps: dict[str, StepCore] = {}
    facts: list[Fact] = []
    for stack, part in zip(stacks, parts, strict=True):
        whose, model = f"part_{part[0] + 1}", f"{MODEL_FACT}_{part[0] + 1}"
        names = listed(tuple(case.profile.workloads[w].name for w in sorted(part)))
        facts += [f.model_copy(update={"id": model}) if f.id == MODEL_FACT else f for f in stack.facts]
        facts.append(Fact(id=whose, name="workloads of a part of the split", value=names, unit="text"))
        for step in stack.stack.steps:
            if step.do in every:
                steps.setdefault(step.do, step)
                continue
            do = f"{{{whose}}}: " + step.do.replace(f"{{{MODEL_FACT}}}", f"{{{model}}}")
            named = (whose, *(model if f == MODEL_FACT else f for f in step.facts))
            steps[do] = step.model_copy(update={"do": do, "facts": named})
    whole = stacks[0].stack.model_copy(update={"steps": in_order(steps.values())})
    return dataclasses.replace(stacks[0], stack=whole, facts=tuple({f.id: f for f in facts}.values()))


def _names_model(step: StepCore) -> bool:
    return MODEL_FACT in step.facts


def hosted_replica(case: Case, o: Outcome, w: int) -> Hosted | None:
    """The replica that the central row counts with: of the quality class, the larger open model where that is
    unknown."""
    hosted, quality = case.workloads[w].hosted, case.params[f"workloads[{w}].quality"].value
    group = hosted.get(quality) or hosted.get("open_large") or next(iter(hosted.values()), None)
    return group[int(o.candidate[w, 0])] if group else None


def _situation(case: Case, o: Outcome, w: int, option: Option, hosted: list[int]) -> Situation:
    workload, slot = case.profile.workloads[w], f"workloads[{w}]."
    codes = central_codes(case, w)
    facts, gates = gate_facts_of(case, w, codes), gate_result(case, w, codes)
    request, team = request_of(case.params, w), case.profile.team
    model, providers = _offer(case, case.workloads[w], option, w)
    mine = hosted_replica(case, o, w)
    return Situation(
        option=option,
        quality=workload.quality,
        task=workload.task,
        tokens_per_day=central(case.params, f"{slot}tokens_per_day"),
        input_tokens=request.input_tokens,
        output_tokens=request.output_tokens,
        prefix_share=request.prefix_share,
        peak_to_average=central(case.params, f"{slot}peak_to_average"),
        tok_s_per_user=request.tok_s_per_user,
        latency_ms=workload.latency_ms,
        batchable=workload.batchable,
        concurrency=mine.capacity.batch if mine else None,
        monthly_usd=case.profile.current.monthly_bill_usd,
        model=model,
        providers=providers,
        replica=mine.replica if mine else None,
        capacity=capacity_of(case, o, hosted) if hosted else None,
        feasible=frozenset(x for i, x in enumerate(OPTIONS) if o.feasible[w, i, 0]),
        needs=gates.needs,
        regimes=facts.regimes,
        air_gapped=facts.air_gapped,
        hosting=facts.hosting,
        gpu_ops=team.gpu_ops,
        can_hire=team.can_hire,
        kubernetes=team.kubernetes,
        on_call=team.on_call,
    )


def _offer(case: Case, workload: WorkloadCase, option: Option, w: int) -> tuple[str | None, tuple[str, ...]]:
    """(model, providers) of an API option, the preferred provider first."""
    if option == "managed_open":
        quality = case.params[f"workloads[{w}].quality"].value
        offers = workload.managed_offers.get(quality) or workload.managed_offers.get("open_large") or ()
        chosen = workload.managed.get(quality) or workload.managed.get("open_large")
        model = chosen.open_model if chosen else None
        same = [o.provider for o in offers if o.open_model == model]
        return model, tuple(dict.fromkeys([*([chosen.provider] if chosen else []), *same]))
    if option == "sovereign_api":
        return workload.sovereign_model, _under_terms(case, workload, w)
    price = workload.smaller if option == "smaller_tier" else workload.frontier
    return price.model, (price.provider,)


def _under_terms(case: Case, workload: WorkloadCase, w: int) -> tuple[str, ...]:
    """Vendors that promise the terms (that may, where none is known to) and serve such a model: the one whose price was
    counted first."""
    fits = gate_result(case, w, central_codes(case, w)).vendors
    kept = [v for v in fits if v.verified] or list(fits)
    price = workload.sovereign_price
    kind = "frontier" if price.open_model is None else "open"
    serving = [v for v in kept if kind in v.serves] or kept
    return tuple(v.name for v in sorted(serving, key=lambda v: v.prices_as != price.provider))


def capacity_of(case: Case, o: Outcome, hosted: list[int]) -> Capacity:
    """All self-hosted workloads together; rates and evidence of the first."""
    first, slot = hosted_replica(case, o, hosted[0]), f"workloads[{hosted[0]}]."
    assert first is not None  # a self-hosted workload has a replica
    share = min(central(case.params, f"{slot}input_share"), 0.995)
    out = central(case.params, f"{slot}tokens_per_day") * (1 - share) / 86400
    rate, own = float(o.output_tok_s[hosted[0], 0]), float(o.replicas[hosted[0], 0])
    gpus = sum(float(o.replicas[w, 0]) * h.replica.gpus for w in hosted if (h := hosted_replica(case, o, w)))
    return Capacity(
        replicas=int(sum(float(o.replicas[w, 0]) for w in hosted)),
        gpus=int(gpus),
        utilization=round(out / (rate * own), 4) if rate and own else 0.0,
        output_tok_s=round(rate * own, 1),
        total_tok_s=round(rate * own / (1 - share), 1),
        evidence=first.capacity.evidence,
    )
