"""Why this option: the few reasons that carry the decision, each with the topic that sources speak about.

Texts hold ``{fact_id}`` where a number belongs; the agent's ledger fills them in, so that no figure is written here.
"""

from __future__ import annotations

from collections.abc import Iterator

from tools.decision.case import Case, known_quality
from tools.decision.evaluate import SELF, Outcome
from tools.decision.explore import Explored, option_name
from tools.decision.monthly import LEAST_OVERFLOW
from tools.decision.price_facts import price_reasons
from tools.results import OPTIONS, Fact, Gate, Option, ReasonCore

BILL_SMALL_USD, BILL_LARGE_USD = 5_000.0, 20_000.0  # the bands that the second library source divides bills into
BREAK_EVEN_CLAIM = {
    "frontier_api": "break_even_frontier",
    "smaller_tier": "break_even_frontier",
    "managed_open": "break_even_open_api",
    "sovereign_api": "break_even_open_api",
}


def reasons_of(case: Case, found: Explored, gates: tuple[Gate, ...], facts: tuple[Fact, ...]) -> tuple[ReasonCore, ...]:
    """In order of weight: what is not allowed, what it costs, why not the next best, what people cost, what was not
    tested."""
    known = {f.id for f in facts}
    chosen = option_name(int(found.central.overall[0]))
    out = [
        *_gates(gates, chosen),
        *_cost(case, found.central, chosen, gates, known),
        *_self_hosting(case, found.central, chosen, gates, known),
    ]
    out += [*_bill(case, chosen), *_quality(case, chosen), *_terms(chosen, gates)]
    out += price_reasons(case, found.central, known)
    usable = [r for r in out if all(f in known for f in r.facts)]
    return tuple({r.key: r for r in usable}.values())


def _gates(gates: tuple[Gate, ...], chosen: Option) -> Iterator[ReasonCore]:
    """One reason for each fact that took options away and was not overruled."""
    seen: set[str] = set()
    for g in gates:
        if g.option == chosen or g.kind == "quality" or g.claim in seen:
            continue
        seen.add(g.claim)
        yield ReasonCore(key=f"gate_{g.kind}_{g.slot or 'rule'}_{g.claim}", text=g.why, claim=g.claim, facts=g.facts)


def _cost(case: Case, o: Outcome, chosen: Option, gates: tuple[Gate, ...], known: set[str]) -> Iterator[ReasonCore]:
    feasible = [OPTIONS[c] for c in range(len(OPTIONS)) if o.feasible[:, c, 0].all()]
    others = sorted((x for x in feasible if x != chosen and f"monthly_{x}" in known), key=lambda x: _total(o, x))
    topic = _topic(case, chosen)
    if chosen == "hybrid":
        yield ReasonCore(
            key="cost",
            text="Split by workload it comes to about {chosen_usd}; no single option is both allowed and cheaper.",
            claim="bill_mid",
            facts=("chosen_usd",),
        )
        return
    mine = f"monthly_{chosen}"
    if not others:
        yield ReasonCore(
            key="cost",
            text=f"It comes to about {{{mine}}}; there is no other feasible option to compare it with.",
            claim=next((g.claim for g in gates if g.kind in ("hard", "latency")), topic),  # what left no choice
            facts=(mine,),
        )
        return
    if case.readdressed and "today_usd" in known:
        text = f"It comes to about {{{mine}}}, against {{today_usd}} as it is."
        yield ReasonCore(key="cost", text=text, claim=topic, facts=(mine, "today_usd"))
        return
    other = case.staying if case.staying in others else others[0]
    if _total(o, other) >= _total(o, chosen):
        text = f"It comes to about {{{mine}}}, against {{monthly_{other}}} for {WORDS[other]}."
    else:
        text = (
            f"It comes to about {{{mine}}}; {WORDS[other]} would come to {{monthly_{other}}}, "
            "but the saving does not pay for the move within {horizon_months}."
        )
        yield ReasonCore(key="cost", text=text, claim=topic, facts=(mine, f"monthly_{other}", "horizon_months"))
        return
    yield ReasonCore(key="cost", text=text, claim=topic, facts=(mine, f"monthly_{other}"))


