"""The recommendation in two sentences, for someone who will read no more, and when to look at it again."""

from __future__ import annotations

from agent.evidence.followup.intents import Asked
from agent.evidence.template import Section, numbers, opening
from agent.evidence.template.opening import marks

LATER = "later"
UNKNOWN = (
    "nothing that decides it is known yet: stay with an API that is paid by use until the volume or the bill, and the "
    "rules on the data, are known"
)


def brief(asked: Asked) -> list[Section]:
    """What to do and what it costs; how sure that is and what comes first."""
    b = asked.brief
    if b.situation == "unknown":
        return [[f"{{{{{b.ledger.name('brief.unknown', UNKNOWN, longest=None)}|cap}}}}."]]
    first = f"{'Provisional: ' if b.provisional else ''}{opening.what(b, capital=not b.provisional)}{_cost(asked)}."
    return [[f"{first} {_sure(asked)}{_step(asked)}."]]


def _cost(asked: Asked) -> str:
    b, at = asked.brief, f"cost.{asked.brief.assessment.option}"
    today = "profile.current.monthly_bill_usd"
    cost = b.assessment.costs.get(b.assessment.option)
    if cost and cost.monthly_usd:
        told = f", at about {{{{{at}.mid}}}} ({{{{{at}.low|cell}}}} to {{{{{at}.high|cell}}}})"
    else:
        told = ", together at about {{fact.chosen_usd}}" if b.has("fact.chosen_usd") else ""
    return told + (f" against {{{{{today}}}}} today" if told and b.situation != "stay" and b.has(today) else "")


def _sure(asked: Asked) -> str:
    b = asked.brief
    if b.situation == "forced":
        b.ledger.statement("brief.sure", "nothing else is open to you, whatever it costs",
                           rests=tuple(f"gate.{i}" for i in range(len(b.assessment.gates))))  # fmt: skip
    elif b.assessment.confidence == 1:
        b.ledger.statement("brief.sure", "it is the best choice in all simulated cases")
    else:
        b.ledger.statement("brief.sure", "it is the best choice in {c} of the simulated cases", {"c": "confidence"})
    return "{{brief.sure|cap}}"


def _step(asked: Asked) -> str:
    b = asked.brief
    if not b.has("step.0"):
        return ""
    told = b.ledger.say("step.0", "cap").rstrip(".")
    told = told[:1].lower() + told[1:] if told[1:2].islower() else told
    return "; the first step: {{brief.step}}" if b.ledger.statement("brief.step", told, rests=("step.0",)) else ""


def again(asked: Asked) -> list[Section]:
    """What is to be done later, and the changes that would turn the answer before."""
    b, lines = asked.brief, []
    for i, step in enumerate(b.assessment.stack.steps):
        if step.when.lower() == LATER and b.has(f"step.{i}") and step.claim in ("price_trend", "retirement", None):
            cites = marks(b.cites(step.claim, step.do))
            lines.append(f"- {{{{step.{i}|cap}}}}{' ' + cites if cites else ''}.")
    turn = numbers.changes(b, most=None)
    head = "**When to look again**"
    return [[head, *(lines[:2] or ["- Before each renewal of a contract, and whenever one of these happens:"])], turn]
