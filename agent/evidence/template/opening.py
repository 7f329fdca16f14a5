"""The first lines: what to do, what it costs and against what, how sure that is; then why."""

from __future__ import annotations

from agent.evidence import derived, words
from agent.evidence.brief import Argument, Brief

REASONS = 4
NAMED = 2  # providers


def headline(brief: Brief) -> list[str]:
    lead = "Provisional, for I do not know enough yet: " if brief.provisional else ""
    first = f"**{lead}{_what(brief, capital=not lead)}.**"
    return [" ".join(part for part in (first, _run(brief), _money(brief), _sure(brief)) if part)]


def _what(brief: Brief, *, capital: bool) -> str:
    form = "|cap" if capital else ""
    option = brief.assessment.option
    provider = "profile.current.provider"
    if brief.situation == "stay":
        where = f" with {{{{{provider}}}}}" if brief.has(provider) else ""
        return f"{'Stay' if capital else 'stay'} where you are{where}, on the {{{{option.{option}}}}}"
    if option == "smaller_tier" and brief.has(provider):
        brief.ledger.statement(
            "phrase.smaller", "but take the smaller model there, once your own evaluation has passed it"
        )
        return f"{'Stay' if capital else 'stay'} with {{{{{provider}}}}}, {{{{phrase.smaller}}}}"
    if option == "self_host" and _own_premises(brief):
        return f"{'Run' if capital else 'run'} an open model on GPUs of your own, on your own premises"
    if option == "hybrid":
        return f"{{{{do.hybrid{form}}}}}: {_split(brief)}"
    return f"{{{{do.{option}{form}}}}}"


def _own_premises(brief: Brief) -> bool:
    rules = brief.profile.regulation
    return bool(rules.air_gapped) or rules.hosting == "on_premises"


def _split(brief: Brief) -> str:
    parts = [
        f"{{{{choice.{i}.workload}}}} on {{{{the.{c.option}}}}}" for i, c in enumerate(brief.assessment.by_workload)
    ]
    return words.join(parts)


def _run(brief: Brief) -> str:
    """What would run, where that is known: the model, on which GPUs or at whom."""
    stack = brief.assessment.stack
    if brief.assessment.option == "hybrid" or brief.situation == "stay" or not brief.has("stack.model"):
        return ""
    if brief.has("stack.gpus"):
        engine = " with {{stack.engine}}" if brief.has("stack.engine") else ""
        return f"First candidate: {{{{stack.model}}}}{engine}, {{{{stack.gpus}}}}."
    places = [f"{{{{stack.providers.{i}}}}}" for i in range(len(stack.providers[:NAMED]))]
    return f"First candidate: {{{{stack.model}}}} at {words.join(places, 'or')}." if places else ""


def _money(brief: Brief) -> str:
    a = brief.assessment
    cost = a.costs.get(a.option)
    if cost and cost.monthly_usd:
        at = f"cost.{a.option}"
        told = f"It costs about {{{{{at}.mid}}}} ({{{{{at}.low|cell}}}} to {{{{{at}.high|cell}}}})"
    elif brief.has("fact.chosen_usd"):
        told = "Together that costs about {{fact.chosen_usd}}"
    else:
        return ""
    if brief.situation != "stay" and brief.has(f"fact.{derived.TODAY}"):
        told += f"; today you pay {{{{fact.{derived.TODAY}}}}}"
    return f"{told}{_volume_assumed(brief)}."


def _volume_assumed(brief: Brief) -> str:
    """Where no volume was given, the cost hangs on an assumed one: said beside it."""
    for i, assumption in enumerate(brief.assessment.assumptions):
        if words.leaf(assumption.slot) == "tokens_per_day" and brief.has(f"assumption.{i}"):
            return f", if the volume is {{{{assumption.{i}}}}} (you gave none)"
    return ""


def _sure(brief: Brief) -> str:
    a = brief.assessment
    if brief.situation == "forced":
        brief.ledger.statement("phrase.forced", "Cost does not decide this: nothing else is open to you")
        return "{{phrase.forced}}."
    share = "all" if a.confidence == 1 else "{c}"
    brief.ledger.statement(
        "phrase.confidence", f"it stays the best choice in {share} of the simulated cases", {"c": "confidence"}
    )
    rest = (
        f"; next in line: {{{{the.{a.runner_up}}}}}"
        if a.runner_up and a.runner_up != a.option and a.confidence < 1
        else ""
    )
    return f"How sure: {{{{phrase.confidence}}}}{rest}."


def reasons(brief: Brief) -> list[str]:
    chosen = brief.arguments[:REASONS]
    if not chosen:
        return []
    return ["**Why**", *(f"- {reason(brief, argument)}" for argument in chosen)]


def reason(brief: Brief, argument: Argument) -> str:
    """One reason with its sources and the options it rules out; when the only passages speak against it, that is said."""
    text = f"{{{{reason.{argument.core.key}|cap}}}}"
    if argument.supports:
        text = f"{text} {marks(argument.supports)}"
    elif argument.opposes:
        text = f"{text} (a source says otherwise: {marks(argument.opposes[:1])})"
    return f"{text}{_rules_out(brief, argument)}."


def _rules_out(brief: Brief, argument: Argument) -> str:
    """The options that a gate's reason takes away; nothing where it leaves a single one, which the first line says."""
    out = {g.option for g in brief.assessment.gates if g.why == argument.core.text}
    if not out or brief.situation == "forced":
        return ""
    names = [f"{{{{the.{option}}}}}" for option in brief.assessment.costs if option in out]
    return f" – out: {words.join(names)}"


def marks(keys: tuple[str, ...] | list[str]) -> str:
    return " ".join(f"{{{{cite:{key}}}}}" for key in keys)
