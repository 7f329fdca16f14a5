"""What each option costs, from which volume own GPUs pay, and what would change the answer."""

from __future__ import annotations

from agent.evidence import words
from agent.evidence.brief import Brief
from tools.results import Flip, Option, OptionCost

FLIPS = 4


def table(brief: Brief) -> list[str]:
    """One row an option: likely cost, range, and why it is not the recommendation."""
    costs = brief.assessment.costs
    if not any(c.monthly_usd for c in costs.values()):
        return []
    head = ["| Option | {{head.month|cap}}, likely | {{head.range|cap}} | |", "| --- | ---: | ---: | --- |"]
    return head + [_row(brief, option, costs[option]) for option in _order(brief)]


def _order(brief: Brief) -> list[Option]:
    costs, chosen = brief.assessment.costs, brief.assessment.option

    def rank(option: Option) -> tuple[bool, bool, float]:
        cost = costs[option]
        return option != chosen, not cost.feasible, cost.monthly_usd.mid if cost.monthly_usd else float("inf")

    return sorted(costs, key=rank)


def _row(brief: Brief, option: Option, cost: OptionCost) -> str:
    name = f"**{{{{option.{option}|cap}}}}**" if option == brief.assessment.option else f"{{{{option.{option}|cap}}}}"
    if not cost.monthly_usd:
        return f"| {name} | – | – | {_why_not(brief, option, cost)} |"
    at = f"cost.{option}"
    return f"| {name} | {{{{{at}.mid|cell}}}} | {{{{{at}.low|cell}}}} to {{{{{at}.high|cell}}}} | {_why_not(brief, option, cost)} |"


def _why_not(brief: Brief, option: Option, cost: OptionCost) -> str:
    if option == brief.assessment.option:
        return "recommended"
    if brief.has(f"why_not.{option}"):
        return f"{'' if cost.feasible else 'out: '}{{{{why_not.{option}|open}}}}"
    for i, gate in enumerate(brief.assessment.gates):
        if gate.option == option and brief.has(f"gate.{i}"):
            return f"out: {{{{gate.{i}|open}}}}"
    return _compared(brief, option, cost)


def _compared(brief: Brief, option: Option, cost: OptionCost) -> str:
    """Dearer or cheaper than the recommendation, from the two figures of the table."""
    chosen = brief.assessment.costs.get(brief.assessment.option)
    if not cost.monthly_usd or not chosen or not chosen.monthly_usd:
        return "used where it fits" if any(c.option == option for c in brief.assessment.by_workload) else ""
    dearer = cost.monthly_usd.mid > chosen.monthly_usd.mid
    text = "costs more" if dearer else "costs less, but not enough to pay for the move"
    if not dearer and not any(r.key == "cost" and "does not pay" in r.text for r in brief.assessment.reasons):
        text = "costs less, see below"
    return f"{{{{{brief.ledger.statement(f'phrase.versus.{option}', text)}}}}}"


def changes(brief: Brief) -> list[str]:
    """Flips and break-evens, together: both say at which figures the answer turns."""
    lines = [_flip(i, flip) for i, flip in enumerate(brief.assessment.flips[:FLIPS]) if brief.has(f"flip.{i}.clause")]
    if even := _break_even(brief):
        lines.append(even)
    return ["**What would change this**", *lines] if lines else []


def _flip(i: int, flip: Flip) -> str:
    return f"- If {{{{flip.{i}.clause}}}}: {{{{option.{flip.becomes}}}}}."


def _break_even(brief: Brief) -> str:
    """``own GPUs pay: against the frontier API from 84M tokens a day on; against ... never``."""
    if brief.situation == "forced":
        return ""
    shown, many = [], len({e.workload for e in brief.assessment.break_even}) > 1
    for i, even in enumerate(brief.assessment.break_even):
        if not brief.has(f"breakeven.{i}.text") or (many and even.tokens_per_day is None):
            continue
        where = f" for {{{{breakeven.{i}.workload}}}}" if many and even.workload else ""
        shown.append(f"against the {{{{option.{even.against}}}}}{where} {{{{breakeven.{i}.text}}}}")
    return f"- Own GPUs pay {'; '.join(shown)}." if shown else ""


def label(slot: str) -> str:
    return words.label(slot)
