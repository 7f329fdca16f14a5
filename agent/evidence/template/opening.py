"""The first lines: what to do, what it costs and against what, how sure that is; then why."""

from __future__ import annotations

from agent.evidence import derived
from agent.evidence.brief import Argument, Brief

REASONS = 4


def headline(brief: Brief) -> list[str]:
    lead = "Provisional, for I do not know enough yet: " if brief.provisional else ""
    first = f"**{lead}{_what(brief, capital=not lead)}.**{_money(brief)}"
    return [" ".join(part for part in (first, _sure(brief)) if part)]


def _what(brief: Brief, *, capital: bool) -> str:
    form = "|cap" if capital else ""
    option = brief.assessment.option
    if brief.situation == "stay":
        where = " with {{profile.current.provider}}" if brief.has("profile.current.provider") else ""
        return f"{'Stay' if capital else 'stay'} where you are{where}, on the {{{{option.{option}}}}}"
    if option == "hybrid":
        return f"{{{{do.hybrid{form}}}}}: {_split(brief)}"
    return f"{{{{do.{option}{form}}}}}"


def _split(brief: Brief) -> str:
    parts = [
        f"{{{{choice.{i}.workload}}}} → {{{{option.{c.option}}}}}" for i, c in enumerate(brief.assessment.by_workload)
    ]
    return "; ".join(parts)


def _money(brief: Brief) -> str:
    a = brief.assessment
    cost = a.costs.get(a.option)
    if cost and cost.monthly_usd:
        told = f" It costs about {{{{cost.{a.option}.mid}}}} ({{{{cost.{a.option}.low|cell}}}} to {{{{cost.{a.option}.high|cell}}}})"
    elif brief.has("fact.chosen_usd"):
        told = " Together that costs about {{fact.chosen_usd}}"
    else:
        return ""
    if brief.situation != "stay" and brief.has(f"fact.{derived.TODAY}"):
        told += f"; today you pay {{{{fact.{derived.TODAY}}}}}"
    return told + "."


def _sure(brief: Brief) -> str:
    a = brief.assessment
    if brief.situation == "forced":
        brief.ledger.statement("phrase.forced", "Cost does not decide this: nothing else is open to you")
        return "{{phrase.forced}}."
    text = "it stays the best choice in {c} of the simulated cases"
    brief.ledger.statement("phrase.confidence", text, {"c": "confidence"})
    rest = f", with {{{{option.{a.runner_up}}}}} next in line" if a.runner_up and a.runner_up != a.option else ""
    return f"How sure: {{{{phrase.confidence}}}}{rest}."


def reasons(brief: Brief) -> list[str]:
    chosen = brief.arguments[:REASONS]
    if not chosen:
        return []
    return ["**Why**", *(f"- {reason(brief, argument)}" for argument in chosen)]


def reason(brief: Brief, argument: Argument) -> str:
    """One reason with its sources; when the only passages speak against it, that is said."""
    text = f"{{{{reason.{argument.core.key}|cap}}}}"
    if argument.supports:
        return f"{text} {marks(argument.supports)}."
    if argument.opposes:
        return f"{text} (a source says otherwise: {marks(argument.opposes[:1])})."
    return f"{text}."


def marks(keys: tuple[str, ...] | list[str]) -> str:
    return " ".join(f"{{{{cite:{key}}}}}" for key in keys)