WORDS: dict[str, str] = {
    "frontier_api": "the frontier model at its vendor",
    "smaller_tier": "the vendor's smaller model",
    "managed_open": "an open model at a managed provider",
    "sovereign_api": "an endpoint under restricted terms",
    "self_host": "your own GPUs, people included",
    "hybrid": "a split by workload",
}


def _total(o: Outcome, option: Option) -> float:
    code = OPTIONS.index(option)
    return float(o.monthly[:, code, 0].sum()) + (float(o.people[0]) if code == SELF else 0.0)


def _topic(case: Case, chosen: Option) -> str:
    if chosen == "managed_open":
        return "managed_open"
    if chosen == "self_host":
        return "volume_threshold"
    bill = case.profile.current.monthly_bill_usd
    if bill is None:
        return "api_default"
    return "bill_small" if bill < BILL_SMALL_USD else "bill_mid" if bill < BILL_LARGE_USD else "bill_large"


def _self_hosting(
    case: Case, o: Outcome, chosen: Option, gates: tuple[Gate, ...], known: set[str]
) -> Iterator[ReasonCore]:
    """Where self-hosting was not chosen: what it would cost with its people; where it was: what it takes."""
    if "monthly_self_host" not in known:
        return
    tag = "" if len(case.workloads) == 1 else "_1"
    if chosen == "self_host":
        yield ReasonCore(
            key="people",
            text="{people_usd} of the cost is people and platform, whoever they are on the payroll of.",
            claim="ops_cost",
            facts=("people_usd",),
        )
        return
    hard = any(g.option == "self_host" and g.kind == "hard" for g in gates)
    if not hard:
        over = not tag and bool(o.overflow_share[0, 0] > LEAST_OVERFLOW)
        peaks = ", with {overflow_share} of the tokens at an API when it peaks" if over else ""
        yield ReasonCore(
            key="self_host_cost",
            text=f"Your own GPUs would come to {{monthly_self_host}}: {{gpus}}{peaks}, and {{people_usd}} "
            "for people and platform.",
            claim="ops_cost",
            facts=("monthly_self_host", "gpus", "people_usd", *(("overflow_share",) if over else ())),
        )
        yield ReasonCore(
            key="marginal",
            text="At the load you would reach, a million tokens on GPUs of your own costs about {marginal"
            + tag
            + "} before anyone is paid.",
            claim=BREAK_EVEN_CLAIM.get(chosen, "break_even_general"),
            facts=(f"marginal{tag}",),
        )


def _bill(case: Case, chosen: Option) -> Iterator[ReasonCore]:
    bill = case.profile.current.monthly_bill_usd
    if bill is not None and bill < BILL_SMALL_USD and chosen in ("frontier_api", "smaller_tier"):
        yield ReasonCore(
            key="bill_small",
            text="A bill of {bill_usd} leaves little to save by moving."
            if chosen == case.staying
            else "A bill of {bill_usd} leaves little to save by GPUs of your own.",
            claim="bill_small",
            facts=("bill_usd",),
        )


def _quality(case: Case, chosen: Option) -> Iterator[ReasonCore]:
    said = [known_quality(case, w) for w in range(len(case.workloads))]
    if all(q == "frontier" for q in said) and chosen in ("frontier_api", "sovereign_api"):
        yield ReasonCore(
            key="quality_frontier",
            text="You said that only a frontier model is good enough, so no cheaper model is compared.",
            claim="benchmark_own_task",
        )
    if any(q is None for q in said) and chosen in ("frontier_api", "smaller_tier", "sovereign_api", "hybrid"):
        yield ReasonCore(
            key="quality_unknown",
            text="Nobody has said yet whether an open model is good enough "
            "on your task; until it was "
            "tested, a move to one is not recommended.",
            claim="benchmark_own_task",
        )
    if chosen == "smaller_tier":
        yield ReasonCore(
            key="quality_smaller",
            text="Whether the smaller model is good enough is the open point: run an evaluation first.",
            claim="benchmark_own_task",
        )


def _terms(chosen: Option, gates: tuple[Gate, ...]) -> Iterator[ReasonCore]:
    if chosen == "sovereign_api":
        claim = next((g.claim for g in gates if g.kind == "hard"), "residency")
        yield ReasonCore(
            key="terms",
            text="An endpoint under the terms your data needs does not require hardware of your own.",
            claim=claim,
        )
