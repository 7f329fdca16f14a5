"""What each option costs, from which volume own GPUs pay, and what would change the answer."""

from __future__ import annotations

from agent.evidence import conflicts, words
from agent.evidence.brief import Brief
from tools.profile import SLOT
from tools.results import Flip, GateKind, Option, OptionCost

FLIPS = 2
LABEL: dict[GateKind, str] = {
    "team": "nobody to run it",
    "latency": "too slow for your limit",
    "payback": "does not pay back in time",
}


def table(brief: Brief) -> list[str]:
    """One row an option (a workload, where they differ): likely cost, range, and why it is not the recommendation."""
    if brief.assessment.option == "hybrid":
        return by_workload(brief)
    rows = [_row(brief, option) for option in _order(brief)]
    if len(rows) < 2:
        return []
    return ["| Option | {{head.month|cap}}, likely | {{head.range|cap}} | Note |", "| --- | ---: | ---: | --- |", *rows]


def by_workload(brief: Brief) -> list[str]:
    lines = ["| Workload | Goes to | {{head.month|cap}}, likely | {{head.range|cap}} |", "| --- | --- | ---: | ---: |"]
    for i, choice in enumerate(brief.assessment.by_workload):
        at = f"choice.{i}"
        span = f"{{{{{at}.low|cell}}}} to {{{{{at}.high|cell}}}}"
        lines.append(f"| {{{{{at}.workload}}}} | {{{{option.{choice.option}}}}} | {{{{{at}.mid|cell}}}} | {span} |")
    return lines


def _order(brief: Brief) -> list[Option]:
    """What could be chosen, the recommendation first; what a hard rule forbids has no price that matters."""
    costs, chosen = brief.assessment.costs, brief.assessment.option
    hard = {g.option for g in brief.assessment.gates if g.kind == "hard"}
    shown = [
        o for o, c in costs.items() if c.monthly_usd and (c.feasible or _gate(brief, o)) and o not in hard - {chosen}
    ]

    def rank(option: Option) -> tuple[bool, bool, float]:
        cost = costs[option]
        return option != chosen, not cost.feasible, cost.monthly_usd.mid if cost.monthly_usd else 0.0

    return sorted(shown, key=rank)


def _row(brief: Brief, option: Option) -> str:
    name = f"**{{{{option.{option}|cap}}}}**" if option == brief.assessment.option else f"{{{{option.{option}|cap}}}}"
    at = f"cost.{option}"
    span = f"{{{{{at}.low|cell}}}} to {{{{{at}.high|cell}}}}"
    return f"| {name} | {{{{{at}.mid|cell}}}} | {span} | {_why_not(brief, option, brief.assessment.costs[option])} |"


def _gate(brief: Brief, option: Option) -> tuple[GateKind, str] | None:
    """The kind and slot of the gate that takes an option out."""
    return next(((g.kind, g.slot or "") for g in brief.assessment.gates if g.option == option), None)


def _why_not(brief: Brief, option: Option, cost: OptionCost) -> str:
    if option == brief.assessment.option:
        return "recommended"
    gate = _gate(brief, option)
    if cost.feasible or gate is None:
        text = compared(brief, option, cost)
    elif gate[0] == "quality":
        said = words.workload_index(gate[1]) is not None and f"profile.{gate[1]}" in brief.ledger
        text = "not good enough, you said" if said else "only after a test on your task"
    else:
        text = LABEL.get(gate[0], "ruled out")
    rests = (f"cost.{option}.mid", f"cost.{brief.assessment.option}.mid")
    return f"{{{{{brief.ledger.statement(f'phrase.versus.{option}', text, rests=rests)}}}}}" if text else ""


def compared(brief: Brief, option: Option, cost: OptionCost) -> str:
    """Set against the recommendation, as far as the figures prove it."""
    chosen = brief.assessment.costs.get(brief.assessment.option)
    if not cost.monthly_usd or not chosen or not chosen.monthly_usd:
        return ""
    saved = chosen.monthly_usd.mid - cost.monthly_usd.mid
    if saved < 0:
        return "costs more"
    known, money = {words.leaf(x.slot): x.value for x in brief.assessment.assumptions}, brief.profile.money
    horizon = money.horizon_months or known.get("horizon_months")
    move = money.migration_usd or known.get("migration_api_usd")
    if isinstance(horizon, (int, float)) and isinstance(move, (int, float)) and 0 < saved * horizon < move:
        return "saves too little to pay for the move"
    return "saves too little to decide" if saved > 0 else ""


def changes(brief: Brief, most: int | None = FLIPS) -> list[str]:
    """Flips and break-evens, together: both say at which figures the answer turns. ``most``: flips, None for all."""
    lines = _flips(brief)[: 1 if brief.short else most]
    told = (
        not brief.short and most is not None and any(c.computed == "computed.break_even" for c in brief.conflicts[:1])
    )
    pays = brief.situation != "forced" and conflicts.break_even(brief.ledger, brief.assessment, why=not brief.short)
    if pays and not told:
        lines.append("- {{break_even|cap}}.")
    return ["**What would change this**", *lines] if lines else []


def _flips(brief: Brief) -> list[str]:
    """The nearest changes; alternatives of the same slot with the same outcome on one line."""
    groups: dict[tuple[str, Option], list[int]] = {}
    order = sorted(enumerate(brief.assessment.flips), key=lambda item: not SLOT.match(item[1].slot))
    for i, flip in order:  # what the user can know or change, before what the catalogue assumes
        if brief.has(f"flip.{i}.clause"):
            groups.setdefault(_group(i, flip), []).append(i)
    lines = []
    for (_, option), members in groups.items():
        regimes = words.leaf(brief.assessment.flips[members[0]].slot) == "regimes"
        parts = [f"{{{{flip.{i}}}}}" if regimes else f"{{{{flip.{i}.clause}}}}" for i in members]
        if {str(brief.assessment.flips[i].at) for i in members} == {"open_large", "open_small"}:
            text, rests = "an evaluation showed that an open model is good enough", tuple(f"flip.{i}" for i in members)
            parts = [f"{{{{{brief.ledger.statement(f'flip.{members[0]}.either', text, rests=rests)}}}}}"]
        clause = words.join(parts, "or") + (" applied" if regimes else "")
        lines.append(f"- If {clause}: {{{{the.{option}}}}}.")
    return lines


def _group(i: int, flip: Flip) -> tuple[str, Option]:
    numeric = isinstance(flip.at, (int, float)) and not isinstance(flip.at, bool)
    return (f"{i}" if numeric else flip.slot), flip.becomes
